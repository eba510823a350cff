//! The case: one author's open conversation with one brand on one platform.
//!
//! Its state is only ever a fold of immutable events. `decide` and `evolve` are the only two places that know
//! what is allowed and what happened.

mod command;
mod decide;
mod event;
mod evolve;
mod incoming;
mod refusal;
mod rights;
mod settle;
mod state;

pub use crate::owner::Owner;
pub use command::Command;
pub use decide::{claim_holder, decide};
pub use event::{Actor, CaseEvent, Happened, Label, Reply};
pub use evolve::{evolve, replay};
pub use incoming::{
    brings, deleted, echoed, edited, feedback_given, hand_off_delivered, hand_off_failed, received,
};
pub use refusal::Refusal;
pub use rights::{Act, may, role_of};
pub use settle::BURST;
pub use state::{Case, HandOff, HandOffState, Mood, Note, Speaker, Stage, Turn};
