//! `cargo xtask tidy`: what a reader may count on in every file of the repository.
//!
//! 1. No file of code has more than [`LINES`] lines: one reads it in one sitting.
//! 2. No `.rs` file carries data: rows belong in a data file, where someone who doesn't know Rust can edit them.
//! 3. No file names a place of one person's machine, and no lock file a registry's host.
//! 4. No line of code ends with blanks, and no file without a line feed.
//! 5. The core has no floats, because browser, workerd and native must agree to the last digit, and names nothing of
//!    the world outside: no clock, no files, no network, no host.

use crate::repo;
use anyhow::{Result, bail};
use pico_args::Arguments;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What the help says.
pub(crate) const HELP: &str = "sizes of files, data in code, paths of a machine: a part of `check`";

/// The longest file of code.
const LINES: usize = 400;

/// The longest run of rows that are nothing but literals: a table of a test is shorter, a lexicon is longer.
const ROWS: usize = 24;

/// Kinds of files that are code.
const CODE: [&str; 5] = ["rs", "mjs", "js", "css", "sh"];

/// Kinds of files that are read for places of a machine.
const TEXT: [&str; 9] = ["rs", "mjs", "js", "css", "sh", "html", "md", "toml", "json"];

/// Folders that aren't ours: made, installed, or git's own.
const FOREIGN: [&str; 3] = ["target", "node_modules", ".git"];

/// The verb.
///
/// # Errors
/// Names every place that breaks a rule.
pub(crate) fn main(words: Arguments) -> Result<()> {
    crate::no_more(words)?;
    tidy()
}

/// Checks every file of the repository.
///
/// # Errors
/// Names every place that breaks a rule.
pub(crate) fn tidy() -> Result<()> {
    let mut problems = Vec::new();
    let files = ours(&repo::root())?;
    for path in &files {
        let name = path.strip_prefix(repo::root()).unwrap_or(path);
        let Ok(text) = fs::read_to_string(path) else {
            continue;
        };
        problems.extend(
            judge(name, &text)
                .into_iter()
                .map(|problem| format!("{}: {problem}", name.display())),
        );
    }
    if problems.is_empty() {
        println!("{} files are tidy", files.len());
        return Ok(());
    }
    bail!("{}", problems.join("\n"))
}

/// Every file below `folder` that we wrote.
fn ours(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .file_name()
            .is_some_and(|name| FOREIGN.iter().any(|foreign| name == *foreign))
        {
            continue;
        }
        if path.is_dir() {
            found.extend(ours(&path)?)
        } else {
            found.push(path)
        }
    }
    found.sort();
    Ok(found)
}

/// What is wrong with a file of this name and content.
fn judge(name: &Path, text: &str) -> Vec<String> {
    let kind = name
        .extension()
        .and_then(|kind| kind.to_str())
        .unwrap_or_default();
    let mut problems = Vec::new();
    if CODE.contains(&kind) {
        let lines = text.lines().count();
        if lines > LINES {
            problems.push(format!("found {lines} lines, expected at most {LINES}"));
        }
        if let Some(line) = text.lines().position(|line| line.ends_with([' ', '\t'])) {
            problems.push(format!("found blanks at the end of line {}", line + 1));
        }
        if !text.is_empty() && !text.ends_with('\n') {
            problems.push("found no line feed at the end".to_owned());
        }
    }
    if kind == "rs"
        && let Some(line) = rows(text)
    {
        problems.push(format!(
            "found more than {ROWS} rows of data from line {line}, expected a data file"
        ));
    }
    if kind == "rs" && name.starts_with("shared/src") {
        problems.extend(outside(name, text));
    }
    if TEXT.contains(&kind) {
        problems.extend(places(name, text));
    }
    problems
}

/// The line where a run of more than [`ROWS`] rows of literals starts.
fn rows(text: &str) -> Option<usize> {
    let mut run = 0;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        // What is left between the quotes: a name there makes it code, such as a table of routes.
        let names = line
            .split('"')
            .step_by(2)
            .any(|part| part.contains(char::is_alphabetic));
        let literal = line.starts_with(['"', '(', '[', '&']) && line.contains('"') && !names;
        run = if literal && line.ends_with(',') {
            run + 1
        } else {
            0
        };
        if run > ROWS {
            return Some(index + 1 - ROWS);
        }
    }
    None
}

/// What the core may not name.
const OUTSIDE: [&str; 10] = [
    "f32",
    "f64",
    "std::time",
    "std::fs",
    "std::env",
    "std::net",
    "std::thread",
    "async",
    "wasm_bindgen",
    "worker",
];

/// What the core names of the world outside. Comments may, and so may tests, which read golden files.
fn outside(name: &Path, text: &str) -> Vec<String> {
    if name.file_name().is_some_and(|name| name == "tests.rs") {
        return Vec::new();
    }
    let lines = text
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .enumerate();
    let code = lines.filter(|(_, line)| !line.trim_start().starts_with("//"));
    let words = |line: &str, word: &str| {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        line.match_indices(word).any(|(at, _)| {
            !line[..at].ends_with(part) && !line[at + word.len()..].starts_with(part)
        })
    };
    code.flat_map(|(index, line)| {
        let named = OUTSIDE.iter().filter(move |word| words(line, word));
        named.map(move |word| {
            format!(
                "found `{word}` in line {}, expected a core that knows nothing of it",
                index + 1
            )
        })
    })
    .collect()
}

/// Places of a machine and hosts of registries.
fn places(name: &Path, text: &str) -> Vec<String> {
    // Put together here, so that this file doesn't find itself.
    let homes = ["work", "root", "home", "Users", "tmp"].map(|folder| format!("/{folder}/"));
    let mut problems = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let outside = |at: usize| {
            !line[..at]
                .ends_with(|before: char| before.is_alphanumeric() || "._-/})*".contains(before))
        };
        for home in &homes {
            if line.match_indices(home.as_str()).any(|(at, _)| outside(at)) {
                problems.push(format!(
                    "found {home} in line {}, expected no place of a machine",
                    index + 1
                ));
            }
        }
        let lock = name
            .file_name()
            .is_some_and(|name| name == "package-lock.json");
        if lock && line.trim_start().starts_with("\"resolved\"") {
            problems.push(format!(
                "found a registry's address in line {}, expected none",
                index + 1
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str, text: &str) -> String {
        judge(Path::new(name), text)
            .into_iter()
            .next()
            .unwrap_or_default()
    }

    #[test]
    fn a_long_file_is_found() {
        assert_eq!(first("a.rs", &"//\n".repeat(LINES)), "");
        assert_eq!(
            first("a.rs", &"//\n".repeat(LINES + 1)),
            "found 401 lines, expected at most 400"
        );
        assert_eq!(
            first("a.tsv", &"row\n".repeat(LINES + 1)),
            "",
            "data may be as long as it needs"
        );
    }

    #[test]
    fn data_in_code_is_found() {
        let table = |rows| {
            format!(
                "const WORDS: &[&str] = &[\n{}];\n",
                "    \"word\",\n".repeat(rows)
            )
        };
        assert_eq!(first("a.rs", &table(ROWS)), "");
        assert!(
            first("a.rs", &table(ROWS + 1))
                .starts_with("found more than 24 rows of data from line 2")
        );
    }

    #[test]
    fn the_world_outside_of_the_core_is_found() {
        let text = "//! no f64 here\nlet share: f64 = 0.5;\n#[cfg(test)]\nuse std::fs;\n";
        let found = judge(Path::new("shared/src/a.rs"), text);
        assert_eq!(
            found,
            ["found `f64` in line 2, expected a core that knows nothing of it"]
        );
        assert_eq!(
            first("widget/src/a.rs", text),
            "",
            "the DOM speaks in floats"
        );
        assert_eq!(
            first("shared/src/a.rs", "let coworker = 1;\n"),
            "",
            "a part of a word is another word"
        );
    }

    #[test]
    fn a_place_of_a_machine_is_found() {
        let home = format!("{}home{}me/file", '/', '/');
        assert!(first("a.md", &format!("see {home}\n")).contains("expected no place of a machine"));
        assert_eq!(
            first("a.md", &format!("see https://example.org{home}\n")),
            ""
        );
        assert!(first("package-lock.json", "{\n  \"resolved\": \"x\"\n}\n").contains("registry"));
    }
}
