//! What the model wants done in the world, each answered by a message.

use super::edge::{Edge, Trouble};
use super::events::tell;
use super::{document, focus, send, storage, window, with};
use crate::page;
use crate::state::view::{Key, Link};
use crate::state::{Act, Agent, Detail, Effect, Msg, Placed};
use crate::strings::Word;
use accalmie_shared::case::Command;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ScrollBehavior;

/// How often the edge is asked for news, in milliseconds. An unchanged list costs one short answer.
const POLL: i32 = 4_000;

/// News come in so many steps: every so often, what the edge says of all cases together is asked for too. A minute.
const SURVEY: u32 = 15;

/// How long an act may be taken back, in milliseconds: time to read the confirmation and to reach its button.
const GRACE: i32 = 7_000;

/// Runs an effect.
pub(crate) fn run(effect: Effect) {
    match effect {
        Effect::Focus(selector) => focus::go(&selector),
        Effect::SignIn(secret) => spawn_local(async move {
            keep_secret(secret_of(&secret));
            connect().await;
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
        Effect::Later(act) => later(act),
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

fn later(act: String) {
    let due = Closure::once_into_js(move || send(Msg::Due(act)));
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
            Err(Trouble::Refused(why) | Trouble::Problem(400..500, why)) => {
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

fn report(trouble: Trouble) {
    let Some(locale) = with(|app| app.model.locale) else {
        return;
    };
    match trouble {
        // Being offline is said by the panel's own line.
        Trouble::Network | Trouble::Absent => send(Msg::Offline),
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
            enter(&edge, agent, credential).await;
            poll().await;
            follow();
            survey().await;
        }
        Err(Trouble::SignedOut) => {
            forget_secret();
            send(Msg::SignInRefused);
        }
        Err(Trouble::Absent) => send(Msg::PageOnly),
        Err(Trouble::Network | Trouble::Problem(500.., _)) => {
            send(Msg::Offline);
            follow();
        }
        // It may be let in another time: the key stays.
        Err(trouble @ (Trouble::Refused(_) | Trouble::Problem(..))) => report(trouble),
    }
}

/// Goes in with a session: what an invitation became is kept, and the brand's policy read.
async fn enter(edge: &Edge, agent: Agent, credential: Option<String>) {
    if let Some(credential) = credential {
        keep_secret(&credential);
    }
    send(Msg::SignedIn(agent));
    learn(edge).await;
}

/// Reads the brand's policy where it is another one than before.
async fn learn(edge: &Edge) {
    if let Ok(Some(policy)) = edge.policy().await {
        let offsets = super::clock::offsets(&policy.time_zone);
        send(Msg::Policy(Box::new(policy), offsets));
    }
}

/// Asks for news again and again while the page is in view.
fn follow() {
    let is_following = with(|app| app.timers.len() > 1) == Some(true);
    if is_following {
        return;
    }
    let round = Cell::new(0_u32);
    let again = Closure::<dyn Fn()>::new(move || {
        if !document().hidden() {
            spawn_local(poll());
            if round.replace(round.get() + 1).is_multiple_of(SURVEY) {
                spawn_local(survey());
            }
        }
    });
    let timer = window().set_interval_with_callback_and_timeout_and_arguments_0(
        again.as_ref().unchecked_ref(),
        POLL,
    );
    again.forget();
    with(|app| app.timers.extend(timer));
}

/// Asks what the edge says of all cases together, the policy among it. Without an answer, what was known before stands.
async fn survey() {
    let Some(edge) = with(|app| app.edge.clone()) else {
        return;
    };
    if let (Ok(alerts), Ok(beats)) = (edge.alerts().await, edge.beats().await) {
        send(Msg::Surveyed(alerts, beats));
    }
    learn(&edge).await;
}

async fn poll() {
    let Some((edge, link)) = with(|app| (app.edge.clone(), app.model.link)) else {
        return;
    };
    match (edge.list().await, link) {
        (_, Link::PageOnly | Link::SignedOut) => {}
        (Ok(Some(items)), _) => send(Msg::Listed(items)),
        (Ok(None), Link::Offline) => send(Msg::Online),
        (Ok(None), Link::Live) => {}
        (Err(Trouble::Network | Trouble::Absent), _) => send(Msg::Offline),
        (Err(Trouble::SignedOut), _) => sign_in_again().await,
        (Err(trouble), _) => report(trouble),
    }
}

/// A session lasts an hour; the kept key opens the next one, also where none could be opened at the start.
async fn sign_in_again() {
    let Some((edge, secret)) = with(|app| app.edge.clone()).zip(secret()) else {
        return;
    };
    match edge.sign_in(&secret).await {
        Ok((agent, credential)) => enter(&edge, agent, credential).await,
        Err(Trouble::SignedOut) => {
            forget_secret();
            send(Msg::SignInRefused);
        }
        // The next round tries again.
        Err(Trouble::Network | Trouble::Absent | Trouble::Refused(_) | Trouble::Problem(..)) => {}
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
