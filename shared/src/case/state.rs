//! The state of a case: what the fold of its events gives.

use super::event::{Actor, CaseEvent, Label};
use crate::owner::Owner;
use crate::post::{Author, Channel, Venue};
use crate::reading::{Assessment, Severity};
use crate::reply::{Item, Move};
use crate::units::{Minutes, Timestamp};
use serde::{Deserialize, Serialize};

/// The rung of the ladder a case stands on. Nobody stores it: it is read off the events.
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
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// A post came in and nobody answered yet.
    Received,
    /// The brand answered in public.
    Acknowledged,
    /// The exchange goes on in private.
    Private,
    /// The company's own system has the request.
    HandedOff,
    /// The matter is settled.
    Resolved,
}

/// Who speaks in a turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "speaker")]
pub enum Speaker {
    /// The author of the case.
    Customer {
        /// What the reader said of the post; of its last version where it was edited.
        assessment: Assessment,
    },
    /// The brand.
    Brand {
        /// Who sent it.
        by: Actor,
        /// The moves it was composed of, where known.
        moves: Vec<Move>,
    },
}

/// One post of the thread, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The platform's id of the post, or the event's id where the platform gave none.
    pub id: String,
    /// The episode it belongs to, from 1.
    #[serde(default)]
    pub episode: u32,
    /// When it was made.
    pub at: Timestamp,
    /// Where it was made.
    pub channel: Channel,
    /// Public or private.
    pub venue: Venue,
    /// What it says; empty once deleted.
    pub text: String,
    /// Who wrote it.
    #[serde(flatten)]
    pub speaker: Speaker,
    /// Permalink.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The brand's account it was addressed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The conversation it belongs to.
    #[serde(default)]
    pub thread: String,
    /// How many people may see it, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<u32>,
    /// When it was last edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<Timestamp>,
    /// Whether the author or the platform removed it.
    #[serde(default)]
    pub deleted: bool,
    /// Why a person hid it, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden: Option<String>,
    /// What a person says the reading should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Label>,
    /// Whether `id` is the platform's own; an answer reported by hand has none until its echo comes in.
    #[serde(default)]
    pub on_platform: bool,
    /// Whether the post chases: it came after an earlier one that nobody had answered, and not in the same burst.
    #[serde(default)]
    pub chases: bool,
}

/// The customer's mood at one post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mood {
    /// When.
    pub at: Timestamp,
    /// Anger, 0..=1000 permille.
    pub anger: u16,
    /// Whether the customer thanked.
    pub thanks: bool,
}

/// What a person wrote for colleagues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// What.
    pub text: String,
}

/// Where a hand-off stands.
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
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum HandOffState {
    /// On its way to the company's system.
    Sent,
    /// Taken by the company's system.
    Delivered,
    /// Waiting among the dead letters.
    Failed,
}

/// A hand-off to the company's own system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOff {
    /// The policy's name of the target.
    pub target: String,
    /// When it was asked for.
    pub at: Timestamp,
    /// Where it stands.
    pub state: HandOffState,
    /// What the customer advisor needs to know.
    pub summary: String,
    /// The ticket's reference over there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Why it failed, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// One case, as its events tell it. A case without posts is the empty case, the start of every fold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The rung of the ladder.
    pub stage: Stage,
    /// 1 for the first conversation, one more each time a settled and quiet case begins anew. 0 for the empty case.
    pub episode: u32,
    /// The author, as of the last post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// The channel of the last post.
    pub channel: Channel,
    /// The thread of this episode and of those before it, oldest first.
    pub turns: Vec<Turn>,
    /// The index in `turns` where the present episode begins.
    pub episode_start: usize,
    /// When the present episode's oldest post without an answer was made; none when the brand spoke last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_since: Option<Timestamp>,
    /// When the brand first answered in the present episode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_answer: Option<Timestamp>,
    /// Posts of the present episode that chase.
    pub chasers: u32,
    /// Who owes the next step, where a person or a hand-off said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// Who has taken the case, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed: Option<(Actor, Timestamp)>,
    /// Items asked for in the present episode, each once.
    pub asked: Vec<Item>,
    /// Items given in the present episode, each once.
    pub given: Vec<Item>,
    /// Of these, the ones that came before anybody had asked.
    #[serde(default)]
    pub unasked: Vec<Item>,
    /// The hand-offs of the present episode, oldest first.
    pub hand_offs: Vec<HandOff>,
    /// Put aside until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed_until: Option<Timestamp>,
    /// When it was settled, and how long a post may still reopen it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<(Timestamp, Minutes)>,
    /// The customer's mood, oldest first, over all episodes.
    pub mood: Vec<Mood>,
    /// Notes for colleagues, oldest first.
    pub notes: Vec<Note>,
    /// The customer's verdict on the present episode, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<u8>,
    /// When anything last happened.
    pub updated: Timestamp,
    /// Events about a post or a hand-off that has not come in yet; they take effect when it does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub early: Vec<CaseEvent>,
}

impl Case {
    /// The case before anything happened: the start of every fold.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            stage: Stage::Received,
            episode: 0,
            author: None,
            channel: Channel::Unknown,
            turns: Vec::new(),
            episode_start: 0,
            waiting_since: None,
            first_answer: None,
            chasers: 0,
            owner: None,
            claimed: None,
            asked: Vec::new(),
            given: Vec::new(),
            unasked: Vec::new(),
            hand_offs: Vec::new(),
            snoozed_until: None,
            resolved: None,
            mood: Vec::new(),
            notes: Vec::new(),
            feedback: None,
            updated: Timestamp(0),
            early: Vec::new(),
        }
    }

    /// The turns of the present episode, oldest first, deleted ones included.
    #[must_use]
    pub fn present(&self) -> &[Turn] {
        self.turns.get(self.episode_start..).unwrap_or_default()
    }

    /// A turn by the id of its post.
    #[must_use]
    pub fn turn(&self, id: &str) -> Option<&Turn> {
        self.turns.iter().find(|turn| turn.id == id)
    }
}

impl Turn {
    /// What the reader said, where the customer speaks.
    #[must_use]
    pub fn assessment(&self) -> Option<&Assessment> {
        match &self.speaker {
            Speaker::Customer { assessment } => Some(assessment),
            Speaker::Brand { .. } => None,
        }
    }

    /// How angry the customer is here: what a person says, else what the reader said. None where the brand speaks.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        let read = self.assessment()?.severity;
        Some(match self.corrected {
            None => read,
            Some(Label::NotAngry) => Severity::Calm,
            Some(Label::Angry) => read.max(Severity::Angry),
            Some(Label::Severity(said)) => said,
        })
    }

    /// Whether the post still stands on the page, as far as we know.
    #[must_use]
    pub fn stands(&self) -> bool {
        !self.deleted && self.hidden.is_none()
    }
}
