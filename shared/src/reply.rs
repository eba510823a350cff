//! The parts of an answer: moves, items to ask for, suggestions, and what the checker finds.

use crate::post::Venue;
use crate::reading::Register;
use crate::units::Span;
use serde::{Deserialize, Serialize};

/// One move of an answer.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// "Bonjour Claire,"
    Greet,
    /// Thanks for the message, however unpleasant.
    Thank,
    /// Apologises for the wait.
    ApologiseWait,
    /// Regrets, without admitting a fault.
    Regret,
    /// Apologises for a fault.
    Apologise,
    /// Says in the customer's own terms what happened.
    NameProblem,
    /// Says that the anger is understood.
    AcknowledgeEmotion,
    /// Says that the customer matters and that the brand wishes to keep them.
    Reassure,
    /// Explains a procedure, or why the private channel is needed.
    Explain,
    /// Asks for a private message.
    AskPrivate,
    /// Asks not to publish personal data, or to remove it.
    ProtectData,
    /// Promises who does what by when.
    Promise,
    /// Says that the request is passed on, to whom, and how the answer comes.
    HandOff,
    /// Sets right, by the times of two messages.
    Reframe,
    /// Points to the account or contact point in charge.
    Redirect,
    /// Answers a question from the brand's own FAQ.
    Answer,
    /// Asks for what is missing to understand.
    Clarify,
    /// A kind joke.
    Joke,
    /// Promotes the offer.
    Promote,
    /// Asks how good the exchange was.
    AskFeedback,
    /// Thanks a satisfied customer.
    ThankAmbassador,
    /// Reminds of the page's rules.
    RemindRules,
    /// A person takes over; the number of an emergency or help line where there is one.
    Safety,
    /// "Claire", "^CL"
    Sign,
}

/// What the brand needs from the customer for a case.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Name as on the contract.
    FullName,
    /// Customer number.
    CustomerNumber,
    /// Contract or policy number.
    ContractNumber,
    /// Order number.
    OrderNumber,
    /// File, claim or ticket number.
    FileNumber,
    /// Booking reference.
    BookingReference,
    /// Invoice number.
    InvoiceNumber,
    /// The telephone line concerned.
    PhoneLine,
    /// A number to call back.
    PhoneNumber,
    /// E-mail address of the account.
    Email,
    /// Postal address or place concerned.
    PostalAddress,
    /// Date of the event or of birth, as the brand's procedure wants it.
    Date,
    /// A photograph or a screenshot.
    Picture,
    /// The device or the product and its version.
    Device,
}

/// A rule of the rubric that must hold, `G1` to `G9`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::VariantArray,
    strum::VariantNames,
)]
pub enum Gate {
    /// No personal data in public, neither repeated nor asked for there.
    G1,
    /// Fits the platform's limit by the platform's own count.
    G2,
    /// Not a sentence this author already got; not too like the brand's recent replies.
    G3,
    /// No second request for a private message after a refusal, unless the reason is explained.
    G4,
    /// No thanks for support and no joke on high anger or on sarcastic praise.
    G5,
    /// No compensation promised in public, no blame on the customer.
    G6,
    /// The customer's language and address.
    G7,
    /// The platform's messaging window is open.
    G8,
    /// Nothing promised that the policy does not allow.
    G9,
}

/// A score of the rubric, 0 or 1 each.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::VariantArray,
    strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Score {
    /// Names the customer's actual problem in concrete words.
    NamesProblem,
    /// Acknowledges the emotion where anger is high.
    AcknowledgesEmotion,
    /// One unconditional apology where one is due, none where it is not.
    Apology,
    /// Thanks the customer for the message.
    Thanks,
    /// Gives the next step, its owner and its delay.
    NextStep,
    /// Gives the reason for going private, and the link.
    PrivateReason,
    /// A person speaks.
    Person,
    /// 15 to 60 words in public.
    Length,
}

/// One answer ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The whole answer.
    pub text: String,
    /// The posts to send, in order: one, or two numbered parts.
    pub parts: Vec<String>,
    /// The moves, in order.
    pub moves: Vec<Move>,
    /// What it asks the customer for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Item>,
    /// Public or private.
    pub venue: Venue,
    /// How formal it is.
    pub register: Register,
    /// Length of the longest part by the platform's own count.
    pub length: u32,
    /// The platform's limit for one part, in the same count; none where the platform states none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// How many of the eight scores it earns, 0..=8.
    pub score: u8,
    /// The scores it earns.
    pub scores: Vec<Score>,
    /// Gates it fails: always empty in what is offered, kept so that a reader can see that they were run.
    pub gates: Vec<Gate>,
}

/// What breaks, or would improve, a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "rule", content = "id")]
pub enum Rule {
    /// A gate is failed: the draft should not be sent as it is.
    Gate(Gate),
    /// A score is missed: the draft could be better.
    Score(Score),
    /// A house rule of the brand's voice is broken.
    House,
}

/// One finding of the checker on a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// The words concerned; the whole draft where something is missing.
    pub span: Span,
    /// What is wrong, in plain words, in the language of the person who writes.
    pub message: String,
    /// What to put in place of the span, where there is an obvious cure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}
