//! `cargo xtask assess`: reads posts as JSON Lines, writes what the core reads in them.

use accalmie_shared::assess;
use accalmie_shared::packs::Packs;
use accalmie_shared::reading::{Assessment, Lang};
use anyhow::{Result, bail};
use pico_args::Arguments;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};

/// What the help says.
pub(crate) const HELP: &str = "read posts {\"id\",\"text\",\"lang\"?} as JSON Lines from standard input,\nwrite their assessments to standard output";

#[derive(Deserialize)]
struct Input {
    id: Value,
    text: String,
    lang: Option<Lang>,
}

/// Answers every line it can read. Lines it cannot read are named on standard error, and make the whole fail at the end.
pub(crate) fn main(arguments: Arguments) -> Result<()> {
    crate::no_more(arguments)?;
    let packs = Packs::embedded();
    let mut input = io::stdin().lock();
    let mut output = io::BufWriter::new(io::stdout().lock());
    let (mut line, mut number, mut refused) = (Vec::new(), 0u64, 0u64);
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        match answer(&line, &packs) {
            Ok(Some(answer)) => writeln!(output, "{answer}")?,
            Ok(None) => {}
            Err(found) => {
                refused += 1;
                eprintln!("line {number}: found {found}, expected {{\"id\",\"text\",\"lang\"?}}");
            }
        }
        line.clear();
    }
    output.flush()?;
    if refused > 0 {
        bail!("{refused} of {number} lines could not be read");
    }
    Ok(())
}

/// The answer to one line, or what was found instead of a post. A blank line has no answer.
fn answer(line: &[u8], packs: &Packs) -> Result<Option<Value>, String> {
    let line = str::from_utf8(line)
        .map_err(|error| format!("invalid UTF-8 after byte {}", error.valid_up_to()))?;
    if line.trim().is_empty() {
        return Ok(None);
    }
    let Input { id, text, lang } = serde_json::from_str(line).map_err(|error| error.to_string())?;
    if !(id.is_string() || id.is_number()) {
        return Err(format!("the id {id}"));
    }
    Ok(Some(shown(&id, &text, &assess(&text, lang, packs))))
}

fn shown(id: &Value, text: &str, read: &Assessment) -> Value {
    let signals: Vec<Value> = read
        .signals
        .iter()
        .map(|signal| json!({"kind": signal.kind, "start": signal.span.start, "end": signal.span.end, "text": signal.span.of(text)}))
        .collect();
    json!({
        "id": id, "lang": read.lang, "intent": read.intent, "anger": read.anger, "severity": read.severity,
        "signals": signals, "risk": read.risks, "topic": read.topic, "address": read.address, "register": read.register,
    })
}
