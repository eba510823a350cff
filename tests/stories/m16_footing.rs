//! M16: the register and the address follow the customer; a familiar thank-you gets a familiar answer.

use accalmie_shared::assess;
use accalmie_shared::packs::Packs;
use accalmie_shared::plan::Step;
use accalmie_shared::policy::AddressRule;
use accalmie_shared::reading::{Address, Lang, Register};
use accalmie_tests::{facebook, x};

#[test]
fn m16_a_familiar_thank_you_gets_a_familiar_answer_fr() {
    let thread = "mon 10:00 Kev: [to LumioConseil] trop fort, merci bcp à toi, tu gères 😊";
    let scene = x(thread).at("mon 10:01");
    assert_eq!(scene.read().register, Register::Familiar);
    assert_eq!(scene.plan.step, Step::Thank);
    assert!(
        scene
            .suggestions
            .iter()
            .any(|one| one.register == Register::Familiar),
        "{}",
        scene.listed()
    );
    for one in &scene.suggestions {
        let words: Vec<&str> = one
            .text
            .split(|letter: char| !letter.is_alphabetic())
            .collect();
        assert!(
            !words
                .iter()
                .any(|word| matches!(*word, "tu" | "toi" | "ton" | "te")),
            "the house says vous: {}",
            one.text
        );
    }
    let follows = x(thread)
        .under(|policy| policy.voice.address = AddressRule::FollowCustomer)
        .at("mon 10:01");
    assert_eq!(follows.read().address, Address::Tu);
    let familiar = follows
        .suggestions
        .iter()
        .find(|one| one.register == Register::Familiar);
    assert!(
        familiar.is_some_and(|one| !one.text.contains("vous")),
        "{}",
        follows.listed()
    );
}

#[test]
fn m16_a_familiar_thank_you_gets_a_familiar_answer_en() {
    let scene =
        x("mon 10:00 Kev: [to LumioConseil] thx a lot mate, it works again, ur the best 😊😊")
            .at("mon 10:01");
    assert_eq!(scene.read().register, Register::Familiar);
    assert_eq!(scene.plan.step, Step::Thank);
    assert!(
        scene
            .suggestions
            .iter()
            .any(|one| one.register == Register::Familiar),
        "{}",
        scene.listed()
    );
}

#[test]
fn m16_a_formal_letter_gets_no_emoji_and_vous() {
    let scene = x("mon 10:00 M. Girard: [to LumioConseil] Madame, Monsieur, je me permets de vous signaler que ma facture est erronée. Cordialement").at("mon 10:01");
    assert_ne!(scene.best().register, Register::Familiar);
    assert!(!scene.says("😊") && !scene.says("🙂"), "{}", scene.listed());
    assert!(scene.says("vous"), "{}", scene.listed());
}

#[test]
fn m16_a_few_words_do_not_change_the_language_of_the_conversation() {
    let french = "mon 09:00 Zoé: Ma box est en panne depuis trois jours, j'en ai marre !
         mon 09:05 → Camille: Bonjour Zoé, écrivez-nous en privé.";
    let english = "mon 09:00 Zoe: My internet has been down for three days, fed up!
         mon 09:05 → Camille: Hi Zoe, please send us a private message.";
    for (thread, says, lang) in [
        (french, "ok ???", Lang::Fr),
        (french, "bon week-end", Lang::Fr),
        (english, "DM sent", Lang::En),
        (english, "1234", Lang::En),
        (french, "Sorry, can you answer in English please?", Lang::En),
    ] {
        let story = facebook(&format!("{thread}\n mon 09:20 Zoé: {says}"));
        let scene = story.at("mon 09:21");
        let packs = Packs::embedded();
        // Who only agrees is not answered.
        let waits = scene.plan.step == Step::Wait;
        assert_eq!(scene.suggestions.is_empty(), waits, "{says}");
        for one in &scene.suggestions {
            assert_eq!(
                assess(&one.text, None, &packs).lang,
                lang,
                "{says}: {}",
                one.text
            );
        }
    }
}
