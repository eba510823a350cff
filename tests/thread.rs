//! A thread written down, and what is done with it.

use crate::clock::{at, paris, read};
use crate::scene::{Scene, Stand};
use accalmie_shared::assess;
use accalmie_shared::case::{Actor, CaseEvent, Command, Refusal, Reply, decide, received, replay};
use accalmie_shared::check::{self, Context};
use accalmie_shared::compose::Choice;
use accalmie_shared::packs::Packs;
use accalmie_shared::personal::mask;
use accalmie_shared::policy::{Policy, parse};
use accalmie_shared::post::{Author, Channel, Post, Venue};
use accalmie_shared::reading::Lang;
use accalmie_shared::reply::{Finding, Move};
use accalmie_shared::units::Timestamp;

const DEMO: &str = include_str!("../shared/data/policy.demo.json");

/// A story in the making: a brand, a channel, and what has happened so far.
pub struct Story {
    /// The brand's policy: the demo brand's, unless the story says otherwise.
    pub policy: Policy,
    /// What has happened.
    pub events: Vec<CaseEvent>,
    /// The brand's recent replies on the page.
    pub recent: Vec<String>,
    channel: Channel,
    packs: Packs,
}

/// A thread on the brand's Facebook page.
#[must_use]
pub fn facebook(thread: &str) -> Story {
    Story::on(Channel::Facebook).tells(thread)
}

/// A thread on X.
#[must_use]
pub fn x(thread: &str) -> Story {
    Story::on(Channel::X).tells(thread)
}

/// A thread on the brand's own pages.
#[must_use]
pub fn forum(thread: &str) -> Story {
    Story::on(Channel::Web).tells(thread)
}

impl Story {
    /// A story that has not begun.
    ///
    /// # Panics
    /// When the demo policy is wrong.
    #[must_use]
    pub fn on(channel: Channel) -> Self {
        let policy = parse(DEMO).unwrap_or_else(|problems| panic!("the demo policy: {problems:?}"));
        Self {
            policy,
            events: Vec::new(),
            recent: Vec::new(),
            channel,
            packs: Packs::embedded(),
        }
    }

    /// The same story under another policy.
    #[must_use]
    pub fn under(mut self, change: impl FnOnce(&mut Policy)) -> Self {
        change(&mut self.policy);
        self
    }

    /// Goes on with more of the thread.
    ///
    /// # Panics
    /// When a line can't be read, or an answer is refused: a story is wrong.
    #[must_use]
    pub fn tells(mut self, thread: &str) -> Self {
        for line in lines(thread) {
            match line.speaker {
                Speaker::Customer => {
                    let event = self.post(&line);
                    self.events.push(event);
                }
                Speaker::Brand => {
                    let command = reply(&line, Vec::new());
                    self = self.does(line.at, line.name, &command);
                }
            }
        }
        self
    }

    /// A person of the brand gives a command.
    ///
    /// # Panics
    /// When the command is refused.
    #[must_use]
    pub fn does(mut self, when: Timestamp, name: &str, command: &Command) -> Self {
        match self.tries(when, name, command) {
            Ok(events) => self.events.extend(events),
            Err(refusal) => panic!("{name} was refused: {refusal:?}"),
        }
        self
    }

    /// What comes of a command, without doing it.
    ///
    /// # Errors
    /// The refusal.
    pub fn tries(
        &self,
        when: Timestamp,
        name: &str,
        command: &Command,
    ) -> Result<Vec<CaseEvent>, Refusal> {
        let by = Actor::Agent {
            id: name.to_lowercase(),
            name: name.into(),
        };
        let case = replay(self.events.clone());
        let id = format!("act-{}", self.events.len());
        decide(&case, command, &by, &self.policy, when, &id)
    }

    /// The brand answers with known moves, as it does when a suggestion is sent.
    #[must_use]
    pub fn sends(self, when: &str, name: &str, venue: Venue, moves: &[Move], text: &str) -> Self {
        let line = Line {
            at: at(when),
            speaker: Speaker::Brand,
            name,
            venue,
            to: None,
            reach: None,
            attachments: Vec::new(),
            text: text.into(),
        };
        let command = reply(&line, moves.to_vec());
        self.does(at(when), name, &command)
    }

    /// What the community manager sees at a moment.
    #[must_use]
    pub fn at(&self, when: &str) -> Scene {
        self.at_by(when, &Choice::default())
    }

    /// What the community manager sees after choosing a tone, a language, a venue.
    #[must_use]
    pub fn at_by(&self, when: &str, choice: &Choice) -> Scene {
        let stand = Stand {
            policy: &self.policy,
            packs: &self.packs,
            recent: &self.recent,
            choice,
            now: at(when),
            offsets: paris(),
        };
        Scene::new(replay(self.events.clone()), stand)
    }

    /// What the checker says of a draft while the community manager types.
    #[must_use]
    pub fn check(&self, when: &str, reader: Lang, draft: &str) -> Vec<Finding> {
        let case = replay(self.events.clone());
        let context = Context {
            case: &case,
            policy: &self.policy,
            recent: &self.recent,
            choice: &Choice::default(),
            reader,
            now: at(when),
        };
        check::check(draft, &context, &self.packs)
    }

    fn post(&self, line: &Line<'_>) -> CaseEvent {
        let assessment = assess(&line.text, None, &self.packs);
        let text = match line.venue {
            Venue::Public => mask(&line.text, &assessment.personal),
            Venue::Private => line.text.clone(),
        };
        let post = Post {
            id: format!("p{}", self.events.len() + 1),
            thread: "thread".into(),
            parent: None,
            channel: self.channel,
            venue: line.venue,
            author: Author {
                id: line.name.to_lowercase(),
                name: line.name.into(),
                handle: None,
                bio: None,
                url: None,
            },
            text,
            lang: None,
            url: None,
            account: line.to.clone(),
            reach: line.reach,
            attachments: line.attachments.clone(),
            at: line.at,
        };
        received(post, assessment, &self.policy)
    }
}

fn reply(line: &Line<'_>, moves: Vec<Move>) -> Command {
    let reply = Reply {
        venue: line.venue,
        text: line.text.clone(),
        moves,
        asks: Vec::new(),
        post: None,
        to: None,
    };
    match line.venue {
        Venue::Public => Command::Acknowledge { reply },
        Venue::Private => Command::ReplyPrivate { reply },
    }
}

enum Speaker {
    Customer,
    Brand,
}

struct Line<'a> {
    at: Timestamp,
    speaker: Speaker,
    name: &'a str,
    venue: Venue,
    to: Option<String>,
    reach: Option<u32>,
    attachments: Vec<String>,
    text: String,
}

fn lines(thread: &str) -> Vec<Line<'_>> {
    let mut found: Vec<Line<'_>> = Vec::new();
    for line in thread
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        match begin(line) {
            Some(begun) => found.push(begun),
            None => match found.last_mut() {
                Some(last) => {
                    last.text.push('\n');
                    last.text.push_str(line);
                }
                None => panic!("found `{line}`, expected a line like `mon 09:02 Claire: text`"),
            },
        }
    }
    found
}

fn begin(line: &str) -> Option<Line<'_>> {
    let clock = line.find(':')? + 3;
    let at = read(line.get(..clock)?)?;
    let (who, mut text) = line.get(clock..)?.trim().split_once(':')?;
    let (speaker, who) = match who.strip_prefix('→') {
        Some(who) => (Speaker::Brand, who.trim()),
        None => (Speaker::Customer, who),
    };
    let (name, venue) = match who.strip_suffix(", private") {
        Some(name) => (name, Venue::Private),
        None => (who, Venue::Public),
    };
    let (mut to, mut reach, mut attachments) = (None, None, Vec::new());
    text = text.trim();
    while let Some((mark, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        match mark.split_once(' ') {
            Some(("to", handle)) => to = Some(handle.to_owned()),
            Some(("reach", people)) => reach = people.parse().ok(),
            None if mark == "photo" => attachments.push("photo".to_owned()),
            Some(_) | None => panic!("found the mark `[{mark}]`, expected to, reach or photo"),
        }
        text = rest.trim();
    }
    Some(Line {
        at,
        speaker,
        name,
        venue,
        to,
        reach,
        attachments,
        text: text.to_owned(),
    })
}
