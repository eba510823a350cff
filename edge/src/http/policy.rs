//! `/v1/policy`: what the brand decides, read, checked and written.

use super::auth::Person;
use super::problem::Problem;
use super::{Call, Outcome, Reply};
use crate::Object;
use crate::app::App;
use crate::store::keys::{self, Brand, digest};
use crate::store::{Entry, First, Freshness, Store};
use accalmie_shared::policy;
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
pub(crate) fn validate(call: &Call) -> Outcome {
    let value: Value = call.json()?;
    let problems = policy::parse(&value.to_string()).err().unwrap_or_default();
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
    checked(&text)?;
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
    text: &str,
) -> Result<(), Problem> {
    checked(text)?;
    app.store
        .put(Entry::new(keys::policy(brand), text.to_owned()))
        .await?;
    app.forget_policy(brand);
    Ok(())
}

/// 422 with every problem of a policy text.
fn checked(text: &str) -> Result<(), Problem> {
    let Err(problems) = policy::parse(text) else {
        return Ok(());
    };
    let mut problem = Problem::new(422, "the policy has a wrong value");
    if let Some(first) = problems.first() {
        problem = problem.at(&first.path, &first.found, first.expected.clone());
    }
    Err(problem.with("problems", crate::tree(&problems)))
}
