//! `/v1/agents` and `/v1/invitations`: who works for a brand.

use super::auth::{self, Agent, INVITATION, Person};
use super::problem::Problem;
use super::roles::Role;
use super::{Call, Outcome, Reply};
use crate::app::App;
use crate::store::{self, Entry, Store, keys};
use serde::Deserialize;
use serde_json::json;

/// What the Durable Object keeps of an invitation that was used or taken back, in place of the hash of its secret.
pub(crate) const NOT_GOOD: &str = "-";

/// How long an invitation waits, in seconds: a week.
pub(crate) const INVITATION_LIFE: u32 = 7 * crate::SECONDS_A_DAY;

/// The most list calls for the agents of a brand: ten thousand people.
const PAGES: usize = 10;

/// `GET /v1/agents`: everybody, without hashes.
pub(crate) async fn list<S: Store>(app: &App<S>, person: &Person) -> Outcome {
    let page = store::list_all(&app.store, &keys::agents(&person.brand), PAGES).await?;
    let keys: Vec<String> = page.keys.into_iter().map(|listed| listed.key).collect();
    let kept = store::get_all(&app.store, &keys).await?;
    let agents = kept
        .into_iter()
        .flatten()
        .filter_map(|json| serde_json::from_str::<Agent>(&json).ok());
    let items: Vec<_> = agents
        .map(|agent| json!({"id": agent.id, "name": agent.name, "role": agent.role, "since": agent.since, "email": agent.email}))
        .collect();
    Ok(Reply::json(200, &json!({"items": items})))
}

/// `DELETE /v1/agents/{id}`: their credential and their tokens are no good any more, within a minute everywhere, and an
/// invitation that waits for them is no good at once.
///
/// 409 for oneself: the last administrator could lock everybody out.
pub(crate) async fn dismiss<S: Store>(app: &App<S>, person: &Person, id: &str) -> Outcome {
    if id == person.id {
        return Err(Problem::new(409, "not yourself").detail("ask another administrator"));
    }
    let brand = &person.brand;
    let invitation = keys::invitation(brand, id);
    // The invitation first: nobody may come back by it once they are gone.
    let life = INVITATION_LIFE;
    store::set(&app.store, brand.as_str(), &invitation, NOT_GOOD, life).await?;
    app.store.delete(&invitation).await?;
    app.store.delete(&keys::agent(brand, id)).await?;
    Ok(Reply::empty(204))
}

#[derive(Deserialize)]
struct Invitation {
    id: String,
    name: String,
    role: Role,
    #[serde(default)]
    email: Option<String>,
}

/// `POST /v1/invitations`: a link's secret for one newcomer, good once and for a week.
///
/// 422 for an id that is none. With an `email` they can also come through Cloudflare Access, at once. Inviting somebody who
/// is there already replaces their credential when they accept; inviting a newcomer once more replaces the first link.
pub(crate) async fn invite<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let body: Invitation = call.json()?;
    if !auth::is_id(&body.id) {
        return Err(Problem::new(422, "unexpected value").at(
            "id",
            &body.id,
            "1 to 40 of a-z, 0-9, - and _",
        ));
    }
    let secret = auth::secret()?;
    let hash = auth::hash(&person.brand, INVITATION, &secret);
    let agent = Agent {
        id: body.id,
        name: body.name,
        role: body.role,
        hash: String::new(),
        since: app.now,
        email: body.email,
    };
    if agent.email.is_some() && auth::agent(app, &person.brand, &agent.id).await?.is_none() {
        // Whoever comes through Cloudflare Access needs no link. Without a hash no credential opens anything.
        let key = keys::agent(&person.brand, &agent.id);
        app.store.put(Entry::new(key, crate::json(&agent))).await?;
    }
    let (brand, key) = (&person.brand, keys::invitation(&person.brand, &agent.id));
    let entry = Entry::new(key.clone(), crate::json(&agent));
    app.store.put(entry.living(INVITATION_LIFE)).await?;
    store::set(&app.store, brand.as_str(), &key, &hash, INVITATION_LIFE).await?;
    let invitation = format!("{INVITATION}.{}.{}.{secret}", brand.as_str(), agent.id);
    let answer = json!({"invitation": invitation, "agent": {"id": agent.id, "name": agent.name, "role": agent.role},
        "expires_at": app.now.0 + i64::from(INVITATION_LIFE) * 1000});
    Ok(Reply::json(201, &answer).header("cache-control", "no-store"))
}
