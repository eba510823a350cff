//! How the model changes: every message is handled here or in `replying` and `hearing`; nothing else writes to it.

use super::hearing::{finished, gone, listed, read, refold, told};
use super::replying::{choose, copy, fix, goto, insert, inserted, sent, suggest_here, write};
use super::view::{Key, Link};
use super::{Effect, Entry, Model, Msg, PAGE};
use crate::strings::Word;
use accalmie_shared::compose::Choice;
use accalmie_shared::units::Timestamp;

/// The model after a message, and what is to be done outside.
pub(crate) fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Tick(now) => tick(model, now),
        Msg::Show => return show(model),
        Msg::Hide => return hide(model),
        Msg::Stretch => model.tall = !model.tall,
        Msg::Help => return help(model),
        Msg::Dismiss => (model.toast, model.failure) = (None, None),
        Msg::Escape => return escape(model),
        Msg::Find => return find(model),
        Msg::Query(words) => (model.query, model.limit, model.current) = (Some(words), PAGE, None),
        Msg::Filter(tab) => (model.tab, model.limit, model.current) = (tab, PAGE, None),
        Msg::More => model.limit += PAGE,
        Msg::Open(key) => return open(model, key),
        Msg::Back => return back(model),
        Msg::Step(by) => return step(model, by),
        Msg::Choose(index) => choose(model, index),
        Msg::Write => return vec![Effect::Focus("#draft".into())],
        Msg::Draft(text) => write(model, text),
        Msg::Fix(index) => fix(model, index),
        Msg::Copy => return copy(model),
        Msg::Insert => return insert(model),
        Msg::Inserted(placed) => return inserted(model, placed),
        Msg::Sent => return sent(model),
        Msg::Goto => return goto(model),
        Msg::Teach => return teach(model),
        Msg::SignIn(secret) => return vec![Effect::SignIn(secret)],
        Msg::SignedIn(agent) => {
            (model.agent, model.link, model.sign_in) = (Some(agent), Link::Live, None)
        }
        Msg::SignInRefused => {
            model.link = Link::SignedOut;
            model.sign_in = Some(Some(model.locale.get(Word::SignInRefused).into()));
        }
        Msg::PageOnly => (model.link, model.sign_in) = (Link::PageOnly, None),
        Msg::Offline => model.link = Link::Offline,
        Msg::Policy(policy, offsets) => {
            (model.policy, model.offsets) = (*policy, offsets);
            refold(model);
        }
        Msg::Packs(packs) => model.packs = packs,
        Msg::Locale(locale) => model.locale = locale,
        Msg::Read(posts) => read(model, posts),
        Msg::Gone(ids) => gone(model, &ids),
        Msg::Finished(reading) => finished(model, reading),
        Msg::Listed(items) => return listed(model, items),
        Msg::Told(key, detail) => return told(model, &key, *detail),
        Msg::Failed(why) => {
            model.failure = Some(why);
            if let Some(draft) = &mut model.draft {
                draft.sending = None;
            }
        }
        Msg::Recalled(acts) => {
            for (key, events) in acts {
                model.entries.entry(key).or_insert_with(Entry::empty).acts = events;
            }
            refold(model);
        }
    }
    Vec::new()
}

/// A confirmation stays for one whole tick, so that it is read, and then goes by itself.
fn tick(model: &mut Model, now: Timestamp) {
    model.now = now;
    if model.toast.is_some() && core::mem::replace(&mut model.toast_seen, true) {
        model.toast = None;
    }
    if model.toast.is_none() {
        model.toast_seen = false;
    }
}

fn focus(selector: &str) -> Vec<Effect> {
    vec![Effect::Focus(selector.to_owned())]
}

/// The row of a case in the queue.
fn row(key: &str) -> Vec<Effect> {
    vec![Effect::Focus(format!(
        ".row[data-key=\"{}\"]",
        key.replace(['\\', '"'], "_")
    ))]
}

fn show(model: &mut Model) -> Vec<Effect> {
    model.open = true;
    if model.link == Link::SignedOut {
        model.sign_in.get_or_insert(None);
        return focus("#secret");
    }
    match (&model.opened, model.order().first()) {
        (Some(_), _) => focus("#author"),
        (None, Some((_, key))) => row(key),
        (None, None) => focus("#close"),
    }
}

/// The panel steps aside, so that every post can be pointed at.
fn teach(model: &mut Model) -> Vec<Effect> {
    (model.open, model.help) = (false, false);
    vec![Effect::Teach]
}

fn hide(model: &mut Model) -> Vec<Effect> {
    (model.open, model.help) = (false, false);
    focus("#launcher")
}

fn help(model: &mut Model) -> Vec<Effect> {
    model.help = !model.help;
    focus(if model.help { "#sheet" } else { "#keys" })
}

fn escape(model: &mut Model) -> Vec<Effect> {
    if model.help {
        help(model)
    } else if model.toast.is_some() {
        model.toast = None;
        Vec::new()
    } else if model.opened.is_some() {
        back(model)
    } else if model.query.is_some() {
        (model.query, model.limit) = (None, PAGE);
        focus("#find")
    } else {
        hide(model)
    }
}

fn find(model: &mut Model) -> Vec<Effect> {
    if model.query.is_some() {
        (model.query, model.limit) = (None, PAGE);
        return focus("#find");
    }
    model.query = Some(String::new());
    model.opened = None;
    focus("#search")
}

fn open(model: &mut Model, key: Key) -> Vec<Effect> {
    model.open = true;
    model.current = Some(key.clone());
    model.opened = Some(key.clone());
    model.seen.insert(key.clone());
    (model.toast, model.failure) = (None, None);
    if model.draft.as_ref().is_some_and(|draft| draft.key != key) {
        model.draft = None;
    }
    let mut effects = focus("#author");
    let Some(entry) = model.entries.get(&key) else {
        return effects;
    };
    match (model.link, entry.on_page()) {
        (Link::Live, Some(post)) => effects.push(Effect::Post(key, Box::new(post.clone()))),
        (Link::Live, None) => effects.push(Effect::Ask(key)),
        (Link::PageOnly | Link::Offline | Link::SignedOut, _) => {
            suggest_here(model, &key, &Choice::default())
        }
    }
    effects
}

fn back(model: &mut Model) -> Vec<Effect> {
    let Some(key) = model.opened.take() else {
        return Vec::new();
    };
    row(&key)
}

fn step(model: &mut Model, by: isize) -> Vec<Effect> {
    let order: Vec<Key> = model
        .order()
        .into_iter()
        .map(|(_, key)| key.clone())
        .collect();
    let Some(last) = order.len().checked_sub(1) else {
        return Vec::new();
    };
    let from = model.opened.as_ref().or(model.current.as_ref());
    let here = from.and_then(|key| order.iter().position(|other| other == key));
    let next = match (from, here) {
        // Nothing was chosen yet: the first row is the one that has the focus.
        (None, _) => 0_usize.saturating_add_signed(by).min(last),
        (Some(_), Some(index)) => index.saturating_add_signed(by).min(last),
        // The case has left this tab: its neighbours have moved up.
        (Some(_), None) => 0,
    };
    let Some(key) = order.get(next).cloned() else {
        return Vec::new();
    };
    if next >= model.limit {
        model.limit = next + PAGE;
    }
    if model.opened.is_some() {
        return open(model, key);
    }
    model.current = Some(key.clone());
    row(&key)
}
