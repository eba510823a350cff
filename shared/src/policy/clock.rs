//! Opening hours as a brand owner writes them: `"mon": ["09:00-12:30", "13:30-18:00"]`.

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// When somebody is there to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// The shifts of an ordinary week.
    pub week: Week,
    /// Days without any shift.
    pub holidays: Vec<Holiday>,
}

/// The shifts of an ordinary week, in local time. A day without shifts is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The days of the week say what they are.
pub struct Week {
    pub mon: Vec<Shift>,
    pub tue: Vec<Shift>,
    pub wed: Vec<Shift>,
    pub thu: Vec<Shift>,
    pub fri: Vec<Shift>,
    pub sat: Vec<Shift>,
    pub sun: Vec<Shift>,
}

impl Week {
    /// The days with their wire names, Monday first.
    #[must_use]
    pub fn days(&self) -> [(&'static str, &[Shift]); 7] {
        [
            ("mon", &self.mon),
            ("tue", &self.tue),
            ("wed", &self.wed),
            ("thu", &self.thu),
            ("fri", &self.fri),
            ("sat", &self.sat),
            ("sun", &self.sun),
        ]
    }
}

/// A stretch of one day, written `"09:00-12:30"`; `"00:00-24:00"` is the whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Minutes after local midnight, 0..=1439.
    pub from: u16,
    /// Minutes after local midnight, 1..=1440; after `from` in a valid policy.
    pub to: u16,
}

impl Shift {
    /// Reads `"09:00-12:30"`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        let (from, to) = (clock(from.trim())?, clock(to.trim())?);
        (from < 24 * 60).then_some(Self { from, to })
    }
}

/// Minutes after midnight of `"09:30"`; up to `"24:00"`.
fn clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let sum = hours * 60 + minutes;
    (minutes < 60 && sum <= 24 * 60).then_some(sum)
}

/// A number of exactly two digits.
fn number(text: &str) -> Option<u16> {
    match text.as_bytes() {
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some(u16::from(a - b'0') * 10 + u16::from(b - b'0')),
        _ => None,
    }
}

impl Serialize for Shift {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!(
            "{:02}:{:02}-{:02}:{:02}",
            self.from / 60,
            self.from % 60,
            self.to / 60,
            self.to % 60
        ))
    }
}

impl<'de> Deserialize<'de> for Shift {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| {
            D::Error::invalid_value(Unexpected::Str(&text), &"a shift like \"09:00-12:30\"")
        })
    }
}

/// A day without shifts: `"2026-12-24"`, or `"12-25"` for every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The year; every year where there is none.
    pub year: Option<u16>,
    /// 1..=12.
    pub month: u8,
    /// 1..=31.
    pub day: u8,
}

impl Holiday {
    /// Reads `"2026-12-24"` or `"12-25"`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (year, rest) = match text.len() {
            10 => {
                let year = number(text.get(..2)?)? * 100 + number(text.get(2..4)?)?;
                (Some(year), text.get(4..)?.strip_prefix('-')?)
            }
            _ => (None, text),
        };
        let (month, day) = rest.split_once('-')?;
        let (month, day) = (number(month)?, number(day)?);
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Self {
            year,
            month: month as u8,
            day: day as u8,
        })
    }
}

impl Serialize for Holiday {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (month, day) = (self.month, self.day);
        match self.year {
            Some(year) => serializer.collect_str(&format_args!("{year:04}-{month:02}-{day:02}")),
            None => serializer.collect_str(&format_args!("{month:02}-{day:02}")),
        }
    }
}

impl<'de> Deserialize<'de> for Holiday {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| {
            D::Error::invalid_value(
                Unexpected::Str(&text),
                &"a day like \"2026-12-24\", or \"12-25\" for every year",
            )
        })
    }
}
