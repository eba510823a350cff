//! A whole thread in one piece of JSON: what is wrong in it is told, and the order of its posts changes nothing.

use accalmie_shared::batch::{answer, read};
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::policy::Problem;
use accalmie_shared::units::Timestamp;
use accalmie_tests::{at, paris};
use serde_json::{Value, json};

fn zones(name: &str, _: Timestamp) -> Option<Offsets> {
    (name == "Europe/Paris").then(paris)
}

fn thread() -> Value {
    let post = |id: &str, own: bool, text: &str, when: &str| json!({"id": id, "author": {"id": "u", "name": "Léa"}, "text": text, "at": at(when).0, "own": own});
    json!({
        "id": 7,
        "channel": "x",
        "posts": [
            post("1", false, "Plus d'internet depuis 3 jours, c'est INADMISSIBLE !!!", "mon 09:00"),
            post("2", true, "Bonjour Léa, écrivez-nous en message privé.", "mon 09:04"),
            post("3", false, "Non, pas de message privé, répondez ici !", "mon 09:30"),
        ],
        "now": at("mon 09:31").0,
    })
}

fn problem(change: impl FnOnce(&mut Value)) -> Vec<(String, String, String)> {
    let mut value = thread();
    change(&mut value);
    let outcome =
        read(&value.to_string()).and_then(|request| answer(request, &Packs::embedded(), zones));
    let problems = outcome.expect_err("a wrong request");
    problems
        .into_iter()
        .map(
            |Problem {
                 path,
                 found,
                 expected,
             }| (path, found, expected),
        )
        .collect()
}

fn told(path: &str, found: &str, expected: &str) -> Vec<(String, String, String)> {
    vec![(path.into(), found.into(), expected.into())]
}

#[test]
fn a_thread_gets_its_case_its_plan_and_its_answers() {
    let request = read(&thread().to_string()).expect("a right request");
    let answer = answer(request, &Packs::embedded(), zones).expect("a right policy");
    assert_eq!(answer.case.turns.len(), 3);
    assert_eq!(answer.plan["step"], "ask_private");
    assert_eq!(answer.plan["due"], at("mon 09:36").0);
    let words: Vec<&str> = answer.plan["because"]
        .as_array()
        .expect("reasons")
        .iter()
        .filter_map(|one| one["words"].as_str())
        .collect();
    assert!(
        words
            .iter()
            .any(|one| one.starts_with("Refuse le message privé")),
        "{words:?}"
    );
    assert!(!answer.suggestions.is_empty());
    assert!(answer.suggestions.iter().all(|one| one.gates.is_empty()));
}

#[test]
fn the_order_of_the_posts_changes_nothing() {
    let write = |value: &Value| {
        let request = read(&value.to_string()).expect("a right request");
        serde_json::to_value(answer(request, &Packs::embedded(), zones).expect("a right policy"))
            .expect("plain data")
    };
    let mut turned = thread();
    turned["posts"].as_array_mut().expect("posts").reverse();
    assert_eq!(write(&thread()), write(&turned));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    assert_eq!(
        problem(|it| it["channel"] = json!("facebok")),
        told("channel", "facebok", "a known channel")
    );
    assert_eq!(
        problem(|it| it["posts"][0]["at"] = json!("soon")),
        told("posts[0].at", "string \"soon\"", "i64")
    );
    assert_eq!(
        problem(|it| it["posts"] = json!([])),
        told("posts", "no post of a customer", "at least one")
    );
    assert_eq!(
        problem(|it| it["policy"] = json!({"voice": {"emoji": true}})),
        told("policy.voice.emoji", "boolean `true`", "string or map")
    );
    let zone = problem(|it| it["policy"] = json!({"time_zone": "Europe/Pariss"}));
    assert_eq!(
        zone,
        told(
            "policy.time_zone",
            "Europe/Pariss",
            "the IANA name of a time zone, as in `Europe/Paris`"
        )
    );
    assert_eq!(read("{").expect_err("no JSON")[0].expected, "a JSON object");
}
