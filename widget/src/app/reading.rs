//! Reading the page: in slices that leave the browser time for its own work, and again when the page changes.

use super::{App, document, language, look, now, send, window, with};
use crate::page::{Changes, Found, Observer, Scanner, Step};
use crate::state::{Msg, PagePost, Reading};
use accalmie_shared::assess;
use accalmie_shared::packs::Packs;
use accalmie_shared::reading::Lang;
use sha2::{Digest, Sha256};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, MessageChannel};

/// The longest a slice may take, in milliseconds: less than a frame of 60 a second, so that scrolling stays fluid.
const SLICE: f64 = 10.0;
/// So many slices wait for a timer, and with it for the browser to say which posts are in view: those are marked first.
/// The timers of the fifth slice and all later ones would take 4 ms each (HTML standard, nested timers).
const FIRST: usize = 4;
/// After a change of the page, the time it is given to settle, in milliseconds.
const SETTLE: i32 = 150;

thread_local! {
    /// Whether a round of reading is under way or about to begin.
    static PENDING: Cell<bool> = const { Cell::new(false) };
    /// Whether a round is planned for later.
    static PLANNED: Cell<bool> = const { Cell::new(false) };
}

/// Lets the browser do what waits to be done, and goes on then.
pub(super) async fn turn() {
    let waiting = js_sys::Promise::new(&mut |resolve, _| {
        if let Ok(channel) = MessageChannel::new() {
            channel.port1().set_onmessage(Some(&resolve));
            let _ = channel.port2().post_message(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(waiting).await;
}

/// Reads the page and follows it from then on.
pub(crate) async fn begin() {
    settle_document().await;
    follow();
    round().await;
}

/// Waits until the document is parsed: a tag in its head runs before its posts are there.
async fn settle_document() {
    while document().ready_state() == "loading" {
        pause(20).await;
    }
}

/// Resolves after some milliseconds.
async fn pause(millis: i32) {
    let waiting = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
    });
    let _ = JsFuture::from(waiting).await;
}

fn follow() {
    let observer = Observer::new(&document(), |Changes { touched, added }| {
        // A post whose words changed is read again; new posts are found by the round itself.
        with(|app| {
            if added > 0 {
                app.look.grow();
            }
            let Some(scanner) = &app.scanner else { return };
            let scanner = scanner.borrow();
            for node in &touched {
                let element = node
                    .dyn_ref::<Element>()
                    .cloned()
                    .or_else(|| node.parent_element());
                if let Some(post) =
                    element.and_then(|element| element.closest(&scanner.rule().post).ok().flatten())
                {
                    scanner.forget(&post);
                }
            }
        });
        super::marks::moved();
        soon();
    });
    with(|app| app.observer = observer);
}

/// Begins a round in some milliseconds, even if nothing happens until then.
pub(super) fn later(millis: i32) {
    if !PLANNED.replace(true) {
        spawn_local(async move {
            pause(millis).await;
            PLANNED.set(false);
            soon();
        });
    }
}

/// Begins a round once the page has settled; several changes at once make one round.
fn soon() {
    if !PENDING.replace(true) {
        spawn_local(async {
            pause(SETTLE).await;
            PENDING.set(false);
            round().await;
        });
    }
}

/// Reads the page anew, by another rule.
pub(super) async fn again() {
    round().await;
}

/// One round over the page.
async fn round() {
    let Some(config) = with(|app| app.config.clone()) else {
        return;
    };
    let thread = window().location().pathname().unwrap_or_default();
    forget_gone();
    let Some(scanner) = look::scanner(&config, &thread).await else {
        return;
    };
    let mut reader = Reader {
        config,
        packs: with(|app| app.model.packs.clone()).unwrap_or_default(),
        missing: Vec::new(),
        thread,
    };
    for number in 0.. {
        let (posts, is_last) = slice(&scanner, &mut reader).await;
        if !posts.is_empty() {
            super::events::tell_flags(&posts);
            let ids: Vec<String> = posts.iter().map(|post| post.id.clone()).collect();
            send(Msg::Read(posts));
            super::marks::follow(ids);
        }
        if is_last {
            break;
        }
        if number < FIRST {
            pause(0).await;
        } else {
            turn().await;
        }
    }
    let rule = scanner.borrow().rule().name.clone();
    send(Msg::Finished(Reading::Read { rule }));
}

/// Posts whose elements left the page.
fn forget_gone() {
    let gone = with(|app| {
        let gone: Vec<String> = app
            .elements
            .iter()
            .filter(|(_, element)| !element.is_connected())
            .map(|(id, _)| id.clone())
            .collect();
        for id in &gone {
            app.elements.remove(id);
            app.marks.forget(id);
        }
        gone
    });
    if let Some(gone) = gone.filter(|gone| !gone.is_empty()) {
        send(Msg::Gone(gone));
    }
}

/// Takes a post off the element that shows another one by now, unless it stands in another element already.
fn forget(id: String, element: &Element) -> Option<String> {
    with(|app| {
        let is_here = app.elements.get(&id) == Some(element);
        is_here.then(|| {
            app.elements.remove(&id);
            app.marks.forget(&id);
            id
        })
    })
    .flatten()
}

/// What a round reads with.
struct Reader {
    config: super::Config,
    packs: Rc<Packs>,
    /// Languages whose packs could not be had: asked for once a round.
    missing: Vec<Lang>,
    /// The page's path.
    thread: String,
}

/// Posts read within one slice of time, and whether the page ends there.
async fn slice(scanner: &RefCell<Scanner>, reader: &mut Reader) -> (Vec<PagePost>, bool) {
    let until = js_sys::Date::now() + SLICE;
    let (mut posts, mut gone) = (Vec::new(), Vec::new());
    let mut is_last = false;
    while js_sys::Date::now() < until {
        let Some(Step {
            gone: before,
            found,
        }) = scanner.borrow_mut().step()
        else {
            is_last = true;
            break;
        };
        gone.extend(before.and_then(|(id, element)| forget(id, &element)));
        if let Some(found) = found {
            posts.push(read(found, reader).await);
        }
    }
    if !gone.is_empty() {
        send(Msg::Gone(gone));
    }
    (placed(posts), is_last)
}

/// Assesses a post, fetching the pack that its text turns out to need.
async fn read(one: Found, reader: &mut Reader) -> PagePost {
    let mut assessment = assess(&one.text, None, &reader.packs);
    let lang = assessment.lang;
    if reader.packs.get(lang).is_none() && lang != Lang::Unknown && !reader.missing.contains(&lang)
    {
        match language::need(&reader.config, &mut reader.packs, lang).await {
            Ok(()) => {
                send(Msg::Packs(reader.packs.clone()));
                assessment = assess(&one.text, None, &reader.packs);
            }
            // Without it, the language is read by its markers.
            Err(why) => {
                reader.missing.push(lang);
                super::effects::failed_pack(&why);
            }
        }
    }
    with(|app: &mut App| app.elements.insert(one.id.clone(), one.element));
    PagePost {
        own: one.own || reader.config.own_authors.contains(&one.author),
        key: key(&reader.config.brand, &one.author_id),
        at: one.at.unwrap_or_else(now),
        dated: one.at.is_some(),
        id: one.id,
        parent: one.parent,
        author_id: one.author_id,
        author: one.author,
        text: one.text,
        url: one.url,
        thread: reader.thread.clone(),
        assessment,
    }
}

/// Puts the brand's own answers into the cases that they belong to; those that belong to none are left out.
fn placed(mut posts: Vec<PagePost>) -> Vec<PagePost> {
    for index in 0..posts.len() {
        if posts[index].own {
            let answered = answered(&posts, index);
            (posts[index].parent, posts[index].key) = answered.unwrap_or_default();
        }
    }
    if let Some(last) = posts.iter().rev().find(|post| !post.own) {
        with(|app| app.last_customer = Some((last.id.clone(), last.key.clone())));
    }
    posts.retain(|post| !post.key.is_empty());
    posts
}

/// The customer's post that the brand's answer at `index` belongs to, and its case: the one it is nested in, else, in
/// a flat thread, the last one before it.
fn answered(posts: &[PagePost], index: usize) -> Option<(Option<String>, String)> {
    let here = |id: &str| {
        posts
            .iter()
            .find(|post| post.id == id && !post.own)
            .map(|post| post.key.clone())
    };
    let known = |id: &str| with(|app| app.model.posts.get(id).cloned()).flatten();
    if let Some(parent) = &posts[index].parent {
        return here(parent)
            .or_else(|| known(parent))
            .map(|key| (Some(parent.clone()), key));
    }
    let before = posts[..index].iter().rev().find(|post| !post.own);
    let before = before.map(|post| (post.id.clone(), post.key.clone()));
    let (id, key) = before.or_else(|| with(|app| app.last_customer.clone()).flatten())?;
    Some((Some(id), key))
}

/// The case of an author: the very hash that the edge makes, so that both know a case by one name. It is 128 bits of
/// SHA-256, over the lengths and the bytes of the parts, in hexadecimal.
fn key(brand: &str, author: &str) -> String {
    let mut hash = Sha256::new();
    for part in ["case", brand, "web", author] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    let bytes = hash.finalize();
    let bytes = bytes.iter().take(16);
    bytes
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn the_edge_knows_a_case_by_the_same_name() {
        assert_eq!(key("lumio", "u-42"), "1d57ca76550393862cf3a239762a64ef");
    }
}
