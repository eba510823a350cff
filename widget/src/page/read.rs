//! One post read from its element.

use super::date::date;
use super::parts::{Parts, query};
use super::text;
use accalmie_shared::units::Timestamp;
use js_sys::{Map, Reflect};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Attributes that carry a post's id, the most telling first.
pub(super) const IDS: [&str; 6] = [
    "data-accalmie-id",
    "data-post-id",
    "data-comment-id",
    "data-review-id",
    "data-id",
    "id",
];
/// Attributes that carry an author's id.
const AUTHOR_IDS: [&str; 4] = [
    "data-author-id",
    "data-user-id",
    "data-comment-user-id",
    "data-user-card",
];
/// A post as it stands on the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// The element, to mark and to scroll to.
    pub(crate) element: Element,
    /// Its id on this page, stable over reloads.
    pub(crate) id: String,
    /// The id of the post it is nested in.
    pub(crate) parent: Option<String>,
    /// The author's id: the page's own, else the name.
    pub(crate) author_id: String,
    /// The author's name; empty where the page doesn't say.
    pub(crate) author: String,
    /// What it says.
    pub(crate) text: String,
    /// When it was made, where the page says it.
    pub(crate) at: Option<Timestamp>,
    /// Whether the brand wrote it.
    pub(crate) own: bool,
    /// The permalink.
    pub(crate) url: Option<String>,
}

/// Reads the post in `element`; none where it says nothing.
pub(crate) fn read(element: &Element, parts: &mut Parts, facts: &Map) -> Option<Found> {
    let text = match parts.text.first(element, &parts.post) {
        Some(body) => text::read(&body, &parts.skip),
        None => text::read(element, &parts.around),
    };
    if text.is_empty() {
        return None;
    }
    // What the page says for machines is looked up by the post's words, where it says anything.
    let fact = (facts.size() > 0).then(|| facts.get(&words(&text).into()));
    let fact = |name: &str| {
        let value = Reflect::get(fact.as_ref()?, &name.into()).ok()?;
        value.as_string().filter(|value| !value.is_empty())
    };
    let name = parts.author.first(element, &parts.post);
    let author = name.as_ref().map(author_name);
    let author = author.or_else(|| fact("author")).unwrap_or_default();
    let author_id = author_id(element, name.as_ref()).unwrap_or_else(|| author.clone());
    let link = parts.link.first(element, &parts.post);
    let url = link.and_then(|link| address(&link)).or_else(|| fact("url"));
    let time = parts.time.first(element, &parts.post);
    let at = time.and_then(|time| moment(&time));
    let at = at.or_else(|| fact("at").and_then(|at| date(element, &at)));
    let id = id(element)
        .or_else(|| {
            url.as_ref()
                .and_then(|url| url.split_once('#'))
                .map(|(_, part)| part.to_owned())
        })
        .unwrap_or_else(|| format!("{author_id}-{:08x}", fingerprint(&text)));
    // Two posts of nobody are not two posts of one person.
    let author_id = if author_id.is_empty() {
        format!("post:{id}")
    } else {
        author_id
    };
    Some(Found {
        parent: parent(element, &parts.post),
        at,
        own: is_own(element, parts),
        element: element.clone(),
        id,
        author_id,
        author,
        text,
        url,
    })
}

/// A name is often one of several things in its element: the first line is the name.
fn author_name(element: &Element) -> String {
    let meta = element
        .get_attribute("content")
        .filter(|_| element.tag_name() == "META");
    let text = meta.unwrap_or_else(|| text::read(element, ".says, .badge, .Label, .role"));
    text.lines()
        .next()
        .unwrap_or_default()
        .trim_end_matches(':')
        .trim()
        .to_owned()
}

fn author_id(post: &Element, name: Option<&Element>) -> Option<String> {
    let attribute = |element: &Element| {
        AUTHOR_IDS
            .iter()
            .find_map(|key| element.get_attribute(key))
            .filter(|id| !id.is_empty())
    };
    let link = |element: &Element| {
        let inside = || query(element, "a[href]");
        let anchor = if element.tag_name() == "A" {
            Some(element.clone())
        } else {
            inside()
        };
        anchor
            .and_then(|anchor| anchor.get_attribute("href"))
            .filter(|href| !href.starts_with('#') && !href.is_empty())
    };
    attribute(post)
        .or_else(|| name.and_then(attribute))
        .or_else(|| name.and_then(link))
}

fn id(element: &Element) -> Option<String> {
    let own = |element: &Element| {
        IDS.iter()
            .find_map(|key| element.get_attribute(key))
            .filter(|id| !id.is_empty())
    };
    own(element)
}

fn parent(element: &Element, posts: &str) -> Option<String> {
    let above = element.parent_element()?.closest(posts).ok().flatten()?;
    id(&above)
}

fn is_own(element: &Element, parts: &mut Parts) -> bool {
    let own = parts.own.list();
    let matches = !own.is_empty() && element.matches(own).unwrap_or(false);
    matches || parts.own.first(element, &parts.post).is_some()
}

/// The address a link leads to, resolved against the page.
fn address(link: &Element) -> Option<String> {
    let href = link.dyn_ref::<web_sys::HtmlAnchorElement>()?.href();
    (href.starts_with("http://") || href.starts_with("https://")).then_some(href)
}

/// When a post was made: what machines write comes first, then what people read.
fn moment(element: &Element) -> Option<Timestamp> {
    let inside = query(element, "time[datetime]");
    let element = inside.as_ref().unwrap_or(element);
    ["datetime", "data-time", "content", "title"]
        .iter()
        .filter_map(|key| element.get_attribute(key))
        .find_map(|value| date(element, &value))
        .or_else(|| date(element, &element.text_content().unwrap_or_default()))
}

/// A text without its white space and signs: the same words are the same post, however the page sets them.
fn words(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// FNV-1a, for posts without any id: the same words of the same author are the same post.
fn fingerprint(text: &str) -> u32 {
    const OFFSET: u32 = 0x811c_9dc5;
    const PRIME: u32 = 0x0100_0193;
    text.bytes().fold(OFFSET, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(PRIME)
    })
}
