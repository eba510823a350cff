//! French: elision, contraction and agreement.

use super::{Contacts, Details, Filled, Length, Praised, Problem, addressed};
use crate::packs::{Book, Determiner, FaultRow, Gender, Lasts, ObjectRow, Slot};
use crate::reading::Address;

pub(super) fn fill(details: &Details, book: &Book, address: Address) -> Filled {
    let mut filled = Filled::new();
    let mut put = |slot: Slot, words: Option<String>| {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            filled.insert(slot, words);
        }
    };
    let term = |place: u16| book.terms[usize::from(place)].one.clone();
    let length = details.waited.map(|length| duration(length, book));
    let since = match (&length, details.since) {
        (Some(length), _) => Some(format!("depuis {length}")),
        (None, Some(moment)) => Some(format!("depuis {}", term(moment))),
        (None, None) => None,
    };
    if let Some(problem) = details.problem {
        let fault = &book.faults[usize::from(problem.fault)];
        let object = problem
            .object
            .map(|object| &book.objects[usize::from(object)]);
        put(Slot::This, this_problem(fault, object, address));
        if problem.known {
            let clause = clause(fault, object, address);
            put(
                Slot::Clause,
                clause.map(|clause| lasting(clause, since.as_deref())),
            );
            put(Slot::Without, without(problem, book));
        }
        put(
            Slot::Object,
            object.map(|object| with_determiner(object, address)),
        );
    }
    // What a question is about may be a thing that the customer doesn't have yet.
    let subject = details.objects.first().map(|object| {
        let object = &book.objects[usize::from(*object)];
        with_article(object, address)
    });
    put(Slot::Subject, subject);
    put(Slot::Wait, wait(details, book));
    put(Slot::Length, length);
    put(Slot::Since, since);
    put(
        Slot::Calls,
        details.contacts.map(|contacts| calls(contacts, book)),
    );
    let your = if address == Address::Tu { "tes" } else { "vos" };
    let calls = details
        .contacts
        .map(|contacts| format!("{your} {}", calls(contacts, book)));
    put(Slot::YourCalls, calls);
    put(
        Slot::Loyalty,
        details.loyalty.map(|length| duration(length, book)),
    );
    let tried = details.tried.first();
    put(
        Slot::Tried,
        tried.map(|what| addressed(&term(*what), address)),
    );
    put(Slot::Amount, details.amount.clone());
    put(Slot::Praised, praised(details, book, address));
    put(Slot::Virtue, virtues(details, book));
    filled
}

/// "3 semaines", "une semaine", "1 h 45".
pub(crate) fn duration(length: Length, book: &Book) -> String {
    let unit = &book.terms[usize::from(length.unit)];
    if length.minutes > 0 {
        return format!("{} h {:02}", length.count, length.minutes);
    }
    match (length.count, unit.gender) {
        (1, Some(Gender::F | Gender::Fp)) => format!("une {}", unit.one),
        (1, Some(Gender::M | Gender::Mp) | None) => format!("un {}", unit.one),
        (count, _) => format!("{count} {}", unit.many),
    }
}

/// "ces 3 semaines d'attente", "cette heure sans connexion"; none where what is wrong is not the waiting.
fn wait(details: &Details, book: &Book) -> Option<String> {
    let length = details.waited?;
    let known = details.problem.filter(|problem| problem.known);
    let lasts = known.map(|problem| book.faults[usize::from(problem.fault)].lasts);
    let spent = match (lasts, known) {
        (Some(Lasts::Fault | Lasts::Others | Lasts::Mourning), _) => return None,
        (Some(Lasts::Without), Some(problem)) => without(problem, book)?,
        (Some(Lasts::Without | Lasts::Wait) | None, _) => String::from("d'attente"),
    };
    let unit = &book.terms[usize::from(length.unit)];
    if length.count > 1 || length.minutes > 0 {
        return Some(format!("ces {} {spent}", duration(length, book)));
    }
    let this = demonstrative(unit.gender.unwrap_or(Gender::M), &unit.one);
    Some(format!("{this} {} {spent}", unit.one))
}

/// "Karim", "votre livreur"
fn praised(details: &Details, book: &Book, address: Address) -> Option<String> {
    Some(match details.praised.as_ref()? {
        Praised::Name(name) => name.clone(),
        Praised::Role(role) => addressed(&book.terms[usize::from(*role)].one, address),
    })
}

/// "la rapidité et l'accueil"
fn virtues(details: &Details, book: &Book) -> Option<String> {
    let words = |place: &u16| book.terms[usize::from(*place)].one.as_str();
    let words: Vec<&str> = details.virtues.iter().map(words).collect();
    (!words.is_empty()).then(|| words.join(" et "))
}

/// "4 appels"
fn calls(contacts: Contacts, book: &Book) -> String {
    format!(
        "{} {}",
        contacts.count,
        book.terms[usize::from(contacts.by)].many
    )
}

/// "cette panne de box"
fn this_problem(fault: &FaultRow, object: Option<&ObjectRow>, address: Address) -> Option<String> {
    let noun = template(&fault.noun, object, address)?;
    let gender = fault.gender.or(object.map(|object| object.gender))?;
    Some(format!("{} {noun}", demonstrative(gender, &noun)))
}

/// "votre box ne fonctionne plus"
fn clause(fault: &FaultRow, object: Option<&ObjectRow>, address: Address) -> Option<String> {
    // The verbs of clauses stand in the singular.
    let plural = object.is_some_and(|object| matches!(object.gender, Gender::Mp | Gender::Fp));
    if fault.clause.is_empty() || (plural && fault.clause.starts_with("{o}")) {
        return None;
    }
    template(&fault.clause, object, address)
}

/// Only clauses about a state can last: those marked with a trailing `+`.
fn lasting(clause: String, since: Option<&str>) -> String {
    match (clause.strip_suffix('+'), since) {
        (Some(clause), Some(since)) => format!("{clause} {since}"),
        (Some(clause), None) => clause.to_owned(),
        (None, _) => clause,
    }
}

/// "sans connexion"
fn without(problem: Problem, book: &Book) -> Option<String> {
    let fault = &book.faults[usize::from(problem.fault)];
    let object = &book.objects[usize::from(problem.object?)];
    (fault.lasts == Lasts::Without && !object.without.is_empty())
        .then(|| format!("sans {}", object.without))
}

/// Fills `{o}`, `{of}`, `{to}`, `{de}`, `{un}`, `{n}` and `{w}` (what one is left without) with the thing; `None` where there is no thing and one is needed.
fn template(template: &str, object: Option<&ObjectRow>, address: Address) -> Option<String> {
    let mut words = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        words.push_str(before);
        match (name, object) {
            ("o", Some(object)) => words.push_str(&with_determiner(object, address)),
            ("of", Some(object)) => words.push_str(&of(&with_determiner(object, address))),
            ("to", Some(object)) => words.push_str(&to(&with_determiner(object, address))),
            ("de", Some(object)) => words.push_str(&elide("de", &object.noun)),
            // "panne {de}" without a thing is "panne".
            ("de", None) => words.truncate(words.trim_end().len()),
            ("un", Some(object)) => {
                words.push_str(&format!("{} {}", indefinite(object.gender), object.noun));
            }
            ("n", Some(object)) => words.push_str(&object.noun),
            ("w", Some(object)) if !object.without.is_empty() => words.push_str(&object.without),
            (_, _) => return None,
        }
        rest = after;
    }
    words.push_str(rest);
    Some(addressed(&words, address))
}

/// "votre box", "l'application", "cet achat".
fn with_determiner(object: &ObjectRow, address: Address) -> String {
    let noun = &object.noun;
    let plural = matches!(object.gender, Gender::Mp | Gender::Fp);
    let familiar = address == Address::Tu;
    let word = match object.determiner {
        Determiner::None => return noun.clone(),
        Determiner::This => demonstrative(object.gender, noun),
        Determiner::Our => {
            if plural {
                "nos"
            } else {
                "notre"
            }
        }
        Determiner::Your if plural => {
            if familiar {
                "tes"
            } else {
                "vos"
            }
        }
        Determiner::Your if !familiar => "votre",
        // "ton adresse": before a vowel the feminine takes the masculine form.
        Determiner::Your if object.gender == Gender::F && !starts_with_vowel(noun) => "ta",
        Determiner::Your => "ton",
        Determiner::The if plural => "les",
        Determiner::The if object.gender == Gender::F => return elide_article("la", noun),
        Determiner::The => return elide_article("le", noun),
    };
    format!("{word} {noun}")
}

/// "la box", "l'application": without saying whose.
fn with_article(object: &ObjectRow, address: Address) -> String {
    match (object.determiner, object.gender) {
        (Determiner::Your, Gender::F) => elide_article("la", &object.noun),
        (Determiner::Your, Gender::M) => elide_article("le", &object.noun),
        (Determiner::Your, Gender::Mp | Gender::Fp) => format!("les {}", object.noun),
        (Determiner::The | Determiner::This | Determiner::Our | Determiner::None, _) => {
            with_determiner(object, address)
        }
    }
}

fn elide_article(article: &str, noun: &str) -> String {
    if starts_with_vowel(noun) {
        format!("l'{noun}")
    } else {
        format!("{article} {noun}")
    }
}

fn demonstrative(gender: Gender, noun: &str) -> &'static str {
    match gender {
        Gender::F => "cette",
        Gender::M if starts_with_vowel(noun) => "cet",
        Gender::M => "ce",
        Gender::Mp | Gender::Fp => "ces",
    }
}

fn indefinite(gender: Gender) -> &'static str {
    match gender {
        Gender::M => "un",
        Gender::F => "une",
        Gender::Mp | Gender::Fp => "des",
    }
}

/// "de votre box", "du site", "des cotisations".
fn of(phrase: &str) -> String {
    match phrase.split_once(' ') {
        Some(("le", rest)) => format!("du {rest}"),
        Some(("les", rest)) => format!("des {rest}"),
        Some(_) | None => elide("de", phrase),
    }
}

/// "à votre compte", "au site", "aux cotisations".
fn to(phrase: &str) -> String {
    match phrase.split_once(' ') {
        Some(("le", rest)) => format!("au {rest}"),
        Some(("les", rest)) => format!("aux {rest}"),
        Some(_) | None => format!("à {phrase}"),
    }
}

/// "de box", "d'application".
fn elide(word: &str, next: &str) -> String {
    match word.strip_suffix('e') {
        Some(stem) if starts_with_vowel(next) => format!("{stem}'{next}"),
        Some(_) | None => format!("{word} {next}"),
    }
}

/// Whether a word makes the one before it elide. The words with a silent h that customers write about are named;
/// every other h is taken for an aspirate, which at worst reads a little stiff.
pub(crate) fn starts_with_vowel(word: &str) -> bool {
    const VOWELS: [char; 20] = [
        'a', 'à', 'â', 'e', 'é', 'è', 'ê', 'i', 'î', 'o', 'ô', 'u', 'û', 'A', 'E', 'É', 'I', 'O',
        'U', 'œ',
    ];
    const SILENT: [&str; 6] = [
        "hôtel",
        "heure",
        "horaire",
        "habit",
        "hébergement",
        "historique",
    ];
    word.starts_with(VOWELS) || SILENT.iter().any(|silent| word.starts_with(silent))
}
