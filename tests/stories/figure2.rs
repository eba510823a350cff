//! Figure 2: a customer-care space that shows its four people, hours, longest wait, and the other contact points.

use accalmie_shared::case::replay;
use accalmie_shared::policy::AccountRole;
use accalmie_shared::units::Minutes;
use accalmie_shared::view::{Opening, contact_card};
use accalmie_tests::{at, facebook, paris};

#[test]
fn figure2_the_space_shows_who_answers_when_and_how_long_it_takes() {
    let story = facebook("mon 17:40 Lise: Ma box est en panne, c'est agaçant !");
    let other = facebook("mon 17:55 Tim: My bill is wrong, this is annoying!");
    let waiting: Vec<_> = [&story, &other]
        .iter()
        .filter_map(|one| replay(one.events.clone()).waiting_since)
        .collect();
    let card = contact_card(&story.policy, &waiting, at("mon 18:05"), &paris());
    assert_eq!(card.people.len(), 4);
    assert_eq!(
        card.longest_wait,
        Minutes(25),
        "the real wait, not a promise"
    );
    assert_eq!(card.now, Opening::Open);
    assert_eq!(card.week.len(), 7);
    assert_eq!(card.contacts.len(), 2);
    assert!(
        card.accounts
            .iter()
            .all(|account| account.role == AccountRole::Care)
    );
    for contact in &card.contacts {
        assert!(!contact.name.fr.is_empty() && !contact.name.en.is_empty());
    }
}

fn waits_in_office_hours(post: &str, reply: &str) {
    let story = facebook(post);
    let waiting = replay(story.events.clone()).waiting_since;
    let card = contact_card(&story.policy, waiting.as_slice(), at("tue 09:10"), &paris());
    assert_eq!(
        card.longest_wait,
        Minutes(20),
        "ten minutes in the evening and ten in the morning"
    );
    let answered = story.tells(reply);
    assert_eq!(replay(answered.events).waiting_since, None);
}

#[test]
fn figure2_nobody_waits_longer_than_the_office_is_open_fr() {
    waits_in_office_hours(
        "mon 18:50 Lise: Ma box est en panne, c'est agaçant !",
        "tue 09:11 → Camille: Bonjour Lise, je regarde.",
    );
}

#[test]
fn figure2_nobody_waits_longer_than_the_office_is_open_en() {
    waits_in_office_hours(
        "mon 18:50 Lise: My router is down, this is annoying!",
        "tue 09:11 → Camille: Hello Lise, I'm looking into it.",
    );
}
