//! `GET /v1/stats` and `GET /v1/contact`: what many cases tell together.

use super::auth::Person;
use super::problem::Problem;
use super::{Call, Outcome, Reply};
use crate::app::App;
use crate::cases::inbox;
use crate::store::Store;
use crate::store::keys::Brand;
use accalmie_shared::insight::{WEEK, bad_buzz, by_channel, responsiveness, trends};
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::contact_card;
use serde_json::json;

/// So many weeks stand side by side.
const WEEKS: u32 = 4;

/// `GET /v1/stats`: responsiveness of the week, over all and by channel; four weeks side by side; alerts.
pub(crate) async fn read<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let summaries = inbox::summaries(app, &person.brand).await?;
    let policy = app.policy(&person.brand).await?;
    let back = |weeks: u32| Timestamp(app.now.0 - i64::from(WEEK.0) * 60_000 * i64::from(weeks));
    let weeks: Vec<_> = (0..WEEKS)
        .map(|week| {
            let (from, to) = (back(week + 1), back(week));
            json!({"from": from, "to": to, "trends": trends(&summaries, from, to)})
        })
        .collect();
    let answer = json!({
        "responsiveness": responsiveness(summaries.iter(), app.now),
        "by_channel": by_channel(&summaries, app.now),
        "weeks": weeks,
        "alerts": bad_buzz(&summaries, &policy, app.now),
    });
    Ok(Reply::json(200, &answer).cached(call))
}

/// `GET /v1/contact?brand=`: who answers, when, and how long it takes. For everybody, so nobody is named but the team.
///
/// 400 without a brand; a brand that nobody set up has the standard card.
pub(crate) async fn card<S: Store>(app: &App<S>, call: &Call) -> Outcome {
    let name = call.query("brand").unwrap_or_default();
    let brand = Brand::new(&name).ok_or_else(|| {
        Problem::new(400, "unexpected value").at("brand", &name, "1 to 40 of a-z, 0-9 and -")
    })?;
    let policy = app.policy(&brand).await?;
    let entries = inbox::all(app, &brand).await?;
    let waiting: Vec<Timestamp> = entries
        .iter()
        .filter_map(|entry| entry.waiting_since)
        .collect();
    let card = contact_card(&policy, &waiting, app.now, &app.offsets(&policy));
    Ok(Reply::json(200, &card).header("cache-control", "public, max-age=60"))
}
