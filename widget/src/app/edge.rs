//! The client of the edge's API.

use super::Config;
use crate::keyed::Keyed;
use crate::state::{
    ACCESS, Act, Agent, Alert, Detail, Gate, Outside, PagePost, Route, Seen, Unsure, Ways, whole,
};
use crate::strings::{Locale, Word};
use crate::wire::{self, Misfit, Write, records};
use accalmie_shared::policy::{Policy, Text};
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::Entry as Item;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

/// The status of an answer that is as it was.
const NOT_MODIFIED: u16 = 304;

/// The edge of one brand.
pub(crate) struct Edge {
    base: String,
    brand: String,
    token: RefCell<Option<String>>,
    /// The version of the list that was seen last.
    seen: RefCell<Option<String>>,
    /// The version of the policy that was read last.
    learned: RefCell<Option<String>>,
}

/// Why the edge did not do what was asked.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// It does not answer.
    Network,
    /// There is no such service at this address.
    Absent,
    /// It does not know who asks.
    SignedOut,
    /// The core refused the command, in words.
    Refused(String),
    /// It answered with a problem: the status and what it says.
    Problem(u16, String),
}

struct Session {
    token: String,
    agent: Agent,
    credential: Option<String>,
}

struct List {
    items: Vec<Item>,
    cursor: Option<String>,
}

struct Problem {
    title: Option<String>,
    detail: Option<String>,
    words: Option<Text>,
    refusal: Option<Holder>,
}

/// Of all refusals, only that of a case that somebody else was quicker to take comes as a surprise.
struct Holder {
    refusal: String,
    name: Option<String>,
}

struct Written {
    policy: Policy,
}

struct Stats {
    alerts: Vec<Alert>,
}

struct Health {
    platforms: Keyed<Beat>,
}

struct Beat {
    last_delivery: Option<Timestamp>,
}

records! {
    Session { token, agent, credential }
    Agent { id, name }
    List { items, cursor }
    Detail { id, case, suggestions, recent }
    Problem { title, detail, words, refusal }
    Written { policy }
    Stats { alerts }
    Alert { topic, cases, count, since }
    Health { platforms }
    Beat { last_delivery }
    Outside { ways, acts }
    Ways { public, private, hide }
    Gate { open, code, words }
    Unsure { id, state, at, words }
    Holder { refusal, name }
}

impl Edge {
    /// A client that is not signed in.
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            base: config.api.clone(),
            brand: config.brand.clone(),
            token: RefCell::new(None),
            seen: RefCell::new(None),
            learned: RefCell::new(None),
        }
    }

    /// Exchanges a key, or the word of Cloudflare Access, for a session: who it is, and the credential to keep where the key was an invitation.
    pub(crate) async fn sign_in(&self, secret: &str) -> Result<(Agent, Option<String>), Trouble> {
        let body = if secret == ACCESS {
            write(&[("brand", &self.brand)])
        } else {
            write(&[("secret", &secret)])
        };
        let (answer, _) = self.call("POST", "v1/session", Some(body), None).await?;
        let session: Session = read(&answer)?;
        self.token.replace(Some(session.token));
        Ok((session.agent, session.credential))
    }

    /// The cases, all pages of them; none where nothing has changed since the last call.
    pub(crate) async fn list(&self) -> Result<Option<Vec<Item>>, Trouble> {
        /// The most rows that a queue is asked for at once.
        const LIMIT: usize = 100;
        let mut path = format!("v1/cases?limit={LIMIT}");
        let mut items: Vec<Item> = Vec::new();
        loop {
            let seen = if items.is_empty() {
                self.seen.borrow().clone()
            } else {
                None
            };
            let answer = self
                .call("GET", &path, None, seen.map(|etag| ("if-none-match", etag)))
                .await;
            let (answer, etag) = match answer {
                Err(Trouble::Problem(NOT_MODIFIED, _)) => return Ok(None),
                answer => answer?,
            };
            let is_first = items.is_empty();
            let list: List = read(&answer)?;
            items.extend(list.items);
            // A page's tag tells of that page alone: only where it is the whole list does it tell of the list.
            let is_whole = is_first && list.cursor.is_none();
            self.seen.replace(etag.filter(|_| is_whole));
            match list.cursor {
                Some(cursor) => {
                    path = format!(
                        "v1/cases?limit={LIMIT}&cursor={}",
                        js_sys::encode_uri_component(&cursor)
                    )
                }
                None => return Ok(Some(items)),
            }
        }
    }

    /// The cases that the list leaves out: the last settled ones, and those put aside.
    pub(crate) async fn aside(&self) -> Result<Vec<Item>, Trouble> {
        let mut items = Vec::new();
        for path in [
            "v1/cases?limit=100&stage=resolved",
            "v1/cases?limit=100&snoozed=true",
        ] {
            let (answer, _) = self.call("GET", path, None, None).await?;
            items.extend(read::<List>(&answer)?.items);
        }
        Ok(items)
    }

    /// What many customers complain of at once.
    pub(crate) async fn alerts(&self) -> Result<Vec<Alert>, Trouble> {
        let (answer, _) = self.call("GET", "v1/stats", None, None).await?;
        read::<Stats>(&answer).map(|stats| stats.alerts)
    }

    /// When each platform last delivered something; none for one that never did.
    pub(crate) async fn beats(&self) -> Result<Vec<(String, Option<Timestamp>)>, Trouble> {
        let (answer, _) = self.call("GET", "v1/health", None, None).await?;
        let health: Health = read(&answer)?;
        let beats = health.platforms.iter();
        Ok(beats
            .map(|(name, beat)| (name.clone(), beat.last_delivery))
            .collect())
    }

    /// One case.
    pub(crate) async fn case(&self, id: &str) -> Result<Detail, Trouble> {
        let (answer, _) = self
            .call(
                "GET",
                &format!("v1/cases/{}", js_sys::encode_uri_component(id)),
                None,
                None,
            )
            .await?;
        read(&answer)
    }

    /// Gives the edge the posts of a case that stand on the page: opens or extends the case.
    pub(crate) async fn post(&self, posts: &[PagePost]) -> Result<Detail, Trouble> {
        /// So many are given at most, the newest: the edge takes no more than 50.
        const MOST: usize = 40;
        let mut posts: Vec<&PagePost> = posts.iter().collect();
        posts.sort_by_key(|post| post.at);
        let last = posts.iter().rposition(|post| !post.own);
        let post = last.map(|place| Shown(posts.remove(place)));
        let others = posts.iter().rev().take(MOST).rev();
        let others: Vec<Shown> = others.map(|post| Shown(post)).collect();
        let body = write(&[("post", &post), ("others", &others)]);
        let (answer, _) = self.call("POST", "v1/posts", Some(body), None).await?;
        read(&answer)
    }

    /// Gives the edge an act: at the desk, or for the platform itself. The same act twice is done once. None where
    /// nobody knows whether the platform did it.
    pub(crate) async fn give(&self, act: &Act) -> Result<Option<Detail>, Trouble> {
        let room = match act.route {
            Route::Desk => "commands",
            Route::Platform => "acts",
        };
        let path = format!("v1/cases/{}/{room}", js_sys::encode_uri_component(&act.key));
        let key = Some(("idempotency-key", act.id.clone()));
        let (answer, _) = self
            .call("POST", &path, Some(wire::write(&act.command)), key)
            .await?;
        // An answer without a case is the 202 of an act whose end nobody knows.
        if act.route == Route::Platform && read::<Detail>(&answer).is_err() {
            return Ok(None);
        }
        read(&answer).map(Some)
    }

    /// What can be done on the platform itself.
    pub(crate) async fn outside(&self, case: &str) -> Result<Outside, Trouble> {
        let path = format!("v1/cases/{}/acts", js_sys::encode_uri_component(case));
        let (answer, _) = self.call("GET", &path, None, None).await?;
        read(&answer)
    }

    /// Says what a person saw of an act on the platform.
    pub(crate) async fn seen(&self, case: &str, act: &str, seen: Seen) -> Result<Detail, Trouble> {
        let case = js_sys::encode_uri_component(case);
        let path = format!("v1/cases/{case}/acts/{}", js_sys::encode_uri_component(act));
        let body = write(&[("done", &(seen == Seen::There))]);
        let (answer, _) = self.call("POST", &path, Some(body), None).await?;
        read(&answer)
    }

    /// What the brand decides; none where it is what was read last.
    pub(crate) async fn policy(&self) -> Result<Option<Policy>, Trouble> {
        let before = self.learned.borrow().clone();
        let before = before.map(|etag| ("if-none-match", etag));
        match self.call("GET", "v1/policy", None, before).await {
            Err(Trouble::Problem(NOT_MODIFIED, _)) => Ok(None),
            Err(trouble) => Err(trouble),
            Ok((answer, etag)) => {
                let written: Written = read(&answer)?;
                self.learned.replace(etag);
                Ok(Some(written.policy))
            }
        }
    }

    /// One request: the body and the ETag.
    async fn call(
        &self,
        method: &str,
        path: &str,
        body: Option<String>,
        header: Option<(&str, String)>,
    ) -> Result<(String, Option<String>), Trouble> {
        let init = RequestInit::new();
        init.set_method(method);
        let headers = Headers::new().map_err(|_| Trouble::Network)?;
        let add = |name: &str, value: &str| headers.set(name, value).map_err(|_| Trouble::Network);
        // The edge words a refusal in the language of the person who is refused.
        let lang = super::with(|app| app.model.locale.tag()).unwrap_or("fr");
        add("accept-language", lang)?;
        if let Some(token) = &*self.token.borrow() {
            add("authorization", &format!("Bearer {token}"))?;
        }
        if let Some((name, value)) = header {
            add(name, &value)?;
        }
        if let Some(body) = body {
            add("content-type", "application/json")?;
            init.set_body(&body.into());
        }
        init.set_headers(&headers);
        if method != "GET" {
            // What a person did reaches the edge even if they leave the page this moment.
            let _ = js_sys::Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE);
        }
        let sent = super::window().fetch_with_str_and_init(&format!("{}{path}", self.base), &init);
        let response: Response = JsFuture::from(sent)
            .await
            .map_err(|_| Trouble::Network)?
            .unchecked_into();
        let text = match response.text() {
            Ok(text) => JsFuture::from(text).await.ok(),
            Err(_) => None,
        };
        let text = text.and_then(|text| text.as_string()).unwrap_or_default();
        match response.status() {
            200..300 => Ok((text, response.headers().get("etag").ok().flatten())),
            401 => Err(Trouble::SignedOut),
            status => Err(trouble(status, path, &text)),
        }
    }
}

fn trouble(status: u16, path: &str, text: &str) -> Trouble {
    /// The status of a command that the core refuses.
    const CONFLICT: u16 = 409;
    match (status, wire::read::<Problem>(text)) {
        (_, Ok(problem)) => {
            let locale = super::with(|app| app.model.locale).unwrap_or(Locale::Fr);
            let held = problem.refusal.filter(|one| one.refusal == "claimed_by");
            let held = held.and_then(|held| held.name);
            let held = held.map(|name| locale.fill(Word::HeldBy, &[("name", &name)]));
            let words = problem
                .words
                .map(|words| words.within(locale.lang()).to_owned());
            let plain = problem.detail.or(problem.title).unwrap_or_default();
            let why = held.or(words).unwrap_or(plain);
            if status == CONFLICT {
                Trouble::Refused(why)
            } else {
                Trouble::Problem(status, why)
            }
        }
        // A static host answers with a page of its own, not with a problem in JSON.
        (404 | 405 | 501, Err(_)) if path == "v1/session" => Trouble::Absent,
        (_, Err(_)) => Trouble::Problem(status, String::new()),
    }
}

fn read<T: wire::Read>(text: &str) -> Result<T, Trouble> {
    wire::read(text).map_err(|misfit: Misfit| {
        let why = format!("found something else, expected {}", misfit.expected());
        Trouble::Problem(200, why)
    })
}

/// A post as the page shows it.
struct Shown<'a>(&'a PagePost);

impl Write for Shown<'_> {
    fn write(&self, out: &mut wire::Text) {
        let post = self.0;
        out.object(&[
            ("id", &post.id),
            ("thread", &post.thread),
            ("parent", &post.parent),
            ("author", &whole(post).author),
            ("text", &post.text),
            ("url", &post.url),
            ("at", &post.at),
            ("own", &post.own),
        ]);
    }
}

fn write(fields: &[(&str, &dyn Write)]) -> String {
    let mut text = wire::Text::default();
    text.object(fields);
    text.into_string()
}
