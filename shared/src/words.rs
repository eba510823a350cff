//! Plans, reasons and refusals in words, in both languages: edge and panel say the same.
//!
//! The words themselves are rows of `data/words.tsv`.

use crate::case::{Refusal, Stage};
use crate::hours::{Offsets, local};
use crate::owner::Owner;
use crate::plan::{Reason, Step};
use crate::post::Venue;
use crate::reading::{Lang, PersonalKind, Risk, Severity, SignalKind};
use crate::reply::Item;
use crate::units::{Minutes, Timestamp};

const WORDS: &str = include_str!("../data/words.tsv");

/// How words are put: in which language, and by the clock of which place.
#[derive(Clone, Copy, Debug)]
pub struct Tongue<'a> {
    /// French where it isn't known.
    pub lang: Lang,
    /// The brand's clock.
    pub offsets: &'a Offsets,
}

/// The step, as an order: "Répondre en public".
#[must_use]
pub fn step(step: Step, lang: Lang) -> &'static str {
    row("step.", step.into(), lang)
}

/// The stage, within a sentence: "transmis".
#[must_use]
pub fn stage(stage: Stage, lang: Lang) -> &'static str {
    row("stage.", stage.into(), lang)
}

/// The owner, within a sentence.
#[must_use]
pub fn owner(owner: Owner, lang: Lang) -> &'static str {
    row("owner.", owner.into(), lang)
}

/// The danger, within a sentence.
#[must_use]
pub fn risk(risk: Risk, lang: Lang) -> &'static str {
    row("risk.", risk.into(), lang)
}

/// The item, within a sentence, without an article.
#[must_use]
pub fn item(item: Item, lang: Lang) -> &'static str {
    row("item.", item.into(), lang)
}

/// The kind of personal data, within a sentence, without an article.
#[must_use]
pub fn personal(kind: PersonalKind, lang: Lang) -> &'static str {
    row("personal.", kind.into(), lang)
}

/// A reason as a sentence, without a full stop.
#[must_use]
pub fn reason(reason: &Reason, tongue: Tongue<'_>) -> String {
    let lang = tongue.lang;
    let name: &'static str = reason.into();
    let plain = || row("reason.", name, lang);
    match reason {
        Reason::Danger { risk: which, .. } => fill(plain(), &[("risk", risk(*which, lang))]),
        Reason::Anger { severity } => String::from(anger(*severity, lang)),
        Reason::Sign { kind, .. } => String::from(sign(*kind, lang)),
        Reason::Unanswered { waited, target, .. } => {
            let target = duration(*target, lang);
            if waited.0 == 0 {
                return fill(
                    row("reason.", "unanswered.new", lang),
                    &[("target", &target)],
                );
            }
            let waited = duration(*waited, lang);
            fill(plain(), &[("waited", &waited), ("target", &target)])
        }
        Reason::Chased { times: 1 } => String::from(row("reason.", "chased.one", lang)),
        Reason::Chased { times } => fill(plain(), &[("times", &times.to_string())]),
        Reason::WithinDelay {
            published,
            clock: (first, second),
            ..
        } => fill(
            plain(),
            &[
                ("first", &minute_of_day(*first, lang)),
                ("second", &minute_of_day(*second, lang)),
                ("published", &duration(*published, lang)),
            ],
        ),
        Reason::CorporateAccount { found, care } => {
            fill(plain(), &[("found", found), ("care", care)])
        }
        Reason::NeedsPrivate { items } => {
            let items: Vec<&str> = items.iter().map(|one| item(*one, lang)).collect();
            fill(plain(), &[("items", &items.join(", "))])
        }
        Reason::Exposed { kind, .. } => fill(plain(), &[("kind", personal(*kind, lang))]),
        Reason::PublicAnswers { given, most } => fill(
            plain(),
            &[("given", &given.to_string()), ("most", &most.to_string())],
        ),
        Reason::HandedOff {
            target,
            since,
            reference,
        } => {
            let since = date(*since, tongue);
            match reference {
                Some(reference) => fill(
                    row("reason.", "handed_off.reference", lang),
                    &[
                        ("target", target),
                        ("since", &since),
                        ("reference", reference),
                    ],
                ),
                None => fill(plain(), &[("target", target), ("since", &since)]),
            }
        }
        Reason::HandOffFailed { target } => fill(plain(), &[("target", target)]),
        Reason::Overdue { waited, target } => fill(
            plain(),
            &[
                ("waited", &duration(*waited, lang)),
                ("target", &duration(*target, lang)),
            ],
        ),
        Reason::CustomersTurn { since } | Reason::Quiet { since } => {
            fill(plain(), &[("since", &date(*since, tongue))])
        }
        Reason::Insults { handling } => {
            let handling: &'static str = handling.into();
            String::from(row("reason.insults.", handling, lang))
        }
        Reason::Reach { people } => fill(plain(), &[("people", &grouped(*people, lang))]),
        Reason::Assigned { owner: to } => fill(plain(), &[("owner", owner(*to, lang))]),
        Reason::Snoozed { until } => fill(plain(), &[("until", &date(*until, tongue))]),
        Reason::Complete
        | Reason::AlreadyPrivate
        | Reason::Thanks
        | Reason::Asks
        | Reason::Teases
        | Reason::Light
        | Reason::OfferFits
        | Reason::NothingAsked
        | Reason::Settled
        | Reason::Empty => String::from(plain()),
    }
}

/// A refusal as a sentence for the person who asked.
#[must_use]
pub fn refusal(refusal: &Refusal, tongue: Tongue<'_>) -> String {
    let lang = tongue.lang;
    let name: &'static str = refusal.into();
    let plain = || row("refusal.", name, lang);
    match refusal {
        Refusal::ClaimedBy { name } => fill(plain(), &[("name", name)]),
        Refusal::WrongStage { found, expected } => {
            let expected: Vec<&str> = expected.iter().map(|one| stage(*one, lang)).collect();
            fill(
                plain(),
                &[
                    ("found", stage(*found, lang)),
                    ("expected", &expected.join(", ")),
                ],
            )
        }
        Refusal::AlreadySent { at } => fill(plain(), &[("at", &date(*at, tongue))]),
        Refusal::InThePast { found } => fill(plain(), &[("found", &date(*found, tongue))]),
        Refusal::NoSuchTarget { found, expected } => fill(
            plain(),
            &[("found", found), ("expected", &expected.join(", "))],
        ),
        Refusal::NotAllowed { owner: with } => fill(plain(), &[("owner", owner(*with, lang))]),
        Refusal::WrongVenue { found } => String::from(row(
            "refusal.wrong_venue.",
            match found {
                Venue::Public => "public",
                Venue::Private => "private",
            },
            lang,
        )),
        Refusal::NoSuchCase
        | Refusal::NoSuchPost { .. }
        | Refusal::Empty { .. }
        | Refusal::NothingToDo => String::from(plain()),
    }
}

/// A length of time: "12 min", "2 h 05", "26 h", "3 j".
#[must_use]
pub fn duration(length: Minutes, lang: Lang) -> String {
    let (hours, minutes) = (length.0 / 60, length.0 % 60);
    let day = match lang {
        Lang::Fr | Lang::Unknown => "j",
        Lang::En => "d",
    };
    match (hours, minutes) {
        (0, _) => format!("{minutes} min"),
        (48.., _) => format!("{} {day}", hours / 24),
        (24.., _) | (_, 0) => format!("{hours} h"),
        (_, _) => format!("{hours} h {minutes:02}"),
    }
}

/// The time on the brand's clock: "9 h 05", "9:05".
#[must_use]
pub fn clock(moment: Timestamp, tongue: Tongue<'_>) -> String {
    minute_of_day(local(moment, tongue.offsets).minute, tongue.lang)
}

/// A time of the day, given in minutes after midnight: "9 h 05", "9:05".
#[must_use]
pub fn minute_of_day(minute: u16, lang: Lang) -> String {
    let (hours, minutes) = (minute / 60, minute % 60);
    match lang {
        Lang::Fr | Lang::Unknown => format!("{hours} h {minutes:02}"),
        Lang::En => format!("{hours}:{minutes:02}"),
    }
}

/// The day and the time on the brand's clock: "24/12 à 9 h 05", "24 Dec, 9:05".
#[must_use]
pub fn date(moment: Timestamp, tongue: Tongue<'_>) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let date = local(moment, tongue.offsets).date;
    let clock = clock(moment, tongue);
    match tongue.lang {
        Lang::Fr | Lang::Unknown => format!("{:02}/{:02} à {clock}", date.day, date.month),
        Lang::En => {
            let month = MONTHS
                .get(usize::from(date.month).wrapping_sub(1))
                .unwrap_or(&"");
            format!("{} {month}, {clock}", date.day)
        }
    }
}

fn anger(severity: Severity, lang: Lang) -> &'static str {
    row("reason.anger.", severity.into(), lang)
}

fn sign(kind: SignalKind, lang: Lang) -> &'static str {
    match row("reason.sign.", kind.into(), lang) {
        "" => row("reason.", "sign", lang),
        words => words,
    }
}

/// The words under `group` and `name`; empty where there are none.
fn row(group: &str, name: &str, lang: Lang) -> &'static str {
    let mut found = WORDS.lines().filter_map(|line| {
        let mut columns = line.split('\t');
        let key = columns.next()?;
        (key.strip_prefix(group)? == name).then_some(columns)
    });
    found
        .next()
        .and_then(|mut columns| match lang {
            Lang::Fr | Lang::Unknown => columns.next(),
            Lang::En => columns.nth(1),
        })
        .unwrap_or("")
}

fn fill(words: &str, places: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(words.len() + 32);
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        text.push_str(before);
        text.push_str(
            places
                .iter()
                .find(|(place, _)| *place == name)
                .map_or("", |(_, word)| word),
        );
        rest = after;
    }
    text.push_str(rest);
    text
}

/// A number with its thousands apart.
fn grouped(number: u32, lang: Lang) -> String {
    let apart = match lang {
        Lang::Fr | Lang::Unknown => '\u{202f}',
        Lang::En => ',',
    };
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(apart);
        }
        text.push(digit);
    }
    text
}
