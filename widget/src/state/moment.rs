//! Dates and times as a field of a form has them: "2026-11-23T09:00", by the brand's clock.

use accalmie_shared::hours::{Offsets, at_local, local};
use accalmie_shared::units::Timestamp;

/// A moment as the value of the field.
pub(super) fn written(moment: Timestamp, offsets: &Offsets) -> String {
    let time = local(moment, offsets);
    let (date, hour, minute) = (time.date, time.minute / 60, time.minute % 60);
    let (year, month, day) = (date.year, date.month, date.day);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
}

/// The moment that the field says; none for anything else.
pub(super) fn read(text: &str, offsets: &Offsets) -> Option<Timestamp> {
    let (date, clock) = text.split_once('T')?;
    let (year, date) = date.split_once('-')?;
    let (month, day) = date.split_once('-')?;
    let (hour, minute) = clock.split_once(':')?;
    // Some browsers add seconds.
    let minute: u16 = minute.get(..2)?.parse().ok()?;
    let minute = hour
        .parse::<u16>()
        .ok()?
        .checked_mul(60)?
        .checked_add(minute)?;
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    at_local(year, month, day, minute, offsets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_the_same_minute() {
        let paris = Offsets::fixed(60);
        for text in ["2026-11-23T09:00", "2028-02-29T23:59", "1999-12-31T00:00"] {
            let moment = read(text, &paris).expect("a date of the calendar");
            assert_eq!(written(moment, &paris), text);
        }
        assert_eq!(
            read("2026-11-23T09:00:30", &paris),
            read("2026-11-23T09:00", &paris)
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2026-11-23",
            "2026-02-30T09:00",
            "2026-13-01T09:00",
            "2026-11-23T24:00",
            "tomorrow",
        ] {
            assert_eq!(read(text, &Offsets::default()), None, "{text}");
        }
    }
}
