//! `DELETE /v1/authors/{author}`: everything that is kept of one person.

use super::auth::Person;
use super::problem::Problem;
use super::{Call, Outcome, Reply};
use crate::app::App;
use crate::cases::load;
use crate::outbox::{
    Status,
    notice::{self, Notice},
};
use crate::record::batch::{self, Left};
use crate::record::said;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{self, Store, StoreError};
use crate::webhooks::inbound::{family, has_topics, topic};
use accalmie_shared::case::{CaseEvent, Happened};
use accalmie_shared::post::Channel;
use futures_util::future::try_join_all;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The most list calls for one author.
const PAGES: usize = 5;

/// So many events one call forgets. With each of them go its post's key and what it said in public or handed off: with
/// what else is read and deleted that stays below the thousand calls that KV takes of an invocation.
const EVENTS: usize = 250;

/// So many of everything else that is the case's own: acts, deliveries on their way, what overtook a post.
const REST: usize = 40;

/// So long, in seconds, no row of the case is taken into the index: twice as long as KV's lists may show what was deleted.
const GONE: u32 = 120;

/// Forgets an author: events, inbox entry, which case their posts went to, and what waits to be recorded or delivered.
/// The brand's own systems are told, where the policy names a target for alerts, once nothing is left.
///
/// 400 without the channel, because ids are only unique on their platform. An author with more than one call may
/// delete is forgotten by calling again: `complete` says whether that is needed.
pub(crate) async fn erase<S: Store>(
    app: &App<S>,
    call: &Call,
    person: &Person,
    author: &str,
) -> Outcome {
    let name = call.query("channel").unwrap_or_default();
    let channel = crate::named(&name).unwrap_or(Channel::Unknown);
    if channel == Channel::Unknown {
        let expected = "the channel that the author wrote on, such as facebook";
        return Err(Problem::new(400, "unexpected value").at("channel", &name, expected));
    }
    let brand = &person.brand;
    let case = CaseId::of(brand, family(channel), author);
    let until = (app.now.0 + i64::from(GONE) * 1000).to_string();
    let gone = keys::gone(case.as_str());
    store::set(&app.store, brand.as_str(), &gone, &until, GONE).await?;
    app.store.unindex(brand, &case).await?;
    let (count, left) = forget(app, brand, family(channel), &case).await?;
    // Whoever derived the case before it was said to be gone may have put it back.
    app.store.unindex(brand, &case).await?;
    if left == Left::Nothing {
        let policy = app.policy(brand).await?;
        let id = format!("author.erased:{}:{}", case.as_str(), app.now.0);
        let notice = Notice {
            once: id.clone(),
            id,
            kind: "author.erased",
            sentence: "erased",
            at: app.now,
            data: json!({"case": case, "channel": channel, "author": author}),
            quiet: notice::REMEMBERED,
        };
        notice::tell(app, brand, &policy, notice).await?;
    }
    let complete = left == Left::Nothing;
    Ok(Reply::json(
        200,
        &json!({"case": case, "events": count, "complete": complete}),
    ))
}

/// Deletes what is kept of a case: so many events, and whether anything is left.
async fn forget<S: Store>(
    app: &App<S>,
    brand: &Brand,
    platform: &str,
    case: &CaseId,
) -> Result<(usize, Left), StoreError> {
    let events = load(app, brand, case).await?;
    let page = store::list_all(&app.store, &keys::events(brand, case), PAGES).await?;
    let mut left = page.cursor.is_some() || page.keys.len() > EVENTS;
    let going = page.keys.into_iter().take(EVENTS).map(|listed| listed.key);
    let going: BTreeSet<String> = going.collect();
    let own = |event: &CaseEvent| {
        let post = post_of(event)?;
        Some((keys::post(brand, platform, post), case.clone()))
    };
    let posts: BTreeMap<String, CaseId> = events.iter().filter_map(own).collect();
    left |= batch::forget(app, brand, case, &posts).await? == Left::More;
    let mut rest = waiting(app, brand, platform, &events).await?;
    rest.extend(on_their_way(app, brand, case).await?);
    let intents = keys::intents(brand, case);
    let intents = app.store.list(&intents, None, 1000).await?;
    rest.extend(intents.keys.into_iter().map(|listed| listed.key));
    left |= rest.len() > REST;
    // Of the events only those that go now: what a later call forgets is found by its own.
    let now = events.iter().filter(|event| {
        let key = keys::event(brand, case, event.at, &event.id);
        going.contains(&key)
    });
    let with_them = now.flat_map(|event| {
        // What was answered may name them.
        let said = said(brand, event).map(|entry| entry.key);
        let handed = matches!(event.what, Happened::HandedOff { .. });
        let handed = handed.then(|| keys::parcel(brand, &event.id));
        let topic = topic_of(event).map(|topic| keys::post(brand, platform, &topic));
        [own(event).map(|(key, _)| key), topic, said, handed]
    });
    let first = with_them.flatten().chain(rest.into_iter().take(REST));
    let first: BTreeSet<String> = first.chain([keys::recent(brand)]).collect();
    let delete = |key: String| async move { app.store.delete(&key).await };
    try_join_all(first.into_iter().map(delete)).await?;
    // The events last: they are what a second try finds the others by.
    let count = going.len();
    try_join_all(going.into_iter().map(delete)).await?;
    app.store.delete(&keys::pack(brand, case)).await?;
    Ok((count, if left { Left::More } else { Left::Nothing }))
}

/// The post that an event brought, of the author or of the brand.
fn post_of(event: &CaseEvent) -> Option<&str> {
    if let Happened::PostReceived { post, .. } = &event.what {
        Some(&post.id)
    } else if let Happened::ReplySent { reply } = &event.what {
        reply.post.as_deref()
    } else {
        None
    }
}

/// The topic that an event's post stands in: an answer there would find the case by it.
fn topic_of(event: &CaseEvent) -> Option<String> {
    let Happened::PostReceived { post, .. } = &event.what else {
        return None;
    };
    has_topics(post.channel).then(|| topic(&post.thread))
}

/// The keys of what overtook one of the case's posts.
async fn waiting<S: Store>(
    app: &App<S>,
    brand: &Brand,
    platform: &str,
    events: &[CaseEvent],
) -> Result<Vec<String>, StoreError> {
    let posts = events.iter().filter_map(post_of);
    let posts: BTreeSet<String> = posts
        .map(|post| keys::waiting_for(brand, platform, post))
        .collect();
    let page = store::list_all(&app.store, &keys::waiting(brand), PAGES).await?;
    let waiting = page.keys.into_iter().map(|listed| listed.key);
    let theirs = |key: &String| {
        let post = key.rfind('/').and_then(|end| key.get(..=end));
        post.is_some_and(|post| posts.contains(post))
    };
    Ok(waiting.filter(theirs).collect())
}

/// The keys of the case's deliveries that are on their way, or were given up.
async fn on_their_way<S: Store>(
    app: &App<S>,
    brand: &Brand,
    case: &CaseId,
) -> Result<Vec<String>, StoreError> {
    let mut theirs = Vec::new();
    for prefix in [keys::parcels(brand), keys::all_given_up(brand)] {
        let page = store::list_all(&app.store, &prefix, PAGES).await?;
        theirs.extend(page.keys.into_iter().filter_map(|listed| {
            let status: Status = serde_json::from_str(listed.metadata?.get()).ok()?;
            (status.case == case.as_str()).then_some(listed.key)
        }));
    }
    Ok(theirs)
}

#[cfg(test)]
mod tests;
