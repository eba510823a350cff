//! `/v1/cases/{case}/acts`: commands that a platform carries out. Each is a person's click, done once at most.

use super::auth::Person;
use super::commands::{self, permit, scope};
use super::problem::Problem;
use super::sending::{Accepted, Desk, told};
use super::turns::{self, OURS, Turn};
use super::{Call, Outcome, Reply, cases};
use crate::acts::intent::{self, Intent};
use crate::acts::{Kind, way, words};
use crate::app::App;
use crate::cases::load;
use crate::store::Store;
use crate::store::keys::{CaseId, digest};
use accalmie_shared::case::{CaseEvent, Command, replay};
use accalmie_shared::units::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

/// `GET /v1/cases/{case}/acts`: what can be done over there now, and what nobody knows the end of.
///
/// `{"ways":{"public","private","hide"},"acts":[…]}`; a way has `open`, `to`, `channel`, `until`, or why not (`code`,
/// `words`) and what can be done `instead`.
pub(crate) async fn list<S: Store>(app: &App<S>, person: &Person, case: &str) -> Outcome {
    let id = CaseId::parse(case).ok_or_else(Problem::no_such_case)?;
    let brand = &person.brand;
    let events = load(app, brand, &id).await?;
    if events.is_empty() {
        return Err(Problem::no_such_case());
    }
    let policy = app.policy(brand).await?;
    let case = replay(events.iter().cloned());
    let mut ways = json!({});
    for (name, kind) in Kind::ALL {
        let way = way::find(&case, &events, kind, None, app.now);
        let mut shown = json!({"open": true, "channel": way.turn.map(|turn| turn.channel),
            "to": way.turn.map(|turn| &turn.id), "until": way.until});
        if let Err(code) = way.usable(app, brand) {
            let filled = way.words(app, brand, &case, "", "");
            let instead = way.instead(&case, kind, &filled, &policy);
            shown["open"] = false.into();
            shown["code"] = code.into();
            shown["words"] = words(code);
            shown["instead"] = instead.into();
        }
        ways[name] = shown;
    }
    let acts = intent::all(app, brand, &id).await?;
    let acts: Vec<Value> = acts.iter().map(|intent| intent.shown(app.now)).collect();
    Ok(Reply::json(200, &json!({"ways": ways, "acts": acts})))
}

/// `POST /v1/cases/{case}/acts`: does what a command says on the platform, then writes it down.
///
/// 1. 400 without an `Idempotency-Key`; 404 for a case that is none; 403 where the role may not; 422 for a command
///    that asks nothing of a platform.
/// 2. The same key again is the same act: the case as it is now, if it was done.
/// 3. 409 where another act's end is not known, the way is closed, or the case does not allow it; 422 with the
///    findings for a draft that fails a gate. Each says why in words, and what can be done instead.
/// 4. The act takes its turn, and is kept before the platform is asked.
/// 5. 200 with the case once it is accepted and written; 409 with the platform's reason where it refused; 202 where
///    nobody knows: then it stays until a person has looked, and nothing is sent again.
pub(crate) async fn give<S: Store>(
    app: &App<S>,
    call: &Call,
    person: &Person,
    case: &str,
) -> Outcome {
    let key = commands::key(call)?;
    let case = CaseId::parse(case).ok_or_else(Problem::no_such_case)?;
    let mut command: Command = call.json()?;
    let kind = Kind::of(&command).ok_or_else(|| {
        Problem::new(422, "unexpected value").at(
            "command",
            "one that asks nothing of a platform",
            "acknowledge, ask_private, reply_private, hide or unhide",
        )
    })?;
    permit(person, &command)?;
    let brand = &person.brand;
    let id = format!("{OURS}{}", digest(&["act", &person.id, case.as_str(), key]));
    let mut events = load(app, brand, &case).await?;
    if events.is_empty() {
        return Err(Problem::no_such_case());
    }
    if events.iter().any(|event| event.id == id) {
        return cases::detail(app, call, person, &case, events).await;
    }
    let scope = scope(brand, &case);
    for intent in intent::all(app, brand, &case).await? {
        match turns::ended(app, &scope, intent.turn, &intent.id).await? {
            Some(happened) => {
                let state = replay(events.iter().cloned());
                Accepted::new(&case, &intent, &state)
                    .write(app, brand, &happened)
                    .await?;
                events.extend(happened);
            }
            None => return Err(in_the_way(&intent, app.now)),
        }
    }
    if events.iter().any(|event| event.id == id) {
        return cases::detail(app, call, person, &case, events).await;
    }
    let first = turns::count(&events);
    for number in first..first + turns::TRIES {
        let state = replay(events.iter().cloned());
        let desk = Desk {
            app,
            call,
            person,
            case: &case,
            id: &id,
        };
        let ready = desk.prepare(&mut command, kind, &state, &events).await?;
        match turns::take(app, &scope, number, &turns::acting(&id)).await? {
            Turn::Ours => {
                let intent = Intent {
                    id: id.clone(),
                    turn: number,
                    command,
                    events: ready.events,
                    at: app.now,
                    by: person.name.clone(),
                    reason: None,
                };
                return desk
                    .act(intent, &ready.form, ready.outgoing, &state, events)
                    .await;
            }
            Turn::Did(happened) => {
                commands::write(app, brand, &case, &state, &happened).await?;
                events.extend(happened);
            }
            Turn::Acting(other) => {
                let sending = told("sending");
                return Err(sending.with("act", other.into()));
            }
        }
    }
    Err(commands::too_many())
}

/// 409: another act stands in the way.
fn in_the_way(intent: &Intent, now: Timestamp) -> Problem {
    let code = if intent.is_over(now) {
        "unsure"
    } else {
        "sending"
    };
    told(code).with("act", intent.shown(now))
}

/// What a person saw over there.
#[derive(Deserialize)]
struct Seen {
    /// Whether the act was done after all.
    done: bool,
}

/// `POST /v1/cases/{case}/acts/{act}`: a person has looked over there and says what came of an act.
///
/// 404 for an act that is over; 403 where the role may not have done it; 409 while it may still be under way. 200 with the case: where the act was done, with
/// what it makes happen.
pub(crate) async fn settle<S: Store>(
    app: &App<S>,
    call: &Call,
    person: &Person,
    case: &str,
    act: &str,
) -> Outcome {
    let case = CaseId::parse(case).ok_or_else(Problem::no_such_case)?;
    let seen: Seen = call.json()?;
    let brand = &person.brand;
    let mut events = load(app, brand, &case).await?;
    let intents = intent::all(app, brand, &case).await?;
    let intent = intents.into_iter().find(|intent| intent.id == act);
    let intent =
        intent.ok_or_else(|| Problem::not_found("no such act, or its end is known by now"))?;
    permit(person, &intent.command)?;
    if !intent.is_over(app.now) {
        return Err(in_the_way(&intent, app.now));
    }
    let scope = scope(brand, &case);
    let known = turns::ended(app, &scope, intent.turn, &intent.id).await?;
    let happened: Vec<CaseEvent> = match known {
        Some(happened) => happened,
        None if seen.done => intent.events.clone(),
        None => Vec::new(),
    };
    turns::settle(app, &scope, intent.turn, &intent.id, &happened).await?;
    let state = replay(events.iter().cloned());
    Accepted::new(&case, &intent, &state)
        .write(app, brand, &happened)
        .await?;
    events.extend(happened);
    cases::detail(app, call, person, &case, events).await
}

#[cfg(test)]
mod tests;
