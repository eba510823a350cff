use crate::units::Span;
use serde::{Deserialize, Serialize};

/// What kind of personal data.
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
#[serde(rename_all = "snake_case")]
pub enum PersonalKind {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A bank account (IBAN with valid check digits).
    Iban,
    /// A payment card (valid by Luhn).
    Card,
    /// A French social security number (valid key).
    SocialSecurity,
    /// A contract, customer, order, booking or file number.
    Reference,
    /// A postal address.
    PostalAddress,
}

/// Personal data found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalData {
    /// What kind.
    pub kind: PersonalKind,
    /// Where.
    #[serde(flatten)]
    pub span: Span,
}
