//! E-mail addresses, also those spelled out so that machines should not find them.

use super::words::{List, is};
use crate::reading::{PersonalData, PersonalKind};
use crate::text::{Kind, Token, Tokens};
use crate::units::Span;

/// All of them, in the order of the text.
#[cfg_attr(quick, optimize(speed))]
pub(super) fn find(tokens: &Tokens) -> Vec<PersonalData> {
    let list = tokens.list();
    let email = |start, end| PersonalData {
        kind: PersonalKind::Email,
        span: Span::new(start, end),
    };
    let mut found = Vec::new();
    for (place, token) in list.iter().enumerate() {
        if token.kind == Kind::Email {
            found.push(email(token.span.start, token.span.end));
        } else if is(token, List::AtSign)
            && let Some((first, last)) = spelled(tokens, place)
        {
            found.push(email(list[first].span.start, list[last].span.end));
        }
    }
    found
}

/// The first and last token of the address spelled out around an "at": name, at, host, dot, ending.
fn spelled(tokens: &Tokens, at: usize) -> Option<(usize, usize)> {
    let list = tokens.list();
    let host = after_bracket(tokens, at + 1)?;
    let named = matches!(list.get(host)?.kind, Kind::Word);
    let dot = after_bracket(tokens, host + 1).filter(|place| is_dot(tokens, *place));
    let ending = dot.and_then(|dot| after_bracket(tokens, dot + 1));
    let last = ending.filter(|place| {
        list.get(*place)
            .is_some_and(|token| is(token, List::TopLevel))
    })?;
    // "at" and "chez" are everyday words: only a known host, or a bracket around them, makes them a sign.
    let plain = matches!(tokens.norm(&list[at]), "arobase" | "arobas" | "arobaz");
    let bracketed = host > at + 1;
    if !named || !(plain || bracketed || is(&list[host], List::MailHost)) {
        return None;
    }
    let mut first = before_bracket(tokens, at.checked_sub(1)?)?;
    while let Some(part) = first.checked_sub(2)
        && is_dot(tokens, first - 1)
        && is_name(&list[part])
    {
        first = part;
    }
    is_name(&list[first]).then_some((first, last))
}

fn is_name(token: &Token) -> bool {
    matches!(token.kind, Kind::Word | Kind::Number)
}

fn is_dot(tokens: &Tokens, place: usize) -> bool {
    tokens.list().get(place).is_some_and(|token| {
        is(token, List::DotSign) || matches!(tokens.norm(token), "." | "_" | "-")
    })
}

fn after_bracket(tokens: &Tokens, place: usize) -> Option<usize> {
    let token = tokens.list().get(place)?;
    Some(
        if matches!(tokens.norm(token), ")" | "]" | "}" | "(" | "[" | "{") {
            place + 1
        } else {
            place
        },
    )
}

fn before_bracket(tokens: &Tokens, place: usize) -> Option<usize> {
    let token = tokens.list().get(place)?;
    if matches!(tokens.norm(token), "(" | "[" | "{") {
        place.checked_sub(1)
    } else {
        Some(place)
    }
}
