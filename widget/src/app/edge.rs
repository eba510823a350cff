//! The client of the edge's API.

use super::Config;
use crate::state::{Agent, Detail, PagePost};
use crate::wire::{self, Misfit, Write, records};
use accalmie_shared::case::Command;
use accalmie_shared::policy::Policy;
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
    token: RefCell<Option<String>>,
    /// The version of the list that was seen last.
    seen: RefCell<Option<String>>,
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
}

struct Written {
    policy: Policy,
}

records! {
    Session { token, agent, credential }
    Agent { id, name }
    List { items, cursor }
    Detail { id, case, suggestions }
    Problem { title, detail }
    Written { policy }
}

impl Edge {
    /// A client that is not signed in.
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            base: config.api.clone(),
            token: RefCell::new(None),
            seen: RefCell::new(None),
        }
    }

    /// Exchanges a key for a session: who it is, and the credential to keep where the key was an invitation.
    pub(crate) async fn sign_in(&self, secret: &str) -> Result<(Agent, Option<String>), Trouble> {
        let body = write(&[("secret", &secret)]);
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
            if items.is_empty() {
                self.seen.replace(etag);
            }
            let list: List = read(&answer)?;
            items.extend(list.items);
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

    /// Gives the edge a post of the page: opens or extends its case.
    pub(crate) async fn post(&self, post: &PagePost) -> Result<Detail, Trouble> {
        let body = write(&[("post", &crate::state::whole(post))]);
        let (answer, _) = self.call("POST", "v1/posts", Some(body), None).await?;
        read(&answer)
    }

    /// Gives the edge a command. The same act twice is done once.
    pub(crate) async fn command(
        &self,
        case: &str,
        command: &Command,
        act: &str,
    ) -> Result<Detail, Trouble> {
        let path = format!("v1/cases/{}/commands", js_sys::encode_uri_component(case));
        let (answer, _) = self
            .call(
                "POST",
                &path,
                Some(wire::write(command)),
                Some(("idempotency-key", act.to_owned())),
            )
            .await?;
        read(&answer)
    }

    /// What the brand decides.
    pub(crate) async fn policy(&self) -> Result<Policy, Trouble> {
        let (answer, _) = self.call("GET", "v1/policy", None, None).await?;
        read::<Written>(&answer).map(|written| written.policy)
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
            let why = problem.detail.or(problem.title).unwrap_or_default();
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

fn write(fields: &[(&str, &dyn Write)]) -> String {
    let mut text = wire::Text::default();
    text.object(fields);
    text.into_string()
}
