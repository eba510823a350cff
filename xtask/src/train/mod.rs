//! `cargo xtask train`: rebuilds the models of both languages from a folder of labelled posts, the same bytes every time.

pub(crate) mod data;
mod embed;
pub(crate) mod folds;
mod kernel;
mod logistic;
mod sparse;
mod student;

use accalmie_shared::model::{Head, HeadWeights, Model, Scores, score};
use accalmie_shared::reading::{Intent, Lang};
use accalmie_shared::text::{Tokens, tokenize};
use anyhow::{Result, anyhow};
use folds::FOLDS;
use logistic::Target;
use pico_args::Arguments;
use sparse::Rows;
use std::path::{Path, PathBuf};
use std::{array, fs};
use student::Shape;

/// What the help says.
pub(crate) const HELP: &str =
    "--data DIR: rebuild the models in shared/model from a folder of labelled posts";

/// Trains both languages and writes the weights.
///
/// # Errors
/// When the folder cannot be read or holds something else.
pub(crate) fn main(mut arguments: Arguments) -> Result<()> {
    let data: PathBuf = arguments.value_from_str("--data")?;
    let only: Option<String> = arguments.opt_value_from_str("--lang")?;
    crate::no_more(arguments)?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/model");
    for (lang, name) in [(Lang::Fr, "fr"), (Lang::En, "en")] {
        if only.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        let corpus = data::read(&data, &folder.join("labels"), lang)?;
        let model = train(&corpus)?;
        fs::write(folder.join(name).with_extension("bin"), model.write())?;
    }
    Ok(())
}

fn train(corpus: &data::Corpus) -> Result<Model> {
    let posts = &corpus.labelled;
    let folds = folds::folds(
        posts
            .iter()
            .map(|post| (post.id.as_str(), post.text.as_str())),
    );
    let tokens: Vec<Tokens> = posts.iter().map(|post| tokenize(&post.text)).collect();
    let mut rows = Rows::new();
    for tokens in &tokens {
        rows.push(student::row(tokens, &[]));
    }
    let mut held_out: Vec<Option<Scores>> = vec![None; posts.len()];
    for fold in 0..FOLDS {
        let seen: Vec<usize> = (0..posts.len())
            .filter(|post| folds[*post] != fold)
            .collect();
        let model = build(&heads(corpus, &rows, &seen))?;
        for post in (0..posts.len()).filter(|post| folds[*post] == fold) {
            held_out[post] = Some(score(&model, &tokens[post], &[]));
        }
    }
    let every: Vec<usize> = (0..posts.len()).collect();
    let mut trained = heads(corpus, &rows, &every);
    for (head, weights) in Head::ALL.iter().zip(&mut trained) {
        let scored: Vec<(bool, i32)> = posts
            .iter()
            .zip(&held_out)
            .filter_map(|(post, scores)| {
                scores.map(|scores| (post.label.says(*head), scores.margin(*head)))
            })
            .collect();
        let (f1, cut) = best_f1(&scored);
        println!(
            "{head:?} {} auc {:.4} f1 {f1:.4} at {cut}",
            scored.iter().filter(|(yes, _)| *yes).count(),
            auc(&scored)
        );
        if decides_alone(*head) {
            weights.bias -= cut;
        }
    }
    build(&trained)
}

/// Whether the head's own margin decides. Topics and the calmer intents are compared with one another instead.
const fn decides_alone(head: Head) -> bool {
    match head {
        Head::Intent(intent) => matches!(intent, Intent::Abuse),
        Head::Topic(_) => false,
        Head::Annoyed
        | Head::Angry
        | Head::Furious
        | Head::Grievance
        | Head::Signal(_)
        | Head::Tu
        | Head::Vous => true,
    }
}

fn build(heads: &[HeadWeights; Head::COUNT]) -> Result<Model> {
    Model::build(heads).map_err(|error| anyhow!("{error}"))
}

fn heads(corpus: &data::Corpus, rows: &Rows, seen: &[usize]) -> [HeadWeights; Head::COUNT] {
    let selected = rows.select(seen);
    let factors = student::factors(&selected);
    let scaled = selected.scaled(&factors);
    let mut trained: Vec<HeadWeights> = vec![HeadWeights::default(); Head::COUNT];
    kernel::in_parallel(&mut trained, 1, |at, weights| {
        let head = Head::ALL[at];
        let targets: Vec<(usize, Target)> = seen
            .iter()
            .enumerate()
            .map(|(row, post)| {
                let yes = corpus.labelled[*post].label.says(head);
                (
                    row,
                    Target {
                        probability: f64::from(u8::from(yes)),
                        weight: 1.0,
                    },
                )
            })
            .collect();
        weights[0] = student::fit(
            &scaled,
            &factors,
            &targets,
            Shape {
                ridge: 0.25,
                kept: kept(head),
            },
        );
    });
    array::from_fn(|at| trained[at].clone())
}

/// How many weights a head is worth: the heads of anger and intent are asked of every post.
const fn kept(head: Head) -> usize {
    match head {
        Head::Annoyed | Head::Angry | Head::Grievance => 2000,
        Head::Furious | Head::Intent(_) => 500,
        Head::Signal(_) | Head::Topic(_) | Head::Tu | Head::Vous => 160,
    }
}

/// The share of pairs that are in the right order; halves for ties.
fn auc(scored: &[(bool, i32)]) -> f64 {
    let mut order: Vec<(i32, bool)> = scored.iter().map(|(yes, margin)| (*margin, *yes)).collect();
    order.sort_unstable();
    let (mut wins, mut noes, mut yeses) = (0.0, 0.0, 0.0);
    for same in order.chunk_by(|one, other| one.0 == other.0) {
        let yes = same.iter().filter(|(_, yes)| *yes).count() as f64;
        let no = same.len() as f64 - yes;
        wins += yes * (noes + no / 2.0);
        noes += no;
        yeses += yes;
    }
    if noes * yeses == 0.0 {
        0.5
    } else {
        wins / (noes * yeses)
    }
}

fn best_f1(scored: &[(bool, i32)]) -> (f64, i32) {
    let mut order: Vec<(i32, bool)> = scored.iter().map(|(yes, margin)| (*margin, *yes)).collect();
    order.sort_unstable_by_key(|(margin, _)| -margin);
    let all = order.iter().filter(|(_, yes)| *yes).count() as f64;
    let (mut right, mut best, mut cut) = (0.0, 0.0, 0);
    for (said, (margin, yes)) in order.iter().enumerate() {
        right += f64::from(u8::from(*yes));
        let f1 = 2.0 * right / (said as f64 + 1.0 + all);
        if f1 > best {
            (best, cut) = (f1, *margin);
        }
    }
    (best, cut)
}
