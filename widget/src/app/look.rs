//! Which scanner reads the page as it stands: single-page apps show another page in the same window, and a page without
//! posts may get some.

use super::{document, finder, now, send, with};
use crate::page::{Root, Scanner, choose};
use crate::state::{Msg, Reading};
use js_sys::Map;
use std::cell::RefCell;
use std::rc::Rc;

/// After a search without result the next one waits so long, in milliseconds, and then twice as long each time: a
/// search goes through the whole page, and some pages change all the time.
const LEAST: i64 = 1000;
/// The longest of these waits, in milliseconds.
const MOST: i64 = 60_000;

/// When the page was last searched for posts that no rule knows.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// The path of the page that was searched.
    path: String,
    /// Whether nothing came into the page since.
    unchanged: bool,
    /// When the next search may begin, in milliseconds since 1970.
    next: i64,
    /// How long it waits after this one, in milliseconds.
    wait: i64,
}

/// Whether to search the page now.
#[derive(Debug, PartialEq, Eq)]
enum Due {
    /// Now.
    Now,
    /// In so many milliseconds.
    In(i32),
    /// When something has come into the page.
    Unchanged,
}

impl Look {
    /// Something came into the page.
    pub(super) const fn grow(&mut self) {
        self.unchanged = false;
    }

    /// Takes note of the page's path, and gives whether it is another one.
    fn walk(&mut self, path: &str) -> bool {
        let is_other = self.path != path;
        if is_other {
            *self = Self {
                path: path.to_owned(),
                ..Self::default()
            };
        }
        is_other
    }

    /// Whether to search the page at the moment `now`; if so, the search begins.
    #[allow(clippy::cast_possible_truncation)] // No wait is longer than a minute.
    fn begin(&mut self, now: i64) -> Due {
        if self.unchanged {
            return Due::Unchanged;
        }
        if now < self.next {
            return Due::In((self.next - now) as i32);
        }
        self.unchanged = true;
        self.wait = (2 * self.wait).clamp(LEAST, MOST);
        self.next = now + self.wait;
        Due::Now
    }
}

/// The scanner that reads the page: the one there is as long as it finds posts on the same page, else another one.
pub(super) async fn scanner(config: &super::Config, path: &str) -> Option<Rc<RefCell<Scanner>>> {
    let (known, is_other) = with(|app| (app.scanner.clone(), app.look.walk(path)))?;
    if let Some(known) = &known {
        known.borrow_mut().again();
    }
    let has_posts = known
        .as_ref()
        .is_some_and(|known| !known.borrow().is_empty());
    if has_posts && !is_other {
        return known;
    }
    super::reading::turn().await;
    let page = Root::Page(document());
    let found = match choose(&page, config.posts.as_deref()) {
        Ok(rule) => Scanner::new(page, rule, Map::new()),
        Err(why) => {
            match with(|app| app.look.begin(now().0))? {
                Due::Now => {}
                Due::In(millis) => {
                    super::reading::later(millis);
                    return known;
                }
                Due::Unchanged => return known,
            }
            let found = finder::look(config).await;
            if found.is_none() {
                send(Msg::Finished(Reading::NoneFound(why)));
            }
            found
        }
    };
    let found = found.map(|mut found| {
        if let Some(known) = &known {
            found.follow_on(&known.borrow());
        }
        Rc::new(RefCell::new(found))
    });
    with(|app| app.scanner.clone_from(&found));
    found
}

#[cfg(test)]
mod tests {
    use super::{Due, Look};

    #[test]
    fn a_page_without_posts_is_searched_less_and_less_often() {
        let mut look = Look::default();
        assert!(look.walk("/one"));
        assert!(!look.walk("/one"));
        assert_eq!(look.begin(0), Due::Now);
        assert_eq!(look.begin(5000), Due::Unchanged);
        look.grow();
        assert_eq!(look.begin(400), Due::In(600));
        assert_eq!(look.begin(1000), Due::Now);
        look.grow();
        assert_eq!(look.begin(2000), Due::In(1000));
        for _ in 0..10 {
            look.grow();
            let _ = look.begin(1_000_000_000);
        }
        look.grow();
        let mut last = Look {
            wait: 50_000,
            ..look
        };
        last.next = 0;
        assert_eq!(last.begin(0), Due::Now);
        last.grow();
        assert_eq!(last.begin(0), Due::In(60_000));
        // Another page is looked at right away.
        assert!(last.walk("/two"));
        assert_eq!(last.begin(0), Due::Now);
    }
}
