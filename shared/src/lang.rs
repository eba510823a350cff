//! Which of the supported languages a text is in, or that it is in neither.

use crate::packs::filter::Filter;
use crate::packs::tables::{LANGUAGE_ENDINGS, LANGUAGE_WORDS};
use crate::reading::Lang;
use crate::text::{self, Kind, Token, Tokens};

/// More words than this say nothing new about the language.
const ENOUGH_WORDS: usize = 300;
/// Below this score there is too little to tell by: two everyday words, or one that only one language has.
const LEAST_SCORE: i32 = 3;
/// A letter that only one side uses, such as "ç" or "ß".
const LETTER_WEIGHT: i32 = 2;
/// Letters count so often at most, so that one zalgo word decides nothing.
const MOST_LETTERS: i32 = 6;
/// A word in a script that neither language is written in.
const SCRIPT_WEIGHT: i32 = 4;
/// The lengths of word endings looked up, in bytes, and the shortest word that has one.
const ENDINGS: core::ops::RangeInclusive<usize> = 2..=5;
const SHORTEST_WITH_ENDING: usize = 5;

/// Scores for French, English and everything else.
#[derive(Clone, Copy, Default)]
struct Scores([i32; 3]);

impl Scores {
    fn add(&mut self, weights: [i8; 3]) {
        for (score, weight) in self.0.iter_mut().zip(weights) {
            *score += i32::from(weight);
        }
    }
}

static WORDS: Filter = Filter::of(&LANGUAGE_WORDS);
static WORD_ENDINGS: Filter = Filter::of(&LANGUAGE_ENDINGS);

/// The language of a text, by its everyday words, word endings, letters and scripts.
///
/// [`Lang::Unknown`] where it is another language, or too short to tell.
#[must_use]
#[cfg_attr(quick, optimize(speed))]
pub fn detect(text: &str, tokens: &Tokens) -> Lang {
    let mut scores = Scores::default();
    let words = tokens
        .list()
        .iter()
        .filter(|token| matches!(token.kind, Kind::Word | Kind::Hashtag));
    let mut read_up_to = 0;
    for token in words.take(ENOUGH_WORDS) {
        score_word(tokens.norm(token), token, &mut scores);
        read_up_to = token.span.end as usize;
    }
    score_letters(text.get(..read_up_to).unwrap_or_default(), &mut scores);
    let Scores([french, english, other]) = scores;
    if french.max(english) < LEAST_SCORE.max(other) || french == english {
        Lang::Unknown
    } else if french > english {
        Lang::Fr
    } else {
        Lang::En
    }
}

#[cfg_attr(quick, optimize(speed))]
fn score_word(norm: &str, token: &Token, scores: &mut Scores) {
    if let Some(weights) = WORDS.find(&LANGUAGE_WORDS, token.hash) {
        scores.add(*weights);
        return;
    }
    if norm.chars().next().is_some_and(is_other_script) {
        scores.0[2] += SCRIPT_WEIGHT;
        return;
    }
    if norm.len() < SHORTEST_WITH_ENDING || !norm.is_ascii() {
        return;
    }
    let ending = ENDINGS.rev().find_map(|length| {
        let ending = norm.as_bytes().get(norm.len().checked_sub(length)?..)?;
        WORD_ENDINGS.find(&LANGUAGE_ENDINGS, text::hash(ending))
    });
    if let Some(weights) = ending {
        scores.add(*weights);
    }
}

#[cfg_attr(quick, optimize(speed))]
fn score_letters(text: &str, scores: &mut Scores) {
    let (mut french, mut other) = (0, 0);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let mut letters = rest[at..].chars();
        let letter = letters.next();
        rest = letters.as_str();
        match letter.unwrap_or_default() {
            'é' | 'è' | 'ê' | 'à' | 'ç' | 'ù' | 'â' | 'î' | 'ô' | 'û' | 'ë' | 'ï' | 'œ' | 'É'
            | 'È' | 'Ê' | 'À' | 'Ç' | '«' => french += 1,
            'ñ' | '¿' | '¡' | 'ã' | 'õ' | 'ß' | 'å' | 'ø' | 'ł' | 'ş' | 'ğ' | 'č' | 'š' | 'ž'
            | 'ı' | 'ò' | 'ì' | 'ó' | 'á' | 'í' | 'ú' => other += 1,
            _ => {}
        }
    }
    scores.0[0] += LETTER_WEIGHT * french.min(MOST_LETTERS);
    scores.0[2] += LETTER_WEIGHT * other.min(MOST_LETTERS);
}

/// Letters beyond Latin and the symbols that texts of any language use.
const fn is_other_script(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{1fff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{fdff}')
}
