//! The open case and its reply as they are shown.

use super::{Deed, Due, Key};
use accalmie_shared::case::Stage;
use accalmie_shared::reading::Severity;
use accalmie_shared::reply::Item;

/// Where a rung stands towards the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rung {
    /// Behind.
    Done,
    /// Here.
    Now,
    /// Ahead.
    Ahead,
}

impl Rung {
    /// The value of `data-rung`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Ahead => "ahead",
        }
    }
}

/// The rungs in their order.
pub(crate) const STAGES: [Stage; 5] = [
    Stage::Received,
    Stage::Acknowledged,
    Stage::Private,
    Stage::HandedOff,
    Stage::Resolved,
];

/// Where `rung` stands towards a case at `stage`.
pub(crate) fn rung(rung: Stage, stage: Stage) -> Rung {
    match rung.cmp(&stage) {
        core::cmp::Ordering::Less => Rung::Done,
        core::cmp::Ordering::Equal => Rung::Now,
        core::cmp::Ordering::Greater => Rung::Ahead,
    }
}

/// How a piece of evidence is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Adds much to anger.
    Strong,
    /// Adds to anger.
    Mild,
    /// Calms.
    Calm,
    /// Says something else: personal data, a competitor.
    Note,
}

impl Tone {
    /// The value of `data-tone`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Mild => "mild",
            Self::Calm => "calm",
            Self::Note => "note",
        }
    }
}

/// A stretch of a post: plain, or evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The words.
    pub(crate) text: String,
    /// What they show, where they show something.
    pub(crate) sign: Option<(Tone, String)>,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// The customer.
    Customer,
    /// The brand.
    Brand,
}

/// One post of the thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TurnView {
    /// Who speaks.
    pub(crate) voice: Voice,
    /// Their name.
    pub(crate) name: String,
    /// "il y a 4 min · modifié".
    pub(crate) meta: String,
    /// The text, cut at the evidence; empty for a deleted post.
    pub(crate) pieces: Vec<Piece>,
}

/// One sign of anger in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sign {
    /// What it is: "Crie en capitales".
    pub(crate) label: &'static str,
    /// The words that show it.
    pub(crate) words: String,
    /// How it is drawn.
    pub(crate) tone: Tone,
}

/// Something the customer was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    /// What.
    pub(crate) item: Item,
    /// Its name.
    pub(crate) name: &'static str,
    /// Whether it was given.
    pub(crate) given: bool,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CaseView {
    /// Its name.
    pub(crate) key: Key,
    /// Who wrote.
    pub(crate) author: String,
    /// Where and when.
    pub(crate) place: String,
    /// How angry, now.
    pub(crate) severity: Severity,
    /// The original elsewhere, where it isn't on this page.
    pub(crate) url: Option<String>,
    /// Whether the post stands on this page.
    pub(crate) on_page: bool,
    /// Its place in the queue, 1-based, and how many there are.
    pub(crate) position: (usize, usize),
    /// The rung.
    pub(crate) stage: Stage,
    /// The next step in words.
    pub(crate) next: String,
    /// Who owes it.
    pub(crate) owner: &'static str,
    /// Until when.
    pub(crate) due: Due,
    /// Why that is the next step, in words.
    pub(crate) because: Vec<String>,
    /// Dangers.
    pub(crate) risks: Vec<&'static str>,
    /// The signs of anger of the last post.
    pub(crate) signs: Vec<Sign>,
    /// The posts.
    pub(crate) turns: Vec<TurnView>,
    /// Anger at each of the customer's posts, 0..=1000.
    pub(crate) mood: Vec<(u16, Severity)>,
    /// Who has the case: "Camille a ce cas".
    pub(crate) holder: Option<String>,
    /// What can be done with it in the first place.
    pub(crate) deeds: Vec<Deed>,
    /// Whether more can be done.
    pub(crate) more: bool,
    /// What was asked for, and whether it was given.
    pub(crate) items: Vec<Given>,
    /// Where the request was passed on to, and how that stands.
    pub(crate) hand_offs: Vec<String>,
    /// Notes: who and when, and what.
    pub(crate) notes: Vec<(String, String)>,
    /// What to say of an act on the platform whose end nobody knows.
    pub(crate) unsure: Option<String>,
    /// Whether the edge is still being asked.
    pub(crate) loading: bool,
}
