//! What people see of the outbox: what was given up and what is on its way; and how it is tried anew.

use super::{Parcel, Status, put};
use crate::app::App;
use crate::store::keys::{self, Brand};
use crate::store::{Store, StoreError};

/// One page of a list of deliveries, with their ids.
#[derive(Debug, Default)]
pub(crate) struct Deliveries {
    /// At most two thousand.
    pub(crate) items: Vec<(String, Status)>,
    /// Where the next page begins, if there is one.
    pub(crate) cursor: Option<String>,
}

/// What was given up, then what is on its way.
pub(crate) async fn list<S: Store>(
    app: &App<S>,
    brand: &Brand,
    cursor: Option<&str>,
) -> Result<Deliveries, StoreError> {
    let (up, way) = (keys::all_given_up(brand), keys::parcels(brand));
    // The cursor says in which of the two lists it continues, then where.
    let (mut prefix, mut from) = match cursor.and_then(|cursor| cursor.split_once('.')) {
        Some(("way", from)) => (&way, Some(from.to_owned())),
        Some((_, from)) => (&up, Some(from.to_owned())),
        None => (&up, None),
    };
    let mut items = Vec::new();
    loop {
        let page = app.store.list(prefix, from.as_deref(), 1000).await?;
        items.extend(page.keys.into_iter().filter_map(|listed| {
            let status: Status = serde_json::from_str(listed.metadata?.get()).ok()?;
            Some((listed.key.strip_prefix(prefix.as_str())?.to_owned(), status))
        }));
        let name = if prefix == &up { "up" } else { "way" };
        if let Some(next) = page.cursor {
            let cursor = Some(format!("{name}.{next}"));
            return Ok(Deliveries { items, cursor });
        }
        if prefix == &way {
            return Ok(Deliveries {
                items,
                cursor: None,
            });
        }
        (prefix, from) = (&way, None);
    }
}

/// Has a delivery tried anew from the start. False where there is none.
pub(crate) async fn replay<S: Store>(
    app: &App<S>,
    brand: &Brand,
    id: &str,
) -> Result<bool, StoreError> {
    let (key, given_up) = (keys::parcel(brand, id), keys::given_up(brand, id));
    let both = [given_up.clone(), key.clone()];
    let value = app
        .store
        .get_bulk(&both)
        .await?
        .into_iter()
        .flatten()
        .next();
    let Some(parcel) = value
        .as_ref()
        .and_then(|json| serde_json::from_str::<Parcel>(json).ok())
    else {
        return Ok(false);
    };
    let status = Status {
        case: parcel.case,
        target: parcel.target,
        next: Some(app.now),
        ..Status::default()
    };
    put(app, &key, value, &status).await?;
    app.store.delete(&given_up).await?;
    Ok(true)
}
