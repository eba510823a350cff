//! One case as the widget knows it: from the page, from the edge, or both.

use super::Model;
use super::act::{Ground, here};
use super::view::Key;
use crate::keyed::Keyed;
use accalmie_shared::case::{
    Actor, Case, CaseEvent, Owner, Stage, Turn, claim_holder, echoed, evolve, received,
};
use accalmie_shared::plan::{Plan, Step, plan};
use accalmie_shared::policy::Policy;
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::reading::{Assessment, Risk, Severity, Topic};
use accalmie_shared::reply::Suggestion;
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::Entry as Item;

/// A post of the page, read and assessed. Its element stays with the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PagePost {
    /// Its id on the page.
    pub(crate) id: String,
    /// The post it is nested in.
    pub(crate) parent: Option<String>,
    /// The case it belongs to.
    pub(crate) key: Key,
    /// The author's id.
    pub(crate) author_id: String,
    /// The author's name.
    pub(crate) author: String,
    /// What it says.
    pub(crate) text: String,
    /// When it was made; the moment it was read, where the page doesn't say.
    pub(crate) at: Timestamp,
    /// Whether the page says when.
    pub(crate) dated: bool,
    /// Whether the brand wrote it.
    pub(crate) own: bool,
    /// Permalink.
    pub(crate) url: Option<String>,
    /// The page's path, the thread's name.
    pub(crate) thread: String,
    /// What the reader says of it.
    pub(crate) assessment: Assessment,
}

/// The edge's answer on one case. Its plan is left aside: the core makes the same one here, and by the present clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Detail {
    /// The case's id.
    pub(crate) id: Key,
    /// The case.
    pub(crate) case: Case,
    /// The replies.
    pub(crate) suggestions: Vec<Suggestion>,
    /// The brand's last public answers, the newest first: what the replies were kept apart from.
    pub(crate) recent: Vec<String>,
}

/// What many customers complain of at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alert {
    /// What.
    pub(crate) topic: Topic,
    /// The cases.
    pub(crate) cases: Vec<Key>,
    /// How many customers.
    pub(crate) count: u32,
    /// Since when.
    pub(crate) since: Timestamp,
}

/// What is known of a case in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// The case.
    pub(crate) case: Case,
    /// The plan.
    pub(crate) plan: Plan,
    /// The replies; none where they haven't been made yet.
    pub(crate) suggestions: Option<Vec<Suggestion>>,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What the edge's list says.
    pub(crate) item: Option<Item>,
    /// Its posts on this page, the brand's answers among them, in the page's order.
    pub(crate) posts: Vec<PagePost>,
    /// The case as the edge last told it.
    pub(crate) case: Option<Case>,
    /// Whether the edge knows better by now: something happened since it told the case.
    pub(crate) stale: bool,
    /// The case in full: as the edge tells it, else as the page does, with what was done here since.
    pub(crate) known: Option<Known>,
    /// Whether something was done here that the edge's list can't show yet.
    pub(crate) ahead: bool,
}

impl Entry {
    /// A case nobody knows anything of.
    pub(crate) const fn empty() -> Self {
        Self {
            item: None,
            posts: Vec::new(),
            case: None,
            stale: false,
            known: None,
            ahead: false,
        }
    }

    /// The last post of the customer that stands on this page, whether that shows the newest first or last.
    pub(crate) fn on_page(&self) -> Option<&PagePost> {
        let theirs = self.posts.iter().filter(|post| !post.own);
        theirs.max_by_key(|post| post.at)
    }

    /// The posts of the page that came after everything the edge has told of the case.
    pub(crate) fn news(&self) -> Vec<&PagePost> {
        let Some(case) = &self.case else {
            return Vec::new();
        };
        let last = case.turns.iter().map(|turn| turn.at).max();
        let is_news = |post: &&PagePost| Some(post.at) > last && case.turn(&post.id).is_none();
        let mut news: Vec<&PagePost> = self.posts.iter().filter(is_news).collect();
        news.sort_by_key(|post| post.at);
        news
    }

    /// Whether the page shows a post that the edge's list can't know of yet.
    fn outruns(&self) -> bool {
        let listed = self.item.as_ref().map(|item| item.updated_at);
        self.on_page()
            .is_some_and(|post| post.dated && listed.is_some_and(|listed| post.at > listed))
    }

    /// Makes the case from what the edge told, else from the page, and from what was done here.
    pub(crate) fn fold(&mut self, key: &str, ground: &Ground) {
        self.ahead = ground.acts.iter().any(|act| act.key == key);
        let case = match &self.case {
            Some(case) => {
                let news = self.news();
                let known = news.into_iter().fold(case.clone(), |case, post| {
                    evolve(case, &event(post, ground.policy))
                });
                ground.ahead(key, known)
            }
            None if self.posts.is_empty() => return,
            None => {
                let posts = self.posts.iter();
                let events = posts.map(|post| event(post, ground.policy));
                ground.made(key, events.collect())
            }
        };
        let plan = plan(&case, ground.policy, ground.now, ground.offsets);
        // The suggestions stay: whoever folds anew because the thread changed asks for new ones.
        let suggestions = self
            .known
            .take()
            .and_then(|known| known.suggestions.filter(|_| known.case == case));
        self.known = Some(Known {
            case,
            plan,
            suggestions,
        });
    }

    /// Whether the case is known as well as the edge knows it, or better.
    fn is_told(&self) -> bool {
        self.ahead || (self.case.is_some() && !self.stale)
    }

    /// Whether what is known of the case is newer than what the edge's list says.
    fn is_current(&self) -> bool {
        self.is_told() || self.outruns()
    }

    /// One thing as it is known and as the edge's list says it: the newer of the two.
    fn newer<T>(&self, known: impl Fn(&Known) -> T, listed: impl Fn(&Item) -> T) -> Option<T> {
        let known = self.known.as_ref().map(known);
        let listed = self.item.as_ref().map(listed);
        if self.is_current() {
            known.or(listed)
        } else {
            listed.or(known)
        }
    }

    /// The colleague who has the case, as far as it is known.
    pub(crate) fn holder(&self, policy: &Policy, now: Timestamp) -> Option<&str> {
        if let (true, Some(known)) = (self.is_told(), &self.known) {
            return match claim_holder(&known.case, policy, now)? {
                Actor::Agent { name, .. } => Some(name),
                Actor::Customer | Actor::Brand | Actor::System => None,
            };
        }
        self.item.as_ref()?.claimed_by.as_deref()
    }

    /// Until when the case is put aside.
    pub(crate) fn snoozed_until(&self) -> Option<Timestamp> {
        self.newer(|known| known.case.snoozed_until, |item| item.snoozed_until)
            .flatten()
    }

    /// The rung.
    pub(crate) fn stage(&self) -> Stage {
        self.newer(|known| known.case.stage, |item| item.stage)
            .unwrap_or(Stage::Received)
    }

    /// How angry.
    pub(crate) fn severity(&self) -> Severity {
        self.newer(|known| known.plan.severity, |item| item.severity)
            .unwrap_or(Severity::Calm)
    }

    /// Until when the next step is due.
    pub(crate) fn due(&self) -> Option<Timestamp> {
        self.newer(|known| known.plan.due, |item| item.due)
            .flatten()
    }

    /// The next step, where it is known.
    pub(crate) fn step(&self) -> Option<Step> {
        self.newer(|known| known.plan.step, |item| item.step)
    }

    /// What it is about.
    pub(crate) fn topic(&self) -> Option<Topic> {
        self.newer(|known| known.plan.topic, |item| item.topic)
    }

    /// Who owes the next step.
    pub(crate) fn owner(&self) -> Option<Owner> {
        self.newer(|known| known.plan.owner, |item| item.owner)
    }

    /// The dangers in it, each once.
    pub(crate) fn risks(&self) -> Vec<Risk> {
        self.newer(|known| risks(&known.case), |item| item.risks.clone())
            .unwrap_or_default()
    }

    /// The author's name.
    pub(crate) fn author(&self) -> &str {
        let known = self
            .known
            .as_ref()
            .and_then(|known| known.case.author.as_ref())
            .map(|author| author.name.as_str());
        known
            .or(self.item.as_ref().map(|item| item.author.as_str()))
            .unwrap_or_default()
    }

    /// The last words of the customer.
    pub(crate) fn excerpt(&self) -> &str {
        let known = self.known.as_ref().and_then(|known| {
            known
                .case
                .turns
                .iter()
                .rev()
                .find(|turn| turn.assessment().is_some())
        });
        known
            .map(|turn| turn.text.as_str())
            .or(self.item.as_ref().map(|item| item.excerpt.as_str()))
            .unwrap_or_default()
    }

    /// Where it is.
    pub(crate) fn channel(&self) -> Channel {
        let listed = self.item.as_ref().map(|item| item.channel);
        listed
            .or(self.known.as_ref().map(|known| known.case.channel))
            .unwrap_or(Channel::Web)
    }

    /// When the customer last wrote, as far as it is known.
    pub(crate) fn at(&self) -> Timestamp {
        let known = self
            .known
            .as_ref()
            .and_then(|known| known.case.mood.last())
            .map(|mood| mood.at);
        known
            .or(self.item.as_ref().map(|item| item.updated_at))
            .unwrap_or_default()
    }
}

/// The dangers in the present episode of a case, each once.
fn risks(case: &Case) -> Vec<Risk> {
    let read = case.present().iter().filter_map(Turn::assessment);
    let mut risks: Vec<Risk> = read.flat_map(|read| read.risks.iter().copied()).collect();
    risks.sort_unstable();
    risks.dedup();
    risks
}

/// A post of the page as what happened to its case.
fn event(post: &PagePost, policy: &Policy) -> CaseEvent {
    if post.own {
        return echoed(
            &post.id,
            Venue::Public,
            post.text.clone(),
            post.parent.clone(),
            post.at,
        );
    }
    received(whole(post), post.assessment.clone(), policy)
}

/// A post of the page as the core's post.
pub(crate) fn whole(post: &PagePost) -> Post {
    Post {
        id: post.id.clone(),
        thread: post.thread.clone(),
        parent: post.parent.clone(),
        channel: Channel::Web,
        venue: Venue::Public,
        author: Author {
            id: post.author_id.clone(),
            name: post.author.clone(),
            handle: None,
            bio: None,
            url: None,
        },
        text: post.text.clone(),
        lang: None,
        url: post.url.clone(),
        account: None,
        reach: None,
        attachments: Vec::new(),
        at: post.at,
    }
}

impl Model {
    /// The person who acts: whoever is signed in, else somebody without a name.
    pub(crate) fn by(&self) -> Actor {
        match &self.agent {
            Some(agent) => Actor::Agent {
                id: agent.id.clone(),
                name: agent.name.clone(),
            },
            None => here(),
        }
    }

    /// What the cases are made with, and the cases.
    pub(crate) fn ground(&mut self) -> (Ground<'_>, &mut Keyed<Entry>) {
        let ground = Ground {
            by: self.by(),
            policy: &self.policy,
            now: self.now,
            offsets: &self.offsets,
            acts: &self.acts,
        };
        (ground, &mut self.entries)
    }
}
