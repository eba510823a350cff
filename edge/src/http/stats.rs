//! `GET /v1/stats`: what many cases tell together.

use super::auth::Person;
use super::{Call, Outcome, Reply};
use crate::Object;
use crate::app::App;
use crate::cases::inbox;
use crate::store::Store;
use accalmie_shared::insight::{Trends, WEEK, bad_buzz, by_channel, responsiveness, trends};
use accalmie_shared::units::Timestamp;
use serde::Serialize;

/// So many weeks stand side by side.
const WEEKS: u32 = 4;

/// What a week tells.
#[derive(Serialize)]
struct Week {
    from: Timestamp,
    to: Timestamp,
    trends: Trends,
}

/// `GET /v1/stats`: responsiveness of the week, over all and by channel; four weeks side by side; alerts.
pub(crate) async fn read<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let summaries = inbox::summaries(app, &person.brand).await?;
    let policy = app.policy(&person.brand).await?;
    let back = |weeks: u32| Timestamp(app.now.0 - i64::from(WEEK.0) * 60_000 * i64::from(weeks));
    let weeks = (0..WEEKS).map(|week| {
        let (from, to) = (back(week + 1), back(week));
        Week {
            from,
            to,
            trends: trends(&summaries, from, to),
        }
    });
    let weeks: Vec<Week> = weeks.collect();
    let answer = Object::new()
        .with("responsiveness", &responsiveness(summaries.iter(), app.now))
        .with("by_channel", &by_channel(&summaries, app.now))
        .with("weeks", &weeks)
        .with("alerts", &bad_buzz(&summaries, &policy, app.now));
    Ok(Reply::object(200, answer).cached(call))
}
