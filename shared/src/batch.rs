//! A whole thread in one piece of JSON: what `cargo xtask suggest` reads line by line, and `POST /v1/suggest` as a body.

use crate::assess;
use crate::case::{Case, CaseEvent, echoed, received, replay};
use crate::compose::{Choice, suggest};
use crate::hours::Offsets;
use crate::json::{self, written};
use crate::packs::Packs;
use crate::personal::mask;
use crate::plan::{Plan, plan};
use crate::policy::{Policy, Problem, parse, standard};
use crate::post::{Author, Channel, Post, Venue};
use crate::reading::Lang;
use crate::reply::Suggestion;
use crate::units::Timestamp;
use crate::words::{self, Tongue};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A thread, and the moment it is looked at.
#[derive(Clone, Debug, Deserialize)]
pub struct Request {
    /// Comes back in the answer.
    pub id: Value,
    /// Where the thread stands.
    pub channel: Channel,
    /// The language, where it is known.
    #[serde(default)]
    pub lang: Option<Lang>,
    /// The posts, in any order.
    pub posts: Vec<BatchPost>,
    /// Now.
    pub now: Timestamp,
    /// What differs from the default policy, as in a policy file.
    #[serde(default)]
    pub policy: Option<Value>,
    /// The brand's recent replies on the page, oldest first; answers are kept unlike them.
    #[serde(default)]
    pub recent_replies: Vec<String>,
}

/// One post of the thread.
#[derive(Clone, Debug, Deserialize)]
pub struct BatchPost {
    /// The platform's id.
    pub id: String,
    /// Who wrote it.
    pub author: BatchAuthor,
    /// What it says.
    pub text: String,
    /// When it was made.
    pub at: Timestamp,
    /// Whether the brand wrote it.
    #[serde(default)]
    pub own: bool,
    /// Whether only author and brand can read it; on a channel where nobody else can, it need not be said.
    #[serde(default)]
    pub private: bool,
    /// The brand's account it was addressed to.
    #[serde(default)]
    pub account: Option<String>,
    /// How many may see it.
    #[serde(default)]
    pub reach: Option<u32>,
}

/// Who wrote a post.
#[derive(Clone, Debug, Deserialize)]
pub struct BatchAuthor {
    /// The platform's id.
    pub id: String,
    /// Display name.
    #[serde(default)]
    pub name: String,
}

/// What the core makes of a thread.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// The request's id.
    pub id: Value,
    /// The fold of the posts.
    pub case: Case,
    /// The next step; its reasons carry their words.
    pub plan: Value,
    /// The answers to choose from, the best first.
    pub suggestions: Vec<Suggestion>,
}

/// Reads a request.
///
/// # Errors
/// Every wrong value with its path, what was found and what was expected.
pub fn read(text: &str) -> Result<Request, Vec<Problem>> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| vec![Problem::new("", error.to_string(), "a JSON object")])?;
    let channel = value
        .get("channel")
        .and_then(Value::as_str)
        .map(String::from);
    let request: Request = json::read(text)
        .map_err(|wrong| vec![Problem::of(&written(&wrong.path), &wrong.sentence)])?;
    if request.channel == Channel::Unknown {
        return Err(vec![Problem::new(
            "channel",
            channel.unwrap_or_default(),
            "a known channel",
        )]);
    }
    if !request.posts.iter().any(|post| !post.own) {
        return Err(vec![Problem::new(
            "posts",
            "no post of a customer",
            "at least one",
        )]);
    }
    Ok(request)
}

/// Reads the thread of a request, keeps its case, plans and composes. `offsets` are those of a time zone around now.
///
/// # Errors
/// What is wrong in the request's policy, with paths from `policy` on.
pub fn answer(
    request: Request,
    packs: &Packs,
    offsets: impl FnOnce(&str, Timestamp) -> Option<Offsets>,
) -> Result<Answer, Vec<Problem>> {
    let policy = policy(request.policy.as_ref())?;
    let Some(offsets) = offsets(&policy.time_zone, request.now) else {
        let expected = "the IANA name of a time zone, as in `Europe/Paris`";
        return Err(vec![Problem::new(
            "policy.time_zone",
            policy.time_zone,
            expected,
        )]);
    };
    let case = replay(events(&request, &policy, packs));
    let plan = plan(&case, &policy, request.now, &offsets);
    let suggestions = suggest(
        &case,
        &plan,
        &policy,
        packs,
        &request.recent_replies,
        request.now,
        &Choice::default(),
    );
    let lang = case
        .turns
        .iter()
        .rev()
        .find_map(|turn| turn.assessment().map(|read| read.lang));
    let tongue = Tongue {
        lang: lang.unwrap_or(policy.brand.lang),
        offsets: &offsets,
    };
    Ok(Answer {
        id: request.id,
        plan: with_words(&plan, tongue),
        case,
        suggestions,
    })
}

fn policy(own: Option<&Value>) -> Result<Policy, Vec<Problem>> {
    match own {
        None | Some(Value::Null) => Ok(standard()),
        Some(own) => parse(&own.to_string()).map_err(|problems| {
            let under = |path: String| match path.as_str() {
                "" => String::from("policy"),
                path => format!("policy.{path}"),
            };
            problems
                .into_iter()
                .map(|one| Problem {
                    path: under(one.path),
                    ..one
                })
                .collect()
        }),
    }
}

fn events(request: &Request, policy: &Policy, packs: &Packs) -> Vec<CaseEvent> {
    let event = |post: &BatchPost| {
        let venue = if post.private || request.channel.is_private() {
            Venue::Private
        } else {
            Venue::Public
        };
        if post.own {
            return echoed(&post.id, venue, post.text.clone(), None, post.at);
        }
        let assessment = assess(&post.text, request.lang, packs);
        let text = match venue {
            Venue::Public => mask(&post.text, &assessment.personal),
            Venue::Private => post.text.clone(),
        };
        let post = Post {
            id: post.id.clone(),
            thread: String::new(),
            parent: None,
            channel: request.channel,
            venue,
            author: Author {
                id: post.author.id.clone(),
                name: post.author.name.clone(),
                handle: None,
                bio: None,
                url: None,
            },
            text,
            lang: request.lang,
            url: None,
            account: post.account.clone(),
            reach: post.reach,
            attachments: Vec::new(),
            at: post.at,
        };
        received(post, assessment, policy)
    };
    request.posts.iter().map(event).collect()
}

/// The plan as it goes over the wire, each reason with its sentence.
fn with_words(plan: &Plan, tongue: Tongue<'_>) -> Value {
    let mut value = json!(plan);
    let reasons = value.get_mut("because").and_then(Value::as_array_mut);
    for (shown, reason) in reasons.into_iter().flatten().zip(&plan.because) {
        if let Some(object) = shown.as_object_mut() {
            object.insert("words".into(), words::reason(reason, tongue).into());
        }
    }
    value
}
