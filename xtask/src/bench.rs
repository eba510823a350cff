//! `cargo xtask bench`: requests a second of the built Worker on this machine.

use crate::{build, repo, tools};
use anyhow::Result;
use pico_args::Arguments;

/// What the help says.
pub(crate) const HELP: &str = "requests a second of the built Worker on local workerd\n\
     --page: what the widget costs a page of 100, 1,000 and 10,000 posts in real Chromium";

/// The verb.
///
/// # Errors
/// When the build fails or an answer is not what it should be.
pub(crate) fn main(mut words: Arguments) -> Result<()> {
    let page = words.contains("--page");
    let edition = build::Edition::taken(&mut words);
    crate::no_more(words)?;
    build::build(edition)?;
    tools::node_modules()?;
    if page {
        tools::chromium()?;
        return repo::run(repo::command("node").arg("xtask/tools/bench-page.mjs"));
    }
    repo::run(repo::command("node").arg("xtask/tools/bench.mjs"))
}
