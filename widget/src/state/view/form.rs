//! What a person can do with the open case, and the form that asks for the rest.

use crate::strings::Word;

/// Something that can be done with a case, besides answering it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Take the case.
    Claim,
    /// Give the case back.
    Release,
    /// Put the case aside.
    Snooze,
    /// Take a case up that was put aside.
    Wake,
    /// Pass the request on to the company's own system.
    HandOff,
    /// Settle the case.
    Resolve,
    /// Take a settled case up again.
    Reopen,
    /// Write something for colleagues.
    Note,
    /// Give the case to somebody.
    Assign,
    /// The reading is wrong: nobody is angry.
    NotAngry,
    /// The reading is wrong: somebody is angry.
    Angry,
    /// Hide the post from the page.
    Hide,
    /// Show the post again.
    Unhide,
    /// Copy the link into the private conversation.
    PrivateLink,
}

/// Every deed, the most wanted first.
pub(crate) const DEEDS: [Deed; 14] = [
    Deed::Claim,
    Deed::Release,
    Deed::Snooze,
    Deed::Wake,
    Deed::HandOff,
    Deed::Resolve,
    Deed::Reopen,
    Deed::Note,
    Deed::Assign,
    Deed::NotAngry,
    Deed::Angry,
    Deed::Hide,
    Deed::Unhide,
    Deed::PrivateLink,
];

impl Deed {
    /// Whether it stands in the first row; the others are behind "more".
    pub(crate) const fn is_first(self) -> bool {
        match self {
            Self::Claim
            | Self::Release
            | Self::Snooze
            | Self::Wake
            | Self::HandOff
            | Self::Resolve
            | Self::Reopen => true,
            Self::Note
            | Self::Assign
            | Self::NotAngry
            | Self::Angry
            | Self::Hide
            | Self::Unhide
            | Self::PrivateLink => false,
        }
    }

    /// Its name.
    pub(crate) const fn word(self) -> Word {
        match self {
            Self::Claim => Word::DeedClaim,
            Self::Release => Word::DeedRelease,
            Self::Snooze => Word::DeedSnooze,
            Self::Wake => Word::DeedWake,
            Self::HandOff => Word::DeedHandOff,
            Self::Resolve => Word::DeedResolve,
            Self::Reopen => Word::DeedReopen,
            Self::Note => Word::DeedNote,
            Self::Assign => Word::DeedAssign,
            Self::NotAngry => Word::DeedNotAngry,
            Self::Angry => Word::DeedAngry,
            Self::Hide => Word::DeedHide,
            Self::Unhide => Word::DeedUnhide,
            Self::PrivateLink => Word::DeedPrivateLink,
        }
    }

    /// Its id inside the shadow root.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Release => "release",
            Self::Snooze => "snooze",
            Self::Wake => "wake",
            Self::HandOff => "hand-off",
            Self::Resolve => "resolve",
            Self::Reopen => "reopen",
            Self::Note => "note",
            Self::Assign => "assign",
            Self::NotAngry => "not-angry",
            Self::Angry => "angry",
            Self::Hide => "hide",
            Self::Unhide => "unhide",
            Self::PrivateLink => "private-link",
        }
    }
}

/// A form: what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Which other deed.
    More,
    /// Until when.
    Snooze,
    /// To whom, and what they need to know.
    HandOff,
    /// Why the case is taken up again.
    Reopen,
    /// The note.
    Note,
    /// To whom.
    Assign,
    /// Why the post is hidden.
    Hide,
    /// Whether the answer may go out.
    Publish,
}

/// A form as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormView {
    /// Which.
    pub(crate) form: Form,
    /// Its heading.
    pub(crate) title: String,
    /// What there is to know before.
    pub(crate) about: Option<String>,
    /// The words that will be seen.
    pub(crate) quote: Option<String>,
    /// What there is to choose from; where nothing is to be written, choosing is doing.
    pub(crate) picks: Vec<String>,
    /// What is to be written: its name, and what stands there at first.
    pub(crate) text: Option<(&'static str, String)>,
    /// The field for a date and time of one's own: the earliest one, and what stands there at first.
    pub(crate) when: Option<(String, String)>,
    /// What the button says.
    pub(crate) button: &'static str,
}
