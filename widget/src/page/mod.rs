//! The page: which posts it has, where they stand, and what is drawn over them.
//!
//! In scope: reading the host's DOM, marks over it, a reply put into its box. Not in scope: changing anything else
//! of the host, deciding what is angry, keeping anything.

mod act;
mod date;
mod marks;
mod observe;
mod parts;
mod read;
mod rules;
mod scan;
mod text;
mod watch;

pub(crate) use act::{goto, insert};
pub(crate) use marks::{Mark, Marks};
pub(crate) use observe::{Changes, Observer};
pub(crate) use read::Found;
pub(crate) use rules::Rule;
pub(crate) use scan::{NoRule, Root, Scanner, Step, choose};
pub(crate) use watch::Range;
