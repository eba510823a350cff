//! Which post an act is about, whether the platform lets it through now, and what else can be done.

use super::Kind;
use super::filling;
use super::form::Form;
use crate::app::App;
use crate::outbox::shape::Words;
use crate::platform::Platform;
use crate::store::keys::Brand;
use accalmie_shared::case::{Case, CaseEvent, Happened, Turn};
use accalmie_shared::policy::Policy;
use accalmie_shared::post::Venue;
use accalmie_shared::units::Timestamp;
use serde_json::{Value, json};

/// A way to do an act.
#[derive(Clone, Debug)]
pub(crate) struct Way<'a> {
    /// The call.
    pub(crate) form: Option<Form>,
    /// The post that it is about; none where the case has no such post.
    pub(crate) turn: Option<&'a Turn>,
    /// Until when it is open; none for ever.
    pub(crate) until: Option<Timestamp>,
    /// Why it is closed, as a code of the words; none where it is open.
    pub(crate) closed: Option<&'static str>,
}

/// The way for a kind of act. `to` names the post; without it, it is the last one that the act can be about.
pub(crate) fn find<'a>(
    case: &'a Case,
    events: &[CaseEvent],
    kind: Kind,
    to: Option<&str>,
    now: Timestamp,
) -> Way<'a> {
    let last = |venue: Option<Venue>| {
        let mut turns = case.present().iter().rev();
        turns.find(|turn| {
            let asked = to.is_none_or(|to| to == turn.id);
            let fits = venue.is_none_or(|venue| venue == turn.venue);
            asked && fits && turn.assessment().is_some() && !turn.deleted
        })
    };
    match kind {
        Kind::Hide => way(case, events, last(None), "hide", now),
        Kind::Unhide => way(case, events, last(None), "unhide", now),
        Kind::Public => way(case, events, last(Some(Venue::Public)), "public", now),
        Kind::Private => {
            let direct = last(Some(Venue::Private));
            let direct = way(case, events, direct, "private", now);
            if direct.closed.is_none() {
                return direct;
            }
            let aside = way(case, events, last(Some(Venue::Public)), "aside", now);
            if direct.turn.is_some() && aside.closed.is_some() {
                return direct;
            }
            aside
        }
    }
}

fn way<'a>(
    case: &Case,
    events: &[CaseEvent],
    turn: Option<&'a Turn>,
    kind: &str,
    now: Timestamp,
) -> Way<'a> {
    let form = turn.and_then(|turn| Form::find(turn.channel, kind));
    let until = match (&form, turn) {
        (Some(form), Some(turn)) => form.window().map(|window| since(case, turn).plus(window)),
        _ => None,
    };
    let used = form.as_ref().is_some_and(Form::once)
        && turn.is_some_and(|turn| events.iter().any(|event| answers_aside(event, &turn.id)));
    let closed = if !form.as_ref().is_some_and(Form::is_call) {
        Some("no_way")
    } else if used {
        Some("once")
    } else {
        until.filter(|until| *until < now).map(|_| "window")
    };
    Way {
        form,
        turn,
        until,
        closed,
    }
}

/// From when a window counts: from the customer's last private message, or from the comment itself.
fn since(case: &Case, turn: &Turn) -> Timestamp {
    let private = case.present().iter().filter(|other| {
        turn.venue == Venue::Private
            && other.venue == Venue::Private
            && other.assessment().is_some()
    });
    private.map(|other| other.at).fold(turn.at, Ord::max)
}

/// Whether an event is a private answer to this post.
fn answers_aside(event: &CaseEvent, post: &str) -> bool {
    if let Happened::ReplySent { reply } = &event.what {
        reply.venue == Venue::Private && reply.to.as_deref() == Some(post)
    } else {
        false
    }
}

impl Way<'_> {
    /// Whether it can be gone: it is open, and the owner has set what it needs.
    ///
    /// # Errors
    /// The code of the words that say why not.
    pub(crate) fn usable<S>(&self, app: &App<S>, brand: &Brand) -> Result<(), &'static str> {
        if let Some(code) = self.closed {
            return Err(code);
        }
        let form = self.form.as_ref().ok_or("no_way")?;
        let set = app.settings.sending(brand, form.platform);
        let says = |name: &str| {
            let mut keys = set.into_iter().flat_map(|set| set.send.keys());
            keys.any(|key| key.split(':').next() == Some(name))
        };
        // Our own sites know us by a signature, platforms by a token.
        let proof = match form.platform {
            Platform::Standard => says("secret"),
            Platform::Meta
            | Platform::Whatsapp
            | Platform::X
            | Platform::Mastodon
            | Platform::Discourse
            | Platform::Telegram
            | Platform::Linkedin => says("token"),
        };
        if proof && (form.default("url").is_some() || says("url")) {
            Ok(())
        } else {
            Err("unset")
        }
    }

    /// What its form is filled with.
    pub(crate) fn words<S>(
        &self,
        app: &App<S>,
        brand: &Brand,
        case: &Case,
        text: &str,
        id: &str,
    ) -> Words {
        let platform = self.form.as_ref().map(|form| form.platform);
        let set = platform.and_then(|platform| app.settings.sending(brand, platform));
        filling::words(
            set,
            case,
            (self.form.as_ref(), self.turn),
            text,
            id,
            app.now,
        )
    }

    /// What can be done instead, the nearest first: each with its sentence, and a link where there is one.
    pub(crate) fn instead(
        &self,
        case: &Case,
        kind: Kind,
        words: &Words,
        policy: &Policy,
    ) -> Vec<Value> {
        let mut found = Vec::new();
        let mut offer = |way: &str, url: Option<String>| {
            let mut one = json!({"way": way, "words": super::words(way)});
            if let Some(url) = url {
                one["url"] = url.into();
            }
            found.push(one);
        };
        let link = self.form.as_ref().and_then(|form| form.link(words));
        let linked = link.filter(|link| link.starts_with("https://"));
        let page = self.turn.and_then(|turn| turn.url.clone());
        let page = page.filter(|url| url.starts_with("https://"));
        match (linked, page) {
            (Some(link), _) => offer("link", Some(link)),
            (None, page) if self.closed != Some("window") && self.closed != Some("once") => {
                let way = if page.is_some() { "page" } else { "by_hand" };
                offer(way, page);
            }
            (None, _) => {}
        }
        if kind == Kind::Private {
            let public = |turn: &Turn| turn.venue == Venue::Public && turn.stands();
            if case.present().iter().any(public) {
                offer("ask_private", None);
            }
            if !policy.targets.is_empty() {
                offer("hand_off", None);
            }
        }
        found
    }
}
