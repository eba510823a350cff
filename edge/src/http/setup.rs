//! `POST /v1/setup`: the first people and the policy of a brand, by whoever holds `SETUP_TOKEN`.
//!
//! Doing it twice is harmless. Take the binding away afterwards and the route is gone.

use super::auth::{self, Agent, KEY, SECRET_MIN};
use super::problem::Problem;
use super::roles::Role;
use super::{Call, Outcome, Reply, policy};
use crate::app::App;
use crate::signature::same;
use crate::store::keys::{self, Brand};
use crate::store::{Entry, Freshness, Store};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Body {
    brand: String,
    #[serde(default)]
    policy: Option<Value>,
    #[serde(default)]
    agents: Vec<Newcomer>,
}

#[derive(Deserialize)]
struct Newcomer {
    id: String,
    name: String,
    role: Role,
    secret: String,
    #[serde(default)]
    email: Option<String>,
}

/// Sets a brand up.
///
/// 1. 404 where no `SETUP_TOKEN` is set, 401 for another one.
/// 2. 422 for a name, an id, a secret or a policy that is none.
/// 3. Writes the policy and the agents; an agent who has this secret already keeps their sign-ins.
pub(crate) async fn run<S: Store>(app: &App<S>, call: &Call) -> Outcome {
    let expected = app.settings.setup_token.as_deref();
    let expected = expected
        .ok_or_else(|| Problem::not_found("setting up is switched off: SETUP_TOKEN is not set"))?;
    let given = call
        .header("authorization")
        .and_then(|value| value.strip_prefix("Bearer "));
    if !given.is_some_and(|given| same(given, expected)) {
        return Err(Problem::unknown_caller(
            "found another token, expected the one of SETUP_TOKEN",
        ));
    }
    let body: Body = call.json()?;
    let wrong = |path: &str, found: &str, expected: &str| {
        Problem::new(422, "unexpected value").at(path, found, expected)
    };
    let brand = Brand::new(&body.brand)
        .ok_or_else(|| wrong("brand", &body.brand, "1 to 40 of a-z, 0-9 and -"))?;
    if let Some(policy) = body.policy {
        policy::store(app, &brand, &policy).await?;
    }
    let mut agents = Vec::new();
    for (at, newcomer) in body.agents.into_iter().enumerate() {
        if !auth::is_id(&newcomer.id) {
            return Err(wrong(
                &format!("agents[{at}].id"),
                &newcomer.id,
                "1 to 40 of a-z, 0-9, - and _",
            ));
        }
        if newcomer.secret.len() < SECRET_MIN || newcomer.secret.contains('.') {
            let found = format!("{} bytes", newcomer.secret.len());
            return Err(wrong(
                &format!("agents[{at}].secret"),
                &found,
                "at least 16 bytes without a dot",
            ));
        }
        let credential = format!(
            "{KEY}.{}.{}.{}",
            brand.as_str(),
            newcomer.id,
            newcomer.secret
        );
        agents.push(json!({"id": newcomer.id, "name": newcomer.name, "role": newcomer.role, "credential": credential}));
        admit(app, &brand, newcomer).await?;
    }
    Ok(Reply::json(200, &json!({"brand": brand, "agents": agents}))
        .header("cache-control", "no-store"))
}

/// Writes an agent.
async fn admit<S: Store>(app: &App<S>, brand: &Brand, newcomer: Newcomer) -> Result<(), Problem> {
    let key = keys::agent(brand, &newcomer.id);
    let hash = auth::hash(brand, &newcomer.id, &newcomer.secret);
    let kept = app.store.get(&key, Freshness::Latest).await?;
    let kept: Option<Agent> = kept.and_then(|json| serde_json::from_str(&json).ok());
    let since = kept
        .filter(|kept| kept.hash == hash)
        .map_or(app.now, |kept| kept.since);
    let agent = Agent {
        id: newcomer.id,
        name: newcomer.name,
        role: newcomer.role,
        hash,
        since,
        email: newcomer.email,
    };
    app.store.put(Entry::new(key, crate::json(&agent))).await?;
    Ok(())
}
