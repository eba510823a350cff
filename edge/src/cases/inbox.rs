//! Inbox entries: what the list of cases shows of one. Derived from the events; may be deleted at any time.

use super::{forget_removed, load};
use crate::app::App;
use crate::record;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{self, Entry, Store, StoreError};
use accalmie_shared::case::{Case, Stage, replay};
use accalmie_shared::insight::{Summary, summary};
use accalmie_shared::plan::plan;
use accalmie_shared::policy::Policy;
use accalmie_shared::view::{self, Entry as Item};

/// The most bytes of an author's name in an entry: with it, the longest entry fits KV's metadata.
const NAME: usize = 80;
/// The most list calls for an inbox: twelve thousand cases.
const PAGES: usize = 12;
/// The most summaries that figures are made of: with a hundred a bulk read, forty calls.
const SUMMARIES: usize = 4000;
/// How long the entry of a settled case stays for the figures, in seconds: they look at a month.
const SETTLED: u32 = 31 * crate::SECONDS_A_DAY;

/// The order of the inbox, as a cursor keeps it.
pub(crate) type Rank = (u8, i64, u16, String);

/// Where an entry stands.
pub(crate) fn rank(item: &Item) -> Rank {
    let (group, minute, priority, id) = view::place(item);
    (group, minute, priority, id.to_owned())
}

/// Whether anything is left to do.
pub(crate) fn is_open(item: &Item) -> bool {
    item.stage != Stage::Resolved
}

/// Everything in a brand's inbox.
pub(crate) async fn all<S: Store>(app: &App<S>, brand: &Brand) -> Result<Vec<Item>, StoreError> {
    let page = store::list_all(&app.store, &keys::inbox(brand), PAGES).await?;
    let read = |json: Box<serde_json::value::RawValue>| serde_json::from_str(json.get()).ok();
    Ok(page
        .keys
        .into_iter()
        .filter_map(|listed| read(listed.metadata?))
        .collect())
}

/// What the figures are made of: a summary of each case in the inbox, the settled ones of the month included.
pub(crate) async fn summaries<S: Store>(
    app: &App<S>,
    brand: &Brand,
) -> Result<Vec<Summary>, StoreError> {
    let page = store::list_all(&app.store, &keys::inbox(brand), PAGES).await?;
    let keys: Vec<String> = page
        .keys
        .into_iter()
        .take(SUMMARIES)
        .map(|listed| listed.key)
        .collect();
    let values = store::get_all(&app.store, &keys).await?;
    let read = values.into_iter().flatten();
    Ok(read
        .filter_map(|json| serde_json::from_str(&json).ok())
        .collect())
}

/// Derives the entry of a case anew, and forgets the words of removed posts on the way.
pub(crate) async fn refresh<S: Store>(
    app: &App<S>,
    brand: &Brand,
    id: &CaseId,
) -> Result<(), StoreError> {
    let events = load(&app.store, brand, id).await?;
    let policy = app.policy(brand).await?;
    let life = record::life(&policy);
    forget_removed(&app.store, brand, id, &events, life).await?;
    let case = replay(events);
    match derive(app, &policy, brand, id, &case) {
        Some(entry) => app.store.put(entry).await,
        None => app.store.delete(&keys::inbox_entry(brand, id)).await,
    }
}

/// The entry of a case: what the inbox shows in the metadata, what the figures need in the value.
fn derive<S: Store>(
    app: &App<S>,
    policy: &Policy,
    brand: &Brand,
    id: &CaseId,
    case: &Case,
) -> Option<Entry> {
    let plan = plan(case, policy, app.now, &app.offsets(policy));
    let mut item = view::entry(id.as_str(), case, &plan, policy, app.now)?;
    cut(&mut item.author);
    let life = if is_open(&item) {
        record::life(policy)
    } else {
        SETTLED
    };
    let summary = summary(id.as_str(), case).map(|summary| crate::json(&summary));
    let entry = Entry::new(keys::inbox_entry(brand, id), summary.unwrap_or_default());
    Some(entry.with_metadata(crate::json(&item)).living(life))
}

/// Cuts a name.
fn cut(name: &mut String) {
    name.truncate(name.floor_char_boundary(NAME));
}
