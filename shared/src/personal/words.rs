//! The words beside personal data, from `data/personal.tsv`.

use crate::packs::filter::Filter;
use crate::packs::tables::PERSONAL_WORDS;
use crate::text::Token;

/// A list of the data file, as its bit in the table that the build script writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// What has a number: "contrat", "order".
    Reference,
    /// What may stand between such a word and its number: "n°", "is".
    Bridge,
    /// Kinds of French streets.
    StreetFr,
    /// Kinds of English streets.
    StreetEn,
    /// "bis", "ter".
    StreetBis,
    /// Providers of mail.
    MailHost,
    /// "arobase", "at".
    AtSign,
    /// "point", "dot".
    DotSign,
    /// "com", "fr".
    TopLevel,
    /// After a number, makes it an amount: "euros", "km".
    Unit,
    /// Kinds of streets whose names mean something else, too: "cours", "place".
    StreetAlso,
}

static WORDS: Filter = Filter::of(&PERSONAL_WORDS);

/// Whether a token is in a list.
#[inline]
pub(super) fn is(token: &Token, list: List) -> bool {
    let lists = WORDS.find(&PERSONAL_WORDS, token.hash);
    lists.is_some_and(|lists| lists >> list as u16 & 1 == 1)
}
