//! Emoji sequences and emoticons.

use super::glyph::{Glyph, glyph_at};
use super::{Flags, Kind, Tokens};

const JOINER: char = '\u{200d}';
const REGIONS: core::ops::RangeInclusive<char> = '\u{1f1e6}'..='\u{1f1ff}';
const SKIN_TONES: core::ops::RangeInclusive<char> = '\u{1f3fb}'..='\u{1f3ff}';

/// Reads one emoji with its variation selectors, skin tones, joined parts, or the second half of a flag. The normal
/// form keeps the emoji that were joined and nothing else. Returns the offset after it.
pub(super) fn emoji(out: &mut Tokens, text: &str, start: usize) -> usize {
    let from = out.open();
    let mut chars = text[start..].char_indices().map(|(at, c)| (start + at, c));
    let mut end = start;
    let mut joined = false;
    let mut first = None;
    for (at, c) in &mut chars {
        let part_of_it = match first {
            None => true,
            Some(head) => {
                let second_region =
                    end == start + len(head) && REGIONS.contains(&head) && REGIONS.contains(&c);
                second_region || (joined && matches!(glyph_at(text, at), Some((Glyph::Emoji, _))))
            }
        };
        if part_of_it {
            first = first.or(Some(c));
            joined = false;
            out.norms.push(c);
        } else if c == JOINER {
            joined = true;
        } else if !is_modifier(c) {
            break;
        }
        end = at + c.len_utf8();
    }
    out.close(Kind::Emoji, Flags::default(), from, (start, end));
    end
}

const fn len(c: char) -> usize {
    c.len_utf8()
}

fn is_modifier(c: char) -> bool {
    SKIN_TONES.contains(&c)
        || matches!(
            c,
            '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}'
        )
}

/// Emoticons without eyes and mouth in a row, longest first.
const WHOLE: [&str; 7] = ["</3", "<3", "^_^", "^^", "-_-", ">_<", "\\o/"];

/// Reads the emoticon at `start`, if there is one: eyes, perhaps a nose, a mouth, and no letter or digit around. The
/// normal form leaves brows and nose out and keeps one mouth. Returns the offset after it.
pub(super) fn emoticon(out: &mut Tokens, text: &str, start: usize) -> Option<usize> {
    let rest = &text.as_bytes()[start..];
    if !matches!(
        rest.first(),
        Some(b':' | b';' | b'=' | b'<' | b'>' | b'^' | b'-' | b'\\')
    ) {
        return None;
    }
    if let Some(whole) = WHOLE
        .iter()
        .find(|whole| rest.starts_with(whole.as_bytes()))
    {
        let end = start + whole.len();
        let from = out.open();
        out.norms.push_str(whole);
        out.close(Kind::Emoji, Flags::default(), from, (start, end));
        return Some(end);
    }
    let brows = usize::from(rest[0] == b'>');
    let eyes = *rest
        .get(brows)
        .filter(|b| matches!(b, b':' | b';' | b'='))?;
    let nose = usize::from(matches!(
        rest.get(brows + 1),
        Some(b'-' | b'\'' | b'o' | b'^')
    ));
    let mouth_at = brows + 1 + nose;
    let mouth = *rest.get(mouth_at).filter(|b| is_mouth(**b))?;
    let mouths = rest[mouth_at..].iter().take_while(|b| **b == mouth).count();
    let end = start + mouth_at + mouths;
    let letter_like = mouth.is_ascii_alphanumeric() || mouth == b'/';
    let followed = matches!(
        glyph_at(text, end),
        Some((Glyph::Letter(_) | Glyph::Ligature(..) | Glyph::Digit(_), _))
    );
    if letter_like && followed {
        return None;
    }
    // "://" is half an address, and "(voir :)" closes a bracket oftener than it smiles only after a space.
    if mouth == b'/' && mouths > 1 {
        return None;
    }
    let from = out.open();
    if brows == 1 {
        out.norms.push('>');
    }
    out.norms
        .push(if eyes == b'=' { ':' } else { eyes as char });
    out.norms.push(mouth.to_ascii_lowercase() as char);
    let flags = if mouths >= 2 {
        Flags::ELONGATED
    } else {
        Flags::default()
    };
    out.close(Kind::Emoji, flags, from, (start, end));
    Some(end)
}

const fn is_mouth(b: u8) -> bool {
    matches!(
        b,
        b')' | b'('
            | b'D'
            | b'd'
            | b'P'
            | b'p'
            | b'O'
            | b'o'
            | b'/'
            | b'\\'
            | b'|'
            | b'*'
            | b'3'
            | b'@'
            | b'['
            | b']'
            | b'$'
    )
}
