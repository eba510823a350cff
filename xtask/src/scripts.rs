//! What is made of `widget/script`: the site's scripts, the npm package and the browser extension.
//!
//! ```text
//! loader.js ────┬─ core.js ─→ target/site/accalmie.js
//! package/ ─────┤             target/npm
//! extension/ ───┘             target/extension, with the site's widget and packs
//! visitor/ ─────────────────→ target/site/visitor.js
//! finder/ ──────────────────→ target/site/finder.js
//! plain/ ───────────────────→ target/site/plain.js
//! ```

use crate::{repo, typography};
use anyhow::{Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha384};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The version that every package of ours carries.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How a page runs a script.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// `<script src>`: nothing of it becomes a name of the page's.
    Classic,
    /// `import`, as short as can be.
    Module,
    /// `import` by somebody's own bundler: readable, for it will be shortened there.
    Library,
}

/// Makes one file of a script and what it imports; stylesheets and rules come in as text.
///
/// # Errors
/// When esbuild finds a mistake.
pub(crate) fn bundle(modules: &Path, input: &Path, output: &Path, script: Script) -> Result<()> {
    let mut esbuild = repo::command(modules.join(".bin/esbuild"));
    esbuild
        .arg(input)
        .args([
            "--bundle",
            "--loader:.css=text",
            "--loader:.txt=text",
            "--log-level=warning",
        ])
        .arg(format!("--outfile={}", output.display()));
    esbuild.args(match script {
        Script::Classic => ["--format=iife", "--minify"].as_slice(),
        Script::Module => &["--format=esm", "--minify"],
        Script::Library => &["--format=esm"],
    });
    repo::quiet(&mut esbuild)?;
    Ok(())
}

/// The site's scripts, by the files that were made.
///
/// # Errors
/// When esbuild finds a mistake.
pub(crate) fn site(modules: &Path) -> Result<Vec<PathBuf>> {
    let (script, site) = (repo::at("widget/script"), repo::site());
    let made = [
        ("loader.js", "accalmie.js", Script::Classic),
        ("visitor/main.js", "visitor.js", Script::Module),
        ("finder/main.js", "finder.js", Script::Module),
        ("plain/main.js", "plain.js", Script::Module),
    ];
    for (input, output, kind) in made {
        let output = site.join(output);
        bundle(modules, &script.join(input), &output, kind)?;
        repo::write(
            &output,
            typography::in_script(&fs::read_to_string(&output)?),
        )?;
    }
    Ok(made.map(|(_, output, _)| site.join(output)).to_vec())
}

/// The npm package: one module over the same core as the loader's, with its types.
///
/// # Errors
/// When esbuild finds a mistake or a file can't be written.
pub(crate) fn package(modules: &Path) -> Result<()> {
    let (source, package) = (
        repo::at("widget/script/package"),
        repo::target().join("npm"),
    );
    bundle(
        modules,
        &source.join("index.js"),
        &package.join("index.js"),
        Script::Library,
    )?;
    for name in ["index.d.ts", "README.md"] {
        repo::write(&package.join(name), fs::read(source.join(name))?)?;
    }
    repo::write(&package.join("LICENSE"), fs::read(repo::at("LICENSE"))?)?;
    repo::write(
        &package.join("package.json"),
        versioned(&source.join("package.json"))?,
    )
}

/// What the extension takes from the site as it is: everything that a page's widget fetches.
const CARRIED: [&str; 4] = ["widget", "packs", "finder.js", "plain.js"];

/// The browser extension: nothing in it is fetched from elsewhere. What is no longer made is taken away.
///
/// # Errors
/// When the site has not been built, esbuild finds a mistake, or a file can't be written.
pub(crate) fn extension(modules: &Path) -> Result<()> {
    let (source, extension) = (
        repo::at("widget/script/extension"),
        repo::target().join("extension"),
    );
    let mut made = vec![
        extension.join("content.js"),
        extension.join("manifest.json"),
    ];
    bundle(
        modules,
        &source.join("content.js"),
        &made[0],
        Script::Classic,
    )?;
    repo::write(&made[1], versioned(&source.join("manifest.json"))?)?;
    let carried = repo::files(&repo::site())?.into_iter().filter_map(|path| {
        let name = path.strip_prefix(repo::site()).ok()?.to_path_buf();
        let is_carried = CARRIED.iter().any(|kept| name.starts_with(kept));
        is_carried.then_some((path, name))
    });
    let own = repo::files(&source)?.into_iter().filter_map(|path| {
        let name = path.strip_prefix(&source).ok()?.to_path_buf();
        let is_made = made.contains(&extension.join(&name));
        (!is_made).then_some((path, name))
    });
    for (path, name) in carried.chain(own).collect::<Vec<_>>() {
        let output = extension.join(name);
        repo::write(&output, published(&path)?)?;
        made.push(output);
    }
    for path in repo::files(&extension)? {
        if !made.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// A file as it is served: texts of French pages, scripts and messages with their spaces set, all else as it is.
///
/// # Errors
/// When it can't be read.
pub(crate) fn published(path: &Path) -> Result<Vec<u8>> {
    let bytes = fs::read(path)?;
    let is_script =
        path.extension().is_some_and(|kind| kind == "js") || path.ends_with("fr/messages.json");
    let is_page = path.extension().is_some_and(|kind| kind == "html");
    if !is_script && !is_page || path.starts_with(repo::site()) {
        return Ok(bytes);
    }
    let text = String::from_utf8(bytes)?;
    Ok(if is_script {
        typography::in_script(&text)
    } else if text.contains("<html lang=\"fr\"") {
        typography::in_page(&text)
    } else {
        text
    }
    .into_bytes())
}

/// A manifest with our version in it. Its other lines stay as they are: npm reads the order of conditions.
fn versioned(manifest: &Path) -> Result<String> {
    const NONE: &str = r#""version": "0.0.0""#;
    let text = fs::read_to_string(manifest)?;
    if !text.contains(NONE) {
        bail!("{}: found no {NONE}, expected it once", manifest.display());
    }
    Ok(text.replace(NONE, &format!(r#""version": "{VERSION}""#)))
}

/// The script tag of this very build: a browser refuses any other loader than this one.
///
/// # Errors
/// When the loader has not been built.
pub(crate) fn tag() -> Result<String> {
    let loader = fs::read(repo::site().join("accalmie.js"))?;
    let integrity = format!("sha384-{}", BASE64.encode(Sha384::digest(loader)));
    Ok(format!(
        r#"<script async src="https://care.example/accalmie.js" integrity="{integrity}" crossorigin data-brand="acme"></script>"#
    ))
}
