//! `cargo xtask deploy`: builds and uploads the Worker with its static files to the owner's Cloudflare account.

use crate::{build, repo, tools};
use anyhow::Result;
use pico_args::Arguments;

/// What the help says.
pub(crate) const HELP: &str = "uploads Worker and site to your Cloudflare account, as edge/wrangler.toml says\n\
     --dry-run: shows what would be uploaded, without an account";

/// What keeps wrangler from calling home: it talks to Cloudflare's API and to nobody else.
const QUIET: [(&str, &str); 4] = [
    ("WRANGLER_SEND_METRICS", "false"),
    ("WRANGLER_SEND_ERROR_REPORTS", "false"),
    ("WRANGLER_HIDE_BANNER", "true"),
    ("WRANGLER_WRITE_LOGS", "false"),
];

/// The verb.
///
/// # Errors
/// When the build fails or wrangler does.
pub(crate) fn main(mut words: Arguments) -> Result<()> {
    let rehearse = words.contains("--dry-run");
    crate::no_more(words)?;
    build::build(build::Edition::Dist)?;
    let wrangler = tools::npm(&repo::at("xtask/tools/deploy"))?.join(".bin/wrangler");
    let mut command = repo::command(wrangler);
    command
        .args(["deploy", "--config", "edge/wrangler.toml"])
        .envs(QUIET);
    if rehearse {
        command
            .arg("--dry-run")
            .arg("--outdir")
            .arg(repo::target().join("deploy"));
    }
    repo::run(&mut command)
}
