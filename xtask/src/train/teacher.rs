//! The teacher: too large to be shipped, it reads a post by the meaning of its words, by the helper tasks and by its
//! n-grams, and tells the student how sure to be, also of posts that nobody has labelled.

use super::data::Corpus;
use super::embed::{SIZE, Words};
use super::folds::FOLDS;
use super::helpers;
use super::kernel::{Lower, Square, dot, in_parallel};
use super::logistic;
use super::sparse::Rows;
use super::student;
use accalmie_shared::features::BUCKETS;
use accalmie_shared::model::Head;
use accalmie_shared::text::{Kind, Tokens};

/// How fast likeness fades with the distance of two posts, for points of [`Views::width`] numbers.
const NEARNESS: f32 = 0.4;

/// How much sharing n-grams counts beside lying near.
const SHARED_GRAMS: f32 = 0.4;

/// How much the teacher distrusts single labels.
const RIDGE: f32 = 0.7;

/// Helper tasks and marks count double: each of them says more than one direction of meaning.
const EMPHASIS: f32 = 2.0;

/// What the teacher sees of posts: a point each, and their n-grams.
pub(super) struct Views {
    width: usize,
    points: Vec<f32>,
    grams: Rows,
}

impl Views {
    fn point(&self, post: usize) -> &[f32] {
        &self.points[post * self.width..][..self.width]
    }

    /// How near two posts lie, from 1 down to 0.
    fn near(&self, one: usize, other: usize) -> f32 {
        let (one, other) = (self.point(one), self.point(other));
        let far = dot(one, one) + dot(other, other) - 2.0 * dot(one, other);
        libm::expf(-NEARNESS / self.width as f32 * far.max(0.0))
    }
}

/// The words of a text, as they are looked up by their company.
fn words(tokens: &Tokens) -> Vec<String> {
    let word = |token: &accalmie_shared::text::Token| match token.kind {
        Kind::Mention => String::from("@"),
        Kind::Url | Kind::Email => String::from("<url>"),
        Kind::Number => "0".repeat(token.span.len().min(3) as usize),
        Kind::Word | Kind::Punctuation | Kind::Emoji | Kind::Hashtag => {
            String::from(tokens.norm(token))
        }
    };
    tokens.list().iter().map(word).collect()
}

/// Looks at posts: `tokens` and `rows` of all of them, the first `labelled` ones being those with labels.
pub(super) fn look(
    corpus: &Corpus,
    tokens: &[Tokens],
    rows: &Rows,
    labelled: usize,
    texts: &[Tokens],
) -> Views {
    let helpers = helpers::learn(corpus);
    let company: Vec<Vec<String>> = tokens.iter().chain(texts).map(words).collect();
    let meaning = Words::learn(&company);
    let width = (SIZE + helpers.len() + student::WITHOUT_ROWS - BUCKETS).next_multiple_of(8);
    let mut points = vec![0.0f32; tokens.len() * width];
    in_parallel(&mut points, width, |post, point| {
        point[..SIZE].copy_from_slice(&meaning.point(&company[post]));
        for (cell, helper) in point[SIZE..].iter_mut().zip(&helpers) {
            *cell = helper.margin(rows, post) as f32;
        }
        for (column, _) in rows
            .row(post)
            .filter(|(column, _)| (BUCKETS..student::WITHOUT_ROWS).contains(column))
        {
            point[SIZE + helpers.len() + column - BUCKETS] = EMPHASIS;
        }
    });
    standardise(&mut points, width, labelled, SIZE + helpers.len());
    for point in points.chunks_mut(width) {
        for cell in &mut point[SIZE..SIZE + helpers.len()] {
            *cell *= EMPHASIS;
        }
    }
    Views {
        width,
        points,
        grams: unit_length(rows),
    }
}

/// Gives each of the first columns mean 0 and deviation 1 among the labelled posts.
fn standardise(points: &mut [f32], width: usize, labelled: usize, columns: usize) {
    for column in 0..columns {
        let cells = || {
            points
                .chunks(width)
                .take(labelled)
                .map(|point| f64::from(point[column]))
        };
        let mean = cells().sum::<f64>() / labelled as f64;
        let deviation = (cells().map(|cell| (cell - mean).powi(2)).sum::<f64>() / labelled as f64)
            .sqrt()
            + 1e-9;
        for point in points.chunks_mut(width) {
            point[column] = ((f64::from(point[column]) - mean) / deviation) as f32;
        }
    }
}

/// N-grams by their rarity, every row of length one.
fn unit_length(rows: &Rows) -> Rows {
    let mut factors = student::factors(rows);
    factors[BUCKETS..].fill(0.0);
    let scaled = rows.scaled(&factors);
    let mut unit = Rows::new();
    for row in 0..scaled.len() {
        let length = scaled
            .row(row)
            .map(|(_, value)| f64::from(value).powi(2))
            .sum::<f64>()
            .sqrt()
            .max(1e-9);
        unit.push(
            scaled
                .row(row)
                .map(|(column, value)| (column as u32, (f64::from(value) / length) as f32)),
        );
    }
    unit
}

/// Everything teachers say: one list of probabilities for each fold they have not seen, and one for having seen all.
pub(super) struct Lessons {
    /// By hidden fold, then head, then post: for labelled posts of another fold by the teacher that has not seen
    /// that post's fold either; for posts of the hidden fold and for unlabelled posts by the teacher of the rest.
    pub(super) hiding: Vec<Vec<Vec<f64>>>,
    /// The same with no fold hidden.
    pub(super) full: Vec<Vec<f64>>,
}

/// Teaches `heads`: from the labelled posts, which come first, to all posts of `views`.
pub(super) fn teach(corpus: &Corpus, views: &Views, folds: &[usize], heads: &[Head]) -> Lessons {
    let labelled = corpus.labelled.len();
    let posts = views.grams.len();
    let inverse = kernel(views, labelled).inverse();
    let truth: Vec<Vec<f64>> = heads
        .iter()
        .map(|head| {
            let said: Vec<f64> = corpus
                .labelled
                .iter()
                .map(|post| f64::from(u8::from(post.label.says(*head))))
                .collect();
            let usual = said.iter().sum::<f64>() / labelled as f64;
            said.iter().map(|said| said - usual).collect()
        })
        .collect();
    let duals: Vec<Vec<f64>> = truth.iter().map(|truth| inverse.times(truth)).collect();

    // Every set of folds that some teacher must not have seen: one or two.
    let sets: Vec<[usize; 2]> = (0..FOLDS)
        .flat_map(|one| (one..FOLDS).map(move |other| [one, other]))
        .collect();
    let mut hidden: Vec<Hidden> = sets.iter().map(|_| Hidden::default()).collect();
    in_parallel(&mut hidden, 1, |at, hidden| {
        let posts: Vec<usize> = (0..labelled)
            .filter(|post| sets[at].contains(&folds[*post]))
            .collect();
        let block: Lower = inverse.hiding(&posts);
        let residuals = duals
            .iter()
            .map(|dual| Square::residuals(&block, &posts, dual))
            .collect();
        hidden[0] = Hidden { posts, residuals };
    });
    let said = |head: usize, fold: usize, other: usize, post: usize| {
        let set = sets
            .iter()
            .position(|set| *set == [fold.min(other), fold.max(other)])
            .unwrap_or_default();
        let at = hidden[set].posts.binary_search(&post).unwrap_or_default();
        truth[head][post] - hidden[set].residuals[head][at]
    };

    // Unlabelled posts: the dual weights of each fold's teachers, and of those who have seen all.
    let mut weights: Vec<Vec<f64>> = Vec::new();
    for fold in 0..FOLDS {
        let set = sets
            .iter()
            .position(|set| *set == [fold, fold])
            .unwrap_or_default();
        for (head, dual) in duals.iter().enumerate() {
            weights.push(inverse.without(&hidden[set].posts, dual, &hidden[set].residuals[head]));
        }
    }
    weights.extend(duals.iter().cloned());
    drop(inverse);
    let answers = answers(views, labelled, &weights);

    let mut hiding = Vec::new();
    for fold in 0..FOLDS {
        let mut lessons = Vec::new();
        for head in 0..heads.len() {
            let raw = |post: usize| match folds.get(post) {
                Some(own) => said(head, fold, *own, post),
                None => answers[(post - labelled) * weights.len() + fold * heads.len() + head],
            };
            let known: Vec<(f64, bool)> = (0..labelled)
                .filter(|post| folds[*post] != fold)
                .map(|post| (raw(post), truth[head][post] > 0.0))
                .collect();
            lessons.push(calibrated(&known, (0..posts).map(raw)));
        }
        hiding.push(lessons);
    }
    let mut full = Vec::new();
    for head in 0..heads.len() {
        let raw = |post: usize| match folds.get(post) {
            Some(own) => said(head, *own, *own, post),
            None => answers[(post - labelled) * weights.len() + FOLDS * heads.len() + head],
        };
        let known: Vec<(f64, bool)> = (0..labelled)
            .map(|post| (raw(post), truth[head][post] > 0.0))
            .collect();
        full.push(calibrated(&known, (0..posts).map(raw)));
    }
    Lessons { hiding, full }
}

#[derive(Clone, Default)]
struct Hidden {
    posts: Vec<usize>,
    residuals: Vec<Vec<f64>>,
}

fn kernel(views: &Views, labelled: usize) -> Square {
    Square::from_rows(labelled, |one, row| {
        let mut own = vec![0.0f32; BUCKETS];
        for (column, value) in views.grams.row(one) {
            own[column] = value;
        }
        for (other, cell) in row.iter_mut().enumerate().take(one + 1) {
            let shared: f32 = views
                .grams
                .row(other)
                .map(|(column, value)| own[column] * value)
                .sum();
            *cell = views.near(one, other) + SHARED_GRAMS * shared;
        }
        row[one] += RIDGE;
    })
}

/// What teachers with these dual weights say of the unlabelled posts, post by post.
fn answers(views: &Views, labelled: usize, weights: &[Vec<f64>]) -> Vec<f64> {
    // Sharing n-grams is linear: the labelled posts can be added up first.
    let linear: Vec<Vec<f64>> = weights
        .iter()
        .map(|weights| {
            let mut sums = vec![0.0; student::COLUMNS];
            for (post, weight) in weights.iter().enumerate() {
                for (column, value) in views.grams.row(post) {
                    sums[column] += f64::from(SHARED_GRAMS) * weight * f64::from(value);
                }
            }
            sums
        })
        .collect();
    let mut answers = vec![0.0f64; (views.grams.len() - labelled) * weights.len()];
    in_parallel(&mut answers, weights.len(), |at, answers| {
        let post = labelled + at;
        let near: Vec<f32> = (0..labelled).map(|other| views.near(post, other)).collect();
        for ((answer, weights), linear) in answers.iter_mut().zip(weights).zip(&linear) {
            let lying: f64 = near
                .iter()
                .zip(weights)
                .map(|(near, weight)| f64::from(*near) * weight)
                .sum();
            *answer = lying + views.grams.dot(post, linear);
        }
    });
    answers
}

/// Turns answers into probabilities by the one logistic curve that fits the known ones best.
fn calibrated(known: &[(f64, bool)], answers: impl Iterator<Item = f64>) -> Vec<f64> {
    let (slope, offset) = logistic::curve(known);
    answers
        .map(|answer| logistic::logistic(slope * answer + offset))
        .collect()
}
