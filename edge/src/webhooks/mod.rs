//! Webhooks in: `GET|POST /webhooks/{platform}/{brand}`.
//!
//! Each platform has one file that verifies, answers the handshake and reads its deliveries into our own events.
//! What follows is the same for all of them.

mod discourse;
pub(crate) mod inbound;
mod json;
mod linkedin;
mod mastodon;
mod meta;
pub(crate) mod standard;
mod telegram;
mod whatsapp;
mod x;

use crate::app::App;
use crate::http::{Call, Outcome, Reply, problem::Problem};
use crate::platform::Platform;
use crate::record::{Recorded, batch};
use crate::settings::{self, RouteSettings, Unset};
use crate::signature::{self, Headers, Refused};
use crate::store::keys::{self, Brand};
use crate::store::{Entry, Store, StoreError};
use ::http::Method;
use accalmie_shared::units::Timestamp;
use inbound::Delivery;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The most bytes of a delivery: Meta's largest batches are well below it.
pub(crate) const BODY_LIMIT: usize = 4 * 1024 * 1024;

impl Platform {
    /// Step 4 of [`receive`]: whether the delivery comes from whom it says.
    fn verify(
        self,
        route: &RouteSettings,
        headers: &Headers,
        body: &[u8],
        now: Timestamp,
    ) -> Result<(), Refused> {
        match self {
            // WhatsApp is signed as all of Meta is.
            Self::Meta | Self::Whatsapp => meta::verify(route, headers, body),
            Self::X => x::verify(route, headers, body),
            Self::Mastodon => {
                signature::hex_header(headers, "x-hub-signature", "sha256=", route.keys(), &[body])
            }
            Self::Discourse => signature::hex_header(
                headers,
                "x-discourse-event-signature",
                "sha256=",
                route.keys(),
                &[body],
            ),
            Self::Telegram => telegram::verify(route, headers),
            Self::Linkedin => linkedin::verify(route, headers, body),
            Self::Standard => standard::verify(route, headers, body, now),
        }
    }

    /// Step 6 of [`receive`].
    fn parse_body(self, route: &RouteSettings, headers: &Headers, body: &Value) -> Delivery {
        match self {
            Self::Meta => meta::parse(route, body),
            Self::Whatsapp => whatsapp::parse(route, body),
            Self::X => x::parse(route, body),
            Self::Mastodon => mastodon::parse(route, body),
            Self::Discourse => discourse::parse(route, headers, body),
            Self::Telegram => telegram::parse(route, body),
            Self::Linkedin => linkedin::parse(route, body),
            Self::Standard => standard::parse(body),
        }
    }

    /// What a platform asks before it sends anything.
    fn handshake(self, route: &RouteSettings, call: &Call) -> Result<Reply, Problem> {
        match self {
            Self::Meta | Self::Whatsapp => hub_challenge(route, call),
            Self::X => x::handshake(route, call),
            Self::Linkedin => linkedin::handshake(route, call),
            Self::Mastodon | Self::Discourse | Self::Telegram | Self::Standard => {
                Err(Problem::method("POST"))
            }
        }
    }
}

/// The handshake that Meta took over from `PubSubHubbub`: our own word comes back, then theirs is repeated.
fn hub_challenge(route: &RouteSettings, call: &Call) -> Result<Reply, Problem> {
    let Some(expected) = route
        .verify_token
        .as_deref()
        .filter(|token| !token.is_empty())
    else {
        return Err(Problem::not_configured(
            "verify_token: found nothing, expected the word given to the platform",
        ));
    };
    let found = call.query("hub.verify_token").unwrap_or_default();
    if call.query("hub.mode").as_deref() != Some("subscribe") || !signature::same(&found, expected)
    {
        return Err(Problem::new(403, "handshake refused")
            .detail("hub.mode or hub.verify_token is not what was agreed"));
    }
    match call.query("hub.challenge") {
        Some(challenge) => Ok(Reply::text(200, challenge)),
        None => Err(Problem::new(400, "handshake without a challenge").at(
            "hub.challenge",
            "nothing",
            "a text",
        )),
    }
}

/// Takes a delivery.
///
/// 1. 404 for a platform or a brand that is none of ours.
/// 2. 503 where its secret, or whose deliveries they are, is not set: nothing is let in by default.
/// 3. `GET` is the handshake; 413 above [`BODY_LIMIT`], 415 for what is not JSON.
/// 4. 401 without a signature, 403 with a wrong or stale one.
/// 5. A body that is signed but no JSON is kept raw, and answered 200: sending it again would not mend it.
/// 6. What the platform's file reads is written, one key an event; the rest is counted or kept raw.
/// 7. 200 only after everything is written, 500 if anything was not, so that the platform sends it again.
pub(crate) async fn receive<S: Store>(
    app: &App<S>,
    call: &Call,
    platform: &str,
    brand: &str,
) -> Outcome {
    let platform = Platform::parse(platform).ok_or_else(|| unknown_platform(platform))?;
    let brand = Brand::new(brand).ok_or_else(|| unknown_brand(brand))?;
    let route = app
        .settings
        .route(&brand, platform)
        .map_err(|unset| match unset {
            Unset::Brand => unknown_brand(brand.as_str()),
            Unset::Platform => Problem::not_configured(format!(
                "SECRETS: found no secret for {} of {}, expected at least one",
                platform.name(),
                brand.as_str()
            )),
            Unset::Secrets(why) => Problem::not_configured(why),
        })?;
    if call.method == Method::GET {
        return platform.handshake(route, call);
    }
    if let Some(fault) = settings::unowned(&brand, platform, route) {
        return Err(Problem::not_configured(fault));
    }
    let body = call.body_within(BODY_LIMIT)?;
    if !call.is_json() {
        return Err(Problem::new(415, "unsupported media type").at(
            "content-type",
            call.header("content-type").unwrap_or("nothing"),
            "application/json",
        ));
    }
    platform
        .verify(route, &call.headers, body, app.now)
        .map_err(refusal)?;
    let text = str::from_utf8(body).map_err(|error| error.to_string());
    let read = text
        .and_then(|text| serde_json::from_str::<Value>(text).map_err(|error| error.to_string()));
    let delivery = match read {
        Ok(json) => platform.parse_body(route, &call.headers, &json),
        Err(error) => Delivery {
            unreadable: vec![format!("found no JSON ({error}), expected an object")],
            ..Delivery::default()
        },
    };
    if !delivery.unreadable.is_empty() {
        bury(app, &brand, platform, call, &delivery.unreadable).await?;
    }
    let unreadable = delivery.unreadable.len();
    let skipped = delivery.skipped;
    let Recorded {
        stored,
        touched,
        waiting,
        later,
        ..
    } = batch::take(app, &brand, delivery.inbound).await?;
    let answer = serde_json::json!({"stored": stored, "later": later, "skipped": skipped, "waiting": waiting, "unreadable": unreadable});
    let mut reply = Reply::json(200, &answer).touching(&brand, touched);
    let last = keys::last_delivery(&brand, platform.name());
    if app.memo.notes(&last, app.now) {
        reply = reply.noting(Entry::new(last, app.now.0.to_string()));
    }
    Ok(if later > 0 {
        reply.leaving_work(&brand)
    } else {
        reply
    })
}

/// The headers that say what a body is about; signatures are never kept.
const EVENT_HEADERS: [&str; 2] = ["x-discourse-event", "x-discourse-instance"];

/// What a person finds among the dead letters.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DeadLetter {
    /// When it came in.
    pub(crate) at: Timestamp,
    /// Which route it came in by.
    pub(crate) platform: Platform,
    /// Why it could not be read.
    pub(crate) reasons: Vec<String>,
    /// The headers that a platform's file reads.
    #[serde(default)]
    pub(crate) headers: Headers,
    /// The raw body; bytes that are no UTF-8 are replaced.
    pub(crate) body: String,
}

/// Reads a letter once more: what was recorded, and what still can't be read.
pub(crate) async fn read_again<S: Store>(
    app: &App<S>,
    brand: &Brand,
    letter: &DeadLetter,
) -> Result<(Recorded, Vec<String>), Problem> {
    let unset = RouteSettings::default();
    let route = app.settings.route(brand, letter.platform).unwrap_or(&unset);
    let json = match serde_json::from_str::<Value>(&letter.body) {
        Ok(json) => json,
        Err(error) => return Ok((Recorded::default(), vec![error.to_string()])),
    };
    let delivery = letter.platform.parse_body(route, &letter.headers, &json);
    let recorded = batch::take(app, brand, delivery.inbound).await?;
    Ok((recorded, delivery.unreadable))
}

/// Keeps a delivery that could not be read, for a person to see and to replay.
async fn bury<S: Store>(
    app: &App<S>,
    brand: &Brand,
    platform: Platform,
    call: &Call,
    reasons: &[String],
) -> Result<(), StoreError> {
    let body = String::from_utf8_lossy(&call.body).into_owned();
    let kept = |name: &&str| Some(((*name).to_owned(), call.header(name)?.to_owned()));
    let headers = EVENT_HEADERS.iter().filter_map(kept).collect();
    let key = keys::dead_letter(brand, platform.name(), app.now, &body);
    let policy = app.policy(brand).await?;
    let days = u32::from(policy.retention.dead_letter_days);
    let summary = serde_json::json!({"at": app.now, "reason": reasons.first()});
    let letter = DeadLetter {
        at: app.now,
        platform,
        reasons: reasons.to_vec(),
        headers,
        body,
    };
    let value = crate::json(&letter);
    let entry = Entry::new(key, value).with_metadata(summary.to_string());
    app.store
        .put(entry.living(days * crate::SECONDS_A_DAY))
        .await
}

fn refusal(refused: Refused) -> Problem {
    match refused {
        Refused::Missing(header) => {
            Problem::new(401, "signature missing").at(header, "nothing", "a signature")
        }
        Refused::Wrong(header) => Problem::new(403, "signature refused").detail(format!(
            "{header} was not made with this route's secret over this very body"
        )),
        Refused::Stale(off) => Problem::new(403, "signature refused").detail(format!(
            "the message's clock is {off} s away from ours, expected at most 300 s"
        )),
        Refused::Unusable(why) => Problem::not_configured(why),
    }
}

fn unknown_platform(name: &str) -> Problem {
    let known: Vec<&str> = Platform::ALL.into_iter().map(Platform::name).collect();
    Problem::new(404, "unknown platform").at("platform", name, known.join(", "))
}

fn unknown_brand(name: &str) -> Problem {
    Problem::new(404, "unknown brand").at("brand", name, "a brand that SECRETS names")
}

#[cfg(test)]
mod tests;
