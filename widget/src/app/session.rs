//! Signing in to the edge, and asking it for news from then on.

use super::edge::{Edge, Trouble};
use super::effects::report;
use super::{document, send, storage, window, with};
use crate::state::view::Link;
use crate::state::{Agent, Msg};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// How often the edge is asked for news, in milliseconds. An unchanged list costs one short answer.
const POLL: i32 = 4_000;

/// News come in so many steps: every so often, what the edge says of all cases together is asked for too. A minute.
const SURVEY: u32 = 15;

/// A sign-in link carries the key behind `#accalmie=`; the key alone is as good.
pub(super) fn secret_of(given: &str) -> &str {
    given
        .trim()
        .split_once("#accalmie=")
        .map_or(given.trim(), |(_, secret)| secret)
}

/// Keeps the key in this browser; where that can't be, for this page.
pub(super) fn keep_secret(secret: &str) {
    if !storage::set("key", secret) {
        with(|app| app.config.secret = Some(secret.to_owned()));
    }
}

/// The key that is kept.
fn secret() -> Option<String> {
    storage::get("key").or_else(|| with(|app| app.config.secret.clone()).flatten())
}

/// Forgets a key that lets nobody in.
fn forget(key: &str) {
    let was_link = with(|app| app.config.link.take_if(|link| link == key).is_some());
    if was_link != Some(true) {
        storage::remove("key");
        with(|app| app.config.secret = None);
    }
}

/// Signs in with the key of the link that was followed here, else with the one that is kept; none where there is neither.
/// What is to be kept comes with it.
async fn sign_in() -> Option<(Rc<Edge>, Result<(Agent, String), Trouble>)> {
    let edge = with(|app| app.edge.clone())?;
    let link = with(|app| app.config.link.clone()).flatten();
    let mut signed = None;
    for key in [link, secret()].into_iter().flatten() {
        match edge.sign_in(&key).await {
            Err(Trouble::SignedOut) => {
                forget(&key);
                signed = Some(Err(Trouble::SignedOut));
            }
            Ok((agent, credential)) => {
                with(|app| app.config.link = None);
                return Some((edge, Ok((agent, credential.unwrap_or(key)))));
            }
            Err(trouble) => return Some((edge, Err(trouble))),
        }
    }
    Some((edge, signed?))
}

/// Signs in with the key that is kept, and follows the edge's list from then on.
pub(crate) async fn connect() {
    let Some((edge, signed)) = sign_in().await else {
        return;
    };
    match signed {
        Ok((agent, credential)) => {
            enter(&edge, agent, credential).await;
            poll().await;
            follow();
            survey().await;
        }
        Err(Trouble::SignedOut) => send(Msg::SignInRefused),
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
async fn enter(edge: &Edge, agent: Agent, credential: String) {
    keep_secret(&credential);
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
        // What the edge could not take at first is tried again.
        (Ok(None), Link::Live) => send(Msg::Again),
        (Err(Trouble::Network | Trouble::Absent), _) => send(Msg::Offline),
        (Err(Trouble::SignedOut), _) => sign_in_again().await,
        (Err(trouble), _) => report(trouble),
    }
}

/// A session lasts an hour; the kept key opens the next one, also where none could be opened at the start.
async fn sign_in_again() {
    let Some((edge, signed)) = sign_in().await else {
        return;
    };
    match signed {
        Ok((agent, credential)) => enter(&edge, agent, credential).await,
        Err(Trouble::SignedOut) => send(Msg::SignInRefused),
        // The next round tries again.
        Err(Trouble::Network | Trouble::Absent | Trouble::Refused(_) | Trouble::Problem(..)) => {}
    }
}
