//! `POST /v1/posts`: a post that somebody found in a page, for which they open the case.

use super::auth::Person;
use super::problem::Problem;
use super::{Call, Outcome, cases};
use crate::app::App;
use crate::cases::load;
use crate::record;
use crate::store::Store;
use crate::store::keys::CaseId;
use crate::webhooks::inbound::{Inbound, Inward, family};
use accalmie_shared::case::Happened;
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::reading::Lang;
use accalmie_shared::units::Timestamp;
use serde::Deserialize;

#[derive(Deserialize)]
struct Body {
    post: Found,
}

/// What a page shows of a post.
#[derive(Deserialize)]
struct Found {
    id: String,
    #[serde(default)]
    thread: Option<String>,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    channel: Option<Channel>,
    author: Author,
    text: String,
    #[serde(default)]
    lang: Option<Lang>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    at: Option<Timestamp>,
}

/// Opens the case of a post, or brings the post into it.
///
/// 1. 422 for a post without id or author.
/// 2. A post that is known already is not written again: the platform's own delivery knows more than the page.
/// 3. Answers with the case.
pub(crate) async fn take<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let Body { post } = call.json()?;
    for (path, value) in [
        ("post.id", &post.id),
        ("post.author.id", &post.author.id),
        ("post.text", &post.text),
    ] {
        if value.trim().is_empty() {
            return Err(Problem::new(422, "unexpected value").at(path, "an empty text", "a text"));
        }
    }
    let channel = post.channel.unwrap_or(Channel::Web);
    let brand = &person.brand;
    let case = CaseId::of(brand, family(channel), &post.author.id);
    let mut events = load(app, brand, &case).await?;
    let known = events.iter().any(|event| matches!(&event.what, Happened::PostReceived { post: kept, .. } if kept.id == post.id));
    if !known {
        // A page's clock may be wrong; what it shows can't come from the future.
        let at = Timestamp(post.at.unwrap_or(app.now).0.clamp(0, app.now.0));
        let what = Inward::Posted {
            post: Post {
                thread: post.thread.unwrap_or_else(|| post.id.clone()),
                id: post.id,
                parent: post.parent,
                channel,
                venue: Venue::Public,
                author: post.author,
                text: post.text,
                lang: post.lang,
                url: post.url,
                account: None,
                reach: None,
                attachments: Vec::new(),
                at,
            },
        };
        let inbound = Inbound { at, channel, what };
        events.extend(record::record(app, brand, vec![inbound]).await?.events);
    }
    cases::detail(app, call, person, &case, events).await
}
