use crate::hours::{Offsets, is_open, next_open, open_between};
use crate::policy::{Account, AccountRole, ContactPoint, Policy, Shift};
use crate::reading::{Assessment, Intent, Severity, SignalKind, Topic};
use crate::reply::Item;
use crate::sorted::Map;
use crate::units::{Minutes, Timestamp};
use serde::{Deserialize, Serialize};

/// Whether somebody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Opening {
    /// Somebody is there.
    Open,
    /// Nobody is there.
    Closed {
        /// When somebody will be; none where nobody comes within sixty days.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
    },
}

/// The profile of the customer space: who answers, when, how long it takes, and where else to turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    /// The brand's name.
    pub brand: String,
    /// The first names of those who answer.
    pub people: Vec<String>,
    /// The shifts of an ordinary week, Monday first, in the brand's own time.
    pub week: Vec<Vec<Shift>>,
    /// The brand's time zone, by its IANA name.
    pub time_zone: String,
    /// Whether somebody is there now.
    pub now: Opening,
    /// The longest that anybody waits for an answer now, in opening minutes.
    pub longest_wait: Minutes,
    /// How many wait now.
    pub waiting: u32,
    /// The accounts that look after customers.
    pub accounts: Vec<Account>,
    /// Where else to turn.
    pub contacts: Vec<ContactPoint>,
    /// What the brand needs for each topic, so that a customer can say it at once. Pictures are left out: a form takes
    /// words.
    pub asks: Map<Topic, Vec<Item>>,
}

/// The contact card at a moment, from the policy and the moments since when customers wait.
#[must_use]
pub fn contact_card(
    policy: &Policy,
    waiting: &[Timestamp],
    now: Timestamp,
    offsets: &Offsets,
) -> ContactCard {
    let lengths: Vec<Minutes> = waiting
        .iter()
        .map(|since| open_between(*since, now, &policy.hours, offsets))
        .collect();
    ContactCard {
        brand: policy.brand.name.clone(),
        people: policy
            .people
            .iter()
            .map(|person| person.name.clone())
            .collect(),
        week: policy
            .hours
            .week
            .days()
            .iter()
            .map(|(_, shifts)| shifts.to_vec())
            .collect(),
        time_zone: policy.time_zone.clone(),
        now: if is_open(now, &policy.hours, offsets) {
            Opening::Open
        } else {
            Opening::Closed {
                until: next_open(now, &policy.hours, offsets),
            }
        },
        longest_wait: lengths.iter().copied().max().unwrap_or_default(),
        waiting: u32::try_from(lengths.len()).unwrap_or(u32::MAX),
        accounts: policy
            .accounts
            .iter()
            .filter(|account| account.role == AccountRole::Care)
            .cloned()
            .collect(),
        contacts: policy.contacts.clone(),
        asks: policy
            .asks
            .iter()
            .map(|(topic, items)| (*topic, without_pictures(items)))
            .collect(),
    }
}

fn without_pictures(items: &[Item]) -> Vec<Item> {
    let words = items.iter().filter(|item| **item != Item::Picture);
    words.copied().collect()
}

/// Whether somebody who is about to post this in public is better served in private: a clear grievance, angrily put.
///
/// Nobody is asked who has said no to it, or has written in private already: asking again would make it worse.
#[must_use]
pub fn better_in_private(read: &Assessment) -> bool {
    let declined = [
        SignalKind::PrivateRefused,
        SignalKind::PrivateSent,
        SignalKind::StockReplyRejected,
    ];
    read.severity >= Severity::Angry
        && matches!(read.meant(), Intent::Complaint | Intent::Abuse)
        && !declined.into_iter().any(|kind| read.has(kind))
}
