//! The queue: tabs, search, and the cases by what is due.

use super::Screen;
use super::icons::{Degree, Icon, LULL, WARN};
use crate::app::send;
use crate::state::Msg;
use crate::state::view::{
    AlertView, Due, Filter, FilterView, Group, Instead, Pick, Row, STAGES, TABS, Tab, Urgency, rung,
};
use crate::strings::{Locale, Word};
use crate::words;
use accalmie_shared::case::Stage;
use leptos::prelude::*;

/// The queue.
#[component]
pub(crate) fn Queue(screen: Screen, locale: Locale) -> impl IntoView {
    let queue = screen.queue;
    let searching = Memo::new(move |_| queue.with(|queue| queue.query.is_some()));
    let instead = Memo::new(move |_| queue.with(|queue| queue.instead.clone()));
    let groups =
        Memo::new(move |_| queue.with(|queue| (queue.groups.clone(), queue.current.clone())));
    let hidden = Memo::new(move |_| queue.with(|queue| queue.hidden));
    let filtering =
        Memo::new(move |_| queue.with(|queue| (queue.filters.clone(), queue.picks.clone())));
    let alerts = Memo::new(move |_| queue.with(|queue| queue.alerts.clone()));
    let about = Memo::new(move |_| queue.with(|queue| queue.about.clone()));
    view! {
        <div class="pane queue" role="region" aria-label=locale.get(Word::Queue)>
            <div class="tools">
                <div class="tabs" role="group" aria-label=locale.get(Word::Queue)>
                    {TABS.into_iter().enumerate().map(|(index, tab)| {
                        let chosen = move || queue.with(|queue| queue.tab == tab);
                        let count = move || queue.with(|queue| queue.counts[index]);
                        view! { <TabButton tab locale chosen=Signal::derive(chosen) count=Signal::derive(count) /> }
                    }).collect_view()}
                </div>
                {move || searching.get().then(|| view! { <Search screen locale /> })}
                {move || { let (filters, picks) = filtering.get(); narrowing(filters, picks, locale) }}
            </div>
            {move || alerts.get().into_iter().map(|alert| view! { <Alert alert locale /> }).collect_view()}
            {move || instead.get().map(|instead| view! { <Empty instead locale /> })}
            {move || {
                let (groups, current) = groups.get();
                groups.into_iter().map(|group| view! { <Rows group current=current.clone() locale /> }).collect_view()
            }}
            {move || (hidden.get() > 0).then(|| view! {
                <div class="about"><button on:click=|_| send(Msg::Further)>{locale.get(Word::Further)}</button></div>
            })}
            <div class="about">
                {move || about.get().into_iter().map(|line| view! { <span>{line}</span> }).collect_view()}
                <button id="teach" on:click=|_| send(Msg::Teach)>{locale.get(Word::QueueTeach)}</button>
            </div>
        </div>
    }
}

/// One tab with its count.
#[component]
fn TabButton(tab: Tab, locale: Locale, chosen: Signal<bool>, count: Signal<u32>) -> impl IntoView {
    view! {
        <button class="tab" aria-pressed=move || chosen.get().to_string() on:click=move |_| send(Msg::Tab(tab))>
            {locale.get(tab.word())}
            <span class="n">{move || count.get()}</span>
        </button>
    }
}

/// The search field.
#[component]
fn Search(screen: Screen, locale: Locale) -> impl IntoView {
    let value = move || {
        screen
            .queue
            .with(|queue| queue.query.clone().unwrap_or_default())
    };
    view! {
        <input class="field" id="search" type="search" autocomplete="off" aria-label=locale.get(Word::Search)
            placeholder=locale.get(Word::SearchHint) prop:value=value
            on:input=|event| send(Msg::Query(event_target_value(&event))) />
    }
}

/// What the queue can be narrowed to: what is on or off, and what is chosen among several.
fn narrowing(filters: Vec<FilterView>, picks: Vec<Pick>, locale: Locale) -> Option<AnyView> {
    let filter = |view: FilterView| {
        let filter = view.filter;
        view! {
            <button class="pill" id=view.id aria-pressed=view.on.to_string() on:click=move |_| send(Msg::Filter(filter))>
                {view.name}" "<span class="n">{view.count}</span>
            </button>
        }
    };
    (!filters.is_empty()).then(|| {
        view! {
            <div class="pills" role="group" aria-label=locale.get(Word::Filters)>
                {filters.into_iter().map(filter).collect_view()}
                {picks.into_iter().map(choice).collect_view()}
            </div>
        }
        .into_any()
    })
}

/// One of several ways, or all of them: the list says first what is chosen by.
fn choice(pick: Pick) -> AnyView {
    let chosen = pick.chosen;
    let (filters, names): (Vec<Filter>, Vec<String>) = pick.ways.into_iter().unzip();
    let before = chosen.and_then(|index| filters.get(index).copied());
    let choose = move |event: leptos::ev::Event| {
        let index = event_target::<web_sys::HtmlSelectElement>(&event).selected_index();
        let after = usize::try_from(index - 1).ok();
        let after = after.and_then(|index| filters.get(index).copied());
        for filter in before.into_iter().chain(after) {
            send(Msg::Filter(filter));
        }
    };
    view! {
        <select class="pill" id=pick.id aria-label=pick.name data-on=chosen.is_some().to_string() on:change=choose>
            <option>{pick.name}</option>
            {names.into_iter().enumerate().map(|(index, name)| {
                view! { <option selected=chosen == Some(index)>{name}</option> }
            }).collect_view()}
        </select>
    }
    .into_any()
}

/// A bad buzz, and the way to its posts.
#[component]
fn Alert(alert: AlertView, locale: Locale) -> impl IntoView {
    let (topic, on) = (alert.topic, alert.on);
    let word = if on { Word::AlertHide } else { Word::AlertShow };
    view! {
        <div class="notice alert" data-tone="bad" role="alert">
            <Icon d=WARN />
            <span class="grow">{alert.text}</span>
            <button aria-pressed=on.to_string() on:click=move |_| send(Msg::Filter(Filter::Alert(topic)))>{locale.get(word)}</button>
        </div>
    }
    .into_any()
}

/// What stands where the rows would be.
#[component]
fn Empty(instead: Instead, locale: Locale) -> impl IntoView {
    let (title, text) = match instead {
        Instead::Loading => return view! { <Skeleton locale /> }.into_any(),
        Instead::NoneFound(why) => (Word::NoneFoundTitle, why),
        Instead::Offline => (
            Word::QueueOfflineTitle,
            locale.get(Word::QueueOfflineText).to_owned(),
        ),
        Instead::Quiet => (
            Word::QueueEmptyTitle,
            locale.get(Word::QueueEmptyText).to_owned(),
        ),
        Instead::NoMatch => (
            Word::QueueNoMatchTitle,
            locale.get(Word::QueueNoMatchText).to_owned(),
        ),
    };
    view! {
        <div class="empty" role="status">
            <Icon d=LULL size=40 />
            <h2>{locale.get(title)}</h2>
            <p>{text}</p>
        </div>
    }
    .into_any()
}

/// Grey lines while something is on its way.
#[component]
pub(crate) fn Skeleton(locale: Locale) -> impl IntoView {
    view! {
        <div class="skeleton" role="status" aria-label=locale.get(Word::QueueLoading)>
            {(0..9).map(|_| view! { <i></i> }).collect_view()}
        </div>
    }
}

/// Rows under one heading.
#[component]
fn Rows(group: Group, current: Option<String>, locale: Locale) -> impl IntoView {
    let name = match group.band {
        crate::state::view::Band::Overdue => "overdue",
        crate::state::view::Band::Now => "now",
        crate::state::view::Band::Later => "later",
        crate::state::view::Band::Snoozed => "snoozed",
        crate::state::view::Band::Calm => "calm",
        crate::state::view::Band::Done => "done",
    };
    let count = group.rows.len();
    view! {
        <h2 class="group" data-group=name>{locale.get(group.band.word())} <span class="n">{count}</span></h2>
        <ul>
            {group.rows.into_iter().map(|row| {
                let is_current = current.as_ref() == Some(&row.key);
                view! { <li><Item row is_current locale /></li> }
            }).collect_view()}
        </ul>
    }
}

/// One case.
#[component]
fn Item(row: Row, is_current: bool, locale: Locale) -> impl IntoView {
    let key = row.key.clone();
    let severity = locale.get(words::severity(row.severity));
    view! {
        <button class="row" data-key=row.key aria-current=is_current.then_some("true")
            tabindex=if is_current { "0" } else { "-1" } on:click=move |_| send(Msg::Open(key.clone()))>
            <Degree severity=row.severity />
            <span>
                <span class="who">
                    {row.unread.then(|| view! { <span class="unread"><span class="sr">{locale.get(Word::RowUnread)}</span></span> })}
                    <span class="sr">{severity}". "</span>
                    <b>{row.author}</b>
                    <small>{row.place}</small>
                    <DueText due=row.due />
                </span>
                <span class="what">{row.excerpt}</span>
                <span class="then">
                    <Pips stage=row.stage locale />
                    <span>{row.next}</span>
                    {row.begun.then(|| view! { <span class="tag">{locale.get(Word::RowBegun)}</span> })}
                    {row.holder.map(|name| view! { <span class="tag">{name}</span> })}
                </span>
            </span>
        </button>
    }
}

/// The ladder in small.
#[component]
fn Pips(stage: Stage, locale: Locale) -> impl IntoView {
    view! {
        <span class="pips" role="img" aria-label=locale.get(words::stage(stage))>
            {STAGES.into_iter().map(|step| view! { <i data-rung=rung(step, stage).name()></i> }).collect_view()}
        </span>
    }
}

/// A deadline.
#[component]
pub(crate) fn DueText(due: Due) -> impl IntoView {
    let name = match due.urgency {
        Urgency::Late => "late",
        Urgency::Soon => "soon",
        Urgency::Later => "later",
        Urgency::Idle => "none",
    };
    view! { <span class="due" data-due=name>{due.text}</span> }
}
