//! Which signals stand, by rules and model together.
//!
//! For a signal that both know, the model's margin decides, and a rule that fired moves the turning point: it takes a
//! clear no to drop what a rule has found, and a clear yes to show what no rule has found.

use super::choices;
use super::join::{FEW_WORDS_MOVE, has_few_words, is_plainly_bitter};
use crate::model::{self, Head, Model, Scores, UNIT};
use crate::reading::{Intent, Signal, SignalKind};
use crate::signals::Evidence;
use crate::text::Tokens;

/// The turning points of one kind of signal, in margins of the model.
struct Turn {
    kind: SignalKind,
    /// What a rule has found stays from this margin on.
    keep_from: i32,
    /// What no rule has found is shown from this margin on.
    add_from: i32,
    /// The weight in permille of a signal that only the model has found.
    weight: i16,
}

const fn turn(kind: SignalKind, keep_from: i32, add_from: i32, weight: i16) -> Turn {
    Turn {
        kind,
        keep_from,
        add_from,
        weight,
    }
}

/// Found by the F1 of each kind on posts that the model was not trained on. What matters most when it is missed (a
/// danger, an insult) is never dropped: there only the model's additions count.
const TURNS: [Turn; 11] = [
    turn(SignalKind::Insult, NEVER_DROPPED, UNIT, 250),
    turn(SignalKind::ChurnThreat, -UNIT / 2, 2 * UNIT, 220),
    turn(SignalKind::Chasing, 0, 0, 110),
    turn(SignalKind::Waiting, 0, 0, 80),
    turn(SignalKind::WitnessAppeal, -UNIT / 2, 5 * UNIT / 4, 230),
    turn(SignalKind::PileOn, -UNIT, UNIT / 2, 100),
    turn(SignalKind::StockReplyRejected, -3 * UNIT, 2 * UNIT, 110),
    turn(SignalKind::PrivateSent, -2 * UNIT, 3 * UNIT, 0),
    turn(SignalKind::Gratitude, -UNIT / 2, UNIT / 2, -120),
    turn(SignalKind::Sarcasm, -UNIT, 3 * UNIT / 4, 130),
    turn(SignalKind::Risk, NEVER_DROPPED, 2 * UNIT, 0),
];

/// Thanks in a question or beside a grievance are a way to end a post: they are shown from this margin on.
const POLITE_FROM: i32 = UNIT;
/// In a post that is at least annoyed they are mostly bitter: from this margin on.
const BITTER_FROM: i32 = 4 * UNIT;

/// The least margin from which thanks are meant.
fn gratitude_from(scores: &Scores) -> i32 {
    if scores.says(Head::Annoyed) {
        BITTER_FROM
    } else if scores.says(Head::Grievance) || matches!(scores.intent(), Intent::Question) {
        POLITE_FROM
    } else {
        i32::MIN
    }
}

/// The margins from which a signal stays that a rule has found, and from which one is shown that no rule has found; a
/// post of a few words makes the first lower, by `leeway`, which is 0 in all others.
fn turning_points(turn: &Turn, scores: &Scores, evidence: &Evidence, leeway: i32) -> (i32, i32) {
    let keep_from = turn.keep_from.saturating_sub(leeway);
    if turn.kind == SignalKind::Gratitude {
        let least = gratitude_from(scores);
        (keep_from.max(least), turn.add_from.max(least))
    } else if turn.kind == SignalKind::Sarcasm && leeway > 0 && choices::is_plain_question(evidence)
    {
        // A plain question of a few words has nothing to mock.
        (keep_from, i32::MAX)
    } else {
        (keep_from, turn.add_from)
    }
}

/// Below every margin.
const NEVER_DROPPED: i32 = i32::MIN;
/// A signal of the model alone is shown at the stretch that weighed most.
const SPANS_OF_A_SIGNAL: usize = 1;
/// Signals that only a customer sends: an answer that carries their words repeats them or means something else.
pub(super) const fn is_of_the_customer(kind: SignalKind) -> bool {
    match kind {
        SignalKind::Displeasure
        | SignalKind::Chasing
        | SignalKind::ChurnThreat
        | SignalKind::Waiting
        | SignalKind::WitnessAppeal
        | SignalKind::PileOn
        | SignalKind::PrivateRefused
        | SignalKind::StockReplyRejected
        | SignalKind::PressThreat
        | SignalKind::Sarcasm => true,
        SignalKind::Shouting
        | SignalKind::Punctuation
        | SignalKind::Elongation
        | SignalKind::AngryEmoji
        | SignalKind::FriendlyEmoji
        | SignalKind::Insult
        | SignalKind::Profanity
        | SignalKind::PrivateSent
        | SignalKind::LegalThreat
        | SignalKind::PersonalData
        | SignalKind::Gratitude
        | SignalKind::Teasing
        | SignalKind::Competitor
        | SignalKind::Risk => false,
    }
}

/// Settles which signals stand, by rules and model together.
pub(super) fn signals(evidence: &mut Evidence, model: &Model, scores: &Scores, tokens: &Tokens) {
    let mut added = Vec::new();
    let leeway = if has_few_words(tokens) {
        FEW_WORDS_MOVE
    } else {
        0
    };
    for turn in &TURNS {
        let head = Head::Signal(turn.kind);
        let margin = scores.margin(head);
        let found = evidence
            .signals
            .iter()
            .any(|signal| signal.kind == turn.kind);
        let (keep_from, add_from) = turning_points(turn, scores, evidence, leeway);
        let stands = turn.kind == SignalKind::Sarcasm && is_plainly_bitter(evidence, scores);
        if found && !stands && (margin < keep_from || is_bitter_praise(turn.kind, scores)) {
            evidence.signals.retain(|signal| signal.kind != turn.kind);
        } else if !found
            && margin >= add_from
            && !evidence.denied.contains(&turn.kind)
            && !is_bitter_praise(turn.kind, scores)
        {
            let mut spans = model::evidence(model, tokens, head, SPANS_OF_A_SIGNAL);
            if turn.kind == SignalKind::Sarcasm {
                // Thanks that a rule and the model take for meant are not bitter as well.
                spans.retain(|span| !evidence.overlaps(SignalKind::Gratitude, *span));
            }
            added.extend(spans.into_iter().map(|span| Signal {
                kind: turn.kind,
                span,
                weight: turn.weight,
            }));
        }
    }
    evidence.add(added);
}

/// Bitterness is that of a grievance: praise in warm words looks like it to rules and model.
fn is_bitter_praise(kind: SignalKind, scores: &Scores) -> bool {
    kind == SignalKind::Sarcasm && !scores.says(Head::Grievance)
}
