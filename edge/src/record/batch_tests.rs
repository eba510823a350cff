//! Much at once: nothing is lost, nothing is half kept, and no invocation makes too many calls.

use super::batch::{Left, Worked, take, work};
use super::tests::{acme, case, posted};
use super::*;
use crate::cases::{inbox, load};
use crate::testing::Edge;
use accalmie_shared::case::Stage;
use accalmie_shared::units::Timestamp;

/// The most calls of one invocation, by the Workers documentation.
const CALLS: u32 = 1000;

/// As many updates as Meta puts into one delivery.
fn much() -> Vec<Inbound> {
    let one = |number: i64| {
        let author = format!("a{}", number % 700);
        posted(
            &format!("p{number}"),
            &author,
            "En panne depuis lundi.",
            number,
        )
    };
    (0..1000).map(one).collect()
}

#[test]
fn a_thousand_updates_are_kept_first_and_worked_off_in_shares() {
    let edge = Edge::new();
    let calls = |edge: &Edge| edge.app.store.calls.replace(0);
    let taken = pollster::block_on(take(&edge.app, &acme(), much())).unwrap();
    assert_eq!((taken.stored, taken.later), (0, 1000));
    assert!(calls(&edge) <= 50, "the platform waits for few writes");
    pollster::block_on(edge.app.store.work(&acme())).unwrap();
    // Sent again meanwhile, it is the same keys.
    pollster::block_on(take(&edge.app, &acme(), much())).unwrap();
    assert_eq!(edge.app.store.keys("batch/").len(), 40);
    calls(&edge);
    let mut rounds = 0;
    let share = || {
        let Worked { touched, left } = pollster::block_on(work(&edge.app, &acme())).unwrap();
        pollster::block_on(inbox::catch_up(&edge.app, &acme(), touched));
        left
    };
    while share() == Left::More {
        let calls = calls(&edge);
        assert!(calls < CALLS, "{calls} calls in one invocation");
        rounds += 1;
        assert!(rounds < 100, "it never ends");
    }
    assert_eq!(edge.app.store.keys("ev/").len(), 1000);
    assert!(edge.app.store.keys("batch/").is_empty());
    let items = pollster::block_on(inbox::all(&edge.app, &acme())).unwrap();
    assert_eq!(items.len(), 700);
}

#[test]
fn a_large_delivery_over_a_failing_store_is_kept_whole_in_the_end() {
    let edge = Edge::new();
    edge.app.store.failing.set(100);
    let mut refused = 0;
    while pollster::block_on(take(&edge.app, &acme(), much())).is_err() {
        refused += 1;
    }
    assert!(refused > 0, "the switch did nothing");
    // A share is fifty writes: at one in ten it would take hundreds of tries, and as long.
    edge.app.store.failing.set(10);
    let mut tries = 0;
    let left = || pollster::block_on(work(&edge.app, &acme())).map(|worked| worked.left);
    while left() != Ok(Left::Nothing) {
        tries += 1;
        assert!(tries < 1000, "it never ends");
    }
    assert_eq!(edge.app.store.keys("ev/").len(), 1000);
}

#[test]
fn a_thousand_private_messages_are_read_in_three_calls() {
    let edge = Edge::new();
    let id = CaseId::of(&acme(), "facebook", "77");
    for number in 0..1000 {
        let mut message = posted(&format!("m{number}"), "77", "Et mon dossier ?", number);
        if let Inward::Posted { post } = &mut message.what {
            post.venue = Venue::Private;
        }
        pollster::block_on(record(&edge.app, &acme(), vec![message])).unwrap();
        if number % 40 == 0 {
            let one = std::slice::from_ref(&id);
            pollster::block_on(inbox::refresh(&edge.app, &acme(), one)).unwrap();
        }
    }
    edge.app.store.calls.set(0);
    let case = case(&edge, "77");
    assert_eq!((case.turns.len(), case.stage), (1000, Stage::Received));
    assert!(
        edge.app.store.calls.get() <= 3,
        "{} calls",
        edge.app.store.calls.get()
    );
    // The pack is derived: without it the case is the same.
    let packs = edge.app.store.keys("pack/");
    assert_eq!(packs.len(), 1);
    pollster::block_on(edge.app.store.delete(&packs[0])).unwrap();
    assert_eq!(self::case(&edge, "77"), case);
}

#[test]
fn a_pack_forgets_the_words_of_a_removed_message() {
    let edge = Edge::new();
    let id = CaseId::of(&acme(), "facebook", "77");
    let refresh = || {
        let one = std::slice::from_ref(&id);
        pollster::block_on(inbox::refresh(&edge.app, &acme(), one)).unwrap();
    };
    for number in 0..150 {
        let mut message = posted(&format!("m{number}"), "77", "Le secret de famille", number);
        if let Inward::Posted { post } = &mut message.what {
            post.venue = Venue::Private;
        }
        pollster::block_on(record(&edge.app, &acme(), vec![message])).unwrap();
    }
    refresh();
    assert_eq!(edge.app.store.keys("pack/").len(), 1);
    for number in 0..150 {
        let post = format!("m{number}");
        let removal = Inbound {
            at: Timestamp(1_795_341_700_000),
            channel: accalmie_shared::post::Channel::Facebook,
            what: Inward::Deleted { post, author: None },
        };
        pollster::block_on(record(&edge.app, &acme(), vec![removal])).unwrap();
    }
    let events = pollster::block_on(load(&edge.app, &acme(), &id)).unwrap();
    assert!(
        !crate::json(&events).contains("secret"),
        "shown before they are forgotten"
    );
    refresh();
    refresh();
    for (key, (value, _)) in edge.app.store.kept.borrow().iter() {
        assert!(!value.contains("secret"), "{key}: {value}");
    }
}

#[test]
fn one_invocation_at_a_time_derives_a_case() {
    let edge = Edge::new();
    let (memo, now) = (&edge.app.memo, edge.app.now);
    let id = CaseId::of(&acme(), "facebook", "77");
    assert!(memo.begins(&acme(), &id, now));
    assert!(!memo.begins(&acme(), &id, now), "somebody is at it");
    assert!(memo.goes_on(&acme(), &id), "and goes around once more");
    assert!(!memo.goes_on(&acme(), &id), "but not for ever");
    assert!(memo.begins(&acme(), &id, now), "then it is anybody's again");
    let later = Timestamp(now.0 + 120_000);
    assert!(
        memo.begins(&acme(), &id, later),
        "whoever was cut off is not waited for"
    );
}
