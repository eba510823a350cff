//! The Durable Object: keeps what must be exact at once, and nothing else.
//!
//! One object a scope (a case, a brand). It knows a single act: "keep this if you have nothing, or exactly that, under
//! this key". Claims, turns and acts that a platform allows once are all made of it.

use super::{First, StoreError};
use serde::{Deserialize, Serialize};
use worker::{
    Date, DurableObject, Env, ListOptions, Method, Request, RequestInit, Response, Result, State,
    durable_object,
};

/// The name of the Durable Object binding.
const BINDING: &str = "DESK";

/// What an object is asked to keep.
#[derive(Serialize, Deserialize)]
struct Ask {
    key: String,
    value: String,
    /// Seconds.
    ttl: u32,
    /// Where it is said, the value takes the place of this one, and of nothing else.
    from: Option<String>,
}

/// What an object keeps.
#[derive(Serialize, Deserialize)]
struct Kept {
    value: String,
    /// Milliseconds since 1970; forgotten afterwards.
    until: f64,
}

/// What an object answers.
#[derive(Serialize, Deserialize)]
struct Answer {
    /// What somebody else put first; none where ours was the first.
    theirs: Option<String>,
}

/// The Durable Object.
#[durable_object(alarm)]
#[derive(Debug)]
pub struct Desk {
    state: State,
}

impl DurableObject for Desk {
    fn new(state: State, _env: Env) -> Self {
        Self { state }
    }

    /// Keeps a value if what is there is what the caller takes to be there. Nothing else runs in the object between the read and the write: the
    /// runtime holds other events back while storage is awaited.
    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let ask: Ask = request.json().await?;
        let storage = self.state.storage();
        let now = Date::now().as_millis() as f64;
        let kept: Option<Kept> = storage.get(&ask.key).await?;
        let kept = kept.filter(|kept| kept.until > now).map(|kept| kept.value);
        if kept != ask.from {
            return Response::from_json(&Answer {
                theirs: Some(kept.unwrap_or_default()),
            });
        }
        let until = now + f64::from(ask.ttl) * 1000.0;
        let value = ask.value;
        storage.put(&ask.key, Kept { value, until }).await?;
        if storage.get_alarm().await?.is_none() {
            storage.set_alarm(until as i64).await?;
        }
        Response::from_json(&Answer { theirs: None })
    }

    /// Forgets what has had its time, and comes back for the rest.
    async fn alarm(&self) -> Result<Response> {
        let storage = self.state.storage();
        let now = Date::now().as_millis() as f64;
        let all = storage.list_with_options(ListOptions::new()).await?;
        let mut next: Option<f64> = None;
        for pair in all.entries() {
            let pair = js_sys::Array::from(&pair?);
            let (Some(key), Ok(kept)) = (
                pair.get(0).as_string(),
                serde_wasm_bindgen::from_value::<Kept>(pair.get(1)),
            ) else {
                continue;
            };
            if kept.until <= now {
                storage.delete(&key).await?;
            } else {
                next = Some(next.map_or(kept.until, |next| next.min(kept.until)));
            }
        }
        if let Some(next) = next {
            storage.set_alarm(next as i64).await?;
        }
        Response::empty()
    }
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
    let failed = |error: worker::Error| StoreError(format!("{BINDING}: {error}"));
    let ask = Ask {
        key: key.to_owned(),
        value: value.to_owned(),
        ttl,
        from: from.map(str::to_owned),
    };
    let body = serde_json::to_string(&ask).map_err(|error| StoreError(error.to_string()))?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_body(Some(body.into()));
    // A Durable Object wants an address; only the object's name means anything.
    let request = Request::new_with_init("https://desk/swap", &init).map_err(failed)?;
    let object = env
        .durable_object(BINDING)
        .and_then(|namespace| namespace.get_by_name(scope))
        .map_err(failed)?;
    let mut response = object.fetch_with_request(request).await.map_err(failed)?;
    let answer: Answer = response.json().await.map_err(failed)?;
    Ok(answer.theirs.map_or(First::Ours, First::Theirs))
}
