//! What stands beside a cue changes it: negation, intensity, quotation, contrast.

use super::matching::{Break, Found, Words};
use crate::packs::{Cue, Lexicon, Role};
use crate::reading::{Intent, SignalKind};
use crate::text::{Kind, Tokens};
use crate::units::Span;

/// A cue with its neighbours taken into account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What the pattern says.
    pub cue: Cue,
    /// Its weight in permille, changed by its neighbours.
    pub weight: i16,
    /// Where it stands.
    pub span: Span,
    /// The row of the lexicon it comes from.
    pub row: u16,
}

/// How many words a negator reaches over: "pas du tout vraiment nul".
const NEGATION_REACH: u32 = 3;
/// An intensifier adds this much, in percent (VADER's booster is 0.293 of a strong word's 2 to 3 points).
const INTENSIFIED_PERCENT: i16 = 130;
/// A softener leaves this much, in percent.
const SOFTENED_PERCENT: i16 = 70;
/// Kind words before a "but" keep this much, in percent (VADER: 50).
const BEFORE_CONTRAST_PERCENT: i16 = 50;
/// From so many words on, a quotation is somebody else speaking; shorter ones are the author's own emphasis.
const QUOTED_WORDS: usize = 4;
/// "Not satisfied" is as strong a reproach as this, in permille.
const NEGATED_PRAISE_WEIGHT: i16 = 170;
/// What any negated praise is to the learned model, beside the rows of the lexicon.
const NEGATED_PRAISE: u16 = 0;

/// Which roles each word plays, one bit a role.
struct Roles(Vec<u8>);

impl Roles {
    fn new(words: &Words, found: &[Found], lexicon: &Lexicon) -> Self {
        let mut roles = vec![0; words.tokens.len()];
        for found in found {
            if let Cue::Role(role) = lexicon.row(found.row).cue {
                for place in found.first..=found.last {
                    roles[place as usize] |= 1 << role as u8;
                }
            }
        }
        Self(roles)
    }

    fn is(&self, word: u32, role: Role) -> bool {
        self.0
            .get(word as usize)
            .is_some_and(|roles| roles >> role as u8 & 1 == 1)
    }

    fn any(&self, words: core::ops::RangeInclusive<u32>, role: Role) -> bool {
        words.into_iter().any(|word| self.is(word, role))
    }
}

/// What is left of what was found.
#[derive(Debug, Default)]
pub(crate) struct Modified {
    pub(crate) hits: Vec<Hit>,
    /// Kinds of signal that the author says not to mean: "je ne résilie pas".
    pub(crate) denied: Vec<SignalKind>,
    /// How many different expressions of a brand's own voice there are.
    pub(crate) agent_voice: usize,
    /// The features of the rows that were found and of a brand's own voice, each once, ordered.
    pub(crate) rows: Vec<u16>,
}

/// Turns what was found into hits. A negated cue is dropped, or turned into its contrary.
#[cfg_attr(quick, optimize(speed))]
pub(crate) fn apply(
    tokens: &Tokens,
    words: &Words,
    found: &[Found],
    lexicon: &Lexicon,
) -> Modified {
    let roles = Roles::new(words, found, lexicon);
    let quotes = quotations(tokens);
    let idioms = idioms(found, lexicon);
    let last_contrast = (0..words.tokens.len() as u32)
        .rev()
        .find(|word| roles.is(*word, Role::Contrast));
    let mut hits = Vec::with_capacity(found.len());
    let mut denied = Vec::new();
    let mut rows = Vec::with_capacity(found.len());
    for found in found {
        let row = lexicon.row(found.row);
        if is_in_idiom(&idioms, *found) {
            continue;
        }
        let mut hit = Hit {
            cue: row.cue,
            weight: row.weight,
            span: span(tokens, words, found.first, found.last),
            row: found.row,
        };
        if row.cue == Cue::Role(Role::Agent) {
            rows.push(row.feature);
        }
        if matches!(row.cue, Cue::Role(_)) || (is_speech(row.cue) && is_inside(&quotes, hit.span)) {
            continue;
        }
        let mut feature = row.feature;
        if let Some(first) = negated_from(words, &roles, *found) {
            if matches!(row.cue, Cue::Intent(Intent::Praise)) {
                hit.cue = Cue::Signal(SignalKind::Displeasure);
                feature = NEGATED_PRAISE;
                hit.weight = NEGATED_PRAISE_WEIGHT;
                hit.span = span(tokens, words, first, found.last);
            } else if is_negatable(row.cue) {
                if let Cue::Signal(kind) = row.cue {
                    denied.push(kind);
                }
                continue;
            }
        }
        intensify(tokens, words, &roles, *found, &mut hit);
        if hit.weight < 0 && last_contrast.is_some_and(|contrast| found.last < contrast) {
            hit.weight = hit.weight * BEFORE_CONTRAST_PERCENT / 100;
        }
        rows.push(feature);
        hits.push(hit);
    }
    rows.sort_unstable();
    rows.dedup();
    Modified {
        hits,
        denied,
        agent_voice: agent_voice(found, lexicon),
        rows,
    }
}

fn agent_voice(found: &[Found], lexicon: &Lexicon) -> usize {
    let mut rows: Vec<u16> = found
        .iter()
        .map(|found| found.row)
        .filter(|row| lexicon.row(*row).cue == Cue::Role(Role::Agent))
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows.len()
}

/// The first and last words of the idioms, ordered.
fn idioms(found: &[Found], lexicon: &Lexicon) -> Vec<(u32, u32)> {
    let mut idioms: Vec<(u32, u32)> = found
        .iter()
        .filter(|found| lexicon.row(found.row).cue == Cue::Role(Role::Idiom))
        .map(|found| (found.first, found.last))
        .collect();
    idioms.sort_unstable();
    idioms
}

fn is_in_idiom(idioms: &[(u32, u32)], found: Found) -> bool {
    let after = idioms.partition_point(|(first, _)| *first <= found.first);
    after
        .checked_sub(1)
        .is_some_and(|last| found.last <= idioms[last].1)
}

/// The stretch from the first to the last word.
fn span(tokens: &Tokens, words: &Words, first: u32, last: u32) -> Span {
    let token = |word: u32| tokens.list()[words.tokens[word as usize] as usize].span;
    Span::new(token(first).start, token(last).end)
}

/// What loses its meaning in somebody else's mouth. Dangers and topics do not.
const fn is_speech(cue: Cue) -> bool {
    match cue {
        Cue::Signal(_) | Cue::Intent(_) | Cue::Address(_) | Cue::Register(_) => true,
        Cue::Risk(_) | Cue::Topic(_) | Cue::Role(_) | Cue::Slot => false,
    }
}

const fn is_negatable(cue: Cue) -> bool {
    match cue {
        Cue::Signal(kind) => matches!(
            kind,
            SignalKind::Insult
                | SignalKind::Displeasure
                | SignalKind::Gratitude
                | SignalKind::ChurnThreat
                | SignalKind::WitnessAppeal
                | SignalKind::LegalThreat
                | SignalKind::PressThreat
                | SignalKind::PrivateSent
                | SignalKind::Teasing
        ),
        Cue::Intent(_) => true,
        // A danger is a danger until a person has looked: "no insulin left" matters more than "no danger".
        Cue::Risk(_)
        | Cue::Topic(_)
        | Cue::Address(_)
        | Cue::Register(_)
        | Cue::Role(_)
        | Cue::Slot => false,
    }
}

/// Where the negation of this cue begins, if it is negated from outside. A cue with a negator of its own ("plus
/// jamais", "not recommended") already means what it says.
fn negated_from(words: &Words, roles: &Roles, found: Found) -> Option<u32> {
    let inside = found.first..=found.last;
    if roles.any(inside.clone(), Role::Negator) || roles.any(inside, Role::NegatorClosing) {
        return None;
    }
    let closes_after = joined(words, found.last) && roles.is(found.last + 1, Role::NegatorClosing);
    if closes_after {
        return Some(found.first);
    }
    let mut word = found.first;
    for _ in 0..NEGATION_REACH {
        if word == 0 || !joined(words, word - 1) {
            return None;
        }
        word -= 1;
        if roles.is(word, Role::Negator) || roles.is(word, Role::NegatorClosing) {
            return Some(word);
        }
        if roles.is(word, Role::Barrier) || roles.is(word, Role::Contrast) {
            return None;
        }
    }
    None
}

fn joined(words: &Words, word: u32) -> bool {
    words
        .breaks
        .get(word as usize)
        .is_some_and(|after| *after == Break::None)
}

fn intensify(tokens: &Tokens, words: &Words, roles: &Roles, found: Found, hit: &mut Hit) {
    let before = found
        .first
        .checked_sub(1)
        .filter(|before| joined(words, *before));
    let after = Some(found.last + 1).filter(|_| joined(words, found.last));
    for neighbour in [before, after].into_iter().flatten() {
        let percent = if roles.is(neighbour, Role::Intensifier) {
            INTENSIFIED_PERCENT
        } else if roles.is(neighbour, Role::Softener) {
            SOFTENED_PERCENT
        } else {
            continue;
        };
        hit.weight = (i32::from(hit.weight) * i32::from(percent) / 100) as i16;
        let (first, last) = (found.first.min(neighbour), found.last.max(neighbour));
        let wider = span(tokens, words, first, last);
        hit.span = Span::new(hit.span.start.min(wider.start), hit.span.end.max(wider.end));
    }
}

/// Whether one of these ordered stretches covers the beginning of the span.
fn is_inside(quotes: &[Span], span: Span) -> bool {
    let after = quotes.partition_point(|quote| quote.start <= span.start);
    after
        .checked_sub(1)
        .is_some_and(|last| span.start < quotes[last].end)
}

/// The stretches between quotation marks that are long enough to be somebody's words.
fn quotations(tokens: &Tokens) -> Vec<Span> {
    let mut quotes = Vec::new();
    let mut open: Option<(u32, usize)> = None;
    for token in tokens.list() {
        let mark = if token.kind == Kind::Punctuation {
            tokens.norm(token)
        } else {
            ""
        };
        match (mark, open) {
            ("«", _) | ("\"", None) => open = Some((token.span.end, 0)),
            ("»" | "\"", Some((start, count))) => {
                if count >= QUOTED_WORDS {
                    quotes.push(Span::new(start, token.span.start));
                }
                open = None;
            }
            (_, Some((start, count))) => {
                open = Some((start, count + usize::from(token.kind == Kind::Word)))
            }
            (_, None) => {}
        }
    }
    quotes
}
