//! M21: standard messages end up alike: likeness is measured, suggestions vary, a repeated sentence is flagged.

use accalmie_shared::insight::repetition;
use accalmie_shared::reading::Lang;
use accalmie_shared::reply::{Gate, Rule};
use accalmie_shared::similarity::likeness;
use accalmie_shared::units::Permille;
use accalmie_tests::facebook;

fn varies(text: &str) {
    let mut story = facebook(&format!("mon 09:00 Nina: {text}"));
    let first = story.at("mon 09:05");
    assert!(first.suggestions.len() >= 3, "{}", first.listed());
    for (index, one) in first.suggestions.iter().enumerate() {
        for other in &first.suggestions[..index] {
            let alike = likeness(&one.text, &other.text);
            assert!(
                alike < Permille(600),
                "{alike:?}\n{}\n{}",
                one.text,
                other.text
            );
        }
    }
    story.recent = first
        .suggestions
        .iter()
        .map(|one| one.text.clone())
        .collect();
    let again = story.at("mon 09:05");
    assert!(!again.suggestions.is_empty());
    for one in &again.suggestions {
        for sent in &story.recent {
            assert!(
                likeness(&one.text, sent) < Permille(600),
                "offered again: {}",
                one.text
            );
        }
    }
    let repeated = story.recent[0].clone();
    let findings = story.check("mon 09:06", Lang::Fr, &repeated);
    assert!(
        findings.iter().any(|one| one.rule == Rule::Gate(Gate::G3)),
        "{findings:?}"
    );
}

#[test]
fn m21_suggestions_vary_and_a_repetition_is_flagged_fr() {
    varies("Ma commande n'est toujours pas arrivée, je suis vraiment en colère !");
}

#[test]
fn m21_suggestions_vary_and_a_repetition_is_flagged_en() {
    varies("My order still has not arrived, I am really angry!");
}

#[test]
fn m21_the_brands_own_repetition_is_a_figure() {
    let replies = [
        "Bonjour, merci de nous envoyer un message privé avec votre numéro de client.",
        "Bonjour, merci de nous envoyer un message privé avec votre numéro de contrat.",
        "Quelle histoire, Paul ! Je regarde votre colis et je reviens vers vous avant midi.",
    ];
    let figure = repetition(&replies, Permille(600), likeness);
    assert_eq!((figure.replies, figure.repeated), (3, 1));
    assert!(figure.greatest >= Permille(600));
}
