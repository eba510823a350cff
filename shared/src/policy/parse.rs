//! Reads a policy file: lays it over the default, and reports every wrong value at once.

use super::{Policy, Problem, validate};
use crate::json::{self, Step, Wrong, written};
use crate::post::Channel;
use serde::Deserialize;
use serde_json::{Value, json};

/// The default policy, as it stands in the data file: everything a brand doesn't decide for itself.
pub const DEFAULT: &str = include_str!("../../data/policy.default.json");

/// So many wrong values are reported; the rest shows when these are mended.
const MOST_PROBLEMS: usize = 50;

/// Reads a policy file that says only what differs from the default: objects are laid over the default's,
/// everything else takes the place of what the default says.
///
/// # Errors
/// Every wrong value, with its path, what was found and what was expected; a wrong type doesn't hide a wrong number.
pub fn parse(text: &str) -> Result<Policy, Vec<Problem>> {
    let own: Value = serde_json::from_str(text).map_err(|error| {
        let found = if text.trim().is_empty() {
            "an empty text".into()
        } else {
            error.to_string()
        };
        vec![Problem::new("", found, "a JSON object")]
    })?;
    if !own.is_object() {
        return Err(vec![Problem::new("", name_of(&own), "a JSON object")]);
    }
    let standard = default_value();
    let mut problems = unknown_channels(&own);
    let mut whole = standard.clone();
    lay_over(&mut whole, own);
    problems.extend(wrong_types(whole.clone(), &standard));
    // Of what can be read, the default's values in place of the wrong ones, numbers and names are looked at too.
    for _ in 0..MOST_PROBLEMS {
        match json::read::<Policy>(&whole.to_string()) {
            Ok(policy) => {
                problems.extend(validate(&policy));
                return if problems.is_empty() {
                    Ok(policy)
                } else {
                    Err(problems)
                };
            }
            Err(Wrong {
                path: steps,
                sentence,
            }) => {
                if !mend(&mut whole, &standard, &steps, &sentence) {
                    break;
                }
            }
        }
    }
    Err(problems)
}

/// Every value of a wrong type. Each is replaced by one that can be read, so that the next shows, too: also the next in
/// the same item of a list.
fn wrong_types(mut whole: Value, standard: &Value) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    while let Err(Wrong {
        path: steps,
        sentence,
    }) = json::read::<Policy>(&whole.to_string())
    {
        let problem = Problem::of(&written(&steps), &sentence);
        let known = problems.contains(&problem);
        if !known {
            problems.push(problem);
        }
        let replaced = !known && put_right(&mut whole, &steps, &sentence);
        let full = problems.len() >= MOST_PROBLEMS;
        if full || !(replaced || mend(&mut whole, standard, &steps, &sentence)) {
            break;
        }
    }
    problems
}

/// Puts some value that can be read where the wrong one stands. Says whether one was found.
fn put_right(whole: &mut Value, steps: &[Step], sentence: &str) -> bool {
    let mut place = steps.to_vec();
    if let Some(field) = quoted(sentence).filter(|_| sentence.starts_with("missing field")) {
        place.push(Step::Key(field.to_owned()));
    }
    let Some((last, above)) = place.split_last() else {
        return false;
    };
    // "unknown variant `boss`, expected `care` or `corporate`": the first that is expected.
    let variant = sentence.split('`').nth(3).unwrap_or_default();
    let candidates = [
        json!(variant),
        json!("fr"),
        json!(0),
        json!(false),
        json!([]),
        json!({}),
        json!({"fr": "", "en": ""}),
    ];
    candidates.into_iter().any(|candidate| {
        let mut trial = whole.clone();
        match (at(&mut trial, above), last) {
            (Some(Value::Object(object)), Step::Key(key)) => {
                object.insert(key.clone(), candidate);
            }
            (Some(Value::Array(list)), Step::Index(index)) if *index < list.len() => {
                list[*index] = candidate;
            }
            (_, _) => return false,
        }
        let still = json::read::<Policy>(&trial.to_string()).err();
        // A complaint about what stands in the wrong value's place is none about the next one; where something was
        // missing, any other complaint will do.
        let moved = still.is_none_or(|other| {
            if place.len() > steps.len() {
                other.path != steps || other.sentence != sentence
            } else {
                !other.path.starts_with(steps)
            }
        });
        if moved {
            *whole = trial;
        }
        moved
    })
}

/// The default policy.
///
/// # Panics
/// Never: a test reads the data file.
#[must_use]
pub fn standard() -> Policy {
    // Through `parse`, so that a program that reads policies carries one reader of them, not two.
    match parse("{}") {
        Ok(policy) => policy,
        Err(problems) => unreachable!("the default policy is wrong: {problems:?}"),
    }
}

fn default_value() -> Value {
    serde_json::from_str(DEFAULT).unwrap_or(Value::Null)
}

/// Lays `own` over `base`: objects key by key, everything else whole.
fn lay_over(base: &mut Value, own: Value) {
    match (base, own) {
        (Value::Object(base), Value::Object(own)) => {
            for (key, value) in own {
                lay_over(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (base, own) => *base = own,
    }
}

/// A channel that isn't known would silently become "unknown": it is caught here, while its name can still be told.
fn unknown_channels(own: &Value) -> Vec<Problem> {
    let mut found = Vec::new();
    if let Some(channels) = own.get("channels").and_then(Value::as_object) {
        for name in channels.keys() {
            if !is_channel(&Value::String(name.clone())) {
                found.push(Problem::new(
                    format!("channels.{name}"),
                    name,
                    "a known channel",
                ));
            }
        }
    }
    let accounts = own.get("accounts").and_then(Value::as_array);
    for (index, account) in accounts.into_iter().flatten().enumerate() {
        let channel = account.get("channel").filter(|channel| channel.is_string());
        if let Some(channel) = channel.filter(|channel| !is_channel(channel)) {
            let name = channel.as_str().unwrap_or_default();
            found.push(Problem::new(
                format!("accounts[{index}].channel"),
                name,
                "a known channel",
            ));
        }
    }
    found
}

fn is_channel(name: &Value) -> bool {
    !matches!(Channel::deserialize(name), Ok(Channel::Unknown) | Err(_))
}

/// Puts the default's value where the wrong one stands, or takes the wrong one out. Says whether anything changed.
fn mend(whole: &mut Value, standard: &Value, steps: &[Step], sentence: &str) -> bool {
    if let Some(field) = quoted(sentence).filter(|_| sentence.starts_with("unknown field")) {
        // The path may or may not end with the unknown field itself.
        let ends_with_it = matches!(steps.last(), Some(Step::Key(key)) if key == field);
        let above = if ends_with_it {
            &steps[..steps.len() - 1]
        } else {
            steps
        };
        return at(whole, above)
            .and_then(Value::as_object_mut)
            .is_some_and(|object| object.remove(field).is_some());
    }
    // Of a list, the whole default list: a half-mended item would only raise followers of the same mistake.
    let list = steps.iter().position(|step| matches!(step, Step::Index(_)));
    let steps = &steps[..list.unwrap_or(steps.len())];
    let default = at(&mut standard.clone(), steps).cloned();
    match (at(whole, steps), default) {
        (Some(wrong), Some(default)) if *wrong != default => {
            *wrong = default;
            true
        }
        _ => match steps.split_last() {
            Some((Step::Key(key), above)) => at(whole, above)
                .and_then(Value::as_object_mut)
                .is_some_and(|object| object.remove(key).is_some()),
            _ => false,
        },
    }
}

fn at<'a>(value: &'a mut Value, steps: &[Step]) -> Option<&'a mut Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

/// What stands between the first pair of backticks.
fn quoted(sentence: &str) -> Option<&str> {
    sentence.split('`').nth(1)
}

fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
