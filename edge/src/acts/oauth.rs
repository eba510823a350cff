//! OAuth 1.0a (RFC 5849) for X, whose other user tokens end after two hours.

use crate::outbox::shape::Words;
use accalmie_shared::units::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, Mac};
use sha1::Sha1;

/// The `Authorization` header of a call without query and with a JSON body. Without a token secret the token is taken
/// for one of OAuth 2.
///
/// `id` names the act: with the moment it makes the nonce, which must not come twice.
pub(crate) fn header(words: &Words, method: &str, url: &str, id: &str, now: Timestamp) -> String {
    let word = |name: &str| words.get(name).map_or("", String::as_str);
    if word("token_secret").is_empty() {
        return format!("Bearer {}", word("token"));
    }
    let stamp = (now.0 / 1000).to_string();
    let nonce = crate::store::keys::digest(&["nonce", id, &now.0.to_string()]);
    // In the order of their names, as the signature wants them.
    let pairs = [
        ("oauth_consumer_key", word("consumer_key")),
        ("oauth_nonce", &nonce),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", &stamp),
        ("oauth_token", word("token")),
        ("oauth_version", "1.0"),
    ];
    let written = pairs.map(|(name, value)| format!("{name}={}", escape(value)));
    let base = format!("{method}&{}&{}", escape(url), escape(&written.join("&")));
    let key = format!(
        "{}&{}",
        escape(word("consumer_secret")),
        escape(word("token_secret"))
    );
    let mut mac =
        <Hmac<Sha1> as Mac>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(base.as_bytes());
    let signature = BASE64.encode(mac.finalize().into_bytes());
    let quoted = pairs.map(|(name, value)| format!("{name}=\"{}\"", escape(value)));
    format!(
        "OAuth {}, oauth_signature=\"{}\"",
        quoted.join(", "),
        escape(&signature)
    )
}

/// Percent-encoding as OAuth has it: everything but letters, digits and `-._~`.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            escaped.push_str(&hex::encode_upper([byte]));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_signed_as_a_second_reading_of_the_standard_has_it() {
        let words: Words = [
            ("consumer_key", "ck+1"),
            ("consumer_secret", "cs&1"),
            ("token", "t 1"),
            ("token_secret", "ts/1"),
        ]
        .map(|(name, word)| (name.to_owned(), word.to_owned()))
        .into();
        let at = Timestamp(1_795_341_600_000);
        let header = header(&words, "POST", "https://api.x.com/2/tweets", "a1", at);
        let nonce = crate::store::keys::digest(&["nonce", "a1", "1795341600000"]);
        // Written out by hand from RFC 5849, 3.4.1: each part escaped once, the joined parts a second time.
        let base = format!(
            "POST&https%3A%2F%2Fapi.x.com%2F2%2Ftweets&oauth_consumer_key%3Dck%252B1%26oauth_nonce%3D{nonce}%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1795341600%26oauth_token%3Dt%25201%26oauth_version%3D1.0"
        );
        let mut mac = Hmac::<Sha1>::new_from_slice(b"cs%261&ts%2F1").unwrap();
        mac.update(base.as_bytes());
        let signature = escape(&BASE64.encode(mac.finalize().into_bytes()));
        assert!(
            header.ends_with(&format!("oauth_signature=\"{signature}\"")),
            "{header}"
        );
        assert!(
            header.starts_with("OAuth oauth_consumer_key=\"ck%2B1\", "),
            "{header}"
        );
    }

    #[test]
    fn a_token_without_secret_is_a_bearer_token() {
        let words: Words = [("token".to_owned(), "t".to_owned())].into();
        assert_eq!(header(&words, "POST", "u", "1", Timestamp(0)), "Bearer t");
    }
}
