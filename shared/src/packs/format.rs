//! What the lexicon of a language pack holds, as written by the build script and read by the core.
//!
//! This file is compiled twice: into the crate, and into its build script.

use crate::reading::{Address, Intent, Register, Risk, SignalKind, Topic};
use serde::{Deserialize, Serialize};

/// The lexicon: words are numbered, patterns are made of the numbers.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LexiconFile {
    /// Normalised words, sorted, one a line, each without what it shares with the one before. A trailing `*` makes a
    /// prefix; `#` stands for a run of digits.
    pub(crate) words: String,
    /// How many bytes each word shares with the one before.
    pub(crate) shared: Vec<u8>,
    /// Sets of words in the order in which patterns first use them, by their numbers, ascending, each as its distance
    /// from the one before: forms of one word stand next to each other, and small numbers pack well. Set `i` has the
    /// symbol `number of words + i`.
    pub(crate) sets: Vec<Vec<u16>>,
    /// The patterns.
    pub(crate) rows: Vec<RowFile>,
}

/// One pattern.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RowFile {
    /// What it says.
    pub(crate) cue: Cue,
    /// How strongly, in permille; negative where it calms. For cues other than signals, how much it counts.
    pub(crate) weight: i16,
    /// The element tried first: the one that the fewest texts contain.
    pub(crate) anchor: u8,
    /// What must stand in the text.
    pub(crate) pattern: Vec<ElementFile>,
}

/// One element of a pattern as it is written. Nearly every set stands in one pattern alone: it needs no number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ElementFile {
    /// [`Element::Symbol`] of the first set that no pattern before has used.
    NewSet,
    /// [`Element::Maybe`] of such a set.
    MaybeNewSet,
    /// Any other element.
    Known(Element),
}

/// One element of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Element {
    /// This word, or one of this set.
    Symbol(u16),
    /// The same, or nothing.
    Maybe(u16),
    /// Any words, up to so many.
    Gap(u8),
    /// The beginning of a clause.
    Start,
    /// The end of a sentence.
    End,
    /// The end of a question.
    Question,
}

/// What a pattern says when it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Cue {
    /// A signal shown to the community manager.
    Signal(SignalKind),
    /// A danger; shown as a signal of kind `risk`, too.
    Risk(Risk),
    /// What the author wants.
    Intent(Intent),
    /// What the post is about.
    Topic(Topic),
    /// *Tu* or *vous*.
    Address(Address),
    /// Formal or familiar.
    Register(Register),
    /// Changes what stands beside it.
    Role(Role),
    /// Found by the patterns of answers, which know by a row's place what it stands for.
    Slot,
}

/// A word that says nothing by itself but changes its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Turns what follows into its contrary: "pas", "not".
    Negator,
    /// Also turns what stands right before it: "j'aime pas".
    NegatorClosing,
    /// Makes the neighbour stronger: "vraiment", "so".
    Intensifier,
    /// Makes the neighbour weaker: "un peu", "slightly".
    Softener,
    /// What comes after counts more than what came before: "mais", "but".
    Contrast,
    /// Stops a negator from reaching further: "aussi", "as".
    Barrier,
    /// An expression that means something else than its words: nothing is found inside it. "mort de rire".
    Idiom,
    /// How people who answer for a brand write: "nous sommes navrés", "our team". Several of them make a post a reply.
    Agent,
}
