//! `cargo xtask evaluate`: the figures of any labelled file, beside the tools one could use instead.

mod held_out;
mod peers;
mod tasks;

use crate::metrics::{Scored, auc, best_cut, f1, interval, macro_f1};
use accalmie_shared::assess;
use accalmie_shared::packs::Packs;
use accalmie_shared::reading::{Assessment, Lang};
use anyhow::{Context, Result, bail};
use held_out::Show;
use pico_args::Arguments;
use serde::Deserialize;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tasks::{Cut, Task};

/// What the help says.
pub(crate) const HELP: &str = "[--peers] FILE..: measure the reading of posts on labelled JSON Lines, and the\nsentiment tools of npm and PyPI that are installed;\n--held-out DIR: on the posts of the folder that `train` learned from, each read by\nthe kept model that has not seen it; with --posts one line of JSON a post instead";

/// A labelled post: in the form of the gold set, or with a `label` of one of the other sets.
#[derive(Deserialize)]
struct Post {
    text: String,
    lang: Option<Lang>,
    #[serde(flatten)]
    rest: serde_json::Map<String, Value>,
}

/// Prints a table a file: one line a task and tool.
///
/// # Errors
/// When a file cannot be read or is not labelled in a known form, or when training has kept no models of its folds.
pub(crate) fn main(mut arguments: Arguments) -> Result<()> {
    let with_peers = arguments.contains("--peers");
    let held_out: Option<PathBuf> = arguments.opt_value_from_str("--held-out")?;
    let show = if arguments.contains("--posts") {
        Show::Posts
    } else {
        Show::Figures
    };
    let files = arguments.finish();
    if let Some(data) = held_out {
        return held_out::evaluate(&data, show);
    }
    if files.is_empty() {
        bail!("found no file, expected `cargo xtask evaluate FILE..`");
    }
    let packs = Packs::embedded();
    for file in files {
        evaluate(Path::new(&file), &packs, with_peers)?;
    }
    Ok(())
}

fn evaluate(path: &Path, packs: &Packs, with_peers: bool) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let posts: Vec<Post> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1))
        })
        .collect::<Result<_>>()?;
    let readings: Vec<_> = posts
        .iter()
        .map(|post| assess::assess(&post.text, post.lang, packs))
        .collect();
    let peers = if with_peers {
        peers::scores(&posts)?
    } else {
        Vec::new()
    };
    println!("{} ({} posts)", path.display(), posts.len());
    if tables(&posts, &readings, &peers) == 0 {
        bail!(
            "found no known label in {}, expected those of the gold set or of a set named in the model cards",
            path.display()
        );
    }
    Ok(())
}

/// Prints every task that the posts have answers for, language by language. Returns how many there were.
fn tables(posts: &[Post], readings: &[Assessment], peers: &[(String, Vec<i32>)]) -> usize {
    let mut measured = 0;
    for lang in [Some(Lang::Fr), Some(Lang::En), None] {
        for task in Task::ALL {
            let chosen: Vec<(usize, bool)> = posts
                .iter()
                .enumerate()
                .filter(|(_, post)| post.lang == lang)
                .filter_map(|(at, post)| Some((at, task.truth(&post.rest)?)))
                .collect();
            let yes = chosen.iter().filter(|(_, yes)| *yes).count();
            if chosen.is_empty() || (yes == 0 && !task.counts_false_flags()) {
                continue;
            }
            measured += 1;
            println!(
                "  {} {}: {yes} of {}",
                lang.map_or("?", name),
                task.name(),
                chosen.len()
            );
            for (name, score, cut) in task.answers() {
                let scored: Vec<Scored> = chosen
                    .iter()
                    .map(|(at, yes)| (*yes, score(&readings[*at])))
                    .collect();
                line(name, &scored, cut);
            }
            for (name, scores) in peers {
                let scored: Vec<Scored> =
                    chosen.iter().map(|(at, yes)| (*yes, scores[*at])).collect();
                line(name, &scored, Cut::Best);
            }
        }
    }
    measured
}

/// One line of the table. Tools that give no decision get the cut that serves them best on these very posts.
fn line(name: &str, scored: &[Scored], cut: Cut) {
    let (cut, how) = match cut {
        Cut::At(cut) => (cut, "own cut "),
        Cut::Best => (best_cut(scored).0, "best cut"),
    };
    if scored.iter().all(|(yes, _)| !yes) {
        let flagged = scored.iter().filter(|(_, score)| *score >= cut).count();
        println!(
            "    {name:<16} {how} flagged {flagged} ({:.2} %)",
            100.0 * flagged as f64 / scored.len() as f64
        );
        return;
    }
    let (low, high) = interval(scored, |sample| f1(sample, cut));
    println!(
        "    {name:<16} {how} AUC {:.3}  F1 {:.3} ({low:.3}–{high:.3})  macro-F1 {:.3}",
        auc(scored),
        f1(scored, cut),
        macro_f1(scored, cut)
    );
}

const fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "fr",
        Lang::En => "en",
        Lang::Unknown => "?",
    }
}
