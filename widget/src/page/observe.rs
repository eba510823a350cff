//! Following the page: new posts, edits, and navigation inside a single-page app.

use wasm_bindgen::prelude::*;
use web_sys::{Document, MutationObserver, MutationObserverInit, MutationRecord, Node};

/// Watches the document until it is dropped.
pub(crate) struct Observer {
    observer: MutationObserver,
    /// Kept alive for as long as the browser may call it.
    _changed: Closure<dyn FnMut(js_sys::Array)>,
}

impl Observer {
    /// Calls `changed` with the nodes whose content changed, once for each batch of the browser.
    pub(crate) fn new(
        document: &Document,
        mut changed: impl FnMut(Vec<Node>) + 'static,
    ) -> Option<Self> {
        let changed = Closure::<dyn FnMut(js_sys::Array)>::new(move |records: js_sys::Array| {
            let touched = records
                .iter()
                .filter_map(|record| record.unchecked_into::<MutationRecord>().target())
                .collect();
            changed(touched);
        });
        let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer
            .observe_with_options(document.body()?.as_ref(), &everything())
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
    options
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
