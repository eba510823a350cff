//! The queue: tabs, search, and the cases by what is due.

use super::icons::{LULL, WARN, degree, icon, icon_of};
use super::{Screen, chosen, sends, target, typed};
use crate::app::send;
use crate::state::Msg;
use crate::state::view::{
    AlertView, Band, Due, Filter, FilterView, Group, Instead, Pick, QueueView, Row, STAGES, TABS,
    Tab, Urgency, rung,
};
use crate::strings::{Locale, Word};
use crate::tree::{El, el};
use crate::words;
use accalmie_shared::case::Stage;

/// The queue's element.
const PANE: &str = "div.pane.queue";

/// The queue as it stood in the last picture.
pub(super) fn as_it_stood(_: &Screen) -> El {
    el(PANE).kept()
}

/// The queue.
pub(super) fn queue(screen: &Screen) -> El {
    let Screen { queue, locale, .. } = screen;
    let locale = *locale;
    let tabs = TABS.iter().zip(queue.counts);
    let tabs = el("div.tabs")
        .set("role", "group")
        .named(locale.get(Word::Queue))
        .with_all(tabs.map(|(tab, count)| self::tab(*tab, count, queue, locale)));
    let tools = el("div.tools")
        .with(tabs)
        .with_all(queue.query.as_ref().map(|query| search(query, locale)))
        .with_all((!queue.filters.is_empty()).then(|| narrowing(queue, locale)));
    let current = queue.current.as_deref();
    let groups = queue.groups.iter();
    let further = (queue.hidden > 0).then(|| {
        let button = el("button")
            .on("click", sends(Msg::Further))
            .text(locale.get(Word::Further));
        el("div.about").key("further").with(button)
    });
    let teach = el("button#teach")
        .on("click", sends(Msg::Teach))
        .text(locale.get(Word::QueueTeach));
    let about = el("div.about")
        .with_all(queue.about.iter().map(|line| el("span").text(line)))
        .with(teach);
    el(PANE)
        .set("role", "region")
        .named(locale.get(Word::Queue))
        .with(tools)
        .with_all(queue.alerts.iter().map(|view| alert(view, locale)))
        .with_all(queue.instead.as_ref().map(|view| instead(view, locale)))
        .with_all(groups.flat_map(|group| self::group(group, current, locale)))
        .with_all(further)
        .with(about)
}

/// One tab with its count.
fn tab(tab: Tab, count: u32, queue: &QueueView, locale: Locale) -> El {
    el("button.tab")
        .set_to("aria-pressed", queue.tab == tab)
        .on("click", sends(Msg::Tab(tab)))
        .text(locale.get(tab.word()))
        .with(el("span.n").text(&count.to_string()))
}

/// The search field.
fn search(query: &str, locale: Locale) -> El {
    el("input#search.field")
        .set("type", "search")
        .set("autocomplete", "off")
        .named(locale.get(Word::Search))
        .set("placeholder", locale.get(Word::SearchHint))
        .value(query)
        .on("input", typed(Msg::Query))
}

/// What the queue can be narrowed to: what is on or off, and what is chosen among several.
fn narrowing(queue: &QueueView, locale: Locale) -> El {
    let filter = |view: &FilterView| {
        el("button.pill")
            .key(view.id)
            .set("id", view.id)
            .set_to("aria-pressed", view.on)
            .on("click", sends(Msg::Filter(view.filter)))
            .text(view.name)
            .text(" ")
            .with(el("span.n").text(&view.count.to_string()))
    };
    el("div.pills")
        .set("role", "group")
        .named(locale.get(Word::Filters))
        .with_all(queue.filters.iter().map(filter))
        .with_all(queue.picks.iter().map(choice))
}

/// One of several ways, or all of them: the list says first what is chosen by.
fn choice(pick: &Pick) -> El {
    let filters: Vec<Filter> = pick.ways.iter().map(|(filter, _)| *filter).collect();
    let before = pick.chosen.and_then(|index| filters.get(index).copied());
    let choose = move |event: &web_sys::Event| {
        let index = target(event).and_then(|list| chosen(&list)).unwrap_or(0);
        let after = index.checked_sub(1).and_then(|index| filters.get(index));
        for filter in before.into_iter().chain(after.copied()) {
            send(Msg::Filter(filter));
        }
    };
    el("select.pill")
        .key(pick.id)
        .set("id", pick.id)
        .named(pick.name)
        .set_to("data-on", pick.chosen.is_some())
        .chosen(pick.chosen.map_or(0, |index| index + 1))
        .on("change", choose)
        .with(el("option").text(pick.name))
        .with_all(pick.ways.iter().map(|(_, name)| el("option").text(name)))
}

/// A bad buzz, and the way to its posts.
fn alert(alert: &AlertView, locale: Locale) -> El {
    let word = if alert.on {
        Word::AlertHide
    } else {
        Word::AlertShow
    };
    let show = el("button")
        .set_to("aria-pressed", alert.on)
        .on("click", sends(Msg::Filter(Filter::Alert(alert.topic))))
        .text(locale.get(word));
    el("div.notice.alert")
        .set("data-tone", "bad")
        .with(icon(WARN))
        .with(el("span.grow").text(&alert.text))
        .with(show)
}

/// What screen readers are told of the queue: what many complain of, and that nothing is there.
pub(super) fn said(queue: &QueueView, locale: Locale) -> Vec<&str> {
    let alerts = queue.alerts.iter().map(|alert| alert.said.as_str());
    let empty = queue.instead.as_ref();
    let empty = empty.and_then(|view| why_empty(view, locale));
    alerts.chain(empty.map(|(title, _)| title)).collect()
}

/// Why there are no rows, in short and at length; none while they are on their way.
fn why_empty(instead: &Instead, locale: Locale) -> Option<(&'static str, &str)> {
    let (title, text) = match instead {
        Instead::Loading => return None,
        Instead::NoneFound(why) => (Word::NoneFoundTitle, why.as_str()),
        Instead::Offline => (Word::QueueOfflineTitle, locale.get(Word::QueueOfflineText)),
        Instead::Quiet => (Word::QueueEmptyTitle, locale.get(Word::QueueEmptyText)),
        Instead::NoMatch => (Word::QueueNoMatchTitle, locale.get(Word::QueueNoMatchText)),
    };
    Some((locale.get(title), text))
}

/// What stands where the rows would be.
fn instead(instead: &Instead, locale: Locale) -> El {
    let Some((title, text)) = why_empty(instead, locale) else {
        return skeleton(locale);
    };
    el("div.empty")
        .with(icon_of(LULL, "40"))
        .with(el("h2").text(title))
        .with(el("p").text(text))
}

/// Grey lines while something is on its way.
pub(super) fn skeleton(locale: Locale) -> El {
    el("div.skeleton")
        .set("role", "status")
        .named(locale.get(Word::QueueLoading))
        .with_all((0..9).map(|_| el("i")))
}

/// Rows under one heading.
fn group(group: &Group, current: Option<&str>, locale: Locale) -> [El; 2] {
    let name = match group.band {
        Band::Overdue => "overdue",
        Band::Now => "now",
        Band::Later => "later",
        Band::Snoozed => "snoozed",
        Band::Calm => "calm",
        Band::Done => "done",
    };
    let head = el("h2.group")
        .key(name)
        .set("data-group", name)
        .text(locale.get(group.band.word()))
        .text(" ")
        .with(el("span.n").text(&group.rows.len().to_string()));
    let rows = group.rows.iter().map(|row| {
        let item = self::row(row, current, locale);
        el("li").key(&row.key).with(item)
    });
    [head, el("ul").key(name).with_all(rows)]
}

/// One case.
fn row(row: &Row, current: Option<&str>, locale: Locale) -> El {
    let unread = || {
        let word = el("span.sr").text(locale.get(Word::RowUnread));
        el("span.unread").with(word)
    };
    let is_current = current == Some(&row.key);
    let severity = locale.get(words::severity(row.severity));
    let who = el("span.who")
        .with_all(row.unread.then(unread))
        .with(el("span.sr").text(severity).text(". "))
        .with(el("b").text(&row.author))
        .with(el("small").text(&row.place))
        .with(due(&row.due));
    let tag = |text: &str| el("span.tag").text(text);
    let then = el("span.then")
        .with(pips(row.stage, locale))
        .with(el("span").text(&row.next))
        .with_all(row.begun.then(|| tag(locale.get(Word::RowBegun))))
        .with_all(row.holder.as_deref().map(tag));
    let words = el("span")
        .with(who)
        .with(el("span.what").text(&row.excerpt))
        .with(then);
    el("button.row")
        .set("data-key", &row.key)
        .set_some("aria-current", is_current.then_some("true"))
        .set("tabindex", if is_current { "0" } else { "-1" })
        .on("click", sends(Msg::Open(row.key.clone())))
        .with(degree(row.severity))
        .with(words)
}

/// The ladder in small.
fn pips(stage: Stage, locale: Locale) -> El {
    let pip = |step: &Stage| el("i").set("data-rung", rung(*step, stage).name());
    el("span.pips")
        .set("role", "img")
        .named(locale.get(words::stage(stage)))
        .with_all(STAGES.iter().map(pip))
}

/// A deadline.
pub(super) fn due(due: &Due) -> El {
    let name = match due.urgency {
        Urgency::Late => "late",
        Urgency::Soon => "soon",
        Urgency::Later => "later",
        Urgency::Idle => "none",
    };
    el("span.due").set("data-due", name).text(&due.text)
}
