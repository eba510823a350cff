//! Turns `strings/{fr,en}.txt` into the closed enum `Word` and one table a language, and takes out of stylesheets, rules
//! and the default policy what only people read.
//!
//! A key that stands in one language only, twice, or with other placeholders than its twin stops the build.

mod typography;

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=strings");
    println!("cargo::rerun-if-changed=styles");
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=typography.rs");
    println!("cargo::rerun-if-changed={POLICY}");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    let mut french = read("strings/fr.txt");
    for text in french.values_mut() {
        *text = typography::set(text);
    }
    let english = read("strings/en.txt");
    compare(&french, &english);
    fs::write(out.join("words.rs"), words(&french, &english)).expect("OUT_DIR can be written");
    for name in ["panel", "marks"] {
        let style =
            fs::read_to_string(format!("styles/{name}.css")).expect("the stylesheet is there");
        fs::write(out.join(format!("{name}.css")), packed(&style)).expect("OUT_DIR can be written");
    }
    let rules = fs::read_to_string("data/rules.txt").expect("the rules are there");
    let rules: Vec<&str> = rules
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    fs::write(out.join("rules.txt"), rules.join("\n")).expect("OUT_DIR can be written");
    let policy = fs::read_to_string(POLICY).expect("the default policy is there");
    // No text of JSON goes over the end of a line.
    let policy: String = policy.lines().map(str::trim).collect();
    fs::write(out.join("policy.json"), policy).expect("OUT_DIR can be written");
}

const POLICY: &str = "../shared/data/policy.default.json";

/// The rows `key = text` of a file; empty lines and lines that begin with `#` are for the reader.
fn read(path: &str) -> BTreeMap<String, String> {
    let mut rows = BTreeMap::new();
    let file = fs::read_to_string(path).expect("the strings are there");
    for (index, line) in file.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((key, text)) = line.split_once(" = ") else {
            panic!(
                "{path}:{}: found `{line}`, expected `key = text`",
                index + 1
            );
        };
        if rows.insert(key.to_owned(), text.to_owned()).is_some() {
            panic!("{path}:{}: `{key}` stands twice", index + 1);
        }
    }
    rows
}

fn compare(french: &BTreeMap<String, String>, english: &BTreeMap<String, String>) {
    for (one, other, name) in [(french, english, "en"), (english, french, "fr")] {
        for (key, text) in one {
            let Some(twin) = other.get(key) else {
                panic!("strings/{name}.txt lacks `{key}`");
            };
            assert_eq!(
                places(text),
                places(twin),
                "`{key}` has other placeholders in the other language"
            );
        }
    }
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

fn words(french: &BTreeMap<String, String>, english: &BTreeMap<String, String>) -> String {
    let mut code = String::from(
        "/// Every text of the widget, by its key in `strings/`.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[allow(missing_docs)]\npub(crate) enum Word {\n",
    );
    for key in french.keys() {
        let name: String = key
            .split('_')
            .map(|part| part[..1].to_uppercase() + &part[1..])
            .collect();
        let _ = writeln!(code, "    {name},");
    }
    code.push_str("}\n");
    for (name, rows) in [("FR", french), ("EN", english)] {
        let _ = writeln!(code, "static {name}: [&str; {}] = [", rows.len());
        for text in rows.values() {
            let _ = writeln!(code, "    {text:?},");
        }
        code.push_str("];\n");
    }
    code
}

/// A stylesheet without comments, line breaks and indentation.
fn packed(style: &str) -> String {
    let mut rest = style;
    let mut bare = String::new();
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let mut packed = String::new();
    for line in bare.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let tight = line
            .replace(" {", "{")
            .replace(": ", ":")
            .replace(", ", ",");
        packed.push_str(&tight);
        // A declaration list that goes on in the next line needs its blank.
        if !line.ends_with([';', '{', '}', ',']) {
            packed.push(' ');
        }
    }
    packed
}
