//! The situation an answer is written in: everything that phrases, gates and scores depend on, read off the case once.

mod delay;
mod faq;
mod fill;
mod items;
mod names;
mod sent;

use crate::case::{Case, Speaker, Turn};
use crate::packs::{Book, Lasts};
use crate::policy::{AddressRule, EmojiRule, Policy, Promise};
use crate::post::{Channel, Venue};
use crate::reading::{
    Address, Assessment, Intent, Lang, Register, Risk, Severity, SignalKind, Topic,
};
use crate::reply::Item;
use crate::slots::{self, Details, Filled};
use crate::units::Timestamp;

/// What the person who answers chose, over what the thread and the policy propose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// How formal; the thread's register where nobody chose.
    pub register: Option<Register>,
    /// *Tu* or *vous*, where the brand's voice leaves the choice; the customer's where nobody chose.
    pub address: Option<Address>,
    /// In which language; the customer's where nobody chose.
    pub lang: Option<Lang>,
    /// Where; where the customer wrote last, where nobody chose.
    pub venue: Option<Venue>,
    /// Who signs, by the policy's id; the first of the policy's people where nobody is named.
    pub signer: Option<String>,
}

/// Whether a fault is to be apologised for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// The customer has a grievance: one apology, without conditions.
    Apology,
    /// A threat with court or press, or a matter of taste or price: regret, which admits nothing.
    Regret,
    /// Nothing went wrong.
    Nothing,
}

/// Everything an answer depends on.
pub(crate) struct Situation<'a> {
    pub(crate) case: &'a Case,
    pub(crate) policy: &'a Policy,
    pub(crate) book: &'a Book,
    pub(crate) lang: Lang,
    pub(crate) address: Address,
    pub(crate) register: Register,
    pub(crate) venue: Venue,
    pub(crate) channel: Channel,
    /// The worst severity among the posts without an answer.
    pub(crate) severity: Severity,
    pub(crate) intent: Intent,
    pub(crate) topic: Topic,
    /// Whether the customer's question asks for the private channel itself.
    pub(crate) wants_private: bool,
    /// Whether the customer tries to leave and cannot.
    pub(crate) locked_in: bool,
    /// Whether the customer speaks of a death.
    pub(crate) mourning: bool,
    pub(crate) risks: Vec<Risk>,
    pub(crate) due: Due,
    /// Whether the customer waits for the brand: for an answer, a delivery, a refund.
    pub(crate) waited: bool,
    /// How many words the customer has written.
    pub(crate) told: usize,
    pub(crate) first: bool,
    pub(crate) churn: bool,
    pub(crate) refused: bool,
    pub(crate) stock: bool,
    pub(crate) sent: bool,
    /// Whether the last post says so.
    pub(crate) just_sent: bool,
    pub(crate) exposed: bool,
    pub(crate) threat: bool,
    pub(crate) sarcasm: bool,
    pub(crate) shared: bool,
    pub(crate) emoji: bool,
    pub(crate) details: Details,
    /// What the brand still needs.
    pub(crate) items: Vec<Item>,
    pub(crate) promise: Option<&'a Promise>,
    pub(crate) slots: Filled,
    /// The same with *vous*, where `slots` say *tu*: for the registers in which nobody says it.
    pub(crate) polite: Option<Filled>,
    /// The sentences that this customer has got from the brand.
    pub(crate) said: Vec<u32>,
    /// The moment of writing.
    pub(crate) now: Timestamp,
}

impl<'a> Situation<'a> {
    /// `None` where the case has no post of the customer, or no book is at hand for its language.
    pub(crate) fn of(
        case: &'a Case,
        policy: &'a Policy,
        packs: &'a crate::packs::Packs,
        choice: &Choice,
        now: Timestamp,
    ) -> Option<Self> {
        let episode = case.turns.get(case.episode_start..).unwrap_or_default();
        let last_turn = customer(episode).last()?;
        let last = assessment(last_turn)?.clone();
        let read = match sent::spoken(episode, &last) {
            Lang::Unknown => policy.brand.lang,
            lang @ (Lang::Fr | Lang::En) => lang,
        };
        let lang = choice.lang.unwrap_or(read);
        let book = &packs
            .get(lang)
            .or_else(|| packs.get(policy.brand.lang))?
            .book;
        let burst = open_posts(episode);
        let any = |kind| {
            customer(episode)
                .filter_map(assessment)
                .any(|read| read.has(kind))
        };
        let open = |kind| burst.iter().any(|read| read.has(kind));
        let main = burst
            .iter()
            .max_by_key(|read| (rank(read.meant()), read.anger))
            .copied()
            .unwrap_or(&last)
            .clone();
        let severity = burst
            .iter()
            .map(|read| read.severity)
            .max()
            .unwrap_or(last.severity);
        let texts: Vec<&str> = customer(episode).map(|turn| turn.text.as_str()).collect();
        // The oldest posts matter least for what to say now, and long threads must not cost more.
        let told = texts[texts.len().saturating_sub(MOST_POSTS_READ)..].join("\n");
        let topic = customer(episode)
            .filter_map(assessment)
            .map(|read| read.topic)
            .filter(|topic| !matches!(topic, Topic::None | Topic::Other))
            .last()
            .unwrap_or(main.topic);
        let reading_book = packs.get(read).map_or(book, |pack| &pack.book);
        let topical = Assessment {
            topic,
            ..main.clone()
        };
        let mut details = slots::read(&told, &topical, reading_book);
        let mut just_sent = false;
        if texts.len() > 1 {
            // The quality somebody complained of is not the one they praise now.
            let latest = slots::read(&last_turn.text, &topical, reading_book);
            just_sent = sent::as_asked(case, &latest, reading_book);
            details.virtues = latest.virtues;
            details.praised = latest.praised;
        }
        let told = told.split_whitespace().count();
        let address = address(policy, lang, choice.address.unwrap_or(last.address));
        let threat = any(SignalKind::LegalThreat) || any(SignalKind::PressThreat);
        let risks: Vec<Risk> = burst
            .iter()
            .flat_map(|read| read.risks.iter().copied())
            .collect();
        let threat = threat || risks.contains(&Risk::Legal) || risks.contains(&Risk::Press);
        let venue = choice.venue.unwrap_or(last_turn.venue);
        let place = items::Place {
            channel: last_turn.channel,
            venue,
        };
        let known = details.problem.filter(|problem| problem.known);
        let fault = known.map(|problem| &reading_book.faults[usize::from(problem.fault)]);
        let lasts = fault.map(|fault| fault.lasts);
        // What is wrong says more surely than the whole post what has to be looked up.
        let asked_on = fault.and_then(|fault| fault.topic).unwrap_or(topic);
        let broken = fault.is_some_and(|fault| !fault.clause.is_empty());
        let mut given = case.given.clone();
        if sent::brings_name(case) {
            given.push(Item::FullName);
        }
        let mut items = items::wanted(policy, asked_on, &given, &details, book, place);
        if sent::brings_number(last_turn, case) {
            // The number that was asked for, without a word about what it is.
            if let Some(place) = items.iter().position(|item| items::is_number(*item)) {
                items.remove(place);
            }
        }
        // Whoever reports a fault is not waiting for us yet, however long it has lasted.
        let waited = case.chasers > 0
            || match lasts {
                Some(Lasts::Wait) => true,
                Some(Lasts::Mourning) => false,
                Some(Lasts::Fault | Lasts::Without | Lasts::Others) => {
                    any(SignalKind::Chasing) && details.contacts.is_some()
                }
                // What is down is no answer that somebody waits for.
                None if matches!(topic, Topic::Outage | Topic::App) => any(SignalKind::Chasing),
                None => {
                    any(SignalKind::Chasing) || any(SignalKind::Waiting) || details.waited.is_some()
                }
            };
        let asks = last_turn.text.contains('?') && last.address != Address::None;
        let first = !episode
            .iter()
            .any(|turn| matches!(turn.speaker, Speaker::Brand { .. }));
        // "Et donc ?", from somebody who complained before.
        let chases = case.chasers > 0
            && customer(episode)
                .filter_map(assessment)
                .any(|read| read.meant() == Intent::Complaint);
        // Whoever asks calmly, and says of nothing that it went wrong, has a question; whoever names nothing to praise, and
        // says what went wrong, praises nothing.
        let wonders =
            severity == Severity::Calm && !(broken || chases) && last_turn.text.contains('?');
        let praises = !broken || main.has(SignalKind::Gratitude) || !details.virtues.is_empty();
        let meant = match main.meant() {
            Intent::Complaint if wonders => Intent::Question,
            Intent::Praise if !praises => Intent::Complaint,
            Intent::Complaint
            | Intent::Praise
            | Intent::Question
            | Intent::Abuse
            | Intent::Tease
            | Intent::Other => main.meant(),
        };
        let is_grievance = match meant {
            Intent::Complaint | Intent::Abuse => true,
            // Whoever only tells what went wrong complains, too; so does who asks how it is to be put right.
            // Whoever only answers what they were asked does not.
            Intent::Other => severity >= Severity::Angry || (first && fault.is_some()) || chases,
            Intent::Question => severity >= Severity::Angry || broken || chases,
            Intent::Praise | Intent::Tease => severity >= Severity::Angry,
        };
        let mourning = lasts == Some(Lasts::Mourning);
        let threat_or_others = threat || mourning || lasts == Some(Lasts::Others);
        let due = match (is_grievance, threat_or_others, asked_on) {
            (false, ..) => Due::Nothing,
            (true, true, _) | (true, false, Topic::Price) => Due::Regret,
            (true, false, _) => Due::Apology,
        };
        let sober = is_grievance && !open(SignalKind::FriendlyEmoji);
        let mut situation = Self {
            register: choice
                .register
                .unwrap_or_else(|| footing(&last, severity, address, sober)),
            promise: policy.promise_for(topic),
            churn: any(SignalKind::ChurnThreat),
            refused: any(SignalKind::PrivateRefused),
            stock: any(SignalKind::StockReplyRejected),
            sent: (open(SignalKind::PrivateSent) && sent::in_private(case, reading_book)
                || sent::as_asked(case, &details, reading_book))
                && !open(SignalKind::PrivateRefused),
            exposed: burst.iter().any(|read| !read.personal.is_empty()),
            sarcasm: open(SignalKind::Sarcasm),
            shared: open(SignalKind::PileOn),
            emoji: policy.voice.emoji == EmojiRule::FollowCustomer
                && open(SignalKind::FriendlyEmoji)
                && severity < Severity::Angry,
            // Whoever says *you* to the brand and asks something has a question.
            intent: if main.meant() == Intent::Other && asks {
                Intent::Question
            } else {
                meant
            },
            channel: last_turn.channel,
            slots: Filled::new(),
            polite: None,
            said: sent::to_customer(case),
            now,
            case,
            policy,
            book,
            lang,
            address,
            venue,
            severity,
            topic,
            wants_private: sent::asks_for_private(last_turn, reading_book),
            mourning,
            just_sent,
            locked_in: fault.is_some_and(|fault| fault.topic == Some(Topic::Cancellation)),
            risks,
            due,
            waited,
            told,
            first,
            threat,
            details,
            items,
        };
        situation.slots = situation.fill(choice, lang == read, address);
        if address == Address::Tu {
            situation.polite = Some(situation.fill(choice, lang == read, Address::Vous));
        }
        Some(situation)
    }

    /// Whether anger is high.
    pub(crate) fn angry(&self) -> bool {
        self.severity >= Severity::Angry
    }

    /// Whether a person must take over before anything else is said.
    pub(crate) fn dangerous(&self) -> bool {
        self.risks.iter().any(|risk| match risk {
            Risk::Safety | Risk::SelfHarm | Risk::Harassment | Risk::Fraud => true,
            Risk::Legal | Risk::Press | Risk::Privacy | Risk::VulnerablePerson => false,
        })
    }

    /// Whether every sign of the channel counts.
    pub(crate) fn tight(&self) -> bool {
        self.venue == Venue::Public && matches!(self.channel, Channel::X)
    }
}

/// The posts of a thread that are read for details: the newest so many.
const MOST_POSTS_READ: usize = 6;

fn customer(turns: &[Turn]) -> impl Iterator<Item = &Turn> {
    turns
        .iter()
        .filter(|turn| assessment(turn).is_some() && !turn.deleted)
}

fn assessment(turn: &Turn) -> Option<&Assessment> {
    match &turn.speaker {
        Speaker::Customer { assessment } => Some(assessment),
        Speaker::Brand { .. } => None,
    }
}

/// The readings of the posts that nobody has answered yet; of the last one, where all are answered.
fn open_posts(episode: &[Turn]) -> Vec<&Assessment> {
    let answered = episode
        .iter()
        .rposition(|turn| matches!(turn.speaker, Speaker::Brand { .. }));
    let open: Vec<_> = customer(&episode[answered.map_or(0, |last| last + 1)..])
        .filter_map(assessment)
        .collect();
    if open.is_empty() {
        customer(episode)
            .last()
            .and_then(assessment)
            .into_iter()
            .collect()
    } else {
        open
    }
}

/// Which of several open posts decides what the answer is about.
fn rank(intent: Intent) -> u8 {
    match intent {
        Intent::Complaint => 5,
        Intent::Question => 4,
        Intent::Abuse => 3,
        Intent::Praise => 2,
        Intent::Tease => 1,
        Intent::Other => 0,
    }
}

fn address(policy: &Policy, lang: Lang, wished: Address) -> Address {
    match (lang, policy.voice.address, wished) {
        (Lang::Fr, AddressRule::FollowCustomer, Address::Tu) => Address::Tu,
        (Lang::Fr | Lang::Unknown, _, _) => Address::Vous,
        (Lang::En, _, _) => Address::None,
    }
}

/// The register of the answer: the customer's, but never chatty to somebody who is angry, nor, unless the answer says
/// *tu*, to somebody who says *vous* or has something to complain of without a smile.
fn footing(last: &Assessment, severity: Severity, answer: Address, sober: bool) -> Register {
    let chatty = match (answer, last.address) {
        (Address::Tu, _) => severity < Severity::Angry,
        (Address::Vous | Address::None, Address::Vous) => false,
        (Address::Vous | Address::None, Address::Tu | Address::None) => {
            severity < Severity::Annoyed && !sober
        }
    };
    if last.register == Register::Familiar && !chatty {
        Register::Neutral
    } else {
        last.register
    }
}
