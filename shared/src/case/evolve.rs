//! What happened: the fold of events.

use super::event::{Actor, CaseEvent, Happened, Reply};
use super::settle::settle;
use super::state::{Case, HandOff, HandOffState, Note, Speaker, Turn};
use crate::post::Post;
use crate::reading::{Assessment, Intent, Severity};
use crate::reply::Item;
use crate::units::{Minutes, Timestamp};

/// An echo of an answer that a person reported by hand comes within this time, or it is another answer.
const ECHO_WINDOW: Minutes = Minutes(24 * 60);

/// The case that a set of events tells of: whatever order they come in, and however often.
///
/// Total. An id names one event; of several with the same id the earliest counts. Events about a post that isn't there
/// yet (deleted before created, edited before created) take effect when it comes.
#[must_use]
pub fn replay(events: impl IntoIterator<Item = CaseEvent>) -> Case {
    let mut events: Vec<CaseEvent> = events.into_iter().collect();
    events.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    let mut seen = std::collections::BTreeSet::new();
    let mut case = Case::empty();
    for event in &events {
        if seen.insert(event.id.as_str()) {
            apply(&mut case, event);
        }
    }
    settle(&mut case);
    case
}

/// The case after one more event. Total; events come in the order of time ([`replay`] sees to that).
#[must_use]
pub fn evolve(mut case: Case, event: &CaseEvent) -> Case {
    apply(&mut case, event);
    settle(&mut case);
    case
}

/// Writes down what an event says. Never reads what [`settle`] derives, so that deriving once at the end is enough.
fn apply(case: &mut Case, event: &CaseEvent) {
    case.updated = case.updated.max(event.at);
    match &event.what {
        Happened::PostReceived {
            post,
            assessment,
            brings,
        } => post_received(case, post, assessment, brings),
        Happened::PostEdited {
            post,
            text,
            assessment,
        } => {
            change(case, post, event, |turn| {
                turn.text.clone_from(text);
                turn.edited = Some(event.at);
                if let Speaker::Customer { assessment: old } = &mut turn.speaker {
                    *old = assessment.clone();
                }
            });
        }
        Happened::PostDeleted { post } => change(case, post, event, forget),
        Happened::Corrected { post, label } => {
            change(case, post, event, |turn| turn.corrected = Some(*label));
        }
        Happened::Hidden { post, reason } => {
            change(case, post, event, |turn| turn.hidden = Some(reason.clone()));
        }
        Happened::Unhidden { post } => change(case, post, event, |turn| turn.hidden = None),
        Happened::ReplySent { reply } => reply_sent(case, event, reply),
        Happened::Claimed => {
            case.claimed
                .get_or_insert_with(|| (event.by.clone(), event.at));
        }
        Happened::Released => case.claimed = None,
        Happened::Assigned { owner } => case.owner = Some(*owner),
        Happened::HandedOff { target, summary } => {
            case.hand_offs.push(HandOff {
                target: target.clone(),
                at: event.at,
                state: HandOffState::Sent,
                summary: summary.clone(),
                reference: None,
                failure: None,
            });
            apply_early(case, Awaited::HandOff(target));
        }
        Happened::HandOffDelivered { target, reference } => {
            match hand_off(case, target) {
                Some(hand_off) => {
                    hand_off.state = HandOffState::Delivered;
                    hand_off.failure = None;
                    if reference.is_some() {
                        hand_off.reference.clone_from(reference);
                    }
                }
                None => case.early.push(event.clone()),
            };
        }
        Happened::HandOffFailed { target, reason } => match hand_off(case, target) {
            Some(hand_off) if hand_off.state != HandOffState::Delivered => {
                hand_off.state = HandOffState::Failed;
                hand_off.failure = Some(reason.clone());
            }
            Some(_) => {}
            None => case.early.push(event.clone()),
        },
        Happened::Noted { text } => case.notes.push(Note {
            at: event.at,
            by: event.by.clone(),
            text: text.clone(),
        }),
        Happened::ItemsGiven { items } => add(&mut case.given, items),
        Happened::Snoozed { until } => case.snoozed_until = Some(*until),
        Happened::Woken => case.snoozed_until = None,
        Happened::Resolved { reopens_within } => {
            case.resolved = Some((event.at, *reopens_within));
            case.claimed = None;
            case.owner = None;
            case.snoozed_until = None;
        }
        Happened::Reopened { .. } => case.resolved = None,
        Happened::FeedbackGiven { score } => case.feedback = Some((*score).clamp(1, 5)),
    }
}

fn post_received(case: &mut Case, post: &Post, assessment: &Assessment, brings: &[Item]) {
    if case.turns.iter().any(|turn| turn.id == post.id) {
        return;
    }
    make_room(case, post.at, assessment);
    case.author = Some(post.author.clone());
    case.channel = post.channel;
    case.snoozed_until = None;
    for item in brings {
        if !case.asked.contains(item) {
            add(&mut case.unasked, &[*item]);
        }
    }
    add(&mut case.given, brings);
    case.turns.push(Turn {
        id: post.id.clone(),
        episode: case.episode,
        at: post.at,
        channel: post.channel,
        venue: post.venue,
        text: post.text.clone(),
        speaker: Speaker::Customer {
            assessment: assessment.clone(),
        },
        url: post.url.clone(),
        account: post.account.clone(),
        thread: post.thread.clone(),
        reach: post.reach,
        edited: None,
        deleted: false,
        hidden: None,
        corrected: None,
        on_platform: true,
        chases: false,
    });
    apply_early(case, Awaited::Post(&post.id));
}

/// Reopens a settled case, or begins a new episode of it, where the post asks for that.
fn make_room(case: &mut Case, at: Timestamp, assessment: &Assessment) {
    if case.episode == 0 {
        case.episode = 1;
        return;
    }
    let Some((settled, reopens_within)) = case.resolved else {
        return;
    };
    if at <= settled.plus(reopens_within) {
        if !only_thanks(assessment) {
            case.resolved = None;
        }
        return;
    }
    case.episode += 1;
    case.episode_start = case.turns.len();
    case.owner = None;
    case.claimed = None;
    case.asked.clear();
    case.given.clear();
    case.unasked.clear();
    case.hand_offs.clear();
    case.resolved = None;
    case.feedback = None;
}

/// A customer who comes back to say thanks doesn't open the matter again.
fn only_thanks(assessment: &Assessment) -> bool {
    assessment.intent == Intent::Praise && assessment.severity == Severity::Calm
}

/// What an event presupposes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Awaited<'a> {
    /// The post with this id.
    Post(&'a str),
    /// A hand-off to this target.
    HandOff(&'a str),
    /// Nothing.
    Nothing,
}

fn awaited(what: &Happened) -> Awaited<'_> {
    match what {
        Happened::PostEdited { post, .. }
        | Happened::PostDeleted { post }
        | Happened::Corrected { post, .. }
        | Happened::Hidden { post, .. }
        | Happened::Unhidden { post } => Awaited::Post(post),
        Happened::HandOffDelivered { target, .. } | Happened::HandOffFailed { target, .. } => {
            Awaited::HandOff(target)
        }
        Happened::PostReceived { .. }
        | Happened::ReplySent { .. }
        | Happened::Claimed
        | Happened::Released
        | Happened::Assigned { .. }
        | Happened::HandedOff { .. }
        | Happened::Noted { .. }
        | Happened::ItemsGiven { .. }
        | Happened::Snoozed { .. }
        | Happened::Woken
        | Happened::Resolved { .. }
        | Happened::Reopened { .. }
        | Happened::FeedbackGiven { .. } => Awaited::Nothing,
    }
}

/// Applies, in order, the kept events that awaited what is there now.
fn apply_early(case: &mut Case, there: Awaited<'_>) {
    let (now, later) = std::mem::take(&mut case.early)
        .into_iter()
        .partition(|event: &CaseEvent| awaited(&event.what) == there);
    case.early = later;
    for event in &now {
        apply(case, event);
    }
}

/// Changes one turn, or keeps the event until the turn's post comes. Of a deleted post nothing changes any more, and no
/// earlier text is kept.
fn change(case: &mut Case, post: &str, event: &CaseEvent, how: impl FnOnce(&mut Turn)) {
    match case.turns.iter_mut().find(|turn| turn.id == post) {
        Some(turn) if turn.deleted => {}
        Some(turn) => how(turn),
        None => {
            if matches!(event.what, Happened::PostDeleted { .. }) {
                case.early
                    .retain(|early| awaited(&early.what) != Awaited::Post(post));
            }
            case.early.push(event.clone());
        }
    }
}

/// Forgets what a post said, and with it every reading of it: no anger is kept without its evidence.
fn forget(turn: &mut Turn) {
    turn.deleted = true;
    turn.text.clear();
    turn.url = None;
    turn.corrected = None;
    if let Speaker::Customer { assessment } = &mut turn.speaker {
        assessment.anger = 0;
        assessment.severity = Severity::Calm;
        assessment.signals.clear();
        assessment.risks.clear();
        assessment.personal.clear();
    }
}

fn reply_sent(case: &mut Case, event: &CaseEvent, reply: &Reply) {
    case.episode = case.episode.max(1);
    case.snoozed_until = None;
    add(&mut case.asked, &reply.asks);
    let by_id = |turn: &Turn| reply.post.as_deref() == Some(turn.id.as_str());
    let known = case.turns.iter().position(by_id);
    let known = known.or_else(|| {
        case.turns
            .iter()
            .rposition(|turn| is_echo(turn, event, reply))
    });
    if let Some(turn) = known.and_then(|index| case.turns.get_mut(index)) {
        merge(turn, event, reply);
        return;
    }
    let to = reply.to.as_deref().and_then(|id| case.turn(id));
    let to = to.or_else(|| case.turns.last());
    let turn = Turn {
        id: reply.post.clone().unwrap_or_else(|| event.id.clone()),
        episode: case.episode,
        at: event.at,
        channel: to.map_or(case.channel, |turn| turn.channel),
        venue: reply.venue,
        text: reply.text.clone(),
        speaker: Speaker::Brand {
            by: event.by.clone(),
            moves: reply.moves.clone(),
        },
        url: None,
        account: to.and_then(|turn| turn.account.clone()),
        thread: to.map(|turn| turn.thread.clone()).unwrap_or_default(),
        reach: None,
        edited: None,
        deleted: false,
        hidden: None,
        corrected: None,
        on_platform: reply.post.is_some(),
        chases: false,
    };
    let id = turn.id.clone();
    case.turns.push(turn);
    apply_early(case, Awaited::Post(&id));
}

/// Whether a turn and an event tell of one answer: what a person reported by hand, and its echo from the platform.
fn is_echo(turn: &Turn, event: &CaseEvent, reply: &Reply) -> bool {
    let Speaker::Brand { by, .. } = &turn.speaker else {
        return false;
    };
    let one_is_echo = (*by == Actor::Brand) != (event.by == Actor::Brand);
    let one_has_no_id = !turn.on_platform || reply.post.is_none();
    let apart = event.at.since(turn.at).max(turn.at.since(event.at));
    one_is_echo
        && one_has_no_id
        && turn.venue == reply.venue
        && apart <= ECHO_WINDOW
        && same_words(&turn.text, &reply.text)
}

/// Platforms trim and fold white space; nothing else may differ.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

fn merge(turn: &mut Turn, event: &CaseEvent, reply: &Reply) {
    if let Some(post) = &reply.post {
        turn.id.clone_from(post);
        turn.on_platform = true;
    }
    if let Speaker::Brand { by, moves } = &mut turn.speaker {
        if *by == Actor::Brand {
            *by = event.by.clone();
        }
        if moves.is_empty() {
            moves.clone_from(&reply.moves);
        }
    }
}

/// The last hand-off to a target.
fn hand_off<'a>(case: &'a mut Case, target: &str) -> Option<&'a mut HandOff> {
    case.hand_offs
        .iter_mut()
        .rev()
        .find(|one| one.target == target)
}

fn add(items: &mut Vec<Item>, more: &[Item]) {
    for item in more {
        if !items.contains(item) {
            items.push(*item);
        }
    }
}
