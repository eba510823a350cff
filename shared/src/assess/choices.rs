//! Choices among classes: intent, topic, address, register. Each cue votes with its weight.

use crate::packs::Cue;
use crate::reading::{Address, Intent, Register, SignalKind, Topic};
use crate::signals::Evidence;
use crate::text::{Kind, Tokens};

/// What a signal of a kind says about the intent, as votes.
const COMPLAINT_SIGNAL: i32 = 300;
const SLIGHT_COMPLAINT_SIGNAL: i32 = 120;
const PRAISE_SIGNAL: i32 = 200;
const QUESTION_MARK: i32 = 120;
const TEASING_SIGNAL: i32 = 250;
/// An insult with less of a complaint than this beside it is abuse.
const ACTIONABLE: i32 = 200;
/// Fewer votes than this decide nothing.
const LEAST_VOTES: i32 = 100;

/// Votes in the order of [`Intent`].
#[derive(Default)]
struct Votes {
    complaint: i32,
    question: i32,
    praise: i32,
    tease: i32,
    insult: i32,
    other: i32,
    /// How many cues name a topic.
    topics: i32,
}

/// Counts what speaks for each intent.
fn votes(evidence: &Evidence) -> Votes {
    let mut votes = Votes::default();
    for signal in &evidence.signals {
        vote(signal.kind, i32::from(signal.weight), &mut votes);
    }
    for hit in &evidence.hits {
        let weight = i32::from(hit.weight);
        match hit.cue {
            Cue::Intent(Intent::Complaint) => votes.complaint += weight,
            Cue::Intent(Intent::Question) => votes.question += weight,
            Cue::Intent(Intent::Praise) => votes.praise += weight,
            Cue::Intent(Intent::Tease) => votes.tease += weight,
            Cue::Intent(Intent::Abuse) => votes.insult += weight,
            Cue::Intent(Intent::Other) => votes.other += weight,
            Cue::Topic(_) => votes.topics += 1,
            Cue::Signal(_)
            | Cue::Risk(_)
            | Cue::Address(_)
            | Cue::Register(_)
            | Cue::Slot
            | Cue::Role(_) => {}
        }
    }
    votes
}

/// Votes that count for a complaint, and those that count against it, at most.
const MOST_FOR: i32 = 700;
const MOST_AGAINST: i32 = 500;
/// Posts to brands carry so many votes for a complaint without being one.
const USUAL_LEAN: i32 = 150;

/// How much more the rules see a complaint than praise, in votes; 0 where they have no opinion.
pub(super) fn lean(evidence: &Evidence) -> i32 {
    let votes = votes(evidence);
    let complaint = votes.complaint + votes.insult;
    complaint.min(MOST_FOR) - (votes.praise + votes.other).min(MOST_AGAINST) - USUAL_LEAN
}

/// Whether the rules see a grievance that leaves little doubt.
pub(super) fn is_plain_grievance(evidence: &Evidence) -> bool {
    let votes = votes(evidence);
    votes.complaint + votes.insult >= PLAIN_GRIEVANCE + votes.praise
}

/// Whether the rules see a question and nothing that speaks for a complaint.
pub(super) fn is_plain_question(evidence: &Evidence) -> bool {
    let votes = votes(evidence);
    votes.question > 0 && votes.complaint + votes.insult == 0
}

/// Whether the rules see so much praise and nothing that speaks for a complaint.
pub(super) fn is_plain_praise(evidence: &Evidence, least: i32) -> bool {
    let votes = votes(evidence);
    votes.praise >= least && votes.complaint + votes.insult == 0
}

/// Whether the rules see laughter, a tease beside it, and nothing that speaks for a complaint.
pub(super) fn is_plain_tease(evidence: &Evidence) -> bool {
    let votes = votes(evidence);
    votes.tease > TEASING_SIGNAL && votes.complaint + votes.insult == 0
}

/// So many votes more for a complaint than for praise leave little doubt.
const PLAIN_GRIEVANCE: i32 = 150;

/// What the author wants.
pub(super) fn intent(evidence: &Evidence, tokens: &Tokens) -> Intent {
    let mut votes = votes(evidence);
    let asks = tokens
        .list()
        .iter()
        .any(|token| token.kind == Kind::Punctuation && tokens.norm(token).contains('?'));
    votes.question += if asks { QUESTION_MARK } else { 0 };
    if votes.insult > 0
        && votes.complaint < ACTIONABLE
        && votes.topics == 0
        && votes.praise < votes.insult
    {
        return Intent::Abuse;
    }
    votes.complaint += votes.insult;
    let Votes {
        complaint,
        question,
        praise,
        tease,
        insult: _,
        other,
        topics: _,
    } = votes;
    let best = complaint.max(question).max(praise).max(tease).max(other);
    if best < LEAST_VOTES {
        Intent::Other
    } else if best == complaint {
        Intent::Complaint
    } else if best == praise {
        Intent::Praise
    } else if best == question {
        Intent::Question
    } else if best == tease {
        Intent::Tease
    } else {
        Intent::Other
    }
}

const fn vote(kind: SignalKind, weight: i32, votes: &mut Votes) {
    match kind {
        SignalKind::ChurnThreat
        | SignalKind::Chasing
        | SignalKind::WitnessAppeal
        | SignalKind::PileOn
        | SignalKind::PrivateRefused
        | SignalKind::StockReplyRejected
        | SignalKind::LegalThreat
        | SignalKind::PressThreat
        | SignalKind::Risk => votes.complaint += COMPLAINT_SIGNAL,
        SignalKind::Waiting
        | SignalKind::AngryEmoji
        | SignalKind::Profanity
        | SignalKind::Competitor
        | SignalKind::PrivateSent => {
            votes.complaint += SLIGHT_COMPLAINT_SIGNAL;
        }
        SignalKind::Displeasure | SignalKind::Sarcasm => votes.complaint += weight,
        SignalKind::Insult => votes.insult += weight,
        SignalKind::Gratitude => votes.praise += PRAISE_SIGNAL,
        SignalKind::FriendlyEmoji => votes.praise += -weight,
        SignalKind::Teasing => votes.tease += TEASING_SIGNAL,
        SignalKind::Shouting
        | SignalKind::Punctuation
        | SignalKind::Elongation
        | SignalKind::PersonalData => {}
    }
}

/// The votes for each topic.
pub(super) fn topics(evidence: &Evidence) -> [(Topic, i32); 14] {
    let mut votes: [(Topic, i32); 14] = [
        Topic::Outage,
        Topic::Delivery,
        Topic::Billing,
        Topic::Refund,
        Topic::Cancellation,
        Topic::Contract,
        Topic::Claim,
        Topic::Price,
        Topic::Product,
        Topic::App,
        Topic::Staff,
        Topic::Support,
        Topic::Fraud,
        Topic::Schedule,
    ]
    .map(|topic| (topic, 0));
    for hit in &evidence.hits {
        if let Cue::Topic(topic) = hit.cue
            && let Some((_, count)) = votes.iter_mut().find(|(known, _)| *known == topic)
        {
            *count += i32::from(hit.weight);
        }
    }
    votes
}

/// What the post is about: the topic with the most votes, the earlier in the vocabulary where two are equal.
pub(super) fn topic(evidence: &Evidence) -> Topic {
    let mut best = (Topic::None, 0);
    for vote in topics(evidence) {
        if vote.1 > best.1 {
            best = vote;
        }
    }
    best.0
}

/// *Tu* or *vous*: the one with more votes; *vous* where both are equal, because it offends nobody.
pub(super) fn address(evidence: &Evidence) -> Address {
    let (mut tu, mut vous) = (0, 0);
    for hit in &evidence.hits {
        match hit.cue {
            Cue::Address(Address::Tu) => tu += i32::from(hit.weight),
            Cue::Address(Address::Vous) => vous += i32::from(hit.weight),
            Cue::Address(Address::None)
            | Cue::Signal(_)
            | Cue::Risk(_)
            | Cue::Intent(_)
            | Cue::Topic(_)
            | Cue::Register(_)
            | Cue::Role(_)
            | Cue::Slot => {}
        }
    }
    match (tu, vous) {
        (0, 0) => Address::None,
        (tu, vous) if tu > vous => Address::Tu,
        (_, _) => Address::Vous,
    }
}

/// Votes by which one register must lead the other.
const CLEAR_LEAD: i32 = 150;
/// One emoji as a vote for the familiar register.
const EMOJI_VOTE: i32 = 100;

/// How formal the author is.
pub(super) fn register(evidence: &Evidence, tokens: &Tokens) -> Register {
    let (mut formal, mut familiar) = (0, 0);
    for hit in &evidence.hits {
        match hit.cue {
            Cue::Register(Register::Formal) => formal += i32::from(hit.weight),
            Cue::Register(Register::Familiar) => familiar += i32::from(hit.weight),
            Cue::Address(Address::Tu) | Cue::Signal(SignalKind::Profanity | SignalKind::Insult) => {
                familiar += i32::from(hit.weight)
            }
            Cue::Register(Register::Neutral)
            | Cue::Address(_)
            | Cue::Signal(_)
            | Cue::Risk(_)
            | Cue::Intent(_)
            | Cue::Topic(_)
            | Cue::Role(_)
            | Cue::Slot => {}
        }
    }
    let emoji = tokens
        .list()
        .iter()
        .filter(|token| token.kind == Kind::Emoji)
        .count();
    familiar += EMOJI_VOTE * i32::try_from(emoji).unwrap_or(i32::MAX / EMOJI_VOTE);
    if formal >= familiar + CLEAR_LEAD {
        Register::Formal
    } else if familiar >= formal + CLEAR_LEAD {
        Register::Familiar
    } else {
        Register::Neutral
    }
}
