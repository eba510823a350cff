//! Where a case stands in the queue.

use super::Entry;
use super::view::Band;
use accalmie_shared::case::Stage;
use accalmie_shared::plan::{Owing, Step};
use accalmie_shared::units::Timestamp;

/// The part of the queue that a case belongs to at a moment.
pub(crate) fn band(entry: &Entry, now: Timestamp) -> Band {
    let snoozed = entry.snoozed_until().is_some_and(|until| until > now);
    let is_late = entry.due().is_some_and(|due| due < now);
    match (entry.stage(), entry.step().map(Step::owing)) {
        (Stage::Resolved, _) => Band::Done,
        _ if snoozed => Band::Snoozed,
        (_, Some(Owing::Nobody)) => Band::Calm,
        (_, Some(Owing::Others)) => Band::Later,
        (_, Some(Owing::Brand)) if is_late => Band::Overdue,
        (_, Some(Owing::Brand)) => Band::Now,
        // Nothing is known of it but its rung.
        (Stage::Received | Stage::Acknowledged | Stage::Private | Stage::HandedOff, None) => {
            Band::Later
        }
    }
}
