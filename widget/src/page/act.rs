//! What is done on the page at a CM's word: scroll to a post, put a reply into its box. Nothing is ever submitted.

use super::rules::Rule;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlTextAreaElement, ScrollBehavior,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// What takes a reply.
const BOXES: &str = "textarea, [contenteditable=true], [contenteditable=''], [role=textbox]";

/// Scrolls to a post.
pub(crate) fn goto(element: &Element, smooth: ScrollBehavior) {
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(smooth);
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Puts a reply into the post's box, opening it first where it is closed. Gives whether a box was found.
pub(crate) fn insert(post: &Element, rule: &Rule, selector: Option<&str>, text: &str) -> bool {
    let Some(target) = find_box(post, rule, selector) else {
        return false;
    };
    // A box may be folded away in a <details>.
    if let Ok(Some(details)) = target.closest("details:not([open])") {
        let _ = details.set_attribute("open", "");
    }
    write(&target, text)
}

fn find_box(post: &Element, rule: &Rule, selector: Option<&str>) -> Option<Element> {
    let boxes = selector.unwrap_or(BOXES);
    let inside = || post.query_selector(boxes).ok().flatten();
    let open = || {
        let opener = (!rule.reply.is_empty())
            .then(|| post.query_selector(&rule.reply).ok().flatten())
            .flatten()?;
        // A link to another page would take the CM away: only buttons and in-page links open a box.
        let leads_away = opener
            .get_attribute("href")
            .is_some_and(|href| !href.starts_with('#'))
            && opener.get_attribute("data-commentid").is_none();
        if leads_away {
            return None;
        }
        opener.dyn_ref::<HtmlElement>()?.click();
        inside()
    };
    let anywhere = || {
        let document = post.owner_document()?;
        document
            .query_selector(selector.unwrap_or("#respond textarea, form textarea, textarea"))
            .ok()
            .flatten()
    };
    inside().or_else(open).or_else(anywhere)
}

/// Writes as a person would: frameworks hear of it through the `input` event, and undo works.
fn write(target: &Element, text: &str) -> bool {
    if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        let _ = area.focus();
        area.select();
        // The focus may have stayed elsewhere: only what stands in the box counts.
        if !type_in(target, text) || area.value() != text {
            area.set_value(text);
            announce(target);
        }
    } else if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
        field.set_value(text);
        announce(target);
    } else if let Some(editable) = target.dyn_ref::<HtmlElement>() {
        let _ = editable.focus();
        if !type_in(target, text) {
            editable.set_text_content(Some(text));
            announce(target);
        }
    } else {
        return false;
    }
    true
}

/// `insertText` goes through the editor's own machinery; rich editors understand nothing else.
fn type_in(target: &Element, text: &str) -> bool {
    let has_focus = target
        .owner_document()
        .and_then(|page| page.active_element())
        .is_some_and(|active| active == *target);
    if !has_focus {
        return false;
    }
    let document = target
        .owner_document()
        .and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok());
    document.is_some_and(|document| {
        document
            .exec_command_with_show_ui_and_value("insertText", false, text)
            .unwrap_or(false)
    })
}

fn announce(target: &Element) {
    let options = EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
        let _ = target.dispatch_event(&event);
    }
}
