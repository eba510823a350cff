//! What the widget knows, and how it changes: `update(model, message) → effects`, without a DOM, a clock or a network.

mod case_view;
mod draft;
mod entry;
mod hearing;
mod pieces;
mod queue_view;
mod replying;
mod update;
pub(crate) mod view;

pub(crate) use draft::Draft;
pub(crate) use entry::{Detail, Done, Entry, Known, PagePost, whole};
pub(crate) use pieces::signs;
pub(crate) use update::update;

use crate::page::NoRule;
use crate::strings::{Locale, Word};
use accalmie_shared::case::Command;
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::policy::Policy;
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::Entry as Item;
use accalmie_shared::words::Tongue;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use view::{Frame, Key, Link, Notice, Tab, Weight};

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
    /// Whether the panel is open.
    pub(crate) open: bool,
    /// Whether the phone's sheet is at full height.
    pub(crate) tall: bool,
    /// Whether the sheet of shortcuts is shown.
    pub(crate) help: bool,
    /// Whether the sign-in form is shown, and what was wrong with the last try.
    pub(crate) sign_in: Option<Option<String>>,
    /// A word of confirmation.
    pub(crate) toast: Option<String>,
    /// Whether the confirmation has stood for a tick.
    pub(crate) toast_seen: bool,
    /// What failed, in words.
    pub(crate) failure: Option<String>,
    /// The tab.
    pub(crate) tab: Tab,
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
    pub(crate) entries: BTreeMap<Key, Entry>,
    /// The case of each post of the page.
    pub(crate) posts: BTreeMap<String, Key>,
    /// The cases that were opened before, in this browser.
    pub(crate) seen: BTreeSet<Key>,
    /// The reply that is being written.
    pub(crate) draft: Option<Draft>,
    /// Counts acts, so that each has a name of its own.
    pub(crate) acts: u32,
    /// Distinguishes this page view from every other: a random text from the host.
    pub(crate) session: String,
}

/// What a person or the world does.
#[derive(Clone, Debug)]
pub(crate) enum Msg {
    /// Time passes.
    Tick(Timestamp),
    /// The panel opens.
    Show,
    /// The panel closes.
    Hide,
    /// The phone's sheet grows or shrinks.
    Stretch,
    /// The sheet of shortcuts comes or goes.
    Help,
    /// The confirmation is dismissed.
    Dismiss,
    /// "Back" by the Escape key.
    Escape,
    /// The search field is asked for.
    Find,
    /// The words searched for change.
    Query(String),
    /// A tab is chosen.
    Filter(Tab),
    /// More rows are asked for.
    More,
    /// A case is opened.
    Open(Key),
    /// Back to the queue.
    Back,
    /// To a neighbour in the queue.
    Step(isize),
    /// A suggestion is chosen.
    Choose(usize),
    /// The cursor goes to the draft.
    Write,
    /// The draft changes.
    Draft(String),
    /// A finding's cure is applied.
    Fix(usize),
    /// The reply is copied.
    Copy,
    /// The reply is put into the page's box.
    Insert,
    /// The box took it, or there was none.
    Inserted(Placed),
    /// The reply stands on the page.
    Sent,
    /// The post is shown on the page.
    Goto,
    /// The person wants to point at a post.
    Teach,
    /// A sign-in link or key was given.
    SignIn(String),
    /// The edge knows the agent.
    SignedIn(Agent),
    /// The edge does not know the key.
    SignInRefused,
    /// Work goes on without an edge.
    PageOnly,
    /// The edge does not answer.
    Offline,
    /// The policy came, with the offsets of its time zone.
    Policy(Box<Policy>, Offsets),
    /// The language packs came.
    Packs(Rc<Packs>),
    /// The panel's language changes.
    Locale(Locale),
    /// Posts of the page were read.
    Read(Vec<PagePost>),
    /// Posts are gone from the page.
    Gone(Vec<String>),
    /// The page is read to its end, or there is nothing to read.
    Finished(Reading),
    /// The edge's list of cases.
    Listed(Vec<Item>),
    /// The edge's word on one case.
    Told(Key, Box<Detail>),
    /// Something failed.
    Failed(String),
    /// Replies kept in this browser from an earlier visit, by their case.
    Recalled(BTreeMap<Key, Vec<Done>>),
}

/// Whether a reply found its box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placed {
    /// It stands in the box.
    InBox,
    /// There was no box.
    NoBox,
}

/// What is to be done outside the model.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    /// Moves the focus to an element of the panel, by its selector.
    Focus(String),
    /// Exchanges a key for a session.
    SignIn(String),
    /// Gives the edge a post of the page, and with it opens the case.
    Post(Key, Box<PagePost>),
    /// Asks the edge for a case.
    Ask(Key),
    /// Gives the edge a command, under the act's name.
    Command(Key, Command, String),
    /// Keeps an act in this browser.
    Keep,
    /// Puts text on the clipboard.
    Copy(String),
    /// Puts text into the box of a post.
    Insert(String, String),
    /// Scrolls to a post.
    Goto(String),
    /// Lets the person point at a post.
    Teach,
    /// Tells the page: an event's name and its fields.
    Tell(&'static str, Vec<(&'static str, String)>),
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
            open: false,
            tall: true,
            help: false,
            sign_in: None,
            toast: None,
            toast_seen: false,
            failure: None,
            tab: Tab::Todo,
            query: None,
            limit: PAGE,
            current: None,
            opened: None,
            reading: Reading::Loading,
            read: 0,
            entries: BTreeMap::new(),
            posts: BTreeMap::new(),
            seen: BTreeSet::new(),
            draft: None,
            acts: 0,
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
            help: self.help,
            tall: self.tall,
            notices,
            toast: self.toast.clone(),
        }
    }
}

/// Rows shown at first, and how many more at a time: what fits on three screens.
const PAGE: usize = 40;
