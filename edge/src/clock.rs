//! Moments as other people write them.

use accalmie_shared::hours::{LocalTime, Offsets, local};
use accalmie_shared::reading::Lang;
use accalmie_shared::units::Timestamp;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Numbers below this are seconds, from it on milliseconds: 10^11 s is the year 5138, 10^11 ms is 1973.
const FIRST_MILLISECONDS: i64 = 100_000_000_000;

/// Reads RFC 3339, also with the `+0000` and the space that some platforms write.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let parsed = OffsetDateTime::parse(text, &Rfc3339).ok().or_else(|| {
        let (head, zone) = text.split_at_checked(text.len().checked_sub(5)?)?;
        let colon = format!("{head}{}:{}", zone.get(..3)?, zone.get(3..)?);
        OffsetDateTime::parse(&colon, &Rfc3339).ok()
    })?;
    let millis = parsed.unix_timestamp_nanos() / 1_000_000;
    i64::try_from(millis).ok().map(Timestamp)
}

/// Reads seconds or milliseconds since 1970, whichever the size of the number says.
pub(crate) const fn from_number(number: i64) -> Timestamp {
    if number.saturating_abs() < FIRST_MILLISECONDS {
        Timestamp(number * 1000)
    } else {
        Timestamp(number)
    }
}

/// Writes RFC 3339 in UTC; the empty text for moments beyond the year 9999.
pub(crate) fn format(at: Timestamp) -> String {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(at.0) * 1_000_000)
        .ok()
        .and_then(|moment| moment.format(&Rfc3339).ok())
        .unwrap_or_default()
}

/// The clock on a brand's wall: how moments are written for people.
#[derive(Clone, Debug)]
pub(crate) struct Wall {
    /// The language that people read.
    pub(crate) lang: Lang,
    /// Their time zone's offsets.
    pub(crate) offsets: Offsets,
}

impl Wall {
    /// `22/11/2026 à 10:45`, in English `2026-11-22 10:45`, which nobody takes for another day.
    pub(crate) fn show(&self, at: Timestamp) -> String {
        let LocalTime { date, minute } = local(at, &self.offsets);
        let (year, month, day) = (date.year, date.month, date.day);
        let (hour, minute) = (minute / 60, minute % 60);
        match self.lang {
            Lang::Fr | Lang::Unknown => {
                format!("{day:02}/{month:02}/{year} à {hour:02}:{minute:02}")
            }
            Lang::En => format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_all_their_forms() {
        let at = Some(Timestamp(1_795_340_700_000));
        for text in [
            "2026-11-22T09:45:00Z",
            "2026-11-22T10:45:00+01:00",
            "2026-11-22T09:45:00.000Z",
            "2026-11-22T09:45:00+0000",
        ] {
            assert_eq!(parse(text), at, "{text}");
        }
        assert_eq!(from_number(1_795_340_700), Timestamp(1_795_340_700_000));
        assert_eq!(from_number(1_795_340_700_000), Timestamp(1_795_340_700_000));
        for text in ["", "yesterday", "2026-13-01T00:00:00Z", "é+0000"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn people_read_the_moment_off_their_own_clock() {
        let at = Timestamp(1_795_340_700_000);
        let wall = |lang, minutes| Wall {
            lang,
            offsets: Offsets::fixed(minutes),
        };
        assert_eq!(wall(Lang::Fr, 60).show(at), "22/11/2026 à 10:45");
        assert_eq!(wall(Lang::En, 15 * 60).show(at), "2026-11-23 00:45");
    }

    #[test]
    fn a_moment_is_written_as_it_is_read() {
        let text = format(Timestamp(1_795_340_700_000));
        assert_eq!(text, "2026-11-22T09:45:00Z");
        assert_eq!(parse(&text), Some(Timestamp(1_795_340_700_000)));
        assert_eq!(format(Timestamp(i64::MAX)), "");
    }
}
