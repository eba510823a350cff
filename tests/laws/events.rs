//! Histories drawn at random: a few posts, and everything that may happen to them, at moments close together.

use accalmie_shared::case::{Actor, CaseEvent, Happened, Label, Owner, Reply};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::reading::{
    Address, Assessment, Intent, Lang, Register, Severity, Signal, SignalKind, Topic,
};
use accalmie_shared::reply::Item;
use accalmie_shared::units::{Minutes, Span, Timestamp};
use proptest::collection::vec;
use proptest::prelude::*;

/// Few posts, so that events meet.
const POSTS: u8 = 4;
/// The times of a history, in minutes: close enough for bursts, wide enough for chases and new episodes.
const LAST_MINUTE: i64 = 400;

pub(crate) fn assessment(severity: Severity, intent: Intent) -> Assessment {
    let signals = match severity {
        Severity::Calm => Vec::new(),
        Severity::Annoyed | Severity::Angry | Severity::Furious => vec![Signal {
            kind: SignalKind::Displeasure,
            span: Span::new(0, 4),
            weight: 300,
        }],
    };
    Assessment {
        lang: Lang::Fr,
        intent,
        anger: severity as u16 * 300,
        severity,
        signals,
        risks: Vec::new(),
        topic: Topic::Outage,
        address: Address::Vous,
        register: Register::Neutral,
        personal: Vec::new(),
    }
}

fn reading() -> impl Strategy<Value = Assessment> {
    let severity = prop_oneof![
        Just(Severity::Calm),
        Just(Severity::Annoyed),
        Just(Severity::Angry),
        Just(Severity::Furious)
    ];
    let intent = prop_oneof![
        3 => Just(Intent::Complaint),
        1 => Just(Intent::Question),
        1 => Just(Intent::Praise),
        1 => Just(Intent::Abuse)
    ];
    (severity, intent).prop_map(|(severity, intent)| assessment(severity, intent))
}

fn venue() -> impl Strategy<Value = Venue> {
    prop_oneof![3 => Just(Venue::Public), 1 => Just(Venue::Private)]
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    vec(
        prop_oneof![
            Just(Item::FullName),
            Just(Item::PhoneLine),
            Just(Item::OrderNumber)
        ],
        0..3,
    )
}

fn post_id() -> impl Strategy<Value = String> {
    (0..POSTS).prop_map(|number| format!("p{number}"))
}

fn target() -> impl Strategy<Value = String> {
    prop_oneof![Just("crm".to_string()), Just("billing".to_string())]
}

/// The words of replies: few, so that a report and its echo meet.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Bonjour, on regarde.".to_string()),
        Just("C'est noté.".to_string())
    ]
}

pub(crate) fn post(id: &str, venue: Venue, at: Timestamp) -> Post {
    Post {
        id: id.into(),
        thread: "t".into(),
        parent: None,
        channel: Channel::Facebook,
        venue,
        author: Author {
            id: "claire".into(),
            name: "Claire".into(),
            handle: None,
            bio: None,
            url: None,
        },
        text: "Plus rien ne marche".into(),
        lang: Some(Lang::Fr),
        url: None,
        account: None,
        reach: None,
        attachments: Vec::new(),
        at,
    }
}

fn what(at: Timestamp) -> impl Strategy<Value = Happened> {
    let of_posts = prop_oneof![
        6 => (post_id(), venue(), reading(), items()).prop_map(move |(id, venue, assessment, brings)| {
            Happened::PostReceived { post: post(&id, venue, at), assessment, brings }
        }),
        1 => (post_id(), reading()).prop_map(|(post, assessment)| {
            Happened::PostEdited { post, text: "Toujours rien".into(), assessment }
        }),
        1 => post_id().prop_map(|post| Happened::PostDeleted { post }),
        1 => post_id().prop_map(|post| Happened::Corrected { post, label: Label::NotAngry }),
        1 => post_id().prop_map(|post| Happened::Hidden { post, reason: "insultes".into() }),
        1 => post_id().prop_map(|post| Happened::Unhidden { post }),
    ];
    let of_the_brand = prop_oneof![
        6 => (venue(), words(), items(), proptest::option::of(0..3u8)).prop_map(|(venue, text, asks, post)| {
            let post = post.map(|number| format!("r{number}"));
            Happened::ReplySent { reply: Reply { venue, text, moves: Vec::new(), asks, post, to: None } }
        }),
        1 => Just(Happened::Claimed),
        1 => Just(Happened::Released),
        1 => Just(Happened::Assigned { owner: Owner::CustomerAdvisor }),
        1 => target().prop_map(|target| Happened::HandedOff { target, summary: "coupure".into() }),
        1 => target().prop_map(|target| Happened::HandOffDelivered { target, reference: Some("T-1".into()) }),
        1 => target().prop_map(|target| Happened::HandOffFailed { target, reason: "503".into() }),
        1 => Just(Happened::Noted { text: "cliente fidèle".into() }),
        1 => items().prop_map(|items| Happened::ItemsGiven { items }),
        1 => Just(Happened::Snoozed { until: at.plus(Minutes(30)) }),
        1 => Just(Happened::Woken),
        2 => Just(Happened::Resolved { reopens_within: Minutes(60) }),
        1 => Just(Happened::Reopened { reason: "encore en panne".into() }),
        1 => any::<u8>().prop_map(|score| Happened::FeedbackGiven { score }),
    ];
    prop_oneof![of_posts, of_the_brand]
}

fn actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        Just(Actor::Brand),
        Just(Actor::Agent {
            id: "camille".into(),
            name: "Camille".into()
        }),
        Just(Actor::Agent {
            id: "yanis".into(),
            name: "Yanis".into()
        }),
    ]
}

fn event() -> impl Strategy<Value = (Timestamp, Actor, Happened)> {
    let at = (0..LAST_MINUTE).prop_map(|minute| Timestamp(minute * 60_000));
    at.prop_flat_map(|at| (Just(at), actor(), what(at)))
}

/// A history of up to 30 events, each with an id of its own.
pub(crate) fn history() -> impl Strategy<Value = Vec<CaseEvent>> {
    vec(event(), 0..30).prop_map(|events| {
        let number = |(number, (at, by, what)): (usize, (Timestamp, Actor, Happened))| CaseEvent {
            id: format!("e{number}"),
            at,
            by,
            what,
        };
        events.into_iter().enumerate().map(number).collect()
    })
}
