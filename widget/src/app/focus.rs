//! Where the keyboard is: moved once the panel has been drawn, and kept there while it is drawn anew.

use super::{document, with};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// Moves the focus.
pub(super) fn go(selector: &str) {
    let element = with(|app| app.root.query_selector(selector).ok().flatten()).flatten();
    if let Some(element) = element {
        focus(&element);
    }
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Moves the focus on from where it rested while there was nothing to go to: a person who has moved on themselves is
/// left alone.
pub(super) fn settle(selector: &str) {
    let is_waiting = with(|app| {
        let resting = app.root.active_element()?.id();
        Some(matches!(resting.as_str(), "close" | "panel"))
    });
    if is_waiting.flatten() == Some(true) {
        go(selector);
    }
}

/// Keeps the focus where it is while the panel is drawn anew: an element that is moved loses it, and one that is taken
/// away may come back in another place. Where it is gone for good, the focus goes to what stands for its part of the
/// panel: the keys of the panel work only inside.
pub(super) fn held(draw: impl FnOnce()) {
    let active = || with(|app| app.root.active_element()).flatten();
    let held = active();
    let rest = held.as_ref().map(resting_place);
    draw();
    let Some((held, rest)) = held
        .zip(rest)
        .filter(|_| active().is_none() && is_nowhere())
    else {
        return;
    };
    if held.is_connected() {
        focus(&held);
    }
    let own = format!("#{}", held.id());
    let places = [own.as_str(), rest, "#panel"];
    for place in places.into_iter().filter(|place| *place != "#") {
        if active().is_some() {
            break;
        }
        go(place);
    }
}

/// What stands for the part of the panel that an element is in.
fn resting_place(element: &Element) -> &'static str {
    const PLACES: [(&str, &str); 3] = [
        (".answer", "#draft"),
        (".case, .toast", "#author"),
        (".queue", ".row[tabindex='0']"),
    ];
    let within = |part: &str| element.closest(part).ok().flatten().is_some();
    let found = PLACES.into_iter().find(|(part, _)| within(part));
    found.map_or("#panel", |(_, place)| place)
}

/// Whether nothing on the page has the focus.
fn is_nowhere() -> bool {
    let active = document().active_element();
    active.is_none_or(|element| element.tag_name() == "BODY")
}
