//! `cargo xtask train`: rebuilds the models of both languages from a folder of labelled posts, the same bytes every time.

mod course;
pub(crate) mod data;
mod embed;
pub(crate) mod folds;
mod helpers;
mod kernel;
mod logistic;
mod sparse;
mod student;
mod teacher;

use crate::metrics::{auc, best_cut};
use accalmie_shared::model::{Head, Model};
use accalmie_shared::reading::Lang;
use anyhow::Result;
use course::Course;
use pico_args::Arguments;
use std::fs;
use std::path::{Path, PathBuf};

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
    let course = Course::prepare(corpus);
    let outcome = course.run()?;
    for head in Head::ALL {
        let scored = course.scored(head, &outcome.held_out);
        let gold: Vec<_> = scored.iter().take(corpus.gold).copied().collect();
        let yes = scored.iter().filter(|(yes, _)| *yes).count();
        println!(
            "{head:?} {yes} auc {:.4} f1 {:.4} gold auc {:.4} f1 {:.4}",
            auc(&scored),
            best_cut(&scored).1,
            auc(&gold),
            best_cut(&gold).1
        );
    }
    let flagged = outcome
        .own_voice
        .iter()
        .filter(|scores| scores.says(Head::Annoyed))
        .count();
    println!("own voice flagged {flagged} of {}", outcome.own_voice.len());
    Ok(outcome.model)
}
