//! The panel's width: dragged by the pointer or moved by the arrow keys, and kept.

use super::{storage, window, with};
use wasm_bindgen::prelude::*;
use web_sys::{Element, KeyboardEvent, PointerEvent};

/// The least width in pixels: a row of the queue with its deadline.
const LEAST: i32 = 340;
/// The greatest width in pixels: queue and case side by side.
const MOST: i32 = 960;
/// What an arrow key moves, in pixels.
const STEP: i32 = 40;
/// Between the panel and the window's edge; the same as in `styles/panel.css`.
const MARGIN: i32 = 16;

fn apply(width: i32) {
    let width = width.clamp(LEAST, MOST);
    with(|app| {
        let _ = app
            .host
            .style()
            .set_property("--width", &format!("{width}px"));
        if let Ok(Some(grip)) = app.root.query_selector(".grip") {
            let _ = grip.set_attribute("aria-valuenow", &width.to_string());
        }
    });
    storage::set("width", &width.to_string());
}

/// Gives the panel the width it had.
pub(crate) fn restore() {
    if let Some(width) = storage::get("width").and_then(|text| text.parse().ok()) {
        apply(width);
    }
}

fn width() -> i32 {
    with(|app| {
        app.root
            .query_selector("#panel")
            .ok()
            .flatten()
            .map(|panel| panel.client_width())
    })
    .flatten()
    .unwrap_or(LEAST)
}

/// The pointer takes the grip.
pub(crate) fn start(event: &PointerEvent) {
    let Some(grip) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return;
    };
    event.prevent_default();
    let _ = grip.set_pointer_capture(event.pointer_id());
    let drag = Closure::<dyn Fn(PointerEvent)>::new(move |event: PointerEvent| {
        if event.buttons() != 0 {
            let right = window()
                .inner_width()
                .ok()
                .and_then(|width| width.as_f64())
                .unwrap_or_default();
            #[allow(clippy::cast_possible_truncation)] // A window is far below 2^31 pixels wide.
            apply(right as i32 - MARGIN - event.client_x());
        }
    });
    // The last drag's listener is replaced, so that one grip never has two.
    if let Some(grip) = grip.dyn_ref::<web_sys::HtmlElement>() {
        grip.set_onpointermove(Some(drag.as_ref().unchecked_ref()));
    }
    drag.forget();
}

/// An arrow key on the grip.
pub(crate) fn key(event: &KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowLeft" => STEP,
        "ArrowRight" => -STEP,
        _ => return,
    };
    event.prevent_default();
    apply(width() + by);
}
