//! How a customer is met: what is said to whom, and what is not.

use super::Thread;
use accalmie_shared::post::{Channel, Venue};
use accalmie_shared::reading::Register;

fn texts(thread: &Thread) -> Vec<String> {
    let answers = thread.answers();
    assert!(!answers.is_empty());
    answers.into_iter().map(|answer| answer.text).collect()
}

#[test]
fn what_the_customer_is_without_is_no_promise_of_a_call() {
    texts(
        &Thread::on(Channel::Facebook)
            .public("Je suis sans téléphone depuis 9 jours, c'est honteux"),
    );
}

#[test]
fn a_grievance_put_as_a_question_is_put_right() {
    let thread = Thread::on(Channel::Facebook)
        .public("The dress I got is the wrong colour, how do I send it back?");
    for text in texts(&thread) {
        let sorry = ["sorry", "pologi"].iter().any(|word| text.contains(word));
        assert!(sorry, "{text}");
    }
}

#[test]
fn a_price_is_regretted_and_not_called_a_mishap() {
    let thread = Thread::on(Channel::Facebook)
        .public("Le prix du gaz augmente encore, vous n'avez pas honte ? Comment on fait, nous ?");
    for text in texts(&thread) {
        let mishap = ["pas normal", "pas dû arriver", "acceptable"];
        assert!(!mishap.iter().any(|word| text.contains(word)), "{text}");
    }
}

#[test]
fn a_death_is_met_with_condolences() {
    for (post, words) in [
        (
            "Mon mari est décédé en juin et vous prélevez encore son abonnement",
            "condoléances",
        ),
        (
            "My husband died in June and you still charge his subscription",
            "condolences|sympathy|family",
        ),
    ] {
        for text in texts(&Thread::on(Channel::Facebook).public(post)) {
            assert!(words.split('|').any(|word| text.contains(word)), "{text}");
        }
    }
}

#[test]
fn nobody_is_asked_into_the_private_channel_where_they_already_are() {
    let thread = Thread::on(Channel::Messenger).post(
        "Bonjour, comment je fais transférer ma box ?",
        Venue::Private,
        "Sonia Blin",
    );
    for text in texts(&thread) {
        assert!(
            !text.contains("en privé") && !text.contains("en MP"),
            "{text}"
        );
    }
}

#[test]
fn thanks_with_what_was_asked_for_are_not_the_end_of_the_matter() {
    let thread = Thread::on(Channel::Facebook)
        .public("La qualité a beaucoup baissé, les tissus boulochent")
        .brand("Bonjour Claire, pouvez-vous m'envoyer une photo en privé ? Camille")
        .public("C'est envoyé, merci de votre réponse rapide");
    let first = &texts(&thread)[0];
    assert!(first.contains("message privé"), "{first}");
    assert!(!first.contains("la qualité"), "{first}");
}

#[test]
fn whoever_chases_is_not_thanked_for_the_alert_again() {
    let thread = Thread::on(Channel::Facebook)
        .public("3 semaines d'attente pour une box, c'est une honte")
        .brand("Bonjour Claire, pouvez-vous m'envoyer votre nom en message privé ? Camille")
        .public("Voilà, je vous ai tout envoyé en MP")
        .public("Alors ???");
    for text in texts(&thread) {
        assert!(!text.contains("votre question"), "{text}");
        assert!(!text.contains("signal"), "{text}");
    }
    let first = &texts(&thread)[0];
    assert!(first.contains("votre message privé"), "{first}");
}

#[test]
fn small_words_meet_as_french_has_it() {
    let thread =
        Thread::on(Channel::Facebook).public("Bonjour, le technicien vient à quelle heure ?");
    for text in texts(&thread) {
        assert!(!text.contains("de le ") && !text.contains(" ,"), "{text}");
    }
}

#[test]
fn a_letter_without_an_answer_is_no_private_message_to_take_up() {
    let thread = Thread::on(Channel::Facebook)
        .public("Impossible de résilier mon abonnement, mon courrier reste sans réponse !");
    for text in texts(&thread) {
        assert!(!text.contains("votre message privé"), "{text}");
    }
}

#[test]
fn nobody_who_says_vous_or_is_annoyed_is_answered_in_chat() {
    let thread = Thread::on(Channel::Facebook)
        .public("Mdr votre livreur, j'attends toujours mon colis, c'est pénible, vous abusez");
    let answers = thread.answers();
    assert!(
        answers[0].register != Register::Familiar,
        "{}",
        answers[0].text
    );
}
