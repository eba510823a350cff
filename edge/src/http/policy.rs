//! `/v1/policy`: what the brand decides, read, checked and written.

use super::auth::Person;
use super::problem::Problem;
use super::{Call, Outcome, Reply};
use crate::Object;
use crate::app::App;
use crate::store::keys::{self, Brand, digest};
use crate::store::{Entry, First, Freshness, Store};
use accalmie_shared::policy::{self, Policy};
use serde_json::{Value, json};

/// How long a version that was written over is remembered, in seconds: longer than KV may be stale.
const VERSIONS: u32 = 600;

/// The version of a policy text; the empty text is "none written yet".
fn version(text: &str) -> String {
    digest(&["policy", text])
}

/// `GET /v1/policy`: `{"version","policy","written"}`; `written` is what the brand wrote, `policy` what holds.
pub(crate) async fn read<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let text = app
        .store
        .get(&keys::policy(&person.brand), Freshness::Latest)
        .await?
        .unwrap_or_default();
    let written: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
    let holds = policy::parse(&text).unwrap_or_else(|_| policy::standard());
    let answer = Object::new().with("version", &version(&text));
    let answer = answer.with("policy", &holds).with("written", &written);
    Ok(Reply::object(200, answer).cached(call))
}

/// `POST /v1/policy/validate`: `{"problems":[{"path","found","expected"}]}`; nothing is kept.
pub(crate) fn validate<S: Store>(app: &App<S>, call: &Call) -> Outcome {
    let value: Value = call.json()?;
    let problems = parse(app, &value).err().unwrap_or_default();
    Ok(Reply::object(
        200,
        Object::new().with("problems", &problems),
    ))
}

/// `PUT /v1/policy`: writes it, if `If-Match` names the version that is there.
///
/// 1. 428 without `If-Match`, 422 with what is wrong.
/// 2. 412 where somebody else wrote in between: exact, because the first to replace a version wins.
pub(crate) async fn write<S: Store>(app: &App<S>, call: &Call, person: &Person) -> Outcome {
    let expected = call
        .header("if-match")
        .map(|tag| tag.trim_matches('"').to_owned());
    let expected = expected.ok_or_else(|| {
        Problem::new(428, "version missing").at(
            "if-match",
            "nothing",
            "the version of GET /v1/policy",
        )
    })?;
    let value: Value = call.json()?;
    let text = value.to_string();
    checked(app, &value)?;
    let kept = app
        .store
        .get(&keys::policy(&person.brand), Freshness::Latest)
        .await?
        .unwrap_or_default();
    let conflict = || {
        Problem::new(412, "somebody else wrote in between")
            .detail("read the policy again and put your change into it")
    };
    if version(&kept) != expected {
        return Err(conflict());
    }
    let (scope, key, next) = (
        person.brand.as_str(),
        format!("policy/{expected}"),
        version(&text),
    );
    match app.store.first(scope, &key, &next, VERSIONS).await? {
        First::Ours => {}
        First::Theirs(theirs) if theirs == next => {}
        First::Theirs(_) => return Err(conflict()),
    }
    app.store
        .put(Entry::new(keys::policy(&person.brand), text))
        .await?;
    app.forget_policy(&person.brand);
    Ok(Reply::json(200, &json!({"version": next})))
}

/// Writes a policy, whatever was there.
pub(crate) async fn store<S: Store>(
    app: &App<S>,
    brand: &Brand,
    value: &Value,
) -> Result<(), Problem> {
    checked(app, value)?;
    app.store
        .put(Entry::new(keys::policy(brand), value.to_string()))
        .await?;
    app.forget_policy(brand);
    Ok(())
}

/// Reads a policy, or says everything that is wrong in it. Which time zones there are only the runtime knows: with a
/// name that it doesn't know every deadline would count in UTC.
fn parse<S: Store>(app: &App<S>, value: &Value) -> Result<Policy, Vec<policy::Problem>> {
    let read = policy::parse(&value.to_string());
    let zone = value["time_zone"].as_str();
    let Some(zone) = zone.filter(|zone| !zone.trim().is_empty() && !app.knows_zone(zone)) else {
        return read;
    };
    let mut problems = read.err().unwrap_or_default();
    let expected = "the IANA name of a time zone, as in `Europe/Paris`";
    problems.push(policy::Problem::new("time_zone", zone, expected));
    Err(problems)
}

/// A policy that works; 422 with every problem of one that doesn't.
pub(crate) fn checked<S: Store>(app: &App<S>, value: &Value) -> Result<Policy, Problem> {
    parse(app, value).map_err(|problems| {
        let mut problem = Problem::new(422, "the policy has a wrong value");
        if let Some(first) = problems.first() {
            problem = problem.at(&first.path, &first.found, first.expected.clone());
        }
        problem.with("problems", crate::tree(&problems))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Edge, request};
    use http::Method;

    #[test]
    fn a_time_zone_that_nobody_knows_is_refused_and_named() {
        let edge = Edge::new();
        let token = edge.sign_in("ada", "administrator");
        let call = |method, path: &str, body: &str| {
            let version = version("");
            let call = request(method, path, body).bearer(&token);
            let reply = edge.call(&call.with("if-match", &version));
            let body: Value = serde_json::from_str(&reply.body).unwrap();
            (reply.status, body)
        };
        let wrong = r#"{"time_zone":"Europe/Pariss"}"#;
        let (status, problem) = call(Method::PUT, "/v1/policy", wrong);
        assert_eq!(status, 422);
        let (_, validated) = call(Method::POST, "/v1/policy/validate", wrong);
        for problems in [&problem["problems"], &validated["problems"]] {
            assert_eq!(problems[0]["path"], "time_zone", "{problems}");
            assert_eq!(problems[0]["found"], "Europe/Pariss");
        }
        let thread =
            r#"{"id":"1","channel":"facebook","policy":{"time_zone":"Europe/Pariss"},"posts":[]}"#;
        assert_eq!(call(Method::POST, "/v1/suggest", thread).0, 422);
        let right = r#"{"time_zone":"Europe/Madrid"}"#;
        assert_eq!(call(Method::PUT, "/v1/policy", right).0, 200);
    }
}
