//! House rules: what this brand's voice asks for.

use super::Breach;
use super::words::Said;
use crate::packs::{Message, Slot};
use crate::policy::SignatureStyle;
use crate::reply::Rule;
use crate::situation::Situation;
use crate::text::case::lowered;
use crate::units::Span;

/// All house rules.
pub(super) fn run(said: &Said, s: &Situation) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let lower = lowered(said.text);
    for word in &s.policy.voice.forbidden {
        if let Some(span) = find(said.text, &lower, word) {
            breaches.push(Breach::new(Rule::House, span, Message::Forbidden).with(word.as_str()));
        }
    }
    if !s.emoji
        && let Some(span) = said.emoji.first()
    {
        breaches.push(Breach::new(Rule::House, *span, Message::Emoji).fix(""));
    }
    if s.policy.voice.signature != SignatureStyle::None
        && !super::scores::signed(said, s)
        && let Some(sign) = s.slots.get(&Slot::Sign)
    {
        let end = said.whole().end;
        breaches.push(
            Breach::new(Rule::House, Span::new(end, end), Message::Sign).fix(format!("\n{sign}")),
        );
    }
    breaches
}

/// Where a forbidden expression stands, whatever its capitals.
fn find(text: &str, lower: &str, word: &str) -> Option<Span> {
    let place = lower.find(word)?;
    // Lower case may change lengths (İ); a span is only given where it did not.
    let end = place + word.len();
    let fits =
        lower.len() == text.len() && text.is_char_boundary(place) && text.is_char_boundary(end);
    Some(if fits {
        Span::new(place as u32, end as u32)
    } else {
        Span::new(0, text.len() as u32)
    })
}
