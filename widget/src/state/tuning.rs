//! What there is to choose from: suggestions, another tone, language or place, and others again.

use super::act::mark;
use super::replying::give_way;
use super::view::Key;
use super::{Draft, Effect, Model, Toast, Tune, case_view};
use crate::strings::Word;
use accalmie_shared::check::{Context, check};
use accalmie_shared::compose::{Choice, suggest};
use accalmie_shared::packs::Packs;
use accalmie_shared::post::Venue;
use accalmie_shared::reading::Lang;
use accalmie_shared::reply::Suggestion;
use std::rc::Rc;

/// Makes the replies in this browser: where no edge does, or where a person wants others.
pub(super) fn suggest_here(model: &mut Model, key: &Key) {
    let made = compose(model, key);
    suggested(model, key, made);
}

/// The language that the open case is to be answered in, where its pack is not at hand yet.
pub(super) fn lacking(model: &Model) -> Option<Lang> {
    let key = model.opened.as_ref()?;
    lacks(model, key)
}

fn lacks(model: &Model, key: &Key) -> Option<Lang> {
    let known = model.entries.get(key)?.known.as_ref()?;
    let read = case_view::last_words(known).and_then(|turn| turn.assessment());
    let lang = choice(model, key)
        .lang
        .or(read
            .map(|read| read.lang)
            .filter(|lang| *lang != Lang::Unknown))
        .unwrap_or(model.policy.brand.lang);
    model.packs.get(lang).is_none().then_some(lang)
}

fn compose(model: &Model, key: &Key) -> Vec<Suggestion> {
    // Another language's phrases would be no answer.
    if lacks(model, key).is_some() {
        return Vec::new();
    }
    let known = model
        .entries
        .get(key)
        .and_then(|entry| entry.known.as_ref());
    let Some(known) = known else {
        return Vec::new();
    };
    let mut recent = recent(model);
    let draft = model.draft.as_ref().filter(|draft| draft.key == *key);
    recent.extend(draft.iter().flat_map(|draft| draft.passed.iter().cloned()));
    suggest(
        &known.case,
        &known.plan,
        &model.policy,
        &model.packs,
        &recent,
        model.now,
        &choice(model, key),
    )
}

/// What the person chose for a case; they sign it themselves where the policy knows them.
pub(super) fn choice(model: &Model, key: &Key) -> Choice {
    let draft = model.draft.as_ref().filter(|draft| draft.key == *key);
    let chosen = draft.map(|draft| draft.choice.clone()).unwrap_or_default();
    let person = model
        .agent
        .as_ref()
        .and_then(|agent| model.policy.person(&agent.id));
    Choice {
        signer: person.map(|person| person.id.clone()),
        ..chosen
    }
}

/// As many answers of the brand as a reader of a page sees at a glance.
const LAST: usize = 20;

/// An answer was given here: the edge will tell of it among the brand's last ones.
pub(super) fn say(model: &mut Model, text: &str) {
    if let Some(said) = &mut model.said {
        said.insert(0, text.to_owned());
        said.truncate(LAST);
    }
}

/// The brand's last answers, as the edge tells them, else as far as the widget knows them: what is said again and again
/// is seen by everyone.
fn recent(model: &Model) -> Vec<String> {
    if let Some(said) = &model.said {
        return said.clone();
    }
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

pub(super) fn suggested(model: &mut Model, key: &Key, suggestions: Vec<Suggestion>) {
    let Some(known) = model
        .entries
        .get_mut(key)
        .and_then(|entry| entry.known.as_mut())
    else {
        return;
    };
    if model.opened.as_ref() == Some(key) {
        let basis = mark(&known.case, "");
        let place = case_view::last_words(known).map_or(Venue::Public, |turn| turn.venue);
        let before = model.draft.take().filter(|draft| draft.key == *key);
        let mut draft = Draft::new(key.clone(), &suggestions, place, basis);
        match (before, model.drafts.get(key)) {
            // Words that a person has begun are never thrown away, and what is on the screen doesn't jump.
            (Some(before), _) if before.chosen.is_none() && !before.text.is_empty() => {
                draft = Draft {
                    origin: None,
                    place,
                    ..before
                };
            }
            (before, Some(own)) => {
                if let Some(before) = before {
                    (draft.choice, draft.passed) = (before.choice, before.passed);
                }
                draft.take_up(own);
            }
            (Some(before), None) => {
                if let Some(same) = suggestions.iter().position(|one| one.text == before.text) {
                    (draft.chosen, draft.origin, draft.text) =
                        (Some(same), Some(same), before.text);
                }
                (draft.choice, draft.passed) = (before.choice, before.passed);
            }
            (None, None) => {}
        }
        model.draft = Some(draft);
    }
    known.suggestions = Some(suggestions);
    check_draft(model);
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

/// Another tone, language or place. Other words of the same case follow at once; a person's own words stay.
pub(super) fn tune(model: &mut Model, tune: Tune) -> Vec<Effect> {
    let Some(draft) = &mut model.draft else {
        return Vec::new();
    };
    let key = draft.key.clone();
    match tune {
        Tune::Register(register) => draft.choice.register = Some(register),
        Tune::Address(address) => draft.choice.address = Some(address),
        Tune::Venue(venue) => draft.choice.venue = Some(venue),
        Tune::Lang(lang) => draft.choice.lang = Some(lang),
    }
    // Without its pack, what stands there stays until it has come.
    if lacks(model, &key).is_none() {
        suggest_here(model, &key);
    }
    Vec::new()
}

/// Other suggestions than those that were shown.
pub(super) fn another(model: &mut Model) -> Vec<Effect> {
    let Some(key) = model.draft.as_ref().map(|draft| draft.key.clone()) else {
        return Vec::new();
    };
    let shown: Vec<String> = suggestions(model, &key)
        .iter()
        .map(|one| one.text.clone())
        .collect();
    let Some(draft) = &mut model.draft else {
        return Vec::new();
    };
    let before = draft.passed.len();
    draft.passed.extend(shown);
    let made = compose(model, &key);
    if made.is_empty() {
        if let Some(draft) = &mut model.draft {
            draft.passed.truncate(before);
        }
        model.toast = Some(Toast::plain(model.locale.get(Word::ReplyNoOther)));
        return Vec::new();
    }
    let effects = give_way(model);
    if let Some(draft) = &mut model.draft {
        draft.text.clear();
    }
    suggested(model, &key, made);
    effects
}

/// Packs have come beside those at hand: what was waiting for one can be written and checked now.
pub(super) fn packs(model: &mut Model, new: &Packs) {
    let packs = Rc::make_mut(&mut model.packs);
    for pack in new.fr.iter().chain(&new.en) {
        if packs.get(pack.lang).is_none() {
            packs.insert(pack.clone());
        }
    }
    let Some(draft) = &model.draft else {
        return;
    };
    let key = draft.key.clone();
    if draft.choice != Choice::default() || suggestions(model, &key).is_empty() {
        suggest_here(model, &key);
    } else {
        check_draft(model);
    }
}

/// Runs the checker on a draft that is another one now, beside the brand's answers as they stand by now.
pub(super) fn check_draft(model: &mut Model) {
    model.recent = recent(model);
    check_words(model);
}

/// Runs the checker on the draft. What a letter takes must not depend on how many cases there are.
pub(super) fn check_words(model: &mut Model) {
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
        recent: &model.recent,
        choice: &choice(model, &draft.key),
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
