//! What each platform is asked, and what its answers mean: `tests/edge/acts.jsonl`, written from their documentation.

use super::form::Outcome;
use super::*;
use crate::outside::Answer;
use crate::settings::RouteSettings;
use accalmie_shared::case::{Case, CaseEvent, Turn, received, replay};
use accalmie_shared::packs::Packs;
use accalmie_shared::post::{Author, Channel, Post};
use accalmie_shared::units::Timestamp;
use serde_json::json;

/// 2026-11-22T10:00:00Z.
const NOW: Timestamp = Timestamp(1_795_341_600_000);
const MINUTE: i64 = 60_000;
const TEXT: &str = "Bonjour Claire, je regarde tout de suite.";

fn rows() -> Vec<Value> {
    let lines = include_str!("../../../tests/edge/acts.jsonl").lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The post of a row, `ago` minutes old.
fn event(row: &Value, ago: i64) -> CaseEvent {
    let post = &row["post"];
    let post = Post {
        id: text(&post["id"]),
        thread: text(&post["thread"]),
        parent: None,
        channel: serde_json::from_value(row["channel"].clone()).unwrap(),
        venue: serde_json::from_value(row["venue"].clone()).unwrap(),
        author: Author {
            id: text(&post["author"]),
            name: "Claire".into(),
            handle: post["handle"].as_str().map(str::to_owned),
            bio: None,
            url: None,
        },
        text: "Toujours rien reçu !!!".into(),
        lang: None,
        url: post["url"].as_str().map(str::to_owned),
        account: Some(text(&post["account"])).filter(|account| !account.is_empty()),
        reach: None,
        attachments: Vec::new(),
        at: Timestamp(NOW.0 - ago * MINUTE),
    };
    let assessment = accalmie_shared::assess(&post.text, None, &Packs::embedded());
    received(post, assessment, &accalmie_shared::policy::standard())
}

fn case(row: &Value, ago: i64) -> (Case, Vec<CaseEvent>) {
    let events = vec![event(row, ago)];
    (replay(events.clone()), events)
}

/// What a way is filled by.
fn parts<'a>(way: &'a way::Way<'a>) -> (Option<&'a form::Form>, Option<&'a Turn>) {
    (way.form.as_ref(), way.turn)
}

fn kind(row: &Value) -> Kind {
    let named = Kind::ALL.iter().find(|(name, _)| row["kind"] == *name);
    named.unwrap().1
}

#[test]
fn every_platform_is_asked_in_its_own_words() {
    for row in rows() {
        let (case, events) = case(&row, 5);
        let way = way::find(&case, &events, kind(&row), None, NOW);
        let name = &row["name"];
        assert_eq!(way.closed, None, "{name}");
        let set = RouteSettings {
            send: serde_json::from_value(row["send"].clone()).unwrap(),
            ..RouteSettings::default()
        };
        let mut words = filling::words(Some(&set), &case, parts(&way), TEXT, "act-1", NOW);
        let form = way.form.unwrap();
        let (method, url) = (form.method(), form.url(&words));
        let oauth = oauth::header(&words, method.as_str(), &url, "act-1", NOW);
        words.insert("oauth".into(), oauth);
        let made = form.outgoing(&words);
        let found = json!({"method": made.method.as_str(), "url": made.url, "body": serde_json::from_str::<Value>(&made.body).unwrap()});
        let expected = json!({"method": row["method"], "url": row["url"], "body": row["body"]});
        assert_eq!(found, expected, "{name}");
        for (header, value) in row["headers"].as_object().unwrap() {
            let value = (header.clone(), text(value));
            assert!(made.headers.contains(&value), "{name}: {:?}", made.headers);
        }
        crate::outbox::guard::check(&made.url).unwrap();
    }
}

#[test]
fn every_answer_is_understood() {
    for row in rows() {
        let (case, events) = case(&row, 5);
        let form = way::find(&case, &events, kind(&row), None, NOW)
            .form
            .unwrap();
        for answer in row["answers"].as_array().unwrap() {
            let said = &answer["body"];
            let body = said
                .as_str()
                .map_or_else(|| said.to_string(), str::to_owned);
            let status = u16::try_from(answer["status"].as_u64().unwrap()).unwrap();
            let found = match form.outcome(Ok(Answer { status, body })) {
                Outcome::Accepted(None) => "accepted".to_owned(),
                Outcome::Accepted(Some(id)) => format!("accepted {id}"),
                Outcome::Refused { code, .. } => {
                    assert!(words(&code)["fr"].is_string(), "{code} has no words");
                    format!("refused {code}")
                }
                Outcome::Unsure(_) => "unsure".to_owned(),
            };
            assert_eq!(answer["is"], found, "{}: {answer}", row["name"]);
        }
        let nothing = form.outcome(Err("no answer within 15000 ms".into()));
        assert!(matches!(nothing, Outcome::Unsure(_)));
    }
}

#[test]
fn every_word_is_there_in_both_languages() {
    let all = form::data(include_str!("../../data/acts/words.json"));
    for (code, words) in all.as_object().unwrap() {
        for lang in ["fr", "en"] {
            assert!(
                words[lang].as_str().is_some_and(|text| text.len() > 20),
                "{code}.{lang}"
            );
        }
    }
    let refusals = form::data(include_str!("../../data/acts/refusals.json"));
    for (name, code) in refusals.as_object().unwrap() {
        assert!(
            all[code.as_str().unwrap()].is_object(),
            "{name}: {code} has no words"
        );
    }
    let forms = form::data(include_str!("../../data/acts/forms.json"));
    for name in forms.as_object().unwrap().keys() {
        let (channel, kind) = name.split_once('.').unwrap();
        let channel: Channel = serde_json::from_value(channel.into()).unwrap();
        assert!(form::Form::find(channel, kind).is_some(), "{name}");
    }
}

fn row(channel: &str, kind: &str) -> Value {
    let fits = |row: &Value| row["channel"] == channel && row["kind"] == kind;
    rows().into_iter().find(fits).unwrap()
}

#[test]
fn a_window_closes_to_the_minute() {
    for (channel, minutes) in [
        ("messenger", 24 * 60),
        ("instagram_direct", 24 * 60),
        ("whatsapp", 24 * 60),
        ("facebook", 7 * 24 * 60),
        ("instagram", 7 * 24 * 60),
    ] {
        let row = row(channel, "private");
        for (ago, closed) in [(minutes, None), (minutes + 1, Some("window"))] {
            let (case, events) = case(&row, ago);
            let way = way::find(&case, &events, Kind::Private, None, NOW);
            assert_eq!(way.closed, closed, "{channel} after {ago} minutes");
        }
    }
    for channel in ["telegram", "x_direct"] {
        let row = row(channel, "private");
        let (case, events) = case(&row, 60 * 24 * 60);
        let way = way::find(&case, &events, Kind::Private, None, NOW);
        assert_eq!(way.closed, None, "{channel} has no window");
    }
}

#[test]
fn a_later_private_message_opens_the_window_again() {
    let mut first = row("whatsapp", "private");
    let old = event(&first, 3 * 24 * 60);
    first["post"]["id"] = "wamid.C".into();
    let events = vec![old, event(&first, 10)];
    let case = replay(events.clone());
    let old = Some("wamid.A");
    assert_eq!(
        way::find(&case, &events, Kind::Private, old, NOW).closed,
        None
    );
}

#[test]
fn a_comment_gets_one_private_reply() {
    let row = row("facebook", "private");
    let mut events = vec![event(&row, 30)];
    let reply = json!({"id":"r","at":NOW.0 - MINUTE,"by":{"role":"agent","id":"a","name":"A"},"type":"reply_sent",
        "reply":{"venue":"private","text":"Bonjour","to":"111_5_9"}});
    events.push(serde_json::from_value(reply).unwrap());
    let case = replay(events.clone());
    let way = way::find(&case, &events, Kind::Private, Some("111_5_9"), NOW);
    assert_eq!(way.closed, Some("once"));
    let policy = accalmie_shared::policy::standard();
    let words = filling::words(None, &case, parts(&way), TEXT, "act-1", NOW);
    let instead = way.instead(&case, Kind::Private, &words, &policy);
    assert_eq!(instead[0]["way"], "ask_private");
}

#[test]
fn what_x_does_not_let_through_has_a_link() {
    let row = row("x", "public");
    let (case, events) = case(&row, 5);
    let policy = accalmie_shared::policy::standard();
    let link = |kind| {
        let way = way::find(&case, &events, kind, None, NOW);
        let words = filling::words(None, &case, parts(&way), "Bonjour, & à vous", "act-1", NOW);
        text(&way.instead(&case, kind, &words, &policy)[0]["url"])
    };
    assert_eq!(
        link(Kind::Private),
        "https://x.com/messages/compose?recipient_id=77&text=Bonjour%2C%20%26%20%C3%A0%20vous"
    );
    assert_eq!(
        link(Kind::Public),
        "https://x.com/intent/post?in_reply_to=1924465506158878979&text=Bonjour%2C%20%26%20%C3%A0%20vous"
    );
}

#[test]
fn a_channel_without_a_way_says_so() {
    let row = row("linkedin", "public");
    let (case, events) = case(&row, 5);
    for kind in [Kind::Private, Kind::Hide] {
        assert_eq!(
            way::find(&case, &events, kind, None, NOW).closed,
            Some("no_way")
        );
    }
}
