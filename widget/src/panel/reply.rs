//! The reply: suggestions to choose from, one text to edit, what the checker finds, and what is done with it.

use super::icons::{AGAIN, TICK, button, icon};
use super::{sends, target, typed};
use crate::state::Msg;
use crate::state::view::{Cure, Finding, ReplyView, Switch};
use crate::strings::{Locale, Word};
use crate::tree::{El, el};
use web_sys::{Element, Event};

/// The reply to the open case.
pub(super) fn reply(reply: &ReplyView, locale: Locale) -> El {
    let head = el("h3.label")
        .text(locale.get(Word::Replies))
        .with(el("span.end").text(reply.venue));
    let paper = el("div.paper")
        .with(sheet(reply, locale))
        .with(moves(reply, locale))
        .with(foot(reply, locale))
        .with_all(findings(&reply.findings, locale));
    el("section.part")
        .named(locale.get(Word::Replies))
        .with(head)
        .with_all((reply.choices > 0).then(|| choices(reply, locale)))
        .with_all(reply.none.as_ref().map(|why| el("p.none").text(why)))
        .with(el("div.switches").with_all(reply.switches.iter().map(switch)))
        .with_all(reply.footing.as_ref().map(|text| el("p.hint").text(text)))
        .with(paper)
}

/// The suggestions, by their numbers.
fn choices(reply: &ReplyView, locale: Locale) -> El {
    let choice = |index: usize| {
        let n = (index + 1).to_string();
        el("button")
            .titled(&locale.fill(Word::ReplyN, &[("n", &n)]))
            .set_to("aria-pressed", reply.chosen == Some(index))
            .on("click", sends(Msg::Choose(index)))
            .text(&n)
    };
    let radios = el("div.radios")
        .set("role", "group")
        .named(locale.get(Word::Replies))
        .with_all((0..reply.choices).map(choice));
    let another = locale.get(Word::ReplyAnother);
    el("div.choices").with(radios).with(button(
        "button#another.again",
        AGAIN,
        another,
        Msg::Another,
    ))
}

/// Tone, language or place: a row of ways, of which one holds.
fn switch(switch: &Switch) -> El {
    let ways = switch.ways.iter().map(|(name, tune, holds)| {
        el("button")
            .set_to("aria-pressed", *holds)
            .on("click", sends(Msg::Tune(*tune)))
            .text(name)
    });
    el("div")
        .set("role", "group")
        .titled(switch.name)
        .with_all(ways)
}

/// The words, above the same words underlined where the checker found something.
fn sheet(reply: &ReplyView, locale: Locale) -> El {
    let under = el("div.under").set("aria-hidden", "true");
    let under = reply
        .under
        .iter()
        .fold(under, |under, (text, rule)| match rule {
            None => under.text(text),
            Some(rule) => under.with(el("u").set("data-rule", rule).text(text)),
        });
    let area = el("textarea#draft")
        .set("spellcheck", "true")
        .named(locale.get(Word::ReplyText))
        .value(&reply.text)
        .on("input", typed(Msg::Draft))
        .on("scroll", follow);
    el("div.sheet").with(under).with(area)
}

/// Keeps the underlined words below those that are scrolled.
fn follow(event: &Event) {
    let area = target(event);
    let under = area.as_ref().and_then(Element::previous_element_sibling);
    if let Some((area, under)) = area.zip(under) {
        under.set_scroll_top(area.scroll_top());
    }
}

/// What the chosen suggestion does.
fn moves(reply: &ReplyView, locale: Locale) -> El {
    let moves = reply.moves.iter().map(|name| el("li.chip").text(name));
    let chips = el("ol.chips")
        .named(locale.get(Word::ReplyMoves))
        .with_all(moves);
    el("div.foot").with(chips)
}

/// How good and how long it is.
fn foot(reply: &ReplyView, locale: Locale) -> El {
    let score = reply.score.map(|score| {
        let dots = (0..8).map(|index| el("i").set_to("data-on", index < score));
        el("span.score")
            .set("role", "img")
            .titled(&locale.count(Word::ReplyScore, u32::from(score)))
            .with(el("span").with_all(dots))
            .text(&score.to_string())
            .text("/8")
    });
    let link = || {
        el("button#add-link.goto")
            .on("click", sends(Msg::AddLink))
            .text(locale.get(Word::ReplyAddLink))
    };
    el("div.foot")
        .with_all(score)
        .with_all(reply.linkable.then(link))
        .with(el("span.end").text(&reply.length))
}

/// What the checker finds, each with what one click does about it.
fn findings(findings: &[Finding], locale: Locale) -> Option<El> {
    let count = u32::try_from(findings.len()).unwrap_or(u32::MAX);
    let finding = |(index, finding): (usize, &Finding)| {
        let (word, title, msg) = match &finding.cure {
            Cure::None => (None, None, Msg::Another),
            Cure::Remove => (Some(Word::CheckRemove), None, Msg::Fix(index)),
            Cure::Fix(words) => (Some(Word::CheckFix), Some(words.as_str()), Msg::Fix(index)),
            Cure::Another => (Some(Word::ReplyAnother), None, Msg::Another),
        };
        let cure = word.map(|word| {
            el("button")
                .set_some("title", title)
                .on("click", sends(msg))
                .text(locale.get(word))
        });
        el("li")
            .set("data-rule", finding.rule)
            .with(el("span").text(&finding.message))
            .with_all(cure)
    };
    (count > 0).then(|| {
        el("ul.findings")
            .named(&locale.count(Word::CheckCount, count))
            .with_all(findings.iter().enumerate().map(finding))
    })
}

/// Why the platform takes no reply now, where it doesn't.
pub(super) fn closed(reply: &ReplyView) -> Option<El> {
    let why = reply.closed.as_ref()?;
    Some(el("p.hint.closed").text(why))
}

/// What is done with the reply.
pub(super) fn acts(reply: &ReplyView, locale: Locale) -> El {
    let act = |kind, word, msg| el(kind).on("click", sends(msg)).text(locale.get(word));
    let insert = (reply.on_page && reply.publishes.is_none()).then(|| {
        act("button#insert.button", Word::ReplyInsert, Msg::Insert)
            .set("title", locale.get(Word::KeysInsert))
    });
    // Where the edge publishes, an answer that already stands over there is noted by the smaller button.
    let note = reply
        .publishes
        .map(|_| act("button#noted.button", Word::ReplyNoted, Msg::Note));
    let main = match reply.publishes {
        Some(place) => locale.fill(Word::ReplyPublish, &[("place", place)]),
        None => locale.get(Word::ReplySent).to_owned(),
    };
    el("div.acts")
        .with(act("button#copy.button", Word::ReplyCopy, Msg::Copy))
        .with_all(insert)
        .with_all(note)
        .with(
            el("button#sent.button.main")
                .on("click", sends(Msg::Sent))
                .with(icon(TICK))
                .text(&main),
        )
}
