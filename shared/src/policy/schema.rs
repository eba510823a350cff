//! The JSON Schema of a policy file, for the editors that brand owners use.

use super::{Holiday, Policy, Shift};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;
use std::borrow::Cow;

/// The JSON Schema of a policy file. Outside lists nothing is required, for a file says only what differs from the default.
#[must_use]
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Policy).to_value();
    for name in PARTIAL {
        if let Some(part) = schema.pointer_mut(&format!("/$defs/{name}")) {
            part.as_object_mut().map(|object| object.remove("required"));
        }
    }
    if let Some(root) = schema.as_object_mut() {
        root.remove("required");
        root.insert("title".into(), "Accalmie policy".into());
    }
    schema
}

/// The parts that are laid over the default field by field.
const PARTIAL: &[&str] = &[
    "Brand",
    "Hours",
    "Week",
    "ChannelRules",
    "Voice",
    "Moderation",
    "RiskRule",
    "Alerts",
    "Retention",
    "Thresholds",
];

impl JsonSchema for Shift {
    fn schema_name() -> Cow<'static, str> {
        "Shift".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A stretch of one day in local time, as in \"09:00-12:30\"; \"00:00-24:00\" is the whole day.",
            "type": "string",
            "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$|^([01][0-9]|2[0-3]):[0-5][0-9]-24:00$"
        })
    }
}

impl JsonSchema for Holiday {
    fn schema_name() -> Cow<'static, str> {
        "Holiday".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day without shifts, as in \"2026-12-24\", or \"12-25\" for every year.",
            "type": "string",
            "pattern": "^([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
        })
    }
}
