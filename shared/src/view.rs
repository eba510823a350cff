//! What people see: the inbox entry of a case, the order of the inbox, the ladder, the footing, the contact card.

mod contact;
mod footing;
mod ladder;

pub use contact::{ContactCard, Opening, better_in_private, contact_card};
pub use footing::{Footing, Hint, footing};
pub use ladder::{Rung, RungState, ladder};

use crate::case::{Actor, Case, Stage, Turn, claim_holder};
use crate::owner::Owner;
use crate::plan::{Owing, Plan, Step};
use crate::policy::Policy;
use crate::post::{Channel, Venue};
use crate::reading::{Lang, Risk, Severity, Topic};
use crate::units::{Minutes, Timestamp};
use serde::{Deserialize, Serialize};

/// One case in the inbox: an item of `GET /v1/cases`. Derived; may be deleted and made again at any time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The case's id.
    pub id: String,
    /// The rung of the ladder.
    pub stage: Stage,
    /// The next step.
    pub step: Step,
    /// How angry the customer is now.
    pub severity: Severity,
    /// The same in permille, as the reader said of the last post.
    pub anger: u16,
    /// The channel of the last post.
    pub channel: Channel,
    /// Who owes the next step.
    pub owner: Owner,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// 0..=1000 at the moment the entry was made.
    pub priority: u16,
    /// What the case is about.
    pub topic: Topic,
    /// The language of the last post.
    pub lang: Lang,
    /// Dangers in the present episode, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Risk>,
    /// The beginning of the customer's last post, or nothing where that is private.
    pub excerpt: String,
    /// The author's name.
    pub author: String,
    /// The name of the colleague who has the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_by: Option<String>,
    /// Put aside until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed_until: Option<Timestamp>,
    /// Since when the customer waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_since: Option<Timestamp>,
    /// When anything last happened.
    pub updated_at: Timestamp,
}

/// The most characters of a post that an entry shows.
const EXCERPT: usize = 120;

/// The entry of a case; none for a case without a post of the customer.
#[must_use]
pub fn entry(id: &str, case: &Case, plan: &Plan, policy: &Policy, now: Timestamp) -> Option<Entry> {
    let said = |turn: &&Turn| turn.assessment().is_some();
    let last = case.present().iter().rev().find(said)?;
    let read = last.assessment()?;
    let present = case.present().iter().filter_map(|turn| turn.assessment());
    let mut risks: Vec<Risk> = present
        .flat_map(|read| read.risks.iter().copied())
        .collect();
    risks.sort_unstable();
    risks.dedup();
    let holder = claim_holder(case, policy, now).and_then(|actor| match actor {
        Actor::Agent { name, .. } => Some(name.clone()),
        Actor::Customer | Actor::Brand | Actor::System => None,
    });
    let author = case.author.as_ref().map(|author| author.name.clone());
    Some(Entry {
        id: id.into(),
        stage: case.stage,
        step: plan.step,
        severity: plan.severity,
        anger: read.anger,
        channel: case.channel,
        owner: plan.owner,
        due: plan.due,
        priority: plan.priority,
        topic: plan.topic,
        lang: read.lang,
        risks,
        excerpt: match last.venue {
            Venue::Public => excerpt(&last.text),
            Venue::Private => String::new(),
        },
        author: author.unwrap_or_default(),
        claimed_by: holder,
        snoozed_until: case.snoozed_until,
        waiting_since: case.waiting_since,
        updated_at: case.updated,
    })
}

/// The place of an entry in the inbox, smaller first: dangers, then what the brand owes by the minute it is due and the
/// higher priority within it, then what waits for others, then the rest.
#[must_use]
pub fn place(entry: &Entry) -> (u8, i64, u16, &str) {
    let group = match entry.step.owing() {
        Owing::Brand if entry.step == Step::Escalate => 0,
        Owing::Brand => 1,
        Owing::Others => 2,
        Owing::Nobody => 3,
    };
    let minute = entry
        .due
        .map_or(i64::MAX, |due| due.since(Timestamp(0)).0.into());
    (group, minute, 1000 - entry.priority.min(1000), &entry.id)
}

/// What the clock next to an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "clock")]
pub enum Countdown {
    /// So much time is left.
    Left {
        /// Whole minutes.
        minutes: Minutes,
    },
    /// The deadline has passed.
    Late {
        /// Whole minutes.
        minutes: Minutes,
    },
    /// Nothing is due.
    None,
}

/// What the clock next to an entry says at a moment.
#[must_use]
pub fn countdown(due: Option<Timestamp>, now: Timestamp) -> Countdown {
    match due {
        None => Countdown::None,
        Some(due) if due < now => Countdown::Late {
            minutes: now.since(due),
        },
        Some(due) => Countdown::Left {
            minutes: due.since(now),
        },
    }
}

/// The beginning of a text on one line, cut between words where it is too long.
fn excerpt(text: &str) -> String {
    let mut short = String::new();
    for word in text.split_whitespace() {
        let length = short.chars().count();
        if length + word.chars().count() >= EXCERPT {
            if short.is_empty() {
                short.extend(word.chars().take(EXCERPT - 1));
            }
            short.push('…');
            return short;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}
