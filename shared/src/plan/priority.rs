//! What comes first where several cases are due: severity × risk × reach × what is due.

use super::Step;
use crate::reading::{Risk, Severity};
use crate::units::{Minutes, Timestamp};

/// The four factors. Their product, in permille and at most 1000, is the priority.
pub(super) struct Factors<'a> {
    pub(super) step: Step,
    pub(super) severity: Severity,
    pub(super) risks: &'a [Risk],
    pub(super) reach: Option<u32>,
    pub(super) chasers: u32,
    pub(super) churn: Churn,
    pub(super) due: Option<Timestamp>,
    pub(super) now: Timestamp,
}

/// Whether the customer threatens to leave.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Churn {
    /// Yes: a fifth more.
    Threatened,
    /// No.
    None,
}

/// Even the gravest of what isn't owed now stays below what is: a quarter.
const NOT_OWED: u32 = 4;

/// The priority, 0..=1000.
pub(super) fn priority(factors: &Factors<'_>) -> u16 {
    if factors.step == Step::Escalate {
        return 1000;
    }
    let tenths = severity(factors.severity)
        * risk(factors.risks, factors.churn)
        * reach(factors.reach)
        * due(factors)
        / 1000;
    let points = tenths.min(MOST);
    let owed = match factors.step {
        Step::Wait | Step::Close | Step::Leave => points / NOT_OWED,
        Step::Nothing => 0,
        Step::Escalate
        | Step::AnswerPublicly
        | Step::AskPrivate
        | Step::AnswerPrivately
        | Step::HandOff
        | Step::Redirect
        | Step::Reframe
        | Step::AnswerQuestion
        | Step::Thank
        | Step::Joke
        | Step::Promote
        | Step::RemindRules
        | Step::Hide => points,
    };
    u16::try_from(owed).unwrap_or(u16::MAX)
}

/// The gravest case below a danger.
const MOST: u32 = 999;

/// In points: what a post weighs by its anger alone.
const fn severity(severity: Severity) -> u32 {
    match severity {
        Severity::Calm => 60,
        Severity::Annoyed => 120,
        Severity::Angry => 220,
        Severity::Furious => 300,
    }
}

/// In tenths: a risk that doesn't override still doubles, or nearly; losing the customer is the least of them.
fn risk(risks: &[Risk], churn: Churn) -> u32 {
    let each = risks.iter().map(|risk| match risk {
        Risk::Safety | Risk::SelfHarm | Risk::Harassment | Risk::Fraud => 25,
        Risk::VulnerablePerson | Risk::Privacy => 20,
        Risk::Legal | Risk::Press => 16,
    });
    each.max().unwrap_or(match churn {
        Churn::Threatened => 12,
        Churn::None => 10,
    })
}

/// In tenths: one more for each tenfold of readers, from a hundred on.
fn reach(people: Option<u32>) -> u32 {
    let people = people.unwrap_or(0).max(1);
    10 + people.ilog10().saturating_sub(1).min(5)
}

/// In tenths: a quarter more within the last ten minutes, half more when late, double when later than an hour, and a
/// fifth more for each chaser up to three.
fn due(factors: &Factors<'_>) -> u32 {
    let clock = match factors.due {
        None => 8,
        Some(due) if due.plus(Minutes(60)) < factors.now => 20,
        Some(due) if due < factors.now => 15,
        Some(due) if due.since(factors.now) < Minutes(10) => 12,
        Some(_) => 10,
    };
    clock * (10 + 2 * factors.chasers.min(3)) / 10
}
