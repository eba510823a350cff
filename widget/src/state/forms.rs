//! What can be done with the open case, and the forms that ask for the rest.

use super::view::{DEEDS, Deed, Form, FormView, Key, Link};
use super::{Known, Model, case_view, moment, platform};
use crate::strings::Word;
use crate::words;
use accalmie_shared::case::{Command, Label, Owner, decide};
use accalmie_shared::hours::{local, next_open};
use accalmie_shared::reading::Severity;
use accalmie_shared::text::case::lowered;
use accalmie_shared::units::{Minutes, Timestamp};
use accalmie_shared::words as spoken;

/// The place of tomorrow among [`Model::moments`].
const TOMORROW: usize = 2;

/// To whom a case can be given.
const OWNERS: [Owner; 5] = [
    Owner::CommunityManager,
    Owner::CustomerAdvisor,
    Owner::Legal,
    Owner::Crisis,
    Owner::Safety,
];

impl Model {
    pub(super) fn open_case(&self) -> Option<(&Key, &Known)> {
        let key = self.opened.as_ref()?;
        Some((key, self.entries.get(key)?.known.as_ref()?))
    }

    /// What can be done with the open case now: the core is asked, so that no button leads to a refusal.
    pub(crate) fn deeds(&self) -> Vec<Deed> {
        let Some((_, known)) = self.open_case() else {
            return Vec::new();
        };
        let can = |deed: &Deed| match deed {
            Deed::PrivateLink => case_view::private_link(self).is_some(),
            // Alone in a page, nobody else could take, receive or be kept from anything.
            Deed::Claim | Deed::Release | Deed::HandOff | Deed::Assign if self.is_alone() => false,
            Deed::Claim
            | Deed::Release
            | Deed::Snooze
            | Deed::Wake
            | Deed::HandOff
            | Deed::Resolve
            | Deed::Reopen
            | Deed::Note
            | Deed::Assign
            | Deed::NotAngry
            | Deed::Angry
            | Deed::Hide
            | Deed::Unhide => {
                let sample = self.sample(*deed, known);
                sample.is_some_and(|command| self.may(known, &command))
            }
        };
        DEEDS.into_iter().filter(can).collect()
    }

    fn is_alone(&self) -> bool {
        matches!(self.link, Link::PageOnly | Link::SignedOut)
    }

    fn may(&self, known: &Known, command: &Command) -> bool {
        decide(&known.case, command, &self.by(), &self.policy, self.now, "").is_ok()
    }

    /// The command of a deed, with a sample of what its form will ask for.
    pub(super) fn sample(&self, deed: Deed, known: &Known) -> Option<Command> {
        let post = || case_view::last_words(known).map(|turn| turn.id.clone());
        let sign = || String::from("-");
        let last = case_view::last_words(known);
        let degree = last.and_then(accalmie_shared::case::Turn::severity);
        let correct = |label| post().map(|post| Command::Correct { post, label });
        Some(match deed {
            Deed::Claim => Command::Claim,
            Deed::Release => Command::Release,
            Deed::Wake => Command::Wake,
            Deed::Resolve => Command::Resolve,
            Deed::Snooze
                if known
                    .case
                    .snoozed_until
                    .is_some_and(|until| until > self.now) =>
            {
                return None;
            }
            Deed::Snooze => Command::Snooze {
                until: self.now.plus(Minutes(60)),
            },
            Deed::HandOff => Command::HandOff {
                target: self.policy.target_for(known.plan.topic)?.name.clone(),
                summary: String::new(),
            },
            Deed::Reopen => Command::Reopen { reason: sign() },
            Deed::Note => Command::Note { text: sign() },
            Deed::Assign => self
                .owners(known)
                .first()
                .map(|owner| Command::Assign { owner: *owner })?,
            Deed::NotAngry if degree > Some(Severity::Calm) => correct(Label::NotAngry)?,
            Deed::Angry if degree < Some(Severity::Angry) => correct(Label::Angry)?,
            Deed::Hide => Command::Hide {
                post: post()?,
                reason: sign(),
            },
            Deed::Unhide => Command::Unhide { post: post()? },
            Deed::NotAngry | Deed::Angry | Deed::PrivateLink => return None,
        })
    }

    /// The owners that the open case can be given to.
    pub(super) fn owners(&self, known: &Known) -> Vec<Owner> {
        let present = known.case.owner.unwrap_or(Owner::CommunityManager);
        OWNERS
            .into_iter()
            .filter(|owner| *owner != present)
            .collect()
    }

    /// Until when a case can be put aside.
    pub(super) fn moments(&self) -> Vec<(Word, Timestamp)> {
        let midnight = i64::from(local(self.now, &self.offsets).minute) * 60_000;
        let days = |days: u32| {
            let day = Timestamp(self.now.0 - midnight).plus(Minutes(days * 24 * 60));
            next_open(day, &self.policy.hours, &self.offsets).unwrap_or(day)
        };
        vec![
            (Word::SnoozeHour, self.now.plus(Minutes(60))),
            (Word::SnoozeHours, self.now.plus(Minutes(180))),
            (Word::SnoozeTomorrow, days(1)),
            (Word::SnoozeDays, days(3)),
            (Word::SnoozeWeek, days(7)),
        ]
    }

    /// What the text field of a form holds when it is opened: what was written there before, else what is known already.
    pub(super) fn begun(&self, form: Form) -> String {
        let Some((key, known)) = self.open_case() else {
            return String::new();
        };
        let jots = self.jots.iter();
        let mut kept = jots.filter(|(other, its, _)| other == key && *its == form);
        match (kept.next(), form) {
            (Some((_, _, text)), _) => text.clone(),
            (None, Form::HandOff) => self.summary(known),
            (
                None,
                Form::More
                | Form::Snooze
                | Form::Reopen
                | Form::Note
                | Form::Assign
                | Form::Hide
                | Form::Publish,
            ) => String::new(),
        }
    }

    /// The open form as it is shown.
    pub(crate) fn form_view(&self) -> Option<FormView> {
        let form = self.form?;
        let (key, known) = self.open_case()?;
        let get = |word| self.locale.get(word);
        let lang = self.locale.lang();
        let view = |title, about: Option<String>, picks, text: Option<Word>, button| FormView {
            form,
            title: get(title).to_owned(),
            about,
            quote: None,
            picks,
            text: text.map(|name| (get(name), self.begun.clone())),
            when: None,
            button: get(button),
        };
        let about = |word: Word| Some(get(word).to_owned());
        Some(match form {
            Form::More => {
                let deeds = self.deeds().into_iter().filter(|deed| !deed.is_first());
                let picks = deeds.map(|deed| get(deed.word()).to_owned()).collect();
                view(Word::More, None, picks, None, Word::Cancel)
            }
            Form::Snooze => {
                let picks = self.moments().into_iter().map(|(word, until)| {
                    let until = spoken::date(until, self.tongue());
                    format!("{} · {until}", get(word))
                });
                let tomorrow = self.moments().get(TOMORROW).map(|(_, until)| *until);
                let write = |moment| moment::written(moment, &self.offsets);
                FormView {
                    when: tomorrow.map(|tomorrow| (write(self.asked), write(tomorrow))),
                    ..view(
                        Word::SnoozeTitle,
                        about(Word::SnoozeAbout),
                        picks.collect(),
                        None,
                        Word::DeedSnooze,
                    )
                }
            }
            Form::Assign => {
                let owners = self.owners(known).into_iter();
                let picks = owners
                    .map(|owner| get(words::owner(owner)).to_owned())
                    .collect();
                view(
                    Word::AssignTitle,
                    about(Word::AssignAbout),
                    picks,
                    None,
                    Word::Cancel,
                )
            }
            Form::HandOff => {
                let targets = self.targets().into_iter();
                let picks = targets
                    .map(|target| target.label.within(lang).to_owned())
                    .collect();
                let missing: Vec<&str> = known
                    .plan
                    .missing
                    .iter()
                    .map(|item| get(words::item(*item)))
                    .collect();
                let lacks = (!missing.is_empty()).then(|| {
                    self.locale
                        .fill(Word::HandOffLacks, &[("items", &missing.join(", "))])
                });
                let text = Some(Word::HandOffText);
                view(Word::HandOffTitle, lacks, picks, text, Word::HandOffButton)
            }
            Form::Note => {
                let text = Some(Word::NoteText);
                view(
                    Word::DeedNote,
                    about(Word::NoteAbout),
                    Vec::new(),
                    text,
                    Word::NoteButton,
                )
            }
            Form::Reopen => {
                let text = Some(Word::ReasonText);
                view(Word::DeedReopen, None, Vec::new(), text, Word::DeedReopen)
            }
            Form::Publish => {
                let (title, about, quote) = platform::about(self, key)?;
                let about = Some(about);
                let shown = view(
                    Word::PublishButton,
                    about,
                    Vec::new(),
                    None,
                    Word::PublishButton,
                );
                FormView {
                    title,
                    quote: Some(quote),
                    ..shown
                }
            }
            Form::Hide => {
                let text = Some(Word::ReasonText);
                view(
                    Word::HideTitle,
                    about(Word::HideAbout),
                    Vec::new(),
                    text,
                    Word::HideButton,
                )
            }
        })
    }

    /// The names of the company's own systems, the one in charge of the open case's topic first.
    pub(super) fn offers(&self) -> Vec<String> {
        let topic = self.open_case().map(|(_, known)| known.plan.topic);
        let first = topic.and_then(|topic| self.policy.target_for(topic));
        let mut targets: Vec<_> = self.policy.targets.iter().collect();
        targets.sort_by_key(|target| first.is_none_or(|first| first.name != target.name));
        targets
            .into_iter()
            .map(|target| target.name.clone())
            .collect()
    }

    /// The systems that the open form offers.
    pub(super) fn targets(&self) -> Vec<&accalmie_shared::policy::Target> {
        let target = |name: &String| {
            self.policy
                .targets
                .iter()
                .find(|target| target.name == *name)
        };
        self.offered.iter().filter_map(target).collect()
    }

    /// What a colleague needs to know, ready to be completed: who, what about, what was given, the last words.
    fn summary(&self, known: &Known) -> String {
        let case = &known.case;
        let author = case
            .author
            .as_ref()
            .map_or("", |author| author.name.as_str());
        let given: Vec<&str> = case
            .given
            .iter()
            .map(|item| self.locale.get(words::item(*item)))
            .collect();
        let last = case_view::last_words(known).map_or("", |turn| turn.text.as_str());
        let mut lines = vec![self.locale.fill(
            Word::SummaryWho,
            &[
                ("author", author),
                (
                    "severity",
                    &lowered(self.locale.get(words::severity(known.plan.severity))),
                ),
                ("topic", self.locale.get(words::topic(known.plan.topic))),
            ],
        )];
        lines.push(
            self.locale
                .fill(Word::SummarySays, &[("text", last.trim())]),
        );
        if !given.is_empty() {
            lines.push(
                self.locale
                    .fill(Word::SummaryGiven, &[("items", &given.join(", "))]),
            );
        }
        lines.join("\n")
    }
}
