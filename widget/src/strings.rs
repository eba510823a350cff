//! The widget's texts: one closed enum, one file a language, plural rules.
//!
//! A page fetches the texts of the language that its panel speaks, and no others.

use accalmie_shared::reading::Lang;
use accalmie_shared::units::Minutes;
use accalmie_shared::words;
use std::cell::Cell;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

thread_local! {
    /// The texts of each language that is at hand, in the order of [`Word`]; they stay as long as the page.
    static TEXTS: Cell<[&'static [&'static str]; 2]> = const { Cell::new([&[], &[]]) };
}

/// The language of the panel, which is the CM's: a post and its reply may be in another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Locale {
    /// French.
    Fr,
    /// English.
    En,
}

impl Locale {
    /// The locale of a language tag such as `fr-CA`; none for a language that the panel does not speak.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        if primary.eq_ignore_ascii_case("fr") {
            Some(Self::Fr)
        } else if primary.eq_ignore_ascii_case("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// The language tag.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language as the core knows it.
    pub(crate) const fn lang(self) -> Lang {
        match self {
            Self::Fr => Lang::Fr,
            Self::En => Lang::En,
        }
    }

    /// Whether the texts of this language are at hand.
    pub(crate) fn is_at_hand(self) -> bool {
        !TEXTS.get()[self as usize].is_empty()
    }

    /// Takes the texts of this language from their file.
    ///
    /// # Errors
    /// When they are those of another widget than this one.
    pub(crate) fn learn(self, file: String) -> Result<(), String> {
        let (found, _) = file.split_once('\n').unwrap_or_default();
        if found != VERSION || file.lines().count() != 1 + COUNT {
            let found: String = found.chars().take(VERSION.len()).collect();
            return Err(format!(
                "found texts of version {found}, expected {VERSION}, {COUNT} of them"
            ));
        }
        let mut texts = TEXTS.get();
        texts[self as usize] = file.leak().lines().skip(1).collect::<Vec<_>>().leak();
        TEXTS.set(texts);
        Ok(())
    }

    /// The text of a word; none as long as the texts of this language are not at hand.
    pub(crate) fn get(self, word: Word) -> &'static str {
        #[cfg(test)]
        if !self.is_at_hand() {
            self.learn(tests::file(self).to_owned())
                .expect("the texts are of this build");
        }
        TEXTS.get()[self as usize]
            .get(word as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The text of a word with its places filled.
    pub(crate) fn fill(self, word: Word, places: &[(&str, &str)]) -> String {
        filled(self.get(word), places)
    }

    /// The form of a word for `n` things, with `{n}` filled in.
    pub(crate) fn count(self, word: Word, n: u32) -> String {
        let text = self.get(word);
        let (one, many) = text.split_once('|').unwrap_or((text, text));
        let form = if self.is_singular(n) { one } else { many };
        filled(form, &[("n", &n.to_string())])
    }

    /// French says "0 message", English "0 posts" (CLDR plural rules for whole numbers).
    fn is_singular(self, n: u32) -> bool {
        match self {
            Self::Fr => n <= 1,
            Self::En => n == 1,
        }
    }

    /// How long ago something happened.
    pub(crate) fn ago(self, minutes: Minutes) -> String {
        match minutes {
            Minutes(0) => self.get(Word::AgoNow).to_owned(),
            minutes => self.fill(
                Word::Ago,
                &[("time", &words::duration(minutes, self.lang()))],
            ),
        }
    }
}

/// `text` with each `{name}` replaced; what is put in is never searched for places again.
fn filled(text: &str, places: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        if let Some((_, value)) = places.iter().find(|(place, _)| *place == name) {
            out.push_str(value);
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts as the site has them.
    pub(super) fn file(locale: Locale) -> &'static str {
        match locale {
            Locale::Fr => include_str!(concat!(env!("OUT_DIR"), "/fr.txt")),
            Locale::En => include_str!(concat!(env!("OUT_DIR"), "/en.txt")),
        }
    }

    #[test]
    fn texts_of_another_widget_are_refused() {
        let (_, texts) = file(Locale::En).split_once('\n').expect("a text a line");
        let other = format!("0123456789abcdef\n{texts}");
        let broken = file(Locale::En).rsplit_once('\n').expect("a text a line").0;
        for file in [
            other.as_str(),
            broken,
            "",
            "<!doctype html>\n<title>404</title>",
        ] {
            assert!(Locale::En.learn(file.to_owned()).is_err(), "{file}");
        }
    }

    #[test]
    fn plural_follows_the_language() {
        let cases = [
            (Locale::Fr, 0, "0 message lu sur cette page"),
            (Locale::Fr, 1, "1 message lu sur cette page"),
            (Locale::Fr, 2, "2 messages lus sur cette page"),
            (Locale::En, 0, "0 posts read on this page"),
            (Locale::En, 1, "1 post read on this page"),
            (Locale::En, 7, "7 posts read on this page"),
        ];
        for (locale, n, expect) in cases {
            assert_eq!(locale.count(Word::QueueFound, n), expect);
        }
    }

    #[test]
    fn what_fills_a_place_is_not_searched_again() {
        assert_eq!(
            filled("a {x} b {y}", &[("x", "{y}"), ("y", "1")]),
            "a {y} b 1"
        );
    }

    #[test]
    fn no_french_text_breaks_before_a_high_sign_or_inside_quotes() {
        for text in file(Locale::Fr).lines() {
            for place in [" :", " ;", " !", " ?", " »", "« "] {
                assert!(!text.contains(place), "found `{place}` in `{text}`");
            }
        }
    }
}
