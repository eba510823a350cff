//! `cargo xtask train`: rebuilds the models of both languages from a folder of labelled posts, the same bytes every time.

mod card;
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

use accalmie_shared::packs::Packs;
use accalmie_shared::reading::Lang;
use anyhow::Result;
use course::Course;
use pico_args::Arguments;
use std::fs;
use std::path::{Path, PathBuf};

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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/model");
    let packs = Packs::embedded();
    for (lang, name, long_name) in [(Lang::Fr, "fr", "French"), (Lang::En, "en", "English")] {
        if only.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        let corpus = data::read(&data, &folder.join("labels"), lang)?;
        let course = Course::prepare(&corpus, packs.get(lang));
        let outcome = course.run()?;
        fs::write(
            folder.join(name).with_extension("bin"),
            outcome.model.write(),
        )?;
        fs::write(
            folder.join(format!("CARD.{name}.md")),
            card::card(long_name, &corpus, &course, &outcome),
        )?;
    }
    Ok(())
}
