//! How the model changes by what the page and the edge tell.

use super::act::{Act, GRACE, Way};
use super::acting::{ask, resume, send_waiting};
use super::entry::{Detail, PagePost};
use super::filtering::alarm;
use super::tuning::{suggest_here, suggested};
use super::view::{Key, Link};
use super::{Draft, Effect, Entry, Model, Own, Reading};
use accalmie_shared::compose::Choice;
use accalmie_shared::view::Entry as Item;

pub(super) fn read(model: &mut Model, posts: Vec<PagePost>) -> Vec<Effect> {
    let mut touched: Vec<Key> = posts.iter().map(|post| post.key.clone()).collect();
    for post in posts {
        let known = model.posts.insert(post.id.clone(), post.key.clone());
        let entry = model.entries.get_or_insert_with(&post.key, Entry::empty);
        let place = known.and_then(|_| entry.posts.iter().position(|old| old.id == post.id));
        match place {
            Some(place) => entry.posts[place] = post,
            None => {
                model.read += 1;
                entry.posts.push(post);
            }
        }
    }
    // Once for all the posts of an author: on a page that names no authors they all are one's.
    touched.sort_unstable();
    touched.dedup();
    let opened = model.opened.clone().filter(|key| touched.contains(key));
    for key in touched {
        let (ground, entries) = model.ground();
        if let Some(entry) = entries.get_mut(&key) {
            entry.fold(&key, &ground);
        }
    }
    opened.map_or_else(Vec::new, |key| went_on(model, &key))
}

/// The page shows more of the case that is open: it is answered as it stands now, and the edge hears of it.
fn went_on(model: &mut Model, key: &Key) -> Vec<Effect> {
    let Some(entry) = model.entries.get(key) else {
        return Vec::new();
    };
    let is_news = !entry.news().is_empty();
    let lost = entry
        .known
        .as_ref()
        .is_some_and(|known| known.suggestions.is_none());
    let tells = is_news && model.link == Link::Live;
    let effects = ask(model, key).filter(|_| tells).into_iter().collect();
    if lost && model.draft.is_some() {
        suggest_here(model, key);
    }
    effects
}

pub(super) fn gone(model: &mut Model, ids: &[String]) {
    for id in ids {
        let Some(key) = model.posts.remove(id) else {
            continue;
        };
        model.read = model.read.saturating_sub(1);
        let (ground, entries) = model.ground();
        if let Some(entry) = entries.get_mut(&key) {
            entry.posts.retain(|post| post.id != *id);
            entry.fold(&key, &ground);
        }
    }
    sweep(model);
}

/// Forgets the cases that nothing tells of any more.
fn sweep(model: &mut Model) {
    let opened = model.opened.clone();
    model.entries.retain(|key, entry| {
        entry.item.is_some()
            || entry.case.is_some()
            || !entry.posts.is_empty()
            || entry.ahead
            || opened.as_deref() == Some(key)
    });
}

pub(super) fn finished(model: &mut Model, reading: Reading) -> Vec<Effect> {
    model.reading = reading;
    alarm(model);
    again(model)
}

pub(super) fn refold(model: &mut Model) {
    let (ground, entries) = model.ground();
    entries.change(|key, entry| entry.fold(key, &ground));
}

/// What was kept in this browser from an earlier visit, or by another page of the brand that is open beside this one:
/// that one still offers to take back what it has only just done, so it is left alone for so long.
pub(super) fn recalled(
    model: &mut Model,
    acts: Vec<Act>,
    drafts: Vec<Own>,
    seen: Vec<Key>,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    for mut act in acts {
        if model.acts.iter().any(|known| known.id == act.id) {
            continue;
        }
        if act.way == Way::Held && model.now.0 < act.at.0 + i64::from(GRACE) {
            effects = vec![Effect::RecallLater];
            continue;
        }
        act.way = match act.way {
            // Whether the edge had heard of it when the page was left, nobody knows: the same act twice is done once.
            Way::Held | Way::Sent | Way::Waiting => Way::Waiting,
            Way::Local => Way::Local,
        };
        model.acts.push(act);
    }
    model.acts.sort_by_key(|act| act.at);
    model
        .drafts
        .extend(drafts.into_iter().map(|own| (own.key.clone(), own)));
    model.seen.extend(seen.into_iter().map(|key| (key, ())));
    refold(model);
    effects.extend(again(model));
    effects
}

/// Tries again what waits for an edge that answers.
pub(super) fn again(model: &Model) -> Vec<Effect> {
    if model.link == Link::Live {
        resume(model)
    } else {
        Vec::new()
    }
}

/// The open cases, as the edge lists them. One that is gone from the list was settled, put aside or erased meanwhile.
pub(super) fn listed(model: &mut Model, items: Vec<Item>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let now = model.now;
    let mut left = false;
    model.entries.change(|key, entry| {
        let was_open = entry
            .item
            .as_ref()
            .is_some_and(|item| is_open(item, now) && !items.iter().any(|other| other.id == key));
        if was_open {
            (entry.item, entry.stale, left) = (None, true, true);
        }
    });
    effects.extend((left || !model.listed).then_some(Effect::ListAside));
    model.listed = true;
    effects.extend(take(model, items));
    effects.extend(online(model));
    effects
}

/// The edge answers: what waited for it goes on.
pub(super) fn online(model: &mut Model) -> Vec<Effect> {
    model.link = Link::Live;
    let mut effects = resume(model);
    // A case that was opened before the edge could be asked.
    if let Some(key) = &model.opened {
        match model.entries.get(key) {
            Some(entry) if entry.case.is_none() => effects.extend(ask(model, key)),
            Some(_) => {}
            // A link named it, and the list doesn't show it: it may be settled.
            None => effects.push(Effect::Ask(key.clone())),
        }
    }
    effects
}

fn is_open(item: &Item, now: accalmie_shared::units::Timestamp) -> bool {
    item.stage != accalmie_shared::case::Stage::Resolved
        && item.snoozed_until.is_none_or(|until| until <= now)
}

/// Takes rows of the edge's lists.
pub(super) fn take(model: &mut Model, items: Vec<Item>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for item in items {
        let key = item.id.clone();
        let entry = model.entries.get_or_insert_with(&key, Entry::empty);
        let is_newer = entry
            .case
            .as_ref()
            .is_some_and(|case| case.updated < item.updated_at);
        if is_newer && !entry.stale {
            // Somebody else acted, or the customer wrote: what is open is asked for again, the rest when it is opened.
            entry.stale = true;
            if model.opened.as_ref() == Some(&key) {
                effects.push(Effect::Ask(key));
            }
        }
        entry.item = Some(item);
    }
    effects
}

pub(super) fn told(model: &mut Model, key: &Key, detail: Detail) -> Vec<Effect> {
    let Detail {
        id,
        case,
        suggestions,
        recent,
    } = detail;
    let same_said = model.said.as_ref() == Some(&recent);
    model.said = Some(recent);
    let (ground, entries) = model.ground();
    let entry = entries.get_or_insert_with(&id, Entry::empty);
    // Answers may overtake one another: what is known is never older than before.
    let is_newest = entry
        .case
        .as_ref()
        .is_none_or(|known| known.updated <= case.updated);
    if is_newest {
        if let Some(item) = &mut entry.item {
            item.updated_at = item.updated_at.max(case.updated);
        }
        (entry.case, entry.stale) = (Some(case), false);
        entry.fold(&id, &ground);
    }
    let is_ahead = entry.ahead;
    // What is on the screen for the same thread stays there.
    let has_suggestions = entry
        .known
        .as_ref()
        .is_some_and(|known| known.suggestions.is_some());
    if *key != id && model.opened.as_deref() == Some(key) {
        model.opened = Some(id.clone());
    }
    let mut effects = send_waiting(model, &id);
    effects.extend(super::platform::look(model, &id));
    let is_tuned = model
        .draft
        .as_ref()
        .is_some_and(|draft| draft.key == id && draft.choice != Choice::default());
    let is_shown = |draft: &Draft| draft.key == id && (same_said || !draft.is_fresh());
    if has_suggestions && model.draft.as_ref().is_some_and(is_shown) {
        return effects;
    }
    if suggestions.is_empty() || is_tuned || is_ahead {
        // An edge without phrases for this language, another tone than the edge was asked for, or a case that has gone on.
        suggest_here(model, &id);
    } else if is_newest {
        suggested(model, &id, suggestions);
    }
    effects
}
