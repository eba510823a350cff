//! "Ok", "d'accord", "will do": the customer agrees to what the brand asked for, and the next word is theirs.

use super::next::{Draft, View};
use super::open::Open;
use crate::case::{Stage, Turn};
use crate::owner::Owner;
use crate::reading::{Intent, Severity, Topic};
use crate::text::case::lowered;

/// Words that make a short post a refusal, one a line.
const REFUSALS: &str = include_str!("../../data/refusals.txt");

/// A consent has at most so many words; whoever writes more says something.
const FEW: usize = 5;
/// Thanks of more words are thanks for something.
const BARE_THANKS: usize = 3;

impl View<'_> {
    /// Whether what stands open only agrees to what the brand has asked for.
    pub(super) fn agrees(&self, open: &Open<'_>) -> bool {
        let asked = self.case.first_answer.is_some() && self.case.stage != Stage::Resolved;
        asked && !self.missing.is_empty() && open.turns.iter().all(|turn| is_consent(turn))
    }

    /// The customer has agreed: it is their turn, as before they said so.
    pub(super) fn agreed(&self, open: &Open<'_>) -> Draft {
        let mut draft = Draft::idle(self.case.owner.unwrap_or(Owner::CommunityManager));
        self.customers_turn(open.last().at, open.venue(), &mut draft);
        draft
    }
}

/// A few calm words without a subject, a question, a number or a no.
fn is_consent(turn: &Turn) -> bool {
    let Some(read) = turn.assessment() else {
        return false;
    };
    let most = match read.intent {
        Intent::Other => FEW,
        Intent::Praise => BARE_THANKS,
        Intent::Complaint | Intent::Question | Intent::Tease | Intent::Abuse => return false,
    };
    let calm = read.severity == Severity::Calm && read.risks.is_empty() && !turn.chases;
    let names_nothing =
        matches!(read.topic, Topic::None | Topic::Other) && read.personal.is_empty();
    let says_no = |word: &str| {
        let word = lowered(word);
        REFUSALS.lines().any(|refusal| refusal == word)
    };
    let mut words = turn
        .text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    calm && names_nothing
        && turn.text.split_whitespace().count() <= most
        && !turn.text.contains(|c: char| c == '?' || c.is_ascii_digit())
        && !words.any(says_no)
}
