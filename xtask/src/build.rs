//! `cargo xtask build`: from the crates to what is served and deployed.
//!
//! ```text
//! widget ── cargo ── bindgen (web) ── wasm-opt ──────────────┐
//! widget/script, www/, language packs ───────────────────────┴→ target/site, target/npm, target/extension
//! edge ── cargo ── bindgen (module) ── wasm-opt ── esbuild ─┐
//! language packs ────────────────────────────────────────────┴→ target/edge
//! ```

use crate::scripts::{self, Script};
use crate::texts::Texts;
use crate::{repo, tools};
use accalmie_shared::packs;
use anyhow::{Context, Error, Result};
use pico_args::Arguments;
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    process::Command,
    slice, thread,
};
use wasm_bindgen_cli_support::Bindgen;

/// What the help says.
pub(crate) const HELP: &str = "builds widget and site (target/site), edge, npm package (target/npm) and extension (target/extension);\n\
     prints the script tag with its integrity\n\
     --dist: the smallest widget and edge, with a standard library built for size (some minutes more)";

/// The two crates that only exist as WebAssembly. One call of Cargo each: built together, the widget would get every
/// feature of the core that the edge asks for.
pub(crate) const PACKAGES: [&str; 2] = ["accalmie-edge", WIDGET];

const WIDGET: &str = "accalmie-widget";

/// The widget reads every post of a long page, the edge a few at a time. For what is deployed see [`TERSER`].
const QUICK_CORE: &str = "profile.release.package.accalmie-shared.opt-level='s'";

/// What the compiler is told for [`Edition::Dist`]: panics without message, place and unwinding. A page has nobody to
/// read them, and the edge's log names the trap; `cargo xtask run` has the words.
const TERSE: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none";

/// The same of the widget, where `{:?}` says nothing either (the edge's errors quote with it what was found), and where
/// the functions of the core that read posts are compiled for speed, all the others for size: that is what
/// `#[cfg_attr(quick, optimize(speed))]` says, for which stable compilers have no word yet. Twice as quick as all for
/// size, and 13 KB less than `opt-level='s'`.
const TERSER: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none --cfg quick";

/// The language packs and their file names: fetched by the widget, bundled with the edge.
const PACKS: [(&str, &[u8]); 2] = [("fr.bin", packs::FR), ("en.bin", packs::EN)];

/// The verb.
///
/// # Errors
/// When a tool is missing or a step fails.
pub(crate) fn main(mut words: Arguments) -> Result<()> {
    let edition = Edition::taken(&mut words);
    crate::no_more(words)?;
    build(edition)?;
    println!("{}", scripts::tag()?);
    Ok(())
}

/// Which of their two forms widget and edge are built in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edition {
    /// With the standard library as it comes: built in a minute.
    Daily,
    /// With a standard library built for size, and panics that stop without a word: what is deployed.
    Dist,
}

impl Edition {
    /// Takes `--dist` from the command line.
    pub(crate) fn taken(words: &mut Arguments) -> Self {
        if words.contains("--dist") {
            Self::Dist
        } else {
            Self::Daily
        }
    }

    /// Where Cargo puts what it builds.
    fn folder(self) -> PathBuf {
        match self {
            Self::Daily => repo::target(),
            Self::Dist => repo::target().join("dist"),
        }
    }
}

/// Builds everything that changed.
///
/// # Errors
/// When a tool is missing or a step fails.
pub(crate) fn build(edition: Edition) -> Result<()> {
    tools::wasm_target()?;
    let modules = thread::scope(|scope| {
        // The network and the processor have each their own to do.
        let modules = scope.spawn(tools::node_modules);
        for package in PACKAGES {
            match edition {
                Edition::Dist => dist(package)?,
                Edition::Daily => daily(package)?,
            }
        }
        joined(modules)
    })?;
    thread::scope(|scope| {
        let edge = scope.spawn(|| edge(&modules, edition));
        widget(&modules, edition)?;
        site(&modules)?;
        scripts::package(&modules)?;
        scripts::extension(&modules)?;
        joined(edge)
    })
}

/// The call of Cargo that makes one package's WebAssembly.
fn compiler(package: &str) -> Command {
    let mut cargo = repo::cargo();
    cargo.args(["build", "--release", "--target", tools::WASM]);
    cargo.args(["--package", package]);
    cargo
}

/// Compiles a package with the standard library as it comes.
fn daily(package: &str) -> Result<()> {
    let mut cargo = compiler(package);
    if package == WIDGET {
        cargo.args(["--config", QUICK_CORE]);
    }
    repo::run(&mut cargo)
}

/// Compiles a package together with a standard library of its own, in a folder of its own.
fn dist(package: &str) -> Result<()> {
    let flags = if package == WIDGET { TERSER } else { TERSE };
    smallest(&mut compiler(package), flags)
}

/// Compiles an example of the core as the deployed widget has the core. Returns where its WebAssembly is.
///
/// # Errors
/// When it can't be compiled.
pub(crate) fn core_of_widget(example: &str) -> Result<PathBuf> {
    let mut cargo = compiler("accalmie-shared");
    cargo.args(["--quiet", "--features", "embedded", "--example", example]);
    smallest(&mut cargo, TERSER)?;
    Ok(wasm(
        &Edition::Dist.folder(),
        &format!("examples/{example}"),
    ))
}

/// Runs a call of Cargo with these flags, for [`Edition::Dist`].
fn smallest(cargo: &mut Command, flags: &str) -> Result<()> {
    tools::standard_library()?;
    cargo
        .args([
            "-Zbuild-std=std,panic_abort",
            "-Zbuild-std-features=optimize_for_size",
        ])
        // Both are settings of the compiler that only its nightly editions take without being asked.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags)
        .env("CARGO_TARGET_DIR", Edition::Dist.folder());
    repo::run(cargo)
}

/// What a thread gave; its panic goes on here.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// The WebAssembly that Cargo made of a crate.
fn wasm(folder: &Path, name: &str) -> PathBuf {
    folder
        .join(tools::WASM)
        .join("release")
        .join(format!("{name}.wasm"))
}

/// A step that is left out when nothing it depends on has changed since it was last done.
struct Step {
    stamp: PathBuf,
    state: String,
}

impl Step {
    /// A step over these inputs. It also depends on this file, which says how it is done, and on the versions of its tools.
    fn new(name: &str, inputs: &[PathBuf]) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        include_bytes!("build.rs").hash(&mut hasher);
        for path in inputs.iter().chain([
            &repo::at("Cargo.lock"),
            &repo::at("xtask/tools/package-lock.json"),
        ]) {
            fs::read(path)
                .with_context(|| format!("can't read {}", path.display()))?
                .hash(&mut hasher);
        }
        let stamp = repo::target().join("glue").join(format!("{name}.done"));
        Ok(Self {
            stamp,
            state: format!("{:016x}", hasher.finish()),
        })
    }

    /// Whether it has been done in this state, and `output` is still there.
    fn is_done(&self, output: &Path) -> bool {
        output.exists() && fs::read_to_string(&self.stamp).is_ok_and(|state| state == self.state)
    }

    /// Notes that it has been done: last, so that an interrupted build doesn't pass for a finished one.
    fn done(&self) -> Result<()> {
        repo::write(&self.stamp, &self.state)
    }
}

/// The widget: glue as an ES module that takes the address of its WebAssembly.
fn widget(modules: &Path, edition: Edition) -> Result<()> {
    let input = wasm(&edition.folder(), "accalmie_widget");
    let glue = repo::target().join("glue/widget");
    let folder = repo::site().join("widget");
    let output = folder.join("accalmie_widget_bg.wasm");
    let step = Step::new("widget", slice::from_ref(&input))?;
    if step.is_done(&output) {
        return Ok(());
    }
    Bindgen::new()
        .input_path(&input)
        .web(true)?
        .typescript(false)
        .generate(&glue)
        .context("wasm-bindgen can't read the widget")?;
    fs::create_dir_all(&folder)?;
    scripts::bundle(
        modules,
        &glue.join("accalmie_widget.js"),
        &folder.join("accalmie_widget.js"),
        Script::Module,
    )?;
    optimize(modules, &glue.join("accalmie_widget_bg.wasm"), &output)?;
    step.done()
}

/// The Worker: our entry and the glue in one module, the WebAssembly and the language packs beside it as modules of
/// their own.
fn edge(modules: &Path, edition: Edition) -> Result<()> {
    let input = wasm(&edition.folder(), "accalmie_edge");
    let entry = repo::at("edge/entry.mjs");
    let output = repo::edge().join("worker.js");
    let mut inputs = vec![input.clone()];
    let scripts = repo::files(&repo::at("edge"))?;
    inputs.extend(
        scripts
            .into_iter()
            .filter(|path| path.extension().is_some_and(|kind| kind == "mjs")),
    );
    for (name, bytes) in PACKS {
        repo::write(&repo::edge().join(name), bytes)?;
    }
    let step = Step::new("edge", &inputs)?;
    if step.is_done(&output) {
        return Ok(());
    }
    let glue = repo::target().join("glue/edge");
    Bindgen::new()
        .input_path(&input)
        .module(true)?
        .typescript(false)
        // After a panic the next request starts a new instance instead of meeting a poisoned one.
        .reset_state_function(true)
        .force_enable_abort_handler(true)
        .generate(&glue)
        .context("wasm-bindgen can't read the edge")?;
    let script = glue.join("accalmie_edge.js");
    // Workers import a compiled module by its file name; neither esbuild nor workerd knows source phase imports yet.
    let text = fs::read_to_string(&script)?.replace("import source ", "import ");
    fs::write(&script, text)?;
    fs::create_dir_all(repo::edge())?;
    optimize(
        modules,
        &glue.join("accalmie_edge_bg.wasm"),
        &repo::edge().join("accalmie_edge_bg.wasm"),
    )?;
    repo::quiet(
        repo::command(modules.join(".bin/esbuild"))
            .arg(&entry)
            .args([
                "--bundle",
                "--format=esm",
                "--platform=neutral",
                "--external:*.wasm",
                "--external:*.bin",
                "--external:cloudflare:*",
            ])
            .arg(format!("--alias:accalmie-edge={}", script.display()))
            .args(["packs", "trap"].map(|name| {
                let script = repo::at(format!("edge/{name}.mjs"));
                format!("--alias:accalmie-{name}={}", script.display())
            }))
            .arg(format!("--outfile={}", output.display())),
    )?;
    step.done()
}

/// The static files: `www/` as it is, the scripts of `widget/script`, and the language packs.
///
/// What is no longer made is taken away, so that it isn't deployed for ever.
fn site(modules: &Path) -> Result<()> {
    let (www, site) = (repo::at("www"), repo::site());
    let mut made = vec![
        site.join("widget/accalmie_widget.js"),
        site.join("widget/accalmie_widget_bg.wasm"),
    ];
    made.extend(scripts::site(modules)?);
    for path in repo::files(&www)? {
        let output = site.join(path.strip_prefix(&www)?);
        repo::write(&output, scripts::published(&path)?)?;
        made.push(output);
    }
    // What describes the API is a file like any other.
    let output = site.join("openapi.json");
    repo::write(&output, fs::read(repo::at("edge/data/openapi.json"))?)?;
    made.push(output);
    // The widget fetches the one pack that its page's language needs.
    for (name, bytes) in PACKS {
        let output = site.join("packs").join(name);
        repo::write(&output, bytes)?;
        made.push(output);
    }
    // And the one text file that its panel's language needs.
    let texts = Texts::read(&repo::at("widget/strings")).map_err(Error::msg)?;
    for (name, text) in texts.files() {
        let output = site.join("packs").join(name);
        repo::write(&output, text)?;
        made.push(output);
    }
    for path in repo::files(&site)?
        .iter()
        .filter(|path| !made.contains(path))
    {
        fs::remove_file(path)?;
    }
    Ok(())
}

/// What `wasm-opt` may use: what rustc enables for this target by default, and the exceptions that bindgen's abort
/// handler catches. `--all-features` would write import tables that no runtime reads yet.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-exception-handling",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What `wasm-opt` does: the light passes, parameters that nobody reads taken away, functions that are alike made one,
/// those of one module side by side, where brotli finds what they have in common. `-Oz` makes fewer bytes, but leaves
/// brotli less to find: 336,683 sent instead of 312,884 of the daily widget in November 2026.
const PASSES: [&str; 6] = [
    "-O1",
    "--dae-optimizing",
    "--duplicate-function-elimination",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
];

/// Shrinks WebAssembly and drops the names.
///
/// # Errors
/// When `wasm-opt` can't read it.
pub(crate) fn optimize(modules: &Path, input: &Path, output: &Path) -> Result<()> {
    repo::quiet(
        repo::command(modules.join(".bin/wasm-opt"))
            .arg(input)
            .args(PASSES)
            .args(FEATURES)
            .arg("-o")
            .arg(output),
    )?;
    Ok(())
}
