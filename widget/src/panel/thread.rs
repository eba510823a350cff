//! The posts with the evidence highlighted in place, and the evidence in words.

use crate::state::view::{Piece, Sign, TurnView, Voice};
use crate::strings::{Locale, Word};
use crate::tree::{El, el};

/// The thread.
pub(super) fn thread(turns: &[TurnView], locale: Locale) -> El {
    el("section.part")
        .key("thread")
        .named(locale.get(Word::CaseThread))
        .with(el("h3.label").text(locale.get(Word::CaseThread)))
        .with_all(turns.iter().map(|turn| self::turn(turn, locale)))
}

/// One post.
fn turn(turn: &TurnView, locale: Locale) -> El {
    let by = match turn.voice {
        Voice::Customer => "customer",
        Voice::Brand => "brand",
    };
    let meta = el("div.meta")
        .with(el("b").text(&turn.name))
        .with(el("span").text(&turn.meta));
    let text = if turn.pieces.is_empty() {
        el("p.gone").text(locale.get(Word::CaseDeleted))
    } else {
        turn.pieces.iter().fold(el("p"), stretch)
    };
    el("div.turn").set("data-by", by).with(meta).with(text)
}

/// Puts a stretch of text behind the others: plain, or evidence with what it shows as its title.
fn stretch(text: El, piece: &Piece) -> El {
    match &piece.sign {
        None => text.text(&piece.text),
        Some((tone, label)) => text.with(
            el("mark")
                .set("data-tone", tone.name())
                .set("title", label)
                .text(&piece.text),
        ),
    }
}

/// The evidence in words, where there is any.
pub(super) fn signs(signs: &[Sign], locale: Locale) -> Option<El> {
    let sign = |sign: &Sign| {
        let mark = el("mark")
            .set("data-tone", sign.tone.name())
            .text(&sign.words);
        el("li")
            .with(el("dfn").text(sign.label))
            .with(el("q").with(mark))
    };
    (!signs.is_empty()).then(|| {
        el("section.part")
            .key("signs")
            .with(el("h3.label").text(locale.get(Word::CaseWhyFlag)))
            .with(el("ul.signs").with_all(signs.iter().map(sign)))
    })
}
