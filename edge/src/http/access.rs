//! Sign-in by Cloudflare Access: who comes through it is known by e-mail, and its word is a JSON Web Token.
//!
//! <https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/>

use super::Call;
use super::auth::Agent;
use super::problem::Problem;
use crate::app::App;
use crate::outbox::guard;
use crate::outside::{Answer, Outgoing};
use crate::settings::Access;
use crate::store::keys::{self, Brand};
use crate::store::{self, Entry, Freshness, Store};
use ::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use serde_json::{Value, json};

/// The header that Access adds to whatever it lets through.
const HEADER: &str = "cf-access-jwt-assertion";

/// How long the team's keys are believed, in seconds: they change every six weeks, and the old ones hold a week more.
const BELIEVED: u32 = 3_600;

/// Keys are not fetched again within so many milliseconds, or made-up key ids would become calls.
const PAUSE: i64 = 60_000;

/// So far may the team's clock be ahead of ours, in seconds.
const AHEAD: i64 = 60;

/// The most list calls for the agents of a brand.
const PAGES: usize = 10;

/// The agent behind a request that Access let through.
///
/// 503 where the brand's team is not set; 401 without Access's word, with one that is not for us or over, and for an
/// e-mail address that no agent has; 502 where the team's keys can't be had.
pub(crate) async fn agent<S: Store>(
    app: &App<S>,
    call: &Call,
    brand: &Brand,
) -> Result<Agent, Problem> {
    let access = app.settings.access(brand).ok_or_else(|| {
        Problem::not_configured("ACCESS: found nothing for this brand, expected its team and aud")
    })?;
    let token = call.header(HEADER).ok_or_else(|| {
        Problem::unknown_caller("found no word of Cloudflare Access, expected its header")
    })?;
    let claims = verified(app, brand, access, token).await?;
    let email =
        checked(access, &claims, app.now.0 / 1000).map_err(|why| Problem::unknown_caller(&why))?;
    let page = store::list_all(&app.store, &keys::agents(brand), PAGES).await?;
    let keys: Vec<String> = page.keys.into_iter().map(|listed| listed.key).collect();
    let kept = store::get_all(&app.store, &keys).await?;
    let mut agents = kept
        .into_iter()
        .flatten()
        .filter_map(|json| serde_json::from_str::<Agent>(&json).ok());
    let known = agents.find(|agent| {
        let own = agent.email.as_deref();
        own.is_some_and(|own| own.eq_ignore_ascii_case(&email))
    });
    known.ok_or_else(|| {
        Problem::unknown_caller("Cloudflare Access let you in, but nobody invited this address")
    })
}

/// The claims of a token that one of the team's keys has signed.
async fn verified<S: Store>(
    app: &App<S>,
    brand: &Brand,
    access: &Access,
    token: &str,
) -> Result<Value, Problem> {
    let nothing = || Problem::unknown_caller("the word of Cloudflare Access can't be read");
    let (signed, signature) = token.rsplit_once('.').ok_or_else(nothing)?;
    let (header, claims) = signed.split_once('.').ok_or_else(nothing)?;
    let signature = BASE64.decode(signature).map_err(|_| nothing())?;
    let header = part(header).ok_or_else(nothing)?;
    // The algorithm is never taken from the token.
    if header["alg"] != "RS256" {
        return Err(nothing());
    }
    let kid = header["kid"].as_str().ok_or_else(nothing)?;
    let key = key(app, brand, access, kid).await?.ok_or_else(|| {
        Problem::unknown_caller(
            "the word of Cloudflare Access is signed with a key that is not the team's",
        )
    })?;
    let good = app
        .outside
        .rs256(key.to_string(), signed.as_bytes().to_vec(), signature)
        .await
        .map_err(|reason| Problem::new(500, "the key can't be used").detail(reason))?;
    if !good {
        return Err(Problem::unknown_caller(
            "the word of Cloudflare Access was not signed by the team",
        ));
    }
    part(claims).ok_or_else(nothing)
}

/// One part of a token.
fn part(text: &str) -> Option<Value> {
    serde_json::from_slice(&BASE64.decode(text).ok()?).ok()
}

/// The e-mail address of claims that are for us and hold now.
fn checked(access: &Access, claims: &Value, now: i64) -> Result<String, String> {
    let aud = &claims["aud"];
    let ours = |value: &Value| value == access.aud.as_str();
    if !ours(aud) && !aud.as_array().is_some_and(|all| all.iter().any(ours)) {
        return Err("the word of Cloudflare Access is for another application".into());
    }
    if claims["iss"] != access.issuer() {
        return Err("the word of Cloudflare Access comes from another team".into());
    }
    if claims["exp"].as_i64().is_none_or(|ends| ends <= now) {
        return Err("the word of Cloudflare Access is over; sign in there again".into());
    }
    if claims["nbf"]
        .as_i64()
        .is_some_and(|begins| begins > now + AHEAD)
    {
        return Err("the word of Cloudflare Access does not hold yet".into());
    }
    let email = claims["email"].as_str().filter(|email| !email.is_empty());
    email
        .map(str::to_owned)
        .ok_or_else(|| "Cloudflare Access gives no e-mail address".into())
}

/// The team's key with this id.
async fn key<S: Store>(
    app: &App<S>,
    brand: &Brand,
    access: &Access,
    kid: &str,
) -> Result<Option<Value>, Problem> {
    let place = keys::access_keys(brand);
    let kept = app.store.get(&place, Freshness::Minute).await?;
    let kept: Value = kept
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default();
    let named = |keys: &Value| {
        let keys = keys["keys"].as_array();
        let found = keys.into_iter().flatten().find(|key| key["kid"] == kid);
        found.cloned()
    };
    if let Some(key) = named(&kept) {
        return Ok(Some(key));
    }
    if kept["at"].as_i64().is_some_and(|at| app.now.0 - at < PAUSE) {
        return Ok(None);
    }
    let mut fetched = fetch(app, access)
        .await
        .map_err(|reason| Problem::new(502, "the team's keys can't be had").detail(reason))?;
    fetched["at"] = json!(app.now);
    app.store
        .put(Entry::new(place, fetched.to_string()).living(BELIEVED))
        .await?;
    Ok(named(&fetched))
}

async fn fetch<S>(app: &App<S>, access: &Access) -> Result<Value, String> {
    let url = format!("{}/cdn-cgi/access/certs", access.issuer());
    guard::check(&url)?;
    let outgoing = Outgoing {
        method: Method::GET,
        url,
        headers: Vec::new(),
        body: String::new(),
    };
    let Answer { status, body } = app.outside.call(outgoing).await?;
    if status != 200 {
        return Err(format!("found {status}, expected 200"));
    }
    let keys: Value = serde_json::from_str(&body).map_err(|error| error.to_string())?;
    if keys["keys"].is_array() {
        Ok(json!({"keys": keys["keys"]}))
    } else {
        Err("found no keys, expected a list".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Edge, request};

    const KEYS: &str =
        r#"{"keys":[{"kid":"k1","kty":"RSA"},{"kid":"k0","kty":"RSA"}],"public_cert":{}}"#;

    /// A token with these claims, "signed" by a key's name.
    fn token(alg: &str, kid: &str, signature: &str, claims: &Value) -> String {
        let header = json!({"alg": alg, "kid": kid}).to_string();
        let parts = [header, claims.to_string(), signature.to_owned()];
        parts.map(|part| BASE64.encode(part)).join(".")
    }

    fn claims(edge: &Edge) -> Value {
        let now = edge.app.now.0 / 1000;
        json!({"aud":["tag"],"iss":"https://acme.cloudflareaccess.com","exp":now + 60,"nbf":now,"email":"Zoe@acme.example"})
    }

    /// An edge with an agent who has an address, and the team's keys outside.
    fn edge() -> Edge {
        let edge = Edge::new();
        let admin = edge.sign_in("ada", "administrator");
        let zoe =
            json!({"id":"zoe","name":"Zoé","role":"community_manager","email":"zoe@acme.example"});
        let invite = request(Method::POST, "/v1/invitations", &zoe.to_string()).bearer(&admin);
        assert_eq!(edge.call(&invite).status, 201);
        edge.outside.answers(200, KEYS);
        edge
    }

    fn sign_in(edge: &Edge, token: &str) -> crate::http::Reply {
        let call = request(Method::POST, "/v1/session", r#"{"brand":"acme"}"#);
        edge.call(&call.with(HEADER, token))
    }

    #[test]
    fn whoever_access_knows_is_signed_in_and_the_keys_are_remembered() {
        let edge = edge();
        let word = token("RS256", "k1", "k1", &claims(&edge));
        let reply = sign_in(&edge, &word);
        assert_eq!(reply.status, 200, "{}", reply.body);
        let answer: Value = serde_json::from_str(&reply.body).unwrap();
        assert_eq!(answer["agent"]["id"], "zoe");
        let cases = request(Method::GET, "/v1/cases", "").bearer(answer["token"].as_str().unwrap());
        assert_eq!(edge.call(&cases).status, 200);
        assert_eq!(sign_in(&edge, &word).status, 200);
        let calls = edge.outside.calls.borrow();
        assert_eq!(calls.len(), 1);
        assert_eq!(
            calls[0].url,
            "https://acme.cloudflareaccess.com/cdn-cgi/access/certs"
        );
    }

    #[test]
    fn every_other_word_is_refused() {
        let edge = edge();
        let with = |name: &str, value: Value| {
            let mut claims = claims(&edge);
            claims[name] = value;
            token("RS256", "k1", "k1", &claims)
        };
        let now = edge.app.now.0 / 1000;
        for word in [
            String::new(),
            "a.b".into(),
            token("HS256", "k1", "k1", &claims(&edge)),
            token("none", "k1", "", &claims(&edge)),
            token("RS256", "k1", "k0", &claims(&edge)),
            token("RS256", "k9", "k9", &claims(&edge)),
            with("aud", json!(["another"])),
            with("aud", Value::Null),
            with("iss", json!("https://evil.cloudflareaccess.com")),
            with("exp", json!(now)),
            with("exp", Value::Null),
            with("nbf", json!(now + 3600)),
            with("email", json!("eve@acme.example")),
            with("email", json!("")),
        ] {
            assert_eq!(sign_in(&edge, &word).status, 401, "{word}");
        }
        let call = request(Method::POST, "/v1/session", r#"{"brand":"acme"}"#);
        assert_eq!(edge.call(&call).status, 401, "without the header");
        let other = request(Method::POST, "/v1/session", r#"{"brand":"other"}"#);
        assert_eq!(edge.call(&other.with(HEADER, "x")).status, 503);
    }

    #[test]
    fn made_up_key_ids_are_not_made_into_calls() {
        let mut edge = edge();
        for kid in ["a", "b", "c"] {
            let word = token("RS256", kid, kid, &claims(&edge));
            assert_eq!(sign_in(&edge, &word).status, 401);
        }
        assert_eq!(edge.outside.calls.borrow().len(), 1);
        edge.app.now.0 += PAUSE;
        edge.outside.answers(200, r#"{"keys":[{"kid":"c"}]}"#);
        let word = token("RS256", "c", "c", &claims(&edge));
        assert_eq!(sign_in(&edge, &word).status, 200, "a new key is fetched");
    }

    #[test]
    fn an_agent_without_a_credential_has_none() {
        let edge = edge();
        for secret in ["acc_key.acme.zoe.", "acc_key.acme.zoe.x"] {
            let body = json!({"secret": secret}).to_string();
            assert_eq!(
                edge.call(&request(Method::POST, "/v1/session", &body))
                    .status,
                401
            );
        }
    }
}
