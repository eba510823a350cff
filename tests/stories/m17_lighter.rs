//! M17: the community manager changes the tone by one click; a lighter opening only where anger and risk allow, and
//! back to the offer once the cause is known.

use accalmie_shared::compose::Choice;
use accalmie_shared::plan::Step;
use accalmie_shared::reading::Register;
use accalmie_shared::reply::Move;
use accalmie_tests::x;

#[test]
fn m17_one_click_changes_the_register() {
    for text in [
        "Ma box est encore en panne, c'est agaçant.",
        "My internet is down again, this is annoying.",
    ] {
        let story = x(&format!("mon 10:00 Mia: [to LumioConseil] {text}"));
        for register in [Register::Formal, Register::Neutral, Register::Familiar] {
            let choice = Choice {
                register: Some(register),
                ..Choice::default()
            };
            let scene = story.at_by("mon 10:01", &choice);
            assert!(
                scene.suggestions.iter().any(|one| one.register == register),
                "{register:?}\n{}",
                scene.listed()
            );
        }
    }
}

#[test]
fn m17_the_lighter_opening_is_offered_to_the_calm_and_never_to_the_furious() {
    for (light, heavy) in [
        (
            "mdr ma box est encore en panne, vous abusez les gars 😅",
            "Ma box est en panne depuis 3 semaines, bande d'incapables, c'est une HONTE !!! 😡",
        ),
        (
            "lol my internet is down again guys, kinda annoying tbh 😅",
            "My internet has been down for 3 weeks, you idiots, what a DISGRACE!!! 😡",
        ),
    ] {
        let scene = x(&format!("mon 10:00 Mia: [to LumioConseil] {light}")).at("mon 10:01");
        assert!(scene.offers(Step::Joke), "{light}: {:?}", scene.plan);
        let scene = x(&format!("mon 10:00 Mia: [to LumioConseil] {heavy}")).at("mon 10:01");
        assert!(!scene.offers(Step::Joke), "{heavy}");
        assert!(scene.with(Move::Joke).is_empty(), "{}", scene.listed());
    }
}

#[test]
fn m17_the_offer_comes_once_the_cause_is_known() {
    let story = x(
        "mon 10:00 Mia: [to LumioConseil] Ma box ne capte plus rien à l'étranger, un peu agaçant.",
    );
    assert!(!story.at("mon 10:01").offers(Step::Promote));
    let story = story.tells(
        "mon 10:03 → Camille: Bonjour Mia, où êtes-vous en ce moment ?
         mon 10:10 Mia: [to LumioConseil] Ma box est restée en France et moi à Rome, donc pas d'internet.",
    );
    let scene = story.at("mon 10:11");
    assert!(scene.offers(Step::Promote), "{:?}", scene.plan);
    assert!(scene.says("Liberté"), "{}", scene.listed());
}
