//! What frames depend on, beside their slots.

use crate::owner::Owner;
use crate::packs::{Condition, Slot};
use crate::post::Venue;
use crate::reading::{Intent, Risk, Severity, Topic};
use crate::situation::{Due, Situation};

/// Whoever has written so many words has told what happened.
const TOLD: usize = 12;

/// Whether a condition holds in a situation.
pub(super) fn holds(condition: Condition, s: &Situation) -> bool {
    match condition {
        Condition::Angry => s.angry(),
        Condition::Annoyed => s.severity >= Severity::Annoyed,
        Condition::Waited => s.waited,
        Condition::Timed => s.details.waited.is_some(),
        Condition::Churn => s.churn,
        Condition::First => s.first,
        Condition::Public => s.venue == Venue::Public,
        Condition::Refused => s.refused,
        Condition::Stock => s.stock,
        Condition::Sent => s.sent,
        Condition::Tight => s.tight(),
        Condition::Link => s.slots.contains_key(&Slot::Link),
        Condition::Items => s.slots.contains_key(&Slot::Items),
        Condition::Exposed => s.exposed,
        Condition::Question => s.intent == Intent::Question && s.due == Due::Nothing,
        Condition::Pleased => s.intent == Intent::Praise,
        Condition::Known => s.slots.contains_key(&Slot::Clause),
        Condition::Told => {
            s.slots.contains_key(&Slot::Clause) || s.details.waited.is_some() || s.told >= TOLD
        }
        Condition::Several => s.items.len() > 1,
        Condition::Money => matches!(s.topic, Topic::Billing | Topic::Refund | Topic::Price),
        Condition::Emoji => s.emoji,
        Condition::Own => s
            .promise
            .is_some_and(|promise| promise.owner == Owner::CommunityManager),
        Condition::Threat => s.threat,
        Condition::Shared => s.shared,
        Condition::Teasing => s.intent == Intent::Tease,
        Condition::Mourning => s.mourning,
        Condition::SelfHarm => s.risks.contains(&Risk::SelfHarm),
        Condition::Fraud => s.risks.contains(&Risk::Fraud),
    }
}
