//! The clock: what has to happen without anybody calling.

mod waiting;

use crate::app::App;
use crate::cases::inbox;
use crate::outbox::{self, Answer, Outgoing};
use crate::store::keys::{self, Brand};
use crate::store::{Store, StoreError};
use std::collections::BTreeSet;

/// The most cases whose entries one sweep derives anew: well within the calls of an invocation.
const REFRESHES: usize = 100;

/// Everything that is due, brand by brand. One brand's failure is no other's.
///
/// 1. What came before the post it speaks of is put to its case.
/// 2. Hand-offs whose time has come are tried. `call` makes one call to the outside.
/// 3. Inbox entries that are missing are made.
pub(crate) async fn sweep<S: Store>(
    app: &App<S>,
    call: &impl AsyncFn(&Outgoing) -> Result<Answer, String>,
) {
    for brand in app.settings.brands() {
        if let Err(error) = brand_sweep(app, &brand, call).await {
            crate::log(&format!("sweep of {}: {error}", brand.as_str()));
        }
    }
}

async fn brand_sweep<S: Store>(
    app: &App<S>,
    brand: &Brand,
    call: &impl AsyncFn(&Outgoing) -> Result<Answer, String>,
) -> Result<(), StoreError> {
    let mut behind = waiting::deliver(app, brand).await?;
    behind.extend(outbox::sweep(app, brand, call).await?);
    behind.extend(missing(app, brand).await?);
    for case in behind.into_iter().take(REFRESHES) {
        inbox::refresh(app, brand, &case).await?;
    }
    Ok(())
}

/// The cases with events but without an inbox entry, among the first of the brand's events from a place that moves on
/// with each minute: over time all of them are looked at.
async fn missing<S: Store>(
    app: &App<S>,
    brand: &Brand,
) -> Result<BTreeSet<keys::CaseId>, StoreError> {
    // Case ids are hashes: the sixteen first digits divide the brand's cases into even parts.
    let digit = char::from_digit((app.now.0 / 60_000).rem_euclid(16) as u32, 16).unwrap_or('0');
    let events = app
        .store
        .list(&format!("{}{digit}", keys::all_events(brand)), None, 1000)
        .await?;
    let entries = app
        .store
        .list(&format!("{}{digit}", keys::inbox(brand)), None, 1000)
        .await?;
    let listed: BTreeSet<_> = entries
        .keys
        .iter()
        .filter_map(|listed| keys::case_of_entry(brand, &listed.key))
        .collect();
    let cases: BTreeSet<_> = events
        .keys
        .iter()
        .filter_map(|listed| keys::case_of_event(brand, &listed.key))
        .collect();
    Ok(cases.difference(&listed).cloned().collect())
}
