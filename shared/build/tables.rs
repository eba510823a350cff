//! Tables that every language shares: emoji, acronyms, and the words and endings a language is told by.

use crate::text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

#[derive(Debug, Deserialize)]
struct Emoji {
    emoji: String,
    weight: i16,
}

#[derive(Debug, Deserialize)]
struct LanguageWords {
    lang: String,
    weight: i8,
    words: String,
}

#[derive(Debug, Deserialize)]
struct PersonalWords {
    list: String,
    words: String,
}

/// The lists of `personal.tsv`, each a bit, in the order of `personal::words::List`.
const PERSONAL_LISTS: [&str; 11] = [
    "reference",
    "bridge",
    "street_fr",
    "street_en",
    "street_bis",
    "mail_host",
    "at_sign",
    "dot_sign",
    "top_level",
    "unit",
    "street_also",
];

/// Rust constants, each sorted by hash for a binary search.
pub(crate) fn compile(data: &Path) -> Result<String, String> {
    let mut out = String::new();
    let mut emoji = BTreeMap::new();
    for row in crate::lexicon::table::<Emoji>(&data.join("emoji.tsv"))? {
        let tokens = text::tokenize(&row.emoji);
        match tokens.list() {
            [one] if one.kind == text::Kind::Emoji => emoji.insert(one.hash, row.weight),
            _ => {
                return Err(format!(
                    "emoji.tsv: found `{}`, expected one emoji or emoticon",
                    row.emoji
                ));
            }
        };
    }
    constant(
        &mut out,
        "EMOJI",
        "(u32, i16)",
        emoji
            .iter()
            .map(|(hash, weight)| format!("({hash}, {weight})")),
    );

    let acronyms = data.join("acronyms.txt");
    let acronyms = std::fs::read_to_string(&acronyms)
        .map_err(|error| format!("{}: {error}", acronyms.display()))?;
    let tokens = text::tokenize(&acronyms);
    let hashes: std::collections::BTreeSet<u32> =
        tokens.list().iter().map(|token| token.hash).collect();
    constant(
        &mut out,
        "ACRONYMS",
        "u32",
        hashes.iter().map(u32::to_string),
    );

    let (mut words, mut endings) = (BTreeMap::new(), BTreeMap::new());
    for row in crate::lexicon::table::<LanguageWords>(&data.join("lang.tsv"))? {
        let place = match row.lang.as_str() {
            "fr" => 0,
            "en" => 1,
            "other" => 2,
            lang => {
                return Err(format!(
                    "lang.tsv: found `{lang}`, expected fr, en or other"
                ));
            }
        };
        for word in row.words.split_whitespace() {
            let (table, word) = match word.strip_prefix('*') {
                Some(ending) => (&mut endings, ending),
                None => (&mut words, word),
            };
            for token in text::tokenize(word).list() {
                let weights: &mut [i8; 3] = table.entry(token.hash).or_default();
                weights[place] = weights[place].max(row.weight);
            }
        }
    }
    for (name, table) in [("LANGUAGE_WORDS", words), ("LANGUAGE_ENDINGS", endings)] {
        constant(
            &mut out,
            name,
            "(u32, [i8; 3])",
            table
                .iter()
                .map(|(hash, weights)| format!("({hash}, {weights:?})")),
        );
    }
    let mut personal: BTreeMap<u32, u16> = BTreeMap::new();
    for row in crate::lexicon::table::<PersonalWords>(&data.join("personal.tsv"))? {
        let list = PERSONAL_LISTS.iter().position(|list| *list == row.list);
        let list = list.ok_or_else(|| {
            format!(
                "personal.tsv: found `{}`, expected one of {PERSONAL_LISTS:?}",
                row.list
            )
        })?;
        for token in text::tokenize(&row.words).list() {
            *personal.entry(token.hash).or_default() |= 1 << list;
        }
    }
    constant(
        &mut out,
        "PERSONAL_WORDS",
        "(u32, u16)",
        personal
            .iter()
            .map(|(hash, lists)| format!("({hash}, {lists})")),
    );
    Ok(out)
}

fn constant(
    out: &mut String,
    name: &str,
    item: &str,
    items: impl ExactSizeIterator<Item = String>,
) {
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "pub(crate) const {name}: [{item}; {}] = [",
        items.len()
    );
    for item in items {
        let _ = write!(out, "{item},");
    }
    let _ = writeln!(out, "];");
}
