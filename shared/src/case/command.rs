//! What a person wants done with a case, and why it may not be.

use super::event::Reply;
use crate::owner::Owner;
use crate::reading::Severity;
use crate::reply::Item;
use crate::units::Timestamp;
use serde::{Deserialize, Serialize};

/// A person's correction of a reading. Kept as an event and exported as a training row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// "Not angry": the flag was wrong.
    NotAngry,
    /// "Angry": the flag was missing.
    Angry,
    /// The severity a person gives the post.
    Severity(Severity),
}

/// What a person asks for. On the wire: `{"command": "acknowledge", …}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "command")]
pub enum Command {
    /// "Sent": the public answer stands on the page.
    Acknowledge {
        /// The answer as it was sent.
        reply: Reply,
    },
    /// A public answer that asks for a private message.
    AskPrivate {
        /// The answer as it was sent.
        reply: Reply,
    },
    /// A private answer was sent.
    ReplyPrivate {
        /// The answer as it was sent.
        reply: Reply,
    },
    /// Takes the case.
    Claim,
    /// Gives the case back.
    Release,
    /// Gives the case to an owner.
    Assign {
        /// The new owner.
        owner: Owner,
    },
    /// Sends request and contact details to the company's own system.
    HandOff {
        /// The policy's name of the target.
        target: String,
        /// What the customer advisor needs to know.
        #[serde(default)]
        summary: String,
    },
    /// Records the reference that the company's own system gave.
    ConfirmHandOff {
        /// The policy's name of the target.
        target: String,
        /// The ticket's reference over there.
        #[serde(default)]
        reference: Option<String>,
    },
    /// Writes something for colleagues.
    Note {
        /// The note.
        text: String,
    },
    /// Ticks items that the customer gave.
    GiveItems {
        /// The items.
        items: Vec<Item>,
    },
    /// Puts the case aside.
    Snooze {
        /// When it comes back.
        until: Timestamp,
    },
    /// Takes a snoozed case up before its time.
    Wake,
    /// Settles the case.
    Resolve,
    /// Takes a settled case up again.
    Reopen {
        /// Why.
        reason: String,
    },
    /// Corrects the reading of a post.
    Correct {
        /// The post's id.
        post: String,
        /// What it should have been.
        label: Label,
    },
    /// Hides a post from the page.
    Hide {
        /// The post's id.
        post: String,
        /// Why; must not be empty.
        reason: String,
    },
    /// Shows a hidden post again.
    Unhide {
        /// The post's id.
        post: String,
    },
}

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
        found: super::state::Stage,
        /// The stages in which the command makes sense.
        expected: Vec<super::state::Stage>,
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
        found: crate::post::Venue,
    },
    /// The post is hidden already, or not hidden at all.
    NothingToDo,
}
