//! Turns the keys of `strings/{fr,en}.txt` into the closed enum `Word`, and takes out of stylesheets, rules and the
//! default policy what only people read.

mod texts;
mod typography;

use std::{env, fmt::Write as _, fs, path::Path};
use texts::Texts;

fn main() {
    println!("cargo::rerun-if-changed=strings");
    println!("cargo::rerun-if-changed=styles");
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=texts.rs");
    println!("cargo::rerun-if-changed=typography.rs");
    println!("cargo::rerun-if-changed={POLICY}");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    let texts = match Texts::read(Path::new("strings")) {
        Ok(texts) => texts,
        Err(error) => return println!("cargo::error={error}"),
    };
    fs::write(out.join("words.rs"), words(&texts)).expect("OUT_DIR can be written");
    for (name, text) in texts.files() {
        fs::write(out.join(name), text).expect("OUT_DIR can be written");
    }
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

/// The closed enum of the texts' keys, and the version of their files.
fn words(texts: &Texts) -> String {
    let mut code = String::from(
        "/// Every text of the widget, by its key in `strings/`.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[allow(missing_docs)]\npub(crate) enum Word {\n",
    );
    for key in texts.keys() {
        let name: String = key
            .split('_')
            .map(|part| part[..1].to_uppercase() + &part[1..])
            .collect();
        let _ = writeln!(code, "    {name},");
    }
    let (count, version) = (texts.keys().len(), texts.version());
    let _ = writeln!(code, "}}\nconst COUNT: usize = {count};");
    let _ = writeln!(code, "const VERSION: &str = {version:?};");
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
