//! M08: evident bad faith is set right by the clock, politely, and only where the clock proves it.

use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::reading::Lang;
use accalmie_shared::reply::Move;
use accalmie_tests::{at, facebook};

#[test]
fn m08_the_clock_proves_it_fr() {
    let story = facebook(
        "mon 10:00 Rémi: Ma facture est fausse, répondez-moi.
         mon 10:09 Rémi: Toujours aucune réponse, vous vous moquez des gens !",
    );
    let scene = story.at("mon 10:10");
    assert!(scene.plan.also.contains(&Step::Reframe));
    let first = at("mon 10:00");
    let second = at("mon 10:09");
    assert!(scene.because(|reason| matches!(reason, Reason::WithinDelay { first: a, second: b, .. } if (*a, *b) == (first, second))));
    let reasons = scene.reasons(Lang::Fr).join("\n");
    assert!(
        reasons.contains("10 h 00") && reasons.contains("10 h 09") && reasons.contains("1 h"),
        "{reasons}"
    );
}

#[test]
fn m08_the_clock_proves_it_en() {
    let story = facebook(
        "mon 10:00 Remy: My bill is wrong, answer me.
         mon 10:09 Remy: Still no answer, you are making fun of people!",
    );
    let scene = story.at("mon 10:10");
    assert!(scene.plan.also.contains(&Step::Reframe));
    let reasons = scene.reasons(Lang::En).join("\n");
    assert!(
        reasons.contains("10:00") && reasons.contains("10:09"),
        "{reasons}"
    );
}

#[test]
fn m08_a_customer_who_has_waited_is_never_set_right() {
    let story = facebook(
        "mon 10:00 Rémi: Ma facture est fausse, répondez-moi.
         mon 11:30 Rémi: Toujours aucune réponse, vous vous moquez des gens !",
    );
    assert!(!story.at("mon 11:31").offers(Step::Reframe));
    let alone = facebook(
        "mon 10:00 Rémi: Toujours aucune réponse à mes courriers, vous vous moquez des gens !",
    );
    assert!(!alone.at("mon 10:01").offers(Step::Reframe));
}

fn states_both_times(post: &str, chase: &str, first: &str, second: &str, sorry: &str) {
    let story = facebook(&format!("mon 10:00 Rémi: {post}\nmon 10:09 Rémi: {chase}"));
    let scene = story.at("mon 10:10");
    let reframes = scene.with(Move::Reframe);
    assert!(!reframes.is_empty(), "{}", scene.listed());
    for one in reframes {
        assert!(
            one.text.contains(first) && one.text.contains(second),
            "{}",
            one.text
        );
        assert!(
            one.moves
                .iter()
                .any(|step| matches!(step, Move::Redirect | Move::Promise)),
            "{}",
            one.text
        );
        assert!(
            !one.text.to_lowercase().contains(sorry),
            "no blame: {}",
            one.text
        );
    }
    assert!(
        scene
            .suggestions
            .iter()
            .any(|one| one.text.contains("0 800 00 00 00")),
        "another contact point: {}",
        scene.listed()
    );
}

#[test]
fn m08_the_answer_states_both_times_and_another_contact_point() {
    let post = "Ma facture est fausse, répondez-moi.";
    let chase = "Toujours aucune réponse, vous vous moquez des gens !";
    states_both_times(post, chase, "10 h", "10 h 09", "mauvaise foi");
    states_both_times(
        "My bill is wrong, answer me.",
        "Still no answer, you are making fun of people!",
        "10",
        "10:09",
        "bad faith",
    );
}
