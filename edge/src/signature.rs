//! Signatures: HMAC-SHA256 over the raw bytes, compared in constant time.
//!
//! What was expected never reaches a log or an answer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::collections::BTreeMap;
use subtle::ConstantTimeEq;

/// The headers of a request, by their names in small letters.
pub(crate) type Headers = BTreeMap<String, String>;

/// What a secret of Standard Webhooks starts with.
const SECRET_PREFIX: &str = "whsec_";

/// Why a delivery was not let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// 401: it carries no proof at all. The header that was expected.
    Missing(&'static str),
    /// 403: the proof is not one, or not ours.
    Wrong(&'static str),
    /// 403: the proof is too old or from the future: seconds between its clock and ours.
    Stale(i64),
    /// 503: the secret itself can't be used. What is wrong with it, without the secret.
    Unusable(&'static str),
}

/// The bytes of a secret of Standard Webhooks, `whsec_…`; none where it is not base64 or empty.
pub(crate) fn secret(text: &str) -> Option<Vec<u8>> {
    let bytes = BASE64
        .decode(text.strip_prefix(SECRET_PREFIX).unwrap_or(text))
        .ok()?;
    (!bytes.is_empty()).then_some(bytes)
}

/// HMAC-SHA256 of the parts, one after the other.
pub(crate) fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    mac(key, parts).finalize().into_bytes().into()
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac =
        <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac
}

/// Whether one of the keys made this signature over the parts.
pub(crate) fn signed<'a>(
    keys: impl Iterator<Item = &'a [u8]>,
    parts: &[&[u8]],
    signature: &[u8],
) -> bool {
    // Every key is tried, so that the time says nothing about which one it was.
    keys.fold(false, |found, key| {
        mac(key, parts).verify_slice(signature).is_ok() | found
    })
}

/// Whether two secrets are the same, in a time that depends on their lengths alone.
pub(crate) fn same(found: &str, expected: &str) -> bool {
    found.as_bytes().ct_eq(expected.as_bytes()).into()
}

/// A header's text.
///
/// # Errors
/// When it is missing.
pub(crate) fn header<'h>(headers: &'h Headers, name: &'static str) -> Result<&'h str, Refused> {
    let value = headers.get(name).ok_or(Refused::Missing(name))?;
    Ok(value)
}

/// Checks a header that holds `sha256=` and 64 hexadecimal digits over the raw body.
///
/// # Errors
/// When the header is missing, not of that form, or made with another key.
pub(crate) fn hex_header<'a>(
    headers: &Headers,
    name: &'static str,
    prefix: &str,
    keys: impl Iterator<Item = &'a str>,
    parts: &[&[u8]],
) -> Result<(), Refused> {
    let digits = header(headers, name)?
        .strip_prefix(prefix)
        .ok_or(Refused::Wrong(name))?;
    let mut signature = [0; 32];
    hex::decode_to_slice(digits, &mut signature).map_err(|_| Refused::Wrong(name))?;
    if signed(keys.map(str::as_bytes), parts, &signature) {
        Ok(())
    } else {
        Err(Refused::Wrong(name))
    }
}
