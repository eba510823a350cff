//! From the command to the ticket, on a store in memory and against calls of our own making.

use super::*;
use crate::testing::{Edge, request};
use ::http::Method;
use accalmie_shared::case::{HandOffState, replay as fold};
use serde_json::{Value, json};

/// An edge with a case that was handed off to `facturation`; the case.
fn handed_off() -> (Edge, CaseId, String) {
    let edge = Edge::new();
    let token = edge.sign_in("ada", "administrator");
    let policy = json!({"targets":[{"name":"facturation","label":{"fr":"notre service facturation","en":"our billing team"},"owner":"customer_advisor"}]});
    let version: Value = serde_json::from_str(
        &edge
            .call(&request(Method::GET, "/v1/policy", "").bearer(&token))
            .body,
    )
    .unwrap();
    let put = request(Method::PUT, "/v1/policy", &policy.to_string())
        .bearer(&token)
        .with("if-match", version["version"].as_str().unwrap());
    assert_eq!(edge.call(&put).status, 200);
    let post = json!({"post":{"id":"p1","author":{"id":"u1","name":"Zoé"},"text":"Facturée deux fois, remboursez-moi !!!","at":1_795_341_000_000_i64}});
    let opened = edge.call(&request(Method::POST, "/v1/posts", &post.to_string()).bearer(&token));
    let opened: Value = serde_json::from_str(&opened.body).unwrap();
    let id = opened["id"].as_str().unwrap().to_owned();
    let command = json!({"command":"hand_off","target":"facturation","summary":"Double prélèvement de novembre."});
    let call = request(
        Method::POST,
        &format!("/v1/cases/{id}/commands"),
        &command.to_string(),
    )
    .bearer(&token)
    .with("idempotency-key", "k");
    let reply = edge.call(&call);
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(edge.call(&call).status, 200);
    assert_eq!(
        edge.app.store.keys("outbox/acme/").len(),
        1,
        "the same act again is the same delivery"
    );
    (edge, CaseId::parse(&id).unwrap(), token)
}

fn acme() -> Brand {
    Brand::new("acme").unwrap()
}

/// Runs a sweep whose calls answer like this; what was called.
fn swept(edge: &Edge, answer: &Result<Answer, String>) -> Vec<Outgoing> {
    *edge.outside.answer.borrow_mut() = answer.clone();
    pollster::block_on(sweep(&edge.app, &acme())).unwrap();
    edge.outside.calls.take()
}

fn state(edge: &Edge, id: &CaseId) -> (HandOffState, Option<String>) {
    let events = pollster::block_on(crate::cases::load(&edge.app.store, &acme(), id)).unwrap();
    let case = fold(events);
    (case.hand_offs[0].state, case.hand_offs[0].reference.clone())
}

fn ok(body: &str) -> Result<Answer, String> {
    Ok(Answer {
        status: 201,
        body: body.into(),
    })
}

#[test]
fn a_hand_off_is_signed_delivered_and_referenced() {
    let (edge, id, _) = handed_off();
    let made = swept(&edge, &ok(r#"{"reference":"T-42"}"#));
    let [call] = made.as_slice() else {
        panic!("expected one call, found {made:?}")
    };
    let header = |name: &str| {
        call.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
            .unwrap()
    };
    let key = signature::secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
    let signed = format!(
        "{}.{}.{}",
        header("webhook-id"),
        header("webhook-timestamp"),
        call.body
    );
    assert_eq!(
        header("webhook-signature"),
        format!("v1,{}", BASE64.encode(hmac(&key, &[signed.as_bytes()])))
    );
    let body: Value = serde_json::from_str(&call.body).unwrap();
    assert_eq!(body["data"]["summary"], "Double prélèvement de novembre.");
    assert!(
        body["data"]["text"]
            .as_str()
            .unwrap()
            .contains("Facturée deux fois")
    );
    assert_eq!(
        state(&edge, &id),
        (HandOffState::Delivered, Some("T-42".into()))
    );
    assert!(edge.app.store.keys("outbox/").is_empty());
}

#[test]
fn a_failing_target_is_tried_on_schedule_and_then_given_up() {
    let (mut edge, id, token) = handed_off();
    let down = Err("connection refused".to_owned());
    let mut tries = 0;
    for wait in SCHEDULE {
        edge.app.now.0 += wait * 1000;
        tries += swept(&edge, &down).len();
        assert!(swept(&edge, &down).is_empty(), "not before its time");
    }
    assert_eq!(tries, SCHEDULE.len());
    assert_eq!(state(&edge, &id).0, HandOffState::Failed);
    let tokenless = pollster::block_on(list(&edge.app, &acme())).unwrap();
    let (parcel, status) = &tokenless[0];
    assert_eq!(
        (status.next, status.reason.as_deref()),
        (None, Some("connection refused"))
    );
    assert!(pollster::block_on(replay(&edge.app, &acme(), parcel)).unwrap());
    assert_eq!(swept(&edge, &ok("")).len(), 1);
    assert_eq!(state(&edge, &id).0, HandOffState::Delivered);
    assert!(!token.is_empty());
}

#[test]
fn what_another_try_would_not_mend_is_given_up_at_once() {
    for status in [301, 400, 401, 404, 410, 422] {
        let (edge, id, _) = handed_off();
        assert_eq!(
            swept(
                &edge,
                &Ok(Answer {
                    status,
                    body: "no".into()
                })
            )
            .len(),
            1
        );
        assert_eq!(state(&edge, &id).0, HandOffState::Failed, "{status}");
    }
    for status in [429, 500, 502, 503, 504] {
        let (edge, id, _) = handed_off();
        swept(
            &edge,
            &Ok(Answer {
                status,
                body: "later".into(),
            }),
        );
        assert_eq!(state(&edge, &id).0, HandOffState::Sent, "{status}");
    }
}
