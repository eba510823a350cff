//! `cargo xtask suggest --check DIR`: many answers to real posts, and what is wrong with them.

use super::draw::{Draw, NOW, Post, policy, thread};
use super::offsets;
use accalmie_shared::batch::{self, Answer};
use accalmie_shared::check::{Context, check};
use accalmie_shared::compose::Choice;
use accalmie_shared::fit;
use accalmie_shared::packs::Packs;
use accalmie_shared::policy::{parse, standard};
use accalmie_shared::reading::Lang;
use accalmie_shared::reply::{Rule, Suggestion};
use accalmie_shared::similarity::likeness;
use accalmie_shared::units::{Permille, Timestamp};
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Posts drawn for the check of gates and lists.
const POSTS: usize = 1000;
/// Complaints of one topic whose answers are compared sentence by sentence.
const COMPLAINTS: usize = 100;
/// Fewer complaints of a topic say nothing.
const FEWEST: usize = 20;
/// Two answers of one list that share more are near-copies.
const NEAR_COPY: Permille = Permille(600);
/// Scores a good answer earns.
const GOOD: u8 = 6;
/// The brand's last replies that an answer must differ from.
const RECENT: usize = 10;
/// Words that open an answer: they may come back.
const GREETINGS: [&str; 8] = [
    "bonjour", "hello", "hi", "salut", "coucou", "hey", "dear", "good",
];

/// Reads the folder, checks 1,000 posts, then 100 complaints of each topic.
///
/// # Errors
/// When there is no post in the folder, or an answer breaks a rule.
pub(super) fn run(folder: &Path, seed: u64) -> Result<()> {
    let packs = Packs::embedded();
    let files = files(folder)?;
    if files.is_empty() {
        bail!("found no post in {}, expected JSON Lines", folder.display());
    }
    let wrong = many(&files, seed, &packs)?;
    let labelled: Vec<&Post> = files
        .iter()
        .flatten()
        .filter(|post| post.intent.as_deref() == Some("complaint"))
        .collect();
    for lang in [Lang::Fr, Lang::En] {
        alike(&labelled, lang, &packs)?;
    }
    if wrong > 0 {
        bail!("{wrong} answers or lists break a rule");
    }
    Ok(())
}

/// The posts of every file of a folder; what brands wrote themselves is left out.
fn files(folder: &Path) -> Result<Vec<Vec<Post>>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            paths.extend(fs::read_dir(&path)?.flatten().map(|entry| entry.path()));
        } else {
            paths.push(path);
        }
    }
    paths.retain(|path| path.extension().is_some_and(|end| end == "jsonl"));
    paths.sort();
    let own = |post: &Post| {
        let label = post.label.as_ref().and_then(Value::as_str);
        matches!(label, Some("brand_reply" | "brand_post"))
    };
    let mut all = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let posts: Vec<Post> = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .filter(|post: &Post| !own(post) && !post.text.trim().is_empty())
            .collect();
        if !posts.is_empty() {
            all.push(posts);
        }
    }
    Ok(all)
}

/// What is counted over many answers.
#[derive(Default)]
struct Tally {
    suggestions: usize,
    good: usize,
    gates: Vec<String>,
    unanswered: Vec<String>,
    copies: Vec<String>,
    few: usize,
    lists: usize,
}

/// Random policies and threads: gates, lists and scores.
fn many(files: &[Vec<Post>], seed: u64, packs: &Packs) -> Result<usize> {
    let mut draw = Draw::new(seed);
    let mut tally = Tally::default();
    let mut recent: Vec<String> = Vec::new();
    for number in 0..POSTS {
        let posts = &files[number % files.len()];
        let own_policy = policy(&mut draw);
        let request = thread(number, posts, &own_policy, &recent, &mut draw);
        let answer = answered(&request, packs)?;
        look(&answer, &request, &own_policy, &recent, packs, &mut tally)?;
        if let Some(first) = answer.suggestions.first() {
            recent.push(first.text.clone());
            recent.drain(..recent.len().saturating_sub(RECENT));
        }
    }
    let share = |part: usize, whole: usize| part as f64 * 100.0 / whole.max(1) as f64;
    println!(
        "{POSTS} posts, seed {seed}: {} answers in {} lists",
        tally.suggestions, tally.lists
    );
    println!(
        "  answers that fail a gate             {:>6}",
        tally.gates.len()
    );
    println!(
        "  posts that need an answer and have none {:>3}",
        tally.unanswered.len()
    );
    println!(
        "  near-copies in one list              {:>6}",
        tally.copies.len()
    );
    println!("  lists of fewer than three            {:>6}", tally.few);
    println!(
        "  answers with {GOOD} of 8 scores or more   {:>6.1} %",
        share(tally.good, tally.suggestions)
    );
    for (what, found) in [
        ("fails a gate", &tally.gates),
        ("has no answer", &tally.unanswered),
        ("near-copy", &tally.copies),
    ] {
        for one in found.iter().take(5) {
            println!("  {what}: {one}");
        }
    }
    Ok(tally.gates.len() + tally.unanswered.len() + tally.copies.len())
}

fn answered(request: &Value, packs: &Packs) -> Result<Answer> {
    let request = batch::read(&request.to_string());
    let request = request.map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    batch::answer(request, packs, offsets).map_err(|problems| anyhow::anyhow!("{problems:?}"))
}

fn look(
    answer: &Answer,
    request: &Value,
    own_policy: &Value,
    recent: &[String],
    packs: &Packs,
    tally: &mut Tally,
) -> Result<()> {
    let policy =
        parse(&own_policy.to_string()).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let step = answer.plan["step"].as_str().unwrap_or_default();
    let silent = matches!(step, "wait" | "nothing" | "leave" | "hide");
    if !silent && answer.suggestions.is_empty() {
        tally
            .unanswered
            .push(format!("{step}: {}", request["posts"]));
    }
    if answer.suggestions.is_empty() {
        return Ok(());
    }
    tally.lists += 1;
    tally.few += usize::from(answer.suggestions.len() < 3);
    let context = Context {
        case: &answer.case,
        policy: &policy,
        recent,
        choice: &Choice::default(),
        reader: Lang::En,
        now: Timestamp(request["now"].as_i64().unwrap_or_default()),
    };
    for (place, one) in answer.suggestions.iter().enumerate() {
        tally.suggestions += 1;
        tally.good += usize::from(one.score >= GOOD);
        let gate = check(&one.text, &context, packs)
            .into_iter()
            .find(|finding| !matches!(finding.rule, Rule::Score(_)));
        if let Some(gate) = gate {
            tally.gates.push(format!("{} {:?}", gate.message, one.text));
        }
        let copy = |other: &&Suggestion| likeness(&one.text, &other.text) >= NEAR_COPY;
        if let Some(other) = answer.suggestions[..place].iter().find(copy) {
            tally
                .copies
                .push(format!("{:?} {:?}", one.text, other.text));
        }
    }
    Ok(())
}

/// The most-used sentence over the first answers to complaints of one topic, topic by topic.
fn alike(posts: &[&Post], lang: Lang, packs: &Packs) -> Result<()> {
    let mut topics: BTreeMap<&str, Vec<&Post>> = BTreeMap::new();
    for post in posts.iter().filter(|post| post.lang == Some(lang)) {
        let topic = post.topic.as_deref().unwrap_or("none");
        topics.entry(topic).or_default().push(post);
    }
    println!("\nmost-used sentence, {lang:?} (policy: the default)");
    for (topic, posts) in topics.iter().filter(|(_, posts)| posts.len() >= FEWEST) {
        let mut said: BTreeMap<String, usize> = BTreeMap::new();
        let mut recent: Vec<String> = Vec::new();
        let posts: Vec<_> = posts.iter().take(COMPLAINTS).collect();
        for (number, post) in posts.iter().enumerate() {
            let request = json!({
                "id": number, "channel": "facebook", "lang": lang, "now": NOW, "recent_replies": recent,
                "posts": [{"id": format!("{topic}{number}"), "author": {"id": format!("a{number}"), "name": ""},
                           "text": post.text, "at": NOW - 60_000}],
            });
            let answer = answered(&request, packs)?;
            let Some(first) = answer.suggestions.first() else {
                continue;
            };
            for sentence in sentences(&first.text) {
                *said.entry(sentence).or_default() += 1;
            }
            recent.push(first.text.clone());
            recent.drain(..recent.len().saturating_sub(RECENT));
        }
        let most = said.iter().max_by_key(|(_, times)| **times);
        if let Some((sentence, times)) = most {
            println!(
                "  {topic:<13} {:>3} posts  {times:>3} × {sentence}",
                posts.len()
            );
        }
    }
    Ok(())
}

/// The sentences of an answer in small letters, without greeting and signature.
fn sentences(text: &str) -> Vec<String> {
    let sign = standard().people.first().map(|person| person.name.clone());
    let mut found = Vec::new();
    for span in fit::sentences(text) {
        let sentence = span.of(text).trim().to_lowercase();
        let first = sentence.split([' ', ',']).next().unwrap_or_default();
        let rest = match sentence.split_once(", ") {
            Some((_, rest)) if GREETINGS.contains(&first) => rest.to_owned(),
            Some(_) | None => sentence,
        };
        let signs = sign
            .as_ref()
            .is_some_and(|sign| rest == sign.to_lowercase());
        if !signs {
            found.push(rest);
        }
    }
    found
}
