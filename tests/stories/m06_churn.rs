//! M06: a threat of cancellation is a signal; it escalates, and the answer wishes to keep the customer.

use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::reading::SignalKind;
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
