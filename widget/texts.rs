//! The widget's texts, while building: `strings/{fr,en}.txt`, checked against each other, as files that a page fetches.
//!
//! The build script of the widget writes the closed enum of their keys from this file, and that of the site the texts.

use crate::typography;
use std::{collections::BTreeMap, fs, path::Path};

/// The texts of both languages by their keys.
pub(crate) struct Texts {
    french: BTreeMap<String, String>,
    english: BTreeMap<String, String>,
}

impl Texts {
    /// Reads them from a folder.
    ///
    /// # Errors
    /// When a file can't be read, or a key stands in one language only, twice, or with other placeholders than its twin.
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let mut french = rows(&folder.join("fr.txt"))?;
        for text in french.values_mut() {
            *text = typography::set(text);
        }
        let english = rows(&folder.join("en.txt"))?;
        compare(&french, &english)?;
        Ok(Self { french, english })
    }

    /// The keys, in the order of the texts.
    #[allow(dead_code)] // The site needs the texts alone.
    pub(crate) fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.french.keys().map(String::as_str)
    }

    /// What stands in the first line of each file: a hash of all keys, by which the widget knows its own texts.
    pub(crate) fn version(&self) -> String {
        let bytes = self.french.keys().flat_map(|key| key.bytes().chain([0]));
        // FNV-1a, 64 bits.
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{hash:016x}")
    }

    /// The files as a page fetches them, by name: the version, then a text a line in the order of the keys.
    pub(crate) fn files(&self) -> [(&'static str, String); 2] {
        [("fr.txt", &self.french), ("en.txt", &self.english)].map(|(name, rows)| {
            let lines = rows.values().map(|text| format!("\n{text}"));
            (name, self.version() + &lines.collect::<String>())
        })
    }
}

/// The rows `key = text` of a file; empty lines and lines that begin with `#` are for the reader.
fn rows(path: &Path) -> Result<BTreeMap<String, String>, String> {
    let path_shown = path.display();
    let file = fs::read_to_string(path).map_err(|error| format!("{path_shown}: {error}"))?;
    let mut rows = BTreeMap::new();
    for (index, line) in file.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let number = index + 1;
        let Some((key, text)) = line.split_once(" = ") else {
            return Err(format!(
                "{path_shown}:{number}: found `{line}`, expected `key = text`"
            ));
        };
        if rows.insert(key.to_owned(), text.to_owned()).is_some() {
            return Err(format!(
                "{path_shown}:{number}: found `{key}` twice, expected it once"
            ));
        }
    }
    Ok(rows)
}

fn compare(
    french: &BTreeMap<String, String>,
    english: &BTreeMap<String, String>,
) -> Result<(), String> {
    for (one, other, name) in [(french, english, "en"), (english, french, "fr")] {
        for (key, text) in one {
            let Some(twin) = other.get(key) else {
                return Err(format!("found no `{key}` in {name}.txt, expected it"));
            };
            let (found, expected) = (places(twin), places(text));
            if found != expected {
                return Err(format!(
                    "`{key}` in {name}.txt: found the places {found:?}, expected {expected:?}"
                ));
            }
        }
    }
    Ok(())
}

/// The placeholders of every plural form: `{name}` gives `name`.
fn places(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
