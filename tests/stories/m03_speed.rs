//! M03: minutes on Twitter, a little longer on Facebook; the queue is ordered by what is due, then by priority.

use accalmie_shared::reading::Lang;
use accalmie_shared::units::Minutes;
use accalmie_shared::view::{Countdown, countdown, place};
use accalmie_tests::{at, facebook, forum, x};

#[test]
fn m03_each_channel_has_its_own_countdown_fr() {
    let thread = "mon 10:00 Léa: Ma box est en panne depuis hier, je n'en peux plus !";
    for (story, due) in [
        (x(thread), "mon 10:06"),
        (facebook(thread), "mon 10:15"),
        (forum(thread), "mon 11:00"),
    ] {
        let scene = story.at("mon 10:04");
        assert_eq!(scene.entry.due, Some(at(due)));
    }
    let scene = x(thread).at("mon 10:04");
    assert_eq!(
        countdown(scene.entry.due, scene.now),
        Countdown::Left {
            minutes: Minutes(2)
        }
    );
    let scene = x(thread).at("mon 10:09");
    assert_eq!(
        countdown(scene.entry.due, scene.now),
        Countdown::Late {
            minutes: Minutes(3)
        }
    );
    let reasons = scene.reasons(Lang::Fr).join("\n");
    assert!(
        reasons.contains("depuis 9 min") && reasons.contains("objectif de 6 min"),
        "{reasons}"
    );
}

#[test]
fn m03_a_message_in_the_night_is_due_in_the_morning_en() {
    let scene =
        facebook("mon 23:40 Lea: My internet has been down since yesterday, this is unacceptable!")
            .at("tue 08:00");
    assert_eq!(scene.entry.due, Some(at("tue 09:15")));
    assert!(!scene.plan.is_late(scene.now));
    let scene =
        facebook("sat 12:55 Lea: My internet has been down since yesterday, this is unacceptable!")
            .at("sat 13:30");
    assert_eq!(
        scene.entry.due,
        Some(at("sat 14:10")),
        "the lunch break of a split day doesn't count"
    );
}

#[test]
fn m03_the_queue_is_ordered_by_what_is_due_then_by_priority() {
    let early =
        facebook("mon 09:00 Ana: Toujours pas de remboursement, c'est lent.").at("mon 09:20");
    let late =
        facebook("mon 09:10 Bob: Votre appli est une CATASTROPHE, je veux être remboursé !!!")
            .at("mon 09:20");
    let calm = facebook("mon 09:10 Cid: Je n'ai pas reçu ma facture de février.").at("mon 09:20");
    let danger =
        facebook("mon 09:19 Dan: Votre box a pris feu cette nuit, il y a un blessé à la maison")
            .at("mon 09:20");
    let mut queue = [
        ("calm", &calm),
        ("late", &late),
        ("early", &early),
        ("danger", &danger),
    ];
    queue.sort_by_key(|(_, scene)| place(&scene.entry));
    let names: Vec<&str> = queue.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["danger", "early", "late", "calm"]);
}
