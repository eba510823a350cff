//! `/v1/suggest` and `/v1/check`: answers to choose from, and what is wrong with a draft. Nothing is kept.

use super::auth::Person;
use super::problem::Problem;
use super::{Call, Outcome, Reply};
use crate::Object;
use crate::app::App;
use crate::cases::load;
use crate::record::{received, replies};
use crate::store::Store;
use crate::store::keys::CaseId;
use accalmie_shared::case::{CaseEvent, echoed, replay};
use accalmie_shared::check::{self, Context};
use accalmie_shared::compose::{self, Choice};
use accalmie_shared::plan::plan;
use accalmie_shared::policy::Policy;
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::reading::{Lang, Register};
use accalmie_shared::units::Timestamp;
use serde::Deserialize;
use serde_json::Value;

/// A thread, as the batch tool takes it.
#[derive(Deserialize)]
struct Thread {
    #[serde(default)]
    id: Value,
    channel: Channel,
    #[serde(default)]
    lang: Option<Lang>,
    posts: Vec<Said>,
    #[serde(default)]
    now: Option<Timestamp>,
    #[serde(default)]
    policy: Option<Value>,
    #[serde(default)]
    recent_replies: Vec<String>,
}

/// One post of a thread.
#[derive(Deserialize)]
struct Said {
    id: String,
    author: Author,
    text: String,
    at: Timestamp,
    #[serde(default)]
    own: bool,
    #[serde(default)]
    private: bool,
    #[serde(default)]
    account: Option<String>,
}

/// What a person chose, over what the thread and the policy propose.
#[derive(Default, Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    register: Option<Register>,
    #[serde(default)]
    lang: Option<Lang>,
    #[serde(default)]
    venue: Option<Venue>,
}

impl Chosen {
    /// The choice, signed by whoever is signed in where the policy knows them.
    pub(crate) fn by(&self, person: &Person, policy: &Policy) -> Choice {
        Choice {
            register: self.register,
            lang: self.lang,
            venue: self.venue,
            signer: policy.person(&person.id).map(|person| person.id.clone()),
            ..Choice::default()
        }
    }

    /// The choice that a query makes: `?register=&lang=&venue=`. What it doesn't know counts as not chosen.
    pub(crate) fn of(call: &Call) -> Self {
        Self {
            register: chosen(call, "register"),
            lang: chosen(call, "lang"),
            venue: chosen(call, "venue"),
        }
    }
}

fn chosen<T: for<'de> Deserialize<'de>>(call: &Call, name: &str) -> Option<T> {
    crate::named(&call.query(name)?)
}

/// `POST /v1/suggest`: the same body and the same answer as one line of the batch tool. Without a policy of its own,
/// the brand's holds.
///
/// 422 for a policy with a wrong value.
pub(crate) async fn suggest<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let thread: Thread = call.json()?;
    let policy = match &thread.policy {
        None => Policy::clone(&*app.policy(&person.brand).await?),
        Some(own) => super::policy::checked(app, own)?,
    };
    let now = thread.now.unwrap_or(app.now);
    let (channel, lang) = (thread.channel, thread.lang);
    let events = thread
        .posts
        .into_iter()
        .map(|said| event(app, &policy, channel, lang, said));
    let case = replay(events);
    let plan = plan(&case, &policy, now, &app.offsets(&policy));
    let (packs, choice) = (&app.memo.packs, Choice::default());
    let suggestions = compose::suggest(
        &case,
        &plan,
        &policy,
        packs,
        &thread.recent_replies,
        now,
        &choice,
    );
    let answer = Object::new().with("id", &thread.id).with("case", &case);
    let answer = answer.with("plan", &plan);
    Ok(Reply::object(200, answer.with("suggestions", &suggestions)))
}

fn event<S: Store>(
    app: &App<S>,
    policy: &Policy,
    channel: Channel,
    lang: Option<Lang>,
    said: Said,
) -> CaseEvent {
    let venue = if said.private {
        Venue::Private
    } else {
        Venue::Public
    };
    if said.own {
        return echoed(&said.id, venue, said.text, None, said.at);
    }
    let post = Post {
        thread: said.author.id.clone(),
        id: said.id,
        parent: None,
        channel,
        venue,
        author: said.author,
        text: said.text,
        lang,
        url: None,
        account: said.account,
        reach: None,
        attachments: Vec::new(),
        at: said.at,
    };
    received(app, policy, post)
}

#[derive(Deserialize)]
struct Draft {
    text: String,
    case: String,
    /// The language of the person who writes; the policy's where they don't say.
    #[serde(default)]
    reader: Option<Lang>,
    #[serde(flatten)]
    chosen: Chosen,
}

/// `POST /v1/check`: what breaks, or would improve, a draft that answers a case.
///
/// 404 for a case that is none.
pub(crate) async fn check<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let draft: Draft = call.json()?;
    let brand = &person.brand;
    let id = CaseId::parse(&draft.case).ok_or_else(Problem::no_such_case)?;
    let events = load(app, brand, &id).await?;
    if events.is_empty() {
        return Err(Problem::no_such_case());
    }
    let policy = app.policy(brand).await?;
    let recent = replies(app, brand).await?;
    let case = replay(events);
    let context = Context {
        case: &case,
        policy: &policy,
        recent: &recent,
        choice: &draft.chosen.by(person, &policy),
        reader: draft.reader.unwrap_or(policy.brand.lang),
        now: app.now,
    };
    let findings = check::check(&draft.text, &context, &app.memo.packs);
    Ok(Reply::object(
        200,
        Object::new().with("findings", &findings),
    ))
}
