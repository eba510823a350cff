//! `WhatsApp` Cloud API: private messages of a business number.
//!
//! Signed like the rest of Meta. An author may have no telephone number (`from` is missing then): the user id counts.
//! Facts: <https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components>.

use super::inbound::{Delivery, Inbound, Inward};
use super::json::{list, moment, need, need_list, text};
use crate::settings::RouteSettings;
use accalmie_shared::post::{Author, Channel, Post, Venue};
use serde_json::Value;

/// Reads a body. `accounts` are the brand's phone number ids.
pub(super) fn parse(route: &RouteSettings, body: &Value) -> Delivery {
    let mut delivery = Delivery::default();
    let entries = match need_list(body, "/entry") {
        Ok(entries) => entries,
        Err(reason) => {
            delivery.unreadable.push(reason);
            return delivery;
        }
    };
    let changes = entries.iter().flat_map(|entry| list(entry, "/changes"));
    for value in changes.filter_map(|change| change.get("value")) {
        let number = text(value, "/metadata/phone_number_id").unwrap_or_default();
        let messages = list(value, "/messages");
        let echoes = list(value, "/message_echoes");
        if !route.owns(&number) {
            delivery.skipped += (messages.len() + echoes.len()) as u32;
            continue;
        }
        delivery.skipped += list(value, "/statuses").len() as u32;
        for message in messages {
            delivery.take(received(&number, value, message));
        }
        for message in echoes {
            delivery.take(echoed(message));
        }
    }
    delivery
}

/// What a customer wrote, changed or took back.
fn received(number: &str, value: &Value, message: &Value) -> Result<Option<Inbound>, String> {
    let at = moment(message, "/timestamp")
        .ok_or("/timestamp: found nothing, expected seconds since 1970")?;
    let author = author(value, message)?;
    let what = match need(message, "/type")?.as_str() {
        "edit" => Inward::Edited {
            post: need(message, "/edit/original_message_id")?,
            text: text(message, "/edit/message/text/body")
                .or_else(|| text(message, "/edit/message"))
                .ok_or("/edit/message: found nothing, expected the new text")?,
            author: Some(author.id),
        },
        "revoke" => Inward::Deleted {
            post: need(message, "/revoke/original_message_id")?,
            author: Some(author.id),
        },
        "reaction" | "system" | "unsupported" => return Ok(None),
        kind => {
            let said = said(message, kind);
            let attachments = match kind {
                "text" | "button" | "interactive" => Vec::new(),
                _file => vec![kind.to_owned()],
            };
            Inward::Posted {
                post: Post {
                    id: need(message, "/id")?,
                    thread: text(message, "/group_id").unwrap_or_else(|| author.id.clone()),
                    parent: text(message, "/context/id"),
                    channel: Channel::Whatsapp,
                    venue: Venue::Private,
                    author,
                    text: said,
                    lang: None,
                    url: None,
                    account: Some(number.to_owned()),
                    reach: None,
                    attachments,
                    at,
                },
            }
        }
    };
    Ok(Some(Inbound {
        at,
        channel: Channel::Whatsapp,
        what,
    }))
}

/// The words of a message, wherever its type puts them.
fn said(message: &Value, kind: &str) -> String {
    let places = [
        "/text/body".to_owned(),
        "/button/text".to_owned(),
        "/interactive/button_reply/title".to_owned(),
        "/interactive/list_reply/title".to_owned(),
        format!("/{kind}/caption"),
    ];
    places
        .iter()
        .find_map(|place| text(message, place))
        .unwrap_or_default()
}

/// Who wrote it, by the number or, where that is hidden, by the user id.
fn author(value: &Value, message: &Value) -> Result<Author, String> {
    let id = text(message, "/from")
        .or_else(|| text(message, "/from_user_id"))
        .ok_or("/from: found nothing, expected a number or a user id")?;
    let contact = list(value, "/contacts").iter().find(|contact| {
        ["/wa_id", "/user_id"]
            .iter()
            .any(|place| text(contact, place).as_ref() == Some(&id))
    });
    let name = contact.and_then(|contact| text(contact, "/profile/name"));
    Ok(Author {
        id,
        name: name.unwrap_or_default(),
        handle: None,
        bio: None,
        url: None,
    })
}

/// What the brand wrote in the app of the telephone.
fn echoed(message: &Value) -> Result<Option<Inbound>, String> {
    let at = moment(message, "/timestamp")
        .ok_or("/timestamp: found nothing, expected seconds since 1970")?;
    let kind = need(message, "/type")?;
    let what = Inward::Answered {
        id: need(message, "/id")?,
        text: said(message, &kind),
        venue: Venue::Private,
        to: text(message, "/context/id"),
        customer: Some(need(message, "/to")?),
    };
    Ok(Some(Inbound {
        at,
        channel: Channel::Whatsapp,
        what,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(value: Value) -> Delivery {
        let route = RouteSettings {
            accounts: vec!["900".into()],
            ..RouteSettings::default()
        };
        parse(
            &route,
            &json!({"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":value}]}]}),
        )
    }

    fn message(message: Value) -> Delivery {
        read(
            json!({"metadata":{"phone_number_id":"900"},"contacts":[{"wa_id":"33600000000","profile":{"name":"Ali"}},
            {"user_id":"US.77","profile":{"name":"Bea"}}],"messages":[message]}),
        )
    }

    #[test]
    fn a_text_is_a_private_post() {
        let delivery = message(
            json!({"id":"wamid.1","from":"33600000000","timestamp":"1795340700","type":"text","text":{"body":"Toujours rien"}}),
        );
        assert!(matches!(&delivery.inbound[0].what, Inward::Posted { post }
            if post.author.name == "Ali" && post.venue == Venue::Private && post.text == "Toujours rien" && post.at.0 == 1_795_340_700_000));
    }

    #[test]
    fn a_hidden_number_is_no_obstacle() {
        let delivery = message(
            json!({"id":"wamid.1","from_user_id":"US.77","timestamp":"1795340700","type":"image","image":{"caption":"Voyez"}}),
        );
        assert!(matches!(&delivery.inbound[0].what, Inward::Posted { post }
            if post.author.name == "Bea" && post.text == "Voyez" && post.attachments == ["image"]));
    }

    #[test]
    fn edits_and_revocations_name_the_first_message() {
        let delivery = message(
            json!({"id":"w2","from":"336","timestamp":"1","type":"edit","edit":{"original_message_id":"w1","message":{"text":{"body":"Mieux"}}}}),
        );
        assert!(
            matches!(&delivery.inbound[0].what, Inward::Edited { post, text, .. } if post == "w1" && text == "Mieux")
        );
        let delivery = message(
            json!({"id":"w3","from":"336","timestamp":"1","type":"revoke","revoke":{"original_message_id":"w1"}}),
        );
        assert!(matches!(&delivery.inbound[0].what, Inward::Deleted { post, .. } if post == "w1"));
    }

    #[test]
    fn receipts_reactions_and_other_numbers_are_passed_over() {
        let delivery = read(
            json!({"metadata":{"phone_number_id":"900"},"statuses":[{"id":"w1","status":"read"}]}),
        );
        assert_eq!((delivery.skipped, delivery.inbound.len()), (1, 0));
        assert_eq!(
            message(json!({"id":"w","from":"1","timestamp":"1","type":"reaction"})).skipped,
            1
        );
        assert_eq!(
            read(json!({"metadata":{"phone_number_id":"1"},"messages":[{}]})).skipped,
            1
        );
        assert_eq!(
            message(json!({"id":"w","timestamp":"1","type":"text"}))
                .unreadable
                .len(),
            1
        );
    }
}
