//! `/v1/dead`: deliveries that nobody could read, for a person to see and to replay.

use super::auth::Person;
use super::problem::Problem;
use super::{Call, Outcome, Reply};
use crate::app::App;
use crate::store::keys::dead;
use crate::store::{Freshness, Store};
use crate::webhooks::{self, DeadLetter};
use serde_json::{Value, json};

/// The letters of a page.
const PAGE: u16 = 100;

/// `GET /v1/dead?cursor=`: `{"items":[{"id","at","reason"}],"cursor"?}`, the oldest of each platform first.
pub(crate) async fn list<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let prefix = dead(&person.brand);
    let cursor = call.query("cursor");
    let page = app.store.list(&prefix, cursor.as_deref(), PAGE).await?;
    let items = page.keys.into_iter().map(|listed| {
        let summary = listed
            .metadata
            .and_then(|json| serde_json::from_str(json.get()).ok());
        let mut item: Value = summary.unwrap_or_else(|| json!({}));
        let id = listed.key.strip_prefix(&prefix).unwrap_or_default();
        item["id"] = id.replace('/', ":").into();
        item
    });
    let mut answer = json!({"items": items.collect::<Vec<_>>()});
    if let Some(cursor) = page.cursor {
        answer["cursor"] = cursor.into();
    }
    Ok(Reply::json(200, &answer).cached(call))
}

/// The letter with this id, and its key.
async fn find<S: Store>(
    app: &App<S>,
    person: &Person,
    id: &str,
) -> Result<(String, DeadLetter), Problem> {
    let gone = || Problem::not_found("no such letter; it may have been replayed or had its time");
    // Longer than any id of ours, and than a key may be.
    if id.len() > 200 {
        return Err(gone());
    }
    let key = format!("{}{}", dead(&person.brand), id.replace(':', "/"));
    let kept = app.store.get(&key, Freshness::Latest).await?;
    let letter = kept.and_then(|json| serde_json::from_str(&json).ok());
    Ok((key, letter.ok_or_else(gone)?))
}

/// `GET /v1/dead/{letter}`: the raw body with the reasons.
pub(crate) async fn read<S: Store>(app: &App<S>, person: &Person, id: &str) -> Outcome {
    let (_, letter) = find(app, person, id).await?;
    Ok(Reply::json(200, &letter))
}

/// `POST /v1/dead/{letter}/replay`: reads the body once more, as a newer version or another setting may be able to.
///
/// The letter goes only where everything in it was read; recording twice doubles nothing.
pub(crate) async fn replay<S: Store>(app: &App<S>, person: &Person, id: &str) -> Outcome {
    let (key, letter) = find(app, person, id).await?;
    let (recorded, unreadable) = webhooks::read_again(app, &person.brand, &letter).await?;
    if unreadable.is_empty() {
        app.store.delete(&key).await?;
    }
    let answer =
        json!({"stored": recorded.stored, "waiting": recorded.waiting, "unreadable": unreadable});
    Ok(Reply::json(200, &answer).touching(&person.brand, recorded.touched))
}
