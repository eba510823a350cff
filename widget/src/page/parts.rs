//! The parts of a post by their selectors, asked for in as few questions as the browser allows.

use super::rules::Rule;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// What is not said by the author where a post has no element for its text.
const AROUND: &str = "header, footer, time, cite, address, .author, .meta, .date, .actions, .comments, .replies, .children";

/// A rule made ready for reading many posts.
pub(crate) struct Parts {
    /// Each post.
    pub(crate) post: String,
    /// Left out of the words.
    pub(crate) skip: String,
    /// Left out of the words of a post without an element for them.
    pub(crate) around: String,
    /// The post's words.
    pub(crate) text: Part,
    /// The author's name.
    pub(crate) author: Part,
    /// When it was made.
    pub(crate) time: Part,
    /// The permalink.
    pub(crate) link: Part,
    /// Whether the brand wrote it.
    pub(crate) own: Part,
}

impl Parts {
    /// The parts of a rule.
    pub(crate) fn of(rule: &Rule) -> Self {
        let skip = join(&rule.skip, &rule.post);
        Self {
            post: rule.post.clone(),
            around: join(&skip, AROUND),
            skip,
            text: Part::new(&rule.text),
            author: Part::new(&rule.author),
            time: Part::new(&rule.time),
            link: Part::new(&rule.link),
            own: Part::new(&rule.own),
        }
    }
}

/// One part: a selector list is a list of preferences, and the first that matches something wins.
pub(crate) struct Part {
    list: String,
    singles: Vec<String>,
    /// The place of the selector that matched in the last post.
    last: Option<usize>,
    /// The selectors before that one, as a list.
    before: String,
}

impl Part {
    fn new(list: &str) -> Self {
        Self {
            list: list.to_owned(),
            singles: split(list).into_iter().map(str::to_owned).collect(),
            last: None,
            before: String::new(),
        }
    }

    /// The whole list.
    pub(crate) fn list(&self) -> &str {
        &self.list
    }

    /// The first element of `post` that matches and belongs to this post, not to one nested in it.
    pub(crate) fn first(&mut self, post: &Element, posts: &str) -> Option<Element> {
        if self.list.is_empty() {
            return None;
        }
        // The posts of a page are alike: what matched in the last one, and nothing before it, does so in this one.
        if let Some(single) = self.last.and_then(|last| self.singles.get(last)) {
            let is_same = self.before.is_empty() || query(post, &self.before).is_none();
            let hit = is_same.then(|| query(post, single)).flatten();
            if let Some(hit) = hit.filter(|hit| belongs(hit, post, posts)) {
                return Some(hit);
            }
        }
        query(post, &self.list)?;
        let (place, hit) = self
            .singles
            .iter()
            .enumerate()
            .find_map(|(place, single)| Some((place, search(post, single, posts)?)))?;
        self.last = Some(place);
        self.before = self.singles[..place].join(", ");
        Some(hit)
    }
}

/// The first element below `post`, or in its open shadow root, that a selector matches.
pub(crate) fn query(post: &Element, selector: &str) -> Option<Element> {
    let inside = || post.shadow_root()?.query_selector(selector).ok().flatten();
    post.query_selector(selector).ok().flatten().or_else(inside)
}

/// The first element that one selector matches and that belongs to the post.
fn search(post: &Element, single: &str, posts: &str) -> Option<Element> {
    let hit = query(post, single)?;
    if belongs(&hit, post, posts) {
        return Some(hit);
    }
    let all = post.query_selector_all(single).ok()?;
    (0..all.length())
        .filter_map(|index| all.get(index)?.dyn_into::<Element>().ok())
        .find(|hit| belongs(hit, post, posts))
}

fn belongs(hit: &Element, post: &Element, posts: &str) -> bool {
    hit.closest(posts)
        .ok()
        .flatten()
        .is_none_or(|owner| owner == *post || owner.contains(Some(post)))
}

/// A selector list cut at the commas outside brackets and parentheses.
fn split(selector: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (index, letter) in selector.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(selector[start..index].trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(selector[start..].trim());
    parts
}

fn join(one: &str, other: &str) -> String {
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other.to_owned(),
        (_, true) => one.to_owned(),
        (false, false) => format!("{one}, {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn lists_are_cut_outside_brackets_only() {
        assert_eq!(
            split(".a, .b:is(i, b), [t='x,y']"),
            [".a", ".b:is(i, b)", "[t='x,y']"]
        );
    }
}
