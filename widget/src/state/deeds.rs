//! Doing something with the open case: at once, or after its form.

use super::acting::act;
use super::going::{back, open_form};
use super::view::{Deed, Form, Key};
use super::{Effect, Model, Toast, case_view, moment, platform};
use crate::strings::Word;
use crate::words;
use accalmie_shared::case::Command;
use accalmie_shared::reply::Item;
use accalmie_shared::words as spoken;

/// Does something with the open case, or asks for what is needed first.
pub(super) fn deed(model: &mut Model, deed: Deed) -> Vec<Effect> {
    let possible = model.deeds();
    // One key takes the case and gives it back.
    let gives_back = deed == Deed::Claim && possible.contains(&Deed::Release);
    let deed = if gives_back { Deed::Release } else { deed };
    let Some((key, known)) = model.open_case().filter(|_| possible.contains(&deed)) else {
        return Vec::new();
    };
    let key = key.clone();
    let form = match deed {
        Deed::Snooze => Form::Snooze,
        Deed::HandOff => Form::HandOff,
        Deed::Reopen => Form::Reopen,
        Deed::Note => Form::Note,
        Deed::Assign => Form::Assign,
        Deed::Hide => Form::Hide,
        Deed::PrivateLink => {
            let Some(link) = case_view::private_link(model) else {
                return Vec::new();
            };
            model.form = None;
            model.toast = Some(Toast::plain(model.locale.get(Word::PrivateLinkCopied)));
            return vec![Effect::Copy(link)];
        }
        Deed::Claim
        | Deed::Release
        | Deed::Wake
        | Deed::Resolve
        | Deed::NotAngry
        | Deed::Angry
        | Deed::Unhide => {
            let Some(command) = model.sample(deed, known) else {
                return Vec::new();
            };
            let said = model.locale.get(done(deed)).to_owned();
            return commit(model, &key, command, said);
        }
    };
    open_form(model, form)
}

/// What is said once it is done.
const fn done(deed: Deed) -> Word {
    match deed {
        Deed::Claim => Word::DoneClaim,
        Deed::Release => Word::DoneRelease,
        Deed::Snooze => Word::DoneSnooze,
        Deed::Wake => Word::DoneWake,
        Deed::HandOff => Word::DoneHandOff,
        Deed::Resolve => Word::DoneResolve,
        Deed::Reopen => Word::DoneReopen,
        Deed::Note => Word::DoneNote,
        Deed::Assign => Word::DoneAssign,
        Deed::NotAngry | Deed::Angry => Word::DoneCorrect,
        Deed::Hide => Word::DoneHide,
        Deed::Unhide => Word::DoneUnhide,
        Deed::PrivateLink => Word::PrivateLinkCopied,
    }
}

/// The form is filled in.
pub(super) fn submit(model: &mut Model, pick: usize, text: String) -> Vec<Effect> {
    let (Some(form), Some((key, known))) = (model.form, model.open_case()) else {
        return Vec::new();
    };
    let key = key.clone();
    let (command, word, place) = match form {
        Form::Publish => return platform::publish(model),
        Form::More => {
            let chosen = model
                .deeds()
                .into_iter()
                .filter(|deed| !deed.is_first())
                .nth(pick);
            return chosen.map(|chosen| deed(model, chosen)).unwrap_or_default();
        }
        Form::Snooze => {
            let preset = model.moments().into_iter().nth(pick);
            let own = moment::read(&text, &model.offsets);
            let Some(until) = own.or(preset.map(|(_, until)| until)) else {
                return Vec::new();
            };
            let place = spoken::date(until, model.tongue());
            (Command::Snooze { until }, Word::DoneSnooze, place)
        }
        Form::Assign => {
            let Some(owner) = model.owners(known).get(pick).copied() else {
                return Vec::new();
            };
            let place = model.locale.get(words::owner(owner)).to_owned();
            (Command::Assign { owner }, Word::DoneAssign, place)
        }
        Form::HandOff => {
            let targets = model.targets();
            let Some(target) = targets.get(pick) else {
                return Vec::new();
            };
            let place = target.label.within(model.locale.lang()).to_owned();
            let target = target.name.clone();
            (
                Command::HandOff {
                    target,
                    summary: text,
                },
                Word::DoneHandOff,
                place,
            )
        }
        Form::Note => (Command::Note { text }, Word::DoneNote, String::new()),
        Form::Reopen => (
            Command::Reopen { reason: text },
            Word::DoneReopen,
            String::new(),
        ),
        Form::Hide => {
            let Some(post) = case_view::last_words(known).map(|turn| turn.id.clone()) else {
                return Vec::new();
            };
            (
                Command::Hide { post, reason: text },
                Word::DoneHide,
                String::new(),
            )
        }
    };
    let said = model.locale.fill(word, &[("to", &place)]);
    let effects = commit(model, &key, command, said);
    if !effects.is_empty() {
        model
            .jots
            .retain(|(other, its, _)| *other != key || *its != form);
    }
    effects
}

/// Ticks an item that the customer gave.
pub(super) fn give(model: &mut Model, item: Item) -> Vec<Effect> {
    let Some(key) = model.opened.clone() else {
        return Vec::new();
    };
    let name = model.locale.get(words::item(item));
    let said = model.locale.fill(Word::DoneItem, &[("item", name)]);
    act(model, &key, Command::GiveItems { items: vec![item] }, said)
}

/// Does it, and goes where one goes then: back to the queue where the case is off the desk, else on with the case.
fn commit(model: &mut Model, key: &Key, command: Command, said: String) -> Vec<Effect> {
    let leaves = matches!(command, Command::Resolve | Command::Snooze { .. });
    let hides = matches!(command, Command::Hide { .. } | Command::Unhide { .. });
    let mut effects = if hides {
        platform::hide(model, key, command, said)
    } else {
        act(model, key, command, said)
    };
    if effects.is_empty() {
        return effects;
    }
    model.form = None;
    if leaves {
        effects.extend(back(model));
    } else {
        super::tuning::suggest_here(model, key);
        effects.push(Effect::Focus("#author".into()));
    }
    effects
}
