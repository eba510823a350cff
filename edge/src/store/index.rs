//! The inbox's index: one row a case, derived from its events, in the order of what is due.
//!
//! KV lists a thousand keys a call, by name alone; an inbox of ten thousand cases would be ten calls and a sort for a page
//! of fifty. So what is derived is kept where it can be asked for in order: by the Durable Object of the brand. It can be
//! lost at any time; the sweep derives it anew.

use super::StoreError;
use super::keys::{Brand, CaseId};
use accalmie_shared::insight::Summary;
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::Entry as Item;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// A place in the inbox, smaller first: see [`accalmie_shared::view::place`].
pub(crate) type Rank = (u8, i64, u16, String);

/// What is derived of one case.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    /// Where it stands.
    pub(crate) rank: Rank,
    /// What the inbox shows.
    pub(crate) item: Item,
    /// What the figures need.
    pub(crate) summary: Option<Summary>,
    /// From how many events it was derived. Of two rows of a case the one that knows the later event counts, then the
    /// one that has seen more.
    pub(crate) seen: usize,
    /// When it was derived.
    pub(crate) derived: Timestamp,
    /// When it is forgotten.
    pub(crate) until: Timestamp,
}

/// What somebody wants to see of the inbox. Lists of wire names; none takes all, and no stage all but settled ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Question {
    /// The moment it is asked.
    pub(crate) now: Timestamp,
    /// Those put aside, instead of the others.
    pub(crate) snoozed: bool,
    /// Where the page before ended.
    pub(crate) after: Option<Rank>,
    /// The most rows.
    pub(crate) limit: usize,
    /// Stages.
    pub(crate) stage: Option<Vec<String>>,
    /// Who owes the next step.
    pub(crate) owner: Option<Vec<String>>,
    /// Severities.
    pub(crate) severity: Option<Vec<String>>,
    /// Channels.
    pub(crate) channel: Option<Vec<String>>,
    /// Topics.
    pub(crate) topic: Option<Vec<String>>,
    /// Risks, of which a case has one.
    pub(crate) risks: Option<Vec<String>>,
}

/// One row of a page: its place, and what the inbox shows of it, as it was written.
pub(crate) type Placed = (Rank, Box<RawValue>);

/// The most rows of a [`Slice`]: SQLite in a Durable Object makes no text of more than about two megabytes, and a row
/// is about half a kilobyte of it.
pub(crate) const SLICE: usize = 1000;

/// When a case changed last, and which it is.
pub(crate) type Changed = (Timestamp, String);

/// Which part of a long list is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Slice<P> {
    /// The moment it is asked.
    pub(crate) now: Timestamp,
    /// Where the part before ended.
    pub(crate) after: Option<P>,
    /// The most rows, up to [`SLICE`].
    pub(crate) limit: usize,
    /// Only what is due then, and dangers; none for every row.
    #[serde(flatten)]
    pub(crate) due: Option<Due>,
}

/// Takes what is due from one moment to another, and dangers, whenever they are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Due {
    /// From here on.
    pub(crate) due_from: Timestamp,
    /// Up to here.
    pub(crate) due_to: Timestamp,
}

/// What the sweep needs of a row.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Known(
    /// The case.
    pub(crate) String,
    /// Its last event.
    pub(crate) Timestamp,
    /// Whether it waited for a moment that has passed.
    pub(crate) bool,
);

/// What can be asked of the index.
pub(crate) trait Index {
    /// Puts rows in their places, each unless a row is there that has seen more, or the case was erased a moment ago
    /// ([`gone`](super::keys::gone)): lists may still show what a row was derived from.
    async fn index(&self, brand: &Brand, rows: &[Row]) -> Result<(), StoreError>;

    /// Takes a case out.
    async fn unindex(&self, brand: &Brand, case: &CaseId) -> Result<(), StoreError>;

    /// A page in the order of what is due.
    async fn page(&self, brand: &Brand, question: &Question) -> Result<Vec<Placed>, StoreError>;

    /// A page of everything, settled and put aside too, in the order of what is due.
    async fn all(
        &self,
        brand: &Brand,
        slice: &Slice<Rank>,
    ) -> Result<Vec<(Rank, Item)>, StoreError>;

    /// A page of what the figures need of each case, those that changed last first.
    async fn summaries(
        &self,
        brand: &Brand,
        slice: &Slice<Changed>,
    ) -> Result<Vec<(Changed, Summary)>, StoreError>;

    /// Since when each customer waits who does.
    async fn waiting(&self, brand: &Brand, now: Timestamp) -> Result<Vec<Timestamp>, StoreError>;

    /// What is known of the cases whose ids begin with a hexadecimal digit.
    async fn known(
        &self,
        brand: &Brand,
        now: Timestamp,
        digit: char,
    ) -> Result<Vec<Known>, StoreError>;
}
