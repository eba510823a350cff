//! `cargo xtask bench`: how long things take on this machine, beside the tools one could use instead.

use crate::{build, repo, tools};
use anyhow::{Context, Result, bail};
use pico_args::Arguments;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// What the help says.
pub(crate) const HELP: &str = "times the core: posts, long and adverse texts, threads, the checker; beside other tools\n\
     WORD…: only figures with one of these words in their names\n\
     --chromium: one post in a page in Chromium, beside npm tools in the same page\n\
     --page: what the widget costs a page of 100, 1,000 and 10,000 posts in real Chromium\n\
     --worker: requests a second of the built Worker on local workerd";

/// The verb.
///
/// # Errors
/// When a build fails, or a program that is measured.
pub(crate) fn main(mut words: Arguments) -> Result<()> {
    let [chromium, page, worker] =
        ["--chromium", "--page", "--worker"].map(|flag| words.contains(flag));
    let edition = build::Edition::taken(&mut words);
    if !(chromium || page || worker) {
        return native(words);
    }
    crate::no_more(words)?;
    if chromium {
        in_chromium()?;
    }
    if page || worker {
        build::build(edition)?;
        tools::node_modules()?;
    }
    if page {
        tools::chromium()?;
        repo::run(repo::command("node").arg("xtask/tools/bench-page.mjs"))?;
    }
    if worker {
        repo::run(repo::command("node").arg("xtask/tools/bench.mjs"))?;
    }
    Ok(())
}

/// The figures that other tools' times are put beside: they read whatever language it is by one English list.
const OURS: [&str; 2] = [
    "post of 150 characters, English, language decided",
    "the core, post of 150 characters",
];

fn native(words: Arguments) -> Result<()> {
    let mut figures = Figures::default();
    let mut cargo = repo::cargo();
    cargo.args(["bench", "--quiet", "--package", "accalmie-shared"]);
    cargo.args(["--features", "embedded,json", "--bench", "speed", "--"]);
    cargo.args(words.finish());
    figures.show(&mut cargo)?;
    let peers = tools::npm(&repo::at("xtask/tools/peers"))?;
    figures.show(
        repo::command("node")
            .arg("xtask/tools/speed.mjs")
            .arg(peers),
    )?;
    if repo::quiet(repo::command("python3").arg("--version")).is_err() {
        println!("vaderSentiment (PyPI, Python): there is no python3 here");
        return Ok(());
    }
    figures.show(repo::command("python3").arg("xtask/tools/speed.py"))
}

fn in_chromium() -> Result<()> {
    tools::wasm_target()?;
    tools::chromium()?;
    let modules = tools::node_modules()?;
    let peers = tools::npm(&repo::at("xtask/tools/peers"))?;
    let built = build::core_of_widget("page")?;
    let output = repo::target().join("bench/page.wasm");
    fs::create_dir_all(repo::target().join("bench"))?;
    build::optimize(&modules, &built, &output)?;
    let mut node = repo::command("node");
    node.arg("xtask/tools/speed-page.mjs").args([output, peers]);
    node.arg(repo::site());
    Figures::default().show(&mut node)
}

/// What was measured so far, by name, in nanoseconds.
#[derive(Default)]
struct Figures(BTreeMap<String, f64>);

impl Figures {
    /// Runs a program that prints figures, and shows each as it comes, with the figure it is to be compared with.
    fn show(&mut self, program: &mut Command) -> Result<()> {
        let mut child = program.stdout(Stdio::piped()).spawn()?;
        let lines = child.stdout.take().context("the output is piped")?;
        for line in BufReader::new(lines).lines() {
            let line = line?;
            match line.split('\t').collect::<Vec<_>>().as_slice() {
                [name, fastest, median] => self.figure(name, fastest.parse()?, median.parse()?),
                _ => println!("{line}"),
            }
        }
        let status = child.wait()?;
        if !status.success() {
            bail!("the measuring program ended with {status}");
        }
        Ok(())
    }

    fn figure(&mut self, name: &str, fastest: f64, median: f64) {
        let beside = self.beside(name, fastest).unwrap_or_default();
        let (fast, slow) = (time(fastest), time(median));
        println!("{name:<64} {fast:>10}  median {slow:>10}  {beside}");
        self.0.insert(name.to_owned(), fastest);
    }

    /// What a figure is to one before it, in words.
    fn beside(&self, name: &str, fastest: f64) -> Option<String> {
        if let Some(text) = name.strip_prefix("1000 kB") {
            let tenth = self.0.get(&format!("100 kB{text}"))?;
            return Some(format!("{:.1} × 100 kB", fastest / tenth));
        }
        let peer = name.ends_with(", a peer");
        let ours = OURS.iter().find_map(|ours| self.0.get(*ours))?;
        peer.then(|| format!("{:.1} × ours", fastest / ours))
    }
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        ..1e3 => format!("{nanoseconds:.0} ns"),
        ..1e5 => format!("{:.2} µs", nanoseconds / 1e3),
        ..1e6 => format!("{:.0} µs", nanoseconds / 1e3),
        _ => format!("{:.2} ms", nanoseconds / 1e6),
    }
}
