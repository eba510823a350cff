//! M20: the house rules: a signature, no *tu*, no forbidden words; each breach is flagged as one types.

use accalmie_shared::policy::SignatureStyle;
use accalmie_shared::reading::Lang;
use accalmie_shared::reply::{Finding, Gate, Rule};
use accalmie_tests::{Story, facebook};

fn story() -> Story {
    facebook("mon 09:00 Nina: Ma commande n'est pas arrivée, je suis très déçue !")
}

fn on<'a>(findings: &'a [Finding], draft: &str, words: &str) -> Option<&'a Finding> {
    findings
        .iter()
        .find(|one| one.span.of(draft).to_lowercase().contains(words))
}

#[test]
fn m20_each_breach_is_flagged_where_it_stands_fr() {
    let draft = "Cher client, je comprends ta déception et je regarde ta commande tout de suite.";
    let findings = story().check("mon 09:02", Lang::Fr, draft);
    assert!(
        on(&findings, draft, "cher client").is_some_and(|one| one.rule == Rule::House),
        "{findings:#?}"
    );
    assert!(
        on(&findings, draft, "ta").is_some_and(|one| one.rule == Rule::Gate(Gate::G7)),
        "{findings:#?}"
    );
    assert!(
        findings
            .iter()
            .any(|one| one.message.to_lowercase().contains("sign")),
        "not signed: {findings:#?}"
    );
    assert!(findings.iter().all(|one| !one.message.is_empty()));
}

#[test]
fn m20_a_breach_is_told_in_the_language_of_the_writer_en() {
    let story = facebook("mon 09:00 Nina: My order has not arrived, I am very disappointed!");
    let draft = "Dear customer, we are looking into it.";
    let findings = story.check("mon 09:02", Lang::En, draft);
    let found = on(&findings, draft, "dear customer").expect("the forbidden words");
    assert_eq!(found.rule, Rule::House);
    assert!(
        findings
            .iter()
            .any(|one| one.message.to_lowercase().contains("sign")),
        "{findings:#?}"
    );
}

#[test]
fn m20_suggestions_are_signed_as_the_house_signs() {
    let initials = story()
        .under(|policy| policy.voice.signature = SignatureStyle::Initials)
        .at("mon 09:02");
    for one in &initials.suggestions {
        assert!(
            one.text.contains("CA") && !one.text.contains("Camille"),
            "{}",
            one.text
        );
    }
    let unsigned = story()
        .under(|policy| policy.voice.signature = SignatureStyle::None)
        .at("mon 09:02");
    assert!(!unsigned.says("Camille"), "{}", unsigned.listed());
}
