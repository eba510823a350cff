//! What is read and written here is what the edge writes and reads by serde.

use super::{Json, Misfit, json, names, read, write};
use crate::state::{Act, Own, Route, Way};
use accalmie_shared::case::{
    Actor, Case, Command, HandOff, HandOffState, Label, Mood, Note, Reply, Speaker, Stage, Turn,
};
use accalmie_shared::owner::Owner;
use accalmie_shared::packs::Packs;
use accalmie_shared::policy::{self, Policy};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::reading::{Lang, Register, Severity};
use accalmie_shared::reply::{Item, Move, Score, Suggestion};
use accalmie_shared::units::{Minutes, Timestamp};
use serde::Serialize;

fn by_serde(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("the core's types are written")
}

fn text(words: &str) -> String {
    words.to_owned()
}

fn author() -> Author {
    Author {
        id: text("u1"),
        name: text("Zoé \"la\" \\ râleuse\n"),
        handle: Some(text("zoe")),
        bio: None,
        url: Some(text("https://example.org/zoe")),
    }
}

fn agent() -> Actor {
    Actor::Agent {
        id: text("camille"),
        name: text("Camille"),
    }
}

fn reply() -> Reply {
    Reply {
        venue: Venue::Public,
        text: text("Bonjour Zoé,\u{1}écrivez-nous 😡"),
        moves: vec![Move::Greet, Move::AskPrivate],
        asks: vec![Item::CustomerNumber],
        post: None,
        to: Some(text("p1")),
    }
}

/// A turn of the customer with evidence of several kinds, edited and corrected.
fn turn() -> Turn {
    let words = "3 semaines sans réponse, appelez le 06 12 34 56 78 !!! HONTEUX";
    Turn {
        id: text("p1"),
        episode: 1,
        at: Timestamp(1_800_000_000_000),
        channel: Channel::InstagramDirect,
        venue: Venue::Private,
        text: text(words),
        speaker: Speaker::Customer {
            assessment: accalmie_shared::assess(words, None, &Packs::embedded()),
        },
        url: Some(text("https://example.org/#p1")),
        account: Some(text("lumio")),
        thread: text("/forum"),
        reach: Some(1200),
        edited: Some(Timestamp(1_800_000_060_000)),
        deleted: false,
        hidden: Some(text("insulte")),
        corrected: Some(Label::Severity(Severity::Furious)),
        on_platform: true,
        chases: true,
    }
}

fn case() -> Case {
    let answer = Turn {
        speaker: Speaker::Brand {
            by: agent(),
            moves: vec![Move::Apologise],
        },
        corrected: None,
        ..turn()
    };
    Case {
        stage: Stage::HandedOff,
        episode: 2,
        author: Some(author()),
        channel: Channel::Web,
        turns: vec![turn(), answer],
        episode_start: 1,
        waiting_since: Some(Timestamp(5)),
        first_answer: Some(Timestamp(-6)),
        chasers: 3,
        owner: Some(Owner::CustomerAdvisor),
        claimed: Some((agent(), Timestamp(7))),
        asked: vec![Item::Email],
        given: vec![Item::OrderNumber],
        unasked: vec![Item::Picture],
        hand_offs: vec![HandOff {
            target: text("facturation"),
            at: Timestamp(8),
            state: HandOffState::Failed,
            summary: text("trois semaines"),
            reference: None,
            failure: Some(text("503")),
        }],
        snoozed_until: Some(Timestamp(9)),
        resolved: Some((Timestamp(10), Minutes(11))),
        mood: vec![Mood {
            at: Timestamp(12),
            anger: 730,
            thanks: false,
        }],
        notes: vec![Note {
            at: Timestamp(13),
            by: Actor::System,
            text: text("rappeler"),
        }],
        feedback: Some(4),
        updated: Timestamp(14),
        early: Vec::new(),
    }
}

#[test]
fn names_are_those_of_serde() {
    assert_eq!(names::unlike_serde(), Vec::<String>::new());
}

#[test]
fn cases_are_read_as_they_are_written() {
    for case in [case(), Case::empty()] {
        assert_eq!(read(&by_serde(&case)), Ok(case));
    }
}

#[test]
fn policies_are_read_as_they_are_written() {
    for file in ["{}", include_str!("../../../shared/data/policy.demo.json")] {
        let policy = policy::parse(file).expect("a policy of ours");
        assert_eq!(read::<Policy>(&by_serde(&policy)), Ok(policy));
    }
    assert_eq!(read(policy::DEFAULT), Ok(policy::standard()));
}

#[test]
fn suggestions_are_read_as_they_are_written() {
    let suggestion = Suggestion {
        text: text("Bonjour"),
        parts: vec![text("Bon"), text("jour")],
        moves: vec![Move::Greet],
        asks: Vec::new(),
        venue: Venue::Private,
        register: Register::Familiar,
        length: 7,
        limit: Some(280),
        score: 1,
        scores: vec![Score::Person],
        gates: Vec::new(),
    };
    assert_eq!(read(&by_serde(&suggestion)), Ok(suggestion));
}

#[test]
fn posts_and_readings_are_written_as_they_are_read() {
    let post = Post {
        id: text("p1"),
        thread: text("/forum"),
        parent: None,
        channel: Channel::Web,
        venue: Venue::Public,
        author: author(),
        text: text("a\u{7}b\tc"),
        lang: Some(Lang::En),
        url: None,
        account: None,
        reach: Some(3),
        attachments: vec![text("image/png")],
        at: Timestamp(1),
    };
    assert_eq!(serde_json::from_str::<Post>(&write(&post)).ok(), Some(post));
    let turn = turn();
    let reading = turn.assessment().expect("the customer speaks");
    assert!(!reading.signals.is_empty() && !reading.personal.is_empty());
    let written = serde_json::from_str(&write(reading)).ok();
    assert_eq!(written.as_ref(), Some(reading));
}

#[test]
fn commands_are_written_as_they_are_read() {
    let (reply, post, reason) = (reply(), text("p1"), text("insulte"));
    let target = text("facturation");
    let commands = [
        Command::Acknowledge {
            reply: reply.clone(),
        },
        Command::AskPrivate {
            reply: reply.clone(),
        },
        Command::ReplyPrivate { reply },
        Command::Claim,
        Command::Release,
        Command::Assign {
            owner: Owner::Legal,
        },
        Command::HandOff {
            target: target.clone(),
            summary: text("trois semaines"),
        },
        Command::ConfirmHandOff {
            target,
            reference: Some(text("T-1")),
        },
        Command::Note {
            text: text("rappeler"),
        },
        Command::GiveItems {
            items: vec![Item::Date, Item::Device],
        },
        Command::Snooze {
            until: Timestamp(1),
        },
        Command::Wake,
        Command::Resolve,
        Command::Reopen {
            reason: reason.clone(),
        },
        Command::Correct {
            post: post.clone(),
            label: Label::NotAngry,
        },
        Command::Correct {
            post: post.clone(),
            label: Label::Severity(Severity::Angry),
        },
        Command::Hide {
            post: post.clone(),
            reason,
        },
        Command::Unhide { post },
    ];
    for command in commands {
        let written = write(&command);
        // What waits in the browser is read again here, by the same words.
        assert_eq!(read(&written).as_ref(), Ok(&command), "{written}");
        assert_eq!(
            serde_json::from_str(&written).ok(),
            Some(command),
            "{written}"
        );
    }
}

#[test]
fn what_is_kept_is_found_again() {
    for way in [Way::Held, Way::Waiting, Way::Sent, Way::Local] {
        let act = Act {
            id: text("s-1"),
            key: text("nora"),
            at: Timestamp(5),
            command: Command::Note {
                text: text("rappeler"),
            },
            basis: Timestamp(4),
            way,
            route: Route::Platform,
        };
        assert_eq!(read(&write(&act)), Ok(act));
    }
    let own = Own {
        key: text("nora"),
        text: text("Bonjour \"Nora\"\n"),
        venue: Venue::Private,
        basis: Timestamp(4),
    };
    assert_eq!(read(&write(&own)), Ok(own));
}

#[test]
fn json_is_what_others_take_for_it() {
    let texts = [
        " { \"a\" : [ 1 , -2, true,false , null ] , \"b\":{}, \"c\": [] } ",
        r#""é\u00e9\ud83d\ude21\/\b\f\n\r\t\"\\""#,
        "9223372036854775807",
        r#""""#,
        "",
        "{",
        "[1,]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "\"a",
        "\"\n\"",
        "\"\\x\"",
        "nul",
        "1 1",
        "+1",
        "\"\\u+123\"",
    ];
    for text in texts {
        let theirs = serde_json::from_str::<serde_json::Value>(text).ok();
        let ours = json::parse(text);
        assert_eq!(ours.is_some(), theirs.is_some(), "{text}");
        if let Some(ours) = ours {
            assert_eq!(Some(plain(ours)), theirs, "{text}");
        }
    }
}

#[test]
fn a_text_without_end_is_refused() {
    assert_eq!(json::parse(&"[".repeat(100_000)), None);
}

#[test]
fn what_does_not_fit_is_named() {
    assert_eq!(read::<Mood>(r#"{"at":1}"#), Err(Misfit::Field("anger")));
    let high = r#"{"at":1,"anger":70000}"#;
    assert_eq!(read::<Mood>(high), Err(Misfit::Field("anger")));
    let inner = r#"{"at":1,"by":{"role":"agent","id":1},"text":""}"#;
    assert_eq!(read::<Note>(inner), Err(Misfit::Field("id")));
    assert_eq!(read::<Mood>("{"), Err(Misfit::Malformed));
}

fn plain(json: Json) -> serde_json::Value {
    match json {
        Json::Null => serde_json::Value::Null,
        Json::Flag(flag) => flag.into(),
        Json::Number(number) => number.into(),
        Json::Text(text) => text.into(),
        Json::List(list) => list.into_iter().map(plain).collect(),
        Json::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, plain(value)));
            serde_json::Value::Object(fields.collect())
        }
    }
}
