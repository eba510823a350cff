//! The golden corpus: our own posts, each with what the reader says of it, as a report that a community manager can
//! review. `UPDATE=1 cargo test -p accalmie-tests --test reading` writes the reports anew; look at what changed.

use accalmie_shared::assess;
use accalmie_shared::packs::Packs;
use accalmie_shared::reading::{Assessment, Severity};
use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The posts of one file, in order: one a line, comments behind `#`.
struct Chapter {
    path: PathBuf,
    posts: Vec<String>,
}

/// The least number of posts a language.
const POSTS: usize = 150;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn chapters(lang: &str) -> Vec<Chapter> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(corpus().join(lang))
        .expect("the corpus has a folder a language")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a chapter can be read");
            let posts = text
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with("# "))
                .map(str::to_owned)
                .collect();
            Chapter { path, posts }
        })
        .collect()
}

/// A name of a closed vocabulary, as it stands on the wire.
fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// One post with its signals under it, each as a row of carets.
fn report(post: &str, read: &Assessment) -> String {
    let mut out = format!("{post}\n");
    for signal in &read.signals {
        let before = post[..signal.span.start as usize].chars().count();
        let under = signal.span.of(post).chars().count();
        let _ = write!(
            out,
            "{}{} {}",
            " ".repeat(before),
            "^".repeat(under),
            name(&signal.kind)
        );
        let _ = match signal.weight {
            0 => writeln!(out),
            weight => writeln!(out, " {weight:+}"),
        };
    }
    let risks: String = read
        .risks
        .iter()
        .map(|risk| format!(" · risk {}", name(risk)))
        .collect();
    let _ = writeln!(
        out,
        "  → {} {} · {} · {} · {} · {} · {}{risks}",
        name(&read.severity),
        read.anger,
        name(&read.intent),
        name(&read.topic),
        name(&read.address),
        name(&read.register),
        name(&read.lang),
    );
    out
}

/// Compares with the file, or writes it where `UPDATE` is set.
fn agree(path: &Path, now: &str) -> Result<(), String> {
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(path, now).map_err(|error| format!("{}: {error}", path.display()));
    }
    let before = std::fs::read_to_string(path).unwrap_or_default();
    let changed = before
        .lines()
        .zip(now.lines())
        .find(|(before, now)| before != now);
    match changed {
        None if before == now => Ok(()),
        None => Err(format!("{}: found another number of lines", path.display())),
        Some((before, now)) => Err(format!(
            "{}:\n  expected {before}\n  found    {now}",
            path.display()
        )),
    }
}

#[test]
fn every_post_reads_as_it_did() {
    let packs = Packs::embedded();
    let mut lines = String::new();
    let mut wrong = Vec::new();
    for lang in ["fr", "en"] {
        let chapters = chapters(lang);
        let count: usize = chapters.iter().map(|chapter| chapter.posts.len()).sum();
        assert!(
            count >= POSTS,
            "{lang}: found {count} posts, expected at least {POSTS}"
        );
        for chapter in chapters {
            let mut reports = String::new();
            for post in &chapter.posts {
                let read = assess(post, None, &packs);
                let _ = writeln!(reports, "{}", report(post, &read));
                let _ = writeln!(lines, "{}", json!({"text": post, "expected": read}));
            }
            wrong.extend(agree(&chapter.path.with_extension("report"), &reports).err());
        }
    }
    // The same posts for workerd and Chromium, which must give the same answers to the last digit.
    wrong.extend(agree(&corpus().join("golden.jsonl"), &lines).err());
    assert!(
        wrong.is_empty(),
        "the corpus reads differently; look at the changes and accept them with UPDATE=1:\n{}",
        wrong.join("\n")
    );
}

/// Invariants 7 of the design and of the types, for any text.
fn sound(text: &str, read: &Assessment) {
    let calm = read.severity == Severity::Calm;
    assert!(
        calm || read.signals.iter().any(|signal| signal.weight > 0),
        "anger without evidence in {text:?}: {read:?}"
    );
    assert!(read.anger <= 1000, "{text:?}");
    for signal in &read.signals {
        assert!(
            !signal.span.of(text).is_empty(),
            "an empty or torn span in {text:?}: {signal:?}"
        );
    }
    for (at, signal) in read.signals.iter().enumerate() {
        let next = read.signals[at + 1..]
            .iter()
            .find(|next| next.kind == signal.kind);
        assert!(
            next.is_none_or(|next| !next.span.overlaps(signal.span)),
            "overlap in {text:?}: {signal:?} {next:?}"
        );
    }
    assert!(
        read.signals.is_sorted_by_key(|signal| signal.span.start),
        "{text:?}"
    );
    assert!(read.risks.is_sorted(), "{text:?}");
}

#[test]
fn no_text_breaks_the_reader() {
    let packs = Packs::embedded();
    let posts: Vec<String> = ["fr", "en"]
        .iter()
        .flat_map(|lang| chapters(lang))
        .flat_map(|chapter| chapter.posts)
        .collect();
    for (at, post) in posts.iter().enumerate() {
        sound(post, &assess(post, None, &packs));
        // Cut anywhere, turned around, joined with another one: still no torn span, no anger without evidence.
        let cut = post.floor_char_boundary(post.len() / 3);
        let turned: String = post.chars().rev().collect();
        let joined = format!(
            "{}\n{}\u{202e}{}",
            &post[cut..],
            posts[(at * 7 + 3) % posts.len()],
            post.to_uppercase()
        );
        for text in [&post[cut..], &post[..cut], &turned, &joined] {
            sound(text, &assess(text, None, &packs));
        }
    }
}

#[test]
fn repeated_pieces_stay_readable_and_quick() {
    let packs = Packs::embedded();
    for piece in [
        "n",
        "pas nul ",
        "« ",
        "\"a\" ",
        "je je ",
        "3 ",
        "06 ",
        "ref-",
        "rue ",
        "!",
        "😡",
        "\u{301}",
        "l'",
        "depuis 3 ",
        "@",
        "FR76 ",
    ] {
        let text = piece.repeat(20_000 / piece.len());
        for lang in [
            accalmie_shared::reading::Lang::Fr,
            accalmie_shared::reading::Lang::En,
        ] {
            sound(
                &text[..200.min(text.len()) / piece.len() * piece.len()],
                &assess(&text[..200 / piece.len() * piece.len()], Some(lang), &packs),
            );
            assert!(assess(&text, Some(lang), &packs).anger <= 1000);
        }
    }
}
