//! A policy file is read whole or every wrong value in it is reported.

use accalmie_shared::policy::{DEFAULT, Policy, Problem, parse, standard, validate};

const DEMO: &str = include_str!("../../shared/data/policy.demo.json");

fn problems(text: &str) -> Vec<Problem> {
    parse(text).expect_err("a wrong policy")
}

#[track_caller]
fn check(text: &str, expected: &[(&str, &str, &str)]) {
    let found = problems(text);
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.path.as_str(), one.found.as_str(), one.expected.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_default_policy_works_as_it_stands() {
    assert_eq!(validate(&standard()), []);
    assert_eq!(parse(DEFAULT), Ok(standard()));
    assert_eq!(parse("{}"), Ok(standard()));
}

#[test]
fn the_demo_policy_works() {
    let policy = parse(DEMO).expect("the demo policy");
    assert_eq!(policy.brand.name, "Lumio");
    assert_eq!(policy.thresholds, standard().thresholds);
}

#[test]
fn a_policy_survives_the_wire() {
    let policy = parse(DEMO).expect("the demo policy");
    let text = serde_json::to_string(&policy).expect("plain data");
    assert_eq!(
        serde_json::from_str::<Policy>(&text).expect("what was written can be read"),
        policy
    );
}

#[test]
fn a_wrong_type_says_where() {
    check(
        r#"{"channels": {"x": {"first_answer": "soon"}}}"#,
        &[("channels.x.first_answer", "string \"soon\"", "u32")],
    );
}

#[test]
fn a_word_that_is_not_known_says_which_are() {
    check(
        r#"{"voice": {"address": "du"}}"#,
        &[(
            "voice.address",
            "unknown variant `du`",
            "`vous` or `follow_customer`",
        )],
    );
    let found = problems(r#"{"voice": {"colour": "blue"}}"#);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].found, "unknown field `colour`");
    assert!(found[0].path.starts_with("voice"), "{}", found[0].path);
}

#[test]
fn a_channel_that_is_not_known_is_told_by_its_name() {
    check(
        r#"{"channels": {"facebok": {"first_answer": 5, "private_answer": 5, "resolution": 60}}}"#,
        &[("channels.facebok", "facebok", "a known channel")],
    );
}

#[test]
fn every_wrong_value_is_reported_at_once() {
    let found = problems(
        r#"{
            "brand": {"name": 7},
            "hours": {"week": {"mon": ["9h-12h"], "tue": ["18:00-09:00"]}, "holidays": ["31-12"]},
            "thresholds": {"similarity": 1600},
            "accounts": [{"channel": "x", "handle": "@Lumio", "role": "boss"}],
            "moderation": {"rules_link": "javascript:alert(1)"}
        }"#,
    );
    let mut paths: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        [
            "accounts[0].role",
            "brand.name",
            "hours.holidays[0]",
            "hours.week.mon[0]",
            "hours.week.tue[0]",
            "moderation.rules_link",
            "thresholds.similarity",
        ],
        "{found:#?}"
    );
}

#[test]
fn wrong_values_of_one_list_show_together() {
    let found = problems(
        r#"{
            "people": [
                {"id": 7, "name": true, "initials": "AN"},
                {"id": "b", "name": 8, "initials": "BO", "role": "boss"}
            ],
            "contacts": [{"name": {"fr": "a", "en": "b"}, "value": "3900"}, {"kind": "fax", "value": 5}]
        }"#,
    );
    let paths: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
    for path in [
        "people[0].id",
        "people[0].name",
        "people[1].name",
        "people[1].role",
        "contacts[0]",
        "contacts[1].kind",
        "contacts[1].value",
    ] {
        assert!(paths.contains(&path), "{path} in {found:#?}");
    }
}

#[test]
fn what_is_no_object_is_refused() {
    check("[]", &[("", "a list", "a JSON object")]);
    check("", &[("", "an empty text", "a JSON object")]);
    assert_eq!(problems("{")[0].expected, "a JSON object");
}

#[test]
fn names_that_others_refer_to_are_there_once() {
    let person = r#"{"id": "a", "name": "Ana", "initials": "AN"}"#;
    check(
        &format!(r#"{{"people": [{person}, {person}]}}"#),
        &[("people[1].id", "`a` a second time", "a name of its own")],
    );
}

#[test]
fn the_published_schema_is_the_one_of_the_types() {
    let published = include_str!("../../www/policy.schema.json");
    let published: serde_json::Value = serde_json::from_str(published).expect("JSON");
    assert_eq!(
        published,
        accalmie_shared::policy::schema(),
        "`cargo xtask schema` writes it anew"
    );
}
