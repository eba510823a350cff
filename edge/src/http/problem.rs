//! Errors as `application/problem+json` (RFC 9457): what was found and what was expected, in words.

use super::Reply;
use crate::store::StoreError;
use serde_json::{Map, Value};

/// An error that is somebody's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    status: u16,
    title: String,
    detail: Option<String>,
    more: Map<String, Value>,
}

impl Problem {
    /// A problem with a status and a few words.
    pub(crate) fn new(status: u16, title: &str) -> Self {
        Self {
            status,
            title: title.to_owned(),
            detail: None,
            more: Map::new(),
        }
    }

    /// The same, with a sentence.
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The same, with a value that is not what it should be. Long values are cut.
    pub(crate) fn at(mut self, path: &str, found: &str, expected: impl Into<String>) -> Self {
        let expected = expected.into();
        let found: String = found.chars().take(120).collect();
        if self.detail.is_none() {
            self.detail = Some(format!("{path}: found {found}, expected {expected}"));
        }
        self.with("path", path.into())
            .with("found", found.into())
            .with("expected", expected.into())
    }

    /// The same, with one more member.
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.to_owned(), value);
        self
    }

    /// 503: the site's owner has something left to set.
    pub(crate) fn not_configured(what: impl Into<String>) -> Self {
        Self::new(503, "not configured").detail(what)
    }

    /// 404: there is no such thing.
    pub(crate) fn not_found(what: impl Into<String>) -> Self {
        Self::new(404, "not found").detail(what)
    }

    /// 404: a case that isn't there, or not for this brand.
    pub(crate) fn no_such_case() -> Self {
        Self::not_found("no such case; it may have been erased or had its time")
    }

    /// 405: there is such a thing, but not for this method.
    pub(crate) fn method(allowed: &str) -> Self {
        Self::new(405, "method not allowed")
            .detail(format!("expected one of {allowed}"))
            .with("allow", allowed.into())
    }

    /// 401: who are you?
    pub(crate) fn unknown_caller(detail: &str) -> Self {
        Self::new(401, "not signed in").detail(detail)
    }
}

impl From<StoreError> for Problem {
    /// 500: ours, and worth another try.
    fn from(error: StoreError) -> Self {
        Self::new(500, "the store failed").detail(error.0)
    }
}

impl From<Problem> for Reply {
    fn from(problem: Problem) -> Self {
        let mut body = Map::new();
        body.insert("type".into(), "about:blank".into());
        body.insert("title".into(), problem.title.into());
        body.insert("status".into(), problem.status.into());
        if let Some(detail) = problem.detail {
            body.insert("detail".into(), detail.into());
        }
        let allow = problem
            .more
            .get("allow")
            .and_then(Value::as_str)
            .map(str::to_owned);
        body.extend(problem.more);
        let mut reply =
            Self::json(problem.status, &Value::Object(body)).typed("application/problem+json");
        if let Some(allow) = allow {
            reply = reply.header("allow", &allow);
        }
        if problem.status == 401 {
            reply = reply.header("www-authenticate", "Bearer");
        }
        reply
    }
}
