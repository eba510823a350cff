//! Contract, order, file, booking and customer numbers: a word that says what it is, then a code.

use super::words::{List, is};
use crate::reading::{PersonalData, PersonalKind};
use crate::text::{Flags, Kind, Token, Tokens};
use crate::units::Span;

/// How many tokens may stand between the word and its code: "mon numéro de contrat est le : FR-…".
const REACH: usize = 6;
/// A number with fewer digits is a count, a year or a public service.
const LEAST_DIGITS: usize = 5;
/// A code of letters and digits, or of capitals alone (an airline's booking), has at least this many characters.
const LEAST_CODE: usize = 5;
const CAPITALS_CODE: usize = 6;
/// A code is written in so many pieces at most.
const MOST_PIECES: usize = 8;

/// All of them, in the order of the text.
#[cfg_attr(quick, optimize(speed))]
pub(super) fn find(text: &str, tokens: &Tokens) -> Vec<PersonalData> {
    let list = tokens.list();
    let mut found = Vec::new();
    for (place, token) in list.iter().enumerate() {
        if token.kind == Kind::Word
            && is(token, List::Reference)
            && let Some((first, last)) = code_after(text, tokens, place)
        {
            // A code written like a hashtag is the code without its sign.
            let sign = u32::from(list[first].kind == Kind::Hashtag);
            let span = Span::new(list[first].span.start + sign, list[last].span.end);
            found.push(PersonalData {
                kind: PersonalKind::Reference,
                span,
            });
        } else if token.kind == Kind::Word && is_line_number(tokens.norm(token)) {
            found.push(PersonalData {
                kind: PersonalKind::Reference,
                span: token.span,
            });
        }
    }
    found
}

/// "fbx92073692": a few letters, then so many digits that it needs no word to say what it is.
fn is_line_number(norm: &str) -> bool {
    if !norm
        .bytes()
        .last()
        .is_some_and(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let letters = norm.bytes().take_while(u8::is_ascii_lowercase).count();
    let digits = norm.len() - letters;
    (1..=3).contains(&letters)
        && (7..=12).contains(&digits)
        && norm.bytes().skip(letters).all(|byte| byte.is_ascii_digit())
}

fn code_after(text: &str, tokens: &Tokens, word: usize) -> Option<(usize, usize)> {
    let list = tokens.list();
    let mut announced = matches!(tokens.norm(&list[word]), "pnr" | "locator");
    for (place, token) in list.iter().enumerate().skip(word + 1).take(REACH) {
        let (last, code) = code_at(text, tokens, place);
        if is_code(tokens, last, code, announced) {
            return Some((place, last));
        }
        let norm = tokens.norm(token);
        let sign = matches!(norm, ":" | "#" | "°" | "nº" | "n°" | "=" | "-" | "(" | "º");
        announced |= sign
            || matches!(
                norm,
                "numero" | "num" | "ref" | "reference" | "number" | "no" | "id" | "pnr" | "locator"
            );
        if !(sign || norm == "." || is(token, List::Bridge) || is(token, List::Reference)) {
            return None;
        }
    }
    None
}

/// The code that starts at a token: what is glued to it by letters, digits, dashes and slashes.
fn code_at<'a>(text: &'a str, tokens: &Tokens, first: usize) -> (usize, &'a str) {
    let list = tokens.list();
    let mut last = first;
    while let Some(next) = list.get(last + 1).filter(|_| last - first < MOST_PIECES) {
        let joins = matches!(next.kind, Kind::Word | Kind::Number)
            || matches!(tokens.norm(next), "-" | "/" | "_");
        let touches = next.flags.has(Flags::GLUED) || between_is_dash(text, &list[last], next);
        if !(joins && touches) {
            break;
        }
        last += 1;
    }
    // Numbers are often read out in groups: "1234 5678 90".
    while let Some(next) = list.get(last + 1).filter(|_| last - first < MOST_PIECES) {
        let digits = |token: &Token| {
            token.kind == Kind::Number
                && tokens.norm(token).bytes().all(|byte| byte.is_ascii_digit())
        };
        if !(digits(&list[last])
            && digits(next)
            && tokens.norm(next).len() >= 2
            && tokens.norm(&list[last]).len() >= 2
            && is_one_space(text, &list[last], next))
        {
            break;
        }
        last += 1;
    }
    let end = list[last].span.end;
    let code = Span::new(list[first].span.start, end).of(text);
    (last, code.strip_prefix('#').unwrap_or(code))
}

fn between_is_dash(text: &str, left: &Token, right: &Token) -> bool {
    matches!(
        Span::new(left.span.end, right.span.start).of(text),
        "-" | "_"
    )
}

fn is_one_space(text: &str, left: &Token, right: &Token) -> bool {
    matches!(
        Span::new(left.span.end, right.span.start).of(text),
        " " | "\u{a0}" | "\u{202f}"
    )
}

fn is_code(tokens: &Tokens, last: usize, code: &str, announced: bool) -> bool {
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let letters = code.bytes().filter(u8::is_ascii_alphabetic).count();
    let capitals = code.bytes().filter(u8::is_ascii_uppercase).count();
    let fits = if letters == 0 {
        digits >= LEAST_DIGITS && !is_date_or_price(code)
    } else {
        let mixed =
            digits >= 1 && digits + letters >= LEAST_CODE && (digits >= 4 || capitals == letters);
        let booking =
            announced && digits == 0 && code.len() == CAPITALS_CODE && capitals == CAPITALS_CODE;
        mixed || booking
    };
    // Nearly every word is refused by now; what follows is looked up in lists.
    fits && code.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && !is_amount(tokens, last)
}

/// Whether what follows makes a number a count of something.
fn is_amount(tokens: &Tokens, last: usize) -> bool {
    tokens.list().get(last + 1).is_some_and(|next| {
        is(next, List::Unit) || matches!(tokens.norm(next), "€" | "$" | "£" | "%")
    })
}

/// "12/05/2021", "1.250,50", "10:30".
fn is_date_or_price(code: &str) -> bool {
    let parts: Vec<&str> = code.split(['/', '.', ',', ':', '-']).collect();
    let all_digits = parts
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    all_digits
        && match parts.as_slice() {
            [day, month, last] => {
                day.len() <= 2 && month.len() <= 2 && last.len() <= 4 || year(day)
            }
            [_, cents] if code.contains(['.', ',']) => cents.len() <= 2,
            [first, second] => {
                code.contains(':')
                    || (first.len() <= 2 && second.len() <= 2)
                    || (year(first) && year(second))
            }
            _ => false,
        }
}
