//! What the panel shows, as plain values: made from the model, compared before anything is drawn again.

mod case;
mod form;
mod queue;
mod reply;

pub(crate) use case::{CaseView, Given, Piece, Rung, STAGES, Sign, Tone, TurnView, Voice, rung};
pub(crate) use form::{DEEDS, Deed, Form, FormView};
pub(crate) use queue::{
    AlertView, Band, Filter, FilterView, Group, Instead, Pick, QueueView, Row, TABS, Tab,
};
pub(crate) use reply::{Cure, Finding, ReplyView, Switch, Tune};

/// The name of a case inside the widget: the edge's id, or the author's on this page where no edge knows the case.
pub(crate) type Key = String;

/// How the widget reaches the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// Signed in, and the edge answers.
    Live,
    /// No edge: what a CM does stays in this browser.
    PageOnly,
    /// Signed in, but the edge doesn't answer at the moment.
    Offline,
    /// Nobody is signed in.
    SignedOut,
}

/// Where the panel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// Beside a page and its posts; it opens and closes.
    Beside,
    /// It is the page: always open, without posts around it.
    Page,
}

/// How urgent a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// Past.
    Late,
    /// Within the hour.
    Soon,
    /// Later than that.
    Later,
    /// Nothing is due.
    Idle,
}

/// A deadline in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Due {
    /// How urgent.
    pub(crate) urgency: Urgency,
    /// "dans 4 min".
    pub(crate) text: String,
}

/// The weight of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Good to know.
    Plain,
    /// Something to look at.
    Warn,
    /// Something failed.
    Bad,
}

/// A line above the content that stays until its cause is gone or a person dismisses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// Its weight.
    pub(crate) weight: Weight,
    /// What it says.
    pub(crate) text: String,
}

/// The frame around the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Whether the panel is open.
    pub(crate) open: bool,
    /// The brand's name.
    pub(crate) brand: String,
    /// The connection.
    pub(crate) link: Link,
    /// How many cases want an answer.
    pub(crate) due: u32,
    /// Whether the sign-in form is shown, and what was wrong with the last try.
    pub(crate) sign_in: Option<Option<String>>,
    /// Whether the page may put something of its own into the bar.
    pub(crate) slot: bool,
    /// Whether Cloudflare Access is offered there, too.
    pub(crate) access: bool,
    /// Whether the sheet of shortcuts is shown.
    pub(crate) help: bool,
    /// Whether the phone's sheet is at its full height.
    pub(crate) tall: bool,
    /// Notices, the gravest first.
    pub(crate) notices: Vec<Notice>,
    /// A word of confirmation.
    pub(crate) toast: Option<String>,
    /// Whether what it confirms can still be taken back.
    pub(crate) undoable: bool,
}
