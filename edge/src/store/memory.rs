//! A store in memory, for native tests: sorted like KV, and with a switch that makes writes fail.

use super::{Entry, First, Freshness, Listed, Page, Store, StoreError};
use serde_json::value::RawValue;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Everything in one sorted map.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Key to value and metadata.
    pub(crate) kept: RefCell<BTreeMap<String, (String, Option<String>)>>,
    firsts: RefCell<BTreeMap<String, String>>,
    /// Of a thousand writes so many fail, by a fixed sequence; 0 for a healthy store.
    pub(crate) failing: Cell<u32>,
    /// How many calls were made.
    pub(crate) calls: Cell<u32>,
    seed: Cell<u32>,
}

impl Memory {
    fn call(&self) {
        self.calls.set(self.calls.get() + 1);
    }

    /// A linear congruential step (Numerical Recipes), so that a failing test fails again.
    fn fails(&self) -> bool {
        let next = self
            .seed
            .get()
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        self.seed.set(next);
        (next >> 8) % 1000 < self.failing.get()
    }

    /// The keys under a prefix.
    pub(crate) fn keys(&self, prefix: &str) -> Vec<String> {
        let kept = self.kept.borrow();
        kept.keys()
            .filter(|key| key.starts_with(prefix))
            .cloned()
            .collect()
    }
}

impl Store for Memory {
    async fn get(&self, key: &str, _freshness: Freshness) -> Result<Option<String>, StoreError> {
        self.call();
        Ok(self.kept.borrow().get(key).map(|(value, _)| value.clone()))
    }

    async fn get_bulk(&self, keys: &[String]) -> Result<Vec<Option<String>>, StoreError> {
        assert!(
            keys.len() <= super::BULK,
            "KV refuses more than {} keys",
            super::BULK
        );
        self.call();
        let kept = self.kept.borrow();
        Ok(keys
            .iter()
            .map(|key| kept.get(key).map(|(value, _)| value.clone()))
            .collect())
    }

    async fn put(&self, entry: Entry) -> Result<(), StoreError> {
        self.call();
        assert!(
            entry.key.len() <= super::keys::KEY_LIMIT,
            "KV refuses the key {}",
            entry.key
        );
        if self.fails() {
            return Err(StoreError("switched to fail".into()));
        }
        self.kept
            .borrow_mut()
            .insert(entry.key, (entry.value, entry.metadata));
        Ok(())
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        self.call();
        self.kept.borrow_mut().remove(key);
        Ok(())
    }

    async fn list(
        &self,
        prefix: &str,
        cursor: Option<&str>,
        limit: u16,
    ) -> Result<Page, StoreError> {
        self.call();
        let kept = self.kept.borrow();
        let mut keys: Vec<Listed> = kept
            .iter()
            .filter(|(key, _)| {
                key.starts_with(prefix) && cursor.is_none_or(|cursor| key.as_str() > cursor)
            })
            .take(usize::from(limit) + 1)
            .map(|(key, (_, metadata))| Listed {
                key: key.clone(),
                metadata: metadata
                    .as_ref()
                    .and_then(|json| RawValue::from_string(json.clone()).ok()),
            })
            .collect();
        let more = keys.len() > usize::from(limit);
        keys.truncate(usize::from(limit));
        let cursor = keys.last().filter(|_| more).map(|last| last.key.clone());
        Ok(Page { keys, cursor })
    }

    async fn swap(
        &self,
        scope: &str,
        key: &str,
        from: Option<&str>,
        value: &str,
        _ttl: u32,
    ) -> Result<First, StoreError> {
        self.call();
        let mut firsts = self.firsts.borrow_mut();
        let key = format!("{scope} {key}");
        let kept = firsts.get(&key).map(String::as_str);
        if kept != from {
            return Ok(First::Theirs(kept.unwrap_or_default().to_owned()));
        }
        firsts.insert(key, value.to_owned());
        Ok(First::Ours)
    }
}
