//! The platforms whose webhooks are taken in.

use serde::{Deserialize, Serialize};

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Platform {
    /// Facebook page, Messenger, Instagram.
    Meta,
    /// `WhatsApp` Cloud API.
    Whatsapp,
    /// X, formerly Twitter.
    X,
    /// A Mastodon instance.
    Mastodon,
    /// A Discourse forum.
    Discourse,
    /// A Telegram bot.
    Telegram,
    /// A `LinkedIn` page.
    Linkedin,
    /// Any site of one's own, by Standard Webhooks.
    Standard,
}

impl Platform {
    /// All of them, in the order of the documentation.
    pub(crate) const ALL: [Self; 8] = [
        Self::Meta,
        Self::Whatsapp,
        Self::X,
        Self::Mastodon,
        Self::Discourse,
        Self::Telegram,
        Self::Linkedin,
        Self::Standard,
    ];

    /// The name in the route.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Whatsapp => "whatsapp",
            Self::X => "x",
            Self::Mastodon => "mastodon",
            Self::Discourse => "discourse",
            Self::Telegram => "telegram",
            Self::Linkedin => "linkedin",
            Self::Standard => "standard",
        }
    }

    /// The platform of a route.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|platform| platform.name() == name)
    }
}
