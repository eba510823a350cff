//! How acts go their way: done here at once, held back while they may be undone, then given to the edge.

use super::act::{Act, Route, Way, mark};
use super::going::open;
use super::tuning::suggest_here;
use super::view::{Key, Link};
use super::{Effect, Model, Own, Toast, Undoes};
use crate::strings::Word;
use accalmie_shared::case::{Command, Refusal, decide};
use accalmie_shared::words;

/// Does something with a case, here and now. `said` confirms it.
pub(super) fn act(model: &mut Model, key: &Key, command: Command, said: String) -> Vec<Effect> {
    act_by(model, key, command, said, Route::Desk)
}

/// The same, at the desk or on the platform itself.
pub(super) fn act_by(
    model: &mut Model,
    key: &Key,
    command: Command,
    said: String,
    route: Route,
) -> Vec<Effect> {
    let case = model
        .entries
        .get(key)
        .and_then(|entry| entry.known.as_ref())
        .map(|known| &known.case);
    let Some(case) = case else { return Vec::new() };
    let basis = mark(case, "");
    if let Err(refusal) = decide(case, &command, &model.by(), &model.policy, model.now, "") {
        refuse(model, &refusal);
        return Vec::new();
    }
    model.count += 1;
    let act = Act {
        id: format!("{}-{}", model.session, model.count),
        key: key.clone(),
        at: model.now,
        command,
        basis,
        way: Way::Held,
        route,
    };
    // Only the last act can be taken back: those before it go.
    let mut effects = release(model);
    effects.push(Effect::Keep(Box::new(act.clone())));
    effects.push(Effect::Later(act.id.clone()));
    model.toast = Some(Toast {
        text: said,
        undoes: Some(Undoes::Act(act.id.clone())),
    });
    model.toast_seen = false;
    model.acts.push(act);
    fold(model, key);
    effects
}

fn refuse(model: &mut Model, refusal: &Refusal) {
    let why = words::refusal(refusal, model.tongue());
    model.failure = Some(model.locale.fill(Word::ErrorRefused, &[("why", &why)]));
}

/// Makes a case anew.
pub(super) fn fold(model: &mut Model, key: &Key) {
    let (ground, entries) = model.ground();
    if let Some(entry) = entries.get_mut(key) {
        entry.fold(key, &ground);
    }
}

/// Lets go whatever is held back.
pub(super) fn release(model: &mut Model) -> Vec<Effect> {
    let held = model.acts.iter().filter(|act| act.way == Way::Held);
    let held: Vec<String> = held.map(|act| act.id.clone()).collect();
    held.into_iter().flat_map(|id| due(model, &id)).collect()
}

/// The time to take an act back is over.
pub(super) fn due(model: &mut Model, id: &str) -> Vec<Effect> {
    let offers = |toast: &Toast| matches!(&toast.undoes, Some(Undoes::Act(act)) if act == id);
    if model.toast.as_ref().is_some_and(offers) {
        model.toast = None;
    }
    let link = model.link;
    let Some(act) = model
        .acts
        .iter_mut()
        .find(|act| act.id == id && act.way == Way::Held)
    else {
        return Vec::new();
    };
    act.way = match link {
        Link::Live => Way::Sent,
        // Who isn't signed in yet, or not any more, may be in a moment.
        Link::Offline | Link::SignedOut => Way::Waiting,
        Link::PageOnly => Way::Local,
    };
    match act.way {
        Way::Sent => vec![Effect::Give(Box::new(act.clone()))],
        Way::Held | Way::Waiting | Way::Local => vec![Effect::Keep(Box::new(act.clone()))],
    }
}

/// Takes back what was done last: words that gave way to a suggestion, or an act that nobody else has heard of.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    if let Some(Undoes::Words(_)) = model.toast.as_ref().and_then(|toast| toast.undoes.as_ref()) {
        return super::replying::words_back(model);
    }
    let Some(place) = model.acts.iter().rposition(|act| act.way == Way::Held) else {
        return Vec::new();
    };
    let act = model.acts.remove(place);
    fold(model, &act.key);
    model.toast = Some(Toast::plain(model.locale.get(Word::UndoDone)));
    let mut effects = vec![Effect::Forget(act.id.clone())];
    effects.extend(give_back(model, &act));
    effects.extend(open(model, act.key));
    effects
}

/// The words of an answer that did not go out return to the draft, below those that were begun meanwhile.
fn give_back(model: &mut Model, act: &Act) -> Option<Effect> {
    let reply = act.reply()?;
    let begun = model.drafts.get(&act.key).map(|own| own.text.as_str());
    let text = match begun.filter(|begun| *begun != reply.text) {
        Some(begun) => format!("{begun}\n\n{}", reply.text),
        None => reply.text.clone(),
    };
    let own = Own {
        key: act.key.clone(),
        text,
        venue: reply.venue,
        basis: act.basis,
    };
    model.drafts.insert(act.key.clone(), own.clone());
    model.draft = model.draft.take().filter(|draft| draft.key != act.key);
    Some(Effect::KeepDraft(Box::new(own)))
}

/// The edge has an act.
pub(super) fn taken(model: &mut Model, id: &str) -> Vec<Effect> {
    model.acts.retain(|act| act.id != id);
    vec![Effect::Forget(id.to_owned())]
}

/// The edge refuses an act.
pub(super) fn refused(model: &mut Model, id: &str, why: &str) -> Vec<Effect> {
    model.failure = Some(model.locale.fill(Word::ErrorRefused, &[("why", why)]));
    drop_act(model, id)
}

fn drop_act(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(place) = model.acts.iter().position(|act| act.id == id) else {
        return Vec::new();
    };
    let act = model.acts.remove(place);
    fold(model, &act.key);
    let mut effects: Vec<Effect> = give_back(model, &act).into_iter().collect();
    effects.push(Effect::Forget(act.id));
    let key = act.key;
    if model.opened.as_ref() == Some(&key) {
        suggest_here(model, &key);
    }
    effects
}

/// An act did not reach the edge: it waits.
pub(super) fn unsent(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(act) = model.acts.iter_mut().find(|act| act.id == id) else {
        return Vec::new();
    };
    act.way = Way::Waiting;
    vec![Effect::Keep(Box::new(act.clone()))]
}

/// There is no edge: what waits for one is done for good.
pub(super) fn alone(model: &mut Model) -> Vec<Effect> {
    (model.link, model.sign_in) = (Link::PageOnly, None);
    let waiting = model.acts.iter_mut().filter(|act| act.way == Way::Waiting);
    waiting
        .map(|act| {
            act.way = Way::Local;
            Effect::Keep(Box::new(act.clone()))
        })
        .collect()
}

/// The edge is back: the cases of what waits are asked for, so that nothing is sent on top of words nobody has read.
pub(super) fn resume(model: &Model) -> Vec<Effect> {
    let mut keys: Vec<&Key> = model
        .acts
        .iter()
        .filter(|act| act.way == Way::Waiting)
        .map(|act| &act.key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().filter_map(|key| ask(model, key)).collect()
}

/// Asks the edge for a case; one that stands on this page is opened with it.
pub(super) fn ask(model: &Model, key: &Key) -> Option<Effect> {
    let entry = model.entries.get(key)?;
    match (entry.on_page(), &entry.item) {
        (Some(_), _) => Some(Effect::Post(key.clone(), entry.posts.clone())),
        (None, Some(_)) => Some(Effect::Ask(key.clone())),
        (None, None) => None,
    }
}

/// Sends what waits for a case that the edge has just told. An answer to words that have changed since is not sent.
pub(super) fn send_waiting(model: &mut Model, key: &Key) -> Vec<Effect> {
    let entry = model.entries.get(key);
    let Some(told) = entry.and_then(|entry| entry.case.as_ref()) else {
        return Vec::new();
    };
    let waiting = |act: &&Act| act.key == *key && act.way == Way::Waiting;
    let is_stale = |act: &&Act| act.said().is_some_and(|said| mark(told, said) > act.basis);
    let stale = model.acts.iter().filter(waiting).find(is_stale);
    if let Some(id) = stale.map(|act| act.id.clone()) {
        model.failure = Some(
            model
                .locale
                .fill(Word::DraftDropped, &[("author", &author(model, key))]),
        );
        let mut effects = drop_act(model, &id);
        effects.extend(send_waiting(model, key));
        return effects;
    }
    let mut effects = Vec::new();
    for act in model
        .acts
        .iter_mut()
        .filter(|act| act.key == *key && act.way == Way::Waiting)
    {
        act.way = Way::Sent;
        effects.push(Effect::Give(Box::new(act.clone())));
    }
    effects
}

fn author(model: &Model, key: &Key) -> String {
    model
        .entries
        .get(key)
        .map_or_else(String::new, |entry| entry.author().to_owned())
}
