//! Figure 4: a cancellation threat after days without an answer: apology for the wait first, then the wish to keep the
//! customer, then private.

use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::reading::SignalKind;
use accalmie_shared::reply::Move;
use accalmie_tests::facebook;

fn threatens(first: &str, second: &str) {
    let story = facebook(&format!(
        "mon 09:00 Damien: {first}\nthu 18:00 Damien: {second}"
    ));
    let scene = story.at("thu 18:05");
    assert_eq!(scene.case.chasers, 1);
    assert_eq!(scene.plan.step, Step::AskPrivate);
    assert!(
        scene.plan.is_late(scene.now),
        "three days without an answer"
    );
    assert!(scene.because(|reason| matches!(
        reason,
        Reason::Sign {
            kind: SignalKind::ChurnThreat,
            ..
        }
    )));
    assert!(
        !scene.offers(Step::Reframe),
        "who has waited is never set right"
    );
    let place = |moves: &[Move], step: Move| moves.iter().position(|one| *one == step);
    let ordered = scene.suggestions.iter().filter(|one| {
        let sorry = place(&one.moves, Move::ApologiseWait);
        let keep = place(&one.moves, Move::Reassure);
        let private = place(&one.moves, Move::AskPrivate);
        sorry.is_some_and(|sorry| sorry <= 2) && sorry < keep && keep < private
    });
    assert!(
        ordered.count() >= 1,
        "apology, wish to keep, private:\n{}",
        scene.listed()
    );
}

#[test]
fn figure4_the_wait_is_apologised_for_first_fr() {
    threatens(
        "Mon dossier de sinistre n'avance pas, j'attends votre réponse.",
        "Quatre jours sans réponse sur mon dossier, c'est honteux, je résilie tous mes contrats !",
    );
}

#[test]
fn figure4_the_wait_is_apologised_for_first_en() {
    threatens(
        "My claim is not moving forward, I am waiting for your answer.",
        "Four days without an answer about my claim, this is shameful, I am cancelling my contract!",
    );
}
