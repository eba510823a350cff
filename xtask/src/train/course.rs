//! The course: which posts a student is shown, what it is told of each, and how it does on posts kept from it.

use super::data::{Corpus, Other};
use super::folds::{self, FOLDS};
use super::kernel::in_parallel;
use super::logistic::Target;
use super::sparse::Rows;
use super::student::{self, Shape};
use super::teacher::{self, Lessons};
use crate::metrics::{Scored, best_cut};
use accalmie_shared::model::{Head, HeadWeights, Model, Scores, score};
use accalmie_shared::packs::Pack;
use accalmie_shared::reading::{Intent, SignalKind};
use accalmie_shared::signals::{self, CUES};
use accalmie_shared::text::{Tokens, hash, tokenize};
use anyhow::{Result, anyhow};
use std::array;

/// Heads that the teacher teaches; the others learn from the labels alone.
const TAUGHT: [Head; 16] = [
    Head::Annoyed,
    Head::Angry,
    Head::Furious,
    Head::Grievance,
    Head::Intent(Intent::Question),
    Head::Intent(Intent::Praise),
    Head::Intent(Intent::Tease),
    Head::Intent(Intent::Abuse),
    Head::Intent(Intent::Other),
    Head::Signal(SignalKind::Sarcasm),
    Head::Signal(SignalKind::Chasing),
    Head::Signal(SignalKind::ChurnThreat),
    Head::Signal(SignalKind::WitnessAppeal),
    Head::Signal(SignalKind::Waiting),
    Head::Signal(SignalKind::Gratitude),
    Head::Signal(SignalKind::Insult),
];

/// Unlabelled posts that the teacher answers for, by set, and at most how many.
const POOL: [(&str, usize); 13] = [
    ("fr_free_tweets", 1200),
    ("fr_brand_replies", 1400),
    ("fr_tripadvisor", 1500),
    ("fr_trustpilot_bank", 700),
    ("fr_trustpilot_misc", 500),
    ("fr_umsab", 800),
    ("fr_mlma", 400),
    ("fr_xed", 600),
    ("en_twcs_spotify", 5000),
    ("en_airline", 4000),
    ("en_complaints", 1500),
    ("en_umsab", 500),
    ("en_goemotions", 1000),
];

/// Posts by brands themselves: whatever the teacher thinks of them, they are calm and no grievance.
const OWN_VOICE: [&str; 2] = ["brand_reply", "brand_post"];

/// How much a label counts against what teachers say who haven't seen it.
const LABEL_SHARE: f64 = 0.4;

/// How much an unlabelled post counts.
const POOL_WEIGHT: f64 = 0.5;

/// Everything a student can be shown.
pub(super) struct Course<'a> {
    corpus: &'a Corpus,
    pool: Vec<&'a Other>,
    folds: Vec<usize>,
    tokens: Vec<Tokens>,
    cues: Vec<[u8; CUES]>,
    rows: Rows,
    lessons: Lessons,
}

/// What came out: the model to ship, and what models of the other folds said of each labelled and own-voice post.
pub(super) struct Outcome {
    pub(super) model: Model,
    pub(super) held_out: Vec<Scores>,
    pub(super) own_voice: Vec<Scores>,
}

impl<'a> Course<'a> {
    pub(super) fn prepare(corpus: &'a Corpus, pack: Option<&Pack>) -> Self {
        let folds = folds::folds(
            corpus
                .labelled
                .iter()
                .map(|post| (post.id.as_str(), post.text.as_str())),
        );
        let mut pool = Vec::new();
        let mut rest = Vec::new();
        for (set, posts) in &corpus.others {
            let most = POOL
                .iter()
                .find(|(name, _)| name == set)
                .map_or(0, |(_, most)| *most);
            // Evenly spread over the set.
            let every = posts.len().div_ceil(most.max(1)).max(1);
            for (at, post) in posts.iter().enumerate() {
                if most > 0 && at % every == 0 {
                    pool.push(post);
                } else {
                    rest.push(tokenize(&post.text));
                }
            }
        }
        let labelled = corpus.labelled.iter().map(|post| post.text.as_str());
        let texts: Vec<&str> = labelled
            .chain(pool.iter().map(|post| post.text.as_str()))
            .collect();
        let tokens: Vec<Tokens> = texts.iter().map(|text| tokenize(text)).collect();
        let mut rows = Rows::new();
        let cues: Vec<[u8; CUES]> = texts
            .iter()
            .zip(&tokens)
            .map(|(text, tokens)| signals::counts(&signals::read(text, tokens, pack)))
            .collect();
        for (tokens, cues) in tokens.iter().zip(&cues) {
            rows.push(student::row(tokens, cues));
        }
        let views = teacher::look(corpus, &tokens, &rows, corpus.labelled.len(), &rest);
        let lessons = teacher::teach(corpus, &views, &folds, &TAUGHT);
        Self {
            corpus,
            pool,
            folds,
            tokens,
            cues,
            rows,
            lessons,
        }
    }

    /// Trains one model for each hidden fold and the one to ship, whose decisions turn where they did best.
    pub(super) fn run(&self) -> Result<Outcome> {
        let labelled = self.corpus.labelled.len();
        let mut scores: Vec<Option<Scores>> = vec![None; self.tokens.len()];
        for fold in 0..FOLDS {
            let model = built(&self.heads(Some(fold)))?;
            for post in (0..self.tokens.len()).filter(|post| self.fold_of(*post) == Some(fold)) {
                scores[post] = Some(score(&model, &self.tokens[post], &self.cues[post]));
            }
        }
        let held_out: Vec<Scores> = scores[..labelled].iter().copied().flatten().collect();
        let own_voice = scores[labelled..].iter().copied().flatten().collect();
        let mut heads = self.heads(None);
        for (head, weights) in Head::ALL.iter().zip(&mut heads) {
            weights.bias -= self.cut(*head, &held_out, |_| true);
        }
        Ok(Outcome {
            model: built(&heads)?,
            held_out,
            own_voice,
        })
    }

    /// Where the head's decision turns: for heads that decide alone, where it does best on the posts of these folds.
    fn cut(&self, head: Head, held_out: &[Scores], fold: impl Fn(usize) -> bool) -> i32 {
        if !decides_alone(head) {
            return 0;
        }
        let posts = self.corpus.labelled.iter().zip(held_out).zip(&self.folds);
        let chosen = posts.filter(|(_, own)| fold(**own));
        let scored: Vec<Scored> = chosen
            .map(|((post, scores), _)| (post.label.says(head), scores.margin(head)))
            .collect();
        best_cut(&scored).0
    }

    /// The right answer of every labelled post, and its held-out margin over a cut chosen on the other folds: the
    /// head says yes from 0 on. Neither weights nor cut have seen the post.
    pub(super) fn scored(&self, head: Head, held_out: &[Scores]) -> Vec<Scored> {
        let cuts: Vec<i32> = (0..FOLDS)
            .map(|fold| self.cut(head, held_out, |own| own != fold))
            .collect();
        let posts = self.corpus.labelled.iter().zip(held_out).zip(&self.folds);
        posts
            .map(|((post, scores), fold)| {
                (post.label.says(head), scores.margin(head) - cuts[*fold])
            })
            .collect()
    }

    /// How many posts by brands themselves there are, and how many of them models that hadn't seen them flag.
    pub(super) fn own_voice(&self, outcome: &Outcome) -> (usize, usize) {
        let cut = self.cut(Head::Annoyed, &outcome.held_out, |_| true);
        let flagged = outcome
            .own_voice
            .iter()
            .filter(|scores| scores.margin(Head::Annoyed) >= cut)
            .count();
        (outcome.own_voice.len(), flagged)
    }

    /// How many unlabelled posts the student was shown.
    pub(super) fn pool(&self) -> usize {
        self.pool.len()
    }

    /// The fold a post is measured in: labelled posts, and what brands say themselves.
    fn fold_of(&self, post: usize) -> Option<usize> {
        let labelled = self.corpus.labelled.len();
        match self.folds.get(post) {
            Some(fold) => Some(*fold),
            None => self
                .is_own_voice(post)
                .then(|| hash(self.pool[post - labelled].text.as_bytes()) as usize % FOLDS),
        }
    }

    fn is_own_voice(&self, post: usize) -> bool {
        let labelled = self.corpus.labelled.len();
        let of_brand = |other: &&Other| {
            other
                .labels
                .iter()
                .any(|label| OWN_VOICE.contains(&label.as_str()))
        };
        post >= labelled && of_brand(&self.pool[post - labelled])
    }

    fn heads(&self, hidden: Option<usize>) -> [HeadWeights; Head::COUNT] {
        let shown: Vec<usize> = (0..self.tokens.len())
            .filter(|post| hidden.is_none() || self.fold_of(*post) != hidden)
            .collect();
        let rows = self.rows.select(&shown);
        let factors = student::factors(&rows);
        let scaled = rows.scaled(&factors);
        let mut trained: Vec<HeadWeights> = vec![HeadWeights::default(); Head::COUNT];
        in_parallel(&mut trained, 1, |at, weights| {
            let head = Head::ALL[at];
            let targets: Vec<(usize, Target)> = shown
                .iter()
                .enumerate()
                .filter_map(|(row, post)| {
                    self.target(head, *post, hidden).map(|target| (row, target))
                })
                .collect();
            weights[0] = student::fit(&scaled, &factors, &targets, shape(head));
        });
        array::from_fn(|at| trained[at].clone())
    }

    /// What a student is told of a post; `None` where there is nothing to say.
    fn target(&self, head: Head, post: usize, hidden: Option<usize>) -> Option<Target> {
        let lesson = TAUGHT
            .iter()
            .position(|taught| *taught == head)
            .map(|at| match hidden {
                Some(fold) => self.lessons.hiding[fold][at][post],
                None => self.lessons.full[at][post],
            });
        let label = self
            .corpus
            .labelled
            .get(post)
            .map(|post| f64::from(u8::from(post.label.says(head))));
        let of_anger = matches!(
            head,
            Head::Annoyed | Head::Angry | Head::Furious | Head::Grievance
        );
        match (label, lesson) {
            (Some(label), Some(lesson)) => Some(Target {
                probability: LABEL_SHARE * label + (1.0 - LABEL_SHARE) * lesson,
                weight: 1.0,
            }),
            (Some(label), None) => Some(Target {
                probability: label,
                weight: 1.0,
            }),
            (None, Some(_)) if of_anger && self.is_own_voice(post) => Some(Target {
                probability: 0.0,
                weight: POOL_WEIGHT,
            }),
            (None, Some(lesson)) => Some(Target {
                probability: lesson,
                weight: POOL_WEIGHT,
            }),
            (None, None) => None,
        }
    }
}

fn built(heads: &[HeadWeights; Head::COUNT]) -> Result<Model> {
    Model::build(heads).map_err(|error| anyhow!("{error}"))
}

/// Whether the head's own margin decides. Topics and the calmer intents are compared with one another instead.
const fn decides_alone(head: Head) -> bool {
    match head {
        Head::Intent(intent) => matches!(intent, Intent::Abuse),
        Head::Topic(_) => false,
        Head::Annoyed
        | Head::Angry
        | Head::Furious
        | Head::Grievance
        | Head::Signal(_)
        | Head::Tu
        | Head::Vous => true,
    }
}

/// How many weights a head is worth: the heads of anger and intent are asked of every post.
fn shape(head: Head) -> Shape {
    let kept = match head {
        Head::Annoyed | Head::Angry | Head::Grievance => 4000,
        Head::Intent(Intent::Question | Intent::Praise | Intent::Other) => 800,
        Head::Furious | Head::Intent(Intent::Complaint | Intent::Tease | Intent::Abuse) => 300,
        Head::Signal(_) => 180,
        Head::Topic(_) => 120,
        Head::Tu | Head::Vous => 60,
    };
    let ridge = if TAUGHT.contains(&head) { 0.15 } else { 0.25 };
    Shape { ridge, kept }
}
