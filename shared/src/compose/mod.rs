//! Compose: from the case and its plan to answers that a person can send.
//!
//! ```text
//! case → situation → aim → recipes (moves) → phrases (frames) → words → gates and scores → the best few
//! ```
//!
//! Nothing is drawn at random: the customer's post and the brand's recent replies seed the choice, so that the same
//! case gets the same suggestions and the next one gets others.

mod candidate;
mod choose;
mod condition;
mod frame;
mod joining;
mod recipe;
mod spacing;

pub use crate::situation::Choice;

use crate::case::Case;
use crate::packs::{Packs, Slot};
use crate::plan::{Plan, Reason};
use crate::policy::Policy;
use crate::reading::Lang;
use crate::reply::Suggestion;
use crate::situation::Situation;
use crate::units::Timestamp;
use crate::words;

/// The answers to choose from, the best first. `recent` are the brand's last replies on the page, `now` the moment
/// of writing. Empty where no answer is to be written: no post, nothing to say by the policy, or no language pack.
#[must_use]
pub fn suggest(
    case: &Case,
    plan: &Plan,
    policy: &Policy,
    packs: &Packs,
    recent: &[String],
    now: Timestamp,
    choice: &Choice,
) -> Vec<Suggestion> {
    let Some(mut situation) = Situation::of(case, policy, packs, choice, now) else {
        return Vec::new();
    };
    if let Some((first, second)) = times(plan, situation.lang) {
        situation.slots.insert(Slot::First, first);
        situation.slots.insert(Slot::Second, second);
    }
    choose::best(&situation, &recipe::aims(plan, &situation), recent)
}

/// The times of two messages that show that a customer chases too soon, where the plan has them.
fn times(plan: &Plan, lang: Lang) -> Option<(String, String)> {
    plan.because.iter().find_map(|reason| {
        let Reason::WithinDelay {
            clock: (first, second),
            ..
        } = reason
        else {
            return None;
        };
        let words = |minute| words::minute_of_day(minute, lang);
        Some((words(*first), words(*second)))
    })
}
