use super::summary::{Complaint, Summary};
use crate::policy::Policy;
use crate::reading::Topic;
use crate::units::{Minutes, Timestamp};
use serde::{Deserialize, Serialize};

/// Complaints of several customers on one topic, close together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The topic.
    pub topic: Topic,
    /// The cases, in the order of their first complaint: each customer counts once.
    pub cases: Vec<String>,
    /// The posts, oldest first.
    pub posts: Vec<String>,
    /// The first complaint.
    pub since: Timestamp,
    /// How many may have seen them, as far as known.
    pub reach: u32,
}

/// A group that has passed the brand's threshold: bad buzz.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// What is complained about, by whom, in which posts.
    #[serde(flatten)]
    pub group: Group,
    /// How many customers complain.
    pub count: u32,
    /// From how many on it is an alert.
    pub threshold: u16,
}

/// Complaints of the last `window`, by topic, the largest group first. A complaint without a topic joins nobody.
#[must_use]
pub fn similar(summaries: &[Summary], window: Minutes, now: Timestamp) -> Vec<Group> {
    let mut found: Vec<(&str, &Complaint)> = summaries
        .iter()
        .flat_map(|one| {
            one.complaints
                .iter()
                .map(|complaint| (one.case.as_str(), complaint))
        })
        .filter(|(_, complaint)| complaint.at <= now && now <= complaint.at.plus(window))
        .filter(|(_, complaint)| complaint.topic != Topic::None)
        .collect();
    found.sort_by(|(_, a), (_, b)| (a.at, &a.post).cmp(&(b.at, &b.post)));
    let mut groups: Vec<Group> = Vec::new();
    for (case, complaint) in found {
        let known = groups
            .iter()
            .position(|group| group.topic == complaint.topic);
        let index = known.unwrap_or_else(|| {
            groups.push(Group {
                topic: complaint.topic,
                cases: Vec::new(),
                posts: Vec::new(),
                since: complaint.at,
                reach: 0,
            });
            groups.len() - 1
        });
        let group = &mut groups[index];
        if !group.cases.iter().any(|known| known == case) {
            group.cases.push(case.into());
        }
        group.posts.push(complaint.post.clone());
        group.reach = group.reach.saturating_add(complaint.reach.unwrap_or(0));
    }
    groups.sort_by_key(|group| {
        (
            std::cmp::Reverse(group.cases.len()),
            group.since,
            group.topic,
        )
    });
    groups
}

/// The groups that have passed the brand's threshold within its window.
#[must_use]
pub fn bad_buzz(summaries: &[Summary], policy: &Policy, now: Timestamp) -> Vec<Alert> {
    let threshold = policy.thresholds.bad_buzz_count;
    let groups = similar(summaries, policy.thresholds.bad_buzz_window, now);
    groups
        .into_iter()
        .filter(|group| group.cases.len() >= usize::from(threshold))
        .map(|group| Alert {
            count: u32::try_from(group.cases.len()).unwrap_or(u32::MAX),
            group,
            threshold,
        })
        .collect()
}
