//! The rules by which posts are found, read from `data/rules.txt`.

use wasm_bindgen::JsValue;

/// How the posts of one kind of page are found. Every field but the name is a CSS selector; empty means none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rule {
    /// What the panel calls it.
    pub(crate) name: String,
    /// Matches when the page may be of this kind.
    pub(crate) page: String,
    /// Each post.
    pub(crate) post: String,
    /// The post's words.
    pub(crate) text: String,
    /// Left out of the words.
    pub(crate) skip: String,
    /// The author's name.
    pub(crate) author: String,
    /// When it was made.
    pub(crate) time: String,
    /// The permalink.
    pub(crate) link: String,
    /// Whether the brand wrote it.
    pub(crate) own: String,
    /// What opens the reply box.
    pub(crate) reply: String,
}

/// The rules that come with the widget, in the order in which they are tried.
pub(crate) fn standard() -> Vec<Rule> {
    parse(include_str!(concat!(env!("OUT_DIR"), "/rules.txt")))
}

/// A rule for an owner's own selector: the post is theirs, the rest is looked up by what most pages use.
pub(crate) fn by_selector(post: &str) -> Rule {
    Rule {
        name: format!("data-posts=\"{post}\""),
        post: post.to_owned(),
        ..usual()
    }
}

/// What most pages use for the parts of a post.
pub(crate) fn usual() -> Rule {
    let one = |text: &str| text.to_owned();
    Rule {
        text: one(
            "[data-text], [itemprop=text], [itemprop=reviewBody], .comment-content, .comment-body, .review-body, \
             .post-content, .post-body, .e-content, .text, .body, .content, .message",
        ),
        author: one(
            "[data-author], [itemprop=author], [rel~=author], .author, .comment-author, .username, .user-name, .fn, \
             .name, cite",
        ),
        time: one("time[datetime], [data-time], [itemprop=datePublished], .date, .time"),
        link: one("a[data-permalink], a[rel~=bookmark], a:has(> time), a.permalink"),
        own: one("[data-own], .own, .staff, .bypostauthor, .is-official"),
        reply: one(
            "[data-reply], .reply-link, .comment-reply-link, details.reply > summary, .reply > button, button.reply",
        ),
        ..Rule::default()
    }
}

impl Rule {
    /// A rule that was found by looking at the page, from an object with the same fields; what it doesn't say is what
    /// most pages use.
    pub(crate) fn found(given: &JsValue) -> Option<Self> {
        let mut rule = usual();
        for key in KEYS {
            let value = js_sys::Reflect::get(given, &key.into()).ok();
            if let (Some(field), Some(value)) = (
                field(&mut rule, key),
                value.and_then(|value| value.as_string()),
            ) {
                *field = value;
            }
        }
        (!rule.post.is_empty()).then_some(rule)
    }
}

/// Every key of a rule.
const KEYS: [&str; 10] = [
    "rule", "page", "post", "text", "skip", "author", "time", "link", "own", "reply",
];

/// Reads blocks of `key selector` lines.
fn parse(file: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in file.lines() {
        let Some((key, value)) = line.split_once(' ') else {
            continue;
        };
        if key == "rule" {
            rules.push(Rule::default());
        }
        let Some(rule) = rules.last_mut() else {
            continue;
        };
        if let Some(field) = field(rule, key) {
            value.clone_into(field);
        }
    }
    rules
}

fn field<'a>(rule: &'a mut Rule, key: &str) -> Option<&'a mut String> {
    match key {
        "rule" => Some(&mut rule.name),
        "page" => Some(&mut rule.page),
        "post" => Some(&mut rule.post),
        "text" => Some(&mut rule.text),
        "skip" => Some(&mut rule.skip),
        "author" => Some(&mut rule.author),
        "time" => Some(&mut rule.time),
        "link" => Some(&mut rule.link),
        "own" => Some(&mut rule.own),
        "reply" => Some(&mut rule.reply),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_says_how_to_know_the_page_and_its_posts() {
        let rules = standard();
        assert!(rules.len() >= 12, "found {} rules", rules.len());
        for rule in rules {
            let parts = [&rule.name, &rule.page, &rule.post, &rule.text, &rule.author];
            assert!(parts.iter().all(|part| !part.is_empty()), "{rule:?}");
        }
    }

    #[test]
    fn every_key_is_a_field() {
        assert!(
            KEYS.iter()
                .all(|key| field(&mut Rule::default(), key).is_some())
        );
    }

    #[test]
    fn every_line_of_the_file_is_understood() {
        let keys = include_str!("../../data/rules.txt").lines();
        for line in keys.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let key = line.split(' ').next().unwrap_or_default();
            assert!(
                field(&mut Rule::default(), key).is_some(),
                "unknown key in `{line}`"
            );
        }
    }
}
