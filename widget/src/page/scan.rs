//! Finding the posts: which rule fits the page, and reading its posts a few at a time.

use super::read::{self, Found};
use super::rules::{self, Rule};
use js_sys::Map;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, NodeList};

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
pub(crate) fn choose(document: &Document, selector: Option<&str>) -> Result<Rule, NoRule> {
    match selector {
        Some(selector) => match document.query_selector(selector) {
            Ok(Some(_)) => Ok(by_selector(document, selector)),
            Ok(None) => Err(NoRule::Selector(selector.to_owned())),
            Err(_) => Err(NoRule::Invalid(selector.to_owned())),
        },
        None => rules::standard()
            .into_iter()
            .find(|rule| fits(document, rule))
            .ok_or(NoRule::Unknown),
    }
}

fn fits(document: &Document, rule: &Rule) -> bool {
    let has = |selector: &str| document.query_selector(selector).ok().flatten().is_some();
    has(&rule.page) && has(&rule.post)
}

/// An owner's selector says where the posts are; a rule that fits the page still knows their parts best.
fn by_selector(document: &Document, selector: &str) -> Rule {
    let known = rules::standard().into_iter().find(|rule| {
        fits(document, rule)
            && document
                .query_selector(selector)
                .ok()
                .flatten()
                .is_some_and(|post| post.matches(&rule.post).unwrap_or(false))
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
    rule: Rule,
    /// Element → its text and parts as last read, so that only what is new or changed is reported.
    known: Map,
    list: NodeList,
    next: u32,
}

impl Scanner {
    /// A scanner that has read nothing yet.
    pub(crate) fn new(document: &Document, rule: Rule) -> Option<Self> {
        let list = document.query_selector_all(&rule.post).ok()?;
        Some(Self {
            rule,
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
    pub(crate) fn again(&mut self, document: &Document) {
        if let Ok(list) = document.query_selector_all(&self.rule.post) {
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
            return Some(read::read(&element, &self.rule));
        }
    }
}
