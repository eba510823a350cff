//! The count of X against facts of its conformance file, told in our own words, and the cut between sentences.

use super::*;

#[track_caller]
fn check(text: &str, expect: u32) {
    assert_eq!(
        measure(Channel::X, Venue::Public, text).used,
        expect,
        "{text}"
    );
}

#[test]
fn latin_counts_one_and_the_rest_two() {
    check("bonjour", 7);
    check("été à l'hôtel – « oui » ‘non’", 29);
    check("한국어", 6);
    check("日本 ok", 7);
    check("‖ ′ …", 6);
}

#[test]
fn composed_and_decomposed_letters_count_alike() {
    check("e\u{301}te\u{301}", 3);
    // The Vietnamese letter lies above the light scripts, composed or not.
    check("e\u{302}\u{301}", 2);
    check("ế", 2);
    check("\u{1112}\u{1161}\u{11ab}", 2);
    // A Hebrew letter that normalisation takes into three.
    check("A\u{fb2c}", 4);
}

#[test]
fn an_emoji_sequence_counts_two_whatever_it_is_made_of() {
    check("😡", 2);
    check("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 4);
    check("🙋🏽👨‍🎤", 4);
    check("🇫🇷🇬🇧", 4);
    check(
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        2,
    );
    check("1️⃣ #️⃣", 5);
    check("©️ ©", 4);
    check("❤️", 2);
}

#[test]
fn an_address_counts_twenty_three_with_or_without_scheme() {
    check(
        "https://lumio.example.com/a/very/long/path?with=query&and=more#end",
        23,
    );
    check("lumio.fr", 23);
    check("Ici : https://m.me/lumio. Merci", 6 + 23 + 7);
    check("(lumio.fr)", 25);
    check("camille@lumio.fr", 16);
    check("fin.Merci", 9);
    check("1.5 km", 6);
    check(&format!("{}.com", "a".repeat(63)), 23);
    check(&format!("{}.com", "a".repeat(64)), 68);
    check("\u{2066}\u{202a}http://lumio.fr/\u{202c}\u{2069}", 31);
}

#[test]
fn other_platforms_count_otherwise() {
    let used = |channel, venue, text| measure(channel, venue, text).used;
    assert_eq!(used(Channel::InstagramDirect, Venue::Private, "été"), 5);
    assert_eq!(used(Channel::Facebook, Venue::Public, "été 😡"), 6);
    assert_eq!(
        used(Channel::Mastodon, Venue::Public, "https://lumio.fr/x été"),
        27
    );
    assert_eq!(limit(Channel::Web, Venue::Public), None);
}

#[test]
fn sentences_end_where_people_see_an_end() {
    let split = |text: &str| {
        sentences(text)
            .iter()
            .map(|span| span.of(text).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        split("Bonjour, merci. Je regarde ! À demain"),
        ["Bonjour, merci.", "Je regarde !", "À demain"]
    );
    assert_eq!(
        split("Le n. 12 de M. Petit ici : https://m.me/a.b\nLéa"),
        ["Le n. 12 de M. Petit ici : https://m.me/a.b", "Léa"]
    );
    assert_eq!(split("Quoi ?! Oui…"), ["Quoi ?!", "Oui…"]);
}

#[test]
fn a_long_answer_becomes_two_numbered_parts_between_sentences() {
    let sentence =
        "Nous avons bien lu votre message et nous reprenons le dossier depuis le début, promis. ";
    let text = sentence.repeat(4);
    let parts = parts(text.trim(), Channel::X, Venue::Public);
    assert_eq!(parts.len(), 2);
    assert!(parts[0].ends_with("promis. (1/2)") && parts[1].ends_with("promis. (2/2)"));
    let short = super::parts("Court.", Channel::X, Venue::Public);
    assert_eq!(short, ["Court."]);
    let endless = sentence.repeat(12);
    assert_eq!(
        super::parts(&endless, Channel::X, Venue::Public),
        std::slice::from_ref(&endless)
    );
}
