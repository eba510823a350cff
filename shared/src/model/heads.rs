//! Heads: the questions the model answers.

use crate::reading::{Intent, SignalKind, Topic};

/// One question with yes or no for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Head {
    /// Anger is at least 1 of 3.
    Annoyed,
    /// Anger is at least 2 of 3.
    Angry,
    /// Anger is 3 of 3.
    Furious,
    /// The intent is complaint or abuse.
    Grievance,
    /// The intent is this one.
    Intent(Intent),
    /// The post carries this signal.
    Signal(SignalKind),
    /// The post is about this.
    Topic(Topic),
    /// The brand is addressed as *tu*.
    Tu,
    /// The brand is addressed as *vous*.
    Vous,
}

impl Head {
    /// Every head, in the order of the weights.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Annoyed,
        Self::Angry,
        Self::Furious,
        Self::Grievance,
        Self::Intent(Intent::Question),
        Self::Intent(Intent::Praise),
        Self::Intent(Intent::Tease),
        Self::Intent(Intent::Abuse),
        Self::Intent(Intent::Other),
        Self::Signal(SignalKind::Sarcasm),
        Self::Signal(SignalKind::Chasing),
        Self::Signal(SignalKind::ChurnThreat),
        Self::Signal(SignalKind::WitnessAppeal),
        Self::Signal(SignalKind::Waiting),
        Self::Signal(SignalKind::Gratitude),
        Self::Signal(SignalKind::Insult),
        Self::Signal(SignalKind::PileOn),
        Self::Signal(SignalKind::StockReplyRejected),
        Self::Signal(SignalKind::PrivateSent),
        Self::Signal(SignalKind::Risk),
        Self::Topic(Topic::Outage),
        Self::Topic(Topic::Delivery),
        Self::Topic(Topic::Billing),
        Self::Topic(Topic::Refund),
        Self::Topic(Topic::Cancellation),
        Self::Topic(Topic::Contract),
        Self::Topic(Topic::Claim),
        Self::Topic(Topic::Price),
        Self::Topic(Topic::Product),
        Self::Topic(Topic::App),
        Self::Topic(Topic::Staff),
        Self::Topic(Topic::Support),
        Self::Topic(Topic::Fraud),
        Self::Topic(Topic::Schedule),
        Self::Topic(Topic::Other),
        Self::Topic(Topic::None),
        Self::Tu,
        Self::Vous,
    ];

    /// How many heads there are.
    pub const COUNT: usize = 38;

    /// Where the head stands in [`Self::ALL`]; `None` for an intent or signal that has no head.
    #[must_use]
    pub const fn lane(self) -> Option<usize> {
        let lane = match self {
            Self::Annoyed => 0,
            Self::Angry => 1,
            Self::Furious => 2,
            Self::Grievance => 3,
            Self::Intent(Intent::Complaint) => return None,
            Self::Intent(Intent::Question) => 4,
            Self::Intent(Intent::Praise) => 5,
            Self::Intent(Intent::Tease) => 6,
            Self::Intent(Intent::Abuse) => 7,
            Self::Intent(Intent::Other) => 8,
            Self::Signal(kind) => return signal_lane(kind),
            // In the order of the enum.
            Self::Topic(topic) => 20 + topic as usize,
            Self::Tu => 36,
            Self::Vous => 37,
        };
        Some(lane)
    }
}

const fn signal_lane(kind: SignalKind) -> Option<usize> {
    let lane = match kind {
        SignalKind::Sarcasm => 9,
        SignalKind::Chasing => 10,
        SignalKind::ChurnThreat => 11,
        SignalKind::WitnessAppeal => 12,
        SignalKind::Waiting => 13,
        SignalKind::Gratitude => 14,
        SignalKind::Insult => 15,
        SignalKind::PileOn => 16,
        SignalKind::StockReplyRejected => 17,
        SignalKind::PrivateSent => 18,
        SignalKind::Risk => 19,
        SignalKind::Shouting
        | SignalKind::Punctuation
        | SignalKind::Elongation
        | SignalKind::AngryEmoji
        | SignalKind::FriendlyEmoji
        | SignalKind::Profanity
        | SignalKind::PrivateRefused
        | SignalKind::LegalThreat
        | SignalKind::PressThreat
        | SignalKind::PersonalData
        | SignalKind::Teasing
        | SignalKind::Competitor
        | SignalKind::Displeasure => return None,
    };
    Some(lane)
}
