//! The reply: suggestions to choose from, one text to edit, what the checker finds, and what is done with it.

use super::Screen;
use super::icons::{Icon, TICK};
use crate::app::send;
use crate::state::Msg;
use crate::state::view::{Hint, ReplyView};
use crate::strings::{Locale, Word};
use leptos::prelude::*;

/// The reply to the open case.
#[component]
pub(crate) fn Reply(screen: Screen, locale: Locale) -> impl IntoView {
    let there = Memo::new(move |_| screen.reply.with(Option::is_some));
    let part = move |read: fn(&ReplyView) -> String| {
        Memo::new(move |_| {
            screen
                .reply
                .with(|reply| reply.as_ref().map(read).unwrap_or_default())
        })
    };
    let text = part(|reply| reply.text.clone());
    let under = Memo::new(move |_| {
        screen.reply.with(|reply| {
            reply
                .as_ref()
                .map(|reply| reply.under.clone())
                .unwrap_or_default()
        })
    });
    let hints = Memo::new(move |_| {
        screen.reply.with(|reply| {
            reply
                .as_ref()
                .map(|reply| reply.hints.clone())
                .unwrap_or_default()
        })
    });
    move || {
        there.get().then(|| view! {
            <section class="part" aria-label=locale.get(Word::Replies)>
                <h3 class="label">
                    {locale.get(Word::Replies)}
                    <span class="end">{move || screen.reply.with(|reply| reply.as_ref().map(|reply| reply.venue))}</span>
                </h3>
                {move || screen.reply.with(|reply| reply.as_ref().map(|reply| choices(reply, locale)))}
                <div class="paper">
                    <div class="sheet">
                        <div class="under" aria-hidden="true">
                            {move || under.get().into_iter().map(|(text, rule)| underlined(text, rule)).collect_view()}
                        </div>
                        <textarea id="draft" spellcheck="true" aria-label=locale.get(Word::ReplyText)
                            prop:value=move || text.get()
                            on:input=|event| send(Msg::Draft(event_target_value(&event)))></textarea>
                    </div>
                    {move || screen.reply.with(|reply| reply.as_ref().map(|reply| foot(reply, locale)))}
                    {move || findings(hints.get(), locale)}
                </div>
            </section>
            {move || screen.reply.with(|reply| reply.as_ref().map(|reply| acts(reply, locale)))}
        })
    }
}

fn choices(reply: &ReplyView, locale: Locale) -> impl IntoView + use<> {
    let (count, chosen) = (reply.choices, reply.chosen);
    let choice = (count > 0).then(|| view! {
        <div class="choices" role="radiogroup" aria-label=locale.get(Word::Replies)>
            {(0..count).map(|index| {
                let n = (index + 1).to_string();
                let name = locale.fill(Word::ReplyN, &[("n", &n)]);
                let is_chosen = chosen == Some(index);
                view! {
                    <button role="radio" aria-checked=is_chosen.to_string() on:click=move |_| send(Msg::Choose(index))>{name}</button>
                }
            }).collect_view()}
        </div>
    });
    let none = reply
        .none
        .clone()
        .map(|why| view! { <p class="none">{why}</p> });
    (choice, none)
}

fn underlined(text: String, rule: Option<&'static str>) -> AnyView {
    match rule {
        None => text.into_any(),
        Some(rule) => view! { <u data-rule=rule>{text}</u> }.into_any(),
    }
}

fn foot(reply: &ReplyView, locale: Locale) -> impl IntoView + use<> {
    let moves = reply.moves.clone();
    let score = reply.score.map(|score| {
        let name = locale.count(Word::ReplyScore, u32::from(score));
        view! {
            <span class="score" role="img" aria-label=name.clone() title=name.clone()>
                <span>{(0..8).map(|index| view! { <i data-on=(index < score).to_string()></i> }).collect_view()}</span>
                {score}"/8"
            </span>
        }
    });
    view! {
        <div class="foot">
            <ol class="chips" aria-label=locale.get(Word::ReplyMoves)>
                {moves.into_iter().map(|name| view! { <li class="chip">{name}</li> }).collect_view()}
            </ol>
        </div>
        <div class="foot">
            {score}
            <span class="end">{reply.length.clone()}</span>
        </div>
    }
}

fn findings(hints: Vec<Hint>, locale: Locale) -> impl IntoView {
    let count = u32::try_from(hints.len()).unwrap_or(u32::MAX);
    (count > 0).then(|| view! {
        <ul class="findings" aria-label=locale.count(Word::CheckCount, count)>
            {hints.into_iter().enumerate().map(|(index, hint)| view! {
                <li data-rule=hint.rule>
                    <span>{hint.message}</span>
                    {hint.fix.map(|fix| view! {
                        <button title=fix on:click=move |_| send(Msg::Fix(index))>{locale.get(Word::CheckFix)}</button>
                    })}
                </li>
            }).collect_view()}
        </ul>
    })
}

fn acts(reply: &ReplyView, locale: Locale) -> impl IntoView + use<> {
    let insert = reply.on_page.then(|| view! {
        <button class="button" id="insert" title=locale.get(Word::KeysInsert) on:click=|_| send(Msg::Insert)>
            {locale.get(Word::ReplyInsert)}
        </button>
    });
    view! {
        <div class="acts">
            <button class="button" id="copy" on:click=|_| send(Msg::Copy)>{locale.get(Word::ReplyCopy)}</button>
            {insert}
            <button class="button main" id="sent" disabled=reply.sending on:click=|_| send(Msg::Sent)>
                <Icon d=TICK />{locale.get(Word::ReplySent)}
            </button>
        </div>
    }
}
