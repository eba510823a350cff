//! The API as a person uses it, on a store in memory.

use super::*;
use crate::cases::inbox;
use crate::testing::{Edge, request};
use serde_json::{Value, json};

fn read(reply: &Reply) -> Value {
    serde_json::from_str(&reply.body).unwrap_or_else(|_| panic!("{}: {}", reply.status, reply.body))
}

/// Opens a case for a post of the page.
fn open(edge: &Edge, token: &str, id: &str, author: &str, text: &str) -> Value {
    let body = json!({"post":{"id":id,"author":{"id":author,"name":"Zoé"},"text":text,"at":1_795_341_000_000_i64}});
    let reply = edge.call(&request(Method::POST, "/v1/posts", &body.to_string()).bearer(token));
    assert_eq!(reply.status, 200, "{}", reply.body);
    for (brand, case) in &reply.touched {
        pollster::block_on(inbox::refresh(&edge.app, brand, std::slice::from_ref(case))).unwrap();
    }
    read(&reply)
}

fn command(case: &str, key: &str, body: &Value) -> Call {
    request(
        Method::POST,
        &format!("/v1/cases/{case}/commands"),
        &body.to_string(),
    )
    .with("idempotency-key", key)
}

fn sent(text: &str) -> Value {
    json!({"command":"acknowledge","reply":{"venue":"public","text":text}})
}

#[test]
fn a_case_goes_from_the_page_to_acknowledged() {
    let edge = Edge::new();
    let token = edge.sign_in("claire", "community_manager");
    let opened = open(
        &edge,
        &token,
        "p1",
        "u1",
        "Toujours aucun remboursement !!! Je résilie.",
    );
    assert_eq!(opened["case"]["stage"], "received");
    assert!(!opened["plan"]["because"].as_array().unwrap().is_empty());
    let id = opened["id"].as_str().unwrap();
    let list = read(&edge.call(&request(Method::GET, "/v1/cases", "").bearer(&token)));
    assert_eq!(list["items"][0]["id"], id, "{list}");
    let call = command(id, "k1", &sent("Bonjour Zoé, pardon pour l'attente.")).bearer(&token);
    let (first, again) = (edge.call(&call), edge.call(&call));
    assert_eq!((first.status, again.status), (200, 200), "{}", again.body);
    assert_eq!(read(&again)["case"]["stage"], "acknowledged");
    assert_eq!(
        edge.app.store.keys("ev/").len(),
        2,
        "the same key twice is one act"
    );
    let other =
        edge.call(&command(id, "k2", &sent("Bonjour Zoé, pardon pour l'attente.")).bearer(&token));
    assert_eq!(
        (other.status, &read(&other)["refusal"]["refusal"]),
        (409, &json!("already_sent"))
    );
}

#[test]
fn the_inbox_answers_304_while_nothing_changed() {
    let edge = Edge::new();
    let token = edge.sign_in("claire", "community_manager");
    open(&edge, &token, "p1", "u1", "En panne depuis lundi.");
    let list = request(Method::GET, "/v1/cases", "").bearer(&token);
    let tag = edge
        .call(&list)
        .headers
        .into_iter()
        .find(|(name, _)| *name == "etag")
        .unwrap()
        .1;
    let again = list.clone().with("if-none-match", &tag);
    assert_eq!(edge.call(&again).status, 304);
    open(&edge, &token, "p2", "u2", "Chez moi aussi.");
    assert_eq!(edge.call(&again).status, 200);
}

#[test]
fn the_inbox_comes_in_pages_and_filtered() {
    let edge = Edge::new();
    let token = edge.sign_in("claire", "community_manager");
    for number in 0..7 {
        open(
            &edge,
            &token,
            &format!("p{number}"),
            &format!("u{number}"),
            "En panne depuis lundi.",
        );
    }
    let mut seen = Vec::new();
    let mut path = "/v1/cases?limit=3".to_owned();
    loop {
        let page = read(&edge.call(&request(Method::GET, &path, "").bearer(&token)));
        seen.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        let Some(cursor) = page["cursor"].as_str() else {
            break;
        };
        path = format!("/v1/cases?limit=3&cursor={cursor}");
    }
    let unique: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!((seen.len(), unique.len()), (7, 7));
    let count = |query: &str| {
        let page = read(
            &edge.call(&request(Method::GET, &format!("/v1/cases?{query}"), "").bearer(&token)),
        );
        page["items"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(
        (
            count("channel=web"),
            count("channel=x"),
            count("stage=received,private")
        ),
        (7, 0, 7)
    );
    assert_eq!(
        edge.call(&request(Method::GET, "/v1/cases?limit=0", "").bearer(&token))
            .status,
        400
    );
}

#[test]
fn every_route_needs_what_the_table_says() {
    let edge = Edge::new();
    let tokens = ["community_manager", "customer_advisor", "administrator"].map(|role| {
        let role_of = |name: &str| serde_json::from_value::<roles::Role>(json!(name)).unwrap();
        (role_of(role), edge.sign_in(role, role))
    });
    for (method, path, action) in router::ROUTES {
        let path = path
            .replace("{case}", &"0".repeat(32))
            .replace("{agent}", "somebody")
            .replace("{letter}", "none")
            .replace("{parcel}", "none")
            .replace("{author}", "nobody")
            .replace("{platform}", "meta")
            .replace("{brand}", "acme");
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let Some(act) = action.act() else { continue };
        let call = request(method, &path, "{}");
        assert_eq!(edge.call(&call).status, 401, "{path} without a token");
        for (role, token) in &tokens {
            let status = edge.call(&call.clone().bearer(token)).status;
            assert_eq!(
                status != 403,
                roles::may(*role, act),
                "{role:?} {path}: {status}"
            );
            assert_ne!(status, 401, "{role:?} {path}");
        }
    }
}

#[test]
fn tokens_are_for_one_brand_and_can_be_taken_back() {
    let edge = Edge::new();
    let admin = edge.sign_in("ada", "administrator");
    let claire = edge.sign_in("claire", "community_manager");
    let list = |token: &str| {
        edge.call(&request(Method::GET, "/v1/cases", "").bearer(token))
            .status
    };
    assert_eq!(list(&claire), 200);
    assert_eq!(
        edge.call(&request(Method::DELETE, "/v1/agents/claire", "").bearer(&admin))
            .status,
        204
    );
    assert_eq!(list(&claire), 401);
    assert_eq!(
        edge.call(&request(Method::DELETE, "/v1/agents/ada", "").bearer(&admin))
            .status,
        409
    );
    assert_eq!(list("nonsense"), 401);
}

#[test]
fn an_invitation_is_good_once() {
    let edge = Edge::new();
    let admin = edge.sign_in("ada", "administrator");
    let body = r#"{"id":"leo","name":"Léo","role":"customer_advisor"}"#;
    let invited = read(&edge.call(&request(Method::POST, "/v1/invitations", body).bearer(&admin)));
    let accept = json!({"secret": invited["invitation"]}).to_string();
    let first = edge.call(&request(Method::POST, "/v1/session", &accept));
    assert_eq!(first.status, 200, "{}", first.body);
    let first = read(&first);
    assert_eq!(first["agent"]["role"], "customer_advisor");
    assert_eq!(
        edge.call(&request(Method::POST, "/v1/session", &accept))
            .status,
        401
    );
    let again = json!({"secret": first["credential"]}).to_string();
    assert_eq!(
        edge.call(&request(Method::POST, "/v1/session", &again))
            .status,
        200
    );
    for (_, (value, _)) in edge.app.store.kept.borrow().iter() {
        let secret = first["credential"]
            .as_str()
            .unwrap()
            .rsplit('.')
            .next()
            .unwrap();
        assert!(!value.contains(secret), "only a hash is kept");
    }
}

#[test]
fn an_invitation_ends_with_another_one_and_with_the_dismissal() {
    let edge = Edge::new();
    let admin = edge.sign_in("ada", "administrator");
    let invite = |role: &str| {
        let body = json!({"id": "leo", "name": "Léo", "role": role}).to_string();
        let call = request(Method::POST, "/v1/invitations", &body).bearer(&admin);
        let secret = read(&edge.call(&call))["invitation"].clone();
        json!({ "secret": secret }).to_string()
    };
    let accept = |body: &str| request(Method::POST, "/v1/session", body);
    let first = invite("administrator");
    let second = invite("customer_advisor");
    assert_eq!(edge.call(&accept(&first)).status, 401);
    let elsewhere = accept(&second).with("origin", "https://evil.example");
    assert_eq!(edge.call(&elsewhere).status, 403);
    let leo = edge.call(&accept(&second));
    assert_eq!(
        leo.status, 200,
        "a refused page uses nothing up: {}",
        leo.body
    );
    assert_eq!(read(&leo)["agent"]["role"], "customer_advisor");
    let third = invite("administrator");
    let kept = edge.app.store.kept.borrow().clone();
    let dismiss = request(Method::DELETE, "/v1/agents/leo", "").bearer(&admin);
    assert_eq!(edge.call(&dismiss).status, 204);
    assert_eq!(edge.call(&accept(&third)).status, 401);
    assert_eq!(edge.app.store.keys("invite/").len(), 0);
    // What KV still shows for a while opens nothing either.
    edge.app.store.kept.borrow_mut().extend(kept);
    assert_eq!(edge.call(&accept(&third)).status, 401);
}

#[test]
fn pages_of_other_origins_are_refused() {
    let edge = Edge::new();
    let token = edge.sign_in("claire", "community_manager");
    let from = |origin: &str| {
        let call = request(Method::GET, "/v1/cases", "")
            .bearer(&token)
            .with("origin", origin);
        let reply = edge.call(&call);
        let open = reply
            .headers
            .iter()
            .find(|(name, _)| *name == "access-control-allow-origin")
            .map(|(_, value)| value.clone());
        (reply.status, open)
    };
    assert_eq!(
        from("https://acme.example"),
        (200, Some("https://acme.example".into()))
    );
    assert_eq!(from("https://care.example").0, 200);
    for origin in [
        "https://evil.example",
        "https://acme.example.evil",
        "http://acme.example",
        "null",
    ] {
        assert_eq!(from(origin), (403, None), "{origin}");
    }
    let preflight =
        request(Method::OPTIONS, "/v1/cases", "").with("origin", "https://acme.example");
    assert_eq!(edge.call(&preflight).status, 204);
}

#[test]
fn bad_bodies_say_what_was_expected() {
    let edge = Edge::new();
    let token = edge.sign_in("claire", "community_manager");
    let post = |body: &[u8], kind: &str| {
        let mut call = request(Method::POST, "/v1/assess", "")
            .bearer(&token)
            .with("content-type", kind);
        call.body = body.to_vec();
        edge.call(&call)
    };
    assert_eq!(post(b"{", "application/json").status, 400);
    assert_eq!(post(b"{\"text\":\"\xff\"}", "application/json").status, 400);
    assert_eq!(post(b"{}", "text/plain").status, 415);
    let wrong = post(br#"{"text":7}"#, "application/json; charset=utf-8");
    assert_eq!((wrong.status, &read(&wrong)["path"]), (422, &json!("text")));
    let long = json!({"text": "a ".repeat(500_000)}).to_string();
    assert_eq!(post(long.as_bytes(), "application/json").status, 200);
    let mut huge = request(Method::POST, "/v1/assess", "").bearer(&token);
    huge.oversize = Some(5_000_000);
    assert_eq!(edge.call(&huge).status, 413);
    for reply in [post(b"{", "application/json"), wrong] {
        assert!(
            reply
                .headers
                .contains(&("content-type", "application/problem+json".into()))
        );
    }
}

#[test]
fn a_policy_is_checked_and_written_over_its_own_version_only() {
    let edge = Edge::new();
    let token = edge.sign_in("ada", "administrator");
    let version = || {
        read(&edge.call(&request(Method::GET, "/v1/policy", "").bearer(&token)))["version"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let put = |body: &str, version: &str| {
        edge.call(
            &request(Method::PUT, "/v1/policy", body)
                .bearer(&token)
                .with("if-match", version),
        )
    };
    let start = version();
    let wrong = put(r#"{"thresholds":{"bad_buzz_count":"many"}}"#, &start);
    assert_eq!(
        (wrong.status, &read(&wrong)["path"]),
        (422, &json!("thresholds.bad_buzz_count")),
        "{}",
        wrong.body
    );
    assert_eq!(
        put(r#"{"thresholds":{"bad_buzz_count":5}}"#, &start).status,
        200
    );
    assert_eq!(
        put(r#"{"thresholds":{"bad_buzz_count":6}}"#, &start).status,
        412
    );
    assert_eq!(
        put(r#"{"thresholds":{"bad_buzz_count":6}}"#, &version()).status,
        200
    );
    let checked =
        read(&edge.call(
            &request(Method::POST, "/v1/policy/validate", r#"{"colour":"red"}"#).bearer(&token),
        ));
    assert_eq!(
        checked["problems"].as_array().map(Vec::len),
        Some(1),
        "{checked}"
    );
}

#[test]
fn the_description_and_the_routes_are_the_same() {
    let description: Value = serde_json::from_str(router::DESCRIPTION).unwrap();
    let described = description["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().iter();
            methods.map(move |(method, operation)| {
                let open = operation["security"].as_array().is_some_and(Vec::is_empty);
                (method.to_uppercase(), path.clone(), open)
            })
        });
    let described: std::collections::BTreeSet<_> = described.collect();
    let routed = router::ROUTES.iter().map(|(method, path, action)| {
        (
            (*method).to_owned(),
            (*path).to_owned(),
            action.act().is_none(),
        )
    });
    // The description is a file, and says so of itself.
    let own = ("GET".to_owned(), "/openapi.json".to_owned(), true);
    assert_eq!(described, routed.chain([own]).collect());
}
