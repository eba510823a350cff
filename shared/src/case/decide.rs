//! What is allowed: a command becomes events, or a refusal that tells why not.

use super::command::Command;
use super::event::{Actor, CaseEvent, Happened, Reply};
use super::evolve::same_words;
use super::refusal::Refusal;
use super::rights::{Act, act_of, may_person};
use super::state::{Case, HandOffState, Speaker, Stage, Turn};
use crate::owner::Owner;
use crate::policy::Policy;
use crate::post::Venue;
use crate::reply::Item;
use crate::units::Timestamp;

/// Turns what a person asks for into what happens.
///
/// `id` names the act, the same for every try of it; the first event bears it, others bear it with a suffix.
///
/// # Errors
/// A [`Refusal`] is an answer for the person: nothing has happened.
pub fn decide(
    case: &Case,
    command: &Command,
    by: &Actor,
    policy: &Policy,
    now: Timestamp,
    id: &str,
) -> Result<Vec<CaseEvent>, Refusal> {
    if case.turns.is_empty() {
        return Err(Refusal::NoSuchCase);
    }
    let act = act_of(command);
    let owner = case.owner.unwrap_or(Owner::CommunityManager);
    if !may_person(by, act, owner, policy) {
        return Err(Refusal::NotAllowed { owner });
    }
    let held = claim_holder(case, policy, now);
    unclaimed_by_others(held, by, act)?;
    let whats = whats(case, command, by, policy, now, held)?;
    Ok(whats
        .into_iter()
        .enumerate()
        .map(|(index, what)| CaseEvent {
            id: if index == 0 {
                id.into()
            } else {
                format!("{id}+{index}")
            },
            at: now,
            by: by.clone(),
            what,
        })
        .collect())
}

/// Who holds the case now. A claim lapses by the policy's delay after the holder's last answer, so that nobody blocks a
/// customer.
#[must_use]
pub fn claim_holder<'a>(case: &'a Case, policy: &Policy, now: Timestamp) -> Option<&'a Actor> {
    let (holder, since) = case.claimed.as_ref()?;
    let answered = case.turns.iter().rev().find(|turn| match &turn.speaker {
        Speaker::Brand { by, .. } => same_person(by, holder),
        Speaker::Customer { .. } => false,
    });
    let last = answered.map_or(*since, |turn| turn.at.max(*since));
    (now < last.plus(policy.thresholds.claim)).then_some(holder)
}

fn same_person(a: &Actor, b: &Actor) -> bool {
    match (a, b) {
        (Actor::Agent { id: a, .. }, Actor::Agent { id: b, .. }) => a == b,
        (Actor::Customer | Actor::Agent { .. } | Actor::Brand | Actor::System, _) => a == b,
    }
}

/// A colleague's claim keeps others from acting, not from noting.
fn unclaimed_by_others(held: Option<&Actor>, by: &Actor, act: Act) -> Result<(), Refusal> {
    let Some(holder) = held.filter(|holder| !same_person(holder, by)) else {
        return Ok(());
    };
    match act {
        Act::Confirm | Act::Annotate => Ok(()),
        Act::SpeakPublicly
        | Act::SpeakPrivately
        | Act::Take
        | Act::Assign
        | Act::HandOff
        | Act::Settle
        | Act::Hide => Err(Refusal::ClaimedBy {
            name: match holder {
                Actor::Agent { name, .. } => name.clone(),
                Actor::Customer | Actor::Brand | Actor::System => String::new(),
            },
        }),
    }
}

fn whats(
    case: &Case,
    command: &Command,
    by: &Actor,
    policy: &Policy,
    now: Timestamp,
    held: Option<&Actor>,
) -> Result<Vec<Happened>, Refusal> {
    let one = |what| Ok(vec![what]);
    match command {
        Command::Acknowledge { reply } | Command::AskPrivate { reply } => {
            one(speak(case, reply, Venue::Public, by)?)
        }
        Command::ReplyPrivate { reply } => one(speak(case, reply, Venue::Private, by)?),
        Command::Claim => match (held, &case.claimed) {
            (Some(_), _) => Err(Refusal::NothingToDo),
            (None, Some(_)) => Ok(vec![Happened::Released, Happened::Claimed]),
            (None, None) => one(Happened::Claimed),
        },
        Command::Release => match case.claimed {
            Some(_) => one(Happened::Released),
            None => Err(Refusal::NothingToDo),
        },
        Command::Assign { owner } => {
            let present = case.owner.unwrap_or(Owner::CommunityManager);
            if present == *owner {
                return Err(Refusal::NothingToDo);
            }
            one(Happened::Assigned { owner: *owner })
        }
        Command::HandOff { target, summary } => hand_off(case, target, summary, policy),
        Command::ConfirmHandOff { target, reference } => {
            one(confirm(case, target, reference.as_deref())?)
        }
        Command::Note { text } => one(Happened::Noted {
            text: said("text", text)?,
        }),
        Command::GiveItems { items } => one(give(case, items)?),
        Command::Snooze { until } => {
            unsettled(case)?;
            if *until <= now {
                return Err(Refusal::InThePast { found: *until });
            }
            one(Happened::Snoozed { until: *until })
        }
        Command::Wake => match case.snoozed_until {
            Some(until) if now < until => one(Happened::Woken),
            Some(_) | None => Err(Refusal::NothingToDo),
        },
        Command::Resolve => {
            unsettled(case)?;
            let reopens_within = policy.thresholds.reopens_within;
            one(Happened::Resolved { reopens_within })
        }
        Command::Reopen { reason } => match case.stage {
            Stage::Resolved => one(Happened::Reopened {
                reason: said("reason", reason)?,
            }),
            Stage::Received | Stage::Acknowledged | Stage::Private | Stage::HandedOff => {
                Err(Refusal::WrongStage {
                    found: case.stage,
                    expected: vec![Stage::Resolved],
                })
            }
        },
        Command::Correct { post, label } => {
            let turn = post_of_customer(case, post)?;
            if turn.corrected == Some(*label) {
                return Err(Refusal::NothingToDo);
            }
            one(Happened::Corrected {
                post: post.clone(),
                label: *label,
            })
        }
        Command::Hide { post, reason } => {
            let reason = said("reason", reason)?;
            match &post_of_customer(case, post)?.hidden {
                None => one(Happened::Hidden {
                    post: post.clone(),
                    reason,
                }),
                Some(_) => Err(Refusal::NothingToDo),
            }
        }
        Command::Unhide { post } => match &post_of_customer(case, post)?.hidden {
            Some(_) => one(Happened::Unhidden { post: post.clone() }),
            None => Err(Refusal::NothingToDo),
        },
    }
}

fn speak(case: &Case, reply: &Reply, venue: Venue, by: &Actor) -> Result<Happened, Refusal> {
    if reply.venue != venue {
        return Err(Refusal::WrongVenue { found: reply.venue });
    }
    let text = said("reply.text", &reply.text)?;
    if let Some(post) = &reply.to {
        post_of_customer(case, post)?;
    }
    let sent = case.turns.iter().rev().find(|turn| match &turn.speaker {
        // The platform may show the answer before the person says "sent": that is no second answer.
        Speaker::Brand { by: sender, .. } => {
            *sender != Actor::Brand && *by != Actor::Brand && same_words(&turn.text, &text)
        }
        Speaker::Customer { .. } => false,
    });
    match sent {
        Some(turn) => Err(Refusal::AlreadySent { at: turn.at }),
        None => Ok(Happened::ReplySent {
            reply: Reply {
                text,
                ..reply.clone()
            },
        }),
    }
}

fn hand_off(
    case: &Case,
    target: &str,
    summary: &str,
    policy: &Policy,
) -> Result<Vec<Happened>, Refusal> {
    unsettled(case)?;
    let Some(known) = policy.target(target) else {
        return Err(Refusal::NoSuchTarget {
            found: target.into(),
            expected: policy.targets.iter().map(|one| one.name.clone()).collect(),
        });
    };
    let on_its_way =
        |one: &&super::state::HandOff| one.target == target && one.state == HandOffState::Sent;
    if case.hand_offs.iter().any(|one| on_its_way(&one)) {
        return Err(Refusal::NothingToDo);
    }
    let mut events = vec![Happened::HandedOff {
        target: target.into(),
        summary: summary.trim().into(),
    }];
    if case.owner != Some(known.owner) {
        events.push(Happened::Assigned { owner: known.owner });
    }
    Ok(events)
}

fn confirm(case: &Case, target: &str, reference: Option<&str>) -> Result<Happened, Refusal> {
    if !case.hand_offs.iter().any(|one| one.target == target) {
        let mut expected: Vec<String> = case
            .hand_offs
            .iter()
            .map(|one| one.target.clone())
            .collect();
        expected.sort();
        expected.dedup();
        return Err(Refusal::NoSuchTarget {
            found: target.into(),
            expected,
        });
    }
    Ok(Happened::HandOffDelivered {
        target: target.into(),
        reference: reference
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(String::from),
    })
}

fn give(case: &Case, items: &[Item]) -> Result<Happened, Refusal> {
    if items.is_empty() {
        return Err(Refusal::Empty {
            field: "items".into(),
        });
    }
    let mut new: Vec<Item> = Vec::new();
    for item in items {
        if !case.given.contains(item) && !new.contains(item) {
            new.push(*item);
        }
    }
    if new.is_empty() {
        return Err(Refusal::NothingToDo);
    }
    Ok(Happened::ItemsGiven { items: new })
}

fn unsettled(case: &Case) -> Result<(), Refusal> {
    match case.stage {
        Stage::Received | Stage::Acknowledged | Stage::Private | Stage::HandedOff => Ok(()),
        Stage::Resolved => Err(Refusal::WrongStage {
            found: Stage::Resolved,
            expected: vec![
                Stage::Received,
                Stage::Acknowledged,
                Stage::Private,
                Stage::HandedOff,
            ],
        }),
    }
}

/// A post of the customer that hasn't been deleted.
fn post_of_customer<'a>(case: &'a Case, post: &str) -> Result<&'a Turn, Refusal> {
    case.turn(post)
        .filter(|turn| turn.assessment().is_some() && !turn.deleted)
        .ok_or_else(|| Refusal::NoSuchPost { found: post.into() })
}

/// A text that says something, without the white space around it.
fn said(field: &str, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::Empty {
            field: field.into(),
        });
    }
    Ok(text.into())
}
