//! Acts whose end is not known, or not yet: kept before a platform is asked, forgotten once it is written what came of it.

use super::words;
use crate::app::App;
use crate::record;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{self, Entry, Store, StoreError};
use accalmie_shared::case::{CaseEvent, Command};
use accalmie_shared::units::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// An act that is not over after so long never will be by itself, in milliseconds: longer than we wait for platforms.
const OVER: i64 = 60_000;

/// An act whose end is not known, or not yet.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Intent {
    /// The id of the first event that it becomes.
    pub(crate) id: String,
    /// The turn that it holds.
    pub(crate) turn: usize,
    /// What was asked for.
    pub(crate) command: Command,
    /// What happens to the case once it is accepted.
    pub(crate) events: Vec<CaseEvent>,
    /// When.
    pub(crate) at: Timestamp,
    /// The name of the person.
    pub(crate) by: String,
    /// Why its end is not known; none while it may still be under way.
    #[serde(default)]
    pub(crate) reason: Option<String>,
}

impl Intent {
    /// Whether its end will not become known by itself.
    pub(crate) fn is_over(&self, now: Timestamp) -> bool {
        self.reason.is_some() || now.0 - self.at.0 > OVER
    }

    /// What the API shows of it.
    pub(crate) fn shown(&self, now: Timestamp) -> Value {
        let state = if self.is_over(now) {
            "unsure"
        } else {
            "sending"
        };
        json!({"id": self.id, "state": state, "at": self.at, "by": self.by, "command": crate::tree(&self.command),
            "reason": self.reason, "words": words(state)})
    }
}

/// The acts of a case whose end is not known, or not yet.
pub(crate) async fn all<S: Store>(
    app: &App<S>,
    brand: &Brand,
    case: &CaseId,
) -> Result<Vec<Intent>, StoreError> {
    let page = app
        .store
        .list(&keys::intents(brand, case), None, 1000)
        .await?;
    let keys: Vec<String> = page.keys.into_iter().map(|listed| listed.key).collect();
    let kept = store::get_all(&app.store, &keys).await?;
    let read = kept.into_iter().flatten();
    Ok(read
        .filter_map(|json| serde_json::from_str(&json).ok())
        .collect())
}

/// Keeps one.
pub(crate) async fn keep<S: Store>(
    app: &App<S>,
    brand: &Brand,
    case: &CaseId,
    intent: &Intent,
) -> Result<(), StoreError> {
    let life = record::life(&*app.policy(brand).await?);
    let key = keys::intent(brand, case, &intent.id);
    let entry = Entry::new(key, crate::json(intent)).living(life);
    app.store.put(entry).await
}
