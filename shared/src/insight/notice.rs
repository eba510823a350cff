use crate::plan::Step;
use crate::policy::{AlertKind, Alerts};
use crate::units::{Minutes, Timestamp};
use crate::view::Entry;

/// A deadline that was missed longer ago is no news: whoever switches alerts on isn't told of last month's.
const STALE: Minutes = Minutes(24 * 60);

/// What the brand's people are to be told of a case now, where the policy asks for it. The moment beside it tells one
/// occasion from the next: the same occasion is told once.
#[must_use]
pub fn notices(entry: &Entry, alerts: &Alerts, now: Timestamp) -> Vec<(AlertKind, Timestamp)> {
    let mut found = Vec::new();
    let asleep = entry.snoozed_until.is_some_and(|until| now < until);
    let owed = !matches!(entry.step, Step::Wait | Step::Nothing | Step::Leave) && !asleep;
    if let Some(due) = entry.due.filter(|_| owed) {
        if due < now && now <= due.plus(STALE) {
            found.push((AlertKind::Missed, due));
        } else if now <= due && due <= now.plus(alerts.ahead) {
            found.push((AlertKind::Due, due));
        }
    }
    if entry.step == Step::Escalate {
        let since = entry.waiting_since.unwrap_or(entry.updated_at);
        found.push((AlertKind::Risk, since));
    }
    found.retain(|(kind, _)| alerts.on.contains(kind));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Stage;
    use crate::owner::Owner;
    use crate::post::Channel;
    use crate::reading::{Lang, Severity, Topic};

    const NOW: Timestamp = Timestamp(1_795_341_600_000);

    fn entry(step: Step, due: i64) -> Entry {
        Entry {
            id: "1".into(),
            stage: Stage::Received,
            step,
            severity: Severity::Angry,
            anger: 700,
            channel: Channel::Web,
            owner: Owner::CommunityManager,
            due: Some(Timestamp(NOW.0 + due * 60_000)),
            priority: 1,
            topic: Topic::Delivery,
            lang: Lang::Fr,
            risks: Vec::new(),
            excerpt: String::new(),
            author: String::new(),
            claimed_by: None,
            snoozed_until: None,
            waiting_since: Some(Timestamp(1)),
            updated_at: Timestamp(2),
        }
    }

    fn alerts(on: &[AlertKind]) -> Alerts {
        Alerts {
            target: Some("watch".into()),
            ahead: Minutes(5),
            on: on.to_vec(),
        }
    }

    #[test]
    fn a_deadline_is_told_shortly_before_and_when_it_was_missed() {
        let alerts = alerts(&[AlertKind::Due, AlertKind::Missed, AlertKind::Risk]);
        let told = |step, due| {
            let found = notices(&entry(step, due), &alerts, NOW);
            found.into_iter().map(|(kind, _)| kind).collect::<Vec<_>>()
        };
        for (due, expected) in [
            (6, vec![]),
            (5, vec![AlertKind::Due]),
            (0, vec![AlertKind::Due]),
            (-1, vec![AlertKind::Missed]),
            (-24 * 60, vec![AlertKind::Missed]),
            (-24 * 60 - 1, vec![]),
        ] {
            assert_eq!(told(Step::AnswerPublicly, due), expected, "{due}");
            assert_eq!(told(Step::Wait, due), [], "{due}");
        }
        assert_eq!(told(Step::Escalate, 60), [AlertKind::Risk]);
    }

    #[test]
    fn what_the_policy_leaves_out_or_a_colleague_put_aside_is_not_told() {
        let alerts = alerts(&[AlertKind::Missed]);
        assert_eq!(notices(&entry(Step::AnswerPublicly, 1), &alerts, NOW), []);
        let mut aside = entry(Step::AnswerPublicly, -1);
        aside.snoozed_until = Some(Timestamp(NOW.0 + 1));
        assert_eq!(notices(&aside, &alerts, NOW), []);
        aside.snoozed_until = None;
        assert_eq!(notices(&aside, &alerts, NOW).len(), 1);
    }
}
