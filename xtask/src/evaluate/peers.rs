//! The tools one could use instead, run as they are: those that Python and node find here.

use super::Post;
use crate::{repo, tools};
use anyhow::{Context, Result};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;

/// Scores are kept as whole numbers, in thousandths.
const SCALE: f64 = 1000.0;

/// The tools that the scripts know: the npm ones are installed when they are asked for, the others taken where they are.
const TOOLS: [&str; 4] = [
    "sentiment",
    "vader-sentiment",
    "vaderSentiment",
    "textblob-fr",
];

/// For each tool that is installed, its score of every post; higher is more displeased.
///
/// # Errors
/// When the npm tools cannot be installed, or a script stops with an error or answers something else. A missing
/// interpreter is a missing tool.
pub(super) fn scores(posts: &[Post]) -> Result<Vec<(String, Vec<i32>)>> {
    let mut found: BTreeMap<String, Vec<i32>> = BTreeMap::new();
    let modules = tools::npm(&repo::at("xtask/tools/peers"))?;
    for (interpreter, script) in [
        ("python3", "xtask/tools/peers.py"),
        ("node", "xtask/tools/peers.mjs"),
    ] {
        let mut command = repo::command(interpreter);
        command.arg(script).arg(&modules);
        let Some(answers) = run(command, posts).with_context(|| String::from(script))? else {
            continue;
        };
        for line in answers.lines() {
            let scores: Map<String, Value> = serde_json::from_str(line)?;
            for (tool, score) in scores {
                let score = score.as_f64().unwrap_or_default() * SCALE;
                found.entry(tool).or_default().push(score.round() as i32);
            }
        }
    }
    for tool in TOOLS.iter().filter(|tool| !found.contains_key(**tool)) {
        println!("{tool} isn't installed here");
    }
    Ok(found
        .into_iter()
        .filter(|(_, scores)| scores.len() == posts.len())
        .collect())
}

fn run(mut command: Command, posts: &[Post]) -> Result<Option<String>> {
    let Ok(mut child) = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
        return Ok(None);
    };
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let lines: Vec<String> = posts
        .iter()
        .map(|post| Value::from(post.text.as_str()).to_string())
        .collect();
    let writing = thread::spawn(move || -> std::io::Result<()> {
        let Some(mut input) = input else {
            return Ok(());
        };
        for line in lines {
            writeln!(input, "{line}")?;
        }
        Ok(())
    });
    let mut answers = String::new();
    if let Some(mut output) = output {
        output.read_to_string(&mut answers)?;
    }
    // A script that stops early breaks the pipe; its exit status says more.
    let written = writing.join();
    let status = child.wait()?;
    anyhow::ensure!(status.success(), "found {status}, expected success");
    written.map_err(|_| anyhow::anyhow!("the writing thread stopped"))??;
    Ok(Some(answers))
}
