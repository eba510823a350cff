//! Opening hours on the clock: deadlines count the minutes in which somebody is there.
//!
//! The host knows the time zone's rules and gives its offsets; the core only adds.

use crate::policy::{Hours, Shift};
use crate::units::{Minutes, Timestamp};
use serde::{Deserialize, Serialize};

/// A time zone's offsets from UTC around the present, as the host knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offsets {
    /// Minutes east of UTC before the first change.
    pub base: i16,
    /// From each moment on, so many minutes east of UTC; in the order of time.
    #[serde(default)]
    pub changes: Vec<(Timestamp, i16)>,
}

impl Offsets {
    /// A zone without daylight saving, so many minutes east of UTC.
    #[must_use]
    pub const fn fixed(base: i16) -> Self {
        Self {
            base,
            changes: Vec::new(),
        }
    }

    /// Minutes east of UTC at a moment.
    #[must_use]
    pub fn at(&self, moment: Timestamp) -> i16 {
        let passed = self.changes.iter().rev().find(|(from, _)| *from <= moment);
        passed.map_or(self.base, |(_, offset)| *offset)
    }

    /// The moment of a local time, given in minutes since 1970-01-01T00:00 local.
    ///
    /// A time that the change to daylight saving skips is the moment of the change plus what is skipped; one that
    /// comes twice is the first.
    fn moment(&self, local: i64) -> Timestamp {
        let by = |offset: i16| Timestamp((local - i64::from(offset)) * MINUTE);
        let day_before = self.at(Timestamp(by(self.base).0 - DAY * MINUTE));
        let day_after = self.at(Timestamp(by(self.base).0 + DAY * MINUTE));
        let (first, second) = (by(day_before), by(day_after));
        if self.at(first) == day_before || self.at(second) != day_after {
            first
        } else {
            second
        }
    }
}

/// A date of the local calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// 1..=12.
    pub month: u8,
    /// 1..=31.
    pub day: u8,
    /// 0 for Monday to 6 for Sunday.
    pub weekday: u8,
}

/// A local time, to the minute: what a person reads off a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalTime {
    /// The date.
    pub date: Date,
    /// Minutes after midnight.
    pub minute: u16,
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60;

/// So many days are looked through for an open minute; a policy closed for longer counts every minute.
const LONGEST_CLOSURE: i64 = 60;

/// The last moment of ECMAScript's calendar.
const LAST_MOMENT: i64 = 8_640_000_000_000_000;

/// Beyond this stretch nobody asks for opening minutes: ten years.
const LONGEST_STRETCH: Minutes = Minutes(10 * 366 * 24 * 60);

/// What the clock on the brand's wall shows at a moment.
#[must_use]
pub fn local(moment: Timestamp, offsets: &Offsets) -> LocalTime {
    let minutes = moment.0.div_euclid(MINUTE) + i64::from(offsets.at(moment));
    LocalTime {
        date: date(minutes.div_euclid(DAY)),
        minute: minutes.rem_euclid(DAY) as u16,
    }
}

/// The moment at which the clock on the brand's wall shows this time, `minute` being counted from midnight; none for a
/// date that the calendar doesn't have.
#[must_use]
pub fn at_local(
    year: i32,
    month: u8,
    day: u8,
    minute: u16,
    offsets: &Offsets,
) -> Option<Timestamp> {
    if i64::from(minute) >= DAY {
        return None;
    }
    let days = days(year, month, day);
    let found = date(days);
    let is_date = (found.year, found.month, found.day) == (year, month, day);
    is_date.then(|| offsets.moment(days * DAY + i64::from(minute)))
}

/// Whether somebody is there at a moment.
#[must_use]
pub fn is_open(moment: Timestamp, hours: &Hours, offsets: &Offsets) -> bool {
    let day = local_day(moment, offsets);
    // A shift may reach into the day after by a change of the offset.
    (day - 1..=day)
        .any(|day| shifts(day, hours, offsets).any(|(from, to)| from <= moment && moment < to))
}

/// When somebody is next there: the moment itself where somebody is; none where nobody comes within sixty days.
#[must_use]
pub fn next_open(moment: Timestamp, hours: &Hours, offsets: &Offsets) -> Option<Timestamp> {
    let day = local_day(moment, offsets);
    (day - 1..day + LONGEST_CLOSURE)
        .flat_map(|day| shifts(day, hours, offsets))
        .find(|(_, to)| moment < *to)
        .map(|(from, _)| from.max(moment))
}

/// The moment by which `delay` opening minutes have passed since `start`. Where nobody comes within sixty days every
/// minute counts.
#[must_use]
pub fn due(start: Timestamp, delay: Minutes, hours: &Hours, offsets: &Offsets) -> Timestamp {
    let mut left = i64::from(delay.0) * MINUTE;
    let mut day = local_day(start, offsets) - 1;
    let mut closed_days = 0;
    while closed_days < LONGEST_CLOSURE {
        let mut open = false;
        for (from, to) in shifts(day, hours, offsets) {
            let from = from.max(start);
            let length = to.0 - from.0;
            if length <= 0 {
                continue;
            }
            open = true;
            if left <= length {
                return Timestamp(from.0 + left);
            }
            left -= length;
        }
        closed_days = if open { 0 } else { closed_days + 1 };
        day += 1;
    }
    start.plus(delay)
}

/// Opening minutes between two moments; every minute where nobody comes within sixty days.
#[must_use]
pub fn open_between(start: Timestamp, end: Timestamp, hours: &Hours, offsets: &Offsets) -> Minutes {
    if end <= start {
        return Minutes(0);
    }
    if end.since(start) > LONGEST_STRETCH || next_open(start, hours, offsets).is_none() {
        return end.since(start);
    }
    let (first, last) = (local_day(start, offsets) - 1, local_day(end, offsets));
    let open: i64 = (first..=last)
        .flat_map(|day| shifts(day, hours, offsets))
        .map(|(from, to)| (to.min(end).0 - from.max(start).0).max(0))
        .sum();
    Minutes(u32::try_from(open / MINUTE).unwrap_or(u32::MAX))
}

/// A day further away than what a browser's calendar knows counts as the last one it knows.
fn local_day(moment: Timestamp, offsets: &Offsets) -> i64 {
    let moment = Timestamp(moment.0.clamp(-LAST_MOMENT, LAST_MOMENT));
    (moment.0.div_euclid(MINUTE) + i64::from(offsets.at(moment))).div_euclid(DAY)
}

/// The shifts of one day, as moments, in order.
fn shifts<'a>(
    day: i64,
    hours: &'a Hours,
    offsets: &'a Offsets,
) -> impl Iterator<Item = (Timestamp, Timestamp)> + 'a {
    let date = date(day);
    let closed = hours.holidays.iter().any(|holiday| {
        (holiday.month, holiday.day) == (date.month, date.day)
            && holiday.year.is_none_or(|year| i32::from(year) == date.year)
    });
    let shifts: &[Shift] = if closed {
        &[]
    } else {
        hours.week.days()[usize::from(date.weekday)].1
    };
    shifts.iter().map(move |shift| {
        let moment = |minute: u16| offsets.moment(day * DAY + i64::from(minute));
        (moment(shift.from), moment(shift.to))
    })
}

/// The day of a date, counted from 1970-01-01. Howard Hinnant's `days_from_civil`.
fn days(year: i32, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The date of a day counted from 1970-01-01. Howard Hinnant's `civil_from_days`.
fn date(day: i64) -> Date {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date {
        year: year as i32,
        month: month as u8,
        day: (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8,
        // 1970-01-01 was a Thursday.
        weekday: (day + 3).rem_euclid(7) as u8,
    }
}
