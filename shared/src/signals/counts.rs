//! Cues counted by kind: what the learned model sees of the signals. Training and scoring call the same function.

use super::Evidence;
use crate::packs::Cue;
use crate::reading::{Address, Intent, Register, SignalKind, Topic};

// Where each family of cues begins. The order is part of the model: a new kind goes to the end of its family's enum
// and asks for new training.
const INTENTS: usize = SignalKind::Displeasure as usize + 1;
const TOPICS: usize = INTENTS + Intent::Other as usize + 1;
const ADDRESSES: usize = TOPICS + Topic::None as usize + 1;
const REGISTERS: usize = ADDRESSES + Address::None as usize + 1;

/// How many kinds of cue are counted.
pub const CUES: usize = REGISTERS + Register::Familiar as usize + 1;

/// How often each kind of cue was found, at most 255 times: signals as they are shown, the rest as it was hit.
#[must_use]
pub fn counts(evidence: &Evidence) -> [u8; CUES] {
    let mut counts = [0u8; CUES];
    let mut add = |kind: usize| counts[kind] = counts[kind].saturating_add(1);
    for signal in &evidence.signals {
        add(signal.kind as usize);
    }
    for hit in &evidence.hits {
        match hit.cue {
            Cue::Intent(intent) => add(INTENTS + intent as usize),
            Cue::Topic(topic) => add(TOPICS + topic as usize),
            Cue::Address(address) => add(ADDRESSES + address as usize),
            Cue::Register(register) => add(REGISTERS + register as usize),
            Cue::Signal(_) | Cue::Risk(_) | Cue::Role(_) | Cue::Slot => {}
        }
    }
    counts
}
