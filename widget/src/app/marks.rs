//! Between marks and model: what the marks show, and what a pointer or a key does to them.

use super::{APP, send, window, with};
use crate::page::{Mark, Range};
use crate::state::view::Key;
use crate::state::{Entry, Model, Msg, PagePost, signs};
use crate::strings::Word;
use crate::words;
use accalmie_shared::case::Stage;
use accalmie_shared::reading::{Assessment, Severity};
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, KeyboardEvent, ShadowRoot};

/// Reasons shown on a mark; the panel shows all.
const REASONS: usize = 4;

/// A listener that ends with the widget.
pub(crate) struct Listener {
    target: web_sys::EventTarget,
    kind: &'static str,
    hear: Closure<dyn Fn(Event)>,
}

impl Listener {
    fn new(
        target: &web_sys::EventTarget,
        kind: &'static str,
        hear: impl Fn(Event) + 'static,
    ) -> Result<Self, JsValue> {
        let hear = Closure::<dyn Fn(Event)>::new(hear);
        // Capturing: scrolling inside a box of the host does not bubble.
        target.add_event_listener_with_callback_and_bool(
            kind,
            hear.as_ref().unchecked_ref(),
            true,
        )?;
        Ok(Self {
            target: target.clone(),
            kind,
            hear,
        })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.kind,
            self.hear.as_ref().unchecked_ref(),
            true,
        );
    }
}

/// What a person does to marks and panel.
const DEEDS: [&str; 6] = [
    "click",
    "input",
    "keydown",
    "pointerdown",
    "pointerover",
    "submit",
];

/// On somebody else's page, stops what no person did before anything hears it: scripts can make the same events.
pub(crate) fn guard(root: &ShadowRoot) -> Result<Vec<Listener>, JsValue> {
    let listen = |kind| {
        Listener::new(root, kind, |event| {
            if !event.is_trusted() {
                event.prevent_default();
                event.stop_immediate_propagation();
            }
        })
    };
    DEEDS.into_iter().map(listen).collect()
}

/// Listens to the marks and to whatever moves posts about.
pub(crate) fn listen(root: &ShadowRoot) -> Result<Vec<Listener>, JsValue> {
    let mut listeners = Vec::new();
    for kind in ["pointerover", "focusin"] {
        listeners.push(Listener::new(root, kind, |event| {
            explain(target(&event).as_ref())
        })?);
    }
    for kind in ["pointerout", "focusout"] {
        listeners.push(Listener::new(root, kind, |_| explain(None))?);
    }
    listeners.push(Listener::new(root, "click", |event| {
        let key = target(&event).and_then(|target| {
            with(|app| app.marks.of(&target).map(|mark| mark.key.clone())).flatten()
        });
        if let Some(key) = key {
            send(Msg::Open(key));
        }
    })?);
    listeners.push(Listener::new(root, "keydown", |event| {
        if event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|event| event.key() == "Escape")
        {
            explain(None);
        }
    })?);
    for kind in ["scroll", "resize", "load", "toggle", "transitionend"] {
        listeners.push(Listener::new(&window(), kind, |_| moved())?);
    }
    // A page's own script can make this event, too: on somebody else's page it would end the time to take back an act.
    listeners.push(Listener::new(&window(), "pagehide", |event| {
        if event.is_trusted() {
            send(Msg::Leave);
        }
    })?);
    let dark = window().match_media("(prefers-color-scheme: dark)")?;
    if let Some(dark) = dark {
        listeners.push(Listener::new(&dark, "change", |_| super::theme())?);
    }
    Ok(listeners)
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The browser tells at once that the focus left a mark, even while the widget itself takes that mark away: there the
/// card is put away with its mark.
fn explain(target: Option<&Element>) {
    APP.with(|app| {
        if let Ok(Some(app)) = app.try_borrow().as_deref().map(Option::as_ref) {
            let _ = app.marks.explain(target);
        }
    });
}

/// Takes note of posts that came near the window or left it.
pub(crate) fn seen(range: Range, entries: &js_sys::Array) {
    with(|app| app.marks.note(range, entries));
    refresh();
}

thread_local! {
    static FRAME: Cell<bool> = const { Cell::new(false) };
}

/// Puts the marks in place with the next frame.
pub(crate) fn moved() {
    if FRAME.replace(true) {
        return;
    }
    let place = Closure::once_into_js(|| {
        FRAME.set(false);
        with(|app| app.marks.place());
    });
    if window()
        .request_animation_frame(place.unchecked_ref())
        .is_err()
    {
        FRAME.set(false);
    }
}

/// Follows those of the posts that are to be marked: the angry and the dangerous ones.
pub(crate) fn follow(ids: Vec<String>) {
    with(|app| {
        let mut marked = Vec::new();
        for id in ids {
            let is_marked = post(&app.model, &id)
                .is_some_and(|(_, _, post)| !post.own && is_marked(&post.assessment));
            match app.elements.get(&id).filter(|_| is_marked) {
                Some(element) => marked.push((id, element.clone())),
                None => app.marks.forget(&id),
            }
        }
        app.marks.follow(marked);
    });
}

/// Shows the marks near the window as the model wants them.
pub(crate) fn refresh() {
    with(|app| {
        let mut wanted = Vec::new();
        for id in app.marks.near() {
            if let Some((key, entry, post)) = post(&app.model, id) {
                let answered = entry.stage() != Stage::Received;
                wanted.push((id.clone(), mark(&app.model, key, post, answered)));
            }
        }
        app.marks.show(wanted)
    });
    moved();
}

/// A post of the page with its case.
fn post<'a>(model: &'a Model, id: &str) -> Option<(&'a Key, &'a Entry, &'a PagePost)> {
    let key = model.posts.get(id)?;
    let entry = model.entries.get(key)?;
    let post = entry.posts.iter().find(|post| post.id == id)?;
    Some((key, entry, post))
}

pub(crate) fn is_marked(read: &Assessment) -> bool {
    read.severity != Severity::Calm || !read.risks.is_empty()
}

fn mark(model: &Model, key: &Key, post: &PagePost, answered: bool) -> Mark {
    let title = model
        .locale
        .get(words::severity(post.assessment.severity))
        .to_owned();
    Mark {
        key: key.clone(),
        // A calm report of a danger is marked all the same, with the least of the marks.
        severity: post.assessment.severity.max(Severity::Annoyed),
        name: model.locale.fill(
            Word::MarkName,
            &[("severity", &title), ("author", &post.author)],
        ),
        reasons: reasons(model, post),
        title,
        answered,
    }
}

/// The heaviest signs of a post in words: "Menace de partir : « Je résilie »".
fn reasons(model: &Model, post: &PagePost) -> Vec<String> {
    let risks = post
        .assessment
        .risks
        .iter()
        .map(|risk| model.locale.get(words::risk(*risk)).to_owned());
    let lines = signs(&post.text, &post.assessment, model.locale)
        .into_iter()
        .map(|sign| {
            model.locale.fill(
                Word::MarkReason,
                &[("sign", sign.label), ("words", &sign.words)],
            )
        });
    risks.chain(lines).take(REASONS).collect()
}
