//! How the model changes by what the page and the edge tell.

use super::entry::{Detail, PagePost};
use super::replying::{suggest_here, suggested};
use super::view::{Key, Link};
use super::{Effect, Entry, Known, Model, Reading};
use crate::strings::Word;
use accalmie_shared::compose::Choice;
use accalmie_shared::plan::plan;
use accalmie_shared::view::Entry as Item;

pub(super) fn read(model: &mut Model, posts: Vec<PagePost>) {
    let mut touched: Vec<Key> = posts.iter().map(|post| post.key.clone()).collect();
    for post in posts {
        let known = model.posts.insert(post.id.clone(), post.key.clone());
        let entry = model
            .entries
            .entry(post.key.clone())
            .or_insert_with(Entry::empty);
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
    for key in touched {
        if let Some(entry) = model.entries.get_mut(&key) {
            entry.fold(&model.policy, model.now, &model.offsets);
        }
    }
}

pub(super) fn gone(model: &mut Model, ids: &[String]) {
    for id in ids {
        if let Some(entry) = model
            .posts
            .remove(id)
            .and_then(|key| model.entries.get_mut(&key))
        {
            entry.posts.retain(|post| post.id != *id);
            entry.fold(&model.policy, model.now, &model.offsets);
        }
    }
    let opened = model.opened.clone();
    model.entries.retain(|key, entry| {
        entry.item.is_some()
            || entry.told
            || !entry.posts.is_empty()
            || !entry.acts.is_empty()
            || opened.as_ref() == Some(key)
    });
}

pub(super) fn finished(model: &mut Model, reading: Reading) {
    model.reading = reading;
}

pub(super) fn refold(model: &mut Model) {
    for entry in model.entries.values_mut() {
        entry.fold(&model.policy, model.now, &model.offsets);
    }
}

pub(super) fn listed(model: &mut Model, items: Vec<Item>) -> Vec<Effect> {
    model.link = Link::Live;
    let mut effects = Vec::new();
    for item in items {
        let key = item.id.clone();
        let entry = model
            .entries
            .entry(key.clone())
            .or_insert_with(Entry::empty);
        let is_newer = entry.told
            && entry
                .item
                .as_ref()
                .is_some_and(|old| old.updated_at < item.updated_at);
        if is_newer {
            // Somebody else acted, or the customer wrote: what is open is asked for again, the rest when it is opened.
            entry.told = false;
            if model.opened.as_ref() == Some(&key) {
                effects.push(Effect::Ask(key));
            }
        }
        entry.item = Some(item);
    }
    effects
}

pub(super) fn told(model: &mut Model, key: &Key, detail: Detail) -> Vec<Effect> {
    let entry = model
        .entries
        .entry(detail.id.clone())
        .or_insert_with(Entry::empty);
    let Detail {
        id,
        case,
        suggestions,
    } = detail;
    let plan = plan(&case, &model.policy, model.now, &model.offsets);
    if let Some(item) = &mut entry.item {
        item.updated_at = item.updated_at.max(case.updated);
    }
    entry.known = Some(Known {
        case,
        plan,
        suggestions: None,
    });
    entry.told = true;
    let is_sent = model
        .draft
        .as_ref()
        .is_some_and(|draft| draft.key == *key && draft.sending.is_some());
    if is_sent {
        model.toast = Some(model.locale.get(Word::ReplySentDone).into());
        model.draft = None;
    }
    if *key != id && model.opened.as_ref() == Some(key) {
        model.opened = Some(id.clone());
    }
    if suggestions.is_empty() {
        // An edge without phrases for this language: the page may have them.
        suggest_here(model, &id, &Choice::default());
    } else {
        suggested(model, &id, suggestions);
    }
    Vec::new()
}
