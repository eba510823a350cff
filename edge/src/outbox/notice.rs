//! Notices: what the brand's own people, and its other systems, are told of. They go out as hand-offs do.

use super::shape::{WHOLE, Words, fill};
use super::{LIFE, Parcel, Status};
use crate::app::App;
use crate::store::keys::{self, Brand};
use crate::store::{Entry, First, Store, StoreError};
use accalmie_shared::policy::Policy;
use accalmie_shared::reading::Lang;
use accalmie_shared::units::Timestamp;
use serde_json::{Value, json};

/// The longest that a notice is remembered as told, in seconds.
pub(crate) const REMEMBERED: u32 = 31 * crate::SECONDS_A_DAY;

/// One thing to tell.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    /// The same for every try, another for every occasion.
    pub(crate) id: String,
    /// What is told once: the id, or where one occasion has no clear end, what all of them share.
    pub(crate) once: String,
    /// `alert.due`, `author.erased`.
    pub(crate) kind: &'static str,
    /// The name of its sentence in `data/alerts.json`.
    pub(crate) sentence: &'static str,
    /// The moment it speaks of.
    pub(crate) at: Timestamp,
    /// What it says, for programs.
    pub(crate) data: Value,
    /// How long the same is not told again, in seconds.
    pub(crate) quiet: u32,
}

/// Tells it once, where the policy names a target for alerts. Whether it was told now.
pub(crate) async fn tell<S: Store>(
    app: &App<S>,
    brand: &Brand,
    policy: &Policy,
    notice: Notice,
) -> Result<bool, StoreError> {
    let Some(target) = &policy.alerts.target else {
        return Ok(false);
    };
    let told = keys::told(brand, &notice.once);
    let scope = brand.as_str();
    match app.store.first(scope, &told, TELLING, notice.quiet).await? {
        First::Ours => {}
        First::Theirs(state) if state == FAILED => {
            let taken = app
                .store
                .swap(scope, &told, Some(FAILED), TELLING, notice.quiet)
                .await?;
            if taken != First::Ours {
                return Ok(false);
            }
        }
        First::Theirs(_) => return Ok(false),
    }
    let (id, quiet) = (notice.id.clone(), notice.quiet);
    if let Err(error) = app
        .store
        .put(parcel(app, brand, policy, target, notice))
        .await
    {
        // Whoever looks next may try again.
        app.store
            .swap(scope, &told, Some(TELLING), FAILED, quiet)
            .await?;
        return Err(error);
    }
    super::queue::send(app, brand, &id).await;
    // A list tells what was told, so that nobody has to ask the object again: losing it costs a call, no more.
    let _ = app
        .store
        .put(Entry::new(told, String::new()).living(quiet))
        .await;
    Ok(true)
}

/// What the Durable Object keeps of a notice that is told, or was.
const TELLING: &str = "told";
/// What it keeps where nobody could write it down.
const FAILED: &str = "failed";

fn parcel<S: Store>(
    app: &App<S>,
    brand: &Brand,
    policy: &Policy,
    target: &str,
    notice: Notice,
) -> Entry {
    let now = app.now;
    let sentences: Value =
        serde_json::from_str(include_str!("../../data/alerts.json")).unwrap_or_default();
    let lang = match policy.brand.lang {
        Lang::Fr | Lang::Unknown => "fr",
        Lang::En => "en",
    };
    let mut words: Words = ["case", "channel", "topic", "count"]
        .into_iter()
        .filter_map(|name| {
            let word = &notice.data[name];
            let word = word
                .as_str()
                .map_or_else(|| word.to_string(), str::to_owned);
            (word != "null").then(|| (name.to_owned(), word))
        })
        .collect();
    words.insert("at".into(), app.wall(policy).show(notice.at));
    let sentence = sentences[notice.sentence][lang]
        .as_str()
        .unwrap_or_default();
    let text = fill(sentence, &words);
    let body = json!({"type": notice.kind, "timestamp": crate::clock::format(now), "data": notice.data, "text": text});
    let words = [("text", text), (WHOLE, body.to_string())];
    let parcel = Parcel {
        id: notice.id,
        case: words_of(&notice.data, "case"),
        target: target.to_owned(),
        words: words.map(|(name, word)| (name.to_owned(), word)).into(),
    };
    let status = Status {
        case: parcel.case.clone(),
        target: parcel.target.clone(),
        next: Some(now),
        ..Status::default()
    };
    let entry = Entry::new(keys::parcel(brand, &parcel.id), crate::json(&parcel));
    entry.with_metadata(crate::json(&status)).living(LIFE)
}

fn words_of(data: &Value, name: &str) -> String {
    data[name].as_str().unwrap_or_default().to_owned()
}
