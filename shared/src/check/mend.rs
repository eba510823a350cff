//! Cures that take more than a word: a draft made shorter, *tu* made *vous*.

use super::words::Said;
use crate::fit;
use crate::packs::Says;
use crate::situation::Situation;
use crate::text::case::{lowered, upper};
use crate::units::Span;

/// The draft without its least telling sentences, so that it fits; none where it doesn't without those that matter.
///
/// The first sentence greets and the last one signs: they stay. Of the others, those that say least go first, the longer
/// before the shorter.
pub(super) fn shortened(said: &Said, s: &Situation) -> Option<String> {
    let mut kept = said.sentences.clone();
    loop {
        let text: String = joined(said.text, &kept);
        if fit::measure(s.channel, s.venue, &text).fits() {
            return Some(text);
        }
        let inner = kept.get(1..kept.len().checked_sub(1)?)?;
        let (place, _) = inner
            .iter()
            .enumerate()
            .filter(|(_, span)| weight(said, **span) < MATTERS)
            .min_by_key(|(_, span)| (weight(said, **span), core::cmp::Reverse(span.len())))?;
        kept.remove(place + 1);
    }
}

/// A sentence that says so many things of the rubric isn't taken out by a click.
const MATTERS: usize = 3;

/// How many things a sentence says.
fn weight(said: &Said, sentence: Span) -> usize {
    said.says
        .iter()
        .filter(|(what, span)| {
            !matches!(what, Says::Vous | Says::Person) && sentence.overlaps(*span)
        })
        .count()
}

/// The sentences with what stands between each and the one before it.
fn joined(text: &str, sentences: &[Span]) -> String {
    let mut whole = String::new();
    for span in sentences {
        let words = span.of(text).trim();
        let breaks = text
            .get(..span.start as usize)
            .is_some_and(|before| before.trim_end_matches(' ').ends_with('\n'));
        if !whole.is_empty() {
            whole.push(if breaks { '\n' } else { ' ' });
        }
        whole.push_str(words);
    }
    whole
}

/// The forms of *tu* and of verbs that don't follow the rule, with those of *vous*: one pair a line, parted by a tab.
const FORMS: &str = include_str!("../../data/fr/vous.tsv");

/// Words that may stand between *tu* and its verb.
const BETWEEN: [&str; 10] = [
    "ne", "me", "nous", "le", "la", "les", "lui", "leur", "y", "en",
];

/// What to put in place of *tu* and its verb, or of another form of it: the stretch and the words. None where the verb's
/// form isn't certain: half a correction would be worse than none.
pub(super) fn to_vous(text: &str, found: Span) -> Option<(Span, String)> {
    let word = found.of(text);
    let low = lowered(word);
    if let Some(verb) = low.strip_prefix("t'").or_else(|| low.strip_prefix("t’")) {
        return Some((found, like(word, &format!("vous {}", form(verb)?))));
    }
    if low != "tu" {
        return Some((found, like(word, form(&low)?)));
    }
    let before = text.get(..found.start as usize)?;
    if let Some(rest) = before.strip_suffix('-') {
        let start = rest
            .rfind(|sign: char| !sign.is_alphabetic())
            .map_or(0, |at| at + 1);
        let start = rest.get(start..).map_or(rest.len(), |_| start);
        let verb = rest.get(start..)?;
        let span = Span::new(u32::try_from(start).ok()?, found.end);
        return Some((
            span,
            like(verb, &format!("{}-vous", verb_form(&lowered(verb))?)),
        ));
    }
    let after = text.get(found.end as usize..)?;
    let mut at = 0;
    loop {
        let rest = after.get(at..)?;
        let blank = rest.len() - rest.trim_start_matches(' ').len();
        let rest = rest.get(blank..)?;
        let end = rest
            .find(|sign: char| !sign.is_alphabetic())
            .unwrap_or(rest.len());
        let next = rest.get(..end)?;
        // "m'", "l'", "n'": the verb follows at once.
        let is_cut = rest.get(end..)?.starts_with(['\'', '’']);
        at += blank + end;
        if is_cut {
            at += rest.get(end..)?.chars().next()?.len_utf8();
            continue;
        }
        if BETWEEN.contains(&next) {
            continue;
        }
        let between = after.get(..at - end)?;
        let verb = verb_form(&lowered(next))?;
        let span = Span::new(found.start, found.end + u32::try_from(at).ok()?);
        return Some((span, like(word, &format!("vous{between}{verb}"))));
    }
}

fn form(word: &str) -> Option<&'static str> {
    let mut pairs = FORMS.lines().filter_map(|line| line.split_once('\t'));
    pairs.find(|(tu, _)| *tu == word).map(|(_, vous)| vous)
}

/// The verb with *vous*: from the table, else by its ending in the future, the imperfect and the present of most verbs.
fn verb_form(verb: &str) -> Option<String> {
    if let Some(form) = form(verb) {
        return Some(form.to_owned());
    }
    let stem = |ending: &str| verb.strip_suffix(ending).filter(|stem| stem.len() > 1);
    if let Some(stem) = stem("ras") {
        return Some(format!("{stem}rez"));
    }
    if let Some(stem) = stem("ais") {
        return Some(format!("{stem}iez"));
    }
    // "appelles", "achètes", "jettes" change their stem: nothing certain is known of them.
    let changes = verb.contains('è') || verb.ends_with("lles") || verb.ends_with("ttes");
    let stem = stem("es").filter(|_| !changes)?;
    Some(format!("{stem}ez"))
}

/// The new words with a capital where the old ones had one.
fn like(old: &str, new: &str) -> String {
    let mut letters = new.chars();
    match letters.next() {
        Some(first) if old.starts_with(char::is_uppercase) => {
            core::iter::once(upper(first)).chain(letters).collect()
        }
        Some(_) | None => new.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, found: &str, expect: Option<&str>) {
        let start = text.find(found).expect("the word stands in the text");
        let span = Span::new(start as u32, (start + found.len()) as u32);
        let mended = to_vous(text, span).map(|(span, words)| {
            format!(
                "{}{words}{}",
                &text[..span.start as usize],
                &text[span.end as usize..]
            )
        });
        assert_eq!(mended.as_deref(), expect);
    }

    #[test]
    fn tu_becomes_vous_with_its_verb() {
        check("Tu peux m’écrire", "Tu", Some("Vous pouvez m’écrire"));
        check(
            "si tu nous donnes la date",
            "tu",
            Some("si vous nous donnez la date"),
        );
        check("tu n'as rien reçu", "tu", Some("vous n'avez rien reçu"));
        check("Peux-tu répéter ?", "tu", Some("Pouvez-vous répéter ?"));
        check(
            "tu recevras un e-mail",
            "tu",
            Some("vous recevrez un e-mail"),
        );
        check("ton dossier", "ton", Some("votre dossier"));
        check("Tes numéros", "Tes", Some("Vos numéros"));
        check(
            "ne t’inquiète pas",
            "t’inquiète",
            Some("ne vous inquiétez pas"),
        );
    }

    #[test]
    fn a_verb_whose_form_is_not_certain_is_left_to_the_person() {
        check("tu appelles demain", "tu", None);
        check("tu finis", "tu", None);
    }
}
