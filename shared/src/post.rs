//! A post, its author, and where both stand.

use crate::reading::Lang;
use crate::units::Timestamp;
use serde::{Deserialize, Serialize};

/// Where a post was made. Each platform has its own limits, private channel and first-answer target.
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
pub enum Channel {
    /// A Facebook page: posts, comments, ratings.
    Facebook,
    /// Facebook Messenger.
    Messenger,
    /// Instagram comments and mentions.
    Instagram,
    /// Instagram private messages.
    InstagramDirect,
    /// WhatsApp.
    Whatsapp,
    /// X, formerly Twitter.
    #[serde(alias = "twitter")]
    X,
    /// X private messages.
    XDirect,
    /// Mastodon.
    Mastodon,
    /// A Discourse forum.
    Discourse,
    /// Telegram.
    Telegram,
    /// `LinkedIn`.
    Linkedin,
    /// The brand's own pages: comments, reviews, forum, support wall.
    #[serde(alias = "site", alias = "page", alias = "review", alias = "forum")]
    Web,
    /// A channel this version does not know.
    #[serde(other)]
    Unknown,
}

impl Channel {
    /// Whether nobody but author and brand can read anything there.
    #[must_use]
    pub const fn is_private(self) -> bool {
        match self {
            Self::Messenger | Self::InstagramDirect | Self::Whatsapp | Self::XDirect => true,
            Self::Facebook
            | Self::Instagram
            | Self::X
            | Self::Mastodon
            | Self::Discourse
            | Self::Telegram
            | Self::Linkedin
            | Self::Web
            | Self::Unknown => false,
        }
    }
}

/// In front of everyone, or between two.
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
pub enum Venue {
    /// Everybody can read it.
    Public,
    /// Only the author and the brand can read it.
    Private,
}

/// Who wrote a post, as the platform tells it. Nothing is inferred about age, sex or origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The platform's own id.
    pub id: String,
    /// Display name.
    #[serde(default)]
    pub name: String,
    /// Handle without the at sign, where the platform has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// The author's presentation of themselves, where the platform shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bio: Option<String>,
    /// Link to the profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Something a person or the brand wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// The platform's own id.
    pub id: String,
    /// The conversation it belongs to.
    pub thread: String,
    /// The post it answers, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Where it was made.
    pub channel: Channel,
    /// In front of everyone, or between two.
    pub venue: Venue,
    /// Who wrote it.
    pub author: Author,
    /// What it says. In public posts, personal data is masked before it is stored.
    pub text: String,
    /// The language, where the platform or the page says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Permalink.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The brand's account it was addressed to: a page id, a handle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// How many people may see it (followers, page fans), where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<u32>,
    /// Pictures, videos and files that came with it, as the platform names their type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
    /// When it was made, by the platform's clock.
    pub at: Timestamp,
}
