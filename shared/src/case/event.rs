//! What happened to a case: past tense, immutable, one KV key each.

use crate::owner::Owner;
use crate::post::{Post, Venue};
use crate::reading::{Assessment, Severity};
use crate::reply::{Item, Move};
use crate::units::{Minutes, Timestamp};
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

/// Who made something happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "role")]
pub enum Actor {
    /// The author of the case, by posting.
    Customer,
    /// A signed-in person of the brand.
    Agent {
        /// The agent's id.
        id: String,
        /// The name shown to colleagues.
        name: String,
    },
    /// The brand through the platform's own tools: we know that it answered, not who.
    Brand,
    /// The clock: a deadline, a delivery, a retention rule.
    System,
}

/// An answer of the brand, whoever sent it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Public or private.
    pub venue: Venue,
    /// What was written.
    pub text: String,
    /// The moves it was composed of; empty where a person wrote it freely.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    /// What the customer was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Item>,
    /// The platform's id of the reply, where the platform told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// The customer's post it answers, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// One event of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseEvent {
    /// Made from the platform's own ids, so that a redelivery has the same one.
    pub id: String,
    /// When it happened, by the clock of whoever made it happen.
    pub at: Timestamp,
    /// Who made it happen.
    pub by: Actor,
    /// What happened.
    #[serde(flatten)]
    pub what: Happened,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum Happened {
    /// The author posted, publicly or privately.
    PostReceived {
        /// The post; personal data in a public one is masked already.
        post: Post,
        /// What the reader said of it when it came in.
        assessment: Assessment,
        /// Items the policy asks for that the post brings by itself.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        brings: Vec<Item>,
    },
    /// The author changed a post.
    PostEdited {
        /// The post's id.
        post: String,
        /// The new text.
        text: String,
        /// What the reader says of the new text.
        assessment: Assessment,
    },
    /// The author, or the platform, removed a post. Its text is forgotten; the fact remains.
    PostDeleted {
        /// The post's id.
        post: String,
    },
    /// The brand answered, from here or from the platform's own tool.
    ReplySent {
        /// The answer.
        reply: Reply,
    },
    /// A person took the case.
    Claimed,
    /// The person who had the case gave it back.
    Released,
    /// The case was given to an owner.
    Assigned {
        /// The new owner.
        owner: Owner,
    },
    /// The request and the contact details were sent to the company's own system.
    HandedOff {
        /// The policy's name of the target.
        target: String,
        /// What the customer advisor needs to know, in the agent's words.
        summary: String,
    },
    /// The company's system took the hand-off.
    HandOffDelivered {
        /// The policy's name of the target.
        target: String,
        /// The ticket's reference over there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
    },
    /// The hand-off could not be delivered; it waits among the dead letters.
    HandOffFailed {
        /// The policy's name of the target.
        target: String,
        /// Why, in words.
        reason: String,
    },
    /// An agent wrote something for colleagues.
    Noted {
        /// The note.
        text: String,
    },
    /// An agent saw that the customer gave items that were asked for.
    ItemsGiven {
        /// The items.
        items: Vec<Item>,
    },
    /// The case was put aside until a moment.
    Snoozed {
        /// When it comes back.
        until: Timestamp,
    },
    /// A snoozed case was taken up before its time.
    Woken,
    /// The matter is settled.
    Resolved {
        /// A later post within this delay reopens the case; after it, a new episode begins. From the policy of that day.
        reopens_within: Minutes,
    },
    /// A settled case was taken up again by a person.
    Reopened {
        /// Why, in the agent's words.
        reason: String,
    },
    /// A person corrected the reading of a post.
    Corrected {
        /// The post's id.
        post: String,
        /// What it should have been.
        label: Label,
    },
    /// A person hid a post from the page.
    Hidden {
        /// The post's id.
        post: String,
        /// Why, in the agent's words.
        reason: String,
    },
    /// A hidden post was shown again.
    Unhidden {
        /// The post's id.
        post: String,
    },
    /// The customer said how good the exchange was.
    FeedbackGiven {
        /// 1 (bad) to 5 (good).
        score: u8,
    },
}
