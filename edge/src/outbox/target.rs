//! Where hand-offs go.

use super::shape::Shape;
use serde::Deserialize;

/// Where a target is, as the binding `TARGETS` says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Target {
    pub(super) url: String,
    #[serde(default)]
    pub(super) shape: Shape,
    /// `whsec_…`: the delivery is signed with it.
    #[serde(default)]
    pub(super) secret: Option<String>,
    /// What the other system knows us by.
    #[serde(default)]
    pub(super) token: Option<String>,
}
