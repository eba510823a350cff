//! Going from one place of the panel to the next: into a case, back to the queue, into a form and out of it.

use super::tuning::suggest_here;
use super::view::{Form, Key, Link, View};
use super::{Effect, Model};

pub(super) fn focus(selector: &str) -> Vec<Effect> {
    vec![Effect::Focus(selector.to_owned())]
}

/// The row of a case in the queue.
pub(super) fn row(key: &str) -> Vec<Effect> {
    vec![Effect::Focus(row_selector(key))]
}

/// Finds the row of a case in the panel.
pub(crate) fn row_selector(key: &str) -> String {
    format!(".row[data-key=\"{}\"]", key.replace(['\\', '"'], "_"))
}

impl Model {
    /// Where the focus rests while there is nothing to go to.
    pub(super) const fn rest(&self) -> &'static str {
        match self.view {
            View::Beside => "#close",
            View::Page => "#panel",
        }
    }
}

pub(super) fn open(model: &mut Model, key: Key) -> Vec<Effect> {
    model.open = true;
    model.current = Some(key.clone());
    model.opened = Some(key.clone());
    let is_new = model.seen.insert(key.clone(), ()).is_none();
    (model.form, model.failure) = (None, None);
    model.fetching.clear();
    if model.draft.as_ref().is_some_and(|draft| draft.key != key) {
        model.draft = None;
    }
    let mut effects = focus("#author");
    effects.extend(is_new.then_some(Effect::KeepSeen));
    let Some(entry) = model.entries.get(&key) else {
        // Whoever comes by a link may name a case that the list doesn't show.
        effects.extend((model.link == Link::Live).then_some(Effect::Ask(key)));
        return effects;
    };
    let is_told = entry.case.is_some();
    match (model.link, entry.on_page()) {
        (Link::Live, Some(_)) => effects.push(Effect::Post(key.clone(), entry.posts.clone())),
        (Link::Live, None) => effects.push(Effect::Ask(key.clone())),
        (Link::PageOnly | Link::Offline | Link::SignedOut, _) => {}
    }
    // What is known already is shown at once; the edge may add to it.
    if is_told || model.link != Link::Live {
        suggest_here(model, &key);
    }
    effects
}

pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    let Some(key) = model.opened.take() else {
        return Vec::new();
    };
    (model.form, model.draft) = (None, None);
    let order = model.order();
    let next = order
        .iter()
        .find(|(_, other)| **other == key)
        .or(order.first());
    match next.map(|(_, key)| (*key).clone()) {
        Some(next) => {
            let effects = row(&next);
            model.current = Some(next);
            effects
        }
        None => focus(model.rest()),
    }
}

/// Opens a form; the same again closes it.
pub(super) fn open_form(model: &mut Model, form: Form) -> Vec<Effect> {
    if model.form == Some(form) {
        return cancel(model);
    }
    model.form = Some(form);
    model.begun = model.begun(form);
    (model.asked, model.offered) = (model.now, model.offers());
    vec![Effect::Focus("#form :is(button, textarea, select)".into())]
}

/// Keeps what is being written in the open form, or gives it up.
pub(super) fn jot(model: &mut Model, text: Option<String>) {
    let (Some(form), Some(key)) = (model.form, model.opened.clone()) else {
        return;
    };
    model
        .jots
        .retain(|(other, its, _)| *other != key || *its != form);
    model.begun = text.clone().unwrap_or_default();
    model.jots.extend(text.map(|text| (key, form, text)));
}

/// Closes the form.
pub(super) fn cancel(model: &mut Model) -> Vec<Effect> {
    let id = match model.form.take() {
        None => return Vec::new(),
        Some(Form::Snooze) => "#snooze",
        Some(Form::HandOff) => "#hand-off",
        Some(Form::Reopen) => "#reopen",
        Some(Form::More | Form::Note | Form::Assign | Form::Hide) => "#more",
        Some(Form::Publish) => "#sent",
    };
    vec![Effect::Focus(id.into())]
}
