//! M23: accounts have a role; a complaint on the corporate account is sent on to the care account; the contact card
//! shows people, hours, the real wait and the other contact points.

use accalmie_shared::packs::Packs;
use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::reading::{Lang, Topic};
use accalmie_shared::reply::Item;
use accalmie_shared::units::Minutes;
use accalmie_shared::view::{Opening, better_in_private, contact_card};
use accalmie_tests::{at, paris, x};

fn redirected(text: &str) {
    let scene = x(&format!("mon 09:00 Ines: [to Lumio] {text}")).at("mon 09:01");
    assert_eq!(scene.plan.step, Step::Redirect);
    let names = |reason: &Reason| matches!(reason, Reason::CorporateAccount { found, care } if found == "Lumio" && care == "LumioConseil");
    assert!(scene.because(names));
    for lang in [Lang::Fr, Lang::En] {
        assert!(scene.reasons(lang).join("\n").contains("@LumioConseil"));
    }
    let care = x(&format!("mon 09:00 Ines: [to LumioConseil] {text}")).at("mon 09:01");
    assert!(!care.offers(Step::Redirect));
}

#[test]
fn m23_the_corporate_account_points_to_the_care_account_fr() {
    redirected("Ma box ne marche plus depuis deux jours, que faire ?!");
}

#[test]
fn m23_the_corporate_account_points_to_the_care_account_en() {
    redirected("My router has not worked for two days, what should I do?!");
}

#[test]
fn m23_the_contact_card_shows_people_hours_and_the_real_wait() {
    let policy = x("").policy;
    let waiting = [at("mon 10:00"), at("mon 09:48")];
    let card = contact_card(&policy, &waiting, at("mon 10:05"), &paris());
    assert_eq!(card.people, ["Camille", "Yanis", "Agathe", "Marc"]);
    assert_eq!((card.longest_wait, card.waiting), (Minutes(17), 2));
    assert_eq!(card.now, Opening::Open);
    assert_eq!(card.week[6], [], "closed on Sunday");
    assert!(
        card.contacts
            .iter()
            .any(|point| point.value == "0 800 00 00 00")
    );
    assert_eq!(
        card.asks[&Topic::Product],
        [Item::FullName, Item::OrderNumber],
        "a form takes no picture"
    );
    let sunday = contact_card(&policy, &waiting, at("sun 10:05"), &paris());
    assert_eq!(
        sunday.now,
        Opening::Closed {
            until: Some(at("next mon 09:00"))
        }
    );
}

#[test]
fn m23_an_angry_post_is_better_in_private_unless_its_author_refused() {
    let packs = Packs::embedded();
    let better = |text: &str| better_in_private(&accalmie_shared::assess(text, None, &packs));
    for text in [
        "C'est une honte, trois semaines que j'attends mon remboursement et personne ne répond !!!",
        "This is a DISGRACE, charged twice and nobody answers, I want my money back now!!!",
    ] {
        assert!(better(text), "{text}");
    }
    for text in [
        "Bonjour, à quelle heure ouvre la boutique de Nantes ?",
        "Merci pour votre aide, tout est réglé.",
        "Thanks a lot, the engineer was lovely!",
        "C'est une honte !!! Et inutile de me répondre d'envoyer un message privé, je l'ai fait deux fois, aucune réponse.",
    ] {
        assert!(!better(text), "{text}");
    }
}
