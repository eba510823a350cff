//! M22: the customer refuses the private message or the stock answer beforehand: the reply explains why instead of
//! repeating the request, and offers another contact point.

use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::reading::{Lang, SignalKind};
use accalmie_shared::reply::{Gate, Move, Rule};
use accalmie_tests::facebook;

fn refuses(text: &str, kind: SignalKind) {
    let scene = facebook(&format!("mon 09:00 Odile: {text}")).at("mon 09:05");
    assert!(
        !scene.evidence(kind).is_empty(),
        "{text}: {:?}",
        scene.read().signals
    );
    assert!(
        scene
            .because(|reason| matches!(reason, Reason::Sign { kind: found, .. } if *found == kind))
    );
    assert_eq!(scene.plan.step, Step::AskPrivate);
    assert!(!scene.suggestions.is_empty());
    for one in &scene.suggestions {
        let asks = one.moves.contains(&Move::AskPrivate);
        assert!(
            !asks || one.moves.contains(&Move::Explain),
            "asked again without a reason: {}",
            one.text
        );
    }
    assert!(!scene.with(Move::Explain).is_empty(), "{}", scene.listed());
    assert!(
        scene.says("0 800 00 00 00") || scene.says("chat"),
        "another contact point: {}",
        scene.listed()
    );
}

#[test]
fn m22_a_refusal_is_answered_with_the_reason_fr() {
    refuses(
        "Ma facture est fausse et surtout ne me dites pas de venir en message privé, répondez ici !",
        SignalKind::PrivateRefused,
    );
    refuses(
        "Ma facture est fausse, et pas de réponse copier-coller comme d'habitude !",
        SignalKind::StockReplyRejected,
    );
}

#[test]
fn m22_a_refusal_is_answered_with_the_reason_en() {
    refuses(
        "My bill is wrong and don't tell me to send you a private message, answer here!",
        SignalKind::PrivateRefused,
    );
    refuses(
        "My bill is wrong, and please no canned response this time!",
        SignalKind::StockReplyRejected,
    );
}

#[test]
fn m22_a_draft_that_only_repeats_the_request_is_stopped() {
    let story = facebook(
        "mon 09:00 Odile: Ma facture est fausse et surtout ne me dites pas de venir en message privé, répondez ici !",
    );
    let findings = story.check(
        "mon 09:05",
        Lang::Fr,
        "Bonjour Odile, envoyez-nous un message privé. Camille",
    );
    assert!(
        findings.iter().any(|one| one.rule == Rule::Gate(Gate::G4)),
        "{findings:?}"
    );
}
