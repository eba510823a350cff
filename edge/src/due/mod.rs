//! The clock: what has to happen without anybody calling.

mod alerts;
mod waiting;

use crate::app::App;
use crate::cases::inbox;
use crate::outbox;
use crate::record::batch;
use crate::store::index::Known;
use crate::store::keys::{self, Brand};
use crate::store::{self, Store, StoreError};
use accalmie_shared::sorted::Map;
use accalmie_shared::units::Timestamp;
use std::collections::BTreeSet;

/// The most cases whose entries one sweep derives anew: well within the calls of an invocation.
const REFRESHES: usize = 100;

/// The most list calls for a sixteenth: five thousand events.
const PAGES: usize = 5;

/// Everything that is due, brand by brand. One brand's failure is no other's, nor one step's.
///
/// 1. Some of what came in too much at once is worked off.
/// 2. What came before the post it speaks of is put to its case.
/// 3. The brand's people are told of deadlines, dangers and bad buzz, where the policy names whom to tell.
/// 4. Hand-offs and notices whose time has come are tried.
/// 5. Inbox entries that are missing or behind are made anew.
pub(crate) async fn sweep<S: Store>(app: &App<S>) {
    for brand in app.settings.brands() {
        brand_sweep(app, &brand).await;
    }
}

async fn brand_sweep<S: Store>(app: &App<S>, brand: &Brand) {
    let mut cases = BTreeSet::new();
    let worked = batch::work(app, brand).await;
    cases.extend(
        done(brand, "batches", worked)
            .map(|worked| worked.touched)
            .into_iter()
            .flatten(),
    );
    let delivered = waiting::deliver(app, brand).await;
    cases.extend(done(brand, "waiting", delivered).into_iter().flatten());
    done(brand, "alerts", alerts::raise(app, brand).await);
    let tried = outbox::sweep(app, brand).await;
    cases.extend(done(brand, "outbox", tried).into_iter().flatten());
    let behind = behind(app, brand).await;
    cases.extend(done(brand, "entries", behind).into_iter().flatten());
    let cases: Vec<keys::CaseId> = cases.into_iter().take(REFRESHES).collect();
    done(brand, "inbox", inbox::refresh(app, brand, &cases).await);
}

/// What a step came to. One that failed is written down, and keeps no other from its turn.
fn done<T>(brand: &Brand, step: &str, came: Result<T, StoreError>) -> Option<T> {
    came.inspect_err(|error| crate::log(&format!("sweep of {}, {step}: {error}", brand.as_str())))
        .ok()
}

/// So long KV's lists may not show what was written, in milliseconds: twice what its documentation says.
const UNSEEN: i64 = 120_000;

/// The cases whose inbox entry is missing, has no events any more, is older than the last, or waited for a moment that has passed;
/// among a sixteenth of the brand's cases that moves on with each minute: over time all of them are looked at.
async fn behind<S: Store>(
    app: &App<S>,
    brand: &Brand,
) -> Result<BTreeSet<keys::CaseId>, StoreError> {
    // Case ids are hashes: the sixteen first digits divide the brand's cases into even parts.
    let part = (app.now.0 / 60_000).rem_euclid(16) as u32;
    let digit = char::from_digit(part, 16).unwrap_or('0');
    let events = format!("{}{digit}", keys::all_events(brand));
    let events = store::list_all(&app.store, &events, PAGES).await?;
    // By case: keys come in order, so that each new case stands at the end.
    let mut last: Map<keys::CaseId, Option<Timestamp>> = Map::new();
    for listed in &events.keys {
        if let Some((case, at)) = keys::moment_of_event(brand, &listed.key) {
            let known = last.or_default(case);
            *known = Some(at).max(*known);
        }
    }
    let mut stale = BTreeSet::new();
    for Known(case, updated, waited) in app.store.known(brand, app.now, digit).await? {
        let Some(case) = keys::CaseId::parse(&case) else {
            continue;
        };
        if waited {
            // Straight from the index: with many events the list may not have come to this case.
            stale.insert(case);
            continue;
        }
        match last.get_mut(&case) {
            Some(at) if at.is_some_and(|at| at <= updated) => *at = None,
            Some(_) => {}
            // Its events had their time, or were erased. A list may not show yet what came in a moment ago.
            None if events.cursor.is_none() && app.now.0 - updated.0 > UNSEEN => {
                stale.insert(case);
            }
            None => {}
        }
    }
    let behind = last.into_iter().filter(|(_, at)| at.is_some());
    stale.extend(behind.map(|(case, _)| case));
    Ok(stale)
}
