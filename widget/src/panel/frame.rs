//! The frame: the button that opens the panel, its bar, notices, and the place of queue and case.

use super::Screen;
use super::case::Case;
use super::icons::{Button, CLOSE, HELP, Icon, LULL, SEARCH, TICK, WARN};
use super::keys::Sheet;
use super::queue::Queue;
use super::sign_in::SignIn;
use crate::app::send;
use crate::state::Msg;
use crate::state::view::{Frame, Link, Notice, Weight};
use crate::strings::{Locale, Word};
use leptos::prelude::*;

/// The whole widget inside its shadow root. A change of language draws it anew.
#[component]
pub(crate) fn Panel(
    /// What is shown.
    screen: Screen,
) -> impl IntoView {
    let open = Memo::new(move |_| screen.frame.with(|frame| frame.open));
    // What changes must have an element as its parent: Leptos can't put anything into a shadow root itself.
    view! {
        <div class="root" lang=move || screen.locale.get().tag()>
            {move || {
                let locale = screen.locale.get();
                if open.get() {
                    view! { <Window screen locale /> }.into_any()
                } else {
                    view! { <Launcher screen locale /> }.into_any()
                }
            }}
        </div>
    }
}

/// The button that opens the panel.
#[component]
fn Launcher(screen: Screen, locale: Locale) -> impl IntoView {
    let text = move || match screen.frame.with(|frame| frame.due) {
        0 => locale.get(Word::LauncherQuiet).to_owned(),
        due => locale.count(Word::LauncherDue, due),
    };
    let name = move || format!("{} · {}", locale.get(Word::PanelOpen), text());
    view! {
        <button class="launcher" id="launcher" aria-label=name on:click=|_| send(Msg::Show)>
            <Icon d=LULL size=20 />
            <span>{text}</span>
        </button>
    }
}

/// The open panel: not modal, the page behind it stays at hand.
#[component]
fn Window(screen: Screen, locale: Locale) -> impl IntoView {
    let frame = screen.frame;
    let part = move |read: fn(&Frame) -> bool| Memo::new(move |_| frame.with(read));
    let help = part(|frame| frame.help);
    let signing = part(|frame| frame.sign_in.is_some());
    let notices = Memo::new(move |_| frame.with(|frame| frame.notices.clone()));
    let toast = Memo::new(move |_| {
        frame.with(|frame| frame.toast.clone().map(|text| (text, frame.undoable)))
    });
    view! {
        <section class="panel" id="panel" tabindex="-1" aria-label=locale.get(Word::PanelName)
            data-tall=move || frame.with(|frame| frame.tall).to_string()
            on:keydown=move |event| super::keys::pressed(&event)>
            <button class="handle" aria-label=locale.get(Word::PanelResize) on:click=|_| send(Msg::Stretch)></button>
            <div class="grip" role="separator" tabindex="0" aria-orientation="vertical"
                aria-label=locale.get(Word::PanelResize) aria-valuemin="340" aria-valuemax="960" aria-valuenow="440"
                on:pointerdown=|event| crate::app::resize::start(&event)
                on:keydown=|event| crate::app::resize::key(&event)></div>
            <Bar screen locale />
            {move || notices.get().into_iter().map(|notice| line(notice, locale)).collect_view()}
            {move || if signing.get() {
                view! { <SignIn screen locale /> }.into_any()
            } else {
                view! { <Content screen locale /> }.into_any()
            }}
            <div aria-live="polite">
                {move || toast.get().map(|(text, undoable)| toast_line(text, undoable, locale))}
            </div>
            {move || help.get().then(|| view! { <Sheet locale /> })}
        </section>
    }
}

/// Brand, connection, what the page puts there, and the panel's own buttons.
#[component]
fn Bar(screen: Screen, locale: Locale) -> impl IntoView {
    let frame = screen.frame;
    let link = move || frame.with(|frame| frame.link);
    let (word, why) = (move || link_word(link()), move || link_why(link()));
    view! {
        <header class="bar">
            <div class="brand">
                <Icon d=LULL size=20 />
                <span class="name">{move || frame.with(|frame| frame.brand.clone())}</span>
                <span class="link" data-link=move || link_name(link()) title=move || why().map(|why| locale.get(why))>
                    {move || locale.get(word())}
                </span>
            </div>
            <slot></slot>
            <Button d=SEARCH name=locale.get(Word::Search) id="find" msg=Msg::Find />
            <Button d=HELP name=locale.get(Word::Help) id="keys" msg=Msg::Help />
            <Button d=CLOSE name=locale.get(Word::PanelClose) id="close" msg=Msg::Hide />
        </header>
    }
}

/// Queue and case: one after the other, or side by side where the panel is wide enough.
#[component]
fn Content(screen: Screen, locale: Locale) -> impl IntoView {
    let split = Memo::new(move |_| screen.case.with(Option::is_some));
    view! {
        <div class="body" data-split=move || split.get().to_string() data-hint=locale.get(Word::CaseChoose)>
            <Queue screen locale />
            {move || split.get().then(|| view! { <Case screen locale /> })}
        </div>
    }
}

/// A notice. What failed stays until it is dismissed; the others go with their cause.
fn line(notice: Notice, locale: Locale) -> AnyView {
    let (tone, role) = match notice.weight {
        Weight::Plain => ("plain", "status"),
        Weight::Warn => ("warn", "status"),
        Weight::Bad => ("bad", "alert"),
    };
    let close = (notice.weight == Weight::Bad).then(|| {
        view! { <button on:click=|_| send(Msg::Dismiss)>{locale.get(Word::PanelClose)}</button> }
    });
    view! {
        <div class="notice" data-tone=tone role=role>
            <Icon d=WARN />
            <span class="grow">{notice.text}</span>
            {close}
        </div>
    }
    .into_any()
}

/// A word of confirmation, with the way back where there is one.
fn toast_line(text: String, undoable: bool, locale: Locale) -> AnyView {
    let (id, word, msg) = if undoable {
        ("undo", Word::Undo, Msg::Undo)
    } else {
        ("dismiss", Word::PanelClose, Msg::Dismiss)
    };
    view! {
        <div class="toast">
            <Icon d=TICK />
            <span class="grow">{text}</span>
            <button id=id on:click=move |_| send(msg.clone())>{locale.get(word)}</button>
        </div>
    }
    .into_any()
}

const fn link_name(link: Link) -> &'static str {
    match link {
        Link::Live => "live",
        Link::PageOnly | Link::SignedOut => "page_only",
        Link::Offline => "offline",
    }
}

const fn link_word(link: Link) -> Word {
    match link {
        Link::Live => Word::LinkLive,
        Link::PageOnly | Link::SignedOut => Word::LinkPageOnly,
        Link::Offline => Word::LinkOffline,
    }
}

const fn link_why(link: Link) -> Option<Word> {
    match link {
        Link::Live => None,
        Link::PageOnly | Link::SignedOut => Some(Word::LinkPageOnlyWhy),
        Link::Offline => Some(Word::LinkOfflineWhy),
    }
}
