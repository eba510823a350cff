//! One case: who and how angry, the ladder, the next step, why, the thread, the reply.

use super::icons::{BACK, DOWN, GOTO, UP, WARN, button, degree, degree_name, icon, icon_of};
use super::queue::{due, skeleton};
use super::{Screen, acts, reply, sends, thread};
use crate::state::view::{CaseView, Given, Rung, STAGES, rung};
use crate::state::{Msg, Seen};
use crate::strings::{Locale, Word};
use crate::tree::{El, el};
use crate::words;
use accalmie_shared::case::Stage;
use accalmie_shared::reading::Severity;
use accalmie_shared::text::case::lowered;

/// The open case.
pub(super) fn case(case: &CaseView, screen: &Screen) -> El {
    let locale = screen.locale;
    let form = screen.form.as_ref();
    let story = el("div.story")
        .with(navigation(case.position, locale))
        .with(head(case, locale))
        .with(acts::acts(case, form.map(|form| form.form), locale))
        .with_all(form.map(|form| acts::ask(form, locale)));
    let answer = el("div.answer");
    let written = screen.reply.as_ref().filter(|_| !case.loading);
    // The answer comes right after the words it answers; what is only looked up stands below it, above the acts, which
    // stay in view.
    let answer = match written {
        Some(written) => answer
            .with(reply::reply(written, locale))
            .with_all(reply::closed(written)),
        None => answer.with_all(case.loading.then(|| skeleton(locale))),
    };
    let answer = besides(answer, case, locale);
    let answer = answer.with_all(written.map(|written| reply::acts(written, locale)));
    el("article.pane.case")
        .set("aria-labelledby", "author")
        .with(told(story, case, locale))
        .with(answer)
}

/// The way back, and to the neighbours in the queue.
fn navigation(position: (usize, usize), locale: Locale) -> El {
    let back = el("button#back.text")
        .named(locale.get(Word::Back))
        .on("click", sends(Msg::Back))
        .with(icon(BACK))
        .text(locale.get(Word::Queue));
    let step = |kind, path, word, by| button(kind, path, locale.get(word), Msg::Step(by));
    el("nav.nav")
        .named(locale.get(Word::Queue))
        .with(back)
        .with(el("span.place").text(&format!("{} / {}", position.0, position.1)))
        .with(step("button#previous.icon", UP, Word::Previous, -1))
        .with(step("button#next.icon", DOWN, Word::Next, 1))
}

/// Who wrote, how angry, where and when.
fn head(case: &CaseView, locale: Locale) -> El {
    let word = el("span.word")
        .set("data-degree", degree_name(case.severity))
        .text(locale.get(words::severity(case.severity)));
    let holder = case.holder.as_ref();
    let line = el("p")
        .with(word)
        .with(el("span").text(&case.place))
        .with_all(holder.map(|holder| el("span.held").text(holder)))
        .with_all(origin(case, locale));
    el("header.head")
        .with(degree(case.severity))
        .with(el("h2#author").set("tabindex", "-1").text(&case.author))
        .with(line)
}

/// Where the original stands.
fn origin(case: &CaseView, locale: Locale) -> Option<El> {
    if case.on_page {
        let goto = el("button#goto.goto").on("click", sends(Msg::Goto));
        let goto = goto.with(icon_of(GOTO, "12"));
        return Some(goto.text(locale.get(Word::CaseGoto)));
    }
    case.url.as_ref().map(|url| {
        el("a")
            .set("href", url)
            .set("target", "_blank")
            .set("rel", "noopener noreferrer")
            .text(locale.get(Word::CaseOpenLink))
    })
}

/// Puts what has to be known before answering behind what stands in `story`.
fn told(story: El, case: &CaseView, locale: Locale) -> El {
    let risks = || {
        let line = el("p.risk").with(icon(WARN)).text(&case.risks.join(" · "));
        el("div.part").with(line)
    };
    story
        .with_all(case.unsure.as_ref().map(|text| unsure(text, locale)))
        .with_all((!case.risks.is_empty()).then(risks))
        .with(ladder(case.stage, locale))
        .with(next(case, locale))
        .with(thread::thread(&case.turns, locale))
}

/// Puts what may be looked up besides behind the answer.
fn besides(answer: El, case: &CaseView, locale: Locale) -> El {
    answer
        .with_all(thread::signs(&case.signs, locale))
        .with_all(mood(&case.mood, locale))
        .with_all(items(&case.items, locale))
        .with_all(hand_offs(&case.hand_offs, locale))
        .with_all(notes(&case.notes, locale))
}

/// Nobody knows whether the platform did what it was asked: a person looks, and says so.
fn unsure(text: &str, locale: Locale) -> El {
    let seen = |kind, word, seen| {
        let button = el(kind).on("click", sends(Msg::Seen(seen)));
        button.text(locale.get(word))
    };
    let buttons = el("div.row-end")
        .with(seen(
            "button#not-there.button",
            Word::UnsureNo,
            Seen::NotThere,
        ))
        .with(seen(
            "button#there.button.main",
            Word::UnsureYes,
            Seen::There,
        ));
    el("div.ask")
        .set("role", "alert")
        .with(el("p").text(text))
        .with(buttons)
}

/// The five rungs.
fn ladder(stage: Stage, locale: Locale) -> El {
    let rung = |step: &Stage| {
        let place = rung(*step, stage);
        let word = match place {
            Rung::Done => Word::StageDone,
            Rung::Now => Word::StageNow,
            Rung::Ahead => Word::StageAhead,
        };
        let name = el("span")
            .text(locale.get(words::stage(*step)))
            .with(el("span.sr").text(", ").text(locale.get(word)));
        el("li.rung")
            .set("data-rung", place.name())
            .set_some("aria-current", (place == Rung::Now).then_some("step"))
            .with(el("i"))
            .with(name)
    };
    el("ol.ladder")
        .named(locale.get(Word::CaseLadder))
        .with_all(STAGES.iter().map(rung))
}

/// The next step: what, who, until when, and why.
fn next(case: &CaseView, locale: Locale) -> El {
    let why = (!case.because.is_empty()).then(|| {
        let reasons = case.because.iter().map(|why| el("li").text(why));
        el("ul").named(locale.get(Word::CaseWhy)).with_all(reasons)
    });
    el("section.next")
        .named(locale.get(Word::CaseNext))
        .with(el("h3.label").text(locale.get(Word::CaseNext)))
        .with(el("p.step").text(&case.next))
        .with(due(&case.due))
        .with(el("p.who").text(case.owner))
        .with_all(why)
}

/// Anger over the customer's posts, where there is more than one.
fn mood(mood: &[(u16, Severity)], locale: Locale) -> Option<El> {
    let steps = mood.len().saturating_sub(1);
    let width = 300_u32.checked_div(u32::try_from(steps).unwrap_or(u32::MAX))?;
    let height = |anger: u16| 40 - u32::from(anger) * 36 / 1000;
    let drawing = el("svg.mood")
        .set("viewBox", "0 0 300 44")
        .set("preserveAspectRatio", "none")
        .set("role", "img");
    let (mut trace, mut words, mut dots) = (String::new(), Vec::new(), Vec::new());
    for (index, (anger, severity)) in (0_u32..).zip(mood) {
        let (x, y) = (index * width, height(*anger));
        trace += &format!("{x},{y} ");
        let name = lowered(locale.get(words::severity(*severity)));
        let n = (index + 1).to_string();
        words.push(locale.fill(Word::MoodPoint, &[("n", &n), ("severity", &name)]));
        // A line of no length with round ends is a dot that the stretched drawing leaves round.
        let dot = el("path.dot").set("data-degree", degree_name(*severity));
        dots.push(dot.set("d", &format!("M{x} {y}h0")));
    }
    let drawing = drawing
        .named(&words.join(", "))
        .with(el("polyline.trace").set("points", &trace))
        .with_all(dots);
    Some(part(Word::Mood, locale).with(drawing))
}

/// What was asked for, and what of it was given; what is missing can be ticked.
fn items(items: &[Given], locale: Locale) -> Option<El> {
    let chip = |one: &Given| {
        let word = if one.given {
            Word::ItemGiven
        } else {
            Word::ItemMissing
        };
        let text = format!("{} · {}", one.name, locale.get(word));
        if one.given {
            return el("li.chip").set("data-given", "true").text(&text);
        }
        let give = locale.get(Word::ItemsGive);
        let button = el("button.chip")
            .named(&format!("{text}. {give}"))
            .set("title", give)
            .on("click", sends(Msg::Give(one.item)));
        el("li").with(button.text(&text))
    };
    let chips = || el("ul.chips").with_all(items.iter().map(chip));
    (!items.is_empty()).then(|| part(Word::Items, locale).with(chips()))
}

/// Where the request was passed on to, where it was.
fn hand_offs(lines: &[String], locale: Locale) -> Option<El> {
    let lines_of = || el("ul.lines").with_all(lines.iter().map(|line| el("li").text(line)));
    (!lines.is_empty()).then(|| part(Word::HandOffs, locale).with(lines_of()))
}

/// Notes for colleagues.
fn notes(notes: &[(String, String)], locale: Locale) -> Option<El> {
    let note = |(meta, text): &(String, String)| {
        el("div.turn")
            .set("data-by", "note")
            .with(el("div.meta").text(meta))
            .with(el("p").text(text))
    };
    let notes_of = notes.iter().map(note);
    (!notes.is_empty()).then(|| part(Word::Notes, locale).with_all(notes_of))
}

/// A part of the story under its heading.
fn part(word: Word, locale: Locale) -> El {
    let name = locale.get(word);
    el("section.part").key(name).with(el("h3.label").text(name))
}
