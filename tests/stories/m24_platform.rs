//! M24: the platform's own length, one post first, numbered parts only if needed, the link into private, feedback after.

use accalmie_shared::case::Command;
use accalmie_shared::plan::Step;
use accalmie_shared::post::Venue;
use accalmie_shared::reply::Move;
use accalmie_tests::{at, facebook, x};

#[test]
fn m24_answers_fit_the_platform_and_parts_end_with_sentences() {
    for text in [
        "Plus d'internet depuis 3 semaines, quatre appels au service client, des techniciens qui ne viennent jamais et personne pour me dire quoi que ce soit : je résilie si rien ne bouge, c'est INADMISSIBLE !!!",
        "No internet connection for 3 weeks, four calls to customer service, technicians who never show up and nobody to tell me anything: I am cancelling if nothing moves, this is UNACCEPTABLE!!!",
    ] {
        let scene = x(&format!("mon 09:00 Bob: [to LumioConseil] {text}")).at("mon 09:05");
        assert!(!scene.suggestions.is_empty());
        for one in &scene.suggestions {
            assert_eq!(one.limit, Some(280));
            assert!(one.length <= 280, "{} for {}", one.length, one.text);
            assert!((1..=2).contains(&one.parts.len()), "{:?}", one.parts);
            if let [first, second] = &one.parts[..] {
                assert!(
                    first.contains("1/2") && second.contains("2/2"),
                    "{:?}",
                    one.parts
                );
            }
        }
    }
}

#[test]
fn m24_the_link_opens_the_private_conversation() {
    for text in [
        "Ma facture est fausse, c'est honteux !",
        "My bill is wrong, this is shameful!",
    ] {
        let scene = facebook(&format!("mon 09:00 Bob: {text}")).at("mon 09:05");
        let asks = scene.with(Move::AskPrivate);
        assert!(!asks.is_empty(), "{}", scene.listed());
        assert!(
            asks.iter()
                .any(|one| one.text.contains("https://m.me/lumio")),
            "{}",
            scene.listed()
        );
    }
}

#[test]
fn m24_feedback_is_asked_at_the_end_of_the_private_exchange() {
    for (thanks, public) in [
        (
            "Merci beaucoup, ça remarche, vous êtes au top !",
            "Ma facture est fausse, c'est honteux !",
        ),
        (
            "Thank you so much, it is all sorted!",
            "My bill is wrong, this is shameful!",
        ),
    ] {
        let story = facebook(&format!(
            "mon 09:00 Bob: {public}
             mon 09:05 → Camille: Bonjour Bob, on se parle en privé.
             mon 09:10 Bob, private: {public}
             mon 09:15 → Camille, private: C'est corrigé, Bob."
        ));
        let story = story.does(
            at("mon 09:16"),
            "Camille",
            &Command::Note {
                text: "corrigé".into(),
            },
        );
        let story = story.tells(&format!("mon 09:20 Bob, private: {thanks}"));
        let scene = story.at("mon 09:21");
        assert_eq!(scene.plan.step, Step::Close, "{:?}", scene.plan);
        let asks = scene.with(Move::AskFeedback);
        assert!(!asks.is_empty(), "{}", scene.listed());
        assert!(asks.iter().all(|one| one.venue == Venue::Private));
    }
}
