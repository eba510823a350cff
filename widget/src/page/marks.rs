//! Marks over angry posts. They lie in the widget's shadow root, so nothing of the host moves or changes.

use super::watch::{Range, Watch};
use crate::panel::{degree_name, degree_path};
use accalmie_shared::reading::Severity;
use std::cmp::Ordering;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, Node};

/// Width and height of a mark in pixels: the least a pointer target may have (WCAG 2.5.8).
const SIZE: f64 = 24.0;
/// Room between a mark and its post, and between a mark and its reasons.
const GAP: f64 = 8.0;
/// Width of the card of reasons; the same as in `styles/marks.css`.
const CARD: f64 = 264.0;

/// One mark: what it says and what it opens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mark {
    /// The case it opens.
    pub(crate) key: String,
    /// Shape and colour.
    pub(crate) severity: Severity,
    /// Its name for screen readers.
    pub(crate) name: String,
    /// "En colère", in bold above the reasons.
    pub(crate) title: String,
    /// The reasons in words.
    pub(crate) reasons: Vec<String>,
    /// Whether the brand has answered.
    pub(crate) answered: bool,
}

/// A mark near the window. Elsewhere on the page there is none: a long page would carry thousands of them.
struct Drawn {
    id: String,
    element: Element,
    button: HtmlElement,
    mark: Mark,
}

/// All marks of the page.
pub(crate) struct Marks {
    document: Document,
    layer: Element,
    card: HtmlElement,
    /// The posts that are to be marked.
    watch: Watch,
    drawn: Vec<Drawn>,
}

impl Marks {
    /// An empty layer inside `root`. `seen` is given the browser's entries when posts come near the window or leave it.
    pub(crate) fn new(
        document: &Document,
        root: &web_sys::ShadowRoot,
        name: &str,
        seen: impl Fn(Range, &js_sys::Array) + Clone + 'static,
    ) -> Result<Self, JsValue> {
        let layer = document.create_element("div")?;
        layer.set_class_name("marks");
        layer.set_attribute("role", "region")?;
        layer.set_attribute("aria-label", name)?;
        let card: HtmlElement = document.create_element("div")?.unchecked_into();
        card.set_class_name("why");
        card.set_id("why");
        card.set_attribute("role", "tooltip")?;
        card.set_hidden(true);
        layer.append_child(&card)?;
        root.append_child(&layer)?;
        Ok(Self {
            document: document.clone(),
            layer,
            card,
            watch: Watch::new(seen)?,
            drawn: Vec::new(),
        })
    }

    /// Follows posts that are to be marked; they follow one another on the page.
    pub(crate) fn follow(&mut self, posts: Vec<(String, Element)>) {
        for (id, element) in &posts {
            if self.watch.element(id).is_some_and(|known| known != element) {
                self.forget(id);
            }
        }
        self.watch.follow(posts);
    }

    /// Takes the mark off a post.
    pub(crate) fn forget(&mut self, id: &str) {
        self.watch.forget(id);
        self.clear(id);
    }

    /// The mark of a post is no longer drawn.
    fn clear(&mut self, id: &str) {
        self.drawn.retain(|drawn| {
            if drawn.id == id {
                // What it says goes with it.
                if drawn.button.matches(":hover, :focus").unwrap_or(false) {
                    self.card.set_hidden(true);
                }
                drawn.button.remove();
            }
            drawn.id != id
        });
    }

    /// Takes note of the browser's entries: posts that came near the window or left it.
    pub(crate) fn note(&mut self, range: Range, entries: &js_sys::Array) {
        for id in self.watch.note(range, entries) {
            self.clear(&id);
        }
    }

    /// The posts near the window, by their ids: those whose marks are drawn.
    pub(crate) fn near(&self) -> &[String] {
        self.watch.near()
    }

    /// Draws the marks of posts near the window, by the ids of their posts.
    pub(crate) fn show(&mut self, marks: Vec<(String, Mark)>) -> Result<(), JsValue> {
        let mut is_new = false;
        for (id, mark) in marks {
            let Some(element) = self.watch.element(&id) else {
                continue;
            };
            match self.drawn.iter_mut().find(|drawn| drawn.id == id) {
                Some(drawn) if drawn.mark == mark => {}
                Some(drawn) => {
                    drawn.mark = mark;
                    dress(&self.document, &drawn.button, &drawn.mark)?;
                }
                None => {
                    let button: HtmlElement =
                        self.document.create_element("button")?.unchecked_into();
                    button.set_attribute("type", "button")?;
                    button.set_class_name("mark");
                    button.set_hidden(true);
                    dress(&self.document, &button, &mark)?;
                    is_new = true;
                    self.drawn.push(Drawn {
                        id,
                        element: element.clone(),
                        button,
                        mark,
                    });
                }
            }
        }
        if is_new { self.order() } else { Ok(()) }
    }

    /// Puts the marks into the order of their posts: the order in which the Tab key visits them. A mark that stands in
    /// its place is left there, or it would lose the focus.
    fn order(&mut self) -> Result<(), JsValue> {
        self.drawn.sort_by(|one, other| {
            let place = one.element.compare_document_position(&other.element);
            if place & Node::DOCUMENT_POSITION_FOLLOWING != 0 {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        });
        let mut before = self.card.clone();
        for drawn in &self.drawn {
            if before.next_element_sibling().as_ref() != Some(drawn.button.as_ref()) {
                before.after_with_node_1(&drawn.button)?;
            }
            before = drawn.button.clone();
        }
        Ok(())
    }

    /// Puts the marks near the window where their posts are: first all reading, then all writing.
    pub(crate) fn place(&self) {
        let origin = origin(&self.layer);
        let window = self
            .document
            .document_element()
            .map_or(0.0, |root| f64::from(root.client_width()));
        let places: Vec<_> = self
            .drawn
            .iter()
            .map(|drawn| {
                (
                    drawn.element.get_bounding_client_rect(),
                    padding(&drawn.element),
                )
            })
            .collect();
        for (drawn, (place, padding)) in self.drawn.iter().zip(places) {
            // A post that is folded away has no box.
            let is_shown = place.width() > 0.0;
            // Nothing tells of the focus that a hidden mark had: its reasons go before it does.
            if !is_shown && drawn.button.matches(":hover, :focus") == Ok(true) {
                let _ = self.explain(None);
            }
            drawn.button.set_hidden(!is_shown);
            if is_shown {
                let gutter = place.left() - SIZE - GAP;
                let x = if gutter >= 2.0 {
                    gutter
                } else {
                    (place.right().min(window) - SIZE - 4.0).max(0.0)
                };
                let style = drawn.button.style();
                let _ = style.set_property("left", &pixels(x - origin.0));
                let _ = style.set_property("top", &pixels(place.top() + padding - origin.1));
            }
        }
    }

    /// The mark that `target` is, by the id of its post.
    pub(crate) fn of(&self, target: &Element) -> Option<&Mark> {
        self.drawn
            .iter()
            .find(|drawn| drawn.button.contains(Some(target)))
            .map(|drawn| &drawn.mark)
    }

    /// Shows the reasons of the mark at `target`, or hides them where it is none.
    pub(crate) fn explain(&self, target: Option<&Element>) -> Result<(), JsValue> {
        let found = target.and_then(|target| {
            self.drawn
                .iter()
                .find(|drawn| drawn.button.contains(Some(target)))
        });
        let Some(drawn) = found else {
            self.card.set_hidden(true);
            return Ok(());
        };
        self.card.set_text_content(None);
        let title = self.document.create_element("strong")?;
        title.set_text_content(Some(&drawn.mark.title));
        let list = self.document.create_element("ul")?;
        for reason in &drawn.mark.reasons {
            let line = self.document.create_element("li")?;
            line.set_text_content(Some(reason));
            list.append_child(&line)?;
        }
        self.card.append_child(&title)?;
        self.card.append_child(&list)?;
        let (origin, place) = (origin(&self.layer), drawn.button.get_bounding_client_rect());
        let window = self
            .document
            .document_element()
            .map_or(0.0, |root| f64::from(root.client_width()));
        let x = place.left().min(window - CARD - GAP).max(GAP);
        self.card
            .style()
            .set_property("left", &pixels(x - origin.0))?;
        self.card
            .style()
            .set_property("top", &pixels(place.bottom() + GAP - origin.1))?;
        self.card.set_hidden(false);
        Ok(())
    }
}

impl Drop for Marks {
    fn drop(&mut self) {
        self.layer.remove();
    }
}

/// Where the layer's zero point lies in the window: `html` or `body` may be positioned by the host.
fn origin(layer: &Element) -> (f64, f64) {
    let place = layer.get_bounding_client_rect();
    (place.left(), place.top())
}

/// The upper padding of a post, so that the mark stands beside its first line.
fn padding(element: &Element) -> f64 {
    let style =
        web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    let value = style
        .and_then(|style| style.get_property_value("padding-top").ok())
        .unwrap_or_default();
    let pixels = js_sys::parse_float(&value);
    if pixels.is_finite() { pixels } else { 0.0 }
}

/// Whole pixels: the core's code for printing floats would cost more than all marks.
#[allow(clippy::cast_possible_truncation)] // A page is far below 2^31 pixels high.
fn pixels(value: f64) -> String {
    format!("{}px", js_sys::Math::round(value) as i32)
}

fn dress(document: &Document, button: &HtmlElement, mark: &Mark) -> Result<(), JsValue> {
    const SVG: &str = "http://www.w3.org/2000/svg";
    button.set_attribute("data-degree", degree_name(mark.severity))?;
    button.set_attribute(
        "data-answered",
        if mark.answered { "true" } else { "false" },
    )?;
    button.set_attribute(
        "aria-label",
        &format!("{} {}", mark.name, mark.reasons.join(", ")),
    )?;
    button.set_text_content(None);
    let drawing = document.create_element_ns(Some(SVG), "svg")?;
    for (name, value) in [
        ("viewBox", "0 0 16 16"),
        ("width", "14"),
        ("height", "14"),
        ("fill", "none"),
        ("stroke", "currentColor"),
        ("stroke-width", "1.8"),
        ("stroke-linecap", "round"),
        ("stroke-linejoin", "round"),
        ("aria-hidden", "true"),
    ] {
        drawing.set_attribute(name, value)?;
    }
    let path = document.create_element_ns(Some(SVG), "path")?;
    path.set_attribute("d", degree_path(mark.severity))?;
    drawing.append_child(&path)?;
    button.append_child(&drawing)?;
    Ok(())
}
