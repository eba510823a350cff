//! Personal data: our own sentences, with as many that only look like it.

use accalmie_shared::personal;
use accalmie_shared::reading::PersonalKind;
use accalmie_shared::text;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One line of `personal.tsv`: a sentence, and `kind=text` for each thing in it, separated by ` | `.
#[derive(Deserialize)]
struct Case {
    text: String,
    expected: String,
}

/// What the product promises.
const RECALL_PERCENT: usize = 98;
const PRECISION_PERCENT: usize = 95;

fn cases() -> Vec<Case> {
    csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .from_reader(include_str!("personal.tsv").as_bytes())
        .deserialize()
        .map(|case| case.expect("every line has two columns"))
        .collect()
}

fn name(kind: PersonalKind) -> &'static str {
    match kind {
        PersonalKind::Phone => "phone",
        PersonalKind::Email => "email",
        PersonalKind::Iban => "iban",
        PersonalKind::Card => "card",
        PersonalKind::SocialSecurity => "social_security",
        PersonalKind::Reference => "reference",
        PersonalKind::PostalAddress => "postal_address",
    }
}

fn found(text: &str) -> Vec<String> {
    personal::find(text, &text::tokenize(text))
        .iter()
        .map(|data| format!("{}={}", name(data.kind), data.span.of(text)))
        .collect()
}

#[test]
fn finds_what_is_personal_and_nothing_else() {
    let (mut right, mut missed, mut false_alarms) = (0, Vec::new(), Vec::new());
    let (mut positive, mut negative) = (0, 0);
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases() {
        let expected: Vec<&str> = case
            .expected
            .split(" | ")
            .filter(|part| !part.is_empty())
            .collect();
        positive += usize::from(!expected.is_empty());
        negative += usize::from(expected.is_empty());
        let found = found(&case.text);
        for part in &expected {
            *kinds
                .entry(part.split('=').next().unwrap_or_default().to_owned())
                .or_default() += 1;
            if found.iter().any(|found| found == part) {
                right += 1;
            } else {
                missed.push(format!("{part} in {:?}, found {found:?}", case.text));
            }
        }
        for part in found
            .iter()
            .filter(|found| !expected.contains(&found.as_str()))
        {
            false_alarms.push(format!("{part} in {:?}", case.text));
        }
    }
    let (recall, precision) = (
        100 * right / (right + missed.len()),
        100 * right / (right + false_alarms.len()),
    );
    println!(
        "{positive} sentences with {kinds:?}, {negative} near misses: recall {recall} %, precision {precision} %"
    );
    println!(
        "missed:\n  {}\nfalse alarms:\n  {}",
        missed.join("\n  "),
        false_alarms.join("\n  ")
    );
    assert!(
        positive >= 300 && negative >= 300,
        "{positive} and {negative} sentences are too few to promise anything"
    );
    assert!(
        recall >= RECALL_PERCENT,
        "recall {recall} %:\n{}",
        missed.join("\n")
    );
    assert!(
        precision >= PRECISION_PERCENT,
        "precision {precision} %:\n{}",
        false_alarms.join("\n")
    );
}

#[test]
fn masking_keeps_length_and_everything_else() {
    for case in cases() {
        let data = personal::find(&case.text, &text::tokenize(&case.text));
        let masked = personal::mask(&case.text, &data);
        assert_eq!(masked.len(), case.text.len(), "of {:?}", case.text);
        for item in &data {
            assert!(
                item.span.of(&masked).bytes().all(|byte| byte == b'*'),
                "{masked:?}"
            );
        }
        let hidden = |at: usize| {
            data.iter()
                .any(|item| (item.span.start as usize..item.span.end as usize).contains(&at))
        };
        for (at, letter) in case.text.char_indices().filter(|(at, _)| !hidden(*at)) {
            assert!(masked[at..].starts_with(letter), "{masked:?}");
        }
    }
}

#[test]
fn a_foreign_span_tears_no_character() {
    use accalmie_shared::reading::PersonalData;
    use accalmie_shared::units::Span;
    let data = [
        PersonalData {
            kind: PersonalKind::Phone,
            span: Span::new(1, 2),
        },
        PersonalData {
            kind: PersonalKind::Phone,
            span: Span::new(6, 900),
        },
    ];
    assert_eq!(personal::mask("éa😡", &data), "**a****");
}
