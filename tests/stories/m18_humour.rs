//! M18: a tease is told apart from anger and abuse, and gets a kind joke where the brand likes humour.

use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::policy::HumourRule;
use accalmie_shared::reading::Intent;
use accalmie_shared::reply::Move;
use accalmie_tests::facebook;

fn teased(text: &str) {
    let thread = format!("mon 10:00 Jo: {text}");
    let scene = facebook(&thread).at("mon 10:01");
    assert_eq!(scene.read().meant(), Intent::Tease, "{text}");
    assert_eq!(scene.plan.step, Step::Joke);
    assert!(scene.because(|reason| *reason == Reason::Teases));
    assert!(!scene.with(Move::Joke).is_empty(), "{}", scene.listed());
    let sober = facebook(&thread)
        .under(|policy| policy.voice.humour = HumourRule::Off)
        .at("mon 10:01");
    assert!(!sober.offers(Step::Joke));
    assert!(sober.with(Move::Joke).is_empty(), "{}", sober.listed());
}

#[test]
fn m18_a_tease_gets_a_joke_fr() {
    teased("Haha le community manager a encore oublié son café ce matin ? 😂😂");
}

#[test]
fn m18_a_tease_gets_a_joke_en() {
    teased("Just kidding, but your intern must be asleep again lol 😂");
}
