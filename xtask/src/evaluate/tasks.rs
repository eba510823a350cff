//! The tasks: which posts have an answer, which answer is right, and what of a reading is measured against it.

use accalmie_shared::assess::{ANGRY_FROM, ANNOYED_FROM};
use accalmie_shared::reading::{Assessment, Intent, SignalKind};
use serde_json::{Map, Value};

/// From where on a score says yes.
#[derive(Clone, Copy)]
pub(super) enum Cut {
    /// Where the product says so itself.
    At(i32),
    /// Where F1 is best on the measured posts; for tasks the product doesn't decide.
    Best,
}

/// A question that some labelled file answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    Angry,
    Annoyed,
    Grievance,
    Signal(SignalKind),
    /// A label of one of the other sets means yes; the others of that set mean no.
    Label {
        name: &'static str,
        yes: &'static str,
        of: &'static [&'static str],
    },
    /// Posts that are calm whatever they say.
    OwnVoice,
}

/// A score of a reading, its name, and where it says yes.
type Answer = (&'static str, Box<dyn Fn(&Assessment) -> i32>, Cut);

impl Task {
    pub(super) const ALL: [Self; 13] = [
        Self::Angry,
        Self::Annoyed,
        Self::Grievance,
        Self::Signal(SignalKind::ChurnThreat),
        Self::Signal(SignalKind::Chasing),
        Self::Signal(SignalKind::WitnessAppeal),
        Self::Signal(SignalKind::Waiting),
        Self::Signal(SignalKind::Gratitude),
        Self::Label {
            name: "negative",
            yes: "negative",
            of: &["negative", "neutral", "positive"],
        },
        Self::Label {
            name: "complaint",
            yes: "complaint",
            of: &["complaint", "not-complaint"],
        },
        Self::Label {
            name: "anger (emotions)",
            yes: "anger",
            of: &["anger", "joy", "optimism", "sadness"],
        },
        Self::Label {
            name: "one star of five",
            yes: "1",
            of: &["1", "2", "3", "4", "5"],
        },
        Self::OwnVoice,
    ];

    pub(super) fn name(self) -> String {
        match self {
            Self::Angry => String::from("angry (2 or 3)"),
            Self::Annoyed => String::from("at least annoyed"),
            Self::Grievance => String::from("complaint or abuse"),
            Self::Signal(kind) => format!("signal {kind:?}"),
            Self::Label { name, .. } => String::from(name),
            Self::OwnVoice => String::from("a brand's own posts"),
        }
    }

    /// The right answer for a post; `None` where its file doesn't say.
    pub(super) fn truth(self, post: &Map<String, Value>) -> Option<bool> {
        let label = || post.get("label").and_then(Value::as_str);
        let anger = || post.get("anger").and_then(Value::as_u64);
        match self {
            Self::Angry => anger().map(|anger| anger >= 2),
            Self::Annoyed => anger().map(|anger| anger >= 1),
            Self::Grievance => {
                let intent = post.get("intent").and_then(Value::as_str)?;
                Some(matches!(intent, "complaint" | "abuse"))
            }
            Self::Signal(kind) => {
                let name = serde_json::to_value(kind).ok()?;
                Some(
                    post.get("signals")
                        .and_then(Value::as_array)?
                        .contains(&name),
                )
            }
            Self::Label { yes, of, .. } => label()
                .filter(|label| of.contains(label))
                .map(|label| label == yes),
            Self::OwnVoice => label()
                .filter(|label| matches!(*label, "brand_reply" | "brand_post"))
                .map(|_| false),
        }
    }

    /// Whether the task is only about what must not be flagged.
    pub(super) fn counts_false_flags(self) -> bool {
        self == Self::OwnVoice
    }

    /// What of a reading answers the question.
    pub(super) fn answers(self) -> Vec<Answer> {
        let anger = |cut| -> Answer {
            (
                "anger",
                Box::new(|read: &Assessment| i32::from(read.anger)),
                cut,
            )
        };
        let grievance = || -> Answer {
            let says = |read: &Assessment| {
                i32::from(matches!(read.intent, Intent::Complaint | Intent::Abuse))
            };
            ("intent", Box::new(says), Cut::At(1))
        };
        match self {
            Self::Angry => vec![anger(Cut::At(i32::from(ANGRY_FROM)))],
            Self::Annoyed | Self::OwnVoice => vec![anger(Cut::At(i32::from(ANNOYED_FROM)))],
            Self::Grievance => vec![grievance()],
            Self::Signal(kind) => vec![(
                "signals",
                Box::new(move |read: &Assessment| i32::from(read.has(kind))),
                Cut::At(1),
            )],
            Self::Label { .. } => vec![anger(Cut::Best), grievance()],
        }
    }
}
