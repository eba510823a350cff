//! `/v1/contact` and `/v1/tone`: for visitors, who are not signed in.
//!
//! What they send is bounded: by size, by the pages it may come from, and by so many messages an hour and address.

use super::problem::Problem;
use super::{Call, Outcome, Reply, cors};
use crate::app::App;
use crate::cases::load;
use crate::record;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{self, First, Store};
use crate::webhooks::inbound::{Inbound, Inward, family};
use accalmie_shared::assess;
use accalmie_shared::case::{Actor, CaseEvent, Happened, replay};
use accalmie_shared::plan::plan;
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::reading::Lang;
use accalmie_shared::reply::Item;
use accalmie_shared::sorted::Map;
use accalmie_shared::text::case::lower;
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::{better_in_private, contact_card};
use accalmie_shared::words;
use serde::Deserialize;
use serde_json::json;
use std::net::Ipv6Addr;

/// The most bytes of a visitor's request: the longest message with every item, in a script of three bytes a letter.
const FORM_LIMIT: usize = 24 * 1024;
/// The most characters of a message.
const TEXT: usize = 4_000;
/// The most characters of any other field.
const FIELD: usize = 120;
/// The most characters of a page's address.
const ADDRESS: usize = 500;
/// The fewest digits of a telephone number.
const DIGITS: usize = 6;
/// So many messages an hour from one address: more than a person needs, less than a nuisance.
const PER_HOUR: u32 = 5;
/// One hour in seconds.
const HOUR: u32 = 3_600;

/// `GET /v1/contact?brand=`: who answers, when, and how long it takes. For everybody, so nobody is named but the team.
///
/// 400 without a brand, 404 for one that neither the settings nor a policy names.
pub(crate) async fn card<S: Store>(app: &App<S>, call: &Call) -> Outcome {
    let brand = named(&call.query("brand").unwrap_or_default())?;
    known(app, &brand).await?;
    let policy = app.policy(&brand).await?;
    let waiting = app.store.waiting(&brand, app.now).await?;
    let card = contact_card(&policy, &waiting, app.now, &app.offsets(&policy));
    Ok(Reply::json(200, &card).header("cache-control", "public, max-age=60"))
}

fn named(name: &str) -> Result<Brand, Problem> {
    Brand::new(name).ok_or_else(|| {
        Problem::new(400, "unexpected value").at("brand", name, "1 to 40 of a-z, 0-9 and -")
    })
}

/// 404 for a brand that is nobody's: whatever name a visitor makes up, nothing is kept or remembered under it.
async fn known<S: Store>(app: &App<S>, brand: &Brand) -> Result<(), Problem> {
    if app.knows(brand).await? {
        return Ok(());
    }
    let expected = "one that the settings or a policy name";
    Err(Problem::new(404, "unknown brand").at("brand", brand.as_str(), expected))
}

/// What the form sends.
#[derive(Deserialize)]
struct Form {
    brand: String,
    /// Drawn by the page, so that sending twice is one message.
    id: String,
    name: String,
    /// An e-mail address or a telephone number.
    reply_to: String,
    text: String,
    #[serde(default)]
    items: Map<Item, String>,
    #[serde(default)]
    lang: Option<Lang>,
    #[serde(default)]
    page: Option<String>,
    consent: bool,
}

/// `POST /v1/contact`: a visitor writes in private, which opens a case or goes on with theirs.
///
/// 1. 413 too large, 400 no brand, 403 from a page that this brand did not allow, or from no page; 404 for a brand that
///    neither the settings nor a policy names.
/// 2. 422 for a field that is empty, too long or no address, and without consent. Nothing is kept then.
/// 3. 429 after [`PER_HOUR`] messages from one address, to whichever brand.
/// 4. 201 with a reference and by when somebody answers. The same id again is the same message.
pub(crate) async fn write<S: Store>(app: &App<S>, call: &Call) -> Outcome {
    let (form, brand) = read::<Form, S>(app, call, |form| &form.brand)?;
    known(app, &brand).await?;
    form.check()?;
    admit(app, call).await?;
    let author = format!(
        "visitor:{}",
        keys::digest(&["visitor", brand.as_str(), &address(&form.reply_to)])
    );
    let post = format!("form:{}", keys::digest(&["form", &author, &form.id]));
    let case = CaseId::of(&brand, family(Channel::Web), &author);
    let now = app.now.0.to_string();
    let at = match app.store.first(case.as_str(), &post, &now, HOUR).await? {
        First::Ours => app.now,
        First::Theirs(then) => Timestamp(then.parse().unwrap_or(app.now.0)),
    };
    let items: Vec<Item> = form.items.keys().copied().collect();
    let what = Inward::Posted {
        post: form.into_post(post.clone(), author, at),
    };
    let channel = Channel::Web;
    record::record(app, &brand, vec![Inbound { at, channel, what }]).await?;
    let policy = app.policy(&brand).await?;
    if !items.is_empty() {
        let event = CaseEvent {
            id: format!("items:{post}"),
            at,
            by: Actor::Customer,
            what: Happened::ItemsGiven { items },
        };
        let entry = record::entry(&brand, &case, &event, record::life(&policy));
        store::put_all(&app.store, vec![entry]).await?;
    }
    let known = replay(load(app, &brand, &case).await?);
    let plan = plan(&known, &policy, app.now, &app.offsets(&policy));
    let reference = case.as_str()[..8].to_ascii_uppercase();
    let answer = json!({"reference": reference, "answer_by": plan.due});
    Ok(Reply::json(201, &answer)
        .header("cache-control", "no-store")
        .touching(&brand, [case]))
}

/// What a page asks while a visitor writes.
#[derive(Deserialize)]
struct Draft {
    brand: String,
    text: String,
}

/// `POST /v1/tone`: whether a visitor who is about to post this is better served in private. Nothing is kept.
///
/// Refuses as [`write`] does, but for the number of calls: an answer takes less than counting them would.
pub(crate) fn tone<S: Store>(app: &App<S>, call: &Call) -> Outcome {
    let (draft, _) = read::<Draft, S>(app, call, |draft| &draft.brand)?;
    within("text", &draft.text, TEXT)?;
    let read = assess(&draft.text, None, &app.memo.packs);
    let answer = json!({"better_in_private": better_in_private(&read)});
    Ok(Reply::json(200, &answer).header("cache-control", "no-store"))
}

/// Reads a visitor's request, of a page that may send it.
fn read<T: for<'de> Deserialize<'de>, S>(
    app: &App<S>,
    call: &Call,
    brand: impl Fn(&T) -> &String,
) -> Result<(T, Brand), Problem> {
    call.body_within(FORM_LIMIT)?;
    let body: T = call.json()?;
    let brand = named(brand(&body))?;
    if call.header("origin").is_none() {
        let expected = "one that ORIGINS names for this brand";
        return Err(Problem::new(403, "origin not allowed").at("origin", "nothing", expected));
    }
    cors::check(app, call, Some(&brand))?;
    Ok((body, brand))
}

/// Counts a message against the hour of its sender's address, of which only a keyed hash is remembered.
async fn admit<S: Store>(app: &App<S>, call: &Call) -> Result<(), Problem> {
    let address = sender(call.header("cf-connecting-ip").unwrap_or("unknown"));
    let salt = hex::encode(app.settings.token_key().unwrap_or_default());
    let scope = keys::digest(&["sender", &salt, &address]);
    let hour = app.now.0 / (i64::from(HOUR) * 1000);
    for turn in 0..PER_HOUR {
        let key = format!("{hour}-{turn}");
        if app.store.first(&scope, &key, "", HOUR).await? == First::Ours {
            return Ok(());
        }
    }
    let detail = format!("found more than {PER_HOUR} messages within the hour, expected fewer");
    Err(Problem::new(429, "too many messages").detail(detail))
}

/// Who sends, as far as an address tells: of IPv6 the first 64 bits, because whoever has one such address has them all.
fn sender(address: &str) -> String {
    match address.parse::<Ipv6Addr>() {
        Ok(address) => hex::encode(&address.octets()[..8]),
        Err(_) => address.to_owned(),
    }
}

/// An address as it is compared: letter case, blanks and the marks between digits don't count.
fn address(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|letter| letter.is_alphanumeric() || "@._-+".contains(*letter));
    let lower: String = kept.map(lower).collect();
    if lower.contains('@') {
        return lower;
    }
    lower.chars().filter(char::is_ascii_digit).collect()
}

fn within(path: &str, text: &str, most: usize) -> Result<(), Problem> {
    let length = text.chars().count();
    if (1..=most).contains(&length) && !text.trim().is_empty() {
        return Ok(());
    }
    let found = format!("{length} characters");
    Err(Problem::new(422, "unexpected value").at(path, &found, format!("1 to {most}")))
}

impl Form {
    /// 422 for what is not as the form sends it.
    fn check(&self) -> Result<(), Problem> {
        let wrong = |path: &str, found: &str, expected: &str| {
            Err(Problem::new(422, "unexpected value").at(path, found, expected))
        };
        within("id", &self.id, FIELD)?;
        within("name", &self.name, FIELD)?;
        within("reply_to", &self.reply_to, FIELD)?;
        within("text", &self.text, TEXT)?;
        for (item, value) in self.items.iter() {
            within(&format!("items.{}", crate::name(item)), value, FIELD)?;
        }
        let mail = self.reply_to.split_once('@');
        let is_mail = mail.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        let digits = self.reply_to.chars().filter(char::is_ascii_digit).count();
        if !is_mail && digits < DIGITS {
            let expected = "an e-mail address or a telephone number";
            return wrong("reply_to", &self.reply_to, expected);
        }
        if !self.consent {
            return wrong("consent", "false", "true");
        }
        Ok(())
    }

    /// The message as the team reads it: the visitor's words, then what they gave with them, a line each.
    fn into_post(self, id: String, author: String, at: Timestamp) -> Post {
        let lang = self.lang.unwrap_or(Lang::Fr);
        let (label, colon) = match lang {
            Lang::Fr | Lang::Unknown => ("réponse souhaitée", " : "),
            Lang::En => ("reply to", ": "),
        };
        let mut text = self.text.trim().to_owned();
        text.push('\n');
        let items = self.items.iter();
        let lines = items.map(|(item, value)| (words::item(*item, lang), value.as_str()));
        for (label, value) in lines.chain([(label, self.reply_to.as_str())]) {
            text.push_str(&format!("\n{label}{colon}{}", value.trim()));
        }
        let is_address =
            |page: &String| page.starts_with("https://") || page.starts_with("http://");
        Post {
            thread: author.clone(),
            id,
            parent: None,
            channel: Channel::Web,
            venue: Venue::Private,
            author: Author {
                id: author,
                name: self.name.trim().to_owned(),
                handle: None,
                bio: None,
                url: None,
            },
            text,
            lang: None,
            url: self
                .page
                .filter(|page| is_address(page) && page.len() <= ADDRESS),
            account: None,
            reach: None,
            attachments: Vec::new(),
            at,
        }
    }
}

#[cfg(test)]
mod tests;
