//! Recipes: which moves an answer makes, in which order.

use crate::packs::Slot;
use crate::plan::{Plan, Step};
use crate::post::Venue;
use crate::reading::{Intent, Severity};
use crate::reply::Move;
use crate::situation::{Due, Situation};
use core::ops::Range;

/// A question of so many words says what it asks.
const COMPLETE: usize = 5;

/// What an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    /// A person takes over; nothing is apologised for.
    Safety,
    /// Acknowledge and ask for a private message.
    AskPrivate,
    /// Explain why the private channel is needed, to somebody who refused it.
    ExplainPrivate,
    /// Say where things stand, in public, to somebody who was answered before.
    Update,
    /// Say that the private message has arrived.
    Seen,
    /// Answer a question.
    Answer,
    /// Thank a happy customer.
    Thank,
    /// Answer a tease.
    Joke,
    /// Remind of the rules.
    Rules,
    /// Send on to the care account.
    Redirect,
    /// Answer something that is neither.
    Greet,
    /// In private: ask for what is missing.
    Gather,
    /// In private: pass on.
    PassOn,
    /// In private: say where things stand after the hand-off.
    Follow,
    /// Set right, by the times of two messages.
    Reframe,
    /// Name what the offer can do.
    Promote,
    /// In private: ask how it was.
    Close,
}

use Move::{
    AcknowledgeEmotion, Answer, Apologise, ApologiseWait, AskFeedback, AskPrivate, Clarify,
    Explain, Greet, HandOff, Joke, NameProblem, Promise, Promote, ProtectData, Reassure, Redirect,
    Reframe, Regret, RemindRules, Safety, Sign, Thank, ThankAmbassador,
};

/// The ways to reach an aim, the fullest first. Each is a list of moves without greeting and signature.
pub(crate) fn recipes(aim: Aim, situation: &Situation) -> Vec<Vec<Move>> {
    let s = situation;
    let opening = opening(s);
    let mut short = opening.clone();
    // The shorter way leaves the thanks out, which matter least where somebody waits, and says nothing of the feeling
    // of somebody who is hardly angry.
    short.retain(|step| *step != Thank && (*step != AcknowledgeEmotion || s.angry()));
    // Whoever means to leave after a wait is told much: the apology says what for, and the problem need not come again.
    // The wish to keep them stands beside it, so that nothing comes before the apology.
    let mut brief = short.clone();
    if s.churn && brief.contains(&ApologiseWait) {
        brief.retain(|step| *step != NameProblem);
        brief.sort_by_key(|step| *step == AcknowledgeEmotion);
    }
    let mut sorry = short.clone();
    sorry.retain(|step| *step != NameProblem);
    let with = |start: &[Move], rest: &[Move]| [start, rest].concat();
    let protect: &[Move] = if s.exposed && s.venue == Venue::Public {
        &[ProtectData]
    } else {
        &[]
    };
    let mut ways = match aim {
        Aim::Safety => vec![vec![Safety]],
        Aim::AskPrivate => vec![
            with(&brief, &[AskPrivate, Explain, Promise]),
            with(&short, &[AskPrivate, Explain, Promise]),
            with(&opening, &[AskPrivate, Explain, Promise]),
            with(&short, &[AskPrivate, Explain, Promise, Thank]),
            with(&sorry_first(&short), &[AskPrivate, Explain, Promise]),
            with(&short, &[Thank, AskPrivate, Explain, Promise]),
            with(&short, &[Promise, AskPrivate, Explain]),
            with(&sorry_first(&short), &[AskPrivate, Explain, Promise, Thank]),
        ],
        Aim::ExplainPrivate => vec![
            with(&short, &[Explain, Redirect, Promise]),
            with(&short, &[Explain, AskPrivate, Promise]),
            with(&opening, &[Explain, AskPrivate, Promise]),
        ],
        Aim::Update => vec![
            with(&opening, &[Promise]),
            with(&short, &[AskPrivate, Explain, Promise]),
            with(&short, &[Promise, Redirect]),
        ],
        // Whoever has sent what was asked for knows what it is about.
        Aim::Seen => vec![
            with(&[Thank], &with(&sorry, &[HandOff, Promise])),
            with(&sorry, &[HandOff, Promise]),
            with(&short, &[HandOff, Promise]),
            with(&[Thank], &[HandOff, Promise]),
        ],
        Aim::Answer if s.slots.contains_key(&Slot::Answer) => {
            vec![vec![Thank, Answer], vec![Answer], vec![Answer, Promise]]
        }
        // Whoever asks to write in private is told how.
        Aim::Answer if s.wants_private && !s.refused => vec![
            vec![Thank, AskPrivate, Explain, Promise],
            vec![AskPrivate, Explain, Promise],
        ],
        // What a question needs is an answer, not a file: the private channel comes last, and only where the question is
        // about something of the customer's own.
        Aim::Answer => {
            let named = s.slots.contains_key(&Slot::Subject);
            let about: &[Move] = if named {
                &[Thank, NameProblem]
            } else {
                &[Thank]
            };
            let mut ways = vec![with(about, &[Promise])];
            if s.details.own && s.venue == Venue::Private {
                ways.push(with(about, &[AskPrivate, Promise]));
            } else if s.details.own {
                ways.push(with(about, &[AskPrivate, Explain, Promise]));
            } else if !named && s.told < COMPLETE {
                ways.push(vec![Thank, Clarify, Promise]);
            }
            ways.push(vec![Promise, Thank]);
            ways
        }
        Aim::Thank => vec![vec![ThankAmbassador], vec![ThankAmbassador, Promote]],
        Aim::Joke if s.intent == Intent::Tease => vec![
            vec![Joke],
            vec![Joke, Promote],
            vec![Joke, Clarify],
            vec![Thank, Clarify],
        ],
        // A lighter opening, then back to the matter.
        Aim::Joke => vec![
            with(&[Joke], &with(&short, &[AskPrivate, Explain, Promise])),
            vec![Joke, NameProblem, AskPrivate, Promise],
            vec![Joke, Clarify, Promise],
        ],
        Aim::Rules => vec![
            vec![RemindRules, Clarify],
            vec![RemindRules, AskPrivate, Explain],
            vec![RemindRules],
        ],
        Aim::Redirect => vec![
            with(&opening, &[Redirect, Promise]),
            with(&opening, &[Redirect]),
            with(&short, &[Redirect]),
        ],
        Aim::Greet => vec![vec![Thank, Clarify], vec![Clarify], vec![Thank, Promise]],
        Aim::Gather => vec![
            with(&opening, &[AskPrivate, Promise]),
            with(&short, &[AskPrivate, Promise]),
            with(&opening, &[Promise, AskPrivate]),
        ],
        Aim::PassOn => vec![
            with(&[Thank], &[HandOff, Promise]),
            with(&short, &[HandOff, Promise]),
            vec![HandOff, Promise],
        ],
        Aim::Follow => vec![
            with(&short, &[HandOff, Promise]),
            vec![HandOff, Promise],
            with(&opening, &[Promise]),
        ],
        // Another contact point belongs to it, where the brand has one.
        Aim::Reframe if s.slots.contains_key(&Slot::Contact) => vec![
            vec![Thank, Reframe, Promise, Redirect],
            vec![Thank, Reframe, Redirect],
        ],
        Aim::Reframe => vec![vec![Thank, Reframe, Promise], vec![Reframe, Promise]],
        Aim::Promote => vec![
            with(&opening, &[Promise, Promote]),
            with(&short, &[Promise, Promote]),
        ],
        Aim::Close => vec![
            vec![ThankAmbassador, AskFeedback],
            vec![Thank, AskFeedback],
            vec![AskFeedback],
        ],
    };
    for way in &mut ways {
        let place = way
            .iter()
            .position(|step| *step == AskPrivate)
            .unwrap_or(way.len());
        way.splice(place..place, protect.iter().copied());
        way.insert(0, Greet);
        if situation.slots.contains_key(&Slot::Sign) {
            way.push(Sign);
        }
        way.dedup();
    }
    ways.dedup();
    ways
}

/// The recipes of what may be done instead of the plan's step, where that is more than another way to say the same.
pub(crate) fn besides(situation: &Situation, aims: &[Aim]) -> Range<usize> {
    let (Some(main), Some(other)) = (aims.first(), aims.get(1)) else {
        return 0..0;
    };
    let start = recipes(*main, situation).len();
    match other {
        Aim::Reframe | Aim::Joke | Aim::Promote => start..start + recipes(*other, situation).len(),
        Aim::Safety
        | Aim::AskPrivate
        | Aim::ExplainPrivate
        | Aim::Update
        | Aim::Seen
        | Aim::Answer
        | Aim::Thank
        | Aim::Rules
        | Aim::Redirect
        | Aim::Greet
        | Aim::Gather
        | Aim::PassOn
        | Aim::Follow
        | Aim::Close => 0..0,
    }
}

/// What comes before the next step: thanks, the apology that is due, the problem in the customer's words, and the
/// feeling. On a threat to leave after a wait, the apology for the wait comes first (figure 4 of the study).
fn opening(s: &Situation) -> Vec<Move> {
    if s.mourning && s.due == Due::Regret {
        return vec![Regret, Thank];
    }
    let mut moves = Vec::new();
    let sorry = match s.due {
        Due::Apology if s.waited || s.slots.contains_key(&Slot::Wait) => Some(ApologiseWait),
        Due::Apology => Some(Apologise),
        Due::Regret => Some(Regret),
        Due::Nothing => None,
    };
    let first = s.churn && sorry == Some(ApologiseWait);
    if first {
        moves.extend(sorry);
    }
    moves.push(Thank);
    let named = s.slots.contains_key(&Slot::This) || s.slots.contains_key(&Slot::Clause);
    if named && s.due != Due::Nothing {
        moves.push(NameProblem);
    }
    if s.severity >= Severity::Annoyed {
        moves.push(AcknowledgeEmotion);
    }
    if !first {
        moves.extend(sorry);
    }
    // Whoever cannot get out does not want to hear how dear they are to us.
    if s.churn && !s.locked_in {
        moves.push(Reassure);
    }
    moves
}

/// The same with the apology before everything else: it need not always come after the problem and the feeling.
fn sorry_first(moves: &[Move]) -> Vec<Move> {
    let sorry = |step: &Move| matches!(step, Apologise | ApologiseWait | Regret);
    let mut moves = moves.to_vec();
    moves.sort_by_key(|step| !sorry(step));
    moves
}

/// What answers are for by the plan: its step first, then what may be done instead. None where nothing is said.
pub(crate) fn aims(plan: &Plan, s: &Situation) -> Vec<Aim> {
    let mut aims: Vec<Aim> = core::iter::once(&plan.step)
        .chain(&plan.also)
        .filter_map(|step| aim(*step, s))
        .collect();
    let mut seen = Vec::new();
    aims.retain(|aim| {
        let new = !seen.contains(aim);
        seen.push(*aim);
        new
    });
    // A danger is no occasion for anything else.
    if aims.contains(&Aim::Safety) {
        return vec![Aim::Safety];
    }
    match plan.step {
        Step::Hide | Step::Leave | Step::Wait | Step::Nothing => Vec::new(),
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
        | Step::Close => aims,
    }
}

fn aim(step: Step, s: &Situation) -> Option<Aim> {
    let is_private = s.venue == Venue::Private;
    Some(match step {
        Step::Escalate => Aim::Safety,
        Step::AnswerPublicly | Step::AskPrivate | Step::AnswerPrivately if is_private => private(s),
        Step::AnswerPublicly if s.sent => Aim::Seen,
        Step::AskPrivate | Step::AnswerPublicly if s.refused || s.stock => Aim::ExplainPrivate,
        Step::AskPrivate if s.sent => Aim::Seen,
        Step::AskPrivate if s.intent == Intent::Question && s.due == Due::Nothing => Aim::Answer,
        Step::AskPrivate if s.items.is_empty() => Aim::Update,
        Step::AskPrivate => Aim::AskPrivate,
        Step::AnswerPublicly | Step::AnswerPrivately => match s.intent {
            Intent::Other | Intent::Tease if s.severity == Severity::Calm => Aim::Greet,
            Intent::Question => Aim::Answer,
            Intent::Praise => Aim::Thank,
            Intent::Complaint | Intent::Abuse | Intent::Other | Intent::Tease => Aim::Update,
        },
        Step::HandOff if is_private => Aim::PassOn,
        Step::HandOff => Aim::Update,
        Step::Redirect => Aim::Redirect,
        Step::Reframe => Aim::Reframe,
        // What went wrong is put right as any other grievance, even where it comes as a question.
        Step::AnswerQuestion if s.due != Due::Nothing && !s.slots.contains_key(&Slot::Answer) => {
            return aim(Step::AskPrivate, s);
        }
        // "Hello? Anyone there?"
        Step::AnswerQuestion
            if s.told < COMPLETE
                && !s.slots.contains_key(&Slot::Subject)
                && !s.slots.contains_key(&Slot::Answer) =>
        {
            Aim::Greet
        }
        Step::AnswerQuestion => Aim::Answer,
        // "Sent, thank you for the quick reply": politeness, not the end of the matter.
        Step::Thank if s.just_sent && !is_private => Aim::Seen,
        Step::Thank if s.intent == Intent::Complaint => return aim(Step::AskPrivate, s),
        Step::Thank => Aim::Thank,
        Step::Joke => Aim::Joke,
        Step::Promote => Aim::Promote,
        Step::RemindRules => Aim::Rules,
        Step::Close => Aim::Close,
        Step::Hide | Step::Leave | Step::Wait | Step::Nothing => return None,
    })
}

fn private(s: &Situation) -> Aim {
    if !s.case.hand_offs.is_empty() {
        Aim::Follow
    } else if s.items.is_empty() {
        Aim::PassOn
    } else {
        Aim::Gather
    }
}
