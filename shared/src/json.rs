//! Reads JSON into a type, and says where in the text a wrong value stands.
//!
//! The place is found from the reader's line and column, after the fact: whoever reads what is right pays nothing for it,
//! and a program carries one reader a type, not a second one that keeps count.

use core::fmt;
use serde::de::DeserializeOwned;

/// One step from the whole to a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To a member of an object.
    Key(String),
    /// To an item of a list, counted from 0.
    Index(usize),
}

/// Why a text is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The way to the wrong value, or to what lacks something; empty for the whole.
    pub path: Vec<Step>,
    /// The reader's sentence, as in "invalid type: string \"x\", expected u32".
    pub sentence: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            return out.write_str(&self.sentence);
        }
        write!(out, "{}: {}", written(&self.path), self.sentence)
    }
}

impl core::error::Error for Wrong {}

/// Reads a value.
///
/// # Errors
/// Where the first wrong value stands, and what is wrong with it; or that the text is no JSON.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Wrong> {
    serde_json::from_str(text).map_err(|error| wrong(text, &error))
}

/// The steps as a person reads them: `people[0].name`.
#[must_use]
pub fn written(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            Step::Index(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}

fn wrong(text: &str, error: &serde_json::Error) -> Wrong {
    let full = error.to_string();
    let sentence = match full.rsplit_once(" at line ") {
        Some((sentence, _)) => String::from(sentence),
        None => full,
    };
    let before = match error.line() {
        0 => text.len(),
        line => {
            let lines = text.split_inclusive('\n').take(line - 1);
            lines.map(str::len).sum::<usize>() + error.column()
        }
    };
    let sentence = match sentence.as_str() {
        "expected value" => no_variant(text.as_bytes(), before).unwrap_or(sentence),
        _ => sentence,
    };
    // A list or an object in the wrong place is complained of before it is opened.
    let is_opening = ["invalid type: sequence", "invalid type: map"]
        .iter()
        .any(|kind| sentence.starts_with(kind));
    let opens = matches!(text.as_bytes().get(before), Some(b'[' | b'{'));
    let before = before + usize::from(is_opening && opens);
    // What is missing is missed where its object ends; any other complaint is about the last value read.
    let ends = if sentence.starts_with("missing field") {
        Ends::Count
    } else {
        Ends::Pass
    };
    Wrong {
        path: path(text.as_bytes(), before, ends),
        sentence,
    }
}

/// Of a value that can't be an enum's variant the reader only says that there is none; here is what stands there.
fn no_variant(text: &[u8], before: usize) -> Option<String> {
    let found = match text.get(before.checked_sub(1)?)? {
        b't' => "boolean `true`",
        b'f' => "boolean `false`",
        b'n' => "null",
        b'[' => "sequence",
        b'-' | b'0'..=b'9' => "number",
        _ => return None,
    };
    Some(format!("invalid type: {found}, expected string or map"))
}

/// Whether the end of an object or a list is a place of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Count,
    Pass,
}

/// What is open around a place in the text.
enum Open {
    /// With the key of the present member, once it is read.
    Object(Option<String>),
    /// With the place of the present item.
    List(usize),
}

/// The way to the last value or key that begins before a place.
fn path(text: &[u8], before: usize, ends: Ends) -> Vec<Step> {
    let mut open: Vec<Open> = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < before.min(text.len()) {
        let start = at;
        at += 1;
        match text[start] {
            b'{' => {
                found = way(&open);
                open.push(Open::Object(None));
            }
            b'[' => {
                found = way(&open);
                open.push(Open::List(0));
            }
            b'}' | b']' => {
                open.pop();
                if ends == Ends::Count {
                    found = way(&open);
                }
            }
            b',' => match open.last_mut() {
                Some(Open::Object(key)) => *key = None,
                Some(Open::List(index)) => *index += 1,
                None => {}
            },
            b'"' => {
                at = string_end(text, at);
                if let Some(Open::Object(key @ None)) = open.last_mut() {
                    *key = serde_json::from_slice(&text[start..at]).ok();
                }
                found = way(&open);
            }
            b':' | b' ' | b'\n' | b'\r' | b'\t' => {}
            _ => {
                while at < text.len() && !b",:]} \n\r\t".contains(&text[at]) {
                    at += 1;
                }
                found = way(&open);
            }
        }
    }
    found
}

/// The end of a string whose first byte after the quote is at `at`.
fn string_end(text: &[u8], mut at: usize) -> usize {
    while at < text.len() {
        match text[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

fn way(open: &[Open]) -> Vec<Step> {
    let steps = open.iter().filter_map(|open| match open {
        Open::Object(key) => key.clone().map(Step::Key),
        Open::List(index) => Some(Step::Index(*index)),
    });
    steps.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Team {
        name: String,
        #[serde(default)]
        people: Vec<Person>,
        #[serde(default)]
        sizes: BTreeMap<String, u8>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Person {
        age: u8,
        kind: Kind,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Care,
        Sales,
    }

    #[test]
    fn a_wrong_value_is_told_by_its_place() {
        for (text, expected) in [
            (
                r#"{"name": 7}"#,
                "name: invalid type: integer `7`, expected a string",
            ),
            (r#"{"people": []}"#, "missing field `name`"),
            (
                "{\n \"name\": \"a\",\n \"people\": [{\"age\": 1, \"kind\": \"care\"}, {\"age\": 300, \"kind\": \"care\"}]\n}",
                "people[1].age: invalid value: integer `300`, expected u8",
            ),
            (
                r#"{"name":"a","people":[{"age":1,"kind":"boss"}]}"#,
                "people[0].kind: unknown variant `boss`, expected `care` or `sales`",
            ),
            (
                r#"{"name":"a","people":[{"age":1,"kind":true}]}"#,
                "people[0].kind: invalid type: boolean `true`, expected string or map",
            ),
            (
                r#"{"name":"a","people":[{"age":1}]}"#,
                "people[0]: missing field `kind`",
            ),
            (
                r#"{"name":"a","people":[{"age":[1],"kind":"care"}]}"#,
                "people[0].age: invalid type: sequence, expected u8",
            ),
            (
                r#"{"name":"a","sizes":{"x\"y":"z"}}"#,
                "sizes.x\"y: invalid type: string \"z\", expected u8",
            ),
            (
                r#"{"name":"a","colour":1}"#,
                "colour: unknown field `colour`, expected one of `name`, `people`, `sizes`",
            ),
        ] {
            let wrong = read::<Team>(text).expect_err(text);
            assert_eq!(wrong.to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_json_says_so_without_a_panic() {
        for text in [
            "",
            "{",
            "{\"name\"",
            "{\"name\": \"\\",
            "[1,",
            "é",
            "{\"a\":tru",
        ] {
            assert!(read::<Team>(text).is_err(), "{text}");
        }
    }
}
