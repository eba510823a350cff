//! What is done with a case besides answering: the row of acts, and the form that asks for the rest.

use super::Screen;
use super::icons::{Icon, MORE};
use crate::app::send;
use crate::state::Msg;
use crate::state::view::{Deed, Form, FormView};
use crate::strings::{Locale, Word};
use leptos::html::{Input, Select, Textarea};
use leptos::prelude::*;

/// The acts that are possible now, and the form of the one that asks for something.
#[component]
pub(crate) fn Acts(screen: Screen, locale: Locale) -> impl IntoView {
    let acts = Memo::new(move |_| {
        screen.case.with(|case| {
            let case = case.as_ref();
            case.map(|case| (case.deeds.clone(), case.more))
        })
    });
    let form = Memo::new(move |_| screen.form.get());
    let open = Memo::new(move |_| screen.form.with(|form| form.as_ref().map(|form| form.form)));
    view! {
        <div class="deeds" role="group" aria-label=locale.get(Word::Acts)>
            {move || acts.get().map(|(deeds, more)| view! { <Row deeds more open locale /> })}
        </div>
        {move || form.get().map(|form| view! { <Ask form locale /> })}
    }
    .into_any()
}

/// The row of acts.
#[component]
fn Row(deeds: Vec<Deed>, more: bool, open: Memo<Option<Form>>, locale: Locale) -> impl IntoView {
    let expanded = move |form: Form| (open.get() == Some(form)).to_string();
    let deed = move |deed: Deed| {
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
        view! {
            <button class="deed" id=deed.id() aria-expanded=move || form.map(expanded)
                on:click=move |_| send(Msg::Deed(deed))>{locale.get(deed.word())}</button>
        }
    };
    view! {
        {deeds.into_iter().map(deed).collect_view()}
        {more.then(|| view! {
            <button class="deed" id="more" aria-label=locale.get(Word::More) title=locale.get(Word::More)
                aria-expanded=move || expanded(Form::More) on:click=|_| send(Msg::More)><Icon d=MORE /></button>
        })}
    }
    .into_any()
}

/// A form: something to choose, something to write, or both. Where nothing is to be written, choosing is doing. What is
/// being written is told letter by letter, so that it is still there when somebody comes back.
#[component]
fn Ask(form: FormView, locale: Locale) -> impl IntoView {
    let (area, list) = (NodeRef::<Textarea>::new(), NodeRef::<Select>::new());
    let moment = NodeRef::<Input>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = area.get_untracked().map(|area| area.value());
        let text = text.or_else(|| moment.get_untracked().map(|moment| moment.value()));
        let pick = list.get_untracked().map_or(0, |list| list.selected_index());
        let pick = usize::try_from(pick).unwrap_or(0);
        send(Msg::Submit(pick, text.unwrap_or_default()));
    };
    let FormView {
        picks,
        text,
        button,
        ..
    } = form;
    let is_written = text.is_some();
    let asks = is_written || picks.is_empty() || form.when.is_some();
    view! {
        <form class="ask" id="form" aria-labelledby="form-title" on:submit=submit>
            <h3 class="label" id="form-title">{form.title}</h3>
            {form.about.map(|about| view! { <p>{about}</p> })}
            {form.quote.map(|quote| view! { <blockquote class="turn">{quote}</blockquote> })}
            {if picks.is_empty() {
                ().into_any()
            } else if is_written {
                view! { <label>{locale.get(Word::HandOffTo)}<select class="field" node_ref=list>{options(picks)}</select></label> }.into_any()
            } else {
                view! { <div class="picks">{buttons(picks)}</div> }.into_any()
            }}
            {text.map(|(name, value)| view! {
                <label>{name}<textarea class="field" id="form-text" rows="3" required="required" prop:value=value node_ref=area
                    on:input=|event| send(Msg::Jot(event_target_value(&event)))></textarea></label>
            })}
            {form.when.map(|(earliest, value)| view! {
                <label>{locale.get(Word::SnoozeOwn)}<input class="field" id="form-when" type="datetime-local" required="required"
                    min=earliest value=value node_ref=moment /></label>
            })}
            <div class="row-end">
                <button class="button" type="button" id="cancel" on:click=|_| send(Msg::Cancel)>{locale.get(Word::Cancel)}</button>
                {asks.then(|| view! { <button class="button main" type="submit" id="submit">{button}</button> })}
            </div>
        </form>
    }
    .into_any()
}

fn options(picks: Vec<String>) -> AnyView {
    let option = |pick| view! { <option>{pick}</option> };
    picks.into_iter().map(option).collect_view().into_any()
}

fn buttons(picks: Vec<String>) -> AnyView {
    let button = |(index, pick)| {
        view! {
            <button class="pick" type="button" on:click=move |_| send(Msg::Submit(index, String::new()))>{pick}</button>
        }
    };
    picks
        .into_iter()
        .enumerate()
        .map(button)
        .collect_view()
        .into_any()
}
