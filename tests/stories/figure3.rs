//! Figure 3: a question to the corporate account, redirected to the care account.

use accalmie_shared::case::Owner;
use accalmie_shared::plan::Step;
use accalmie_shared::reply::Move;
use accalmie_tests::x;

fn redirected(text: &str) {
    let scene = x(&format!("mon 14:00 Solène: [to Lumio] {text}")).at("mon 14:02");
    assert_eq!(scene.plan.step, Step::Redirect, "{:?}", scene.read());
    assert_eq!(scene.plan.owner, Owner::CommunityManager);
    let redirects = scene.with(Move::Redirect);
    assert!(!redirects.is_empty(), "{}", scene.listed());
    for one in redirects {
        assert!(one.text.contains("@LumioConseil"), "{}", one.text);
        assert!(one.length <= 280);
    }
}

#[test]
fn figure3_a_question_goes_to_the_care_account_fr() {
    redirected("Bonjour, est-ce que la boutique est ouverte le dimanche ?");
}

#[test]
fn figure3_a_question_goes_to_the_care_account_en() {
    redirected("Hello, do your shops open on Sunday?");
}
