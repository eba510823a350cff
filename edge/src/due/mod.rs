//! The clock: what has to happen without anybody calling.

mod alerts;
mod waiting;

use crate::app::App;
use crate::cases::inbox;
use crate::outbox;
use crate::store::keys::{self, Brand};
use crate::store::{self, Store, StoreError};
use accalmie_shared::plan::Step;
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// The most cases whose entries one sweep derives anew: well within the calls of an invocation.
const REFRESHES: usize = 100;

/// The most list calls for each half of a sixteenth: five thousand events, and as many entries.
const PAGES: usize = 5;

/// Everything that is due, brand by brand. One brand's failure is no other's.
///
/// 1. What came before the post it speaks of is put to its case.
/// 2. The brand's people are told of deadlines, dangers and bad buzz, where the policy names whom to tell.
/// 3. Hand-offs and notices whose time has come are tried.
/// 4. Inbox entries that are missing or behind are made anew.
pub(crate) async fn sweep<S: Store>(app: &App<S>) {
    for brand in app.settings.brands() {
        if let Err(error) = brand_sweep(app, &brand).await {
            crate::log(&format!("sweep of {}: {error}", brand.as_str()));
        }
    }
}

async fn brand_sweep<S: Store>(app: &App<S>, brand: &Brand) -> Result<(), StoreError> {
    let mut cases = waiting::deliver(app, brand).await?;
    alerts::raise(app, brand).await?;
    cases.extend(outbox::sweep(app, brand).await?);
    cases.extend(behind(app, brand).await?);
    for case in cases.into_iter().take(REFRESHES) {
        inbox::refresh(app, brand, &case).await?;
    }
    Ok(())
}

/// The cases whose inbox entry is missing, is older than their last event, or waited for a moment that has passed;
/// among a sixteenth of the brand's cases that moves on with each minute: over time all of them are looked at.
async fn behind<S: Store>(
    app: &App<S>,
    brand: &Brand,
) -> Result<BTreeSet<keys::CaseId>, StoreError> {
    // Case ids are hashes: the sixteen first digits divide the brand's cases into even parts.
    let part = (app.now.0 / 60_000).rem_euclid(16) as u32;
    let digit = char::from_digit(part, 16).unwrap_or('0');
    let events = format!("{}{digit}", keys::all_events(brand));
    let entries = format!("{}{digit}", keys::inbox(brand));
    let events = store::list_all(&app.store, &events, PAGES).await?;
    let entries = store::list_all(&app.store, &entries, PAGES).await?;
    let mut last: BTreeMap<keys::CaseId, Timestamp> = BTreeMap::new();
    for listed in &events.keys {
        if let Some((case, at)) = keys::moment_of_event(brand, &listed.key) {
            let known = last.entry(case).or_default();
            *known = at.max(*known);
        }
    }
    for listed in entries.keys {
        let case = keys::case_of_entry(brand, &listed.key);
        let entry = listed
            .metadata
            .and_then(|json| serde_json::from_str::<Entry>(json.get()).ok());
        if let (Some(case), Some(entry)) = (case, entry) {
            let waited = entry.step == Step::Wait && entry.due.is_some_and(|due| due < app.now);
            if last.get(&case).is_some_and(|at| *at <= entry.updated_at) && !waited {
                last.remove(&case);
            }
        }
    }
    Ok(last.into_keys().collect())
}
