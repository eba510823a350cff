//! Two sources, one answer: where the rules and the learned model both have an opinion.
//!
//! The rules know what was written; the model has seen how thousands of posts were read. For a signal that both know,
//! the model's margin decides, and a rule that fired moves the turning point: it takes a clear no to drop what a rule
//! has found, and a clear yes to show what no rule has found.

use super::{ANNOYED_FROM, anger};
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
    turn(SignalKind::ChurnThreat, -2 * UNIT, UNIT, 220),
    turn(SignalKind::Chasing, -UNIT, UNIT, 110),
    turn(SignalKind::Waiting, -UNIT / 2, UNIT / 2, 80),
    turn(SignalKind::WitnessAppeal, -2 * UNIT, UNIT, 230),
    turn(SignalKind::PileOn, -UNIT, UNIT, 100),
    turn(SignalKind::StockReplyRejected, -2 * UNIT, UNIT, 110),
    turn(SignalKind::PrivateSent, -2 * UNIT, UNIT, 0),
    turn(SignalKind::Gratitude, -UNIT / 2, UNIT / 2, -120),
    turn(SignalKind::Sarcasm, -UNIT, 0, 130),
    turn(SignalKind::Risk, NEVER_DROPPED, 2 * UNIT, 0),
];

/// Below every margin.
const NEVER_DROPPED: i32 = i32::MIN;
/// A signal of the model alone is shown at the stretch that weighed most.
const SPANS_OF_A_SIGNAL: usize = 1;
/// Displeasure that only the model sees is shown at so many stretches at most.
const SPANS_OF_DISPLEASURE: usize = 3;
/// The weight, in permille, that such a stretch is shown with.
const DISPLEASURE_WEIGHT: i16 = 100;

/// Settles which signals stand, by rules and model together.
pub(super) fn signals(evidence: &mut Evidence, model: &Model, scores: &Scores, tokens: &Tokens) {
    let mut added = Vec::new();
    for turn in &TURNS {
        let head = Head::Signal(turn.kind);
        let margin = scores.margin(head);
        let found = evidence
            .signals
            .iter()
            .any(|signal| signal.kind == turn.kind);
        if found && margin < turn.keep_from {
            evidence.signals.retain(|signal| signal.kind != turn.kind);
        } else if !found && margin >= turn.add_from {
            let spans = model::evidence(model, tokens, head, SPANS_OF_A_SIGNAL);
            added.extend(spans.into_iter().map(|span| Signal {
                kind: turn.kind,
                span,
                weight: turn.weight,
            }));
        }
    }
    evidence.add(added);
}

/// Anger by rules and model together, 0..=1000 permille. From [`ANNOYED_FROM`] on there is a signal that weighs towards
/// it: where no rule has found one, the words that weighed most for the model are shown as displeasure; where there
/// are none either, the post stays calm.
pub(super) fn anger(
    evidence: &mut Evidence,
    intent: Intent,
    model: &Model,
    scores: &Scores,
    tokens: &Tokens,
) -> u16 {
    let by_rules = anger::score(evidence, intent);
    let joined = scores.anger_moved(anger::moves(by_rules));
    if joined < ANNOYED_FROM || evidence.shows_anger() {
        return joined;
    }
    let head = if scores.says(Head::Angry) {
        Head::Angry
    } else {
        Head::Annoyed
    };
    let spans = model::evidence(model, tokens, head, SPANS_OF_DISPLEASURE);
    let shown = |span| Signal {
        kind: SignalKind::Displeasure,
        span,
        weight: DISPLEASURE_WEIGHT,
    };
    evidence.add(spans.into_iter().map(shown));
    if evidence.shows_anger() {
        joined
    } else {
        ANNOYED_FROM - 1
    }
}
