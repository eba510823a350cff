//! One post read: language, signals, anger, intent, dangers, topic and footing, in one pass.

mod anger;
mod choices;
mod join;
mod turns;

use crate::lang;
use crate::model::{self, Model};
use crate::packs::{Cue, Packs};
use crate::personal;
use crate::reading::{Assessment, Intent, Lang, Risk, Severity, Signal, SignalKind, Topic};
use crate::signals::{self, Evidence};
use crate::text::{self, Tokens};

/// Reads one post.
///
/// `lang` is what the platform or the page says; without it, or with [`Lang::Unknown`], the language is decided from
/// the text. A text in a language whose pack is not at hand is read by its markers alone.
///
/// Total, and linear in the length of the text. The same text, language and packs give the same answer everywhere.
#[must_use]
#[cfg_attr(quick, optimize(speed))]
pub fn assess(text: &str, lang: Option<Lang>, packs: &Packs) -> Assessment {
    let tokens = text::tokenize(text);
    let lang = match lang {
        Some(known @ (Lang::Fr | Lang::En)) => known,
        Some(Lang::Unknown) | None => lang::detect(text, &tokens),
    };
    let personal = personal::find(text, &tokens);
    let mut evidence = signals::read(text, &tokens, packs.get(lang));
    let shown = |data: &crate::reading::PersonalData| Signal {
        kind: SignalKind::PersonalData,
        span: data.span,
        weight: 0,
    };
    evidence.add(personal.iter().map(shown));

    let read = match packs.get(lang).and_then(|pack| pack.model.as_ref()) {
        Some(model) => by_both(&mut evidence, model, &tokens),
        None => by_rules(&evidence, &tokens),
    };
    let is_reply = evidence.agent_voice >= REPLY_FROM;
    if is_reply {
        evidence
            .signals
            .retain(|signal| !turns::is_of_the_customer(signal.kind));
    }
    let risks = risks(&evidence);
    let is_grave = risks.iter().copied().any(is_grave);
    let anger = if is_reply {
        read.anger.min(ANNOYED_FROM - 1)
    } else if is_grave {
        read.anger.max(ANNOYED_FROM)
    } else {
        read.anger
    };
    let intent = match read.intent {
        _ if is_reply => Intent::Other,
        // Whoever writes to a brand about a danger reports a problem, in whatever words.
        Intent::Question | Intent::Praise | Intent::Tease | Intent::Other if is_grave => {
            Intent::Complaint
        }
        intent @ (Intent::Complaint
        | Intent::Question
        | Intent::Praise
        | Intent::Tease
        | Intent::Abuse
        | Intent::Other) => intent,
    };
    Assessment {
        lang,
        intent,
        anger,
        severity: severity(anger),
        risks,
        topic: read.topic,
        address: choices::address(&evidence),
        register: choices::register(&evidence, &tokens),
        personal,
        signals: evidence.signals,
    }
}

/// From so many different expressions of a brand's own voice on, a post is an answer, not a complaint: brands' replies
/// quote the problem and regret it, and are calm.
const REPLY_FROM: usize = 3;

/// What rules and model answer alike.
struct Read {
    intent: Intent,
    anger: u16,
    topic: Topic,
}

fn by_rules(evidence: &Evidence, tokens: &Tokens) -> Read {
    let intent = choices::intent(evidence, tokens);
    Read {
        intent,
        anger: anger::score(evidence, intent),
        topic: choices::topic(evidence),
    }
}

fn by_both(evidence: &mut Evidence, model: &Model, tokens: &Tokens) -> Read {
    let scores = model::score(model, tokens, &signals::counts(evidence), &evidence.rows);
    turns::signals(evidence, model, &scores, tokens);
    let intent = join::intent(evidence, &scores, tokens);
    Read {
        intent,
        anger: join::anger(evidence, intent, model, &scores, tokens),
        topic: join::topic(evidence, &scores),
    }
}

/// From this anger on a post is annoyed, in permille.
pub const ANNOYED_FROM: u16 = 250;
/// From this anger on a post is angry, in permille.
pub const ANGRY_FROM: u16 = 500;
/// From this anger on a post is furious, in permille.
pub const FURIOUS_FROM: u16 = 780;

/// The step that an anger of 0..=1000 permille falls in.
#[must_use]
pub const fn severity(anger: u16) -> Severity {
    match anger {
        ..ANNOYED_FROM => Severity::Calm,
        ANNOYED_FROM..ANGRY_FROM => Severity::Annoyed,
        ANGRY_FROM..FURIOUS_FROM => Severity::Angry,
        FURIOUS_FROM.. => Severity::Furious,
    }
}

/// Dangers that are no small talk, however calmly they are told: such a post is at least annoyed and a complaint.
const fn is_grave(risk: Risk) -> bool {
    match risk {
        Risk::Safety | Risk::SelfHarm | Risk::Harassment | Risk::Fraud => true,
        Risk::Legal | Risk::Press | Risk::Privacy | Risk::VulnerablePerson => false,
    }
}

fn risks(evidence: &Evidence) -> Vec<Risk> {
    let mut risks: Vec<Risk> = evidence
        .hits
        .iter()
        .filter_map(|hit| match hit.cue {
            Cue::Risk(risk) => Some(risk),
            Cue::Signal(SignalKind::LegalThreat) => Some(Risk::Legal),
            Cue::Signal(SignalKind::PressThreat) => Some(Risk::Press),
            Cue::Signal(_)
            | Cue::Intent(_)
            | Cue::Topic(_)
            | Cue::Address(_)
            | Cue::Register(_)
            | Cue::Role(_)
            | Cue::Slot => None,
        })
        .collect();
    risks.sort_unstable();
    risks.dedup();
    risks
}
