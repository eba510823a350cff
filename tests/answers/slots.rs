//! The customer's own words, in the grammar of an answer.

use super::{Thread, packs};
use accalmie_shared::assess;
use accalmie_shared::packs::{Says, Slot};
use accalmie_shared::post::Channel;
use accalmie_shared::reading::{Address, Lang};
use accalmie_shared::slots::{fill, read, says};

#[track_caller]
fn check(lang: Lang, text: &str, slot: Slot, expect: Option<&str>) {
    let book = &packs().get(lang).expect("both packs are embedded").book;
    let details = read(text, &assess(text, Some(lang), packs()), book);
    let filled = fill(&details, book, lang, Address::Vous);
    assert_eq!(filled.get(&slot).map(String::as_str), expect, "{text}");
}

#[test]
fn french_elides_agrees_and_counts() {
    let fr = |text, slot, expect| check(Lang::Fr, text, slot, expect);
    fr(
        "3 semaines sans internet",
        Slot::Without,
        Some("sans internet"),
    );
    fr("3 semaines sans internet", Slot::Length, Some("3 semaines"));
    fr(
        "ça fait une semaine que ma box est en panne",
        Slot::Wait,
        Some("cette semaine sans connexion"),
    );
    fr(
        "une semaine que j'attends mon colis",
        Slot::Wait,
        Some("cette semaine d'attente"),
    );
    fr("l'appli plante depuis 3 semaines", Slot::Wait, None);
    fr(
        "ma box est en panne depuis 2 jours",
        Slot::Clause,
        Some("votre box ne fonctionne plus depuis 2 jours"),
    );
    fr(
        "ma box est en panne depuis lundi",
        Slot::Since,
        Some("depuis lundi"),
    );
    fr(
        "ma box est en panne",
        Slot::This,
        Some("cette panne de box"),
    );
    fr(
        "votre application plante sans arrêt",
        Slot::This,
        Some("ce bug de l'application"),
    );
    fr(
        "4 appels et 2 mails pour rien",
        Slot::YourCalls,
        Some("vos 4 appels"),
    );
    fr("je vous ai appelé 5 fois", Slot::Calls, Some("5 appels"));
    fr("1h45 d'attente au téléphone", Slot::Length, Some("1 h 45"));
    fr(
        "le technicien n'est jamais venu",
        Slot::Clause,
        Some("le technicien n'est pas venu"),
    );
    fr(
        "j'ai redémarré la box dix fois",
        Slot::Tried,
        Some("redémarré votre box"),
    );
    fr(
        "client depuis 12 ans chez vous",
        Slot::Loyalty,
        Some("12 ans"),
    );
    fr(
        "facturé 116 euros au lieu de 49",
        Slot::Amount,
        Some("116 €"),
    );
}

#[test]
fn english_counts_and_agrees() {
    let en = |text, slot, expect| check(Lang::En, text, slot, expect);
    en(
        "my flight was cancelled again",
        Slot::Clause,
        Some("your flight was cancelled"),
    );
    en(
        "still waiting for my refund after 5 weeks",
        Slot::Length,
        Some("5 weeks"),
    );
    en(
        "I called 4 times and nobody answers",
        Slot::YourCalls,
        Some("your 4 calls"),
    );
    en(
        "waited an hour on hold",
        Slot::Wait,
        Some("the one-hour wait"),
    );
    en(
        "broadband has been down for 3 days",
        Slot::Clause,
        Some("your internet connection has been down for 3 days"),
    );
    en(
        "my bags are lost",
        Slot::Clause,
        Some("your bags still have not turned up"),
    );
}

#[derive(serde::Deserialize)]
struct Row {
    says: Says,
    hit: String,
    miss: String,
}

#[test]
fn the_checker_notices_what_its_rows_say() {
    for (lang, name) in [(Lang::Fr, "fr"), (Lang::En, "en")] {
        let file = format!(
            "{}/../shared/data/{name}/says.tsv",
            env!("CARGO_MANIFEST_DIR")
        );
        let mut table = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            .from_path(file)
            .expect("the file can be read");
        let book = &packs().get(lang).expect("both packs are embedded").book;
        for row in table.deserialize() {
            let row: Row = row.expect("the build script has read the same row");
            assert!(
                says(&row.hit, book).contains(&row.says),
                "{:?}: {}",
                row.says,
                row.hit
            );
            assert!(!row.miss.is_empty());
            assert!(
                !says(&row.miss, book).contains(&row.says),
                "{:?}: {}",
                row.says,
                row.miss
            );
        }
    }
}

#[test]
fn what_went_wrong_comes_before_the_silence_about_it() {
    check(
        Lang::Fr,
        "Ça fait 3 semaines que j'attends ma box et personne ne répond au téléphone",
        Slot::Clause,
        Some("vous attendez toujours votre box depuis 3 semaines"),
    );
    check(
        Lang::En,
        "It's been 3 weeks since I ordered my router and nobody picks up the phone",
        Slot::Clause,
        Some("you've been waiting for your router for 3 weeks"),
    );
    check(
        Lang::Fr,
        "Si demain c'est pas réparé je résilie",
        Slot::Clause,
        None,
    );
}

#[test]
fn how_often_is_not_how_long() {
    check(
        Lang::Fr,
        "La télé se coupe toutes les 5 minutes depuis la mise à jour",
        Slot::Clause,
        Some("votre télé coupe régulièrement"),
    );
    check(
        Lang::En,
        "The TV cuts out every 5 minutes since the update",
        Slot::Clause,
        Some("your TV service keeps dropping"),
    );
}

#[test]
fn unsure_is_silent() {
    let fr = |text, slot| check(Lang::Fr, text, slot, None);
    fr("je pars en vacances dans 3 jours", Slot::Length);
    fr("offre à 10 euros pendant 6 mois offerts", Slot::Wait);
    fr("ça marche pas depuis 21h", Slot::Length);
    fr("je suis en train de manger", Slot::Object);
    fr("c'est du vol", Slot::Object);
    fr("bonjour", Slot::Clause);
}

#[test]
fn no_line_of_a_french_answer_can_end_before_its_question_mark() {
    for text in [
        "Trois semaines que j'attends mon colis, personne ne répond !!!",
        "Bonjour, où est-ce que je peux trouver ma facture svp ?",
        "Vous m'avez prélevé deux fois, c'est honteux, je veux des explications",
    ] {
        for answer in Thread::on(Channel::X).public(text).answers() {
            let text = answer.text.replace(" :)", "");
            let loose = [" ?", " !", " :", " ;", " »", "« "];
            assert!(!loose.iter().any(|sign| text.contains(sign)), "{text}");
        }
    }
}
