//! Acts from the click to the event, against a platform of our own making.

use crate::http::Reply;
use crate::testing::{Edge, request};
use ::http::Method;
use accalmie_shared::case::Stage;
use serde_json::{Value, json};

/// An edge with a comment of a Facebook page; the case, and a community manager's token.
fn commented() -> (Edge, String, String) {
    let edge = Edge::new();
    let token = edge.sign_in("ada", "community_manager");
    let now = edge.app.now.0 / 1000;
    let value = json!({"item":"comment","verb":"add","post_id":"111_5","parent_id":"111_5","comment_id":"111_5_9",
        "from":{"id":"77","name":"Claire D."},"message":"Trois semaines sans box, personne ne répond !!!","created_time":now - 600});
    let body = json!({"object":"page","entry":[{"id":"111","time":now,"changes":[{"field":"feed","value":value}]}]});
    let reply = edge.call(&crate::testing::signed_meta(&body.to_string()));
    assert_eq!(reply.status, 200, "{}", reply.body);
    let key = edge.app.store.keys("ev/acme/").remove(0);
    let case = key.split('/').nth(2).unwrap().to_owned();
    (edge, case, token)
}

const ANSWER: &str = "Bonjour Claire, merci pour votre message. Je suis désolée de cette attente : je regarde votre commande tout de suite et je vous réponds ici. Ada";

fn answer(text: &str) -> Value {
    json!({"command":"acknowledge","reply":{"venue":"public","text":text}})
}

fn act(edge: &Edge, case: &str, token: &str, key: &str, command: &Value) -> Reply {
    let path = format!("/v1/cases/{case}/acts");
    let call = request(Method::POST, &path, &command.to_string());
    edge.call(&call.bearer(token).with("idempotency-key", key))
}

fn body(reply: &Reply) -> Value {
    serde_json::from_str(&reply.body).unwrap()
}

fn get(edge: &Edge, path: &str, token: &str) -> Value {
    body(&edge.call(&request(Method::GET, path, "").bearer(token)))
}

#[test]
fn an_accepted_answer_stops_the_clock_and_is_sent_once() {
    let (edge, case, token) = commented();
    edge.outside.answers(200, r#"{"id":"111_5_10"}"#);
    let first = act(&edge, &case, &token, "k1", &answer(ANSWER));
    assert_eq!(first.status, 200, "{}", first.body);
    let shown = body(&first)["case"].clone();
    assert_eq!(shown["stage"], json!(Stage::Acknowledged));
    assert_eq!(shown["turns"][1]["id"], "111_5_10");
    assert_eq!(shown["waiting_since"], Value::Null);
    let again = act(&edge, &case, &token, "k1", &answer(ANSWER));
    assert_eq!(again.status, 200);
    assert_eq!(edge.outside.calls.borrow().len(), 1);
    assert!(edge.app.store.keys("intent/").is_empty());
    assert_eq!(
        act(&edge, &case, &token, "k2", &answer(ANSWER)).status,
        409,
        "the same words again are no second answer"
    );
    assert_eq!(edge.outside.calls.borrow().len(), 1);
}

#[test]
fn a_draft_that_fails_a_gate_is_not_sent() {
    let (edge, case, token) = commented();
    edge.outside.answers(200, r#"{"id":"x"}"#);
    let draft = "Bonjour Claire, donnez-nous ici votre numéro : 06 12 34 56 78 ?";
    let refused = act(&edge, &case, &token, "k1", &answer(draft));
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert_eq!(body(&refused)["findings"][0]["rule"]["id"], "G1");
    assert!(edge.outside.calls.borrow().is_empty());
    assert!(edge.app.store.keys("intent/").is_empty());
}

#[test]
fn an_answer_in_another_language_than_the_customers_is_a_persons_choice() {
    let (edge, case, token) = commented();
    edge.outside.answers(200, r#"{"id":"111_5_10"}"#);
    let draft = "Hello Claire, thank you for your message. I am sorry about this wait: I am looking at your order right now and will answer you here. Ada";
    let sent = act(&edge, &case, &token, "k1", &answer(draft));
    assert_eq!(sent.status, 200, "{}", sent.body);
}

#[test]
fn a_refusal_is_told_in_words_and_can_be_tried_again() {
    let (edge, case, token) = commented();
    let error = r#"{"error":{"message":"Error validating access token","code":190}}"#;
    edge.outside.answers(400, error);
    let refused = act(&edge, &case, &token, "k1", &answer(ANSWER));
    let told = body(&refused);
    assert_eq!((refused.status, &told["code"]), (409, &json!("token")));
    assert!(told["words"]["fr"].as_str().unwrap().contains("jeton"));
    assert_eq!(told["said"], "Error validating access token");
    assert!(!refused.body.contains("page-token"));
    edge.outside.answers(200, r#"{"id":"111_5_10"}"#);
    assert_eq!(act(&edge, &case, &token, "k1", &answer(ANSWER)).status, 200);
    assert_eq!(edge.outside.calls.borrow().len(), 2);
}

#[test]
fn an_answer_that_never_came_is_kept_as_unsure_and_never_sent_twice() {
    for done in [true, false] {
        let (edge, case, token) = commented();
        let unsure = act(&edge, &case, &token, "k1", &answer(ANSWER));
        assert_eq!(unsure.status, 202, "{}", unsure.body);
        edge.outside.answers(200, r#"{"id":"111_5_10"}"#);
        for key in ["k1", "k2"] {
            let again = act(&edge, &case, &token, key, &answer(ANSWER));
            assert_eq!(
                (again.status, &body(&again)["code"]),
                (409, &json!("unsure"))
            );
        }
        assert_eq!(edge.outside.calls.borrow().len(), 1);
        let path = format!("/v1/cases/{case}/acts");
        let open = get(&edge, &path, &token)["acts"][0].clone();
        assert_eq!(open["state"], "unsure");
        let path = format!(
            "{path}/{}",
            open["id"].as_str().unwrap().replace(':', "%3A")
        );
        let settle = request(Method::POST, &path, &json!({"done": done}).to_string());
        let advisor = edge.sign_in("leo", "customer_advisor");
        assert_eq!(edge.call(&settle.clone().bearer(&advisor)).status, 403);
        let settled = edge.call(&settle.bearer(&token));
        assert_eq!(settled.status, 200, "{}", settled.body);
        let turns = body(&settled)["case"]["turns"].as_array().unwrap().len();
        assert_eq!(turns, if done { 2 } else { 1 });
        let later = act(&edge, &case, &token, "k3", &answer(ANSWER));
        assert_eq!(later.status, if done { 409 } else { 200 }, "{}", later.body);
        assert_eq!(edge.outside.calls.borrow().len(), if done { 1 } else { 2 });
    }
}

#[test]
fn a_store_that_fails_after_the_platform_accepted_loses_nothing() {
    let (edge, case, token) = commented();
    edge.outside.answers(200, r#"{"id":"111_5_10"}"#);
    let mut answered = 0;
    for failing in [700, 700, 700, 700, 0] {
        edge.app.store.failing.set(failing);
        let reply = act(&edge, &case, &token, "k1", &answer(ANSWER));
        assert!(matches!(reply.status, 200 | 500), "{}", reply.body);
        answered += u32::from(reply.status == 200);
    }
    assert!(answered > 0);
    assert_eq!(edge.outside.calls.borrow().len(), 1);
    let shown = get(&edge, &format!("/v1/cases/{case}"), &token);
    assert_eq!(shown["case"]["turns"].as_array().unwrap().len(), 2);
}

#[test]
fn a_comment_is_hidden_with_a_reason_by_those_who_may() {
    let (edge, case, token) = commented();
    edge.outside.answers(200, r#"{"success":true}"#);
    let hide = json!({"command":"hide","post":"111_5_9","reason":"Insultes répétées"});
    let advisor = edge.sign_in("leo", "customer_advisor");
    assert_eq!(act(&edge, &case, &advisor, "k1", &hide).status, 403);
    assert_eq!(
        act(&edge, &case, &advisor, "k1", &answer(ANSWER)).status,
        403
    );
    let path = format!("/v1/cases/{case}/commands");
    let by_hand = request(Method::POST, &path, &answer(ANSWER).to_string());
    let by_hand = by_hand.with("idempotency-key", "k1").bearer(&advisor);
    assert_eq!(
        edge.call(&by_hand).status,
        403,
        "nor what they say they answered"
    );
    let hidden = act(&edge, &case, &token, "k1", &hide);
    assert_eq!(hidden.status, 200, "{}", hidden.body);
    assert_eq!(
        body(&hidden)["case"]["turns"][0]["hidden"],
        "Insultes répétées"
    );
    let calls = edge.outside.calls.borrow();
    assert_eq!(calls[0].url, "https://graph.facebook.com/v24.0/111_5_9");
    assert_eq!(calls.len(), 1);
}

#[test]
fn the_ways_are_told_before_anybody_tries() {
    let (mut edge, case, token) = commented();
    let path = format!("/v1/cases/{case}/acts");
    let ways = get(&edge, &path, &token)["ways"].clone();
    assert_eq!(
        (&ways["public"]["open"], &ways["public"]["to"]),
        (&json!(true), &json!("111_5_9"))
    );
    let week = 7 * 24 * 3_600_000_i64;
    assert_eq!(
        ways["private"]["until"],
        json!(edge.app.now.0 - 600_000 + week)
    );
    edge.app.now.0 += week;
    let token = edge.sign_in("ada", "community_manager");
    let late = get(&edge, &path, &token)["ways"]["private"].clone();
    assert_eq!(
        (&late["open"], &late["code"]),
        (&json!(false), &json!("window"))
    );
    assert_eq!(late["instead"][0]["way"], "ask_private");
    let private = json!({"command":"reply_private","reply":{"venue":"private","text":ANSWER}});
    let refused = act(&edge, &case, &token, "k1", &private);
    assert_eq!(
        (refused.status, &body(&refused)["code"]),
        (409, &json!("window"))
    );
    assert!(edge.outside.calls.borrow().is_empty());
}

#[test]
fn a_channel_without_a_token_proposes_the_platform_itself() {
    let edge = Edge::new();
    let token = edge.sign_in("ada", "community_manager");
    let post = json!({"post":{"id":"p1","author":{"id":"u1","name":"Zoé"},"text":"Toujours rien !!!","url":"https://acme.example/c#p1"}});
    let opened = edge.call(&request(Method::POST, "/v1/posts", &post.to_string()).bearer(&token));
    let case = body(&opened)["id"].as_str().unwrap().to_owned();
    let refused = act(&edge, &case, &token, "k1", &answer(ANSWER));
    let told = body(&refused);
    assert_eq!((refused.status, &told["code"]), (409, &json!("unset")));
    assert_eq!(told["instead"][0]["url"], "https://acme.example/c#p1");
    let note = json!({"command":"note","text":"x"});
    assert_eq!(act(&edge, &case, &token, "k2", &note).status, 422);
}
