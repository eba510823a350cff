//! The queue: a delivery's name is sent through it, so that it is tried at once and on time. What is delivered, and how
//! often it was tried, stays in the store: a message lost costs minutes, never a delivery.

use super::{Parcel, Status, attempt};
use crate::app::App;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{Freshness, Store, StoreError};
use accalmie_shared::units::Timestamp;

/// So long a message waits for a delivery that KV does not show yet, in milliseconds; after that it was delivered.
const UNSEEN: i64 = 180_000;

/// The longest that a queue holds a message back, in seconds, by the Queues documentation: twelve hours.
const LONGEST: i64 = 43_200;

/// Sends a delivery's name. Where it fails, the clock tries the delivery instead.
pub(crate) async fn send<S>(app: &App<S>, brand: &Brand, id: &str) {
    if !app.outside.has_queue() {
        return;
    }
    let name = format!("{}/{id}", brand.as_str());
    if let Err(reason) = app.outside.queue(name).await {
        crate::log(&format!("queue: {reason}"));
    }
}

/// What becomes of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    /// It has done its work; with the case that something happened to.
    Done(Option<(Brand, CaseId)>),
    /// It comes back after so many seconds.
    Again(u32),
}

/// Tries the delivery that a message names. `sent` is when the message was.
pub(crate) async fn deliver<S: Store>(
    app: &App<S>,
    name: &str,
    sent: Timestamp,
) -> Result<Message, StoreError> {
    let named = name.split_once('/');
    let Some((brand, id)) = named.and_then(|(brand, id)| Some((Brand::new(brand)?, id))) else {
        return Ok(Message::Done(None));
    };
    let key = keys::parcel(&brand, id);
    let kept = app.store.get(&key, Freshness::Latest).await?;
    let Some(parcel) = kept.and_then(|json| serde_json::from_str::<Parcel>(&json).ok()) else {
        return Ok(if app.now.0 - sent.0 < UNSEEN {
            Message::Again(60)
        } else {
            Message::Done(None)
        });
    };
    let listed = app.store.list(&key, None, 1).await?;
    let known = listed.keys.into_iter().find(|listed| listed.key == key);
    let known = known.and_then(|listed| serde_json::from_str(listed.metadata?.get()).ok());
    // A list may not show yet what was written a moment ago.
    let status: Status = known.unwrap_or_else(|| Status {
        case: parcel.case,
        target: parcel.target,
        next: Some(app.now),
        ..Status::default()
    });
    let Some(next) = status.next else {
        return Ok(Message::Done(None));
    };
    if next > app.now {
        return Ok(Message::Again(wait(next.0 - app.now.0)));
    }
    let tried = attempt(app, &brand, &key, status).await?;
    Ok(match tried.again {
        Some(again) => Message::Again(wait(again.0 - app.now.0)),
        None => Message::Done(tried.case.map(|case| (brand, case))),
    })
}

/// Milliseconds as the seconds that a message waits: at least one, and no longer than the queue allows.
fn wait(milliseconds: i64) -> u32 {
    let seconds = (milliseconds + 999) / 1000;
    u32::try_from(seconds.clamp(1, LONGEST)).unwrap_or(1)
}
