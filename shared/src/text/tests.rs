use super::*;

/// The tokens of a text, one a word: kind initial, normal form, flags.
fn shown(text: &str) -> String {
    let tokens = tokenize(text);
    let mut shown = Vec::new();
    for token in tokens.list() {
        let mut word = String::from(tokens.norm(token));
        match token.kind {
            Kind::Word | Kind::Punctuation => {}
            Kind::Number => word.insert_str(0, "n:"),
            Kind::Emoji => word.insert_str(0, "e:"),
            Kind::Mention => word.insert(0, '@'),
            Kind::Hashtag => word.insert(0, '#'),
            Kind::Url => word.insert_str(0, "url:"),
            Kind::Email => word.insert_str(0, "mail:"),
        }
        for (flag, mark) in [
            (Flags::SHOUTING, '^'),
            (Flags::ELONGATED, '~'),
            (Flags::MASKED, '%'),
        ] {
            if token.flags.has(flag) {
                word.push(mark);
            }
        }
        shown.push(word);
    }
    shown.join(" ")
}

#[test]
fn cuts_and_normalises() {
    let table = [
        (
            "L'attente, j’ai qu'on aujourd'hui",
            "l attente , j ai qu on aujourd'hui",
        ),
        (
            "I don't, can’t; we'll won't y'all",
            "i dont , cant ; we'll wont y'all",
        ),
        ("Été œuvre Straße ÇA VA", "ete oeuvre strasse ca^ va^"),
        ("e\u{301}te\u{301} n̷u̶l̸", "ete nul"),
        ("ｎｕｌ ＮＵＬ 𝐧𝐮𝐥 𝓝𝓤𝓛", "nul nul^ nul nul"),
        (
            "nuuuul coooool MERCIIIII tellement",
            "nul~ cool~ merci^~ tellement",
        ),
        (
            "c*nn*rd f**k m**** conn@rd m3rde $ 5*",
            "connard% fuck% merde% connard% merde% $ n:5 *",
        ),
        (
            "a320 b2b mp3 4g 3h30 12,50€ 24/24",
            "a320 b2b mp3 n:4 g n:3 h n:30 n:12,50 € n:24/24",
        ),
        (
            "quoi ?! non !!!! oui... et… bon.",
            "quoi ?!~ non !!!~ oui ...~ et ...~ bon .",
        ),
        ("rendez-vous - c'est-à-dire", "rendez vous - c est a dire"),
        (
            "@Free_1337 #FreeFail @ # a@b",
            "@free_1337 #freefail @ # aab%",
        ),
        (
            "voir https://t.co/Ab?c=1. et www.acme.fr!",
            "voir url:https://t.co/ab?c=1 . et url:www.acme.fr !",
        ),
        (
            "écrire à jean.dupont@acme.fr.",
            "ecrire a mail:jean.dupont@acme.fr .",
        ),
        (
            ":-) :)) >:( ;) <3 xD :/ 10:30 =(",
            "e::) e::)~ e:>:( e:;) e:<3 xd e::/ n:10:30 e::(",
        ),
        (
            "😡😡 👍🏽 👩‍👩‍👧 🇫🇷🇬🇧 ❤️",
            "e:😡 e:😡 e:👍 e:👩👩👧 e:🇫🇷 e:🇬🇧 e:❤",
        ),
        ("“bonjour” «salut» ‘ok’", "\" bonjour \" « salut » ' ok '"),
        ("\u{202e}abc\u{202c} \u{200b}", "abc"),
        ("שלום مرحبا Привет", "שלום مرحبا привет"),
        ("", ""),
    ];
    for (text, expected) in table {
        assert_eq!(shown(text), expected, "in {text:?}");
    }
}

/// A small generator of awkward texts: the same ones on every run.
fn awkward_text(seed: u32) -> String {
    const PIECES: [&str; 36] = [
        "a", "É", "œ", "l'", "n't", "*", "**", "@", "#", "$", "!", "?", "…", "..", "-", " ",
        "\u{200b}", "\u{301}", "😡", "\u{200d}", "\u{fe0f}", "🇫", "🏽", ":", "(", "http://",
        "www.", ".fr", "0", "3", "４", "Ｎ", "ب", "\n", "\u{fffd}", "nnnn",
    ];
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut text = String::new();
    for _ in 0..40 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(PIECES[(state >> 16) as usize % PIECES.len()]);
    }
    text
}

#[test]
fn spans_are_ordered_inside_the_text_and_on_characters() {
    for seed in 0..20_000 {
        let text = awkward_text(seed);
        let tokens = tokenize(&text);
        let mut end = 0;
        for token in tokens.list() {
            assert!(token.span.start >= end, "overlap in {text:?}");
            assert!(
                !token.span.of(&text).is_empty(),
                "empty or torn span in {text:?}"
            );
            assert!(
                !tokens.norm(token).is_empty(),
                "empty normal form in {text:?}"
            );
            assert_eq!(token.hash, hash(tokens.norm(token).as_bytes()));
            end = token.span.end;
        }
    }
}

#[test]
fn only_spaces_joins_and_invisible_characters_are_left_out() {
    for seed in 0..5_000 {
        let text = awkward_text(seed);
        let mut covered = vec![false; text.len()];
        for token in tokenize(&text).list() {
            covered[token.span.start as usize..token.span.end as usize].fill(true);
        }
        for (at, c) in text.char_indices().filter(|(at, _)| !covered[*at]) {
            let skipped = matches!(
                glyph_at(&text, at),
                Some((Glyph::Space | Glyph::Invisible | Glyph::Mark('-'), _))
            );
            assert!(skipped, "{c:?} lost in {text:?}");
        }
    }
}

#[test]
fn repeated_pieces_take_linear_room() {
    for piece in [
        "a'",
        "a*",
        "a@",
        "@",
        "w",
        "http://",
        "!\u{200b}",
        "\u{301}",
        "😡\u{200d}",
        "a.a@",
        ":)",
        "nnn",
        "œ",
    ] {
        let text = piece.repeat(20_000);
        let tokens = tokenize(&text);
        assert!(
            tokens.norms().len() <= 2 * text.len() + 2,
            "norms of {piece:?} repeated"
        );
    }
}

#[test]
fn the_masked_words_are_written_in_their_normal_form() {
    let words = include_str!("../../data/text/masked.txt");
    for word in words.lines().filter(|line| !line.starts_with('#')) {
        assert_eq!(shown(word), word);
    }
}
