//! M01: public acknowledgement, private exchange, hand-off to the customer service, and the panel shows each rung.

use accalmie_shared::case::{Command, Owner, Stage};
use accalmie_shared::plan::Step;
use accalmie_shared::post::Venue;
use accalmie_tests::{Story, at, facebook};

#[test]
fn m01_a_case_climbs_the_ladder_fr() {
    let story = facebook(
        "mon 09:02 Claire: Plus d'internet depuis 3 jours et personne ne répond au téléphone, c'est INADMISSIBLE !!!",
    );
    climbs(
        story,
        "Bonjour Claire, trois jours sans internet, c'est long, et je le regrette. Écrivez-nous en privé.",
        "Voici : Claire Morel, ma ligne est le 06 12 34 56 78 et j'habite 12 rue des Lilas, 35000 Rennes",
        "Merci Claire, un technicien vous appelle sous 4 heures.",
        "Merci beaucoup, ça remarche, vous êtes au top !",
    );
}

#[test]
fn m01_a_case_climbs_the_ladder_en() {
    let story = facebook(
        "mon 09:02 Claire: My internet connection has been down for 3 days and nobody answers, this is UNACCEPTABLE!!!",
    );
    climbs(
        story,
        "Hello Claire, three days without internet is long, and I regret it. Please write to us in private.",
        "Here you are: Claire Moore, my phone number is +44 7700 900123, I live at 12 Lilac Street, London",
        "Thank you Claire, a technician will call you within 4 hours.",
        "Thank you so much, it works again, you are great!",
    );
}

fn climbs(story: Story, public: &str, private: &str, passed_on: &str, thanks: &str) {
    let scene = story.at("mon 09:03");
    assert_eq!(scene.case.stage, Stage::Received);
    assert_eq!(scene.plan.step, Step::AskPrivate);
    assert_eq!(scene.plan.owner, Owner::CommunityManager);
    assert_eq!(
        scene.plan.due,
        Some(at("mon 09:17")),
        "a quarter of an hour on Facebook"
    );
    assert_eq!(scene.next_rung(), Some(Stage::Acknowledged));

    let story = story.sends("mon 09:06", "Camille", Venue::Public, &[], public);
    let scene = story.at("mon 09:07");
    assert_eq!(scene.case.stage, Stage::Acknowledged);
    assert_eq!(scene.plan.step, Step::Wait);
    assert_eq!(scene.next_rung(), Some(Stage::Private));

    let story = story.tells(&format!("mon 09:20 Claire, private: {private}"));
    // What the reader didn't recognise in the message, the community manager ticks.
    let missing = story.at("mon 09:21").plan.missing;
    let story = match missing.is_empty() {
        true => story,
        false => story.does(
            at("mon 09:21"),
            "Camille",
            &Command::GiveItems { items: missing },
        ),
    };
    let scene = story.at("mon 09:22");
    assert_eq!(scene.case.stage, Stage::Private);
    assert_eq!(scene.plan.missing, []);
    assert_eq!(scene.plan.step, Step::HandOff);

    let hand_off = Command::HandOff {
        target: "crm".into(),
        summary: "coupure".into(),
    };
    let story = story.does(at("mon 09:24"), "Camille", &hand_off);
    let story = story.sends("mon 09:25", "Camille", Venue::Private, &[], passed_on);
    let scene = story.at("mon 09:26");
    assert_eq!(scene.case.stage, Stage::HandedOff);
    assert_eq!(scene.plan.owner, Owner::CustomerAdvisor);
    assert_eq!(scene.plan.step, Step::Wait);
    assert_eq!(scene.next_rung(), Some(Stage::Resolved));

    let story = story.tells(&format!("mon 15:00 Claire, private: {thanks}"));
    let scene = story.at("mon 15:01");
    assert_eq!(scene.plan.step, Step::Close);
    let story = story.does(at("mon 15:02"), "Marc", &Command::Resolve);
    let scene = story.at("mon 15:03");
    assert_eq!(scene.case.stage, Stage::Resolved);
    assert_eq!(scene.plan.step, Step::Nothing);
    assert_eq!(scene.next_rung(), None);
}
