//! `cargo xtask test` runs every check there is; `cargo xtask check` the ones that need neither workerd nor a browser.

use crate::{build, repo, tools};
use anyhow::{Context, Result, bail};
use pico_args::Arguments;
use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// What the help says of `check`.
pub(crate) const CHECK: &str =
    "formatting, lints, tidiness and the native tests: what to run before each commit";

/// What the help says of `test`.
pub(crate) const TEST: &str = "every check: also the built Worker on real workerd and the page in real Chromium\n\
     (installs Chromium and Python on Debian as root, elsewhere says what to install)";

/// How many single tests a step has run.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Count {
    passed: u32,
    failed: u32,
    /// Tests that said they can't run here; a summary that hides them would lie.
    skipped: u32,
    /// Why, where it is this machine that lacks something.
    lack: Option<&'static str>,
}

/// One line of the summary.
struct Step {
    name: &'static str,
    act: fn() -> Result<Count>,
}

/// What `check` and `test` both do.
const FAST: &[Step] = &[
    Step {
        name: "formatting",
        act: formatting,
    },
    Step {
        name: "tidiness",
        act: || crate::tidy::tidy().map(|()| Count::default()),
    },
    Step {
        name: "lints, native",
        act: lints_native,
    },
    Step {
        name: "lints, wasm32",
        act: lints_wasm,
    },
    Step {
        name: "tests, native",
        act: tests_native,
    },
];

/// What only `test` does.
const SLOW: &[Step] = &[
    Step {
        name: "build",
        act: || build::build(build::Edition::Daily).map(|()| Count::default()),
    },
    Step {
        name: "tests, workerd",
        act: || node("tests/edge"),
    },
    Step {
        name: "tests, clients",
        act: tests_clients,
    },
    Step {
        name: "tests, Chromium",
        act: tests_page,
    },
];

/// The verb `check`.
///
/// # Errors
/// When a check fails.
pub(crate) fn check(words: Arguments) -> Result<()> {
    crate::no_more(words)?;
    all(FAST.iter())
}

/// The verb `test`.
///
/// # Errors
/// When a check fails.
pub(crate) fn test(words: Arguments) -> Result<()> {
    crate::no_more(words)?;
    all(FAST.iter().chain(SLOW))
}

/// Runs every step, also after a failed one, and closes with a summary.
fn all<'a>(steps: impl Iterator<Item = &'a Step>) -> Result<()> {
    let mut lines = Vec::new();
    let mut total = Count::default();
    let mut failed = Vec::new();
    let start = Instant::now();
    for step in steps {
        println!("\n=== {}", step.name);
        let start = Instant::now();
        let outcome = (step.act)();
        let count = outcome
            .as_ref()
            .map_or_else(|_| Count::default(), |count| *count);
        total.passed += count.passed;
        total.skipped += count.skipped;
        lines.push(line(step.name, outcome.is_ok(), count, start.elapsed()));
        if let Err(error) = outcome {
            println!("{error:#}");
            failed.push(step.name);
        }
    }
    println!("\n=== test summary\n{}", lines.join("\n"));
    let time = start.elapsed().as_secs();
    let Count {
        passed, skipped, ..
    } = total;
    if failed.is_empty() {
        println!(
            "test summary: ok. {} checks, {passed} tests passed, {skipped} skipped, in {time} s",
            lines.len()
        );
        return Ok(());
    }
    println!(
        "test summary: FAILED. {} of {} checks failed, in {time} s",
        failed.len(),
        lines.len()
    );
    bail!("failed: {}", failed.join(", "))
}

/// One line of the summary table.
fn line(name: &str, ok: bool, count: Count, time: Duration) -> String {
    let tests = match count {
        Count {
            passed: 0,
            skipped: 0,
            ..
        } => String::new(),
        Count {
            passed, skipped: 0, ..
        } => format!("{passed} tests"),
        Count {
            passed, skipped, ..
        } => format!("{passed} tests, {skipped} skipped"),
    };
    let outcome = if ok { "ok" } else { "FAILED" };
    let lack = count.lack.map_or(String::new(), |lack| format!(": {lack}"));
    format!(
        "{name:<16} {outcome:<7} {:>5} s  {tests}{lack}",
        time.as_secs()
    )
}

fn formatting() -> Result<Count> {
    repo::run(repo::cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Count::default())
}

fn lints_native() -> Result<Count> {
    let words = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ];
    repo::run(repo::cargo().args(words))?;
    Ok(Count::default())
}

fn lints_wasm() -> Result<Count> {
    tools::wasm_target()?;
    for package in build::PACKAGES {
        // In the profile of the build, so that macros and build scripts are compiled once for both.
        let words = [
            "clippy",
            "--release",
            "--target",
            tools::WASM,
            "--package",
            package,
        ];
        repo::run(repo::cargo().args(words).args(["--", "--deny", "warnings"]))?;
    }
    Ok(Count::default())
}

fn tests_native() -> Result<Count> {
    counted(
        repo::cargo().args(["test", "--workspace", "--no-fail-fast"]),
        cargo_line,
    )
}

/// Public clients against the Worker. Where Python can't be had they are skipped, and the summary says so.
fn tests_clients() -> Result<Count> {
    let lack = (!tools::python()?).then_some(tools::PYTHON_HELP);
    let count = node("tests/clients")?;
    Ok(Count { lack, ..count })
}

fn tests_page() -> Result<Count> {
    tools::chromium()?;
    node("tests/page")
}

/// Runs the `.test.mjs` files of a folder under Node's own test runner.
fn node(folder: &str) -> Result<Count> {
    tools::node_modules()?;
    let tests: Vec<PathBuf> = repo::files(&repo::at(folder))?
        .into_iter()
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    if tests.is_empty() {
        bail!("found no test in {folder}, expected files that end with .test.mjs");
    }
    // A hanging browser must not hang the whole run: three minutes are ten times what the slowest test needs.
    let words = ["--test", "--test-reporter=spec", "--test-timeout=180000"];
    counted(repo::command("node").args(words).args(tests), node_line)
}

/// Runs a command, shows its output and adds up the counts that its lines tell.
fn counted(command: &mut Command, read: fn(&str, &mut Count)) -> Result<Count> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("can't start {command:?}"))?;
    let mut count = Count::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            println!("{line}");
            read(&line, &mut count);
        }
    }
    let status = child.wait()?;
    if !status.success() || count.failed > 0 {
        bail!(
            "{} failed, {} passed ({status})",
            count.failed,
            count.passed
        );
    }
    Ok(count)
}

/// Reads `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
fn cargo_line(line: &str, count: &mut Count) {
    let Some(rest) = line.trim().strip_prefix("test result: ") else {
        return;
    };
    let numbered = rest
        .split(['.', ';'])
        .filter_map(|part| part.trim().split_once(' '));
    for (number, what) in
        numbered.filter_map(|(number, what)| Some((number.parse::<u32>().ok()?, what)))
    {
        match what {
            "passed" => count.passed += number,
            "failed" => count.failed += number,
            "ignored" => count.skipped += number,
            _ => {}
        }
    }
}

/// Reads the closing lines of Node's reporter: `ℹ pass 3`.
fn node_line(line: &str, count: &mut Count) {
    let Some((what, number)) = line
        .strip_prefix("ℹ ")
        .and_then(|rest| rest.split_once(' '))
    else {
        return;
    };
    let Ok(number) = number.parse::<u32>() else {
        return;
    };
    match what {
        "pass" => count.passed += number,
        "fail" | "cancelled" => count.failed += number,
        "skipped" | "todo" => count.skipped += number,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_cargo_says() {
        let mut count = Count::default();
        cargo_line("running 3 tests", &mut count);
        cargo_line(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.01s",
            &mut count,
        );
        cargo_line(
            "test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out",
            &mut count,
        );
        assert_eq!(
            count,
            Count {
                passed: 14,
                failed: 3,
                skipped: 1,
                lack: None
            }
        );
    }

    #[test]
    fn counts_what_node_says() {
        let mut count = Count::default();
        for line in [
            "✔ a test (3 ms)",
            "ℹ tests 5",
            "ℹ pass 3",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "ℹ skipped 0",
            "ℹ todo 0",
        ] {
            node_line(line, &mut count);
        }
        assert_eq!(
            count,
            Count {
                passed: 3,
                failed: 2,
                skipped: 0,
                lack: None
            }
        );
    }
}
