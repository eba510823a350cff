//! The posts that training learned from, each read by the model that has not seen it.

use super::{Post, tables};
use crate::train::data;
use crate::train::folds::FOLDS;
use crate::train::{fold_file, whole};
use accalmie_shared::model::Model;
use accalmie_shared::reading::Lang;
use anyhow::{Context, Result, anyhow};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// Prints the tables of both languages: of the gold set, of all labelled posts, and of what brands say themselves.
pub(super) fn evaluate(data: &Path) -> Result<()> {
    for (lang, name) in [(Lang::Fr, "fr"), (Lang::En, "en")] {
        let corpus = data::read(data, lang)?;
        let hiding: Vec<Model> = (0..FOLDS)
            .map(|fold| model(&fold_file(name, fold)))
            .collect::<Result<_>>()?;
        let read = whole::read(&corpus, lang, &hiding);
        let posts: Vec<Post> = corpus
            .labelled
            .iter()
            .map(|post| {
                let label = &post.label;
                let (intent, anger, signals) = (label.intent, label.anger, &label.signals);
                let said = post.said.first();
                let label =
                    json!({"intent": intent, "anger": anger, "signals": signals, "label": said});
                as_post(lang, &post.text, label)
            })
            .collect();
        println!("{name}, gold set, held out ({} posts)", corpus.gold);
        tables(&posts[..corpus.gold], &read.labelled[..corpus.gold], &[]);
        println!("{name}, all labelled, held out ({} posts)", posts.len());
        tables(&posts, &read.labelled, &[]);
        let (labels, readings): (Vec<String>, Vec<_>) = read.own_voice.into_iter().unzip();
        let posts: Vec<Post> = labels
            .iter()
            .map(|label| as_post(lang, "", json!({"label": label})))
            .collect();
        if !posts.is_empty() {
            println!("{name}, what brands say themselves, held out");
            tables(&posts, &readings, &[]);
        }
    }
    Ok(())
}

fn as_post(lang: Lang, text: &str, label: Value) -> Post {
    let rest = match label {
        Value::Object(rest) => rest,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Map::new()
        }
    };
    Post {
        text: String::from(text),
        lang: Some(lang),
        rest,
    }
}

fn model(file: &Path) -> Result<Model> {
    let bytes = fs::read(file)
        .with_context(|| format!("{}: run `cargo xtask train` first", file.display()))?;
    Model::read(&bytes).map_err(|error| anyhow!("{}: {error}", file.display()))
}
