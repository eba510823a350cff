//! The clock of the stories: one week in March 2026, in Paris.

use accalmie_shared::hours::Offsets;
use accalmie_shared::units::{Minutes, Timestamp};

/// Monday 2 March 2026, midnight in Paris.
const MONDAY: Timestamp = Timestamp(1_772_406_000_000);

/// Paris, with the changes of 2026.
#[must_use]
pub fn paris() -> Offsets {
    let spring = Timestamp(1_774_746_000_000);
    let autumn = Timestamp(1_792_890_000_000);
    Offsets {
        base: 60,
        changes: vec![(spring, 120), (autumn, 60)],
    }
}

/// `"mon 09:02"` as a moment of that week; `"next mon 09:02"` a week later.
///
/// # Panics
/// When the text is no such time: a story is wrong.
#[must_use]
pub fn at(text: &str) -> Timestamp {
    read(text).unwrap_or_else(|| panic!("found the time `{text}`, expected one like `mon 09:02`"))
}

/// The same, or nothing.
pub(crate) fn read(text: &str) -> Option<Timestamp> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let (weeks, text) = match text.strip_prefix("next ") {
        Some(rest) => (7, rest),
        None => (0, text),
    };
    let (day, clock) = text.split_once(' ')?;
    let day = DAYS.iter().position(|known| *known == day)? + weeks;
    let (hours, minutes) = clock.split_once(':')?;
    let minutes = hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?;
    Some(MONDAY.plus(Minutes(u32::try_from(day).ok()? * 24 * 60 + minutes)))
}
