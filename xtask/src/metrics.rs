//! Measures of a yes-or-no question, from scores and right answers.

/// One post: the right answer, and the score it got.
pub(crate) type Scored = (bool, i32);

/// The share of pairs of a yes and a no that are in the right order; halves for ties.
pub(crate) fn auc(scored: &[Scored]) -> f64 {
    let mut order: Vec<(i32, bool)> = scored.iter().map(|(yes, score)| (*score, *yes)).collect();
    order.sort_unstable();
    let (mut wins, mut noes, mut yeses) = (0.0, 0.0, 0.0);
    for same in order.chunk_by(|one, other| one.0 == other.0) {
        let yes = same.iter().filter(|(_, yes)| *yes).count() as f64;
        let no = same.len() as f64 - yes;
        wins += yes * (noes + no / 2.0);
        noes += no;
        yeses += yes;
    }
    if noes * yeses == 0.0 {
        0.5
    } else {
        wins / (noes * yeses)
    }
}

/// F1 of saying yes from `cut` on.
pub(crate) fn f1(scored: &[Scored], cut: i32) -> f64 {
    let (mut right, mut said, mut all) = (0.0, 0.0, 0.0);
    for (yes, score) in scored {
        let says = *score >= cut;
        right += f64::from(u8::from(*yes && says));
        said += f64::from(u8::from(says));
        all += f64::from(u8::from(*yes));
    }
    if said + all == 0.0 {
        0.0
    } else {
        2.0 * right / (said + all)
    }
}

/// The mean of the F1 of yes and the F1 of no.
pub(crate) fn macro_f1(scored: &[Scored], cut: i32) -> f64 {
    let turned: Vec<Scored> = scored.iter().map(|(yes, score)| (!yes, -score)).collect();
    // "No" is said where the score is below the cut.
    (f1(scored, cut) + f1(&turned, 1 - cut)) / 2.0
}

/// The cut with the best F1, and that F1.
pub(crate) fn best_cut(scored: &[Scored]) -> (i32, f64) {
    let mut order: Vec<(i32, bool)> = scored.iter().map(|(yes, score)| (*score, *yes)).collect();
    order.sort_unstable_by_key(|(score, _)| -score);
    let all = order.iter().filter(|(_, yes)| *yes).count() as f64;
    let (mut right, mut said, mut best) = (0.0, 0.0, (0, 0.0));
    for same in order.chunk_by(|one, other| one.0 == other.0) {
        said += same.len() as f64;
        right += same.iter().filter(|(_, yes)| *yes).count() as f64;
        let f1 = 2.0 * right / (said + all);
        if f1 > best.1 {
            best = (same[0].0, f1);
        }
    }
    best
}

/// The cut around which F1 is best in the mean of all cuts within `spread`: the very best cut is often the luck of a
/// few posts.
pub(crate) fn steady_cut(scored: &[Scored], spread: i32) -> i32 {
    let mut order: Vec<(i32, bool)> = scored.iter().map(|(yes, score)| (*score, *yes)).collect();
    order.sort_unstable();
    let all = order.iter().filter(|(_, yes)| *yes).count() as f64;
    let step = (spread / STEPS_OF_A_SPREAD).max(1);
    // The curve of F1 over cuts: at each step, how many are said and right from there on.
    let lowest = order.first().map_or(0, |(score, _)| *score);
    let highest = order.last().map_or(0, |(score, _)| *score);
    let (mut passed, mut missed) = (0, 0.0);
    let mut curve = Vec::new();
    let mut cut = lowest;
    while cut <= highest {
        while passed < order.len() && order[passed].0 < cut {
            missed += f64::from(u8::from(order[passed].1));
            passed += 1;
        }
        let said = (order.len() - passed) as f64;
        curve.push((cut, 2.0 * (all - missed) / (said + all).max(1.0)));
        cut += step;
    }
    let reach = (spread / step) as usize;
    let mut best = (0, 0.0);
    for (at, (cut, _)) in curve.iter().enumerate() {
        let near = &curve[at.saturating_sub(reach)..(at + reach + 1).min(curve.len())];
        let mean = near.iter().map(|(_, f1)| f1).sum::<f64>() / near.len() as f64;
        if mean > best.1 {
            best = (*cut, mean);
        }
    }
    best.0
}

const STEPS_OF_A_SPREAD: i32 = 24;

/// Resamplings of [`interval`].
const RESAMPLINGS: usize = 400;

/// The middle 95 % of a measure over resamplings of the posts, always the same ones.
pub(crate) fn interval(scored: &[Scored], measure: impl Fn(&[Scored]) -> f64) -> (f64, f64) {
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut found: Vec<f64> = (0..RESAMPLINGS)
        .map(|_| {
            let sample: Vec<Scored> = (0..scored.len())
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    scored[(state >> 32) as usize % scored.len()]
                })
                .collect();
            measure(&sample)
        })
        .collect();
    found.sort_by(f64::total_cmp);
    (
        found[RESAMPLINGS / 40],
        found[RESAMPLINGS - 1 - RESAMPLINGS / 40],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTS: [Scored; 6] = [
        (true, 9),
        (true, 7),
        (false, 7),
        (true, 3),
        (false, 2),
        (false, 0),
    ];

    #[test]
    fn measures_of_six_posts() {
        assert!((auc(&POSTS) - 7.5 / 9.0).abs() < 1e-9);
        assert!((f1(&POSTS, 5) - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(best_cut(&POSTS).0, 3);
        assert!((best_cut(&POSTS).1 - f1(&POSTS, 3)).abs() < 1e-9);
        assert_eq!(best_cut(&POSTS).0, steady_cut(&POSTS, 0));
        assert!((macro_f1(&POSTS, 5) - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn an_interval_holds_what_was_measured() {
        let (low, high) = interval(&POSTS, auc);
        assert!(low <= auc(&POSTS) && auc(&POSTS) <= high);
    }
}
