//! `/v1/cases`: the inbox, and one case.

use super::auth::Person;
use super::drafting::Chosen;
use super::problem::Problem;
use super::{Call, Outcome, Reply};
use crate::Object;
use crate::app::App;
use crate::cases;
use crate::record::replies;
use crate::store::Store;
use crate::store::index::{Question, Rank};
use crate::store::keys::CaseId;
use accalmie_shared::case::{CaseEvent, replay};
use accalmie_shared::compose;
use accalmie_shared::plan::plan;
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::ladder;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;

/// The cases of a page where nothing else is asked for.
const PAGE: usize = 50;
/// The most cases of a page.
const PAGE_MAX: usize = 200;

/// `GET /v1/cases`: the open cases by what is due, filtered, a page at a time, with an `ETag` for cheap polling.
///
/// Filters take one value or several with commas between. Without a filter, settled and snoozed cases are left out.
pub(crate) async fn list<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let limit = match call.query("limit") {
        None => PAGE,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=PAGE_MAX).contains(limit))
            .ok_or_else(|| {
                Problem::new(400, "unexpected value").at(
                    "limit",
                    &text,
                    format!("a number from 1 to {PAGE_MAX}"),
                )
            })?,
    };
    let after = match call.query("cursor") {
        None => None,
        Some(text) => Some(cursor(&text).ok_or_else(|| {
            Problem::new(400, "unexpected value").at(
                "cursor",
                &text,
                "the cursor of the page before",
            )
        })?),
    };
    let question = Question {
        // One more, to know whether there is another page.
        limit: limit + 1,
        after,
        ..question(call, app.now)
    };
    let mut page = app.store.page(&person.brand, &question).await?;
    let more = page.len() > limit;
    page.truncate(limit);
    let items: Vec<_> = page.iter().map(|(_, item)| item).collect();
    let mut answer = Object::new().with("items", &items);
    if let Some((rank, _)) = page.last().filter(|_| more) {
        answer = answer.with("cursor", &BASE64.encode(crate::json(rank)));
    }
    Ok(Reply::object(200, answer).cached(call))
}

/// Where a page ended.
fn cursor(text: &str) -> Option<Rank> {
    serde_json::from_str(std::str::from_utf8(&BASE64.decode(text).ok()?).ok()?).ok()
}

/// What the caller wants to see.
fn question(call: &Call, now: Timestamp) -> Question {
    let values = |name| {
        let text = call.query(name).filter(|text| !text.is_empty())?;
        let values = text.split(',').map(|value| value.trim().to_owned());
        Some(values.collect())
    };
    Question {
        now,
        snoozed: call.query("snoozed").is_some_and(|value| value == "true"),
        stage: values("stage"),
        owner: values("owner"),
        severity: values("severity"),
        channel: values("channel"),
        topic: values("topic"),
        risks: values("risk"),
        ..Question::default()
    }
}

/// `GET /v1/cases/{case}`: the case, its events, what to do and what to answer.
pub(crate) async fn read<S: Store>(
    app: &App<S>,
    call: &Call,
    person: &Person,
    case: &str,
) -> Outcome {
    let case = CaseId::parse(case).ok_or_else(Problem::no_such_case)?;
    let kept = cases::read(app, &person.brand, &case).await?;
    if kept.events.is_empty() {
        return Err(Problem::no_such_case());
    }
    let untidy = kept.is_untidy().then(|| case.clone());
    let reply = shown(app, call, person, &case, kept.events).await?;
    Ok(reply.touching(&person.brand, untidy))
}

/// The answer that shows a case which has changed.
pub(crate) async fn detail<S: Store>(
    app: &App<S>,
    call: &Call,
    person: &Person,
    id: &CaseId,
    events: Vec<CaseEvent>,
) -> Outcome {
    let reply = shown(app, call, person, id, events).await?;
    Ok(reply.touching(&person.brand, [id.clone()]))
}

/// The answer that shows a case.
async fn shown<S: Store>(
    app: &App<S>,
    call: &Call,
    person: &Person,
    id: &CaseId,
    events: Vec<CaseEvent>,
) -> Outcome {
    let brand = &person.brand;
    let policy = app.policy(brand).await?;
    let case = replay(events.iter().cloned());
    let plan = plan(&case, &policy, app.now, &app.offsets(&policy));
    let ladder = ladder(&case, &plan);
    let choice = Chosen::of(call).by(person, &policy);
    let recent = replies(app, brand).await?;
    let packs = &app.memo.packs;
    let suggestions = compose::suggest(&case, &plan, &policy, packs, &recent, app.now, &choice);
    let answer = Object::new().with("id", id).with("case", &case);
    let answer = answer.with("events", &events).with("plan", &plan);
    let answer = answer
        .with("ladder", &ladder)
        .with("suggestions", &suggestions);
    // What a panel needs to make the very same suggestions in another tone, and to check a draft beside them.
    let answer = answer.with("recent", &recent);
    Ok(Reply::object(200, answer).cached(call))
}
