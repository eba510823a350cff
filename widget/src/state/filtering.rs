//! What the queue is narrowed to.

use super::case_view::capital;
use super::view::{AlertView, Band, Filter, FilterView, Key, Link, Pick, Tab};
use super::{Entry, Model};
use crate::strings::Word;
use crate::words;
use accalmie_shared::insight::{bad_buzz, summary};
use accalmie_shared::units::Timestamp;

/// By what one is chosen among several: the word, the id of the list, and what of it a case has.
type Choice = (Word, &'static str, fn(&Entry) -> Vec<Filter>);

const CHOICES: [Choice; 5] = [
    (Word::FilterSeverity, "by-severity", |entry| {
        vec![Filter::Severity(entry.severity())]
    }),
    (Word::FilterTopic, "by-topic", |entry| {
        entry.topic().map(Filter::Topic).into_iter().collect()
    }),
    (Word::FilterChannel, "by-channel", |entry| {
        vec![Filter::Channel(entry.channel())]
    }),
    (Word::FilterOwner, "by-owner", |entry| {
        entry.owner().map(Filter::Owner).into_iter().collect()
    }),
    (Word::FilterRisk, "by-risk", |entry| {
        entry.risks().into_iter().map(Filter::Risk).collect()
    }),
];

impl Model {
    /// Whether a case passes all filters.
    pub(crate) fn passes(&self, key: &Key, entry: &Entry) -> bool {
        let mut filters = self.filters.iter();
        filters.all(|filter| self.fits(*filter, key, entry))
    }

    fn fits(&self, filter: Filter, key: &Key, entry: &Entry) -> bool {
        match filter {
            Filter::Unread => !self.seen.contains_key(key),
            Filter::Mine => {
                let me = self.agent.as_ref().map(|agent| agent.name.as_str());
                me.is_some() && entry.holder(&self.policy, self.now) == me
            }
            Filter::Severity(severity) => entry.severity() == severity,
            Filter::Channel(channel) => entry.channel() == channel,
            Filter::Topic(topic) => entry.topic() == Some(topic),
            Filter::Owner(owner) => entry.owner() == Some(owner),
            Filter::Risk(risk) => entry.risks().contains(&risk),
            Filter::Alert(topic) => self
                .alerts
                .iter()
                .any(|alert| alert.topic == topic && alert.cases.contains(key)),
        }
    }

    /// The filters that are on or off.
    pub(crate) fn filter_views(&self) -> Vec<FilterView> {
        let mut filters = vec![(Filter::Unread, "by-unread")];
        if self.agent.is_some() {
            filters.push((Filter::Mine, "by-mine"));
        }
        // An alert whose posts are shown stays in sight, so that it can be lifted.
        let alerts = self.filters.iter().copied();
        let alerts = alerts.filter(|filter| matches!(filter, Filter::Alert(_)));
        filters.extend(alerts.map(|filter| (filter, "by-alert")));
        let view = |(filter, id): (Filter, &'static str)| {
            let fitting = self
                .of_tab()
                .filter(|(_, key, entry)| self.fits(filter, key, entry));
            FilterView {
                filter,
                name: self.filter_name(filter),
                id,
                on: self.filters.contains(&filter),
                count: u32::try_from(fitting.count()).unwrap_or(u32::MAX),
            }
        };
        filters.into_iter().map(view).collect()
    }

    /// The choices that make sense for the cases of the tab: where there is more than one way, or one is chosen.
    pub(crate) fn picks(&self) -> Vec<Pick> {
        let pick = |(word, id, of): Choice| {
            let mut found: Vec<Filter> =
                self.of_tab().flat_map(|(_, _, entry)| of(entry)).collect();
            let set = self
                .filters
                .iter()
                .copied()
                .find(|filter| choice_of(*filter) == Some(word));
            // The gravest first, where one is graver than the other.
            found.sort_unstable_by(|one, other| other.cmp(one));
            let mut counts: Vec<(Filter, usize)> =
                set.map(|filter| (filter, 0)).into_iter().collect();
            for filter in found {
                match counts.iter_mut().find(|(known, _)| *known == filter) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((filter, 1)),
                }
            }
            let is_danger = word == Word::FilterRisk && !counts.is_empty();
            let chosen = set.map(|_| 0);
            let ways = counts.into_iter().map(|(filter, count)| {
                let name = capital(self.filter_name(filter));
                (filter, format!("{name} ({count})"))
            });
            let pick = Pick {
                name: self.locale.get(word),
                id,
                ways: ways.collect(),
                chosen,
            };
            (pick.ways.len() > 1 || chosen.is_some() || is_danger).then_some(pick)
        };
        CHOICES.into_iter().filter_map(pick).collect()
    }

    fn filter_name(&self, filter: Filter) -> &'static str {
        match filter {
            Filter::Unread => self.locale.get(Word::FilterUnread),
            Filter::Mine => self.locale.get(Word::FilterMine),
            Filter::Severity(severity) => self.locale.get(words::severity(severity)),
            Filter::Channel(channel) => {
                words::channel(channel).unwrap_or(self.locale.get(Word::FilterWeb))
            }
            Filter::Owner(owner) => self.locale.get(words::owner(owner)),
            Filter::Risk(risk) => self.locale.get(words::risk(risk)),
            Filter::Topic(topic) | Filter::Alert(topic) => self.locale.get(words::topic(topic)),
        }
    }

    /// What many complain of at once, in words.
    pub(crate) fn alert_views(&self) -> Vec<AlertView> {
        let view = |alert: &super::Alert| AlertView {
            topic: alert.topic,
            text: self.locale.fill(
                Word::AlertText,
                &[
                    ("n", &alert.count.to_string()),
                    ("topic", self.locale.get(words::topic(alert.topic))),
                    ("ago", &self.locale.ago(self.now.since(alert.since))),
                ],
            ),
            said: self.locale.fill(
                Word::AlertSaid,
                &[("topic", self.locale.get(words::topic(alert.topic)))],
            ),
            on: self.filters.contains(&Filter::Alert(alert.topic)),
        };
        self.alerts.iter().map(view).collect()
    }
}

/// The choice that a filter belongs to; none for one that is on or off.
const fn choice_of(filter: Filter) -> Option<Word> {
    match filter {
        Filter::Unread | Filter::Mine | Filter::Alert(_) => None,
        Filter::Severity(_) => Some(Word::FilterSeverity),
        Filter::Channel(_) => Some(Word::FilterChannel),
        Filter::Topic(_) => Some(Word::FilterTopic),
        Filter::Owner(_) => Some(Word::FilterOwner),
        Filter::Risk(_) => Some(Word::FilterRisk),
    }
}

/// Without an edge, looks for bad buzz among the posts of the page, by the very rule that the edge goes by.
pub(super) fn alarm(model: &mut Model) {
    if model.link != Link::PageOnly {
        return;
    }
    let known = model.entries.iter();
    let known = known.filter_map(|(key, entry)| summary(key, &entry.known.as_ref()?.case));
    let summaries: Vec<_> = known.collect();
    let alerts = bad_buzz(&summaries, &model.policy, model.now).into_iter();
    model.alerts = alerts
        .map(|alert| super::Alert {
            topic: alert.group.topic,
            cases: alert.group.cases,
            count: alert.count,
            since: alert.group.since,
        })
        .collect();
}

/// Sets a filter, or lifts it.
pub(super) fn toggle(model: &mut Model, filter: Filter) {
    match model.filters.iter().position(|set| *set == filter) {
        Some(place) => {
            model.filters.remove(place);
        }
        None => {
            model.filters.push(filter);
            if matches!(filter, Filter::Alert(_)) {
                // Some of the posts may be answered already: they belong to the picture.
                model.tab = Tab::All;
            }
        }
    }
    (model.limit, model.current) = (super::PAGE, None);
}

/// When each platform last delivered, in words.
pub(super) fn beats(model: &Model) -> Vec<String> {
    let beat = |(name, at): &(String, Option<Timestamp>)| {
        let name = capital(name);
        let (word, ago) = match at {
            Some(at) => (Word::Beat, model.locale.ago(model.now.since(*at))),
            None => (Word::BeatNever, String::new()),
        };
        model.locale.fill(word, &[("name", &name), ("ago", &ago)])
    };
    model.beats.iter().map(beat).collect()
}

/// Whether a band is one of those that want an answer.
pub(super) const fn is_due(band: Band) -> bool {
    matches!(band, Band::Overdue | Band::Now)
}
