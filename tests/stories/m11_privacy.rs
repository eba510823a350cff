//! M11: confidential data is masked wherever it is kept, and moved to private.

use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::reading::{Lang, PersonalKind};
use accalmie_shared::reply::{Gate, Move, Rule};
use accalmie_tests::facebook;

fn exposed(text: &str, secret: &str, kind: PersonalKind) {
    let story = facebook(&format!("mon 09:00 Inès: {text}"));
    let kept = serde_json::to_string(&story.events).expect("plain data");
    assert!(!kept.contains(secret), "{kept}");
    let scene = story.at("mon 09:01");
    assert!(!scene.entry.excerpt.contains(secret));
    assert!(
        scene.because(
            |reason| matches!(reason, Reason::Exposed { kind: found, .. } if *found == kind)
        )
    );
    assert_eq!(scene.plan.step, Step::AskPrivate);
    assert!(
        scene.case.given.is_empty(),
        "what was masked has not been given"
    );
}

#[test]
fn m11_a_telephone_number_in_public_is_masked_fr() {
    exposed(
        "Ma ligne est coupée depuis lundi, appelez-moi au 06 12 34 56 78 !",
        "06 12 34 56 78",
        PersonalKind::Phone,
    );
}

#[test]
fn m11_an_address_in_public_is_masked_en() {
    exposed(
        "My line has been cut off since Monday, write to ines.moore@example.org!",
        "ines.moore@example.org",
        PersonalKind::Email,
    );
}

#[test]
fn m11_in_private_it_stays_readable_for_the_advisor() {
    let story =
        facebook("mon 09:00 Inès, private: Ma ligne est coupée, appelez-moi au 06 12 34 56 78");
    let scene = story.at("mon 09:01");
    assert!(scene.case.turns[0].text.contains("06 12 34 56 78"));
    assert_eq!(scene.entry.excerpt, "", "but never in the inbox");
}

#[test]
fn m11_the_answer_asks_to_remove_it_and_never_repeats_it() {
    for (text, secret) in [
        (
            "Ma ligne est coupée depuis lundi, c'est inadmissible, appelez-moi au 06 12 34 56 78 !",
            "06 12",
        ),
        (
            "My internet is down since Monday, this is unacceptable, write to ines.moore@example.org!",
            "ines.moore",
        ),
    ] {
        let scene = facebook(&format!("mon 09:00 Inès: {text}")).at("mon 09:01");
        assert!(
            !scene.with(Move::ProtectData).is_empty(),
            "{}",
            scene.listed()
        );
        assert!(!scene.says(secret), "{}", scene.listed());
    }
}

#[test]
fn m11_a_draft_that_repeats_it_is_stopped() {
    let story = facebook("mon 09:00 Inès: Ma ligne est coupée depuis lundi, c'est inadmissible !");
    let findings = story.check(
        "mon 09:01",
        Lang::Fr,
        "Bonjour Inès, je vous appelle au 06 12 34 56 78. Camille",
    );
    assert!(
        findings.iter().any(|one| one.rule == Rule::Gate(Gate::G1)),
        "{findings:?}"
    );
}
