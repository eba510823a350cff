//! The count of X against its own library. The numbers of `x_lengths.jsonl` were written by npm `twitter-text` 3.1.0
//! (`parseTweet`, configuration version 3) for sentences of ours, among them one of each kind in its conformance file.

use accalmie_shared::fit::measure;
use accalmie_shared::post::{Channel, Venue};

#[test]
fn x_counts_as_its_own_library_does() {
    let mut wrong = Vec::new();
    for line in include_str!("x_lengths.jsonl").lines() {
        let (text, expect): (String, u32) =
            serde_json::from_str(line).expect("a text and its length");
        let found = measure(Channel::X, Venue::Public, &text).used;
        if found != expect {
            wrong.push(format!("{found} instead of {expect}: {text:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
