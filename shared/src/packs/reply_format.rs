//! The part of a language pack that answers are made of, as written by the build script and read by the core.
//!
//! This file is compiled twice: into the crate, and into its build script.

use super::format::LexiconFile;
use super::message::Message;
use crate::reading::Topic;
use crate::reply::{Item, Move};
use serde::{Deserialize, Serialize};

/// Phrases, the words that fill them, and the patterns that find those words in a post.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct ReplyFile {
    /// Sentences to say, by the moves they make.
    pub(crate) phrases: Vec<PhraseRow>,
    /// Things that customers have trouble with.
    pub(crate) objects: Vec<ObjectRow>,
    /// What can be wrong with them.
    pub(crate) faults: Vec<FaultRow>,
    /// All other words that are recognised in a post or needed in an answer.
    pub(crate) terms: Vec<TermRow>,
    /// What the checker says.
    pub(crate) messages: Vec<(Message, String)>,
    /// What to call an item that is asked for.
    pub(crate) items: Vec<ItemRow>,
    /// What pattern `n` of `patterns` stands for.
    pub(crate) senses: Vec<Sense>,
    /// The patterns.
    pub(crate) patterns: LexiconFile,
}

/// A sentence frame: `[a|b]` stands for one of the alternatives, `<a|b>` for *vous* or *tu*, `{slot}` for a slot.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PhraseRow {
    /// The moves it makes, in order.
    pub moves: Vec<Move>,
    /// The registers it suits, one bit each by [`Registers`].
    pub registers: u8,
    /// How often it is chosen: more for a frame that says more, and for one that can be said in many ways.
    pub weight: u16,
    /// All that must hold.
    pub when: Vec<(Condition, bool)>,
    /// The frame.
    pub frame: String,
}

/// Bits of [`PhraseRow::registers`].
pub struct Registers;

impl Registers {
    /// Letter-like.
    pub const FORMAL: u8 = 1;
    /// Neither.
    pub const NEUTRAL: u8 = 2;
    /// Chat-like.
    pub const FAMILIAR: u8 = 4;
}

/// What a frame may depend on, beside its slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Anger is high.
    Angry,
    /// Irritation is visible, or more.
    Annoyed,
    /// The brand waited too long: the customer names a delay or chases.
    Waited,
    /// The customer says how long it has lasted.
    Timed,
    /// The customer threatens to leave.
    Churn,
    /// The brand has not answered in this episode yet.
    First,
    /// The answer stands in public.
    Public,
    /// The customer refuses the private channel.
    Refused,
    /// The customer forbids stock answers.
    Stock,
    /// The customer says that a private message was sent.
    Sent,
    /// The channel leaves little room.
    Tight,
    /// The brand has a link into the private conversation.
    Link,
    /// Something is asked for.
    Items,
    /// The customer published personal data.
    Exposed,
    /// The customer has a question rather than a complaint.
    Question,
    /// The customer is content.
    Pleased,
    /// The problem is known in concrete words.
    Known,
    /// The customer has told what happened, so that nobody need ask.
    Told,
    /// More than one thing is asked for.
    Several,
    /// The matter is one of money.
    Money,
    /// An emoji may stand in the answer.
    Emoji,
    /// The answer promises something in the speaker's own name.
    Own,
    /// The customer threatens with court or press.
    Threat,
    /// Several customers report the same.
    Shared,
    /// The customer teases.
    Teasing,
    /// Somebody has died.
    Mourning,
    /// The customer speaks of hurting themselves.
    SelfHarm,
    /// The customer is, or fears to be, the victim of a fraud.
    Fraud,
}

/// A thing that customers have trouble with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ObjectRow {
    /// "box"
    pub noun: String,
    /// Gender and number; English uses only the number.
    pub gender: Gender,
    /// The word before it in "… ne fonctionne plus".
    pub determiner: Determiner,
    /// What one is left without: "connexion", "hot water".
    pub without: String,
    /// The kinds of thing it is; a fault names the kinds it happens to.
    pub classes: Vec<String>,
}

/// Grammatical gender and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gender {
    /// "le colis"
    M,
    /// "la box"
    F,
    /// "les colis"
    Mp,
    /// "les données"
    Fp,
}

/// The word before a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Determiner {
    /// "votre", "your"
    Your,
    /// "le", "la", "l'", "les"; "the"
    The,
    /// "ce", "cet", "cette", "ces"; "this"
    This,
    /// "notre", "our"
    Our,
    /// None.
    None,
}

/// What can be wrong with a thing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FaultRow {
    /// The kinds of thing it happens to; empty where it needs no thing.
    pub classes: Vec<String>,
    /// The thing meant where the post names none; none where the fault must stay silent then.
    pub alone: Option<u16>,
    /// The topic whose posts this row may stand for when nothing else is known.
    pub topic: Option<Topic>,
    /// What to call it, without determiner: "panne {de}".
    pub noun: String,
    /// Gender of `noun`, always in the singular; none where it is that of the thing.
    pub gender: Option<Gender>,
    /// The same as a clause: "{o} ne fonctionne plus". Empty where there is none.
    pub clause: String,
    /// How its time is spoken of.
    pub lasts: Lasts,
}

/// What to call an item that is asked for, and with which things it makes sense.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ItemRow {
    /// The item.
    pub item: Item,
    /// "votre numéro de commande"
    pub words: String,
    /// What it leads to: "votre commande". Empty where it leads to nothing in particular.
    pub file: String,
    /// The kinds of thing it is the number, the date or the picture of.
    pub fits: Vec<String>,
    /// The kinds of thing it has nothing to do with; `none` where it makes no sense unless a thing is named.
    pub unfit: Vec<String>,
}

/// How the time that a fault has lasted is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lasts {
    /// It is no time of waiting: "un bug depuis 3 jours".
    Fault,
    /// One is left without the thing: "3 jours sans connexion".
    Without,
    /// One waits for the brand: "3 jours d'attente".
    Wait,
    /// It is somebody else's doing, or the customer's own mishap: regretted, not apologised for.
    Others,
    /// Somebody has died: condolences come first, and nothing is said of annoyance.
    Mourning,
}

/// A word with its forms.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TermRow {
    /// Singular, or the only form.
    pub one: String,
    /// Plural; empty where there is none.
    pub many: String,
    /// Gender, where it has one.
    pub gender: Option<Gender>,
    /// Minutes in a unit of time, the number behind a number word; 0 elsewhere.
    pub value: u32,
}

/// What a pattern stands for. Numbers are places in the tables of [`ReplyFile`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sense {
    /// A thing.
    Object(u16),
    /// What is wrong.
    Fault(u16),
    /// A unit of time.
    Unit(u16),
    /// A number in words.
    Number(u16),
    /// A way in which the customer contacted the brand: "appels".
    Contact(u16),
    /// Something the customer did to help themselves: "redémarré votre box".
    Tried(u16),
    /// A moment since which it lasts: "lundi".
    Moment(u16),
    /// Somebody of the brand whom a content customer praises: "votre livreur".
    Staff(u16),
    /// What a content customer praises: "la rapidité".
    Virtue(u16),
    /// Says that what was asked for has been sent: "je l'ai envoyé".
    Sent,
    /// Says that the number nearby is a waiting time: "depuis".
    Waiting,
    /// Says that the number nearby is how long somebody is a customer: "client depuis".
    Tenure,
    /// Something that a draft says.
    Says(Says),
}

/// What an answer can say that the checker must notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// Thanks.
    Thanks,
    /// "mes excuses", "désolés": an apology.
    Apology,
    /// "Je regrette": no admission.
    Regret,
    /// "si vous avez été gêné": an apology with a condition.
    Conditional,
    /// That the feeling is understood.
    Emotion,
    /// The private channel.
    Private,
    /// Asks the customer for something.
    Ask,
    /// Why the private channel is needed.
    Reason,
    /// Who does what next.
    Step,
    /// By when.
    Delay,
    /// Money, a gesture, a voucher.
    Compensation,
    /// That it is the customer's fault.
    Blame,
    /// "merci de votre soutien", and other joy out of place.
    Cheer,
    /// Asks for something personal by its name: "votre numéro de contrat".
    PersonalItem,
    /// *Tu*.
    Tu,
    /// *Vous*.
    Vous,
    /// A person speaks: "je".
    Person,
    /// The telephone as the channel of an answer.
    ByPhone,
    /// E-mail as the channel of an answer.
    ByEmail,
    /// That the brand will refund, cancel or replace.
    Outcome,
    /// Words so general that they name nothing: "problème", "situation".
    Vague,
}

/// A place in a frame that is filled from the case. A frame with a slot that cannot be filled is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// The customer's first name, where the display name shows one.
    Name,
    /// The brand.
    Brand,
    /// The speaker's signature.
    Sign,
    /// "cette panne de box"
    This,
    /// "votre box ne fonctionne plus depuis 3 semaines"
    Clause,
    /// "3 semaines"
    Length,
    /// "depuis 3 semaines", "depuis lundi"
    Since,
    /// "sans connexion"
    Without,
    /// "ces 3 semaines d'attente", "cette attente"
    Wait,
    /// "4 appels"
    Calls,
    /// "vos 4 appels"
    YourCalls,
    /// "10 ans"
    Loyalty,
    /// "redémarré votre box"
    Tried,
    /// What the items asked for lead to: "votre commande".
    File,
    /// Whom a content customer praises: "Karim", "votre livreur".
    Praised,
    /// What a content customer praises: "la rapidité et l'accueil".
    Virtue,
    /// "votre box"
    Object,
    /// "116 €"
    Amount,
    /// "d'ici 2 heures"
    Delay,
    /// Who keeps the promise, where it is not the speaker: "un conseiller".
    Who,
    /// The channel of the promised answer: "par téléphone".
    By,
    /// "votre numéro de contrat et votre nom"
    Items,
    /// The link into the private conversation.
    Link,
    /// Another contact point: "notre service client au 3900 (9 h-18 h)".
    Contact,
    /// The care account: "@MarqueClient".
    Handle,
    /// The brand's own answer to the question.
    Answer,
    /// The page's rules.
    Rules,
    /// A help line: "le 3114, …".
    Help,
    /// When the first of two messages came: "10 h 00".
    First,
    /// When the second of two messages came: "10 h 09".
    Second,
    /// The delay that the brand publishes: "30 minutes".
    Published,
    /// What may be promoted.
    Offer,
    /// Who takes the hand-off: "notre service facturation".
    Target,
    /// An emoji, or nothing.
    Emoji,
    /// Nothing; filled once in an answer, and only where an apology is due: "ce n'est pas normal{owed}" is not said of
    /// a price, and not twice.
    Owed,
    /// What the question is about: "votre box".
    Subject,
}
