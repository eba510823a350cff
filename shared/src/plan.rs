//! The plan: the one next step of a case, who owes it, by when, and why.

mod answering;
mod consent;
mod follow_up;
mod next;
mod open;
mod priority;
mod problem;
mod reason;

pub use next::plan;
pub use open::{Open, severity_of, topic_of};
pub use reason::Reason;

use crate::owner::Owner;
use crate::post::Venue;
use crate::reading::{Severity, Topic};
use crate::reply::Item;
use crate::units::Timestamp;
use serde::{Deserialize, Serialize};

/// What to do next.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Step {
    /// Give the case to the person in charge of a danger, at once. Nothing composed apologises here.
    Escalate,
    /// Answer in public, without asking for a private message.
    AnswerPublicly,
    /// Acknowledge in public and ask for a private message.
    AskPrivate,
    /// Answer in private.
    AnswerPrivately,
    /// Pass the request on to the company's own system, and say so in private.
    HandOff,
    /// Point to the account that looks after customers.
    Redirect,
    /// Set right, by the times of two messages.
    Reframe,
    /// Answer a question from the brand's own public answers.
    AnswerQuestion,
    /// Thank a customer who thanks.
    Thank,
    /// Answer a tease, or lighten an opening, with a kind joke.
    Joke,
    /// Name what the offer can do, now that the cause is known.
    Promote,
    /// Remind of the page's rules.
    RemindRules,
    /// A person decides whether to hide the post.
    Hide,
    /// Leave the post without an answer.
    Leave,
    /// It is somebody else's turn.
    Wait,
    /// Ask for feedback and settle the case.
    Close,
    /// Nothing is owed.
    Nothing,
}

/// Who owes the next word or act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owing {
    /// The brand.
    Brand,
    /// Somebody else, or the clock.
    Others,
    /// Nobody.
    Nobody,
}

impl Step {
    /// Who owes something while this is the next step.
    #[must_use]
    pub const fn owing(self) -> Owing {
        match self {
            Self::Escalate
            | Self::AnswerPublicly
            | Self::AskPrivate
            | Self::AnswerPrivately
            | Self::HandOff
            | Self::Redirect
            | Self::Reframe
            | Self::AnswerQuestion
            | Self::Thank
            | Self::Joke
            | Self::Promote
            | Self::RemindRules
            | Self::Hide => Owing::Brand,
            Self::Wait | Self::Close => Owing::Others,
            Self::Leave | Self::Nothing => Owing::Nobody,
        }
    }
}

/// The one next step of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What to do next.
    pub step: Step,
    /// What may be done instead or besides, the most telling first; each of these is allowed now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Step>,
    /// Who owes it.
    pub owner: Owner,
    /// By when. For [`Step::Wait`], when it stops being somebody else's turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// Why; never empty.
    pub because: Vec<Reason>,
    /// What comes first where several cases are due, 0..=1000.
    pub priority: u16,
    /// Where the answer goes; none where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Venue>,
    /// The post that the step answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// What the case is about.
    pub topic: Topic,
    /// How angry the customer is now.
    pub severity: Severity,
    /// What the policy asks for and the customer has not given yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Item>,
}

impl Plan {
    /// Whether the deadline has passed while somebody of the brand owes the step.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.step != Step::Wait && self.due.is_some_and(|due| due < now)
    }

    /// Whether the brand owes anything now.
    #[must_use]
    pub const fn is_owed(&self) -> bool {
        !matches!(self.step, Step::Wait | Step::Nothing | Step::Leave)
    }
}
