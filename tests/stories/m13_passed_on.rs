//! M13: the private exchange says that the request is passed on, to whom, and by which channel the answer comes.

use accalmie_shared::case::{Command, Happened};
use accalmie_shared::plan::Step;
use accalmie_shared::post::Venue;
use accalmie_shared::reply::Move;
use accalmie_tests::{Scene, at, facebook};

fn private(public: &str, message: &str) -> (Scene, usize) {
    let story = facebook(&format!(
        "mon 09:00 Nora: {public}
         mon 09:05 → Camille: Bonjour Nora, je vous écris en privé.
         mon 09:10 Nora, private: {message}"
    ));
    let missing = story.at("mon 09:11").plan.missing;
    let story = story.does(
        at("mon 09:12"),
        "Camille",
        &Command::GiveItems { items: missing },
    );
    let scene = story.at("mon 09:13");
    let command = Command::HandOff {
        target: "billing".into(),
        summary: "Double prélèvement".into(),
    };
    let after = story.does(at("mon 09:14"), "Camille", &command);
    let passed_on = after
        .events
        .iter()
        .filter(|event| matches!(event.what, Happened::HandedOff { .. }))
        .count();
    (scene, passed_on)
}

fn tells(scene: &Scene, whom: &str, delay: &str) {
    assert_eq!(scene.plan.step, Step::HandOff);
    let told = scene.with(Move::HandOff);
    assert!(!told.is_empty(), "{}", scene.listed());
    for one in &told {
        assert_eq!(one.venue, Venue::Private);
        assert!(one.moves.contains(&Move::Promise), "{}", one.text);
    }
    assert!(scene.says(whom), "to whom: {}", scene.listed());
    assert!(scene.says(delay), "by when: {}", scene.listed());
}

#[test]
fn m13_it_says_to_whom_by_when_and_by_which_channel_fr() {
    let (scene, passed_on) = private(
        "Vous m'avez facturé deux fois, c'est honteux !",
        "Nora Petit, double prélèvement en février",
    );
    tells(&scene, "facturation", "24 heures");
    assert!(
        scene.says("message privé") || scene.says("ici"),
        "{}",
        scene.listed()
    );
    assert_eq!(passed_on, 1, "the transmission is an event");
}

#[test]
fn m13_it_says_to_whom_by_when_and_by_which_channel_en() {
    let (scene, passed_on) = private(
        "You charged me twice on my bill, this is shameful!",
        "Nora Small, charged twice in February",
    );
    tells(&scene, "billing team", "24 hours");
    assert!(
        scene.says("private message") || scene.says("here"),
        "{}",
        scene.listed()
    );
    assert_eq!(passed_on, 1);
}
