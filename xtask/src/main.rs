//! One verb for each thing a person does with this repository: `cargo xtask <verb>`.

mod build;
mod repo;
mod tools;

use anyhow::{Result, bail};
use std::process::ExitCode;

/// A verb: its name, what the help says, and what it does with the rest of the command line.
struct Verb {
    name: &'static str,
    help: &'static str,
    act: fn(&[String]) -> Result<()>,
}

/// Every verb, in the order of the help text. A new verb is one file and one line here.
const VERBS: &[Verb] = &[Verb {
    name: "build",
    help: build::HELP,
    act: build::main,
}];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match act(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn act(words: &[String]) -> Result<()> {
    let Some((name, rest)) = words.split_first() else {
        print!("{}", help());
        return Ok(());
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print!("{}", help());
        return Ok(());
    }
    match VERBS.iter().find(|verb| verb.name == name) {
        Some(verb) => (verb.act)(rest),
        None => bail!(
            "unknown verb `{name}`, expected one of {}",
            names().join(", ")
        ),
    }
}

fn names() -> Vec<&'static str> {
    VERBS.iter().map(|verb| verb.name).collect()
}

fn help() -> String {
    let mut text = String::from("usage: cargo xtask <verb> [flags]\n\n");
    for verb in VERBS {
        text.push_str(&format!(
            "  {:<11} {}\n",
            verb.name,
            verb.help.replace('\n', "\n              ")
        ));
    }
    text
}
