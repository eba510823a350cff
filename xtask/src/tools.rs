//! The tools a fresh machine lacks: the wasm target, the packages of npm and Python, Chromium. Packages stand under `target/`.
//!
//! Versions are pinned in `rust-toolchain.toml`, in the workspace's `Cargo.toml` and in `xtask/tools`: `package-lock.json`
//! and `requirements.txt`.

use crate::repo;
use anyhow::{Context, Result, bail};
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

/// The only target of widget and edge.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target unless the toolchain already has it.
///
/// # Errors
/// When rustup can't add it.
pub(crate) fn wasm_target() -> Result<()> {
    let libdir =
        repo::quiet(repo::command("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(libdir.trim()).is_dir() {
        return Ok(());
    }
    // Asked for by name: the automatic installation from rust-toolchain.toml may be switched off on this machine.
    repo::run(repo::command("rustup").args(["target", "add", WASM]))
        .context("the toolchain lacks the WebAssembly target; with rustup: `rustup target add wasm32-unknown-unknown`")
}

/// Adds the source of the standard library unless the toolchain already has it.
///
/// # Errors
/// When rustup can't add it.
pub(crate) fn standard_library() -> Result<()> {
    let sysroot = repo::quiet(repo::command("rustc").args(["--print", "sysroot"]))?;
    let source = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std");
    if source.is_dir() {
        return Ok(());
    }
    repo::run(repo::command("rustup").args(["component", "add", "rust-src"]))
        .context("the toolchain lacks the source of the standard library; with rustup: `rustup component add rust-src`")
}

/// Installs the pinned npm packages of a folder with manifest and lock file, and gives their `node_modules`.
///
/// # Errors
/// When node or npm isn't there, or the registry doesn't answer.
pub(crate) fn npm(manifest: &Path) -> Result<PathBuf> {
    let lock = fs::read(manifest.join("package-lock.json"))?;
    let mut hasher = DefaultHasher::new();
    lock.hash(&mut hasher);
    let folder = repo::target()
        .join("tools")
        .join(format!("npm-{:016x}", hasher.finish()));
    let modules = folder.join("node_modules");
    if folder.join("complete").exists() {
        return Ok(modules);
    }
    eprintln!("installing the pinned npm tools");
    fs::create_dir_all(&folder)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(manifest.join(name), folder.join(name))?;
    }
    repo::quiet(
        repo::command("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(&folder),
    )
    .context("the build needs Node 20 or newer with npm, and a registry that answers")?;
    fs::write(folder.join("complete"), "")?;
    Ok(modules)
}

/// The tools of build and tests; `node_modules` in the root leads to them, so that every `.mjs` file resolves its imports.
///
/// # Errors
/// See [`npm`].
pub(crate) fn node_modules() -> Result<PathBuf> {
    let modules = npm(&repo::at("xtask/tools"))?;
    let link = repo::at("node_modules");
    if fs::read_link(&link).ok().as_ref() != Some(&modules) {
        if link.is_symlink() {
            fs::remove_file(&link)?;
        }
        symlink(&modules, &link).with_context(|| format!("can't link {}", link.display()))?;
    }
    Ok(modules)
}

#[cfg(unix)]
fn symlink(to: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(windows)]
fn symlink(to: &Path, link: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(to, link)
}

/// The names under which Chromium is found on `PATH`; `tests/support/browser.mjs` looks for the same.
const CHROMIUM: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// What to install where we can't do it ourselves.
const CHROMIUM_HELP: &str = "found no Chromium, expected one on PATH or in the variable CHROMIUM; install it with
  Debian (as root)  apt-get install chromium fonts-liberation fonts-noto-color-emoji
  Ubuntu            snap install chromium
  Fedora            dnf install chromium
  Arch              pacman -S chromium
  macOS             brew install --cask chromium, then CHROMIUM=/Applications/Chromium.app/Contents/MacOS/Chromium";

/// Sees to it that Chromium is there: installs it on Debian as root.
///
/// # Errors
/// Says what to install where that isn't possible.
pub(crate) fn chromium() -> Result<()> {
    let found = |name: &str| repo::quiet(repo::command(name).arg("--version")).is_ok();
    if std::env::var("CHROMIUM").is_ok_and(|path| found(&path)) || CHROMIUM.into_iter().any(found) {
        return Ok(());
    }
    if !is_debian_root() {
        bail!("{CHROMIUM_HELP}");
    }
    eprintln!("installing Chromium");
    apt(&["chromium", "fonts-liberation", "fonts-noto-color-emoji"])
}

/// Whether we may install packages here, and know how.
fn is_debian_root() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let debian = release.lines().any(|line| line == "ID=debian");
    debian && repo::quiet(repo::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Installs packages of Debian.
fn apt(packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut command = repo::command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    repo::quiet(apt().arg("update"))?;
    repo::quiet(
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )?;
    Ok(())
}

/// What to install where we can't do it ourselves.
pub(crate) const PYTHON_HELP: &str =
    "found no Python 3.11 with venv; install it (Debian: apt-get install python3-venv)";

/// Whether a Python stands below `target/tools` with the pinned public clients that the Worker is tested with: made of
/// the one on `PATH`, which is installed on Debian as root.
///
/// # Errors
/// When the packages can't be had.
pub(crate) fn python() -> Result<bool> {
    let pins = repo::at("xtask/tools/requirements.txt");
    let wanted = fs::read_to_string(&pins)?;
    let folder = repo::target().join("tools/python");
    let stamp = folder.join("complete");
    if fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(true);
    }
    let fits = || {
        let asked = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";
        repo::quiet(repo::command("python3").args(["-c", asked])).is_ok()
    };
    if !fits() && is_debian_root() {
        eprintln!("installing Python");
        apt(&["python3", "python3-venv"])?;
    }
    if !fits() {
        return Ok(false);
    }
    eprintln!("installing the pinned Python clients");
    repo::quiet(
        repo::command("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    )?;
    repo::quiet(
        repo::command(folder.join("bin/python"))
            .args(["-m", "pip", "install", "--no-deps", "--requirement"])
            .arg(&pins),
    )
    .context("the tests with public clients need a registry of Python packages that answers")?;
    fs::write(stamp, wanted)?;
    Ok(true)
}
