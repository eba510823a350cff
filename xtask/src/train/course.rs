//! The course: which posts a student is shown, what it is told of each, and how it does on posts kept from it.

use super::data::{self, Corpus, Other};
use super::folds::{self, FOLDS};
use super::heads;
use super::kernel::in_parallel;
use super::logistic::Target;
use super::sparse::Rows;
use super::student;
use super::teacher::{self, Lessons};
use crate::metrics::{Scored, steady_cut};
use accalmie_shared::model::{Head, HeadWeights, Model, Scores, UNIT, score};
use accalmie_shared::packs::Pack;
use accalmie_shared::signals::{self, CUES};
use accalmie_shared::text::{Tokens, hash, tokenize};
use anyhow::{Result, anyhow};
use std::array;

/// Unlabelled posts that the teacher answers for, by set, and at most how many.
const POOL: [(&str, usize); 13] = [
    ("fr_free_tweets", 1200),
    ("fr_brand_replies", 1400),
    ("fr_tripadvisor", 4000),
    ("fr_trustpilot_bank", 1500),
    ("fr_trustpilot_misc", 500),
    ("fr_umsab", 2000),
    ("fr_mlma", 800),
    ("fr_xed", 600),
    ("en_twcs_spotify", 6000),
    ("en_airline", 8000),
    ("en_complaints", 1500),
    ("en_umsab", 1500),
    ("en_goemotions", 1000),
];

/// How much a label counts against what teachers say who haven't seen it.
const LABEL_SHARE: f64 = 0.4;

/// How much an unlabelled post counts.
const POOL_WEIGHT: f64 = 0.5;

/// Of eight parts of the labels so many are shown for each point of the learning curve.
const PARTS: [usize; 4] = [1, 2, 4, MOST_PARTS];
const MOST_PARTS: usize = 8;

/// How far around a cut, in margins, F1 must be good as well for the cut to be chosen.
const SPREAD: i32 = 3 * UNIT / 4;

/// Everything a student can be shown.
pub(super) struct Course<'a> {
    corpus: &'a Corpus,
    pool: Vec<&'a Other>,
    folds: Vec<usize>,
    tokens: Vec<Tokens>,
    cues: Vec<[u8; CUES]>,
    found: Vec<Vec<u16>>,
    rows: Rows,
    lessons: Lessons,
}

/// What came out: the model to ship, and what models of the other folds said of each labelled post.
pub(super) struct Outcome {
    pub(super) model: Model,
    /// For each fold the model that has not seen its posts; its decisions turn where models of the other folds did best.
    pub(super) hiding: Vec<Model>,
    pub(super) held_out: Vec<Scores>,
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
        let (mut cues, mut found) = (Vec::new(), Vec::new());
        for (text, tokens) in texts.iter().zip(&tokens) {
            let evidence = signals::read(text, tokens, pack);
            let counts = signals::counts(&evidence);
            rows.push(student::row(tokens, &counts, &evidence.rows));
            cues.push(counts);
            found.push(evidence.rows);
        }
        let views = teacher::look(corpus, &tokens, &rows, corpus.labelled.len(), &rest);
        let lessons = teacher::teach(corpus, &views, &folds, &heads::TAUGHT);
        Self {
            corpus,
            pool,
            folds,
            tokens,
            cues,
            found,
            rows,
            lessons,
        }
    }

    /// Trains one model for each hidden fold and the one to ship, whose decisions turn where they did best.
    pub(super) fn run(&self) -> Result<Outcome> {
        let labelled = self.corpus.labelled.len();
        let mut scores: Vec<Option<Scores>> = vec![None; labelled];
        let mut hiding = Vec::new();
        for fold in 0..FOLDS {
            let heads = self.heads(Some(fold));
            let model = built(&heads)?;
            for post in (0..labelled).filter(|post| self.folds[*post] == fold) {
                scores[post] = Some(score(
                    &model,
                    &self.tokens[post],
                    &self.cues[post],
                    &self.found[post],
                ));
            }
            hiding.push(heads);
        }
        let held_out: Vec<Scores> = scores.into_iter().flatten().collect();
        let turned = |mut heads: [HeadWeights; Head::COUNT], hidden: Option<usize>| {
            for (head, weights) in Head::ALL.iter().zip(&mut heads) {
                weights.bias -= self.cut(*head, &held_out, |fold| Some(fold) != hidden);
            }
            built(&heads)
        };
        let hiding = hiding
            .into_iter()
            .enumerate()
            .map(|(fold, heads)| turned(heads, Some(fold)))
            .collect::<Result<_>>()?;
        Ok(Outcome {
            model: turned(self.heads(None), None)?,
            hiding,
            held_out,
        })
    }

    /// Where the head's decision turns: for heads that decide alone, where it does best on the posts of these folds. What
    /// is asked of every post is asked of the gold set alone, which was not chosen by what a model finds hard.
    fn cut(&self, head: Head, held_out: &[Scores], fold: impl Fn(usize) -> bool) -> i32 {
        if !heads::decides_alone(head) {
            return 0;
        }
        let asked = if heads::of_every_post(head) {
            self.corpus.gold
        } else {
            held_out.len()
        };
        let posts = self.corpus.labelled.iter().zip(held_out).zip(&self.folds);
        let chosen = posts.take(asked).filter(|(_, own)| fold(**own));
        let scored: Vec<Scored> = chosen
            .map(|((post, scores), _)| (post.label.says(head), scores.margin(head)))
            .collect();
        steady_cut(&scored, SPREAD)
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
                .then(|| folds::of_unlabelled(&self.pool[post - labelled].text)),
        }
    }

    fn is_own(&self, post: usize) -> bool {
        self.corpus.labelled[post].source == data::OWN
    }

    fn is_own_voice(&self, post: usize) -> bool {
        let labelled = self.corpus.labelled.len();
        let of_brand = |other: &&Other| other.labels.iter().any(|label| data::is_own_voice(label));
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
            weights[0] = student::fit(&scaled, &factors, &targets, heads::shape(head));
        });
        array::from_fn(|at| trained[at].clone())
    }

    /// How a head does that has seen a part of the labels and nothing else: for each of [`PARTS`], every post's right
    /// answer, and its margin by a student of other folds.
    pub(super) fn curve(&self, head: Head) -> Vec<(usize, Vec<Scored>)> {
        let labelled = &self.corpus.labelled;
        let mut points = vec![Vec::new(); PARTS.len() * FOLDS];
        let lane = head.lane().unwrap_or_default();
        in_parallel(&mut points, 1, |at, point| {
            let (part, fold) = (PARTS[at / FOLDS], at % FOLDS);
            let shown: Vec<usize> = (0..labelled.len())
                .filter(|post| self.folds[*post] != fold)
                .filter(|post| hash(labelled[*post].id.as_bytes()) as usize % MOST_PARTS < part)
                .collect();
            let rows = self.rows.select(&shown);
            let factors = student::factors(&rows);
            let targets: Vec<(usize, Target)> = shown
                .iter()
                .enumerate()
                .map(|(row, post)| {
                    let probability = f64::from(u8::from(labelled[*post].label.says(head)));
                    let weight = 1.0;
                    (
                        row,
                        Target {
                            probability,
                            weight,
                        },
                    )
                })
                .collect();
            let mut heads: [HeadWeights; Head::COUNT] = array::from_fn(|_| HeadWeights::default());
            heads[lane] = student::fit(
                &rows.scaled(&factors),
                &factors,
                &targets,
                heads::shape(head),
            );
            let Ok(model) = built(&heads) else {
                return;
            };
            let hidden = (0..labelled.len()).filter(|post| self.folds[*post] == fold);
            point[0] = hidden
                .map(|post| {
                    let scores = score(
                        &model,
                        &self.tokens[post],
                        &self.cues[post],
                        &self.found[post],
                    );
                    (labelled[post].label.says(head), scores.margin(head))
                })
                .collect();
        });
        let share = labelled.len() * (FOLDS - 1) / FOLDS;
        PARTS
            .iter()
            .zip(points.chunks(FOLDS))
            .map(|(part, folds)| (share * part / MOST_PARTS, folds.concat()))
            .collect()
    }

    /// What a student is told of a post; `None` where there is nothing to say. Posts written for this project teach what
    /// is said and whether it is a grievance, not how angrily: they are all short, and short posts would look angrier
    /// than they are.
    fn target(&self, head: Head, post: usize, hidden: Option<usize>) -> Option<Target> {
        let lesson =
            heads::TAUGHT
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
        let of_anger = matches!(head, Head::Annoyed | Head::Angry | Head::Furious);
        match (label, lesson) {
            (Some(_), _) if of_anger && self.is_own(post) => None,
            (Some(label), Some(_)) if self.is_own(post) => Some(Target {
                probability: label,
                weight: 1.0,
            }),
            (Some(label), Some(lesson)) => Some(Target {
                probability: LABEL_SHARE * label + (1.0 - LABEL_SHARE) * lesson,
                weight: 1.0,
            }),
            (Some(label), None) => Some(Target {
                probability: label,
                weight: 1.0,
            }),
            (None, Some(_)) if (of_anger || head == Head::Grievance) && self.is_own_voice(post) => {
                Some(Target {
                    probability: 0.0,
                    weight: POOL_WEIGHT,
                })
            }
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
