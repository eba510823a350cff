//! The words of the core's closed enums. Each match is exhaustive: a new kind does not compile without its words.

use crate::strings::Word;
use accalmie_shared::case::{Owner, Stage};
use accalmie_shared::post::Channel;
use accalmie_shared::reading::{Risk, Severity, SignalKind, Topic};
use accalmie_shared::reply::{Item, Move};

/// The word of a degree.
pub(crate) const fn severity(severity: Severity) -> Word {
    match severity {
        Severity::Calm => Word::SeverityCalm,
        Severity::Annoyed => Word::SeverityAnnoyed,
        Severity::Angry => Word::SeverityAngry,
        Severity::Furious => Word::SeverityFurious,
    }
}

/// The word of a rung.
pub(crate) const fn stage(stage: Stage) -> Word {
    match stage {
        Stage::Received => Word::StageReceived,
        Stage::Acknowledged => Word::StageAcknowledged,
        Stage::Private => Word::StagePrivate,
        Stage::HandedOff => Word::StageHandedOff,
        Stage::Resolved => Word::StageResolved,
    }
}

/// The word of an owner.
pub(crate) const fn owner(owner: Owner) -> Word {
    match owner {
        Owner::CommunityManager => Word::OwnerCommunityManager,
        Owner::CustomerAdvisor => Word::OwnerCustomerAdvisor,
        Owner::Legal => Word::OwnerLegal,
        Owner::Crisis => Word::OwnerCrisis,
        Owner::Safety => Word::OwnerSafety,
    }
}

/// The word of a danger.
pub(crate) const fn risk(risk: Risk) -> Word {
    match risk {
        Risk::Safety => Word::RiskSafety,
        Risk::SelfHarm => Word::RiskSelfHarm,
        Risk::Harassment => Word::RiskHarassment,
        Risk::Fraud => Word::RiskFraud,
        Risk::Legal => Word::RiskLegal,
        Risk::Press => Word::RiskPress,
        Risk::Privacy => Word::RiskPrivacy,
        Risk::VulnerablePerson => Word::RiskVulnerablePerson,
    }
}

/// The word of a sign.
pub(crate) const fn signal(kind: SignalKind) -> Word {
    match kind {
        SignalKind::Shouting => Word::SignalShouting,
        SignalKind::Punctuation => Word::SignalPunctuation,
        SignalKind::Elongation => Word::SignalElongation,
        SignalKind::AngryEmoji => Word::SignalAngryEmoji,
        SignalKind::FriendlyEmoji => Word::SignalFriendlyEmoji,
        SignalKind::Insult => Word::SignalInsult,
        SignalKind::Profanity => Word::SignalProfanity,
        SignalKind::ChurnThreat => Word::SignalChurnThreat,
        SignalKind::Chasing => Word::SignalChasing,
        SignalKind::Waiting => Word::SignalWaiting,
        SignalKind::WitnessAppeal => Word::SignalWitnessAppeal,
        SignalKind::PileOn => Word::SignalPileOn,
        SignalKind::PrivateRefused => Word::SignalPrivateRefused,
        SignalKind::StockReplyRejected => Word::SignalStockReplyRejected,
        SignalKind::PrivateSent => Word::SignalPrivateSent,
        SignalKind::LegalThreat => Word::SignalLegalThreat,
        SignalKind::PressThreat => Word::SignalPressThreat,
        SignalKind::PersonalData => Word::SignalPersonalData,
        SignalKind::Gratitude => Word::SignalGratitude,
        SignalKind::Sarcasm => Word::SignalSarcasm,
        SignalKind::Teasing => Word::SignalTeasing,
        SignalKind::Competitor => Word::SignalCompetitor,
        SignalKind::Risk => Word::SignalRisk,
        SignalKind::Displeasure => Word::SignalDispleasure,
    }
}

/// The word of a move.
pub(crate) const fn movement(kind: Move) -> Word {
    match kind {
        Move::Greet => Word::MoveGreet,
        Move::Thank => Word::MoveThank,
        Move::ApologiseWait => Word::MoveApologiseWait,
        Move::Regret => Word::MoveRegret,
        Move::Apologise => Word::MoveApologise,
        Move::NameProblem => Word::MoveNameProblem,
        Move::AcknowledgeEmotion => Word::MoveAcknowledgeEmotion,
        Move::Reassure => Word::MoveReassure,
        Move::Explain => Word::MoveExplain,
        Move::AskPrivate => Word::MoveAskPrivate,
        Move::ProtectData => Word::MoveProtectData,
        Move::Promise => Word::MovePromise,
        Move::HandOff => Word::MoveHandOff,
        Move::Reframe => Word::MoveReframe,
        Move::Redirect => Word::MoveRedirect,
        Move::Answer => Word::MoveAnswer,
        Move::Clarify => Word::MoveClarify,
        Move::Joke => Word::MoveJoke,
        Move::Promote => Word::MovePromote,
        Move::AskFeedback => Word::MoveAskFeedback,
        Move::ThankAmbassador => Word::MoveThankAmbassador,
        Move::RemindRules => Word::MoveRemindRules,
        Move::Safety => Word::MoveSafety,
        Move::Sign => Word::MoveSign,
    }
}

/// The word of something that a customer is asked for.
pub(crate) const fn item(item: Item) -> Word {
    match item {
        Item::FullName => Word::ItemFullName,
        Item::CustomerNumber => Word::ItemCustomerNumber,
        Item::ContractNumber => Word::ItemContractNumber,
        Item::OrderNumber => Word::ItemOrderNumber,
        Item::FileNumber => Word::ItemFileNumber,
        Item::BookingReference => Word::ItemBookingReference,
        Item::InvoiceNumber => Word::ItemInvoiceNumber,
        Item::PhoneLine => Word::ItemPhoneLine,
        Item::PhoneNumber => Word::ItemPhoneNumber,
        Item::Email => Word::ItemEmail,
        Item::PostalAddress => Word::ItemPostalAddress,
        Item::Date => Word::ItemDate,
        Item::Picture => Word::ItemPicture,
        Item::Device => Word::ItemDevice,
    }
}

/// The word of a topic, within a sentence.
pub(crate) const fn topic(topic: Topic) -> Word {
    match topic {
        Topic::Outage => Word::TopicOutage,
        Topic::Delivery => Word::TopicDelivery,
        Topic::Billing => Word::TopicBilling,
        Topic::Refund => Word::TopicRefund,
        Topic::Cancellation => Word::TopicCancellation,
        Topic::Contract => Word::TopicContract,
        Topic::Claim => Word::TopicClaim,
        Topic::Price => Word::TopicPrice,
        Topic::Product => Word::TopicProduct,
        Topic::App => Word::TopicApp,
        Topic::Staff => Word::TopicStaff,
        Topic::Support => Word::TopicSupport,
        Topic::Fraud => Word::TopicFraud,
        Topic::Schedule => Word::TopicSchedule,
        Topic::Other => Word::TopicOther,
        Topic::None => Word::TopicNone,
    }
}

/// The proper name of a channel; none for the brand's own pages.
pub(crate) const fn channel(channel: Channel) -> Option<&'static str> {
    match channel {
        Channel::Facebook => Some("Facebook"),
        Channel::Messenger => Some("Messenger"),
        Channel::Instagram => Some("Instagram"),
        Channel::InstagramDirect => Some("Instagram Direct"),
        Channel::Whatsapp => Some("WhatsApp"),
        Channel::X => Some("X"),
        Channel::XDirect => Some("X Direct"),
        Channel::Mastodon => Some("Mastodon"),
        Channel::Discourse => Some("Discourse"),
        Channel::Telegram => Some("Telegram"),
        Channel::Linkedin => Some("LinkedIn"),
        Channel::Web | Channel::Unknown => None,
    }
}
