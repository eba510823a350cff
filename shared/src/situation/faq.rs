//! The brand's own public answers: which of them fits a question.

use crate::case::{Case, Speaker};
use crate::policy::{Faq, Policy};
use crate::reading::Lang;
use crate::text::{self, Kind};

/// Words of four letters and more carry the meaning of a question; shorter ones are mostly grammar.
const SHORTEST: usize = 4;
/// So many of the words of a listed question must stand in the post, in percent.
const ENOUGH: usize = 60;

/// The answer to what the customer last asked, with its link; `None` where the brand has none.
pub(super) fn answer(case: &Case, policy: &Policy, lang: Lang) -> Option<String> {
    let asked = case
        .turns
        .iter()
        .rev()
        .find(|turn| matches!(turn.speaker, Speaker::Customer { .. }))?;
    let words = words(&asked.text);
    let best = policy
        .faq
        .iter()
        .map(|faq| (fit(faq, lang, &words), faq))
        .max_by_key(|(fit, _)| *fit)
        .filter(|(fit, _)| *fit >= ENOUGH)?;
    let faq = best.1;
    let answer = faq.answer.within(lang);
    Some(match &faq.link {
        Some(link) => format!("{answer} {link}"),
        None => answer.to_owned(),
    })
}

/// How many of the words of the best listed question stand in the post, in percent.
fn fit(faq: &Faq, lang: Lang, words_of_post: &[u32]) -> usize {
    let ways = match lang {
        Lang::Fr | Lang::Unknown => &faq.asked.fr,
        Lang::En => &faq.asked.en,
    };
    let shares = ways.iter().map(|way| {
        let wanted = words(way);
        let met = wanted
            .iter()
            .filter(|word| words_of_post.contains(word))
            .count();
        (met * 100).checked_div(wanted.len()).unwrap_or(0)
    });
    shares.max().unwrap_or(0)
}

fn words(text: &str) -> Vec<u32> {
    let tokens = text::tokenize(text);
    let carries = |token: &&text::Token| {
        matches!(token.kind, Kind::Word | Kind::Hashtag) && tokens.norm(token).len() >= SHORTEST
    };
    tokens
        .list()
        .iter()
        .filter(carries)
        .map(|token| token.hash)
        .collect()
}
