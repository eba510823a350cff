//! What the model wants done in the world, each answered by a message.

use super::edge::{Edge, Trouble};
use super::{document, marks, send, storage, window, with};
use crate::page;
use crate::state::view::{Key, Link};
use crate::state::{Detail, Effect, Model, Msg, PagePost, Placed};
use crate::strings::Word;
use accalmie_shared::case::Command;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{CustomEvent, CustomEventInit, HtmlElement, ScrollBehavior};

/// How often the edge is asked for news, in milliseconds. An unchanged list costs one short answer.
const POLL: i32 = 4_000;

/// Runs an effect.
pub(crate) fn run(effect: Effect) {
    match effect {
        Effect::Focus(selector) => focus(selector),
        Effect::SignIn(secret) => spawn_local(async move {
            keep_secret(secret_of(&secret));
            connect().await;
        }),
        Effect::Post(key, post) => ask(key, move |edge| async move { edge.post(&post).await }),
        Effect::Ask(key) => {
            let id = key.clone();
            ask(key, move |edge| async move { edge.case(&id).await });
        }
        Effect::Command(key, command, act) => {
            let id = key.clone();
            ask(key, move |edge| async move {
                let told = edge.command(&id, &command, &act).await;
                if told.is_ok() && matches!(command, Command::HandOff { .. }) {
                    tell("handoff", &[("case", id)]);
                }
                told
            });
        }
        Effect::Keep => storage::keep(),
        Effect::Copy(text) => copy(text),
        Effect::Insert(post, text) => insert(&post, &text),
        Effect::Goto(post) => goto(&post),
        Effect::Teach => spawn_local(super::finder::teach()),
        Effect::Tell(name, fields) => tell(name, &fields),
    }
}

/// A sign-in link carries the key behind `#accalmie=`; the key alone is as good.
fn secret_of(given: &str) -> &str {
    given
        .trim()
        .split_once("#accalmie=")
        .map_or(given.trim(), |(_, secret)| secret)
}

/// Keeps the key in this browser; where that can't be, for this page.
fn keep_secret(secret: &str) {
    if !storage::set("key", secret) {
        with(|app| app.config.secret = Some(secret.to_owned()));
    }
}

/// The key that is kept.
fn secret() -> Option<String> {
    storage::get("key").or_else(|| with(|app| app.config.secret.clone()).flatten())
}

fn forget_secret() {
    storage::remove("key");
    with(|app| app.config.secret = None);
}

/// Moves the focus once the panel has been drawn.
fn focus(selector: String) {
    let act = Closure::once_into_js(move || {
        let element = with(|app| app.root.query_selector(&selector).ok().flatten()).flatten();
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), 0);
}

/// Asks the edge about one case and reports its answer.
fn ask<F: Future<Output = Result<Detail, Trouble>> + 'static>(
    key: Key,
    call: impl FnOnce(Rc<Edge>) -> F + 'static,
) {
    let Some(edge) = with(|app| app.edge.clone()) else {
        return;
    };
    spawn_local(async move {
        match call(edge).await {
            Ok(detail) => send(Msg::Told(key, Box::new(detail))),
            Err(trouble) => report(trouble),
        }
    });
}

fn report(trouble: Trouble) {
    let Some(locale) = with(|app| app.model.locale) else {
        return;
    };
    match trouble {
        Trouble::Network | Trouble::Absent => {
            send(Msg::Offline);
            send(Msg::Failed(locale.get(Word::ErrorNetwork).to_owned()));
        }
        Trouble::SignedOut => spawn_local(connect()),
        Trouble::Refused(why) => send(Msg::Failed(
            locale.fill(Word::ErrorRefused, &[("why", &why)]),
        )),
        Trouble::Problem(status, why) => {
            send(Msg::Failed(locale.fill(
                Word::ErrorServer,
                &[("status", &status.to_string()), ("why", &why)],
            )));
        }
    }
}

/// Reports a language pack that could not be had.
pub(crate) fn failed_pack(why: &str) {
    let text = with(|app| app.model.locale.fill(Word::ErrorPack, &[("why", why)]));
    send(Msg::Failed(text.unwrap_or_default()));
}

/// Signs in with the key that is kept, and follows the edge's list from then on.
pub(crate) async fn connect() {
    let Some(secret) = secret() else {
        return;
    };
    let Some(edge) = with(|app| app.edge.clone()) else {
        return;
    };
    match edge.sign_in(&secret).await {
        Ok((agent, credential)) => {
            if let Some(credential) = credential {
                keep_secret(&credential);
            }
            send(Msg::SignedIn(agent));
            if let Ok(policy) = edge.policy().await {
                let offsets = super::clock::offsets(&policy.time_zone);
                send(Msg::Policy(Box::new(policy), offsets));
            }
            poll().await;
            follow();
        }
        Err(Trouble::SignedOut | Trouble::Refused(_) | Trouble::Problem(400..500, _)) => {
            forget_secret();
            send(Msg::SignInRefused);
        }
        Err(Trouble::Absent) => send(Msg::PageOnly),
        Err(Trouble::Network | Trouble::Problem(..)) => {
            send(Msg::Offline);
            follow();
        }
    }
}

/// Asks for news again and again while the page is in view.
fn follow() {
    let is_following = with(|app| app.timers.len() > 1) == Some(true);
    if is_following {
        return;
    }
    let again = Closure::<dyn Fn()>::new(|| {
        if !document().hidden() {
            spawn_local(poll());
        }
    });
    let timer = window().set_interval_with_callback_and_timeout_and_arguments_0(
        again.as_ref().unchecked_ref(),
        POLL,
    );
    again.forget();
    with(|app| app.timers.extend(timer));
}

async fn poll() {
    let Some((edge, link)) = with(|app| (app.edge.clone(), app.model.link)) else {
        return;
    };
    match (edge.list().await, link) {
        (_, Link::PageOnly | Link::SignedOut) => {}
        (Ok(Some(items)), _) => send(Msg::Listed(items)),
        (Ok(None), Link::Offline) => send(Msg::Listed(Vec::new())),
        (Ok(None), Link::Live) => {}
        (Err(Trouble::Network | Trouble::Absent), _) => send(Msg::Offline),
        (Err(Trouble::SignedOut), _) => sign_in_again().await,
        (Err(trouble), _) => report(trouble),
    }
}

/// A session lasts an hour; the kept key opens the next one.
async fn sign_in_again() {
    let Some((edge, secret)) = with(|app| app.edge.clone()).zip(secret()) else {
        return;
    };
    if let Err(Trouble::SignedOut) = edge.sign_in(&secret).await {
        forget_secret();
        send(Msg::SignInRefused);
    }
}

/// Puts text on the clipboard; where the page may not, selects it for the person's own copy.
fn copy(text: String) {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into())
        .ok()
        .filter(JsValue::is_object);
    let writing = clipboard.and_then(|clipboard| {
        let write: js_sys::Function = js_sys::Reflect::get(&clipboard, &"writeText".into())
            .ok()?
            .dyn_into()
            .ok()?;
        write
            .call1(&clipboard, &text.into())
            .ok()?
            .dyn_into::<js_sys::Promise>()
            .ok()
    });
    spawn_local(async move {
        let done = match writing {
            Some(writing) => JsFuture::from(writing).await.is_ok(),
            None => false,
        };
        if !done {
            select_draft();
        }
    });
}

fn select_draft() {
    let draft = with(|app| app.root.query_selector("#draft").ok().flatten()).flatten();
    if let Some(area) =
        draft.and_then(|draft| draft.dyn_into::<web_sys::HtmlTextAreaElement>().ok())
    {
        let _ = area.focus();
        area.select();
        if let Ok(page) = document().dyn_into::<web_sys::HtmlDocument>() {
            let _ = page.exec_command("copy");
        }
    }
}

fn insert(post: &str, text: &str) {
    let found = with(|app| {
        let element = app.elements.get(post).cloned()?;
        let rule = app.scanner.as_ref()?.borrow().rule().clone();
        Some((element, rule, app.config.reply.clone()))
    });
    // The page's own scripts run while the box is filled: nothing of ours may be borrowed meanwhile.
    let done = found.flatten().is_some_and(|(element, rule, reply)| {
        page::insert(&element, &rule, reply.as_deref(), text)
    });
    send(Msg::Inserted(if done {
        Placed::InBox
    } else {
        Placed::NoBox
    }));
}

fn goto(post: &str) {
    let still = window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches());
    let behavior = if still {
        ScrollBehavior::Instant
    } else {
        ScrollBehavior::Smooth
    };
    if let Some(element) = with(|app| app.elements.get(post).cloned()).flatten() {
        page::goto(&element, behavior);
    }
}

/// The reply that is proposed for the open case, as long as nobody has changed its words.
pub(crate) fn proposed(model: &Model) -> Option<(Key, String)> {
    let draft = model
        .draft
        .as_ref()
        .filter(|draft| draft.chosen.is_some())?;
    Some((draft.key.clone(), draft.text.clone()))
}

/// Tells the page which posts need care.
pub(crate) fn tell_flags(posts: &[PagePost]) {
    for post in posts
        .iter()
        .filter(|post| !post.own && marks::is_marked(&post.assessment))
    {
        let severity: &'static str = post.assessment.severity.into();
        tell(
            "flag",
            &[
                ("post", post.id.clone()),
                ("case", post.key.clone()),
                ("author", post.author.clone()),
                ("severity", severity.to_owned()),
                ("url", post.url.clone().unwrap_or_default()),
            ],
        );
    }
}

/// Tells the page what happened, as a DOM event on the widget's element that bubbles.
pub(crate) fn tell(name: &str, fields: &[(&str, String)]) {
    let detail = js_sys::Object::new();
    for (field, value) in fields {
        let _ = js_sys::Reflect::set(&detail, &(*field).into(), &value.into());
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_detail(&detail);
    let event = CustomEvent::new_with_event_init_dict(&format!("accalmie:{name}"), &init);
    if let (Some(host), Ok(event)) = (with(|app| app.host.clone()), event) {
        let _ = host.dispatch_event(&event);
    }
}
