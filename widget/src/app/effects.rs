//! What the model wants done in the world, each answered by a message.

use super::edge::{Edge, Trouble};
use super::events::tell;
use super::{document, focus, send, session, storage, window, with};
use crate::page;
use crate::state::view::Key;
use crate::state::{Act, Detail, Effect, GRACE, Msg, Placed};
use crate::strings::Word;
use accalmie_shared::case::Command;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ScrollBehavior;

/// Runs an effect.
pub(crate) fn run(effect: Effect) {
    match effect {
        Effect::Focus(selector) => focus::go(&selector),
        Effect::SignIn(secret) => spawn_local(async move {
            session::keep_secret(session::secret_of(&secret));
            session::connect().await;
        }),
        Effect::Post(key, posts) => ask(key, move |edge| async move { edge.post(&posts).await }),
        Effect::Ask(key) => {
            let id = key.clone();
            ask(key, move |edge| async move { edge.case(&id).await });
        }
        Effect::Give(act) => give(*act),
        Effect::Look(key) => look(key),
        Effect::Seen(key, act, seen) => {
            let id = key.clone();
            ask(
                key,
                move |edge| async move { edge.seen(&id, &act, seen).await },
            );
        }
        Effect::ListAside => spawn_local(async {
            let Some(edge) = with(|app| app.edge.clone()) else {
                return;
            };
            if let Ok(items) = edge.aside().await {
                send(Msg::Aside(items));
            }
        }),
        Effect::Later(act) => later(move || send(Msg::Due(act))),
        Effect::RecallLater => later(storage::recall_acts),
        Effect::Settle(selector) => focus::settle(&selector),
        Effect::Keep(act) => storage::keep("act", &act.id, &*act),
        Effect::Forget(act) => storage::remove(&format!("act:{act}")),
        Effect::KeepDraft(own) => storage::keep("draft", &own.key, &*own),
        Effect::ForgetDraft(key) => storage::remove(&format!("draft:{key}")),
        Effect::KeepSeen => storage::keep_seen(),
        Effect::Pack(lang) => pack(lang),
        Effect::Copy(text) => copy(text),
        Effect::Insert(post, text) => insert(&post, &text),
        Effect::Goto(post) => goto(&post),
        Effect::Teach => spawn_local(super::finder::teach()),
        Effect::Tell(name, fields) => tell(name, &fields),
    }
}

/// Does something once an act of this moment can no longer be taken back.
fn later(act: impl FnOnce() + 'static) {
    let due = Closure::once_into_js(act);
    let _ =
        window().set_timeout_with_callback_and_timeout_and_arguments_0(due.unchecked_ref(), GRACE);
}

/// Fetches the pack of a language that a reply was asked for in.
fn pack(lang: accalmie_shared::reading::Lang) {
    spawn_local(async move {
        let at_hand = with(|app| (app.config.clone(), app.model.packs.clone()));
        let Some((config, mut packs)) = at_hand else {
            return;
        };
        match super::language::need(&config, &mut packs, lang).await {
            Ok(()) => send(Msg::Packs(packs)),
            Err(why) => failed_pack(&why),
        }
    });
}

/// Gives the edge an act, and reports how it went.
fn give(act: Act) {
    let Some(edge) = with(|app| app.edge.clone()) else {
        return;
    };
    spawn_local(async move {
        match edge.give(&act).await {
            Ok(Some(detail)) => {
                if matches!(act.command, Command::HandOff { .. }) {
                    tell("handoff", &[("case", act.key.clone())]);
                }
                send(Msg::Taken(act.id));
                send(Msg::Told(act.key, Box::new(detail)));
            }
            Ok(None) => send(Msg::Lost(act.id)),
            // Too slow (408) or too often (429) is no answer yet.
            Err(
                Trouble::Refused(why) | Trouble::Problem(400..=407 | 409..=428 | 430..=499, why),
            ) => {
                send(Msg::Refused(act.id, why));
            }
            Err(trouble) => {
                send(Msg::Unsent(act.id));
                report(trouble);
            }
        }
    });
}

/// Asks what can be done on the platform itself. An edge that can't do anything there says nothing.
fn look(key: Key) {
    let Some(edge) = with(|app| app.edge.clone()) else {
        return;
    };
    spawn_local(async move {
        if let Ok(outside) = edge.outside(&key).await {
            send(Msg::Outside(key, Box::new(outside)));
        }
    });
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

pub(super) fn report(trouble: Trouble) {
    let Some(locale) = with(|app| app.model.locale) else {
        return;
    };
    match trouble {
        // Being offline is said by the panel's own line.
        Trouble::Network | Trouble::Absent => send(Msg::Offline),
        Trouble::SignedOut => spawn_local(session::connect()),
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
