//! Figure 1: a teasing customer, a humorous public reply that also praises the openness of the page.

use accalmie_shared::plan::Step;
use accalmie_shared::post::Venue;
use accalmie_shared::reply::Move;
use accalmie_tests::facebook;

fn teases(text: &str) {
    let scene = facebook(&format!("mon 11:00 Gaspard: {text}")).at("mon 11:02");
    assert_eq!(scene.plan.step, Step::Joke, "{:?}", scene.read());
    assert_eq!(scene.plan.venue, Some(Venue::Public));
    let jokes = scene.with(Move::Joke);
    assert!(!jokes.is_empty(), "{}", scene.listed());
    for one in jokes {
        for grave in [
            Move::Apologise,
            Move::ApologiseWait,
            Move::AskPrivate,
            Move::RemindRules,
        ] {
            assert!(!one.moves.contains(&grave), "{}", one.text);
        }
        assert!(one.gates.is_empty());
    }
    assert!(
        scene.case.turns.iter().all(|turn| turn.hidden.is_none()),
        "the page stays open"
    );
}

#[test]
fn figure1_a_tease_is_answered_with_humour_fr() {
    teases("Haha le community manager a oublié son réveil ce matin ? 😂");
}

#[test]
fn figure1_a_tease_is_answered_with_humour_en() {
    teases(
        "Just kidding, but did somebody plug in the coffee machine instead of the server lol 😂",
    );
}
