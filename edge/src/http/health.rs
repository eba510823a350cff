//! `GET /health`: whether the Worker runs, and whether its owner has something left to set.

use super::Reply;
use crate::app::App;
use serde_json::json;

/// The answer; what is wrong is named by binding, never by value.
pub(crate) fn read<S>(app: &App<S>) -> Reply {
    let mut faults = app.settings.faults.clone();
    if app.settings.token_key().is_none()
        && faults.iter().all(|fault| !fault.starts_with("TOKEN_KEY"))
    {
        faults.push("TOKEN_KEY: found nothing, expected a secret of at least 32 bytes".into());
    }
    let status = if faults.is_empty() {
        "ok"
    } else {
        "incomplete"
    };
    Reply::json(
        200,
        &json!({"status": status, "version": env!("CARGO_PKG_VERSION"), "faults": faults}),
    )
    .header("cache-control", "no-store")
}
