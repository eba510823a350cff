//! Nobody waits for an answer: what was promised, and whose turn it is.

use super::next::{Draft, View, reason_of};
use super::{Reason, Step};
use crate::case::{HandOff, HandOffState, Stage};
use crate::hours;
use crate::owner::Owner;
use crate::post::Venue;
use crate::units::Timestamp;

impl View<'_> {
    /// Nobody waits for an answer.
    pub(super) fn follow_up(&self) -> Draft {
        let mut draft = Draft::idle(self.case.owner.unwrap_or(Owner::CommunityManager));
        let standing = self.case.present().iter().any(|turn| turn.stands());
        let last_answer = self.case.present().iter().rev().find(|turn| !turn.deleted);
        match (
            self.case.snoozed_until,
            self.case.hand_offs.last(),
            last_answer,
        ) {
            _ if self.case.resolved.is_some() => draft.because.push(Reason::Settled),
            _ if !standing => draft.because.push(Reason::Empty),
            (Some(until), _, _) if self.now < until => {
                draft.step = Step::Wait;
                draft.due = Some(until);
                draft.because.push(Reason::Snoozed { until });
            }
            (_, Some(hand_off), _) => self.after_hand_off(hand_off, &mut draft),
            (_, None, Some(last)) if self.ready_to_hand_off() => {
                draft.step = Step::HandOff;
                draft.venue = Some(Venue::Private);
                draft.due = Some(self.after(last.at, self.policy.on(last.channel).private_answer));
                draft.because.push(Reason::Complete);
            }
            (_, None, Some(last)) => self.customers_turn(last.at, last.venue, &mut draft),
            (_, None, None) => draft.because.push(Reason::Empty),
        }
        draft
    }

    fn ready_to_hand_off(&self) -> bool {
        self.case.stage == Stage::Private
            && self.missing.is_empty()
            && !self.case.given.is_empty()
            && self.policy.target_for(self.topic).is_some()
    }

    fn after_hand_off(&self, hand_off: &HandOff, draft: &mut Draft) {
        let target = self.policy.on(self.case.channel).resolution;
        // A word from the brand since then tells the customer where things stand, and the delay begins anew.
        let told = self
            .case
            .present()
            .iter()
            .rev()
            .find(|turn| turn.assessment().is_none());
        let since = told.map_or(hand_off.at, |turn| turn.at.max(hand_off.at));
        let due = self.after(since, target);
        match hand_off.state {
            HandOffState::Failed => {
                draft.step = Step::HandOff;
                draft.due = Some(hand_off.at);
                let target = hand_off.target.clone();
                draft.because.push(Reason::HandOffFailed { target });
            }
            HandOffState::Sent | HandOffState::Delivered if due < self.now => {
                // The promise is broken: the customer hears so from us, not the other way round.
                let waited = hours::open_between(since, self.now, &self.policy.hours, self.offsets);
                draft.step = Step::AnswerPrivately;
                draft.venue = Some(Venue::Private);
                draft.due = Some(due);
                draft.because.push(Reason::Overdue { waited, target });
            }
            HandOffState::Sent | HandOffState::Delivered => {
                draft.step = Step::Wait;
                draft.owner = self.case.owner.unwrap_or(Owner::CustomerAdvisor);
                draft.due = Some(due);
                draft.because.push(reason_of(hand_off));
                draft.also.push(Step::Close);
            }
        }
    }

    pub(super) fn customers_turn(&self, since: Timestamp, venue: Venue, draft: &mut Draft) {
        let quiet_at = since.plus(self.policy.thresholds.quiet);
        draft.due = Some(quiet_at);
        if self.now < quiet_at {
            draft.step = Step::Wait;
            draft.because.push(Reason::CustomersTurn { since });
            draft.also.push(Step::Close);
        } else {
            draft.step = Step::Close;
            draft.venue = (venue == Venue::Private).then_some(venue);
            draft.because.push(Reason::Quiet { since });
        }
    }
}
