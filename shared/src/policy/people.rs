//! Who the brand is, and where it can be reached.

use super::service::Text;
use crate::owner::Owner;
use crate::post::Channel;
use crate::reading::Lang;
use serde::{Deserialize, Serialize};

/// Who the brand is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// The name as customers know it.
    pub name: String,
    /// The language of answers where a post's language can't be told.
    pub lang: Lang,
    /// The brand's site.
    #[serde(default)]
    pub site: Option<String>,
    /// The brand's competitors, as customers name them.
    #[serde(default)]
    pub competitors: Vec<String>,
}

/// The part an account plays.
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
pub enum AccountRole {
    /// News, jobs, the company: sends complaints on to the care account.
    Corporate,
    /// Looks after customers.
    Care,
}

/// One account of the brand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Where it is.
    pub channel: Channel,
    /// The platform's id: a page id, a user id.
    #[serde(default)]
    pub id: String,
    /// The handle without the at sign, or the page's name.
    pub handle: String,
    /// The part it plays.
    pub role: AccountRole,
    /// Link to it.
    #[serde(default)]
    pub url: Option<String>,
}

/// One of the people who answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The id they sign in with.
    pub id: String,
    /// First name, as customers read it.
    pub name: String,
    /// Initials for a short signature.
    pub initials: String,
    /// The part they play; it says what they may do with a case.
    #[serde(default = "front_office")]
    pub role: Owner,
}

fn front_office() -> Owner {
    Owner::CommunityManager
}

/// What kind of contact point.
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
#[allow(missing_docs)] // The names say what they mean.
pub enum ContactKind {
    Phone,
    Email,
    Chat,
    Form,
    HelpPages,
    Shop,
}

/// Where else customers find help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactPoint {
    /// What kind.
    pub kind: ContactKind,
    /// What to call it within a sentence: "notre service client".
    pub name: Text,
    /// The number, the address or the link.
    pub value: String,
    /// When it is open, as customers read it.
    #[serde(default)]
    pub hours: Option<Text>,
}
