//! What is left of a person who was erased: nothing, whatever KV's lists still show.

use super::*;
use crate::http::Reply;
use crate::outbox::parcel;
use crate::record::{entry, record};
use crate::testing::{Edge, request};
use crate::webhooks::inbound::{Inbound, Inward};
use accalmie_shared::case::{Actor, replay};
use accalmie_shared::post::{Author, Post, Venue};
use accalmie_shared::units::Timestamp;
use http::Method;
use pollster::block_on;
use serde_json::Value;

/// Stands in every post and reply of the person, and nowhere else.
const NAME: &str = "Zoé Maréchal";

fn inbound(at: Timestamp, what: Inward) -> Inbound {
    let channel = Channel::Facebook;
    Inbound { at, channel, what }
}

fn posted(at: Timestamp, author: &str, id: &str) -> Inbound {
    let name = if author == "zoe" { NAME } else { author };
    let post = Post {
        id: id.into(),
        thread: id.into(),
        parent: None,
        channel: Channel::Facebook,
        venue: Venue::Public,
        author: Author {
            id: author.into(),
            name: name.into(),
            handle: None,
            bio: None,
            url: None,
        },
        text: format!("Toujours aucune réponse, c'est une honte. {name}"),
        lang: None,
        url: None,
        account: None,
        reach: None,
        attachments: Vec::new(),
        at,
    };
    inbound(at, Inward::Posted { post })
}

fn erase(edge: &Edge, token: &str) -> Value {
    let path = "/v1/authors/zoe?channel=facebook";
    let reply: Reply = edge.call(&request(Method::DELETE, path, "").bearer(token));
    assert_eq!(reply.status, 200, "{}", reply.body);
    serde_json::from_str(&reply.body).unwrap()
}

/// The keys whose value or metadata has the person's name in it.
fn traces(edge: &Edge) -> Vec<String> {
    let kept = edge.app.store.kept.borrow();
    let named = |text: &str| text.contains(NAME);
    let traces = kept
        .iter()
        .filter(|(_, (value, more))| named(value) || more.as_deref().is_some_and(named));
    traces.map(|(key, _)| key.clone()).collect()
}

#[test]
fn nothing_is_left_and_nothing_comes_back() {
    let mut edge = Edge::new();
    let token = edge.sign_in("ada", "administrator");
    let brand = Brand::new("acme").unwrap();
    let case = CaseId::of(&brand, "facebook", "zoe");
    let now = edge.app.now;
    let before = |minutes: i64| Timestamp(now.0 - minutes * 60_000);
    // An edit overtook its post and waits on; then the post, and an answer that names its author.
    let edited = Inward::Edited {
        post: "p1".into(),
        text: NAME.into(),
        author: None,
    };
    let answered = Inward::Answered {
        id: "r1".into(),
        text: format!("Bonjour {NAME}"),
        venue: Venue::Public,
        to: Some("p1".into()),
        customer: None,
    };
    for one in [
        inbound(before(9), edited),
        posted(before(8), "zoe", "p1"),
        inbound(before(7), answered),
    ] {
        block_on(record(&edge.app, &brand, vec![one])).unwrap();
    }
    let handed = CaseEvent {
        id: "ours:1".into(),
        at: before(6),
        by: Actor::Agent {
            id: "ada".into(),
            name: "ada".into(),
        },
        what: Happened::HandedOff {
            target: "facturation".into(),
            summary: NAME.into(),
        },
    };
    let state = replay(block_on(load(&edge.app, &brand, &case)).unwrap());
    let wall = edge.app.wall(&accalmie_shared::policy::standard());
    let entries = [
        entry(&brand, &case, &handed, 1000),
        parcel(&wall, &brand, &case, &state, &handed).unwrap(),
    ];
    block_on(store::put_all(&edge.app.store, entries.into())).unwrap();
    // More at once than is read at once, theirs and somebody else's.
    let author = |one: i64| if one % 2 == 0 { "zoe" } else { "leo" };
    let many = (0..30).map(|one| posted(before(5), author(one), &format!("q{one}")));
    block_on(batch::take(&edge.app, &brand, many.collect())).unwrap();
    block_on(crate::cases::inbox::refresh(
        &edge.app,
        &brand,
        std::slice::from_ref(&case),
    ))
    .unwrap();
    for prefix in ["ev/", "wait/", "said/", "recent/", "outbox/", "batch/"] {
        assert!(
            traces(&edge).iter().any(|key| key.starts_with(prefix)),
            "{prefix}"
        );
    }
    assert_eq!(edge.app.store.rows.borrow().len(), 1);

    let kept = edge.app.store.kept.borrow().clone();
    *edge.app.store.ghosts.borrow_mut() = kept;
    assert_eq!(erase(&edge, &token)["complete"], true);
    assert_eq!(traces(&edge), [""; 0]);
    // Lists show for a minute what was deleted, and the clock goes on.
    for _ in 0..2 {
        block_on(crate::due::sweep(&edge.app));
        block_on(crate::cases::inbox::refresh(
            &edge.app,
            &brand,
            std::slice::from_ref(&case),
        ))
        .unwrap();
        edge.app.now.0 += 50_000;
    }
    assert_eq!(traces(&edge), [""; 0]);
    let rows = |edge: &Edge| {
        let rows = edge.app.store.rows.borrow();
        rows.contains_key(&(brand.clone(), case.as_str().to_owned()))
    };
    assert!(!rows(&edge));
    assert_eq!(
        edge.outside.calls.borrow().len(),
        0,
        "the hand-off was taken back"
    );
    let leo = CaseId::of(&brand, "facebook", "leo");
    assert_eq!(block_on(load(&edge.app, &brand, &leo)).unwrap().len(), 15);

    // Who writes again is a customer like any other.
    edge.app.store.ghosts.borrow_mut().clear();
    edge.app.now.0 += 60_000;
    block_on(record(
        &edge.app,
        &brand,
        vec![posted(edge.app.now, "zoe", "p2")],
    ))
    .unwrap();
    block_on(crate::cases::inbox::refresh(
        &edge.app,
        &brand,
        std::slice::from_ref(&case),
    ))
    .unwrap();
    assert!(rows(&edge));
}

#[test]
fn a_thousand_posts_are_forgotten_in_calls_that_the_platform_allows() {
    let edge = Edge::new();
    let token = edge.sign_in("ada", "administrator");
    let brand = Brand::new("acme").unwrap();
    let at = |one: i64| Timestamp(edge.app.now.0 - one * 1000);
    let many = (0..1_000).map(|one| posted(at(one), "zoe", &format!("p{one}")));
    block_on(record(&edge.app, &brand, many.collect())).unwrap();
    let mut rounds = 0;
    loop {
        let calls = edge.app.store.calls.get();
        let answer = erase(&edge, &token);
        let calls = edge.app.store.calls.get() - calls;
        assert!(calls < 1_000, "{calls} calls");
        rounds += 1;
        if answer["complete"] == true {
            break;
        }
        assert_eq!(answer["events"], EVENTS);
    }
    assert_eq!(rounds, 4);
    assert_eq!(traces(&edge), [""; 0]);
    assert_eq!(edge.app.store.keys("post/").len(), 0);
}

#[test]
fn a_row_whose_events_had_their_time_goes() {
    let mut edge = Edge::new();
    let brand = Brand::new("acme").unwrap();
    let case = CaseId::of(&brand, "facebook", "zoe");
    let post = posted(edge.app.now, "zoe", "p1");
    block_on(record(&edge.app, &brand, vec![post])).unwrap();
    block_on(crate::cases::inbox::refresh(
        &edge.app,
        &brand,
        std::slice::from_ref(&case),
    ))
    .unwrap();
    let events = keys::events(&brand, &case);
    edge.app
        .store
        .kept
        .borrow_mut()
        .retain(|key, _| !key.starts_with(&events));
    edge.app.now.0 += 120_001;
    // A sixteenth of the cases a minute.
    for _ in 0..16 {
        block_on(crate::due::sweep(&edge.app));
        edge.app.now.0 += 60_000;
    }
    assert_eq!(edge.app.store.rows.borrow().len(), 0);
}

#[test]
fn no_answer_in_a_topic_finds_the_case_of_somebody_who_was_erased() {
    let edge = Edge::new();
    let token = edge.sign_in("ada", "administrator");
    let mut inbound = posted(edge.app.now, "zoe", "12");
    inbound.channel = Channel::Discourse;
    if let Inward::Posted { post } = &mut inbound.what {
        post.channel = Channel::Discourse;
    }
    let brand = Brand::new("acme").unwrap();
    block_on(record(&edge.app, &brand, vec![inbound])).unwrap();
    assert_eq!(edge.app.store.keys("post/acme/discourse/").len(), 2);
    let erase = request(Method::DELETE, "/v1/authors/zoe?channel=discourse", "");
    assert_eq!(edge.call(&erase.bearer(&token)).status, 200);
    assert_eq!(edge.app.store.keys("post/acme/discourse/"), [""; 0]);
}
