//! The rules that find the one next step. The first that fits decides.

use super::open::{Open, severity_of, topic_of};
use super::priority::{Churn, Factors, priority};
use super::{Plan, Reason, Step};
use crate::case::{Case, HandOff};
use crate::hours::Offsets;
use crate::owner::Owner;
use crate::policy::Policy;
use crate::post::Venue;
use crate::reading::{Risk, SignalKind, Topic};
use crate::reply::Item;
use crate::units::Timestamp;

/// The one next step of a case, at a moment, under a policy. Total.
#[must_use]
pub fn plan(case: &Case, policy: &Policy, now: Timestamp, offsets: &Offsets) -> Plan {
    let view = View {
        case,
        policy,
        now,
        offsets,
        topic: topic_of(case),
        missing: missing(case, policy),
    };
    let open = Open::of(case);
    let draft = match &open {
        Some(open) => view.answer(open),
        None => view.follow_up(),
    };
    let severity = severity_of(case);
    let risks: Vec<Risk> = open
        .iter()
        .flat_map(Open::risks)
        .map(|(risk, _)| risk)
        .collect();
    let priority = priority(&Factors {
        step: draft.step,
        severity,
        risks: &risks,
        reach: open.as_ref().and_then(Open::reach),
        chasers: if open.is_some() { case.chasers } else { 0 },
        churn: match open
            .as_ref()
            .and_then(|open| open.sign(SignalKind::ChurnThreat))
        {
            Some(_) => Churn::Threatened,
            None => Churn::None,
        },
        due: draft.due,
        now,
    });
    Plan {
        step: draft.step,
        also: draft.also,
        owner: draft.owner,
        due: draft.due,
        because: draft.because,
        priority,
        venue: draft.venue,
        answers: open.as_ref().map(|open| open.last().id.clone()),
        topic: view.topic,
        severity,
        missing: view.missing,
    }
}

/// What the policy asks for on the case's topic and the customer hasn't given.
fn missing(case: &Case, policy: &Policy) -> Vec<Item> {
    let wanted = policy.asks_for(topic_of(case)).iter();
    wanted
        .filter(|item| !case.given.contains(item))
        .copied()
        .collect()
}

/// Everything that the rules look at.
pub(super) struct View<'a> {
    pub(super) case: &'a Case,
    pub(super) policy: &'a Policy,
    pub(super) now: Timestamp,
    pub(super) offsets: &'a Offsets,
    pub(super) topic: Topic,
    pub(super) missing: Vec<Item>,
}

/// A plan in the making.
pub(super) struct Draft {
    pub(super) step: Step,
    pub(super) also: Vec<Step>,
    pub(super) owner: Owner,
    pub(super) due: Option<Timestamp>,
    pub(super) venue: Option<Venue>,
    pub(super) because: Vec<Reason>,
}

impl Draft {
    /// Nothing to do, by that owner.
    pub(super) const fn idle(owner: Owner) -> Self {
        Self {
            step: Step::Nothing,
            also: Vec::new(),
            owner,
            due: None,
            venue: None,
            because: Vec::new(),
        }
    }

    /// Whether the step answers the customer.
    pub(super) fn is_answer(&self) -> bool {
        match self.step {
            Step::AnswerPublicly
            | Step::AskPrivate
            | Step::AnswerPrivately
            | Step::HandOff
            | Step::Redirect
            | Step::Reframe
            | Step::AnswerQuestion
            | Step::Joke
            | Step::Promote => true,
            Step::Escalate
            | Step::Thank
            | Step::RemindRules
            | Step::Hide
            | Step::Leave
            | Step::Wait
            | Step::Close
            | Step::Nothing => false,
        }
    }
}

pub(super) fn reason_of(hand_off: &HandOff) -> Reason {
    Reason::HandedOff {
        target: hand_off.target.clone(),
        since: hand_off.at,
        reference: hand_off.reference.clone(),
    }
}
