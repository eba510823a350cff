//! Every row of every lexicon carries a sentence that fires it and one that does not. This walks all of them.

use accalmie_shared::packs::Packs;
use accalmie_shared::reading::Lang;
use accalmie_shared::{signals, text};
use serde::Deserialize;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Row {
    kind: String,
    pattern: String,
    hit: String,
    miss: String,
}

/// The rows of one language with the files they are in, in the order in which the build script numbers them.
fn rows(lang: &str) -> Vec<(PathBuf, Row)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(lang)
        .join("lexicon");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the lexicon has a folder a language")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "tsv"))
        .collect();
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let mut table = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            .comment(Some(b'#'))
            .from_path(&file)
            .expect("the file can be read");
        for row in table.deserialize() {
            rows.push((
                file.clone(),
                row.expect("the build script has read the same row"),
            ));
        }
    }
    rows
}

/// Whether the pattern with this number is found in a text. Roles change their neighbours and are found in the raw
/// list only, everything else after negation and quotation.
fn fires(number: usize, text: &str, packs: &Packs, lang: Lang) -> bool {
    let tokens = text::tokenize(text);
    let pack = packs.get(lang).expect("both packs are embedded");
    signals::rows_found(text, &tokens, pack)
        .contains(&u16::try_from(number).expect("rows are numbered in 16 bits"))
}

fn walk(lang: Lang, name: &str) {
    let packs = Packs::embedded();
    let mut wrong = Vec::new();
    for (number, (file, row)) in rows(name).iter().enumerate() {
        let place = format!(
            "{} {} `{}`",
            file.file_name().unwrap_or_default().display(),
            row.kind,
            row.pattern
        );
        if !fires(number, &row.hit, &packs, lang) {
            wrong.push(format!(
                "{place}: not found in its own sentence: {}",
                row.hit
            ));
        }
        if row.miss.trim().is_empty() {
            wrong.push(format!("{place}: no sentence that must not fire"));
        }
        if fires(number, &row.miss, &packs, lang) {
            wrong.push(format!("{place}: found where it must not be: {}", row.miss));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} rows are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_french_row_fires_where_it_says() {
    walk(Lang::Fr, "fr");
}

#[test]
fn every_english_row_fires_where_it_says() {
    walk(Lang::En, "en");
}
