//! The way of a delivery, from the request to the keys, on a store in memory.

use super::*;
use crate::testing::{Edge, signed_meta, signed_standard};
use ::http::StatusCode;
use serde_json::json;

fn comment(id: &str, author: &str, text: &str) -> String {
    json!({"object":"page","entry":[{"id":"111","time":1_795_340_760,"changes":[{"field":"feed","value":{
        "item":"comment","verb":"add","post_id":"111_5","comment_id":id,"parent_id":"111_5",
        "from":{"id":author,"name":"Claire"},"message":text,"created_time":1_795_340_700}}]}]})
    .to_string()
}

#[test]
fn a_signed_comment_is_an_event_and_twice_is_once() {
    let edge = Edge::new();
    let call = signed_meta(&comment(
        "5_6",
        "77",
        "Toujours rien après 3 semaines, c'est inadmissible !!!",
    ));
    for _ in 0..2 {
        let reply = edge.call(&call);
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert_eq!(reply.touched.len(), 1);
    }
    assert_eq!(edge.app.store.keys("ev/").len(), 1);
    assert_eq!(edge.app.store.keys("post/").len(), 1);
    assert!(edge.app.store.keys("dead/").is_empty());
}

#[test]
fn what_is_not_proven_is_refused_and_nothing_is_kept() {
    let edge = Edge::new();
    let good = signed_meta(&comment("5_6", "77", "x"));
    let with = |value: Option<&str>| {
        let mut call = good.clone();
        call.headers.remove("x-hub-signature-256");
        if let Some(value) = value {
            call.headers
                .insert("x-hub-signature-256".into(), value.parse().unwrap());
        }
        edge.call(&call).status
    };
    let right = good.header("x-hub-signature-256").unwrap().to_owned();
    assert_eq!(with(None), 401);
    assert_eq!(with(Some("sha256=")), 403);
    assert_eq!(with(Some(&right[..70])), 403, "one digit short");
    assert_eq!(with(Some(&right.replace("sha256=", ""))), 403);
    assert_eq!(with(Some(&format!("sha256={}", "0".repeat(64)))), 403);
    let mut changed = good.clone();
    changed.body.push(b' ');
    assert_eq!(
        edge.call(&changed).status,
        403,
        "the signature is over these very bytes"
    );
    assert!(edge.app.store.kept.borrow().is_empty());
    assert_eq!(with(Some(&right)), 200);
}

#[test]
fn each_refusal_has_its_status() {
    let edge = Edge::new();
    let status = |path: &str| {
        let mut call = signed_meta("{}");
        call.path = path.into();
        edge.call(&call).status
    };
    assert_eq!(status("/webhooks/myspace/acme"), 404);
    assert_eq!(status("/webhooks/meta/nobody"), 404);
    assert_eq!(status("/webhooks/meta/ACME"), 404);
    assert_eq!(
        status("/webhooks/meta/empty"),
        503,
        "a secret that is the empty text"
    );
    let mut call = signed_meta("{}");
    call.headers
        .insert("content-type".into(), "text/plain".parse().unwrap());
    assert_eq!(edge.call(&call).status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let mut call = signed_meta("{}");
    call.oversize = Some(BODY_LIMIT + 1);
    assert_eq!(edge.call(&call).status, StatusCode::PAYLOAD_TOO_LARGE);
    call.method = Method::PUT;
    assert_eq!(edge.call(&call).status, StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn the_handshake_repeats_the_challenge_for_whoever_knows_the_word() {
    let edge = Edge::new();
    let ask = |query: &str| {
        let mut call = signed_meta("");
        call.method = Method::GET;
        call.query = query.into();
        edge.call(&call)
    };
    let reply = ask("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=open-sesame");
    assert_eq!((reply.status, reply.body.as_str()), (200, "1158201444"));
    assert_eq!(
        ask("hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess").status,
        403
    );
    assert_eq!(
        ask("hub.challenge=1&hub.verify_token=open-sesame").status,
        403
    );
    assert_eq!(
        ask("hub.mode=subscribe&hub.verify_token=open-sesame").status,
        400
    );
}

#[test]
fn a_signed_body_that_nobody_can_read_is_kept_and_answered_200() {
    let edge = Edge::new();
    for body in ["not json", "[1,2", "{\"object\":\"page\"}", "\u{0}"] {
        let reply = edge.call(&signed_meta(body));
        assert_eq!(reply.status, 200, "{body}: {}", reply.body);
    }
    let dead = edge.app.store.keys("dead/acme/meta/");
    assert_eq!(dead.len(), 4);
    let kept = edge.app.store.kept.borrow();
    let letters: Vec<DeadLetter> = dead
        .iter()
        .map(|key| serde_json::from_str(&kept[key].0).unwrap())
        .collect();
    assert!(
        letters
            .iter()
            .any(|letter| letter.body == "[1,2" && !letter.reasons.is_empty())
    );
}

#[test]
fn standard_messages_take_the_same_way() {
    let edge = Edge::new();
    let body = json!({"type":"post.created","timestamp":"2026-11-22T09:45:00Z","data":{
        "id":"7","author":{"id":"u1","name":"Zoé"},"text":"Mon colis est perdu.","created_at":"2026-11-22T09:44:00Z"}});
    let call = signed_standard(&body.to_string(), edge.app.now);
    assert_eq!(edge.call(&call).status, 200);
    let mut late = App {
        now: Timestamp(edge.app.now.0 + 301_000),
        ..Edge::new().app
    };
    std::mem::swap(&mut late.store, &mut Edge::new().app.store);
    let reply = pollster::block_on(crate::http::answer(&late, &call));
    assert_eq!(
        reply.status, 403,
        "replayed after five minutes: {}",
        reply.body
    );
}

#[test]
fn a_customers_verdict_goes_to_their_case_and_a_score_out_of_range_to_nobody() {
    let edge = Edge::new();
    let post = r#"{"type":"post.created","timestamp":"2026-11-22T10:00:00Z","data":{"id":"c1","author":{"id":"u1","name":"Zoé"},"text":"Toujours rien !","created_at":"2026-11-22T09:45:00Z"}}"#;
    let verdict = |score: i32| {
        format!(
            r#"{{"type":"feedback.given","timestamp":"2026-11-22T10:00:00Z","data":{{"id":"f1","author":{{"id":"u1"}},"score":{score}}}}}"#
        )
    };
    for (body, stored) in [
        (post, 1),
        (&verdict(4), 1),
        (&verdict(4), 1),
        (&verdict(6), 0),
    ] {
        let reply = edge.call(&signed_standard(body, edge.app.now));
        let answer: Value = serde_json::from_str(&reply.body).unwrap();
        assert_eq!(
            (reply.status, &answer["stored"]),
            (200, &json!(stored)),
            "{body}"
        );
    }
    let keys = edge.app.store.keys("ev/acme/");
    assert_eq!(keys.len(), 2, "a verdict that comes twice is one: {keys:?}");
    let case = crate::store::keys::CaseId::parse(keys[0].split('/').nth(2).unwrap()).unwrap();
    let acme = Brand::new("acme").unwrap();
    let events = pollster::block_on(crate::cases::load(&edge.app, &acme, &case)).unwrap();
    assert_eq!(accalmie_shared::case::replay(events).feedback, Some(4));
}
