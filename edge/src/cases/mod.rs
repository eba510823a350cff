//! Cases as they are kept: their events, and what can be derived from them.

pub(crate) mod inbox;
#[cfg(test)]
mod tests;

use crate::app::App;
use crate::record;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{self, BULK, Entry, Freshness, Store, StoreError};
use accalmie_shared::case::{CaseEvent, Happened};
use accalmie_shared::sorted::Map;
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// The most list calls for one case: five thousand events.
const PAGES: usize = 5;

/// So many new events that no list shows are packed anew: half of what one bulk read takes.
const REPACK: usize = BULK / 2;

/// A case as it is kept.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// The events, in the order of their keys: by time.
    pub(crate) events: Vec<CaseEvent>,
    /// Those among them that stand in the store with the words of a removed post.
    scrubbed: Vec<CaseEvent>,
    /// Those that no list shows, private or long: the end of the key, and the event as it is written.
    apart: Map<String, Box<RawValue>>,
    /// How many of these are in no pack yet.
    loose: usize,
}

/// The events of a case, in the order of their keys: by time. None for a case that never was.
pub(crate) async fn load<S: Store>(
    app: &App<S>,
    brand: &Brand,
    case: &CaseId,
) -> Result<Vec<CaseEvent>, StoreError> {
    Ok(read(app, brand, case).await?.events)
}

/// Reads a case: three calls, where it has at most a thousand events; two where the pack was read ahead.
///
/// 1. A list: every key, and the events that are short and public.
/// 2. Of the others, where they are more than one bulk read takes, the pack.
/// 3. A bulk read of those that are in no pack yet.
///
/// An event that this version can't read is left out: a newer version wrote it and will read it again.
pub(crate) async fn read<S: Store>(
    app: &App<S>,
    brand: &Brand,
    case: &CaseId,
) -> Result<Kept, StoreError> {
    let store = &app.store;
    let prefix = keys::events(brand, case);
    let page = store::list_all(store, &prefix, PAGES).await?;
    let mut events: Vec<Option<CaseEvent>> = Vec::with_capacity(page.keys.len());
    let mut missing: Vec<(usize, String)> = Vec::new();
    for listed in page.keys {
        let event = listed
            .metadata
            .and_then(|json| serde_json::from_str(json.get()).ok());
        if event.is_none() {
            missing.push((events.len(), listed.key));
        }
        events.push(event);
    }
    let mut packed: Map<String, Option<Box<RawValue>>> = Map::new();
    if missing.len() > BULK {
        let pack = app.get(&keys::pack(brand, case), Freshness::Latest).await?;
        packed = pack
            .and_then(|json| serde_json::from_str(&json).ok())
            .unwrap_or_default();
    }
    let mut apart = Map::new();
    let mut wanted: Vec<(usize, String)> = Vec::new();
    for (place, key) in missing {
        let end = key.get(prefix.len()..).unwrap_or_default();
        match packed.get_mut(end).and_then(Option::take) {
            Some(json) => {
                events[place] = serde_json::from_str(json.get()).ok();
                apart.insert(end.to_owned(), json);
            }
            None => wanted.push((place, key)),
        }
    }
    let (places, wanted): (Vec<usize>, Vec<String>) = wanted.into_iter().unzip();
    let found = store::get_all(store, &wanted).await?;
    let loose = found.iter().flatten().count();
    for ((place, key), json) in places.into_iter().zip(wanted).zip(found) {
        let json = json.and_then(|json| RawValue::from_string(json).ok());
        if let Some(json) = json {
            events[place] = serde_json::from_str(json.get()).ok();
            let end = key.get(prefix.len()..).unwrap_or_default();
            apart.insert(end.to_owned(), json);
        }
    }
    let mut events: Vec<CaseEvent> = events.into_iter().flatten().collect();
    let removed = removed(&events);
    let mut scrubbed = Vec::new();
    for event in &mut events {
        if scrub(event, &removed) {
            scrubbed.push(event.clone());
        }
    }
    Ok(Kept {
        events,
        scrubbed,
        apart,
        loose,
    })
}

impl Kept {
    /// Whether [`pack`] or [`forget_removed`] has something to do.
    pub(crate) fn is_untidy(&self) -> bool {
        !self.scrubbed.is_empty() || self.is_loose()
    }

    /// Whether one bulk read will soon no longer take those that are in no pack.
    fn is_loose(&self) -> bool {
        self.apart.len() > BULK && self.loose >= REPACK
    }
}

/// Puts the events that no list shows together under one key, where one bulk read no longer takes those that are in no
/// pack. The pack is derived: an event counts because its own key is there, and the pack only saves the way to it.
pub(crate) async fn pack(
    store: &impl Store,
    brand: &Brand,
    case: &CaseId,
    kept: &Kept,
    life: u32,
) -> Result<(), StoreError> {
    // Words that are just being forgotten may still be among what was read: the next time packs.
    if !kept.is_loose() || !kept.scrubbed.is_empty() {
        return Ok(());
    }
    let pack = Entry::new(keys::pack(brand, case), crate::json(&kept.apart));
    store.put(pack.living(life)).await
}

/// Forgets the words of posts that were removed, wherever in the events they stand. The fact that there was a post
/// remains. Removal and post may have come in either order, so this looks at the whole case.
pub(crate) async fn forget_removed(
    store: &impl Store,
    brand: &Brand,
    case: &CaseId,
    kept: &Kept,
    life: u32,
) -> Result<(), StoreError> {
    if kept.scrubbed.is_empty() {
        return Ok(());
    }
    let scrubbed = kept.scrubbed.iter();
    let entries = scrubbed.map(|event| record::entry(brand, case, event, life));
    store::put_all(store, entries.collect()).await?;
    store.delete(&keys::pack(brand, case)).await
}

/// The posts that were removed.
fn removed(events: &[CaseEvent]) -> BTreeSet<String> {
    let removed = events.iter().filter_map(|event| {
        if let Happened::PostDeleted { post } = &event.what {
            Some(post.clone())
        } else {
            None
        }
    });
    removed.collect()
}

/// Takes the words of a removed post out of an event; says whether there were any.
fn scrub(event: &mut CaseEvent, removed: &BTreeSet<String>) -> bool {
    let (id, text, assessment) = if let Happened::PostReceived {
        post, assessment, ..
    } = &mut event.what
    {
        (&post.id, &mut post.text, assessment)
    } else if let Happened::PostEdited {
        post,
        text,
        assessment,
    } = &mut event.what
    {
        (&*post, text, assessment)
    } else {
        return false;
    };
    if text.is_empty() || !removed.contains(id) {
        return false;
    }
    text.clear();
    assessment.signals.clear();
    assessment.personal.clear();
    true
}
