//! Bearer tokens: JSON Web Tokens with HMAC-SHA256, for one brand and one person, short-lived.

use crate::signature::{hmac, signed};
use crate::store::keys::Brand;
use accalmie_shared::units::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use serde::{Deserialize, Serialize};

/// The only header we write, and the only one we read: an algorithm is never taken from the token itself.
const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// The brand it is good for.
    pub(crate) brand: String,
    /// The agent's id.
    #[serde(rename = "sub")]
    pub(crate) agent: String,
    /// When it was made, in milliseconds.
    #[serde(rename = "iat_ms")]
    pub(crate) made: Timestamp,
    /// When it ends, in seconds since 1970 as the standard has it.
    #[serde(rename = "exp")]
    pub(crate) ends: i64,
}

/// Writes a token.
pub(crate) fn issue(key: &[u8], claims: &Claims) -> String {
    let signed = format!(
        "{}.{}",
        BASE64.encode(HEADER),
        BASE64.encode(crate::json(claims))
    );
    let signature = hmac(key, &[signed.as_bytes()]);
    format!("{signed}.{}", BASE64.encode(signature))
}

/// Reads a token; none where it is not ours, over, or for no brand.
pub(crate) fn read(key: &[u8], token: &str, now: Timestamp) -> Option<(Brand, Claims)> {
    let (head, signature) = token.rsplit_once('.')?;
    let (header, claims) = head.split_once('.')?;
    let signature = BASE64.decode(signature).ok()?;
    if header != BASE64.encode(HEADER) || !signed([key].into_iter(), &[head.as_bytes()], &signature)
    {
        return None;
    }
    let claims: Claims =
        serde_json::from_str(std::str::from_utf8(&BASE64.decode(claims).ok()?).ok()?).ok()?;
    (claims.ends > now.0 / 1000).then_some((Brand::new(&claims.brand)?, claims))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &[u8] = b"0123456789abcdef0123456789abcdef";

    fn claims() -> Claims {
        Claims {
            brand: "acme".into(),
            agent: "claire".into(),
            made: Timestamp(1_000_000),
            ends: 4_600,
        }
    }

    #[test]
    fn a_token_is_read_until_it_ends() {
        let token = issue(KEY, &claims());
        let read = |now| read(KEY, &token, Timestamp(now)).map(|(_, claims)| claims);
        assert_eq!(read(1_000_000), Some(claims()));
        assert_eq!(read(4_599_999), Some(claims()));
        assert_eq!(read(4_600_000), None);
    }

    #[test]
    fn nothing_but_our_own_is_read() {
        let token = issue(KEY, &claims());
        let now = Timestamp(1_000_000);
        assert_eq!(read(b"another key of thirty-two bytes!", &token, now), None);
        let none = BASE64.encode(r#"{"alg":"none"}"#);
        let parts: Vec<&str> = token.split('.').collect();
        for forged in [
            format!("{none}.{}.", parts[1]),
            format!("{}.{}.", parts[0], parts[1]),
            format!(
                "{}.{}.{}",
                parts[0],
                BASE64.encode(crate::json(&Claims {
                    agent: "eve".into(),
                    ..claims()
                })),
                parts[2]
            ),
            String::new(),
            "..".into(),
        ] {
            assert_eq!(read(KEY, &forged, now), None, "{forged}");
        }
    }
}
