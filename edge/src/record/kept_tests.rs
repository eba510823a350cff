//! What is kept of an answer and of a reason, and where.

use super::tests::{NOW, acme, answered, case, give, posted};
use super::*;
use crate::testing::Edge;
use accalmie_shared::case::Actor;
use accalmie_shared::units::Timestamp;

#[test]
fn reasons_of_colleagues_never_stand_in_metadata() {
    let reason = "insulte envers Claire";
    for what in [
        Happened::Reopened {
            reason: reason.into(),
        },
        Happened::Hidden {
            post: "p1".into(),
            reason: reason.into(),
        },
    ] {
        let event = CaseEvent {
            id: "ours:1".into(),
            at: Timestamp(NOW),
            by: Actor::System,
            what,
        };
        let kept = entry(&acme(), &CaseId::of(&acme(), "facebook", "77"), &event, 60);
        assert!(
            kept.value.contains(reason) && kept.metadata.is_none(),
            "{kept:?}"
        );
    }
}

#[test]
fn an_endless_answer_is_cut_like_any_post() {
    let edge = Edge::new();
    give(
        &edge,
        posted("p1", "77", "Toujours rien reçu !!!", -600_000),
    )
    .unwrap();
    let mut endless = answered("r1", "p1", -60_000);
    if let Inward::Answered { text, .. } = &mut endless.what {
        *text = "a".repeat(2 * TEXT_LIMIT);
    }
    give(&edge, endless).unwrap();
    let case = case(&edge, "77");
    assert_eq!(
        case.turn("r1").map(|turn| turn.text.len()),
        Some(TEXT_LIMIT)
    );
}
