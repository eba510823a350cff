use super::*;
use crate::testing::request;
use http::Method;

fn route() -> RouteSettings {
    RouteSettings {
        secrets: vec!["consumer".into()],
        accounts: vec!["900".into()],
        ..RouteSettings::default()
    }
}

fn one(body: &Value) -> Inbound {
    let delivery = parse(&route(), body);
    assert_eq!(
        (delivery.inbound.len(), delivery.unreadable.len()),
        (1, 0),
        "{delivery:?}"
    );
    delivery.inbound.into_iter().next().unwrap()
}

fn event(kind: &str, payload: Value) -> Value {
    json!({"data":{"event_uuid":"-5","event_type":kind,"filter":{"user_id":"900"},"payload":payload,
        "includes":{"users":[{"data":{"id":"77","username":"zoe","name":"Zoé","public_metrics":{"followers_count":1200}}}]}}})
}

#[test]
fn a_mention_is_a_post_with_its_author() {
    let inbound = one(&event(
        "post.mention.create",
        json!({"id":"1924465506158878979","author_id":"77","text":"@acme toujours rien",
        "created_at":"2026-11-22T09:45:00.000Z","conversation_id":"19","edit_history_tweet_ids":["1924465506158878979"]}),
    ));
    let Inward::Posted { post } = inbound.what else {
        panic!("expected a post")
    };
    assert_eq!(post.id, "1924465506158878979");
    assert_eq!(
        (
            post.author.handle.as_deref(),
            post.reach,
            post.thread.as_str()
        ),
        (Some("zoe"), Some(1200), "19")
    );
    assert_eq!(
        post.url.as_deref(),
        Some("https://x.com/zoe/status/1924465506158878979")
    );
}

#[test]
fn what_was_sent_for_another_brands_account_is_passed_over() {
    let mut mention = event(
        "post.mention.create",
        json!({"id":"5","author_id":"77","text":"@other","created_at":"2026-11-22T09:45:00Z"}),
    );
    mention["data"]["filter"]["user_id"] = "901".into();
    let older = json!({"for_user_id":"901","direct_message_events":[{"id":"6","created_timestamp":"1795340700000",
        "message_create":{"sender_id":"77","target":{"recipient_id":"901"},"message_data":{"text":"Entre nous"}}}]});
    for body in [mention, older] {
        let delivery = parse(&route(), &body);
        assert_eq!((delivery.inbound.len(), delivery.skipped), (0, 1));
    }
}

#[test]
fn the_brands_reply_is_an_answer() {
    let inbound = one(&event(
        "post.create",
        json!({"id":"5","author_id":"900","text":"Bonjour","created_at":"2026-11-22T09:45:00Z",
        "in_reply_to_tweet_id":"4"}),
    ));
    assert!(matches!(inbound.what, Inward::Answered { to: Some(to), .. } if to == "4"));
}

#[test]
fn an_edit_tells_of_its_post_too_under_the_first_id() {
    let delivery = parse(
        &route(),
        &event(
            "post.mention.create",
            json!({"id":"7","author_id":"77","text":"@acme mieux dit","created_at":"2026-11-22T09:45:00Z",
            "edit_history_tweet_ids":["6","7"]}),
        ),
    );
    let [told, edit] = delivery.inbound.as_slice() else {
        panic!("expected the post and its edit, found {delivery:?}")
    };
    assert!(
        matches!(&told.what, Inward::Posted { post } if post.id == "6" && post.text == "@acme mieux dit")
    );
    assert!(matches!(&edit.what, Inward::Edited { post, .. } if post == "6"));
}

#[test]
fn an_answer_to_a_later_version_finds_the_person() {
    let answer = |user: &str| {
        let reply = json!({"id":"9","author_id":"900","text":"Bonjour","created_at":"2026-11-22T09:45:00Z",
            "in_reply_to_tweet_id":"7","in_reply_to_user_id":user});
        let Inward::Answered { customer, .. } = one(&event("post.create", reply)).what else {
            panic!("expected an answer")
        };
        customer
    };
    assert_eq!(answer("77").as_deref(), Some("77"));
    assert_eq!(answer("900"), None, "the brand goes on with its own thread");
}

#[test]
fn a_removal_without_a_time_takes_the_ids() {
    let inbound = one(&event(
        "post.delete",
        json!({"id":"1924465506158878979","author_id":"77"}),
    ));
    assert!(matches!(inbound.what, Inward::Deleted { .. }));
    assert_eq!(clock::format(inbound.at).get(..10), Some("2025-05-19"));
}

#[test]
fn private_messages_of_both_apis_are_read() {
    let message = json!({"id":"d1","created_timestamp":"1795340700123","message_create":{"sender_id":"77","target":{"recipient_id":"900"},"message_data":{"text":"Mon dossier"}}});
    let new = event(
        "dm.received",
        json!({"direct_message_events":[message],"users":{"77":{"data":{"username":"zoe","name":"Zoé"}}}}),
    );
    let old = json!({"for_user_id":"900","direct_message_events":[message],"users":{"77":{"screen_name":"zoe","name":"Zoé"}}});
    for body in [new, old] {
        let inbound = one(&body);
        assert!(
            matches!(inbound.what, Inward::Posted { post } if post.author.name == "Zoé" && post.venue == Venue::Private)
        );
    }
}

#[test]
fn the_older_bodies_give_the_whole_text_and_the_exact_id() {
    let body = json!({"for_user_id":"900","user_has_blocked":"false","tweet_create_events":[{"id":1924465506158879000_u64,"id_str":"1924465506158878979",
        "text":"@acme c'est…","extended_tweet":{"full_text":"@acme c'est long"},"timestamp_ms":"1795340700000","user":{"id_str":"77","screen_name":"zoe"}}]});
    assert!(
        matches!(one(&body).what, Inward::Posted { post } if post.id.ends_with("979") && post.text.ends_with("long"))
    );
    let likes = json!({"for_user_id":"900","favorite_events":[{}]});
    assert_eq!(parse(&route(), &likes).skipped, 1);
    assert_eq!(parse(&route(), &json!({"hello":1})).unreadable.len(), 1);
}

#[test]
fn only_their_tokens_are_signed_and_never_a_delivery() {
    let ask = |token: &str| {
        let path = format!("/webhooks/x/acme?crc_token={token}");
        handshake(&route(), &request(Method::GET, &path, ""))
    };
    let long = "t".repeat(257);
    // A whole delivery as the token: its signature would be a delivery's.
    for forged in [
        "%7B%22for_user_id%22%3A%22900%22%7D",
        "%7B%7D",
        "a%20b",
        "",
        &long,
    ] {
        let reply = Reply::from(ask(forged).unwrap_err());
        assert_eq!(reply.status, 400, "{forged}");
    }
    let token = "NGNiZDY4_-+/=".replace('+', "%2B");
    let answer: Value = serde_json::from_str(&ask(&token).unwrap().body).unwrap();
    let signature = answer["response_token"].as_str().unwrap();
    let expected = BASE64.encode(hmac(b"consumer", &[b"NGNiZDY4_-+/="]));
    assert_eq!(signature, format!("sha256={expected}"));
    // What was signed for anybody opens nothing.
    let mut headers = Headers::new();
    headers.insert(SIGNATURE.into(), signature.parse().unwrap());
    assert!(verify(&route(), &headers, b"NGNiZDY4_-+/=").is_err());
}
