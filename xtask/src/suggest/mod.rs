//! `cargo xtask suggest`: reads threads as JSON Lines, writes case, plan and suggestions.

mod check;
mod draw;

use accalmie_shared::batch;
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::policy::Problem;
use accalmie_shared::units::Timestamp;
use anyhow::{Result, bail};
use jiff::tz::TimeZone;
use pico_args::Arguments;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;

/// What the help says.
pub(crate) const HELP: &str = "read threads {\"id\",\"channel\",\"lang\"?,\"posts\",\"now\",\"policy\"?,\"recent_replies\"?} as JSON Lines\nfrom standard input, write case, plan and suggestions to standard output;\n--check DIR [--seed N]: answer 1,000 posts of DIR's files under random policies,\nand 100 complaints of each topic, and count what is wrong";

/// The seed of the check where none is given.
const SEED: u64 = 1;

/// Answers every line it can read. Lines it cannot read are named on standard error, and make the whole fail at the end.
pub(crate) fn main(mut arguments: Arguments) -> Result<()> {
    let folder: Option<PathBuf> = arguments.opt_value_from_str("--check")?;
    let seed = arguments.opt_value_from_str("--seed")?.unwrap_or(SEED);
    crate::no_more(arguments)?;
    if let Some(folder) = folder {
        return check::run(&folder, seed);
    }
    let packs = Packs::embedded();
    let mut input = io::stdin().lock();
    let mut output = io::BufWriter::new(io::stdout().lock());
    let (mut line, mut number, mut refused) = (Vec::new(), 0u64, 0u64);
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        match answer(&line, &packs) {
            Ok(Some(answer)) => writeln!(output, "{answer}")?,
            Ok(None) => {}
            Err(problems) => {
                refused += 1;
                for Problem {
                    path,
                    found,
                    expected,
                } in problems
                {
                    let place = if path.is_empty() {
                        String::new()
                    } else {
                        format!(", {path}")
                    };
                    eprintln!("line {number}{place}: found {found}, expected {expected}");
                }
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

/// The answer to one line, or what is wrong with it. A blank line has no answer.
fn answer(line: &[u8], packs: &Packs) -> Result<Option<String>, Vec<Problem>> {
    let wrong = |found: String, expected: &str| vec![Problem::new("", found, expected)];
    let line = str::from_utf8(line).map_err(|error| {
        let found = format!("invalid UTF-8 after byte {}", error.valid_up_to());
        wrong(found, "a line of JSON in UTF-8")
    })?;
    if line.trim().is_empty() {
        return Ok(None);
    }
    let answer = batch::answer(batch::read(line)?, packs, offsets)?;
    let text = serde_json::to_string(&answer);
    text.map(Some)
        .map_err(|error| wrong(error.to_string(), "an answer that can be written"))
}

/// So many changes of a zone are looked up on either side of now: a year or more of daylight saving.
const CHANGES: usize = 4;

/// The offsets of a zone around a moment, from the tables we carry.
fn offsets(zone: &str, now: Timestamp) -> Option<Offsets> {
    let zone = TimeZone::get(zone).ok()?;
    let now = jiff::Timestamp::from_millisecond(now.0).ok()?;
    let minutes = |offset: jiff::tz::Offset| i16::try_from(offset.seconds() / 60).unwrap_or(0);
    let change = |transition: jiff::tz::TimeZoneTransition<'_>| {
        let at = Timestamp(transition.timestamp().as_millisecond());
        (at, minutes(transition.offset()))
    };
    let mut changes: Vec<(Timestamp, i16)> =
        zone.preceding(now).take(CHANGES).map(change).collect();
    changes.reverse();
    changes.extend(zone.following(now).take(CHANGES).map(change));
    let before = match changes.first() {
        Some((first, _)) => jiff::Timestamp::from_millisecond(first.0 - 1).ok()?,
        None => now,
    };
    Some(Offsets {
        base: minutes(zone.to_offset(before)),
        changes,
    })
}
