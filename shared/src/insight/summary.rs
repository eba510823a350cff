use crate::case::{Case, Speaker};
use crate::plan::topic_of;
use crate::post::{Channel, Venue};
use crate::reading::{Intent, Severity, Topic};
use crate::units::Timestamp;
use serde::{Deserialize, Serialize};

/// One wait of a customer for the brand's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// From the first post that nobody had answered.
    pub since: Timestamp,
    /// To the answer; none while the customer still waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Timestamp>,
    /// Where the customer wrote.
    pub venue: Venue,
}

/// One post that complains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// The post's id.
    pub post: String,
    /// When it was made.
    pub at: Timestamp,
    /// What it is about.
    pub topic: Topic,
    /// How many may see it, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<u32>,
}

/// What insight needs of one case, over all its episodes but for what only the present one knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The case's id.
    pub case: String,
    /// The channel of the last post.
    pub channel: Channel,
    /// What it is about now.
    pub topic: Topic,
    /// When it began.
    pub began: Timestamp,
    /// Where it began.
    pub started: Venue,
    /// The customer's waits, oldest first.
    pub waits: Vec<Wait>,
    /// Public posts that complain, oldest first.
    pub complaints: Vec<Complaint>,
    /// Posts that came before the answer to an earlier one.
    pub chasers: u32,
    /// Hand-offs of the present episode.
    pub hand_offs: u32,
    /// Items the customer was asked for, or brought, in the present episode.
    pub needed: u32,
    /// Of these, the ones brought unasked.
    pub unasked: u32,
    /// When the customer first showed anger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grumbled: Option<Timestamp>,
    /// When the customer first thanked after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thanked: Option<Timestamp>,
    /// When the customer first thanked in public after that: an ambassador.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambassador: Option<Timestamp>,
    /// The customer's verdict on the present episode, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<u8>,
}

/// What insight needs of a case; none for a case in which the customer said nothing.
#[must_use]
pub fn summary(id: &str, case: &Case) -> Option<Summary> {
    let first = case.turns.iter().find(|turn| turn.assessment().is_some())?;
    let mut summary = Summary {
        case: id.into(),
        channel: case.channel,
        topic: topic_of(case),
        began: first.at,
        started: first.venue,
        waits: Vec::new(),
        complaints: Vec::new(),
        chasers: 0,
        hand_offs: count(case.hand_offs.len()),
        needed: count(
            case.unasked.len()
                + case
                    .asked
                    .iter()
                    .filter(|item| !case.unasked.contains(item))
                    .count(),
        ),
        unasked: count(case.unasked.len()),
        grumbled: None,
        thanked: None,
        ambassador: None,
        feedback: case.feedback,
    };
    let mut waiting: Option<Wait> = None;
    for turn in case.turns.iter().filter(|turn| turn.stands()) {
        match &turn.speaker {
            Speaker::Brand { .. } => {
                let answered = waiting.take().map(|wait| Wait {
                    answered: Some(turn.at),
                    ..wait
                });
                summary.waits.extend(answered);
            }
            Speaker::Customer { assessment } => {
                // Thanks ask for no answer: a brand that leaves them isn't slow.
                if !assessment.is_thanks() {
                    let wait = Wait {
                        since: turn.at,
                        answered: None,
                        venue: turn.venue,
                    };
                    waiting = waiting.or(Some(wait));
                }
                summary.chasers += u32::from(turn.chases);
                if assessment.intent == Intent::Complaint && turn.venue == Venue::Public {
                    summary.complaints.push(Complaint {
                        post: turn.id.clone(),
                        at: turn.at,
                        topic: assessment.topic,
                        reach: turn.reach,
                    });
                }
                let angry = turn.severity() >= Some(Severity::Annoyed);
                if angry {
                    summary.grumbled = summary.grumbled.or(Some(turn.at));
                } else if summary.grumbled.is_some() && assessment.is_thanks() {
                    summary.thanked = summary.thanked.or(Some(turn.at));
                    if turn.venue == Venue::Public {
                        summary.ambassador = summary.ambassador.or(Some(turn.at));
                    }
                }
            }
        }
    }
    summary.waits.extend(waiting);
    Some(summary)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
