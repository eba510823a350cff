//! Discourse: a forum's posts.
//!
//! Facts: <https://meta.discourse.org/t/configure-webhooks-that-trigger-on-discourse-events/49045>.

use super::inbound::{self, Delivery, Inbound, Inward};
use super::json::{flag, moment, need, text};
use crate::settings::RouteSettings;
use crate::signature::Headers;
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::units::Timestamp;
use serde_json::Value;

/// The `post_type` of what people write for everybody to read. The others are staff's notices ("closed this topic") and
/// whispers, which customers never see: <https://github.com/discourse/discourse/blob/main/app/models/post.rs>.
const REGULAR: &str = "1";

/// Reads a body; the event stands in a header. `accounts` are the user names of the brand's people.
pub(super) fn parse(route: &RouteSettings, headers: &Headers, body: &Value) -> Delivery {
    let mut delivery = Delivery::default();
    let text = |name| headers.get(name).map(String::as_str);
    let event = text("x-discourse-event").unwrap_or_default();
    let forum = text("x-discourse-instance");
    delivery.take(post(route, event, forum, body));
    delivery
}

fn post(
    route: &RouteSettings,
    event: &str,
    forum: Option<&str>,
    body: &Value,
) -> Result<Option<Inbound>, String> {
    if !matches!(
        event,
        "post_created" | "post_edited" | "post_destroyed" | "post_recovered"
    ) {
        return Ok(None);
    }
    let post = body
        .get("post")
        .ok_or("/post: found nothing, expected an object")?;
    if text(post, "/post_type").is_some_and(|kind| kind != REGULAR) {
        return Ok(None);
    }
    let id = need(post, "/id")?;
    let user = need(post, "/username")?;
    let own = route.owns(&user) || flag(post, "/staff") && route.accounts.is_empty();
    let written =
        moment(post, "/created_at").ok_or("/created_at: found no moment, expected ISO 8601")?;
    let later = moment(post, "/deleted_at")
        .or_else(|| moment(post, "/updated_at"))
        .unwrap_or(written);
    let said = text(post, "/raw")
        .or_else(|| text(post, "/cooked").map(|html| super::mastodon::plain(&html)));
    let topic = text(post, "/topic_id").unwrap_or_default();
    let inward = |at: Timestamp, what| {
        Ok(Some(Inbound {
            at,
            channel: Channel::Discourse,
            what,
        }))
    };
    match event {
        "post_destroyed" => inward(
            later,
            Inward::Deleted {
                post: id,
                author: Some(user).filter(|_| !own),
            },
        ),
        "post_edited" => inward(
            later,
            Inward::Edited {
                post: id,
                text: said.unwrap_or_default(),
                author: Some(user).filter(|_| !own),
            },
        ),
        _created if own => {
            // What the brand's people say to each other is to whoever wrote there last, and makes no case of its own.
            let customer =
                text(post, "/reply_to_user/username").filter(|customer| !route.owns(customer));
            let answer = Inward::Answered {
                id,
                text: said.unwrap_or_default(),
                venue: venue(post),
                // Discourse names the number within the topic and not the id of the post that is answered; and nobody
                // where the topic's own button was used: the answer is then to whoever wrote there last.
                to: Some(inbound::topic(&topic)).filter(|_| customer.is_none()),
                customer,
            };
            inward(written, answer)
        }
        _created => {
            let slug = text(post, "/topic_slug").unwrap_or_else(|| "-".into());
            let number = text(post, "/post_number");
            let post = Post {
                url: forum
                    .zip(number)
                    .map(|(forum, number)| format!("{forum}/t/{slug}/{topic}/{number}")),
                venue: venue(post),
                author: Author {
                    name: text(post, "/name")
                        .or_else(|| text(post, "/display_username"))
                        .unwrap_or_else(|| user.clone()),
                    url: forum.map(|forum| format!("{forum}/u/{user}")),
                    handle: Some(user.clone()),
                    bio: None,
                    id: user,
                },
                parent: None,
                thread: topic,
                id,
                channel: Channel::Discourse,
                text: said.unwrap_or_default(),
                lang: None,
                account: None,
                reach: None,
                attachments: Vec::new(),
                at: written,
            };
            inward(written, Inward::Posted { post })
        }
    }
}

/// A private message is a topic of its own kind.
fn venue(post: &Value) -> Venue {
    match text(post, "/topic_archetype").as_deref() {
        Some("private_message") => Venue::Private,
        _regular => Venue::Public,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(event: &str, post: Value) -> Delivery {
        let route = RouteSettings {
            accounts: vec!["acme_care".into()],
            ..RouteSettings::default()
        };
        let mut headers = Headers::new();
        headers.insert("x-discourse-event".into(), event.parse().unwrap());
        headers.insert(
            "x-discourse-instance".into(),
            "https://forum.example".parse().unwrap(),
        );
        parse(&route, &headers, &json!({"post": post}))
    }

    fn post(user: &str) -> Value {
        json!({"id":12,"topic_id":3,"topic_slug":"panne","post_number":2,"username":user,"raw":"Toujours en panne","created_at":"2026-11-22T09:45:00.000Z",
            "updated_at":"2026-11-22T09:50:00.000Z","reply_to_user":{"username":"zoe"}})
    }

    #[test]
    fn a_post_has_its_place_in_the_forum() {
        let delivery = read("post_created", post("zoe"));
        let Inward::Posted { post } = &delivery.inbound[0].what else {
            panic!("expected a post")
        };
        assert_eq!(
            (
                post.id.as_str(),
                post.thread.as_str(),
                post.author.id.as_str()
            ),
            ("12", "3", "zoe")
        );
        assert_eq!(
            post.url.as_deref(),
            Some("https://forum.example/t/panne/3/2")
        );
    }

    #[test]
    fn answers_edits_and_removals_are_known() {
        assert!(
            matches!(&read("post_created", post("acme_care")).inbound[0].what, Inward::Answered { customer: Some(who), .. } if who == "zoe")
        );
        assert!(matches!(
            &read("post_edited", post("acme_care")).inbound[0].what,
            Inward::Edited { author: None, .. }
        ));
        let edit = &read("post_edited", post("zoe")).inbound[0];
        assert!(matches!(&edit.what, Inward::Edited { post, .. } if post == "12"));
        assert_eq!(crate::clock::format(edit.at), "2026-11-22T09:50:00Z");
        assert!(matches!(
            &read("post_destroyed", post("zoe")).inbound[0].what,
            Inward::Deleted { .. }
        ));
        let mut plain = post("acme_care");
        plain["reply_to_user"].take();
        assert!(
            matches!(&read("post_created", plain).inbound[0].what, Inward::Answered { customer: None, to: Some(to), .. } if to == "topic:3")
        );
        assert_eq!(read("topic_created", json!({})).skipped, 1);
        assert_eq!(read("post_created", json!({"id":1})).unreadable.len(), 1);
    }

    #[test]
    fn notices_and_whispers_of_the_staff_are_no_answers() {
        for kind in [2, 3, 4] {
            let mut notice = post("acme_care");
            notice["post_type"] = kind.into();
            let delivery = read("post_created", notice);
            assert_eq!((delivery.inbound.len(), delivery.skipped), (0, 1), "{kind}");
        }
        let mut regular = post("acme_care");
        regular["post_type"] = 1.into();
        assert_eq!(read("post_created", regular).inbound.len(), 1);
    }

    #[test]
    fn a_reply_to_a_colleague_makes_no_customer_of_them() {
        let mut reply = post("acme_care");
        reply["reply_to_user"]["username"] = "acme_care".into();
        assert!(
            matches!(&read("post_created", reply).inbound[0].what, Inward::Answered { customer: None, to: Some(to), .. } if to == "topic:3")
        );
    }
}
