//! Names: what the customer may be called, and who signs.

use super::Choice;
use crate::policy::{Policy, SignatureStyle};
use crate::reading::Lang;
use crate::text::case::lowered;

/// The first name that a display name shows; nothing where it may be anything else.
pub(super) fn first_name(display: &str) -> Option<String> {
    const NOT_NAMES: [&str; 20] = [
        "mme",
        "mlle",
        "madame",
        "monsieur",
        "mrs",
        "miss",
        "sir",
        "doctor",
        "user",
        "client",
        "anonyme",
        "anonymous",
        "admin",
        "utilisateur",
        "guest",
        "the",
        "le",
        "la",
        "les",
        "customer",
    ];
    let first = display.split_whitespace().next()?;
    let letters = first
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    let plain = first
        .chars()
        .all(|letter| letter.is_alphabetic() || letter == '-');
    let capital = first.starts_with(char::is_uppercase);
    let lower = first.chars().skip(1).any(char::is_lowercase);
    let known = NOT_NAMES.contains(&lowered(first).as_str());
    (plain && capital && lower && !known && (3..=12).contains(&letters)).then(|| first.to_owned())
}

/// The signature by the policy: a person's first name or initials, or the team.
pub(super) fn signature(policy: &Policy, choice: &Choice, lang: Lang) -> Option<String> {
    let person = choice
        .signer
        .as_deref()
        .and_then(|id| policy.person(id))
        .or_else(|| policy.people.first());
    match (policy.voice.signature, person) {
        (SignatureStyle::None, _) => None,
        (SignatureStyle::FirstName, Some(person)) => Some(person.name.clone()),
        (SignatureStyle::Initials, Some(person)) => Some(format!("^{}", person.initials)),
        (SignatureStyle::FirstName | SignatureStyle::Initials, None)
            if policy.brand.name.is_empty() =>
        {
            None
        }
        (SignatureStyle::FirstName | SignatureStyle::Initials, None) => Some(match lang {
            Lang::Fr | Lang::Unknown => format!("L'équipe {}", policy.brand.name),
            Lang::En => format!("The {} team", policy.brand.name),
        }),
    }
}
