//! Two sources, one answer: where the rules and the learned model both have an opinion.
//!
//! The rules know what was written; the model has seen how thousands of posts were read. Which signals stand is settled
//! first; intent, topic and anger follow.

use super::{ANGRY_FROM, ANNOYED_FROM, anger, choices};
use crate::model::{self, Head, Model, Scores, UNIT};
use crate::reading::{Intent, Signal, SignalKind, Topic};
use crate::signals::Evidence;
use crate::text::{Kind, Tokens};

/// Displeasure that only the model sees is shown at so many stretches at most.
const SPANS_OF_DISPLEASURE: usize = 3;
/// The weight, in permille, that such a stretch is shown with.
const DISPLEASURE_WEIGHT: i16 = 100;

/// Where no rule has found anything that weighs towards anger, the model must be surer by so much, in margins, that the
/// post is annoyed: its words alone are weak evidence to show somebody.
const SILENT_MOVE: i32 = UNIT / 8;

/// Of short posts in which a rule finds anger and the model is as near as this to finding it, half are annoyed.
const SHORT_MOVE: i32 = UNIT / 8;

/// Of posts of a few words that thank and in which no rule finds anger, one in twenty-five is annoyed: the model must be
/// surer still by so much.
const THANKS_MOVE: i32 = UNIT;

/// Questions and praise of a few words, in which no rule finds anger: by so much.
const CALM_INTENT_MOVE: i32 = UNIT;

/// How much surer the model must be that a post of a few words is annoyed in which no rule finds anger.
fn calm_move(evidence: &Evidence, intent: Intent) -> i32 {
    let thanks = if has(evidence, SignalKind::Gratitude) {
        THANKS_MOVE
    } else {
        0
    };
    match intent {
        Intent::Question | Intent::Praise => thanks + CALM_INTENT_MOVE,
        Intent::Complaint | Intent::Tease | Intent::Abuse | Intent::Other => thanks,
    }
}

fn has(evidence: &Evidence, kind: SignalKind) -> bool {
    evidence.signals.iter().any(|signal| signal.kind == kind)
}

/// Words that leave no doubt, "c'est honteux" or an insult, make a post at least annoyed, whatever the model makes of so
/// few words; unless it is sure, by this margin, that the post is calm.
const CLEARLY_CALM: i32 = -2 * UNIT;
/// Threats to leave and warnings do so only where the model nearly agrees: of those it takes for calm, half are told calmly.
const NEARLY_ANNOYED: i32 = -UNIT / 2;
/// An insult or a swear word makes a post angry unless the model is against it by this margin: of the posts in between,
/// six in ten are angry.
const CLEARLY_NOT_ANGRY: i32 = -3 * UNIT / 2;
/// Of the rules' anger this part is added to the least anger of such a post, so that worse words rank higher.
const PLAIN_SHARE: u16 = 5;
/// From this weight on, in permille, a word of displeasure leaves no doubt, a warning is one, and a word is coarse.
const PLAIN_DISPLEASURE: i16 = 300;
const PLAIN_WARNING: i16 = 320;
const COARSE: i16 = 200;
/// From this weight on, in permille, a rule has seen warm words beside a mishap ("Bravo, encore une panne"): nobody
/// praises a breakdown, so the praise is bitter unless the model is sure that there is no grievance.
const PLAIN_BITTERNESS: i16 = 170;
const CLEARLY_NO_GRIEVANCE: i32 = -3 * UNIT;

/// Whether the post's praise is mockery beyond doubt.
pub(super) fn is_plainly_bitter(evidence: &Evidence, scores: &Scores) -> bool {
    let mut signals = evidence.signals.iter();
    scores.margin(Head::Grievance) >= CLEARLY_NO_GRIEVANCE
        && signals
            .any(|signal| signal.kind == SignalKind::Sarcasm && signal.weight >= PLAIN_BITTERNESS)
}

/// In so few words the model has little to go by, and what the rules find in them counts more.
const FEW_WORDS: usize = 12;
/// In a few words, what a rule has found stays although the model is against it by so much more.
pub(super) const FEW_WORDS_MOVE: i32 = UNIT;

pub(super) fn has_few_words(tokens: &Tokens) -> bool {
    let words = tokens
        .list()
        .iter()
        .filter(|token| token.kind == Kind::Word);
    words.take(FEW_WORDS + 1).count() <= FEW_WORDS
}

/// The margin of [`Head::Annoyed`] from which the signal alone makes a post annoyed; `None` where it never does.
fn annoys_from(signal: &Signal) -> Option<i32> {
    match signal.kind {
        SignalKind::Insult | SignalKind::PressThreat | SignalKind::LegalThreat => {
            Some(CLEARLY_CALM)
        }
        SignalKind::Displeasure => (signal.weight >= PLAIN_DISPLEASURE).then_some(CLEARLY_CALM),
        SignalKind::ChurnThreat => Some(NEARLY_ANNOYED),
        SignalKind::WitnessAppeal => (signal.weight >= PLAIN_WARNING).then_some(NEARLY_ANNOYED),
        SignalKind::Sarcasm => (signal.weight >= PLAIN_BITTERNESS).then_some(CLEARLY_CALM),
        SignalKind::Shouting
        | SignalKind::Punctuation
        | SignalKind::Elongation
        | SignalKind::AngryEmoji
        | SignalKind::FriendlyEmoji
        | SignalKind::Profanity
        | SignalKind::Chasing
        | SignalKind::Waiting
        | SignalKind::PileOn
        | SignalKind::PrivateRefused
        | SignalKind::StockReplyRejected
        | SignalKind::PrivateSent
        | SignalKind::PersonalData
        | SignalKind::Gratitude
        | SignalKind::Teasing
        | SignalKind::Competitor
        | SignalKind::Risk => None,
    }
}

/// The weight in permille from which a warning in a few words is meant, however calmly the model reads so little.
const SHORT_WARNING: i16 = 290;

/// Whether the signal alone makes a post of a few words annoyed: in such a post there is nothing else.
fn annoys_in_few_words(signal: &Signal) -> bool {
    matches!(
        signal.kind,
        SignalKind::LegalThreat | SignalKind::PrivateRefused
    ) || (signal.kind == SignalKind::WitnessAppeal && signal.weight >= SHORT_WARNING)
}

/// The least anger that words without any doubt give a post, 0..=1000 permille.
fn least_anger(evidence: &Evidence, scores: &Scores, by_rules: u16, tokens: &Tokens) -> u16 {
    let coarse = evidence.signals.iter().any(|signal| {
        matches!(signal.kind, SignalKind::Insult | SignalKind::Profanity) && signal.weight >= COARSE
    });
    if coarse && scores.margin(Head::Angry) >= CLEARLY_NOT_ANGRY {
        return ANGRY_FROM + by_rules / PLAIN_SHARE;
    }
    if is_plainly_bitter(evidence, scores) {
        return ANNOYED_FROM + by_rules / PLAIN_SHARE;
    }
    let few_words_move = if has_few_words(tokens) {
        2 * FEW_WORDS_MOVE
    } else {
        0
    };
    let annoyed = scores.margin(Head::Annoyed) + few_words_move;
    let in_few_words = |signal: &Signal| few_words_move > 0 && annoys_in_few_words(signal);
    let mut from = evidence.signals.iter().filter_map(|signal| {
        if in_few_words(signal) {
            Some(CLEARLY_CALM)
        } else {
            annoys_from(signal)
        }
    });
    if from.any(|from| annoyed >= from) {
        ANNOYED_FROM + by_rules / PLAIN_SHARE
    } else {
        0
    }
}

/// What the author wants. The model decides whether it is a grievance; what the rules count for a complaint and against
/// it moves the turning point.
pub(super) fn intent(evidence: &Evidence, scores: &Scores, tokens: &Tokens) -> Intent {
    let lean = choices::lean(evidence);
    let grievance = scores.margin(Head::Grievance) + lean * UNIT / VOTES_OF_A_LOGIT;
    let by_rules = choices::intent(evidence, tokens);
    if has_few_words(tokens) && matches!(by_rules, Intent::Abuse) {
        // Insults and nothing else: the model has mostly seen them beside a grievance.
        return by_rules;
    }
    if is_plainly_bitter(evidence, scores) {
        return Intent::Complaint;
    }
    if has_few_words(tokens)
        && matches!(by_rules, Intent::Question)
        && choices::is_plain_question(evidence)
        && scores.margin(Head::Grievance) < CLEARLY_A_GRIEVANCE
    {
        return by_rules;
    }
    if matches!(by_rules, Intent::Praise)
        && scores.margin(Head::Grievance) < SURELY_A_GRIEVANCE
        && choices::is_plain_praise(
            evidence,
            if has_few_words(tokens) {
                SHORT_PRAISE
            } else {
                LONG_PRAISE
            },
        )
    {
        return by_rules;
    }
    if has_few_words(tokens)
        && scores.margin(Head::Grievance) < SURELY_A_GRIEVANCE
        && choices::is_plain_tease(evidence)
    {
        return Intent::Tease;
    }
    match scores.intent() {
        // In a few plain words the rules see more than the model; and nobody praises a danger.
        Intent::Praise
            if (has_few_words(tokens) || has(evidence, SignalKind::Risk))
                && choices::is_plain_grievance(evidence)
                && matches!(by_rules, Intent::Complaint | Intent::Abuse) =>
        {
            by_rules
        }
        Intent::Other | Intent::Tease
            if (has_few_words(tokens) || scores.margin(Head::Grievance) >= NEARLY_A_GRIEVANCE)
                && choices::is_plain_grievance(evidence)
                && matches!(by_rules, Intent::Complaint | Intent::Abuse) =>
        {
            by_rules
        }
        // Laughter about nothing is warm, but no praise.
        Intent::Praise if grievance < 0 && matches!(by_rules, Intent::Tease) => by_rules,
        // Thanks or a question in a few words: the model has seen most of them beside something else.
        Intent::Other if grievance < 0 && matches!(by_rules, Intent::Praise | Intent::Question) => {
            by_rules
        }
        Intent::Complaint if grievance < 0 => scores.other_intent(),
        Intent::Question | Intent::Praise | Intent::Tease | Intent::Other if grievance >= 0 => {
            Intent::Complaint
        }
        same @ (Intent::Complaint
        | Intent::Question
        | Intent::Praise
        | Intent::Tease
        | Intent::Abuse
        | Intent::Other) => same,
    }
}

/// What the post is about: the topic with the best margin, moved by the votes of the rules.
pub(super) fn topic(evidence: &Evidence, scores: &Scores) -> Topic {
    let mut best = (scores.margin(Head::Topic(Topic::None)), Topic::None);
    let other = (scores.margin(Head::Topic(Topic::Other)), Topic::Other);
    let voted = choices::topics(evidence).map(|(topic, votes)| {
        let votes = votes.min(MOST_TOPIC_VOTES);
        (
            scores.margin(Head::Topic(topic)) + votes * UNIT / TOPIC_VOTES_OF_A_LOGIT,
            topic,
        )
    });
    for candidate in voted.into_iter().chain([other]) {
        if candidate.0 > best.0 {
            best = candidate;
        }
    }
    best.1
}

/// From this margin on the model sees a grievance even in a plain question of a few words.
const CLEARLY_A_GRIEVANCE: i32 = UNIT;

/// From this margin on the model's grievance outweighs praise in plain words: those of the mishap that did not happen
/// ("never a problem") are a grievance to it.
const SURELY_A_GRIEVANCE: i32 = 2 * UNIT;
/// So many votes for praise and none for a complaint are plain praise: in a few words, and in more.
const SHORT_PRAISE: i32 = 190;
const LONG_PRAISE: i32 = 400;

/// From this margin on the model is near enough to seeing a grievance for plain words to decide.
const NEARLY_A_GRIEVANCE: i32 = -UNIT / 2;

/// So many votes for a topic weigh as much as one logit of the model, and no topic has more than so many.
const TOPIC_VOTES_OF_A_LOGIT: i32 = 150;
const MOST_TOPIC_VOTES: i32 = 450;

/// So many votes of the rules weigh as much as one logit of the model, which has already counted them as cues.
const VOTES_OF_A_LOGIT: i32 = 4000;

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
    let mut moves = anger::moves(by_rules);
    if !evidence.shows_anger() {
        moves[0] -= SILENT_MOVE;
        if has_few_words(tokens) {
            moves[0] -= calm_move(evidence, intent);
        }
    } else if has_few_words(tokens) {
        moves[0] += SHORT_MOVE;
    }
    let joined = scores
        .anger_moved(moves)
        .max(least_anger(evidence, scores, by_rules, tokens));
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
