//! What every handler needs: the store, the settings, the moment, and what this instance remembers.

use crate::clock::Wall;
use crate::outside::Outside;
use crate::settings::Settings;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{Freshness, Store, StoreError};
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::policy::{self, Policy};
use accalmie_shared::sorted::Map;
use accalmie_shared::units::Timestamp;
use std::cell::RefCell;
use std::rc::Rc;

/// How long an instance believes what it read of a brand, in milliseconds: as long as KV's own cache.
const REMEMBERED: i64 = 60_000;

/// A time zone's offsets around a moment; none for a zone that nobody knows.
pub(crate) type Zones = fn(&str, Timestamp) -> Option<Offsets>;

/// What one instance remembers between requests. Everything in it can be lost at any time.
#[derive(Debug)]
pub(crate) struct Memo {
    /// The language packs.
    pub(crate) packs: Packs,
    policies: RefCell<Map<Brand, (Timestamp, Rc<Policy>)>>,
    offsets: RefCell<Map<String, (Timestamp, Offsets)>>,
    zones: Zones,
    deriving: RefCell<Map<(Brand, CaseId), Deriving>>,
    noted: RefCell<Map<String, Timestamp>>,
}

/// The most brands, and the most keys, that an instance remembers something of: what is forgotten is read again.
const MEMORIES: usize = 1_000;

/// Remembers a value; where there are too many, nothing else.
fn remember<K: Ord, V>(memories: &RefCell<Map<K, V>>, key: K, value: V) {
    let mut memories = memories.borrow_mut();
    if memories.len() >= MEMORIES && !memories.contains_key(&key) {
        memories.clear();
    }
    memories.insert(key, value);
}

/// A case whose inbox entry an invocation of this instance is deriving.
#[derive(Clone, Copy, Debug)]
struct Deriving {
    since: Timestamp,
    /// Whether the case has changed meanwhile.
    again: bool,
}

/// An invocation that has been deriving a case for so long, in milliseconds, was cut off: the runtime gives what follows an
/// answer half of that.
const CUT_OFF: i64 = 60_000;

impl Memo {
    /// A fresh memory. `zones` gives a time zone's offsets around a moment.
    pub(crate) fn new(packs: Packs, zones: Zones) -> Self {
        Self {
            packs,
            policies: RefCell::default(),
            offsets: RefCell::default(),
            zones,
            deriving: RefCell::default(),
            noted: RefCell::default(),
        }
    }

    /// Whether this invocation derives a case; another one that does already is told to go around again.
    pub(crate) fn begins(&self, brand: &Brand, case: &CaseId, now: Timestamp) -> bool {
        let mut deriving = self.deriving.borrow_mut();
        let key = (brand.clone(), case.clone());
        match deriving.get_mut(&key) {
            Some(other) if now.0 - other.since.0 < CUT_OFF => {
                other.again = true;
                false
            }
            Some(_) | None => {
                let begun = Deriving {
                    since: now,
                    again: false,
                };
                deriving.insert(key, begun);
                true
            }
        }
    }

    /// Whether a case has changed while it was derived; if not, its derivation has ended.
    pub(crate) fn goes_on(&self, brand: &Brand, case: &CaseId) -> bool {
        let mut deriving = self.deriving.borrow_mut();
        let key = (brand.clone(), case.clone());
        let again = deriving.get_mut(&key);
        if again.is_some_and(|one| std::mem::take(&mut one.again)) {
            return true;
        }
        deriving.remove(&key);
        false
    }

    /// The derivation of a case has ended, whether or not it has changed meanwhile.
    pub(crate) fn ends(&self, brand: &Brand, case: &CaseId) {
        let mut deriving = self.deriving.borrow_mut();
        deriving.remove(&(brand.clone(), case.clone()));
    }

    /// Whether it is time to write down that something happened: once in half a minute, since KV takes one write a
    /// second of a key, and each of them costs.
    pub(crate) fn notes(&self, key: &str, now: Timestamp) -> bool {
        let noted = self.noted.borrow();
        let due = noted
            .get(key)
            .is_none_or(|last| now.0 - last.0 >= REMEMBERED / 2);
        if due {
            drop(noted);
            remember(&self.noted, key.to_owned(), now);
        }
        due
    }
}

/// What a handler works with.
#[derive(Debug)]
pub(crate) struct App<S> {
    /// Everything kept.
    pub(crate) store: S,
    /// What the owner has set.
    pub(crate) settings: Rc<Settings>,
    /// When the request came in.
    pub(crate) now: Timestamp,
    /// What this instance remembers.
    pub(crate) memo: Rc<Memo>,
    /// The way out.
    pub(crate) outside: Rc<dyn Outside>,
    /// What this request has read ahead, by key.
    pub(crate) ahead: Ahead,
}

/// Values that were read together before anybody asked for each; nothing, for a key that isn't there.
pub(crate) type Ahead = RefCell<Map<String, Option<String>>>;

impl<S: Store> App<S> {
    /// A brand's policy, at most a minute old; the standard one where none was written.
    ///
    /// A stored policy that this version can't read any more counts as the standard one: answering customers late
    /// would be worse than answering them in a plain voice.
    pub(crate) async fn policy(&self, brand: &Brand) -> Result<Rc<Policy>, StoreError> {
        if let Some(policy) = self.remembered(brand) {
            return Ok(policy);
        }
        let text = self.get(&keys::policy(brand), Freshness::Minute).await?;
        let read = text.and_then(|text| policy::parse(&text).ok());
        let policy = Rc::new(read.unwrap_or_else(policy::standard));
        let entry = (self.now, Rc::clone(&policy));
        remember(&self.memo.policies, brand.clone(), entry);
        Ok(policy)
    }

    /// Whether a brand is somebody's: the settings name it, or a policy was written for it.
    pub(crate) async fn knows(&self, brand: &Brand) -> Result<bool, StoreError> {
        if self.settings.brands().any(|known| known == *brand) {
            return Ok(true);
        }
        let key = keys::policy(brand);
        let policy = self.store.get(&key, Freshness::Minute).await?;
        Ok(policy.is_some())
    }

    /// The policy that this instance read within the minute.
    fn remembered(&self, brand: &Brand) -> Option<Rc<Policy>> {
        let policies = self.memo.policies.borrow();
        let (at, policy) = policies.get(brand)?;
        (self.now.0 - at.0 < REMEMBERED).then(|| Rc::clone(policy))
    }

    /// Reads in one call what a request about a case will ask for one by one, `more` besides.
    pub(crate) async fn read_ahead(
        &self,
        brand: &Brand,
        case: &CaseId,
        more: String,
    ) -> Result<(), StoreError> {
        let mut wanted = vec![more, keys::pack(brand, case), keys::recent(brand)];
        if self.remembered(brand).is_none() {
            wanted.push(keys::policy(brand));
        }
        let found = self.store.get_bulk(&wanted).await?;
        self.ahead
            .borrow_mut()
            .extend(wanted.into_iter().zip(found));
        Ok(())
    }

    /// One value: what was read ahead, the first time, else what the store has.
    pub(crate) async fn get(
        &self,
        key: &str,
        freshness: Freshness,
    ) -> Result<Option<String>, StoreError> {
        let ahead = self.ahead.borrow_mut().remove(key);
        match ahead {
            Some(found) => Ok(found),
            None => self.store.get(key, freshness).await,
        }
    }

    /// Forgets a brand's policy, after it was written.
    pub(crate) fn forget_policy(&self, brand: &Brand) {
        self.memo.policies.borrow_mut().remove(brand);
    }

    /// Whether there is a time zone of this name.
    pub(crate) fn knows_zone(&self, zone: &str) -> bool {
        (self.memo.zones)(zone, self.now).is_some()
    }

    /// The clock on the brand's wall.
    pub(crate) fn wall(&self, policy: &Policy) -> Wall {
        Wall {
            lang: policy.brand.lang,
            offsets: self.offsets(policy),
        }
    }

    /// The offsets of a policy's time zone around now; UTC's where the runtime has lost the zone since it was written.
    pub(crate) fn offsets(&self, policy: &Policy) -> Offsets {
        let mut known = self.memo.offsets.borrow_mut();
        if let Some((at, offsets)) = known.get(&policy.time_zone)
            && self.now.0 - at.0 < REMEMBERED
        {
            return offsets.clone();
        }
        let offsets = (self.memo.zones)(&policy.time_zone, self.now);
        let offsets = offsets.unwrap_or_else(|| Offsets::fixed(0));
        known.insert(policy.time_zone.clone(), (self.now, offsets.clone()));
        offsets
    }
}
