//! Answers, edits and removals that came before the post they speak of.

use crate::app::App;
use crate::record;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{self, First, Page, Store, StoreError};
use crate::webhooks::inbound::Inbound;
use std::collections::BTreeSet;

/// The most that one sweep looks at.
const MOST: u16 = 200;

/// The name under which the Durable Object keeps where the last sweep came to.
const CURSOR: &str = "cursor/wait";

/// How long that is kept, in seconds: forgetting it only begins again at the first page.
const REMEMBERED: u32 = crate::SECONDS_A_DAY;

/// The page after the one that the last sweep looked at: what waits in vain must keep nothing else waiting.
async fn next_page<S: Store>(app: &App<S>, brand: &Brand) -> Result<Page, StoreError> {
    let (scope, prefix) = (brand.as_str(), keys::waiting(brand));
    let from = match app.store.first(scope, CURSOR, "", REMEMBERED).await? {
        First::Ours => String::new(),
        First::Theirs(from) => from,
    };
    let cursor = Some(from.as_str()).filter(|from| !from.is_empty());
    let page = match app.store.list(&prefix, cursor, MOST).await {
        // A cursor that KV no longer takes leads back to the first page.
        Err(_) if cursor.is_some() => app.store.list(&prefix, None, MOST).await?,
        page => page?,
    };
    let next = page.cursor.as_deref().unwrap_or_default();
    if next != from {
        // Where another sweep was faster, its place counts.
        app.store
            .swap(scope, CURSOR, Some(&from), next, REMEMBERED)
            .await?;
    }
    Ok(page)
}

/// Puts what waits to its case, where the post has come by now. Returns the cases.
///
/// Recording writes it under the same key each time, and only then it stops waiting: failing in between doubles
/// nothing and loses nothing. What has no case yet is only read: written again it would begin its time anew, and what
/// waits in vain would wait for ever.
pub(super) async fn deliver<S: Store>(
    app: &App<S>,
    brand: &Brand,
) -> Result<BTreeSet<CaseId>, StoreError> {
    let page = next_page(app, brand).await?;
    let keys: Vec<String> = page.keys.into_iter().map(|listed| listed.key).collect();
    let values = store::get_all(&app.store, &keys).await?;
    let waiting = keys.into_iter().zip(values).filter_map(|(key, value)| {
        let inbound = serde_json::from_str::<Inbound>(&value?).ok()?;
        Some((key, inbound))
    });
    let (keys, waiting): (Vec<String>, Vec<Inbound>) = waiting.unzip();
    let known = record::look_up(app, brand, &waiting).await?;
    let waiting = keys.into_iter().zip(waiting);
    let (keys, ready): (Vec<String>, Vec<Inbound>) = waiting
        .filter(|(_, inbound)| record::case_of(brand, inbound, &known).is_some())
        .unzip();
    let recorded = record::record(app, brand, ready).await?;
    // Where a case went in this very moment, all of it waits for the next sweep.
    if recorded.waiting == 0 {
        for key in &keys {
            app.store.delete(key).await?;
        }
    }
    Ok(recorded.touched)
}
