//! What answers are made of, in memory.

use super::lexicon::Lexicon;
use super::message::Message;
use super::reply_format::{FaultRow, ItemRow, ObjectRow, PhraseRow, ReplyFile, Sense, TermRow};
use crate::reply::Item;

/// The phrases of one language, the words that fill them, and the patterns that find those words in a post.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Sentences to say.
    pub phrases: Vec<PhraseRow>,
    /// Things that customers have trouble with.
    pub objects: Vec<ObjectRow>,
    /// What can be wrong with them; rows that several fit are tried in this order.
    pub faults: Vec<FaultRow>,
    /// Units, number words, ways of contact, attempts, moments, people and qualities to praise.
    pub terms: Vec<TermRow>,
    /// Items to ask for; of several that fit a thing, the first is asked for.
    pub items: Vec<ItemRow>,
    messages: Vec<(Message, String)>,
    senses: Vec<Sense>,
    pub(crate) lexicon: Lexicon,
}

impl Book {
    /// `None` where the parts of the file do not fit each other.
    pub(super) fn new(file: ReplyFile) -> Option<Self> {
        let fits = file.senses.iter().all(|sense| match sense {
            Sense::Object(place) => usize::from(*place) < file.objects.len(),
            Sense::Fault(place) => usize::from(*place) < file.faults.len(),
            Sense::Unit(place)
            | Sense::Number(place)
            | Sense::Contact(place)
            | Sense::Tried(place)
            | Sense::Moment(place)
            | Sense::Staff(place)
            | Sense::Virtue(place) => usize::from(*place) < file.terms.len(),
            Sense::Waiting | Sense::Tenure | Sense::Sent | Sense::Says(_) => true,
        });
        let lexicon = Lexicon::new(file.patterns)?;
        (fits && lexicon.len() == file.senses.len()).then_some(Self {
            phrases: file.phrases,
            objects: file.objects,
            faults: file.faults,
            terms: file.terms,
            items: file.items,
            messages: file.messages,
            senses: file.senses,
            lexicon,
        })
    }

    /// What the pattern in this row stands for.
    pub(crate) fn sense(&self, row: u16) -> Sense {
        self.senses[usize::from(row)]
    }

    /// What to call an item that is asked for.
    #[must_use]
    pub fn item(&self, item: Item) -> Option<&ItemRow> {
        self.items.iter().find(|row| row.item == item)
    }
}

impl Message {
    /// The message in the book's language, with its `{}` filled.
    #[must_use]
    pub fn fill(self, book: &Book, with: &str) -> String {
        let known = book.messages.iter().find(|(message, _)| *message == self);
        known.map_or_else(String::new, |(_, words)| words.replace("{}", with))
    }
}
