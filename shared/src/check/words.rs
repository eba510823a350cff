//! What a draft says: its sentences, its words, and the patterns of the book found in it.

use crate::fit;
use crate::packs::{Says, Sense};
use crate::personal;
use crate::reading::PersonalData;
use crate::situation::Situation;
use crate::slots::Reading;
use crate::text::{Flags, Kind, Tokens};
use crate::units::Span;

/// A draft, read once for all rules.
#[derive(Debug)]
pub struct Said<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Tokens,
    /// What it says, where.
    pub(super) says: Vec<(Says, Span)>,
    pub(super) sentences: Vec<Span>,
    /// Words, without addresses and punctuation.
    pub(super) words: usize,
    /// Hashes of the words that carry meaning, by their first letters, so that "facturé" meets "facture".
    pub(super) stems: Vec<u32>,
    pub(super) personal: Vec<PersonalData>,
    pub(super) emoji: Vec<Span>,
    pub(super) links: Vec<Span>,
}

/// Letters by which two forms of one word are known as such, and the shortest word that carries meaning.
const STEM: usize = 5;
const SHORTEST: usize = 4;

impl<'a> Said<'a> {
    /// Reads a draft in the language of the answer.
    pub(crate) fn of(text: &'a str, situation: &Situation) -> Self {
        let reading = Reading::of(text, situation.book);
        let list = reading.tokens.list();
        let span = |word: u32| list[reading.words.tokens[word as usize] as usize].span;
        let mut says = Vec::new();
        for (found, sense) in &reading.found {
            if let Sense::Says(what) = sense {
                says.push((
                    *what,
                    Span::new(span(found.first).start, span(found.last).end),
                ));
            }
        }
        let of_kind = |kind: Kind| {
            list.iter()
                .filter(move |token| token.kind == kind)
                .map(|token| token.span)
                .collect()
        };
        let own: Vec<&str> = situation
            .policy
            .contacts
            .iter()
            .map(|contact| contact.value.as_str())
            .chain(
                situation
                    .policy
                    .risks
                    .values()
                    .flat_map(|rule| rule.help.iter().map(|line| line.number.as_str())),
            )
            .collect();
        // The brand's own numbers and addresses are nobody's personal data.
        let mut personal = personal::find(text, &reading.tokens);
        personal.retain(|data| {
            let found = data.span.of(text);
            !own.iter()
                .any(|value| value.contains(found) || found.contains(*value))
        });
        let words = list
            .iter()
            .filter(|token| is_word(token.kind, token.flags))
            .count();
        let (emoji, links) = (of_kind(Kind::Emoji), of_kind(Kind::Url));
        Self {
            text,
            says,
            sentences: fit::sentences(text),
            words,
            stems: stems(&reading),
            personal,
            emoji,
            links,
            tokens: reading.tokens,
        }
    }

    /// Where the draft says something, the first time.
    pub(super) fn first(&self, what: Says) -> Option<Span> {
        self.says
            .iter()
            .find(|(said, _)| *said == what)
            .map(|(_, span)| *span)
    }

    pub(super) fn has(&self, what: Says) -> bool {
        self.first(what).is_some()
    }

    /// Where the draft asks the customer into the private channel: a sentence that asks, and names it.
    pub(super) fn asks_private(&self) -> Option<Span> {
        let says = |what: Says, sentence: &Span| {
            let inside = |(said, span): &&(Says, Span)| *said == what && span.overlaps(*sentence);
            self.says.iter().find(inside).map(|(_, span)| *span)
        };
        self.sentences
            .iter()
            .find_map(|sentence| says(Says::Ask, sentence).and(says(Says::Private, sentence)))
    }

    pub(super) fn whole(&self) -> Span {
        Span::new(0, self.text.len() as u32)
    }

    /// The number of sentences in which something is said.
    pub(super) fn sentences_with(&self, what: Says) -> usize {
        let inside = |sentence: &&Span| {
            self.says
                .iter()
                .any(|(said, span)| *said == what && span.overlaps(**sentence))
        };
        self.sentences.iter().filter(inside).count()
    }
}

fn is_word(kind: Kind, flags: Flags) -> bool {
    match kind {
        // "l'attente" is one word for whoever counts.
        Kind::Word => true,
        Kind::Number => !flags.has(Flags::GLUED),
        Kind::Mention | Kind::Hashtag => true,
        Kind::Punctuation | Kind::Emoji | Kind::Url | Kind::Email => false,
    }
}

/// The stems of the words that carry meaning.
pub(super) fn stems(reading: &Reading) -> Vec<u32> {
    let vague: Vec<(u32, u32)> = reading
        .found
        .iter()
        .filter(|(_, sense)| matches!(sense, Sense::Says(Says::Vague)))
        .map(|(found, _)| (found.first, found.last))
        .collect();
    (0..reading.len())
        .filter(|word| {
            !vague
                .iter()
                .any(|(first, last)| (*first as usize..=*last as usize).contains(word))
        })
        .filter(|word| matches!(reading.kind(*word), Kind::Word | Kind::Hashtag))
        .map(|word| reading.norm(word))
        .filter(|norm| norm.len() >= SHORTEST)
        .map(|norm| crate::text::hash(&norm.as_bytes()[..norm.floor_char_boundary(STEM)]))
        .collect()
}
