//! Nothing is lost and nothing doubled, in whatever order and over whatever store.

use super::*;
use crate::cases::{inbox, load};
use crate::due;
use crate::testing::Edge;
use accalmie_shared::case::{Case, Stage, replay};
use accalmie_shared::post::{Author, Channel};
use accalmie_shared::units::Timestamp;

pub(super) const NOW: i64 = 1_795_341_600_000;

pub(super) fn posted(id: &str, author: &str, text: &str, at: i64) -> Inbound {
    let at = Timestamp(NOW + at);
    let post = Post {
        id: id.into(),
        thread: "t".into(),
        parent: None,
        channel: Channel::Facebook,
        venue: Venue::Public,
        author: Author {
            id: author.into(),
            name: "Claire".into(),
            handle: None,
            bio: None,
            url: None,
        },
        text: text.into(),
        lang: None,
        url: None,
        account: None,
        reach: None,
        attachments: Vec::new(),
        at,
    };
    Inbound {
        at,
        channel: Channel::Facebook,
        what: Inward::Posted { post },
    }
}

fn about(at: i64, what: Inward) -> Inbound {
    Inbound {
        at: Timestamp(NOW + at),
        channel: Channel::Facebook,
        what,
    }
}

pub(super) fn answered(id: &str, to: &str, at: i64) -> Inbound {
    let text = "Bonjour Claire, nous regardons cela tout de suite.".into();
    about(
        at,
        Inward::Answered {
            id: id.into(),
            text,
            venue: Venue::Public,
            to: Some(to.into()),
            customer: None,
        },
    )
}

fn sweep(edge: &Edge) {
    pollster::block_on(due::sweep(&edge.app));
}

pub(super) fn acme() -> Brand {
    Brand::new("acme").unwrap()
}

pub(super) fn give(edge: &Edge, inbound: Inbound) -> Result<Recorded, StoreError> {
    pollster::block_on(record(&edge.app, &acme(), vec![inbound]))
}

pub(super) fn case(edge: &Edge, author: &str) -> Case {
    let id = CaseId::of(&acme(), "facebook", author);
    replay(pollster::block_on(load(&edge.app, &acme(), &id)).unwrap())
}

#[test]
fn an_answer_over_there_stops_the_clock_here() {
    let edge = Edge::new();
    give(
        &edge,
        posted("p1", "77", "Toujours rien reçu !!!", -600_000),
    )
    .unwrap();
    assert_eq!(case(&edge, "77").stage, Stage::Received);
    give(&edge, answered("r1", "p1", -60_000)).unwrap();
    let case = case(&edge, "77");
    assert_eq!(
        (case.stage, case.waiting_since),
        (Stage::Acknowledged, None)
    );
}

#[test]
fn what_overtook_its_post_waits_for_it() {
    let edge = Edge::new();
    let recorded = give(&edge, answered("r1", "p1", -60_000)).unwrap();
    assert_eq!((recorded.stored, recorded.waiting), (0, 1));
    give(
        &edge,
        about(
            -30_000,
            Inward::Deleted {
                post: "p2".into(),
                author: None,
            },
        ),
    )
    .unwrap();
    sweep(&edge);
    assert_eq!(
        edge.app.store.keys("wait/").len(),
        2,
        "the posts have not come yet"
    );
    give(
        &edge,
        posted("p1", "77", "Toujours rien reçu !!!", -600_000),
    )
    .unwrap();
    give(&edge, posted("p2", "77", "Et mon numéro secret", -590_000)).unwrap();
    sweep(&edge);
    assert!(edge.app.store.keys("wait/").is_empty());
    let case = case(&edge, "77");
    assert_eq!(case.stage, Stage::Acknowledged);
    assert!(case.turn("p2").is_some_and(|turn| turn.deleted));
}

#[test]
fn an_answer_taken_back_in_its_own_delivery_is_gone_from_its_case() {
    let edge = Edge::new();
    let removed = Inward::Deleted {
        post: "r1".into(),
        author: None,
    };
    let delivery = vec![
        posted("p1", "77", "Toujours rien reçu !!!", -600_000),
        answered("r1", "p1", -60_000),
        about(-30_000, removed),
    ];
    let recorded = pollster::block_on(record(&edge.app, &acme(), delivery)).unwrap();
    assert_eq!((recorded.stored, recorded.waiting), (3, 0));
    assert_eq!(recorded.touched.len(), 1, "one case and no other");
    assert!(
        case(&edge, "77")
            .turn("r1")
            .is_some_and(|turn| turn.deleted)
    );
}

#[test]
fn an_answer_in_a_topic_finds_who_wrote_there_last_or_waits() {
    for channel in [Channel::Discourse, Channel::Web] {
        answered_in_a_topic(channel);
    }
}

fn answered_in_a_topic(channel: Channel) {
    let edge = Edge::new();
    let answer = |id: &str| {
        let mut inbound = answered(id, "topic:9", -60_000);
        inbound.channel = channel;
        inbound
    };
    let recorded = give(&edge, answer("r1")).unwrap();
    assert_eq!((recorded.stored, recorded.waiting), (0, 1), "counted");
    let mut inbound = posted("12", "zoe", "Toujours rien reçu !!!", -600_000);
    inbound.channel = channel;
    if let Inward::Posted { post } = &mut inbound.what {
        (post.channel, post.thread) = (channel, "9".into());
    }
    give(&edge, inbound).unwrap();
    sweep(&edge);
    give(&edge, answer("r2")).unwrap();
    let id = CaseId::of(&acme(), family(channel), "zoe");
    let case = replay(pollster::block_on(load(&edge.app, &acme(), &id)).unwrap());
    assert_eq!(case.stage, Stage::Acknowledged);
    assert!(case.turn("r1").is_some() && case.turn("r2").is_some());
}

#[test]
fn what_waits_in_vain_keeps_nothing_else_waiting() {
    let edge = Edge::new();
    for number in 0..250 {
        give(&edge, answered("r0", &format!("a{number:03}"), -60_000)).unwrap();
    }
    give(&edge, answered("r1", "p1", -60_000)).unwrap();
    give(
        &edge,
        posted("p1", "77", "Toujours rien reçu !!!", -600_000),
    )
    .unwrap();
    for _ in 0..2 {
        sweep(&edge);
    }
    assert_eq!(edge.app.store.keys("wait/").len(), 250);
    assert_eq!(case(&edge, "77").stage, Stage::Acknowledged);
}

#[test]
fn what_waits_in_vain_is_never_written_again_and_so_ends() {
    let edge = Edge::new();
    // The brand's comment under its own post: no customer's post will ever come.
    give(&edge, answered("r1", "own", -60_000)).unwrap();
    give(&edge, answered("r2", "other", -50_000)).unwrap();
    edge.app.store.puts.borrow_mut().clear();
    for _ in 0..2 {
        sweep(&edge);
    }
    let puts = edge.app.store.puts.borrow();
    let again: Vec<&String> = puts.iter().filter(|key| key.starts_with("wait/")).collect();
    assert!(again.is_empty(), "{again:?}");
    assert_eq!(edge.app.store.keys("wait/").len(), 2);
}

#[test]
fn a_removed_post_leaves_no_words_behind() {
    let edge = Edge::new();
    give(&edge, posted("p1", "77", "Le secret de famille", -600_000)).unwrap();
    give(
        &edge,
        about(
            -30_000,
            Inward::Deleted {
                post: "p1".into(),
                author: None,
            },
        ),
    )
    .unwrap();
    let id = CaseId::of(&acme(), "facebook", "77");
    pollster::block_on(inbox::refresh(&edge.app, &acme(), &[id])).unwrap();
    for (key, (value, metadata)) in edge.app.store.kept.borrow().iter() {
        let all = format!("{value}{}", metadata.as_deref().unwrap_or_default());
        assert!(!all.contains("secret"), "{key}: {all}");
    }
    for row in edge.app.store.rows.borrow().values() {
        assert!(!crate::json(row).contains("secret"), "{row:?}");
    }
    assert!(
        case(&edge, "77")
            .turn("p1")
            .is_some_and(|turn| turn.deleted)
    );
}

#[test]
fn personal_data_of_a_public_post_is_never_written() {
    let edge = Edge::new();
    give(
        &edge,
        posted(
            "p1",
            "77",
            "Appelez-moi au 06 12 34 56 78, claire@example.org",
            0,
        ),
    )
    .unwrap();
    for (key, (value, metadata)) in edge.app.store.kept.borrow().iter() {
        let all = format!("{value}{}", metadata.as_deref().unwrap_or_default());
        assert!(
            !all.contains("12 34 56") && !all.contains("claire@example"),
            "{key}: {all}"
        );
    }
    let case = case(&edge, "77");
    assert!(
        case.turns[0].text.contains("****"),
        "{}",
        case.turns[0].text
    );
}

#[test]
fn private_words_never_stand_in_metadata() {
    let edge = Edge::new();
    let mut inbound = posted("m1", "77", "Mon contrat est le 12345678", 0);
    if let Inward::Posted { post } = &mut inbound.what {
        post.venue = Venue::Private;
    }
    give(&edge, inbound).unwrap();
    let id = CaseId::of(&acme(), "facebook", "77");
    pollster::block_on(inbox::refresh(&edge.app, &acme(), &[id])).unwrap();
    for (key, (_, metadata)) in edge.app.store.kept.borrow().iter() {
        assert!(
            !metadata.as_deref().unwrap_or_default().contains("contrat"),
            "{key}"
        );
    }
    assert!(
        case(&edge, "77").turns[0].text.contains("contrat"),
        "the value has them"
    );
}

#[test]
fn a_failing_store_loses_and_doubles_nothing() {
    const EVENTS: usize = 10_000;
    let edge = Edge::new();
    edge.app.store.failing.set(100);
    let mut refused = 0;
    for number in 0..EVENTS {
        let inbound = posted(
            &format!("p{number}"),
            &format!("a{}", number % 40),
            "En panne depuis lundi.",
            number as i64,
        );
        // What a platform does: it sends again until it is told 200.
        while give(&edge, inbound.clone()).is_err() {
            refused += 1;
        }
    }
    assert!(refused > EVENTS / 10, "the switch did nothing: {refused}");
    assert_eq!(edge.app.store.keys("ev/").len(), EVENTS);
    let turns: usize = (0..40)
        .map(|author| case(&edge, &format!("a{author}")).turns.len())
        .sum();
    assert_eq!(turns, EVENTS);
}

#[test]
fn a_thousand_events_are_read_in_few_calls() {
    let edge = Edge::new();
    for number in 0..1000 {
        give(
            &edge,
            posted(
                &format!("p{number}"),
                "77",
                "Toujours en panne, et personne ne répond.",
                number,
            ),
        )
        .unwrap();
    }
    edge.app.store.calls.set(0);
    assert_eq!(case(&edge, "77").turns.len(), 1000);
    let calls = edge.app.store.calls.get();
    assert!(calls <= 3, "{calls} calls");
}

#[test]
fn the_sweep_makes_entries_that_are_missing_or_behind() {
    let mut edge = Edge::new();
    let entries = |edge: &Edge| pollster::block_on(inbox::all(&edge.app, &acme())).unwrap();
    let minutes = |edge: &mut Edge| {
        // A sixteenth of the cases a minute.
        for _ in 0..16 {
            edge.app.now.0 += 60_000;
            sweep(edge);
        }
    };
    give(
        &edge,
        posted("p1", "77", "En panne depuis lundi.", -600_000),
    )
    .unwrap();
    give(&edge, posted("p2", "78", "Chez moi aussi !", -600_000)).unwrap();
    assert!(
        entries(&edge).is_empty(),
        "recording leaves entries to others"
    );
    minutes(&mut edge);
    assert_eq!(entries(&edge).len(), 2);
    give(&edge, answered("r1", "p1", -60_000)).unwrap();
    minutes(&mut edge);
    let stages: Vec<Stage> = entries(&edge).iter().map(|entry| entry.stage).collect();
    assert!(stages.contains(&Stage::Acknowledged), "{stages:?}");
}
