//! Numbers that can be checked by themselves: telephones, payment cards, French social security.

use crate::reading::{PersonalData, PersonalKind};
use crate::units::Span;

/// Digits that stand together between separators.
#[derive(Clone, Debug)]
struct Group {
    start: usize,
    end: usize,
    /// How many digits.
    count: usize,
    /// The separator before the group, if the group goes on from another one.
    before: Option<char>,
}

/// No number of this module has more digits, or fewer.
const MOST_DIGITS: usize = 19;
const LEAST_DIGITS: usize = 9;

/// All of them, in the order of the text.
pub(super) fn find(text: &str) -> Vec<PersonalData> {
    let groups = groups(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        match longest(text, &groups[at..]) {
            Some((kind, used, start)) => {
                let end = groups[at + used - 1].end;
                found.push(PersonalData {
                    kind,
                    span: Span::new(start as u32, end as u32),
                });
                at += used;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a digit may begin with this byte; those of full width begin with 0xEF.
pub(super) const fn may_begin(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == 0xef
}

fn digit(letter: char) -> Option<u8> {
    match letter {
        '0'..='9' => Some(letter as u8 - b'0'),
        // Full-width digits.
        '\u{ff10}'..='\u{ff19}' => u8::try_from(letter as u32 - 0xff10).ok(),
        _ => None,
    }
}

const fn is_separator(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '.'
            | '-'
            | '/'
            | '_'
            | '\u{a0}'
            | '\u{202f}'
            | '\u{2009}'
            | '\u{2011}'
            | '\u{2013}'
            | '('
            | ')'
    )
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // What stands between the last group and here: nothing, one separator, or something that parts the two.
    let (mut separator, mut parted, mut open) = (None, true, false);
    let mut end = 0;
    loop {
        if parted {
            // Nothing matters before the next digit.
            let skipped = text[end..].bytes().position(may_begin);
            end += skipped.unwrap_or(text.len() - end);
        }
        let at = end;
        let Some(letter) = text[at..].chars().next() else {
            break;
        };
        end = at + letter.len_utf8();
        match digit(letter) {
            Some(_) if open => {
                if let Some(group) = groups.last_mut() {
                    group.count += 1;
                    group.end = end;
                }
            }
            Some(_) => {
                let before = if parted { None } else { separator };
                groups.push(Group {
                    start: at,
                    end,
                    count: 1,
                    before,
                });
                (separator, parted, open) = (None, false, true);
            }
            None => {
                open = false;
                let bracket_beside =
                    matches!(letter, '(' | ')') || matches!(separator, Some('(' | ')'));
                if is_separator(letter) && (separator.is_none() || bracket_beside) {
                    // Of a bracket and a space the bracket is remembered.
                    separator = separator.filter(|before| *before == ')').or(Some(letter));
                } else {
                    parted = true;
                }
            }
        }
    }
    groups
}

/// The number that the first group begins, how many groups it takes, and where it starts with its sign.
fn longest(text: &str, groups: &[Group]) -> Option<(PersonalKind, usize, usize)> {
    let first = groups.first()?;
    let before = text[..first.start].chars().next_back();
    if before.is_some_and(|letter| {
        letter.is_alphabetic() || matches!(letter, '€' | '$' | '£' | '#' | '@')
    }) {
        return None;
    }
    let bracket = before == Some('(');
    let plus = text[..first.start - usize::from(bracket)].ends_with('+');
    let mut digits: Vec<u8> = Vec::new();
    let mut best = None;
    for (place, group) in groups.iter().enumerate() {
        if (place > 0 && group.before.is_none()) || digits.len() + group.count > MOST_DIGITS {
            break;
        }
        digits.extend(text[group.start..group.end].chars().filter_map(digit));
        if digits.len() < LEAST_DIGITS {
            continue;
        }
        let used = &groups[..=place];
        let after = text[group.end..].trim_start().chars().next();
        // "(202) 555…": the bracket belongs to the number only where it closes inside.
        let closes = bracket && used.iter().any(|group| group.before == Some(')'));
        let start = first.start - usize::from(closes) - usize::from(plus && (closes || !bracket));
        let glued = text[group.end..]
            .chars()
            .next()
            .is_some_and(char::is_alphanumeric);
        if glued || matches!(after, Some('€' | '$' | '£' | '%')) {
            continue;
        }
        if is_social_security(&digits) {
            best = Some((PersonalKind::SocialSecurity, place + 1, start));
        } else if is_card(&digits, used) {
            best = Some((PersonalKind::Card, place + 1, start));
        } else if is_phone(&digits, used, plus, closes) {
            best = Some((PersonalKind::Phone, place + 1, start));
        }
    }
    best
}

/// French NIR: sex, year, month, place, order (13 digits) and a key that is 97 less the rest of the division by 97.
fn is_social_security(digits: &[u8]) -> bool {
    if digits.len() != 15 || !matches!(digits[0], 1 | 2) {
        return false;
    }
    let number = |digits: &[u8]| {
        digits
            .iter()
            .fold(0u64, |number, digit| number * 10 + u64::from(*digit))
    };
    let month = number(&digits[3..5]);
    (matches!(month, 1..=12 | 20..=42 | 50..=99))
        && 97 - number(&digits[..13]) % 97 == number(&digits[13..])
}

/// ISO/IEC 7812: 13 to 19 digits, the first of a payment network, the last by Luhn's sum.
fn is_card(digits: &[u8], groups: &[Group]) -> bool {
    let network = matches!(digits, [2..=6, ..]);
    let grouping = groups.len() == 1 || groups.iter().all(|group| (3..=7).contains(&group.count));
    (13..=19).contains(&digits.len()) && network && grouping && luhn(digits)
}

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let doubled = u32::from(*digit) * (1 + (place as u32 & 1));
            doubled / 10 + doubled % 10
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != 0)
}

/// A subscriber's number: international with its plus, French, British or North American.
fn is_phone(digits: &[u8], groups: &[Group], plus: bool, bracket: bool) -> bool {
    let separators = || groups.iter().filter_map(|group| group.before);
    let lengths: Vec<usize> = groups.iter().map(|group| group.count).collect();
    let slashes = separators().any(|separator| separator == '/');
    if slashes && lengths != [2, 2, 2, 2, 2] {
        return false;
    }
    if plus {
        return (9..=15).contains(&digits.len());
    }
    match digits {
        // The trunk prefix of international calls, then a country.
        [0, 0, 1..=9, ..] => {
            (11..=16).contains(&digits.len()) && !looks_like_date(digits, &lengths)
        }
        // France: 01 to 05 by region, 06 and 07 mobile, 09 over the internet; 08 are services.
        [0, 1..=7 | 9, ..] if digits.len() == 10 => !looks_like_date(digits, &lengths),
        // The same behind the country's code without its plus.
        [3, 3, 1..=7 | 9, ..] if digits.len() == 11 => {
            lengths.len() == 1 || lengths.first() == Some(&2)
        }
        // United Kingdom: mobiles and geographic numbers have eleven digits.
        [0, 1 | 2 | 7, ..] if digits.len() == 11 => true,
        // North America: area and exchange never begin with 0 or 1; the grouping makes it a telephone.
        [2..=9, ..] if digits.len() == 10 => {
            let written_so = bracket
                || separators().all(|separator| matches!(separator, '-' | '.' | ' ' | ')' | '('));
            lengths == [3, 3, 4] && digits[3] >= 2 && written_so && !is_toll_free(&digits[..3])
        }
        [1, 2..=9, ..] if digits.len() == 11 => {
            lengths == [1, 3, 3, 4] && !is_toll_free(&digits[1..4])
        }
        _ => false,
    }
}

/// Day, month, year, and a time after it; or the year first.
fn looks_like_date(digits: &[u8], lengths: &[usize]) -> bool {
    let year = matches!(digits, [1, 9, ..] | [2, 0, ..]);
    matches!(lengths, [1 | 2, 1 | 2, 4, ..]) || (year && matches!(lengths, [4, 1 | 2, 1 | 2, ..]))
}

/// 800, and 8xx with twice the same digit: free calls to a company.
fn is_toll_free(area: &[u8]) -> bool {
    matches!(
        area,
        [8, 0, 0]
            | [8, 2, 2]
            | [8, 3, 3]
            | [8, 4, 4]
            | [8, 5, 5]
            | [8, 6, 6]
            | [8, 7, 7]
            | [8, 8, 8]
    )
}
