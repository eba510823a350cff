//! What is shown, as a tree of plain values.
//!
//! ```text
//! views ── panel ──→ tree ── document ──→ elements
//! ```
//!
//! Each picture of the panel is made anew and compared with the last one; only what differs reaches the document. One
//! kind of value stands for every element, so that little is compiled: with a type for each view, as Leptos has them,
//! the same panel took 70 KB more of what a page loads (brotli, November 2026).

mod document;

pub(crate) use document::Tree;

use std::rc::Rc;
use web_sys::Event;

/// What is done when something happens to an element.
type Act = Rc<dyn Fn(&Event)>;

/// An element with its attributes and what stands in it, or a text.
pub(crate) struct El(Box<Parts>);

struct Parts {
    /// The tag, with its id and classes behind it; [`TEXT`] of a text.
    kind: &'static str,
    /// What tells it from its siblings of the same kind; the words of a text.
    key: String,
    attributes: Vec<(&'static str, String)>,
    live: Option<Live>,
    acts: Vec<(&'static str, Act)>,
    children: Vec<El>,
    /// Whether it stands as it stood in the last picture, whatever is said here of what is in it.
    kept: bool,
}

/// The kind of a text, which no element has.
const TEXT: &str = "";

/// What the program sets and a person changes: it is compared with what stands in the document.
#[derive(Debug)]
enum Live {
    /// The text of a field.
    Value(String),
    /// The chosen line of a list, from 0.
    Chosen(usize),
}

/// An element of a kind: its tag, its id and its classes, as a selector would name them: `button#close.icon`.
pub(crate) fn el(kind: &'static str) -> El {
    node(kind, String::new())
}

fn node(kind: &'static str, key: String) -> El {
    El(Box::new(Parts {
        kind,
        key,
        attributes: Vec::new(),
        live: None,
        acts: Vec::new(),
        children: Vec::new(),
        kept: false,
    }))
}

impl El {
    /// Tells the element from its siblings of the same kind: it stays the same element of the document wherever it goes
    /// among them.
    pub(crate) fn key(mut self, key: &str) -> Self {
        key.clone_into(&mut self.0.key);
        self
    }

    /// Leaves the element as it stood in the last picture.
    pub(crate) fn kept(mut self) -> Self {
        self.0.kept = true;
        self
    }

    /// Sets an attribute.
    pub(crate) fn set(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.push((name, value.to_owned()));
        self
    }

    /// Sets an attribute where there is a value.
    pub(crate) fn set_some(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Sets an attribute to `true` or `false`.
    pub(crate) fn set_to(self, name: &'static str, holds: bool) -> Self {
        self.set(name, if holds { "true" } else { "false" })
    }

    /// Names the element for screen readers.
    pub(crate) fn named(self, name: &str) -> Self {
        self.set("aria-label", name)
    }

    /// Names the element for screen readers and for the pointer that rests on it.
    pub(crate) fn titled(self, name: &str) -> Self {
        self.named(name).set("title", name)
    }

    /// Sets the text of a field.
    pub(crate) fn value(mut self, text: &str) -> Self {
        self.0.live = Some(Live::Value(text.to_owned()));
        self
    }

    /// Chooses a line of a list, from 0.
    pub(crate) fn chosen(mut self, index: usize) -> Self {
        self.0.live = Some(Live::Chosen(index));
        self
    }

    /// Says what is done when `event` happens to the element.
    pub(crate) fn on(mut self, event: &'static str, act: impl Fn(&Event) + 'static) -> Self {
        self.0.acts.push((event, Rc::new(act)));
        self
    }

    /// Puts a text behind what stands in the element.
    pub(crate) fn text(self, text: &str) -> Self {
        self.with(node(TEXT, text.to_owned()))
    }

    /// Puts an element behind what stands in this one.
    pub(crate) fn with(mut self, child: Self) -> Self {
        self.0.children.push(child);
        self
    }

    /// Puts all of these elements behind what stands in this one.
    pub(crate) fn with_all(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.0.children.extend(children);
        self
    }
}

impl El {
    /// Whether one that looked like this can go on as the other.
    fn goes_on_as(&self, other: &Self) -> bool {
        let (this, other) = (&self.0, &other.0);
        this.kind == other.kind && (this.kind == TEXT || this.key == other.key)
    }
}

/// The parts of a kind: its tag, its id and its classes.
fn names(kind: &str) -> (&str, Option<&str>, String) {
    let mut words = kind.split('.');
    let (tag, id) = match words.next().and_then(|first| first.split_once('#')) {
        Some((tag, id)) => (tag, Some(id)),
        None => (kind.split('.').next().unwrap_or(kind), None),
    };
    (tag, id, words.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
impl El {
    /// Itself and everything in it, from the first to the last.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let inside = self.0.children.iter().flat_map(Self::all);
        [self].into_iter().chain(inside).collect()
    }

    /// What stands in it, one behind the other.
    pub(crate) fn children(&self) -> &[Self] {
        &self.0.children
    }

    /// Its tag.
    pub(crate) fn tag(&self) -> &str {
        names(self.0.kind).0
    }

    /// Its id.
    pub(crate) fn id(&self) -> Option<&str> {
        names(self.0.kind).1.or_else(|| self.attribute("id"))
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.0.attributes.iter();
        let found = all.find(|(other, _)| *other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// What tells it from its siblings.
    pub(crate) fn name_among_siblings(&self) -> (&str, &str) {
        (self.0.kind, &self.0.key)
    }

    /// The words in it.
    pub(crate) fn words(&self) -> String {
        let texts = self.all().into_iter().filter(|el| el.0.kind == TEXT);
        texts.map(|el| el.0.key.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_kind_is_read_as_a_selector() {
        let cases = [
            ("div", ("div", None, "")),
            ("div.root", ("div", None, "root")),
            ("p.hint.closed", ("p", None, "hint closed")),
            ("button#back", ("button", Some("back"), "")),
            ("button#close.icon", ("button", Some("close"), "icon")),
            (
                "button#sent.button.main",
                ("button", Some("sent"), "button main"),
            ),
        ];
        for (kind, (tag, id, classes)) in cases {
            assert_eq!(names(kind), (tag, id, classes.to_owned()), "{kind}");
        }
    }
}
