//! The reply: suggestions to choose from, one text to edit, what the checker finds, and what is done with it.

use super::Screen;
use super::icons::{AGAIN, Icon, TICK};
use crate::app::send;
use crate::state::view::{Cure, Finding, ReplyView, Switch};
use crate::state::{Msg, Tune};
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
                .map(|reply| reply.findings.clone())
                .unwrap_or_default()
        })
    });
    let footing = Memo::new(move |_| {
        screen
            .reply
            .with(|reply| reply.as_ref().and_then(|reply| reply.footing.clone()))
    });
    let ways = Memo::new(move |_| {
        screen.reply.with(|reply| {
            reply
                .as_ref()
                .map(|reply| reply.switches.clone())
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
                {move || switches(ways.get())}
                {move || footing.get().map(|text| view! { <p class="hint">{text}</p> })}
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
        <div class="choices">
            <div class="radios" role="group" aria-label=locale.get(Word::Replies)>
            {(0..count).map(|index| {
                let n = (index + 1).to_string();
                let name = locale.fill(Word::ReplyN, &[("n", &n)]);
                let is_chosen = chosen == Some(index);
                view! {
                    <button aria-label=name.clone() title=name aria-pressed=is_chosen.to_string() on:click=move |_| send(Msg::Choose(index))>{n}</button>
                }
            }).collect_view()}
            </div>
            <button class="again" id="another" aria-label=locale.get(Word::ReplyAnother) title=locale.get(Word::ReplyAnother)
                on:click=|_| send(Msg::Another)><Icon d=AGAIN /></button>
        </div>
    });
    let none = reply
        .none
        .clone()
        .map(|why| view! { <p class="none">{why}</p> });
    (choice, none)
}

/// Tone, language and place: each a row of ways, of which one holds.
fn switches(switches: Vec<Switch>) -> AnyView {
    let way = |(name, tune, holds): (&'static str, Tune, bool)| {
        view! {
            <button aria-pressed=holds.to_string() on:click=move |_| send(Msg::Tune(tune))>{name}</button>
        }
    };
    let switch = |switch: Switch| {
        let ways = switch.ways.into_iter().map(way).collect_view();
        view! { <div role="group" aria-label=switch.name title=switch.name>{ways}</div> }
    };
    let switches = switches.into_iter().map(switch).collect_view();
    view! { <div class="switches">{switches}</div> }.into_any()
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
            {reply.linkable.then(|| view! {
                <button class="goto" id="add-link" on:click=|_| send(Msg::AddLink)>{locale.get(Word::ReplyAddLink)}</button>
            })}
            <span class="end">{reply.length.clone()}</span>
        </div>
    }
}

fn findings(hints: Vec<Finding>, locale: Locale) -> Option<AnyView> {
    let count = u32::try_from(hints.len()).unwrap_or(u32::MAX);
    let hint = |(index, hint): (usize, Finding)| {
        let (word, title, msg) = match hint.cure {
            Cure::None => (None, None, Msg::Another),
            Cure::Remove => (Some(Word::CheckRemove), None, Msg::Fix(index)),
            Cure::Fix(words) => (Some(Word::CheckFix), Some(words), Msg::Fix(index)),
            Cure::Another => (Some(Word::ReplyAnother), None, Msg::Another),
        };
        let cure = word.map(|word| {
            view! { <button title=title on:click=move |_| send(msg.clone())>{locale.get(word)}</button> }
        });
        view! { <li data-rule=hint.rule><span>{hint.message}</span>{cure}</li> }
    };
    (count > 0).then(|| {
        view! {
            <ul class="findings" aria-label=locale.count(Word::CheckCount, count)>
                {hints.into_iter().enumerate().map(hint).collect_view()}
            </ul>
        }
        .into_any()
    })
}

fn acts(reply: &ReplyView, locale: Locale) -> AnyView {
    let insert = (reply.on_page && reply.publishes.is_none()).then(|| {
        view! {
            <button class="button" id="insert" title=locale.get(Word::KeysInsert) on:click=|_| send(Msg::Insert)>
                {locale.get(Word::ReplyInsert)}
            </button>
        }
    });
    // Where the edge publishes, an answer that already stands over there is noted by the smaller button.
    let note = reply.publishes.map(|_| {
        view! { <button class="button" id="noted" on:click=|_| send(Msg::Note)>{locale.get(Word::ReplyNoted)}</button> }
    });
    let main = match reply.publishes {
        Some(place) => locale.fill(Word::ReplyPublish, &[("place", place)]),
        None => locale.get(Word::ReplySent).to_owned(),
    };
    let closed = reply
        .closed
        .clone()
        .map(|why| view! { <p class="hint closed">{why}</p> });
    view! {
        {closed}
        <div class="acts">
            <button class="button" id="copy" on:click=|_| send(Msg::Copy)>{locale.get(Word::ReplyCopy)}</button>
            {insert}
            {note}
            <button class="button main" id="sent" on:click=|_| send(Msg::Sent)>
                <Icon d=TICK />{main}
            </button>
        </div>
    }
    .into_any()
}
