//! The store on the Workers runtime: KV, and the Durable Object where KV can't promise.
//!
//! The bindings are our own and thin: a list of a thousand keys crosses the border as one string, because
//! walking its objects one property at a time costs more than everything else a request does.

use super::desk;
use super::index::{Changed, Index, Known, Placed, Question, Rank, Row, Slice};
use super::keys::{Brand, CaseId};
use super::{Entry, First, Freshness, Listed, Page, Store, StoreError};
use accalmie_shared::insight::Summary;
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::Entry as Item;
use js_sys::{Array, JSON, JsString, Map, Object, Reflect};
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;
use wasm_bindgen::prelude::*;
use worker::Env;

/// The name of the KV binding.
const BINDING: &str = "KV";

#[wasm_bindgen]
extern "C" {
    /// A KV namespace as the runtime hands it out.
    type Namespace;

    #[wasm_bindgen(method, catch, js_name = get)]
    async fn get_one(this: &Namespace, key: &str, options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = get)]
    async fn get_many(this: &Namespace, keys: &Array) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn put(
        this: &Namespace,
        key: &str,
        value: &str,
        options: &JsValue,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn delete(this: &Namespace, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn list(this: &Namespace, options: &JsValue) -> Result<JsValue, JsValue>;
}

/// Workers KV.
pub(crate) struct Kv {
    namespace: Namespace,
    env: Env,
}

impl Kv {
    /// The store behind the `KV` binding.
    ///
    /// # Errors
    /// When the Worker has no such binding.
    pub(crate) fn new(env: &Env) -> Result<Self, StoreError> {
        let namespace = Reflect::get(env, &BINDING.into()).map_err(reason)?;
        if namespace.is_undefined() {
            return Err(StoreError(format!(
                "found no binding {BINDING}, expected a KV namespace"
            )));
        }
        Ok(Self {
            namespace: namespace.unchecked_into(),
            env: env.clone(),
        })
    }
}

/// What went wrong on the other side, in its own words.
pub(crate) fn reason(error: JsValue) -> StoreError {
    let text = error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    StoreError(text.unwrap_or_else(|| format!("{error:?}")))
}

/// An object with these properties.
fn options(pairs: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a property of a plain new object can't fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// A list as KV answers it.
#[derive(Deserialize)]
struct RawPage {
    keys: Vec<RawKey>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    list_complete: bool,
}

#[derive(Deserialize)]
struct RawKey {
    name: String,
    #[serde(default)]
    metadata: Option<Box<RawValue>>,
}

impl Store for Kv {
    async fn get(&self, key: &str, freshness: Freshness) -> Result<Option<String>, StoreError> {
        let cache: u32 = match freshness {
            // The shortest that KV allows.
            Freshness::Latest => 30,
            Freshness::Minute => 60,
        };
        let options = options(&[("type", "text".into()), ("cacheTtl", cache.into())]);
        let value = self
            .namespace
            .get_one(key, &options)
            .await
            .map_err(reason)?;
        Ok(value.as_string())
    }

    async fn get_bulk(&self, keys: &[String]) -> Result<Vec<Option<String>>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let wanted: Array = keys.iter().map(|key| JsValue::from_str(key)).collect();
        let found: Map = self
            .namespace
            .get_many(&wanted)
            .await
            .map_err(reason)?
            .unchecked_into();
        Ok(wanted
            .iter()
            .map(|key| found.get(&key).as_string())
            .collect())
    }

    async fn put(&self, entry: Entry) -> Result<(), StoreError> {
        let mut pairs = Vec::with_capacity(2);
        if let Some(json) = &entry.metadata {
            pairs.push(("metadata", JSON::parse(json).map_err(reason)?));
        }
        if let Some(seconds) = entry.ttl {
            pairs.push(("expirationTtl", seconds.into()));
        }
        self.namespace
            .put(&entry.key, &entry.value, &options(&pairs))
            .await
            .map_err(reason)?;
        Ok(())
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        self.namespace.delete(key).await.map_err(reason)?;
        Ok(())
    }

    async fn list(
        &self,
        prefix: &str,
        cursor: Option<&str>,
        limit: u16,
    ) -> Result<Page, StoreError> {
        let mut pairs = vec![("prefix", prefix.into()), ("limit", limit.into())];
        if let Some(cursor) = cursor {
            pairs.push(("cursor", cursor.into()));
        }
        let answer = self
            .namespace
            .list(&options(&pairs))
            .await
            .map_err(reason)?;
        let text: JsString = JSON::stringify(&answer).map_err(reason)?;
        let page: RawPage = serde_json::from_str(&String::from(text))
            .map_err(|error| StoreError(format!("unexpected list: {error}")))?;
        Ok(Page {
            keys: page
                .keys
                .into_iter()
                .map(|key| Listed {
                    key: key.name,
                    metadata: key.metadata,
                })
                .collect(),
            cursor: page.cursor.filter(|_| !page.list_complete),
        })
    }

    async fn swap(
        &self,
        scope: &str,
        key: &str,
        from: Option<&str>,
        value: &str,
        ttl: u32,
    ) -> Result<First, StoreError> {
        desk::swap(&self.env, scope, key, from, value, ttl).await
    }

    async fn work(&self, brand: &Brand) -> Result<(), StoreError> {
        desk::work(&self.env, brand.as_str()).await
    }
}

impl Index for Kv {
    async fn index(&self, brand: &Brand, rows: &[Row]) -> Result<(), StoreError> {
        desk::tell(&self.env, brand.as_str(), "index", &rows).await
    }

    async fn unindex(&self, brand: &Brand, case: &CaseId) -> Result<(), StoreError> {
        let ask = json!({"id": case.as_str()});
        desk::tell(&self.env, brand.as_str(), "forget", &ask).await
    }

    async fn page(&self, brand: &Brand, question: &Question) -> Result<Vec<Placed>, StoreError> {
        desk::read(&self.env, brand.as_str(), "page", question).await
    }

    async fn all(
        &self,
        brand: &Brand,
        slice: &Slice<Rank>,
    ) -> Result<Vec<(Rank, Item)>, StoreError> {
        desk::read(&self.env, brand.as_str(), "all", slice).await
    }

    async fn summaries(
        &self,
        brand: &Brand,
        slice: &Slice<Changed>,
    ) -> Result<Vec<(Changed, Summary)>, StoreError> {
        desk::read(&self.env, brand.as_str(), "summaries", slice).await
    }

    async fn waiting(&self, brand: &Brand, now: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
        desk::read(&self.env, brand.as_str(), "waiting", &json!({"now": now.0})).await
    }

    async fn known(
        &self,
        brand: &Brand,
        now: Timestamp,
        digit: char,
    ) -> Result<Vec<Known>, StoreError> {
        // Ids are of the digits and `a` to `f`: none of them begins with a digit and goes on with a `g`.
        let ask = json!({"now": now.0, "from": digit.to_string(), "to": format!("{digit}g")});
        desk::read(&self.env, brand.as_str(), "known", &ask).await
    }
}
