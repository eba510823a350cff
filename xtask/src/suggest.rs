//! `cargo xtask suggest`: reads threads as JSON Lines, writes the case, its plan and the answers to choose from.

use accalmie_shared::assess;
use accalmie_shared::case::{CaseEvent, echoed, received, replay};
use accalmie_shared::compose::{self, Choice};
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::personal;
use accalmie_shared::plan::plan;
use accalmie_shared::policy::{self, Policy};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::reading::Lang;
use accalmie_shared::reply::Suggestion;
use accalmie_shared::units::Timestamp;
use anyhow::{Result, anyhow, bail};
use pico_args::Arguments;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};

/// What the help says.
pub(crate) const HELP: &str = "read threads {\"id\",\"channel\",\"lang\"?,\"posts\":[{\"id\",\"author\":{\"id\",\"name\"},\"text\",\"at\",\"own\",\"private\"?}],\"now\",\"policy\"?,\"recent_replies\"?}\nas JSON Lines from standard input, write case, plan and suggestions to standard output";

#[derive(Deserialize)]
struct Input {
    id: Value,
    channel: Channel,
    lang: Option<Lang>,
    posts: Vec<InputPost>,
    now: Timestamp,
    /// What differs from the default policy.
    policy: Option<Value>,
    #[serde(default)]
    recent_replies: Vec<String>,
}

#[derive(Deserialize)]
struct InputPost {
    id: String,
    author: InputAuthor,
    text: String,
    at: Timestamp,
    #[serde(default)]
    own: bool,
    #[serde(default)]
    private: bool,
    account: Option<String>,
}

#[derive(Deserialize)]
struct InputAuthor {
    id: String,
    #[serde(default)]
    name: String,
}

/// Answers every line it can read. Lines it cannot read are named on standard error, and make the whole fail at the end.
pub(crate) fn main(arguments: Arguments) -> Result<()> {
    crate::no_more(arguments)?;
    let packs = Packs::embedded();
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut refused = 0u64;
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        match answer(&line, &packs) {
            Ok(answer) => writeln!(output, "{answer}")?,
            Err(error) => {
                refused += 1;
                eprintln!("line {}: {error:#}", number + 1);
            }
        }
    }
    output.flush()?;
    if refused > 0 {
        bail!("{refused} lines could not be read");
    }
    Ok(())
}

fn answer(line: &str, packs: &Packs) -> Result<Value> {
    let input: Input = serde_json::from_str(line)?;
    let policy = read_policy(input.policy.as_ref())?;
    let events = input
        .posts
        .into_iter()
        .map(|post| event(post, input.channel, input.lang, &policy, packs));
    let case = replay(events);
    // The batch tool has no table of time zones: the hours of the policy are read in UTC.
    let plan = plan(&case, &policy, input.now, &Offsets::fixed(0));
    let choice = Choice::default();
    let suggestions = compose::suggest(
        &case,
        &plan,
        &policy,
        packs,
        &input.recent_replies,
        input.now,
        &choice,
    );
    let suggestions: Vec<Value> = suggestions.iter().map(shown).collect();
    Ok(json!({
        "id": input.id,
        "case": case,
        "plan": {"step": plan.step, "owner": plan.owner, "due": plan.due, "because": plan.because},
        "suggestions": suggestions,
    }))
}

fn read_policy(own: Option<&Value>) -> Result<Policy> {
    let Some(own) = own else {
        return Ok(policy::standard());
    };
    policy::parse(&own.to_string()).map_err(|problems| {
        let told: Vec<String> = problems
            .iter()
            .map(|problem| {
                format!(
                    "policy {}: found {}, expected {}",
                    problem.path, problem.found, problem.expected
                )
            })
            .collect();
        anyhow!(told.join("; "))
    })
}

fn event(
    post: InputPost,
    channel: Channel,
    lang: Option<Lang>,
    policy: &Policy,
    packs: &Packs,
) -> CaseEvent {
    let venue = if post.private {
        Venue::Private
    } else {
        Venue::Public
    };
    if post.own {
        return echoed(&post.id, venue, post.text, None, post.at);
    }
    let assessment = assess(&post.text, lang, packs);
    let text = match venue {
        Venue::Public => personal::mask(&post.text, &assessment.personal),
        Venue::Private => post.text,
    };
    let post = Post {
        thread: post.author.id.clone(),
        id: post.id,
        parent: None,
        channel,
        venue,
        author: Author {
            id: post.author.id,
            name: post.author.name,
            handle: None,
            bio: None,
            url: None,
        },
        text,
        lang,
        url: None,
        account: post.account,
        reach: None,
        attachments: Vec::new(),
        at: post.at,
    };
    received(post, assessment, policy)
}

fn shown(suggestion: &Suggestion) -> Value {
    json!({
        "text": suggestion.text, "parts": suggestion.parts, "moves": suggestion.moves, "asks": suggestion.asks,
        "venue": suggestion.venue, "register": suggestion.register, "length": suggestion.length,
        "limit": suggestion.limit, "score": suggestion.score, "scores": suggestion.scores, "gates": suggestion.gates,
    })
}
