//! Who may do what: one table.

use super::command::Command;
use super::event::Actor;
use crate::owner::Owner;
use crate::owner::Owner::{
    CommunityManager as Cm, Crisis as Cr, CustomerAdvisor as Ca, Legal as Le, Safety as Sa,
};
use crate::policy::Policy;
use crate::post::Venue;

/// What commands amount to, as far as rights go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// Answering where everybody reads it.
    SpeakPublicly,
    /// Answering in private.
    SpeakPrivately,
    /// Taking the case, giving it back.
    Take,
    /// Giving the case to an owner.
    Assign,
    /// Sending it to the company's own system.
    HandOff,
    /// Recording what that system said.
    Confirm,
    /// Settling, reopening, putting aside.
    Settle,
    /// Hiding a post, showing it again.
    Hide,
    /// Notes, ticks, corrections.
    Annotate,
}

const ALL: &[Owner] = &[Cm, Ca, Le, Cr, Sa];

/// The roles that may do an act, by the owner of the case: community manager, customer advisor, legal, crisis, safety.
///
/// The front office speaks in public, the back office in private; a case that a danger has taken out of the ordinary
/// is left to its owner, who alone gives it back.
#[rustfmt::skip]
const RIGHTS: &[(Act, [&[Owner]; 5])] = &[
    // act                  the case is Cm's      Ca's                  Le's        Cr's        Sa's
    (Act::SpeakPublicly,  [&[Cm, Cr],           &[Cm, Cr],            &[Le],      &[Cr],      &[Sa]]),
    (Act::SpeakPrivately, [&[Cm, Ca, Cr],       &[Cm, Ca, Cr],        &[Le],      &[Cr],      &[Sa]]),
    (Act::Take,           [ALL,                 &[Cm, Ca],            &[Le],      &[Cr],      &[Sa]]),
    (Act::Assign,         [ALL,                 ALL,                  &[Le],      &[Cr],      &[Sa]]),
    (Act::HandOff,        [&[Cm, Ca],           &[Cm, Ca],            &[Le],      &[Cr],      &[Sa]]),
    (Act::Confirm,        [ALL,                 ALL,                  ALL,        ALL,        ALL]),
    (Act::Settle,         [&[Cm, Ca],           &[Cm, Ca],            &[Le],      &[Cr],      &[Sa]]),
    (Act::Hide,           [&[Cm, Le, Cr, Sa],   &[Cm, Le, Cr, Sa],    &[Le, Cr],  &[Cr],      &[Sa, Cr]]),
    (Act::Annotate,       [ALL,                 ALL,                  ALL,        ALL,        ALL]),
];

/// Whether a role may do an act with a case of that owner, where every role is filled.
#[must_use]
pub fn may(role: Owner, act: Act, owner: Owner) -> bool {
    allowed(act, owner).contains(&role)
}

/// Whether a person may. Where the policy names nobody with a role that may, everybody may: a team of one isn't
/// locked out.
pub(super) fn may_person(by: &Actor, act: Act, owner: Owner, policy: &Policy) -> bool {
    match by {
        Actor::Agent { id, .. } => {
            let roles = allowed(act, owner);
            roles.contains(&role_of(id, policy))
                || !policy
                    .people
                    .iter()
                    .any(|person| roles.contains(&person.role))
        }
        Actor::System => act == Act::Confirm,
        Actor::Customer | Actor::Brand => false,
    }
}

/// The role of an agent; front office for one the policy doesn't name.
#[must_use]
pub fn role_of(agent: &str, policy: &Policy) -> Owner {
    policy
        .person(agent)
        .map_or(Owner::CommunityManager, |person| person.role)
}

fn allowed(act: Act, owner: Owner) -> &'static [Owner] {
    let column = match owner {
        Cm => 0,
        Ca => 1,
        Le => 2,
        Cr => 3,
        Sa => 4,
    };
    let row = RIGHTS.iter().find(|(named, _)| *named == act);
    row.map_or(&[], |(_, columns)| columns[column])
}

/// What a command amounts to.
pub(super) fn act_of(command: &Command) -> Act {
    match command {
        Command::Acknowledge { reply }
        | Command::AskPrivate { reply }
        | Command::ReplyPrivate { reply } => match reply.venue {
            Venue::Public => Act::SpeakPublicly,
            Venue::Private => Act::SpeakPrivately,
        },
        Command::Claim | Command::Release => Act::Take,
        Command::Assign { .. } => Act::Assign,
        Command::HandOff { .. } => Act::HandOff,
        Command::ConfirmHandOff { .. } => Act::Confirm,
        Command::Note { .. } | Command::GiveItems { .. } | Command::Correct { .. } => Act::Annotate,
        Command::Snooze { .. } | Command::Wake | Command::Resolve | Command::Reopen { .. } => {
            Act::Settle
        }
        Command::Hide { .. } | Command::Unhide { .. } => Act::Hide,
    }
}
