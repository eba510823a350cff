//! The closed enums whose values are names on the wire.

use super::{Json, Misfit, Misfits, Read, Text, Write};
use accalmie_shared::case::{HandOffState, Stage};
use accalmie_shared::owner::Owner;
use accalmie_shared::plan::Step;
use accalmie_shared::policy::{
    AccountRole, AddressRule, AlertKind, AnswerBy, ContactKind, EmojiRule, Handling, HumourRule,
    SignatureStyle,
};
use accalmie_shared::post::{Channel, Venue};
use accalmie_shared::reading::{
    Address, Intent, Lang, PersonalKind, Register, Risk, Severity, SignalKind, Topic,
};
use accalmie_shared::reply::{Gate, Item, Move, Score};
use strum::{VariantArray, VariantNames};

/// The place of a name among those of its enum.
fn place(names: &[&str], json: &Json, misfits: &mut Misfits) -> usize {
    let place = match json {
        Json::Text(text) => names.iter().position(|name| name == text),
        Json::Null | Json::Flag(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => None,
    };
    place.unwrap_or_else(|| misfits.note(Misfit::Value, 0))
}

macro_rules! names {
    ($($type:ty)*) => {
        $(impl Read for $type {
            #[inline(never)]
            fn read(json: Json, misfits: &mut Misfits) -> Self {
                let place = place(<Self as VariantNames>::VARIANTS, &json, misfits);
                // The variants are numbered as they stand.
                <Self as VariantArray>::VARIANTS[place]
            }
        }

        impl Write for $type {
            fn write(&self, out: &mut Text) {
                // The variants are numbered as they stand.
                let name = <Self as VariantNames>::VARIANTS.get(*self as usize);
                name.copied().unwrap_or_default().write(out);
            }
        }
    )*

        /// Every value whose name, or what is read from it, is another one than serde's.
        #[cfg(test)]
        pub(super) fn unlike_serde() -> Vec<String> {
            let mut unlike = Vec::new();
            $(for value in <$type as VariantArray>::VARIANTS {
                let text = serde_json::to_string(value).expect("an enum is written");
                if super::write(value) != text || super::read(&text) != Ok(*value) {
                    unlike.push(text);
                }
            })*
            unlike
        }
    };
}
names! {
    AccountRole AlertKind Address AddressRule AnswerBy Channel ContactKind EmojiRule Gate HandOffState Handling HumourRule Intent
    Item Lang Move Owner PersonalKind Register Risk Score Severity SignalKind SignatureStyle Stage Step Topic Venue
}
