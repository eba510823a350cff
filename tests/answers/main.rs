//! Answers: what is composed, and what the checker says of a draft.

mod checker;
mod composer;
mod lengths;
mod manners;
mod slots;

use accalmie_shared::assess;
use accalmie_shared::case::{Case, CaseEvent, echoed, received, replay};
use accalmie_shared::check::{Context, check};
use accalmie_shared::compose::{Choice, suggest};
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::personal;
use accalmie_shared::plan::plan;
use accalmie_shared::policy::{self, Policy};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::reading::Lang;
use accalmie_shared::reply::{Finding, Rule, Suggestion};
use accalmie_shared::units::Timestamp;
use std::sync::OnceLock;

/// A Monday at ten.
const START: i64 = 1_763_978_400_000;

fn packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(Packs::embedded)
}

fn lumio() -> Policy {
    policy::parse(include_str!("../../shared/data/policy.demo.json"))
        .expect("the demo policy is valid")
}

/// A thread in the making: posts of one customer, answers of the brand.
struct Thread {
    channel: Channel,
    policy: Policy,
    events: Vec<CaseEvent>,
    now: Timestamp,
    recent: Vec<String>,
    choice: Choice,
}

impl Thread {
    fn on(channel: Channel) -> Self {
        Self {
            channel,
            policy: lumio(),
            events: Vec::new(),
            now: Timestamp(START),
            recent: Vec::new(),
            choice: Choice::default(),
        }
    }

    fn public(self, text: &str) -> Self {
        self.post(text, Venue::Public, "Claire Morel")
    }

    fn post(mut self, text: &str, venue: Venue, name: &str) -> Self {
        self.now = Timestamp(self.now.0 + 600_000);
        let assessment = assess(text, None, packs());
        let text = match venue {
            Venue::Public => personal::mask(text, &assessment.personal),
            Venue::Private => text.to_owned(),
        };
        let post = Post {
            id: format!("p{}", self.events.len()),
            thread: "t".to_owned(),
            parent: None,
            channel: self.channel,
            venue,
            author: Author {
                id: format!("{name}{}", text.len()),
                name: name.to_owned(),
                handle: None,
                bio: None,
                url: None,
            },
            text,
            lang: None,
            url: None,
            account: None,
            reach: None,
            attachments: Vec::new(),
            at: self.now,
        };
        self.events.push(received(post, assessment, &self.policy));
        self
    }

    fn brand(mut self, text: &str) -> Self {
        self.now = Timestamp(self.now.0 + 600_000);
        let id = format!("r{}", self.events.len());
        self.events
            .push(echoed(&id, Venue::Public, text.to_owned(), None, self.now));
        self
    }

    fn case(&self) -> Case {
        replay(self.events.clone())
    }

    fn answers(&self) -> Vec<Suggestion> {
        let case = self.case();
        let plan = plan(&case, &self.policy, self.now, &Offsets::fixed(60));
        suggest(
            &case,
            &plan,
            &self.policy,
            packs(),
            &self.recent,
            self.now,
            &self.choice,
        )
    }

    fn findings(&self, draft: &str) -> Vec<Finding> {
        let case = self.case();
        let context = Context {
            case: &case,
            policy: &self.policy,
            recent: &self.recent,
            choice: &self.choice,
            reader: Lang::Fr,
            now: self.now,
        };
        check(draft, &context, packs())
    }

    fn rules(&self, draft: &str) -> Vec<Rule> {
        self.findings(draft)
            .into_iter()
            .map(|finding| finding.rule)
            .collect()
    }
}
