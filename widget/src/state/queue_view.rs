//! The queue as it is shown: bands by what is due, then by how grave it is.

use super::band::band;
use super::filtering::{beats, is_due};
use super::view::{Band, Due, Group, Instead, Key, Link, QueueView, Row, TABS, Tab, Urgency, View};
use super::{Entry, Model, Reading};
use crate::page::NoRule;
use crate::strings::{Locale, Word};
use accalmie_shared::plan::Step;
use accalmie_shared::text::case::lowered;
use accalmie_shared::units::{Minutes, Timestamp};
use accalmie_shared::words;

/// What is due within this time is shown as urgent.
const SOON: Minutes = Minutes(60);
/// Characters of a post shown in a row, more than two lines ever hold.
const EXCERPT: usize = 180;

impl Model {
    /// The queue as it is shown.
    pub(crate) fn queue(&self) -> QueueView {
        let order = self.order();
        let total = order.len();
        let first = order.first().map(|(_, key)| (*key).clone());
        let mut groups: Vec<Group> = Vec::new();
        for (band, key) in order.into_iter().take(self.limit) {
            let Some(entry) = self.entries.get(key) else {
                continue;
            };
            let row = self.row(key, entry);
            match groups.last_mut() {
                Some(group) if group.band == band => group.rows.push(row),
                _ => groups.push(Group {
                    band,
                    rows: vec![row],
                }),
            }
        }
        // Where the row that the keyboard was on is gone, the first one takes its place in the order of Tab.
        let mut shown = groups.iter().flat_map(|group| &group.rows);
        let current = self.current.clone();
        let current = current
            .filter(|key| shown.any(|row| row.key == *key))
            .or(first);
        let narrows = self.query.is_some() || !self.filters.is_empty();
        QueueView {
            tab: self.tab,
            counts: self.counts(),
            alerts: self.alert_views(),
            filters: if narrows {
                self.filter_views()
            } else {
                Vec::new()
            },
            picks: if narrows { self.picks() } else { Vec::new() },
            query: self.query.clone(),
            instead: groups.is_empty().then(|| self.instead()),
            groups,
            hidden: u32::try_from(total.saturating_sub(self.limit)).unwrap_or(u32::MAX),
            current,
            about: self.about(),
        }
    }

    /// The cases of the tab.
    pub(crate) fn of_tab(&self) -> impl Iterator<Item = (Band, &Key, &Entry)> {
        self.entries
            .iter()
            .filter(|(_, entry)| entry.known.is_some() || entry.item.is_some())
            .map(|(key, entry)| (band(entry, self.now), key, entry))
            .filter(|(band, _, _)| shows(self.tab, *band))
    }

    /// The cases of the tab, the filters and the search, in their order.
    pub(crate) fn order(&self) -> Vec<(Band, &Key)> {
        let mut order: Vec<_> = self
            .of_tab()
            .filter(|(_, key, entry)| self.passes(key, entry) && self.matches(entry))
            .map(|(band, key, entry)| {
                // A danger comes before every deadline.
                let calmer = entry.step() != Some(Step::Escalate);
                let due = entry.due().map_or(i64::MAX, |due| due.0);
                let newest_first = core::cmp::Reverse(entry.at());
                let graver_first = core::cmp::Reverse(priority(entry));
                (band, calmer, due, graver_first, newest_first, key)
            })
            .collect();
        order.sort_unstable();
        order
            .into_iter()
            .map(|(band, _, _, _, _, key)| (band, key))
            .collect()
    }

    /// How many cases want an answer.
    pub(crate) fn due_count(&self) -> u32 {
        self.counts()[0]
    }

    fn counts(&self) -> [u32; 4] {
        let mut counts = [0; 4];
        for entry in self
            .entries
            .values()
            .filter(|entry| entry.known.is_some() || entry.item.is_some())
        {
            let band = band(entry, self.now);
            for (count, tab) in counts.iter_mut().zip(TABS) {
                *count += u32::from(shows(tab, band));
            }
        }
        counts
    }

    fn matches(&self, entry: &Entry) -> bool {
        let Some(query) = self
            .query
            .as_ref()
            .map(|query| lowered(query.trim()))
            .filter(|query| !query.is_empty())
        else {
            return true;
        };
        query.split_whitespace().all(|word| {
            lowered(entry.author()).contains(word) || lowered(entry.excerpt()).contains(word)
        })
    }

    fn row(&self, key: &Key, entry: &Entry) -> Row {
        Row {
            key: key.clone(),
            author: entry.author().to_owned(),
            place: self.place(entry),
            excerpt: entry.excerpt().chars().take(EXCERPT).collect(),
            severity: entry.severity(),
            stage: entry.stage(),
            next: self.next_step(entry),
            due: match entry.snoozed_until().filter(|until| *until > self.now) {
                Some(until) => Due {
                    urgency: Urgency::Idle,
                    text: words::date(until, self.tongue()),
                },
                None => due(entry.due(), self.now, self.locale),
            },
            unread: !self.seen.contains_key(key) && is_due(band(entry, self.now)),
            holder: entry.holder(&self.policy, self.now).map(str::to_owned),
            begun: self.drafts.contains_key(key),
        }
    }

    /// "Facebook · il y a 4 min"; beside a page its own posts need no name.
    pub(crate) fn place(&self, entry: &Entry) -> String {
        let ago = self.locale.ago(self.now.since(entry.at()));
        match crate::words::channel(entry.channel()) {
            Some(name) => format!("{name} · {ago}"),
            None if self.view == View::Page => {
                format!("{} · {ago}", self.locale.get(Word::FilterWeb))
            }
            None => ago,
        }
    }

    fn instead(&self) -> Instead {
        let is_filtered = self
            .query
            .as_ref()
            .is_some_and(|query| !query.trim().is_empty());
        match &self.reading {
            _ if is_filtered || !self.filters.is_empty() => Instead::NoMatch,
            Reading::Loading => Instead::Loading,
            // What there is, only the edge knows.
            _ if self.view == View::Page && self.link == Link::Live && !self.listed => {
                Instead::Loading
            }
            _ if self.link == Link::Offline && self.entries.is_empty() => Instead::Offline,
            Reading::NoneFound(why) if self.entries.is_empty() => {
                Instead::NoneFound(none_found(why, self.locale))
            }
            Reading::Read { .. } | Reading::NoneFound(_) => Instead::Quiet,
        }
    }

    fn about(&self) -> Vec<String> {
        let mut about = self.about_page();
        about.extend(beats(self));
        about
    }

    fn about_page(&self) -> Vec<String> {
        match &self.reading {
            _ if self.view == View::Page => Vec::new(),
            Reading::Loading => Vec::new(),
            Reading::Read { rule } => vec![
                self.locale.count(Word::QueueFound, self.read),
                self.locale.fill(Word::QueueRule, &[("rule", rule)]),
            ],
            Reading::NoneFound(why) if !self.entries.is_empty() => {
                vec![none_found(why, self.locale)]
            }
            Reading::NoneFound(_) => Vec::new(),
        }
    }
}

fn none_found(why: &NoRule, locale: Locale) -> String {
    match why {
        NoRule::Selector(found) => locale.fill(Word::NoneFoundSelector, &[("found", found)]),
        NoRule::Invalid(found) => locale.fill(Word::NoneFoundInvalid, &[("found", found)]),
        NoRule::Unknown => locale.get(Word::NoneFoundAuto).to_owned(),
    }
}

fn priority(entry: &Entry) -> u16 {
    let listed = entry.item.as_ref().map(|item| item.priority);
    entry
        .known
        .as_ref()
        .map(|known| known.plan.priority)
        .or(listed)
        .unwrap_or_default()
}

const fn shows(tab: Tab, band: Band) -> bool {
    match tab {
        Tab::Todo => is_due(band),
        Tab::Waiting => matches!(band, Band::Later | Band::Snoozed),
        Tab::Done => matches!(band, Band::Done),
        Tab::All => true,
    }
}

/// A deadline in words.
pub(crate) fn due(due: Option<Timestamp>, now: Timestamp, locale: Locale) -> Due {
    let Some(due) = due else {
        return Due {
            urgency: Urgency::Idle,
            text: String::new(),
        };
    };
    let (urgency, word, minutes) = if due < now {
        (Urgency::Late, Word::DueLate, now.since(due))
    } else {
        let left = due.since(now);
        (
            if left <= SOON {
                Urgency::Soon
            } else {
                Urgency::Later
            },
            Word::DueIn,
            left,
        )
    };
    Due {
        urgency,
        text: locale.fill(word, &[("time", &words::duration(minutes, locale.lang()))]),
    }
}
