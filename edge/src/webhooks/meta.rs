//! Meta: Facebook page (feed, ratings), Messenger, Instagram (comments, mentions, messages).
//!
//! One delivery carries up to 1000 updates, in `entry[].changes[]` and `entry[].messaging[]`; each is read by itself,
//! so that one odd update takes no other with it.
//! Facts: <https://developers.facebook.com/docs/graph-api/webhooks/getting-started>.

use super::inbound::{Delivery, Inbound, Inward};
use super::json::{flag, list, moment, need, need_list, text};
use crate::settings::RouteSettings;
use crate::signature::Headers;
use crate::signature::{Refused, hex_header};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::units::Timestamp;
use serde_json::Value;

/// Checks `X-Hub-Signature-256` over the raw body. The older SHA-1 header is not looked at.
///
/// # Errors
/// When the header is missing or no signature of ours.
pub(super) fn verify(route: &RouteSettings, headers: &Headers, body: &[u8]) -> Result<(), Refused> {
    hex_header(
        headers,
        "x-hub-signature-256",
        "sha256=",
        route.keys(),
        &[body],
    )
}

/// Reads a body.
pub(super) fn parse(route: &RouteSettings, body: &Value) -> Delivery {
    let mut delivery = Delivery::default();
    let object = text(body, "/object").unwrap_or_default();
    let (public, private) = match object.as_str() {
        "page" => (Channel::Facebook, Channel::Messenger),
        "instagram" => (Channel::Instagram, Channel::InstagramDirect),
        _ => {
            delivery.take(Err(format!(
                "/object: found {object:?}, expected \"page\" or \"instagram\""
            )));
            return delivery;
        }
    };
    let entries = match need_list(body, "/entry") {
        Ok(entries) => entries,
        Err(reason) => {
            delivery.take(Err(reason));
            return delivery;
        }
    };
    for entry in entries {
        let account = text(entry, "/id").unwrap_or_default();
        let sent = moment(entry, "/time");
        let changes = list(entry, "/changes");
        let messages = list(entry, "/messaging")
            .iter()
            .chain(list(entry, "/standby"));
        if !route.owns(&account) {
            // Another page of the same app: its secret is the same, but its customers aren't this brand's.
            delivery.skipped += (changes.len() + messages.count()) as u32;
            continue;
        }
        for change in changes {
            delivery.take(if public == Channel::Instagram {
                instagram(&account, sent, change)
            } else {
                page(&account, sent, change)
            });
        }
        for message in messages {
            delivery.take(direct(&account, private, message));
        }
    }
    delivery
}

/// One change of a page: a post, a comment, a rating.
fn page(account: &str, sent: Option<Timestamp>, change: &Value) -> Result<Option<Inbound>, String> {
    let field = need(change, "/field")?;
    let value = change
        .get("value")
        .ok_or("/value: found nothing, expected an object")?;
    if field == "ratings" {
        return rating(account, sent, value);
    }
    if field != "feed" && field != "mention" {
        return Ok(None);
    }
    let item = need(value, "/item")?;
    if !matches!(
        item.as_str(),
        "comment" | "post" | "status" | "photo" | "video" | "share" | "link" | "mention"
    ) {
        return Ok(None);
    }
    let post = text(value, "/post_id");
    let id = if item == "comment" {
        need(value, "/comment_id")?
    } else {
        need(value, "/post_id")?
    };
    let at = moment(value, "/created_time")
        .or(sent)
        .ok_or("/created_time: found nothing, expected seconds since 1970")?;
    let what = match need(value, "/verb")?.as_str() {
        "add" => {
            let from = text(value, "/from/id");
            let parent = text(value, "/parent_id")
                .or_else(|| post.clone())
                .filter(|parent| *parent != id);
            let said = text(value, "/message").unwrap_or_default();
            let attachments = attachments(value);
            if said.is_empty() && attachments.is_empty() {
                return Ok(None);
            }
            if from.as_deref() == Some(account) {
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
                        author: author(value, from, &id, "/from/name"),
                        thread: post.unwrap_or_else(|| id.clone()),
                        id,
                        parent,
                        channel: Channel::Facebook,
                        venue: Venue::Public,
                        text: said,
                        lang: None,
                        url: text(value, "/permalink_url")
                            .or_else(|| text(value, "/post/permalink_url")),
                        account: Some(account.to_owned()),
                        reach: None,
                        attachments,
                        at,
                    },
                }
            }
        }
        "edit" | "edited" | "update" => match text(value, "/message") {
            Some(text) => Inward::Edited {
                post: id,
                text,
                author: customer(account, value),
            },
            // A picture was changed, and no words.
            None => return Ok(None),
        },
        "remove" | "delete" => Inward::Deleted {
            post: id,
            author: customer(account, value),
        },
        "hide" => Inward::Hidden { post: id },
        "unhide" => Inward::Unhidden { post: id },
        _ => return Ok(None),
    };
    // What happens to a post later has no time of its own but the delivery's.
    let at = match &what {
        Inward::Posted { .. } | Inward::Answered { .. } => at,
        Inward::Edited { .. }
        | Inward::Deleted { .. }
        | Inward::Hidden { .. }
        | Inward::Unhidden { .. }
        | Inward::Rated { .. } => moment(value, "/edited_time").or(sent).unwrap_or(at),
    };
    Ok(Some(Inbound {
        at,
        channel: Channel::Facebook,
        what,
    }))
}

/// A recommendation of the page: its text is a public post.
fn rating(
    account: &str,
    sent: Option<Timestamp>,
    value: &Value,
) -> Result<Option<Inbound>, String> {
    let item = text(value, "/item");
    if item.is_some_and(|item| item != "rating")
        || text(value, "/verb").is_some_and(|verb| verb != "add")
    {
        return Ok(None);
    }
    let said = text(value, "/review_text").unwrap_or_default();
    if said.is_empty() {
        return Ok(None);
    }
    let at = moment(value, "/created_time")
        .or(sent)
        .ok_or("/created_time: found nothing, expected seconds since 1970")?;
    let from = text(value, "/reviewer_id").or_else(|| text(value, "/from/id"));
    let id = text(value, "/open_graph_story_id")
        .or_else(|| text(value, "/post_id"))
        .or_else(|| text(value, "/comment_id"))
        .or_else(|| from.as_ref().map(|from| format!("rating_{from}_{}", at.0)))
        .ok_or("/open_graph_story_id: found nothing, expected an id")?;
    let post = Post {
        author: author(value, from, &id, "/reviewer_name"),
        thread: id.clone(),
        id,
        parent: None,
        channel: Channel::Facebook,
        venue: Venue::Public,
        text: said,
        lang: None,
        url: None,
        account: Some(account.to_owned()),
        reach: None,
        attachments: Vec::new(),
        at,
    };
    Ok(Some(Inbound {
        at,
        channel: Channel::Facebook,
        what: Inward::Posted { post },
    }))
}

/// One change of an Instagram account: a comment or a mention. There are no edits and no deletions over there.
fn instagram(
    account: &str,
    sent: Option<Timestamp>,
    change: &Value,
) -> Result<Option<Inbound>, String> {
    let field = need(change, "/field")?;
    if !matches!(field.as_str(), "comments" | "live_comments" | "mentions") {
        return Ok(None);
    }
    let value = change
        .get("value")
        .ok_or("/value: found nothing, expected an object")?;
    let Some(said) = text(value, "/text") else {
        // A mention names the post without its text.
        return Ok(None);
    };
    let at = sent.ok_or("/time: found nothing, expected seconds since 1970")?;
    let id = text(value, "/id")
        .or_else(|| text(value, "/comment_id"))
        .ok_or("/id: found nothing, expected the comment's id")?;
    let from = text(value, "/from/id");
    let parent = text(value, "/parent_id");
    let what = if from.as_deref() == Some(account) {
        Inward::Answered {
            id,
            text: said,
            venue: Venue::Public,
            to: parent,
            customer: None,
        }
    } else {
        let mut author = author(value, from, &id, "/from/username");
        author.handle = text(value, "/from/username");
        Inward::Posted {
            post: Post {
                author,
                thread: text(value, "/media/id")
                    .or_else(|| text(value, "/media_id"))
                    .unwrap_or_else(|| id.clone()),
                id,
                parent,
                channel: Channel::Instagram,
                venue: Venue::Public,
                text: said,
                lang: None,
                url: None,
                account: Some(account.to_owned()),
                reach: None,
                attachments: Vec::new(),
                at,
            },
        }
    };
    Ok(Some(Inbound {
        at,
        channel: Channel::Instagram,
        what,
    }))
}

/// One private message, of Messenger or Instagram.
fn direct(account: &str, channel: Channel, value: &Value) -> Result<Option<Inbound>, String> {
    let edit = value.get("message_edit");
    let Some(message) = value.get("message").or(edit) else {
        // Read receipts, reactions, postbacks.
        return Ok(None);
    };
    let at = moment(value, "/timestamp")
        .ok_or("/timestamp: found nothing, expected milliseconds since 1970")?;
    let id = need(message, "/mid")?;
    let sender = need(value, "/sender/id")?;
    let said = text(message, "/text").unwrap_or_default();
    let own = flag(message, "/is_echo") || sender == account;
    // The case is the customer's, whoever of the two wrote.
    let other = if own {
        text(value, "/recipient/id")
    } else {
        Some(sender.clone())
    };
    let what = if flag(message, "/is_deleted") {
        Inward::Deleted {
            post: id,
            author: other,
        }
    } else if edit.is_some() {
        Inward::Edited {
            post: id,
            text: said,
            author: other,
        }
    } else if own {
        Inward::Answered {
            id,
            text: said,
            venue: Venue::Private,
            to: text(message, "/reply_to/mid"),
            customer: other,
        }
    } else {
        let attachments = list(message, "/attachments")
            .iter()
            .filter_map(|part| text(part, "/type"))
            .collect();
        Inward::Posted {
            post: Post {
                id,
                thread: sender.clone(),
                parent: text(message, "/reply_to/mid"),
                channel,
                venue: Venue::Private,
                author: Author {
                    id: sender,
                    name: String::new(),
                    handle: None,
                    bio: None,
                    url: None,
                },
                text: said,
                lang: None,
                url: None,
                account: Some(account.to_owned()),
                reach: None,
                attachments,
                at,
            },
        }
    };
    Ok(Some(Inbound { at, channel, what }))
}

/// Who wrote something, unless it was the page itself: what the brand wrote belongs to the case that it answers.
fn customer(account: &str, value: &Value) -> Option<String> {
    text(value, "/from/id").filter(|from| from != account)
}

/// The author; one of their own for each post where Meta does not say who it was.
fn author(value: &Value, id: Option<String>, post: &str, name: &str) -> Author {
    Author {
        id: id.unwrap_or_else(|| format!("unnamed:{post}")),
        name: text(value, name).unwrap_or_default(),
        handle: None,
        bio: None,
        url: None,
    }
}

/// What came with a post, by type.
fn attachments(value: &Value) -> Vec<String> {
    let single = ["photo", "video", "link"]
        .into_iter()
        .filter(|kind| value.get(*kind).is_some());
    let mut found: Vec<String> = single.map(str::to_owned).collect();
    found.extend(list(value, "/photos").iter().map(|_| "photo".to_owned()));
    found
}

#[cfg(test)]
mod tests;
