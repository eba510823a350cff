use crate::case::{Case, Turn};
use crate::reading::{Address, Register, SignalKind};
use crate::text::{Kind, tokenize};
use serde::{Deserialize, Serialize};

/// A hint at how the customer likes to be spoken to: what they show themselves, never who they may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "hint")]
pub enum Hint {
    /// A post says *tu* or *vous* to the brand.
    Address {
        /// Which.
        address: Address,
        /// The post's id.
        post: String,
    },
    /// A post is formal or familiar.
    Register {
        /// Which.
        register: Register,
        /// The post's id.
        post: String,
    },
    /// A post smiles.
    Smile {
        /// The post's id.
        post: String,
    },
    /// A post has exclamation marks, one after the other.
    Punctuation {
        /// The post's id.
        post: String,
    },
    /// The display name or the profile's own words carry an emoji.
    EmojiInProfile,
}

/// How the customer likes to be spoken to, as far as their own words show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footing {
    /// The register of the last post that shows one.
    pub register: Register,
    /// The address of the last post that shows one.
    pub address: Address,
    /// What it is read from, earlier episodes included, oldest first.
    pub hints: Vec<Hint>,
}

/// Reads the footing off the customer's posts and profile. Nothing is inferred about age, sex or origin.
#[must_use]
pub fn footing(case: &Case) -> Footing {
    let mut footing = Footing {
        register: Register::Neutral,
        address: Address::None,
        hints: Vec::new(),
    };
    for turn in case.turns.iter().filter(|turn| !turn.deleted) {
        read(turn, &mut footing);
    }
    let profile = case.author.iter().flat_map(|author| {
        let bio = author.bio.as_deref().unwrap_or_default();
        [author.name.as_str(), bio]
    });
    if profile.into_iter().any(has_emoji) {
        footing.hints.push(Hint::EmojiInProfile);
    }
    footing
}

fn read(turn: &Turn, footing: &mut Footing) {
    let Some(assessment) = turn.assessment() else {
        return;
    };
    let post = || turn.id.clone();
    match assessment.address {
        address @ (Address::Tu | Address::Vous) => {
            footing.address = address;
            footing.hints.push(Hint::Address {
                address,
                post: post(),
            });
        }
        Address::None => {}
    }
    match assessment.register {
        register @ (Register::Formal | Register::Familiar) => {
            footing.register = register;
            footing.hints.push(Hint::Register {
                register,
                post: post(),
            });
        }
        Register::Neutral => {}
    }
    if assessment.has(SignalKind::FriendlyEmoji) {
        footing.hints.push(Hint::Smile { post: post() });
    }
    if assessment.has(SignalKind::Punctuation) {
        footing.hints.push(Hint::Punctuation { post: post() });
    }
}

fn has_emoji(text: &str) -> bool {
    tokenize(text)
        .list()
        .iter()
        .any(|token| token.kind == Kind::Emoji)
}
