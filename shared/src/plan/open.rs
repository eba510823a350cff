//! What stands open in a case: the posts that nobody has answered yet, taken as one turn of the conversation.

use crate::case::{Case, Speaker, Turn};
use crate::post::Venue;
use crate::reading::{Intent, Risk, Severity, SignalKind, Topic};
use crate::units::Span;

/// The posts that nobody has answered yet, oldest first. A burst, and the chasers after it, are read together.
#[derive(Clone, Debug)]
pub struct Open<'a> {
    /// The posts; never empty.
    pub turns: Vec<&'a Turn>,
}

impl<'a> Open<'a> {
    /// What stands open in the present episode; none where the brand spoke last, or settled the case after the last post.
    #[must_use]
    pub fn of(case: &'a Case) -> Option<Self> {
        let present = case.present();
        let speaks = |turn: &Turn| matches!(turn.speaker, Speaker::Brand { .. }) && turn.stands();
        let settled = case.resolved.map(|(at, _)| at);
        let waits = |turn: &&Turn| turn.stands() && settled.is_none_or(|settled| turn.at > settled);
        let after = present.iter().rposition(speaks).map_or(0, |last| last + 1);
        let turns: Vec<&Turn> = present.get(after..)?.iter().filter(waits).collect();
        (!turns.is_empty()).then_some(Self { turns })
    }

    /// The last post.
    #[must_use]
    pub fn last(&self) -> &'a Turn {
        self.turns[self.turns.len() - 1]
    }

    /// Where the last post was made: the answer goes there.
    #[must_use]
    pub fn venue(&self) -> Venue {
        self.last().venue
    }

    /// The greatest anger.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.turns
            .iter()
            .filter_map(|turn| turn.severity())
            .max()
            .unwrap_or(Severity::Calm)
    }

    /// What the customer wants: a complaint in any of the posts outweighs what else is in them, and praise that isn't
    /// meant is a complaint.
    #[must_use]
    pub fn intent(&self) -> Intent {
        let mut found = Intent::Other;
        for assessment in self.turns.iter().filter_map(|turn| turn.assessment()) {
            let intent = assessment.meant();
            if rank(intent) > rank(found) {
                found = intent;
            }
        }
        found
    }

    /// The dangers that the posts speak of, each with the first post that does.
    #[must_use]
    pub fn risks(&self) -> Vec<(Risk, &'a Turn)> {
        let mut found: Vec<(Risk, &Turn)> = Vec::new();
        for turn in &self.turns {
            let risks = turn
                .assessment()
                .map_or(&[][..], |assessment| &assessment.risks);
            for risk in risks {
                if !found.iter().any(|(known, _)| known == risk) {
                    found.push((*risk, turn));
                }
            }
        }
        found.sort_by_key(|(risk, _)| *risk);
        found
    }

    /// The last sign of a kind.
    #[must_use]
    pub fn sign(&self, kind: SignalKind) -> Option<(&'a Turn, Span)> {
        self.turns.iter().rev().find_map(|turn| {
            let signals = &turn.assessment()?.signals;
            let signal = signals.iter().find(|signal| signal.kind == kind)?;
            Some((*turn, signal.span))
        })
    }

    /// The greatest number of people who may see a post; none in private, or where nothing is known.
    #[must_use]
    pub fn reach(&self) -> Option<u32> {
        let public = self.turns.iter().filter(|turn| turn.venue == Venue::Public);
        public.filter_map(|turn| turn.reach).max()
    }
}

/// What outweighs what, where the posts of one turn want different things.
const fn rank(intent: Intent) -> u8 {
    match intent {
        Intent::Complaint => 5,
        Intent::Abuse => 4,
        Intent::Question => 3,
        Intent::Praise => 2,
        Intent::Tease => 1,
        Intent::Other => 0,
    }
}

/// What the case is about: the last topic that a complaint or a question names, else any post.
///
/// What comes with the data that was asked for ("I live in…, my line is…") doesn't change the subject.
#[must_use]
pub fn topic_of(case: &Case) -> Topic {
    let mut found = Topic::None;
    let mut weight = 0;
    for turn in case.present().iter().filter(|turn| !turn.deleted) {
        let Some(assessment) = turn.assessment() else {
            continue;
        };
        let says = match assessment.topic {
            Topic::None => 0,
            Topic::Other => 1,
            Topic::Outage
            | Topic::Delivery
            | Topic::Billing
            | Topic::Refund
            | Topic::Cancellation
            | Topic::Contract
            | Topic::Claim
            | Topic::Price
            | Topic::Product
            | Topic::App
            | Topic::Staff
            | Topic::Support
            | Topic::Fraud
            | Topic::Schedule => match assessment.intent {
                Intent::Complaint | Intent::Question => 3,
                Intent::Praise | Intent::Tease | Intent::Abuse | Intent::Other => 2,
            },
        };
        if says > 0 && says >= weight {
            (found, weight) = (assessment.topic, says);
        }
    }
    found
}

/// How angry the customer is now: in what stands open, else in their last post.
#[must_use]
pub fn severity_of(case: &Case) -> Severity {
    Open::of(case).map_or_else(
        || {
            let mut standing = case.present().iter().rev().filter(|turn| turn.stands());
            standing.find_map(Turn::severity).unwrap_or(Severity::Calm)
        },
        |open| open.severity(),
    )
}
