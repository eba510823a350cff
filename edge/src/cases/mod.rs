//! Cases as they are kept: their events, and what can be derived from them.

pub(crate) mod inbox;

use crate::record;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{self, Store, StoreError};
use accalmie_shared::case::{CaseEvent, Happened};
use std::collections::BTreeSet;

/// The most list calls for one case: five thousand events.
const PAGES: usize = 5;

/// The events of a case, in the order of their keys: by time. None for a case that never was.
///
/// One list for the short public ones, and a bulk read a hundred of the others. An event that this version can't
/// read is left out: a newer version wrote it and will read it again.
pub(crate) async fn load(
    store: &impl Store,
    brand: &Brand,
    case: &CaseId,
) -> Result<Vec<CaseEvent>, StoreError> {
    let page = store::list_all(store, &keys::events(brand, case), PAGES).await?;
    let mut events: Vec<Option<CaseEvent>> = Vec::with_capacity(page.keys.len());
    let mut missing = Vec::new();
    for listed in page.keys {
        let event = listed
            .metadata
            .and_then(|json| serde_json::from_str(json.get()).ok());
        if event.is_none() {
            missing.push((events.len(), listed.key));
        }
        events.push(event);
    }
    let (places, wanted): (Vec<usize>, Vec<String>) = missing.into_iter().unzip();
    let found = store::get_all(store, &wanted).await?;
    for (place, json) in places.into_iter().zip(found) {
        events[place] = json.and_then(|json| serde_json::from_str(&json).ok());
    }
    Ok(events.into_iter().flatten().collect())
}

/// Forgets the words of posts that were removed, wherever in the events they stand. The fact that there was a post
/// remains. Removal and post may have come in either order, so this looks at the whole case.
pub(crate) async fn forget_removed(
    store: &impl Store,
    brand: &Brand,
    case: &CaseId,
    events: &[CaseEvent],
    life: u32,
) -> Result<(), StoreError> {
    let removed: BTreeSet<&str> = events
        .iter()
        .filter_map(|event| {
            if let Happened::PostDeleted { post } = &event.what {
                Some(post.as_str())
            } else {
                None
            }
        })
        .collect();
    if removed.is_empty() {
        return Ok(());
    }
    let scrubbed = events.iter().filter_map(|event| scrub(event, &removed));
    let entries = scrubbed.map(|event| record::entry(brand, case, &event, life));
    store::put_all(store, entries.collect()).await
}

/// The event without the words of a removed post; none where it has none of them.
fn scrub(event: &CaseEvent, removed: &BTreeSet<&str>) -> Option<CaseEvent> {
    let mut event = event.clone();
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
        return None;
    };
    if text.is_empty() || !removed.contains(id.as_str()) {
        return None;
    }
    text.clear();
    assessment.signals.clear();
    assessment.personal.clear();
    Some(event)
}
