//! `cargo xtask train`: rebuilds the models of both languages from a folder of labelled posts, the same bytes every time.

mod card;
mod course;
pub(crate) mod data;
mod embed;
pub(crate) mod folds;
mod heads;
mod helpers;
mod kernel;
mod logistic;
mod sparse;
mod student;
mod teacher;
pub(crate) mod whole;

use crate::repo;
use accalmie_shared::packs::Packs;
use accalmie_shared::reading::Lang;
use anyhow::Result;
use course::Course;
use pico_args::Arguments;
use std::fs;
use std::path::PathBuf;

/// What the help says.
pub(crate) const HELP: &str =
    "--data DIR: rebuild the models in shared/model from a folder of labelled posts";

/// Trains both languages, or the one named by `--lang`, and writes weights and cards.
///
/// # Errors
/// When the folder cannot be read or holds something else.
pub(crate) fn main(mut arguments: Arguments) -> Result<()> {
    let data: PathBuf = arguments.value_from_str("--data")?;
    let only: Option<String> = arguments.opt_value_from_str("--lang")?;
    crate::no_more(arguments)?;
    let folder = repo::at("shared/model");
    fs::create_dir_all(folds_folder())?;
    let packs = Packs::embedded();
    for (lang, name, long_name) in [(Lang::Fr, "fr", "French"), (Lang::En, "en", "English")] {
        if only.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        let corpus = data::read(&data, lang)?;
        let course = Course::prepare(&corpus, packs.get(lang));
        let outcome = course.run()?;
        for (fold, model) in outcome.hiding.iter().enumerate() {
            fs::write(fold_file(name, fold), model.write())?;
        }
        fs::write(
            folder.join(name).with_extension("bin"),
            outcome.model.write(),
        )?;
        fs::write(
            folder.join(format!("CARD.{name}.md")),
            card::card(
                long_name,
                &corpus,
                &course,
                &outcome,
                &whole::read(&corpus, lang, &outcome.hiding),
            ),
        )?;
    }
    Ok(())
}

/// Where training keeps the models that have not seen one of the folds.
fn folds_folder() -> PathBuf {
    repo::target().join("folds")
}

/// The model of a language that has not seen the posts of a fold.
pub(crate) fn fold_file(lang: &str, fold: usize) -> PathBuf {
    folds_folder().join(format!("{lang}-{fold}.bin"))
}
