//! M02: the first answer thanks, apologises where one is due, and promises; each suggestion shows its moves.

use accalmie_shared::plan::Step;
use accalmie_shared::reply::Move;
use accalmie_tests::{Scene, facebook};

fn first_answer(scene: &Scene, promise: &str) {
    assert_eq!(scene.plan.step, Step::AskPrivate);
    assert!(scene.suggestions.len() >= 3, "{}", scene.listed());
    for step in [
        Move::Thank,
        Move::AskPrivate,
        Move::Promise,
        Move::NameProblem,
    ] {
        assert!(
            !scene.with(step).is_empty(),
            "no {step:?} in\n{}",
            scene.listed()
        );
    }
    for one in &scene.suggestions {
        let sorry = one
            .moves
            .iter()
            .filter(|step| matches!(step, Move::Apologise | Move::ApologiseWait | Move::Regret));
        assert_eq!(sorry.count(), 1, "one apology, not {}", one.text);
        assert_eq!(one.moves.first(), Some(&Move::Greet), "{}", one.text);
        assert_eq!(one.moves.last(), Some(&Move::Sign), "{}", one.text);
        assert!(one.text.contains("Camille"), "{}", one.text);
        assert!(one.gates.is_empty());
    }
    assert!(scene.says(promise), "{}", scene.listed());
}

#[test]
fn m02_it_thanks_apologises_and_promises_fr() {
    let scene = facebook("mon 09:00 Lucie Bernard: Ma commande n'est toujours pas livrée, trois semaines que j'attends, c'est inadmissible !").at("mon 09:05");
    first_answer(&scene, "24 heures");
    assert!(scene.says("Lucie"), "{}", scene.listed());
}

#[test]
fn m02_it_thanks_apologises_and_promises_en() {
    let scene = facebook("mon 09:00 Lucy Bernard: My order still has not been delivered, I have been waiting for three weeks, this is unacceptable!").at("mon 09:05");
    first_answer(&scene, "24 hours");
    assert!(scene.says("Lucy"), "{}", scene.listed());
}

#[test]
fn m02_a_question_is_not_apologised_for() {
    for text in [
        "Bonjour, quels sont les horaires de vos boutiques ?",
        "Hi, where can I find my bill please?",
    ] {
        let scene = facebook(&format!("mon 09:00 Paul: {text}")).at("mon 09:05");
        assert!(!scene.suggestions.is_empty());
        for step in [Move::Apologise, Move::ApologiseWait] {
            assert!(scene.with(step).is_empty(), "{}", scene.listed());
        }
    }
}
