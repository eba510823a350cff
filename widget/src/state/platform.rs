//! What the edge can do on the platform itself: publish an answer, write in private, hide a post.

use super::act::Route;
use super::acting::act_by;
use super::going::open_form;
use super::replying::answer;
use super::view::{Form, Key, Link};
use super::{Effect, Model, Toast};
use crate::strings::Word;
use accalmie_shared::case::Command;
use accalmie_shared::policy::Text;
use accalmie_shared::post::{Channel, Venue};
use accalmie_shared::units::Timestamp;

/// What can be done over there now, and what nobody knows the end of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outside {
    /// The ways.
    pub(crate) ways: Ways,
    /// The acts whose end is not known, or not yet.
    pub(crate) acts: Vec<Unsure>,
}

/// The ways to act over there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ways {
    /// Answering in public.
    pub(crate) public: Gate,
    /// Writing in private.
    pub(crate) private: Gate,
    /// Hiding a post.
    pub(crate) hide: Gate,
}

/// Whether a way is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gate {
    /// Whether it is.
    pub(crate) open: bool,
    /// Why not, as a code.
    pub(crate) code: Option<String>,
    /// Why not, in words.
    pub(crate) words: Option<Text>,
}

/// An act over there whose end nobody knows, or not yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unsure {
    /// Its name at the edge.
    pub(crate) id: String,
    /// `unsure`, or `sending` while it is still under way.
    pub(crate) state: String,
    /// When it was begun.
    pub(crate) at: Timestamp,
    /// What there is to say of it.
    pub(crate) words: Option<Text>,
}

impl Model {
    /// What the edge can do over there for a case.
    fn outside(&self, key: &str) -> Option<&Outside> {
        let (known, outside) = self.outside.as_ref()?;
        (known == key && self.link == Link::Live).then_some(outside)
    }

    fn gate(&self, key: &str, venue: Venue) -> Option<&Gate> {
        let ways = &self.outside(key)?.ways;
        Some(match venue {
            Venue::Public => &ways.public,
            Venue::Private => &ways.private,
        })
    }

    /// Where the edge can send an answer itself: the platform's name.
    pub(crate) fn publishes_on(&self, key: &str, venue: Venue) -> Option<&'static str> {
        let is_open = self.gate(key, venue).is_some_and(|gate| gate.open);
        let channel = self.entries.get(key)?.channel();
        is_open.then(|| crate::words::channel(channel)).flatten()
    }

    /// Why the platform lets no answer through now, where that is more than a matter of set-up.
    pub(crate) fn closed(&self, key: &str, venue: Venue) -> Option<&str> {
        let gate = self.gate(key, venue)?;
        let is_set_up = !matches!(gate.code.as_deref(), None | Some("unset" | "no_way"));
        let words = gate.words.as_ref().filter(|_| is_set_up && !gate.open)?;
        Some(words.within(self.locale.lang()))
    }

    /// Whether the edge can hide posts of the open case over there.
    pub(crate) fn hides(&self, key: &str) -> bool {
        self.outside(key)
            .is_some_and(|outside| outside.ways.hide.open)
    }

    /// The act of the open case that somebody has to look after over there.
    pub(crate) fn unsure(&self) -> Option<&Unsure> {
        let acts = &self.outside(self.opened.as_ref()?)?.acts;
        acts.iter().find(|act| act.state == "unsure")
    }
}

/// Asks what can be done over there, where there is a platform.
pub(super) fn look(model: &Model, key: &Key) -> Option<Effect> {
    let channel = model.entries.get(key)?.channel();
    let is_open = model.opened.as_ref() == Some(key) && model.link == Link::Live;
    let has_platform = !matches!(channel, Channel::Web | Channel::Unknown);
    (is_open && has_platform).then(|| Effect::Look(key.clone()))
}

/// The main button: asks once more where the edge would publish, else notes the answer as sent.
pub(super) fn send(model: &mut Model) -> Vec<Effect> {
    let Some(draft) = &model.draft else {
        return Vec::new();
    };
    let venue = draft.venue(super::tuning::suggestions(model, &draft.key));
    if draft.text.trim().is_empty() || model.publishes_on(&draft.key, venue).is_none() {
        return super::replying::sent(model);
    }
    open_form(model, Form::Publish)
}

/// Publishes the draft over there.
pub(super) fn publish(model: &mut Model) -> Vec<Effect> {
    model.form = None;
    answer(model, Route::Platform)
}

/// Hides the post, over there too where the edge can.
pub(super) fn hide(model: &mut Model, key: &Key, command: Command, said: String) -> Vec<Effect> {
    let route = if model.hides(key) {
        Route::Platform
    } else {
        Route::Desk
    };
    act_by(model, key, command, said, route)
}

/// Nobody knows whether the platform did it: a person has to look. Nothing is sent again.
pub(super) fn lost(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(place) = model.acts.iter().position(|act| act.id == id) else {
        return Vec::new();
    };
    let act = model.acts.remove(place);
    super::acting::fold(model, &act.key);
    let mut effects = vec![Effect::Forget(act.id)];
    effects.extend(look(model, &act.key));
    effects
}

/// A person has looked: it was done, or not.
pub(super) fn settle(model: &mut Model, seen: Seen) -> Vec<Effect> {
    let (Some(key), Some(act)) = (model.opened.clone(), model.unsure()) else {
        return Vec::new();
    };
    let id = act.id.clone();
    model.toast = Some(Toast::plain(model.locale.get(Word::UnsureDone)));
    vec![Effect::Seen(key, id, seen)]
}

/// What a person saw over there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// It stands there.
    There,
    /// It does not.
    NotThere,
}

/// What will be seen by whom, before it is published.
pub(super) fn about(model: &Model, key: &Key) -> Option<(String, String, String)> {
    let draft = model.draft.as_ref().filter(|draft| draft.key == *key)?;
    let venue = draft.venue(super::tuning::suggestions(model, key));
    let place = model.publishes_on(key, venue)?;
    let author = model.entries.get(key)?.author();
    let (title, about) = match venue {
        Venue::Public => (Word::PublishTitle, Word::PublishPublic),
        Venue::Private => (Word::PublishPrivateTitle, Word::PublishPrivate),
    };
    let places = [("place", place), ("author", author)];
    let text = draft.text.trim().to_owned();
    Some((
        model.locale.fill(title, &places),
        model.locale.fill(about, &places),
        text,
    ))
}
