//! From the command to the ticket, on a store in memory and against calls of our own making.

use super::*;
use crate::testing::{Edge, request};
use ::http::Method;
use accalmie_shared::case::{HandOffState, replay as fold};
use serde_json::{Value, json};

/// An edge with a case that was handed off to `facturation`; the case.
pub(super) fn handed_off() -> (Edge, CaseId, String) {
    handed_off_at(Edge::new())
}

/// The same, at this edge.
fn handed_off_at(edge: Edge) -> (Edge, CaseId, String) {
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

pub(super) fn acme() -> Brand {
    Brand::new("acme").unwrap()
}

/// Runs a sweep whose calls answer like this; what was called.
pub(super) fn swept(edge: &Edge, answer: &Result<Answer, String>) -> Vec<Outgoing> {
    *edge.outside.answer.borrow_mut() = answer.clone();
    pollster::block_on(sweep(&edge.app, &acme())).unwrap();
    edge.outside.calls.take()
}

fn state(edge: &Edge, id: &CaseId) -> (HandOffState, Option<String>) {
    let events = pollster::block_on(crate::cases::load(&edge.app, &acme(), id)).unwrap();
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
            .contains("22/11/2026 à 10:50 · Zoé\nFacturée deux fois"),
        "in the brand's own time: {}",
        body["data"]["text"]
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
    let shown = pollster::block_on(list(&edge.app, &acme(), None)).unwrap();
    let (parcel, status) = &shown.items[0];
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

/// An edge whose policy names a target for alerts, with one case; the case's id and when it is due.
fn watched() -> (Edge, String, i64) {
    let edge = Edge::new();
    let token = edge.sign_in("ada", "administrator");
    let version = edge.call(&request(Method::GET, "/v1/policy", "").bearer(&token));
    let version: Value = serde_json::from_str(&version.body).unwrap();
    let policy =
        json!({"alerts":{"target":"facturation"},"hours":{"week":{"sun":["00:00-24:00"]}}});
    let put = request(Method::PUT, "/v1/policy", &policy.to_string())
        .bearer(&token)
        .with("if-match", version["version"].as_str().unwrap());
    assert_eq!(edge.call(&put).status, 200);
    let post = json!({"post":{"id":"p1","author":{"id":"u1","name":"Zoé"},"text":"Trois semaines sans nouvelles de mon colis !!!","at":edge.app.now.0}});
    let opened = edge.call(&request(Method::POST, "/v1/posts", &post.to_string()).bearer(&token));
    let id: Value = serde_json::from_str(&opened.body).unwrap();
    let id = CaseId::parse(id["id"].as_str().unwrap()).unwrap();
    pollster::block_on(crate::cases::inbox::refresh(
        &edge.app,
        &acme(),
        std::slice::from_ref(&id),
    ))
    .unwrap();
    let items = edge.call(&request(Method::GET, "/v1/cases", "").bearer(&token));
    let items: Value = serde_json::from_str(&items.body).unwrap();
    let due = items["items"][0]["due"].as_i64().unwrap();
    (edge, id.as_str().to_owned(), due)
}

/// What a sweep of everything sends out: type and case of each message.
fn told(edge: &Edge) -> Vec<(String, String)> {
    edge.outside.answers(200, "");
    pollster::block_on(crate::due::sweep(&edge.app));
    let calls = edge.outside.calls.take();
    let read = calls.iter().map(|call| {
        assert!(
            call.headers
                .iter()
                .any(|(name, _)| name == "webhook-signature")
        );
        assert!(
            !call.body.contains("Zoé") && !call.body.contains("colis"),
            "{}",
            call.body
        );
        let body: Value = serde_json::from_str(&call.body).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&body["type"]), text(&body["data"]["case"]))
    });
    read.collect()
}

#[test]
fn a_deadline_is_told_when_it_comes_due_and_when_it_is_missed_once_each() {
    let (mut edge, id, due) = watched();
    assert_eq!(told(&edge), []);
    for (moment, expected) in [
        (due - 5 * 60_000, Some("alert.due")),
        (due - 60_000, None),
        (due + 60_000, Some("alert.missed")),
        (due + 120_000, None),
    ] {
        edge.app.now.0 = moment;
        let expected: Vec<_> = expected
            .map(|kind| (kind.to_owned(), id.clone()))
            .into_iter()
            .collect();
        assert_eq!(told(&edge), expected);
    }
    // Even where KV has forgotten what was told.
    let told_keys = edge.app.store.keys("told/acme/");
    assert_eq!(told_keys.len(), 2);
    for key in told_keys {
        pollster::block_on(edge.app.store.delete(&key)).unwrap();
    }
    assert_eq!(told(&edge), []);
}

#[test]
fn an_alert_that_nobody_could_write_down_is_told_by_the_next_sweep() {
    let (mut edge, _, due) = watched();
    edge.app.now.0 = due + 60_000;
    edge.app.store.failing.set(1000);
    assert_eq!(told(&edge), []);
    edge.app.store.failing.set(0);
    assert_eq!(told(&edge).len(), 1);
}

#[test]
fn an_alert_gives_the_moment_in_the_brands_own_time() {
    let (mut edge, _, due) = watched();
    edge.app.now.0 = due + 60_000;
    edge.outside.answers(200, "");
    pollster::block_on(crate::due::sweep(&edge.app));
    let calls = edge.outside.calls.take();
    let body: Value = serde_json::from_str(&calls[0].body).unwrap();
    let here = edge.app.wall(&accalmie_shared::policy::standard());
    let text = body["text"].as_str().unwrap();
    assert!(text.contains(&here.show(Timestamp(due))), "{text}");
    assert!(!text.contains("Z :"), "{text}");
}

#[test]
fn many_complaints_about_one_topic_are_told_once() {
    let (mut edge, _, _) = watched();
    let token = edge.sign_in("ada", "administrator");
    for author in ["u2", "u3", "u4", "u5"] {
        let post = json!({"post":{"id":format!("p-{author}"),"author":{"id":author,"name":"X"},"text":"Trois semaines sans nouvelles de mon colis !!!","at":edge.app.now.0}});
        let opened =
            edge.call(&request(Method::POST, "/v1/posts", &post.to_string()).bearer(&token));
        let id: Value = serde_json::from_str(&opened.body).unwrap();
        let id = CaseId::parse(id["id"].as_str().unwrap()).unwrap();
        pollster::block_on(crate::cases::inbox::refresh(
            &edge.app,
            &acme(),
            std::slice::from_ref(&id),
        ))
        .unwrap();
    }
    edge.outside.answers(200, "");
    let mut kinds = Vec::new();
    // As long as the complaints are in the window, wherever on the clock that begins.
    let window = accalmie_shared::policy::standard()
        .thresholds
        .bad_buzz_window
        .0;
    for minute in 0..window {
        edge.app.now.0 += 60_000;
        pollster::block_on(crate::due::sweep(&edge.app));
        for call in edge.outside.calls.take() {
            let body: Value = serde_json::from_str(&call.body).unwrap();
            if body["type"] == "alert.bad_buzz" {
                assert_eq!(body["data"]["count"], 5);
                assert!(body["text"].as_str().unwrap().contains("5 clients"));
                kinds.push(minute);
            }
        }
    }
    assert_eq!(kinds.len(), 1);
}

#[test]
fn an_erased_author_is_told_to_the_brands_own_systems() {
    let (edge, id, _) = watched();
    let token = edge.sign_in("ada", "administrator");
    let erase = request(Method::DELETE, "/v1/authors/u1?channel=web", "").bearer(&token);
    assert_eq!(edge.call(&erase).status, 200);
    assert_eq!(told(&edge), [("author.erased".to_owned(), id)]);
}

#[test]
fn the_queue_delivers_at_once_and_on_schedule_and_the_clock_stands_back() {
    use super::queue::{Message, deliver};
    let edge = Edge::new();
    *edge.outside.queue.borrow_mut() = Some(Vec::new());
    let (mut edge, id, _) = handed_off_at(edge);
    let names = edge.outside.queue.take().unwrap();
    assert_eq!(
        names.len(),
        1,
        "the same click twice is one delivery: {names:?}"
    );
    *edge.outside.queue.borrow_mut() = Some(Vec::new());
    let down: Result<Answer, String> = Err("connection refused".to_owned());
    assert!(swept(&edge, &down).is_empty(), "the queue comes first");
    let sent = edge.app.now;
    let tried = |edge: &Edge| pollster::block_on(deliver(&edge.app, &names[0], sent)).unwrap();
    assert_eq!(tried(&edge), Message::Again(5));
    edge.app.now.0 += 2_000;
    assert_eq!(tried(&edge), Message::Again(3), "not before its time");
    edge.app.now.0 += 3_000;
    assert_eq!(tried(&edge), Message::Again(300));
    edge.app.now.0 += 300_000;
    edge.outside.answers(201, r#"{"reference":"T-1"}"#);
    assert_eq!(tried(&edge), Message::Done(Some((acme(), id.clone()))));
    assert_eq!(
        state(&edge, &id),
        (HandOffState::Delivered, Some("T-1".into()))
    );
    assert_eq!(tried(&edge), Message::Done(None));
    edge.app.now = sent;
    assert_eq!(tried(&edge), Message::Again(60), "KV may not show it yet");
}

#[test]
fn what_the_queue_lost_the_clock_delivers() {
    let edge = Edge::new();
    *edge.outside.queue.borrow_mut() = Some(Vec::new());
    let (mut edge, id, _) = handed_off_at(edge);
    edge.app.now.0 += GRACE;
    assert_eq!(swept(&edge, &ok("")).len(), 1);
    assert_eq!(state(&edge, &id).0, HandOffState::Delivered);
}
