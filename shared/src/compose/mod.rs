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
mod names;
mod recipe;
mod situation;

pub(crate) use frame::addressed;
pub use situation::Choice;
pub(crate) use situation::{Due, Situation};

use crate::case::{Case, Speaker};
use crate::packs::{Book, Packs};
use crate::plan::Plan;
use crate::policy::{ContactPoint, Policy};
use crate::reading::{Address, Lang, Risk};
use crate::reply::{Item, Suggestion};
use crate::units::{Minutes, Timestamp};

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
    let Some(situation) = Situation::of(case, policy, packs, choice, now) else {
        return Vec::new();
    };
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

/// The time between the customer's last two posts without an answer in between.
fn gap(case: &Case) -> Option<Minutes> {
    let mut posts = case
        .turns
        .iter()
        .rev()
        .take_while(|turn| matches!(turn.speaker, Speaker::Customer { .. }));
    let (last, before) = (posts.next()?, posts.next()?);
    Some(last.at.since(before.at))
}
