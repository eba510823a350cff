//! How the reply changes: chosen, written, mended, copied, put into the page, sent.

use super::entry::{PagePost, here};
use super::view::{Key, Link};
use super::{Done, Draft, Effect, Entry, Model, Placed, case_view};
use crate::strings::Word;
use accalmie_shared::case::{Command, decide};
use accalmie_shared::check::{Context, check};
use accalmie_shared::compose::{Choice, suggest};
use accalmie_shared::post::Venue;
use accalmie_shared::reply::{Move, Suggestion};

/// Makes the replies in this browser, where no edge does, or where a person wants another tone.
pub(super) fn suggest_here(model: &mut Model, key: &Key, choice: &Choice) {
    let Some(known) = model
        .entries
        .get(key)
        .and_then(|entry| entry.known.as_ref())
    else {
        return;
    };
    let recent = recent(model);
    let made = suggest(
        &known.case,
        &known.plan,
        &model.policy,
        &model.packs,
        &recent,
        model.now,
        choice,
    );
    suggested(model, key, made);
}

/// The brand's last answers as far as the widget knows them: what is said again and again is seen by everyone.
fn recent(model: &Model) -> Vec<String> {
    /// As many as a reader of the page sees at a glance.
    const LAST: usize = 20;
    let turns = model
        .entries
        .values()
        .filter_map(|entry| entry.known.as_ref())
        .flat_map(|known| &known.case.turns);
    let mut answers: Vec<_> = turns
        .filter(|turn| turn.assessment().is_none() && turn.venue == Venue::Public)
        .collect();
    answers.sort_by_key(|turn| core::cmp::Reverse(turn.at));
    answers
        .into_iter()
        .take(LAST)
        .map(|turn| turn.text.clone())
        .collect()
}

/// Runs the checker on the draft.
fn check_draft(model: &mut Model) {
    let recent = recent(model);
    let Some(draft) = &model.draft else { return };
    let Some(known) = model
        .entries
        .get(&draft.key)
        .and_then(|entry| entry.known.as_ref())
    else {
        return;
    };
    let context = Context {
        case: &known.case,
        policy: &model.policy,
        recent: &recent,
        choice: &draft.choice,
        reader: model.locale.lang(),
        now: model.now,
    };
    // A suggestion has passed every gate already: only a person's own words are checked.
    let findings = if draft.chosen.is_some() {
        Vec::new()
    } else {
        check(&draft.text, &context, &model.packs)
    };
    if let Some(draft) = &mut model.draft {
        draft.findings = findings;
    }
}

pub(super) fn suggested(model: &mut Model, key: &Key, suggestions: Vec<Suggestion>) {
    let Some(known) = model
        .entries
        .get_mut(key)
        .and_then(|entry| entry.known.as_mut())
    else {
        return;
    };
    let basis = known.case.updated;
    // Words that a person has begun are never thrown away.
    let is_begun = model
        .draft
        .as_ref()
        .is_some_and(|draft| draft.key == *key && draft.chosen.is_none() && !draft.text.is_empty());
    if !is_begun && model.opened.as_ref() == Some(key) {
        model.draft = Some(Draft::new(key.clone(), &suggestions, basis));
    }
    known.suggestions = Some(suggestions);
}

pub(super) fn suggestions<'a>(model: &'a Model, key: &Key) -> &'a [Suggestion] {
    let known = model
        .entries
        .get(key)
        .and_then(|entry| entry.known.as_ref());
    known
        .and_then(|known| known.suggestions.as_deref())
        .unwrap_or_default()
}

pub(super) fn choose(model: &mut Model, index: usize) {
    let Some(draft) = &model.draft else { return };
    let Some(text) = suggestions(model, &draft.key)
        .get(index)
        .map(|one| one.text.clone())
    else {
        return;
    };
    if let Some(draft) = &mut model.draft {
        (draft.text, draft.chosen, draft.origin) = (text, Some(index), Some(index));
    }
    check_draft(model);
}

pub(super) fn write(model: &mut Model, text: String) {
    let Some(draft) = &model.draft else { return };
    let same = draft.origin.filter(|index| {
        suggestions(model, &draft.key)
            .get(*index)
            .is_some_and(|one| one.text == text)
    });
    if let Some(draft) = &mut model.draft {
        (draft.text, draft.chosen) = (text, same);
    }
    check_draft(model);
}

pub(super) fn fix(model: &mut Model, index: usize) {
    let Some(draft) = &model.draft else { return };
    let Some(finding) = draft.findings.get(index) else {
        return;
    };
    let (Some(fix), span) = (&finding.fix, finding.span) else {
        return;
    };
    let (Some(before), Some(after)) = (
        draft.text.get(..span.start as usize),
        draft.text.get(span.end as usize..),
    ) else {
        return;
    };
    let text = format!("{before}{fix}{after}");
    write(model, text);
}

pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(draft) = model
        .draft
        .as_ref()
        .filter(|draft| !draft.text.trim().is_empty())
    else {
        return Vec::new();
    };
    model.toast = Some(model.locale.get(Word::ReplyCopied).into());
    vec![Effect::Copy(draft.text.clone())]
}

/// The page's post that the draft answers.
pub(super) fn answered_post(model: &Model) -> Option<&PagePost> {
    let draft = model.draft.as_ref()?;
    model.entries.get(&draft.key)?.on_page()
}

pub(super) fn insert(model: &mut Model) -> Vec<Effect> {
    let (Some(post), Some(draft)) = (answered_post(model), &model.draft) else {
        return Vec::new();
    };
    vec![Effect::Insert(post.id.clone(), draft.text.clone())]
}

pub(super) fn inserted(model: &mut Model, placed: Placed) -> Vec<Effect> {
    let (word, effects) = match (placed, &model.draft) {
        (Placed::InBox, _) => (Word::ReplyInserted, Vec::new()),
        (Placed::NoBox, Some(draft)) => (Word::ReplyNoBox, vec![Effect::Copy(draft.text.clone())]),
        (Placed::NoBox, None) => (Word::ReplyNoBox, Vec::new()),
    };
    model.toast = Some(model.locale.get(word).into());
    effects
}

pub(super) fn goto(model: &Model) -> Vec<Effect> {
    let entry = model
        .opened
        .as_ref()
        .or(model.current.as_ref())
        .and_then(|key| model.entries.get(key));
    entry
        .and_then(Entry::on_page)
        .map(|post| vec![Effect::Goto(post.id.clone())])
        .unwrap_or_default()
}

pub(super) fn sent(model: &mut Model) -> Vec<Effect> {
    let Some(draft) = model.draft.as_ref().filter(|draft| draft.sending.is_none()) else {
        return Vec::new();
    };
    if draft.text.trim().is_empty() {
        model.toast = Some(model.locale.get(Word::ReplyEmpty).into());
        return Vec::new();
    }
    let key = draft.key.clone();
    let Some(known) = model
        .entries
        .get(&key)
        .and_then(|entry| entry.known.as_ref())
    else {
        return Vec::new();
    };
    if known.case.updated > draft.basis {
        model.toast = Some(model.locale.get(Word::ReplyChanged).into());
        let basis = known.case.updated;
        if let Some(draft) = &mut model.draft {
            draft.basis = basis;
        }
        return Vec::new();
    }
    let to = case_view::last_words(known).map(|turn| turn.id.clone());
    let reply = draft.reply(suggestions(model, &key), to);
    let command = match reply.venue {
        Venue::Private => Command::ReplyPrivate { reply },
        Venue::Public if reply.moves.contains(&Move::AskPrivate) => Command::AskPrivate { reply },
        Venue::Public => Command::Acknowledge { reply },
    };
    model.acts += 1;
    let act = format!("{}-{}", model.session, model.acts);
    let mut effects = vec![Effect::Tell("reply", vec![("case", key.clone())])];
    match model.link {
        Link::Live | Link::Offline => {
            if let Some(draft) = &mut model.draft {
                draft.sending = Some(act.clone());
            }
            effects.push(Effect::Command(key, command, act));
        }
        Link::PageOnly | Link::SignedOut => effects.extend(act_here(model, &key, &command, &act)),
    }
    effects
}

/// Carries a command out in this browser, where no edge does.
fn act_here(model: &mut Model, key: &Key, command: &Command, act: &str) -> Vec<Effect> {
    let (policy, now, offsets) = (&model.policy, model.now, &model.offsets);
    let Some(entry) = model.entries.get_mut(key) else {
        return Vec::new();
    };
    let Some(known) = &entry.known else {
        return Vec::new();
    };
    if let Err(refusal) = decide(&known.case, command, &here(), policy, now, act) {
        let why = accalmie_shared::words::refusal(&refusal, model.tongue());
        model.failure = Some(model.locale.fill(Word::ErrorRefused, &[("why", &why)]));
        return Vec::new();
    }
    let (Command::Acknowledge { reply }
    | Command::AskPrivate { reply }
    | Command::ReplyPrivate { reply }) = command
    else {
        return Vec::new();
    };
    entry.acts.push(Done {
        id: act.to_owned(),
        at: now,
        reply: reply.clone(),
    });
    entry.fold(policy, now, offsets);
    finish_reply(model, key);
    vec![Effect::Keep]
}

/// After a reply went out: the draft is done, and what comes next is suggested.
pub(super) fn finish_reply(model: &mut Model, key: &Key) {
    model.toast = Some(model.locale.get(Word::ReplySentDone).into());
    model.draft = None;
    suggest_here(model, key, &Choice::default());
}
