//! What is done with a case besides answering: the row of acts, and the form that asks for the rest.

use super::icons::{MORE, button};
use super::{chosen, sends, target, typed, value};
use crate::app::send;
use crate::state::Msg;
use crate::state::view::{CaseView, Deed, Form, FormView};
use crate::strings::{Locale, Word};
use crate::tree::{El, el};
use web_sys::Event;

/// The acts that are possible now; `open` is the form that is open below them.
pub(super) fn acts(case: &CaseView, open: Option<Form>, locale: Locale) -> El {
    let deed = |deed: &Deed| {
        let form = match deed {
            Deed::Snooze => Some(Form::Snooze),
            Deed::HandOff => Some(Form::HandOff),
            Deed::Reopen => Some(Form::Reopen),
            Deed::Claim
            | Deed::Release
            | Deed::Wake
            | Deed::Resolve
            | Deed::Note
            | Deed::Assign
            | Deed::NotAngry
            | Deed::Angry
            | Deed::Hide
            | Deed::Unhide
            | Deed::PrivateLink => None,
        };
        let expanded = form.map(|form| if open == Some(form) { "true" } else { "false" });
        el("button.deed")
            .key(deed.id())
            .set("id", deed.id())
            .set_some("aria-expanded", expanded)
            .on("click", sends(Msg::Deed(*deed)))
            .text(locale.get(deed.word()))
    };
    let more = || {
        button("button#more.deed", MORE, locale.get(Word::More), Msg::More)
            .set_to("aria-expanded", open == Some(Form::More))
    };
    el("div.deeds")
        .set("role", "group")
        .named(locale.get(Word::Acts))
        .with_all(case.deeds.iter().map(deed))
        .with_all(case.more.then(more))
}

/// A form: something to choose, something to write, or both. Where nothing is to be written, choosing is doing. What is
/// being written is told letter by letter, so that it is still there when somebody comes back.
pub(super) fn ask(form: &FormView, locale: Locale) -> El {
    let is_written = form.text.is_some();
    let asks = is_written || form.picks.is_empty() || form.when.is_some();
    let cancel = el("button#cancel.button")
        .set("type", "button")
        .on("click", sends(Msg::Cancel))
        .text(locale.get(Word::Cancel));
    let submit = || {
        el("button#submit.button.main")
            .set("type", "submit")
            .text(form.button)
    };
    el("form#form.ask")
        // The fields of another form begin empty.
        .key(&form.title)
        .set("aria-labelledby", "form-title")
        .on("submit", submitted)
        .with(el("h3#form-title.label").text(&form.title))
        .with_all(form.about.as_ref().map(|about| el("p").text(about)))
        .with_all(
            form.quote
                .as_ref()
                .map(|quote| el("blockquote.turn").text(quote)),
        )
        .with_all((!form.picks.is_empty()).then(|| {
            if is_written {
                list(&form.picks, locale)
            } else {
                buttons(&form.picks)
            }
        }))
        .with_all(form.text.as_ref().map(|(name, text)| {
            let area = el("textarea#form-text.field")
                .set("rows", "3")
                .set("required", "required")
                .value(text)
                .on("input", typed(Msg::Jot));
            el("label").key("text").text(name).with(area)
        }))
        .with_all(form.when.as_ref().map(|(earliest, moment)| {
            let field = el("input#form-when.field")
                .set("type", "datetime-local")
                .set("required", "required")
                .set("min", earliest)
                .set("value", moment);
            el("label")
                .key("when")
                .text(locale.get(Word::SnoozeOwn))
                .with(field)
        }))
        .with(el("div.row-end").with(cancel).with_all(asks.then(submit)))
}

/// Sends what was written and chosen.
fn submitted(event: &Event) {
    event.prevent_default();
    let field = |selector| target(event)?.query_selector(selector).ok().flatten();
    let text = field("textarea, input").map(|field| value(&field));
    let pick = field("select").and_then(|list| chosen(&list));
    send(Msg::Submit(pick.unwrap_or(0), text.unwrap_or_default()));
}

fn list(picks: &[String], locale: Locale) -> El {
    let option = |pick: &String| el("option").text(pick);
    let list = el("select.field").with_all(picks.iter().map(option));
    el("label")
        .key("to")
        .text(locale.get(Word::HandOffTo))
        .with(list)
}

fn buttons(picks: &[String]) -> El {
    let button = |(index, pick): (usize, &String)| {
        el("button.pick")
            .set("type", "button")
            .on("click", sends(Msg::Submit(index, String::new())))
            .text(pick)
    };
    el("div.picks").with_all(picks.iter().enumerate().map(button))
}
