//! M19: name, bio and style count as hints, shown as such; nothing is inferred about age, sex or origin.

use accalmie_shared::case::Happened;
use accalmie_shared::reading::{Address, Register};
use accalmie_shared::view::{Hint, footing};
use accalmie_tests::facebook;

#[test]
fn m19_the_hints_are_named_with_their_posts_fr() {
    let mut story = facebook(
        "mon 09:00 Lou: coucou, tu peux m'aider stp, ma box bug 😊
         mon 09:01 Lou: alors!!!",
    );
    if let Happened::PostReceived { post, .. } = &mut story.events[1].what {
        post.author.bio = Some("Rugby et pizza 🍕".into());
    }
    let footing = footing(&story.at("mon 09:02").case);
    assert_eq!(
        (footing.register, footing.address),
        (Register::Familiar, Address::Tu)
    );
    for hint in [
        Hint::Address {
            address: Address::Tu,
            post: "p1".into(),
        },
        Hint::Register {
            register: Register::Familiar,
            post: "p1".into(),
        },
        Hint::Smile { post: "p1".into() },
        Hint::Punctuation { post: "p2".into() },
        Hint::EmojiInProfile,
    ] {
        assert!(
            footing.hints.contains(&hint),
            "{hint:?} in {:?}",
            footing.hints
        );
    }
}

#[test]
fn m19_a_plain_profile_gives_no_hint_en() {
    let story = facebook("mon 09:00 Margaret Doe: My bill is wrong.");
    let footing = footing(&story.at("mon 09:02").case);
    assert_eq!(footing.hints, []);
    assert_eq!(
        (footing.register, footing.address),
        (Register::Neutral, Address::None)
    );
}

#[test]
fn m19_the_name_alone_changes_nothing_in_the_answer() {
    // Same words, other names: the same plan, and the same register proposed first.
    let answers = |name: &str| {
        let thread = format!("mon 09:00 {name}: Ma facture est fausse, c'est agaçant.");
        let scene = facebook(&thread).at("mon 09:05");
        let proposed = scene.best().register;
        (scene.plan, proposed)
    };
    assert_eq!(answers("Kevin"), answers("Marie"));
    assert_eq!(answers("Kevin"), answers("Fatou"));
}
