//! What a person wants done with a case.

use super::event::{Label, Reply};
use crate::owner::Owner;
use crate::reply::Item;
use crate::units::Timestamp;
use serde::{Deserialize, Serialize};

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
