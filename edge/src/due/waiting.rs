//! Answers, edits and removals that came before the post they speak of.

use crate::app::App;
use crate::record;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{self, Store, StoreError};
use crate::webhooks::inbound::Inbound;
use std::collections::BTreeSet;

/// The most that one sweep looks at.
const MOST: u16 = 200;

/// Puts what waits to its case, where the post has come by now. Returns the cases.
///
/// Recording writes it under the same key each time, and only then it stops waiting: failing in between doubles
/// nothing and loses nothing.
pub(super) async fn deliver<S: Store>(
    app: &App<S>,
    brand: &Brand,
) -> Result<BTreeSet<CaseId>, StoreError> {
    let page = app.store.list(&keys::waiting(brand), None, MOST).await?;
    let keys: Vec<String> = page.keys.into_iter().map(|listed| listed.key).collect();
    let values = store::get_all(&app.store, &keys).await?;
    let mut touched = BTreeSet::new();
    for (key, value) in keys.into_iter().zip(values) {
        let Some(inbound) = value.and_then(|json| serde_json::from_str::<Inbound>(&json).ok())
        else {
            continue;
        };
        let recorded = record::record(app, brand, vec![inbound]).await?;
        if recorded.stored > 0 {
            app.store.delete(&key).await?;
            touched.extend(recorded.touched);
        }
    }
    Ok(touched)
}
