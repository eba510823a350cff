//! Who may do what with whose case: the whole table, as it reads.

use accalmie_shared::case::{Act, Owner, may};

const ROLES: [Owner; 5] = [
    Owner::CommunityManager,
    Owner::CustomerAdvisor,
    Owner::Legal,
    Owner::Crisis,
    Owner::Safety,
];

/// For each act, one group a case owner (in the order of `ROLES`), one letter a role: it may, or a dot: it may not.
const TABLE: &str = "
SpeakPublicly   m..c. m..c. ..l.. ...c. ....s
SpeakPrivately  ma.c. ma.c. ..l.. ...c. ....s
Take            malcs ma... ..l.. ...c. ....s
Assign          malcs malcs ..l.. ...c. ....s
HandOff         ma... ma... ..l.. ...c. ....s
Confirm         malcs malcs malcs malcs malcs
Settle          ma... ma... ..l.. ...c. ....s
Hide            m.lcs m.lcs ..lc. ...c. ...cs
Annotate        malcs malcs malcs malcs malcs
";

#[test]
fn the_table_of_rights_is_as_agreed() {
    let acts = [
        Act::SpeakPublicly,
        Act::SpeakPrivately,
        Act::Take,
        Act::Assign,
        Act::HandOff,
        Act::Confirm,
        Act::Settle,
        Act::Hide,
        Act::Annotate,
    ];
    let mut written = String::from("\n");
    for act in acts {
        written.push_str(&format!("{:<15}", format!("{act:?}")));
        for owner in ROLES {
            written.push(' ');
            for (role, letter) in ROLES.into_iter().zip("malcs".chars()) {
                written.push(if may(role, act, owner) { letter } else { '.' });
            }
        }
        written.push('\n');
    }
    assert_eq!(written, TABLE);
}
