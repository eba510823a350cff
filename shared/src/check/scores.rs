//! The eight scores: what makes a good answer better than a harmless one.

use super::Breach;
use super::words::{Said, stems};
use crate::case::Speaker;
use crate::packs::{Message, Says, Sense, Slot};
use crate::policy::SignatureStyle;
use crate::post::Venue;
use crate::reading::{Intent, Severity};
use crate::reply::{Rule, Score};
use crate::situation::{Due, Situation};
use crate::slots::Reading;
use crate::text::Kind;
use crate::text::case::lowered;
use crate::units::{Minutes, Span};

/// Words a public answer has: shorter ones sound curt, longer ones are not read (webcare practice).
const WORDS: core::ops::RangeInclusive<usize> = 15..=60;

const ALL: [Score; 8] = [
    Score::NamesProblem,
    Score::AcknowledgesEmotion,
    Score::Apology,
    Score::Thanks,
    Score::NextStep,
    Score::PrivateReason,
    Score::Person,
    Score::Length,
];

/// The scores a draft earns.
pub(super) fn earned(said: &Said, s: &Situation) -> Vec<Score> {
    ALL.into_iter()
        .filter(|score| earns(*score, said, s))
        .collect()
}

/// What would improve a draft.
pub(super) fn missed(said: &Said, s: &Situation) -> Vec<Breach> {
    ALL.into_iter()
        .filter(|score| !earns(*score, said, s))
        .map(|score| {
            let (span, message) = advice(score, said, s);
            let found = Breach::new(Rule::Score(score), span, message);
            match (score, s.slots.get(&Slot::Sign)) {
                (Score::Person, Some(sign)) => Breach {
                    span: Span::new(said.whole().end, said.whole().end),
                    ..found.fix(format!("\n{sign}"))
                },
                (_, _) => found,
            }
        })
        .collect()
}

fn earns(score: Score, said: &Said, s: &Situation) -> bool {
    let grievance = s.due != Due::Nothing;
    match score {
        Score::NamesProblem => {
            !(grievance || s.intent == Intent::Question) || names_problem(said, s)
        }
        Score::AcknowledgesEmotion => s.dangerous() || !s.angry() || said.has(Says::Emotion),
        Score::Apology if s.dangerous() => !said.has(Says::Apology),
        Score::Apology => match s.due {
            Due::Apology => said.sentences_with(Says::Apology) == 1 && !said.has(Says::Conditional),
            Due::Regret => said.sentences_with(Says::Apology) == 0 && said.has(Says::Regret),
            Due::Nothing => said.sentences_with(Says::Apology) <= 1,
        },
        Score::Thanks => s.dangerous() || said.has(Says::Thanks),
        Score::NextStep => {
            !needs_step(s)
                || (said.has(Says::Step) && (said.has(Says::Delay) || s.promise.is_none()))
                || s.slots
                    .get(&Slot::Answer)
                    .is_some_and(|answer| said.text.contains(answer.as_str()))
        }
        Score::PrivateReason => {
            s.venue == Venue::Private || said.asks_private().is_none() || private_reason(said, s)
        }
        Score::Person => said.has(Says::Person) || signed(said, s),
        Score::Length => s.venue == Venue::Private || WORDS.contains(&said.words),
    }
}

fn needs_step(s: &Situation) -> bool {
    match s.intent {
        Intent::Complaint | Intent::Question => true,
        Intent::Praise | Intent::Tease | Intent::Abuse | Intent::Other => {
            s.severity >= Severity::Angry
        }
    }
}

/// The draft shares a word that carries meaning with what the customer wrote, or says the problem as it was read.
fn names_problem(said: &Said, s: &Situation) -> bool {
    let slots = [
        Slot::This,
        Slot::Clause,
        Slot::Length,
        Slot::Calls,
        Slot::Object,
    ];
    let slot = slots
        .iter()
        .filter_map(|slot| s.slots.get(slot))
        .any(|words| lowered(said.text).contains(&lowered(words)));
    slot || posts(s).any(|post| {
        stems(&Reading::of(post, s.book))
            .iter()
            .any(|stem| said.stems.contains(stem))
    })
}

fn posts<'a>(s: &'a Situation) -> impl Iterator<Item = &'a str> {
    let episode = s.case.turns.get(s.case.episode_start..).unwrap_or_default();
    episode
        .iter()
        .filter(|turn| matches!(turn.speaker, Speaker::Customer { .. }))
        .map(|turn| turn.text.as_str())
}

fn private_reason(said: &Said, s: &Situation) -> bool {
    said.has(Says::Reason) && (!s.slots.contains_key(&Slot::Link) || !said.links.is_empty())
}

/// The policy's signature stands at the end.
pub(super) fn signed(said: &Said, s: &Situation) -> bool {
    if s.policy.voice.signature == SignatureStyle::None {
        return false;
    }
    let end = said.text.trim_end();
    let named = |person: &crate::policy::Person| {
        end.ends_with(&person.name) || end.ends_with(&person.initials)
    };
    s.policy.people.iter().any(named)
        || s.slots
            .get(&Slot::Sign)
            .is_some_and(|sign| end.ends_with(sign.as_str()))
}

fn advice(score: Score, said: &Said, s: &Situation) -> (Span, Message) {
    let whole = said.whole();
    match score {
        Score::NamesProblem => (whole, Message::NameProblem),
        Score::AcknowledgesEmotion => (whole, Message::AcknowledgeEmotion),
        Score::Apology => match (
            s.due,
            said.first(Says::Conditional),
            said.first(Says::Apology),
        ) {
            (Due::Apology, Some(span), _) => (span, Message::ConditionalApology),
            (Due::Apology, None, Some(span)) => (span, Message::OneApology),
            (Due::Apology, None, None) => (whole, Message::Apologise),
            (Due::Regret | Due::Nothing, _, Some(span)) => (span, Message::NoApology),
            (Due::Regret | Due::Nothing, _, None) => (whole, Message::Regret),
        },
        Score::Thanks => (whole, Message::Thank),
        Score::NextStep => (whole, Message::NextStep),
        Score::PrivateReason => (said.asks_private().unwrap_or(whole), Message::PrivateReason),
        Score::Person => (whole, Message::Person),
        Score::Length if said.words < *WORDS.start() => (whole, Message::TooShort),
        Score::Length => (whole, Message::TooWordy),
    }
}

/// The minutes that words like "d'ici 2 heures" name.
pub(super) fn minutes_in(words: &str, s: &Situation) -> Option<Minutes> {
    let reading = Reading::of(words, s.book);
    reading.found.iter().find_map(|(found, sense)| {
        let Sense::Unit(unit) = sense else {
            return None;
        };
        let unit = s.book.terms[usize::from(*unit)].value;
        let before = found.first.checked_sub(1).map(|word| word as usize);
        let count = match before {
            Some(word) if reading.kind(word) == Kind::Number => reading.norm(word).parse().ok()?,
            Some(_) | None => 1,
        };
        Some(Minutes(unit.saturating_mul(count)))
    })
}
