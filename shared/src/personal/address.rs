//! Postal addresses: a house number and a street; a British postcode.

use super::words::{List, is};
use crate::reading::{PersonalData, PersonalKind};
use crate::text::{Flags, Kind, Token, Tokens};
use crate::units::Span;

/// A house number has so many digits at most.
const HOUSE_DIGITS: usize = 5;
/// The name of a French street, and of an English one, has so many words at most.
const NAME_FR: usize = 6;
const NAME_EN: usize = 3;
/// After the street, the town is looked for within so many tokens.
const TOWN: usize = 4;

/// All of them, in the order of the text.
#[cfg_attr(quick, optimize(speed))]
pub(super) fn find(text: &str, tokens: &Tokens) -> Vec<PersonalData> {
    let list = tokens.list();
    let mut found = Vec::new();
    let mut place = 0;
    while place < list.len() {
        let last = french(text, tokens, place)
            .or_else(|| english(text, tokens, place))
            .or_else(|| postcode(text, tokens, place));
        match last {
            Some(last) => {
                let span = Span::new(list[place].span.start, list[last].span.end);
                found.push(PersonalData {
                    kind: PersonalKind::PostalAddress,
                    span,
                });
                place = last + 1;
            }
            None => place += 1,
        }
    }
    found
}

#[cfg_attr(quick, optimize(speed))]
fn is_house_number(tokens: &Tokens, place: usize) -> bool {
    tokens.list().get(place).is_some_and(|token| {
        let is_short = |norm: &str| {
            norm.len() <= HOUSE_DIGITS && norm.bytes().all(|byte| byte.is_ascii_digit())
        };
        token.kind == Kind::Number && is_short(tokens.norm(token))
    })
}

/// "12 bis rue des Lilas, 33140 Cadaujac": the last token.
fn french(text: &str, tokens: &Tokens, house: usize) -> Option<usize> {
    if !is_house_number(tokens, house) {
        return None;
    }
    let list = tokens.list();
    let mut street = house + 1;
    for _ in 0..2 {
        let skip = list
            .get(street)
            .is_some_and(|token| is(token, List::StreetBis) || tokens.norm(token) == ",");
        street += usize::from(skip);
    }
    list.get(street)
        .filter(|token| token.kind == Kind::Word && is(token, List::StreetFr))?;
    let mut last = street;
    for place in street + 1..list.len().min(street + 1 + NAME_FR) {
        let token = &list[place];
        if token.kind != Kind::Word
            || ends_line(text, &list[last], token)
            || is_sentence_word(tokens, token)
        {
            break;
        }
        last = place;
    }
    // A street without a name is a count: "2 places", "3 cours". Where the word is an everyday one, the name must
    // look like a name or be followed by a postal code.
    let named = list[street + 1..=last]
        .iter()
        .any(|token| token.flags.has(Flags::CAPITAL));
    let end = (last > street).then(|| with_town(text, tokens, last))?;
    (named || end > last || !is(&list[street], List::StreetAlso)).then_some(end)
}

/// Words that go on with the sentence after a street's name.
fn is_sentence_word(tokens: &Tokens, token: &Token) -> bool {
    matches!(
        tokens.norm(token),
        "et" | "je"
            | "j"
            | "depuis"
            | "pour"
            | "n"
            | "mais"
            | "est"
            | "a"
            | "avec"
            | "qui"
            | "ou"
            | "merci"
            | "on"
            | "il"
            | "vous"
            | "svp"
            | "dans"
            | "sans"
            | "pas"
            | "plus"
            | "au"
            | "toujours"
            | "rien"
            | "encore"
            | "aucun"
            | "ne"
    )
}

/// "221B Baker Street, London": the last token.
fn english(text: &str, tokens: &Tokens, house: usize) -> Option<usize> {
    if !is_house_number(tokens, house) {
        return None;
    }
    let list = tokens.list();
    let mut name = house + 1;
    // "The 5th Avenue" is no house.
    let ordinal = list.get(name).is_some_and(|token| {
        token.flags.has(Flags::GLUED) && matches!(tokens.norm(token), "st" | "nd" | "rd" | "th")
    });
    if ordinal {
        return None;
    }
    let letter = list
        .get(name)
        .is_some_and(|token| token.flags.has(Flags::GLUED) && tokens.norm(token).len() == 1);
    name += usize::from(letter);
    for place in name..list.len().min(name + 1 + NAME_EN) {
        let token = &list[place];
        if token.kind == Kind::Number && place == name {
            // "120 5th Avenue": the ordinal's letters are the next token.
            continue;
        }
        if token.kind != Kind::Word || ends_line(text, &list[place - 1], token) {
            return None;
        }
        if place > name && is(token, List::StreetEn) && !token.flags.has(Flags::GLUED) {
            return Some(with_town(text, tokens, place));
        }
        let ordinal = token.flags.has(Flags::GLUED);
        if !ordinal && !token.flags.has(Flags::CAPITAL) {
            return None;
        }
    }
    None
}

/// Goes on to the postal code and the town, where they follow.
fn with_town(text: &str, tokens: &Tokens, street: usize) -> usize {
    let list = tokens.list();
    for place in street + 1..list.len().min(street + 1 + TOWN) {
        let token = &list[place];
        let code = token.kind == Kind::Number && tokens.norm(token).len() == 5;
        if code {
            let town = list.get(place + 1).filter(|town| {
                town.kind == Kind::Word
                    && !ends_line(text, token, town)
                    && !is_sentence_word(tokens, town)
            });
            return if town.is_some() { place + 1 } else { place };
        }
        if let Some(last) = postcode(text, tokens, place) {
            return last;
        }
        let word = token.kind == Kind::Word && token.flags.has(Flags::CAPITAL);
        if !(word || matches!(tokens.norm(token), "," | "-" | "a")) {
            break;
        }
    }
    street
}

/// A British postcode, "SW1A 1AA": the last token. Area and district, a space, then a digit and two letters.
#[cfg_attr(quick, optimize(speed))]
fn postcode(text: &str, tokens: &Tokens, place: usize) -> Option<usize> {
    let list = tokens.list();
    let first = list.get(place).filter(|token| {
        let outward = (2..=4).contains(&token.span.len());
        token.kind == Kind::Word && token.flags.has(Flags::CAPITAL) && outward
    })?;
    let rest = text.get(first.span.start as usize..)?;
    // The outward half ends in a district: most words end the search here.
    if !rest.bytes().take(4).any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let code: String = rest.chars().take(9).collect();
    let (outward, inward) = code.split_once(' ')?;
    let outward_fits = (2..=4).contains(&outward.len())
        && outward
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && outward.bytes().any(|byte| byte.is_ascii_digit())
        && outward.starts_with(|letter: char| letter.is_ascii_uppercase());
    let inward = inward.as_bytes();
    let inward_fits = inward.len() >= 3
        && inward[0].is_ascii_digit()
        && inward[1].is_ascii_uppercase()
        && inward[2].is_ascii_uppercase()
        && !inward.get(3).is_some_and(u8::is_ascii_alphanumeric);
    if !(outward_fits && inward_fits) {
        return None;
    }
    let end = first.span.start + outward.len() as u32 + 1 + 3;
    let last = list[place..]
        .iter()
        .take(6)
        .rposition(|token| token.span.end <= end)?;
    (list[place + last].span.end == end).then_some(place + last)
}

fn ends_line(text: &str, left: &Token, right: &Token) -> bool {
    Span::new(left.span.end, right.span.start)
        .of(text)
        .contains('\n')
}
