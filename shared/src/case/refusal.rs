//! Why a command may not be carried out.

use super::state::Stage;
use crate::owner::Owner;
use crate::post::Venue;
use crate::units::Timestamp;
use serde::{Deserialize, Serialize};

/// Why a command was not carried out: an answer for the person who gave it, not an error of the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case", tag = "refusal")]
pub enum Refusal {
    /// The case has no post yet, or all of it was erased.
    NoSuchCase,
    /// The case has no such post.
    NoSuchPost {
        /// The id that was given.
        found: String,
    },
    /// A colleague has the case.
    ClaimedBy {
        /// The colleague's name.
        name: String,
    },
    /// The command does not fit the stage the case is in.
    WrongStage {
        /// The stage the case is in.
        found: Stage,
        /// The stages in which the command makes sense.
        expected: Vec<Stage>,
    },
    /// Something that must be said is missing.
    Empty {
        /// The field.
        field: String,
    },
    /// The same answer was already sent to this customer.
    AlreadySent {
        /// When.
        at: Timestamp,
    },
    /// The moment lies in the past.
    InThePast {
        /// The moment that was given.
        found: Timestamp,
    },
    /// The policy names no such target.
    NoSuchTarget {
        /// The name that was given.
        found: String,
        /// The names the policy knows.
        expected: Vec<String>,
    },
    /// The owner of the case, or the role of the person, may not do this.
    NotAllowed {
        /// Who owns the case.
        owner: Owner,
    },
    /// The venue of the reply does not fit the command.
    WrongVenue {
        /// The venue that was given.
        found: Venue,
    },
    /// The post is hidden already, or not hidden at all.
    NothingToDo,
}
