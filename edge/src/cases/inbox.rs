//! Inbox entries: what the list of cases shows of one. Derived from the events; may be deleted at any time.

use super::{forget_removed, pack, read};
use crate::app::App;
use crate::record;
use crate::store::index::{Due, Rank, Row, SLICE, Slice};
use crate::store::keys::{Brand, CaseId};
use crate::store::{Store, StoreError};
use accalmie_shared::case::{Case, Stage, replay};
use accalmie_shared::insight::{Summary, summary};
use accalmie_shared::plan::plan;
use accalmie_shared::policy::Policy;
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::{self, Entry as Item};
use futures_util::future::try_join_all;
use std::collections::BTreeSet;

/// The most bytes of an author's name in an entry.
const NAME: usize = 80;
/// The most cases of a list of everything, and of what figures are made of.
const MOST: usize = 12_000;
/// How long the entry of a settled case stays for the figures, in seconds: they look at a month.
const SETTLED: u32 = 31 * crate::SECONDS_A_DAY;
/// So many cases are derived at once, for one write to the index.
const TOGETHER: usize = 10;
/// So often one invocation derives a case anew because more came meanwhile.
const ROUNDS: u32 = 50;

/// Where an entry stands.
fn rank(item: &Item) -> Rank {
    let (group, minute, priority, id) = view::place(item);
    (group, minute, priority, id.to_owned())
}

/// Everything in a brand's inbox.
pub(crate) async fn all<S: Store>(app: &App<S>, brand: &Brand) -> Result<Vec<Item>, StoreError> {
    slices(app, brand, None).await
}

/// What is due from one moment to another, and dangers: what somebody may have to be told of.
pub(crate) async fn due<S: Store>(
    app: &App<S>,
    brand: &Brand,
    due: Due,
) -> Result<Vec<Item>, StoreError> {
    slices(app, brand, Some(due)).await
}

async fn slices<S: Store>(
    app: &App<S>,
    brand: &Brand,
    due: Option<Due>,
) -> Result<Vec<Item>, StoreError> {
    whole(app.now, due, async |slice| {
        app.store.all(brand, slice).await
    })
    .await
}

/// What the figures are made of: a summary of each case in the inbox, the settled ones of the month included.
pub(crate) async fn summaries<S: Store>(
    app: &App<S>,
    brand: &Brand,
) -> Result<Vec<Summary>, StoreError> {
    let read = async |slice: &_| app.store.summaries(brand, slice).await;
    whole(app.now, None, read).await
}

/// Reads slice after slice, each from the place where the one before ended.
async fn whole<P: Clone, T>(
    now: Timestamp,
    due: Option<Due>,
    read: impl AsyncFn(&Slice<P>) -> Result<Vec<(P, T)>, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::new();
    let mut slice = Slice {
        now,
        after: None,
        limit: SLICE,
        due,
    };
    while found.len() < MOST {
        let rows = read(&slice).await?;
        let full = rows.len() == SLICE;
        slice.after = rows.last().map(|(place, _)| place.clone());
        found.extend(rows.into_iter().map(|(_, row)| row));
        if !full {
            break;
        }
    }
    Ok(found)
}

/// Derives the entries of cases that have new events.
///
/// A thousand deliveries to one case would derive it a thousand times, each from more events than before. So within an
/// instance one invocation at a time does it for a case: the others leave word, and it goes around once more.
pub(crate) async fn catch_up<S: Store>(app: &App<S>, brand: &Brand, cases: BTreeSet<CaseId>) {
    let begins = |case: &CaseId| app.memo.begins(brand, case, app.now);
    let mut cases: BTreeSet<CaseId> = cases.into_iter().filter(begins).collect();
    for _ in 0..ROUNDS {
        let derived: Vec<CaseId> = cases.iter().cloned().collect();
        if let Err(error) = refresh(app, brand, &derived).await {
            // What is derived can be derived later: the sweep makes up for it.
            crate::log(&format!("inbox of {}: {error}", brand.as_str()));
        }
        cases.retain(|case| app.memo.goes_on(brand, case));
        if cases.is_empty() {
            return;
        }
    }
    cases.iter().for_each(|case| app.memo.ends(brand, case));
}

/// Derives the entries of cases anew, and forgets the words of removed posts on the way.
pub(crate) async fn refresh<S: Store>(
    app: &App<S>,
    brand: &Brand,
    cases: &[CaseId],
) -> Result<(), StoreError> {
    let policy = app.policy(brand).await?;
    for cases in cases.chunks(TOGETHER) {
        let rows = cases.iter().map(|case| row(app, &policy, brand, case));
        let rows: Vec<Row> = try_join_all(rows).await?.into_iter().flatten().collect();
        if !rows.is_empty() {
            app.store.index(brand, &rows).await?;
        }
    }
    Ok(())
}

/// The row of one case; where there is nothing to show any more it is taken out.
async fn row<S: Store>(
    app: &App<S>,
    policy: &Policy,
    brand: &Brand,
    id: &CaseId,
) -> Result<Option<Row>, StoreError> {
    let kept = read(app, brand, id).await?;
    let life = record::life(policy);
    forget_removed(&app.store, brand, id, &kept, life).await?;
    pack(&app.store, brand, id, &kept, life).await?;
    record::gather(app, brand, &kept.events).await?;
    let seen = kept.events.len();
    let case = replay(kept.events);
    let row = derive(app, policy, id, &case, seen);
    if row.is_none() {
        app.store.unindex(brand, id).await?;
    }
    Ok(row)
}

/// What the inbox shows of a case, and what the figures need of it.
fn derive<S: Store>(
    app: &App<S>,
    policy: &Policy,
    id: &CaseId,
    case: &Case,
    seen: usize,
) -> Option<Row> {
    let plan = plan(case, policy, app.now, &app.offsets(policy));
    let mut item = view::entry(id.as_str(), case, &plan, policy, app.now)?;
    item.author.truncate(item.author.floor_char_boundary(NAME));
    let life = if item.stage == Stage::Resolved {
        SETTLED
    } else {
        record::life(policy)
    };
    Some(Row {
        rank: rank(&item),
        summary: summary(id.as_str(), case),
        seen,
        derived: app.now,
        until: Timestamp(app.now.0 + i64::from(life) * 1000),
        item,
    })
}
