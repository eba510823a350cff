//! `cargo xtask bench`: requests a second of the built Worker on this machine.

use crate::{build, repo, tools};
use anyhow::Result;
use pico_args::Arguments;

/// What the help says.
pub(crate) const HELP: &str = "requests a second of the built Worker on local workerd";

/// The verb.
///
/// # Errors
/// When the build fails or an answer is not what it should be.
pub(crate) fn main(words: Arguments) -> Result<()> {
    crate::no_more(words)?;
    build::build(build::Edition::Daily)?;
    tools::node_modules()?;
    repo::run(repo::command("node").arg("xtask/tools/bench.mjs"))
}
