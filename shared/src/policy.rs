//! The policy: everything a brand decides, as plain data.
//!
//! A brand owner writes only what differs from `data/policy.default.json`; the host lays the one over the other
//! (see `parse`, behind the feature `json`) and everybody else reads a complete [`Policy`].

mod alerts;
mod clock;
mod conduct;
mod people;
mod problem;
mod service;
mod validate;

#[cfg(feature = "json")]
mod parse;
#[cfg(feature = "schema")]
mod schema;

pub use alerts::{AlertKind, Alerts};
pub use clock::{Holiday, Hours, Shift, Week};
pub use conduct::{
    AddressRule, EmojiRule, Handling, HelpLine, HumourRule, Moderation, RiskRule, SignatureStyle,
    Voice,
};
pub use people::{Account, AccountRole, Brand, ContactKind, ContactPoint, Person};
pub use problem::Problem;
pub use service::{AnswerBy, ChannelRules, Faq, Offer, Phrases, Promise, Target, Text};
pub use validate::validate;

#[cfg(feature = "json")]
pub use parse::{DEFAULT, parse, standard};
#[cfg(feature = "schema")]
pub use schema::schema;

use crate::post::Channel;
use crate::reading::{Risk, Topic};
use crate::reply::Item;
use crate::sorted::Map;
use crate::units::{Minutes, Permille};
use serde::{Deserialize, Serialize};

/// Everything a brand decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Who the brand is.
    pub brand: Brand,
    /// The brand's accounts, with the part each of them plays.
    pub accounts: Vec<Account>,
    /// The people who answer.
    pub people: Vec<Person>,
    /// Where else customers find help; the first ones are named first.
    pub contacts: Vec<ContactPoint>,
    /// The IANA name of the time zone that the hours are written in. The host turns it into offsets.
    pub time_zone: String,
    /// When somebody is there to answer. Deadlines count these hours only.
    pub hours: Hours,
    /// What holds on each channel: delays and the way into private.
    pub channels: Map<Channel, ChannelRules>,
    /// What holds on channels that `channels` doesn't name.
    pub other_channels: ChannelRules,
    /// How the brand speaks.
    pub voice: Voice,
    /// What the brand does about insults.
    pub moderation: Moderation,
    /// Who takes over for each danger, and which help line is named.
    pub risks: Map<Risk, RiskRule>,
    /// What the brand needs from the customer, by topic; `other` holds for topics that aren't named.
    pub asks: Map<Topic, Vec<Item>>,
    /// The brand's own public answers.
    pub faq: Vec<Faq>,
    /// The company's own systems that take a request.
    pub targets: Vec<Target>,
    /// What may be promised, the preferred first.
    pub promises: Vec<Promise>,
    /// What may be promoted once a customer is calm.
    pub offers: Vec<Offer>,
    /// What the brand's own people are told of without looking.
    pub alerts: Alerts,
    /// How long things are kept.
    pub retention: Retention,
    /// The numbers where one behaviour turns into another.
    pub thresholds: Thresholds,
}

/// How long things are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Days after its last event that a case is kept.
    pub case_days: u16,
    /// Days that deliveries nobody could read are kept.
    pub dead_letter_days: u16,
}

/// The numbers where one behaviour turns into another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// From this likeness on, an answer counts as a repetition of a recent one, in permille. A heuristic.
    pub similarity: Permille,
    /// So many complaints on one topic within `bad_buzz_window` raise the alert.
    pub bad_buzz_count: u16,
    /// The window that complaints are counted in.
    pub bad_buzz_window: Minutes,
    /// The first-answer delay that the brand publishes. A customer who chases within it may be reminded of it.
    pub published_delay: Minutes,
    /// A post so soon after a case was settled reopens it; a later one begins a new episode.
    pub reopens_within: Minutes,
    /// After so long without a word from the customer, a case that waits for them may be closed.
    pub quiet: Minutes,
    /// A claim lapses after so long without an act on the case, so that nobody blocks a customer.
    pub claim: Minutes,
    /// At most so many public answers before the exchange should be private. Long public exchanges spread the
    /// complaint (Golmohammadi 2021).
    pub public_answers: u8,
    /// At most so many hand-offs. Customers without hand-offs end happier (Gunarathne).
    pub hand_offs: u8,
}

impl Policy {
    /// What holds on a channel.
    #[must_use]
    pub fn on(&self, channel: Channel) -> &ChannelRules {
        self.channels.get(&channel).unwrap_or(&self.other_channels)
    }

    /// What the brand needs for a topic.
    #[must_use]
    pub fn asks_for(&self, topic: Topic) -> &[Item] {
        let asks = self.asks.get(&topic);
        asks.or_else(|| self.asks.get(&Topic::Other))
            .map_or(&[], Vec::as_slice)
    }

    /// The account that a post was addressed to, by the platform's id or by its handle.
    #[must_use]
    pub fn account(&self, channel: Channel, name: &str) -> Option<&Account> {
        let bare = name.trim_start_matches('@');
        self.accounts.iter().find(|account| {
            account.channel == channel
                && (account.id == name || account.handle.eq_ignore_ascii_case(bare))
        })
    }

    /// The account that looks after customers on a channel.
    #[must_use]
    pub fn care_account(&self, channel: Channel) -> Option<&Account> {
        self.accounts
            .iter()
            .find(|account| account.channel == channel && account.role == AccountRole::Care)
    }

    /// The person behind an agent's id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The target of the company's own systems by its name.
    #[must_use]
    pub fn target(&self, name: &str) -> Option<&Target> {
        self.targets.iter().find(|target| target.name == name)
    }

    /// The target that takes a topic: the first that names it, else the first that takes everything.
    #[must_use]
    pub fn target_for(&self, topic: Topic) -> Option<&Target> {
        let named = |target: &&Target| target.topics.contains(&topic);
        let any = |target: &&Target| target.topics.is_empty();
        self.targets
            .iter()
            .find(named)
            .or_else(|| self.targets.iter().find(any))
    }

    /// The promise that fits a topic: the first that names it, else the first for everything.
    #[must_use]
    pub fn promise_for(&self, topic: Topic) -> Option<&Promise> {
        let named = |promise: &&Promise| promise.topics.contains(&topic);
        let any = |promise: &&Promise| promise.topics.is_empty();
        self.promises
            .iter()
            .find(named)
            .or_else(|| self.promises.iter().find(any))
    }
}
