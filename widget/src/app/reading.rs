//! Reading the page: in slices that leave the browser time for its own work, and again when the page changes.

use super::{App, document, finder, language, now, send, window, with};
use crate::page::{Found, Observer, Root, Scanner, choose};
use crate::state::{Msg, PagePost, Reading};
use accalmie_shared::assess;
use accalmie_shared::packs::Packs;
use accalmie_shared::reading::Lang;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The longest a slice may take, in milliseconds: half a frame, so that scrolling stays fluid.
const SLICE: f64 = 8.0;
/// After a change of the page, the time it is given to settle, in milliseconds.
const SETTLE: i32 = 150;

thread_local! {
    /// Whether a round of reading is under way or about to begin.
    static PENDING: Cell<bool> = const { Cell::new(false) };
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
    let observer = Observer::new(&document(), |touched| {
        // A post whose words changed is read again; new posts are found by the round itself.
        with(|app| {
            let Some(scanner) = &app.scanner else { return };
            let scanner = scanner.borrow();
            for node in &touched {
                let element = node
                    .dyn_ref::<web_sys::Element>()
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
    if with(|app| app.scanner.is_none()) == Some(true) {
        let page = Root::Page(document());
        let scanner = match choose(&page, config.posts.as_deref()) {
            Ok(rule) => Scanner::new(page, rule, js_sys::Map::new()),
            Err(why) => match finder::look(&config).await {
                Some(scanner) => Some(scanner),
                None => return send(Msg::Finished(Reading::NoneFound(why))),
            },
        };
        with(|app| app.scanner = scanner.map(|scanner| Rc::new(RefCell::new(scanner))));
    } else {
        with(|app| {
            app.scanner
                .as_ref()
                .map(|scanner| scanner.borrow_mut().again())
        });
    }
    forget_gone();
    let Some(scanner) = with(|app| app.scanner.clone()).flatten() else {
        return;
    };
    let mut packs = with(|app| app.model.packs.clone()).unwrap_or_default();
    let mut missing = Vec::new();
    loop {
        let slice = slice(&scanner);
        let is_last = slice.is_none();
        let found = slice.unwrap_or_default();
        if !found.is_empty() {
            let posts = read(found, &mut packs, &mut missing, &config).await;
            super::effects::tell_flags(&posts);
            send(Msg::Read(posts));
        }
        if is_last {
            break;
        }
        pause(0).await;
    }
    let rule = scanner.borrow().rule().name.clone();
    send(Msg::Packs(Box::new(packs)));
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
        }
        gone
    });
    if let Some(gone) = gone.filter(|gone| !gone.is_empty()) {
        send(Msg::Gone(gone));
    }
}

/// Posts read within one slice of time; none at the end of the page.
fn slice(scanner: &RefCell<Scanner>) -> Option<Vec<Found>> {
    let begun = js_sys::Date::now();
    let mut found = Vec::new();
    let mut scanner = scanner.borrow_mut();
    loop {
        match scanner.step() {
            Some(post) => found.extend(post),
            None if found.is_empty() => return None,
            None => return Some(found),
        }
        if js_sys::Date::now() - begun >= SLICE / 2.0 {
            return Some(found);
        }
    }
}

/// Assesses what was found, fetching the packs that the texts turn out to need.
async fn read(
    found: Vec<Found>,
    packs: &mut Packs,
    missing: &mut Vec<Lang>,
    config: &super::Config,
) -> Vec<PagePost> {
    let keys = keys(&found, &config.brand).await;
    let thread = window().location().pathname().unwrap_or_default();
    let mut posts = Vec::with_capacity(found.len());
    for one in found {
        let mut assessment = assess(&one.text, None, packs);
        let lang = assessment.lang;
        if packs.get(lang).is_none() && lang != Lang::Unknown && !missing.contains(&lang) {
            match language::need(config, packs, lang).await {
                Ok(()) => assessment = assess(&one.text, None, packs),
                Err(why) => {
                    // Asked for once a round: without it, the language is read by its markers.
                    missing.push(lang);
                    super::effects::failed_pack(&why);
                }
            }
        }
        with(|app: &mut App| app.elements.insert(one.id.clone(), one.element));
        let own_key = keys.get(&one.author_id).cloned().unwrap_or_default();
        posts.push(PagePost {
            own: one.own || config.own_authors.contains(&one.author),
            key: own_key,
            at: one.at.unwrap_or_else(now),
            id: one.id,
            parent: one.parent,
            author_id: one.author_id,
            author: one.author,
            text: one.text,
            url: one.url,
            thread: thread.clone(),
            assessment,
        });
    }
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

/// The case of each author: the very hash that the edge makes, so that both know a case by one name.
async fn keys(found: &[Found], brand: &str) -> BTreeMap<String, String> {
    let mut authors: Vec<&str> = found.iter().map(|post| post.author_id.as_str()).collect();
    authors.sort_unstable();
    authors.dedup();
    let hashing = js_sys::Array::new();
    for author in &authors {
        hashing.push(&hash(brand, author).unwrap_or(JsValue::NULL));
    }
    let hashed = JsFuture::from(js_sys::Promise::all(&hashing)).await;
    let hashed = hashed
        .map(|all| js_sys::Array::from(&all))
        .unwrap_or_default();
    let named = authors.iter().zip(0..).map(|(author, index)| {
        let name = digits(&hashed.get(index)).unwrap_or_else(|| format!("page:{author}"));
        ((*author).to_owned(), name)
    });
    named.collect()
}

/// 128 bits of a hash in hexadecimal; none where there is no hash.
fn digits(hash: &JsValue) -> Option<String> {
    let bytes = js_sys::Uint8Array::new(hash.dyn_ref::<js_sys::ArrayBuffer>()?).to_vec();
    Some(
        bytes
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    )
}

/// SHA-256 over the lengths and the bytes of the parts, on its way. None where the page is not in a secure context.
fn hash(brand: &str, author: &str) -> Option<JsValue> {
    let mut bytes: Vec<u8> = Vec::new();
    for part in ["case", brand, "web", author] {
        bytes.extend((part.len() as u64).to_be_bytes());
        bytes.extend(part.as_bytes());
    }
    let crypto = js_sys::Reflect::get(&window(), &"crypto".into()).ok()?;
    let subtle = js_sys::Reflect::get(&crypto, &"subtle".into())
        .ok()
        .filter(JsValue::is_object)?;
    let digest: js_sys::Function = js_sys::Reflect::get(&subtle, &"digest".into())
        .ok()?
        .dyn_into()
        .ok()?;
    digest
        .call2(
            &subtle,
            &"SHA-256".into(),
            &js_sys::Uint8Array::from(bytes.as_slice()),
        )
        .ok()
}
