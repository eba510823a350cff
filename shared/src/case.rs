//! The case: one author's open conversation with one brand on one platform.
//!
//! Its state is only ever a fold of immutable events. `decide` and `evolve` are the only two places that know
//! what is allowed and what happened.

mod command;
mod event;
mod state;

pub use crate::owner::Owner;
pub use command::{Command, Label, Refusal};
pub use event::{Actor, CaseEvent, Happened, Reply};
pub use state::{Case, HandOff, HandOffState, Mood, Note, Speaker, Stage, Turn};
