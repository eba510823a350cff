//! Settles overlaps: of two signals of one kind that share a letter, one stays.

use crate::reading::Signal;

/// Orders signals by start and leaves none that overlaps another of its kind. The longer one stays and takes the
/// heavier weight of the two: what it says is said by more words.
pub(super) fn settle(signals: &mut Vec<Signal>) {
    signals.sort_unstable_by_key(|signal| {
        (
            signal.kind,
            signal.span.start,
            core::cmp::Reverse(signal.span.end),
        )
    });
    let mut kept: Vec<Signal> = Vec::with_capacity(signals.len());
    for signal in signals.drain(..) {
        match kept.last_mut() {
            Some(last) if last.kind == signal.kind && last.span.overlaps(signal.span) => {
                let weight = if signal.weight.abs() > last.weight.abs() {
                    signal.weight
                } else {
                    last.weight
                };
                if signal.span.len() > last.span.len() {
                    *last = signal;
                }
                last.weight = weight;
            }
            Some(_) | None => kept.push(signal),
        }
    }
    kept.sort_unstable_by_key(|signal| (signal.span.start, signal.span.end, signal.kind));
    *signals = kept;
}
