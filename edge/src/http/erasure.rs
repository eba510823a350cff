//! `DELETE /v1/authors/{author}`: everything that is kept of one person.

use super::auth::Person;
use super::problem::Problem;
use super::{Call, Outcome, Reply};
use crate::app::App;
use crate::cases::load;
use crate::outbox::notice::{self, Notice};
use crate::record::said;
use crate::store::keys::{self, CaseId};
use crate::store::{self, Store};
use crate::webhooks::inbound::family;
use accalmie_shared::case::Happened;
use accalmie_shared::post::Channel;
use futures_util::future::try_join_all;
use serde_json::json;

/// The most list calls for one author.
const PAGES: usize = 5;

/// Forgets an author: events, inbox entry, and which case their posts went to. The brand's own systems are told, where
/// the policy names a target for alerts.
///
/// 400 without the channel, because ids are only unique on their platform. An author with more events than one call
/// may delete is forgotten by calling again: `complete` says whether that is needed.
pub(crate) async fn erase<S: Store>(
    app: &App<S>,
    call: &Call,
    person: &Person,
    author: &str,
) -> Outcome {
    let name = call.query("channel").unwrap_or_default();
    let channel = crate::named(&name).unwrap_or(Channel::Unknown);
    if channel == Channel::Unknown {
        let expected = "the channel that the author wrote on, such as facebook";
        return Err(Problem::new(400, "unexpected value").at("channel", &name, expected));
    }
    let (brand, family) = (&person.brand, family(channel));
    let case = CaseId::of(brand, family, author);
    let events = load(app, brand, &case).await?;
    let posts = events.iter().filter_map(|event| {
        let post = if let Happened::PostReceived { post, .. } = &event.what {
            &post.id
        } else if let Happened::ReplySent { reply } = &event.what {
            reply.post.as_ref()?
        } else {
            return None;
        };
        Some(keys::post(brand, family, post))
    });
    let page = store::list_all(&app.store, &keys::events(brand, &case), PAGES).await?;
    let complete = page.cursor.is_none();
    let count = page.keys.len();
    let delete = |key: String| async move { app.store.delete(&key).await };
    let intents = app
        .store
        .list(&keys::intents(brand, &case), None, 1000)
        .await?;
    let intents = intents.keys.into_iter().map(|listed| listed.key);
    // What was answered may name them.
    let said = events
        .iter()
        .filter_map(|event| Some(said(brand, event)?.key));
    let said = said.chain([keys::recent(brand)]);
    // The events last: they are what a second try finds the posts by.
    let first = posts.chain([keys::pack(brand, &case)]).chain(intents);
    let first = first.chain(said);
    app.store.unindex(brand, &case).await?;
    try_join_all(first.map(delete)).await?;
    try_join_all(page.keys.into_iter().map(|listed| delete(listed.key))).await?;
    let policy = app.policy(brand).await?;
    let notice = Notice {
        id: format!("author.erased:{}:{}", case.as_str(), app.now.0),
        kind: "author.erased",
        sentence: "erased",
        at: app.now,
        data: json!({"case": case, "channel": channel, "author": author}),
        quiet: notice::REMEMBERED,
    };
    notice::tell(app, brand, &policy, notice).await?;
    Ok(Reply::json(
        200,
        &json!({"case": case, "events": count, "complete": complete}),
    ))
}
