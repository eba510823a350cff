//! Fit: how long a text is by the platform's own count, and how it is cut when it is too long.
//!
//! | where | counts | limit | source |
//! |---|---|---|---|
//! | X, public | weighted characters, configuration version 3: web addresses 23, emoji 2 | 280 | developer documentation, `twitter-text` |
//! | X, private | characters | 10,000 | common knowledge |
//! | Mastodon | characters, web addresses 23 | 500 | default of `configuration.statuses` |
//! | Instagram, private | bytes of UTF-8 | 1,000 | Messenger platform documentation |
//! | Instagram, comments | characters | 2,200 | documented for captions |
//! | Messenger | UTF-16 units | 2,000 | common knowledge |
//! | WhatsApp | characters | 4,096 | the API's own schema |
//! | Telegram | UTF-16 units | 4,096 | common knowledge |
//! | Facebook, comments | UTF-16 units | 8,000 | common knowledge |
//!
//! Elsewhere no limit is known and characters are counted.

mod nfc;
mod split;
mod url;
mod weight;

pub use split::{parts, sentences};

use crate::post::{Channel, Venue};

/// How long a text is, and how long it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// In the platform's own count.
    pub used: u32,
    /// In the same count; none where the platform states none.
    pub limit: Option<u32>,
}

impl Length {
    /// Whether the text may be sent.
    #[must_use]
    pub fn fits(self) -> bool {
        self.limit.is_none_or(|limit| self.used <= limit)
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    Weighted,
    ShortenedUrls,
    Characters,
    Utf16,
    Bytes,
}

fn rule(channel: Channel, venue: Venue) -> (Count, Option<u32>) {
    match (channel, venue) {
        (Channel::X, Venue::Public) => (Count::Weighted, Some(280)),
        (Channel::X, Venue::Private) | (Channel::XDirect, _) => (Count::Characters, Some(10_000)),
        (Channel::Mastodon, _) => (Count::ShortenedUrls, Some(500)),
        (Channel::Instagram, Venue::Private) | (Channel::InstagramDirect, _) => {
            (Count::Bytes, Some(1_000))
        }
        (Channel::Instagram, Venue::Public) => (Count::Characters, Some(2_200)),
        (Channel::Facebook, Venue::Private) | (Channel::Messenger, _) => {
            (Count::Utf16, Some(2_000))
        }
        (Channel::Facebook, Venue::Public) => (Count::Utf16, Some(8_000)),
        (Channel::Whatsapp, _) => (Count::Characters, Some(4_096)),
        (Channel::Telegram, _) => (Count::Utf16, Some(4_096)),
        (Channel::Discourse | Channel::Linkedin | Channel::Web | Channel::Unknown, _) => {
            (Count::Characters, None)
        }
    }
}

/// The most that one post may hold, in the platform's own count.
#[must_use]
pub fn limit(channel: Channel, venue: Venue) -> Option<u32> {
    rule(channel, venue).1
}

/// How long a text is on a platform.
#[must_use]
pub fn measure(channel: Channel, venue: Venue, text: &str) -> Length {
    let (count, limit) = rule(channel, venue);
    let used = match count {
        Count::Weighted => weight::weighted(text),
        Count::ShortenedUrls => weight::shortened(text),
        Count::Characters => number(text.chars().count()),
        Count::Utf16 => number(text.encode_utf16().count()),
        Count::Bytes => number(text.len()),
    };
    Length { used, limit }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
