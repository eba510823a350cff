//! Which of the posts that are followed stand near the window.
//!
//! The browser looks at each post that it was asked to watch whenever it draws. On a long page that would take longer
//! than drawing, so of far posts it watches one in [`GROUP`].

use crate::keyed::Keyed;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// Up to this many posts are watched each for itself.
const ALL: usize = 256;
/// Posts beyond these are watched in groups of so many, which follow one another on the page.
const GROUP: usize = 16;
/// How far around the window marks are drawn: a little before they come into view.
const NEAR: &str = "300px";
/// How far around the window groups are watched post by post: further than a group is high, were each post of it, and
/// each calm one between, as high as a window.
const FAR: &str = "30000px";

/// What an observer looks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Range {
    /// Posts near the window.
    Near,
    /// Groups that may have some.
    Far,
}

/// A post that is followed.
struct Followed {
    element: Element,
    /// The place of its group; none for a post that is watched for itself.
    group: Option<usize>,
}

/// Posts that follow one another on the page.
struct Group {
    /// Their ids. The first one stands for all while the group is far.
    posts: Vec<String>,
    /// Whether each of its posts is watched.
    open: bool,
}

/// One of the browser's observers, and what it calls.
struct Observer {
    browser: IntersectionObserver,
    _seen: Closure<dyn FnMut(js_sys::Array)>,
}

impl Observer {
    fn new(margin: &str, seen: impl FnMut(js_sys::Array) + 'static) -> Result<Self, JsValue> {
        let seen = Closure::<dyn FnMut(js_sys::Array)>::new(seen);
        let options = IntersectionObserverInit::new();
        options.set_root_margin(margin);
        let browser =
            IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options)?;
        Ok(Self {
            browser,
            _seen: seen,
        })
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.browser.disconnect();
    }
}

/// The posts that are followed, and those of them near the window.
pub(super) struct Watch {
    posts: Keyed<Followed>,
    groups: Vec<Group>,
    /// The ids of the elements, as the browser finds them.
    ids: js_sys::Map,
    near: Vec<String>,
    each: Observer,
    firsts: Observer,
}

impl Watch {
    /// A watch over nothing. `seen` is given the browser's entries when posts or groups come near the window or leave it.
    pub(super) fn new(
        seen: impl Fn(Range, &js_sys::Array) + Clone + 'static,
    ) -> Result<Self, JsValue> {
        let also = seen.clone();
        Ok(Self {
            posts: Keyed::default(),
            groups: Vec::new(),
            ids: js_sys::Map::new(),
            near: Vec::new(),
            each: Observer::new(NEAR, move |entries| seen(Range::Near, &entries))?,
            firsts: Observer::new(FAR, move |entries| also(Range::Far, &entries))?,
        })
    }

    /// The posts near the window, by their ids.
    pub(super) fn near(&self) -> &[String] {
        &self.near
    }

    /// The element of a post.
    pub(super) fn element(&self, id: &str) -> Option<&Element> {
        self.posts.get(id).map(|post| &post.element)
    }

    /// Follows posts that follow one another on the page; those that are followed already stay as they are. One that has
    /// another element by now is to be forgotten first.
    pub(super) fn follow(&mut self, posts: Vec<(String, Element)>) {
        let mut group: Vec<String> = Vec::new();
        for (id, element) in posts {
            if self.posts.contains_key(&id) {
                continue;
            }
            self.ids.set(&element, &id.as_str().into());
            let is_one_of_many = self.posts.len() >= ALL;
            if !is_one_of_many {
                self.each.browser.observe(&element);
            } else if group.is_empty() {
                self.firsts.browser.observe(&element);
            }
            let followed = Followed {
                element,
                group: is_one_of_many.then_some(self.groups.len()),
            };
            self.posts.insert(id.clone(), followed);
            if is_one_of_many {
                group.push(id);
            }
            if group.len() == GROUP {
                self.gather(&mut group);
            }
        }
        if !group.is_empty() {
            self.gather(&mut group);
        }
    }

    fn gather(&mut self, posts: &mut Vec<String>) {
        self.groups.push(Group {
            posts: core::mem::take(posts),
            open: false,
        });
    }

    /// Follows a post no longer.
    pub(super) fn forget(&mut self, id: &str) {
        let Some(gone) = self.posts.remove(id) else {
            return;
        };
        self.each.browser.unobserve(&gone.element);
        self.ids.delete(&gone.element);
        self.near.retain(|near| near != id);
        let Some(group) = gone.group.and_then(|group| self.groups.get_mut(group)) else {
            return;
        };
        group.posts.retain(|post| post != id);
        // Another one stands for the group from now on, unless it did so already.
        self.firsts.browser.unobserve(&gone.element);
        if let Some(first) = group.posts.first().and_then(|first| self.posts.get(first)) {
            self.firsts.browser.observe(&first.element);
        }
    }

    /// Takes note of the browser's entries, and gives the posts that went away from the window.
    pub(super) fn note(&mut self, range: Range, entries: &js_sys::Array) -> Vec<String> {
        let mut left = Vec::new();
        for entry in entries.iter() {
            let entry: IntersectionObserverEntry = entry.unchecked_into();
            let Some(id) = self.ids.get(&entry.target()).as_string() else {
                continue;
            };
            match range {
                Range::Near => self.turn(id, entry.is_intersecting(), &mut left),
                Range::Far => {
                    // Of a post that is folded away nobody can say where its group is.
                    let place = entry.bounding_client_rect();
                    let is_hidden = place.width() == 0.0 && place.height() == 0.0;
                    self.open(&id, entry.is_intersecting() || is_hidden, &mut left);
                }
            }
        }
        left
    }

    /// A post came near, or went away.
    fn turn(&mut self, id: String, is_near: bool, left: &mut Vec<String>) {
        let place = self.near.iter().position(|near| *near == id);
        match (place, is_near) {
            (None, true) => self.near.push(id),
            (Some(place), false) => {
                self.near.remove(place);
                left.push(id);
            }
            (Some(_), true) | (None, false) => {}
        }
    }

    /// Watches the posts of a group each for itself from now on, or no longer.
    fn open(&mut self, id: &str, open: bool, left: &mut Vec<String>) {
        let group = self.posts.get(id).and_then(|post| post.group);
        let Some(group) = group.and_then(|group| self.groups.get_mut(group)) else {
            return;
        };
        if group.open == open {
            return;
        }
        group.open = open;
        for id in &group.posts {
            let Some(post) = self.posts.get(id) else {
                continue;
            };
            if open {
                self.each.browser.observe(&post.element);
            } else {
                self.each.browser.unobserve(&post.element);
                if let Some(place) = self.near.iter().position(|near| near == id) {
                    left.push(self.near.remove(place));
                }
            }
        }
    }
}
