//! Choosing: among all that could be said, a few answers that pass the gates and differ from one another.

use super::candidate::{Candidate, Draft, is_long, is_wordy, weighed};
use super::condition::holds;
use super::frame::{Draw, Filling, expand};
use super::joining::join;
use super::recipe::{Aim, besides, recipes};
use super::spacing::spaced;
use crate::fit;
use crate::packs::{PhraseRow, Registers, Slot};
use crate::post::Venue;
use crate::reading::{Address, Register};
use crate::reply::{Item, Move, Score, Suggestion};
use crate::similarity::Runs;
use crate::situation::Situation;
use crate::text;
use crate::units::Permille;
use core::cell::Cell;
use core::ops::Range;

/// Answers offered at most.
const OFFERED: usize = 4;
/// Answers composed of one recipe in the first register, of which the best is kept; in the others, half as many.
const TRIES: usize = 4;
/// The same where every sign counts, and much that is composed does not fit.
const TRIES_TIGHT: usize = 6;
/// So many times a recipe is drawn anew where a phrase that was drawn leaves no way to go on.
const REDRAWS: usize = 3;
/// So many times the shortest recipes are composed anew, where no answer in the best register is short yet.
const ROUNDS: usize = 4;
/// So many short answers are looked at for the first one.
const MOST_BRIEF: usize = 12;
/// Two answers of one list may share less than this: the gate of 600 is for the brand's own replies, a choice
/// between near-copies is none.
const ALIKE: Permille = Permille(350);

/// Scores a good answer earns (the rubric), and those the first one should.
const GOOD_SCORE: usize = 6;
const FIRST_SCORE: usize = 7;
/// Words that come back weigh in steps of so many: else the shortest way of saying a thing would always win.
const FORGIVEN: usize = 2;
/// Words a public answer has.
const WORDS: core::ops::RangeInclusive<usize> = 15..=60;

/// The best answers for these aims, the first of which is the plan's.
pub(super) fn best(situation: &Situation, aims: &[Aim], recent: &[String]) -> Vec<Suggestion> {
    let seed = seed(situation, recent);
    let recent: Vec<Runs> = recent.iter().map(|reply| Runs::of(reply)).collect();
    let mut ways = Vec::new();
    for (aim, wanted) in aims.iter().enumerate() {
        let mut recipes = recipes(*wanted, situation);
        if *wanted == Aim::AskPrivate {
            // The same moves in the same order are what one recognises after ten answers.
            let first = (seed % recipes.len().max(1) as u64) as usize;
            recipes.rotate_left(first);
        }
        ways.extend(recipes.into_iter().map(|moves| (aim, moves)));
    }
    let tries = if situation.tight() {
        TRIES_TIGHT
    } else {
        TRIES
    };
    let own = ways.iter().filter(|(aim, _)| *aim == 0);
    let fewest = own.map(|(_, moves)| moves.len()).min().unwrap_or_default();
    let mut candidates: Vec<Candidate> = Vec::new();
    for (turn, register) in registers(situation).into_iter().enumerate() {
        let rows = sayable(situation, register);
        for round in 0..ROUNDS {
            let is_first = round == 0;
            if !is_first && (turn > 0 || candidates.iter().any(|one| one.aim == 0 && !one.wordy)) {
                break;
            }
            for (recipe, (aim, moves)) in ways.iter().enumerate() {
                if !is_first && (*aim > 0 || moves.len() > fewest) {
                    continue;
                }
                for attempt in 0..if turn == 0 { tries } else { tries / 2 } {
                    let place = (round * ways.len() + recipe) * tries + attempt;
                    let step = turn * ways.len() * tries + place;
                    let mut draw = Draw::new(seed.wrapping_add(step as u64 * 0x1_0001));
                    let draft = (0..REDRAWS)
                        .find_map(|_| write(situation, moves, register, &rows, &mut draw));
                    // Later rounds look for short answers only.
                    if let Some(draft) = draft.filter(|one| is_first || !is_wordy(one, situation)) {
                        candidates.push(weighed(draft, situation, &recent, (*aim, recipe, turn)));
                    }
                }
            }
        }
    }
    pick(situation, candidates, besides(situation, aims), &recent)
}

/// Takes the best candidate, then the best that differs from it, and so on; each passes every gate. A second round,
/// for what is still missing, takes answers that earn fewer scores.
///
/// The recipes `besides` are for what may be done instead; the last place is kept for the best of them, so that the
/// person really has the choice.
fn pick(
    situation: &Situation,
    mut candidates: Vec<Candidate>,
    besides: Range<usize>,
    recent: &[Runs],
) -> Vec<Suggestion> {
    let is_public = situation.venue == Venue::Public;
    let kind = |candidate: &Candidate| {
        let long = !fit::measure(situation.channel, situation.venue, &candidate.draft.text).fits();
        (candidate.aim, long, candidate.turn)
    };
    candidates.sort_by_cached_key(|candidate| {
        let words = candidate.draft.text.split_whitespace().count();
        let stray = is_public && (!WORDS.contains(&words) || is_long(&candidate.draft.text));
        (
            kind(candidate),
            stray,
            candidate.recipe,
            candidate.again / FORGIVEN,
            candidate.alike,
        )
    });
    // What most people send is the first answer: a short one, the best of those that are good.
    let best = candidates.first().map(kind);
    let brief = |least: usize| {
        let scores = |one: &Candidate| one.scores(situation, recent).map_or(0, Vec::len);
        let fits = |one: &Candidate| !one.wordy && Some(kind(one)) == best;
        let short = candidates.iter().enumerate().filter(|(_, one)| fits(one));
        let good = short.take(MOST_BRIEF).find(|(_, one)| scores(one) >= least);
        good.map(|(place, _)| place)
    };
    if let Some(place) = brief(FIRST_SCORE).or_else(|| brief(GOOD_SCORE)) {
        candidates[..=place].rotate_right(1);
    }
    let mut chosen: Vec<(Suggestion, usize, Runs)> = Vec::new();
    let kept = candidates
        .iter()
        .filter(|candidate| besides.contains(&candidate.recipe))
        .find_map(|candidate| {
            let scores = candidate.scores(situation, recent)?.clone();
            let suggestion = finish(candidate.draft.clone(), scores, situation);
            Some((suggestion, candidate.recipe, candidate.runs.clone()))
        });
    let offered = OFFERED - usize::from(kept.is_some());
    let thanks = |moves: &[Move]| moves.contains(&Move::Thank);
    let can_thank = candidates.iter().any(|one| thanks(&one.draft.moves));
    // At most one long answer, unless there are no short ones.
    for (enough, most_long) in [(GOOD_SCORE, 1), (0, 1), (0, OFFERED)] {
        for candidate in &candidates {
            if chosen.len() == offered {
                break;
            }
            let taken = || chosen.iter().chain(&kept);
            let same_kind = taken().any(|(one, recipe, _)| {
                one.register == candidate.draft.register
                    && (*recipe == candidate.recipe || one.moves == candidate.draft.moves)
            });
            let alike = taken().any(|(_, _, runs)| runs.likeness(&candidate.runs) >= ALIKE);
            let long = is_long(&candidate.draft.text)
                && taken().filter(|(one, ..)| is_long(&one.text)).count() >= most_long;
            // The last place is for an answer that thanks, where none does yet and good ones are still looked for.
            let owes_thanks = enough > 0
                && can_thank
                && chosen.len() + 1 == offered
                && !taken().any(|(one, ..)| thanks(&one.moves))
                && !thanks(&candidate.draft.moves);
            if same_kind || alike || long || owes_thanks {
                continue;
            }
            let scores = candidate.scores(situation, recent);
            if let Some(scores) = scores.filter(|scores| scores.len() >= enough) {
                let suggestion = finish(candidate.draft.clone(), scores.clone(), situation);
                chosen.push((suggestion, candidate.recipe, candidate.runs.clone()));
            }
        }
    }
    chosen
        .into_iter()
        .chain(kept)
        .map(|(suggestion, _, _)| suggestion)
        .collect()
}

fn finish(draft: Draft, scores: Vec<Score>, situation: &Situation) -> Suggestion {
    let text = spaced(&draft.text, situation.lang);
    let parts = fit::parts(&text, situation.channel, situation.venue);
    let lengths = parts
        .iter()
        .map(|part| fit::measure(situation.channel, situation.venue, part).used);
    Suggestion {
        length: lengths.max().unwrap_or(0),
        limit: fit::limit(situation.channel, situation.venue),
        score: scores.len() as u8,
        scores,
        gates: Vec::new(),
        venue: situation.venue,
        register: draft.register,
        moves: draft.moves,
        asks: draft.asks,
        parts,
        text,
    }
}

/// The proposed register first, then its neighbours.
fn registers(situation: &Situation) -> Vec<Register> {
    match situation.register {
        Register::Formal => vec![Register::Formal, Register::Neutral],
        Register::Neutral if situation.angry() => vec![Register::Neutral, Register::Formal],
        Register::Neutral => vec![Register::Neutral, Register::Familiar, Register::Formal],
        Register::Familiar => vec![Register::Familiar, Register::Neutral, Register::Formal],
    }
}

/// One answer: for each move, a phrase that makes it, perhaps together with the ones after it.
fn write(
    situation: &Situation,
    moves: &[Move],
    register: Register,
    rows: &[Sayable],
    draw: &mut Draw,
) -> Option<Draft> {
    let polite = match register {
        Register::Formal | Register::Neutral => situation.polite.as_ref(),
        Register::Familiar => None,
    };
    let filling = Filling {
        slots: polite.unwrap_or(&situation.slots),
        lang: situation.lang,
        address: match polite {
            Some(_) => Address::Vous,
            None => situation.address,
        },
        owed: &Cell::new(true),
    };
    let mut left = moves.to_vec();
    let mut said = 0;
    let mut text = String::new();
    let mut made = Vec::new();
    let mut asks: Vec<Item> = Vec::new();
    while let Some(next) = left.first().copied() {
        let (Sayable { row, once }, words) = phrase(rows, next, &left, said, filling, draw)?;
        said |= once;
        left.retain(|step| !row.moves.contains(step));
        join(&mut text, &words, next, situation);
        made.extend(&row.moves);
        if row.frame.contains("{items}") {
            asks.clone_from(&situation.items);
        }
    }
    Some(Draft {
        text,
        moves: made,
        asks,
        register,
    })
}

/// A phrase that fits the situation.
#[derive(Clone, Copy)]
struct Sayable<'a> {
    row: &'a PhraseRow,
    /// What it says that may be said only once; see [`says_once`].
    once: u8,
}

/// The phrases that fit the situation in one register.
fn sayable<'a>(situation: &Situation<'a>, register: Register) -> Vec<Sayable<'a>> {
    let bit = match register {
        Register::Formal => Registers::FORMAL,
        Register::Neutral => Registers::NEUTRAL,
        Register::Familiar => Registers::FAMILIAR,
    };
    // Whoever refused the private channel hears the reason as a sentence of its own.
    let insists = (situation.refused || situation.stock) && situation.venue == Venue::Public;
    let fits = |row: &&PhraseRow| {
        row.registers & bit != 0
            && !(insists && row.moves.starts_with(&[Move::AskPrivate, Move::Explain]))
            && row
                .when
                .iter()
                .all(|(condition, wanted)| holds(*condition, situation) == *wanted)
    };
    let rows = situation.book.phrases.iter().filter(fits);
    rows.map(|row| Sayable {
        row,
        once: says_once(&row.frame, situation),
    })
    .collect()
}

/// A phrase that makes the next move and no move that is not left to make.
fn phrase<'a>(
    rows: &[Sayable<'a>],
    next: Move,
    left: &[Move],
    said: u8,
    filling: Filling,
    draw: &mut Draw,
) -> Option<(Sayable<'a>, String)> {
    let makes_next = |one: &&Sayable| {
        one.once & said == 0 && one.row.moves.contains(&next) && is_next(&one.row.moves, left)
    };
    let mut rows: Vec<Sayable> = rows.iter().filter(makes_next).copied().collect();
    // By weight; a frame whose slots stay empty is taken out, and the draw repeated.
    loop {
        let total: usize = rows.iter().map(|one| usize::from(one.row.weight)).sum();
        let mut ticket = draw.below(total);
        let place = rows.iter().position(|one| {
            let weight = usize::from(one.row.weight);
            let wins = ticket < weight;
            ticket = ticket.saturating_sub(weight);
            wins
        })?;
        let one = rows.swap_remove(place);
        if let Some(words) = expand(&one.row.frame, filling, draw) {
            return Some((one, words));
        }
    }
}

/// Whether these moves, in whatever order, are the next ones: a phrase that makes several keeps the recipe's order.
fn is_next(moves: &[Move], left: &[Move]) -> bool {
    let next = left.get(..moves.len());
    next.is_some_and(|next| moves.iter().all(|step| next.contains(step)))
}

/// What a sentence may say only once in an answer, a bit each: the problem, how long it lasts, how often the customer
/// called. A clause that tells since when says how long, too.
fn says_once(frame: &str, situation: &Situation) -> u8 {
    let dated = || {
        situation.slots.get(&Slot::Since).is_some_and(|since| {
            let clause = situation.slots.get(&Slot::Clause);
            clause.is_some_and(|clause| clause.ends_with(since.as_str()))
        })
    };
    let slots = frame
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    slots.fold(0, |bits, (slot, _)| {
        bits | match slot {
            "this" | "object" => 1,
            "length" | "since" | "wait" => 2,
            "calls" | "your_calls" => 4,
            "clause" if dated() => 2,
            _ => 0,
        }
    })
}

/// The same post to the same brand gives the same answers; another reply on the page gives others.
fn seed(situation: &Situation, recent: &[String]) -> u64 {
    let mut seed = u64::from(text::HASH_BASIS);
    let mut mix = |bytes: &[u8]| {
        seed = seed.rotate_left(21) ^ (u64::from(text::hash(bytes)) << 16) ^ (bytes.len() as u64)
    };
    if let Some(author) = &situation.case.author {
        mix(author.id.as_bytes());
    }
    for turn in &situation.case.turns {
        mix(turn.id.as_bytes());
        mix(turn.text.as_bytes());
    }
    for reply in recent {
        mix(reply.as_bytes());
    }
    seed
}
