//! Many deliveries at once: none stands in another's way, and none goes out twice.

use super::tests::{acme, handed_off, swept};
use super::*;
use crate::testing::Edge;

/// So many alerts as KV lists in more than one call.
const MANY: usize = 1100;

/// Alerts that wait for their next try, or for a person; their keys stand before every hand-off's.
fn alerts(edge: &Edge, key: fn(&Brand, &str) -> String, next: Option<Timestamp>) {
    for number in 0..MANY {
        let parcel = Parcel {
            id: format!("alert.due:{number:05}"),
            case: String::new(),
            target: "facturation".into(),
            words: [(WHOLE.to_owned(), "{}".to_owned())].into(),
        };
        let status = Status {
            target: parcel.target.clone(),
            tries: 1,
            next,
            ..Status::default()
        };
        let entry = Entry::new(key(&acme(), &parcel.id), crate::json(&parcel));
        let entry = entry.with_metadata(crate::json(&status));
        pollster::block_on(edge.app.store.put(entry)).unwrap();
    }
}

#[test]
fn a_hand_off_goes_out_behind_a_thousand_alerts_that_do_not() {
    let (edge, _, _) = handed_off();
    let later = Timestamp(edge.app.now.0 + 3_600_000);
    alerts(&edge, keys::parcel, Some(later));
    let ok = Ok(Answer {
        status: 200,
        body: String::new(),
    });
    assert_eq!(swept(&edge, &ok).len(), 1);
}

#[test]
fn what_was_given_up_stands_apart_and_is_shown_page_by_page() {
    let (edge, _, _) = handed_off();
    let gone = Ok(Answer {
        status: 410,
        body: String::new(),
    });
    assert_eq!(swept(&edge, &gone).len(), 1);
    assert!(edge.app.store.keys("outbox/acme/").is_empty());
    assert_eq!(edge.app.store.keys("failed/acme/").len(), 1);
    alerts(&edge, keys::given_up, None);
    alerts(&edge, keys::parcel, Some(edge.app.now));
    let brand = acme();
    let (mut shown, mut cursor, mut pages) = (0, None, 0);
    loop {
        let page = pollster::block_on(list(&edge.app, &brand, cursor.as_deref())).unwrap();
        shown += page.items.len();
        pages += 1;
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!((shown, pages), (2 * MANY + 1, 3));
}

#[test]
fn a_try_that_is_under_way_is_not_made_twice() {
    let (edge, _, _) = handed_off();
    let key = edge.app.store.keys("outbox/acme/").remove(0);
    let status = || {
        let kept = edge.app.store.kept.borrow();
        let (_, metadata) = &kept[&key];
        serde_json::from_str::<Status>(metadata.as_deref().unwrap()).unwrap()
    };
    // Both sweeps have listed it as due; KV shows the second one what was there before the first.
    let (brand, listed) = (acme(), status());
    for expected in [1, 0] {
        let tried = pollster::block_on(attempt(&edge.app, &brand, &key, listed.clone())).unwrap();
        assert_eq!(edge.outside.calls.take().len(), expected);
        assert!(tried.again.is_some());
    }
    assert_eq!(status().tries, 1);
}
