//! Somebody waits for an answer: what they want decides the step.

use super::next::{Draft, View};
use super::open::Open;
use super::{Reason, Step};
use crate::case::{BURST, Speaker, Stage, Turn};
use crate::hours;
use crate::owner::Owner;
use crate::policy::{Handling, HumourRule};
use crate::post::Venue;
use crate::reading::{Address, Intent, Risk, Severity, SignalKind, Topic};
use crate::reply::Move;
use crate::units::{Minutes, Timestamp};

impl View<'_> {
    /// Somebody waits for an answer.
    pub(super) fn answer(&self, open: &Open<'_>) -> Draft {
        let mut draft = Draft {
            step: Step::AnswerPublicly,
            also: Vec::new(),
            owner: self.owner(open),
            due: Some(self.answer_due(open)),
            venue: Some(open.venue()),
            because: Vec::new(),
        };
        if let Some(escalation) = self.escalation(open) {
            return escalation;
        }
        if self.agrees(open) {
            return self.agreed(open);
        }
        self.signs(open, &mut draft);
        match open.intent() {
            Intent::Praise => self.thanks(open, &mut draft),
            Intent::Tease => self.tease(open, &mut draft),
            Intent::Abuse => self.abuse(open, &mut draft),
            Intent::Question => self.question(open, &mut draft),
            Intent::Complaint => self.complaint(open, &mut draft),
            Intent::Other => self.other(open, &mut draft),
        }
        self.wait_so_far(open, &mut draft);
        if let Some(owner) = self.case.owner {
            draft.because.push(Reason::Assigned { owner });
        }
        draft
    }

    /// A danger goes to a person at once: no opening hours, no composed apology.
    fn escalation(&self, open: &Open<'_>) -> Option<Draft> {
        let dangers: Vec<_> = open
            .risks()
            .into_iter()
            .filter(|(risk, _)| overrides(*risk))
            // "Kind to my daughter, who was ill": whoever gives thanks is not in danger.
            .filter(|(risk, _)| *risk != Risk::Safety || open.intent() != Intent::Praise)
            .collect();
        let (first, _) = *dangers.first()?;
        let rule = self.policy.risks.get(&first);
        let reasons = dangers.iter().map(|(risk, turn)| Reason::Danger {
            risk: *risk,
            post: turn.id.clone(),
        });
        let assigned = self.case.owner.map(|owner| Reason::Assigned { owner });
        Some(Draft {
            step: Step::Escalate,
            also: Vec::new(),
            // A person who named somebody for a danger knows more than the rule does.
            owner: self
                .case
                .owner
                .unwrap_or_else(|| rule.map_or(Owner::Safety, |rule| rule.owner)),
            due: Some(open.turns[0].at),
            venue: Some(open.venue()),
            because: reasons.chain(assigned).collect(),
        })
    }

    /// Who owes an answer: whom a person named, else whom the policy names for the risk, else the front office.
    pub(super) fn owner(&self, open: &Open<'_>) -> Owner {
        if let Some(owner) = self.case.owner {
            return owner;
        }
        let mut rules = open
            .risks()
            .into_iter()
            .filter_map(|(risk, _)| self.policy.risks.get(&risk));
        rules
            .next()
            .map_or(Owner::CommunityManager, |rule| rule.owner)
    }

    fn answer_due(&self, open: &Open<'_>) -> Timestamp {
        let since = self.case.waiting_since.unwrap_or(open.turns[0].at);
        self.after(since, self.target(open))
    }

    fn target(&self, open: &Open<'_>) -> Minutes {
        let rules = self.policy.on(open.last().channel);
        match open.venue() {
            Venue::Public => rules.first_answer,
            Venue::Private => rules.private_answer,
        }
    }

    pub(super) fn after(&self, start: Timestamp, delay: Minutes) -> Timestamp {
        hours::due(start, delay, &self.policy.hours, self.offsets)
    }

    /// The reasons that hold whatever the step is.
    fn signs(&self, open: &Open<'_>, draft: &mut Draft) {
        let severity = open.severity();
        if severity > Severity::Calm {
            draft.because.push(Reason::Anger { severity });
        }
        for (risk, turn) in open.risks() {
            draft.because.push(Reason::Danger {
                risk,
                post: turn.id.clone(),
            });
        }
        for kind in [
            SignalKind::ChurnThreat,
            SignalKind::PrivateRefused,
            SignalKind::StockReplyRejected,
            SignalKind::PrivateSent,
        ] {
            if let Some((turn, span)) = open.sign(kind) {
                draft.because.push(Reason::Sign {
                    kind,
                    post: turn.id.clone(),
                    span,
                });
            }
        }
        for turn in open.turns.iter().filter(|turn| turn.venue == Venue::Public) {
            for data in turn
                .assessment()
                .into_iter()
                .flat_map(|assessment| &assessment.personal)
            {
                draft.because.push(Reason::Exposed {
                    kind: data.kind,
                    post: turn.id.clone(),
                });
            }
        }
        if let Some(people) = open.reach().filter(|people| *people >= MANY_READERS) {
            draft.because.push(Reason::Reach { people });
        }
    }

    /// How long the customer has waited, and how often they came back. Reframing is offered where the clock proves it.
    fn wait_so_far(&self, open: &Open<'_>, draft: &mut Draft) {
        let since = self.case.waiting_since.unwrap_or(open.turns[0].at);
        let waited = hours::open_between(since, self.now, &self.policy.hours, self.offsets);
        let chased = open.turns.iter().filter(|turn| turn.chases).count();
        if chased > 0 {
            let times = u32::try_from(chased).unwrap_or(u32::MAX);
            draft.because.push(Reason::Chased { times });
        }
        if draft.is_answer() {
            draft.because.push(Reason::Unanswered {
                since,
                waited,
                target: self.target(open),
            });
        }
        if let Some(reason) = self.too_soon(open) {
            draft.because.push(reason);
            if draft.is_answer() {
                draft.also.insert(0, Step::Reframe);
            }
        }
    }

    /// The two messages that show that the customer chases within the delay the brand publishes.
    fn too_soon(&self, open: &Open<'_>) -> Option<Reason> {
        let standing = self.case.present().iter().filter(|turn| turn.stands());
        let first = standing.clone().find(|turn| turn.assessment().is_some())?;
        let second = open.last();
        let reproaches = |kind| second.assessment().is_some_and(|read| read.has(kind));
        let apart = second.at.since(first.at);
        // More words on the matter are no complaint of slowness; "hello?" is.
        let calls = second.chases && second.text.split_whitespace().count() <= CALL;
        let chases = calls
            || reproaches(SignalKind::Chasing)
            || (second.chases && reproaches(SignalKind::Waiting));
        let published = self.policy.thresholds.published_delay;
        // Two messages of one burst are one thought, not a chase.
        (apart >= BURST && chases && apart < published).then_some(Reason::WithinDelay {
            first: first.at,
            second: second.at,
            published,
            clock: (
                hours::local(first.at, self.offsets).minute,
                hours::local(second.at, self.offsets).minute,
            ),
        })
    }

    fn thanks(&self, open: &Open<'_>, draft: &mut Draft) {
        let told = self.case.present().iter().any(|turn| {
            turn.venue == Venue::Private && turn.assessment().is_none() && !turn.deleted
        });
        let brings = open.turns.iter().filter_map(|turn| turn.assessment());
        let brings = brings.flat_map(|read| &read.personal).next().is_some();
        let unsettled = self.case.resolved.is_none();
        if open.venue() == Venue::Private && unsettled && (brings || !told) && self.known() {
            // "Here is my number, thank you": politeness, not the end of the matter.
            self.problem(open, draft);
            return;
        }
        draft.because.push(Reason::Thanks);
        if open.venue() == Venue::Private && unsettled && told {
            // The private exchange ends well: the moment to ask how it was.
            draft.step = Step::Close;
            draft.also.push(Step::Thank);
            return;
        }
        draft.step = Step::Thank;
        if self.known() {
            draft.also.push(Step::Close);
        }
    }

    fn tease(&self, open: &Open<'_>, draft: &mut Draft) {
        draft.because.push(Reason::Teases);
        if self.light(open) {
            draft.step = Step::Joke;
            draft.also.push(Step::AnswerPublicly);
        } else {
            draft.step = answer_in(open.venue());
        }
    }

    /// Humour is for calm people who mean to stay, no danger, and a brand that wants it.
    pub(super) fn light(&self, open: &Open<'_>) -> bool {
        self.policy.voice.humour == HumourRule::Kind
            && open.severity() <= Severity::Annoyed
            && open.sign(SignalKind::ChurnThreat).is_none()
            && open.risks().is_empty()
    }

    fn abuse(&self, open: &Open<'_>, draft: &mut Draft) {
        // "The worst of all brands" insults nobody: there is no rule to be reminded of.
        let insults = |kind| open.sign(kind).is_some();
        if !insults(SignalKind::Insult) && !insults(SignalKind::Profanity) {
            self.problem(open, draft);
            return;
        }
        let has_problem = !matches!(self.topic, Topic::None | Topic::Other);
        let moderation = &self.policy.moderation;
        let reminded = self.case.turns.iter().any(|turn| match &turn.speaker {
            Speaker::Brand { moves, .. } => moves.contains(&Move::RemindRules),
            Speaker::Customer { .. } => false,
        });
        let handling = match (has_problem, reminded) {
            (true, false) => moderation.insult_with_problem,
            (false, false) => moderation.abuse,
            (_, true) => moderation.abuse_again,
        };
        self.handle(handling, open, draft);
    }

    fn handle(&self, handling: Handling, open: &Open<'_>, draft: &mut Draft) {
        draft.because.push(Reason::Insults { handling });
        match handling {
            Handling::AnswerProblem => {
                self.problem(open, draft);
                draft.also.push(Step::RemindRules);
            }
            Handling::RemindRules => {
                draft.step = Step::RemindRules;
                draft.also.push(Step::Leave);
            }
            Handling::Hide => {
                draft.step = Step::Hide;
                draft.also.push(Step::RemindRules);
                draft.venue = None;
            }
            Handling::Leave => {
                draft.step = Step::Leave;
                draft.also.push(Step::RemindRules);
                draft.due = None;
                draft.venue = None;
            }
        }
    }

    fn question(&self, open: &Open<'_>, draft: &mut Draft) {
        draft.because.push(Reason::Asks);
        if self.redirected(open, draft) {
            return;
        }
        draft.step = Step::AnswerQuestion;
        if open.venue() == Venue::Public && !self.missing.is_empty() {
            draft.also.push(Step::AskPrivate);
        }
    }

    fn complaint(&self, open: &Open<'_>, draft: &mut Draft) {
        let insult = open.sign(SignalKind::Insult).is_some();
        let handling = self.policy.moderation.insult_with_problem;
        if insult && handling != Handling::AnswerProblem {
            self.handle(handling, open, draft);
            return;
        }
        if insult {
            draft.because.push(Reason::Insults { handling });
        }
        self.problem(open, draft);
    }

    fn other(&self, open: &Open<'_>, draft: &mut Draft) {
        let reads = open.turns.iter().filter_map(|turn| turn.assessment());
        let exposes = reads.into_iter().any(|read| !read.personal.is_empty());
        let names_topic = !matches!(self.topic, Topic::None | Topic::Other);
        let calm_and_public = open.severity() == Severity::Calm && open.venue() == Venue::Public;
        if !calm_and_public || exposes || names_topic || self.known() {
            self.problem(open, draft);
            return;
        }
        if open.turns.iter().any(|turn| asks_the_brand(turn)) {
            self.question(open, draft);
            return;
        }
        draft.because.push(Reason::NothingAsked);
        draft.step = Step::Leave;
        draft.due = None;
        draft.also.push(Step::AnswerPublicly);
    }

    /// Whether the exchange was about something before the posts that stand open.
    fn known(&self) -> bool {
        self.case.first_answer.is_some() && self.case.stage != Stage::Resolved
    }
}

/// A chaser of so many words says only that somebody waits: "hello?", "y a quelqu'un ?".
const CALL: usize = 5;

/// Whether a post says *you* to the brand and asks something.
fn asks_the_brand(turn: &Turn) -> bool {
    let read = turn.assessment();
    turn.text.contains('?') && read.is_some_and(|read| read.address != Address::None)
}

/// From so many readers on, reach is named as a reason: about what makes an account more than a circle of friends.
const MANY_READERS: u32 = 5_000;

/// Dangers to people override anger; the others choose the owner and weigh on the priority.
const fn overrides(risk: Risk) -> bool {
    match risk {
        Risk::Safety | Risk::SelfHarm | Risk::Harassment | Risk::Fraud => true,
        Risk::Legal | Risk::Press | Risk::Privacy | Risk::VulnerablePerson => false,
    }
}

const fn answer_in(venue: Venue) -> Step {
    match venue {
        Venue::Public => Step::AnswerPublicly,
        Venue::Private => Step::AnswerPrivately,
    }
}
