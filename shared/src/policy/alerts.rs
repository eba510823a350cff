//! What the brand's own people are told of without looking.

use crate::units::Minutes;
use serde::{Deserialize, Serialize};

/// What the brand's own people are told of, by a signed webhook, each once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Alerts {
    /// The name under which the host keeps the address and its secret; none for no alerts.
    #[serde(default)]
    pub target: Option<String>,
    /// A deadline counts as coming due so many minutes before, opening hours or not.
    pub ahead: Minutes,
    /// What is told.
    pub on: Vec<AlertKind>,
}

/// What can be told.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// A deadline is coming due.
    Due,
    /// A deadline was missed.
    Missed,
    /// Many complain about one topic.
    BadBuzz,
    /// A post speaks of a danger that takes the case out of the ordinary.
    Risk,
}
