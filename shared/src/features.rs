//! Features: what the learned model sees of a text. Training and scoring both call these two functions and nothing else.
//!
//! - [`grams`]: words, pairs of neighbouring words, and the three- and four-byte pieces of each word, hashed into
//!   [`BUCKETS`] buckets. Names are kept out: every mention, address and number of one length is the same word.
//! - [`marks`]: how the text is written, as steps ("at least two drawn-out words").

use crate::text::{Flags, Kind, Token, Tokens, hash};

/// Buckets as a power of two. Measured on the labelled posts: 2^14 loses 0.005 of F1, 2^16 gains nothing.
pub const BUCKET_BITS: u32 = 15;

/// Number of buckets that n-grams are hashed into.
pub const BUCKETS: usize = 1 << BUCKET_BITS;

/// One n-gram: its bucket, and the tokens it was taken from (indices into [`Tokens::list`], both included).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gram {
    /// Which bucket, below [`BUCKETS`].
    pub bucket: u16,
    /// The first token.
    pub first: u32,
    /// The last token.
    pub last: u32,
}

/// Multiplier of Fibonacci hashing: 2^32 over the golden ratio, odd.
const SPREAD: u32 = 0x9e37_79b9;

/// Salts that keep a word, a pair and the pieces of a word in buckets of their own.
const PAIR: u32 = 0x85eb_ca6b;
const PIECE_OF_3: u32 = 0xc2b2_ae35;
const PIECE_OF_4: u32 = 0x27d4_eb2f;

/// What stands before the first and after the last word.
const EDGE: u32 = hash(b"<edge>");
const MENTION: u32 = hash(b"<mention>");
const URL: u32 = hash(b"<url>");
const EMAIL: u32 = hash(b"<email>");
const DIGIT: u32 = hash(b"<digit>");
const TWO_DIGITS: u32 = hash(b"<two digits>");
const NUMBER: u32 = hash(b"<number>");

#[inline]
const fn bucket(hash: u32) -> u16 {
    (hash.wrapping_mul(SPREAD) >> (u32::BITS - BUCKET_BITS)) as u16
}

/// What a token counts as among words; `None` for marks that only group words.
#[cfg_attr(quick, optimize(speed))]
fn word(tokens: &Tokens, token: &Token) -> Option<u32> {
    match token.kind {
        Kind::Word | Kind::Hashtag | Kind::Emoji => Some(token.hash),
        Kind::Mention => Some(MENTION),
        Kind::Url => Some(URL),
        Kind::Email => Some(EMAIL),
        Kind::Number => Some(match token.span.len() {
            0 | 1 => DIGIT,
            2 => TWO_DIGITS,
            3.. => NUMBER,
        }),
        Kind::Punctuation => match tokens.norm(token).as_bytes() {
            [b'"' | b'\'' | b'(' | b')' | b'-' | b'&' | b'#' | b'@'] => None,
            // "«" and "»".
            [0xc2, 0xab | 0xbb] => None,
            _ => Some(token.hash),
        },
    }
}

/// Shows every n-gram of the text, in order, a repeated one as often as it stands there. Returns how many.
#[inline]
#[cfg_attr(quick, optimize(speed))]
pub fn grams(tokens: &Tokens, mut see: impl FnMut(Gram)) -> u32 {
    let mut count = 0;
    let (mut before, mut before_at) = (EDGE, 0);
    for (at, token) in tokens.list().iter().enumerate() {
        let at = at as u32;
        let Some(word) = word(tokens, token) else {
            continue;
        };
        let pair = (before.rotate_left(7) ^ word).wrapping_add(PAIR);
        see(Gram {
            bucket: bucket(word),
            first: at,
            last: at,
        });
        see(Gram {
            bucket: bucket(pair),
            first: before_at,
            last: at,
        });
        count += 2;
        (before, before_at) = (word, at);
        if matches!(token.kind, Kind::Word | Kind::Hashtag) {
            count += pieces(tokens.norm(token).as_bytes(), |bucket| {
                see(Gram {
                    bucket,
                    first: at,
                    last: at,
                });
            });
        }
    }
    if count > 0 {
        let pair = (before.rotate_left(7) ^ EDGE).wrapping_add(PAIR);
        see(Gram {
            bucket: bucket(pair),
            first: before_at,
            last: before_at,
        });
        count += 1;
    }
    count
}

/// The pieces of a word with a space before and behind it.
#[inline]
#[cfg_attr(quick, optimize(speed))]
fn pieces(norm: &[u8], mut see: impl FnMut(u16)) -> u32 {
    let Some((first, rest)) = norm.split_first() else {
        return 0;
    };
    let Some((second, rest)) = rest.split_first() else {
        see(bucket(
            u32::from_be_bytes([0, b' ', *first, b' ']) ^ PIECE_OF_3,
        ));
        return 1;
    };
    let mut window = u32::from_be_bytes([0, b' ', *first, *second]);
    see(bucket(window ^ PIECE_OF_3));
    let mut next = |byte: u8| {
        window = window << 8 | u32::from(byte);
        see(bucket((window & 0x00ff_ffff) ^ PIECE_OF_3));
        see(bucket(window.wrapping_mul(5) ^ PIECE_OF_4));
    };
    for byte in rest {
        next(*byte);
    }
    next(b' ');
    2 * norm.len() as u32 - 1
}

/// Steps of the counts in [`Counts`], in the same order: a mark is on when the count has reached its step.
const STEPS: [&[u32]; 13] = [
    &[5, 10, 15, 20, 30, 45, 70, 110, 180],
    &[1, 2, 4, 8],
    &[10, 30, 60],
    &[1, 2, 3, 5],
    &[1, 2],
    &[1, 2, 3],
    &[1, 2],
    &[1, 2, 4],
    &[1, 2, 4],
    &[1, 2, 4],
    &[1, 2],
    &[1, 2],
    &[1],
];

/// Number of marks.
pub const MARKS: usize = {
    let (mut total, mut count) = (0, 0);
    while count < STEPS.len() {
        total += STEPS[count].len();
        count += 1;
    }
    total
};

/// Steps of how often a cue of one kind was found; each kind of cue has this many marks.
pub const CUE_STEPS: [u8; 2] = [1, 2];

/// Number of a row of the lexicon among marks: from here on, one for each place of [`ROWS`].
pub const ROWS_FROM: usize = 1024;

/// Bits of the hash that a row of the lexicon goes by: five hundred rows meet some fifteen times.
pub const ROW_BITS: u32 = 13;

/// Number of places for rows.
pub const ROWS: usize = 1 << ROW_BITS;

/// Shows every mark that is on, as a number below [`MARKS`].
#[cfg_attr(quick, optimize(speed))]
pub fn marks(tokens: &Tokens, mut see: impl FnMut(usize)) {
    let mut from = 0;
    for (count, steps) in counts(tokens).iter().zip(STEPS) {
        for (step, _) in steps.iter().enumerate().filter(|(_, step)| count >= *step) {
            see(from + step);
        }
        from += steps.len();
    }
}

/// Words, shouted words, shouted words in percent, bangs, long bangs, questions, drawn-out words, dots, emoji,
/// numbers, mentions, hashtags, addresses.
type Counts = [u32; 13];

/// A shouted word counts from three letters on: shorter ones are mostly abbreviations.
const SHOUTED_LETTERS: usize = 3;

#[cfg_attr(quick, optimize(speed))]
fn counts(tokens: &Tokens) -> Counts {
    let mut counts: Counts = [0; 13];
    for token in tokens.list() {
        match token.kind {
            Kind::Word => {
                counts[0] += 1;
                let shouted =
                    token.flags.has(Flags::SHOUTING) && tokens.norm(token).len() >= SHOUTED_LETTERS;
                counts[1] += u32::from(shouted);
                counts[6] += u32::from(token.flags.has(Flags::ELONGATED));
            }
            Kind::Punctuation => match tokens.norm(token) {
                "!" => counts[3] += 1,
                "!!" | "!!!" => {
                    counts[3] += 1;
                    counts[4] += 1;
                }
                "?" | "??" | "???" => counts[5] += 1,
                "?!" => {
                    counts[3] += 1;
                    counts[5] += 1;
                }
                "..." => counts[7] += 1,
                _ => {}
            },
            Kind::Emoji => counts[8] += 1,
            Kind::Number => counts[9] += 1,
            Kind::Mention => counts[10] += 1,
            Kind::Hashtag => counts[11] += 1,
            Kind::Url | Kind::Email => counts[12] += 1,
        }
    }
    counts[2] = 100 * counts[1] / (counts[0] + 1);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn buckets(text: &str) -> Vec<u16> {
        let mut found = Vec::new();
        grams(&tokenize(text), |gram| found.push(gram.bucket));
        found
    }

    fn marks_of(text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        marks(&tokenize(text), |mark| found.push(mark));
        found
    }

    #[test]
    fn spelling_that_means_the_same_gives_the_same_grams() {
        assert_eq!(
            buckets("C'est NUL à chier"),
            buckets("c’est nuuuul a ch*er")
        );
        assert_eq!(buckets("@acme 45 euros"), buckets("@other 12 euros"));
        assert_ne!(buckets("pas bien"), buckets("bien pas"));
    }

    #[test]
    fn grams_are_counted_and_lie_in_the_text() {
        let tokens = tokenize("Toujours rien... « 3 semaines » !!! 😡 #honte @acme");
        let mut seen = 0;
        let count = grams(&tokens, |gram| {
            seen += 1;
            assert!(usize::from(gram.bucket) < BUCKETS);
            assert!(gram.first <= gram.last && (gram.last as usize) < tokens.list().len());
        });
        assert_eq!(count, seen);
    }

    #[test]
    fn an_empty_text_has_no_features() {
        assert!(buckets("").is_empty());
        assert!(marks_of(" \u{200b} ").is_empty());
    }

    #[test]
    fn marks_count_how_it_is_written() {
        assert!(marks_of("merci bien").is_empty());
        assert_ne!(
            marks_of("RENDEZ MOI MON ARGENT"),
            marks_of("rendez moi mon argent")
        );
        assert_ne!(marks_of("non !!!"), marks_of("non !"));
    }
}
