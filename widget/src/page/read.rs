//! One post read from its element.

use super::rules::Rule;
use super::text;
use accalmie_shared::units::Timestamp;
use js_sys::{Map, Reflect};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Attributes that carry a post's id, the most telling first.
const IDS: [&str; 6] = [
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
/// What is not said by the author where a post has no element for its text.
const AROUND: &str = "header, footer, time, cite, address, .author, .meta, .date, .actions, .comments, .replies, .children";

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
pub(crate) fn read(element: &Element, rule: &Rule, facts: &Map) -> Option<Found> {
    let part = |selector: &str| first(element, selector, &rule.post);
    let text = match part(&rule.text) {
        Some(body) => text::read(&body, &join(&rule.skip, &rule.post)),
        None => text::read(element, &join(&join(&rule.skip, &rule.post), AROUND)),
    };
    if text.is_empty() {
        return None;
    }
    let fact = |name: &str| {
        let fact = facts.get(&words(&text).into());
        let value = Reflect::get(&fact, &name.into()).ok()?;
        value.as_string().filter(|value| !value.is_empty())
    };
    let name = part(&rule.author);
    let author = name.as_ref().map(author_name);
    let author = author.or_else(|| fact("author")).unwrap_or_default();
    let author_id = author_id(element, name.as_ref()).unwrap_or_else(|| author.clone());
    let url = part(&rule.link).and_then(|link| address(&link));
    let url = url.or_else(|| fact("url"));
    let at = part(&rule.time).and_then(|time| moment(&time));
    let at = at.or_else(|| fact("at").and_then(|at| date(&at)));
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
        parent: parent(element, &rule.post),
        at,
        own: is_own(element, rule),
        element: element.clone(),
        id,
        author_id,
        author,
        text,
        url,
    })
}

/// The first element of `post` that matches and belongs to this post, not to one nested in it.
fn first(post: &Element, selector: &str, posts: &str) -> Option<Element> {
    if selector.is_empty() {
        return None;
    }
    // A selector list is a list of preferences: the first that matches something wins.
    for single in split(selector) {
        let inside = |root: web_sys::ShadowRoot| root.query_selector(single).ok().flatten();
        let hit = post.query_selector(single).ok().flatten();
        match hit.or_else(|| post.shadow_root().and_then(inside)) {
            Some(hit) if belongs(&hit, post, posts) => return Some(hit),
            Some(_) => {
                let all = post.query_selector_all(single).ok()?;
                let found = (0..all.length())
                    .filter_map(|index| all.get(index)?.dyn_into::<Element>().ok())
                    .find(|hit| belongs(hit, post, posts));
                if found.is_some() {
                    return found;
                }
            }
            None => {}
        }
    }
    None
}

fn belongs(hit: &Element, post: &Element, posts: &str) -> bool {
    hit.closest(posts)
        .ok()
        .flatten()
        .is_none_or(|owner| owner == *post || owner.contains(Some(post)))
}

/// A selector list cut at the commas outside brackets and parentheses.
fn split(selector: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (index, letter) in selector.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(selector[start..index].trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(selector[start..].trim());
    parts
}

fn join(one: &str, other: &str) -> String {
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other.to_owned(),
        (_, true) => one.to_owned(),
        (false, false) => format!("{one}, {other}"),
    }
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
        let inside = || element.query_selector("a[href]").ok().flatten();
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

fn is_own(element: &Element, rule: &Rule) -> bool {
    let matches = !rule.own.is_empty() && element.matches(&rule.own).unwrap_or(false);
    matches || first(element, &rule.own, &rule.post).is_some()
}

/// The address a link leads to, resolved against the page.
fn address(link: &Element) -> Option<String> {
    let href = link.dyn_ref::<web_sys::HtmlAnchorElement>()?.href();
    (href.starts_with("http://") || href.starts_with("https://")).then_some(href)
}

/// When a post was made, from the attributes that machines write.
fn moment(element: &Element) -> Option<Timestamp> {
    let inside = element.query_selector("time[datetime]").ok().flatten();
    let element = inside.as_ref().unwrap_or(element);
    if let Some(millis) = element
        .get_attribute("data-time")
        .and_then(|value| value.parse::<i64>().ok())
    {
        return Some(Timestamp(millis));
    }
    ["datetime", "content", "title"]
        .iter()
        .filter_map(|key| element.get_attribute(key))
        .find_map(|value| date(&value))
        .or_else(|| date(&element.text_content().unwrap_or_default()))
}

/// A text without its white space and signs: the same words are the same post, however the page sets them.
fn words(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// A date as the browser reads it; none where it can't.
#[allow(clippy::cast_possible_truncation)] // Milliseconds of any date are whole and far below 2^53.
fn date(value: &str) -> Option<Timestamp> {
    let millis = js_sys::Date::parse(value);
    millis.is_finite().then_some(Timestamp(millis as i64))
}

/// FNV-1a, for posts without any id: the same words of the same author are the same post.
fn fingerprint(text: &str) -> u32 {
    const OFFSET: u32 = 0x811c_9dc5;
    const PRIME: u32 = 0x0100_0193;
    text.bytes().fold(OFFSET, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(PRIME)
    })
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn lists_are_cut_outside_brackets_only() {
        assert_eq!(
            split(".a, .b:is(i, b), [t='x,y']"),
            [".a", ".b:is(i, b)", "[t='x,y']"]
        );
    }
}
