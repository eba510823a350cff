//! Compiles the lexicon files of one language: patterns as people write them become numbers.
//!
//! | in a pattern | stands for |
//! |---|---|
//! | `mot` | this word, whatever its case and accents |
//! | `mot*` | any word that begins so |
//! | `a\|b\|c` | one of these words |
//! | `@name` | one of the words of this class (`classes.tsv`), also inside alternatives |
//! | `[a\|b]` | one of these words, or nothing |
//! | `_` `_3` | up to one, up to three words, whatever they are, within the sentence |
//! | `#` | a number in digits |
//! | `^` `$` `?` | the beginning of a clause, the end of a sentence, the end of a question |
//!
//! Words are normalised by the very function that normalises texts: `j'attends` is two words, `don't` is one.

use crate::format::{Cue, Element, ElementFile, LexiconFile, RowFile};
use crate::text;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as NameError, StrDeserializer};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The longest gap a pattern may have; with [`MOST_GAPS`] it bounds the work done at one place of a text.
const LONGEST_GAP: u8 = 8;
const MOST_GAPS: usize = 3;

/// One row of a lexicon file, as written.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    /// `waiting`, or with its family before a dot: `topic.outage`, `risk.safety`, `role.negator`.
    pub(crate) kind: String,
    /// Permille.
    pub(crate) weight: i16,
    /// See the module's table.
    pub(crate) pattern: String,
    /// A sentence in which the pattern is found. Kept out of the pack.
    #[allow(dead_code)] // Read by the test that walks all rows, not by the build script.
    pub(crate) hit: String,
    /// A sentence in which it is not.
    #[allow(dead_code)]
    pub(crate) miss: String,
}

#[derive(Debug, Deserialize)]
struct Class {
    name: String,
    words: String,
}

/// Element of a pattern before words are numbered.
#[derive(Debug)]
pub(crate) enum Draft {
    Words(BTreeSet<String>),
    Maybe(BTreeSet<String>),
    Done(Element),
}

/// Reads `classes.tsv` and all files of `lexicon/` in `folder`.
pub(crate) fn compile(folder: &Path) -> Result<LexiconFile, String> {
    let classes = classes(&folder.join("classes.tsv"))?;
    let mut drafts = Vec::new();
    for file in files(&folder.join("lexicon"))? {
        for row in rows(&file)? {
            let place = || format!("{}: {} `{}`", file.display(), row.kind, row.pattern);
            let cue = cue(&row.kind).map_err(|error| format!("{}: {error}", place()))?;
            let pattern =
                parse(&row.pattern, &classes).map_err(|error| format!("{}: {error}", place()))?;
            drafts.push((cue, row.weight, pattern));
        }
    }
    Ok(number(drafts))
}

/// The lexicon files of a folder, in the order in which their rows are numbered.
pub(crate) fn files(folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "tsv"))
        .collect();
    files.sort();
    Ok(files)
}

/// The rows of one file.
pub(crate) fn rows(file: &Path) -> Result<Vec<Row>, String> {
    table(file)
}

/// The rows of a table: tab separated, without quoting, comments after `#`.
pub(crate) fn table<T: for<'a> Deserialize<'a>>(file: &Path) -> Result<Vec<T>, String> {
    let place = |error: csv::Error| format!("{}: {error}", file.display());
    csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .comment(Some(b'#'))
        .from_path(file)
        .map_err(place)?
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(place)
}

fn classes(file: &Path) -> Result<BTreeMap<String, BTreeSet<String>>, String> {
    let mut classes = BTreeMap::new();
    for class in table::<Class>(file)? {
        let mut words = BTreeSet::new();
        for word in class.words.split_whitespace() {
            alternatives(word, &classes, &mut words)
                .map_err(|error| format!("{}: {}: {error}", file.display(), class.name))?;
        }
        classes.insert(class.name, words);
    }
    Ok(classes)
}

fn cue(kind: &str) -> Result<Cue, String> {
    let (family, name) = kind.split_once('.').unwrap_or(("signal", kind));
    match family {
        "signal" => named(name).map(Cue::Signal),
        "risk" => named(name).map(Cue::Risk),
        "intent" => named(name).map(Cue::Intent),
        "topic" => named(name).map(Cue::Topic),
        "address" => named(name).map(Cue::Address),
        "register" => named(name).map(Cue::Register),
        "role" => named(name).map(Cue::Role),
        other => Err(format!(
            "found the family `{other}`, expected risk, intent, topic, address, register or role"
        )),
    }
}

pub(crate) fn named<'a, T: Deserialize<'a>>(name: &'a str) -> Result<T, String> {
    let name: StrDeserializer<'a, NameError> = name.into_deserializer();
    T::deserialize(name).map_err(|error| error.to_string())
}

pub(crate) fn parse(
    pattern: &str,
    classes: &BTreeMap<String, BTreeSet<String>>,
) -> Result<Vec<Draft>, String> {
    let mut drafts = Vec::new();
    for part in pattern.split_whitespace() {
        if part.contains(['\'', '’']) && !part.contains('|') {
            drafts.extend(
                normal(part)
                    .into_iter()
                    .map(|word| Draft::Words(BTreeSet::from([word]))),
            );
            continue;
        }
        let mut words = BTreeSet::new();
        drafts.push(match part {
            "^" => Draft::Done(Element::Start),
            "$" => Draft::Done(Element::End),
            "?" => Draft::Done(Element::Question),
            "_" => Draft::Done(Element::Gap(1)),
            _ if part.starts_with('_') => {
                let length = part[1..]
                    .parse()
                    .map_err(|_| format!("found the gap `{part}`, expected `_` and a number"))?;
                if length > LONGEST_GAP {
                    return Err(format!(
                        "found a gap of {length}, expected at most {LONGEST_GAP}"
                    ));
                }
                Draft::Done(Element::Gap(length))
            }
            _ if part.starts_with('[') && part.ends_with(']') => {
                alternatives(&part[1..part.len() - 1], classes, &mut words)?;
                Draft::Maybe(words)
            }
            _ => {
                alternatives(part, classes, &mut words)?;
                Draft::Words(words)
            }
        });
    }
    let gaps = drafts
        .iter()
        .filter(|draft| matches!(draft, Draft::Done(Element::Gap(_))))
        .count();
    if gaps > MOST_GAPS {
        return Err(format!("found {gaps} gaps, expected at most {MOST_GAPS}"));
    }
    if !drafts.iter().any(|draft| matches!(draft, Draft::Words(_))) {
        return Err("found no word, expected at least one that is not optional".to_owned());
    }
    Ok(drafts)
}

fn alternatives(
    part: &str,
    classes: &BTreeMap<String, BTreeSet<String>>,
    words: &mut BTreeSet<String>,
) -> Result<(), String> {
    for word in part.split('|') {
        if let Some(name) = word.strip_prefix('@') {
            let class = classes.get(name).ok_or_else(|| {
                format!("found the class `@{name}`, expected one defined above in classes.tsv")
            })?;
            words.extend(class.iter().cloned());
        } else if word.is_empty() || word == "*" {
            return Err(format!("found `{part}`, expected words between the bars"));
        } else {
            match normal(word).as_slice() {
                [one] => words.insert(one.clone()),
                several => {
                    return Err(format!(
                        "found {} words in `{word}`, expected one",
                        several.len()
                    ));
                }
            };
        }
    }
    Ok(())
}

/// The normal forms of what is written, with the star of a prefix kept.
pub(crate) fn normal(written: &str) -> Vec<String> {
    let (stem, star) = written
        .strip_suffix('*')
        .map_or((written, ""), |stem| (stem, "*"));
    if stem == "#" {
        return vec![stem.to_owned()];
    }
    let tokens = text::tokenize(stem);
    tokens
        .list()
        .iter()
        .map(|token| tokens.norm(token).to_owned() + star)
        .collect()
}

/// Gives every word and every set of words its number.
pub(crate) fn number(drafts: Vec<(Cue, i16, Vec<Draft>)>) -> LexiconFile {
    let mut words = BTreeSet::new();
    let mut sets: Vec<&BTreeSet<String>> = Vec::new();
    let mut places: BTreeMap<&BTreeSet<String>, usize> = BTreeMap::new();
    for draft in drafts.iter().flat_map(|(_, _, pattern)| pattern) {
        match draft {
            Draft::Words(set) | Draft::Maybe(set) => {
                words.extend(set.iter().map(String::as_str));
                if set.len() > 1 && !places.contains_key(set) {
                    places.insert(set, sets.len());
                    sets.push(set);
                }
            }
            Draft::Done(_) => {}
        }
    }
    let words: Vec<&str> = words.into_iter().collect();
    let word_number = |word: &str| index(words.binary_search(&word));
    let mut used = 0;
    let mut element = |draft: &Draft| {
        let (set, known, new): (_, fn(u16) -> Element, _) = match draft {
            Draft::Words(set) => (set, Element::Symbol, ElementFile::NewSet),
            Draft::Maybe(set) => (set, Element::Maybe, ElementFile::MaybeNewSet),
            Draft::Done(element) => return ElementFile::Known(*element),
        };
        ElementFile::Known(known(match (set.iter().next(), places.get(set)) {
            (Some(word), None) => word_number(word),
            (_, Some(place)) if *place == used => {
                used += 1;
                return new;
            }
            (_, place) => {
                let symbol = words.len() + place.copied().unwrap_or_default();
                u16::try_from(symbol).unwrap_or(u16::MAX)
            }
        }))
    };
    let rows = drafts
        .iter()
        .map(|(cue, weight, pattern)| RowFile {
            cue: *cue,
            weight: *weight,
            anchor: anchor(pattern),
            pattern: pattern.iter().map(&mut element).collect(),
        })
        .collect();
    LexiconFile {
        sets: sets
            .iter()
            .map(|set| {
                let numbers: Vec<u16> = set.iter().map(|word| word_number(word)).collect();
                let before = core::iter::once(0).chain(numbers.iter().copied());
                let apart = numbers.iter().zip(before);
                apart.map(|(number, before)| number - before).collect()
            })
            .collect(),
        words: rests(&words).join("\n"),
        shared: shared(&words),
        rows,
    }
}

/// How many bytes each word shares with the one before.
fn shared(words: &[&str]) -> Vec<u8> {
    let before = core::iter::once(&"").chain(words);
    let lengths = before.zip(words).map(|(before, word)| {
        let same = before.chars().zip(word.chars());
        let same = same.take_while(|(one, other)| one == other);
        let bytes: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
        u8::try_from(bytes).unwrap_or_default()
    });
    lengths.collect()
}

/// What is left of each word without them.
fn rests<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let lengths = shared(words).into_iter().map(usize::from);
    let rests = words
        .iter()
        .zip(lengths)
        .map(|(word, length)| &word[length..]);
    rests.collect()
}

fn index(found: Result<usize, usize>) -> u16 {
    // Everything looked up was collected a moment ago, so both arms hold the right place.
    let (Ok(place) | Err(place)) = found;
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// The anchor is the element that the fewest texts contain. Short words are frequent words, and a set is met as often as
/// all its words together.
fn anchor(pattern: &[Draft]) -> u8 {
    let frequency = |draft: &Draft| match draft {
        Draft::Words(set) => set.iter().map(|word| often(word)).sum(),
        Draft::Maybe(_) | Draft::Done(_) => u32::MAX,
    };
    let best = (0..pattern.len()).min_by_key(|place| frequency(&pattern[*place]));
    u8::try_from(best.unwrap_or_default()).unwrap_or(u8::MAX)
}

/// About how often a word is met, by its length in letters, in words of ten thousand: rough, and only about speed.
fn often(word: &str) -> u32 {
    match (word.len(), word.ends_with('*')) {
        (0..=2, _) => 150,
        (3, _) => 70,
        (4, _) => 25,
        (5, true) => 15,
        (5, false) => 10,
        (6.., _) => 4,
    }
}
