//! More at once than one invocation should read: kept first, whole, then worked off in shares.
//!
//! Meta sends up to a thousand updates in one delivery, and an invocation may make a thousand calls. So a large delivery is
//! written as a few keys, which is all the platform waits for; what is in them becomes events share by share, each
//! share by an invocation with calls of its own. A share goes only after everything in it is written, and writing it
//! twice doubles nothing.

use super::{Recorded, case_of, record};
use crate::app::App;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{self, Entry, Store, StoreError};
use crate::webhooks::inbound::Inbound;
use std::collections::{BTreeMap, BTreeSet};

/// So many things are recorded while the platform waits: two writes each, and as many cases to derive.
const AT_ONCE: usize = 25;

/// So many shares one invocation works off: two hundred writes, and at most as many calls again for a hundred cases.
const SHARES: usize = 4;

/// So many shares are looked at, for the few that this version may not be able to read.
const LOOK: u16 = 50;

/// How long a share is kept, in seconds: longer than any outage.
const LIFE: u32 = 7 * crate::SECONDS_A_DAY;

/// Records what happened: at once where it is little, else it is kept for later, whole.
///
/// # Errors
/// When anything could not be written. The platform sends again then, and the same keys are written again.
pub(crate) async fn take<S: Store>(
    app: &App<S>,
    brand: &Brand,
    inbound: Vec<Inbound>,
) -> Result<Recorded, StoreError> {
    if inbound.len() <= AT_ONCE {
        return record(app, brand, inbound).await;
    }
    let shares = inbound.chunks(AT_ONCE).map(|share| {
        let json = crate::json(&share);
        let at = share.first().map_or(app.now, |first| first.at);
        Entry::new(keys::batch(brand, at, &json), json).living(LIFE)
    });
    store::put_all(&app.store, shares.collect()).await?;
    Ok(Recorded {
        later: u32::try_from(inbound.len()).unwrap_or(u32::MAX),
        ..Recorded::default()
    })
}

/// What came of a share of the work.
#[derive(Debug)]
pub(crate) struct Worked {
    /// The cases that have new events.
    pub(crate) touched: BTreeSet<CaseId>,
    /// Whether to come back.
    pub(crate) left: Left,
}

/// What is left after a share of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// There is more to do.
    More,
    /// Nothing waits.
    Nothing,
}

/// Works off some of what waits, the oldest first.
///
/// # Errors
/// When anything could not be read or written; what was not worked off waits on.
pub(crate) async fn work<S: Store>(app: &App<S>, brand: &Brand) -> Result<Worked, StoreError> {
    let page = app.store.list(&keys::batches(brand), None, LOOK).await?;
    if page.keys.is_empty() {
        return Ok(Worked {
            touched: BTreeSet::new(),
            left: Left::Nothing,
        });
    }
    let keys: Vec<String> = page.keys.into_iter().map(|listed| listed.key).collect();
    let values = store::get_all(&app.store, &keys).await?;
    let read = |json: String| serde_json::from_str::<Vec<Inbound>>(&json).ok();
    // A share that is gone already stands in KV's lists for a while. One that can't be read was written by a newer
    // version, which will be back.
    let shares = keys.into_iter().zip(values);
    let mut shares = shares.filter_map(|(key, value)| Some((key, read(value?)?)));
    let mut touched = BTreeSet::new();
    for (key, share) in shares.by_ref().take(SHARES) {
        touched.extend(record(app, brand, share).await?.touched);
        app.store.delete(&key).await?;
    }
    let left = if shares.next().is_some() || page.cursor.is_some() {
        Left::More
    } else {
        Left::Nothing
    };
    Ok(Worked { touched, left })
}

/// The most shares that one call of [`forget`] changes.
const CHANGES: usize = 50;

/// Takes what belongs to a case out of what waits. `posts` are the case's, by their keys.
///
/// # Errors
/// When anything could not be read or written; the rest is as it was.
pub(crate) async fn forget<S: Store>(
    app: &App<S>,
    brand: &Brand,
    case: &CaseId,
    posts: &BTreeMap<String, CaseId>,
) -> Result<Left, StoreError> {
    let page = store::list_all(&app.store, &keys::batches(brand), 1).await?;
    let keys: Vec<String> = page.keys.into_iter().map(|listed| listed.key).collect();
    let values = store::get_all(&app.store, &keys).await?;
    let changed = keys.into_iter().zip(values).filter_map(|(key, value)| {
        let share = serde_json::from_str::<Vec<Inbound>>(&value?).ok()?;
        let others = |one: &&Inbound| case_of(brand, one, posts).as_ref() != Some(case);
        let kept: Vec<&Inbound> = share.iter().filter(others).collect();
        let json = (kept.len() < share.len()).then(|| crate::json(&kept))?;
        Some((key, json, kept.len()))
    });
    let changed: Vec<(String, String, usize)> = changed.collect();
    let left = if changed.len() > CHANGES || page.cursor.is_some() {
        Left::More
    } else {
        Left::Nothing
    };
    for (key, json, kept) in changed.into_iter().take(CHANGES) {
        if kept == 0 {
            app.store.delete(&key).await?;
        } else {
            app.store.put(Entry::new(key, json).living(LIFE)).await?;
        }
    }
    Ok(left)
}
