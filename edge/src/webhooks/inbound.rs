//! What a delivery comes to, once its platform's file has read it: nothing platform-specific beyond this point.

use accalmie_shared::post::{Channel, Post, Venue};
use accalmie_shared::units::Timestamp;
use serde::{Deserialize, Serialize};

/// One delivery, read.
#[derive(Debug, Default)]
pub(crate) struct Delivery {
    /// What happened, in the order of the body.
    pub(crate) inbound: Vec<Inbound>,
    /// Parts that are of no interest: likes, read receipts, other people's pages.
    pub(crate) skipped: u32,
    /// Why parts that should have been of interest could not be read. The whole body is kept for a person then.
    pub(crate) unreadable: Vec<String>,
}

impl Delivery {
    /// Takes one part: read, of no interest, or unreadable.
    pub(crate) fn take(&mut self, part: Result<Option<Inbound>, String>) {
        match part {
            Ok(Some(inbound)) => self.inbound.push(inbound),
            Ok(None) => self.skipped += 1,
            Err(reason) => self.unreadable.push(reason),
        }
    }
}

/// One thing that happened over there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Inbound {
    /// When, by the platform's clock: the same in every redelivery, because it becomes part of the key.
    pub(crate) at: Timestamp,
    /// Where.
    pub(crate) channel: Channel,
    /// What.
    pub(crate) what: Inward,
}

/// What can happen over there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub(crate) enum Inward {
    /// Somebody who is not the brand wrote something.
    Posted {
        /// What they wrote.
        post: Post,
    },
    /// The brand wrote something, through the platform's own tools or through ours.
    Answered {
        /// The platform's id of the answer.
        id: String,
        /// What it says.
        text: String,
        /// Public or private.
        venue: Venue,
        /// The post it answers, where the platform says it.
        to: Option<String>,
        /// The customer it went to, where the platform says it.
        customer: Option<String>,
    },
    /// A post was changed.
    Edited {
        /// The post's id.
        post: String,
        /// The new text.
        text: String,
        /// Who wrote it, where the platform says it.
        author: Option<String>,
    },
    /// A post was removed.
    Deleted {
        /// The post's id.
        post: String,
        /// Who wrote it, where the platform says it.
        author: Option<String>,
    },
    /// The brand hid a post through the platform's own tools.
    Hidden {
        /// The post's id.
        post: String,
    },
    /// The brand showed a hidden post again.
    Unhidden {
        /// The post's id.
        post: String,
    },
    /// A customer said how good the exchange was.
    Rated {
        /// The verdict's id.
        id: String,
        /// 1 (bad) to 5 (good).
        score: u8,
        /// The customer.
        author: String,
    },
}

/// What the name of a topic begins with among the posts' ids.
const TOPIC: &str = "topic:";

/// The name under which a topic stands among the posts.
pub(crate) fn topic(id: &str) -> String {
    format!("{TOPIC}{id}")
}

/// Whether a name is a topic's and no post's.
pub(crate) fn is_topic(name: &str) -> bool {
    name.starts_with(TOPIC)
}

/// Whether answers on a channel may name the topic alone: they are then to whoever wrote there last.
pub(crate) const fn has_topics(channel: Channel) -> bool {
    match channel {
        Channel::Discourse | Channel::Web => true,
        Channel::Facebook
        | Channel::Messenger
        | Channel::Instagram
        | Channel::InstagramDirect
        | Channel::Whatsapp
        | Channel::X
        | Channel::XDirect
        | Channel::Mastodon
        | Channel::Telegram
        | Channel::Linkedin
        | Channel::Unknown => false,
    }
}

/// The name under which a channel's authors and posts are known: a customer who comments and then writes in private
/// on one platform is one author.
pub(crate) const fn family(channel: Channel) -> &'static str {
    match channel {
        Channel::Facebook | Channel::Messenger => "facebook",
        Channel::Instagram | Channel::InstagramDirect => "instagram",
        Channel::Whatsapp => "whatsapp",
        Channel::X | Channel::XDirect => "x",
        Channel::Mastodon => "mastodon",
        Channel::Discourse => "discourse",
        Channel::Telegram => "telegram",
        Channel::Linkedin => "linkedin",
        Channel::Web => "web",
        Channel::Unknown => "unknown",
    }
}
