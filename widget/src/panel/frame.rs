//! The frame: the button that opens the panel, its bar, notices, and the place of queue and case.

use super::icons::{CLOSE, HELP, LULL, SEARCH, TICK, WARN, button, icon, icon_of};
use super::{Screen, case, keys, sends, sign_in};
use crate::app::resize;
use crate::state::Msg;
use crate::state::view::{Frame, Link, Notice, Weight};
use crate::strings::{Locale, Word};
use crate::tree::{El, el};
use wasm_bindgen::JsCast;

/// The whole widget inside its shadow root; `queue` draws the queue.
pub(super) fn panel(screen: &Screen, queue: fn(&Screen) -> El) -> El {
    let inside = if screen.frame.open {
        window(screen, queue)
    } else {
        launcher(screen.frame.due, screen.locale)
    };
    el("div.root").set("lang", screen.locale.tag()).with(inside)
}

/// The button that opens the panel.
fn launcher(due: u32, locale: Locale) -> El {
    let text = match due {
        0 => locale.get(Word::LauncherQuiet).to_owned(),
        due => locale.count(Word::LauncherDue, due),
    };
    el("button#launcher.launcher")
        .named(&format!("{} · {text}", locale.get(Word::PanelOpen)))
        .on("click", sends(Msg::Show))
        .with(icon_of(LULL, "20"))
        .with(el("span").text(&text))
}

/// The open panel: not modal, the page behind it stays at hand.
fn window(screen: &Screen, queue: fn(&Screen) -> El) -> El {
    let Screen { frame, locale, .. } = screen;
    let locale = *locale;
    let handle = el("button.handle")
        .named(locale.get(Word::PanelResize))
        .on("click", sends(Msg::Stretch));
    let grip = el("div.grip")
        .set("role", "separator")
        .set("tabindex", "0")
        .set("aria-orientation", "vertical")
        .named(locale.get(Word::PanelResize))
        .set("aria-valuemin", "340")
        .set("aria-valuemax", "960")
        .set("aria-valuenow", "440")
        .on("pointerdown", |event| resize::start(event.unchecked_ref()))
        .on("keydown", |event| resize::key(event.unchecked_ref()));
    let toast = frame.toast.as_ref();
    let toast = toast.map(|text| self::toast(text, frame.undoable, locale));
    el("section#panel.panel")
        .set("tabindex", "-1")
        .named(locale.get(Word::PanelName))
        .set_to("data-tall", frame.tall)
        .on("keydown", |event| keys::pressed(event.unchecked_ref()))
        .with(handle)
        .with(grip)
        .with(bar(frame, locale))
        .with_all(
            frame
                .notices
                .iter()
                .map(|notice| self::notice(notice, locale)),
        )
        .with(match &frame.sign_in {
            Some(wrong) => sign_in::sign_in(frame, wrong.as_deref(), locale),
            None => content(screen, queue),
        })
        .with(said(screen))
        .with(el("div").set("aria-live", "polite").with_all(toast))
        .with_all(frame.help.then(|| keys::sheet(locale)))
}

/// What screen readers are told when it changes: most say nothing of a place that comes with its words, so this one
/// always stands.
fn said(screen: &Screen) -> El {
    let notices = screen
        .frame
        .notices
        .iter()
        .map(|notice| notice.text.as_str());
    let words: Vec<&str> = notices
        .chain(super::queue::said(&screen.queue, screen.locale))
        .collect();
    el("div.sr").set("role", "status").text(&words.join(". "))
}

/// Brand, connection, what the page puts there, and the panel's own buttons.
fn bar(frame: &Frame, locale: Locale) -> El {
    let (name, word, why) = link(frame.link);
    let link = el("span.link")
        .set("data-link", name)
        .set_some("title", why.map(|why| locale.get(why)))
        .text(locale.get(word));
    let brand = el("div.brand")
        .with(icon_of(LULL, "20"))
        .with(el("span.name").text(&frame.brand))
        .with(link);
    let named = |kind, path, word, msg| button(kind, path, locale.get(word), msg);
    el("header.bar")
        .with(brand)
        .with_all(frame.slot.then(|| el("slot")))
        .with(named("button#find.icon", SEARCH, Word::Search, Msg::Find))
        .with(named("button#keys.icon", HELP, Word::Help, Msg::Help))
        .with(named(
            "button#close.icon",
            CLOSE,
            Word::PanelClose,
            Msg::Hide,
        ))
}

/// Queue and case: one after the other, or side by side where the panel is wide enough.
fn content(screen: &Screen, queue: fn(&Screen) -> El) -> El {
    let locale = screen.locale;
    let case = screen.case.as_ref();
    el("div.body")
        .set_to("data-split", case.is_some())
        .set("data-hint", locale.get(Word::CaseChoose))
        .with(queue(screen))
        .with_all(case.map(|case| case::case(case, screen)))
}

/// A notice. What failed stays until it is dismissed; the others go with their cause.
fn notice(notice: &Notice, locale: Locale) -> El {
    let tone = match notice.weight {
        Weight::Plain => "plain",
        Weight::Warn => "warn",
        Weight::Bad => "bad",
    };
    let close = (notice.weight == Weight::Bad).then(|| {
        el("button")
            .on("click", sends(Msg::Dismiss))
            .text(locale.get(Word::PanelClose))
    });
    el("div.notice")
        .key(&notice.text)
        .set("data-tone", tone)
        .with(icon(WARN))
        .with(el("span.grow").text(&notice.text))
        .with_all(close)
}

/// A word of confirmation, with the way back where there is one.
fn toast(text: &str, undoable: bool, locale: Locale) -> El {
    let (kind, word, msg) = if undoable {
        ("button#undo", Word::Undo, Msg::Undo)
    } else {
        ("button#dismiss", Word::PanelClose, Msg::Dismiss)
    };
    let back = el(kind).on("click", sends(msg)).text(locale.get(word));
    el("div.toast")
        .key(text)
        .with(icon(TICK))
        .with(el("span.grow").text(text))
        .with(back)
}

/// The connection: the value of `data-link`, what is said of it, and what more is said on demand.
const fn link(link: Link) -> (&'static str, Word, Option<Word>) {
    match link {
        Link::Live => ("live", Word::LinkLive, None),
        Link::PageOnly | Link::SignedOut => {
            ("page_only", Word::LinkPageOnly, Some(Word::LinkPageOnlyWhy))
        }
        Link::Offline => ("offline", Word::LinkOffline, Some(Word::LinkOfflineWhy)),
    }
}
