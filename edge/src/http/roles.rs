//! Who may do what: one table.

use serde::{Deserialize, Serialize};

/// The part a signed-in person plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// Answers in public and in private: the front office.
    CommunityManager,
    /// Takes hand-offs: the back office.
    CustomerAdvisor,
    /// Sets things up; does everything the others do.
    Administrator,
}

/// What a route does, as far as permission goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Read cases, figures and the policy.
    Read,
    /// Give commands to a case, open one for a post of a page.
    Handle,
    /// Answer where everybody reads it.
    Publish,
    /// Hide a post, or show it again.
    Moderate,
    /// Have a text read or written: nothing is kept.
    Draft,
    /// See and replay what could not be read or delivered.
    Letters,
    /// Take data out.
    Export,
    /// Forget an author.
    Erase,
    /// Change the policy.
    Govern,
    /// Invite and dismiss people.
    Staff,
}

/// Whether a role may.
pub(crate) const fn may(role: Role, act: Act) -> bool {
    match act {
        Act::Read | Act::Handle | Act::Draft => true,
        Act::Publish | Act::Moderate | Act::Letters => match role {
            Role::CommunityManager | Role::Administrator => true,
            Role::CustomerAdvisor => false,
        },
        Act::Export | Act::Erase | Act::Govern | Act::Staff => match role {
            Role::Administrator => true,
            Role::CommunityManager | Role::CustomerAdvisor => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_this_one() {
        let roles = [
            Role::CommunityManager,
            Role::CustomerAdvisor,
            Role::Administrator,
        ];
        let table = [
            (Act::Read, [true, true, true]),
            (Act::Handle, [true, true, true]),
            (Act::Publish, [true, false, true]),
            (Act::Moderate, [true, false, true]),
            (Act::Draft, [true, true, true]),
            (Act::Letters, [true, false, true]),
            (Act::Export, [false, false, true]),
            (Act::Erase, [false, false, true]),
            (Act::Govern, [false, false, true]),
            (Act::Staff, [false, false, true]),
        ];
        for (act, allowed) in table {
            assert_eq!(roles.map(|role| may(role, act)), allowed, "{act:?}");
        }
    }
}
