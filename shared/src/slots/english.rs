//! English: articles and plurals.

use super::{Contacts, Details, Filled, Length, Problem};
use crate::packs::{Book, Determiner, FaultRow, Gender, ObjectRow, Slot};

pub(super) fn fill(details: &Details, book: &Book) -> Filled {
    let mut filled = Filled::new();
    let mut put = |slot: Slot, words: Option<String>| {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            filled.insert(slot, words);
        }
    };
    let term = |place: u16| book.terms[usize::from(place)].one.clone();
    let length = details.waited.map(|length| duration(length, book));
    let since = match (&length, details.since) {
        (Some(length), _) => Some(format!("for {length}")),
        (None, Some(moment)) => Some(format!("since {}", term(moment))),
        (None, None) => None,
    };
    if let Some(problem) = details.problem {
        let fault = &book.faults[usize::from(problem.fault)];
        let object = problem
            .object
            .map(|object| &book.objects[usize::from(object)]);
        put(
            Slot::This,
            template(&fault.noun, object).map(|noun| format!("this {noun}")),
        );
        if problem.known {
            let clause = clause(fault, object);
            put(
                Slot::Clause,
                clause.map(|clause| lasting(clause, since.as_deref())),
            );
            put(Slot::Without, without(problem, book));
        }
        put(Slot::Object, object.map(with_determiner));
        put(Slot::Subject, object.map(with_determiner));
    }
    put(
        Slot::Wait,
        details.waited.map(|length| waiting(length, book)),
    );
    put(Slot::Length, length);
    put(Slot::Since, since);
    put(
        Slot::Calls,
        details.contacts.map(|contacts| calls(contacts, book)),
    );
    let calls = details
        .contacts
        .map(|contacts| format!("your {}", calls(contacts, book)));
    put(Slot::YourCalls, calls);
    put(
        Slot::Loyalty,
        details.loyalty.map(|length| duration(length, book)),
    );
    put(Slot::Tried, details.tried.first().map(|what| term(*what)));
    put(Slot::Amount, details.amount.clone());
    put(Slot::Place, details.place.map(term));
    filled
}

/// "3 weeks", "an hour", "1h45".
pub(crate) fn duration(length: Length, book: &Book) -> String {
    let unit = &book.terms[usize::from(length.unit)];
    if length.minutes > 0 {
        return format!("{}h{:02}", length.count, length.minutes);
    }
    match length.count {
        1 => format!("{} {}", article(&unit.one), unit.one),
        count => format!("{count} {}", unit.many),
    }
}

/// "the 3-week wait", "the one-hour wait".
fn waiting(length: Length, book: &Book) -> String {
    let unit = &book.terms[usize::from(length.unit)].one;
    match (length.count, length.minutes) {
        (1, 0) => format!("the one-{unit} wait"),
        (count, 0) => format!("the {count}-{unit} wait"),
        (_, _) => format!("the {} wait", duration(length, book)),
    }
}

/// "4 calls"
fn calls(contacts: Contacts, book: &Book) -> String {
    format!(
        "{} {}",
        contacts.count,
        book.terms[usize::from(contacts.by)].many
    )
}

fn clause(fault: &FaultRow, object: Option<&ObjectRow>) -> Option<String> {
    let clause = template(&fault.clause, object)?;
    (!clause.is_empty()).then_some(clause)
}

/// Only clauses about a state can last: those marked with a trailing `+`.
fn lasting(clause: String, since: Option<&str>) -> String {
    match (clause.strip_suffix('+'), since) {
        (Some(clause), Some(since)) => format!("{clause} {since}"),
        (Some(clause), None) => clause.to_owned(),
        (None, _) => clause,
    }
}

/// "without a connection"
fn without(problem: Problem, book: &Book) -> Option<String> {
    let fault = &book.faults[usize::from(problem.fault)];
    let object = &book.objects[usize::from(problem.object?)];
    (fault.without && !object.without.is_empty()).then(|| format!("without {}", object.without))
}

/// Fills `{o}`, `{n}` and `{a}` with the thing, and `{is}`, `{was}`, `{has}`, `{does}` by its number.
fn template(template: &str, object: Option<&ObjectRow>) -> Option<String> {
    let plural = object.is_some_and(|object| matches!(object.gender, Gender::Mp | Gender::Fp));
    let mut words = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        words.push_str(before);
        rest = after;
        match (name, object) {
            ("o", Some(object)) => words.push_str(&with_determiner(object)),
            ("n", Some(object)) => words.push_str(&object.noun),
            // "{n} outage" without a thing is "outage".
            ("n", None) => rest = after.trim_start(),
            ("a", Some(object)) if plural => words.push_str(&object.noun),
            ("a", Some(object)) => {
                words.push_str(&format!("{} {}", article(&object.noun), object.noun));
            }
            ("is", _) => words.push_str(if plural { "are" } else { "is" }),
            ("was", _) => words.push_str(if plural { "were" } else { "was" }),
            ("has", _) => words.push_str(if plural { "have" } else { "has" }),
            ("does", _) => words.push_str(if plural { "do" } else { "does" }),
            (_, _) => return None,
        }
    }
    words.push_str(rest);
    Some(words)
}

fn with_determiner(object: &ObjectRow) -> String {
    let word = match object.determiner {
        Determiner::Your => "your",
        Determiner::The => "the",
        Determiner::This => "this",
        Determiner::Our => "our",
        Determiner::None => return object.noun.clone(),
    };
    format!("{word} {}", object.noun)
}

/// "a" or "an", by the letter, with "an hour".
fn article(noun: &str) -> &'static str {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
    if vowel || noun.starts_with("hour") {
        "an"
    } else {
        "a"
    }
}
