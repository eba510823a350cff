//! Since when, how long, how often, how much.

use super::{Contacts, Details, Length, Reading};
use crate::packs::{Book, Sense};
use crate::signals::matching::Found;
use crate::text::{Flags, Kind};

/// Larger numbers before a unit of time are years, prices or mistakes.
const LONGEST: u32 = 999;
/// More contacts than that are a manner of speaking.
const MOST_CONTACTS: u32 = 99;
/// How many words away a word may stand and still say that a duration is a wait, or a time as a customer.
const NEARBY: u32 = 5;
/// Whoever names more than eleven months means something else: an age, a contract, a way of speaking.
const LONGEST_WAIT: u32 = 11 * MONTH;
/// A shorter stretch says nothing of loyalty.
const MONTH: u32 = 43_200;
/// Words before a duration that make it something else: "dans 3 jours", "il y a 2 ans", "in 3 days".
const NOT_A_WAIT: [&str; 9] = [
    "dans", "pour", "sous", "ici", "a", "in", "within", "next", "every",
];
/// Words after a duration that make it something else: "3 mois offerts", "2 weeks ago".
const NOT_A_WAIT_AFTER: [&str; 8] = [
    "offert",
    "offerts",
    "gratuit",
    "gratuits",
    "ago",
    "free",
    "contract",
    "engagement",
];

pub(super) fn read(reading: &Reading, book: &Book) -> Details {
    let mut details = Details::default();
    for (found, sense) in &reading.found {
        match *sense {
            Sense::Unit(unit) => duration(reading, found.first, unit, book, &mut details),
            Sense::Moment(moment) => {
                let before = found.first.checked_sub(1);
                let before = before.map(|word| reading.norm(word as usize));
                let since = matches!(before, Some("depuis" | "since"));
                if since && !near(reading, found.first, Sense::Tenure) {
                    details.since.get_or_insert(moment);
                }
            }
            Sense::Contact(by) => contact(reading, found.first as usize, by, book, &mut details),
            Sense::Tried(what) if !details.tried.contains(&what) => details.tried.push(what),
            Sense::Tried(_)
            | Sense::Object(_)
            | Sense::Fault(_)
            | Sense::Number(_)
            | Sense::Waiting
            | Sense::Tenure
            | Sense::Staff(_)
            | Sense::Virtue(_)
            | Sense::Sent
            | Sense::Says(_) => {}
        }
    }
    details
}

/// A number with a unit of time: a wait, a time as a customer, or neither.
fn duration(reading: &Reading, word: u32, unit: u16, book: &Book, details: &mut Details) {
    let Some(length) = length(reading, word as usize, unit, book) else {
        return;
    };
    if is_clock_time(reading, word, length) {
        return;
    }
    let start = word.saturating_sub(1);
    let minutes = minutes_of(length, book);
    if near(reading, start, Sense::Tenure) && minutes >= MONTH {
        details.loyalty.get_or_insert(length);
    } else if near(reading, start, Sense::Waiting)
        && !is_something_else(reading, start)
        && minutes <= LONGEST_WAIT
    {
        // The longest wait is the one to apologise for.
        let longest = details.waited.map_or(0, |known| minutes_of(known, book));
        if minutes > longest {
            details.waited = Some(length);
        }
    }
}

/// "depuis 21h", "since 8h": the hour of the day. Whoever means a stretch of time writes "heures". Nor is "le train de
/// 7h12" one, unless a word behind it says so: "1h45 de retard".
fn is_clock_time(reading: &Reading, word: u32, length: Length) -> bool {
    let before = word.checked_sub(2).map(|word| reading.norm(word as usize));
    let at_an_hour = matches!(before, Some("depuis" | "since" | "a" | "vers"));
    let says = |(found, sense): &(Found, Sense)| {
        *sense == Sense::Waiting && (word + 1..=word + 3).contains(&found.first)
    };
    let spent = reading.found.iter().any(says);
    reading.norm(word as usize) == "h" && (at_an_hour || (length.minutes > 0 && !spent))
}

pub(super) fn minutes_of(length: Length, book: &Book) -> u32 {
    length.count * book.terms[usize::from(length.unit)].value + length.minutes
}

/// The number before a unit, and the minutes after "1 h 45".
fn length(reading: &Reading, word: usize, unit: u16, book: &Book) -> Option<Length> {
    let count = number(reading, word.checked_sub(1)?, book)?;
    let hours = book.terms[usize::from(unit)].value == 60;
    let next = reading.words.tokens.get(word + 1);
    let minutes = next
        .map(|token| &reading.tokens.list()[*token as usize])
        .filter(|token| hours && token.kind == Kind::Number && token.flags.has(Flags::GLUED))
        .and_then(|token| reading.tokens.norm(token).parse().ok())
        .filter(|minutes| *minutes < 60);
    (1..=LONGEST).contains(&count).then_some(Length {
        count,
        unit,
        minutes: minutes.unwrap_or(0),
    })
}

/// The number at a word, in digits or in letters.
fn number(reading: &Reading, word: usize, book: &Book) -> Option<u32> {
    if reading.kind(word) == Kind::Number {
        return reading.norm(word).parse().ok();
    }
    let here = |first: u32| first as usize == word;
    for (found, sense) in &reading.found {
        if let Sense::Number(term) = sense
            && here(found.first)
        {
            return Some(book.terms[usize::from(*term)].value);
        }
    }
    None
}

/// Whether something of this sense stands in the same sentence, a few words away.
fn near(reading: &Reading, word: u32, wanted: Sense) -> bool {
    let sentence = reading.sentence(word);
    reading.found.iter().any(|(found, sense)| {
        *sense == wanted
            && (found.first.abs_diff(word) <= NEARBY || found.last.abs_diff(word) <= NEARBY)
            && reading.sentence(found.first) == sentence
    })
}

fn is_something_else(reading: &Reading, start: u32) -> bool {
    let before = start.checked_sub(1).map(|word| reading.norm(word as usize));
    let further = start.checked_sub(2).map(|word| reading.norm(word as usize));
    let after = start as usize + 2;
    // "Toutes les 5 minutes" says how often.
    matches!((further, before), (Some("toutes" | "tous"), Some("les")))
        || before.is_some_and(|word| NOT_A_WAIT.contains(&word))
        || (after < reading.len() && NOT_A_WAIT_AFTER.contains(&reading.norm(after)))
}

/// "4 appels", "mes trois derniers mails", "appelé 5 fois".
fn contact(reading: &Reading, word: usize, by: u16, book: &Book, details: &mut Details) {
    let before = (1..=2)
        .filter_map(|back| word.checked_sub(back))
        .find_map(|word| number(reading, word, book));
    let times =
        |word: usize| word < reading.len() && matches!(reading.norm(word), "fois" | "times");
    let after = (1..=3)
        .map(|on| word + on)
        .filter(|word| times(word + 1))
        .find_map(|word| number(reading, word, book));
    let count = before
        .or(after)
        .filter(|count| (2..=MOST_CONTACTS).contains(count))
        .unwrap_or(0);
    if count > details.contacts.map_or(0, |contacts| contacts.count) {
        details.contacts = Some(Contacts { count, by });
    }
}

/// The first amount of money, as written.
pub(super) fn amount(reading: &Reading) -> Option<String> {
    let list = reading.tokens.list();
    list.iter().enumerate().find_map(|(place, token)| {
        if token.kind != Kind::Number {
            return None;
        }
        let digits = token.span.of(reading.text);
        let norm = |place: usize| list.get(place).map(|token| reading.tokens.norm(token));
        match (place.checked_sub(1).and_then(norm), norm(place + 1)) {
            (_, Some("€" | "euros" | "euro" | "eur")) => Some(format!("{digits} €")),
            (Some(sign @ ("$" | "£" | "€")), _) => Some(format!("{sign}{digits}")),
            _neither => None,
        }
    })
}
