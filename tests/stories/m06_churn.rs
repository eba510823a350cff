//! M06: a threat of cancellation is a signal; it escalates, and the answer wishes to keep the customer.

use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::reading::SignalKind;
use accalmie_shared::reply::Move;
use accalmie_tests::facebook;

fn churn(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Sign {
            kind: SignalKind::ChurnThreat,
            ..
        }
    )
}

#[test]
fn m06_a_threat_to_leave_comes_first_fr() {
    let threat = facebook("mon 09:00 Luc: Toujours aucune nouvelle de mon dossier, si ça continue je résilie mon contrat !").at("mon 09:05");
    let plain = facebook("mon 09:00 Luc: Toujours aucune nouvelle de mon dossier.").at("mon 09:05");
    assert!(threat.because(churn) && !plain.because(churn));
    assert_eq!(threat.plan.step, Step::AskPrivate);
    assert!(threat.plan.priority > plain.plan.priority);
}

#[test]
fn m06_a_threat_to_leave_comes_first_en() {
    let threat = facebook("mon 09:00 Luke: Still no news about my claim, if this goes on I am cancelling my contract!").at("mon 09:05");
    let plain = facebook("mon 09:00 Luke: Still no news about my claim.").at("mon 09:05");
    assert!(threat.because(churn) && !plain.because(churn));
    assert_eq!(threat.plan.step, Step::AskPrivate);
    assert!(threat.plan.priority > plain.plan.priority);
}

fn opens_with_the_apology(text: &str) {
    let scene = facebook(&format!("mon 09:00 Luc: {text}")).at("mon 09:05");
    let keeps = scene.with(Move::Reassure);
    assert!(!keeps.is_empty(), "{}", scene.listed());
    for one in keeps {
        let sorry = one
            .moves
            .iter()
            .position(|step| *step == Move::ApologiseWait);
        let stays = one.moves.iter().position(|step| *step == Move::Reassure);
        assert_eq!(
            sorry,
            Some(1),
            "the apology for the wait comes right after the greeting: {}",
            one.text
        );
        assert!(sorry < stays);
    }
}

#[test]
fn m06_the_answer_opens_with_the_apology_for_the_wait() {
    opens_with_the_apology(
        "Toujours aucune nouvelle de mon dossier depuis dix jours, si ça continue je résilie mon contrat !",
    );
    opens_with_the_apology(
        "Still no news about my claim after ten days, if this goes on I am cancelling my contract!",
    );
}
