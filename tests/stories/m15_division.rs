//! M15: front office and back office share the labour; one case has one owner.

use accalmie_shared::case::{Command, Owner, Refusal};
use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::policy::Person;
use accalmie_shared::post::Venue;
use accalmie_tests::{Story, at, facebook};

/// The same complaint in both languages.
const POSTS: [&str; 2] = [
    "mon 09:00 Théo: Mon remboursement n'arrive pas, c'est pénible.",
    "mon 09:00 Théo: My refund still hasn't come, this is annoying.",
];

fn team(post: &str) -> Story {
    facebook(post).under(|policy| {
        policy.people.push(Person {
            id: "hélène".into(),
            name: "Hélène".into(),
            initials: "HL".into(),
            role: Owner::Legal,
        });
    })
}

fn says(venue: Venue, text: &str) -> Command {
    let reply = accalmie_shared::case::Reply {
        venue,
        text: text.into(),
        moves: vec![],
        asks: vec![],
        post: None,
        to: None,
    };
    match venue {
        Venue::Public => Command::Acknowledge { reply },
        Venue::Private => Command::ReplyPrivate { reply },
    }
}

#[test]
fn m15_the_advisor_speaks_in_private_only() {
    for post in POSTS {
        let story = team(post);
        let public = story.tries(
            at("mon 09:01"),
            "Marc",
            &says(Venue::Public, "Bonjour Théo"),
        );
        assert_eq!(
            public,
            Err(Refusal::NotAllowed {
                owner: Owner::CommunityManager
            })
        );
        assert!(
            story
                .tries(
                    at("mon 09:01"),
                    "Marc",
                    &says(Venue::Private, "Bonjour Théo")
                )
                .is_ok()
        );
    }
}

#[test]
fn m15_a_case_given_to_the_legal_team_is_theirs_alone() {
    for post in POSTS {
        let story = team(post).does(
            at("mon 09:01"),
            "Camille",
            &Command::Assign {
                owner: Owner::Legal,
            },
        );
        assert_eq!(story.at("mon 09:02").plan.owner, Owner::Legal);
        let by_cm = story.tries(
            at("mon 09:02"),
            "Camille",
            &says(Venue::Public, "Bonjour Théo"),
        );
        assert_eq!(
            by_cm,
            Err(Refusal::NotAllowed {
                owner: Owner::Legal
            })
        );
        assert!(
            story
                .tries(
                    at("mon 09:02"),
                    "Hélène",
                    &says(Venue::Public, "Bonjour Théo")
                )
                .is_ok()
        );
        let back = Command::Assign {
            owner: Owner::CommunityManager,
        };
        assert!(story.tries(at("mon 09:03"), "Camille", &back).is_err());
        assert!(story.tries(at("mon 09:03"), "Hélène", &back).is_ok());
    }
}

#[test]
fn m15_a_colleague_who_has_the_case_is_not_talked_over() {
    for post in POSTS {
        let story = team(post).does(at("mon 09:01"), "Camille", &Command::Claim);
        assert_eq!(
            story.at("mon 09:02").entry.claimed_by.as_deref(),
            Some("Camille")
        );
        let refused = Err(Refusal::ClaimedBy {
            name: "Camille".into(),
        });
        assert_eq!(
            story.tries(
                at("mon 09:02"),
                "Yanis",
                &says(Venue::Public, "Bonjour Théo")
            ),
            refused
        );
        assert_eq!(
            story.tries(at("mon 09:02"), "Yanis", &Command::Claim),
            refused
        );
        assert!(
            story
                .tries(
                    at("mon 09:02"),
                    "Yanis",
                    &Command::Note {
                        text: "client fidèle".into()
                    }
                )
                .is_ok()
        );
        assert!(
            story
                .tries(at("mon 09:32"), "Yanis", &Command::Claim)
                .is_ok(),
            "a claim lapses after half an hour"
        );
    }
}

#[test]
fn m15_a_team_of_one_is_not_locked_out() {
    for post in POSTS {
        let story = team(post).under(|policy| policy.people.truncate(1));
        let story = story.does(
            at("mon 09:01"),
            "Camille",
            &Command::Assign {
                owner: Owner::Legal,
            },
        );
        assert!(
            story
                .tries(
                    at("mon 09:02"),
                    "Camille",
                    &says(Venue::Public, "Bonjour Théo")
                )
                .is_ok()
        );
    }
}

#[test]
fn m15_a_danger_belongs_to_whom_a_person_named() {
    let dangers = [
        "mon 09:00 Théo: Votre chargeur a pris feu dans la chambre de ma fille.",
        "mon 09:00 Théo: Your charger caught fire in my daughter's bedroom.",
    ];
    for post in dangers {
        let story = team(post);
        let before = story.at("mon 09:01");
        assert_eq!(before.plan.step, Step::Escalate, "{post}");
        assert_eq!(before.plan.owner, Owner::Safety, "{post}");
        let owner = Owner::Legal;
        let story = story.does(at("mon 09:02"), "Claire", &Command::Assign { owner });
        let after = story.at("mon 09:03");
        assert_eq!(after.plan.step, Step::Escalate, "{post}");
        assert_eq!(after.plan.owner, owner, "{post}");
        assert!(after.because(|reason| *reason == Reason::Assigned { owner }));
    }
}
