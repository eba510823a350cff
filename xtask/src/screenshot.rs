//! `cargo xtask screenshot`: the pictures of the README, taken of the demo as it is now.

use crate::{build, repo, tools};
use anyhow::Result;
use pico_args::Arguments;

/// What the help says.
pub(crate) const HELP: &str = "takes the README's pictures of the demo into www/pictures";

/// The verb.
///
/// # Errors
/// When the build fails, Chromium is missing, or the page doesn't show what it should.
pub(crate) fn main(words: Arguments) -> Result<()> {
    crate::no_more(words)?;
    build::build(build::Edition::Daily)?;
    tools::node_modules()?;
    tools::chromium()?;
    repo::run(repo::command("node").args(["xtask/tools/screenshot.mjs", "www/pictures"]))
}
