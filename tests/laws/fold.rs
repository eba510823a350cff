//! The fold of events: total, idempotent by event id, independent of the order of arrival.

use crate::events::{assessment, history, post};
use accalmie_shared::case::{
    Actor, Case, CaseEvent, Command, Happened, Reply, Speaker, Stage, decide, deleted, echoed,
    edited, evolve, received, replay,
};
use accalmie_shared::policy::{parse, standard};
use accalmie_shared::post::Venue;
use accalmie_shared::reading::{Intent, Severity};
use accalmie_shared::units::Timestamp;
use proptest::prelude::*;

proptest! {
    #[test]
    fn the_order_of_arrival_changes_nothing(
        (history, shuffled) in history().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle()))
    ) {
        prop_assert_eq!(replay(history), replay(shuffled));
    }

    #[test]
    fn a_redelivery_changes_nothing(history in history(), picks in prop::collection::vec(any::<prop::sample::Index>(), 0..10)) {
        let mut twice = history.clone();
        if !history.is_empty() {
            twice.extend(picks.iter().map(|pick| pick.get(&history).clone()));
        }
        prop_assert_eq!(replay(history), replay(twice));
    }

    #[test]
    fn one_step_after_another_is_the_whole_fold(history in history()) {
        let mut sorted = history.clone();
        sorted.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        prop_assert_eq!(replay(history), sorted.iter().fold(Case::empty(), evolve));
    }

    #[test]
    fn a_case_survives_the_wire(history in history()) {
        let case = replay(history);
        let text = serde_json::to_string(&case).expect("a case is plain data");
        prop_assert_eq!(serde_json::from_str::<Case>(&text).expect("what was written can be read"), case);
    }

    #[test]
    fn a_case_never_contradicts_itself(history in history()) {
        let case = replay(history);
        prop_assert!(case.episode_start <= case.turns.len());
        prop_assert_eq!(case.episode == 0, case.turns.is_empty());
        prop_assert_eq!(case.stage == Stage::Resolved, case.resolved.is_some());
        let ids: std::collections::BTreeSet<_> = case.turns.iter().map(|turn| &turn.id).collect();
        prop_assert_eq!(ids.len(), case.turns.len(), "a post stands twice in the case");
        for turn in &case.turns {
            prop_assert!(!turn.deleted || turn.text.is_empty(), "a deleted text was kept");
            if let Speaker::Customer { assessment } = &turn.speaker {
                prop_assert!(assessment.severity == Severity::Calm || !assessment.signals.is_empty());
            }
        }
        let chasers = case.present().iter().filter(|turn| turn.chases).count();
        prop_assert_eq!(chasers, case.chasers as usize);
        prop_assert!(case.given.iter().all(|item| case.given.iter().filter(|other| *other == item).count() == 1));
    }

    #[test]
    fn what_is_decided_is_what_the_fold_takes(history in history(), text in "[a-z ]{1,20}") {
        let case = replay(history.clone());
        let by = Actor::Agent { id: "camille".into(), name: "Camille".into() };
        let now = Timestamp(500 * 60_000);
        let reply = Reply { venue: Venue::Public, text, moves: vec![], asks: vec![], post: None, to: None };
        let command = Command::Acknowledge { reply };
        if let Ok(events) = decide(&case, &command, &by, &standard(), now, "c1") {
            let after = replay(history.into_iter().chain(events));
            prop_assert_eq!(after.turns.len(), case.turns.len() + 1);
            prop_assert!(after.waiting_since.is_none(), "an answer leaves nobody waiting");
            let again = decide(&after, &command, &by, &standard(), now, "c2");
            prop_assert!(again.is_err(), "the same answer went out twice");
        }
    }
}

fn minute(minute: i64) -> Timestamp {
    Timestamp(minute * 60_000)
}

fn angry_post(id: &str, at: i64) -> CaseEvent {
    let reading = assessment(Severity::Angry, Intent::Complaint);
    received(post(id, Venue::Public, minute(at)), reading, &standard())
}

#[test]
fn an_edit_that_comes_before_its_post_still_counts() {
    let calm = assessment(Severity::Calm, Intent::Question);
    let case = replay([
        edited("p", "Mieux dit".into(), calm, minute(0)),
        angry_post("p", 1),
    ]);
    assert_eq!(case.turns[0].text, "Mieux dit");
    assert_eq!(case.turns[0].severity(), Some(Severity::Calm));
    assert!(case.early.is_empty());
}

#[test]
fn a_deletion_that_comes_before_its_post_leaves_no_text() {
    let calm = assessment(Severity::Calm, Intent::Question);
    let case = replay([
        edited("p", "À ne pas garder".into(), calm, minute(0)),
        deleted("p", minute(1)),
    ]);
    assert!(!format!("{case:?}").contains("À ne pas garder"));
    let case = replay([deleted("p", minute(1)), angry_post("p", 2)]);
    assert!(case.turns[0].deleted);
    assert_eq!(case.turns[0].text, "");
    assert_eq!(
        case.waiting_since, None,
        "nobody waits for an answer to a deleted post"
    );
}

fn reported(text: &str, at: i64) -> CaseEvent {
    CaseEvent {
        id: "command-1".into(),
        at: minute(at),
        by: Actor::Agent {
            id: "camille".into(),
            name: "Camille".into(),
        },
        what: Happened::ReplySent {
            reply: Reply {
                venue: Venue::Public,
                text: text.into(),
                moves: vec![accalmie_shared::reply::Move::Greet],
                asks: vec![],
                post: None,
                to: None,
            },
        },
    }
}

#[test]
fn a_report_and_its_echo_are_one_answer_whichever_comes_first() {
    for (report_at, echo_at) in [(5, 6), (6, 5)] {
        let echo = echoed(
            "r9",
            Venue::Public,
            "Bonjour  Claire,\nje regarde.".into(),
            None,
            minute(echo_at),
        );
        let case = replay([
            angry_post("p", 1),
            echo,
            reported("Bonjour Claire, je regarde.", report_at),
        ]);
        assert_eq!(case.turns.len(), 2);
        let answer = &case.turns[1];
        assert_eq!(answer.id, "r9");
        let Speaker::Brand { by, moves } = &answer.speaker else {
            panic!("the brand speaks second")
        };
        assert!(matches!(by, Actor::Agent { id, .. } if id == "camille"));
        assert_eq!(moves.len(), 1);
    }
}

#[test]
fn a_second_echo_with_the_same_words_is_a_second_answer() {
    let echo = |id| echoed(id, Venue::Public, "C'est noté.".into(), None, minute(6));
    let case = replay([
        angry_post("p", 1),
        reported("C'est noté.", 5),
        echo("r1"),
        echo("r2"),
    ]);
    assert_eq!(case.turns.len(), 3);
}

#[test]
fn a_post_soon_after_the_end_reopens_and_a_late_one_begins_anew() {
    let settled = |at| CaseEvent {
        id: "end".into(),
        at: minute(at),
        by: Actor::System,
        what: Happened::Resolved {
            reopens_within: accalmie_shared::units::Minutes(60),
        },
    };
    let soon = replay([
        angry_post("a", 0),
        reported("C'est réparé.", 5),
        settled(10),
        angry_post("b", 70),
    ]);
    assert_eq!((soon.episode, soon.stage), (1, Stage::Acknowledged));
    let late = replay([
        angry_post("a", 0),
        reported("C'est réparé.", 5),
        settled(10),
        angry_post("b", 71),
    ]);
    assert_eq!(
        (late.episode, late.stage, late.present().len()),
        (2, Stage::Received, 1)
    );
}

#[test]
fn a_brand_that_writes_only_its_name_gets_a_whole_policy() {
    let policy = parse(r#"{"brand": {"name": "Lumio"}}"#).expect("a name is enough");
    let mut expected = standard();
    expected.brand.name = "Lumio".into();
    assert_eq!(policy, expected);
}
