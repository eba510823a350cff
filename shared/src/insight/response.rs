use super::summary::{Summary, Wait};
use crate::post::Channel;
use crate::sorted::Map;
use crate::units::{Minutes, Permille, Timestamp};
use serde::{Deserialize, Serialize};

/// The Facebook badge looks at this delay (Meta's help pages; the study, note 13).
pub const BADGE_DELAY: Minutes = Minutes(15);

/// The Facebook badge wants this share answered within [`BADGE_DELAY`].
pub const BADGE_SHARE: Permille = Permille(900);

/// The badge, and our figures, look at the last seven days.
pub const WEEK: Minutes = Minutes(7 * 24 * 60);

/// How far the badge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "badge")]
pub enum Badge {
    /// It is reached.
    Reached,
    /// So many answers within the delay, in a row, would reach it.
    Missing {
        /// How many.
        answers: u32,
    },
    /// Nobody wrote within the seven days.
    NoMessages,
}

/// How quickly the brand answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsiveness {
    /// How often customers waited for a word.
    pub received: u32,
    /// How many of these got it.
    pub answered: u32,
    /// How many within [`BADGE_DELAY`].
    pub within: u32,
    /// `answered` of `received`.
    pub share_answered: Permille,
    /// `within` of `received`.
    pub share_within: Permille,
    /// The median delay of what was answered, in minutes of the clock, as the platform counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<Minutes>,
    /// How far the badge is.
    #[serde(flatten)]
    pub badge: Badge,
}

/// How quickly the brand answered over the seven days before `now`.
///
/// A customer who has waited for less than the badge's delay isn't counted yet: there still is time.
#[must_use]
pub fn responsiveness<'a>(
    summaries: impl IntoIterator<Item = &'a Summary>,
    now: Timestamp,
) -> Responsiveness {
    let recent = |wait: &&Wait| wait.since <= now && now <= wait.since.plus(WEEK);
    let counts = |wait: &&Wait| wait.answered.is_some() || wait.since.plus(BADGE_DELAY) < now;
    let waits = summaries
        .into_iter()
        .flat_map(|one| &one.waits)
        .filter(recent)
        .filter(counts);
    let (mut received, mut delays) = (0u32, Vec::new());
    for wait in waits {
        received += 1;
        delays.extend(wait.answered.map(|answered| answered.since(wait.since)));
    }
    delays.sort_unstable();
    let answered = u32::try_from(delays.len()).unwrap_or(u32::MAX);
    let within = delays.iter().filter(|delay| **delay <= BADGE_DELAY).count();
    let within = u32::try_from(within).unwrap_or(u32::MAX);
    Responsiveness {
        received,
        answered,
        within,
        share_answered: Permille::of(answered as usize, received as usize),
        share_within: Permille::of(within as usize, received as usize),
        median: delays.get(delays.len().wrapping_sub(1) / 2).copied(),
        badge: badge(within, received),
    }
}

/// With k more answers in time, (within + k) of (received + k) must be nine tenths: k is 9 × received − 10 × within.
fn badge(within: u32, received: u32) -> Badge {
    let missing = (9 * u64::from(received)).saturating_sub(10 * u64::from(within));
    match (received, missing) {
        (0, _) => Badge::NoMessages,
        (_, 0) => Badge::Reached,
        (_, missing) => Badge::Missing {
            answers: u32::try_from(missing).unwrap_or(u32::MAX),
        },
    }
}

/// The same, channel by channel.
#[must_use]
pub fn by_channel(summaries: &[Summary], now: Timestamp) -> Map<Channel, Responsiveness> {
    let mut channels: Vec<Channel> = summaries.iter().map(|one| one.channel).collect();
    channels.sort_unstable();
    channels.dedup();
    let of = |channel| summaries.iter().filter(move |one| one.channel == channel);
    channels
        .into_iter()
        .map(|channel| (channel, responsiveness(of(channel), now)))
        .collect()
}
