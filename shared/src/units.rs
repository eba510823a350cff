//! Units: the small types that keep bytes, moments and durations from being mistaken for one another.

use serde::{Deserialize, Serialize};

/// A stretch of a text, in UTF-8 byte offsets: `start` included, `end` excluded.
///
/// Both ends lie on character boundaries of the text the span was made for. Conversion to UTF-16
/// happens once, where the text meets the DOM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// First byte after the stretch.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Length in bytes; 0 for a span whose ends are reversed.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The text under the span, or `""` where the span does not fit the text.
    #[must_use]
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// A moment, in milliseconds since 1970-01-01T00:00:00Z. The core never asks for it: hosts pass it in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment `delay` later.
    #[must_use]
    pub const fn plus(self, delay: Minutes) -> Self {
        Self(self.0.saturating_add(delay.0 as i64 * MILLIS_PER_MINUTE))
    }

    /// Whole minutes from `earlier` to `self`, 0 where `earlier` is in fact later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Minutes {
        let millis = self.0.saturating_sub(earlier.0).max(0);
        Minutes(u32::try_from(millis / MILLIS_PER_MINUTE).unwrap_or(u32::MAX))
    }
}

const MILLIS_PER_MINUTE: i64 = 60_000;

/// A duration in whole minutes.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Minutes(pub u32);

/// A share, 0..=1000.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Permille(pub u16);

impl Permille {
    /// `part` of `whole`, rounded down; 0 of nothing.
    #[must_use]
    pub fn of(part: usize, whole: usize) -> Self {
        let share = (part.min(whole) as u64 * 1000).checked_div(whole as u64);
        Self(share.unwrap_or(0) as u16)
    }
}
