//! Evidence: the words that weighed most for a head, merged into spans a person can read.

use super::{Head, Model};
use crate::features;
use crate::text::{Kind, Tokens};
use crate::units::Span;

/// The few stretches of text that weighed most for `head`, ordered by start, without overlap, at most `limit`.
///
/// Every n-gram's weight is shared among the tokens it was taken from. Tokens with a good share of the strongest
/// one's weight are shown; neighbours become one span. Empty only where no word weighed for the head.
#[must_use]
#[cfg_attr(quick, optimize(speed))]
pub fn evidence(model: &Model, tokens: &Tokens, head: Head, limit: usize) -> Vec<Span> {
    let Some(lane) = head.lane() else {
        return Vec::new();
    };
    let list = tokens.list();
    let mut shares = vec![0i32; list.len()];
    features::grams(tokens, |gram| {
        // Half of the weight to each end; twice, so that the numbers stay whole.
        let steps = model.rows.steps(gram.bucket, lane);
        shares[gram.first as usize] += steps;
        shares[gram.last as usize] += steps;
    });
    let readable = |at: usize| {
        matches!(
            list[at].kind,
            Kind::Word | Kind::Hashtag | Kind::Emoji | Kind::Number
        )
    };
    let strongest = (0..list.len())
        .filter(|at| readable(*at))
        .map(|at| shares[at])
        .max()
        .unwrap_or(0);
    if strongest <= 0 {
        return Vec::new();
    }
    let mut found: Vec<(i32, Span)> = Vec::new();
    let mut last_shown = None;
    for (at, token) in list.iter().enumerate() {
        if !readable(at) || shares[at] * WORTH_SHOWING < strongest {
            continue;
        }
        match (found.last_mut(), last_shown) {
            (Some((weight, span)), Some(before)) if before + 1 == at => {
                span.end = token.span.end;
                *weight += shares[at];
            }
            (_, _) => found.push((shares[at], token.span)),
        }
        last_shown = Some(at);
    }
    found.sort_by_key(|(weight, span)| (-weight, span.start));
    found.truncate(limit);
    let mut spans: Vec<Span> = found.into_iter().map(|(_, span)| span).collect();
    spans.sort_unstable();
    spans
}

/// A token is shown when it weighs at least one third of what the strongest one weighs.
const WORTH_SHOWING: i32 = 3;
