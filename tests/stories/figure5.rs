//! Figure 5: a young customer thanks familiarly, the advisor answers in the same register.

use accalmie_shared::plan::Step;
use accalmie_shared::reading::Register;
use accalmie_shared::reply::Move;
use accalmie_tests::x;

fn thanks(problem: &str, answer: &str, thanks: &str) {
    let story = x(&format!(
        "mon 10:00 Enzo: [to LumioConseil] {problem}
         mon 10:04 → Agathe: {answer}
         mon 16:00 Enzo: [to LumioConseil] {thanks}"
    ));
    let scene = story.at("mon 16:01");
    assert_eq!(scene.read().register, Register::Familiar);
    assert_eq!(scene.plan.step, Step::Thank, "{:?}", scene.read());
    let familiar = scene
        .suggestions
        .iter()
        .filter(|one| one.register == Register::Familiar);
    assert!(familiar.count() >= 1, "{}", scene.listed());
    assert!(
        !scene.with(Move::ThankAmbassador).is_empty(),
        "{}",
        scene.listed()
    );
    assert!(scene.with(Move::Apologise).is_empty(), "{}", scene.listed());
}

#[test]
fn figure5_the_same_register_comes_back_fr() {
    thanks(
        "wesh ma musique marche plus, ça bug de ouf",
        "Bonjour Enzo, je rétablis l'accès tout de suite.",
        "trop fort, merci bcp à toi, tu gères 😊",
    );
}

#[test]
fn figure5_the_same_register_comes_back_en() {
    thanks(
        "yo my music is not working anymore, this sucks",
        "Hello Enzo, I am restoring your access right now.",
        "thx a lot mate, it works again, ur the best 😊😊",
    );
}
