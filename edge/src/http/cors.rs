//! Which pages may call the API: the Worker's own, and those whose exact origin a brand allows.
//!
//! No cookies are used, so there is nothing that another page could ride on; the list keeps honest pages honest.

use super::problem::Problem;
use super::{Call, Reply};
use crate::app::App;
use crate::store::keys::Brand;

/// How long a browser may remember a preflight, in seconds; Chromium caps it at two hours.
const REMEMBER: &str = "7200";

/// Refuses pages of other origins.
///
/// # Errors
/// 403 where the request names an origin that is neither ours nor allowed.
pub(crate) fn check<S>(app: &App<S>, call: &Call, brand: Option<&Brand>) -> Result<(), Problem> {
    match call.header("origin") {
        Some(origin) if origin != call.origin && !app.settings.allows(brand, origin) => {
            Err(Problem::new(403, "origin not allowed").at(
                "origin",
                origin,
                "one that ORIGINS names for this brand",
            ))
        }
        Some(_) | None => Ok(()),
    }
}

/// Answers a preflight.
pub(crate) fn preflight<S>(app: &App<S>, call: &Call) -> Result<Reply, Problem> {
    check(app, call, None)?;
    Ok(Reply::empty(204)
        .header("access-control-allow-methods", "GET, POST, PUT, DELETE")
        .header(
            "access-control-allow-headers",
            "authorization, content-type, idempotency-key, if-match, if-none-match",
        )
        .header("access-control-max-age", REMEMBER))
}

/// Lets the page that asked read the answer, where it may.
pub(crate) fn open<S>(app: &App<S>, call: &Call, reply: Reply) -> Reply {
    let Some(origin) = call.header("origin") else {
        return reply.header("vary", "origin");
    };
    let reply = reply.header("vary", "origin");
    if origin != call.origin && !app.settings.allows(None, origin) {
        return reply;
    }
    let origin = origin.to_owned();
    reply
        .header("access-control-allow-origin", &origin)
        .header("access-control-expose-headers", "etag")
}
