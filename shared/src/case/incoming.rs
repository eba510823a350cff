//! Events that need no decision: what platforms and the company's own systems tell. Their ids come from the platform's
//! own ids, so that a redelivery makes the same event and receiving needs no read.

use super::event::{Actor, CaseEvent, Happened, Reply};
use crate::policy::Policy;
use crate::post::{Post, Venue};
use crate::reading::{Assessment, PersonalKind, Topic};
use crate::reply::Item;
use crate::units::Timestamp;

/// The author posted. Its id is `post:{post id}`.
#[must_use]
pub fn received(post: Post, assessment: Assessment, policy: &Policy) -> CaseEvent {
    let brings = brings(&post, &assessment, policy);
    CaseEvent {
        id: format!("post:{}", post.id),
        at: post.at,
        by: Actor::Customer,
        what: Happened::PostReceived {
            post,
            assessment,
            brings,
        },
    }
}

/// The author changed a post. Its id is `edit:{post id}:{ms}`.
#[must_use]
pub fn edited(post: &str, text: String, assessment: Assessment, at: Timestamp) -> CaseEvent {
    CaseEvent {
        id: format!("edit:{post}:{}", at.0),
        at,
        by: Actor::Customer,
        what: Happened::PostEdited {
            post: post.into(),
            text,
            assessment,
        },
    }
}

/// A post was removed. Its id is `del:{post id}`.
#[must_use]
pub fn deleted(post: &str, at: Timestamp) -> CaseEvent {
    CaseEvent {
        id: format!("del:{post}"),
        at,
        by: Actor::Customer,
        what: Happened::PostDeleted { post: post.into() },
    }
}

/// The platform shows an answer of the brand, with the platform's id of it. Its id is `reply:{reply id}`.
///
/// The same answer may be known already, because a person reported it: the fold makes one turn of the two.
#[must_use]
pub fn echoed(
    reply: &str,
    venue: Venue,
    text: String,
    to: Option<String>,
    at: Timestamp,
) -> CaseEvent {
    CaseEvent {
        id: format!("reply:{reply}"),
        at,
        by: Actor::Brand,
        what: Happened::ReplySent {
            reply: Reply {
                venue,
                text,
                moves: Vec::new(),
                asks: Vec::new(),
                post: Some(reply.into()),
                to,
            },
        },
    }
}

/// The customer said how good the exchange was, 1 to 5. `id` is the platform's id of the verdict.
#[must_use]
pub fn feedback_given(id: &str, score: u8, at: Timestamp) -> CaseEvent {
    CaseEvent {
        id: format!("feedback:{id}"),
        at,
        by: Actor::Customer,
        what: Happened::FeedbackGiven { score },
    }
}

/// The company's own system took a hand-off. `delivery` is the delivery's id, the same for all its tries.
#[must_use]
pub fn hand_off_delivered(
    delivery: &str,
    target: String,
    reference: Option<String>,
    at: Timestamp,
) -> CaseEvent {
    CaseEvent {
        id: format!("delivered:{delivery}"),
        at,
        by: Actor::System,
        what: Happened::HandOffDelivered { target, reference },
    }
}

/// A hand-off could not be delivered. `delivery` is the delivery's id, the same for all its tries.
#[must_use]
pub fn hand_off_failed(delivery: &str, target: String, reason: String, at: Timestamp) -> CaseEvent {
    CaseEvent {
        id: format!("failed:{delivery}"),
        at,
        by: Actor::System,
        what: Happened::HandOffFailed { target, reason },
    }
}

/// Items the policy asks for that a post brings by itself, each once.
///
/// Of a public post only pictures count: personal data in it is masked before it is stored, so that nobody has it.
#[must_use]
pub fn brings(post: &Post, assessment: &Assessment, policy: &Policy) -> Vec<Item> {
    let wanted = policy.asks_for(assessment.topic);
    let mut found = Vec::new();
    if !post.attachments.is_empty() && wanted.contains(&Item::Picture) {
        found.push(Item::Picture);
    }
    if post.venue == Venue::Public {
        return found;
    }
    let is_bare = matches!(assessment.topic, Topic::None | Topic::Other);
    for data in &assessment.personal {
        let candidates = items_of(data.kind);
        let item = candidates
            .iter()
            .find(|item| wanted.contains(item) && !found.contains(item));
        // "It's 02 99 …, Élodie Martin" names no topic: then the number is what it most likely is.
        let asked = |item: &&Item| policy.asks.values().any(|list| list.contains(item));
        let likeliest = candidates.iter().find(asked).filter(|_| is_bare);
        found.extend(item.or(likeliest.filter(|item| !found.contains(item))));
    }
    found
}

/// What personal data may be, the likeliest first.
const fn items_of(kind: PersonalKind) -> &'static [Item] {
    match kind {
        PersonalKind::Phone => &[Item::PhoneLine, Item::PhoneNumber],
        PersonalKind::Email => &[Item::Email],
        PersonalKind::PostalAddress => &[Item::PostalAddress],
        PersonalKind::Reference => &[
            Item::ContractNumber,
            Item::CustomerNumber,
            Item::OrderNumber,
            Item::FileNumber,
            Item::BookingReference,
            Item::InvoiceNumber,
        ],
        PersonalKind::Iban | PersonalKind::Card | PersonalKind::SocialSecurity => &[],
    }
}
