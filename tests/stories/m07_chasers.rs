//! M07: who comes back after minutes is a chaser; a burst of posts is one turn.

use accalmie_shared::plan::{Open, Reason, Step};
use accalmie_shared::reading::Lang;
use accalmie_tests::facebook;

#[test]
fn m07_a_chaser_is_counted_and_comes_first_fr() {
    let story = facebook(
        "mon 09:00 Zoé: Bonjour, mon colis n'est pas arrivé.\nmon 09:08 Zoé: Alors, toujours personne ?",
    );
    let before = facebook("mon 09:00 Zoé: Bonjour, mon colis n'est pas arrivé.").at("mon 09:09");
    let scene = story.at("mon 09:09");
    assert_eq!(scene.case.chasers, 1);
    assert!(scene.because(|reason| *reason == Reason::Chased { times: 1 }));
    assert!(scene.plan.priority > before.plan.priority);
    assert_eq!(
        scene.plan.due, before.plan.due,
        "the deadline runs from the first message"
    );
    let reasons = scene.reasons(Lang::Fr).join("\n");
    assert!(reasons.contains("A relancé une fois"), "{reasons}");
}

#[test]
fn m07_a_chaser_is_counted_and_comes_first_en() {
    let story = facebook(
        "mon 09:00 Zoe: Hello, my parcel has not arrived.
         mon 09:08 Zoe: So, still nobody?
         mon 09:12 Zoe: Is anybody there???",
    );
    let scene = story.at("mon 09:13");
    assert_eq!(scene.case.chasers, 2);
    let reasons = scene.reasons(Lang::En).join("\n");
    assert!(reasons.contains("Came back 2 times"), "{reasons}");
    let answered = story.tells("mon 09:14 → Camille: Hello Zoe, I am looking into it.");
    let answered = answered.tells("mon 09:40 Zoe: Thanks, and when will I hear from you?");
    assert_eq!(
        answered.at("mon 09:41").case.chasers,
        2,
        "a post after an answer doesn't chase"
    );
}

#[test]
fn m07_a_burst_is_one_turn() {
    let story = facebook(
        "mon 09:00 Zoé: Bonjour
         mon 09:00 Zoé: mon colis n'est jamais arrivé
         mon 09:01 Zoé: et je suis vraiment très déçue, c'est nul !!!",
    );
    let scene = story.at("mon 09:02");
    assert_eq!(scene.case.chasers, 0);
    let open = Open::of(&scene.case).expect("a turn stands open");
    assert_eq!(open.turns.len(), 3);
    assert_eq!(scene.plan.step, Step::AskPrivate);
}
