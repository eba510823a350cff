//! The division of labour: who owes a step.

use serde::{Deserialize, Serialize};

/// Who owes the next step.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The front office.
    CommunityManager,
    /// The back office.
    CustomerAdvisor,
    /// Threats of court, regulators.
    Legal,
    /// Press, bad buzz.
    Crisis,
    /// Danger to people.
    Safety,
}
