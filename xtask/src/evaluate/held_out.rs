//! The posts that training learned from, each read by the model that has not seen it.

use super::{Post, tables};
use crate::train::data::{self, Labelled};
use crate::train::folds::FOLDS;
use crate::train::{fold_file, whole};
use accalmie_shared::model::Model;
use accalmie_shared::packs::{Pack, Packs};
use accalmie_shared::reading::{Assessment, Lang};
use accalmie_shared::signals;
use accalmie_shared::text::tokenize;
use anyhow::{Context, Result, anyhow};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// What is printed of the posts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    /// Tables of figures.
    Figures,
    /// One line of JSON a post: what it says, how it is labelled, how it was read, and the numbers of the lexicon's rows
    /// found in it.
    Posts,
}

/// Prints the tables of both languages: of the gold set, of all labelled posts, and of what brands say themselves; or
/// the labelled posts one by one, to look at what was read wrongly.
pub(super) fn evaluate(data: &Path, show: Show) -> Result<()> {
    let packs = Packs::embedded();
    for (lang, name) in [(Lang::Fr, "fr"), (Lang::En, "en")] {
        let corpus = data::read(data, lang)?;
        let hiding: Vec<Model> = (0..FOLDS)
            .map(|fold| model(&fold_file(name, fold)))
            .collect::<Result<_>>()?;
        let read = whole::read(&corpus, lang, &hiding);
        if show == Show::Posts {
            for (at, (post, read)) in corpus.labelled.iter().zip(&read.labelled).enumerate() {
                println!("{}", line(post, at < corpus.gold, read, packs.get(lang)));
            }
            continue;
        }
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

fn line(post: &Labelled, is_gold: bool, read: &Assessment, pack: Option<&Pack>) -> Value {
    let tokens = tokenize(&post.text);
    let rows = pack.map(|pack| signals::rows_found(&post.text, &tokens, pack));
    let label = &post.label;
    let shown: Vec<Value> = read
        .signals
        .iter()
        .map(|signal| json!([signal.kind, signal.span.of(&post.text), signal.weight]))
        .collect();
    json!({
        "id": post.id, "lang": post.lang, "source": post.source, "gold": is_gold, "text": post.text,
        "label": {"intent": label.intent, "anger": label.anger, "signals": label.signals, "topic": label.topic},
        "read": {"intent": read.intent, "anger": read.anger, "signals": shown, "topic": read.topic, "risks": read.risks},
        "rows": rows,
    })
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
