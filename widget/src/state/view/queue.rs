//! The queue as it is shown.

use super::{Due, Key};
use crate::strings::Word;
use accalmie_shared::case::{Owner, Stage};
use accalmie_shared::post::Channel;
use accalmie_shared::reading::{Risk, Severity, Topic};

/// One case in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its name.
    pub(crate) key: Key,
    /// Who wrote.
    pub(crate) author: String,
    /// Where and when: "Facebook · il y a 4 min".
    pub(crate) place: String,
    /// The beginning of the last post.
    pub(crate) excerpt: String,
    /// How angry.
    pub(crate) severity: Severity,
    /// The rung it stands on.
    pub(crate) stage: Stage,
    /// The next step in words.
    pub(crate) next: String,
    /// What is due.
    pub(crate) due: Due,
    /// Whether nobody has opened it yet.
    pub(crate) unread: bool,
    /// The colleague who has it.
    pub(crate) holder: Option<String>,
    /// Whether words for it were begun.
    pub(crate) begun: bool,
}

/// What the rows of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Band {
    /// The deadline is past.
    Overdue,
    /// An answer is owed.
    Now,
    /// The brand has spoken; something is still to come.
    Later,
    /// Put aside.
    Snoozed,
    /// Nothing angry.
    Calm,
    /// Settled.
    Done,
}

impl Band {
    /// The heading of the group.
    pub(crate) const fn word(self) -> Word {
        match self {
            Self::Overdue => Word::GroupOverdue,
            Self::Now => Word::GroupNow,
            Self::Later => Word::GroupLater,
            Self::Snoozed => Word::GroupSnoozed,
            Self::Calm => Word::GroupCalm,
            Self::Done => Word::GroupDone,
        }
    }
}

/// Rows under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// The heading.
    pub(crate) band: Band,
    /// The rows, the first due first.
    pub(crate) rows: Vec<Row>,
}

/// Which cases the queue shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    /// Those that want an answer.
    Todo,
    /// Those under way.
    Waiting,
    /// Those that are settled.
    Done,
    /// All, calm ones included.
    All,
}

/// The tabs in their order.
pub(crate) const TABS: [Tab; 4] = [Tab::Todo, Tab::Waiting, Tab::Done, Tab::All];

impl Tab {
    /// The name of the tab.
    pub(crate) const fn word(self) -> Word {
        match self {
            Self::Todo => Word::QueueTodo,
            Self::Waiting => Word::QueueWaiting,
            Self::Done => Word::QueueDone,
            Self::All => Word::QueueAll,
        }
    }
}

/// What the queue can be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Filter {
    /// What was not opened yet.
    Unread,
    /// What the person has taken.
    Mine,
    /// What is as angry as that.
    Severity(Severity),
    /// What came in there.
    Channel(Channel),
    /// What is about that.
    Topic(Topic),
    /// What they owe the next step of.
    Owner(Owner),
    /// What holds that danger.
    Risk(Risk),
    /// The complaints of an alert.
    Alert(Topic),
}

/// A filter as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilterView {
    /// Which.
    pub(crate) filter: Filter,
    /// Its name.
    pub(crate) name: &'static str,
    /// Its id inside the shadow root.
    pub(crate) id: &'static str,
    /// Whether it is set.
    pub(crate) on: bool,
    /// How many cases of the tab it leaves.
    pub(crate) count: u32,
}

/// A choice of one among several, by which the queue can be narrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pick {
    /// What is chosen by: "Sujet".
    pub(crate) name: &'static str,
    /// Its id inside the shadow root.
    pub(crate) id: &'static str,
    /// What there is: the filter, and "Panne (4)".
    pub(crate) ways: Vec<(Filter, String)>,
    /// The one that is chosen.
    pub(crate) chosen: Option<usize>,
}

/// A bad buzz.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AlertView {
    /// What is complained of: the filter that shows the posts.
    pub(crate) topic: Topic,
    /// What it says.
    pub(crate) text: String,
    /// What is said of it once, without what changes by the minute.
    pub(crate) said: String,
    /// Whether the queue shows its posts alone.
    pub(crate) on: bool,
}

/// What stands where the rows would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Instead {
    /// The page is being read.
    Loading,
    /// No posts were found, and why.
    NoneFound(String),
    /// The edge can't be reached, and nothing is known without it.
    Offline,
    /// Nothing to do.
    Quiet,
    /// Nothing matches the filter.
    NoMatch,
}

/// The queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueueView {
    /// The tab that is chosen.
    pub(crate) tab: Tab,
    /// How many cases each tab holds, in the order of [`TABS`].
    pub(crate) counts: [u32; 4],
    /// What many complain of at once.
    pub(crate) alerts: Vec<AlertView>,
    /// The filters that there are; empty while the search field is closed.
    pub(crate) filters: Vec<FilterView>,
    /// The choices by anger, channel, subject, owner and danger; empty with the filters.
    pub(crate) picks: Vec<Pick>,
    /// The words searched for; none while the search field is closed.
    pub(crate) query: Option<String>,
    /// The rows.
    pub(crate) groups: Vec<Group>,
    /// How many rows are not shown yet.
    pub(crate) hidden: u32,
    /// What is shown where there are no rows.
    pub(crate) instead: Option<Instead>,
    /// The row that the keyboard is on.
    pub(crate) current: Option<Key>,
    /// What was read on the page, and by which rule.
    pub(crate) about: Vec<String>,
}
