//! M25: from grumbler to ambassador: the mood over time, gratitude, and the conversion rate.

use accalmie_shared::case::Command;
use accalmie_shared::insight::{summary, trends};
use accalmie_shared::plan::Step;
use accalmie_shared::units::Permille;
use accalmie_tests::{Story, at, facebook};

fn turned(post: &str, answer: &str, thanks: &str) -> Story {
    let story = facebook(&format!(
        "mon 09:00 Sam: {post}\nmon 09:05 → Camille: {answer}"
    ));
    let story = story.does(at("mon 16:00"), "Camille", &Command::Resolve);
    let story = story.tells(&format!("mon 18:00 Sam: {thanks}"));
    let scene = story.at("mon 18:01");
    assert_eq!(scene.plan.step, Step::Thank);
    let mood: Vec<bool> = scene.case.mood.iter().map(|mood| mood.thanks).collect();
    assert_eq!(mood, [false, true]);
    assert!(scene.case.mood[0].anger > scene.case.mood[1].anger);
    assert!(
        scene.case.resolved.is_some(),
        "thanks don't open the matter again"
    );
    story
}

#[test]
fn m25_public_thanks_are_answered_fr() {
    turned(
        "Trois semaines sans connexion, c'est une HONTE !!!",
        "Bonjour Sam, je regarde tout de suite.",
        "Merci à Camille pour son efficacité, tout remarche, super service !",
    );
}

#[test]
fn m25_public_thanks_are_answered_en() {
    turned(
        "Three weeks without a connection, what a DISGRACE!!!",
        "Hello Sam, I am looking into it right now.",
        "Thank you Camille for being so efficient, it all works again, great service!",
    );
}

#[test]
fn m25_the_conversion_rate_counts_those_who_were_angry_before() {
    let happy = turned(
        "Trois semaines sans connexion, c'est une HONTE !!!",
        "Bonjour Sam, je regarde tout de suite.",
        "Merci à Camille pour son efficacité, tout remarche, super service !",
    );
    let angry = facebook("mon 09:00 Tom: Votre service est lamentable, personne ne répond !!!");
    let praise = facebook("mon 09:00 Uma: Merci pour votre accueil en boutique, parfait !");
    let cases: Vec<_> = [happy, angry, praise]
        .iter()
        .filter_map(|story| summary("case", &story.at("mon 19:00").case))
        .collect();
    let figures = trends(&cases, at("mon 00:00"), at("tue 00:00"));
    assert_eq!(
        (
            figures.cases,
            figures.grumblers,
            figures.calmed,
            figures.ambassadors
        ),
        (3, 2, 1, 1)
    );
    assert_eq!(figures.conversion, Permille(500));
}
