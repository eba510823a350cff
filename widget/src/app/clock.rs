//! The offsets of a time zone, as the browser's own calendar knows them.

use accalmie_shared::hours::Offsets;
use accalmie_shared::units::{Minutes, Timestamp};
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::prelude::*;

/// Days around the present that offsets are looked up for: deadlines and threads lie well within.
const DAYS: i64 = 91;
/// Days of a week, of which `DAYS` is a multiple: asking the calendar is slow, so it is asked week by week first.
const WEEK: i64 = 7;
/// One day in minutes.
const DAY: u32 = 24 * 60;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = DateTimeFormat)]
    type Calendar;
    #[wasm_bindgen(catch, constructor, js_namespace = Intl, js_class = DateTimeFormat)]
    fn new(locale: &str, options: &Object) -> Result<Calendar, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &Calendar, date: &Date) -> String;
}

/// The offsets of an IANA zone from 91 days ago to 91 days ahead, by the day; the browser's own zone where it does not
/// know the name.
pub(crate) fn offsets(zone: &str) -> Offsets {
    let calendar = calendar(zone);
    let start = Timestamp(super::now().0 - DAYS * i64::from(DAY) * 60_000);
    let offset = |at: Timestamp| {
        calendar
            .as_ref()
            .and_then(|calendar| read(calendar, at))
            .unwrap_or_else(|| own(at))
    };
    let mut found = Offsets::fixed(offset(start));
    let (mut at, mut last) = (start, found.base);
    for _ in 0..2 * DAYS / WEEK {
        let week = at.plus(Minutes(DAY * WEEK as u32));
        // No zone changes twice within a week.
        while offset(week) != last && at < week {
            at = at.plus(Minutes(DAY));
            let next = offset(at);
            if next != last {
                found.changes.push((at, next));
                last = next;
            }
        }
        at = week;
    }
    found
}

fn calendar(zone: &str) -> Option<Calendar> {
    let options = Object::new();
    for (name, value) in [("timeZone", zone), ("timeZoneName", "longOffset")] {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    Calendar::new("en", &options).ok()
}

/// Reads the offset off "11/22/2026, GMT+01:00"; "GMT" alone is zero.
fn read(calendar: &Calendar, at: Timestamp) -> Option<i16> {
    let text = calendar.format(&date(at));
    let (_, offset) = text.split_once("GMT")?;
    if offset.is_empty() {
        return Some(0);
    }
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let east = hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok()?;
    Some(if offset.starts_with('-') { -east } else { east })
}

#[allow(clippy::cast_possible_truncation)] // An offset is below 15 hours.
fn own(at: Timestamp) -> i16 {
    -(date(at).get_timezone_offset() as i16)
}

#[allow(clippy::cast_precision_loss)] // Milliseconds are far below 2^53.
fn date(at: Timestamp) -> Date {
    Date::new(&JsValue::from_f64(at.0 as f64))
}
