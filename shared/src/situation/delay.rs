//! Delays and channels in words.

use crate::policy::AnswerBy;
use crate::reading::Lang;
use crate::units::Minutes;

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;

/// "d'ici 2 heures", "sous 24 heures", "within 2 days". The same promise stands in every answer of a page: `turn`
/// chooses one of the ways to say it.
pub(crate) fn within(delay: Minutes, lang: Lang, turn: u32) -> String {
    let (hour, ways) = match lang {
        Lang::En => (
            "within the hour",
            ["within", "within the next", "in the next"],
        ),
        Lang::Fr | Lang::Unknown => ("dans l'heure", ["sous", "d'ici", "dans les"]),
    };
    if delay.0 == HOUR {
        return hour.to_owned();
    }
    let way = ways[turn as usize % ways.len()];
    format!("{way} {}", plain(delay, lang))
}

/// "30 minutes", "2 heures", "3 days": rounded up, so that nothing is promised too early. Up to two days in hours,
/// as people say "48 heures".
pub(crate) fn plain(delay: Minutes, lang: Lang) -> String {
    let (count, unit) = match delay.0 {
        minutes @ 0..HOUR => (minutes.max(1), Unit::Minute),
        minutes if minutes <= 2 * DAY => (minutes.div_ceil(HOUR), Unit::Hour),
        minutes => (minutes.div_ceil(DAY), Unit::Day),
    };
    let noun = match (unit, lang) {
        (Unit::Minute, _) => "minute",
        (Unit::Hour, Lang::En) => "hour",
        (Unit::Hour, Lang::Fr | Lang::Unknown) => "heure",
        (Unit::Day, Lang::En) => "day",
        (Unit::Day, Lang::Fr | Lang::Unknown) => "jour",
    };
    let plural = if count > 1 { "s" } else { "" };
    format!("{count} {noun}{plural}")
}

enum Unit {
    Minute,
    Hour,
    Day,
}

/// "par téléphone", "by e-mail".
pub(crate) fn by(channel: AnswerBy, lang: Lang) -> &'static str {
    match (channel, lang) {
        (AnswerBy::Here, Lang::En) => "here",
        (AnswerBy::Here, Lang::Fr | Lang::Unknown) => "ici même",
        (AnswerBy::PrivateMessage, Lang::En) => "by private message",
        (AnswerBy::PrivateMessage, Lang::Fr | Lang::Unknown) => "en message privé",
        (AnswerBy::Phone, Lang::En) => "by phone",
        (AnswerBy::Phone, Lang::Fr | Lang::Unknown) => "par téléphone",
        (AnswerBy::Email, Lang::En) => "by e-mail",
        (AnswerBy::Email, Lang::Fr | Lang::Unknown) => "par e-mail",
    }
}
