//! How many calls a case takes.

use super::*;
use crate::app::Memo;
use crate::record::record;
use crate::store::index::{Due, Index as _};
use crate::testing::{Edge, request};
use crate::webhooks::inbound::{Inbound, Inward};
use ::http::Method;
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::units::Timestamp;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Message `number` of one author.
fn message(edge: &Edge, number: i64, venue: Venue) -> Inbound {
    let at = Timestamp(edge.app.now.0 - 3_600_000 + number);
    let post = Post {
        id: format!("p{number}"),
        thread: "t".into(),
        parent: None,
        channel: Channel::Facebook,
        venue,
        author: Author {
            id: "77".into(),
            name: "Zoé".into(),
            handle: None,
            bio: None,
            url: None,
        },
        text: "Toujours rien reçu.".into(),
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

#[test]
fn a_thousand_events_take_three_calls_also_of_an_instance_that_remembers_nothing() {
    for venue in [Venue::Public, Venue::Private] {
        let mut edge = Edge::new();
        let token = edge.sign_in("claire", "community_manager");
        let acme = Brand::new("acme").unwrap();
        let case = CaseId::of(&acme, "facebook", "77");
        // Two rounds, so that the second leaves messages that are in no pack yet.
        for numbers in [0..960, 960..1000] {
            let inbound = numbers
                .map(|number| message(&edge, number, venue))
                .collect();
            pollster::block_on(record(&edge.app, &acme, inbound)).unwrap();
            pollster::block_on(inbox::refresh(
                &edge.app,
                &acme,
                std::slice::from_ref(&case),
            ))
            .unwrap();
        }
        edge.app.memo = Rc::new(Memo::new(Packs::embedded(), |_, _| {
            Some(Offsets::fixed(60))
        }));
        let path = format!("/v1/cases/{}", case.as_str());
        for known in ["nothing", "the policy"] {
            edge.app.store.calls.set(0);
            let reply = edge.call(&request(Method::GET, &path, "").bearer(&token));
            assert_eq!(reply.status, 200, "{}", reply.body);
            let shown: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
            assert_eq!(shown["events"].as_array().unwrap().len(), 1000);
            let calls = edge.app.store.calls.get();
            assert!(calls <= 3, "{venue:?}, knowing {known}: {calls} calls");
        }
    }
}

#[test]
fn a_public_reply_is_remembered_and_forgotten_with_its_author() {
    let edge = Edge::new();
    let token = edge.sign_in("claire", "administrator");
    let acme = Brand::new("acme").unwrap();
    let case = CaseId::of(&acme, "facebook", "77");
    let inbound = vec![message(&edge, 1, Venue::Public)];
    pollster::block_on(record(&edge.app, &acme, inbound)).unwrap();
    let text = "Bonjour Zoé, pardon pour l'attente : votre colis est retrouvé.";
    let body =
        format!(r#"{{"command":"acknowledge","reply":{{"venue":"public","text":"{text}"}}}}"#);
    let path = format!("/v1/cases/{}/commands", case.as_str());
    let call = request(Method::POST, &path, &body).with("idempotency-key", "k1");
    assert_eq!(edge.call(&call.bearer(&token)).status, 200);
    pollster::block_on(inbox::refresh(&edge.app, &acme, &[case])).unwrap();
    let replies = || pollster::block_on(record::replies(&edge.app, &acme)).unwrap();
    let together = keys::recent(&acme);
    assert!(edge.app.store.kept.borrow()[&together].0.contains(text));
    assert_eq!(replies(), [text]);
    edge.app.store.kept.borrow_mut().remove(&together);
    assert_eq!(replies(), [text], "what is derived may be missing");
    let path = "/v1/authors/77?channel=facebook";
    let reply = edge.call(&request(Method::DELETE, path, "").bearer(&token));
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(replies().is_empty());
}

#[test]
fn twelve_thousand_cases_are_read_in_slices_and_each_once() {
    let edge = Edge::new();
    let acme = Brand::new("acme").unwrap();
    let first = vec![message(&edge, 1, Venue::Public)];
    let touched = pollster::block_on(record(&edge.app, &acme, first)).unwrap();
    let touched: Vec<CaseId> = touched.touched.into_iter().collect();
    pollster::block_on(inbox::refresh(&edge.app, &acme, &touched)).unwrap();
    let row = edge.app.store.rows.take().into_values().next().unwrap();
    let rows = (0..12_000).map(|number| {
        let mut row = row.clone();
        row.item.id = format!("{number:032x}");
        // Many share their place and their moment: the id alone keeps them apart.
        row.rank = (row.rank.0, number % 7, row.rank.2, row.item.id.clone());
        row.item.updated_at = Timestamp(number % 5);
        row.item.due = Some(Timestamp(edge.app.now.0 + number));
        row
    });
    let rows: Vec<_> = rows.collect();
    pollster::block_on(edge.app.store.index(&acme, &rows)).unwrap();
    edge.app.store.calls.set(0);
    let all = pollster::block_on(inbox::all(&edge.app, &acme)).unwrap();
    let ids: BTreeSet<&str> = all.iter().map(|item| item.id.as_str()).collect();
    assert_eq!((all.len(), ids.len()), (12_000, 12_000));
    let summaries = pollster::block_on(inbox::summaries(&edge.app, &acme)).unwrap();
    assert_eq!(summaries.len(), 12_000);
    let calls = edge.app.store.calls.get();
    assert!(calls < 100, "{calls} calls");
    let due = Due {
        due_from: Timestamp(edge.app.now.0 + 100),
        due_to: Timestamp(edge.app.now.0 + 2_199),
    };
    let due = pollster::block_on(inbox::due(&edge.app, &acme, due)).unwrap();
    assert_eq!(due.len(), 2_100);
}
