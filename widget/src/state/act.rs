//! One thing that a person did with a case, from the click until the edge has it.

use super::view::Key;
use accalmie_shared::case::{
    Actor, Case, CaseEvent, Command, Refusal, Reply, decide, evolve, replay,
};
use accalmie_shared::hours::Offsets;
use accalmie_shared::policy::Policy;
use accalmie_shared::units::Timestamp;

/// How long an act may be taken back, in milliseconds: time to read the confirmation and to reach its button.
pub(crate) const GRACE: i32 = 7_000;

/// How far an act has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Held back for a moment, in which it may be taken back.
    Held,
    /// Waiting for the edge.
    Waiting,
    /// On its way to the edge.
    Sent,
    /// Done for good: there is no edge to hear of it.
    Local,
}

/// Where an act takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// At the desk: it is written down with the case.
    Desk,
    /// On the platform itself: the edge sends it there, and writes it down once it is accepted.
    Platform,
}

/// An act on its way. It counts in this browser from the first moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Act {
    /// Its name: the same for every try.
    pub(crate) id: String,
    /// The case.
    pub(crate) key: Key,
    /// When.
    pub(crate) at: Timestamp,
    /// What.
    pub(crate) command: Command,
    /// How the thread stood: see [`mark`].
    pub(crate) basis: Timestamp,
    /// How far it has come.
    pub(crate) way: Way,
    /// Where it takes effect.
    pub(crate) route: Route,
}

impl Act {
    /// The answer that it puts in front of the customer.
    pub(crate) const fn reply(&self) -> Option<&Reply> {
        if let Command::Acknowledge { reply }
        | Command::AskPrivate { reply }
        | Command::ReplyPrivate { reply } = &self.command
        {
            Some(reply)
        } else {
            None
        }
    }

    /// The words of that answer.
    pub(crate) fn said(&self) -> Option<&str> {
        self.reply().map(|reply| reply.text.as_str())
    }
}

/// What a case is made with.
pub(crate) struct Ground<'a> {
    /// Who acts here.
    pub(crate) by: Actor,
    /// What the brand decides.
    pub(crate) policy: &'a Policy,
    /// The present moment.
    pub(crate) now: Timestamp,
    /// The offsets of the policy's time zone.
    pub(crate) offsets: &'a Offsets,
    /// What was done here.
    pub(crate) acts: &'a [Act],
}

impl Ground<'_> {
    /// What an act amounts to.
    pub(crate) fn decided(&self, case: &Case, act: &Act) -> Result<Vec<CaseEvent>, Refusal> {
        decide(case, &act.command, &self.by, self.policy, act.at, &act.id)
    }

    /// A case with what was done here since the edge told it. What the case does not allow any more is left out.
    pub(crate) fn ahead(&self, key: &str, mut case: Case) -> Case {
        for act in self
            .acts
            .iter()
            .filter(|act| act.key == key && act.way != Way::Local)
        {
            for event in self.decided(&case, act).unwrap_or_default() {
                case = evolve(case, &event);
            }
        }
        case
    }

    /// A case made of its posts and of everything that was done here.
    pub(crate) fn made(&self, key: &str, mut events: Vec<CaseEvent>) -> Case {
        for act in self.acts.iter().filter(|act| act.key == key) {
            let before = events.iter().filter(|event| event.at <= act.at);
            let state = replay(before.cloned());
            events.extend(self.decided(&state, act).unwrap_or_default());
        }
        replay(events)
    }
}

/// How a thread stands: when its newest words were written or changed. Who answers has read so far. The brand's `own`
/// words don't count: where they stand already, the answer has arrived before.
pub(crate) fn mark(case: &Case, own: &str) -> Timestamp {
    let others = case
        .turns
        .iter()
        .filter(|turn| turn.assessment().is_some() || turn.text != own);
    let moments = others.map(|turn| turn.edited.unwrap_or(turn.at));
    moments.max().unwrap_or_default()
}

/// The person who works in a page without an edge: nobody signed in, so nobody has a name.
pub(crate) fn here() -> Actor {
    Actor::Agent {
        id: HERE.into(),
        name: String::new(),
    }
}

/// The id of [`here`].
pub(crate) const HERE: &str = "page";
