//! `POST /v1/cases/{case}/commands`: what a person asks for, decided once and exactly.

use super::auth::Person;
use super::problem::Problem;
use super::roles::{Act, may};
use super::turns::{self, OURS, Turn};
use super::{Call, Outcome, cases};
use crate::app::App;
use crate::cases::load;
use crate::outbox;
use crate::record;
use crate::store::keys::{Brand, CaseId, digest};
use crate::store::{self, Store};
use accalmie_shared::case::{Actor, Case, CaseEvent, Command, Happened, Refusal, decide, replay};
use accalmie_shared::post::Venue;

/// Carries out a command.
///
/// 1. 400 without an `Idempotency-Key`; 404 for a case that is none; 403 where the role may not.
/// 2. The same key again is the same act: the case as it is now, whatever was decided the first time.
/// 3. 409 with the [`Refusal`] where the case does not allow it.
/// 4. Commands of a case take [`turns`].
/// 5. Written first, then answered: the case as it is now.
pub(crate) async fn give<S: Store>(
    app: &App<S>,
    call: &Call,
    person: &Person,
    case: &str,
) -> Outcome {
    let key = key(call)?;
    let case = CaseId::parse(case).ok_or_else(Problem::no_such_case)?;
    let command: Command = call.json()?;
    permit(person, &command)?;
    let brand = &person.brand;
    let id = format!("{OURS}{}", digest(&["act", &person.id, case.as_str(), key]));
    let by = Actor::Agent {
        id: person.id.clone(),
        name: person.name.clone(),
    };
    let policy = app.policy(brand).await?;
    let mut events = load(app, brand, &case).await?;
    if events.is_empty() {
        return Err(Problem::no_such_case());
    }
    let scope = scope(brand, &case);
    let first = turns::count(&events);
    for number in first..first + turns::TRIES {
        if events.iter().any(|event| event.id == id) {
            return cases::detail(app, call, person, &case, events).await;
        }
        let state = replay(events.iter().cloned());
        let decided = decide(&state, &command, &by, &policy, app.now, &id)
            .map_err(|refusal| refused(&refusal))?;
        let happened = match turns::take(app, &scope, number, &crate::json(&decided)).await? {
            Turn::Ours => decided,
            Turn::Did(happened) => happened,
            // Nothing has happened yet, and perhaps nothing ever will.
            Turn::Acting(_) => continue,
        };
        // Also what a colleague was first with: their write may have failed after the turn was theirs.
        write(app, brand, &case, &state, &happened).await?;
        events.extend(happened);
    }
    if events.iter().any(|event| event.id == id) {
        return cases::detail(app, call, person, &case, events).await;
    }
    Err(too_many())
}

/// The key that tells one act from another.
///
/// # Errors
/// 400 without one.
pub(crate) fn key(call: &Call) -> Result<&str, Problem> {
    let key = call.header("idempotency-key").filter(|key| !key.is_empty());
    key.ok_or_else(|| {
        Problem::new(400, "key missing").at(
            "idempotency-key",
            "nothing",
            "a text that is new for each act and the same for each try",
        )
    })
}

/// 409: all turns that we looked at were taken.
pub(crate) fn too_many() -> Problem {
    Problem::new(409, "too many at once")
        .detail("several colleagues act on this case right now; try again")
}

/// Where the turns of a case are taken.
pub(crate) fn scope(brand: &Brand, case: &CaseId) -> String {
    format!("{}/{}", brand.as_str(), case.as_str())
}

/// Writes down what happened to a case, and what goes with it. `state` is the case before.
pub(crate) async fn write<S: Store>(
    app: &App<S>,
    brand: &Brand,
    id: &CaseId,
    state: &Case,
    happened: &[CaseEvent],
) -> Result<(), Problem> {
    let policy = app.policy(brand).await?;
    let (life, wall) = (record::life(&policy), app.wall(&policy));
    let entries = happened.iter().flat_map(|event| {
        [
            Some(record::entry(brand, id, event, life)),
            record::said(brand, event),
            outbox::parcel(&wall, brand, id, state, event),
        ]
    });
    store::put_all(&app.store, entries.flatten().collect()).await?;
    for event in happened {
        if matches!(event.what, Happened::HandedOff { .. }) {
            outbox::queue::send(app, brand, &event.id).await;
        }
    }
    Ok(())
}

/// The role that somebody signed in with bounds what the case's own rights let them do: the policy gives those, and
/// counts whom it does not name as front office.
///
/// # Errors
/// 403 where the role may not.
pub(crate) fn permit(person: &Person, command: &Command) -> Result<(), Problem> {
    if may(person.role, act_of(command)) {
        return Ok(());
    }
    let detail = "customer advisors neither answer in public nor hide posts";
    Err(Problem::new(403, "not allowed").detail(detail))
}

fn act_of(command: &Command) -> Act {
    match command {
        Command::Hide { .. } | Command::Unhide { .. } => Act::Moderate,
        Command::Acknowledge { reply }
        | Command::AskPrivate { reply }
        | Command::ReplyPrivate { reply } => match reply.venue {
            Venue::Public => Act::Publish,
            Venue::Private => Act::Handle,
        },
        Command::Claim
        | Command::Release
        | Command::Assign { .. }
        | Command::HandOff { .. }
        | Command::ConfirmHandOff { .. }
        | Command::Note { .. }
        | Command::GiveItems { .. }
        | Command::Snooze { .. }
        | Command::Wake
        | Command::Resolve
        | Command::Reopen { .. }
        | Command::Correct { .. } => Act::Handle,
    }
}

/// 409: the case does not allow it. The sentence is for logs and scripts; the panel has its own from the refusal.
pub(crate) fn refused(refusal: &Refusal) -> Problem {
    let detail = match refusal {
        Refusal::NoSuchCase => "the case has no post".into(),
        Refusal::NoSuchPost { found } => {
            format!("post: found {found}, expected a post of this case")
        }
        Refusal::ClaimedBy { name } => format!("{name} has this case"),
        Refusal::WrongStage { found, expected } => {
            let expected: Vec<String> = expected.iter().map(crate::name).collect();
            format!(
                "stage: found {}, expected {}",
                crate::name(found),
                expected.join(" or ")
            )
        }
        Refusal::Empty { field } => format!("{field}: found nothing, expected a text"),
        Refusal::AlreadySent { at } => {
            format!("the same answer was sent at {}", crate::clock::format(*at))
        }
        Refusal::InThePast { found } => format!(
            "until: found {}, expected a moment to come",
            crate::clock::format(*found)
        ),
        Refusal::NoSuchTarget { found, expected } => format!(
            "target: found {found}, expected one of {}",
            expected.join(", ")
        ),
        Refusal::NotAllowed { owner } => format!("the case is with {}", crate::name(owner)),
        Refusal::WrongVenue { found } => format!(
            "venue: found {}, expected the other one",
            crate::name(found)
        ),
        Refusal::NothingToDo => "this is done already".into(),
    };
    Problem::new(409, "refused")
        .detail(detail)
        .with("refusal", crate::tree(refusal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::roles::Role;
    use accalmie_shared::case::{Act as Right, Owner, may as has_right};
    use serde_json::json;

    #[test]
    fn a_role_bounds_what_the_rights_of_an_ordinary_case_say_of_it() {
        let reply = |venue: &str| json!({"venue": venue, "text": "Bonjour"});
        let table = [
            (
                json!({"command":"acknowledge","reply":reply("public")}),
                Right::SpeakPublicly,
            ),
            (
                json!({"command":"ask_private","reply":reply("public")}),
                Right::SpeakPublicly,
            ),
            (
                json!({"command":"reply_private","reply":reply("private")}),
                Right::SpeakPrivately,
            ),
            (json!({"command":"claim"}), Right::Take),
            (json!({"command":"release"}), Right::Take),
            (json!({"command":"assign","owner":"legal"}), Right::Assign),
            (
                json!({"command":"hand_off","target":"t","summary":"s"}),
                Right::HandOff,
            ),
            (json!({"command":"snooze","until":0}), Right::Settle),
            (json!({"command":"wake"}), Right::Settle),
            (json!({"command":"resolve"}), Right::Settle),
            (
                json!({"command":"hide","post":"p","reason":"r"}),
                Right::Hide,
            ),
            (json!({"command":"unhide","post":"p"}), Right::Hide),
            (json!({"command":"note","text":"x"}), Right::Annotate),
        ];
        let roles = [
            (Role::CommunityManager, Owner::CommunityManager),
            (Role::CustomerAdvisor, Owner::CustomerAdvisor),
        ];
        for (command, right) in table {
            let read: Command = serde_json::from_value(command.clone())
                .unwrap_or_else(|error| panic!("{command}: {error}"));
            for (role, own) in roles {
                for owner in [Owner::CommunityManager, Owner::CustomerAdvisor] {
                    let both = (may(role, act_of(&read)), has_right(own, right, owner));
                    assert_eq!(
                        both.0, both.1,
                        "{command} by {role:?} in a case of {owner:?}"
                    );
                }
            }
        }
    }
}
