//! What the checker tells the person who writes. This file is compiled twice: into the crate, and into its build script.

use serde::{Deserialize, Serialize};

/// What the checker tells the person who writes; the words are in `messages.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // Each is one line of the file, which says it better.
pub enum Message {
    PersonalData,
    AsksInPublic,
    TooLong,
    AlreadySaid,
    TooAlike,
    Insists,
    OutOfPlace,
    Blames,
    Compensates,
    WrongLanguage,
    SaysTu,
    TooFamiliar,
    WindowClosed,
    PromisesOutcome,
    PromisesChannel,
    PromisesDelay,
    Forbidden,
    Emoji,
    Sign,
    NameProblem,
    AcknowledgeEmotion,
    ConditionalApology,
    OneApology,
    Apologise,
    NoApology,
    Regret,
    Thank,
    NextStep,
    PrivateReason,
    Person,
    TooShort,
    TooWordy,
}
