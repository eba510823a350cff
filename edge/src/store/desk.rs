//! What the store asks of the Durable Object: an address, JSON in, JSON out. What answers is [`crate::desk`].

use super::{First, StoreError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use worker::{Date, Env, Method, Request, RequestInit};

/// The name of the Durable Object binding.
const BINDING: &str = "DESK";

/// Keeps a value if what is there is what the caller takes to be there.
pub(crate) const SWAP: &str = "swap";

/// Has what waits in batches worked off; not a statement.
pub(crate) const WORK: &str = "work";

/// What is kept once.
#[derive(Serialize)]
pub(crate) struct Keep<'a> {
    pub(crate) key: &'a str,
    /// What must be there; none for nothing.
    pub(crate) from: Option<&'a str>,
    pub(crate) value: &'a str,
    /// Milliseconds since 1970.
    pub(crate) now: i64,
    /// Milliseconds since 1970; forgotten afterwards.
    pub(crate) until: i64,
}

/// The moment, in milliseconds since 1970.
pub(crate) fn now() -> i64 {
    Date::now().as_millis() as i64
}

/// Asks the object of a scope; the answer as it was written.
async fn ask(
    env: &Env,
    scope: &str,
    act: &str,
    body: String,
) -> std::result::Result<String, StoreError> {
    let failed = |error: worker::Error| StoreError(format!("{BINDING}: {error}"));
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_body(Some(body.into()));
    // A Durable Object wants an address; only its last part means anything.
    let request = Request::new_with_init(&format!("https://desk/{act}"), &init).map_err(failed)?;
    let object = env
        .durable_object(BINDING)
        .and_then(|namespace| namespace.get_by_name(scope))
        .map_err(failed)?;
    let mut response = object.fetch_with_request(request).await.map_err(failed)?;
    response.text().await.map_err(failed)
}

/// Asks, and reads the answer.
pub(super) async fn read<T: DeserializeOwned>(
    env: &Env,
    scope: &str,
    act: &str,
    body: &impl Serialize,
) -> std::result::Result<T, StoreError> {
    let text = ask(env, scope, act, crate::json(body)).await?;
    serde_json::from_str(&text)
        .map_err(|error| StoreError(format!("{BINDING}: {act} answers otherwise: {error}")))
}

/// Asks for something that has no answer.
pub(super) async fn tell(
    env: &Env,
    scope: &str,
    act: &str,
    body: &impl Serialize,
) -> std::result::Result<(), StoreError> {
    ask(env, scope, act, crate::json(body)).await.map(|_| ())
}

/// Has the brand's batches worked off; see [`super::Store::work`].
pub(super) async fn work(env: &Env, brand: &str) -> std::result::Result<(), StoreError> {
    ask(env, brand, WORK, brand.to_owned()).await.map(|_| ())
}

/// Asks the object of a scope; see [`super::Store::swap`].
pub(super) async fn swap(
    env: &Env,
    scope: &str,
    key: &str,
    from: Option<&str>,
    value: &str,
    ttl: u32,
) -> std::result::Result<First, StoreError> {
    let keep = Keep {
        key,
        from,
        value,
        now: now(),
        until: now() + i64::from(ttl) * 1000,
    };
    let theirs: Option<String> = read(env, scope, SWAP, &keep).await?;
    Ok(theirs.map_or(First::Ours, First::Theirs))
}
