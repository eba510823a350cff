//! The open case and the reply as they are shown.

use super::entry::HERE;
use super::pieces::{pieces, signs};
use super::view::{CaseView, Hint, ReplyView, TurnView, Voice};
use super::{Draft, Entry, Known, Model, queue_view};
use crate::strings::Word;
use crate::words;
use accalmie_shared::assess::severity;
use accalmie_shared::case::{Actor, Speaker, Turn};
use accalmie_shared::plan::{Reason, Step};
use accalmie_shared::post::Venue;
use accalmie_shared::reply::{Rule, Suggestion};
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
            items: known.map(|known| self.items(known)).unwrap_or_default(),
            notes: known.map(|known| self.notes(known)).unwrap_or_default(),
            loading: known.is_none() || self.awaits(entry),
        })
    }

    /// Whether the edge's word on the open case is still to come.
    fn awaits(&self, entry: &Entry) -> bool {
        !entry.told
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

    fn items(&self, known: &Known) -> Vec<(&'static str, bool)> {
        let case = &known.case;
        let asked = case
            .asked
            .iter()
            .map(|item| (*item, case.given.contains(item)));
        let unasked = case
            .given
            .iter()
            .filter(|item| !case.asked.contains(item))
            .map(|item| (*item, true));
        asked
            .chain(unasked)
            .map(|(item, given)| (self.locale.get(words::item(item)), given))
            .collect()
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

    /// The reply as it is shown.
    pub(crate) fn reply(&self) -> Option<ReplyView> {
        let draft = self.draft.as_ref()?;
        let entry = self.entries.get(&draft.key)?;
        let known = entry.known.as_ref()?;
        let suggestions = known.suggestions.as_deref().unwrap_or_default();
        let chosen = draft.chosen.and_then(|index| suggestions.get(index));
        Some(ReplyView {
            key: draft.key.clone(),
            choices: suggestions.len(),
            chosen: draft.chosen,
            none: suggestions.is_empty().then(|| self.no_suggestion(known)),
            text: draft.text.clone(),
            under: under(draft),
            moves: chosen
                .map(|one| {
                    one.moves
                        .iter()
                        .map(|kind| self.locale.get(words::movement(*kind)))
                        .collect()
                })
                .unwrap_or_default(),
            score: chosen.map(|one| one.score),
            length: self.length(draft, suggestions),
            venue: self.locale.get(match draft.venue(suggestions) {
                Venue::Public => Word::ReplyPublic,
                Venue::Private => Word::ReplyPrivate,
            }),
            hints: draft
                .findings
                .iter()
                .map(|finding| Hint {
                    rule: rule(finding.rule),
                    message: finding.message.clone(),
                    fix: finding.fix.clone(),
                })
                .collect(),
            on_page: entry.on_page().is_some(),
            sending: draft.sending.is_some(),
        })
    }

    fn no_suggestion(&self, known: &Known) -> String {
        let risky = known.plan.step == Step::Escalate;
        let why = if risky {
            Word::ReplyNoneRisk
        } else {
            Word::ReplyNoneWait
        };
        self.locale
            .fill(Word::ReplyNone, &[("why", self.locale.get(why))])
    }

    /// The suggestion's length by the platform's count; a person's own words by characters.
    fn length(&self, draft: &Draft, suggestions: &[Suggestion]) -> String {
        let origin = draft.origin.and_then(|index| suggestions.get(index));
        let counted = draft.chosen.and(origin).map(|one| one.length);
        let n = counted
            .unwrap_or_else(|| u32::try_from(draft.text.chars().count()).unwrap_or(u32::MAX));
        match origin.and_then(|one| one.limit) {
            Some(limit) => self.locale.fill(
                Word::ReplyLength,
                &[("n", &n.to_string()), ("limit", &limit.to_string())],
            ),
            None => self.locale.count(Word::ReplyLengthFree, n),
        }
    }
}

/// A sentence with a capital.
fn capital(sentence: &str) -> String {
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

/// The value of `data-rule`.
const fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Gate(_) => "gate",
        Rule::Score(_) => "score",
        Rule::House => "house",
    }
}

/// The draft cut at its findings, for the underlines below the text. Findings on the whole draft underline nothing.
fn under(draft: &Draft) -> Vec<(String, Option<&'static str>)> {
    let whole = |span: accalmie_shared::units::Span| {
        span.start == 0 && span.end as usize >= draft.text.len()
    };
    let mut spans: Vec<_> = draft
        .findings
        .iter()
        .filter(|finding| !whole(finding.span))
        .map(|finding| (finding.span, rule(finding.rule)))
        .collect();
    if spans.is_empty() {
        return Vec::new();
    }
    spans.sort_by_key(|(span, _)| *span);
    let (mut cut, mut at) = (Vec::new(), 0);
    for (span, rule) in spans {
        let (start, end) = (span.start as usize, span.end as usize);
        if start < at {
            continue;
        }
        let (Some(before), Some(words)) = (draft.text.get(at..start), draft.text.get(start..end))
        else {
            continue;
        };
        cut.push((before.to_owned(), None));
        cut.push((words.to_owned(), Some(rule)));
        at = end;
    }
    cut.push((draft.text.get(at..).unwrap_or_default().to_owned(), None));
    cut
}
