//! One verb for each thing a person does with this repository: `cargo xtask <verb>`.

mod assess;
mod bench;
mod build;
mod deploy;
mod evaluate;
mod metrics;
mod repo;
mod run;
mod schema;
mod screenshot;
mod scripts;
mod size;
mod suggest;
mod test;
mod tidy;
mod tools;
mod train;
// The widget's build script has the keys of the panel's texts from here, the site the texts.
#[path = "../../widget/texts.rs"]
mod texts;
// One place for all French texts: the widget's build script sets those of the panel with it.
#[path = "../../widget/typography.rs"]
mod typography;

use anyhow::{Result, bail};
use pico_args::Arguments;
use std::process::ExitCode;

/// A verb: its name, what the help says, and what it does with the rest of the command line.
struct Verb {
    name: &'static str,
    help: &'static str,
    act: fn(Arguments) -> Result<()>,
}

/// Every verb, in the order of the help text. A new verb is one file and one line here.
#[rustfmt::skip]
const VERBS: &[Verb] = &[
    Verb { name: "run", help: run::HELP, act: run::main },
    Verb { name: "check", help: test::CHECK, act: test::check },
    Verb { name: "test", help: test::TEST, act: test::test },
    Verb { name: "tidy", help: tidy::HELP, act: tidy::main },
    Verb { name: "assess", help: assess::HELP, act: assess::main },
    Verb { name: "suggest", help: suggest::HELP, act: suggest::main },
    Verb { name: "schema", help: schema::HELP, act: schema::main },
    Verb { name: "build", help: build::HELP, act: build::main },
    Verb { name: "size", help: size::HELP, act: size::main },
    Verb { name: "train", help: train::HELP, act: train::main },
    Verb { name: "evaluate", help: evaluate::HELP, act: evaluate::main },
    Verb { name: "bench", help: bench::HELP, act: bench::main },
    Verb { name: "screenshot", help: screenshot::HELP, act: screenshot::main },
    Verb { name: "deploy", help: deploy::HELP, act: deploy::main },
];

fn main() -> ExitCode {
    match act(Arguments::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn act(mut words: Arguments) -> Result<()> {
    let name = words.subcommand()?;
    let wants_help = name.as_deref().is_none_or(|name| name == "help");
    if words.contains(["-h", "--help"]) || wants_help {
        print!("{}", help());
        return Ok(());
    }
    let name = name.unwrap_or_default();
    match VERBS.iter().find(|verb| verb.name == name) {
        Some(verb) => (verb.act)(words),
        None => bail!(
            "found the verb `{name}`, expected one of {}",
            names().join(", ")
        ),
    }
}

/// Refuses what a verb has not taken from its command line.
///
/// # Errors
/// When a word is left, naming it.
fn no_more(words: Arguments) -> Result<()> {
    let left = words.finish();
    let Some(first) = left.first() else {
        return Ok(());
    };
    bail!(
        "found `{}`, which this verb doesn't know; see `cargo xtask help`",
        first.to_string_lossy()
    )
}

fn names() -> Vec<&'static str> {
    VERBS.iter().map(|verb| verb.name).collect()
}

/// The help text: one paragraph a verb.
fn help() -> String {
    let mut text = String::from("usage: cargo xtask <verb> [flags]\n\n");
    for verb in VERBS {
        let indented = verb.help.replace('\n', "\n              ");
        text.push_str(&format!("  {:<11} {indented}\n", verb.name));
    }
    text
}
