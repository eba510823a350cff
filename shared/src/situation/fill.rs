//! What fills the slots of a frame: the customer's words from the post, the brand's from its policy.

use super::{Choice, Due, Situation, customer, delay, faq, items, names};
use crate::packs::Slot;
use crate::policy::{AccountRole, ContactPoint, Policy};
use crate::reading::{Address, Intent, Lang, Risk};
use crate::slots::{self, Filled};
use crate::text;

impl Situation<'_> {
    pub(super) fn fill(&self, choice: &Choice, same_language: bool, address: Address) -> Filled {
        let Self {
            policy, lang, book, ..
        } = self;
        // Words found by the patterns of one language cannot stand in a sentence of the other.
        let mut slots = if same_language {
            slots::fill(&self.details, book, *lang, address)
        } else {
            Filled::new()
        };
        // A question about a thing is no problem with it.
        if self.intent == Intent::Question && !slots.contains_key(&Slot::Clause) {
            slots.remove(&Slot::This);
        }
        let mut put = |slot: Slot, words: Option<String>| {
            if let Some(words) = words.filter(|words| !words.is_empty()) {
                slots.insert(slot, words);
            }
        };
        let author = self.case.author.as_ref();
        put(
            Slot::Name,
            author.and_then(|author| names::first_name(&author.name)),
        );
        put(Slot::Brand, Some(policy.brand.name.clone()));
        if self.intent == Intent::Praise {
            put(Slot::Praised, self.colleague());
        }
        put(Slot::Sign, names::signature(policy, choice, *lang));
        put(Slot::Items, items::words(&self.items, book, *lang, address));
        put(Slot::File, items::file(&self.items, book, address));
        put(Slot::Link, policy.on(self.channel).private_link.clone());
        if let Some(promise) = self.promise {
            let turn = self
                .case
                .turns
                .last()
                .map(|turn| text::hash(turn.id.as_bytes()));
            let delay = delay::within(promise.within, *lang, turn.unwrap_or_default());
            put(Slot::Delay, Some(delay));
            put(Slot::Who, Some(promise.who.within(*lang).to_owned()));
            put(Slot::By, Some(delay::by(promise.by, *lang).to_owned()));
        }
        // A post to the corporate account is sent on to the care account; anybody else hears of another contact point,
        // never of the account that is speaking.
        match self.care_elsewhere() {
            Some(handle) => put(Slot::Handle, Some(format!("@{handle}"))),
            None => put(
                Slot::Contact,
                policy.contacts.first().map(|point| contact(point, *lang)),
            ),
        }
        put(Slot::Answer, faq::answer(self.case, policy, *lang));
        put(
            Slot::Rules,
            Some(policy.moderation.rules.within(*lang).to_owned()),
        );
        put(Slot::Help, help(policy, &self.risks, *lang));
        put(
            Slot::Published,
            Some(delay::plain(policy.thresholds.published_delay, *lang)),
        );
        let offer = policy
            .offers
            .iter()
            .find(|offer| offer.topics.is_empty() || offer.topics.contains(&self.topic));
        put(
            Slot::Offer,
            offer.map(|offer| offer.text.within(*lang).to_owned()),
        );
        put(
            Slot::Target,
            policy
                .target_for(self.topic)
                .map(|target| target.label.within(*lang).to_owned()),
        );
        // Filled even where none may stand, or no frame with a place for one could be used.
        let emoji = if self.emoji { " 🙂" } else { "" };
        slots.insert(Slot::Emoji, emoji.to_owned());
        if self.due == Due::Apology {
            slots.insert(Slot::Owed, String::new());
        }
        slots
    }

    /// The one of the brand's people whom the last post names.
    fn colleague(&self) -> Option<String> {
        let last = customer(self.case.present()).last()?;
        let named = |name: &&String| {
            let mut words = last.text.split(|letter: char| !letter.is_alphanumeric());
            words.any(|word| word == name.as_str())
        };
        let mut names = self.policy.people.iter().map(|person| &person.name);
        names.find(named).cloned()
    }

    /// The handle of the care account, where the last post went to the corporate one.
    fn care_elsewhere(&self) -> Option<&str> {
        let episode = self.case.present();
        let last = customer(episode).last()?;
        let account = self
            .policy
            .account(self.channel, last.account.as_deref()?)?;
        match account.role {
            AccountRole::Care => None,
            AccountRole::Corporate => {
                let care = self.policy.care_account(self.channel)?;
                Some(&care.handle)
            }
        }
    }
}

/// "notre service client au 3900 (du lundi au samedi)"
fn contact(contact: &ContactPoint, lang: Lang) -> String {
    let name = contact.name.within(lang);
    match &contact.hours {
        Some(hours) => format!("{name} ({}, {})", contact.value, hours.within(lang)),
        None => format!("{name} ({})", contact.value),
    }
}

/// "le 3114, numéro national de prévention du suicide": the line for the gravest risk that has one.
fn help(policy: &Policy, risks: &[Risk], lang: Lang) -> Option<String> {
    let lines = risks.iter().filter_map(|risk| policy.risks.get(risk));
    let line = lines
        .flat_map(|rule| &rule.help)
        .find(|line| line.lang == lang)?;
    Some(format!("{} ({})", line.name, line.number))
}
