//! Check: what breaks, or would improve, an answer; on what the composer writes and on what a person types.
//!
//! ```text
//! draft → words → what it says → gates G1..G9, house rules, eight scores → findings with span, words and fix
//! ```

mod gates;
mod house;
mod mend;
mod scores;
mod words;

pub use words::Said;

use crate::case::Case;
use crate::packs::{Message, Packs};
use crate::policy::Policy;
use crate::reading::Lang;
use crate::reply::{Finding, Gate, Rule, Score};
use crate::similarity::Runs;
use crate::situation::{Choice, Situation};
use crate::units::{Span, Timestamp};

/// Where a draft would be sent.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The case it answers.
    pub case: &'a Case,
    /// The brand's policy.
    pub policy: &'a Policy,
    /// The brand's last replies on the page.
    pub recent: &'a [String],
    /// What the person chose.
    pub choice: &'a Choice,
    /// The language of the person who writes; findings are worded in it.
    pub reader: Lang,
    /// The moment of writing.
    pub now: Timestamp,
}

/// Everything wrong with a draft, the gravest first, and what would improve it. Empty for an empty draft, and where
/// the case has no post to answer or no language pack is at hand.
#[must_use]
pub fn check(draft: &str, context: &Context, packs: &Packs) -> Vec<Finding> {
    let situation = Situation::of(
        context.case,
        context.policy,
        packs,
        context.choice,
        context.now,
    );
    let messages = packs
        .get(context.reader)
        .or_else(|| packs.get(context.policy.brand.lang));
    let (Some(situation), Some(messages)) = (situation, messages) else {
        return Vec::new();
    };
    if draft.trim().is_empty() {
        return Vec::new();
    }
    let recent: Vec<Runs> = context.recent.iter().map(|reply| Runs::of(reply)).collect();
    let said = Said::of(draft, &situation);
    let mut breaches = gates::run(&said, &situation, &recent);
    breaches.extend(house::run(&said, &situation));
    breaches.extend(scores::missed(&said, &situation));
    breaches
        .into_iter()
        .map(|breach| Finding {
            rule: breach.rule,
            span: breach.span,
            message: breach.message.fill(&messages.book, &breach.with),
            fix: breach.fix,
        })
        .collect()
}

/// The gates that a text fails, and the scores that it earns.
pub(crate) fn judge(text: &str, situation: &Situation, recent: &[Runs]) -> (Vec<Gate>, Vec<Score>) {
    let said = Said::of(text, situation);
    let failed = gates::run(&said, situation, recent)
        .into_iter()
        .filter_map(|breach| match breach.rule {
            Rule::Gate(gate) => Some(gate),
            Rule::Score(_) | Rule::House => None,
        });
    let house = house::run(&said, situation).into_iter().map(|_| Gate::G7);
    (
        failed.chain(house).collect(),
        scores::earned(&said, situation),
    )
}

/// One thing to say about a draft, before it is put into words.
#[derive(Debug)]
pub(crate) struct Breach {
    pub(crate) rule: Rule,
    pub(crate) span: Span,
    pub(crate) message: Message,
    /// What fills the `{}` of the message.
    pub(crate) with: String,
    pub(crate) fix: Option<String>,
}

impl Breach {
    fn new(rule: Rule, span: Span, message: Message) -> Self {
        Self {
            rule,
            span,
            message,
            with: String::new(),
            fix: None,
        }
    }

    fn with(self, with: impl Into<String>) -> Self {
        Self {
            with: with.into(),
            ..self
        }
    }

    fn fix(self, fix: impl Into<String>) -> Self {
        Self {
            fix: Some(fix.into()),
            ..self
        }
    }
}
