//! What is wrong with what.

use super::Reading;
use crate::packs::{Book, FaultRow, Lasts, Sense};
use crate::reading::Topic;

/// A fault and the thing it happened to. Numbers are places in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub fault: u16,
    /// With what.
    pub object: Option<u16>,
    /// Whether the post itself says so; otherwise only its topic does.
    pub known: bool,
}

/// A thing named in the post.
#[derive(Clone, Copy)]
struct Named {
    object: u16,
    sentence: usize,
    word: u32,
    /// Whether the text says whose it is.
    owned: bool,
}

/// Words that say that a thing is the customer's, or the brand's: what is only mentioned has none of them.
const OWNERS: [&str; 11] = [
    "ma", "mon", "mes", "notre", "nos", "votre", "vos", "my", "our", "your", "ta",
];

/// How much better a fault fits that is said of a thing in the same sentence, and of one elsewhere in the post.
const SAME_SENTENCE: i32 = 60;
const ELSEWHERE: i32 = 20;
/// How well one fits that needs no thing: its own words say what it is about.
const BY_ITSELF: i32 = 48;
/// How much better a fault fits that belongs to the topic the reader found.
const SAME_TOPIC: i32 = 45;
/// How much better one fits that is nobody's fault at the brand.
const FOREMOST: i32 = 100;
/// The class of the row that says only that something is wrong with a thing.
const ANY_THING: &str = "any";
/// Words between fault and thing make the tie looser, up to here.
const FARTHEST: u32 = 15;

pub(super) fn read(reading: &Reading, topic: Topic, book: &Book) -> Option<Problem> {
    let mut things = Vec::new();
    for (found, sense) in &reading.found {
        if let Sense::Object(object) = *sense {
            things.push(Named {
                object,
                sentence: reading.sentence(found.first),
                word: found.first,
                owned: is_owned(reading, found.first as usize),
            });
        }
    }
    let mut best: Option<(i32, Problem)> = None;
    for (found, sense) in &reading.found {
        let Sense::Fault(fault) = *sense else {
            continue;
        };
        let row = &book.faults[usize::from(fault)];
        let sentence = reading.sentence(found.first);
        let Some((object, tie)) = thing(row, &things, sentence, found.first, book) else {
            continue;
        };
        // "And nobody answers" comes on top of what went wrong, however much of the post it fills.
        let topical = if row.topic == Some(topic) && topic != Topic::Support {
            SAME_TOPIC
        } else {
            0
        };
        // A death or a theft weighs more than what went wrong besides.
        let foremost = match row.lasts {
            Lasts::Others | Lasts::Mourning => FOREMOST,
            Lasts::Fault | Lasts::Without | Lasts::Wait => 0,
        };
        // Rows stand in the order of how much they say; longer patterns are surer.
        let length = (found.last - found.first) as i32 * 2;
        let rank = tie + topical + foremost + length - i32::from(fault) / 4;
        if best.is_none_or(|(highest, _)| rank > highest) {
            let known = true;
            best = Some((
                rank,
                Problem {
                    fault,
                    object,
                    known,
                },
            ));
        }
    }
    best.map(|(_, problem)| problem)
        .or_else(|| by_topic(topic, &things, book))
}

/// The things that a text names, in their order, each once.
pub(super) fn objects(reading: &Reading) -> Vec<u16> {
    let mut objects = Vec::new();
    for (_, sense) in &reading.found {
        if let Sense::Object(object) = *sense
            && !objects.contains(&object)
        {
            objects.push(object);
        }
    }
    objects
}

/// Whether the thing's first word, or the one before, says whose it is.
fn is_owned(reading: &Reading, word: usize) -> bool {
    let says = |word: usize| OWNERS.contains(&reading.norm(word));
    says(word) || word.checked_sub(1).is_some_and(says)
}

/// The thing that a fault is said of, and how sure that is; `None` where it needs one and there is none.
fn thing(
    row: &FaultRow,
    things: &[Named],
    sentence: usize,
    word: u32,
    book: &Book,
) -> Option<(Option<u16>, i32)> {
    let fits = |object: u16| {
        let classes = &book.objects[usize::from(object)].classes;
        row.classes.iter().any(|class| classes.contains(class))
    };
    let nearest = things
        .iter()
        .filter(|thing| fits(thing.object))
        .min_by_key(|thing| (thing.sentence != sentence, thing.word.abs_diff(word)));
    match nearest {
        Some(thing) if thing.sentence == sentence => {
            let loose = thing.word.abs_diff(word).min(FARTHEST) as i32;
            Some((Some(thing.object), SAME_SENTENCE - loose))
        }
        Some(thing) => Some((Some(thing.object), ELSEWHERE)),
        None if row.classes.is_empty() => Some((row.alone, BY_ITSELF)),
        None => row.alone.map(|object| (Some(object), 0)),
    }
}

/// Whether the faults of a topic happen to things of certain kinds.
fn any_class(topic: Topic, book: &Book) -> bool {
    let mut rows = book.faults.iter().filter(|row| row.topic == Some(topic));
    rows.any(|row| !row.classes.is_empty())
}

/// The last resort: a thing that was named and nothing that is known to be wrong with it, or the topic alone.
fn by_topic(topic: Topic, things: &[Named], book: &Book) -> Option<Problem> {
    let goes_with_topic = |thing: &&Named| {
        let classes = &book.objects[usize::from(thing.object)].classes;
        let rows = book.faults.iter().filter(|row| row.topic == Some(topic));
        rows.flat_map(|row| &row.classes)
            .any(|class| classes.contains(class))
    };
    let object = things
        .iter()
        .filter(goes_with_topic)
        .max_by_key(|thing| (thing.owned, core::cmp::Reverse(thing.word)))
        .map(|thing| thing.object);
    let only_topic = |row: &FaultRow| {
        row.topic == Some(topic) && row.classes.is_empty() && row.clause.is_empty()
    };
    let with_thing = |row: &FaultRow| row.classes.iter().any(|class| class == ANY_THING);
    let fault = match object {
        Some(_) => book.faults.iter().position(with_thing),
        None => None,
    };
    // A thing that has nothing to do with the topic says that the topic was read wrongly.
    let doubtful = object.is_none() && !things.is_empty() && any_class(topic, book);
    let fault = fault.or_else(|| {
        let by_topic = book.faults.iter().rposition(only_topic);
        by_topic.filter(|_| !doubtful)
    })?;
    let fault = u16::try_from(fault).ok()?;
    let known = with_thing(&book.faults[usize::from(fault)]);
    Some(Problem {
        fault,
        object,
        known,
    })
}
