//! French spacing: no line ends before `?`, `!`, `:` and `;`, nor inside « ».

use crate::reading::Lang;

/// The no-break space of answers. The narrow one (U+202F), which our own pages have before `?`, is missing in some
/// fonts of the platforms' apps, and X counts it as two characters; this one it counts as one, like any space.
const TIED: char = '\u{a0}';

/// An answer with its spaces set. Phrase files and policies are written with ordinary spaces, which every keyboard has.
pub(super) fn spaced(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => {}
        Lang::En | Lang::Unknown => return text.to_owned(),
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied();
        let after = next.and_then(|_| {
            let mut ahead = signs.clone();
            ahead.next();
            ahead.next()
        });
        let tied =
            sign == ' ' && (before == Some('«') || next.is_some_and(|next| ties(next, after)));
        out.push(if tied { TIED } else { sign });
        before = Some(sign);
    }
    out
}

/// Whether a sign holds on to the word before it. A smiley is a word of its own: what follows its colon is no space.
fn ties(sign: char, after: Option<char>) -> bool {
    match sign {
        '»' | '%' | '€' => true,
        '?' | '!' | ':' | ';' => {
            after.is_none_or(|after| after.is_whitespace() || ties(after, None))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_hold_on_to_the_word_before_them() {
        for (text, expect) in [
            ("Quand ? Merci !", "Quand\u{a0}? Merci\u{a0}!"),
            (
                "Voici : 12 € ; « oui » ?!",
                "Voici\u{a0}: 12\u{a0}€\u{a0}; «\u{a0}oui\u{a0}»\u{a0}?!",
            ),
            (
                "Merci :) Par ici : https://a.example/?b",
                "Merci :) Par ici\u{a0}: https://a.example/?b",
            ),
            ("Merci ;-) à vous.", "Merci ;-) à vous."),
        ] {
            assert_eq!(spaced(text, Lang::Fr), expect);
        }
        assert_eq!(spaced("Odd ? Yes", Lang::En), "Odd ? Yes");
    }

    #[test]
    fn nothing_gets_longer_not_even_on_x() {
        use crate::fit::measure;
        use crate::post::{Channel, Venue};
        let text = "Quand ? Voici : « oui » ; merci !";
        let used = |text: &str| measure(Channel::X, Venue::Public, text).used;
        assert_eq!(used(&spaced(text, Lang::Fr)), used(text));
    }
}
