//! What is wrong in a policy although every value has the right type.

use super::{Policy, Problem, Text};
use crate::reading::Lang;
use crate::text::case::lowered;
use crate::units::Minutes;

/// A deadline further away than this is a slip of the pen: 90 days.
const LONGEST_DELAY: Minutes = Minutes(90 * 24 * 60);

/// Everything that is wrong in a policy although every value has the right type. Empty for a policy that works.
#[must_use]
pub fn validate(policy: &Policy) -> Vec<Problem> {
    let mut problems = Vec::new();
    brand(policy, &mut problems);
    hours(policy, &mut problems);
    delays(policy, &mut problems);
    conduct(policy, &mut problems);
    names(policy, &mut problems);
    thresholds(policy, &mut problems);
    problems
}

fn brand(policy: &Policy, problems: &mut Vec<Problem>) {
    if policy.brand.lang == Lang::Unknown {
        problems.push(Problem::new(
            "brand.lang",
            "an unknown language",
            "`fr` or `en`",
        ));
    }
    for (index, account) in policy.accounts.iter().enumerate() {
        if account.handle.trim().is_empty() {
            let path = format!("accounts[{index}].handle");
            problems.push(Problem::new(
                path,
                "an empty text",
                "the handle or the page's name",
            ));
        }
        if account.handle.starts_with('@') {
            let path = format!("accounts[{index}].handle");
            problems.push(Problem::new(
                path,
                &account.handle,
                "the handle without the at sign",
            ));
        }
    }
    if policy.people.is_empty() {
        problems.push(Problem::new(
            "people",
            "nobody",
            "at least one person who answers",
        ));
    }
    for (index, person) in policy.people.iter().enumerate() {
        for (field, value) in [("name", &person.name), ("initials", &person.initials)] {
            if value.trim().is_empty() {
                let path = format!("people[{index}].{field}");
                problems.push(Problem::new(
                    path,
                    "an empty text",
                    "what the person signs with",
                ));
            }
        }
    }
    if policy.time_zone.trim().is_empty() {
        let expected = "the IANA name of a time zone, as in `Europe/Paris`";
        problems.push(Problem::new("time_zone", "an empty text", expected));
    }
}

fn hours(policy: &Policy, problems: &mut Vec<Problem>) {
    let days = policy.hours.week.days();
    for (day, shifts) in days {
        let mut open_until = 0;
        for (index, shift) in shifts.iter().enumerate() {
            let path = format!("hours.week.{day}[{index}]");
            if shift.to <= shift.from {
                let found = "a shift that ends before it begins";
                let expected = "an end after the beginning; a night is two shifts on two days";
                problems.push(Problem::new(path, found, expected));
            } else if shift.from < open_until {
                let expected = "shifts in the order of the day, without overlap";
                problems.push(Problem::new(
                    path,
                    "a shift within an earlier one",
                    expected,
                ));
            } else {
                open_until = shift.to;
            }
        }
    }
    if days.iter().all(|(_, shifts)| shifts.is_empty()) {
        problems.push(Problem::new(
            "hours.week",
            "no shift at all",
            "at least one shift a week",
        ));
    }
}

fn delays(policy: &Policy, problems: &mut Vec<Problem>) {
    let named = policy
        .channels
        .iter()
        .map(|(channel, rules)| (format!("channels.{}", <&str>::from(*channel)), rules));
    let all = named.chain([(String::from("other_channels"), &policy.other_channels)]);
    for (path, rules) in all {
        for (field, delay) in [
            ("first_answer", rules.first_answer),
            ("private_answer", rules.private_answer),
            ("resolution", rules.resolution),
        ] {
            within(&format!("{path}.{field}"), delay, problems);
        }
        if rules.resolution < rules.first_answer {
            let found = format!("{} minutes", rules.resolution.0);
            let expected = format!(
                "at least the {} minutes of the first answer",
                rules.first_answer.0
            );
            problems.push(Problem::new(format!("{path}.resolution"), found, expected));
        }
        link(
            &format!("{path}.private_link"),
            rules.private_link.as_deref(),
            problems,
        );
    }
    for (index, promise) in policy.promises.iter().enumerate() {
        within(
            &format!("promises[{index}].within"),
            promise.within,
            problems,
        );
        both(&format!("promises[{index}].who"), &promise.who, problems);
    }
}

fn conduct(policy: &Policy, problems: &mut Vec<Problem>) {
    both("moderation.rules", &policy.moderation.rules, problems);
    link(
        "moderation.rules_link",
        policy.moderation.rules_link.as_deref(),
        problems,
    );
    for (index, word) in policy.voice.forbidden.iter().enumerate() {
        if word.trim().is_empty() || *word != lowered(word) {
            let path = format!("voice.forbidden[{index}]");
            problems.push(Problem::new(
                path,
                format!("{word:?}"),
                "words in lower case",
            ));
        }
    }
    for (index, faq) in policy.faq.iter().enumerate() {
        both(&format!("faq[{index}].answer"), &faq.answer, problems);
        link(&format!("faq[{index}].link"), faq.link.as_deref(), problems);
        if faq.asked.fr.is_empty() && faq.asked.en.is_empty() {
            let path = format!("faq[{index}].asked");
            problems.push(Problem::new(
                path,
                "no question",
                "at least one way to ask it",
            ));
        }
    }
    for (index, offer) in policy.offers.iter().enumerate() {
        both(&format!("offers[{index}].text"), &offer.text, problems);
        link(
            &format!("offers[{index}].link"),
            offer.link.as_deref(),
            problems,
        );
    }
    for (index, contact) in policy.contacts.iter().enumerate() {
        both(&format!("contacts[{index}].name"), &contact.name, problems);
        if contact.value.trim().is_empty() {
            let path = format!("contacts[{index}].value");
            problems.push(Problem::new(
                path,
                "an empty text",
                "a number, an address or a link",
            ));
        }
    }
}

/// Names that others refer to must be there and be one thing only.
fn names(policy: &Policy, problems: &mut Vec<Problem>) {
    let lists: [(&str, &str, Vec<&str>); 3] = [
        (
            "people",
            "id",
            policy.people.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "faq",
            "id",
            policy.faq.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "targets",
            "name",
            policy.targets.iter().map(|one| one.name.as_str()).collect(),
        ),
    ];
    for (list, field, names) in lists {
        for (index, name) in names.iter().enumerate() {
            let path = || format!("{list}[{index}].{field}");
            if name.trim().is_empty() {
                problems.push(Problem::new(path(), "an empty text", "a short name"));
            } else if names[..index].contains(name) {
                let found = format!("`{name}` a second time");
                problems.push(Problem::new(path(), found, "a name of its own"));
            }
        }
    }
}

fn thresholds(policy: &Policy, problems: &mut Vec<Problem>) {
    let thresholds = &policy.thresholds;
    let similarity = thresholds.similarity.0;
    if !(1..=1000).contains(&similarity) {
        let path = "thresholds.similarity";
        problems.push(Problem::new(
            path,
            similarity.to_string(),
            "1 to 1000 permille",
        ));
    }
    for (field, count) in [
        ("bad_buzz_count", thresholds.bad_buzz_count),
        ("public_answers", u16::from(thresholds.public_answers)),
    ] {
        if count == 0 {
            problems.push(Problem::new(
                format!("thresholds.{field}"),
                "0",
                "at least 1",
            ));
        }
    }
    for (field, delay) in [
        ("bad_buzz_window", thresholds.bad_buzz_window),
        ("published_delay", thresholds.published_delay),
        ("quiet", thresholds.quiet),
        ("claim", thresholds.claim),
    ] {
        within(&format!("thresholds.{field}"), delay, problems);
    }
    within("alerts.ahead", policy.alerts.ahead, problems);
    if policy.retention.case_days == 0 {
        problems.push(Problem::new("retention.case_days", "0", "at least 1 day"));
    }
}

fn within(path: &str, delay: Minutes, problems: &mut Vec<Problem>) {
    if delay.0 == 0 || delay > LONGEST_DELAY {
        let found = format!("{} minutes", delay.0);
        let expected = format!("1 to {} minutes", LONGEST_DELAY.0);
        problems.push(Problem::new(path, found, expected));
    }
}

fn both(path: &str, text: &Text, problems: &mut Vec<Problem>) {
    for (lang, words) in [("fr", &text.fr), ("en", &text.en)] {
        if words.trim().is_empty() {
            problems.push(Problem::new(
                format!("{path}.{lang}"),
                "an empty text",
                "words",
            ));
        }
    }
}

/// Links end up in answers: only the secure web is let through.
fn link(path: &str, link: Option<&str>, problems: &mut Vec<Problem>) {
    if let Some(link) = link.filter(|link| !link.starts_with("https://")) {
        problems.push(Problem::new(path, link, "a link that begins with https://"));
    }
}
