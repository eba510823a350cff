//! How the reply changes: written, mended, copied, put into the page, sent.

use super::act::{Route, mark};
use super::acting::act_by;
use super::draft::Own;
use super::entry::PagePost;
use super::tuning::{check_draft, check_words, say, suggest_here, suggestions};
use super::view::Key;
use super::{Effect, Entry, Model, Placed, Toast, Undoes, case_view};
use crate::strings::Word;
use accalmie_shared::case::Command;
use accalmie_shared::post::Venue;
use accalmie_shared::reply::Move;

pub(super) fn choose(model: &mut Model, index: usize) -> Vec<Effect> {
    let Some(draft) = &model.draft else {
        return Vec::new();
    };
    let Some(text) = suggestions(model, &draft.key)
        .get(index)
        .map(|one| one.text.clone())
    else {
        return Vec::new();
    };
    let effects = give_way(model);
    if let Some(draft) = &mut model.draft {
        (draft.text, draft.chosen, draft.origin) = (text, Some(index), Some(index));
    }
    check_draft(model);
    effects
}

/// A suggestion takes the place of what stands in the draft. A person's own words can be had back.
pub(super) fn give_way(model: &mut Model) -> Vec<Effect> {
    let Some(draft) = &model.draft else {
        return Vec::new();
    };
    let key = draft.key.clone();
    if let Some(own) = draft.own(suggestions(model, &key)) {
        model.toast = Some(Toast {
            text: model.locale.get(Word::ReplyGaveWay).to_owned(),
            undoes: Some(Undoes::Words(Box::new(own))),
        });
        model.toast_seen = false;
    }
    forget(model, &key)
}

/// Puts a person's own words back where a suggestion has taken their place.
pub(super) fn words_back(model: &mut Model) -> Vec<Effect> {
    let Some(Undoes::Words(own)) = model.toast.take().and_then(|toast| toast.undoes) else {
        return Vec::new();
    };
    model.drafts.insert(own.key.clone(), (*own).clone());
    if let Some(draft) = model.draft.as_mut().filter(|draft| draft.key == own.key) {
        draft.take_up(&own);
    }
    check_draft(model);
    vec![Effect::KeepDraft(own)]
}

pub(super) fn write(model: &mut Model, text: String) -> Vec<Effect> {
    let Some(draft) = &model.draft else {
        return Vec::new();
    };
    let same = draft.origin.filter(|index| {
        suggestions(model, &draft.key)
            .get(*index)
            .is_some_and(|one| one.text == text)
    });
    if let Some(draft) = &mut model.draft {
        (draft.text, draft.chosen) = (text, same);
    }
    check_words(model);
    keep(model)
}

/// Keeps a person's own words, or forgets them where there are none any more.
fn keep(model: &mut Model) -> Vec<Effect> {
    let Some(draft) = &model.draft else {
        return Vec::new();
    };
    let key = draft.key.clone();
    match draft.own(suggestions(model, &key)) {
        Some(own) => {
            model.drafts.insert(key, own.clone());
            vec![Effect::KeepDraft(Box::new(own))]
        }
        None => forget(model, &key),
    }
}

/// Forgets the words that were kept for a case.
fn forget(model: &mut Model, key: &Key) -> Vec<Effect> {
    let kept = model.drafts.remove(key);
    kept.map(|own: Own| Effect::ForgetDraft(own.key))
        .into_iter()
        .collect()
}

/// Puts the link into the private conversation at the end of the draft.
pub(super) fn add_link(model: &mut Model) -> Vec<Effect> {
    let (Some(link), Some(draft)) = (case_view::private_link(model), &model.draft) else {
        return Vec::new();
    };
    let text = match draft.text.trim_end() {
        "" => link,
        text => format!("{text}\n{link}"),
    };
    write(model, text)
}

pub(super) fn fix(model: &mut Model, index: usize) -> Vec<Effect> {
    let Some(draft) = &model.draft else {
        return Vec::new();
    };
    let Some(finding) = draft.findings.get(index) else {
        return Vec::new();
    };
    let (Some(fix), span) = (&finding.fix, finding.span) else {
        return Vec::new();
    };
    let (Some(before), Some(after)) = (
        draft.text.get(..span.start as usize),
        draft.text.get(span.end as usize..),
    ) else {
        return Vec::new();
    };
    // Two blanks where words were taken out would show.
    let after = if fix.is_empty() && before.ends_with(' ') {
        after.trim_start_matches(' ')
    } else {
        after
    };
    let text = format!("{before}{fix}{after}");
    write(model, text)
}

pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(draft) = model
        .draft
        .as_ref()
        .filter(|draft| !draft.text.trim().is_empty())
    else {
        return Vec::new();
    };
    model.toast = Some(Toast::plain(model.locale.get(Word::ReplyCopied)));
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
    model.toast = Some(Toast::plain(model.locale.get(word)));
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

/// The reply stands where it belongs: that is noted.
pub(super) fn sent(model: &mut Model) -> Vec<Effect> {
    answer(model, Route::Desk)
}

/// Answers, unless there are no words, or words that nobody has read yet.
pub(super) fn answer(model: &mut Model, route: Route) -> Vec<Effect> {
    let Some(draft) = &model.draft else {
        return Vec::new();
    };
    if draft.text.trim().is_empty() {
        model.toast = Some(Toast::plain(model.locale.get(Word::ReplyEmpty)));
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
    let basis = mark(&known.case, "");
    if basis > draft.basis {
        model.toast = Some(Toast::plain(model.locale.get(Word::ReplyChanged)));
        if let Some(draft) = &mut model.draft {
            draft.basis = basis;
        }
        return Vec::new();
    }
    let to = case_view::last_words(known).map(|turn| turn.id.clone());
    let reply = draft.reply(suggestions(model, &key), to);
    let public = (reply.venue == Venue::Public).then(|| reply.text.clone());
    let command = match reply.venue {
        Venue::Private => Command::ReplyPrivate { reply },
        Venue::Public if reply.moves.contains(&Move::AskPrivate) => Command::AskPrivate { reply },
        Venue::Public => Command::Acknowledge { reply },
    };
    let done = model.locale.get(match route {
        Route::Desk => Word::ReplySentDone,
        Route::Platform => Word::ReplyPublished,
    });
    let mut effects = act_by(model, &key, command, done.to_owned(), route);
    if effects.is_empty() {
        return effects;
    }
    if let Some(words) = public {
        say(model, &words);
    }
    effects.push(Effect::Tell("reply", vec![("case", key.clone())]));
    effects.extend(forget(model, &key));
    model.draft = None;
    suggest_here(model, &key);
    // Out of the text field, where the next letters would be the next answer and no shortcut: also none that undoes.
    effects.push(Effect::Focus("#author".into()));
    effects
}
