//! M28: nothing closes a conversation or takes away a post by itself; hiding is a person's act, with its reason.

use accalmie_shared::case::{Command, Refusal, Stage};
use accalmie_shared::plan::Step;
use accalmie_tests::{at, facebook};

fn stays_open(thread: &str) {
    let story = facebook(thread);
    assert_eq!(story.at("mon 10:00").plan.step, Step::Wait);
    let later = story.at("next sun 09:00");
    assert_eq!(later.plan.step, Step::Close, "offered to a person");
    assert_ne!(later.case.stage, Stage::Resolved, "but not done");
}

#[test]
fn m28_a_quiet_case_stays_open_until_a_person_closes_it_fr() {
    stays_open(
        "mon 09:00 Max: Votre appli plante sans arrêt, c'est agaçant.
         mon 09:05 → Camille: Bonjour Max, quel est votre téléphone ?",
    );
}

#[test]
fn m28_a_quiet_case_stays_open_until_a_person_closes_it_en() {
    stays_open(
        "mon 09:00 Max: Your app keeps crashing, this is annoying.
         mon 09:05 → Camille: Hello Max, which phone do you have?",
    );
}

fn hiding_takes_a_person(thread: &str) {
    let story = facebook(thread);
    let hide = |reason: &str| Command::Hide {
        post: "p1".into(),
        reason: reason.into(),
    };
    assert_eq!(
        story.tries(at("mon 09:01"), "Camille", &hide("  ")),
        Err(Refusal::Empty {
            field: "reason".into()
        })
    );
    let story = story.does(at("mon 09:01"), "Camille", &hide("insultes répétées"));
    let scene = story.at("mon 09:02");
    assert_eq!(
        scene.case.turns[0].hidden.as_deref(),
        Some("insultes répétées")
    );
    assert!(
        !scene.case.turns[0].text.is_empty(),
        "a hidden post isn't deleted"
    );
    assert!(!scene.case.turns[0].deleted);
    let story = story.does(
        at("mon 09:03"),
        "Camille",
        &Command::Unhide { post: "p1".into() },
    );
    assert_eq!(story.at("mon 09:04").case.turns[0].hidden, None);
}

#[test]
fn m28_hiding_takes_a_person_and_a_reason_fr() {
    hiding_takes_a_person("mon 09:00 Troll: Bande de connards, vous êtes des merdes");
}

#[test]
fn m28_hiding_takes_a_person_and_a_reason_en() {
    hiding_takes_a_person("mon 09:00 Troll: You bunch of morons, you are pieces of shit");
}

fn goes_on(before: &str, after: &str) {
    let story = facebook(before).does(at("mon 12:00"), "Camille", &Command::Resolve);
    let story = story.tells(after);
    let scene = story.at("tue 09:01");
    assert_eq!(scene.case.episode, 1);
    assert_ne!(scene.case.stage, Stage::Resolved);
    assert!(scene.plan.is_owed());
}

#[test]
fn m28_a_settled_conversation_goes_on_when_the_customer_does_fr() {
    goes_on(
        "mon 09:00 Max: Votre appli plante sans arrêt, c'est agaçant.
         mon 09:05 → Camille: Bonjour Max, la mise à jour corrige cela.",
        "tue 09:00 Max: Toujours pareil, l'appli plante encore !",
    );
}

#[test]
fn m28_a_settled_conversation_goes_on_when_the_customer_does_en() {
    goes_on(
        "mon 09:00 Max: Your app keeps crashing, this is annoying.
         mon 09:05 → Camille: Hello Max, the update mends that.",
        "tue 09:00 Max: Same again, the app still crashes!",
    );
}
