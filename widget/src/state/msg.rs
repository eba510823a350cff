//! What can happen to the model, and what it wants done outside.

use super::entry::{Detail, PagePost};
use super::view::{Deed, Filter, Key, Tab, Tune};
use super::{Act, Agent, Alert, Outside, Own, Reading, Seen};
use crate::strings::Locale;
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::policy::Policy;
use accalmie_shared::reading::Lang;
use accalmie_shared::reply::Item;
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::Entry as Listed;
use std::rc::Rc;

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
    /// The confirmation, or what failed, is dismissed.
    Dismiss,
    /// The last act is taken back.
    Undo,
    /// "Back" by the Escape key.
    Escape,
    /// The search field is asked for.
    Find,
    /// The words searched for change.
    Query(String),
    /// A tab is chosen.
    Tab(Tab),
    /// A filter is set or lifted.
    Filter(Filter),
    /// More rows are asked for.
    Further,
    /// A case is opened.
    Open(Key),
    /// Back to the queue.
    Back,
    /// To a neighbour in the queue.
    Step(isize),
    /// A suggestion is chosen.
    Choose(usize),
    /// Other suggestions are asked for.
    Another,
    /// Another tone, language or place is asked for.
    Tune(Tune),
    /// The link into the private conversation is put into the draft.
    AddLink,
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
    /// The reply goes out: by the edge where it can, else it stands on the page and is noted.
    Sent,
    /// The post is shown on the page.
    Goto,
    /// The person wants to point at a post.
    Teach,
    /// Something is done with the case, or its form asked for.
    Deed(Deed),
    /// The other deeds are shown.
    More,
    /// The form is filled in: the choice, and the words.
    Submit(usize, String),
    /// What is written in the form changes.
    Jot(String),
    /// The form is closed, and what was written there is given up.
    Cancel,
    /// An item was given.
    Give(Item),
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
    /// The edge answers again, and its list is as it was.
    Online,
    /// The edge answers, and its list is as it was.
    Again,
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
    /// The edge's list of the open cases.
    Listed(Vec<Listed>),
    /// The edge's list of those that are settled or put aside.
    Aside(Vec<Listed>),
    /// What the edge says of all cases together: alerts, and when each platform last delivered.
    Surveyed(Vec<Alert>, Vec<(String, Option<Timestamp>)>),
    /// The edge's word on one case.
    Told(Key, Box<Detail>),
    /// Something failed.
    Failed(String),
    /// What was kept in this browser from an earlier visit: acts, drafts, the cases that were opened.
    Recalled(Vec<Act>, Vec<Own>, Vec<Key>),
    /// The time to take an act back is over.
    Due(String),
    /// The edge has taken an act.
    Taken(String),
    /// The edge refused an act, and why.
    Refused(String, String),
    /// An act did not reach the edge.
    Unsent(String),
    /// Nobody knows whether an act on the platform was done.
    Lost(String),
    /// What can be done on the platform itself.
    Outside(Key, Box<Outside>),
    /// A person has looked what came of an act on the platform.
    Seen(Seen),
    /// The reply stands on the page already: only to be noted.
    Note,
    /// The page is being left.
    Leave,
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
    /// The same, where the focus is still on the button that closes the panel.
    Settle(String),
    /// Exchanges a key for a session.
    SignIn(String),
    /// Gives the edge the posts of a case that stand on the page, at least one of them the customer's, and with them
    /// opens the case.
    Post(Key, Vec<PagePost>),
    /// Asks the edge for a case.
    Ask(Key),
    /// Gives the edge an act.
    Give(Box<Act>),
    /// Asks the edge what can be done on the platform itself.
    Look(Key),
    /// Tells the edge what came of an act on the platform.
    Seen(Key, String, Seen),
    /// Asks the edge for the cases that are settled or put aside.
    ListAside,
    /// Reports when the time to take an act back is over.
    Later(String),
    /// Reads the acts that are kept in this browser once more, when the time to take them back is over.
    RecallLater,
    /// Keeps an act in this browser.
    Keep(Box<Act>),
    /// Forgets an act.
    Forget(String),
    /// Keeps a draft in this browser.
    KeepDraft(Box<Own>),
    /// Forgets the draft of a case.
    ForgetDraft(Key),
    /// Keeps which cases were opened.
    KeepSeen,
    /// Fetches the pack of a language.
    Pack(Lang),
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
