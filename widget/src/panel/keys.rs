//! The keyboard: what each key does inside the panel, and the sheet that says so.

use super::sends;
use crate::app::send;
use crate::state::Msg;
use crate::state::view::Deed;
use crate::strings::{Locale, Word};
use crate::tree::{El, el};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// What has the focus while a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// A text field: letters belong to it.
    Text,
    /// A row of the queue: the arrows lead to its neighbours. Elsewhere they scroll.
    Row,
    /// Anything else.
    Elsewhere,
}

/// The message of a key, by its name in `KeyboardEvent.key`. Single letters work only inside the panel and never
/// while a text field has the focus (WCAG 2.1.4).
fn message(key: &str, command: bool, at: At) -> Option<Msg> {
    match (key, command, at) {
        ("Escape", _, _) => Some(Msg::Escape),
        ("Enter", true, _) => Some(Msg::Sent),
        (_, true, _) | (_, _, At::Text) => None,
        ("ArrowDown", false, At::Row) | ("j", ..) => Some(Msg::Step(1)),
        ("ArrowUp", false, At::Row) | ("k", ..) => Some(Msg::Step(-1)),
        ("c", ..) => Some(Msg::Copy),
        ("i", ..) => Some(Msg::Insert),
        ("g", ..) => Some(Msg::Goto),
        ("r", ..) => Some(Msg::Write),
        ("1", ..) => Some(Msg::Choose(0)),
        ("2", ..) => Some(Msg::Choose(1)),
        ("3", ..) => Some(Msg::Choose(2)),
        ("4", ..) => Some(Msg::Choose(3)),
        ("o", ..) => Some(Msg::Another),
        ("a", ..) => Some(Msg::Deed(Deed::Claim)),
        ("n", ..) => Some(Msg::Deed(Deed::Note)),
        ("s", ..) => Some(Msg::Deed(Deed::Snooze)),
        ("t", ..) => Some(Msg::Deed(Deed::HandOff)),
        ("e", ..) => Some(Msg::Deed(Deed::Resolve)),
        ("z", ..) => Some(Msg::Undo),
        ("/", ..) => Some(Msg::Find),
        ("?", ..) => Some(Msg::Help),
        _ => None,
    }
}

/// Handles a key pressed inside the panel.
pub(super) fn pressed(event: &KeyboardEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_text = target.as_ref().is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    });
    let is_grip = target
        .as_ref()
        .is_some_and(|target| target.class_name() == "grip");
    let is_row = target
        .as_ref()
        .is_some_and(|target| target.class_name() == "row");
    let at = match (is_text, is_row) {
        (true, _) => At::Text,
        (false, true) => At::Row,
        (false, false) => At::Elsewhere,
    };
    // In the search field the arrow down leads into the list, as in every search field with a list below it.
    let into_list = is_text
        && event.key() == "ArrowDown"
        && target
            .as_ref()
            .is_some_and(|target| target.id() == "search");
    let command = event.ctrl_key() || event.meta_key();
    // While letters are being composed, the keys belong to that.
    let is_free = !is_grip && !event.alt_key() && !event.is_composing();
    // A key that is held down walks through the queue; whatever else it did was done once.
    let is_held = event.repeat();
    // Inside a form the shortcut that sends sends that form, not the reply behind it: from whatever is filled in there,
    // so that nobody confirms who has only just been asked.
    let form = target
        .as_ref()
        .and_then(|target| target.closest("form").ok().flatten())
        .and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
    if let Some(form) = form.filter(|_| is_free && command && event.key() == "Enter") {
        event.prevent_default();
        event.stop_propagation();
        if is_text && !is_held {
            let _ = form.request_submit();
        }
        return;
    }
    let found = if into_list {
        Some(Msg::Step(0))
    } else {
        message(&event.key(), command, at)
    };
    if let Some(msg) = found.filter(|_| is_free) {
        event.prevent_default();
        event.stop_propagation();
        if !is_held || matches!(msg, Msg::Step(_)) {
            send(msg);
        }
    }
}

/// The keys of the sheet, in its order.
const ROWS: [(&[&str], Word); 17] = [
    (&["J", "K"], Word::KeysMove),
    (&["↵"], Word::KeysOpen),
    (&["Esc"], Word::KeysBack),
    (&["1", "2", "3"], Word::KeysChoose),
    (&["O"], Word::KeysAnother),
    (&["R"], Word::KeysWrite),
    (&["C"], Word::KeysCopy),
    (&["I"], Word::KeysInsert),
    (&["Ctrl", "↵"], Word::KeysSent),
    (&["A"], Word::KeysClaim),
    (&["N"], Word::KeysNote),
    (&["S"], Word::KeysSnooze),
    (&["T"], Word::KeysHandOff),
    (&["E"], Word::KeysResolve),
    (&["Z"], Word::KeysUndo),
    (&["G"], Word::KeysGoto),
    (&["/"], Word::KeysSearch),
];

/// The sheet of shortcuts.
pub(super) fn sheet(locale: Locale) -> El {
    let rows = ROWS.iter().flat_map(|(keys, word)| {
        let keys = keys.iter().map(|key| el("kbd").text(key));
        [el("dt").with_all(keys), el("dd").text(locale.get(*word))]
    });
    let card = el("div#sheet.card")
        .set("role", "dialog")
        .set("aria-labelledby", "keys-title")
        .set("tabindex", "-1")
        .with(el("h2#keys-title").text(locale.get(Word::KeysTitle)))
        .with(el("dl.keys").with_all(rows));
    el("div.over").on("click", sends(Msg::Help)).with(card)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_belong_to_a_text_field() {
        assert!(message("c", false, At::Text).is_none());
        assert!(matches!(
            message("Escape", false, At::Text),
            Some(Msg::Escape)
        ));
        assert!(matches!(message("Enter", true, At::Text), Some(Msg::Sent)));
    }

    #[test]
    fn arrows_lead_from_row_to_row_and_scroll_elsewhere() {
        assert!(matches!(
            message("ArrowDown", false, At::Row),
            Some(Msg::Step(1))
        ));
        assert!(message("ArrowDown", false, At::Elsewhere).is_none());
        assert!(matches!(
            message("j", false, At::Elsewhere),
            Some(Msg::Step(1))
        ));
    }

    #[test]
    fn the_browser_keeps_its_own_shortcuts() {
        assert!(message("c", true, At::Elsewhere).is_none());
    }
}
