//! Compiles what answers are made of: phrases, slots and the words that the checker knows.
//!
//! | file | a row is |
//! |---|---|
//! | `phrases-*.tsv` | a frame with the moves it makes, the registers it suits (`f` formal, `n` neutral, `c` familiar) and what must hold |
//! | `slots-objects.tsv` | a thing that customers have trouble with, and how they name it |
//! | `slots-faults.tsv` | what can be wrong with such things |
//! | `slots-terms.tsv` | units of time, number words, ways of contact, attempts, moments, people and qualities to praise |
//! | `slots-items.tsv` | what to call an item that is asked for, and with which things it makes sense |
//! | `messages.tsv` | what the checker tells the person who writes |
//! | `says.tsv` | what the checker must notice in a draft |
//!
//! Patterns are written as in the lexicon; several are separated by ` / `. A `-` stands for nothing.

use crate::format::Cue;
use crate::lexicon::{self, Draft, named, table};
use crate::message::Message;
use crate::reply::{Item, Move};
use crate::reply_format::{
    Condition, Determiner, FaultRow, Gender, ItemRow, Lasts, ObjectRow, PhraseRow, Registers,
    ReplyFile, Says, Sense, Slot, TermRow,
};
use crate::ways;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Debug, Deserialize)]
struct Phrase {
    moves: String,
    registers: String,
    when: String,
    frame: String,
}

#[derive(Debug, Deserialize)]
struct Object {
    id: String,
    noun: String,
    gender: String,
    determiner: String,
    without: String,
    classes: String,
    pattern: String,
}

#[derive(Debug, Deserialize)]
struct Fault {
    classes: String,
    alone: String,
    topic: String,
    noun: String,
    gender: String,
    clause: String,
    lasts: String,
    pattern: String,
}

#[derive(Debug, Deserialize)]
struct Term {
    kind: String,
    one: String,
    many: String,
    gender: String,
    value: u32,
    pattern: String,
}

#[derive(Debug, Deserialize)]
struct ItemName {
    item: String,
    words: String,
    file: String,
    fits: String,
    unfit: String,
}

#[derive(Debug, Deserialize)]
struct MessageWords {
    message: String,
    words: String,
}

#[derive(Debug, Deserialize)]
struct Said {
    says: String,
    pattern: String,
    /// A sentence in which it is noticed, and one in which it is not. Kept out of the pack.
    #[allow(dead_code)] // Read by the test that walks all rows, not by the build script.
    hit: String,
    #[allow(dead_code)]
    miss: String,
}

/// Patterns with what they stand for, until words are numbered.
#[derive(Default)]
struct Patterns {
    classes: BTreeMap<String, BTreeSet<String>>,
    senses: Vec<Sense>,
    drafts: Vec<(Cue, i16, Vec<Draft>)>,
}

impl Patterns {
    fn add(&mut self, patterns: &str, sense: Sense) -> Result<(), String> {
        for pattern in patterns.split(" / ").filter(|pattern| *pattern != "-") {
            let draft = lexicon::parse(pattern, &self.classes)
                .map_err(|error| format!("`{pattern}`: {error}"))?;
            self.drafts.push((Cue::Slot, 0, draft));
            self.senses.push(sense);
        }
        Ok(())
    }
}

/// Reads the reply files of one language.
pub(crate) fn compile(folder: &Path) -> Result<ReplyFile, String> {
    let mut patterns = Patterns::default();
    let (objects, ids) = objects(folder, &mut patterns)?;
    let file = ReplyFile {
        phrases: phrases(folder)?,
        faults: faults(folder, &ids, &mut patterns)?,
        objects,
        terms: terms(folder, &mut patterns)?,
        items: items(folder)?,
        messages: messages(folder)?,
        ..ReplyFile::default()
    };
    for row in rows::<Said>(folder, "says.tsv")? {
        let says: Says = named(&row.says)?;
        patterns.add(&row.pattern, Sense::Says(says))?;
    }
    Ok(ReplyFile {
        senses: patterns.senses,
        patterns: lexicon::number(patterns.drafts),
        ..file
    })
}

fn phrases(folder: &Path) -> Result<Vec<PhraseRow>, String> {
    let mut phrases = Vec::new();
    for file in lexicon::files(folder)? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !name.starts_with("phrases-") {
            continue;
        }
        for row in table::<Phrase>(&file)? {
            let wrong = |error: String| format!("{name}: `{}`: {error}", row.frame);
            balanced(&row.frame)
                .and_then(|()| slots_known(&row.frame))
                .map_err(wrong)?;
            phrases.push(PhraseRow {
                moves: list(&row.moves)
                    .map(named::<Move>)
                    .collect::<Result<_, _>>()
                    .map_err(wrong)?,
                registers: registers(&row.registers).map_err(wrong)?,
                weight: ways::weight(list(&row.moves), &row.frame),
                when: list(&row.when)
                    .map(condition)
                    .collect::<Result<_, _>>()
                    .map_err(wrong)?,
                frame: row.frame.clone(),
            });
        }
    }
    Ok(phrases)
}

fn condition(written: &str) -> Result<(Condition, bool), String> {
    let name = written.strip_prefix('!').unwrap_or(written);
    Ok((named(name)?, name == written))
}

fn registers(letters: &str) -> Result<u8, String> {
    letters.chars().try_fold(0, |bits, letter| match letter {
        'f' => Ok(bits | Registers::FORMAL),
        'n' => Ok(bits | Registers::NEUTRAL),
        'c' => Ok(bits | Registers::FAMILIAR),
        other => Err(format!("found the register `{other}`, expected f, n or c")),
    })
}

/// Every slot has a known name.
fn slots_known(frame: &str) -> Result<(), String> {
    for part in frame.split('{').skip(1) {
        named::<Slot>(part.split('}').next().unwrap_or_default())?;
    }
    Ok(())
}

/// Every bracket closes, in order.
fn balanced(frame: &str) -> Result<(), String> {
    let mut open = Vec::new();
    for sign in frame.chars() {
        match sign {
            '[' => open.push(']'),
            '{' => open.push('}'),
            '<' => open.push('>'),
            ']' | '}' | '>' if open.pop() != Some(sign) => {
                return Err(format!("found a `{sign}` that closes nothing"));
            }
            _ => {}
        }
    }
    match open.pop() {
        Some(sign) => Err(format!("found the end, expected `{sign}`")),
        None => Ok(()),
    }
}

type Ids = BTreeMap<String, u16>;

fn objects(folder: &Path, patterns: &mut Patterns) -> Result<(Vec<ObjectRow>, Ids), String> {
    let mut objects = Vec::new();
    let mut ids = Ids::new();
    let rows = rows::<Object>(folder, "slots-objects.tsv")?;
    for row in &rows {
        // Single words that name a thing are also the words of its classes: `@net`.
        for pattern in row
            .pattern
            .split(" / ")
            .filter(|pattern| !pattern.contains(' ') && *pattern != "-")
        {
            for class in list(&row.classes) {
                let words = patterns.classes.entry(class.to_owned()).or_default();
                words.extend(pattern.split('|').flat_map(lexicon::normal));
            }
        }
    }
    for row in rows {
        let number = place(objects.len());
        ids.insert(row.id.clone(), number);
        patterns
            .add(&row.pattern, Sense::Object(number))
            .map_err(|error| format!("slots-objects.tsv: {error}"))?;
        objects.push(ObjectRow {
            gender: gender(&row.gender)?.unwrap_or(Gender::M),
            determiner: match row.determiner.as_str() {
                "-" => Determiner::None,
                name => named(name)?,
            },
            without: text(&row.without),
            classes: list(&row.classes).map(str::to_owned).collect(),
            noun: row.noun,
        });
    }
    Ok((objects, ids))
}

fn faults(folder: &Path, ids: &Ids, patterns: &mut Patterns) -> Result<Vec<FaultRow>, String> {
    let mut faults = Vec::new();
    for row in rows::<Fault>(folder, "slots-faults.tsv")? {
        let wrong = |error: String| format!("slots-faults.tsv: `{}`: {error}", row.noun);
        patterns
            .add(&row.pattern, Sense::Fault(place(faults.len())))
            .map_err(wrong)?;
        faults.push(FaultRow {
            classes: list(&row.classes).map(str::to_owned).collect(),
            alone: match row.alone.as_str() {
                "-" => None,
                id => Some(*ids.get(id).ok_or_else(|| {
                    wrong(format!(
                        "found the thing `{id}`, expected one of slots-objects.tsv"
                    ))
                })?),
            },
            topic: match row.topic.as_str() {
                "-" => None,
                name => Some(named(name).map_err(wrong)?),
            },
            noun: text(&row.noun),
            gender: gender(&row.gender).map_err(wrong)?,
            clause: text(&row.clause),
            lasts: lasts(&row.lasts).map_err(wrong)?,
        });
    }
    Ok(faults)
}

fn terms(folder: &Path, patterns: &mut Patterns) -> Result<Vec<TermRow>, String> {
    let mut terms = Vec::new();
    for row in rows::<Term>(folder, "slots-terms.tsv")? {
        let wrong = |error: String| format!("slots-terms.tsv: `{}`: {error}", row.pattern);
        let number = place(terms.len());
        let sense = match row.kind.as_str() {
            "unit" => Sense::Unit(number),
            "number" => Sense::Number(number),
            "contact" => Sense::Contact(number),
            "tried" => Sense::Tried(number),
            "moment" => Sense::Moment(number),
            "staff" => Sense::Staff(number),
            "virtue" => Sense::Virtue(number),
            "sent" => Sense::Sent,
            "waiting" => Sense::Waiting,
            "tenure" => Sense::Tenure,
            other => return Err(wrong(format!("found the kind `{other}`"))),
        };
        patterns.add(&row.pattern, sense).map_err(wrong)?;
        terms.push(TermRow {
            one: text(&row.one),
            many: text(&row.many),
            gender: gender(&row.gender).map_err(wrong)?,
            value: row.value,
        });
    }
    Ok(terms)
}

fn items(folder: &Path) -> Result<Vec<ItemRow>, String> {
    rows::<ItemName>(folder, "slots-items.tsv")?
        .into_iter()
        .map(|row| {
            Ok(ItemRow {
                item: named::<Item>(&row.item)?,
                file: text(&row.file),
                fits: list(&row.fits).map(str::to_owned).collect(),
                unfit: list(&row.unfit).map(str::to_owned).collect(),
                words: row.words,
            })
        })
        .collect()
}

fn messages(folder: &Path) -> Result<Vec<(Message, String)>, String> {
    rows::<MessageWords>(folder, "messages.tsv")?
        .into_iter()
        .map(|row| Ok((named(&row.message)?, row.words)))
        .collect()
}

fn rows<T: for<'a> Deserialize<'a>>(folder: &Path, name: &str) -> Result<Vec<T>, String> {
    table(&folder.join(name))
}

fn list(written: &str) -> impl Iterator<Item = &str> {
    written
        .split([',', ' '])
        .filter(|part| !part.is_empty() && *part != "-")
}

fn text(written: &str) -> String {
    if written == "-" {
        String::new()
    } else {
        written.to_owned()
    }
}

/// `o`: that of the thing.
fn gender(written: &str) -> Result<Option<Gender>, String> {
    match written {
        "m" | "s" => Ok(Some(Gender::M)),
        "f" => Ok(Some(Gender::F)),
        "mp" | "p" => Ok(Some(Gender::Mp)),
        "fp" => Ok(Some(Gender::Fp)),
        "o" | "-" => Ok(None),
        other => Err(format!(
            "found the gender `{other}`, expected m, f, mp or fp; s or p in English"
        )),
    }
}

fn lasts(written: &str) -> Result<Lasts, String> {
    match written {
        "-" => Ok(Lasts::Fault),
        "without" => Ok(Lasts::Without),
        "wait" => Ok(Lasts::Wait),
        "others" => Ok(Lasts::Others),
        "mourning" => Ok(Lasts::Mourning),
        other => Err(format!(
            "found `{other}`, expected `without`, `wait`, `others` or `-`"
        )),
    }
}

fn place(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
