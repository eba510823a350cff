//! How the brand speaks, and what it does about insults and dangers.

use super::service::Text;
use crate::owner::Owner;
use crate::reading::Lang;
use serde::{Deserialize, Serialize};

/// How the brand speaks: the house rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// How answers are signed.
    pub signature: SignatureStyle,
    /// *Tu* or *vous* in French.
    pub address: AddressRule,
    /// When an emoji may stand in an answer.
    pub emoji: EmojiRule,
    /// Whether a kind joke may be offered.
    pub humour: HumourRule,
    /// Words and expressions that must not stand in an answer, in lower case.
    pub forbidden: Vec<String>,
}

/// How answers are signed.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::VariantArray,
    strum::VariantNames,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum SignatureStyle {
    /// "Claire"
    FirstName,
    /// "^CL"
    Initials,
    /// Not signed.
    None,
}

/// *Tu* or *vous* in French.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::VariantArray,
    strum::VariantNames,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum AddressRule {
    /// Always *vous*.
    Vous,
    /// *Tu* to a customer who says *tu*, else *vous*.
    FollowCustomer,
}

/// When an emoji may stand in an answer.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::VariantArray,
    strum::VariantNames,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum EmojiRule {
    /// Never.
    Never,
    /// To a customer who uses them, and isn't angry.
    FollowCustomer,
}

/// Whether a kind joke may be offered.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::VariantArray,
    strum::VariantNames,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum HumourRule {
    /// Never.
    Off,
    /// Affiliative humour to a teasing post, and to lighten an opening where anger and risk allow.
    Kind,
}

/// What is suggested about a post that insults. Nothing is ever hidden but by a person's act.
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
pub enum Handling {
    /// Answer the problem and pass over the insult.
    AnswerProblem,
    /// Remind of the page's rules.
    RemindRules,
    /// A person may hide the post, with a reason.
    Hide,
    /// Leave it without an answer.
    Leave,
}

/// What the brand does about insults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Moderation {
    /// An insult that comes with a problem to solve.
    pub insult_with_problem: Handling,
    /// Abuse without any problem to solve, the first time.
    pub abuse: Handling,
    /// Abuse again, after the rules were reminded of.
    pub abuse_again: Handling,
    /// The page's rules in one sentence.
    pub rules: Text,
    /// Where the rules can be read.
    #[serde(default)]
    pub rules_link: Option<String>,
}

/// Who takes over for a danger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RiskRule {
    /// The owner.
    pub owner: Owner,
    /// Help lines that may be named, at most one a language is.
    #[serde(default)]
    pub help: Vec<HelpLine>,
}

/// A help line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// The language of those it helps.
    pub lang: Lang,
    /// Its name, as in "the 3114, the suicide prevention line".
    pub name: String,
    /// Its number.
    pub number: String,
}
