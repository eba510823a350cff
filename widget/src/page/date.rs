//! The moments that pages write: for machines in seconds, milliseconds or ISO 8601, for people in the order of their
//! language.

use accalmie_shared::units::Timestamp;
use web_sys::Element;

/// Whole numbers below this are seconds since 1970, those from it on milliseconds: the year 5138 in the former, 1973 in
/// the latter.
const SECONDS_BELOW: i64 = 100_000_000_000;
/// Whole numbers below this are no moment but a year or a count.
const LEAST: i64 = 100_000_000;

/// Which of the first two numbers of "12/11/2026" is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// All the world.
    DayFirst,
    /// The United States.
    MonthFirst,
}

/// A date of the calendar with a time of the clock, in no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Civil {
    year: u32,
    /// 1..=12
    month: u32,
    /// 1..=31
    day: u32,
    hour: u32,
    minute: u32,
}

/// The moment that a value of `element` means, never later than now; none where it means none.
#[allow(clippy::cast_possible_truncation)] // Milliseconds of any date are whole and far below 2^53.
pub(super) fn date(element: &Element, value: &str) -> Option<Timestamp> {
    let now = js_sys::Date::now() as i64;
    let millis = match number(value) {
        Some(number) => millis(number)?,
        None => match civil(value, || order(element)) {
            Some(civil) => local(civil),
            None => parsed(value)?,
        },
    };
    Some(Timestamp(millis.min(now)))
}

/// A value that is a whole number and nothing else.
fn number(value: &str) -> Option<i64> {
    let value = value.trim();
    let is_whole = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| value.parse().unwrap_or(i64::MAX))
}

/// Milliseconds since 1970 of a number in seconds or milliseconds.
const fn millis(number: i64) -> Option<i64> {
    match number {
        ..LEAST => None,
        LEAST..SECONDS_BELOW => Some(number * 1000),
        SECONDS_BELOW.. => Some(number),
    }
}

/// The order of the language that an element is written in.
fn order(element: &Element) -> Order {
    let around = element.closest("[lang]").ok().flatten();
    let lang = around.and_then(|around| around.get_attribute("lang"));
    match lang.as_deref() {
        Some(lang) if lang.eq_ignore_ascii_case("en-US") => Order::MonthFirst,
        Some(_) | None => Order::DayFirst,
    }
}

/// A moment by the clock of this browser.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // Months are below 13, days and hours below 32.
fn local(civil: Civil) -> i64 {
    let date = js_sys::Date::new_with_year_month_day_hr_min(
        civil.year,
        civil.month as i32 - 1,
        civil.day as i32,
        civil.hour as i32,
        civil.minute as i32,
    );
    date.get_time() as i64
}

/// A date as the browser reads it; none where it can't.
#[allow(clippy::cast_possible_truncation)] // Milliseconds of any date are whole and far below 2^53.
fn parsed(value: &str) -> Option<i64> {
    let millis = js_sys::Date::parse(value);
    millis.is_finite().then_some(millis as i64)
}

/// The first date in numbers of a text, "12/11/2026", "12.11.26", with the time after it where there is one, "14:05",
/// "14h05", "2:05 PM"; none where there is no such date.
fn civil(text: &str, order: impl FnOnce() -> Order) -> Option<Civil> {
    let is_apart = |before: Option<char>| {
        before.is_none_or(|letter| !letter.is_ascii_digit() && !"/.-".contains(letter))
    };
    let mut before = None;
    let (one, other, year, rest) = text.char_indices().find_map(|(at, letter)| {
        let found = is_apart(before).then(|| triple(&text[at..])).flatten();
        before = Some(letter);
        found
    })?;
    // A number above twelve is no month, whatever the language.
    let (day, month) = match (one, other) {
        (13.., _) => (one, other),
        (_, 13..) => (other, one),
        (..13, ..13) => match order() {
            Order::DayFirst => (one, other),
            Order::MonthFirst => (other, one),
        },
    };
    let (hour, minute) = clock(rest).unwrap_or_default();
    let is_date = (1..=31).contains(&day) && (1..=12).contains(&month);
    is_date.then_some(Civil {
        year,
        month,
        day,
        hour,
        minute,
    })
}

/// Two numbers and a year at the beginning of a text, with the same sign between them, and what follows.
fn triple(text: &str) -> Option<(u32, u32, u32, &str)> {
    let (one, rest) = digits(text, 2)?;
    let sign = rest.chars().next().filter(|sign| "/.-".contains(*sign))?;
    let (other, rest) = digits(&rest[1..], 2)?;
    let rest = rest.strip_prefix(sign)?;
    let (year, after) = digits(rest, 4)?;
    let is_over = !after.starts_with(|next: char| next.is_ascii_digit() || next == sign);
    match rest.len() - after.len() {
        4 if is_over => Some((one, other, year, after)),
        2 if is_over && sign != '-' => Some((one, other, 2000 + year, after)),
        _ => None,
    }
}

/// The time of the clock after a date: the hour and the minute.
fn clock(text: &str) -> Option<(u32, u32)> {
    let text = &text[text.find(|letter: char| letter.is_ascii_digit())?..];
    let (hour, rest) = digits(text, 2)?;
    let rest = rest.strip_prefix([':', 'h', 'H'])?;
    let (minute, rest) = digits(rest, 2)?;
    let letters = rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ':');
    let half = letters.trim_start().get(..2).unwrap_or_default();
    let hour = if half.eq_ignore_ascii_case("pm") && hour < 12 {
        hour + 12
    } else if half.eq_ignore_ascii_case("am") && hour == 12 {
        0
    } else {
        hour
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// The number that a text begins with, of at most so many digits, and what follows.
fn digits(text: &str, most: usize) -> Option<(u32, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).take(most);
    let (number, rest) = text.split_at(count.count());
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::{Civil, Order, civil, millis, number};

    fn check(text: &str, order: Order, expected: Option<[u32; 5]>) {
        let expected = expected.map(|[year, month, day, hour, minute]| Civil {
            year,
            month,
            day,
            hour,
            minute,
        });
        assert_eq!(civil(text, || order), expected, "{text}");
    }

    #[test]
    fn dates_in_numbers_are_read_in_the_order_of_their_language() {
        use Order::{DayFirst, MonthFirst};
        check("12/11/2026", DayFirst, Some([2026, 11, 12, 0, 0]));
        check("12/11/2026", MonthFirst, Some([2026, 12, 11, 0, 0]));
        check("22/11/2026", MonthFirst, Some([2026, 11, 22, 0, 0]));
        check("11/22/2026", DayFirst, Some([2026, 11, 22, 0, 0]));
        check("Posté le 1.2.26 à 9h05", DayFirst, Some([2026, 2, 1, 9, 5]));
        check(
            "12/11/2026, 2:05:09 PM",
            MonthFirst,
            Some([2026, 12, 11, 14, 5]),
        );
        check("12-11-2026 12:30 am", DayFirst, Some([2026, 11, 12, 0, 30]));
        check("12/11/2026 · 3 avis", DayFirst, Some([2026, 11, 12, 0, 0]));
    }

    #[test]
    fn other_dates_and_numbers_are_left_to_the_browser() {
        for text in [
            "2026-11-12T14:05:00+01:00",
            "2026/11/12",
            "12 novembre 2026",
            "il y a 3 h",
            "32/11/2026",
            "12/2026",
            "1-2-26",
            "12/11-2026",
            "192.168.10.12",
            "é",
            "",
        ] {
            check(text, Order::DayFirst, None);
        }
    }

    #[test]
    fn whole_numbers_are_seconds_or_milliseconds() {
        assert_eq!(
            number(" 1763560800 ").and_then(millis),
            Some(1_763_560_800_000)
        );
        assert_eq!(
            number("1763560800000").and_then(millis),
            Some(1_763_560_800_000)
        );
        assert_eq!(number("2026").and_then(millis), None);
        assert_eq!(number("12/11"), None);
    }
}
