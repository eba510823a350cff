//! What the queue is narrowed to.

use super::view::{AlertView, Band, Filter, FilterView, Key, Tab};
use super::{Entry, Model};
use crate::strings::Word;
use crate::words;
use accalmie_shared::post::Channel;
use accalmie_shared::reading::Severity;

impl Model {
    /// Whether a case passes the filters: all of them, but one channel of several is enough.
    pub(crate) fn passes(&self, key: &Key, entry: &Entry) -> bool {
        let is_channel = |filter: &&Filter| matches!(filter, Filter::Channel(_));
        let mut channels = self.filters.iter().filter(is_channel).peekable();
        let mut others = self.filters.iter().filter(|filter| !is_channel(filter));
        (channels.peek().is_none() || channels.any(|filter| self.fits(*filter, key, entry)))
            && others.all(|filter| self.fits(*filter, key, entry))
    }

    fn fits(&self, filter: Filter, key: &Key, entry: &Entry) -> bool {
        match filter {
            Filter::Unread => !self.seen.contains(key),
            Filter::Mine => {
                let me = self.agent.as_ref().map(|agent| agent.name.as_str());
                me.is_some() && entry.holder(&self.policy, self.now) == me
            }
            Filter::Angry => entry.severity() >= Severity::Angry,
            Filter::Channel(channel) => entry.channel() == channel,
            Filter::Alert(topic) => self
                .alerts
                .iter()
                .any(|alert| alert.topic == topic && alert.cases.contains(key)),
        }
    }

    /// The filters that make sense for the cases of the tab.
    pub(crate) fn filter_views(&self) -> Vec<FilterView> {
        let cases: Vec<(&Key, &Entry)> =
            self.of_tab().map(|(_, key, entry)| (key, entry)).collect();
        let mut filters = vec![Filter::Unread, Filter::Angry];
        if self.agent.is_some() {
            filters.push(Filter::Mine);
        }
        let mut channels: Vec<Channel> = cases.iter().map(|(_, entry)| entry.channel()).collect();
        channels.sort_unstable();
        channels.dedup();
        if channels.len() > 1 {
            filters.extend(channels.into_iter().map(Filter::Channel));
        }
        // One that is set stays in sight, so that it can be lifted.
        for filter in &self.filters {
            if !filters.contains(filter) {
                filters.push(*filter);
            }
        }
        let view = |filter: Filter| {
            let fitting = cases
                .iter()
                .filter(|(key, entry)| self.fits(filter, key, entry));
            FilterView {
                filter,
                name: self.filter_name(filter),
                on: self.filters.contains(&filter),
                count: u32::try_from(fitting.count()).unwrap_or(u32::MAX),
            }
        };
        filters.into_iter().map(view).collect()
    }

    fn filter_name(&self, filter: Filter) -> &'static str {
        match filter {
            Filter::Unread => self.locale.get(Word::FilterUnread),
            Filter::Mine => self.locale.get(Word::FilterMine),
            Filter::Angry => self.locale.get(Word::FilterAngry),
            Filter::Channel(channel) => {
                words::channel(channel).unwrap_or(self.locale.get(Word::FilterWeb))
            }
            Filter::Alert(topic) => self.locale.get(words::topic(topic)),
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
            on: self.filters.contains(&Filter::Alert(alert.topic)),
        };
        self.alerts.iter().map(view).collect()
    }
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
    let beat = |(name, at): &(String, Option<accalmie_shared::units::Timestamp>)| {
        let ago = at.map_or_else(
            || model.locale.get(Word::BeatNever).to_owned(),
            |at| model.locale.ago(model.now.since(at)),
        );
        model
            .locale
            .fill(Word::Beat, &[("name", name), ("ago", &ago)])
    };
    model.beats.iter().map(beat).collect()
}

/// Whether a band is one of those that want an answer.
pub(super) const fn is_due(band: Band) -> bool {
    matches!(band, Band::Overdue | Band::Now)
}
