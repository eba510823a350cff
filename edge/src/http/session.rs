//! `POST /v1/session`: a credential, an invitation or the word of Cloudflare Access against a bearer token.

use super::agents::{INVITATION_LIFE, NOT_GOOD};
use super::auth::{self, Agent, INVITATION, KEY};
use super::problem::Problem;
use super::token::{self, Claims};
use super::{Call, Outcome, Reply, access, cors};
use crate::app::App;
use crate::store::keys::{self, Brand};
use crate::store::{Entry, First, Freshness, Store};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Body {
    /// A credential or an invitation.
    #[serde(default)]
    secret: Option<String>,
    /// The brand, where Cloudflare Access says who it is.
    #[serde(default)]
    brand: Option<String>,
}

/// Signs somebody in.
///
/// 1. 503 without a key to sign tokens with, 403 from a page of no allowed origin: nothing is used up then.
/// 2. 401 for a secret that opens nothing. Without a secret, [`access::agent`] says who it is.
/// 3. An invitation becomes a credential, once; a credential stays what it is. Both give a token.
pub(crate) async fn open<S: Store>(app: &App<S>, call: &Call) -> Outcome {
    let key = app.settings.token_key().ok_or_else(auth::token_key_unset)?;
    let body: Body = call.json()?;
    let secret = body.secret.unwrap_or_default();
    let parts: Vec<&str> = secret.trim().split('.').collect();
    let of = |name: &str| {
        let brand = Brand::new(name).ok_or_else(nothing)?;
        cors::check(app, call, Some(&brand))?;
        Ok::<Brand, Problem>(brand)
    };
    let (brand, agent, credential) = match parts.as_slice() {
        [""] => {
            let brand = of(body.brand.as_deref().unwrap_or_default())?;
            let agent = access::agent(app, call, &brand).await?;
            (brand, agent, None)
        }
        [KEY, brand, id, secret] => {
            let brand = of(brand)?;
            let agent = with_credential(app, &brand, id, secret).await?;
            (brand, agent, None)
        }
        [INVITATION, brand, id, secret] => {
            let brand = of(brand)?;
            let (agent, credential) = accept(app, &brand, id, secret).await?;
            (brand, agent, Some(credential))
        }
        _ => return Err(nothing()),
    };
    let ends = app.now.0 / 1000 + i64::from(app.settings.token_minutes) * 60;
    let claims = Claims {
        brand: brand.as_str().to_owned(),
        agent: agent.id.clone(),
        made: app.now,
        ends,
    };
    let mut answer = json!({
        "token": token::issue(key, &claims),
        "expires_at": ends * 1000,
        "brand": brand,
        "agent": {"id": agent.id, "name": agent.name, "role": agent.role},
    });
    if let Some(credential) = credential {
        answer["credential"] = credential.into();
    }
    Ok(Reply::json(200, &answer).header("cache-control", "no-store"))
}

fn nothing() -> Problem {
    Problem::unknown_caller("the secret opens nothing: it is mistyped, used, or was revoked")
}

/// The agent whose credential this is.
async fn with_credential<S: Store>(
    app: &App<S>,
    brand: &Brand,
    id: &str,
    secret: &str,
) -> Result<Agent, Problem> {
    let agent = auth::agent(app, brand, id).await?.ok_or_else(nothing)?;
    let given = auth::hash(brand, id, secret);
    if crate::signature::same(&given, &agent.hash) {
        Ok(agent)
    } else {
        Err(nothing())
    }
}

/// Makes a person of an invitation, which is used up then. What KV still shows of one that was taken back, or replaced
/// by another, opens nothing: the Durable Object knows which secret is good.
async fn accept<S: Store>(
    app: &App<S>,
    brand: &Brand,
    id: &str,
    secret: &str,
) -> Result<(Agent, String), Problem> {
    let key = keys::invitation(brand, id);
    let kept = app.store.get(&key, Freshness::Latest).await?;
    let mut agent: Agent = kept
        .and_then(|json| serde_json::from_str(&json).ok())
        .ok_or_else(nothing)?;
    let good = auth::hash(brand, INVITATION, secret);
    let used = app
        .store
        .swap(brand.as_str(), &key, Some(&good), NOT_GOOD, INVITATION_LIFE)
        .await?;
    if used != First::Ours {
        return Err(nothing());
    }
    let secret = auth::secret()?;
    agent.hash = auth::hash(brand, &agent.id, &secret);
    agent.since = app.now;
    let entry = Entry::new(keys::agent(brand, &agent.id), crate::json(&agent));
    app.store.put(entry).await?;
    app.store.delete(&key).await?;
    let credential = format!("{KEY}.{}.{}.{secret}", brand.as_str(), agent.id);
    Ok((agent, credential))
}
