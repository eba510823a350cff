//! English: articles and plurals.

use super::{Contacts, Details, Filled, Length, Praised, Problem};
use crate::packs::{Book, Determiner, FaultRow, Gender, Lasts, ObjectRow, Slot};

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
    }
    // What a question is about may be a thing that the customer doesn't have yet.
    let subject = details.objects.first().map(|object| {
        let object = &book.objects[usize::from(*object)];
        format!("the {}", object.noun)
    });
    put(Slot::Subject, subject);
    put(Slot::Wait, wait(details, book));
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
    put(Slot::Praised, praised(details, book));
    put(Slot::Virtue, virtues(details, book));
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

/// "the 3-week wait", "3 weeks without a connection"; none where what is wrong is not the waiting.
fn wait(details: &Details, book: &Book) -> Option<String> {
    let length = details.waited?;
    let known = details.problem.filter(|problem| problem.known);
    let lasts = known.map(|problem| book.faults[usize::from(problem.fault)].lasts);
    match (lasts, known) {
        (Some(Lasts::Fault | Lasts::Others | Lasts::Mourning), _) => None,
        (Some(Lasts::Without), Some(problem)) => {
            let without = without(problem, book)?;
            Some(format!("the {} {without}", duration(length, book)))
        }
        (Some(Lasts::Without | Lasts::Wait) | None, _) => Some(waiting(length, book)),
    }
}

/// "Maria", "your driver"
fn praised(details: &Details, book: &Book) -> Option<String> {
    Some(match details.praised.as_ref()? {
        Praised::Name(name) => name.clone(),
        Praised::Role(role) => book.terms[usize::from(*role)].one.clone(),
    })
}

/// "the speed and the welcome"
fn virtues(details: &Details, book: &Book) -> Option<String> {
    let words = |place: &u16| book.terms[usize::from(*place)].one.as_str();
    let words: Vec<&str> = details.virtues.iter().map(words).collect();
    (!words.is_empty()).then(|| words.join(" and "))
}

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

/// Only clauses about a state can last: those with a `+`, behind which stands how it is put of a stretch of time:
/// "you cannot log in", "you have not been able to log in for 3 days".
fn lasting(clause: String, since: Option<&str>) -> String {
    match (clause.split_once('+'), since) {
        (Some((clause, "")), Some(since)) => format!("{clause} {since}"),
        (Some((_, lasting)), Some(since)) => format!("{lasting} {since}"),
        (Some((clause, _)), None) => clause.to_owned(),
        (None, _) => clause,
    }
}

/// "without a connection"
fn without(problem: Problem, book: &Book) -> Option<String> {
    let fault = &book.faults[usize::from(problem.fault)];
    let object = &book.objects[usize::from(problem.object?)];
    (fault.lasts == Lasts::Without && !object.without.is_empty())
        .then(|| format!("without {}", object.without))
}

/// Fills `{o}`, `{n}` and `{a}` with the thing, and `{is}`, `{was}`, `{has}`, `{does}` by its number; `{w}` with what one
/// is left without.
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
            ("w", Some(object)) if !object.without.is_empty() => words.push_str(&object.without),
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
