//! From what happened over there to events of a case, one key each.
//!
//! Nothing is read and written back: two deliveries at once, in whatever order, lose nothing.

pub(crate) mod batch;
#[cfg(test)]
mod batch_tests;
#[cfg(test)]
mod kept_tests;
mod replies;
#[cfg(test)]
mod tests;

use crate::app::App;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{self, Entry, Freshness, Store, StoreError};
use crate::webhooks::inbound::{Inbound, Inward, family, has_topics, is_topic, topic};
use accalmie_shared::case::{self, CaseEvent, Happened};
use accalmie_shared::policy::Policy;
use accalmie_shared::post::{Post, Venue};
use accalmie_shared::{assess, personal};
pub(crate) use replies::{gather, replies, said};
use std::collections::{BTreeMap, BTreeSet};

/// How long something waits for the post it speaks of, in seconds: longer than platforms send again.
const WAIT: u32 = 7 * crate::SECONDS_A_DAY;

/// The longest text of a post that is read and kept, in bytes: far above any platform's limit. The rest is cut.
const TEXT_LIMIT: usize = 64 * 1024;

/// The longest name that is kept, in bytes.
const NAME_LIMIT: usize = 200;

/// What became of a delivery.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Recorded {
    /// Events written.
    pub(crate) stored: u32,
    /// Things that wait for a post that did not come yet.
    pub(crate) waiting: u32,
    /// Things that are kept whole, and become events in a moment.
    pub(crate) later: u32,
    /// What was written.
    pub(crate) events: Vec<CaseEvent>,
    /// The cases that have new events.
    pub(crate) touched: BTreeSet<CaseId>,
}

/// Writes everything that happened, and answers when it is written.
///
/// # Errors
/// When anything could not be written. The platform sends again then, and the same keys are written again.
pub(crate) async fn record<S: Store>(
    app: &App<S>,
    brand: &Brand,
    inbound: Vec<Inbound>,
) -> Result<Recorded, StoreError> {
    if inbound.is_empty() {
        return Ok(Recorded::default());
    }
    let policy = app.policy(brand).await?;
    let known = look_up(app, brand, &inbound).await?;
    let mut recorded = Recorded::default();
    let mut entries = Vec::with_capacity(2 * inbound.len());
    for happened in inbound {
        let family = family(happened.channel);
        match case_of(brand, &happened, &known) {
            Some(case) => {
                let life = life(&policy);
                if let Inward::Posted {
                    post: Post { id, .. },
                }
                | Inward::Answered { id, .. } = &happened.what
                {
                    let index = Entry::new(keys::post(brand, family, id), case.as_str().to_owned());
                    entries.push(index.living(life));
                }
                if let Inward::Posted { post } = &happened.what
                    && has_topics(post.channel)
                {
                    let key = keys::post(brand, family, &topic(&post.thread));
                    entries.push(Entry::new(key, case.as_str().to_owned()).living(life));
                }
                let event = event_of(app, &policy, happened);
                entries.extend(said(brand, &event));
                entries.push(entry(brand, &case, &event, life));
                recorded.stored += 1;
                recorded.events.push(event);
                recorded.touched.insert(case);
            }
            None => {
                // The brand's own post on its own page concerns no case; an answer or a deletion may have overtaken
                // the post it speaks of.
                if let Some(post) = subject(&happened.what) {
                    let key = keys::waiting_entry(brand, family, post, &name(&happened));
                    entries.push(Entry::new(key, crate::json(&happened)).living(WAIT));
                    recorded.waiting += 1;
                }
            }
        }
    }
    store::put_all(&app.store, entries).await?;
    Ok(recorded)
}

/// How long a brand keeps its cases, in seconds.
pub(crate) fn life(policy: &Policy) -> u32 {
    u32::from(policy.retention.case_days) * crate::SECONDS_A_DAY
}

/// The key of an event: its value always, its metadata too where that is short and nobody's secret.
pub(crate) fn entry(brand: &Brand, case: &CaseId, event: &CaseEvent, life: u32) -> Entry {
    let json = crate::json(event);
    let key = keys::event(brand, case, event.at, &event.id);
    let entry = Entry::new(key, json.clone()).living(life);
    if is_open(event) {
        entry.with_metadata(json)
    } else {
        entry
    }
}

/// Whether an event may stand in metadata: what was said in private, and what colleagues note or give as a reason, may not.
fn is_open(event: &CaseEvent) -> bool {
    match &event.what {
        Happened::PostReceived { post, .. } => post.venue == Venue::Public,
        Happened::ReplySent { reply } => reply.venue == Venue::Public,
        // An edit does not say where the post stands.
        Happened::PostEdited { .. }
        | Happened::Noted { .. }
        | Happened::HandedOff { .. }
        | Happened::HandOffDelivered { .. }
        | Happened::HandOffFailed { .. }
        | Happened::Reopened { .. }
        | Happened::Hidden { .. } => false,
        Happened::PostDeleted { .. }
        | Happened::Claimed
        | Happened::Released
        | Happened::Assigned { .. }
        | Happened::ItemsGiven { .. }
        | Happened::Snoozed { .. }
        | Happened::Woken
        | Happened::Resolved { .. }
        | Happened::Corrected { .. }
        | Happened::Unhidden { .. }
        | Happened::FeedbackGiven { .. } => true,
    }
}

/// The event of a post: read, and in public masked.
pub(crate) fn received<S: Store>(app: &App<S>, policy: &Policy, mut post: Post) -> CaseEvent {
    cut(&mut post.text);
    post.author
        .name
        .truncate(post.author.name.floor_char_boundary(NAME_LIMIT));
    let assessment = assess(&post.text, post.lang, &app.memo.packs);
    if post.venue == Venue::Public {
        // Masking keeps every byte's place, so that the evidence still points at its words.
        post.text = personal::mask(&post.text, &assessment.personal);
    }
    case::received(post, assessment, policy)
}

/// Cuts a text that no platform would have taken.
fn cut(text: &mut String) {
    text.truncate(text.floor_char_boundary(TEXT_LIMIT));
}

fn event_of<S: Store>(app: &App<S>, policy: &Policy, happened: Inbound) -> CaseEvent {
    let at = happened.at;
    match happened.what {
        Inward::Posted { post } => received(app, policy, post),
        Inward::Answered {
            id,
            mut text,
            venue,
            to,
            ..
        } => {
            // Only cut: the numbers in it are the brand's own, and its echo is known by its words.
            cut(&mut text);
            // A topic is where to find the case and no post of it.
            case::echoed(&id, venue, text, to.filter(|to| !is_topic(to)), at)
        }
        Inward::Edited { post, mut text, .. } => {
            cut(&mut text);
            let assessment = assess(&text, None, &app.memo.packs);
            // Where the post stands is not known here; masking a private one too costs little.
            let text = personal::mask(&text, &assessment.personal);
            case::edited(&post, text, assessment, at)
        }
        Inward::Deleted { post, .. } => case::deleted(&post, at),
        Inward::Hidden { post } => CaseEvent {
            id: format!("hide:{post}:{}", at.0),
            at,
            by: case::Actor::Brand,
            what: Happened::Hidden {
                post,
                reason: String::new(),
            },
        },
        Inward::Unhidden { post } => CaseEvent {
            id: format!("unhide:{post}:{}", at.0),
            at,
            by: case::Actor::Brand,
            what: Happened::Unhidden { post },
        },
        Inward::Rated { id, score, .. } => case::feedback_given(&id, score, at),
    }
}

/// The cases of the posts that are spoken of without their author.
pub(crate) async fn look_up<S: Store>(
    app: &App<S>,
    brand: &Brand,
    inbound: &[Inbound],
) -> Result<BTreeMap<String, CaseId>, StoreError> {
    let mut known = BTreeMap::new();
    let mut wanted = Vec::new();
    for happened in inbound {
        let family = family(happened.channel);
        if let Inward::Posted { post } = &happened.what {
            let case = CaseId::of(brand, family, &post.author.id);
            if has_topics(post.channel) {
                let key = keys::post(brand, family, &topic(&post.thread));
                known.insert(key, case.clone());
            }
            known.insert(keys::post(brand, family, &post.id), case);
        } else if let Some(post) = subject(&happened.what) {
            wanted.push(keys::post(brand, family, post));
        }
    }
    wanted.sort();
    wanted.dedup();
    wanted.retain(|key| !known.contains_key(key));
    let found = if let [key] = wanted.as_slice() {
        vec![app.store.get(key, Freshness::Latest).await?]
    } else {
        store::get_all(&app.store, &wanted).await?
    };
    let found = wanted.into_iter().zip(found);
    known.extend(found.filter_map(|(key, case)| Some((key, CaseId::parse(&case?)?))));
    // An answer may be changed or taken back in the delivery that it comes in.
    for happened in inbound {
        if let Inward::Answered { id, .. } = &happened.what
            && let Some(case) = case_of(brand, happened, &known)
        {
            known.insert(keys::post(brand, family(happened.channel), id), case);
        }
    }
    Ok(known)
}

/// The post that something speaks of, where it speaks of another one.
fn subject(what: &Inward) -> Option<&str> {
    match what {
        Inward::Posted { .. } | Inward::Rated { .. } => None,
        Inward::Answered { to, .. } => to.as_deref(),
        Inward::Edited { post, .. }
        | Inward::Deleted { post, .. }
        | Inward::Hidden { post }
        | Inward::Unhidden { post } => Some(post),
    }
}

/// The case that something belongs to: by the post it speaks of, else by the person.
pub(crate) fn case_of(
    brand: &Brand,
    happened: &Inbound,
    known: &BTreeMap<String, CaseId>,
) -> Option<CaseId> {
    let family = family(happened.channel);
    let person = match &happened.what {
        Inward::Posted { post } => return Some(CaseId::of(brand, family, &post.author.id)),
        Inward::Answered { customer, .. } => customer,
        Inward::Edited { author, .. } | Inward::Deleted { author, .. } => author,
        Inward::Rated { author, .. } => return Some(CaseId::of(brand, family, author)),
        Inward::Hidden { .. } | Inward::Unhidden { .. } => &None,
    };
    let by_post =
        subject(&happened.what).and_then(|post| known.get(&keys::post(brand, family, post)));
    match by_post {
        Some(case) => Some(case.clone()),
        None => person
            .as_ref()
            .map(|person| CaseId::of(brand, family, person)),
    }
}

/// A name for something that waits, the same in every redelivery.
fn name(happened: &Inbound) -> String {
    let kind = match &happened.what {
        Inward::Posted { post } => format!("post:{}", post.id),
        Inward::Answered { id, .. } => format!("reply:{id}"),
        Inward::Edited { .. } => "edit".into(),
        Inward::Deleted { .. } => "del".into(),
        Inward::Hidden { .. } => "hide".into(),
        Inward::Unhidden { .. } => "unhide".into(),
        Inward::Rated { id, .. } => format!("rating:{id}"),
    };
    format!("{kind}:{}", happened.at.0)
}
