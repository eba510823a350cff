//! What is made of `widget/script`: the loader and the visitors' script of the site, and the npm package.
//!
//! ```text
//! loader.js ─── core.js ───→ target/site/accalmie.js
//! visitor/main.js ─────────→ target/site/visitor.js
//! package/index.js ─ core.js → target/npm
//! ```

use crate::repo;
use anyhow::{Context, Result};
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

/// Makes one file of a script and what it imports; stylesheets come in as text.
///
/// # Errors
/// When esbuild finds a mistake.
pub(crate) fn bundle(modules: &Path, input: &Path, output: &Path, script: Script) -> Result<()> {
    let mut esbuild = repo::command(modules.join(".bin/esbuild"));
    esbuild
        .arg(input)
        .args(["--bundle", "--loader:.css=text", "--log-level=warning"])
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
    ];
    for (input, output, kind) in made {
        bundle(modules, &script.join(input), &site.join(output), kind)?;
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

/// A manifest with our version in it.
pub(crate) fn versioned(manifest: &Path) -> Result<String> {
    let text = fs::read_to_string(manifest)?;
    let mut manifest: serde_json::Value = serde_json::from_str(&text)
        .with_context(|| format!("{}: expected JSON", manifest.display()))?;
    manifest["version"] = VERSION.into();
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
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
