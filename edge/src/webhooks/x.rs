//! X: the Activity API, and the older Account Activity bodies.
//!
//! Facts: <https://docs.x.com/x-api/webhooks/introduction>. Ids are read as texts: as numbers they are rounded.

use super::inbound::{Delivery, Inbound, Inward};
use super::json::{list, moment, need, text};
use crate::clock;
use crate::http::problem::Problem;
use crate::http::{Call, Reply};
use crate::settings::RouteSettings;
use crate::signature::Headers;
use crate::signature::{Refused, header, hmac, signed};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::units::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

/// The header that a delivery is signed in.
const SIGNATURE: &str = "x-twitter-webhooks-signature";

/// The most bytes of a challenge's token.
const TOKEN: usize = 256;

/// Whether a text has the shape of X's own tokens. The same secret signs challenges and deliveries, so what has this
/// shape is signed for anybody who asks, and anything else for nobody.
fn is_token(text: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=_-".contains(byte);
    (1..=TOKEN).contains(&text.len()) && text.iter().all(plain)
}

/// Checks the base64 signature over the raw body.
///
/// # Errors
/// When the header is missing or no signature of ours, or the body is one that anybody can have signed.
pub(super) fn verify(route: &RouteSettings, headers: &Headers, body: &[u8]) -> Result<(), Refused> {
    let given = header(headers, SIGNATURE)?.strip_prefix("sha256=");
    let given = given
        .and_then(|given| BASE64.decode(given).ok())
        .ok_or(Refused::Wrong(SIGNATURE))?;
    if !is_token(body) && signed(route.keys().map(str::as_bytes), &[body], &given) {
        Ok(())
    } else {
        Err(Refused::Wrong(SIGNATURE))
    }
}

/// The challenge-response check: their token comes back signed with the first of our secrets; 400 for what is no token.
pub(super) fn handshake(route: &RouteSettings, call: &Call) -> Result<Reply, Problem> {
    let token = call.query("crc_token").unwrap_or_default();
    if !is_token(token.as_bytes()) {
        let expected = "1 to 256 letters, digits and +/=_-";
        return Err(Problem::new(400, "handshake without a challenge").at(
            "crc_token",
            &token,
            expected,
        ));
    }
    let key = route.keys().next().unwrap_or_default();
    let answer = BASE64.encode(hmac(key.as_bytes(), &[token.as_bytes()]));
    Ok(Reply::json(
        200,
        &json!({"response_token": format!("sha256={answer}")}),
    ))
}

/// Reads a body. `accounts` are the brand's user ids.
pub(super) fn parse(route: &RouteSettings, body: &Value) -> Delivery {
    let mut delivery = Delivery::default();
    // One app may be subscribed for several brands: what was sent for another account is that brand's.
    let account = text(body, "/for_user_id").or_else(|| text(body, "/data/filter/user_id"));
    if account.is_some_and(|account| !route.owns(&account)) {
        delivery.skipped += 1;
    } else if body.pointer("/data/event_type").is_some() {
        activity(route, body, &mut delivery);
    } else if body.get("for_user_id").is_some() {
        account_activity(route, body, &mut delivery);
    } else if body.get("replay_job_status").is_some() {
        delivery.skipped += 1;
    } else {
        delivery.unreadable.push(
            "/data/event_type: found nothing, expected the Activity API's or for_user_id".into(),
        );
    }
    delivery
}

/// A body of the Activity API.
fn activity(route: &RouteSettings, body: &Value, delivery: &mut Delivery) {
    let Some(payload) = body.pointer("/data/payload") else {
        delivery
            .unreadable
            .push("/data/payload: found nothing, expected an object".into());
        return;
    };
    let kind = text(body, "/data/event_type").unwrap_or_default();
    match kind.as_str() {
        "post.create" | "post.mention.create" | "post.reply.create" | "post.quote.create" => {
            match post(route, body, payload) {
                Ok(told) => delivery.inbound.extend(told),
                Err(reason) => delivery.take(Err(reason)),
            }
        }
        "post.delete" => delivery.take(deleted(
            route,
            payload,
            "/id",
            "/author_id",
            moment(body, "/data/created_at"),
        )),
        "dm.received" | "dm.sent" => {
            for event in list(payload, "/direct_message_events") {
                delivery.take(direct(
                    route,
                    payload,
                    event,
                    "/data/username",
                    "/data/name",
                ));
            }
        }
        _ => delivery.skipped += 1,
    }
}

/// One public post of the Activity API, and that it was changed where it is an edit: whoever names the brand only in an
/// edit was never told of before, and so was an answer that was changed before it came.
fn post(route: &RouteSettings, body: &Value, payload: &Value) -> Result<Vec<Inbound>, String> {
    let author = need(payload, "/author_id")?;
    let users = body
        .pointer("/data/includes/users")
        .and_then(Value::as_array);
    let known = users
        .into_iter()
        .flatten()
        .map(|user| user.get("data").unwrap_or(user));
    let user = known
        .into_iter()
        .find(|user| text(user, "/id").as_ref() == Some(&author));
    // An edit is a new post; the first id in its history is the one that everybody knows.
    let id = text(payload, "/edit_history_tweet_ids/0").map_or_else(|| need(payload, "/id"), Ok)?;
    let newest = need(payload, "/id")?;
    let at =
        moment(payload, "/created_at").ok_or("/created_at: found no moment, expected ISO 8601")?;
    let said = text(payload, "/note_tweet/text")
        .or_else(|| text(payload, "/text"))
        .unwrap_or_default();
    let edit = (newest != id).then(|| Inbound {
        at,
        channel: Channel::X,
        what: Inward::Edited {
            post: id.clone(),
            text: said.clone(),
            author: Some(author.clone()).filter(|author| !route.owns(author)),
        },
    });
    let replied = list(payload, "/referenced_tweets")
        .iter()
        .find(|other| text(other, "/type").as_deref() == Some("replied_to"));
    let parent = text(payload, "/in_reply_to_tweet_id").or_else(|| text(replied?, "/id"));
    // What is answered may be a later version of a post that is known by its first id: then the person leads to the case.
    let to = text(payload, "/in_reply_to_user_id").filter(|user| !route.owns(user));
    let person = Person {
        handle: user.and_then(|user| text(user, "/username")),
        name: user.and_then(|user| text(user, "/name")),
        bio: user.and_then(|user| text(user, "/description")),
        reach: user.and_then(|user| text(user, "/public_metrics/followers_count")),
        id: author,
    };
    let thread = text(payload, "/conversation_id");
    let mut told = public(route, person, id, parent, thread, said, at);
    if let Inward::Answered { customer, .. } = &mut told.what {
        *customer = to;
    }
    Ok([Some(told), edit].into_iter().flatten().collect())
}

/// What is known of an author.
struct Person {
    id: String,
    handle: Option<String>,
    name: Option<String>,
    bio: Option<String>,
    reach: Option<String>,
}

/// A public post, of a customer or of the brand.
fn public(
    route: &RouteSettings,
    person: Person,
    id: String,
    parent: Option<String>,
    thread: Option<String>,
    said: String,
    at: Timestamp,
) -> Inbound {
    let what = if route.owns(&person.id) {
        Inward::Answered {
            id,
            text: said,
            venue: Venue::Public,
            to: parent,
            customer: None,
        }
    } else {
        Inward::Posted {
            post: Post {
                url: person
                    .handle
                    .as_ref()
                    .map(|handle| format!("https://x.com/{handle}/status/{id}")),
                thread: thread.unwrap_or_else(|| id.clone()),
                id,
                parent,
                channel: Channel::X,
                venue: Venue::Public,
                author: Author {
                    url: person
                        .handle
                        .as_ref()
                        .map(|handle| format!("https://x.com/{handle}")),
                    id: person.id,
                    name: person.name.unwrap_or_default(),
                    handle: person.handle,
                    bio: person.bio,
                },
                text: said,
                lang: None,
                account: route.accounts.first().cloned(),
                reach: person.reach.and_then(|reach| reach.parse().ok()),
                attachments: Vec::new(),
                at,
            },
        }
    };
    Inbound {
        at,
        channel: Channel::X,
        what,
    }
}

/// A removal.
fn deleted(
    route: &RouteSettings,
    value: &Value,
    id: &str,
    author: &str,
    at: Option<Timestamp>,
) -> Result<Option<Inbound>, String> {
    let post = need(value, id)?;
    // Where the delivery says no time, the post's own says when at the earliest: ids carry it.
    let at = at
        .or_else(|| snowflake(&post))
        .ok_or("the removal: found no moment, expected one")?;
    let what = Inward::Deleted {
        post,
        author: text(value, author).filter(|author| !route.owns(author)),
    };
    Ok(Some(Inbound {
        at,
        channel: Channel::X,
        what,
    }))
}

/// The moment in an id of X: milliseconds since 2010-11-04T01:42:54.657Z, in the bits from the 22nd on.
fn snowflake(id: &str) -> Option<Timestamp> {
    let id: u64 = id.parse().ok()?;
    i64::try_from((id >> 22) + 1_288_834_974_657)
        .ok()
        .map(Timestamp)
}

/// One private message, of either API.
fn direct(
    route: &RouteSettings,
    body: &Value,
    event: &Value,
    handle: &str,
    name: &str,
) -> Result<Option<Inbound>, String> {
    let at = moment(event, "/created_timestamp")
        .ok_or("/created_timestamp: found nothing, expected milliseconds")?;
    let id = need(event, "/id")?;
    let sender = need(event, "/message_create/sender_id")?;
    let said = text(event, "/message_create/message_data/text").unwrap_or_default();
    let what = if route.owns(&sender) {
        let customer = text(event, "/message_create/target/recipient_id");
        Inward::Answered {
            id,
            text: said,
            venue: Venue::Private,
            to: None,
            customer,
        }
    } else {
        let user = body.get("users").and_then(|users| users.get(&sender));
        let attachment = event.pointer("/message_create/message_data/attachment");
        Inward::Posted {
            post: Post {
                id,
                thread: sender.clone(),
                parent: None,
                channel: Channel::XDirect,
                venue: Venue::Private,
                author: Author {
                    name: user.and_then(|user| text(user, name)).unwrap_or_default(),
                    handle: user.and_then(|user| text(user, handle)),
                    bio: None,
                    url: None,
                    id: sender,
                },
                text: said,
                lang: None,
                url: None,
                account: route.accounts.first().cloned(),
                reach: None,
                attachments: attachment
                    .and_then(|found| text(found, "/type"))
                    .into_iter()
                    .collect(),
                at,
            },
        }
    };
    Ok(Some(Inbound {
        at,
        channel: Channel::XDirect,
        what,
    }))
}

/// A body of the older Account Activity API.
fn account_activity(route: &RouteSettings, body: &Value, delivery: &mut Delivery) {
    for tweet in list(body, "/tweet_create_events") {
        delivery.take(tweet_created(route, tweet));
    }
    for event in list(body, "/tweet_delete_events") {
        let at = moment(event, "/timestamp_ms");
        delivery.take(deleted(route, event, "/status/id", "/status/user_id", at));
    }
    for event in list(body, "/direct_message_events") {
        delivery.take(direct(route, body, event, "/screen_name", "/name"));
    }
    let of_interest = [
        "for_user_id",
        "users",
        "apps",
        "user_has_blocked",
        "tweet_create_events",
        "tweet_delete_events",
        "direct_message_events",
    ];
    let keys = body.as_object().into_iter().flat_map(|body| body.keys());
    delivery.skipped += keys
        .filter(|key| !of_interest.contains(&key.as_str()))
        .count() as u32;
}

/// One tweet of the older API.
fn tweet_created(route: &RouteSettings, tweet: &Value) -> Result<Option<Inbound>, String> {
    if tweet.get("retweeted_status").is_some() {
        return Ok(None);
    }
    let id = need(tweet, "/id_str")?;
    let written = text(tweet, "/timestamp_ms")
        .and_then(|text| text.parse().ok())
        .map(clock::from_number);
    let at = written
        .or_else(|| snowflake(&id))
        .ok_or("/timestamp_ms: found nothing, expected milliseconds")?;
    let said = text(tweet, "/extended_tweet/full_text")
        .or_else(|| text(tweet, "/full_text"))
        .or_else(|| text(tweet, "/text"));
    let person = Person {
        id: need(tweet, "/user/id_str")?,
        handle: text(tweet, "/user/screen_name"),
        name: text(tweet, "/user/name"),
        bio: text(tweet, "/user/description"),
        reach: text(tweet, "/user/followers_count"),
    };
    let parent = text(tweet, "/in_reply_to_status_id_str");
    let thread = parent.clone();
    Ok(Some(public(
        route,
        person,
        id,
        parent,
        thread,
        said.unwrap_or_default(),
        at,
    )))
}

#[cfg(test)]
mod tests;
