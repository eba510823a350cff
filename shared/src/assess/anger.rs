//! Anger from its evidence: signals add up with diminishing returns, kind words take away.

use crate::reading::{Intent, SignalKind};
use crate::signals::Evidence;

/// The top of the scale.
const FULL: i32 = 1000;
/// What typographic markers keep of their weight where no word speaks of displeasure: thanks shout, too.
const MARKERS_ALONE_PERCENT: i32 = 30;
/// The most that markers add together, in permille, where words are calm.
const MARKERS_ALONE_MOST: i32 = 240;
/// Kind words take away this share of their weight where the post is a complaint: politeness is not calm.
const POLITENESS_PERCENT: i32 = 40;

/// Anger, 0..=1000 permille. Zero without a signal that weighs towards anger.
pub(super) fn score(evidence: &Evidence, intent: Intent) -> u16 {
    let (mut words, mut markers, mut kind_words) = (0, 0, 0);
    for signal in &evidence.signals {
        let weight = i32::from(signal.weight);
        if weight < 0 {
            kind_words = or(kind_words, -weight);
        } else if is_marker(signal.kind) {
            markers = or(markers, weight);
        } else {
            words = or(words, weight);
        }
    }
    if words == 0 && !matches!(intent, Intent::Complaint | Intent::Abuse) {
        markers = (markers * MARKERS_ALONE_PERCENT / 100).min(MARKERS_ALONE_MOST);
    }
    let politeness = match intent {
        Intent::Complaint | Intent::Abuse => kind_words * POLITENESS_PERCENT / 100,
        Intent::Question | Intent::Praise | Intent::Tease | Intent::Other => kind_words,
    };
    let raw = or(words, markers);
    u16::try_from(raw * (FULL - politeness) / FULL).unwrap_or_default()
}

/// A rule score of full anger moves the model's margins by so much more than one of none: less than half a logit. The
/// model was trained with what the rules find as its cues and has counted them already; on posts it had not seen,
/// every larger value tried lowers F1 (angry, French: 0.74 here, 0.70 at four logits).
const FULL_MOVE: i32 = 100;
/// The rule scores, in permille, that leave the margins for annoyed, angry and furious where they are.
const UNMOVED_AT: [i32; 3] = [200, 350, 600];

/// What the score of the rules moves in the model's margins for annoyed, angry and furious.
pub(super) fn moves(by_rules: u16) -> [i32; 3] {
    UNMOVED_AT.map(|unmoved| (i32::from(by_rules) - unmoved) * FULL_MOVE / FULL)
}

/// Two independent reasons together, as probabilities in permille: never over the top.
const fn or(one: i32, other: i32) -> i32 {
    one + other * (FULL - one) / FULL
}

const fn is_marker(kind: SignalKind) -> bool {
    match kind {
        SignalKind::Shouting | SignalKind::Punctuation | SignalKind::Elongation => true,
        SignalKind::AngryEmoji
        | SignalKind::FriendlyEmoji
        | SignalKind::Insult
        | SignalKind::Profanity
        | SignalKind::ChurnThreat
        | SignalKind::Chasing
        | SignalKind::Waiting
        | SignalKind::WitnessAppeal
        | SignalKind::PileOn
        | SignalKind::PrivateRefused
        | SignalKind::StockReplyRejected
        | SignalKind::PrivateSent
        | SignalKind::LegalThreat
        | SignalKind::PressThreat
        | SignalKind::PersonalData
        | SignalKind::Gratitude
        | SignalKind::Sarcasm
        | SignalKind::Teasing
        | SignalKind::Competitor
        | SignalKind::Risk
        | SignalKind::Displeasure => false,
    }
}
