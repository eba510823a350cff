//! What the community manager sees of a case at a moment.

use accalmie_shared::case::{Case, Stage, Turn};
use accalmie_shared::compose::{Choice, suggest};
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::plan::{Plan, Reason, Step, plan};
use accalmie_shared::policy::Policy;
use accalmie_shared::reading::{Assessment, Lang, SignalKind};
use accalmie_shared::reply::{Move, Suggestion};
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::{Entry, Rung, RungState, entry, ladder};
use accalmie_shared::words::{self, Tongue};

/// Where a scene is looked at.
pub(crate) struct Stand<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) packs: &'a Packs,
    pub(crate) recent: &'a [String],
    pub(crate) choice: &'a Choice,
    pub(crate) now: Timestamp,
    pub(crate) offsets: Offsets,
}

/// A case at a moment, with everything the panel shows of it.
pub struct Scene {
    /// The fold of its events.
    pub case: Case,
    /// The next step.
    pub plan: Plan,
    /// Its line in the inbox.
    pub entry: Entry,
    /// The five rungs.
    pub ladder: [Rung; 5],
    /// The answers to choose from, the best first.
    pub suggestions: Vec<Suggestion>,
    /// Now.
    pub now: Timestamp,
    offsets: Offsets,
}

impl Scene {
    /// # Panics
    /// When the customer hasn't said anything: there is nothing to see.
    pub(crate) fn new(case: Case, stand: Stand<'_>) -> Self {
        let Stand {
            policy,
            packs,
            recent,
            choice,
            now,
            offsets,
        } = stand;
        let plan = plan(&case, policy, now, &offsets);
        let entry = entry("case", &case, &plan, policy, now).expect("a case with a post");
        let ladder = ladder(&case, &plan);
        let suggestions = suggest(&case, &plan, policy, packs, recent, now, choice);
        Self {
            case,
            plan,
            entry,
            ladder,
            suggestions,
            now,
            offsets,
        }
    }

    /// The suggestions that make a move.
    #[must_use]
    pub fn with(&self, step: Move) -> Vec<&Suggestion> {
        let all = self.suggestions.iter();
        all.filter(|one| one.moves.contains(&step)).collect()
    }

    /// The best suggestion.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn best(&self) -> &Suggestion {
        self.suggestions.first().expect("a suggestion")
    }

    /// Whether any suggestion says such words, in whatever case.
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.suggestions
            .iter()
            .any(|one| one.text.to_lowercase().contains(&words))
    }

    /// The suggestions as a person would list them, for messages of failed stories.
    #[must_use]
    pub fn listed(&self) -> String {
        let line = |one: &Suggestion| format!("{:?} {:?}\n{}", one.venue, one.moves, one.text);
        self.suggestions
            .iter()
            .map(line)
            .collect::<Vec<_>>()
            .join("\n\n")
    }

    /// The reasons of the plan, in words.
    #[must_use]
    pub fn reasons(&self, lang: Lang) -> Vec<String> {
        let tongue = Tongue {
            lang,
            offsets: &self.offsets,
        };
        let reasons = self.plan.because.iter();
        reasons
            .map(|reason| words::reason(reason, tongue))
            .collect()
    }

    /// Whether the plan gives such a reason.
    #[must_use]
    pub fn because(&self, is: impl Fn(&Reason) -> bool) -> bool {
        self.plan.because.iter().any(is)
    }

    /// The customer's turns, oldest first.
    #[must_use]
    pub fn posts(&self) -> Vec<&Turn> {
        let turns = self.case.turns.iter();
        turns.filter(|turn| turn.assessment().is_some()).collect()
    }

    /// What the reader said of the customer's last post.
    ///
    /// # Panics
    /// Never: a scene has a post.
    #[must_use]
    pub fn read(&self) -> &Assessment {
        let posts = self.posts();
        posts
            .last()
            .and_then(|turn| turn.assessment())
            .expect("a case with a post")
    }

    /// The words that carry a signal, in the customer's last post.
    #[must_use]
    pub fn evidence(&self, kind: SignalKind) -> Vec<&str> {
        let posts = self.posts();
        let text = posts.last().map_or("", |turn| turn.text.as_str());
        let signals = self.read().signals.iter();
        signals
            .filter(|signal| signal.kind == kind)
            .map(|signal| signal.span.of(text))
            .collect()
    }

    /// The stage that comes next, if any.
    #[must_use]
    pub fn next_rung(&self) -> Option<Stage> {
        let mut rungs = self.ladder.iter();
        let next = rungs.find(|rung| matches!(rung.state, RungState::Next { .. }));
        next.map(|rung| rung.stage)
    }

    /// Whether a step is the plan's, or may be taken instead.
    #[must_use]
    pub fn offers(&self, step: Step) -> bool {
        self.plan.step == step || self.plan.also.contains(&step)
    }
}
