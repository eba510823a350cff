//! A problem to solve, in public or in private.

use super::next::{Draft, View, reason_of};
use super::open::Open;
use super::{Reason, Step};
use crate::case::{HandOff, HandOffState, Stage};
use crate::owner::Owner;
use crate::policy::AccountRole;
use crate::post::Venue;
use crate::reading::{Register, SignalKind, Topic};

impl View<'_> {
    /// A problem to solve, wherever the exchange stands.
    pub(super) fn problem(&self, open: &Open<'_>, draft: &mut Draft) {
        if self.redirected(open, draft) {
            return;
        }
        match open.venue() {
            Venue::Private => self.private_problem(open, draft),
            Venue::Public => self.public_problem(open, draft),
        }
        self.lighter(open, draft);
    }

    fn private_problem(&self, open: &Open<'_>, draft: &mut Draft) {
        draft.step = Step::AnswerPrivately;
        if let Some(hand_off) = self.handed_off() {
            draft.because.push(reason_of(hand_off));
            if self.case.owner.is_none() {
                draft.owner = Owner::CustomerAdvisor;
            }
        } else if self.missing.is_empty() && self.policy.target_for(self.topic).is_some() {
            draft.step = Step::HandOff;
            draft.because.push(Reason::Complete);
            draft.also.push(Step::AnswerPrivately);
        } else {
            draft.because.push(Reason::NeedsPrivate {
                items: self.missing.clone(),
            });
            if open.turns.len() > 1 || self.case.stage != Stage::Received {
                draft.also.push(Step::HandOff);
            }
        }
    }

    fn public_problem(&self, open: &Open<'_>, draft: &mut Draft) {
        let public_answers = self.public_answers();
        let most = self.policy.thresholds.public_answers;
        if public_answers >= most {
            draft.because.push(Reason::PublicAnswers {
                given: public_answers,
                most,
            });
        }
        let exchange_is_private = matches!(self.case.stage, Stage::Private | Stage::HandedOff);
        let refuses = open.sign(SignalKind::PrivateRefused).is_some();
        let wrote = open.sign(SignalKind::PrivateSent).is_some() && !refuses;
        if exchange_is_private || wrote {
            draft.step = Step::AnswerPublicly;
            draft.because.push(match self.handed_off() {
                Some(hand_off) => reason_of(hand_off),
                None => Reason::AlreadyPrivate,
            });
            draft.also.push(Step::AnswerPrivately);
            return;
        }
        if self.missing.is_empty() {
            draft.step = Step::AnswerPublicly;
            draft.because.push(Reason::Complete);
            draft.also.push(Step::HandOff);
            return;
        }
        draft.step = Step::AskPrivate;
        draft.because.push(Reason::NeedsPrivate {
            items: self.missing.clone(),
        });
        draft.also.push(Step::AnswerPublicly);
    }

    /// A familiar customer who is hardly angry may get a lighter opening; one whose cause is known, the offer.
    fn lighter(&self, open: &Open<'_>, draft: &mut Draft) {
        if !self.light(open) {
            return;
        }
        let familiar = open.turns.iter().filter_map(|turn| turn.assessment());
        if familiar
            .clone()
            .any(|read| read.register == Register::Familiar)
        {
            draft.because.push(Reason::Light);
            draft.also.insert(0, Step::Joke);
        }
        let fits = |topics: &[Topic]| topics.is_empty() || topics.contains(&self.topic);
        if self.case.first_answer.is_some()
            && self.policy.offers.iter().any(|offer| fits(&offer.topics))
        {
            draft.because.push(Reason::OfferFits);
            draft.also.insert(0, Step::Promote);
        }
    }

    /// A post to an account that doesn't look after customers, where another one does.
    pub(super) fn redirected(&self, open: &Open<'_>, draft: &mut Draft) -> bool {
        let last = open.last();
        let account = last.account.as_deref();
        let account = account.and_then(|name| self.policy.account(last.channel, name));
        let (Some(account), Some(care)) = (account, self.policy.care_account(last.channel)) else {
            return false;
        };
        if account.role != AccountRole::Corporate || open.venue() == Venue::Private {
            return false;
        }
        draft.step = Step::Redirect;
        draft.also.push(Step::AnswerPublicly);
        draft.because.push(Reason::CorporateAccount {
            found: account.handle.clone(),
            care: care.handle.clone(),
        });
        true
    }

    pub(super) fn public_answers(&self) -> u8 {
        let public = self.case.present().iter().filter(|turn| {
            turn.venue == Venue::Public && !turn.deleted && turn.assessment().is_none()
        });
        u8::try_from(public.count()).unwrap_or(u8::MAX)
    }

    /// The last hand-off that hasn't failed.
    pub(super) fn handed_off(&self) -> Option<&HandOff> {
        let mut hand_offs = self.case.hand_offs.iter().rev();
        hand_offs.find(|one| one.state != HandOffState::Failed)
    }
}
