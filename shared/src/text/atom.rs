//! Atoms: what is one token by its outer form: addresses, mentions, hashtags, numbers, punctuation.

use super::glyph::{Glyph, glyph_at};
use super::{Flags, Kind, Tokens};

/// Pushes the token with its text in lower-case ASCII as normal form. Returns the offset after it.
pub(super) fn push_plain(out: &mut Tokens, kind: Kind, text: &str, span: (usize, usize)) -> usize {
    let from = out.open();
    out.norms
        .extend(text[span.0..span.1].chars().map(|c| c.to_ascii_lowercase()));
    out.close(kind, Flags::default(), from, span);
    span.1
}

/// The end of the web address that starts at `at`, if one does.
#[cfg_attr(quick, optimize(speed))]
pub(super) fn url_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text.as_bytes()[at..];
    let starts = |prefix: &[u8]| {
        rest.get(..prefix.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    };
    let is_url = match rest.first() {
        Some(b'h' | b'H') => starts(b"http://") || starts(b"https://"),
        Some(b'w' | b'W') => starts(b"www."),
        Some(b't') => starts(b"t.co/"),
        _ => false,
    };
    if !is_url {
        return None;
    }
    let len = text[at..]
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '…'));
    let end = len.map_or(text.len(), |len| at + len);
    let closing = text[at..end]
        .bytes()
        .rev()
        .take_while(|b| matches!(b, b'.' | b',' | b'!' | b'?' | b')' | b';' | b':'));
    Some(end - closing.count())
}

/// The end of the e-mail address that starts at `at`, or else the offset before which none can start.
#[cfg_attr(quick, optimize(speed))]
pub(super) fn email(text: &str, at: usize) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let run = |from: usize, fits: fn(&u8) -> bool| {
        from + bytes[from..].iter().take_while(|b| fits(b)).count()
    };
    let sign = run(at, |b| {
        b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+' | b'%')
    });
    if sign == at || bytes.get(sign) != Some(&b'@') {
        return Err(sign.max(at + 1));
    }
    let mut end = run(sign + 1, |b| {
        b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')
    });
    while end > sign + 1 && matches!(bytes[end - 1], b'.' | b'-') {
        end -= 1;
    }
    let host = &text[sign + 1..end];
    let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ending.len() >= 2 && ending.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(end)
    } else {
        Err(end)
    }
}

/// Reads `@name` or `#word`; the sign alone is punctuation. Returns the offset after it.
pub(super) fn tagged(out: &mut Tokens, kind: Kind, text: &str, start: usize) -> usize {
    let mut at = start + 1;
    let from = out.open();
    loop {
        match glyph_at(text, at) {
            Some((Glyph::Letter(c) | Glyph::Digit(c) | Glyph::Mark(c @ '_'), next)) => {
                out.norms.push(c);
                at = next;
            }
            Some((Glyph::Ligature(first, second), next)) => {
                out.norms.push(first);
                out.norms.push(second);
                at = next;
            }
            _ => break,
        }
    }
    if out.norms.len() == from {
        out.norms.pop();
        return punctuation(out, text, start);
    }
    out.close(kind, Flags::default(), from, (start, at));
    at
}

/// Reads digits with the separators between them; glued letters are the next token. Returns the offset after the number.
pub(super) fn number(out: &mut Tokens, text: &str, start: usize) -> usize {
    let from = out.open();
    let mut at = start;
    loop {
        match glyph_at(text, at) {
            Some((Glyph::Digit(digit), next)) => {
                out.norms.push(digit);
                at = next;
            }
            Some((Glyph::Mark(mark @ ('.' | ',' | ':' | '/')), next))
                if matches!(glyph_at(text, next), Some((Glyph::Digit(_), _))) =>
            {
                out.norms.push(mark);
                at = next;
            }
            Some((Glyph::Invisible, next)) => at = next,
            _ => break,
        }
    }
    out.close(Kind::Number, Flags::default(), from, (start, at));
    at
}

/// Reads a run of one mark, or a mixed run of `!` and `?`. The normal form keeps at most three: "!", "!!", "!!!",
/// "?!", "..."; other marks are kept once. Returns the offset after it.
#[cfg_attr(quick, optimize(speed))]
pub(super) fn punctuation(out: &mut Tokens, text: &str, start: usize) -> usize {
    let from = out.open();
    let mut at = start;
    let (mut bangs, mut questions, mut dots) = (0usize, 0usize, 0usize);
    let mut first = None;
    while let Some((glyph, next)) = glyph_at(text, at) {
        let mark = match glyph {
            Glyph::Mark(mark) => mark,
            Glyph::Apostrophe => '\'',
            Glyph::Invisible if first.is_some() => {
                at = next;
                continue;
            }
            Glyph::Letter(_)
            | Glyph::Ligature(..)
            | Glyph::Digit(_)
            | Glyph::Invisible
            | Glyph::Space
            | Glyph::Emoji => {
                break;
            }
        };
        let group = group_of(mark);
        if first.is_some_and(|first| first != group) {
            break;
        }
        first = Some(group);
        match mark {
            '!' => bangs += 1,
            '?' => questions += 1,
            '.' => dots += 1,
            '…' => dots += 3,
            _ => {}
        }
        at = next;
    }
    let Some(group) = first else {
        // Nothing but an invisible character: keep the promise that the offset moves on.
        out.norms.pop();
        return glyph_at(text, start).map_or(text.len(), |(_, next)| next);
    };
    let long = bangs.max(questions).max(dots) >= 2;
    match (bangs, questions, dots) {
        (0, 0, 0) => out.norms.push(group),
        (1.., 1.., _) => out.norms.push_str("?!"),
        (n, 0, 0) => out.norms.push_str(&"!!!"[..n.min(3)]),
        (0, n, 0) => out.norms.push_str(&"???"[..n.min(3)]),
        (_, _, 1) => out.norms.push('.'),
        (_, _, _) => out.norms.push_str("..."),
    }
    let flags = if long || (bangs > 0 && questions > 0) {
        Flags::ELONGATED
    } else {
        Flags::default()
    };
    out.close(Kind::Punctuation, flags, from, (start, at));
    at
}

const fn group_of(mark: char) -> char {
    match mark {
        '!' | '?' => '!',
        '.' | '…' => '.',
        other => other,
    }
}
