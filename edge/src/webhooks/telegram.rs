//! Telegram: what people write to a bot, or in a group that it is in.
//!
//! There is no signature over the body: a token of our own comes back in a header, so the route's address should stay
//! between us and them. Facts: <https://core.telegram.org/bots/api#setwebhook>.

use super::inbound::{Delivery, Inbound, Inward};
use super::json::{flag, moment, need, text};
use crate::settings::RouteSettings;
use crate::signature::Headers;
use crate::signature::{Refused, header, same};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use serde_json::Value;

/// The header with the token.
const TOKEN: &str = "x-telegram-bot-api-secret-token";

/// Compares the token with each of ours.
///
/// # Errors
/// When the header is missing or none of ours.
pub(super) fn verify(route: &RouteSettings, headers: &Headers) -> Result<(), Refused> {
    let given = header(headers, TOKEN)?;
    if route
        .keys()
        .fold(false, |found, key| same(given, key) | found)
    {
        Ok(())
    } else {
        Err(Refused::Wrong(TOKEN))
    }
}

/// Reads a body. `accounts` are the user ids of the brand's people and of the bot.
pub(super) fn parse(route: &RouteSettings, body: &Value) -> Delivery {
    let mut delivery = Delivery::default();
    let changed = |name| body.get(name).map(|message| (message, true));
    let sent = |name| body.get(name).map(|message| (message, false));
    let message = sent("message")
        .or_else(|| sent("business_message"))
        .or_else(|| changed("edited_message"))
        .or_else(|| changed("edited_business_message"));
    match message {
        Some((message, edited)) => {
            delivery.take(read(route, message, edited.then_some("/edit_date")))
        }
        None if body.get("deleted_business_messages").is_some() => removed(body, &mut delivery),
        None if body.get("update_id").is_some() => delivery.skipped += 1,
        None => delivery
            .unreadable
            .push("/update_id: found nothing, expected a number".into()),
    }
    delivery
}

/// An id that is unique beyond its chat: message ids alone are not.
fn id_of(chat: &str, message: &str) -> String {
    format!("{chat}.{message}")
}

/// One message; `edited` is where an edit has its time.
fn read(
    route: &RouteSettings,
    message: &Value,
    edited: Option<&str>,
) -> Result<Option<Inbound>, String> {
    let chat = need(message, "/chat/id")?;
    let id = id_of(&chat, &need(message, "/message_id")?);
    let at = edited
        .and_then(|place| moment(message, place))
        .or_else(|| moment(message, "/date"));
    let at = at.ok_or("/date: found nothing, expected seconds since 1970")?;
    if flag(message, "/is_automatic_forward") {
        // The brand's own post on its channel, shown in the group that discusses it.
        return Ok(None);
    }
    // Who writes in a channel's name, or in the group's own as its administrators may: then "from" is a bot of
    // Telegram's.
    let on_behalf = text(message, "/sender_chat/id");
    let group = on_behalf.as_ref() == Some(&chat);
    let bot = on_behalf.is_none() && flag(message, "/from/is_bot");
    let sender = on_behalf
        .or_else(|| text(message, "/from/id"))
        .unwrap_or_else(|| chat.clone());
    let said = text(message, "/text").or_else(|| text(message, "/caption"));
    let kinds = ["photo", "video", "document", "audio", "voice", "sticker"];
    let attachments: Vec<String> = kinds
        .into_iter()
        .filter(|kind| message.get(*kind).is_some())
        .map(str::to_owned)
        .collect();
    if said.is_none() && attachments.is_empty() {
        // Somebody joined, a title changed.
        return Ok(None);
    }
    let said = said.unwrap_or_default();
    let private = text(message, "/chat/type").as_deref() == Some("private");
    let venue = if private {
        Venue::Private
    } else {
        Venue::Public
    };
    let parent = text(message, "/reply_to_message/message_id").map(|parent| id_of(&chat, &parent));
    let own = route.owns(&sender) || group || bot;
    let what = if edited.is_some() {
        Inward::Edited {
            post: id,
            text: said,
            author: Some(sender).filter(|_| !own),
        }
    } else if own {
        let customer =
            text(message, "/reply_to_message/from/id").or_else(|| private.then_some(chat));
        Inward::Answered {
            id,
            text: said,
            venue,
            to: parent,
            customer,
        }
    } else {
        let by_name = ["/from/first_name", "/from/last_name"];
        let by_chat = ["/sender_chat/title", "/sender_chat/username"];
        let (names, handle) = match message.get("sender_chat") {
            Some(_) => (vec![text(message, by_chat[0])], by_chat[1]),
            None => (
                by_name.map(|name| text(message, name)).into(),
                "/from/username",
            ),
        };
        let handle = text(message, handle);
        Inward::Posted {
            post: Post {
                id,
                parent,
                channel: Channel::Telegram,
                venue,
                author: Author {
                    id: sender,
                    name: names.into_iter().flatten().collect::<Vec<_>>().join(" "),
                    url: handle
                        .as_ref()
                        .map(|handle| format!("https://t.me/{handle}")),
                    handle,
                    bio: None,
                },
                text: said,
                lang: None,
                url: None,
                account: None,
                reach: None,
                attachments,
                at,
                thread: chat,
            },
        }
    };
    Ok(Some(Inbound {
        at,
        channel: Channel::Telegram,
        what,
    }))
}

/// Messages that were taken back; the update has no time but those of the messages, and these it does not tell.
fn removed(body: &Value, delivery: &mut Delivery) {
    let Some(update) = body.get("deleted_business_messages") else {
        return;
    };
    let chat = text(update, "/chat/id").unwrap_or_default();
    for id in super::json::list(update, "/message_ids") {
        delivery.inbound.push(Inbound {
            at: accalmie_shared::units::Timestamp(0),
            channel: Channel::Telegram,
            what: Inward::Deleted {
                post: id_of(&chat, &id.to_string()),
                author: None,
            },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn route() -> RouteSettings {
        RouteSettings {
            secrets: vec!["old".into(), "token-1".into()],
            accounts: vec!["900".into()],
            ..RouteSettings::default()
        }
    }

    #[test]
    fn the_token_is_compared_with_each_of_ours() {
        let mut headers = Headers::new();
        assert_eq!(verify(&route(), &headers), Err(Refused::Missing(TOKEN)));
        for (given, ours) in [
            ("token-1", true),
            ("old", true),
            ("token-2", false),
            ("token-", false),
            ("", false),
        ] {
            headers.insert(TOKEN.into(), given.parse().unwrap());
            assert_eq!(verify(&route(), &headers).is_ok(), ours, "{given}");
        }
        let unset = RouteSettings {
            secrets: vec![String::new()],
            ..RouteSettings::default()
        };
        headers.insert(TOKEN.into(), "".parse().unwrap());
        assert!(
            verify(&unset, &headers).is_err(),
            "an empty secret opens nothing"
        );
    }

    #[test]
    fn messages_edits_and_answers_are_told_apart() {
        let message = |from: i64, more: Value| {
            let mut message = json!({"message_id":5,"from":{"id":from,"first_name":"Ali","last_name":"B."},"chat":{"id":77,"type":"private"},"date":1_795_340_700,"text":"Toujours rien"});
            message
                .as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            message
        };
        let read = |key: &str, message: Value| {
            parse(&route(), &json!({"update_id":1,key:message}))
                .inbound
                .remove(0)
        };
        let posted = read("message", message(77, json!({})));
        assert!(
            matches!(posted.what, Inward::Posted { post } if post.id == "77.5" && post.author.name == "Ali B." && post.venue == Venue::Private)
        );
        let edited = read(
            "edited_message",
            message(77, json!({"edit_date":1_795_340_800})),
        );
        assert_eq!(edited.at.0, 1_795_340_800_000);
        assert!(matches!(edited.what, Inward::Edited { post, .. } if post == "77.5"));
        let answer = read("business_message", message(900, json!({})));
        assert!(
            matches!(answer.what, Inward::Answered { customer: Some(chat), .. } if chat == "77")
        );
    }

    #[test]
    fn who_writes_in_a_chats_name_is_that_chat() {
        let read = |more: Value| {
            let mut message = json!({"message_id":5,"chat":{"id":-7,"type":"supergroup"},"date":1,"text":"Toujours rien",
                "from":{"id":136_817_688,"is_bot":true,"first_name":"Channel"}});
            let message_fields = message.as_object_mut().unwrap();
            message_fields.extend(more.as_object().unwrap().clone());
            parse(&route(), &json!({"update_id":1,"message":message}))
        };
        let channel =
            read(json!({"sender_chat":{"id":-55,"title":"Les voisins","type":"channel"}}));
        assert!(
            matches!(&channel.inbound[0].what, Inward::Posted { post } if post.author.id == "-55" && post.author.name == "Les voisins")
        );
        let administrator =
            read(json!({"sender_chat":{"id":-7,"title":"Acme","type":"supergroup"}}));
        assert!(matches!(
            administrator.inbound[0].what,
            Inward::Answered { .. }
        ));
        let forward =
            read(json!({"sender_chat":{"id":-1,"type":"channel"},"is_automatic_forward":true}));
        assert_eq!((forward.inbound.len(), forward.skipped), (0, 1));
    }

    #[test]
    fn the_rest_is_passed_over_or_explained() {
        assert_eq!(
            parse(&route(), &json!({"update_id":1,"poll":{}})).skipped,
            1
        );
        let joined = json!({"update_id":1,"message":{"message_id":5,"chat":{"id":7},"date":1,"new_chat_members":[]}});
        assert_eq!(parse(&route(), &joined).skipped, 1);
        assert_eq!(parse(&route(), &json!({})).unreadable.len(), 1);
    }
}
