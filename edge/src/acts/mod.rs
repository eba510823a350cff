//! Acts towards platforms: a person's click becomes one call, and an event once the platform has accepted it.
//!
//! ```text
//! command → way (which post, is it open) → form (the call, from data) → outcome (accepted, refused, unsure) → events
//! ```
//!
//! Nothing here is about one platform: what each wants stands in `data/acts`.

pub(crate) mod filling;
pub(crate) mod form;
pub(crate) mod intent;
pub(crate) mod oauth;
#[cfg(test)]
mod tests;
pub(crate) mod way;

use accalmie_shared::case::Command;
use accalmie_shared::post::Venue;
use serde_json::Value;

/// What an act does over there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Answers where everybody reads it.
    Public,
    /// Answers in private.
    Private,
    /// Hides a post.
    Hide,
    /// Shows it again.
    Unhide,
}

impl Kind {
    /// All of them, by the names that the API gives them.
    pub(crate) const ALL: [(&'static str, Self); 3] = [
        ("public", Self::Public),
        ("private", Self::Private),
        ("hide", Self::Hide),
    ];

    /// What a command does over there; none for one that asks nothing of a platform.
    pub(crate) const fn of(command: &Command) -> Option<Self> {
        match command {
            Command::Acknowledge { .. } | Command::AskPrivate { .. } => Some(Self::Public),
            Command::ReplyPrivate { .. } => Some(Self::Private),
            Command::Hide { .. } => Some(Self::Hide),
            Command::Unhide { .. } => Some(Self::Unhide),
            Command::Claim
            | Command::Release
            | Command::Assign { .. }
            | Command::HandOff { .. }
            | Command::ConfirmHandOff { .. }
            | Command::Note { .. }
            | Command::GiveItems { .. }
            | Command::Snooze { .. }
            | Command::Wake
            | Command::Resolve
            | Command::Reopen { .. }
            | Command::Correct { .. } => None,
        }
    }

    /// Where an answer stands; none where nothing is said.
    pub(crate) const fn venue(self) -> Option<Venue> {
        match self {
            Self::Public => Some(Venue::Public),
            Self::Private => Some(Venue::Private),
            Self::Hide | Self::Unhide => None,
        }
    }
}

/// The post that a command is about, where it says so, and the words it sends.
pub(crate) fn subject(command: &Command) -> (Option<&str>, &str) {
    match command {
        Command::Acknowledge { reply }
        | Command::AskPrivate { reply }
        | Command::ReplyPrivate { reply } => (reply.to.as_deref(), &reply.text),
        Command::Hide { post, .. } | Command::Unhide { post } => (Some(post), ""),
        Command::Claim
        | Command::Release
        | Command::Assign { .. }
        | Command::HandOff { .. }
        | Command::ConfirmHandOff { .. }
        | Command::Note { .. }
        | Command::GiveItems { .. }
        | Command::Snooze { .. }
        | Command::Wake
        | Command::Resolve
        | Command::Reopen { .. }
        | Command::Correct { .. } => (None, ""),
    }
}

/// Says in a command which post it answers.
pub(crate) fn address(command: &mut Command, post: &str) {
    if let Command::Acknowledge { reply }
    | Command::AskPrivate { reply }
    | Command::ReplyPrivate { reply } = command
    {
        reply.to = Some(post.to_owned());
    }
}

/// The sentence for a code, in both languages; null for a code that has none.
pub(crate) fn words(code: &str) -> Value {
    form::data(include_str!("../../data/acts/words.json"))[code].take()
}
