//! What the widget knows, and how it changes: `update(model, message) → effects`, without a DOM, a clock or a network.

mod act;
mod acting;
mod band;
mod case_view;
mod deeds;
mod draft;
mod entry;
mod filtering;
mod forms;
mod going;
mod hearing;
mod moment;
mod msg;
mod pieces;
mod platform;
mod queue_view;
mod reply_view;
mod replying;
#[cfg(test)]
pub(crate) mod tests;
mod tuning;
mod update;
pub(crate) mod view;

pub(crate) use act::{Act, GRACE, Route, Way};
pub(crate) use draft::{Draft, Own};
pub(crate) use entry::{Alert, Detail, Entry, Known, PagePost, whole};
pub(crate) use msg::{Effect, Msg, Placed};
pub(crate) use pieces::signs;
pub(crate) use platform::{Gate, Outside, Seen, Unsure, Ways};
pub(crate) use update::update;
pub(crate) use view::Tune;

use crate::keyed::Keyed;
use crate::page::NoRule;
use crate::strings::{Locale, Word};
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::policy::Policy;
use accalmie_shared::reading::Lang;
use accalmie_shared::units::Timestamp;
use accalmie_shared::words::Tongue;
use std::rc::Rc;
use view::{Filter, Form, Frame, Key, Link, Notice, Tab, View, Weight};

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Agent {
    /// The agent's id.
    pub(crate) id: String,
    /// The name shown to colleagues.
    pub(crate) name: String,
}

/// How far the page is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Under way.
    Loading,
    /// Read to its end, by this rule.
    Read {
        /// The rule's name.
        rule: String,
    },
    /// There is nothing to read.
    NoneFound(NoRule),
}

/// A word of confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Toast {
    /// What it says.
    pub(crate) text: String,
    /// What can still be taken back.
    pub(crate) undoes: Option<Undoes>,
}

/// What a person can take back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Undoes {
    /// An act that nobody has heard of yet, by its name.
    Act(String),
    /// Words of their own, whose place a suggestion has taken.
    Words(Box<Own>),
}

impl Toast {
    /// A confirmation of something that can't be taken back, or needn't.
    pub(crate) fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            undoes: None,
        }
    }
}

/// Everything the widget knows.
pub(crate) struct Model {
    /// The panel's language.
    pub(crate) locale: Locale,
    /// The present moment, as of the last tick.
    pub(crate) now: Timestamp,
    /// The brand's id.
    pub(crate) brand: String,
    /// The connection to the edge.
    pub(crate) link: Link,
    /// Who is signed in.
    pub(crate) agent: Option<Agent>,
    /// What the brand decides.
    pub(crate) policy: Policy,
    /// The offsets of the policy's time zone.
    pub(crate) offsets: Offsets,
    /// The language packs at hand.
    pub(crate) packs: Rc<Packs>,
    /// Where the panel stands.
    pub(crate) view: View,
    /// Whether the page may put something of its own into the bar; somebody else's page may not.
    pub(crate) slot: bool,
    /// Whether people may sign in by Cloudflare Access.
    pub(crate) access: bool,
    /// Whether the panel is open.
    pub(crate) open: bool,
    /// Whether the phone's sheet is at full height.
    pub(crate) tall: bool,
    /// Whether the sheet of shortcuts is shown.
    pub(crate) help: bool,
    /// Whether the sign-in form is shown, and what was wrong with the last try.
    pub(crate) sign_in: Option<Option<String>>,
    /// A word of confirmation.
    pub(crate) toast: Option<Toast>,
    /// Whether the confirmation has stood for a tick.
    pub(crate) toast_seen: bool,
    /// What failed, in words.
    pub(crate) failure: Option<String>,
    /// The tab.
    pub(crate) tab: Tab,
    /// The filters that are set.
    pub(crate) filters: Vec<Filter>,
    /// The words searched for.
    pub(crate) query: Option<String>,
    /// How many rows are shown.
    pub(crate) limit: usize,
    /// The row the keyboard is on.
    pub(crate) current: Option<Key>,
    /// The case that is open.
    pub(crate) opened: Option<Key>,
    /// How far the page is read.
    pub(crate) reading: Reading,
    /// How many posts were read on the page.
    pub(crate) read: u32,
    /// The cases.
    pub(crate) entries: Keyed<Entry>,
    /// The case of each post of the page.
    pub(crate) posts: Keyed<Key>,
    /// The cases that were opened before, in this browser.
    pub(crate) seen: Keyed<()>,
    /// The reply that is being written.
    pub(crate) draft: Option<Draft>,
    /// The brand's last answers, as they stood when the draft was last made or chosen.
    pub(crate) recent: Vec<String>,
    /// The brand's last public answers as the edge told them last, the newest first, with those given here since; none
    /// before it has told a case.
    pub(crate) said: Option<Vec<String>>,
    /// The languages whose packs were asked for since a case was last opened.
    pub(crate) fetching: Vec<Lang>,
    /// The words that were begun, by their case.
    pub(crate) drafts: Keyed<Own>,
    /// The form that is open.
    pub(crate) form: Option<Form>,
    /// What its text field holds.
    pub(crate) begun: String,
    /// When it was opened: what it offers stays as it was then, so that nothing changes under the hand.
    pub(crate) asked: Timestamp,
    /// The systems that it offered then, by their names, the one in charge first.
    pub(crate) offered: Vec<String>,
    /// What was written into forms and not sent yet, by case and form.
    pub(crate) jots: Vec<(Key, Form, String)>,
    /// What was done here and is on its way, oldest first.
    pub(crate) acts: Vec<Act>,
    /// Counts acts, so that each has a name of its own.
    pub(crate) count: u32,
    /// Whether the edge has listed its cases in this page view.
    pub(crate) listed: bool,
    /// Whether the panel was opened before there were rows, so that the first one is still to get the focus.
    pub(crate) eager: bool,
    /// What the edge can do on the platform itself, for the case that was opened last.
    pub(crate) outside: Option<(Key, Outside)>,
    /// What many customers complain of at once.
    pub(crate) alerts: Vec<Alert>,
    /// When each platform last delivered something; none for one that never did.
    pub(crate) beats: Vec<(String, Option<Timestamp>)>,
    /// Distinguishes this page view from every other: a random text from the host.
    pub(crate) session: String,
}

impl Model {
    /// A model that knows nothing but where it is.
    pub(crate) fn new(
        brand: String,
        locale: Locale,
        policy: Policy,
        now: Timestamp,
        session: String,
    ) -> Self {
        Self {
            locale,
            now,
            brand,
            link: Link::SignedOut,
            agent: None,
            policy,
            offsets: Offsets::default(),
            packs: Rc::default(),
            view: View::Beside,
            slot: true,
            access: false,
            open: false,
            tall: true,
            help: false,
            sign_in: None,
            toast: None,
            toast_seen: false,
            failure: None,
            tab: Tab::Todo,
            filters: Vec::new(),
            query: None,
            limit: PAGE,
            current: None,
            opened: None,
            reading: Reading::Loading,
            read: 0,
            entries: Keyed::default(),
            posts: Keyed::default(),
            seen: Keyed::default(),
            draft: None,
            recent: Vec::new(),
            said: None,
            fetching: Vec::new(),
            drafts: Keyed::default(),
            form: None,
            begun: String::new(),
            asked: now,
            offered: Vec::new(),
            jots: Vec::new(),
            acts: Vec::new(),
            count: 0,
            listed: false,
            eager: false,
            outside: None,
            alerts: Vec::new(),
            beats: Vec::new(),
            session,
        }
    }

    /// How the core's words are put for this person.
    pub(crate) fn tongue(&self) -> Tongue<'_> {
        Tongue {
            lang: self.locale.lang(),
            offsets: &self.offsets,
        }
    }

    /// The frame as it is shown.
    pub(crate) fn frame(&self) -> Frame {
        let mut notices = Vec::new();
        if let Some(text) = &self.failure {
            notices.push(Notice {
                weight: Weight::Bad,
                text: text.clone(),
            });
        }
        match self.link {
            Link::Offline => notices.push(Notice {
                weight: Weight::Warn,
                text: self.locale.get(Word::LinkOfflineWhy).into(),
            }),
            Link::PageOnly => notices.push(Notice {
                weight: Weight::Plain,
                text: self.locale.get(Word::LinkPageOnlyWhy).into(),
            }),
            Link::Live | Link::SignedOut => {}
        }
        let waiting = self.acts.iter().filter(|act| act.way == act::Way::Waiting);
        let waiting = u32::try_from(waiting.count()).unwrap_or(u32::MAX);
        if waiting > 0 {
            notices.push(Notice {
                weight: Weight::Warn,
                text: self.locale.count(Word::ActsWaiting, waiting),
            });
        }
        let name = &self.policy.brand.name;
        Frame {
            open: self.open,
            brand: if name.is_empty() {
                self.brand.clone()
            } else {
                name.clone()
            },
            link: self.link,
            due: self.due_count(),
            sign_in: self.sign_in.clone(),
            slot: self.slot,
            access: self.access,
            help: self.help,
            tall: self.tall,
            notices,
            undoable: self
                .toast
                .as_ref()
                .is_some_and(|toast| toast.undoes.is_some()),
            toast: self.toast.as_ref().map(|toast| toast.text.clone()),
        }
    }
}

/// What is kept in the place of a key by whoever comes in through Cloudflare Access: the edge knows them by its word.
pub(crate) const ACCESS: &str = "access";

/// Rows shown at first, and how many more at a time: what fits on three screens.
const PAGE: usize = 40;
