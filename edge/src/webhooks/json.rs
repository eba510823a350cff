//! Reading other people's JSON: ids may be numbers or texts, fields may be missing, and a sentence says what was found.

use crate::clock;
use accalmie_shared::units::Timestamp;
use serde_json::Value;

/// A text or a number as text; none where there is neither, or the text is empty.
pub(crate) fn text(value: &Value, pointer: &str) -> Option<String> {
    match value.pointer(pointer)? {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A text or a number that must be there.
pub(crate) fn need(value: &Value, pointer: &str) -> Result<String, String> {
    text(value, pointer).ok_or_else(|| {
        let found = value.pointer(pointer).map_or("nothing", kind);
        format!("{pointer}: found {found}, expected a text")
    })
}

/// A whole number, also where it is written as a text.
pub(crate) fn number(value: &Value, pointer: &str) -> Option<i64> {
    let found = value.pointer(pointer)?;
    found
        .as_i64()
        .or_else(|| found.as_str().and_then(|text| text.parse().ok()))
}

/// A list; an empty one where there is none.
pub(crate) fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    value
        .pointer(pointer)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// A list that must be there.
pub(crate) fn need_list<'v>(value: &'v Value, pointer: &str) -> Result<&'v [Value], String> {
    let found = value.pointer(pointer);
    found
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .ok_or_else(|| {
            format!(
                "{pointer}: found {}, expected a list",
                found.map_or("nothing", kind)
            )
        })
}

/// Whether a flag is set, also where it is written as a text.
pub(crate) fn flag(value: &Value, pointer: &str) -> bool {
    value
        .pointer(pointer)
        .is_some_and(|found| found.as_bool().unwrap_or(false) || found.as_str() == Some("true"))
}

/// A moment in whatever form platforms write it: RFC 3339, seconds or milliseconds since 1970.
pub(crate) fn moment(value: &Value, pointer: &str) -> Option<Timestamp> {
    if let Some(number) = number(value, pointer) {
        return Some(clock::from_number(number));
    }
    clock::parse(value.pointer(pointer)?.as_str()?)
}

/// The JSON type of a value, in words.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a flag",
        Value::Number(_) => "a number",
        Value::String(text) if text.is_empty() => "an empty text",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
