//! Where the keyboard is: moved once the panel has been drawn, and kept there while it is drawn anew.

use super::{document, window, with};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// Moves the focus once the panel has been drawn.
pub(super) fn go(selector: String) {
    let act = Closure::once_into_js(move || {
        let element = with(|app| app.root.query_selector(&selector).ok().flatten()).flatten();
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), 0);
}

/// Moves the focus on from where it rested while there was nothing to go to: a person who has moved on themselves is
/// left alone.
pub(super) fn settle(selector: String) {
    let is_waiting = with(|app| {
        let resting = app.root.active_element()?.id();
        Some(matches!(resting.as_str(), "close" | "panel"))
    });
    if is_waiting.flatten() == Some(true) {
        go(selector);
    }
}

/// Keeps the focus where it is while the panel is drawn anew: on the case whose row has it, when others come in between
/// and the rows below it move; on a button that is put back in its place.
pub(super) fn hold() {
    let held = with(|app| app.root.active_element()).flatten();
    let Some(held) = held else { return };
    let key = held.get_attribute("data-key");
    let selector = match &key {
        Some(key) => crate::state::row_selector(key),
        None if held.id().is_empty() => return,
        None => format!("#{}", held.id()),
    };
    let hold = Closure::once_into_js(move || {
        let now = with(|app| app.root.active_element()).flatten();
        let has_moved = match &now {
            Some(row) => row
                .get_attribute("data-key")
                .is_some_and(|other| Some(other) != key),
            // Gone from the panel, and not because somebody went to the page.
            None => is_nowhere(),
        };
        if has_moved {
            go(selector);
        }
    });
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(hold.unchecked_ref(), 0);
}

/// Whether nothing on the page has the focus.
fn is_nowhere() -> bool {
    let active = document().active_element();
    active.is_none_or(|element| element.tag_name() == "BODY")
}
