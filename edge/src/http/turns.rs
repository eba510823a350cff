//! Commands and acts of a case take turns: who is first with a turn wins it, everybody else decides anew on top. That
//! is exact at once, although KV's lists may be a minute old.
//!
//! A turn holds the events it made. An act towards a platform takes its turn before it knows what comes of it: until
//! then the turn holds the act's id.

use crate::app::App;
use crate::http::problem::Problem;
use crate::store::{First, Store, StoreError};
use accalmie_shared::case::CaseEvent;

/// What the ids of events that people made start with.
pub(crate) const OURS: &str = "cmd:";

/// How long a turn is remembered, in seconds: much longer than KV's lists may be stale.
const TURN: u32 = 600;

/// So many turns may be taken by others before we give up; each costs one call.
pub(crate) const TRIES: usize = 8;

/// What somebody else did with a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Nobody had it: it is ours now.
    Ours,
    /// These events; none where a platform refused.
    Did(Vec<CaseEvent>),
    /// An act towards a platform whose end is not known, or not yet.
    Acting(String),
}

/// The number of the first turn that nobody can have had, as far as these events tell: how many acts there were.
pub(crate) fn count(events: &[CaseEvent]) -> usize {
    let acts = events
        .iter()
        .filter(|event| event.id.starts_with(OURS) && !event.id.contains('+'));
    acts.count()
}

/// What a turn holds while a platform is asked.
pub(crate) fn acting(id: &str) -> String {
    crate::json(&id)
}

/// Takes a turn with `value`, unless somebody else has it.
pub(crate) async fn take<S: Store>(
    app: &App<S>,
    scope: &str,
    number: usize,
    value: &str,
) -> Result<Turn, Problem> {
    match app.store.first(scope, &name(number), value, TURN).await? {
        First::Ours => Ok(Turn::Ours),
        First::Theirs(theirs) => read(&theirs),
    }
}

/// Writes what became of an act into its turn. A turn that has had its time is left as it is.
pub(crate) async fn settle<S: Store>(
    app: &App<S>,
    scope: &str,
    number: usize,
    id: &str,
    events: &[CaseEvent],
) -> Result<(), StoreError> {
    let (from, to) = (acting(id), crate::json(&events));
    app.store
        .swap(scope, &name(number), Some(&from), &to, TURN)
        .await?;
    Ok(())
}

/// The events of an act that has ended although nobody could write them down; none where its end is not known.
pub(crate) async fn ended<S: Store>(
    app: &App<S>,
    scope: &str,
    number: usize,
    id: &str,
) -> Result<Option<Vec<CaseEvent>>, Problem> {
    let own = acting(id);
    let swapped = app
        .store
        .swap(scope, &name(number), Some(&own), &own, TURN)
        .await?;
    match swapped {
        First::Ours => Ok(None),
        First::Theirs(theirs) if theirs.is_empty() => Ok(None),
        First::Theirs(theirs) => match read(&theirs)? {
            Turn::Did(events) if events.iter().any(|event| event.id == id) => Ok(Some(events)),
            Turn::Did(_) | Turn::Acting(_) | Turn::Ours => Ok(None),
        },
    }
}

fn name(number: usize) -> String {
    format!("turn/{number}")
}

fn read(value: &str) -> Result<Turn, Problem> {
    if let Ok(id) = serde_json::from_str::<String>(value) {
        return Ok(Turn::Acting(id));
    }
    serde_json::from_str(value)
        .map(Turn::Did)
        .map_err(|error| Problem::new(500, "the turn can't be read").detail(error.to_string()))
}
