//! What is composed passes its gates, earns its scores, and is never twice the same.

use super::{Thread, packs};
use accalmie_shared::fit;
use accalmie_shared::post::{Channel, Venue};
use accalmie_shared::reading::{Address, Lang, Register};
use accalmie_shared::reply::{Move, Rule, Suggestion};
use accalmie_shared::similarity::likeness;
use accalmie_shared::units::Permille;
use std::collections::BTreeMap;

/// Complaints of all kinds and tempers, in both languages.
const COMPLAINTS: [&str; 24] = [
    "3 semaines sans internet, 4 appels et toujours rien. C'est INADMISSIBLE !!!",
    "Bonjour, ma box est en panne depuis lundi, pouvez-vous m'aider ?",
    "Mon colis n'est toujours pas arrivé, j'attends depuis 10 jours",
    "Vous m'avez prélevé deux fois, c'est honteux, je veux des explications",
    "votre appli plante dès que je l'ouvre, c'est pénible",
    "Impossible de vous joindre, personne ne répond au téléphone !",
    "Le technicien n'est jamais venu, j'ai posé une journée pour rien. Bravo.",
    "Je résilie demain si mon remboursement n'arrive pas, 2 mois d'attente !!",
    "Ma facture a encore augmenté sans me prévenir, merci bien...",
    "Accueil désagréable en boutique, c'est inadmissible, plus jamais ça !",
    "mdr la connexion rame encore, vous abusez les gars",
    "Service client injoignable, 6 mails sans réponse, fuyez !",
    "Mon téléphone ne marche pas",
    "Mon portable ne capte plus rien, réglez ça ou vous perdez un client fidèle",
    "My flight was cancelled and nobody tells us anything, this is a disgrace",
    "Still waiting for my refund after 5 weeks. Called 4 times. Ridiculous!!!",
    "the app keeps crashing since the update, please fix it",
    "My parcel arrived broken and your support does not answer",
    "You charged me twice this month, what is going on?",
    "Broadband has been down for 3 days, absolutely fed up",
    "I'm cancelling, 2 hours on hold and then they hung up",
    "Your engineer never showed up. I took a day off for this!",
    "lost my bag again, worst airline ever, avoid!",
    "Hi, my order still hasn't arrived, could you check please?",
];

const CHANNELS: [Channel; 3] = [Channel::X, Channel::Facebook, Channel::Mastodon];

fn each_answer(mut look: impl FnMut(&Thread, &Suggestion)) {
    for text in COMPLAINTS {
        for channel in CHANNELS {
            let thread = Thread::on(channel).public(text);
            let answers = thread.answers();
            assert!(answers.len() >= 3, "{text}: {} answers", answers.len());
            for answer in &answers {
                look(&thread, answer);
            }
        }
    }
}

#[test]
fn no_answer_breaks_a_gate_or_a_house_rule() {
    each_answer(|thread, answer| {
        for finding in thread.findings(&answer.text) {
            let is_advice = matches!(finding.rule, Rule::Score(_));
            assert!(is_advice, "{}\n{finding:?}", answer.text);
        }
        assert!(answer.gates.is_empty());
    });
}

#[test]
fn nearly_all_answers_earn_six_scores_of_eight() {
    let (mut all, mut good) = (0, 0);
    each_answer(|_, answer| {
        all += 1;
        good += usize::from(answer.score >= 6);
    });
    assert!(good * 100 >= all * 95, "{good} of {all}");
}

#[test]
fn answers_fit_their_platform() {
    each_answer(|thread, answer| {
        assert!(answer.parts.len() <= 2);
        for part in &answer.parts {
            let length = fit::measure(thread.channel, answer.venue, part);
            assert!(
                length.fits(),
                "{} of {:?}: {part}",
                length.used,
                length.limit
            );
        }
    });
}

#[test]
fn a_choice_is_a_choice() {
    for text in COMPLAINTS {
        let answers = Thread::on(Channel::Facebook).public(text).answers();
        for (place, one) in answers.iter().enumerate() {
            for other in &answers[..place] {
                assert!(
                    likeness(&one.text, &other.text) < Permille(600),
                    "{}\n{}",
                    one.text,
                    other.text
                );
                assert!(
                    one.register != other.register || one.moves != other.moves,
                    "{}\n{}",
                    one.text,
                    other.text
                );
            }
        }
    }
}

#[test]
fn the_same_case_gets_the_same_answers() {
    let answers = || Thread::on(Channel::X).public(COMPLAINTS[0]).answers();
    assert_eq!(answers(), answers());
}

#[test]
fn a_hundred_complaints_on_one_topic_get_a_hundred_answers() {
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for number in 0..100 {
        let thing = ["ma box", "ma fibre", "mon wifi", "internet"][number % 4];
        let text = format!(
            "{thing} en panne depuis {} jours, c'est pénible",
            number % 20 + 2
        );
        let name = format!("Client{number}");
        let thread = Thread::on(Channel::Facebook).post(&text, Venue::Public, &name);
        let answer = thread
            .answers()
            .into_iter()
            .next()
            .expect("a complaint has an answer");
        for span in fit::sentences(&answer.text) {
            *said.entry(span.of(&answer.text).to_owned()).or_default() += 1;
        }
    }
    for (sentence, times) in said {
        // A greeting, with its thanks, and a signature.
        let words = sentence.split(' ').count();
        let greets = ["Bonjour", "Hello", "Salut", "Coucou"]
            .iter()
            .any(|word| sentence.starts_with(word));
        let is_frame = (greets && words < 12) || words == 1;
        assert!(is_frame || times <= 5, "{times} times: {sentence}");
    }
}

#[test]
fn a_danger_gets_no_apology_and_a_help_line() {
    let answers = Thread::on(Channel::Facebook)
        .public("je n'en peux plus, j'ai envie de mourir")
        .answers();
    assert!(!answers.is_empty());
    for answer in answers {
        let sorry = [
            Move::Apologise,
            Move::ApologiseWait,
            Move::Regret,
            Move::AskPrivate,
            Move::Joke,
        ];
        assert!(
            answer.moves.iter().all(|step| !sorry.contains(step)),
            "{}",
            answer.text
        );
        assert!(!answer.text.contains("excuse"), "{}", answer.text);
    }
}

#[test]
fn a_threat_to_leave_after_a_wait_is_met_with_the_apology_first() {
    let thread = Thread::on(Channel::Facebook)
        .public("10 jours que j'attends une réponse. Je résilie mon contrat demain.");
    let first = &thread.answers()[0];
    let place = |step: Move| first.moves.iter().position(|made| *made == step);
    assert!(place(Move::ApologiseWait).is_some(), "{}", first.text);
    assert!(
        place(Move::ApologiseWait) < place(Move::Thank).or(Some(usize::MAX)),
        "{}",
        first.text
    );
    assert!(place(Move::Reassure).is_some(), "{}", first.text);
}

#[test]
fn a_refusal_of_the_private_message_is_met_with_the_reason() {
    let text = "Toujours pas de carte. Et surtout ne me dites pas de venir en message privé !!";
    for answer in Thread::on(Channel::Facebook).public(text).answers() {
        assert!(answer.moves.contains(&Move::Explain), "{}", answer.text);
    }
}

#[test]
fn personal_data_is_never_repeated_and_its_removal_is_asked_for() {
    let text = "ma box est en panne, appelez-moi au 06 12 34 56 78, contrat AB123456 !!";
    let answers = Thread::on(Channel::Facebook).public(text).answers();
    assert!(
        answers
            .iter()
            .any(|answer| answer.moves.contains(&Move::ProtectData))
    );
    for answer in answers {
        assert!(
            !answer.text.contains("56 78") && !answer.text.contains("AB123456"),
            "{}",
            answer.text
        );
    }
}

#[test]
fn vous_unless_the_brand_allows_tu_and_the_customer_says_it() {
    let text = "tu peux regarder pourquoi ta box marche plus ? merci à toi";
    let mut thread = Thread::on(Channel::Facebook).public(text);
    let says_tu = |answer: &Suggestion| {
        let words = answer.text.to_lowercase();
        [" tu ", " ton ", " ta ", " tes ", " te "]
            .iter()
            .any(|word| words.contains(word))
    };
    assert!(!thread.answers().iter().any(says_tu));
    thread.policy.voice.address = accalmie_shared::policy::AddressRule::FollowCustomer;
    let read = thread.case().turns[0].assessment().map(|read| read.address);
    if read == Some(Address::Tu) {
        let familiar = thread
            .answers()
            .into_iter()
            .find(|answer| answer.register == Register::Familiar);
        assert!(familiar.is_some_and(|answer| says_tu(&answer)));
    }
}

#[test]
fn the_community_manager_chooses_register_and_language() {
    let mut thread = Thread::on(Channel::Facebook).public(COMPLAINTS[1]);
    thread.choice.register = Some(Register::Formal);
    assert_eq!(thread.answers()[0].register, Register::Formal);
    thread.choice.lang = Some(Lang::En);
    assert!(
        thread.answers()[0].text.contains("you"),
        "{}",
        thread.answers()[0].text
    );
}

#[test]
fn once_is_enough_to_say_that_it_should_not_have_happened() {
    each_answer(|_, answer| {
        let ways = [
            "pas normal",
            "pas dû arriver",
            "not right",
            "shouldn't happen",
            "deserve better",
        ];
        let said: usize = ways
            .iter()
            .map(|way| answer.text.matches(way).count())
            .sum();
        assert!(said <= 1, "{}", answer.text);
    });
}

#[test]
fn a_frame_is_whole_whatever_fills_it() {
    for pack in [&packs().fr, &packs().en].into_iter().flatten() {
        for row in &pack.book.phrases {
            assert!(
                !row.moves.is_empty() && row.registers != 0 && row.weight > 0,
                "{}",
                row.frame
            );
        }
    }
    each_answer(|_, answer| {
        let clean = !answer.text.contains(['{', '}', '[', ']', '<', '>', '|'])
            && !answer.text.contains("  ");
        assert!(clean, "{}", answer.text);
    });
}
