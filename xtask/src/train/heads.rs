//! What training knows of each head: who teaches it, where its decision turns, how many weights it is worth.

use super::student::Shape;
use accalmie_shared::model::Head;
use accalmie_shared::reading::{Intent, SignalKind};

/// Heads that the teacher teaches; the others learn from the labels alone.
pub(super) const TAUGHT: [Head; 16] = [
    Head::Annoyed,
    Head::Angry,
    Head::Furious,
    Head::Grievance,
    Head::Intent(Intent::Question),
    Head::Intent(Intent::Praise),
    Head::Intent(Intent::Tease),
    Head::Intent(Intent::Abuse),
    Head::Intent(Intent::Other),
    Head::Signal(SignalKind::Sarcasm),
    Head::Signal(SignalKind::Chasing),
    Head::Signal(SignalKind::ChurnThreat),
    Head::Signal(SignalKind::WitnessAppeal),
    Head::Signal(SignalKind::Waiting),
    Head::Signal(SignalKind::Gratitude),
    Head::Signal(SignalKind::Insult),
];

/// Whether gold posts enough have either answer to choose by them alone.
pub(super) const fn of_every_post(head: Head) -> bool {
    match head {
        Head::Annoyed | Head::Angry | Head::Grievance => true,
        Head::Furious
        | Head::Intent(_)
        | Head::Signal(_)
        | Head::Topic(_)
        | Head::Tu
        | Head::Vous => false,
    }
}

/// Whether the head's own margin decides. Topics and the calmer intents are compared with one another instead.
pub(super) const fn decides_alone(head: Head) -> bool {
    match head {
        Head::Intent(intent) => matches!(intent, Intent::Abuse),
        Head::Topic(_) => false,
        Head::Annoyed
        | Head::Angry
        | Head::Furious
        | Head::Grievance
        | Head::Signal(_)
        | Head::Tu
        | Head::Vous => true,
    }
}

/// How many weights a head is worth: the heads of anger and intent are asked of every post.
pub(super) fn shape(head: Head) -> Shape {
    let (kept, kept_rows) = match head {
        Head::Annoyed | Head::Angry | Head::Grievance => (2900, 140),
        Head::Intent(Intent::Question | Intent::Praise | Intent::Other) => (550, 80),
        Head::Furious | Head::Intent(Intent::Complaint | Intent::Tease | Intent::Abuse) => {
            (200, 40)
        }
        Head::Signal(_) => (150, 60),
        Head::Topic(_) => (60, 20),
        Head::Tu | Head::Vous => (40, 20),
    };
    let ridge = if TAUGHT.contains(&head) { 0.15 } else { 0.25 };
    Shape {
        ridge,
        kept,
        kept_rows,
    }
}
