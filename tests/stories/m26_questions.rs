//! M26: questions are answered from the brand's own public answers, and the answer serves the next one who asks.

use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::reading::Intent;
use accalmie_shared::reply::Move;
use accalmie_tests::facebook;

fn answered(text: &str, words: &str, link: &str) {
    let scene = facebook(&format!("mon 09:00 Ali: {text}")).at("mon 09:01");
    assert_eq!(scene.read().intent, Intent::Question, "{text}");
    assert_eq!(scene.plan.step, Step::AnswerQuestion);
    assert!(scene.because(|reason| *reason == Reason::Asks));
    let answers = scene.with(Move::Answer);
    assert!(!answers.is_empty(), "{}", scene.listed());
    for one in answers {
        assert!(one.text.contains(words), "{}", one.text);
    }
    assert!(scene.says(link), "{}", scene.listed());
}

#[test]
fn m26_the_brands_own_answer_is_proposed_fr() {
    answered(
        "Bonjour, où est-ce que je peux trouver ma facture svp ?",
        "rubrique «\u{a0}Factures\u{a0}»",
        "lumio.example/factures",
    );
    answered(
        "Bonjour, est-ce que la boutique est ouverte le dimanche ?",
        "mardi au samedi",
        "lumio.example/boutiques",
    );
}

#[test]
fn m26_the_brands_own_answer_is_proposed_en() {
    answered(
        "Hi, where can I find my bill please?",
        "“Bills”",
        "lumio.example/factures",
    );
    answered(
        "Hello, do your shops open on Sunday?",
        "Tuesday to Saturday",
        "lumio.example/boutiques",
    );
}

#[test]
fn m26_a_question_nobody_has_answered_yet_gets_no_made_up_answer() {
    for text in [
        "Bonjour, est-ce que vous sponsorisez des clubs de tennis ?",
        "Hi, can you tell me whether you sponsor tennis clubs?",
    ] {
        let scene = facebook(&format!("mon 09:00 Ali: {text}")).at("mon 09:01");
        assert!(scene.with(Move::Answer).is_empty(), "{}", scene.listed());
        assert!(!scene.suggestions.is_empty(), "{text}");
    }
}
