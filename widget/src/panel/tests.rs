//! What holds of every picture of the panel, without a browser.

use super::Screen;
use crate::state::tests::{model, post};
use crate::state::view::{Deed, Link};
use crate::state::{Model, Msg, update};
use crate::strings::Locale;
use crate::tree::El;

/// Pictures that differ in what they hold: closed, signed out, with a queue alone, with a case, with each form, with help.
fn pictures() -> Vec<(String, El)> {
    let mut all = Vec::new();
    for locale in [Locale::Fr, Locale::En] {
        let mut take = |name: &str, model: &mut Model| {
            update(model, Msg::Locale(locale));
            let name = format!("{name}, {}", locale.tag());
            all.push((name, Screen::new(model).tree()));
        };
        take("closed", &mut closed());
        for link in [Link::Live, Link::PageOnly, Link::Offline, Link::SignedOut] {
            take(&format!("a case, {link:?}"), &mut opened(link));
        }
        for deed in [
            Deed::Note,
            Deed::HandOff,
            Deed::Snooze,
            Deed::Hide,
            Deed::Assign,
        ] {
            let mut model = opened(Link::Live);
            update(&mut model, Msg::Deed(deed));
            take(&format!("the form of {deed:?}"), &mut model);
        }
        for (name, msg) in [
            ("help", Msg::Help),
            ("search", Msg::Find),
            ("queue", Msg::Back),
        ] {
            let mut model = opened(Link::Live);
            update(&mut model, msg);
            take(name, &mut model);
        }
    }
    all
}

fn closed() -> Model {
    let mut model = opened(Link::Live);
    update(&mut model, Msg::Hide);
    model
}

fn opened(link: Link) -> Model {
    let mut model = model(link);
    let more = post("2", "omar", "Still waiting for my refund", model.now);
    update(&mut model, Msg::Read(vec![more]));
    update(&mut model, Msg::Show);
    model
}

#[test]
fn whatever_can_be_pressed_or_written_in_has_a_name() {
    for (picture, tree) in pictures() {
        let labels = tree.all().into_iter().filter(|el| el.tag() == "label");
        let labelled: Vec<&El> = labels.flat_map(El::all).collect();
        for el in tree.all() {
            let is_field = matches!(el.tag(), "input" | "textarea" | "select");
            let has_label = is_field && labelled.iter().any(|other| std::ptr::eq(*other, el));
            let has_words = !is_field && !el.words().trim().is_empty();
            let has_name = el
                .attribute("aria-label")
                .is_some_and(|name| !name.is_empty());
            if is_field || el.tag() == "button" {
                assert!(
                    has_name || has_words || has_label,
                    "{picture}: {:?}",
                    el.name_among_siblings()
                );
            }
        }
    }
}

#[test]
fn an_id_stands_once_and_what_refers_to_it_finds_it() {
    for (picture, tree) in pictures() {
        let mut ids: Vec<&str> = tree.all().into_iter().filter_map(El::id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{picture}");
        for el in tree.all() {
            if let Some(to) = el.attribute("aria-labelledby") {
                assert!(ids.contains(&to), "{picture}: {to}");
            }
        }
    }
}

#[test]
fn rows_acts_and_fields_are_told_from_their_siblings() {
    for (picture, tree) in pictures() {
        for parent in tree.all() {
            let elements = parent.children().iter().filter(|el| !el.tag().is_empty());
            let mut named: Vec<_> = elements.map(El::name_among_siblings).collect();
            named.retain(|(_, key)| !key.is_empty());
            let count = named.len();
            named.sort_unstable();
            named.dedup();
            assert_eq!(named.len(), count, "{picture}: {named:?}");
        }
    }
}

#[test]
fn one_row_stands_in_the_order_of_tab() {
    let mut settled = opened(Link::Live);
    update(&mut settled, Msg::Deed(Deed::Resolve));
    let settled = (
        "the open case is settled".to_owned(),
        Screen::new(&settled).tree(),
    );
    for (picture, tree) in pictures().into_iter().chain([settled]) {
        let rows = tree
            .all()
            .into_iter()
            .filter(|el| el.attribute("data-key").is_some());
        let (first, rest): (Vec<&El>, Vec<&El>) =
            rows.partition(|row| row.attribute("tabindex") == Some("0"));
        assert_eq!(
            first.len(),
            usize::from(first.len() + rest.len() > 0),
            "{picture}"
        );
    }
}

#[test]
fn screen_readers_are_told_from_a_place_that_always_stands() {
    for (picture, tree) in pictures() {
        let told = tree
            .all()
            .into_iter()
            .filter(|el| el.attribute("role") == Some("status"));
        let told: Vec<String> = told.map(El::words).collect();
        assert_eq!(
            told.len(),
            usize::from(!picture.starts_with("closed")),
            "{picture}"
        );
        if picture.starts_with("a case, Offline") {
            assert!(!told[0].is_empty(), "{picture}");
        }
    }
}

#[test]
fn a_closed_panel_is_one_button_and_an_open_one_shows_queue_and_case() {
    let buttons = |tree: &El| tree.all().iter().filter(|el| el.tag() == "button").count();
    for (picture, tree) in pictures() {
        let is_closed = picture.starts_with("closed");
        assert_eq!(buttons(&tree) == 1, is_closed, "{picture}");
        if picture.starts_with("a case, Live") {
            let words = tree.words();
            assert!(
                words.contains("THREE WEEKS") && words.contains("omar"),
                "{picture}: {words}"
            );
        }
    }
}
