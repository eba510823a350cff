//! How the model changes: every message is handled here or in a module of its subject; nothing else writes to it.

use super::acting::{alone, due, refused, release, taken, undo, unsent};
use super::deeds::{deed, give, submit};
use super::filtering::{alarm, toggle};
use super::going::{back, cancel, focus, jot, open, open_form, row, row_selector};
use super::hearing::{again, finished, gone, listed, online, read, recalled, refold, take, told};
use super::replying::{add_link, choose, copy, fix, goto, insert, inserted, sent, write};
use super::tuning::{another, lacking, packs, suggest_here, tune};
use super::view::{Form, Key, Link, View};
use super::{Effect, Model, Msg, PAGE, Undoes, platform};
use crate::strings::Word;
use accalmie_shared::units::Timestamp;

/// The model after a message, and what is to be done outside.
pub(crate) fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = changed(model, msg);
    // Who opened the panel before there was anything in it gets to the first row when it comes.
    if model.eager
        && model.open
        && let Some((_, key)) = model.order().first()
    {
        effects.push(Effect::Settle(row_selector(key)));
        model.eager = false;
    }
    // Whatever page a case comes from, its own language is needed to answer it in other words and to check a draft.
    if let Some(lang) = lacking(model)
        && !model.fetching.contains(&lang)
    {
        model.fetching.push(lang);
        effects.push(Effect::Pack(lang));
    }
    effects
}

fn changed(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Tick(now) => tick(model, now),
        Msg::Show => return show(model),
        Msg::Hide => return hide(model),
        Msg::Stretch => model.tall = !model.tall,
        Msg::Help => return help(model),
        Msg::Dismiss => (model.toast, model.failure) = (None, None),
        Msg::Undo => return undo(model),
        Msg::Escape => return escape(model),
        Msg::Find => return find(model),
        Msg::Query(words) => (model.query, model.limit, model.current) = (Some(words), PAGE, None),
        Msg::Tab(tab) => (model.tab, model.limit, model.current) = (tab, PAGE, None),
        Msg::Filter(filter) => toggle(model, filter),
        Msg::Further => model.limit += PAGE,
        Msg::Open(key) => return open(model, key),
        Msg::Back => return back(model),
        Msg::Step(by) => return step(model, by),
        Msg::Choose(index) => return choose(model, index),
        Msg::Another => return another(model),
        Msg::Tune(choice) => return tune(model, choice),
        Msg::AddLink => return add_link(model),
        Msg::Write => return vec![Effect::Focus("#draft".into())],
        Msg::Draft(text) => return write(model, text),
        Msg::Fix(index) => return fix(model, index),
        Msg::Copy => return copy(model),
        Msg::Insert => return insert(model),
        Msg::Inserted(placed) => return inserted(model, placed),
        Msg::Sent => return platform::send(model),
        Msg::Note => return sent(model),
        Msg::Goto => return goto(model),
        Msg::Teach => return teach(model),
        Msg::Deed(chosen) => return deed(model, chosen),
        Msg::More => return open_form(model, Form::More),
        Msg::Submit(pick, text) => return submit(model, pick, text),
        Msg::Jot(text) => jot(model, Some(text)),
        Msg::Cancel => {
            jot(model, None);
            return cancel(model);
        }
        Msg::Give(item) => return give(model, item),
        Msg::SignIn(secret) => return vec![Effect::SignIn(secret)],
        Msg::SignedIn(agent) => {
            (model.agent, model.link, model.sign_in) = (Some(agent), Link::Live, None)
        }
        Msg::SignInRefused => {
            model.link = Link::SignedOut;
            model.sign_in = Some(Some(model.locale.get(Word::SignInRefused).into()));
        }
        Msg::PageOnly => return alone(model),
        Msg::Offline => model.link = Link::Offline,
        Msg::Online => return online(model),
        Msg::Surveyed(alerts, beats) => (model.alerts, model.beats) = (alerts, beats),
        Msg::Policy(policy, offsets) => {
            (model.policy, model.offsets) = (*policy, offsets);
            refold(model);
            if let Some(draft) = &model.draft {
                let key = draft.key.clone();
                suggest_here(model, &key);
            }
        }
        Msg::Packs(new) => packs(model, &new),
        Msg::Locale(locale) => model.locale = locale,
        Msg::Read(posts) => return read(model, posts),
        Msg::Gone(ids) => gone(model, &ids),
        Msg::Finished(reading) => return finished(model, reading),
        Msg::Listed(items) => return listed(model, items),
        Msg::Aside(items) => return take(model, items),
        Msg::Told(key, detail) => return told(model, &key, *detail),
        Msg::Failed(why) => model.failure = Some(why),
        Msg::Recalled(acts, drafts, seen) => return recalled(model, acts, drafts, seen),
        Msg::Again => return again(model),
        Msg::Due(id) => return due(model, &id),
        Msg::Taken(id) => return taken(model, &id),
        Msg::Refused(id, why) => return refused(model, &id, &why),
        Msg::Unsent(id) => return unsent(model, &id),
        Msg::Lost(id) => return platform::lost(model, &id),
        Msg::Outside(key, outside) => model.outside = Some((key, *outside)),
        Msg::Seen(seen) => return platform::settle(model, seen),
        Msg::Leave => return release(model),
    }
    Vec::new()
}

/// A confirmation stays for one whole tick, so that it is read, and then goes by itself; one that offers to take an act
/// back goes when that time is over.
fn tick(model: &mut Model, now: Timestamp) {
    model.now = now;
    alarm(model);
    let is_plain = model
        .toast
        .as_ref()
        .is_some_and(|toast| !matches!(toast.undoes, Some(Undoes::Act(_))));
    if is_plain && core::mem::replace(&mut model.toast_seen, true) {
        model.toast = None;
    }
    if model.toast.is_none() {
        model.toast_seen = false;
    }
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
        (None, None) => {
            model.eager = true;
            focus(model.rest())
        }
    }
}

/// The panel steps aside, so that every post can be pointed at.
fn teach(model: &mut Model) -> Vec<Effect> {
    (model.open, model.help) = (false, false);
    vec![Effect::Teach]
}

/// A panel that is the page itself stays open.
fn hide(model: &mut Model) -> Vec<Effect> {
    if model.view == View::Page {
        return Vec::new();
    }
    (model.open, model.help, model.eager) = (false, false, false);
    focus("#launcher")
}

fn help(model: &mut Model) -> Vec<Effect> {
    model.help = !model.help;
    focus(if model.help { "#sheet" } else { "#keys" })
}

fn escape(model: &mut Model) -> Vec<Effect> {
    if model.help {
        help(model)
    } else if model.form.is_some() {
        cancel(model)
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
    (model.opened, model.draft) = (None, None);
    focus("#search")
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
