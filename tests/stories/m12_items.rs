//! M12: what is asked for in private depends on the topic and the brand's policy; the panel shows what was given.

use accalmie_shared::case::Command;
use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::reading::{Lang, Topic};
use accalmie_shared::reply::Item;
use accalmie_tests::{at, facebook};

#[test]
fn m12_the_items_follow_the_topic_fr() {
    let bill = facebook(
        "mon 09:00 Paul: Encore une erreur sur ma facture, vous m'avez prélevé deux fois !",
    )
    .at("mon 09:01");
    assert_eq!(bill.plan.topic, Topic::Billing);
    assert_eq!(
        bill.plan.missing,
        [Item::FullName, Item::CustomerNumber, Item::InvoiceNumber]
    );
    let reasons = bill.reasons(Lang::Fr).join("\n");
    assert!(reasons.contains("numéro de facture"), "{reasons}");
    let parcel = facebook("mon 09:00 Paul: Mon colis n'a jamais été livré, c'est inadmissible !")
        .at("mon 09:01");
    assert!(parcel.plan.missing.contains(&Item::OrderNumber));
}

#[test]
fn m12_the_items_follow_the_policy_en() {
    let story = facebook("mon 09:00 Paul: Another mistake on my bill, you charged me twice!");
    let story = story.under(|policy| {
        policy
            .asks
            .insert(Topic::Billing, vec![Item::InvoiceNumber]);
    });
    assert_eq!(story.at("mon 09:01").plan.missing, [Item::InvoiceNumber]);
}

#[test]
fn m12_what_was_given_is_not_asked_again() {
    let story = facebook(
        "mon 09:00 Paul: Plus de réseau sur ma ligne depuis hier, c'est pénible !
         mon 09:05 → Camille: Bonjour Paul, écrivez-nous en privé.
         mon 09:10 Paul, private: Ma ligne est le 06 12 34 56 78",
    );
    let scene = story.at("mon 09:11");
    assert_eq!(scene.case.given, [Item::PhoneLine]);
    assert!(!scene.plan.missing.contains(&Item::PhoneLine));
    assert!(scene.because(
        |reason| matches!(reason, Reason::NeedsPrivate { items } if items == &scene.plan.missing)
    ));
    let rest = Command::GiveItems {
        items: scene.plan.missing.clone(),
    };
    let scene = story
        .does(at("mon 09:12"), "Camille", &rest)
        .at("mon 09:13");
    assert_eq!(scene.plan.missing, []);
    assert_eq!(scene.plan.step, Step::HandOff);
}

fn after_the_question(post: &str, asked: &str, says: &str) -> accalmie_tests::Scene {
    facebook(&format!(
        "mon 09:00 Paul: {post}
         mon 09:05 → Camille: {asked}
         mon 09:20 Paul: {says}"
    ))
    .at("mon 09:21")
}

#[test]
fn m12_who_agrees_to_write_in_private_is_not_asked_again() {
    let french = "Plus de réseau sur ma ligne depuis hier, c'est pénible !";
    let please = "Bonjour Paul, écrivez-nous en privé avec votre numéro de ligne.";
    let english = "No signal on my line since yesterday, this is a pain!";
    let asked = "Hi Paul, please send us a private message with your line number.";
    let threads = [
        (french, please, "ok merci"),
        (french, please, "D'accord"),
        (french, please, "C'est fait"),
        (french, please, "👍"),
        (english, asked, "Ok, messaging you now"),
        (english, asked, "Thanks, will do"),
        (english, asked, "Done"),
    ];
    for (post, question, says) in threads {
        let scene = after_the_question(post, question, says);
        assert_eq!(scene.plan.step, Step::Wait, "{says}");
        assert!(scene.because(|reason| matches!(reason, Reason::CustomersTurn { .. })));
    }
    for (post, question, says) in [
        (french, please, "Toujours rien !!"),
        (french, please, "non"),
        (french, please, "Ok mais quand ?"),
        (french, please, "Ma ligne est toujours coupée"),
        (english, asked, "no thanks"),
        (english, asked, "Still nothing, useless!"),
    ] {
        let scene = after_the_question(post, question, says);
        assert_ne!(scene.plan.step, Step::Wait, "{says}");
    }
}
