//! Signals: what in the text shows the mood, and where.
//!
//! ```text
//! tokens → markers ────────────────────────┐
//!        → words → found → hits (modified) ┴→ settled signals
//! ```

mod counts;
mod markers;
pub(crate) mod matching;
mod modifiers;
mod settle;

pub use counts::{CUES, counts};
pub use modifiers::Hit;

use crate::packs::{Cue, Pack};
use crate::reading::{Signal, SignalKind};
use crate::text::Tokens;
use crate::units::Span;

/// Everything found in a text.
#[derive(Debug, Default)]
pub struct Evidence {
    /// What the lexicon found, after negation, intensity and quotation; rules overlap here.
    pub hits: Vec<Hit>,
    /// The signals to show: ordered by start, without overlap within one kind.
    pub signals: Vec<Signal>,
    /// Kinds of signal that the author says not to mean: the model may not add them.
    pub denied: Vec<SignalKind>,
    /// How many different expressions of a brand's own voice there are.
    pub agent_voice: usize,
    /// What the learned model sees of the rows that were found, each once, ordered.
    pub rows: Vec<u16>,
}

impl Evidence {
    /// Shows more signals, found elsewhere.
    pub(crate) fn add(&mut self, signals: impl IntoIterator<Item = Signal>) {
        let before = self.signals.len();
        self.signals.extend(signals);
        if self.signals.len() > before {
            settle::settle(&mut self.signals);
        }
    }

    /// Whether a signal of this kind shares a letter with the span.
    pub(crate) fn overlaps(&self, kind: SignalKind, span: Span) -> bool {
        let mut signals = self.signals.iter();
        signals.any(|signal| signal.kind == kind && signal.span.overlaps(span))
    }

    /// Whether any signal weighs towards anger.
    pub(crate) fn shows_anger(&self) -> bool {
        self.signals.iter().any(|signal| signal.weight > 0)
    }
}

/// Reads the signals of a text; without a pack, those that need no words.
#[must_use]
pub fn read(text: &str, tokens: &Tokens, pack: Option<&Pack>) -> Evidence {
    let mut signals = markers::read(tokens, pack.map(|pack| &pack.lexicon));
    let modified = pack.map_or_else(modifiers::Modified::default, |pack| {
        let words = matching::words(text, tokens, &pack.lexicon);
        let found = matching::find(&words, &pack.lexicon);
        modifiers::apply(tokens, &words, &found, &pack.lexicon)
    });
    let modifiers::Modified {
        hits,
        denied,
        agent_voice,
        rows,
    } = modified;
    signals.extend(hits.iter().filter_map(as_signal));
    settle::settle(&mut signals);
    Evidence {
        hits,
        signals,
        denied,
        agent_voice,
        rows,
    }
}

/// The numbers of the lexicon's rows found in a text, after negation and quotation; roles as they stand.
#[must_use]
pub fn rows_found(text: &str, tokens: &Tokens, pack: &Pack) -> Vec<u16> {
    let words = matching::words(text, tokens, &pack.lexicon);
    let found = matching::find(&words, &pack.lexicon);
    let roles = found
        .iter()
        .map(|found| found.row)
        .filter(|row| matches!(pack.lexicon.row(*row).cue, Cue::Role(_)));
    let modified = modifiers::apply(tokens, &words, &found, &pack.lexicon);
    roles
        .chain(modified.hits.iter().map(|hit| hit.row))
        .collect()
}

fn as_signal(hit: &Hit) -> Option<Signal> {
    let kind = match hit.cue {
        Cue::Signal(kind) => kind,
        Cue::Risk(_) => SignalKind::Risk,
        Cue::Intent(_)
        | Cue::Topic(_)
        | Cue::Address(_)
        | Cue::Register(_)
        | Cue::Role(_)
        | Cue::Slot => {
            return None;
        }
    };
    Some(Signal {
        kind,
        span: hit.span,
        weight: hit.weight,
    })
}
