//! The open case as it is shown.

use super::act::HERE;
use super::pieces::{pieces, signs};
use super::view::{CaseView, Given, Link, TurnView, Voice};
use super::{Entry, Known, Model, queue_view};
use crate::strings::Word;
use crate::words;
use accalmie_shared::assess::severity;
use accalmie_shared::case::{Actor, HandOffState, Speaker, Turn};
use accalmie_shared::plan::Reason;
use accalmie_shared::post::Venue;
use accalmie_shared::reply::Item;
use accalmie_shared::text::case::upper;
use accalmie_shared::words as spoken;

impl Model {
    /// The open case as it is shown.
    pub(crate) fn case(&self) -> Option<CaseView> {
        let key = self.opened.as_ref()?;
        let entry = self.entries.get(key)?;
        let order = self.order();
        let place = order
            .iter()
            .position(|(_, other)| *other == key)
            .map_or(0, |index| index + 1);
        let known = entry.known.as_ref();
        let last = known.and_then(last_words);
        let assessment = last.and_then(Turn::assessment);
        Some(CaseView {
            key: key.clone(),
            author: entry.author().to_owned(),
            place: self.place(entry),
            severity: entry.severity(),
            url: last.and_then(|turn| turn.url.clone()),
            on_page: entry.on_page().is_some(),
            position: (place, order.len()),
            stage: entry.stage(),
            next: self.next_step(entry),
            owner: known.map_or("", |known| self.locale.get(words::owner(known.plan.owner))),
            due: queue_view::due(entry.due(), self.now, self.locale),
            because: known.map(|known| self.because(known)).unwrap_or_default(),
            risks: assessment
                .map(|read| {
                    read.risks
                        .iter()
                        .map(|risk| self.locale.get(words::risk(*risk)))
                        .collect()
                })
                .unwrap_or_default(),
            signs: last
                .zip(assessment)
                .map(|(turn, read)| signs(&turn.text, read, self.locale))
                .unwrap_or_default(),
            turns: known
                .map(|known| {
                    known
                        .case
                        .turns
                        .iter()
                        .map(|turn| self.turn(turn, entry))
                        .collect()
                })
                .unwrap_or_default(),
            mood: known
                .map(|known| {
                    known
                        .case
                        .mood
                        .iter()
                        .map(|mood| (mood.anger, severity(mood.anger)))
                        .collect()
                })
                .unwrap_or_default(),
            holder: self.holder(entry),
            deeds: self
                .deeds()
                .into_iter()
                .filter(|deed| deed.is_first())
                .collect(),
            more: self.deeds().iter().any(|deed| !deed.is_first()),
            hand_offs: known.map(|known| self.hand_offs(known)).unwrap_or_default(),
            items: known.map(|known| self.items(known)).unwrap_or_default(),
            notes: known.map(|known| self.notes(known)).unwrap_or_default(),
            unsure: self.unsure().map(|act| {
                let words = act.words.as_ref();
                words.map_or_else(String::new, |words| {
                    words.within(self.locale.lang()).to_owned()
                })
            }),
            loading: known.is_none() || self.awaits(entry),
        })
    }

    /// Whether the edge's word on the open case is still to come.
    fn awaits(&self, entry: &Entry) -> bool {
        self.link == Link::Live
            && (entry.case.is_none() || entry.stale)
            && entry
                .known
                .as_ref()
                .is_none_or(|known| known.suggestions.is_none())
            && self.failure.is_none()
    }

    /// The next step in words.
    pub(crate) fn next_step(&self, entry: &Entry) -> String {
        entry.step().map_or_else(String::new, |step| {
            spoken::step(step, self.locale.lang()).to_owned()
        })
    }

    /// Why that is the next step, in words. Anger itself is told by its signs.
    fn because(&self, known: &Known) -> Vec<String> {
        let reasons = known
            .plan
            .because
            .iter()
            .filter(|reason| !matches!(reason, Reason::Anger { .. }));
        reasons
            .map(|reason| capital(&spoken::reason(reason, self.tongue())))
            .collect()
    }

    fn turn(&self, turn: &Turn, entry: &Entry) -> TurnView {
        let mut meta = vec![self.locale.ago(self.now.since(turn.at))];
        if turn.edited.is_some() {
            meta.push(self.locale.get(Word::CaseEdited).to_owned());
        }
        if turn.venue == Venue::Private {
            meta.push(self.locale.get(Word::CasePrivate).to_owned());
        }
        let (voice, name, signals) = match &turn.speaker {
            Speaker::Customer { assessment } => (
                Voice::Customer,
                entry.author().to_owned(),
                assessment.signals.as_slice(),
            ),
            Speaker::Brand { by, .. } => (Voice::Brand, self.speaker(by), [].as_slice()),
        };
        TurnView {
            voice,
            name,
            meta: meta.join(" · "),
            pieces: if turn.deleted {
                Vec::new()
            } else {
                pieces(&turn.text, signals, self.locale)
            },
        }
    }

    fn speaker(&self, by: &Actor) -> String {
        match by {
            Actor::Agent { id, .. }
                if id == HERE || self.agent.as_ref().is_some_and(|agent| agent.id == *id) =>
            {
                self.locale.get(Word::CaseYou).to_owned()
            }
            Actor::Agent { name, .. } => name.clone(),
            Actor::Customer | Actor::Brand | Actor::System => {
                let name = &self.policy.brand.name;
                if name.is_empty() {
                    self.locale.get(Word::CaseBrand).to_owned()
                } else {
                    name.clone()
                }
            }
        }
    }

    /// "Vous avez ce cas", "Camille a ce cas".
    fn holder(&self, entry: &Entry) -> Option<String> {
        let name = entry.holder(&self.policy, self.now)?;
        if self.agent.as_ref().is_some_and(|agent| agent.name == name) {
            return Some(self.locale.get(Word::HeldByYou).to_owned());
        }
        Some(self.locale.fill(Word::HeldBy, &[("name", name)]))
    }

    /// What was asked for, what was given unasked, and what the policy still wants.
    fn items(&self, known: &Known) -> Vec<Given> {
        let (case, plan) = (&known.case, &known.plan);
        let mut items = case.asked.clone();
        for item in case.given.iter().chain(&plan.missing) {
            if !items.contains(item) {
                items.push(*item);
            }
        }
        let view = |item: Item| Given {
            item,
            name: self.locale.get(words::item(item)),
            given: case.given.contains(&item),
        };
        items.into_iter().map(view).collect()
    }

    /// Where the request was passed on to, and how that stands.
    fn hand_offs(&self, known: &Known) -> Vec<String> {
        let line = |one: &accalmie_shared::case::HandOff| {
            let target = self.policy.target(&one.target);
            let label = target.map_or(one.target.as_str(), |target| {
                target.label.within(self.locale.lang())
            });
            let word = match one.state {
                HandOffState::Sent => Word::HandOffSent,
                HandOffState::Delivered => Word::HandOffDelivered,
                HandOffState::Failed => Word::HandOffFailed,
            };
            let detail = one.reference.as_ref().or(one.failure.as_ref());
            let detail = detail
                .map(|detail| format!(" · {detail}"))
                .unwrap_or_default();
            let ago = self.locale.ago(self.now.since(one.at));
            format!("{label} · {ago} · {}{detail}", self.locale.get(word))
        };
        known.case.hand_offs.iter().map(line).collect()
    }

    fn notes(&self, known: &Known) -> Vec<(String, String)> {
        let line = |note: &accalmie_shared::case::Note| {
            let ago = self.locale.ago(self.now.since(note.at));
            (
                format!("{} · {ago}", self.speaker(&note.by)),
                note.text.clone(),
            )
        };
        known.case.notes.iter().map(line).collect()
    }
}

/// A sentence with a capital.
pub(super) fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        core::iter::once(upper(first)).chain(letters).collect()
    })
}

/// The customer's last words that still stand.
pub(crate) fn last_words(known: &Known) -> Option<&Turn> {
    known
        .case
        .turns
        .iter()
        .rev()
        .find(|turn| turn.assessment().is_some() && !turn.deleted)
}

/// The link into the private conversation on the open case's channel.
pub(super) fn private_link(model: &Model) -> Option<String> {
    let entry = model.entries.get(model.opened.as_ref()?)?;
    model.policy.on(entry.channel()).private_link.clone()
}
