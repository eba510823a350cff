//! What a visitor may do, and how much of it.

use crate::http::{Call, Reply};
use crate::testing::{Edge, request};
use http::Method;
use serde_json::{Value, json};

fn read(reply: &Reply) -> Value {
    serde_json::from_str(&reply.body).unwrap_or_else(|_| panic!("{}: {}", reply.status, reply.body))
}

/// A message as the form sends it.
fn form() -> Value {
    json!({
        "brand": "acme", "id": "5f0c", "name": "Zoé", "reply_to": "Zoe@Mail.example", "lang": "fr",
        "text": "Toujours aucun remboursement, trois semaines que j'attends !!!",
        "items": {"order_number": "CMD-448021"}, "page": "https://acme.example/avis", "consent": true,
    })
}

fn sent(path: &str, body: &Value) -> Call {
    request(Method::POST, path, &body.to_string())
        .with("origin", "https://acme.example")
        .with("cf-connecting-ip", "192.0.2.7")
}

/// The form with one field changed.
fn with(field: &str, value: Value) -> Value {
    let mut form = form();
    form[field] = value;
    form
}

#[test]
fn a_visitor_opens_a_private_case_with_what_its_topic_needs() {
    let edge = Edge::new();
    let token = edge.sign_in("claire", "community_manager");
    let reply = edge.call(&sent("/v1/contact", &form()));
    assert_eq!(reply.status, 201, "{}", reply.body);
    let answer = read(&reply);
    assert!(answer["answer_by"].is_i64(), "{answer}");
    let (_, case) = &reply.touched[0];
    assert_eq!(answer["reference"], case.as_str()[..8].to_uppercase());
    let path = format!("/v1/cases/{}", case.as_str());
    let kept = read(&edge.call(&request(Method::GET, &path, "").bearer(&token)));
    let mut events = kept["events"].as_array().unwrap().iter();
    let post = &events.find(|event| event["post"].is_object()).unwrap()["post"];
    assert_eq!(
        (&post["venue"], &post["author"]["name"]),
        (&json!("private"), &json!("Zoé"))
    );
    let text = post["text"].as_str().unwrap();
    assert!(
        text.starts_with("Toujours aucun") && text.ends_with("Zoe@Mail.example"),
        "{text}"
    );
    assert!(text.contains("CMD-448021"), "{text}");
    assert!(
        kept["case"]["given"]
            .as_array()
            .unwrap()
            .contains(&json!("order_number")),
        "{kept}"
    );
}

#[test]
fn sending_twice_is_one_message_and_one_person_is_one_case() {
    let edge = Edge::new();
    let first = edge.call(&sent("/v1/contact", &form()));
    let again = edge.call(&sent("/v1/contact", &form()));
    assert_eq!((first.status, again.status), (201, 201));
    let posts = || {
        edge.app
            .store
            .keys("ev/")
            .iter()
            .filter(|key| key.contains("-post:"))
            .count()
    };
    assert_eq!(posts(), 1);
    let mut later = with("id", json!("another"));
    later["reply_to"] = json!(" zoe@mail.example");
    let later = edge.call(&sent("/v1/contact", &later));
    assert_eq!(later.touched, first.touched);
    assert_eq!(posts(), 2);
}

#[test]
fn what_is_not_as_the_form_sends_it_is_refused_and_not_kept() {
    let edge = Edge::new();
    for (field, value) in [
        ("consent", json!(false)),
        ("name", json!("  ")),
        ("name", json!("n".repeat(121))),
        ("reply_to", json!("nobody")),
        ("text", json!("")),
        ("text", json!("é".repeat(4_001))),
        ("items", json!({"order_number": "1".repeat(121)})),
    ] {
        let reply = edge.call(&sent("/v1/contact", &with(field, value)));
        assert_eq!(reply.status, 422, "{field}: {}", reply.body);
        assert!(read(&reply)["path"].as_str().unwrap().starts_with(field));
    }
    let huge = edge.call(&sent(
        "/v1/contact",
        &with("page", json!("p".repeat(30_000))),
    ));
    assert_eq!(huge.status, 413);
    assert_eq!(
        edge.call(&sent("/v1/contact", &with("brand", json!("A/B"))))
            .status,
        400
    );
    assert_eq!(edge.app.store.keys("ev/").len(), 0);
}

#[test]
fn only_the_brands_own_pages_may_send() {
    let edge = Edge::new();
    for path in ["/v1/contact", "/v1/tone"] {
        let other = sent(path, &form()).with("origin", "https://other.example");
        assert_eq!(edge.call(&other).status, 403, "{path}");
        let nowhere = request(Method::POST, path, &form().to_string());
        assert_eq!(edge.call(&nowhere).status, 403, "{path}");
    }
}

#[test]
fn one_address_has_so_many_messages_an_hour() {
    let mut edge = Edge::new();
    let status = |edge: &Edge, turn: u32| {
        let form = with("id", json!(format!("m{turn}")));
        edge.call(&sent("/v1/contact", &form)).status
    };
    let statuses: Vec<u16> = (0..7).map(|turn| status(&edge, turn)).collect();
    assert_eq!(statuses, [201, 201, 201, 201, 201, 429, 429]);
    let elsewhere = sent("/v1/contact", &form()).with("cf-connecting-ip", "192.0.2.8");
    assert_eq!(edge.call(&elsewhere).status, 201);
    edge.app.now.0 += 3_600_000;
    assert_eq!(status(&edge, 7), 201, "the next hour is another one");
}

#[test]
fn the_hour_counts_for_all_brands_and_for_a_whole_network() {
    let edge = Edge::new();
    let status = |brand: &str, id: &str, address: &str| {
        let mut form = with("id", json!(id));
        form["brand"] = json!(brand);
        let own = request(Method::POST, "/v1/contact", &form.to_string())
            .with("origin", "https://care.example")
            .with("cf-connecting-ip", address);
        edge.call(&own).status
    };
    let statuses = [
        status("acme", "1", "2001:db8:1:2::1"),
        status("empty", "2", "2001:db8:1:2::2"),
        status("acme", "3", "2001:db8:1:2:3::"),
        status("empty", "4", "2001:db8:1:2:ffff::9"),
        status("acme", "5", "2001:db8:1:2::5"),
        status("empty", "6", "2001:db8:1:2::6"),
        status("acme", "7", "2001:db8:1:3::1"),
    ];
    assert_eq!(statuses, [201, 201, 201, 201, 201, 429, 201]);
}

#[test]
fn a_made_up_brand_is_nobodys() {
    let edge = Edge::new();
    let card = |brand: &str| {
        let path = format!("/v1/contact?brand={brand}");
        edge.call(&request(Method::GET, &path, "")).status
    };
    let write = |brand: &str| {
        let form = with("brand", json!(brand)).to_string();
        let own = request(Method::POST, "/v1/contact", &form);
        edge.call(&own.with("origin", "https://care.example"))
            .status
    };
    assert_eq!(
        (card("acme"), card("made-up"), write("made-up")),
        (200, 404, 404)
    );
    assert!(edge.app.store.kept.borrow().is_empty());
    // One that only a policy names is somebody's.
    let policy = edge.app.store.kept.borrow_mut().insert(
        "policy/made-up".into(),
        (crate::json(&accalmie_shared::policy::standard()), None),
    );
    assert!(policy.is_none());
    assert_eq!((card("made-up"), write("made-up")), (200, 201));
}

#[test]
fn an_angry_draft_is_better_in_private_and_nothing_of_it_is_kept() {
    let edge = Edge::new();
    let tone = |text: &str| {
        let reply = edge.call(&sent("/v1/tone", &json!({"brand": "acme", "text": text})));
        assert_eq!(reply.status, 200, "{}", reply.body);
        read(&reply)["better_in_private"].clone()
    };
    let angry =
        "C'est une honte, trois semaines que j'attends mon remboursement et personne ne répond !!!";
    assert_eq!(tone(angry), json!(true));
    assert_eq!(
        tone("Bonjour, à quelle heure ouvrez-vous demain ?"),
        json!(false)
    );
    assert_eq!(edge.app.store.kept.borrow().len(), 0);
}
