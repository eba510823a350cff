use crate::case::{Case, Speaker, Stage};
use crate::owner::Owner;
use crate::plan::Plan;
use crate::post::Venue;
use crate::units::Timestamp;
use serde::{Deserialize, Serialize};

/// Where a rung stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum RungState {
    /// Reached, then.
    Reached {
        /// When.
        at: Timestamp,
    },
    /// The next one, with who owes it and by when.
    Next {
        /// Who.
        owner: Owner,
        /// By when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Timestamp>,
    },
    /// Passed over: the case went on without it.
    Skipped,
    /// Further on.
    Ahead,
}

/// One rung of the ladder of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// Which.
    pub stage: Stage,
    /// Where it stands.
    #[serde(flatten)]
    pub state: RungState,
}

/// The five rungs of a case's present episode, in order.
#[must_use]
pub fn ladder(case: &Case, plan: &Plan) -> [Rung; 5] {
    let stages = [
        Stage::Received,
        Stage::Acknowledged,
        Stage::Private,
        Stage::HandedOff,
        Stage::Resolved,
    ];
    let mut next_is_named = false;
    stages.map(|stage| {
        let state = match reached(case, stage) {
            Some(at) => RungState::Reached { at },
            None if stage <= case.stage => RungState::Skipped,
            None if next_is_named => RungState::Ahead,
            None => {
                next_is_named = true;
                RungState::Next {
                    owner: plan.owner,
                    due: plan.due,
                }
            }
        };
        Rung { stage, state }
    })
}

/// When a stage was first reached in the present episode.
fn reached(case: &Case, stage: Stage) -> Option<Timestamp> {
    let mut turns = case.present().iter().filter(|turn| !turn.deleted);
    let by_brand = |speaker: &Speaker| matches!(speaker, Speaker::Brand { .. });
    match stage {
        Stage::Received => turns
            .find(|turn| !by_brand(&turn.speaker))
            .map(|turn| turn.at),
        Stage::Acknowledged => turns
            .find(|turn| by_brand(&turn.speaker) && turn.venue == Venue::Public)
            .map(|turn| turn.at),
        Stage::Private if case.stage < Stage::Private => None,
        Stage::Private => turns
            .find(|turn| turn.venue == Venue::Private)
            .map(|turn| turn.at),
        Stage::HandedOff => case.hand_offs.first().map(|one| one.at),
        Stage::Resolved => case.resolved.map(|(at, _)| at),
    }
}
