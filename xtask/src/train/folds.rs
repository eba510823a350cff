//! Folds: posts that repeat one another stay together, so that nothing is tested on what it was trained on.

use accalmie_shared::text::{Kind, hash, tokenize};
use std::collections::BTreeMap;

/// Folds of the cross-validation.
pub(crate) const FOLDS: usize = 5;

/// Neighbouring words that make two posts look alike when both have them.
const SHINGLE: usize = 4;

/// Of ten shingles of the shorter post this many must be in the other one for the two to be near-duplicates.
const ALIKE_IN_TEN: usize = 4;

/// A shingle in more posts than this is a phrase everybody uses.
const COMMON: usize = 50;

/// The fold of each post, `0..FOLDS`. Depends on the texts and ids alone.
pub(crate) fn folds<'a>(posts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<usize> {
    let (ids, texts): (Vec<&str>, Vec<&str>) = posts.unzip();
    let shingles: Vec<Vec<u32>> = texts.iter().map(|text| shingles(text)).collect();
    let mut holders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (post, found) in shingles.iter().enumerate() {
        for shingle in found {
            holders.entry(*shingle).or_default().push(post);
        }
    }
    let mut leader: Vec<usize> = (0..texts.len()).collect();
    for (post, found) in shingles.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for shingle in found {
            let holders = &holders[shingle];
            if holders.len() <= COMMON {
                for other in holders.iter().filter(|other| **other < post) {
                    *shared.entry(*other).or_default() += 1;
                }
            }
        }
        for (other, count) in shared {
            if count * 10 >= ALIKE_IN_TEN * found.len().min(shingles[other].len()) {
                let (one, other) = (find(&leader, post), find(&leader, other));
                leader[one.max(other)] = one.min(other);
            }
        }
    }
    (0..texts.len())
        .map(|post| hash(ids[find(&leader, post)].as_bytes()) as usize % FOLDS)
        .collect()
}

/// The fold of a post without a label that is measured all the same.
pub(crate) fn of_unlabelled(text: &str) -> usize {
    hash(text.as_bytes()) as usize % FOLDS
}

fn find(leader: &[usize], mut post: usize) -> usize {
    while leader[post] != post {
        post = leader[post];
    }
    post
}

fn shingles(text: &str) -> Vec<u32> {
    let tokens = tokenize(text);
    let words: Vec<u32> = tokens
        .list()
        .iter()
        .filter(|token| matches!(token.kind, Kind::Word | Kind::Number))
        .map(|token| token.hash)
        .collect();
    let mut shingles: Vec<u32> = if words.len() < SHINGLE {
        vec![mixed(&words)]
    } else {
        words.windows(SHINGLE).map(mixed).collect()
    };
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

fn mixed(words: &[u32]) -> u32 {
    words.iter().fold(0, |mixed: u32, word| {
        (mixed.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9)
    })
}
