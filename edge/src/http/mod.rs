//! The API: requests in, replies out, without a Workers type in sight.

mod access;
mod acts;
mod agents;
mod auth;
mod cases;
mod commands;
mod contact;
mod cors;
mod dead;
mod drafting;
mod erasure;
mod export;
mod health;
mod outbox;
mod policy;
mod posts;
pub(crate) mod problem;
mod reading;
pub(crate) mod roles;
pub(crate) mod router;
mod sending;
mod session;
mod setup;
mod stats;
mod token;
mod turns;

use crate::signature::Headers;
use crate::store::Entry;
use crate::store::keys::{Brand, CaseId};
use ::http::Method;
use accalmie_shared::json::Wrong;
use problem::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

// Only the runtime's entry and the tests call it.
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) use router::answer;

/// The most bytes of an API request: a post of a million characters fits, a film doesn't.
const BODY_LIMIT: usize = 4 * 1024 * 1024;

/// One request, read.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// The method.
    pub(crate) method: Method,
    /// The path, as it was sent.
    pub(crate) path: String,
    /// What stands after the question mark, as it was sent.
    pub(crate) query: String,
    /// The headers, by their names in small letters.
    pub(crate) headers: Headers,
    /// The raw body; empty where it was too large to be read.
    pub(crate) body: Vec<u8>,
    /// What the request says of the body's length, where it was too large to be read.
    pub(crate) oversize: Option<usize>,
    /// The origin that the request was sent to.
    pub(crate) origin: String,
}

impl Call {
    /// The first value of a query parameter.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }

    /// A header's text; none where it is missing.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// Whether the body says it is JSON.
    pub(crate) fn is_json(&self) -> bool {
        let kind = self.header("content-type").unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/json")
            || kind.to_ascii_lowercase().ends_with("+json")
    }

    /// The raw body.
    ///
    /// # Errors
    /// 413 where it is larger than `limit`.
    pub(crate) fn body_within(&self, limit: usize) -> Result<&[u8], Problem> {
        let length = self.oversize.unwrap_or(self.body.len());
        if length > limit {
            return Err(Problem::new(413, "body too large").at(
                "body",
                &format!("{length} bytes"),
                format!("at most {limit} bytes"),
            ));
        }
        Ok(&self.body)
    }

    /// The body as a value.
    ///
    /// # Errors
    /// 413 too large, 415 no JSON by its own word, 400 no JSON after all or invalid UTF-8, 422 JSON of another shape.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let body = self.body_within(BODY_LIMIT)?;
        if !self.is_json() {
            let found = self.header("content-type").unwrap_or("nothing");
            return Err(Problem::new(415, "unsupported media type").at(
                "content-type",
                found,
                "application/json",
            ));
        }
        let text = std::str::from_utf8(body).map_err(|error| {
            Problem::new(400, "body is not UTF-8").at(
                "body",
                &format!("an invalid byte at {}", error.valid_up_to()),
                "UTF-8",
            )
        })?;
        let read = accalmie_shared::json::read(text);
        read.map_err(|wrong| unexpected(text, &wrong))
    }
}

/// 400 for what is no JSON at all, 422 for JSON of another shape.
fn unexpected(text: &str, wrong: &Wrong) -> Problem {
    if let Err(error) = serde_json::from_str::<Value>(text) {
        return Problem::new(400, "body is not JSON").detail(error.to_string());
    }
    let path = accalmie_shared::json::written(&wrong.path);
    Problem::new(422, "unexpected value")
        .detail(wrong.to_string())
        .with("path", path.into())
}

/// What a handler gives back.
pub(crate) type Outcome = Result<Reply, Problem>;

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    /// The HTTP status.
    pub(crate) status: u16,
    /// Headers besides those that every answer has.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The body.
    pub(crate) body: String,
    /// Cases whose inbox entry is behind now: brought up to date after the answer is out.
    pub(crate) touched: Vec<(Brand, CaseId)>,
    /// What may be written after the answer is out: losing it would lose nothing.
    pub(crate) notes: Vec<Entry>,
    /// The brand in whose batches something waits now.
    pub(crate) work: Option<Brand>,
}

impl Reply {
    /// An answer with a JSON body.
    pub(crate) fn json(status: u16, body: &impl Serialize) -> Self {
        Self::raw(status, "application/json", crate::json(body))
    }

    /// An answer with a JSON object.
    pub(crate) fn object(status: u16, body: crate::Object) -> Self {
        Self::raw(status, "application/json", body.end())
    }

    /// An answer in plain text.
    pub(crate) fn text(status: u16, body: String) -> Self {
        Self::raw(status, "text/plain; charset=utf-8", body)
    }

    /// An answer of any type.
    pub(crate) fn raw(status: u16, kind: &str, body: String) -> Self {
        Self {
            status,
            headers: vec![("content-type", kind.to_owned())],
            body,
            touched: Vec::new(),
            notes: Vec::new(),
            work: None,
        }
    }

    /// An answer without a body.
    pub(crate) const fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: String::new(),
            touched: Vec::new(),
            notes: Vec::new(),
            work: None,
        }
    }

    /// The same, of another type.
    fn typed(mut self, kind: &str) -> Self {
        self.headers.retain(|(name, _)| *name != "content-type");
        self.header("content-type", kind)
    }

    /// The same, with one more header.
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// The same, with cases to bring up to date afterwards.
    pub(crate) fn touching(
        mut self,
        brand: &Brand,
        cases: impl IntoIterator<Item = CaseId>,
    ) -> Self {
        self.touched
            .extend(cases.into_iter().map(|case| (brand.clone(), case)));
        self
    }

    /// The same, with something to write afterwards.
    pub(crate) fn noting(mut self, entry: Entry) -> Self {
        self.notes.push(entry);
        self
    }

    /// The same, with work left in the brand's batches.
    pub(crate) fn leaving_work(mut self, brand: &Brand) -> Self {
        self.work = Some(brand.clone());
        self
    }

    /// The same with an `ETag`, or 304 where the caller has this very answer already.
    pub(crate) fn cached(self, call: &Call) -> Self {
        let tag = format!("\"{}\"", crate::store::keys::digest(&["etag", &self.body]));
        let known = call.header("if-none-match").unwrap_or_default();
        if known
            .split(',')
            .any(|known| known.trim().trim_start_matches("W/") == tag)
        {
            return Self::empty(304).header("etag", &tag);
        }
        self.header("etag", &tag)
            .header("cache-control", "private, no-cache")
    }
}

#[cfg(test)]
mod tests;
