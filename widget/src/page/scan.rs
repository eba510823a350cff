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

/// What one element gave.
pub(crate) struct Step {
    /// The post that it showed before, where that is another one, and the element.
    pub(crate) gone: Option<(String, Element)>,
    /// The post that it shows, where it says something.
    pub(crate) found: Option<Found>,
}

/// Reads the posts of a page in slices, so that the page stays fluid.
pub(crate) struct Scanner {
    root: Root,
    rule: Rule,
    parts: Parts,
    /// What the page says of its posts for machines, by their words.
    facts: Map,
    /// The elements that were read and have not changed since, so that only what is new or changed is reported.
    known: Map,
    /// Element → the id of the post that was last read from it: long lists use their elements again.
    ids: Map,
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
            ids: Map::new(),
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

    /// Whether the page has no post of this rule.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.length() == 0
    }

    /// Takes over what another scanner knows, where its rule is the same.
    pub(crate) fn follow_on(&mut self, other: &Self) {
        if self.rule.post == other.rule.post {
            (self.known, self.ids) = (other.known.clone(), other.ids.clone());
        }
    }

    /// Reads the next element that is not known yet; none at the end of the page.
    pub(crate) fn step(&mut self) -> Option<Step> {
        loop {
            let node = self.list.get(self.next)?;
            self.next += 1;
            if self.known.has(&node) {
                continue;
            }
            self.known.set(&node, &JsValue::TRUE);
            let element: Element = node.unchecked_into();
            let before = self.ids.get(&element).as_string();
            let found = read::read(&element, &mut self.parts, &self.facts);
            let id = found.as_ref().map(|found| found.id.as_str());
            self.ids
                .set(&element, &id.map_or(JsValue::UNDEFINED, Into::into));
            let gone = before.filter(|before| id != Some(before));
            return Some(Step {
                gone: gone.map(|id| (id, element)),
                found,
            });
        }
    }
}
