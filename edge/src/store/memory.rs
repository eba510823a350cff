//! A store in memory, for native tests: sorted like KV, and with a switch that makes writes fail.

use super::index::{Changed, Due, Index, Known, Placed, Question, Rank, Row, SLICE, Slice};
use super::keys::{self, Brand, CaseId};
use super::{Entry, First, Freshness, Listed, Page, Store, StoreError};
use accalmie_shared::case::Stage;
use accalmie_shared::insight::Summary;
use accalmie_shared::plan::Step;
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::Entry as Item;
use serde_json::value::RawValue;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Everything in one sorted map.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Key to value and metadata.
    pub(crate) kept: RefCell<BTreeMap<String, (String, Option<String>)>>,
    firsts: RefCell<BTreeMap<String, String>>,
    /// The inbox's index, by brand and case.
    pub(crate) rows: RefCell<BTreeMap<(Brand, String), Row>>,
    /// What lists still show although it was deleted, as KV's do for a minute.
    pub(crate) ghosts: RefCell<BTreeMap<String, (String, Option<String>)>>,
    /// Of a thousand writes so many fail, by a fixed sequence; 0 for a healthy store.
    pub(crate) failing: Cell<u32>,
    /// How many calls were made.
    pub(crate) calls: Cell<u32>,
    /// What was written, key by key, in order.
    pub(crate) puts: RefCell<Vec<String>>,
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
        self.puts.borrow_mut().push(entry.key.clone());
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
        let (ghosts, kept) = (self.ghosts.borrow(), self.kept.borrow());
        let shown: BTreeMap<_, _> = ghosts.iter().chain(kept.iter()).collect();
        let mut keys: Vec<Listed> = shown
            .into_iter()
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

    /// Tests call the work themselves.
    async fn work(&self, _brand: &Brand) -> Result<(), StoreError> {
        self.call();
        Ok(())
    }
}

impl Memory {
    /// The rows of a brand that have not had their time, in the order of what is due.
    fn placed(&self, brand: &Brand, now: Timestamp) -> Vec<Row> {
        self.call();
        let rows = self.rows.borrow();
        let own = rows.iter().filter(|((of, _), _)| of == brand);
        let mut own: Vec<Row> = own.map(|(_, row)| row.clone()).collect();
        own.retain(|row| row.until > now);
        own.sort_by(|a, b| a.rank.cmp(&b.rank));
        own
    }
}

/// Whether a filter takes one of these wire names; the same as `desk/page.sql` says.
fn takes(wanted: Option<&Vec<String>>, found: &[String]) -> bool {
    wanted.is_none_or(|wanted| found.iter().any(|found| wanted.contains(found)))
}

fn answers(row: &Row, question: &Question) -> bool {
    let item = &row.item;
    let asleep = item.snoozed_until.is_some_and(|until| until > question.now);
    let by_stage = match &question.stage {
        None => item.stage != Stage::Resolved,
        stages => takes(stages.as_ref(), &[crate::name(&item.stage)]),
    };
    let risks: Vec<String> = item.risks.iter().map(crate::name).collect();
    asleep == question.snoozed
        && question
            .after
            .as_ref()
            .is_none_or(|after| row.rank > *after)
        && by_stage
        && takes(question.owner.as_ref(), &[crate::name(&item.owner)])
        && takes(question.severity.as_ref(), &[crate::name(&item.severity)])
        && takes(question.channel.as_ref(), &[crate::name(&item.channel)])
        && takes(question.topic.as_ref(), &[crate::name(&item.topic)])
        && takes(question.risks.as_ref(), &risks)
}

impl Index for Memory {
    async fn index(&self, brand: &Brand, rows: &[Row]) -> Result<(), StoreError> {
        self.call();
        let mut kept = self.rows.borrow_mut();
        let firsts = self.firsts.borrow();
        for row in rows {
            let gone = format!("{} {}", brand.as_str(), keys::gone(&row.item.id));
            let gone = firsts.get(&gone).and_then(|until| until.parse().ok());
            if gone.is_some_and(|until: i64| until > row.derived.0) {
                continue;
            }
            let key = (brand.clone(), row.item.id.clone());
            let seen = |row: &Row| (row.item.updated_at, row.seen, row.derived);
            if kept.get(&key).is_none_or(|old| seen(old) <= seen(row)) {
                kept.insert(key, row.clone());
            }
        }
        Ok(())
    }

    async fn unindex(&self, brand: &Brand, case: &CaseId) -> Result<(), StoreError> {
        self.call();
        let key = (brand.clone(), case.as_str().to_owned());
        self.rows.borrow_mut().remove(&key);
        Ok(())
    }

    async fn page(&self, brand: &Brand, question: &Question) -> Result<Vec<Placed>, StoreError> {
        let rows = self.placed(brand, question.now).into_iter();
        let rows = rows.filter(|row| answers(row, question));
        let raw = |row: Row| {
            let item = RawValue::from_string(crate::json(&row.item)).expect("our own JSON");
            (row.rank, item)
        };
        Ok(rows.take(question.limit).map(raw).collect())
    }

    async fn all(
        &self,
        brand: &Brand,
        slice: &Slice<Rank>,
    ) -> Result<Vec<(Rank, Item)>, StoreError> {
        assert!(slice.limit <= SLICE, "the object refuses a larger text");
        let mut rows = self.placed(brand, slice.now);
        rows.retain(|row| slice.after.as_ref().is_none_or(|after| row.rank > *after));
        if let Some(Due { due_from, due_to }) = slice.due {
            let due = |row: &Row| {
                row.item
                    .due
                    .is_some_and(|at| due_from <= at && at <= due_to)
            };
            rows.retain(|row| row.item.step == Step::Escalate || due(row));
        }
        let rows = rows.into_iter().take(slice.limit);
        Ok(rows.map(|row| (row.rank, row.item)).collect())
    }

    async fn summaries(
        &self,
        brand: &Brand,
        slice: &Slice<Changed>,
    ) -> Result<Vec<(Changed, Summary)>, StoreError> {
        assert!(slice.limit <= SLICE, "the object refuses a larger text");
        let rows = self.placed(brand, slice.now).into_iter();
        let rows = rows.filter_map(|row| Some(((row.item.updated_at, row.item.id), row.summary?)));
        let mut rows: Vec<(Changed, Summary)> = rows.collect();
        rows.retain(|(changed, _)| slice.after.as_ref().is_none_or(|after| changed < after));
        rows.sort_by(|a, b| b.0.cmp(&a.0));
        rows.truncate(slice.limit);
        Ok(rows)
    }

    async fn waiting(&self, brand: &Brand, now: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
        let rows = self.placed(brand, now).into_iter();
        Ok(rows.filter_map(|row| row.item.waiting_since).collect())
    }

    async fn known(
        &self,
        brand: &Brand,
        now: Timestamp,
        digit: char,
    ) -> Result<Vec<Known>, StoreError> {
        let rows = self.placed(brand, now).into_iter();
        let rows = rows.filter(|row| row.item.id.starts_with(digit));
        let known = |row: Row| {
            let waited = row.item.step == Step::Wait && row.item.due.is_some_and(|due| due < now);
            Known(row.item.id, row.item.updated_at, waited)
        };
        Ok(rows.map(known).collect())
    }
}
