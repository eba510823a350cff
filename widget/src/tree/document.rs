//! From the tree to the document: what is new is made, what differs is changed, what is gone is taken away.

use super::{Act, El, Live, TEXT, names};
use js_sys::Reflect;
use std::cell::RefCell;
use std::mem::take;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, Node};

/// The namespace of drawings, and the tags that we draw with.
const DRAWING: (&str, [&str; 3]) = ("http://www.w3.org/2000/svg", ["svg", "path", "polyline"]);

/// The picture that stands in the document.
pub(crate) struct Tree {
    document: Document,
    place: Node,
    grown: Vec<Grown>,
}

/// A node of the document, and what it was made from: the children and acts of that stand here.
struct Grown {
    node: Node,
    from: El,
    ears: Vec<Ear>,
    children: Vec<Grown>,
}

/// A kind of event, and what is done about it now.
struct Ear {
    event: &'static str,
    act: Rc<RefCell<Act>>,
    _hear: Closure<dyn Fn(Event)>,
}

impl Tree {
    /// An empty picture inside `place`.
    pub(crate) const fn new(document: Document, place: Node) -> Self {
        Self {
            document,
            place,
            grown: Vec::new(),
        }
    }

    /// Shows this element and nothing else.
    ///
    /// # Errors
    /// What the browser says where it refuses a name or a place.
    pub(crate) fn show(&mut self, element: El) -> Result<(), JsValue> {
        children(&self.document, &self.place, &mut self.grown, vec![element])
    }
}

/// Brings the children of a node to what they shall be.
///
/// A child goes on as the first of the old ones that has its kind and its key. What nobody goes on as is taken away
/// first: the rest is then moved as little as possible.
fn children(
    document: &Document,
    parent: &Node,
    grown: &mut Vec<Grown>,
    wanted: Vec<El>,
) -> Result<(), JsValue> {
    let mut old: Vec<Option<Grown>> = take(grown).into_iter().map(Some).collect();
    // Most stand where they stood: the search begins behind the last one found.
    let mut begin = 0;
    let mut kept = Vec::with_capacity(wanted.len());
    for now in &wanted {
        let fits = |old: &Option<Grown>| old.as_ref().is_some_and(|old| old.from.goes_on_as(now));
        let behind = old[begin..]
            .iter()
            .position(fits)
            .map(|index| begin + index);
        let index = behind.or_else(|| old.iter().position(fits));
        begin = index.map_or(begin, |index| index + 1);
        kept.push(index.and_then(|index| old[index].take()));
    }
    for gone in old.into_iter().flatten() {
        parent.remove_child(&gone.node)?;
    }
    let mut next = parent.first_child();
    for (now, kept) in wanted.into_iter().zip(kept) {
        let mut child = match kept {
            Some(kept) => kept,
            None => made(document, &now)?,
        };
        change(document, &mut child, now)?;
        if next.as_ref() == Some(&child.node) {
            next = child.node.next_sibling();
        } else {
            parent.insert_before(&child.node, next.as_ref())?;
        }
        grown.push(child);
    }
    Ok(())
}

/// A new node without anything that can change.
fn made(document: &Document, now: &El) -> Result<Grown, JsValue> {
    let (tag, id, classes) = names(now.0.kind);
    let (namespace, drawn) = DRAWING;
    let node: Node = if now.0.kind == TEXT {
        document.create_text_node("").into()
    } else {
        let element = if drawn.contains(&tag) {
            document.create_element_ns(Some(namespace), tag)?
        } else {
            document.create_element(tag)?
        };
        if let Some(id) = id {
            element.set_id(id);
        }
        if !classes.is_empty() {
            element.set_attribute("class", &classes)?;
        }
        element.into()
    };
    Ok(Grown {
        node,
        from: super::el(now.0.kind),
        ears: Vec::new(),
        children: Vec::new(),
    })
}

/// Changes a node into what it goes on as.
fn change(document: &Document, grown: &mut Grown, mut now: El) -> Result<(), JsValue> {
    let before = &grown.from.0;
    if now.0.kept {
        return Ok(());
    }
    if now.0.kind == TEXT {
        if before.key != now.0.key {
            grown.node.set_text_content(Some(&now.0.key));
        }
        grown.from = now;
        return Ok(());
    }
    let element: &Element = grown.node.unchecked_ref();
    for (name, value) in &now.0.attributes {
        if !before
            .attributes
            .iter()
            .any(|(old, was)| (old, was) == (name, value))
        {
            element.set_attribute(name, value)?;
        }
    }
    for (name, _) in &before.attributes {
        if !now.0.attributes.iter().any(|(new, _)| new == name) {
            element.remove_attribute(name)?;
        }
    }
    for (event, act) in take(&mut now.0.acts) {
        match grown.ears.iter().find(|ear| ear.event == event) {
            Some(ear) => drop(ear.act.replace(act)),
            None => grown.ears.push(Ear::new(element, event, act)?),
        }
    }
    children(
        document,
        &grown.node,
        &mut grown.children,
        take(&mut now.0.children),
    )?;
    // Now that a list has its lines.
    if let Some(live) = &now.0.live {
        live.put(element)?;
    }
    grown.from = now;
    Ok(())
}

impl Ear {
    fn new(element: &Element, event: &'static str, act: Act) -> Result<Self, JsValue> {
        let act = Rc::new(RefCell::new(act));
        let now = Rc::clone(&act);
        let hear = Closure::<dyn Fn(Event)>::new(move |event| {
            // What is done may change what is to be done next.
            let act = Rc::clone(&now.borrow());
            act(&event);
        });
        element.add_event_listener_with_callback(event, hear.as_ref().unchecked_ref())?;
        Ok(Self {
            event,
            act,
            _hear: hear,
        })
    }
}

impl Live {
    /// Puts it into the document, unless it stands there: setting a text moves the cursor.
    fn put(&self, element: &Element) -> Result<(), JsValue> {
        let (name, value) = match self {
            Self::Value(text) => ("value", JsValue::from_str(text)),
            #[allow(clippy::cast_precision_loss)] // A list has few lines.
            Self::Chosen(index) => ("selectedIndex", JsValue::from_f64(*index as f64)),
        };
        let name = JsValue::from_str(name);
        if Reflect::get(element, &name)? != value {
            Reflect::set(element, &name, &value)?;
        }
        Ok(())
    }
}
