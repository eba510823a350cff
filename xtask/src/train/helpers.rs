//! Helper tasks: what the other sets say of their own texts. Each becomes one number the teacher looks at.

use super::data::Corpus;
use super::kernel::in_parallel;
use super::logistic::{self, Fit, Target};
use super::sparse::Rows;
use super::student;
use accalmie_shared::text::tokenize;

/// One task: which sets it is learned from, and which of their labels count as yes.
struct Task {
    sets: &'static [&'static str],
    yes: &'static [&'static str],
}

/// The tasks of either language; a set that isn't in the folder is passed over.
const TASKS: &[Task] = &[
    Task {
        sets: &["en_airline"],
        yes: &["negative"],
    },
    Task {
        sets: &["en_airline"],
        yes: &["positive"],
    },
    Task {
        sets: &["en_complaints"],
        yes: &["complaint"],
    },
    Task {
        sets: &["en_tweeteval_emotion"],
        yes: &["anger"],
    },
    Task {
        sets: &["en_tweeteval_emotion"],
        yes: &["joy", "optimism"],
    },
    Task {
        sets: &["en_goemotions"],
        yes: &["anger"],
    },
    Task {
        sets: &["en_goemotions"],
        yes: &["anger", "annoyance"],
    },
    Task {
        sets: &["en_goemotions"],
        yes: &[
            "anger",
            "annoyance",
            "disappointment",
            "disapproval",
            "disgust",
        ],
    },
    Task {
        sets: &["en_goemotions"],
        yes: &[
            "admiration",
            "gratitude",
            "joy",
            "love",
            "excitement",
            "approval",
        ],
    },
    Task {
        sets: &["en_goemotions"],
        yes: &["gratitude"],
    },
    Task {
        sets: &["en_umsab", "fr_umsab"],
        yes: &["negative"],
    },
    Task {
        sets: &["en_umsab", "fr_umsab"],
        yes: &["positive"],
    },
    Task {
        sets: &["fr_xed"],
        yes: &["anger", "disgust"],
    },
    Task {
        sets: &["fr_xed"],
        yes: &["joy", "trust"],
    },
    Task {
        sets: &["fr_mlma"],
        yes: &[
            "offensive",
            "hateful",
            "disrespectful",
            "abusive",
            "fearful",
        ],
    },
    Task {
        sets: REVIEWS,
        yes: &["1", "2"],
    },
    Task {
        sets: REVIEWS,
        yes: &["1"],
    },
    Task {
        sets: REVIEWS,
        yes: &["5"],
    },
    Task {
        sets: &["fr_free_tweets"],
        yes: &["weak_negative"],
    },
    Task {
        sets: &["fr_free_tweets"],
        yes: &["brand_post"],
    },
    Task {
        sets: &["fr_brand_replies", "fr_trustpilot_bank"],
        yes: &["brand_reply"],
    },
];

const REVIEWS: &[&str] = &[
    "fr_insurance",
    "fr_tripadvisor",
    "fr_trustpilot_bank",
    "fr_trustpilot_misc",
];

/// A task with fewer posts than this teaches nothing.
const LEAST_POSTS: usize = 500;

/// How hard a task's weights are pulled to zero.
const RIDGE: f64 = 0.5;

/// A learned task: adds one number to every text.
pub(super) struct Helper {
    weights: Vec<f64>,
    bias: f64,
}

impl Helper {
    pub(super) fn margin(&self, rows: &Rows, row: usize) -> f64 {
        rows.dot(row, &self.weights) + self.bias
    }
}

/// Learns every task the corpus has texts for. Labelled posts are in none of them.
pub(super) fn learn(corpus: &Corpus) -> Vec<Helper> {
    let mut helpers: Vec<Option<Helper>> = TASKS.iter().map(|_| None).collect();
    in_parallel(&mut helpers, 1, |at, helper| {
        helper[0] = one(corpus, &TASKS[at])
    });
    helpers.into_iter().flatten().collect()
}

fn one(corpus: &Corpus, task: &Task) -> Option<Helper> {
    let posts: Vec<_> = task
        .sets
        .iter()
        .filter_map(|set| corpus.others.get(*set))
        .flatten()
        .collect();
    if posts.len() < LEAST_POSTS {
        return None;
    }
    let mut rows = Rows::new();
    for post in &posts {
        rows.push(student::row(&tokenize(&post.text), &[], &[]));
    }
    let said: Vec<bool> = posts
        .iter()
        .map(|post| {
            post.labels
                .iter()
                .any(|label| task.yes.contains(&label.as_str()))
        })
        .collect();
    let yes = said.iter().filter(|yes| **yes).count();
    if yes == 0 || yes == posts.len() {
        return None;
    }
    // Rare answers count as much as frequent ones.
    let half = posts.len() as f64 / 2.0;
    let (of_yes, of_no) = (half / yes as f64, half / (posts.len() - yes) as f64);
    let targets: Vec<(usize, Target)> = said
        .iter()
        .enumerate()
        .map(|(row, yes)| {
            let weight = if *yes { of_yes } else { of_no };
            (
                row,
                Target {
                    probability: f64::from(u8::from(*yes)),
                    weight,
                },
            )
        })
        .collect();
    let factors = student::factors(&rows);
    let Fit {
        mut weights, bias, ..
    } = logistic::fit(&rows.scaled(&factors), student::COLUMNS, &targets, RIDGE);
    for (weight, factor) in weights.iter_mut().zip(&factors) {
        *weight *= factor;
    }
    Some(Helper { weights, bias })
}
