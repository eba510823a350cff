//! What is kept, behind the four acts that Workers KV has, the one it can't promise, and the inbox's index.
//!
//! Two implementations: [`kv`] on the Workers runtime, [`memory`] for native tests, with a switch that makes writes fail.

#[cfg(target_arch = "wasm32")]
pub(crate) mod desk;
pub(crate) mod index;
pub(crate) mod keys;
#[cfg(target_arch = "wasm32")]
pub(crate) mod kv;
#[cfg(test)]
pub(crate) mod memory;

use serde_json::value::RawValue;
use std::fmt;

/// The most keys one bulk read takes, by the KV documentation.
pub(crate) const BULK: usize = 100;

/// The most bytes of metadata a key takes, by the KV documentation.
pub(crate) const METADATA_LIMIT: usize = 1024;

/// The shortest life KV gives a key, in seconds.
const SHORTEST_TTL: u32 = 60;

/// Why the store could not do what it was asked: always the infrastructure's fault, never the caller's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoreError(pub(crate) String);

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the store failed: {}", self.0)
    }
}

impl std::error::Error for StoreError {}

/// How old an answer may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Freshness {
    /// As fresh as KV can.
    Latest,
    /// Up to a minute old, and fast: for what changes rarely and is read by each request.
    Minute,
}

/// One key to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The key, from [`keys`].
    pub(crate) key: String,
    /// The value; empty where everything stands in the metadata.
    pub(crate) value: String,
    /// JSON of at most [`METADATA_LIMIT`] bytes, returned by lists.
    pub(crate) metadata: Option<String>,
    /// Seconds to live; none for ever. Less than a minute counts as a minute.
    pub(crate) ttl: Option<u32>,
}

impl Entry {
    /// A key with a value and nothing else.
    pub(crate) fn new(key: String, value: String) -> Self {
        Self {
            key,
            value,
            metadata: None,
            ttl: None,
        }
    }

    /// The same, expiring after `seconds`.
    pub(crate) fn living(mut self, seconds: u32) -> Self {
        self.ttl = Some(seconds.max(SHORTEST_TTL));
        self
    }

    /// The same, with metadata where it fits; without where it doesn't.
    pub(crate) fn with_metadata(mut self, json: String) -> Self {
        self.metadata = (json.len() <= METADATA_LIMIT).then_some(json);
        self
    }
}

/// One key of a list.
#[derive(Debug)]
pub(crate) struct Listed {
    /// The whole key.
    pub(crate) key: String,
    /// What was written with it.
    pub(crate) metadata: Option<Box<RawValue>>,
}

/// One page of a list, sorted by key.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The keys; an empty page can still have a cursor.
    pub(crate) keys: Vec<Listed>,
    /// Where the next page starts, if there is one.
    pub(crate) cursor: Option<String>,
}

/// Whether a value took its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum First {
    /// It did, and is kept.
    Ours,
    /// Somebody was faster: this is what they put.
    Theirs(String),
}

/// What the edge asks of its storage.
pub(crate) trait Store: index::Index {
    /// Reads one value.
    async fn get(&self, key: &str, freshness: Freshness) -> Result<Option<String>, StoreError>;

    /// Reads up to [`BULK`] values at once, in the order of the keys.
    async fn get_bulk(&self, keys: &[String]) -> Result<Vec<Option<String>>, StoreError>;

    /// Writes one key, over whatever was there.
    async fn put(&self, entry: Entry) -> Result<(), StoreError>;

    /// Removes one key; removing what is not there is no error.
    async fn delete(&self, key: &str) -> Result<(), StoreError>;

    /// Lists the keys under a prefix, at most 1000 a page.
    async fn list(
        &self,
        prefix: &str,
        cursor: Option<&str>,
        limit: u16,
    ) -> Result<Page, StoreError>;

    /// Keeps `value` under `key` of `scope` for `ttl` seconds if exactly `from` is there (nothing, for none), exactly
    /// and at once. Otherwise gives what is there, the empty text for nothing.
    /// This is the one thing KV can't promise: on the Workers runtime a Durable Object a scope answers.
    async fn swap(
        &self,
        scope: &str,
        key: &str,
        from: Option<&str>,
        value: &str,
        ttl: u32,
    ) -> Result<First, StoreError>;

    /// Keeps `value` if nothing is there yet; see [`Store::swap`].
    async fn first(
        &self,
        scope: &str,
        key: &str,
        value: &str,
        ttl: u32,
    ) -> Result<First, StoreError> {
        self.swap(scope, key, None, value, ttl).await
    }

    /// Has what waits in the brand's batches worked off soon, by an invocation of its own. Where that fails the clock
    /// does it.
    async fn work(&self, brand: &keys::Brand) -> Result<(), StoreError>;
}

/// So often [`set`] looks again at what is there: each time somebody else was faster.
const TRIES: usize = 4;

/// Keeps `value` under `key` of `scope` for `ttl` seconds, over whatever was there; see [`Store::swap`].
pub(crate) async fn set(
    store: &impl Store,
    scope: &str,
    key: &str,
    value: &str,
    ttl: u32,
) -> Result<(), StoreError> {
    let mut known: Option<String> = None;
    for _ in 0..TRIES {
        match store.swap(scope, key, known.as_deref(), value, ttl).await? {
            First::Ours => return Ok(()),
            First::Theirs(kept) => known = Some(kept).filter(|kept| !kept.is_empty()),
        }
    }
    Err(StoreError(format!("{key} changes all the time")))
}

/// Reads any number of values, in as few bulk reads as there can be, in the order of the keys.
pub(crate) async fn get_all(
    store: &impl Store,
    keys: &[String],
) -> Result<Vec<Option<String>>, StoreError> {
    let pages = keys.chunks(BULK).map(|keys| store.get_bulk(keys));
    let pages = futures_util::future::try_join_all(pages).await?;
    Ok(pages.into_iter().flatten().collect())
}

/// Lists everything under a prefix. `most` bounds the calls, so that a full store can't eat an invocation.
pub(crate) async fn list_all(
    store: &impl Store,
    prefix: &str,
    most: usize,
) -> Result<Page, StoreError> {
    let mut all = Page::default();
    for _ in 0..most {
        let page = store.list(prefix, all.cursor.as_deref(), 1000).await?;
        all.keys.extend(page.keys);
        all.cursor = page.cursor;
        if all.cursor.is_none() {
            break;
        }
    }
    Ok(all)
}

/// Writes all entries at once and answers when the last one is written.
///
/// # Errors
/// When any write failed; the others may have happened. Writing the same entries again is always safe.
pub(crate) async fn put_all(store: &impl Store, entries: Vec<Entry>) -> Result<(), StoreError> {
    futures_util::future::try_join_all(entries.into_iter().map(|entry| store.put(entry))).await?;
    Ok(())
}
