//! Deadlines count opening minutes only, through split shifts, holidays and daylight saving.

use accalmie_shared::hours::{Offsets, due, is_open, local, next_open, open_between};
use accalmie_shared::policy::{Holiday, Hours, Shift, Week};
use accalmie_shared::units::{Minutes, Timestamp};
use proptest::prelude::*;

/// 2026-01-01T00:00:00Z, a Thursday.
const NEW_YEAR: i64 = 1_767_225_600_000;
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// Paris in 2026: one hour ahead, two from 29 March 01:00 UTC to 25 October 01:00 UTC.
fn paris() -> Offsets {
    let spring = NEW_YEAR + 87 * DAY + 60 * MINUTE;
    let autumn = NEW_YEAR + 297 * DAY + 60 * MINUTE;
    Offsets {
        base: 60,
        changes: vec![(Timestamp(spring), 120), (Timestamp(autumn), 60)],
    }
}

fn shift(text: &str) -> Shift {
    Shift::read(text).expect("a shift")
}

/// Split on weekdays, short on Saturday, closed on Sunday, on 1 January and on 14 July.
fn office() -> Hours {
    let day = vec![shift("09:00-12:30"), shift("13:30-18:00")];
    Hours {
        week: Week {
            mon: day.clone(),
            tue: day.clone(),
            wed: day.clone(),
            thu: day.clone(),
            fri: day,
            sat: vec![shift("10:00-12:00")],
            sun: vec![],
        },
        holidays: ["01-01", "2026-07-14"]
            .iter()
            .filter_map(|text| Holiday::read(text))
            .collect(),
    }
}

/// A moment of 2026 by the clock in Paris, by way of the functions' own reading: day of the year from 0, and time.
fn in_paris(day: i64, clock: &str) -> Timestamp {
    let (hour, minute) = clock.split_once(':').expect("a time");
    let minutes =
        hour.parse::<i64>().expect("hours") * 60 + minute.parse::<i64>().expect("minutes");
    let wanted = Timestamp(NEW_YEAR + day * DAY + minutes * MINUTE);
    let found = [60, 120]
        .map(|offset| Timestamp(wanted.0 - offset * MINUTE))
        .into_iter()
        .find(|moment| i64::from(paris().at(*moment)) * MINUTE == wanted.0 - moment.0);
    found.expect("a time that the clock shows")
}

#[track_caller]
fn check(start: (i64, &str), delay: u32, expected: (i64, &str)) {
    let due = due(
        in_paris(start.0, start.1),
        Minutes(delay),
        &office(),
        &paris(),
    );
    assert_eq!(
        due,
        in_paris(expected.0, expected.1),
        "got {:?}",
        local(due, &paris())
    );
}

#[test]
fn a_deadline_within_a_shift_is_plain() {
    // 2 January 2026 is a Friday.
    check((1, "09:05"), 15, (1, "09:20"));
}

#[test]
fn a_deadline_jumps_over_lunch() {
    check((1, "12:20"), 15, (1, "13:35"));
}

#[test]
fn a_deadline_begins_with_the_next_shift() {
    check((1, "20:00"), 15, (2, "10:15"));
    check((2, "11:50"), 15, (4, "09:05"));
}

#[test]
fn holidays_do_not_count() {
    check((0, "10:00"), 15, (1, "09:15"));
    // 14 July 2026 is day 194, a Tuesday.
    check((193, "17:55"), 15, (195, "09:10"));
}

#[test]
fn the_clocks_going_forward_take_nothing_from_a_shift() {
    // Saturday 28 March is day 86; on the 29th the clocks go forward.
    check((86, "11:50"), 15, (88, "09:05"));
    let (before, after) = (in_paris(86, "11:00"), in_paris(88, "10:00"));
    assert_eq!(
        open_between(before, after, &office(), &paris()),
        Minutes(120)
    );
}

#[test]
fn a_shift_through_the_night_the_clocks_change_is_an_hour_shorter_or_longer() {
    let always = vec![shift("00:00-24:00")];
    let hours = Hours {
        week: Week {
            sun: always,
            ..Week::default()
        },
        holidays: vec![],
    };
    let length = |day| {
        let noon = in_paris(day, "12:00").0;
        open_between(
            Timestamp(noon - DAY),
            Timestamp(noon + DAY),
            &hours,
            &paris(),
        )
    };
    assert_eq!(length(87), Minutes(23 * 60), "29 March");
    assert_eq!(length(297), Minutes(25 * 60), "25 October");
    assert_eq!(length(304), Minutes(24 * 60), "1 November");
}

#[test]
fn a_brand_that_is_never_there_still_has_deadlines() {
    let never = Hours {
        week: Week::default(),
        holidays: vec![],
    };
    let start = Timestamp(NEW_YEAR);
    assert_eq!(
        due(start, Minutes(15), &never, &paris()),
        start.plus(Minutes(15))
    );
    assert_eq!(next_open(start, &never, &paris()), None);
}

#[test]
fn dates_are_those_of_the_calendar() {
    let date = |millis| {
        let date = local(Timestamp(millis), &Offsets::fixed(0)).date;
        (date.year, date.month, date.day, date.weekday)
    };
    assert_eq!(date(0), (1970, 1, 1, 3));
    assert_eq!(date(951_782_400_000), (2000, 2, 29, 1));
    assert_eq!(date(NEW_YEAR), (2026, 1, 1, 3));
    assert_eq!(date(-1), (1969, 12, 31, 2));
}

proptest! {
    #[test]
    fn so_many_open_minutes_lie_before_the_deadline(start in 0..365 * DAY, delay in 1..20_000u32) {
        let start = Timestamp(NEW_YEAR + start);
        let end = due(start, Minutes(delay), &office(), &paris());
        prop_assert_eq!(open_between(start, end, &office(), &paris()), Minutes(delay));
        // Somebody is there until the deadline itself.
        prop_assert!(is_open(Timestamp(end.0 - 1), &office(), &paris()));
    }

    #[test]
    fn a_later_start_or_a_longer_delay_is_never_due_earlier(start in 0..365 * DAY, more in 0..DAY, delay in 0..3000u32) {
        let start = Timestamp(NEW_YEAR + start);
        let plain = due(start, Minutes(delay), &office(), &paris());
        prop_assert!(plain <= due(Timestamp(start.0 + more), Minutes(delay), &office(), &paris()));
        prop_assert!(plain <= due(start, Minutes(delay + 1), &office(), &paris()));
    }

    #[test]
    fn every_moment_has_an_answer(moment in any::<i64>(), delay in any::<u32>()) {
        let moment = Timestamp(moment);
        let _ = due(moment, Minutes(delay % 100_000), &office(), &paris());
        let _ = open_between(moment, Timestamp(NEW_YEAR), &office(), &paris());
        let _ = open_between(Timestamp(NEW_YEAR), moment, &office(), &paris());
        let _ = is_open(moment, &office(), &paris());
    }
}
