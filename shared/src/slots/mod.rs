//! Slots: what the customer's own words say of the problem: what, since when, how often, what was tried.
//!
//! ```text
//! text → words → patterns of the book → details → filled slots, in the grammar of the language
//! ```
//!
//! When unsure, a detail is left out: an answer that says less is better than one that says something wrong.

mod address;
mod english;
mod french;
mod praise;
mod problem;
mod time;

use crate::packs::{Book, Says, Sense, Slot};
use crate::reading::{Address, Assessment, Lang};
use crate::signals::matching::{self, Found, Words};
use crate::sorted::Map;
use crate::text::{Kind, Tokens, tokenize};

pub(crate) use address::{addressed, one_of_pair};
pub(crate) use french::starts_with_vowel;
pub use praise::Praised;
pub use problem::Problem;

/// A stretch of time as the customer puts it. Numbers are places in [`Book::terms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many units, 1..=999.
    pub count: u32,
    /// The unit.
    pub unit: u16,
    /// Minutes on top of a number of hours: "1 h 45".
    pub minutes: u32,
}

/// How often the customer contacted the brand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contacts {
    /// How often, 2..=99.
    pub count: u32,
    /// By what, a place in [`Book::terms`].
    pub by: u16,
}

/// What the customer's own words say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// What is wrong with what.
    pub problem: Option<Problem>,
    /// How long the customer has been waiting, or how long it has lasted.
    pub waited: Option<Length>,
    /// The moment since which it lasts, a place in [`Book::terms`].
    pub since: Option<u16>,
    /// How often the customer contacted the brand.
    pub contacts: Option<Contacts>,
    /// What the customer tried, places in [`Book::terms`], each once.
    pub tried: Vec<u16>,
    /// How long they have been a customer.
    pub loyalty: Option<Length>,
    /// An amount of money, as written: "116 €", "$618".
    pub amount: Option<String>,
    /// Things that the text names, places in [`Book::objects`], in their order.
    pub objects: Vec<u16>,
    /// Whom a content customer praises, by name or by role.
    pub praised: Option<Praised>,
    /// What a content customer praises, places in [`Book::terms`].
    pub virtues: Vec<u16>,
    /// Whether the text says that what was asked for has been sent.
    pub sent: bool,
    /// Whether the text speaks of something of the customer's own: "ma ligne", "my order".
    pub own: bool,
}

/// The slots of a frame with what fills them.
pub type Filled = Map<Slot, String>;

/// One text with the patterns of the book found in it.
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: Tokens,
    pub(crate) words: Words,
    /// What was found, ordered by its first word.
    pub(crate) found: Vec<(Found, Sense)>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(text: &'a str, book: &Book) -> Self {
        let tokens = tokenize(text);
        let words = matching::words(text, &tokens, &book.lexicon);
        let mut found: Vec<_> = matching::find(&words, &book.lexicon)
            .into_iter()
            .map(|found| (found, book.sense(found.row)))
            .collect();
        found.sort_by_key(|(found, _)| (found.first, found.last, found.row));
        Self {
            text,
            tokens,
            words,
            found,
        }
    }

    /// The normal form of a word.
    pub(crate) fn norm(&self, word: usize) -> &str {
        self.tokens
            .norm(&self.tokens.list()[self.words.tokens[word] as usize])
    }

    pub(crate) fn kind(&self, word: usize) -> Kind {
        self.tokens.list()[self.words.tokens[word] as usize].kind
    }

    /// How many words the text has.
    pub(crate) fn len(&self) -> usize {
        self.words.tokens.len()
    }

    /// The number of the sentence that a word stands in.
    pub(crate) fn sentence(&self, word: u32) -> usize {
        self.words.breaks[..word as usize]
            .iter()
            .filter(|end| **end >= matching::Break::Sentence)
            .count()
    }
}

/// What an answer says that the checker notices, in its order.
#[must_use]
pub fn says(text: &str, book: &Book) -> Vec<Says> {
    let found = Reading::of(text, book).found.into_iter();
    found
        .filter_map(|(_, sense)| match sense {
            Sense::Says(what) => Some(what),
            Sense::Object(_)
            | Sense::Fault(_)
            | Sense::Unit(_)
            | Sense::Number(_)
            | Sense::Contact(_)
            | Sense::Tried(_)
            | Sense::Moment(_)
            | Sense::Staff(_)
            | Sense::Virtue(_)
            | Sense::Waiting
            | Sense::Tenure
            | Sense::Sent => None,
        })
        .collect()
}

/// Words that say that something is the customer's.
const MINE: [&str; 7] = ["mon", "ma", "mes", "notre", "nos", "my", "our"];

/// Reads the details of what a customer wrote, in the language of the book.
#[must_use]
pub fn read(text: &str, assessment: &Assessment, book: &Book) -> Details {
    let reading = Reading::of(text, book);
    Details {
        problem: problem::read(&reading, assessment.topic, book),
        objects: problem::objects(&reading),
        amount: time::amount(&reading),
        praised: praise::read(&reading),
        virtues: praise::virtues(&reading),
        sent: reading.found.iter().any(|(_, sense)| *sense == Sense::Sent),
        own: (0..reading.len()).any(|word| MINE.contains(&reading.norm(word))),
        ..time::read(&reading, book)
    }
}

/// Puts the details into words.
#[must_use]
pub fn fill(details: &Details, book: &Book, lang: Lang, address: Address) -> Filled {
    match lang {
        Lang::Fr | Lang::Unknown => french::fill(details, book, address),
        Lang::En => english::fill(details, book),
    }
}
