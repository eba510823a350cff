//! What the reader says of one post: language, intent, anger with its evidence, risks, topic and footing.

// Named by its path, because the build script compiles this file, too, as a module of its own.
#[path = "reading/personal.rs"]
mod personal;

pub use personal::{PersonalData, PersonalKind};

use crate::units::Span;
use serde::{Deserialize, Serialize};

/// The languages the core reads and writes.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::VariantArray,
    strum::VariantNames,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
    /// Neither could be told; markers are still read, words are not.
    #[serde(other)]
    Unknown,
}

/// What the author wants, one of the classes of the annotation guide.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// Reports a problem or dissatisfaction, also politely or inside a question.
    Complaint,
    /// Asks for information or help without dissatisfaction.
    Question,
    /// Thanks, praises, recommends.
    Praise,
    /// Jokes or mocks without a real grievance.
    Tease,
    /// Insults or attacks with no actionable problem.
    Abuse,
    /// News, adverts, not addressed to a brand as its customer, unclear.
    Other,
}

/// How angry the post looks, in four steps cut from the permille score.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// No anger visible, also a purely factual report of a problem.
    Calm,
    /// Irritation, disappointment, impatience, mild sarcasm.
    Annoyed,
    /// Clear anger: strong reproach, shouting, bitter sarcasm, threats to leave.
    Angry,
    /// Insults, rage, several strong markers at once.
    Furious,
}

/// A danger that overrides anger: it goes to a person at once.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// Danger to health or life.
    Safety,
    /// Thoughts of suicide or of hurting oneself.
    SelfHarm,
    /// Someone is threatened, stalked or harassed.
    Harassment,
    /// The author is, or fears to be, the victim of a fraud.
    Fraud,
    /// Court, lawyer, regulator, police complaint.
    Legal,
    /// Media, journalists, exposure.
    Press,
    /// Personal data were leaked or are exposed.
    Privacy,
    /// A person who is ill, disabled, very old, alone or otherwise dependent on the service.
    VulnerablePerson,
}

/// What the post is about.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // The names are the annotation guide's own and say what they mean.
pub enum Topic {
    Outage,
    Delivery,
    Billing,
    Refund,
    Cancellation,
    Contract,
    Claim,
    Price,
    Product,
    App,
    Staff,
    Support,
    Fraud,
    Schedule,
    Other,
    None,
}

/// How the author addresses the brand.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Address {
    /// The familiar French *tu*.
    Tu,
    /// The polite or plural French *vous*.
    Vous,
    /// Not visible, or a language without the distinction.
    None,
}

/// How formal the author's language is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// Letter-like: full greetings, polite formulas, no abbreviation.
    Formal,
    /// Neither.
    Neutral,
    /// Chat-like: emoji, abbreviations, *tu*, slang.
    Familiar,
}

/// The kinds of signal, by their wire names.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    /// Words in capitals.
    Shouting,
    /// Repeated exclamation or question marks.
    Punctuation,
    /// Letters drawn out: "nuuuul".
    Elongation,
    /// An angry or disgusted emoji or emoticon.
    AngryEmoji,
    /// A smiling or affectionate emoji or emoticon.
    FriendlyEmoji,
    /// An insulting word aimed at the brand or at people.
    Insult,
    /// A swear word aimed at nobody.
    Profanity,
    /// Leaves, or threatens to leave.
    ChurnThreat,
    /// Has already written or called, and still has no answer.
    Chasing,
    /// Names a waiting time or a delay.
    Waiting,
    /// Addresses the other readers: "fuyez", "avoid".
    WitnessAppeal,
    /// Joins somebody else's complaint: "pareil pour moi", "same here".
    PileOn,
    /// Refuses to go private.
    PrivateRefused,
    /// Complains about stock replies, or forbids one in advance.
    StockReplyRejected,
    /// Says that a private message or an e-mail was sent.
    PrivateSent,
    /// Court, lawyer, regulator, consumer association.
    LegalThreat,
    /// Media or public exposure.
    PressThreat,
    /// Personal data stands in the text.
    PersonalData,
    /// Thanks that are meant.
    Gratitude,
    /// Praise that is not meant.
    Sarcasm,
    /// A joke or a tease without a grievance.
    Teasing,
    /// Names a competitor.
    Competitor,
    /// A danger to somebody; which one is in [`Assessment::risks`].
    Risk,
    /// Words that weigh towards anger by the learned model or a general lexicon, without a narrower kind.
    Displeasure,
}

/// One sign in the text. Its span *is* the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// What kind of sign it is.
    pub kind: SignalKind,
    /// Where it stands in the post's text.
    #[serde(flatten)]
    pub span: Span,
    /// What it adds to anger, in permille; negative for calming signs, 0 for signs that say something else.
    pub weight: i16,
}

/// Everything the reader says of one post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The language the post was read in.
    pub lang: Lang,
    /// What the author wants.
    pub intent: Intent,
    /// Anger, 0..=1000 permille; comparable only within one model version.
    pub anger: u16,
    /// The step that `anger` falls in.
    pub severity: Severity,
    /// The evidence, ordered by start, without overlap within one kind. Never empty when severity is above calm.
    pub signals: Vec<Signal>,
    /// Dangers, ordered, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Risk>,
    /// What the post is about.
    pub topic: Topic,
    /// How the author addresses the brand.
    pub address: Address,
    /// How formal the author is.
    pub register: Register,
    /// Personal data in the text, ordered by start, without overlap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub personal: Vec<PersonalData>,
}

impl Assessment {
    /// Whether the text carries a signal of this kind.
    #[must_use]
    pub fn has(&self, kind: SignalKind) -> bool {
        self.signals.iter().any(|signal| signal.kind == kind)
    }

    /// What the author wants, where the signs say more than the intent that was read: praise that carries mockery and
    /// anger is a complaint, an insult that asks for nothing is abuse, a calm joke about nothing is a tease.
    #[must_use]
    pub fn meant(&self) -> Intent {
        let aimless = matches!(self.topic, Topic::None | Topic::Other);
        let jokes = self.has(SignalKind::Teasing) && self.severity == Severity::Calm && aimless;
        match self.intent {
            Intent::Praise if !self.is_thanks() => Intent::Complaint,
            Intent::Other if self.has(SignalKind::Insult) => Intent::Abuse,
            Intent::Other | Intent::Question if jokes => Intent::Tease,
            Intent::Praise
            | Intent::Other
            | Intent::Question
            | Intent::Complaint
            | Intent::Tease
            | Intent::Abuse => self.intent,
        }
    }

    /// Whether the author thanks or praises and means it. Praise that carries anger isn't meant.
    #[must_use]
    pub fn is_thanks(&self) -> bool {
        let sarcastic = self.has(SignalKind::Sarcasm) && self.severity > Severity::Calm;
        self.intent == Intent::Praise && !sarcastic
    }
}
