//! French typography, set while building: no line ends before `;`, `!`, `?`, `:` or inside « ».
//!
//! Our files are written with ordinary spaces, which every keyboard has. The build scripts of the widget and of the site
//! both use this file.

/// A narrow no-break space: before `;`, `!` and `?`.
const NARROW: char = '\u{202f}';
/// A no-break space: before `:` and inside « ».
const WIDE: char = '\u{a0}';

/// A French text with its spaces set.
pub(crate) fn set(text: &str) -> String {
    spaced(text, |space| space.to_string())
}

/// The texts of a French page; tags with their attributes, scripts, styles and code stay as they are.
#[allow(dead_code)] // The widget has no pages.
pub(crate) fn in_page(html: &str) -> String {
    const CODE: [&str; 5] = ["script", "style", "code", "pre", "textarea"];
    let (mut out, mut rest) = (String::with_capacity(html.len()), html);
    while let Some((text, after)) = rest.split_once('<') {
        out.push_str(&set(text));
        let name = CODE.into_iter().find(|name| {
            after
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([' ', '>']))
        });
        let end = match name {
            Some(name) => after.find(&format!("</{name}>")),
            None => after.find('>'),
        };
        let (tag, after) = after.split_at(end.unwrap_or(after.len()));
        out.push('<');
        out.push_str(tag);
        rest = after;
        // The closing tag of what was left alone, or the sign that ends a tag.
        let sign = rest.find('>').map_or(rest.len(), |at| at + 1);
        out.push_str(&rest[..sign]);
        rest = &rest[sign..];
    }
    out.push_str(&set(rest));
    out
}

/// The texts of a script or of JSON: what stands in quotes. Spaces are written as escapes, which no server can garble.
#[allow(dead_code)] // The widget's texts are no script.
pub(crate) fn in_script(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    // For each template literal that is open, how many braces are open in the place that is being read.
    let mut places: Vec<u32> = Vec::new();
    while let Some(sign) = rest.chars().next() {
        let length = match sign {
            '"' | '\'' => literal(rest, sign),
            '`' => literal(rest, '`'),
            '}' if places.last() == Some(&0) => {
                places.pop();
                literal(rest, '`')
            }
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |at| at + 2),
            '/' if is_pattern(&out) => pattern(rest),
            '{' | '}' => {
                if let Some(open) = places.last_mut() {
                    *open = if sign == '{' { *open + 1 } else { *open - 1 };
                }
                1
            }
            other => other.len_utf8(),
        };
        let (part, after) = rest.split_at(length);
        let is_text = matches!(sign, '"' | '\'' | '`') || (sign == '}' && length > 1);
        if is_text {
            out.push_str(&spaced(part, |space| {
                format!("\\u{:04x}", u32::from(space))
            }));
            if part.ends_with("${") {
                places.push(0);
            }
        } else {
            out.push_str(part);
        }
        rest = after;
    }
    out
}

/// The length of a literal from its first sign to its last, or to the next place in a template.
fn literal(text: &str, end: char) -> usize {
    let mut signs = text.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' {
            signs.next();
        } else if sign == end {
            return at + 1;
        } else if end == '`' && sign == '$' && signs.peek().is_some_and(|(_, next)| *next == '{') {
            return at + 2;
        }
    }
    text.len()
}

/// Whether a slash after this code begins a pattern: it divides after a value only.
fn is_pattern(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with("return")
        || !before.ends_with(|sign: char| sign.is_alphanumeric() || "_$)]}\"'`".contains(sign))
}

/// The length of a pattern.
fn pattern(text: &str) -> usize {
    let mut signs = text.char_indices().skip(1);
    let mut is_class = false;
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => {
                signs.next();
            }
            '[' => is_class = true,
            ']' => is_class = false,
            '/' if !is_class => return at + 1,
            '\n' => return at,
            _ => {}
        }
    }
    text.len()
}

/// A text with the spaces that may not break written by `write`. Shortened scripts write « and » as escapes.
fn spaced(text: &str, write: impl Fn(char) -> String) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, sign) in text.char_indices() {
        let after = &text[at + sign.len_utf8()..];
        let is_inside = || {
            ["«", "\\xAB"]
                .iter()
                .any(|quote| text[..at].ends_with(quote))
                || ["»", "\\xBB"].iter().any(|quote| after.starts_with(quote))
        };
        let signs = after.trim_start_matches([';', '!', '?', ':']);
        // Selectors, types and colours in code have a letter right after the sign.
        let is_before = signs.len() < after.len() && !signs.starts_with(char::is_alphanumeric);
        let space = match sign {
            ' ' if is_before && after.starts_with(':') => Some(WIDE),
            ' ' if is_before => Some(NARROW),
            ' ' if is_inside() => Some(WIDE),
            _ => None,
        };
        match space {
            Some(space) => out.push_str(&write(space)),
            None => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{in_page, in_script, set};

    #[test]
    fn spaces_before_high_signs_and_inside_quotes_do_not_break() {
        assert_eq!(
            set("Un mot : « oui » ; et vous ? Ah !"),
            "Un mot\u{a0}: «\u{a0}oui\u{a0}»\u{202f}; et vous\u{202f}? Ah\u{202f}!"
        );
        assert_eq!(
            set("à 9:30, a :hover, b !important"),
            "à 9:30, a :hover, b !important"
        );
    }

    #[test]
    fn tags_and_code_of_pages_stay_as_they_are() {
        assert_eq!(
            in_page(
                "<p title=\"Quoi ?\">Quoi ? <code>a ? b : c</code> : ça !</p><script>x ? y : z</script> ?"
            ),
            "<p title=\"Quoi ?\">Quoi\u{202f}? <code>a ? b : c</code>\u{a0}: ça\u{202f}!</p><script>x ? y : z</script>\u{202f}?"
        );
    }

    #[test]
    fn code_of_scripts_stays_as_it_is() {
        assert_eq!(
            in_script(r#"x = a ? "Quoi ?" : `${b ? "un" : `${c} ; `} : non`; // or ? so"#),
            r#"x = a ? "Quoi\u202f?" : `${b ? "un" : `${c}\u202f; `}\u00a0: non`; // or ? so"#
        );
        assert_eq!(
            in_script(r#"a / b ? /["'] ?/ : 'o\' !'"#),
            r#"a / b ? /["'] ?/ : 'o\'\u202f!'"#
        );
        assert_eq!(
            in_script(r#"say("\xAB oui \xBB")"#),
            r#"say("\xAB\u00a0oui\u00a0\xBB")"#
        );
    }
}
