//! `LinkedIn`: comments on a company page's posts.
//!
//! Facts: <https://learn.microsoft.com/linkedin/marketing/community-management/organizations/organization-social-action-notifications>.

use super::inbound::{Delivery, Inbound, Inward};
use super::json::{moment, need, need_list, text};
use crate::http::problem::Problem;
use crate::http::{Call, Reply};
use crate::settings::RouteSettings;
use crate::signature::{Refused, hex_header, hmac};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use http::HeaderMap;
use serde_json::{Value, json};

/// Stands before the body in what is signed, and nowhere else.
const PREFIX: &[u8] = b"hmacsha256=";

/// Checks `X-LI-Signature`.
///
/// # Errors
/// When the header is missing or no signature of ours.
pub(super) fn verify(
    route: &RouteSettings,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(), Refused> {
    hex_header(headers, "x-li-signature", "", route.keys(), &[PREFIX, body])
}

/// Their code comes back with its signature; they ask again every two hours.
pub(super) fn handshake(route: &RouteSettings, call: &Call) -> Result<Reply, Problem> {
    let code = call.query("challengeCode").filter(|code| !code.is_empty());
    let code = code.ok_or_else(|| {
        Problem::new(400, "handshake without a challenge").at("challengeCode", "nothing", "a text")
    })?;
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
    let what = match action.as_str() {
        "COMMENT_DELETE" => Inward::Deleted { post: id, author },
        "COMMENT_EDIT" => Inward::Edited {
            post: id,
            text: said,
            author,
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
    fn the_prefix_is_signed_and_not_sent() {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-li-signature",
            hex::encode(hmac(b"client", &[b"hmacsha256={}"]))
                .parse()
                .unwrap(),
        );
        assert_eq!(verify(&route(), &headers, b"{}"), Ok(()));
        headers.insert(
            "x-li-signature",
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
