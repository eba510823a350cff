//! M27: customers learn the frame: more start in private, bring what is needed unasked, chase less.

use accalmie_shared::case::Command;
use accalmie_shared::insight::{Summary, summary, trends};
use accalmie_shared::reading::Topic;
use accalmie_shared::reply::Item;
use accalmie_shared::units::Permille;
use accalmie_tests::{Story, at, facebook};

fn only_the_line(story: Story) -> Story {
    story.under(|policy| {
        policy.asks.insert(Topic::Outage, vec![Item::PhoneLine]);
    })
}

fn of(story: &Story) -> Summary {
    summary("case", &story.at("next sun 12:00").case).expect("a customer spoke")
}

#[test]
fn m27_the_second_week_shows_what_was_learnt() {
    let loud = facebook(
        "mon 09:00 Ana: Ma ligne est en panne, c'est pénible !
         mon 09:10 Ana: Alors ???
         mon 09:12 → Camille: Bonjour Ana, écrivez-nous en privé avec votre numéro de ligne.",
    );
    let hand_off = Command::HandOff {
        target: "crm".into(),
        summary: "panne".into(),
    };
    let loud = loud.does(at("mon 09:30"), "Camille", &hand_off);
    let learnt = Story::on(accalmie_shared::post::Channel::Facebook);
    let learnt = only_the_line(learnt).tells(
        "next mon 09:00 Ben, private: Bonjour, ma ligne est en panne, c'est le 06 12 34 56 78",
    );
    let cases = [of(&loud), of(&learnt)];
    let first = trends(&cases, at("mon 00:00"), at("next mon 00:00"));
    let second = trends(&cases, at("next mon 00:00"), at("next sun 23:59"));
    assert_eq!((first.cases, second.cases), (1, 1));
    assert_eq!(
        (first.started_private, second.started_private),
        (Permille(0), Permille(1000))
    );
    assert_eq!(
        (first.unasked, second.unasked),
        (Permille(0), Permille(1000))
    );
    assert_eq!(
        (first.chasers_per_hundred, second.chasers_per_hundred),
        (100, 0)
    );
    assert_eq!(
        (first.hand_offs_per_hundred, second.hand_offs_per_hundred),
        (100, 0)
    );
}
