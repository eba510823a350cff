//! The brand's last public replies, for not repeating them.
//!
//! Each stands under a key of its own as soon as it is known, so that no two are in one another's way. Together they
//! stand under one more key, which is derived and saves the list to whoever reads a case.

use crate::app::App;
use crate::store::keys::{self, Brand};
use crate::store::{self, Entry, Freshness, Store, StoreError};
use accalmie_shared::case::{CaseEvent, Happened};
use accalmie_shared::post::Venue;
use accalmie_shared::units::Timestamp;
use std::collections::BTreeMap;

/// So many are remembered.
const REPLIES: u16 = 20;

/// How long a reply counts as recent, in seconds.
const RECENT: u32 = 14 * crate::SECONDS_A_DAY;

/// Replies by the end of their keys: the newest first.
type Replies = BTreeMap<String, String>;

/// The entry that remembers a public reply, where the event is one that fits the metadata.
pub(crate) fn said(brand: &Brand, event: &CaseEvent) -> Option<Entry> {
    let text = public(event)?;
    let key = keys::said(brand, event.at, &event.id);
    Some(
        Entry::new(key, String::new())
            .with_metadata(crate::json(&text))
            .living(RECENT),
    )
}

/// The words of a public reply, where the event is one.
fn public(event: &CaseEvent) -> Option<&str> {
    if let Happened::ReplySent { reply } = &event.what
        && reply.venue == Venue::Public
    {
        Some(&reply.text)
    } else {
        None
    }
}

/// The last public replies, the newest first.
pub(crate) async fn replies<S: Store>(
    app: &App<S>,
    brand: &Brand,
) -> Result<Vec<String>, StoreError> {
    let together = app.get(&keys::recent(brand), Freshness::Latest).await?;
    let replies = match together.and_then(|json| serde_json::from_str(&json).ok()) {
        Some(replies) => replies,
        None => list(app, brand).await?,
    };
    Ok(replies.into_values().collect())
}

/// Puts the last replies together anew where these events hold one that is not among them, or where that was not
/// looked at for a while. Where two do it at once, the next reply mends what one of them missed.
pub(crate) async fn gather<S: Store>(
    app: &App<S>,
    brand: &Brand,
    events: &[CaseEvent],
) -> Result<(), StoreError> {
    let (prefix, key) = (keys::all_said(brand), keys::recent(brand));
    let oldest = Timestamp(app.now.0 - i64::from(RECENT) * 1000);
    let own = events.iter().filter(|event| event.at > oldest);
    let own = newest(own.filter_map(|event| {
        let key = keys::said(brand, event.at, &event.id);
        Some((
            key.strip_prefix(&prefix)?.to_owned(),
            public(event)?.to_owned(),
        ))
    }));
    if own.is_empty() && !app.memo.notes(&key, app.now) {
        return Ok(());
    }
    let kept = app.store.get(&key, Freshness::Latest).await?;
    let kept: Option<Replies> = kept.and_then(|json| serde_json::from_str(&json).ok());
    let is_known = |kept: &Replies| {
        let full = kept.len() >= usize::from(REPLIES);
        let last = kept.keys().next_back().filter(|_| full);
        own.keys()
            .all(|end| kept.contains_key(end) || last.is_some_and(|last| end > last))
    };
    if kept.is_some_and(|kept| is_known(&kept)) {
        return Ok(());
    }
    // A list may be a minute old: what is known here is newer, and what was erased meanwhile has no key any more.
    let all = newest(list(app, brand).await?.into_iter().chain(own));
    let there: Vec<String> = all.keys().map(|end| format!("{prefix}{end}")).collect();
    let there = store::get_all(&app.store, &there).await?;
    let all = all.into_iter().zip(there);
    let all: Replies = all
        .filter_map(|(reply, there)| there.map(|_| reply))
        .collect();
    app.store
        .put(Entry::new(key, crate::json(&all)).living(RECENT))
        .await
}

/// The replies as their own keys tell.
async fn list<S: Store>(app: &App<S>, brand: &Brand) -> Result<Replies, StoreError> {
    let prefix = keys::all_said(brand);
    let page = app.store.list(&prefix, None, REPLIES).await?;
    let replies = page.keys.into_iter().filter_map(|listed| {
        let text = serde_json::from_str(listed.metadata?.get()).ok()?;
        Some((listed.key.get(prefix.len()..)?.to_owned(), text))
    });
    Ok(replies.collect())
}

/// The newest of some replies.
fn newest(replies: impl Iterator<Item = (String, String)>) -> Replies {
    let all: Replies = replies.collect();
    all.into_iter().take(usize::from(REPLIES)).collect()
}
