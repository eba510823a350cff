//! Following the page: new posts, edits, and navigation inside a single-page app.

use super::read::IDS;
use wasm_bindgen::prelude::*;
use web_sys::{Document, MutationObserver, MutationObserverInit, MutationRecord, Node};

/// What happened to the page since the last time.
pub(crate) struct Changes {
    /// The nodes whose content changed.
    pub(crate) touched: Vec<Node>,
    /// How many nodes came in.
    pub(crate) added: u32,
}

/// Watches the document until it is dropped.
pub(crate) struct Observer {
    observer: MutationObserver,
    /// Kept alive for as long as the browser may call it.
    _changed: Closure<dyn FnMut(js_sys::Array)>,
}

impl Observer {
    /// Calls `changed` once for each batch of the browser. The whole document is watched: single-page apps put another
    /// body into it. What happens in its head is nobody's post.
    pub(crate) fn new(
        document: &Document,
        mut changed: impl FnMut(Changes) + 'static,
    ) -> Option<Self> {
        let page = document.clone();
        let changed = Closure::<dyn FnMut(js_sys::Array)>::new(move |records: js_sys::Array| {
            let head = page.query_selector("head").ok().flatten();
            let (mut touched, mut added) = (Vec::new(), 0);
            for record in records.iter() {
                let record: MutationRecord = record.unchecked_into();
                let Some(node) = record.target() else {
                    continue;
                };
                if head.as_ref().is_some_and(|head| head.contains(Some(&node))) {
                    continue;
                }
                added += record.added_nodes().length();
                touched.push(node);
            }
            if !touched.is_empty() {
                changed(Changes { touched, added });
            }
        });
        let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer
            .observe_with_options(document.document_element()?.as_ref(), &everything())
            .ok()?;
        Some(Self {
            observer,
            _changed: changed,
        })
    }

    /// Watches an open shadow root as well, which the document's own watch doesn't reach.
    pub(crate) fn reach(&self, root: &Node) {
        let _ = self.observer.observe_with_options(root, &everything());
    }
}

fn everything() -> MutationObserverInit {
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    options.set_character_data(true);
    let ids: js_sys::Array = IDS.iter().map(|name| JsValue::from_str(name)).collect();
    options.set_attribute_filter(&ids);
    options
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
