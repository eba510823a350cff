//! M14: the request goes to the company's own system; the case keeps the reference, and a failure comes back to a person.

use accalmie_shared::case::{
    Command, HandOffState, Owner, Refusal, Stage, hand_off_delivered, hand_off_failed,
};
use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::reading::Lang;
use accalmie_tests::{Story, at, facebook};

/// The same thread in both languages.
const THREADS: [(&str, &str); 2] = [
    (
        "mon 09:00 Nora: Vous m'avez facturé deux fois ce mois-ci, c'est honteux !
         mon 09:05 → Camille: Bonjour Nora, écrivez-nous en privé.
         mon 09:10 Nora, private: Nora Petit, double prélèvement en février",
        "mon 09:16 → Camille, private: C'est transmis à notre service facturation.",
    ),
    (
        "mon 09:00 Nora: You charged me twice this month, this is a disgrace!
         mon 09:05 → Camille: Hello Nora, could you write to us in private?
         mon 09:10 Nora, private: Nora Petit, charged twice in February",
        "mon 09:16 → Camille, private: I have passed it on to our billing team.",
    ),
];

fn handed_off((before, after): (&str, &str)) -> Story {
    let command = Command::HandOff {
        target: "billing".into(),
        summary: "2 × February".into(),
    };
    facebook(before)
        .does(at("mon 09:15"), "Camille", &command)
        .tells(after)
}

#[test]
fn m14_the_case_keeps_the_reference_of_the_other_system() {
    for thread in THREADS {
        let mut story = handed_off(thread);
        let delivered = hand_off_delivered(
            "d1",
            "billing".into(),
            Some("T-4711".into()),
            at("mon 09:16"),
        );
        story.events.push(delivered.clone());
        story.events.push(delivered);
        let scene = story.at("mon 09:20");
        assert_eq!(scene.case.stage, Stage::HandedOff);
        assert_eq!(scene.case.hand_offs.len(), 1);
        assert_eq!(scene.case.hand_offs[0].state, HandOffState::Delivered);
        assert_eq!(scene.case.hand_offs[0].reference.as_deref(), Some("T-4711"));
        for lang in [Lang::Fr, Lang::En] {
            assert!(scene.reasons(lang).join("\n").contains("T-4711"));
        }
    }
}

#[test]
fn m14_a_failed_hand_off_comes_back_to_a_person() {
    for thread in THREADS {
        let mut story = handed_off(thread);
        story.events.push(hand_off_failed(
            "d1",
            "billing".into(),
            "503 after 8 tries".into(),
            at("mon 10:00"),
        ));
        let scene = story.at("mon 10:01");
        assert_eq!(
            scene.case.stage,
            Stage::Private,
            "nobody over there has the request"
        );
        assert_eq!(scene.plan.step, Step::HandOff);
        assert!(scene.because(
            |reason| matches!(reason, Reason::HandOffFailed { target } if target == "billing")
        ));
        let again = Command::HandOff {
            target: "billing".into(),
            summary: "Double prélèvement".into(),
        };
        assert!(story.tries(at("mon 10:02"), "Marc", &again).is_ok());
    }
}

#[test]
fn m14_a_promise_that_runs_late_is_seen_before_the_customer_complains() {
    for thread in THREADS {
        let scene = handed_off(thread).at("wed 12:00");
        assert_eq!(scene.plan.step, Step::Wait);
        let scene = handed_off(thread).at("thu 12:00");
        assert_eq!(scene.plan.step, Step::AnswerPrivately);
        assert!(scene.because(|reason| matches!(reason, Reason::Overdue { .. })));
        assert_eq!(scene.plan.owner, Owner::CustomerAdvisor);
    }
}

#[test]
fn m14_a_target_that_is_not_known_is_refused_with_those_that_are() {
    let story = facebook("mon 09:00 Nora: You charged me twice this month, this is a disgrace!");
    let command = Command::HandOff {
        target: "sales".into(),
        summary: String::new(),
    };
    let refusal = story.tries(at("mon 09:01"), "Camille", &command);
    assert_eq!(
        refusal,
        Err(Refusal::NoSuchTarget {
            found: "sales".into(),
            expected: vec!["billing".into(), "crm".into()]
        })
    );
}
