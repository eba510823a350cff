//! `LinkedIn`: comments on a company page's posts.
//!
//! Facts: <https://learn.microsoft.com/linkedin/marketing/community-management/organizations/organization-social-action-notifications>.

use super::inbound::{Delivery, Inbound, Inward};
use super::json::{moment, need, need_list, text};
use crate::http::problem::Problem;
use crate::http::{Call, Reply};
use crate::settings::RouteSettings;
use crate::signature::Headers;
use crate::signature::{Refused, hex_header, hmac};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use serde_json::{Value, json};

/// Stands before the body in what is signed, and nowhere else.
const PREFIX: &[u8] = b"hmacsha256=";

/// Checks `X-LI-Signature`.
///
/// # Errors
/// When the header is missing or no signature of ours.
pub(super) fn verify(route: &RouteSettings, headers: &Headers, body: &[u8]) -> Result<(), Refused> {
    hex_header(headers, "x-li-signature", "", route.keys(), &[PREFIX, body])
}

/// Whether a text is a UUID. Their codes are; anything else could be a delivery, which is signed with the same secret.
fn is_uuid(text: &str) -> bool {
    let dash = |place: usize| matches!(place, 8 | 13 | 18 | 23);
    let fits = |(place, byte): (usize, u8)| {
        if dash(place) {
            byte == b'-'
        } else {
            byte.is_ascii_hexdigit()
        }
    };
    text.len() == 36 && text.bytes().enumerate().all(fits)
}

/// Their code comes back with its signature, 400 for what is no code; they ask again every two hours.
pub(super) fn handshake(route: &RouteSettings, call: &Call) -> Result<Reply, Problem> {
    let code = call.query("challengeCode").unwrap_or_default();
    if !is_uuid(&code) {
        let problem = Problem::new(400, "handshake without a challenge");
        return Err(problem.at("challengeCode", &code, "a UUID"));
    }
    let key = route.keys().next().unwrap_or_default();
    let response = hex::encode(hmac(key.as_bytes(), &[code.as_bytes()]));
    Ok(Reply::json(
        200,
        &json!({"challengeCode": code, "challengeResponse": response}),
    ))
}

/// Reads a body. `accounts` are the organisations' URNs.
pub(super) fn parse(route: &RouteSettings, body: &Value) -> Delivery {
    let mut delivery = Delivery::default();
    match need_list(body, "/notifications") {
        Ok(notifications) => {
            for notification in notifications {
                delivery.take(read(route, notification));
            }
        }
        Err(_)
            if text(body, "/type")
                .is_some_and(|kind| kind != "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS") =>
        {
            delivery.skipped += 1
        }
        Err(reason) => delivery.unreadable.push(reason),
    }
    delivery
}

fn read(route: &RouteSettings, notification: &Value) -> Result<Option<Inbound>, String> {
    let account = need(notification, "/organizationalEntity")?;
    let action = need(notification, "/action")?;
    if !route.owns(&account)
        || !matches!(
            action.as_str(),
            "COMMENT" | "ADMIN_COMMENT" | "COMMENT_EDIT" | "COMMENT_DELETE" | "SHARE_MENTION"
        )
    {
        return Ok(None);
    }
    let at = moment(notification, "/lastModifiedAt")
        .ok_or("/lastModifiedAt: found nothing, expected milliseconds")?;
    let id = need(notification, "/generatedActivity")?;
    let decorated = notification
        .pointer("/decoratedGeneratedActivity/comment")
        .or_else(|| notification.pointer("/decoratedGeneratedActivity/share"));
    let said = decorated
        .and_then(|found| text(found, "/text"))
        .unwrap_or_default();
    let author = decorated.and_then(|found| text(found, "/owner"));
    let thread = text(notification, "/sourcePost").unwrap_or_else(|| id.clone());
    let parent = decorated
        .and_then(|found| text(found, "/parentComment"))
        .or_else(|| Some(thread.clone()));
    let customer = author.clone().filter(|author| !route.owns(author));
    let what = match action.as_str() {
        "COMMENT_DELETE" => Inward::Deleted {
            post: id,
            author: customer,
        },
        "COMMENT_EDIT" => Inward::Edited {
            post: id,
            text: said,
            author: customer,
        },
        "ADMIN_COMMENT" => Inward::Answered {
            id,
            text: said,
            venue: Venue::Public,
            to: parent,
            customer: None,
        },
        _comment => Inward::Posted {
            post: Post {
                author: Author {
                    id: author.unwrap_or_else(|| format!("unnamed:{id}")),
                    name: String::new(),
                    handle: None,
                    bio: None,
                    url: None,
                },
                url: Some(format!("https://www.linkedin.com/feed/update/{thread}")),
                id,
                thread,
                parent,
                channel: Channel::Linkedin,
                venue: Venue::Public,
                text: said,
                lang: None,
                account: Some(account),
                reach: None,
                attachments: Vec::new(),
                at,
            },
        },
    };
    Ok(Some(Inbound {
        at,
        channel: Channel::Linkedin,
        what,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::request;
    use http::Method;

    const ORGANISATION: &str = "urn:li:organization:5";

    fn route() -> RouteSettings {
        RouteSettings {
            secrets: vec!["client".into()],
            accounts: vec![ORGANISATION.into()],
            ..RouteSettings::default()
        }
    }

    fn notification(action: &str) -> Value {
        json!({"notificationId":9,"organizationalEntity":ORGANISATION,"action":action,"sourcePost":"urn:li:share:1","generatedActivity":"urn:li:comment:(urn:li:activity:1,2)",
            "lastModifiedAt":1_795_340_700_000_i64,"decoratedGeneratedActivity":{"comment":{"owner":"urn:li:person:z","text":"Toujours en panne","entity":"urn:li:activity:1"}}})
    }

    #[test]
    fn only_their_codes_are_signed_and_never_a_delivery() {
        let ask = |code: &str| {
            let path = format!("/webhooks/linkedin/acme?challengeCode={code}");
            handshake(&route(), &request(Method::GET, &path, ""))
        };
        let code = "890e4665-4dfe-4ab1-b689-ed553bceeed0";
        let reply = ask(code).unwrap();
        let answer: Value = serde_json::from_str(&reply.body).unwrap();
        let expected = hex::encode(hmac(b"client", &[code.as_bytes()]));
        assert_eq!(answer["challengeResponse"], expected);
        // What a forged delivery would have to have signed.
        for forged in ["hmacsha256%3D%7B%7D", "hmacsha256=%7B%7D", "", "abc"] {
            let reply = Reply::from(ask(forged).unwrap_err());
            assert_eq!(reply.status, 400, "{forged}");
        }
    }

    #[test]
    fn the_prefix_is_signed_and_not_sent() {
        let mut headers = Headers::new();
        headers.insert(
            "x-li-signature".into(),
            hex::encode(hmac(b"client", &[b"hmacsha256={}"]))
                .parse()
                .unwrap(),
        );
        assert_eq!(verify(&route(), &headers, b"{}"), Ok(()));
        headers.insert(
            "x-li-signature".into(),
            hex::encode(hmac(b"client", &[b"{}"])).parse().unwrap(),
        );
        assert!(verify(&route(), &headers, b"{}").is_err());
    }

    #[test]
    fn each_action_is_what_it_says() {
        let body = |action: &str| json!({"type":"ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS","notifications":[notification(action)]});
        let what = |action: &str| parse(&route(), &body(action)).inbound.remove(0).what;
        assert!(
            matches!(what("COMMENT"), Inward::Posted { post } if post.author.id == "urn:li:person:z")
        );
        assert!(
            matches!(what("ADMIN_COMMENT"), Inward::Answered { to: Some(to), .. } if to == "urn:li:share:1")
        );
        assert!(matches!(what("COMMENT_EDIT"), Inward::Edited { .. }));
        assert!(matches!(what("COMMENT_DELETE"), Inward::Deleted { .. }));
        assert_eq!(parse(&route(), &body("LIKE")).skipped, 1);
        assert_eq!(
            parse(&route(), &json!({"type":"SOMETHING_ELSE"})).skipped,
            1
        );
        assert_eq!(parse(&route(), &json!({})).unreadable.len(), 1);
    }
}
