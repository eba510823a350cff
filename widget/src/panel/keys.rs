//! The keyboard: what each key does inside the panel, and the sheet that says so.

use crate::app::send;
use crate::state::Msg;
use crate::state::view::Deed;
use crate::strings::{Locale, Word};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What has the focus while a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    /// A text field: letters belong to it.
    Text,
    /// Anything else.
    Elsewhere,
}

/// The message of a key, by its name in `KeyboardEvent.key`. Single letters work only inside the panel and never
/// while a text field has the focus (WCAG 2.1.4).
pub(crate) fn message(key: &str, command: bool, at: At) -> Option<Msg> {
    match (key, command, at) {
        ("Escape", _, _) => Some(Msg::Escape),
        ("Enter", true, _) => Some(Msg::Sent),
        (_, true, _) | (_, _, At::Text) => None,
        ("j" | "ArrowDown", false, At::Elsewhere) => Some(Msg::Step(1)),
        ("k" | "ArrowUp", false, At::Elsewhere) => Some(Msg::Step(-1)),
        ("c", false, At::Elsewhere) => Some(Msg::Copy),
        ("i", false, At::Elsewhere) => Some(Msg::Insert),
        ("g", false, At::Elsewhere) => Some(Msg::Goto),
        ("r", false, At::Elsewhere) => Some(Msg::Write),
        ("1", false, At::Elsewhere) => Some(Msg::Choose(0)),
        ("2", false, At::Elsewhere) => Some(Msg::Choose(1)),
        ("3", false, At::Elsewhere) => Some(Msg::Choose(2)),
        ("4", false, At::Elsewhere) => Some(Msg::Choose(3)),
        ("o", false, At::Elsewhere) => Some(Msg::Another),
        ("a", false, At::Elsewhere) => Some(Msg::Deed(Deed::Claim)),
        ("n", false, At::Elsewhere) => Some(Msg::Deed(Deed::Note)),
        ("s", false, At::Elsewhere) => Some(Msg::Deed(Deed::Snooze)),
        ("t", false, At::Elsewhere) => Some(Msg::Deed(Deed::HandOff)),
        ("e", false, At::Elsewhere) => Some(Msg::Deed(Deed::Resolve)),
        ("z", false, At::Elsewhere) => Some(Msg::Undo),
        ("/", false, At::Elsewhere) => Some(Msg::Find),
        ("?", false, At::Elsewhere) => Some(Msg::Help),
        _ => None,
    }
}

/// Handles a key pressed inside the panel.
pub(crate) fn pressed(event: &KeyboardEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_text = target.as_ref().is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    });
    let is_grip = target
        .as_ref()
        .is_some_and(|target| target.class_name() == "grip");
    let at = if is_text { At::Text } else { At::Elsewhere };
    // In the search field the arrow down leads into the list, as in every search field with a list below it.
    let into_list = is_text
        && event.key() == "ArrowDown"
        && target.is_some_and(|target| target.id() == "search");
    let found = if into_list {
        Some(Msg::Step(0))
    } else {
        message(&event.key(), event.ctrl_key() || event.meta_key(), at)
    };
    // While letters are being composed, the keys belong to that.
    let is_free = !is_grip && !event.alt_key() && !event.is_composing();
    if let Some(msg) = found.filter(|_| is_free) {
        event.prevent_default();
        event.stop_propagation();
        send(msg);
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
#[component]
pub(crate) fn Sheet(locale: Locale) -> impl IntoView {
    view! {
        <div class="over" on:click=|_| send(Msg::Help)>
            <div class="card" id="sheet" role="dialog" aria-labelledby="keys-title" tabindex="-1">
                <h2 id="keys-title">{locale.get(Word::KeysTitle)}</h2>
                <dl class="keys">
                    {ROWS.into_iter().map(|(keys, word)| view! {
                        <dt>{keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view()}</dt>
                        <dd>{locale.get(word)}</dd>
                    }).collect_view()}
                </dl>
            </div>
        </div>
    }
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
    fn the_browser_keeps_its_own_shortcuts() {
        assert!(message("c", true, At::Elsewhere).is_none());
    }
}
