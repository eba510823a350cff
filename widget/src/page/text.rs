//! The words of a post as a reader sees them: no quotations, no buttons, white space as the page shows it.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// Elements whose text is not the post's.
const SILENT: [&str; 13] = [
    "SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "BUTTON", "FORM", "INPUT", "TEXTAREA", "SELECT",
    "SVG", "svg", "DETAILS", "NAV",
];
/// Elements that begin a new line.
const BLOCKS: [&str; 14] = [
    "P",
    "DIV",
    "LI",
    "UL",
    "OL",
    "SECTION",
    "ARTICLE",
    "BLOCKQUOTE",
    "PRE",
    "H1",
    "H2",
    "H3",
    "H4",
    "TR",
];

/// Reads the text below `element`, leaving out what `skip` matches (a selector, empty for none).
pub(crate) fn read(element: &Element, skip: &str) -> String {
    let mut out = Words::default();
    if element.first_element_child().is_none() {
        out.push(&element.text_content().unwrap_or_default());
    } else {
        walk(element, skip, &mut out);
    }
    out.finish()
}

fn walk(node: &Node, skip: &str, out: &mut Words) {
    let mut next = node.first_child();
    while let Some(child) = next {
        match child.node_type() {
            Node::TEXT_NODE => out.push(&child.node_value().unwrap_or_default()),
            Node::ELEMENT_NODE => enter(child.unchecked_ref(), skip, out),
            _ => {}
        }
        next = child.next_sibling();
    }
}

fn enter(element: &Element, skip: &str, out: &mut Words) {
    let tag = element.tag_name();
    if tag == "BR" {
        out.add_line();
    } else if tag == "IMG" {
        // Emoji are often pictures whose alternative text is the emoji itself.
        out.push(
            &element
                .get_attribute("alt")
                .filter(|alt| alt.chars().count() <= 4)
                .unwrap_or_default(),
        );
    } else if SILENT.contains(&tag.as_str()) || left_out(element, skip) {
    } else if BLOCKS.contains(&tag.as_str()) {
        let lines = if tag == "P" { 2 } else { 1 };
        out.break_line(lines);
        walk(element, skip, out);
        out.break_line(lines);
    } else {
        walk(element, skip, out);
    }
}

fn left_out(element: &Element, skip: &str) -> bool {
    let hidden = element.has_attribute("hidden")
        || element.get_attribute("aria-hidden").as_deref() == Some("true");
    hidden || (!skip.is_empty() && element.matches(skip).unwrap_or(false))
}

/// Text with runs of white space as one blank, and lines only where the page begins one.
#[derive(Default)]
struct Words {
    text: String,
    /// Lines to begin before the next word.
    lines: usize,
    /// Whether a blank comes before the next word.
    blank: bool,
}

impl Words {
    fn push(&mut self, raw: &str) {
        for letter in raw.chars() {
            if matches!(letter, ' ' | '\n' | '\r' | '\t') {
                self.blank = true;
                continue;
            }
            if !self.text.is_empty() {
                if self.lines > 0 {
                    self.text.extend(core::iter::repeat_n('\n', self.lines));
                } else if self.blank {
                    self.text.push(' ');
                }
            }
            (self.lines, self.blank) = (0, false);
            self.text.push(letter);
        }
    }

    fn break_line(&mut self, lines: usize) {
        self.lines = self.lines.max(lines);
    }

    /// A line break of its own: two of them are an empty line.
    fn add_line(&mut self) {
        self.lines = (self.lines + 1).min(2);
    }

    fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn white_space_is_what_the_page_shows() {
        let mut words = Words::default();
        words.push("\n   Trois  semaines ");
        words.push("sans\u{a0}réponse");
        words.break_line(2);
        words.push(" Merci\t");
        words.break_line(1);
        assert_eq!(words.finish(), "Trois semaines sans\u{a0}réponse\n\nMerci");
    }
}
