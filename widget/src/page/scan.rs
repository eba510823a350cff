//! Finding the posts: which rule fits the page, and reading its posts a few at a time.

use super::parts::Parts;
use super::read::{self, Found};
use super::rules::{self, Rule};
use js_sys::Map;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, NodeList, ShadowRoot};

/// Where posts are looked for.
#[derive(Clone, Debug)]
pub(crate) enum Root {
    /// The whole page.
    Page(Document),
    /// An open shadow root of the host: what is in there, no selector of the page reaches.
    Shadow(ShadowRoot),
}

impl Root {
    fn first(&self, selector: &str) -> Result<Option<Element>, JsValue> {
        match self {
            Self::Page(document) => document.query_selector(selector),
            Self::Shadow(root) => root.query_selector(selector),
        }
    }

    fn all(&self, selector: &str) -> Option<NodeList> {
        match self {
            Self::Page(document) => document.query_selector_all(selector).ok(),
            Self::Shadow(root) => root.query_selector_all(selector).ok(),
        }
    }
}

/// Why no posts were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoRule {
    /// The owner's selector matches nothing.
    Selector(String),
    /// The owner's selector is no CSS.
    Invalid(String),
    /// No rule fits the page.
    Unknown,
}

/// Chooses the rule: the owner's selector where there is one, else the first that fits.
pub(crate) fn choose(root: &Root, selector: Option<&str>) -> Result<Rule, NoRule> {
    match selector {
        Some(selector) => match root.first(selector) {
            Ok(Some(_)) => Ok(by_selector(root, selector)),
            Ok(None) => Err(NoRule::Selector(selector.to_owned())),
            Err(_) => Err(NoRule::Invalid(selector.to_owned())),
        },
        None => rules::standard()
            .into_iter()
            .find(|rule| fits(root, rule))
            .ok_or(NoRule::Unknown),
    }
}

fn fits(root: &Root, rule: &Rule) -> bool {
    has(root, &rule.page) && has(root, &rule.post)
}

fn has(root: &Root, selector: &str) -> bool {
    root.first(selector).ok().flatten().is_some()
}

/// An owner's selector says where the posts are; a rule that fits the page still knows their parts best.
fn by_selector(root: &Root, selector: &str) -> Rule {
    let post = root.first(selector).ok().flatten();
    let known = rules::standard().into_iter().find(|rule| {
        // One post is asked first: to find that there is no such thing, the browser goes through the whole page.
        let is_like = |post: &Element| post.matches(&rule.post).unwrap_or(false);
        post.as_ref().is_some_and(is_like) && has(root, &rule.page)
    });
    let own = rules::by_selector(selector);
    match known {
        Some(rule) => Rule {
            name: own.name,
            post: own.post,
            ..rule
        },
        None => own,
    }
}

/// Reads the posts of a page in slices, so that the page stays fluid.
pub(crate) struct Scanner {
    root: Root,
    rule: Rule,
    parts: Parts,
    /// What the page says of its posts for machines, by their words.
    facts: Map,
    /// Element → its text and parts as last read, so that only what is new or changed is reported.
    known: Map,
    list: NodeList,
    next: u32,
}

impl Scanner {
    /// A scanner that has read nothing yet.
    pub(crate) fn new(root: Root, rule: Rule, facts: Map) -> Option<Self> {
        let list = root.all(&rule.post)?;
        Some(Self {
            root,
            parts: Parts::of(&rule),
            rule,
            facts,
            known: Map::new(),
            list,
            next: 0,
        })
    }

    /// The rule.
    pub(crate) const fn rule(&self) -> &Rule {
        &self.rule
    }

    /// Begins anew: posts that are known and unchanged will not be reported again.
    pub(crate) fn again(&mut self) {
        if let Some(list) = self.root.all(&self.rule.post) {
            (self.list, self.next) = (list, 0);
        }
    }

    /// Forgets one post, so that the next round reads it again.
    pub(crate) fn forget(&self, element: &Element) {
        self.known.delete(element);
    }

    /// Reads the next post that is not known yet; none at the end of the page.
    pub(crate) fn step(&mut self) -> Option<Option<Found>> {
        loop {
            let node = self.list.get(self.next)?;
            self.next += 1;
            if self.known.has(&node) {
                continue;
            }
            self.known.set(&node, &JsValue::TRUE);
            let element: Element = node.unchecked_into();
            return Some(read::read(&element, &mut self.parts, &self.facts));
        }
    }
}
