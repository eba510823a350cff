//! What the checker says of drafts that people type.

use super::Thread;
use accalmie_shared::post::Channel;
use accalmie_shared::reply::{Gate, Rule, Score};

fn outage() -> Thread {
    Thread::on(Channel::Facebook)
        .public("3 semaines sans internet, 4 appels et toujours rien. C'est INADMISSIBLE !!!")
}

#[track_caller]
fn breaks(thread: &Thread, draft: &str, rule: Rule) {
    let rules = thread.rules(draft);
    assert!(rules.contains(&rule), "{draft}\n{rules:?}");
}

#[test]
fn a_good_draft_passes() {
    let draft = "Bonjour Claire, merci de nous avoir écrit. 3 semaines sans internet, votre colère se comprend et je vous présente \
                 mes excuses. Envoyez-moi votre numéro de contrat en message privé, vos données y sont protégées : \
                 https://m.me/lumio\nUn conseiller vous répond sous 24 heures.\nCamille";
    let rules = outage().rules(draft);
    assert!(
        !rules
            .iter()
            .any(|rule| matches!(rule, Rule::Gate(_) | Rule::House)),
        "{rules:?}"
    );
}

#[test]
fn each_gate_catches_its_breach() {
    let thread = outage();
    breaks(
        &thread,
        "Bonjour, je note votre numéro 06 12 34 56 78.",
        Rule::Gate(Gate::G1),
    );
    breaks(
        &thread,
        "Bonjour, donnez-moi votre numéro de contrat ici.",
        Rule::Gate(Gate::G1),
    );
    breaks(
        &thread,
        "Merci de votre soutien et de votre fidélité !",
        Rule::Gate(Gate::G5),
    );
    breaks(
        &thread,
        "Nous vous offrons un geste commercial de 20 euros.",
        Rule::Gate(Gate::G6),
    );
    breaks(
        &thread,
        "Il suffisait de redémarrer la box, vous auriez dû lire la notice.",
        Rule::Gate(Gate::G6),
    );
    breaks(
        &thread,
        "Thank you for your message, we will look into this with the team.",
        Rule::Gate(Gate::G7),
    );
    breaks(
        &thread,
        "Salut, je regarde ton dossier et je te réponds.",
        Rule::Gate(Gate::G7),
    );
    breaks(
        &thread,
        "Un conseiller vous répond dans 10 minutes.",
        Rule::Gate(Gate::G9),
    );
    let short = Thread::on(Channel::X).public("3 semaines sans internet !!!");
    breaks(
        &short,
        &"Nous avons bien lu votre message et nous le reprenons. ".repeat(14),
        Rule::Gate(Gate::G2),
    );
}

#[test]
fn english_has_its_own_familiar_words() {
    let draft =
        "Hi mate, sorry about this outage. An advisor will get back to you within 24 hours.";
    let mut thread = Thread::on(Channel::Facebook)
        .public("My broadband has been down for 3 weeks, this is a disgrace!!!");
    breaks(&thread, draft, Rule::Gate(Gate::G7));
    let found = thread.findings(draft);
    let chum = found
        .iter()
        .find(|one| one.rule == Rule::Gate(Gate::G7))
        .expect("found above");
    assert_eq!(chum.span.of(draft), "mate");
    assert_eq!(chum.fix.as_deref(), Some(""));
    thread.policy.voice.address = accalmie_shared::policy::AddressRule::FollowCustomer;
    thread.choice.register = Some(accalmie_shared::reading::Register::Familiar);
    assert!(!thread.rules(draft).contains(&Rule::Gate(Gate::G7)));
}

#[test]
fn a_sentence_is_not_sent_twice_and_replies_do_not_end_alike() {
    let sentence = "Je reprends votre dossier depuis le début et je vous écris ce soir.";
    let again = outage().brand(sentence).public("Alors ? Toujours rien !");
    breaks(&again, sentence, Rule::Gate(Gate::G3));
    let mut alike = outage();
    let reply = "Bonjour, merci pour votre message, nous regardons votre dossier et revenons vers vous rapidement.";
    alike.recent = vec![reply.to_owned()];
    breaks(&alike, reply, Rule::Gate(Gate::G3));
}

#[test]
fn insisting_on_private_after_a_refusal_is_caught() {
    let text = "Toujours pas de carte. Et surtout ne me dites pas de venir en message privé !!";
    let thread = Thread::on(Channel::Facebook).public(text);
    breaks(
        &thread,
        "Bonjour, écrivez-nous en message privé.",
        Rule::Gate(Gate::G4),
    );
}

#[test]
fn advice_names_what_is_missing_and_mends_what_can_be_mended() {
    let thread = outage();
    let findings = thread.findings("Bonjour, on regarde.");
    let rules: Vec<Rule> = findings.iter().map(|finding| finding.rule).collect();
    for score in [
        Score::NamesProblem,
        Score::AcknowledgesEmotion,
        Score::Apology,
        Score::Thanks,
        Score::Length,
    ] {
        assert!(
            rules.contains(&Rule::Score(score)),
            "{score:?} in {rules:?}"
        );
    }
    let sign = findings
        .iter()
        .find(|finding| finding.rule == Rule::House)
        .and_then(|finding| finding.fix.clone());
    assert_eq!(sign.as_deref(), Some("\nCamille"));
    assert!(
        findings
            .iter()
            .all(|finding| !finding.message.is_empty() && !finding.message.contains("{}"))
    );
}

#[test]
fn an_empty_draft_is_left_in_peace() {
    assert!(outage().findings("  ").is_empty());
}
