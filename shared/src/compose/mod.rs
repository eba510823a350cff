//! Compose: from the case and its plan to answers that a person can send.
//!
//! ```text
//! case → situation → aim → recipes (moves) → phrases (frames) → words → gates and scores → the best few
//! ```
//!
//! Nothing is drawn at random: the customer's post and the brand's recent replies seed the choice, so that the same
//! case gets the same suggestions and the next one gets others.

mod choose;
mod delay;
mod faq;
mod frame;
mod joining;
mod names;
mod recipe;
mod situation;

pub(crate) use frame::addressed;
pub use situation::Choice;
pub(crate) use situation::{Due, Situation};

use crate::case::Case;
use crate::packs::{Book, Packs, Slot};
use crate::plan::{Plan, Reason};
use crate::policy::{ContactPoint, Policy};
use crate::reading::{Address, Lang, Risk};
use crate::reply::{Item, Suggestion};
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

/// "votre numéro de contrat et votre nom"
fn items(items: &[Item], book: &Book, lang: Lang, address: Address) -> Option<String> {
    let names: Vec<String> = items
        .iter()
        .map(|item| addressed(book.item(*item), address))
        .filter(|name| !name.is_empty())
        .collect();
    let and = match lang {
        Lang::En => " and ",
        Lang::Fr | Lang::Unknown => " et ",
    };
    let (last, before) = names.split_last()?;
    if before.is_empty() {
        return Some(last.clone());
    }
    Some(format!("{}{and}{last}", before.join(", ")))
}

/// "notre service client au 3900 (du lundi au samedi)"
fn contact(contact: &ContactPoint, lang: Lang) -> String {
    let name = contact.name.within(lang);
    match &contact.hours {
        Some(hours) => format!("{name} ({}, {})", contact.value, hours.within(lang)),
        None => format!("{name} ({})", contact.value),
    }
}

/// "le 3114, numéro national de prévention du suicide": the line for the gravest risk that has one.
fn help(policy: &Policy, risks: &[Risk], lang: Lang) -> Option<String> {
    let lines = risks.iter().filter_map(|risk| policy.risks.get(risk));
    let line = lines
        .flat_map(|rule| &rule.help)
        .find(|line| line.lang == lang)?;
    Some(format!("{} ({})", line.name, line.number))
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
