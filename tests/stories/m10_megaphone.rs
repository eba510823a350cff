//! M10: appeals to witnesses and pile-ons are signals; similar complaints are grouped, and past the threshold they alarm.

use accalmie_shared::insight::{Summary, bad_buzz, similar, summary};
use accalmie_shared::reading::{SignalKind, Topic};
use accalmie_shared::units::Minutes;
use accalmie_tests::{Story, at, facebook};

#[test]
fn m10_the_megaphone_is_a_signal_fr() {
    let scene =
        facebook("mon 09:00 Eva: N'allez surtout pas chez eux, fuyez ! Aucun respect des clients.")
            .at("mon 09:01");
    assert!(!scene.evidence(SignalKind::WitnessAppeal).is_empty());
    let scene = facebook("mon 09:00 Gil: Pareil pour moi, panne depuis ce matin").at("mon 09:01");
    assert!(scene.evidence(SignalKind::PileOn)[0].starts_with("Pareil"));
}

#[test]
fn m10_the_megaphone_is_a_signal_en() {
    let scene =
        facebook("mon 09:00 Eve: Don't buy from them, avoid this company, everyone! No respect for customers.")
            .at("mon 09:01");
    assert!(!scene.evidence(SignalKind::WitnessAppeal).is_empty());
    let scene = facebook("mon 09:00 Gil: Same here, no service since this morning").at("mon 09:01");
    assert_eq!(scene.evidence(SignalKind::PileOn)[0], "Same here");
}

fn outage(number: u32, minute: u32) -> Story {
    let mut story = facebook(&format!(
        "mon 09:{minute:02} Client{number}: [reach 200] Panne internet depuis ce matin, plus aucune connexion, c'est pénible !"
    ));
    // Each customer has a case of their own, with posts of their own.
    for event in &mut story.events {
        if let accalmie_shared::case::Happened::PostReceived { post, .. } = &mut event.what {
            post.id = format!("outage-{number}");
        }
    }
    story
}

fn summaries(stories: &[Story]) -> Vec<Summary> {
    let cases = stories.iter().enumerate();
    cases
        .filter_map(|(number, story)| {
            summary(&format!("case-{number}"), &story.at("mon 12:00").case)
        })
        .collect()
}

#[test]
fn m10_past_the_threshold_an_alert_names_topic_count_and_posts() {
    let stories: Vec<Story> = (0..5).map(|number| outage(number, number * 5)).collect();
    let policy = facebook("").policy;
    let all = summaries(&stories);
    assert_eq!(
        bad_buzz(&all[..4], &policy, at("mon 09:40")),
        [],
        "four are below the threshold of five"
    );
    let alerts = bad_buzz(&all, &policy, at("mon 09:40"));
    assert_eq!(alerts.len(), 1);
    assert_eq!((alerts[0].group.topic, alerts[0].count), (Topic::Outage, 5));
    assert_eq!(
        alerts[0].group.posts,
        ["outage-0", "outage-1", "outage-2", "outage-3", "outage-4"]
    );
    assert_eq!(alerts[0].group.reach, 1000);
    assert_eq!(
        bad_buzz(&all, &policy, at("mon 11:30")),
        [],
        "the window has passed"
    );
}

#[test]
fn m10_one_customer_who_shouts_five_times_is_one_customer() {
    let thread = "mon 09:00 Ana: Panne internet, c'est pénible !\n".repeat(5);
    let all = summaries(&[facebook(&thread)]);
    let groups = similar(&all, Minutes(120), at("mon 09:30"));
    assert_eq!(groups[0].cases.len(), 1);
    assert_eq!(groups[0].posts.len(), 5);
}
