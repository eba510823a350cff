//! The reply as it is shown.

use super::case_view::{last_words, private_link};
use super::view::{Cure, Finding as Found, ReplyView, Switch};
use super::{Draft, Known, Model, Tune};
use crate::strings::Word;
use crate::words;
use accalmie_shared::fit::measure;
use accalmie_shared::plan::Step;
use accalmie_shared::policy::AddressRule;
use accalmie_shared::post::Venue;
use accalmie_shared::reading::{Address, Lang, Register};
use accalmie_shared::reply::{Finding, Gate, Rule};
use accalmie_shared::view::{Hint, footing};

impl Model {
    /// The reply as it is shown.
    pub(crate) fn reply(&self) -> Option<ReplyView> {
        let draft = self.draft.as_ref()?;
        let entry = self.entries.get(&draft.key)?;
        let known = entry.known.as_ref()?;
        let suggestions = known.suggestions.as_deref().unwrap_or_default();
        let venue = draft.venue(suggestions);
        let chosen = draft.chosen.and_then(|index| suggestions.get(index));
        Some(ReplyView {
            key: draft.key.clone(),
            choices: suggestions.len(),
            chosen: draft.chosen,
            none: suggestions.is_empty().then(|| self.no_suggestion(known)),
            switches: self.switches(draft, known),
            footing: self.footing(known),
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
            length: self.length(draft, known),
            venue: self.locale.get(match venue {
                Venue::Public => Word::ReplyPublic,
                Venue::Private => Word::ReplyPrivate,
            }),
            findings: draft
                .findings
                .iter()
                .map(|finding| Found {
                    rule: rule(finding.rule),
                    message: finding.message.clone(),
                    cure: cure(finding),
                })
                .collect(),
            linkable: private_link(self).is_some_and(|link| !draft.text.contains(&link)),
            on_page: entry.on_page().is_some(),
            publishes: self.publishes_on(&draft.key, venue),
            closed: self.closed(&draft.key, venue).map(str::to_owned),
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

    /// The length, by the platform's own count.
    fn length(&self, draft: &Draft, known: &Known) -> String {
        let suggestions = known.suggestions.as_deref().unwrap_or_default();
        let length = measure(
            known.case.channel,
            draft.venue(suggestions),
            draft.text.trim(),
        );
        match length.limit {
            Some(limit) => self.locale.fill(
                Word::ReplyLength,
                &[
                    ("n", &length.used.to_string()),
                    ("limit", &limit.to_string()),
                ],
            ),
            None => self.locale.count(Word::ReplyLengthFree, length.used),
        }
    }

    /// How the customer likes to be spoken to, as far as their own words show: hints, nothing more.
    fn footing(&self, known: &Known) -> Option<String> {
        let mut hints: Vec<&str> = Vec::new();
        for hint in footing(&known.case).hints {
            let word = match hint {
                Hint::Address { address, .. } => match address {
                    Address::Tu => Word::HintTu,
                    Address::Vous => Word::HintVous,
                    Address::None => continue,
                },
                Hint::Register { register, .. } => match register {
                    Register::Formal => Word::HintFormal,
                    Register::Familiar => Word::HintFamiliar,
                    Register::Neutral => continue,
                },
                Hint::Smile { .. } | Hint::EmojiInProfile => Word::HintSmile,
                Hint::Punctuation { .. } => continue,
            };
            let word = self.locale.get(word);
            if !hints.contains(&word) {
                hints.push(word);
            }
        }
        (!hints.is_empty()).then(|| {
            self.locale
                .fill(Word::Hints, &[("hints", &hints.join(", "))])
        })
    }

    /// Tone, address, language and place, each with what holds now: the person's choice, else what is proposed.
    fn switches(&self, draft: &Draft, known: &Known) -> Vec<Switch> {
        let suggestions = known.suggestions.as_deref().unwrap_or_default();
        let origin = draft.origin.and_then(|index| suggestions.get(index));
        let read = last_words(known).and_then(|turn| turn.assessment());
        let choice = &draft.choice;
        let register = choice.register.or(origin.map(|one| one.register));
        let read_lang = read.map_or(Lang::Unknown, |read| read.lang);
        let lang = choice.lang.unwrap_or(match read_lang {
            Lang::Unknown => self.policy.brand.lang,
            Lang::Fr | Lang::En => read_lang,
        });
        let venue = draft.venue(suggestions);
        let said = read.map_or(Address::None, |read| read.address);
        let address = match choice.address.unwrap_or(said) {
            Address::Tu => Address::Tu,
            Address::Vous | Address::None => Address::Vous,
        };
        let way = |word, tune, holds| (self.locale.get(word), tune, holds);
        let switch = |name, ways| Switch {
            name: self.locale.get(name),
            ways,
        };
        let mut switches = vec![
            switch(
                Word::SwitchVenue,
                [
                    (Word::VenuePublic, Venue::Public),
                    (Word::VenuePrivate, Venue::Private),
                ]
                .map(|(word, one)| way(word, Tune::Venue(one), one == venue))
                .to_vec(),
            ),
            switch(
                Word::SwitchRegister,
                [
                    (Word::RegisterFormal, Register::Formal),
                    (Word::RegisterNeutral, Register::Neutral),
                    (Word::RegisterFamiliar, Register::Familiar),
                ]
                .map(|(word, one)| way(word, Tune::Register(one), Some(one) == register))
                .to_vec(),
            ),
            switch(
                Word::SwitchLang,
                [(Word::LangFr, Lang::Fr), (Word::LangEn, Lang::En)]
                    .map(|(word, one)| way(word, Tune::Lang(one), one == lang))
                    .to_vec(),
            ),
        ];
        // A brand that always says *vous* leaves nothing to choose.
        if lang == Lang::Fr && self.policy.voice.address == AddressRule::FollowCustomer {
            let ways = [
                (Word::AddressVous, Address::Vous),
                (Word::AddressTu, Address::Tu),
            ]
            .map(|(word, one)| way(word, Tune::Address(one), one == address));
            switches.push(switch(Word::SwitchAddress, ways.to_vec()));
        }
        switches
    }
}

/// What one click does about a finding.
fn cure(finding: &Finding) -> Cure {
    match (&finding.fix, finding.rule) {
        (Some(fix), _) if fix.is_empty() => Cure::Remove,
        (Some(fix), _) => Cure::Fix(fix.trim().to_owned()),
        (None, Rule::Gate(Gate::G3)) => Cure::Another,
        (None, Rule::Gate(_) | Rule::Score(_) | Rule::House) => Cure::None,
    }
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
