//! The posts that are trained on: the labelled ones, and the other sets by name.

use crate::repo;
use accalmie_shared::model::Head;
use accalmie_shared::reading::{Address, Intent, Lang, SignalKind, Topic};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What a reader found in a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) intent: Intent,
    /// 0..=3.
    pub(crate) anger: u8,
    pub(crate) signals: Vec<SignalKind>,
    pub(crate) topic: Topic,
    pub(crate) address: Address,
}

impl Label {
    /// The right answer of a head.
    pub(crate) fn says(&self, head: Head) -> bool {
        match head {
            Head::Annoyed => self.anger >= 1,
            Head::Angry => self.anger >= 2,
            Head::Furious => self.anger >= 3,
            Head::Grievance => matches!(self.intent, Intent::Complaint | Intent::Abuse),
            Head::Intent(intent) => self.intent == intent,
            Head::Signal(kind) => self.signals.contains(&kind),
            Head::Topic(topic) => self.topic == topic,
            Head::Tu => self.address == Address::Tu,
            Head::Vous => self.address == Address::Vous,
        }
    }
}

/// A post with its label.
#[derive(Clone, Debug)]
pub(crate) struct Labelled {
    pub(crate) id: String,
    pub(crate) lang: Lang,
    pub(crate) source: String,
    pub(crate) text: String,
    pub(crate) label: Label,
    /// What the set that it comes from says of it.
    pub(crate) said: Vec<String>,
}

/// A post of one of the other sets, with whatever that set says of it.
#[derive(Clone, Debug)]
pub(crate) struct Other {
    pub(crate) text: String,
    pub(crate) labels: Vec<String>,
}

/// Everything of one language.
pub(crate) struct Corpus {
    pub(crate) labelled: Vec<Labelled>,
    /// How many of them are of the gold set; these come first, then those written for this project.
    pub(crate) gold: usize,
    /// By the name of the set; without the texts that are labelled.
    pub(crate) others: BTreeMap<String, Vec<Other>>,
}

#[derive(Deserialize)]
struct GoldLine {
    id: String,
    lang: Lang,
    source: String,
    text: String,
    intent: Intent,
    anger: u8,
    signals: Vec<SignalKind>,
    topic: Topic,
    address: Address,
}

#[derive(Deserialize)]
struct OtherLine {
    id: String,
    lang: Lang,
    text: String,
    label: Value,
}

/// Reads labelled posts from a file in the form of the gold set.
///
/// # Errors
/// When the file cannot be read or a line is not of that form.
pub(crate) fn labelled_file(path: &Path) -> Result<Vec<Labelled>> {
    let lines: Vec<GoldLine> = lines(path)?;
    Ok(lines
        .into_iter()
        .map(|line| Labelled {
            id: line.id,
            lang: line.lang,
            source: line.source,
            text: line.text,
            label: Label {
                intent: line.intent,
                anger: line.anger,
                signals: line.signals,
                topic: line.topic,
                address: line.address,
            },
            said: Vec::new(),
        })
        .collect())
}

/// Reads everything of one language below `data`, and the labels that are kept by id in the repository.
///
/// # Errors
/// When a file cannot be read or is not of the expected form.
pub(crate) fn read(data: &Path, lang: Lang) -> Result<Corpus> {
    let mut labelled = labelled_file(&data.join("gold/brand_posts.jsonl"))?;
    let mut known: BTreeSet<String> = labelled.iter().map(|post| post.id.clone()).collect();
    let mut texts: BTreeSet<String> = labelled.iter().map(|post| post.text.clone()).collect();
    labelled.retain(|post| post.lang == lang);
    let gold = labelled.len();
    labelled.extend(own(lang)?);
    let more = more_labels(&repo::at("shared/model/labels"))?;
    let mut others = BTreeMap::new();
    for path in sorted(data, "jsonl")? {
        let source = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut rest = Vec::new();
        for line in lines::<OtherLine>(&path)?
            .into_iter()
            .filter(|line| line.lang == lang)
        {
            if known.contains(&line.id) {
                if let Some(post) = labelled.iter_mut().find(|post| post.id == line.id) {
                    post.said = names(&line.label);
                }
                continue;
            }
            match more.get(&line.id) {
                Some(label) if texts.insert(line.text.clone()) => {
                    known.insert(line.id.clone());
                    let (source, label) = (source.clone(), label.clone());
                    labelled.push(Labelled {
                        id: line.id,
                        lang,
                        source,
                        text: line.text,
                        label,
                        said: names(&line.label),
                    });
                }
                _ => rest.push(line),
            }
        }
        rest.retain(|line| !texts.contains(&line.text));
        let rest = rest
            .into_iter()
            .map(|line| Other {
                labels: names(&line.label),
                text: line.text,
            })
            .collect();
        others.insert(source, rest);
    }
    Ok(Corpus {
        labelled,
        gold,
        others,
    })
}

/// Posts by brands themselves: whatever anybody thinks of them, they are calm and no grievance.
const OWN_VOICE: [&str; 2] = ["brand_reply", "brand_post"];

/// Whether a set's label says that a brand wrote the post.
pub(crate) fn is_own_voice(label: &str) -> bool {
    OWN_VOICE.contains(&label)
}

fn names(label: &Value) -> Vec<String> {
    match label {
        Value::String(name) => vec![name.clone()],
        Value::Array(names) => names
            .iter()
            .filter_map(|name| name.as_str().map(String::from))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    }
}

/// The labels kept in the repository: id, intent, anger, signals, topic, address, separated by tabs.
fn more_labels(folder: &Path) -> Result<BTreeMap<String, Label>> {
    let mut labels = BTreeMap::new();
    for path in sorted(folder, "tsv")? {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for (number, line) in text.lines().enumerate() {
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, intent, anger, signals, topic, address] = columns[..] else {
                bail!(
                    "{}:{}: found {} columns, expected 6",
                    path.display(),
                    number + 1,
                    columns.len()
                );
            };
            let label = label(intent, anger, signals, topic, address)
                .with_context(|| format!("{}:{}", path.display(), number + 1))?;
            labels.insert(String::from(id), label);
        }
    }
    Ok(labels)
}

/// Posts written for this project, about trades that the other sets know little of: text, intent, anger, signals,
/// topic, address, separated by tabs.
fn own(lang: Lang) -> Result<Vec<Labelled>> {
    let name = match lang {
        Lang::Fr => "fr",
        Lang::En => "en",
        Lang::Unknown => return Ok(Vec::new()),
    };
    let path = repo::at("shared/model/own")
        .join(name)
        .with_extension("tsv");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut posts = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let place = || format!("{}:{}", path.display(), number + 1);
        let columns: Vec<&str> = line.split('\t').collect();
        let [text, intent, anger, signals, topic, address] = columns[..] else {
            bail!("{}: found {} columns, expected 6", place(), columns.len());
        };
        posts.push(Labelled {
            id: format!("own-{name}-{}", number + 1),
            lang,
            source: String::from(OWN),
            text: String::from(text),
            label: label(intent, anger, signals, topic, address).with_context(place)?,
            said: Vec::new(),
        });
    }
    Ok(posts)
}

/// The source of posts written for this project.
pub(crate) const OWN: &str = "own";

fn label(intent: &str, anger: &str, signals: &str, topic: &str, address: &str) -> Result<Label> {
    let named = |name: &str| Value::String(String::from(name));
    let signals = match signals {
        "-" => Vec::new(),
        names => names
            .split(',')
            .map(|name| Ok(serde_json::from_value(named(name))?))
            .collect::<Result<_>>()?,
    };
    Ok(Label {
        intent: serde_json::from_value(named(intent))?,
        anger: anger.parse()?,
        signals,
        topic: serde_json::from_value(named(topic))?,
        address: serde_json::from_value(named(if address == "-" { "none" } else { address }))?,
    })
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1))
        })
        .collect()
}

fn sorted(folder: &Path, extension: &str) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<_> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    Ok(paths)
}
