//! The nine gates: one breach, and a suggestion is not offered.

use super::words::Said;
use super::{Breach, mend};
use crate::case::Speaker;
use crate::fit;
use crate::packs::{Message, Says, Slot};
use crate::policy::{AddressRule, AnswerBy};
use crate::post::{Channel, Venue};
use crate::reading::{Address, Lang, Register};
use crate::reply::{Gate, Rule};
use crate::similarity::{self, Runs};
use crate::situation::Situation;
use crate::units::{Minutes, Span};

/// The messaging window of Messenger, Instagram and WhatsApp: after the customer's last private message a brand may
/// write for so long. For a private answer to a public comment, seven days (platform documentation).
const WINDOW: Minutes = Minutes(24 * 60);
const COMMENT_WINDOW: Minutes = Minutes(7 * 24 * 60);

/// All gates, in their order.
pub(super) fn run(said: &Said, s: &Situation, recent: &[Runs]) -> Vec<Breach> {
    let gates = [
        personal_data(said, s),
        too_long(said, s),
        repeats(said, s, recent),
        insists(said, s),
        out_of_place(said, s),
        promises_money_or_blames(said, s),
        wrong_language_or_address(said, s),
        window_closed(said, s),
        not_allowed(said, s),
    ];
    gates.into_iter().flatten().collect()
}

fn breach(gate: Gate, span: Span, message: Message) -> Option<Breach> {
    Some(Breach::new(Rule::Gate(gate), span, message))
}

/// G1: no personal data in public, neither repeated nor asked for there.
fn personal_data(said: &Said, s: &Situation) -> Option<Breach> {
    if s.venue == Venue::Private {
        return None;
    }
    if let Some(data) = said.personal.first() {
        let found = breach(Gate::G1, data.span, Message::PersonalData)?;
        return Some(found.with(data.span.of(said.text)).fix(""));
    }
    // Asking is fine in a sentence that says where the answer goes: into the private channel.
    let asked = said
        .says
        .iter()
        .filter(|(what, _)| *what == Says::PersonalItem)
        .find(|(_, span)| {
            let sentence = said
                .sentences
                .iter()
                .find(|sentence| sentence.overlaps(*span))
                .copied();
            let near = |what: &Says, other: &Span| {
                matches!(what, Says::Private)
                    && sentence.is_some_and(|sentence| sentence.overlaps(*other))
            };
            !said.says.iter().any(|(what, other)| near(what, other))
        });
    breach(Gate::G1, asked?.1, Message::AsksInPublic)
}

/// G2: fits the platform's limit, in at most two parts.
fn too_long(said: &Said, s: &Situation) -> Option<Breach> {
    let length = fit::measure(s.channel, s.venue, said.text);
    if length.fits() || fit::parts(said.text, s.channel, s.venue).len() > 1 {
        return None;
    }
    let over = length.used - length.limit.unwrap_or(length.used);
    let found = breach(Gate::G2, said.whole(), Message::TooLong)?.with(over.to_string());
    Some(match mend::shortened(said, s) {
        Some(shorter) => found.fix(shorter),
        None => found,
    })
}

/// G3: not a sentence this author already got, and not too like the brand's recent replies.
fn repeats(said: &Said, s: &Situation, recent: &[Runs]) -> Option<Breach> {
    let again = said.sentences.iter().find(|span| {
        similarity::sentence(&said.tokens, **span).is_some_and(|hash| s.said.contains(&hash))
    });
    if let Some(span) = again {
        return breach(Gate::G3, *span, Message::AlreadySaid);
    }
    let runs = Runs::among(&said.tokens);
    let limit = s.policy.thresholds.similarity;
    let alike = recent
        .iter()
        .map(|other| runs.likeness(other))
        .max()
        .unwrap_or_default();
    (alike >= limit).then(|| breach(Gate::G3, said.whole(), Message::TooAlike))?
}

/// G4: no "write to us in private" after a refusal, unless the reason is explained.
fn insists(said: &Said, s: &Situation) -> Option<Breach> {
    let refused = s.refused || s.stock;
    let asks = said.asks_private()?;
    (refused && s.venue == Venue::Public && !said.has(Says::Reason))
        .then(|| breach(Gate::G4, asks, Message::Insists))?
}

/// G5: no cheer and no joke on high anger or on sarcastic praise.
fn out_of_place(said: &Said, s: &Situation) -> Option<Breach> {
    let grave = s.angry() || s.sarcasm || s.dangerous();
    let cheer = said.first(Says::Cheer).or(said.emoji.first().copied())?;
    grave
        .then(|| breach(Gate::G5, cheer, Message::OutOfPlace))?
        .map(|found| found.fix(""))
}

/// G6: no compensation promised in public, no blame on the customer.
fn promises_money_or_blames(said: &Said, s: &Situation) -> Option<Breach> {
    if let Some(span) = said.first(Says::Blame) {
        return breach(Gate::G6, span, Message::Blames);
    }
    let money = said.first(Says::Compensation)?;
    (s.venue == Venue::Public).then(|| breach(Gate::G6, money, Message::Compensates))?
}

/// G7: the customer's language; *vous* unless the brand allows *tu* and the customer says it.
fn wrong_language_or_address(said: &Said, s: &Situation) -> Option<Breach> {
    let read = crate::lang::detect(said.text, &said.tokens);
    let other = match (read, s.lang) {
        (Lang::Fr, Lang::En) | (Lang::En, Lang::Fr) => true,
        (Lang::Fr, Lang::Fr) | (Lang::En, Lang::En) | (Lang::Unknown, _) | (_, Lang::Unknown) => {
            false
        }
    };
    if other {
        return breach(Gate::G7, said.whole(), Message::WrongLanguage);
    }
    match s.address {
        Address::Vous => {
            let tu = said.first(Says::Tu)?;
            match mend::to_vous(said.text, tu) {
                Some((span, vous)) => Some(breach(Gate::G7, span, Message::SaysTu)?.fix(vous)),
                None => breach(Gate::G7, tu, Message::SaysTu),
            }
        }
        Address::Tu => None,
        // English has no *tu*; what stands for it are words like "mate" and "hun".
        Address::None => {
            let chum = said.first(Says::Tu)?;
            let allowed = s.policy.voice.address == AddressRule::FollowCustomer
                && s.register == Register::Familiar;
            let found = breach(Gate::G7, chum, Message::TooFamiliar)?;
            (!allowed).then(|| found.with(chum.of(said.text)).fix(""))
        }
    }
}

/// G8: the platform's messaging window is open.
fn window_closed(said: &Said, s: &Situation) -> Option<Breach> {
    if s.venue == Venue::Public {
        return None;
    }
    let is_customer = |speaker: &Speaker| matches!(speaker, Speaker::Customer { .. });
    let newest = |venue: Venue| {
        s.case
            .turns
            .iter()
            .rev()
            .find(|turn| is_customer(&turn.speaker) && turn.venue == venue)
            .map(|turn| s.now.since(turn.at))
    };
    let (private, public) = match s.channel {
        Channel::Facebook
        | Channel::Messenger
        | Channel::Instagram
        | Channel::InstagramDirect
        | Channel::Whatsapp => (newest(Venue::Private), newest(Venue::Public)),
        Channel::X
        | Channel::XDirect
        | Channel::Mastodon
        | Channel::Discourse
        | Channel::Telegram
        | Channel::Linkedin
        | Channel::Web
        | Channel::Unknown => return None,
    };
    let open =
        private.is_some_and(|age| age <= WINDOW) || public.is_some_and(|age| age <= COMMENT_WINDOW);
    (!open).then(|| breach(Gate::G8, said.whole(), Message::WindowClosed))?
}

/// G9: nothing promised that the policy does not allow: an outcome, a channel, an earlier time.
fn not_allowed(said: &Said, s: &Situation) -> Option<Breach> {
    if let Some(span) = said.first(Says::Outcome) {
        return breach(Gate::G9, span, Message::PromisesOutcome);
    }
    let channel = [
        (Says::ByPhone, AnswerBy::Phone),
        (Says::ByEmail, AnswerBy::Email),
    ]
    .into_iter()
    .find_map(|(says, by)| Some((said.first(says)?, by)))
    .filter(|(_, by)| !s.policy.promises.iter().any(|promise| promise.by == *by));
    if let Some((span, _)) = channel {
        return breach(Gate::G9, span, Message::PromisesChannel);
    }
    let allowed = s
        .slots
        .get(&Slot::Delay)
        .map(String::as_str)
        .unwrap_or_default();
    let soonest = s.policy.promises.iter().map(|promise| promise.within).min();
    let promised = said.says.iter().filter(|(what, _)| *what == Says::Delay);
    // The delay that the brand publishes is no promise of the speaker's.
    let published = Some(s.policy.thresholds.published_delay.0);
    let early = promised.map(|(_, span)| *span).find(|span| {
        let words = span.of(said.text);
        let minutes = super::scores::minutes_in(words, s);
        !allowed.contains(words)
            && minutes.map(|minutes| minutes.0) != published
            && minutes.is_some_and(|minutes| soonest.is_none_or(|soonest| minutes < soonest))
    });
    Some(breach(Gate::G9, early?, Message::PromisesDelay)?.with(allowed))
}
