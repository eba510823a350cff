//! Standard Webhooks: any site's own comments or reviews.
//!
//! The body is `{"type":"post.created|post.updated|post.deleted|feedback.given","timestamp":…,"data":{…}}` as the
//! documentation says.
//! Facts: <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>.

use super::inbound::{Delivery, Inbound, Inward, has_topics, topic};
use super::json;
use crate::settings::RouteSettings;
use crate::signature::Headers;
use crate::signature::{Refused, header, secret, signed};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::units::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Deserialize;
use serde_json::Value;

/// How far a message's clock may be from ours, in seconds: what the reference libraries allow.
const TOLERANCE: i64 = 300;

/// Checks `webhook-signature` over `id.timestamp.body`.
///
/// # Errors
/// When a header is missing, the clock is off, the secret is not one, or no signature is ours.
pub(super) fn verify(
    route: &RouteSettings,
    headers: &Headers,
    body: &[u8],
    now: Timestamp,
) -> Result<(), Refused> {
    let id = header(headers, "webhook-id")?;
    let stamp = header(headers, "webhook-timestamp")?;
    let signatures = header(headers, "webhook-signature")?;
    let seconds: i64 = stamp
        .parse()
        .map_err(|_| Refused::Wrong("webhook-timestamp"))?;
    let off = (now.0 / 1000).saturating_sub(seconds);
    if off.abs() > TOLERANCE {
        return Err(Refused::Stale(off));
    }
    let keys: Vec<Vec<u8>> = route.keys().filter_map(secret).collect();
    if keys.is_empty() {
        return Err(Refused::Unusable(
            "found no secret that is base64 after whsec_, expected one of 24 to 64 bytes",
        ));
    }
    let parts = [id.as_bytes(), b".", stamp.as_bytes(), b".", body];
    let ours = signatures
        .split(' ')
        .filter_map(|signature| signature.strip_prefix("v1,"))
        .filter_map(|signature| BASE64.decode(signature).ok())
        .any(|signature| signed(keys.iter().map(Vec::as_slice), &parts, &signature));
    if ours {
        Ok(())
    } else {
        Err(Refused::Wrong("webhook-signature"))
    }
}

/// What a message says of its post.
#[derive(Deserialize)]
struct Data {
    id: String,
    #[serde(default)]
    thread_id: Option<String>,
    #[serde(default)]
    parent_id: Option<String>,
    #[serde(default)]
    channel: Option<Channel>,
    author: Author,
    text: String,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    private: bool,
    #[serde(default)]
    own: bool,
    #[serde(default)]
    reach: Option<u32>,
    created_at: String,
}

/// Reads a body.
pub(super) fn parse(body: &Value) -> Delivery {
    let mut delivery = Delivery::default();
    delivery.take(message(body));
    delivery
}

/// Reads the one message of a body.
fn message(body: &Value) -> Result<Option<Inbound>, String> {
    let kind = json::need(body, "/type")?;
    let sent =
        json::moment(body, "/timestamp").ok_or("/timestamp: found no moment, expected RFC 3339");
    match kind.as_str() {
        "post.created" => created(body).map(Some),
        "post.updated" => {
            let data = data(body)?;
            let channel = data.channel.unwrap_or(Channel::Web);
            let what = Inward::Edited {
                post: data.id,
                text: data.text,
                author: Some(data.author.id).filter(|_| !data.own),
            };
            Ok(Some(Inbound {
                at: sent?,
                channel,
                what,
            }))
        }
        "post.deleted" => {
            let channel = body.pointer("/data/channel").cloned();
            let channel = channel.and_then(|name| serde_json::from_str(&name.to_string()).ok());
            let what = Inward::Deleted {
                post: json::need(body, "/data/id")?,
                author: json::text(body, "/data/author/id")
                    .filter(|_| !json::flag(body, "/data/own")),
            };
            Ok(Some(Inbound {
                at: sent?,
                channel: channel.unwrap_or(Channel::Web),
                what,
            }))
        }
        "feedback.given" => {
            let score = json::number(body, "/data/score")
                .and_then(|score| u8::try_from(score).ok())
                .filter(|score| (1..=5).contains(score))
                .ok_or("/data/score: found none, expected a number from 1 to 5")?;
            let what = Inward::Rated {
                id: json::need(body, "/data/id")?,
                score,
                author: json::need(body, "/data/author/id")?,
            };
            let channel = body.pointer("/data/channel").cloned();
            let channel = channel.and_then(|name| serde_json::from_value(name).ok());
            Ok(Some(Inbound {
                at: sent?,
                channel: channel.unwrap_or(Channel::Web),
                what,
            }))
        }
        _ => Ok(None),
    }
}

/// A new post, or the brand's own answer.
fn created(body: &Value) -> Result<Inbound, String> {
    let data = data(body)?;
    let at = crate::clock::parse(&data.created_at).ok_or_else(|| {
        format!(
            "/data/created_at: found {:?}, expected a moment like \"2026-11-22T09:45:00Z\"",
            data.created_at
        )
    })?;
    if data.id.is_empty() || data.author.id.is_empty() {
        return Err("/data/id or /data/author/id: found an empty text, expected an id".into());
    }
    let channel = data.channel.unwrap_or(Channel::Web);
    let venue = if data.private {
        Venue::Private
    } else {
        Venue::Public
    };
    let what = if data.own {
        let thread = data.thread_id.map(|thread| {
            if has_topics(channel) {
                topic(&thread)
            } else {
                thread
            }
        });
        Inward::Answered {
            id: data.id,
            text: data.text,
            venue,
            to: data.parent_id.or(thread),
            customer: None,
        }
    } else {
        Inward::Posted {
            post: Post {
                thread: data.thread_id.unwrap_or_else(|| data.id.clone()),
                id: data.id,
                parent: data.parent_id,
                channel,
                venue,
                author: data.author,
                text: data.text,
                lang: None,
                url: data.url,
                account: None,
                reach: data.reach,
                attachments: Vec::new(),
                at,
            },
        }
    };
    Ok(Inbound { at, channel, what })
}

fn data(body: &Value) -> Result<Data, String> {
    let data = body
        .get("data")
        .ok_or("/data: found nothing, expected an object")?;
    accalmie_shared::json::read(&data.to_string()).map_err(|wrong| format!("/data/{wrong}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(secrets: &[&str]) -> RouteSettings {
        RouteSettings {
            secrets: secrets.iter().map(|secret| (*secret).to_owned()).collect(),
            ..RouteSettings::default()
        }
    }

    fn headers(id: &str, stamp: &str, signature: &str) -> Headers {
        let mut headers = Headers::new();
        headers.insert("webhook-id".into(), id.parse().unwrap());
        headers.insert("webhook-timestamp".into(), stamp.parse().unwrap());
        headers.insert("webhook-signature".into(), signature.parse().unwrap());
        headers
    }

    /// The two vectors that the reference libraries publish: secret, id, timestamp, body, signature.
    const VECTORS: [[&str; 5]; 2] = [
        [
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            r#"{"test": 2432232314}"#,
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ],
        [
            "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
            "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
            "1649367553",
            r#"{"email":"test@example.com","username":"test_user"}"#,
            "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=",
        ],
    ];

    #[test]
    fn the_published_vectors_verify() {
        for [secret, id, stamp, body, signature] in VECTORS {
            let now = Timestamp(stamp.parse::<i64>().unwrap() * 1000 + 299_000);
            let headers = headers(id, stamp, &format!("v1a,AAAA v1,bm90IG91cnM= {signature}"));
            let check = |secrets: &[&str], body: &str, now| {
                verify(&route(secrets), &headers, body.as_bytes(), now)
            };
            assert_eq!(check(&[secret], body, now), Ok(()));
            assert_eq!(check(&["whsec_b2xk", secret], body, now), Ok(()));
            let wrong = Err(Refused::Wrong("webhook-signature"));
            assert_eq!(check(&["whsec_b2xk"], body, now), wrong);
            assert_eq!(check(&[secret], &body.replace('{', "{ "), now), wrong);
            let later = Timestamp(now.0 + 2_000);
            assert_eq!(check(&[secret], body, later), Err(Refused::Stale(301)));
            assert!(matches!(
                check(&["whsec_***"], body, now),
                Err(Refused::Unusable(_))
            ));
        }
    }

    #[test]
    fn a_missing_header_is_named() {
        let mut headers = headers("a", "1", "v1,AA==");
        headers.remove("webhook-id");
        let refused = verify(&route(&["whsec_b2xk"]), &headers, b"", Timestamp(0));
        assert_eq!(refused, Err(Refused::Missing("webhook-id")));
    }

    #[test]
    fn a_created_post_is_read() {
        let body = serde_json::json!({"type":"post.created","timestamp":"2026-11-22T09:45:00Z","data":{
            "id":"7","author":{"id":"u1","name":"Zoé"},"text":"Toujours rien.","created_at":"2026-11-22T09:44:00Z"}});
        let delivery = parse(&body);
        let [
            Inbound {
                what: Inward::Posted { post },
                channel,
                ..
            },
        ] = delivery.inbound.as_slice()
        else {
            panic!("expected one post, found {delivery:?}");
        };
        assert_eq!(
            (post.id.as_str(), post.thread.as_str(), *channel),
            ("7", "7", Channel::Web)
        );
    }

    #[test]
    fn an_own_answer_that_names_its_thread_alone_is_to_the_thread() {
        let answer = |parent: Option<&str>| {
            let body = serde_json::json!({"type":"post.created","timestamp":"2026-11-22T09:45:00Z","data":{
                "id":"8","thread_id":"40","parent_id":parent,"own":true,"author":{"id":"us","name":"Acme"},
                "text":"Bonjour","created_at":"2026-11-22T09:44:00Z"}});
            let Inward::Answered { to, .. } = parse(&body).inbound.remove(0).what else {
                panic!("expected an answer")
            };
            to
        };
        assert_eq!(answer(None), Some(topic("40")));
        assert_eq!(answer(Some("7")).as_deref(), Some("7"));
    }

    #[test]
    fn odd_messages_are_passed_over_or_explained() {
        let unknown =
            serde_json::json!({"type":"invoice.paid","timestamp":"2026-11-22T09:45:00Z","data":{}});
        assert_eq!(parse(&unknown).skipped, 1);
        let broken = serde_json::json!({"type":"post.created","timestamp":"2026-11-22T09:45:00Z","data":{"id":7}});
        let reasons = parse(&broken).unreadable;
        assert!(reasons[0].starts_with("/data/id: "), "{reasons:?}");
        assert!(parse(&serde_json::json!([])).unreadable[0].starts_with("/type: found nothing"));
    }
}
