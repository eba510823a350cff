//! Mastodon: the webhooks of an instance's administration.
//!
//! They tell of all statuses of the instance: only those that answer or name one of the brand's accounts count.
//! Facts: <https://docs.joinmastodon.org/admin/webhooks/>. An ordinary account has no webhooks.

use super::inbound::{Delivery, Inbound, Inward};
use super::json::{list, moment, need, text};
use crate::settings::RouteSettings;
use accalmie_shared::post::{Author, Channel, Post, Venue};
use serde_json::Value;

/// Reads a body. `accounts` are the brand's account ids.
pub(super) fn parse(route: &RouteSettings, body: &Value) -> Delivery {
    let mut delivery = Delivery::default();
    delivery.take(status(route, body));
    delivery
}

fn status(route: &RouteSettings, body: &Value) -> Result<Option<Inbound>, String> {
    let event = need(body, "/event")?;
    let updated = match event.as_str() {
        "status.created" => false,
        "status.updated" => true,
        _ => return Ok(None),
    };
    let status = body
        .get("object")
        .ok_or("/object: found nothing, expected a status")?;
    let author = need(status, "/account/id")?;
    let own = route.owns(&author);
    let named = list(status, "/mentions")
        .iter()
        .filter_map(|mention| text(mention, "/id"))
        .any(|id| route.owns(&id));
    let answers = text(status, "/in_reply_to_account_id").is_some_and(|id| route.owns(&id));
    if !(own || named || answers) || status.get("reblog").is_some_and(|reblog| !reblog.is_null()) {
        return Ok(None);
    }
    let id = need(status, "/id")?;
    let said = plain(&text(status, "/content").unwrap_or_default());
    let venue = match text(status, "/visibility").as_deref() {
        Some("direct" | "private") => Venue::Private,
        _public => Venue::Public,
    };
    let parent = text(status, "/in_reply_to_id");
    let written =
        moment(status, "/created_at").ok_or("/created_at: found no moment, expected ISO 8601")?;
    let (at, what) = if updated {
        let at = moment(status, "/edited_at")
            .or_else(|| moment(body, "/created_at"))
            .unwrap_or(written);
        (
            at,
            Inward::Edited {
                post: id,
                text: said,
                author: Some(author).filter(|_| !own),
            },
        )
    } else if own {
        (
            written,
            Inward::Answered {
                id,
                text: said,
                venue,
                to: parent,
                // A thread of the brand's own statuses is no case of its own.
                customer: text(status, "/in_reply_to_account_id").filter(|id| !route.owns(id)),
            },
        )
    } else {
        let handle = text(status, "/account/acct");
        let name = text(status, "/account/display_name").or_else(|| handle.clone());
        let post = Post {
            thread: parent.clone().unwrap_or_else(|| id.clone()),
            id,
            parent,
            channel: Channel::Mastodon,
            venue,
            author: Author {
                id: author,
                name: name.unwrap_or_default(),
                handle,
                bio: text(status, "/account/note").map(|note| plain(&note)),
                url: text(status, "/account/url"),
            },
            text: said,
            lang: None,
            url: text(status, "/url"),
            account: None,
            reach: text(status, "/account/followers_count").and_then(|count| count.parse().ok()),
            attachments: list(status, "/media_attachments")
                .iter()
                .filter_map(|part| text(part, "/type"))
                .collect(),
            at: written,
        };
        (written, Inward::Posted { post })
    };
    Ok(Some(Inbound {
        at,
        channel: Channel::Mastodon,
        what,
    }))
}

/// The words of the HTML that statuses are: paragraphs and breaks become lines, other tags nothing.
pub(super) fn plain(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else {
            // A lone sign is no tag.
            plain.push_str(&rest[open..]);
            rest = "";
            break;
        };
        let tag = &rest[open + 1..open + close];
        if tag.starts_with("br") || tag == "/p" {
            plain.push('\n');
        }
        rest = &rest[open + close + 1..];
    }
    plain.push_str(rest);
    // The ampersand last, or "&amp;lt;" would become a sign of its own.
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    let plain = entities
        .iter()
        .fold(plain, |text, (entity, sign)| text.replace(entity, sign));
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(body: &Value) -> Delivery {
        let route = RouteSettings {
            accounts: vec!["900".into()],
            ..RouteSettings::default()
        };
        parse(&route, body)
    }

    fn status(event: &str, object: Value) -> Value {
        json!({"event":event,"created_at":"2026-11-22T09:46:00.000Z","object":object})
    }

    #[test]
    fn a_status_that_names_the_brand_is_a_post() {
        let delivery = read(&status(
            "status.created",
            json!({"id":"1","created_at":"2026-11-22T09:45:00.000Z","visibility":"public",
            "content":"<p><span class=\"h-card\">@acme</span> toujours en panne&nbsp;!</p><p>C&#39;est long.</p>","mentions":[{"id":"900"}],
            "account":{"id":"77","acct":"zoe@example.social","display_name":"Zoé","followers_count":42}}),
        ));
        let Inward::Posted { post } = &delivery.inbound[0].what else {
            panic!("expected a post")
        };
        assert_eq!(post.text, "@acme toujours en panne !\nC'est long.");
        assert_eq!(
            (post.reach, post.author.handle.as_deref()),
            (Some(42), Some("zoe@example.social"))
        );
    }

    #[test]
    fn everybody_elses_statuses_are_passed_over() {
        let other = json!({"id":"1","created_at":"2026-11-22T09:45:00.000Z","content":"x","mentions":[],"account":{"id":"77"}});
        assert_eq!(read(&status("status.created", other)).skipped, 1);
        assert_eq!(read(&status("account.created", json!({}))).skipped, 1);
        assert_eq!(read(&json!({"event":"status.created"})).unreadable.len(), 1);
    }

    #[test]
    fn an_answer_and_an_edit_are_known() {
        let own = json!({"id":"2","created_at":"2026-11-22T09:45:00.000Z","content":"<p>Bonjour</p>","in_reply_to_id":"1","in_reply_to_account_id":"77","account":{"id":"900"}});
        assert!(
            matches!(&read(&status("status.created", own)).inbound[0].what, Inward::Answered { to: Some(to), .. } if to == "1")
        );
        let thread = json!({"id":"3","created_at":"2026-11-22T09:45:00.000Z","content":"<p>Suite</p>","in_reply_to_id":"2","in_reply_to_account_id":"900","account":{"id":"900"}});
        assert!(matches!(
            &read(&status("status.created", thread)).inbound[0].what,
            Inward::Answered { customer: None, .. }
        ));
        let edit = json!({"id":"1","created_at":"2026-11-22T09:45:00.000Z","edited_at":"2026-11-22T09:50:00.000Z","content":"y","mentions":[{"id":"900"}],"account":{"id":"77"}});
        assert!(
            matches!(&read(&status("status.updated", edit)).inbound[0].what, Inward::Edited { post, .. } if post == "1")
        );
    }

    #[test]
    fn hostile_markup_stays_text() {
        assert_eq!(plain("&amp;lt;b&amp;gt; a < b"), "&lt;b&gt; a < b");
        assert_eq!(plain("<p>un<br/>deux"), "un\ndeux");
    }
}
