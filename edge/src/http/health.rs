//! `GET /health` and `GET /v1/health`: whether the Worker runs, and whether its owner has something left to set.

use super::auth::Person;
use super::{Outcome, Reply};
use crate::app::App;
use crate::store::{self, Store, keys};
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

/// `GET /v1/health`: when each platform of the brand last delivered something; null for one that never did.
pub(crate) async fn platforms<S: Store>(app: &App<S>, person: &Person) -> Outcome {
    let brand = &person.brand;
    let names: Vec<&str> = app
        .settings
        .platforms(brand)
        .map(|platform| platform.name())
        .collect();
    let keys: Vec<String> = names
        .iter()
        .map(|name| keys::last_delivery(brand, name))
        .collect();
    let found = store::get_all(&app.store, &keys).await?;
    let moments = found
        .into_iter()
        .map(|text| text.and_then(|text| text.parse::<i64>().ok()));
    let platforms = names.into_iter().zip(moments);
    let platforms: serde_json::Map<_, _> = platforms
        .map(|(name, at)| (name.to_owned(), json!({"last_delivery": at})))
        .collect();
    Ok(Reply::json(
        200,
        &json!({"platforms": platforms, "faults": app.settings.faults}),
    ))
}
