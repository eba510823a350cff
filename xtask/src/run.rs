//! `cargo xtask run`: the whole product on this machine, with a demo brand.

use crate::{build, repo, tools};
use anyhow::{Context, Result, bail};
use pico_args::Arguments;
use std::{
    path::PathBuf,
    process::{ChildStdin, Stdio},
    sync::{Arc, Mutex},
};

/// What the help says.
pub(crate) const HELP: &str = "starts Worker, site and a demo brand on this machine\n\
     --port N: where to listen (8787; 0 picks a free port)\n\
     --data DIR: where cases and demo secrets are kept (target/data)\n\
     --brand NAME: the demo brand (lumio)\n\
     --json: one line of JSON with addresses and secrets, for scripts";

/// Where the server listens when nothing is said: the port that Cloudflare's own tools use.
const PORT: u16 = 8787;

/// The brand of `www/demo`.
pub(crate) const BRAND: &str = "lumio";

/// The verb.
///
/// # Errors
/// When a flag is wrong, the build fails, or the server can't start.
pub(crate) fn main(mut words: Arguments) -> Result<()> {
    let port: u16 = words.opt_value_from_str("--port")?.unwrap_or(PORT);
    let data: Option<PathBuf> = words.opt_value_from_str("--data")?;
    let data = data.unwrap_or_else(|| repo::target().join("data"));
    let brand = words
        .opt_value_from_str("--brand")?
        .unwrap_or_else(|| BRAND.to_owned());
    let json = words.contains("--json");
    crate::no_more(words)?;
    if !is_name(&brand) {
        bail!("--brand: found `{brand}`, expected lower-case letters, digits and `-`, at most 40");
    }
    build::build(build::Edition::Daily)?;
    tools::node_modules()?;
    // A relative path is meant from where the person is, not from the root.
    let data = std::path::absolute(&data)?;
    let options = serde_json::json!({ "port": port, "data": data, "brand": brand, "json": json });
    serve(&options.to_string())
}

/// Whether a word can be a brand: it becomes a part of addresses, of file names and of keys.
fn is_name(word: &str) -> bool {
    let simple = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=40).contains(&word.len()) && word.bytes().all(simple)
}

/// Runs the server until it ends, or until we are told to stop.
///
/// It watches its standard input: when that closes, because we close it or because we are gone, it stops workerd and
/// ends. So whatever ends this program, nothing is left behind.
fn serve(options: &str) -> Result<()> {
    let mut command = repo::command("node");
    command
        .arg("xtask/tools/serve.mjs")
        .arg(options)
        .stdin(Stdio::piped());
    // In a group of its own, Ctrl-C reaches us alone, and it can stop workerd in order.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command
        .spawn()
        .context("can't start node, expected version 20 or newer on PATH")?;
    let line: Arc<Mutex<Option<ChildStdin>>> = Arc::new(Mutex::new(child.stdin.take()));
    ctrlc::set_handler(move || {
        if let Ok(mut line) = line.lock() {
            line.take();
        }
    })?;
    let status = child.wait()?;
    if !status.success() {
        // It had no time to stop what it started.
        #[cfg(unix)]
        let _ =
            repo::quiet(repo::command("kill").args(["-KILL", "--", &format!("-{}", child.id())]));
        bail!("the server ended with {status}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_brand_is_a_plain_name() {
        assert!(is_name("lumio") && is_name("a-1"));
        assert!(!is_name("") && !is_name("Lumio") && !is_name("a/b") && !is_name(&"a".repeat(41)));
    }
}
