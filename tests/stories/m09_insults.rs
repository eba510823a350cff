//! M09: insults aimed at people are told apart from anger at a problem, and handled as the brand decides.

use accalmie_shared::plan::{Open, Reason, Step};
use accalmie_shared::policy::Handling;
use accalmie_shared::post::Venue;
use accalmie_shared::reading::Intent;
use accalmie_shared::reply::Move;
use accalmie_tests::facebook;

fn abuse(text: &str) {
    let story = facebook(&format!("mon 09:00 Troll: {text}"));
    let scene = story.at("mon 09:01");
    assert_eq!(
        Open::of(&scene.case).map(|open| open.intent()),
        Some(Intent::Abuse)
    );
    assert_eq!(scene.plan.step, Step::RemindRules);

    let leave = facebook(&format!("mon 09:00 Troll: {text}"))
        .under(|policy| policy.moderation.abuse = Handling::Leave);
    assert_eq!(leave.at("mon 09:01").plan.step, Step::Leave);

    let again = story
        .sends(
            "mon 09:05",
            "Camille",
            Venue::Public,
            &[Move::RemindRules],
            "Ici, tout se dit sans insulte.",
        )
        .tells(&format!("mon 09:10 Troll: {text} !"));
    let scene = again.at("mon 09:11");
    assert_eq!(
        scene.plan.step,
        Step::Hide,
        "the second time a person may hide the post"
    );
    assert!(
        scene.case.turns.iter().all(|turn| turn.hidden.is_none()),
        "nothing is hidden by itself"
    );
}

#[test]
fn m09_abuse_without_a_problem_follows_the_moderation_policy_fr() {
    abuse("Bande de connards, vous êtes des merdes");
}

#[test]
fn m09_abuse_without_a_problem_follows_the_moderation_policy_en() {
    abuse("You are a bunch of assholes, you morons");
}

#[test]
fn m09_anger_at_a_problem_is_answered_for_its_problem() {
    for text in [
        "Bande d'incapables, ma commande n'est toujours pas livrée après 3 semaines !",
        "You idiots, my order still hasn't been delivered after 3 weeks!",
    ] {
        let scene = facebook(&format!("mon 09:00 Ugo: {text}")).at("mon 09:01");
        assert_eq!(scene.read().intent, Intent::Complaint, "{text}");
        assert_eq!(scene.plan.step, Step::AskPrivate);
        assert!(
            scene.because(|reason| matches!(
                reason,
                Reason::Insults {
                    handling: Handling::AnswerProblem
                }
            )),
            "{text}"
        );
    }
}
