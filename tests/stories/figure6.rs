//! Figure 6: an employee lightens the opening on her own initiative, finds the cause, then promotes the offer, on X.

use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::post::Venue;
use accalmie_shared::reply::Move;
use accalmie_tests::x;

fn lightens(opening: &str, joke: &str, cause: &str, offer: &str) {
    let story = x(&format!("mon 10:00 Mia: [to LumioConseil] {opening}"));
    let scene = story.at("mon 10:02");
    assert!(scene.offers(Step::Joke), "{:?}", scene.read());
    assert!(scene.because(|reason| *reason == Reason::Light));
    assert!(!scene.with(Move::Joke).is_empty(), "{}", scene.listed());
    assert!(
        !scene.offers(Step::Promote),
        "not before the cause is known"
    );

    let story = story.sends(
        "mon 10:03",
        "Agathe",
        Venue::Public,
        &[Move::Joke, Move::Clarify],
        joke,
    );
    let story = story.tells(&format!("mon 10:10 Mia: [to LumioConseil] {cause}"));
    let scene = story.at("mon 10:11");
    assert!(scene.offers(Step::Promote), "{:?}", scene.read());
    let promotes = scene.with(Move::Promote);
    assert!(!promotes.is_empty(), "{}", scene.listed());
    for one in promotes {
        assert!(one.text.contains(offer), "{}", one.text);
        assert!(one.parts.len() <= 2, "{:?}", one.parts);
        assert!(one.length <= 280, "{:?}", one.parts);
    }
}

#[test]
fn figure6_a_light_opening_then_the_offer_fr() {
    lightens(
        "mdr ma box est encore en panne, vous abusez les gars 😅",
        "Aïe, elle a pris des vacances sans prévenir ! Où êtes-vous, Mia ?",
        "ah bah jsuis à Rome et j'ai plus internet du tout sur mon tel, un peu relou",
        "Liberté",
    );
}

#[test]
fn figure6_a_light_opening_then_the_offer_en() {
    lightens(
        "lol my internet is down again guys, kinda annoying tbh 😅",
        "Oh no, it took a holiday without telling anyone! Where are you, Mia?",
        "lol i'm in Rome and my internet is not working at all, bit annoying",
        "Freedom",
    );
}
