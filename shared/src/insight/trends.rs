use super::summary::Summary;
use crate::post::Venue;
use crate::units::{Permille, Timestamp};
use serde::{Deserialize, Serialize};

/// Whether customers learn the frame, over the cases that began in a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trends {
    /// How many cases began.
    pub cases: u32,
    /// The share that began in private.
    pub started_private: Permille,
    /// How many items customers were asked for, or brought.
    #[serde(default)]
    pub needed: u32,
    /// The share of needed items that were brought unasked.
    pub unasked: Permille,
    /// Chasers in a hundred cases.
    pub chasers_per_hundred: u32,
    /// Hand-offs in a hundred cases.
    pub hand_offs_per_hundred: u32,
    /// How many customers showed anger.
    pub grumblers: u32,
    /// How many of these thanked later.
    pub calmed: u32,
    /// How many of these thanked in public: ambassadors.
    pub ambassadors: u32,
    /// `ambassadors` of `grumblers`.
    pub conversion: Permille,
    /// The mean of the verdicts, in hundredths of a point; none without a verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<u16>,
}

/// What the cases tell that began from `from` on and before `to`. Two stretches side by side show what has changed.
#[must_use]
pub fn trends(summaries: &[Summary], from: Timestamp, to: Timestamp) -> Trends {
    let cases: Vec<&Summary> = summaries
        .iter()
        .filter(|one| from <= one.began && one.began < to)
        .collect();
    let sum =
        |of: fn(&Summary) -> u32| cases.iter().map(|one| of(one)).fold(0, u32::saturating_add);
    let count = |is: fn(&Summary) -> bool| cases.iter().filter(|one| is(one)).count();
    let per_hundred = |number: u32| {
        let whole = cases.len().max(1) as u64;
        u32::try_from(u64::from(number) * 100 / whole).unwrap_or(u32::MAX)
    };
    let grumblers = count(|one| one.grumbled.is_some());
    let ambassadors = count(|one| one.ambassador.is_some());
    let verdicts: Vec<u32> = cases
        .iter()
        .filter_map(|one| one.feedback)
        .map(u32::from)
        .collect();
    let mean = (verdicts.iter().sum::<u32>() * 100).checked_div(verdicts.len() as u32);
    Trends {
        cases: cases.len() as u32,
        started_private: Permille::of(count(|one| one.started == Venue::Private), cases.len()),
        needed: sum(|one| one.needed),
        unasked: Permille::of(
            sum(|one| one.unasked) as usize,
            sum(|one| one.needed) as usize,
        ),
        chasers_per_hundred: per_hundred(sum(|one| one.chasers)),
        hand_offs_per_hundred: per_hundred(sum(|one| one.hand_offs)),
        grumblers: grumblers as u32,
        calmed: count(|one| one.thanked.is_some()) as u32,
        ambassadors: ambassadors as u32,
        conversion: Permille::of(ambassadors, grumblers),
        feedback: mean.map(|mean| mean.min(500) as u16),
    }
}

/// How much the brand repeats itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repetition {
    /// How many replies were looked at.
    pub replies: u32,
    /// How many of them are too like an earlier one.
    pub repeated: u32,
    /// `repeated` of `replies`.
    pub share: Permille,
    /// The greatest likeness of any two.
    pub greatest: Permille,
}

/// How much the brand repeats itself in its replies, oldest first. `alike` measures two texts; from `threshold` on they
/// are a repetition.
#[must_use]
pub fn repetition(
    replies: &[&str],
    threshold: Permille,
    alike: impl Fn(&str, &str) -> Permille,
) -> Repetition {
    let (mut repeated, mut greatest) = (0, Permille(0));
    for (index, reply) in replies.iter().enumerate() {
        let closest = replies[..index]
            .iter()
            .map(|earlier| alike(earlier, reply))
            .max();
        let closest = closest.unwrap_or_default();
        greatest = greatest.max(closest);
        repeated += usize::from(index > 0 && closest >= threshold);
    }
    Repetition {
        replies: replies.len() as u32,
        repeated: repeated as u32,
        share: Permille::of(repeated, replies.len()),
        greatest,
    }
}
