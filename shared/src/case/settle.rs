//! What follows from the facts of a case: the rung of the ladder, who waits since when, who chases, the mood.

use super::event::Label;
use super::state::{Case, HandOffState, Mood, Speaker, Stage};
use crate::post::Venue;
use crate::reading::{Intent, SignalKind};
use crate::units::Minutes;

/// Posts that follow one another within this time are one turn of the conversation, not a chase. People on social
/// networks send a thought in pieces; two minutes without a word is where the study's chasers begin.
pub const BURST: Minutes = Minutes(2);

/// Derives everything that follows from the facts. Idempotent.
pub(super) fn settle(case: &mut Case) {
    waiting(case);
    case.stage = stage(case);
    case.mood = mood(case);
}

fn waiting(case: &mut Case) {
    let (mut since, mut first_answer, mut chasers) = (None, None, 0);
    let (mut last_post, mut episode) = (None, 0);
    // Who settled the case had read what stood there: only what comes later waits.
    let settled = case.resolved.map(|(at, _)| at);
    for turn in &mut case.turns {
        if turn.episode != episode {
            (since, first_answer, chasers, last_post) = (None, None, 0, None);
            episode = turn.episode;
        }
        turn.chases = false;
        if !turn.stands() {
            continue;
        }
        match &turn.speaker {
            Speaker::Customer { assessment } => {
                let pause = last_post.map(|last| turn.at.since(last));
                let comes_again = since.is_some() && pause.is_some_and(|pause| pause >= BURST);
                turn.chases = comes_again && assessment.intent != Intent::Praise;
                chasers += u32::from(turn.chases);
                if settled.is_none_or(|settled| turn.at > settled) {
                    since = since.or(Some(turn.at));
                }
                last_post = Some(turn.at);
            }
            Speaker::Brand { .. } => {
                if last_post.is_some() {
                    first_answer = first_answer.or(Some(turn.at));
                }
                since = None;
            }
        }
    }
    case.waiting_since = since;
    case.first_answer = first_answer;
    case.chasers = chasers;
}

fn stage(case: &Case) -> Stage {
    if case.resolved.is_some() {
        return Stage::Resolved;
    }
    if case
        .hand_offs
        .iter()
        .any(|one| one.state != HandOffState::Failed)
    {
        return Stage::HandedOff;
    }
    let (mut answered, mut private) = (false, false);
    for turn in case.present().iter().filter(|turn| !turn.deleted) {
        match &turn.speaker {
            Speaker::Brand { .. } => {
                answered = true;
                private |= turn.venue == Venue::Private;
            }
            // A first private message is a case received; one that follows an answer is the private exchange.
            Speaker::Customer { .. } => private |= answered && turn.venue == Venue::Private,
        }
    }
    match (answered, private) {
        (_, true) => Stage::Private,
        (true, false) => Stage::Acknowledged,
        (false, false) => Stage::Received,
    }
}

fn mood(case: &Case) -> Vec<Mood> {
    let standing = case.turns.iter().filter(|turn| !turn.deleted);
    standing
        .filter_map(|turn| {
            let assessment = turn.assessment()?;
            let anger = match turn.corrected {
                Some(Label::NotAngry) => 0,
                None | Some(Label::Angry | Label::Severity(_)) => assessment.anger,
            };
            let grateful = assessment.has(SignalKind::Gratitude)
                && assessment.intent != Intent::Complaint
                && !assessment.has(SignalKind::Sarcasm);
            Some(Mood {
                at: turn.at,
                anger,
                thanks: assessment.is_thanks() || grateful,
            })
        })
        .collect()
}
