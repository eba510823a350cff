//! M04: Facebook's badge: very responsive when answers come within 15 minutes; how far it is, from the real cases.

use accalmie_shared::insight::{Badge, Summary, responsiveness, summary};
use accalmie_shared::units::{Minutes, Permille};
use accalmie_tests::{at, facebook};

/// One customer's case, written at 10:00 and answered after so many minutes; none for no answer.
fn case(number: u32, day: &str, after: Option<u32>) -> Summary {
    // Every other customer writes in English.
    let says = match number % 2 {
        0 => "Ma commande n'est jamais arrivée, je suis déçue.",
        _ => "My order never arrived, I am disappointed.",
    };
    let post = format!("{day} 10:00 Client{number}: {says} {number}");
    let answer = after.map(|after| {
        format!(
            "{day} {}:{:02} → Camille: Bonjour, je regarde la commande {number}.",
            10 + after / 60,
            after % 60
        )
    });
    let story = facebook(&[post, answer.unwrap_or_default()].join("\n"));
    summary(&number.to_string(), &story.at(&format!("{day} 23:00")).case).expect("a customer spoke")
}

#[test]
fn m04_the_badge_is_reached_with_nine_of_ten_within_a_quarter_of_an_hour() {
    let mut cases: Vec<Summary> = (0..9)
        .map(|number| case(number, "tue", Some(5 + number % 10)))
        .collect();
    cases.push(case(9, "tue", Some(120)));
    let figure = responsiveness(&cases, at("wed 10:00"));
    assert_eq!(
        (figure.received, figure.answered, figure.within),
        (10, 10, 9)
    );
    assert_eq!(figure.share_within, Permille(900));
    assert_eq!(figure.badge, Badge::Reached);
    assert_eq!(figure.median, Some(Minutes(9)));
}

#[test]
fn m04_it_says_how_many_quick_answers_are_missing() {
    let mut cases: Vec<Summary> = (0..8).map(|number| case(number, "tue", Some(10))).collect();
    cases.push(case(8, "tue", Some(40)));
    cases.push(case(9, "tue", None));
    let figure = responsiveness(&cases, at("wed 10:00"));
    assert_eq!(figure.share_answered, Permille(900));
    assert_eq!(figure.share_within, Permille(800));
    // Ten more in time make 18 of 20.
    assert_eq!(figure.badge, Badge::Missing { answers: 10 });
}

#[test]
fn m04_what_is_older_than_seven_days_or_still_in_time_does_not_count() {
    let cases = [case(1, "mon", None), case(2, "tue", Some(5))];
    let figure = responsiveness(&cases, at("next tue 09:00"));
    assert_eq!((figure.received, figure.within), (1, 1));
    let fresh = facebook("tue 10:00 Zoé: Ma commande n'est pas là !");
    let fresh = summary("z", &fresh.at("tue 10:05").case).expect("a customer spoke");
    assert_eq!(
        responsiveness(std::slice::from_ref(&fresh), at("tue 10:05")).badge,
        Badge::NoMessages
    );
    assert_eq!(
        responsiveness(&[fresh], at("tue 10:20")).badge,
        Badge::Missing { answers: 9 }
    );
}
