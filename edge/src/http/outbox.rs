//! `/v1/outbox`: hand-offs on their way, and those that were given up.

use super::auth::Person;
use super::problem::Problem;
use super::{Call, Outcome, Reply};
use crate::app::App;
use crate::outbox;
use crate::store::Store;
use serde_json::json;

/// `GET /v1/outbox`: `{"items":[{"id","case","target","tries","next","reason"?}],"cursor"?}`; `next` is null where it was
/// given up, and these come first; `cursor` is where the next page begins, if there is one.
pub(crate) async fn list<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let cursor = call.query("cursor");
    let page = outbox::list(app, &person.brand, cursor.as_deref()).await?;
    let items = page.items.into_iter().map(|(id, status)| {
        let mut item = crate::tree(&status);
        item["id"] = id.into();
        item
    });
    let mut answer = json!({"items": items.collect::<Vec<_>>()});
    if let Some(cursor) = page.cursor {
        answer["cursor"] = cursor.into();
    }
    Ok(Reply::json(200, &answer))
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
