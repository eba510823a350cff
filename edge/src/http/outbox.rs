//! `/v1/outbox`: hand-offs on their way, and those that were given up.

use super::auth::Person;
use super::problem::Problem;
use super::{Outcome, Reply};
use crate::app::App;
use crate::outbox;
use crate::store::Store;
use serde_json::json;

/// `GET /v1/outbox`: `{"items":[{"id","case","target","tries","next","reason"?}]}`; `next` is null where it was given up.
pub(crate) async fn list<S: Store>(app: &App<S>, person: &Person) -> Outcome {
    let parcels = outbox::list(app, &person.brand).await?;
    let items = parcels.into_iter().map(|(id, status)| {
        let mut item = crate::tree(&status);
        item["id"] = id.into();
        item
    });
    Ok(Reply::json(
        200,
        &json!({"items": items.collect::<Vec<_>>()}),
    ))
}

/// `POST /v1/outbox/{parcel}/replay`: has it tried anew, within a minute, or at once where there is a queue.
pub(crate) async fn replay<S: Store>(app: &App<S>, person: &Person, id: &str) -> Outcome {
    if outbox::replay(app, &person.brand, id).await? {
        outbox::queue::send(app, &person.brand, id).await;
        Ok(Reply::empty(202))
    } else {
        Err(Problem::not_found(
            "no such delivery; it may have been delivered by now",
        ))
    }
}
