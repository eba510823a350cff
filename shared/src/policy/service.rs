//! What the brand can do for a customer: delays, promises, answers, targets, offers.

use crate::owner::Owner;
use crate::reading::{Lang, Topic};
use crate::units::Minutes;
use serde::{Deserialize, Serialize};

/// The same words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The words in a language; the French ones where the language isn't known.
    #[must_use]
    pub fn within(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr | Lang::Unknown => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// What holds on one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChannelRules {
    /// A public post gets its first answer within so many opening minutes.
    pub first_answer: Minutes,
    /// A private message gets its answer within so many opening minutes.
    pub private_answer: Minutes,
    /// A case is settled within so many opening minutes.
    pub resolution: Minutes,
    /// The link that opens the private conversation; none where the platform has none.
    #[serde(default)]
    pub private_link: Option<String>,
}

/// One public answer of the brand's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Faq {
    /// A short name, unique in the policy.
    pub id: String,
    /// The topic, where it has one.
    #[serde(default)]
    pub topic: Option<Topic>,
    /// The question as customers ask it, in several ways.
    pub asked: Phrases,
    /// The answer, ready to stand in a reply after the greeting.
    pub answer: Text,
    /// Where to read more.
    #[serde(default)]
    pub link: Option<String>,
}

/// Several ways to say the same, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// French.
    pub fr: Vec<String>,
    /// English.
    pub en: Vec<String>,
}

/// One of the company's own systems that take a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// A short name, unique in the policy; the host keeps its address and secret under this name.
    pub name: String,
    /// What customers may be told: "notre service facturation".
    pub label: Text,
    /// Who works there.
    pub owner: Owner,
    /// The topics it takes; empty for all.
    #[serde(default)]
    pub topics: Vec<Topic>,
}

/// The channel by which an answer is promised.
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
pub enum AnswerBy {
    /// Under the post.
    Here,
    /// By private message on the same platform.
    PrivateMessage,
    /// By telephone.
    Phone,
    /// By e-mail.
    Email,
}

/// Something that may be promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// Who does it.
    pub owner: Owner,
    /// What customers are told of who does it: "un conseiller".
    pub who: Text,
    /// By when at the latest.
    pub within: Minutes,
    /// By which channel.
    pub by: AnswerBy,
    /// The topics it holds for; empty for all.
    #[serde(default)]
    pub topics: Vec<Topic>,
}

/// Something that may be promoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The topics it fits; empty for all.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// One sentence.
    pub text: Text,
    /// Where to read more.
    #[serde(default)]
    pub link: Option<String>,
}
