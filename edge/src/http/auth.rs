//! Who is calling: credentials, invitations, bearer tokens.
//!
//! A credential is `acc_key.<brand>.<agent>.<secret>`; only a hash of it is kept. The secret is random and long, so a
//! plain hash is enough: there is nothing to guess. A credential is exchanged for a short-lived bearer token.

use super::problem::Problem;
use super::roles::{Act, Role, may};
use super::{Call, cors, token};
use crate::app::App;
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{Freshness, Store};
use accalmie_shared::units::Timestamp;
use serde::{Deserialize, Serialize};

/// What a credential starts with.
pub(crate) const KEY: &str = "acc_key";
/// What an invitation starts with.
pub(crate) const INVITATION: &str = "acc_inv";

/// The shortest secret, in bytes: 128 bits in hexadecimal are 32, in base64 22.
pub(crate) const SECRET_MIN: usize = 16;

/// A signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// The brand they work for.
    pub(crate) brand: Brand,
    /// Their id.
    pub(crate) id: String,
    /// The name shown to colleagues.
    pub(crate) name: String,
    /// The part they play.
    pub(crate) role: Role,
}

/// What is kept of an agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Agent {
    /// The id, unique in the brand.
    pub(crate) id: String,
    /// The name shown to colleagues.
    pub(crate) name: String,
    /// The part they play.
    pub(crate) role: Role,
    /// The hash of the credential's secret.
    pub(crate) hash: String,
    /// Tokens made before this moment are no good any more.
    pub(crate) since: Timestamp,
    /// The address by which Cloudflare Access knows them, where they come that way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<String>,
}

/// The hash that is kept of a secret.
pub(crate) fn hash(brand: &Brand, id: &str, secret: &str) -> String {
    keys::digest(&["credential", brand.as_str(), id, secret])
}

/// Whether a text can be an agent's id: 1 to 40 of `a-z`, `0-9`, `-` and `_`.
pub(crate) fn is_id(text: &str) -> bool {
    let plain = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_')
    };
    (1..=40).contains(&text.len()) && text.bytes().all(plain)
}

/// The agent with this id, at most a minute old.
pub(crate) async fn agent<S: Store>(
    app: &App<S>,
    brand: &Brand,
    id: &str,
) -> Result<Option<Agent>, Problem> {
    let kept = app.get(&keys::agent(brand, id), Freshness::Minute).await?;
    Ok(kept.and_then(|json| serde_json::from_str(&json).ok()))
}

/// The person behind a request.
///
/// 1. 503 without a key to check tokens with; 401 without a bearer token, or with one that is over or not ours.
/// 2. 403 from a page that this brand did not allow.
/// 3. 401 where the agent was dismissed or invited anew since.
/// 4. 403 where their role may not.
///
/// Where the request is about a case, what it will ask of the store is read in the same call as the agent.
pub(crate) async fn person<S: Store>(
    app: &App<S>,
    call: &Call,
    act: Act,
    case: Option<&CaseId>,
) -> Result<Person, Problem> {
    let key = app.settings.token_key().ok_or_else(token_key_unset)?;
    let given = call
        .header("authorization")
        .and_then(|value| value.split_at_checked(7))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer "))
        .ok_or_else(|| {
            Problem::unknown_caller("found no bearer token, expected the one of POST /v1/session")
        })?;
    let (brand, claims) = token::read(key, given.1.trim(), app.now)
        .ok_or_else(|| Problem::unknown_caller("the token is over or not ours; sign in again"))?;
    cors::check(app, call, Some(&brand))?;
    if let Some(case) = case {
        let agent = keys::agent(&brand, &claims.agent);
        app.read_ahead(&brand, case, agent).await?;
    }
    let agent = agent(app, &brand, &claims.agent)
        .await?
        .filter(|agent| agent.since <= claims.made);
    let agent = agent.ok_or_else(|| Problem::unknown_caller("this sign-in was revoked"))?;
    if !may(agent.role, act) {
        let role = crate::name(&agent.role);
        return Err(Problem::new(403, "not allowed").detail(format!(
            "found the role {role}, expected another one for this act"
        )));
    }
    Ok(Person {
        brand,
        id: agent.id,
        name: agent.name,
        role: agent.role,
    })
}

/// 503: nobody can sign in yet.
pub(crate) fn token_key_unset() -> Problem {
    Problem::not_configured(
        "TOKEN_KEY: found nothing usable, expected a secret of at least 32 bytes",
    )
}

/// A fresh secret of 128 bits.
pub(crate) fn secret() -> Result<String, Problem> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Problem::new(500, "no randomness").detail(error.to_string()))?;
    Ok(hex::encode(bytes))
}
