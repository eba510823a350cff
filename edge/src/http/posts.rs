//! `POST /v1/posts`: a post that somebody found in a page, for which they open the case, and what else of it stands there.

use super::auth::Person;
use super::problem::Problem;
use super::{Call, Outcome, cases};
use crate::app::App;
use crate::cases::load;
use crate::record;
use crate::store::Store;
use crate::store::keys::CaseId;
use crate::webhooks::inbound::{Inbound, Inward, family};
use accalmie_shared::case::{CaseEvent, Happened};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::reading::Lang;
use accalmie_shared::units::Timestamp;
use serde::Deserialize;

/// The most other posts of one case that are taken at once.
const OTHERS: usize = 50;

#[derive(Deserialize)]
struct Body {
    post: Found,
    /// What else the page shows of the case: other posts of the same author, answers of the brand.
    #[serde(default)]
    others: Vec<Found>,
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
    /// Whether the brand wrote it.
    #[serde(default)]
    own: bool,
}

/// Opens the case of a post, or brings the post into it, together with what else the page shows of the case.
///
/// 1. 422 for a post without id, author or text, and for too many others.
/// 2. A post that is known already is not written again: the platform's own delivery knows more than the page.
/// 3. Answers with the case.
pub(crate) async fn take<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let Body { post, others } = call.json()?;
    if others.len() > OTHERS {
        let found = others.len().to_string();
        let expected = format!("at most {OTHERS} posts");
        return Err(Problem::new(422, "unexpected value").at("others", &found, &expected));
    }
    check("post", &post)?;
    for other in &others {
        check("others", other)?;
    }
    let channel = post.channel.unwrap_or(Channel::Web);
    let brand = &person.brand;
    let case = CaseId::of(brand, family(channel), &post.author.id);
    let mut events = load(app, brand, &case).await?;
    let author = post.author.clone();
    let shown = others.into_iter().chain([post]);
    let news = shown.filter(|found| !events.iter().any(|event| tells(event, &found.id)));
    // Of another author's post nothing is known here; what names one is left out.
    let news = news.filter(|found| found.own || found.author.id == author.id);
    let inbound: Vec<Inbound> = news
        .map(|found| inward(found, channel, &author, app.now))
        .collect();
    events.extend(record::record(app, brand, inbound).await?.events);
    cases::detail(app, call, person, &case, events).await
}

fn check(path: &str, post: &Found) -> Result<(), Problem> {
    let named = [("id", &post.id), ("author.id", &post.author.id)];
    let empty = named
        .into_iter()
        .chain([("text", &post.text)])
        .find(|(_, value)| value.trim().is_empty());
    match empty {
        None => Ok(()),
        Some((name, _)) => {
            let path = format!("{path}.{name}");
            Err(Problem::new(422, "unexpected value").at(&path, "an empty text", "a text"))
        }
    }
}

/// Whether an event tells of a post of the page.
fn tells(event: &CaseEvent, id: &str) -> bool {
    match &event.what {
        Happened::PostReceived { post, .. } => post.id == id,
        Happened::ReplySent { reply } => reply.post.as_deref() == Some(id),
        Happened::PostEdited { .. }
        | Happened::PostDeleted { .. }
        | Happened::Claimed
        | Happened::Released
        | Happened::Assigned { .. }
        | Happened::HandedOff { .. }
        | Happened::HandOffDelivered { .. }
        | Happened::HandOffFailed { .. }
        | Happened::Noted { .. }
        | Happened::ItemsGiven { .. }
        | Happened::Snoozed { .. }
        | Happened::Woken
        | Happened::Resolved { .. }
        | Happened::Reopened { .. }
        | Happened::Corrected { .. }
        | Happened::Hidden { .. }
        | Happened::Unhidden { .. }
        | Happened::FeedbackGiven { .. } => false,
    }
}

/// What a post of the page comes to. A page's clock may be wrong; what it shows can't come from the future.
fn inward(found: Found, channel: Channel, customer: &Author, now: Timestamp) -> Inbound {
    let at = Timestamp(found.at.unwrap_or(now).0.clamp(0, now.0));
    let what = if found.own {
        Inward::Answered {
            id: found.id,
            text: found.text,
            venue: Venue::Public,
            to: found.parent,
            customer: Some(customer.id.clone()),
        }
    } else {
        Inward::Posted {
            post: Post {
                thread: found.thread.unwrap_or_else(|| found.id.clone()),
                id: found.id,
                parent: found.parent,
                channel,
                venue: Venue::Public,
                author: found.author,
                text: found.text,
                lang: found.lang,
                url: found.url,
                account: None,
                reach: None,
                attachments: Vec::new(),
                at,
            },
        }
    };
    Inbound { at, channel, what }
}

#[cfg(test)]
mod tests {
    use crate::http::Reply;
    use crate::testing::{Edge, request};
    use http::Method;
    use serde_json::{Value, json};

    fn read(reply: &Reply) -> Value {
        serde_json::from_str(&reply.body).unwrap()
    }

    #[test]
    fn a_case_is_opened_with_everything_that_the_page_shows_of_it() {
        let edge = Edge::new();
        let token = edge.sign_in("claire", "community_manager");
        let found = |id: &str, author: &str, text: &str, at: i64, own: bool| {
            let at = 1_795_341_000_000_i64 + at * 60_000;
            json!({"id":id,"author":{"id":author,"name":author},"text":text,"at":at,"own":own})
        };
        let others = [
            found("p1", "u1", "Toujours aucun remboursement !!!", 0, false),
            found(
                "r1",
                "brand",
                "Bonjour, pouvez-vous nous écrire en privé ?",
                5,
                true,
            ),
            found("x1", "u9", "Moi aussi !", 6, false),
        ];
        let body = json!({"post": found("p2", "u1", "C’est fait, et toujours rien !!!", 9, false), "others": others});
        let call = request(Method::POST, "/v1/posts", &body.to_string()).bearer(&token);
        let turns = |reply: &Reply| -> Vec<String> {
            let case = &read(reply)["case"];
            let turns = case["turns"].as_array().unwrap().iter();
            turns
                .map(|turn| turn["id"].as_str().unwrap().to_owned())
                .collect()
        };
        let (first, again) = (edge.call(&call), edge.call(&call));
        assert_eq!(turns(&first), ["p1", "r1", "p2"], "{}", first.body);
        assert_eq!(
            turns(&again),
            turns(&first),
            "what is known is not written again"
        );
        assert!(read(&again)["recent"].is_array());
        let crowd = vec![found("p3", "u1", "Allô ?", 20, false); 51];
        let body = json!({"post": crowd[0], "others": crowd});
        let call = request(Method::POST, "/v1/posts", &body.to_string()).bearer(&token);
        assert_eq!(edge.call(&call).status, 422);
        let nameless = json!({"post": crowd[0], "others": [found("", "u1", "Allô ?", 20, false)]});
        let call = request(Method::POST, "/v1/posts", &nameless.to_string()).bearer(&token);
        assert_eq!(read(&edge.call(&call))["path"], "others.id");
    }
}
