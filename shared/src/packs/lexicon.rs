//! The lexicon in memory: from a token to the patterns worth trying there.

use super::format::{Cue, Element, ElementFile, LexiconFile};
use crate::features::ROW_BITS;
#[cfg(doc)]
use crate::features::ROWS;
use crate::text;

/// Words, sets and patterns of one language.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Open addressing over the hashes of words and prefixes; the length is a power of two. `EMPTY` marks a free place.
    table: Vec<(u32, u16)>,
    /// One bit for each place that a prefix may have: most pieces of words are no prefix, and this says so at once.
    prefixes: Vec<u64>,
    /// The same for the first letters of prefixes, as many as the shortest has: most words begin like none.
    beginnings: Vec<u64>,
    /// For each word, the symbols it stands for: itself and the sets it is in.
    symbols: Groups,
    /// For each word, a bit for each of its symbols; see [`bit`].
    bits: Vec<u64>,
    /// For each word, the rows tried where it is met: those with one of its symbols as their anchor.
    anchored: Groups,
    rows: Vec<Row>,
    elements: Vec<Element>,
}

/// One pattern.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) cue: Cue,
    pub(crate) weight: i16,
    /// What the row is to the learned model, below [`ROWS`]: a hash of its pattern, so that rows may come and go
    /// without moving the others.
    pub(crate) feature: u16,
    anchor: u8,
    from: u32,
    to: u32,
}

/// Lists of numbers, one after the other.
#[derive(Clone, Debug, Default)]
struct Groups {
    starts: Vec<u32>,
    members: Vec<u16>,
}

impl Groups {
    fn new(groups: &[Vec<u16>]) -> Self {
        let mut new = Self::default();
        for group in groups {
            new.starts.push(new.members.len() as u32);
            new.members.extend(group);
        }
        new.starts.push(new.members.len() as u32);
        new
    }

    #[inline]
    fn of(&self, number: u16) -> &[u16] {
        let place = usize::from(number);
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(from), Some(to)) => &self.members[*from as usize..*to as usize],
            (_, None) | (None, _) => &[],
        }
    }
}

/// The bit that stands for a symbol, among those of several: where it is not set, the symbol is not there.
#[inline]
pub(crate) const fn bit(symbol: u16) -> u64 {
    1 << (symbol % u64::BITS as u16)
}

const EMPTY: u16 = u16::MAX;
/// The word that stands for every number.
const NUMBER: &str = "#";
/// Prefixes have hashes of their own: that of the letters, turned.
const PREFIX: u32 = 0x5bd1_e995;
/// The filter of prefixes has 2^14 bits: 2 KiB, some thousandth of them set by a few hundred prefixes.
const PREFIX_SHIFT: u32 = 18;
/// The shortest and longest prefix, in bytes, that texts are searched for.
const PREFIXES: core::ops::RangeInclusive<usize> = 3..=12;

impl Lexicon {
    /// `None` where the numbers in the file do not fit each other.
    pub(super) fn new(file: LexiconFile) -> Option<Self> {
        let words = words(&file)?;
        let count = words.len() + file.sets.len();
        let mut symbols: Vec<Vec<u16>> = (0..words.len()).map(|word| vec![word as u16]).collect();
        let mut sets: Vec<Vec<u16>> = Vec::with_capacity(file.sets.len());
        for (set, members) in file.sets.iter().enumerate() {
            sets.push(Vec::with_capacity(members.len()));
            let mut word = 0_u16;
            for step in members {
                word = word.checked_add(*step)?;
                sets[set].push(word);
                symbols
                    .get_mut(usize::from(word))?
                    .push(u16::try_from(words.len() + set).ok()?);
            }
        }
        let mut anchored = vec![Vec::new(); count];
        let mut rows = Vec::with_capacity(file.rows.len());
        let mut elements = Vec::new();
        let mut new_sets = words.len()..count;
        for (number, row) in file.rows.iter().enumerate() {
            let from = elements.len() as u32;
            for element in &row.pattern {
                elements.push(match element {
                    ElementFile::NewSet => Element::Symbol(next(&mut new_sets)?),
                    ElementFile::MaybeNewSet => Element::Maybe(next(&mut new_sets)?),
                    ElementFile::Known(element) => *element,
                });
            }
            let pattern = &elements[from as usize..];
            let Element::Symbol(anchor) = pattern.get(usize::from(row.anchor))? else {
                return None;
            };
            anchored
                .get_mut(usize::from(*anchor))?
                .push(u16::try_from(number).ok()?);
            rows.push(Row {
                cue: row.cue,
                weight: row.weight,
                feature: feature(pattern, &words, &sets),
                anchor: row.anchor,
                from,
                to: elements.len() as u32,
            });
        }
        let bits_of = |symbols: &Vec<u16>| symbols.iter().fold(0, |all, one| all | bit(*one));
        let rows_of = |symbols: &Vec<u16>| {
            let rows = symbols.iter().map(|symbol| &anchored[usize::from(*symbol)]);
            rows.flatten().copied().collect()
        };
        let anchored: Vec<Vec<u16>> = symbols.iter().map(rows_of).collect();
        Some(Self {
            bits: symbols.iter().map(bits_of).collect(),
            table: table(&words),
            prefixes: bits(hashes(&words, |prefix| prefix.len())),
            beginnings: bits(hashes(&words, |_| *PREFIXES.start())),
            symbols: Groups::new(&symbols),
            anchored: Groups::new(&anchored),
            rows,
            elements,
        })
    }

    /// How many patterns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no pattern at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether a word with this hash is written out in the lexicon.
    pub(crate) fn knows(&self, hash: u32) -> bool {
        self.find(hash).is_some()
    }

    /// Pushes the lexicon's words that a normalised word is: itself, and the prefixes that it begins with. Returns the bits
    /// of all their symbols; see [`bit`].
    #[cfg_attr(quick, optimize(speed))]
    pub(crate) fn words_of(
        &self,
        norm: &str,
        hash: u32,
        is_number: bool,
        into: &mut Vec<u16>,
    ) -> u64 {
        let mut bits = 0;
        let mut push = |hash: u32| {
            if let Some(word) = self.find(hash) {
                bits |= self.bits[usize::from(word)];
                into.push(word);
            }
        };
        if is_number {
            push(text::hash(NUMBER.as_bytes()));
        }
        push(hash);
        let Some((beginning, rest)) = norm.as_bytes().split_at_checked(*PREFIXES.start()) else {
            return bits;
        };
        let mut prefix = text::hash(beginning);
        if !has_bit(&self.beginnings, prefix ^ PREFIX) {
            return bits;
        }
        let mut rest = rest.iter().take(PREFIXES.end() - PREFIXES.start());
        loop {
            if has_bit(&self.prefixes, prefix ^ PREFIX) {
                push(prefix ^ PREFIX);
            }
            match rest.next() {
                Some(byte) => prefix = text::hash_step(prefix, *byte),
                None => return bits,
            }
        }
    }

    #[inline]
    fn find(&self, hash: u32) -> Option<u16> {
        let mask = self.table.len().checked_sub(1)?;
        let mut place = hash as usize & mask;
        loop {
            match self.table[place] {
                (_, EMPTY) => return None,
                (found, word) if found == hash => return Some(word),
                _ => place = (place + 1) & mask,
            }
        }
    }

    /// Whether a word of the lexicon has this symbol.
    #[inline]
    pub(crate) fn has(&self, word: u16, symbol: u16) -> bool {
        self.symbols.of(word).contains(&symbol)
    }

    /// The rows whose anchor is a symbol of this word, by their numbers.
    #[inline]
    pub(crate) fn rows_at(&self, word: u16) -> &[u16] {
        self.anchored.of(word)
    }

    #[inline]
    pub(crate) fn row(&self, number: u16) -> Row {
        self.rows[usize::from(number)]
    }

    /// The elements of a row before its anchor, and those after it.
    #[inline]
    pub(crate) fn around_anchor(&self, row: Row) -> (&[Element], &[Element]) {
        let elements = &self.elements[row.from as usize..row.to as usize];
        let anchor = usize::from(row.anchor);
        (&elements[..anchor], &elements[anchor + 1..])
    }
}

/// The words, each with what it shares with the one before.
fn words(file: &LexiconFile) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::with_capacity(file.shared.len());
    for (rest, shared) in file.words.lines().zip(&file.shared) {
        let before = words.last().map_or("", String::as_str);
        let mut word = String::from(before.get(..usize::from(*shared))?);
        word.push_str(rest);
        words.push(word);
    }
    Some(words)
}

/// The symbol of the next set in turn.
fn next(sets: &mut core::ops::Range<usize>) -> Option<u16> {
    sets.next().and_then(|set| u16::try_from(set).ok())
}

/// The same number for the same pattern, whatever other words and rows there are.
fn feature(pattern: &[Element], words: &[String], sets: &[Vec<u16>]) -> u16 {
    let mut hash = text::HASH_BASIS;
    let mut take = |byte| hash = text::hash_step(hash, byte);
    for element in pattern {
        let (sign, symbol) = match element {
            Element::Symbol(symbol) => (b'=', Some(usize::from(*symbol))),
            Element::Maybe(symbol) => (b'[', Some(usize::from(*symbol))),
            Element::Gap(longest) => (*longest, None),
            Element::Start => (b'^', None),
            Element::End => (b'$', None),
            Element::Question => (b'?', None),
        };
        take(sign);
        let own = symbol.map(|symbol| symbol as u16);
        let set = symbol.and_then(|symbol| sets.get(symbol.checked_sub(words.len())?));
        for word in set.map_or(own.as_slice(), Vec::as_slice) {
            for byte in words
                .get(usize::from(*word))
                .into_iter()
                .flat_map(|word| word.bytes())
            {
                take(byte);
            }
            take(b'|');
        }
    }
    (hash.wrapping_mul(SPREAD) >> (u32::BITS - ROW_BITS)) as u16
}

/// Multiplier of Fibonacci hashing: 2^32 over the golden ratio, odd.
const SPREAD: u32 = 0x9e37_79b9;

/// The hashes of so many of the first bytes of each prefix.
fn hashes(words: &[String], bytes: impl Fn(&str) -> usize) -> impl Iterator<Item = u32> {
    let prefixes = words.iter().filter_map(|word| word.strip_suffix('*'));
    prefixes.filter_map(move |prefix| {
        let beginning = prefix.as_bytes().get(..bytes(prefix))?;
        Some(text::hash(beginning) ^ PREFIX)
    })
}

/// One bit for each of these hashes, by its upper bits.
fn bits(hashes: impl Iterator<Item = u32>) -> Vec<u64> {
    let mut bits = vec![0; (1 << (32 - PREFIX_SHIFT)) / 64];
    for hash in hashes {
        let bit = (hash >> PREFIX_SHIFT) as usize;
        bits[bit / 64] |= 1 << (bit % 64);
    }
    bits
}

#[inline]
fn has_bit(bits: &[u64], hash: u32) -> bool {
    let bit = (hash >> PREFIX_SHIFT) as usize;
    bits.get(bit / 64)
        .is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

fn table(words: &[String]) -> Vec<(u32, u16)> {
    let size = (words.len() * 2).next_power_of_two().max(2);
    let mut table = vec![(0, EMPTY); size];
    for (number, word) in words.iter().enumerate() {
        let hash = match word.strip_suffix('*') {
            Some(prefix) => text::hash(prefix.as_bytes()) ^ PREFIX,
            None => text::hash(word.as_bytes()),
        };
        let mut place = hash as usize & (size - 1);
        while table[place].1 != EMPTY {
            place = (place + 1) & (size - 1);
        }
        table[place] = (hash, number as u16);
    }
    table
}
