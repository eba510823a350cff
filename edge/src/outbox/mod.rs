//! Hand-offs and notices on their way out: kept first, then delivered at least once.
//!
//! A delivery is one key. The queue tries it at once where there is one, the clock within a minute otherwise, and both
//! again on the schedule that Standard Webhooks recommends. The receiver tells repeated tries by `webhook-id`, which never changes.

#[cfg(test)]
mod crowd_tests;
pub(crate) mod guard;
pub(crate) mod notice;
pub(crate) mod queue;
pub(crate) mod shape;
mod shown;
pub(crate) mod target;
#[cfg(test)]
mod tests;
mod words;

use crate::app::App;
use crate::clock::Wall;
use crate::outside::{Answer, Outgoing};
use crate::record;
use crate::signature::{self, hmac};
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{self, Entry, First, Freshness, Store, StoreError};
use ::http::Method;
use accalmie_shared::case::{Case, CaseEvent, Happened, hand_off_delivered, hand_off_failed};
use accalmie_shared::units::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use futures_util::future::join_all;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shape::{Shape, WHOLE, Words, fill};
pub(crate) use shown::{list, replay};

/// Seconds before each try, as Standard Webhooks recommends: <https://www.standardwebhooks.com>.
const SCHEDULE: [i64; 10] = [
    0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
];

/// How long a delivery is kept, in seconds, delivered or not: a month.
const LIFE: u32 = 31 * crate::SECONDS_A_DAY;

/// The most deliveries that one sweep tries.
const MOST: usize = 48;

/// So many are tried at once: a Worker has six connections.
const TOGETHER: usize = 6;

/// The most list calls for what is on its way.
const PAGES: usize = 5;

/// How long a try keeps the others off, in seconds: longer than a call may take, and than KV may show what was there
/// before it.
const LEASE: u32 = 120;

/// The clock leaves a delivery to the queue for so long, in milliseconds.
const GRACE: i64 = 120_000;

/// The most characters of an answer that are shown.
const ANSWER: usize = 200;

/// One delivery, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Parcel {
    /// The same for every try.
    id: String,
    case: String,
    target: String,
    words: Words,
}

/// What lists show of a delivery.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Status {
    /// The case.
    pub(crate) case: String,
    /// The policy's name of the target.
    pub(crate) target: String,
    /// How often it was tried.
    pub(crate) tries: usize,
    /// When it is tried next; none where it was given up.
    pub(crate) next: Option<Timestamp>,
    /// Why the last try failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// The delivery that an event asks for; none for any other event. Written together with the event. `wall` is the
/// clock that its moments are read off.
pub(crate) fn parcel(
    wall: &Wall,
    brand: &Brand,
    id: &CaseId,
    case: &Case,
    event: &CaseEvent,
) -> Option<Entry> {
    let Happened::HandedOff { target, summary } = &event.what else {
        return None;
    };
    let parcel = Parcel {
        id: event.id.clone(),
        case: id.as_str().to_owned(),
        target: target.clone(),
        words: words::of(id, case, event, target, summary, wall),
    };
    let status = Status {
        case: parcel.case.clone(),
        target: target.clone(),
        next: Some(event.at),
        ..Status::default()
    };
    let entry = Entry::new(keys::parcel(brand, &event.id), crate::json(&parcel));
    Some(entry.with_metadata(crate::json(&status)).living(LIFE))
}

/// Tries every delivery that is due, and that no queue has tried.
pub(crate) async fn sweep<S: Store>(
    app: &App<S>,
    brand: &Brand,
) -> Result<Vec<CaseId>, StoreError> {
    let page = store::list_all(&app.store, &keys::parcels(brand), PAGES).await?;
    let grace = if app.outside.has_queue() { GRACE } else { 0 };
    let due = page.keys.into_iter().filter_map(|listed| {
        let status: Status = serde_json::from_str(listed.metadata?.get()).ok()?;
        let next = status.next?;
        (next.0 + grace <= app.now.0).then_some((listed.key, status))
    });
    let mut due: Vec<(String, Status)> = due.collect();
    // Those that wait longest first: their keys would put every alert before every hand-off.
    due.sort_by_key(|(_, status)| status.next);
    due.truncate(MOST);
    let mut touched = Vec::new();
    for some in due.chunks(TOGETHER) {
        let tries = some
            .iter()
            .map(|(key, status)| attempt(app, brand, key, status.clone()));
        for tried in join_all(tries).await {
            match tried {
                Ok(tried) => touched.extend(tried.case),
                // It is tried again; the others have their turn.
                Err(error) => crate::log(&format!("outbox of {}: {error}", brand.as_str())),
            }
        }
    }
    Ok(touched)
}

/// What one try came to.
#[derive(Debug, Default)]
struct Tried {
    /// The case that something happened to.
    case: Option<CaseId>,
    /// When the next try is due.
    again: Option<Timestamp>,
}

/// One try of one delivery, unless somebody else has it in hand.
async fn attempt<S: Store>(
    app: &App<S>,
    brand: &Brand,
    key: &str,
    mut status: Status,
) -> Result<Tried, StoreError> {
    let value = app.store.get(key, Freshness::Latest).await?;
    let Some(parcel) = value
        .as_ref()
        .and_then(|json| serde_json::from_str::<Parcel>(json).ok())
    else {
        return Ok(Tried::default());
    };
    // Sweeps overlap where a target is slow, with each other and with the queue. The next try has a lease of its own.
    let moment = status.next.unwrap_or_default().0;
    let lease = format!("try/{key}/{moment}.{}", status.tries);
    if app.store.first(brand.as_str(), &lease, "", LEASE).await? != First::Ours {
        return Ok(Tried {
            case: None,
            again: Some(Timestamp(app.now.0 + i64::from(LEASE) * 1000)),
        });
    }
    // No case hears of a notice.
    let case = CaseId::parse(&parcel.case).filter(|_| !parcel.words.contains_key(WHOLE));
    status.tries += 1;
    let outcome = match outgoing(app, brand, &parcel) {
        Ok(outgoing) => judged(app.outside.call(outgoing).await),
        // Nothing will mend it but its owner, who then has it replayed.
        Err(reason) => Outcome::GiveUp(reason),
    };
    let event = match outcome {
        Outcome::Delivered(answer) => {
            let reference = reference(app, brand, &parcel, &answer);
            hand_off_delivered(&parcel.id, parcel.target, reference, app.now)
        }
        Outcome::Retry(reason) if status.tries < SCHEDULE.len() => {
            status.next = Some(Timestamp(app.now.0 + SCHEDULE[status.tries] * 1000));
            status.reason = Some(reason);
            put(app, key, value, &status).await?;
            let again = status.next;
            return Ok(Tried { case: None, again });
        }
        Outcome::Retry(reason) | Outcome::GiveUp(reason) => {
            status.next = None;
            status.reason = Some(reason.clone());
            // Apart from what is on its way, which would soon be hard to find among what is not.
            let given_up = keys::given_up(brand, &parcel.id);
            put(app, &given_up, value, &status).await?;
            hand_off_failed(
                &format!("{}.{}", parcel.id, app.now.0),
                parcel.target,
                reason,
                app.now,
            )
        }
    };
    // The event first: a delivery is only forgotten once the case knows of it.
    if let Some(case) = &case {
        let life = record::life(&*app.policy(brand).await?);
        let entry = record::entry(brand, case, &event, life);
        app.store.put(entry).await?;
    }
    app.store.delete(key).await?;
    Ok(Tried { case, again: None })
}

async fn put<S: Store>(
    app: &App<S>,
    key: &str,
    value: Option<String>,
    status: &Status,
) -> Result<(), StoreError> {
    let entry = Entry::new(key.to_owned(), value.unwrap_or_default());
    app.store
        .put(entry.with_metadata(crate::json(status)).living(LIFE))
        .await
}

/// What a try comes to.
enum Outcome {
    Delivered(String),
    Retry(String),
    GiveUp(String),
}

fn judged(answer: Result<Answer, String>) -> Outcome {
    match answer {
        Err(reason) => Outcome::Retry(reason),
        Ok(Answer {
            status: 200..=299,
            body,
        }) => Outcome::Delivered(body),
        Ok(Answer { status, body }) => {
            let said: String = body
                .chars()
                .filter(|letter| !letter.is_control())
                .take(ANSWER)
                .collect();
            let reason = format!("{status} {said}");
            match status {
                // Gone for good, not found, not allowed, not understood: the same again would get the same again.
                400 | 401 | 403 | 404 | 410 | 422 | 300..=399 => Outcome::GiveUp(reason),
                _again => Outcome::Retry(reason),
            }
        }
    }
}

/// The call that delivers a parcel, or why none can be made.
fn outgoing<S>(app: &App<S>, brand: &Brand, parcel: &Parcel) -> Result<Outgoing, String> {
    let target = app.settings.target(brand, &parcel.target);
    let target = target.ok_or_else(|| {
        format!(
            "TARGETS: found nothing for {}, expected its address",
            parcel.target
        )
    })?;
    guard::check(&target.url)
        .map_err(|reason| format!("the address of {}: {reason}", parcel.target))?;
    let mapping = target.shape.mapping();
    let mut words = parcel.words.clone();
    words.insert("token".into(), target.token.clone().unwrap_or_default());
    let whole = parcel.words.get(WHOLE);
    let body = match whole.filter(|_| target.shape == Shape::Standard) {
        Some(whole) => whole.clone(),
        None => mapping.body(&parcel.words).to_string(),
    };
    let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    headers.extend(
        mapping
            .headers
            .iter()
            .map(|(name, text)| (name.clone(), fill(text, &words))),
    );
    let secret = target.secret.as_deref();
    headers.extend(signed(secret, &parcel.id, app.now, &body)?);
    Ok(Outgoing {
        method: Method::POST,
        url: target.url.clone(),
        headers,
        body,
    })
}

/// The headers of a Standard Webhooks message; without a secret it is not signed.
///
/// # Errors
/// Where the secret is none.
pub(crate) fn signed(
    secret: Option<&str>,
    id: &str,
    now: Timestamp,
    body: &str,
) -> Result<Vec<(String, String)>, String> {
    let stamp = (now.0 / 1000).to_string();
    let mut headers = Vec::with_capacity(3);
    if let Some(secret) = secret {
        let key =
            signature::secret(secret).ok_or("found a secret that is not base64 after whsec_")?;
        let parts = [id.as_bytes(), b".", stamp.as_bytes(), b".", body.as_bytes()];
        let signature = format!("v1,{}", BASE64.encode(hmac(&key, &parts)));
        headers.push(("webhook-signature".into(), signature));
    }
    headers.push(("webhook-id".into(), id.to_owned()));
    headers.push(("webhook-timestamp".into(), stamp));
    Ok(headers)
}

/// The ticket's reference in an answer.
fn reference<S>(app: &App<S>, brand: &Brand, parcel: &Parcel, answer: &str) -> Option<String> {
    let shape = app.settings.target(brand, &parcel.target)?.shape;
    let answer: Value = serde_json::from_str(answer).ok()?;
    match answer.pointer(&shape.mapping().reference)? {
        Value::String(text) => Some(text.chars().take(ANSWER).collect()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
