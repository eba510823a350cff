//! Time zones: the runtime's own tables, asked through `Intl`, so that we carry none.

use accalmie_shared::hours::Offsets;
use accalmie_shared::units::Timestamp;
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// How far around now the offsets are asked for, in milliseconds: what a case may still count with.
const PAST: i64 = 120 * DAY;
/// See [`PAST`].
const FUTURE: i64 = 60 * DAY;
/// Between two looks, in milliseconds: no zone changes twice within a week but around Ramadan in Morocco, a month apart.
const STEP: i64 = 7 * DAY;
const DAY: i64 = 86_400_000;
/// Changes are found to the minute.
const MINUTE: i64 = 60_000;

/// The offsets of a zone around a moment; none for a zone that the runtime doesn't know.
pub(crate) fn offsets(zone: &str, now: Timestamp) -> Option<Offsets> {
    let clock = clock(zone)?;
    let start = now.0 - PAST;
    let mut known = (start, offset(&clock, start));
    let mut offsets = Offsets::fixed(known.1);
    while known.0 < now.0 + FUTURE {
        let next = known.0 + STEP;
        let then = offset(&clock, next);
        if then != known.1 {
            offsets
                .changes
                .push((Timestamp(change(&clock, known.0, next, known.1)), then));
        }
        known = (next, then);
    }
    Some(offsets)
}

/// The first minute in `(from, to]` with another offset than `before`.
fn change(clock: &js_sys::Function, mut from: i64, mut to: i64, before: i16) -> i64 {
    while to - from > MINUTE {
        let middle = from + (to - from) / 2;
        if offset(clock, middle) == before {
            from = middle;
        } else {
            to = middle;
        }
    }
    to - to.rem_euclid(MINUTE)
}

/// A function that writes a moment with its offset: "11/22/2026, GMT+01:00".
fn clock(zone: &str) -> Option<js_sys::Function> {
    let options = Object::new();
    Reflect::set(&options, &"timeZone".into(), &zone.into()).ok()?;
    Reflect::set(&options, &"timeZoneName".into(), &"longOffset".into()).ok()?;
    // The constructor throws for an unknown zone, and wasm-bindgen's binding of it doesn't catch.
    let constructor: js_sys::Function = Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| Reflect::get(&intl, &"DateTimeFormat".into()))
        .ok()?
        .dyn_into()
        .ok()?;
    let arguments = Array::of2(&"en-US".into(), &options);
    let format = Reflect::construct(&constructor, &arguments).ok()?;
    let format: Intl::DateTimeFormat = format.unchecked_into();
    Some(format.format())
}

/// Minutes east of UTC.
fn offset(clock: &js_sys::Function, at: i64) -> i16 {
    let date = Date::new(&JsValue::from_f64(at as f64));
    let text = clock
        .call1(&JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|text| text.as_string());
    let text = text.unwrap_or_default();
    let Some((_, offset)) = text.rsplit_once("GMT") else {
        return 0;
    };
    let Some((hours, minutes)) = offset.get(1..).and_then(|rest| rest.split_once(':')) else {
        return 0;
    };
    let minutes = hours.parse::<i16>().unwrap_or(0) * 60 + minutes.parse::<i16>().unwrap_or(0);
    if offset.starts_with('-') {
        -minutes
    } else {
        minutes
    }
}
