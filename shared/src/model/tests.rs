use super::*;
use crate::features::{BUCKETS, grams};
use crate::reading::{Intent, Topic};
use crate::text::tokenize;

/// A model that knows one word and one mark: "nul" is angry and a grievance, the first mark is praise.
fn small() -> Model {
    let mut nul = None;
    grams(&tokenize("nul"), |gram| nul = nul.or(Some(gram.bucket)));
    let mut heads: [HeadWeights; Head::COUNT] = core::array::from_fn(|_| HeadWeights {
        bias: -UNIT,
        ..HeadWeights::default()
    });
    for head in [Head::Annoyed, Head::Angry, Head::Grievance] {
        let weights = &mut heads[head.lane().unwrap_or_default()];
        weights.step = 400;
        weights.grams = vec![(nul.unwrap_or_default(), 100)];
    }
    heads[Head::Intent(Intent::Praise).lane().unwrap_or_default()].marks = vec![(0, 37)];
    heads[Head::Topic(Topic::Price).lane().unwrap_or_default()].bias = -5;
    Model::build(&heads).unwrap_or_else(|error| panic!("{error}"))
}

fn scores(text: &str) -> Scores {
    score(&small(), &tokenize(text), &[], &[])
}

#[test]
fn every_head_has_one_lane() {
    for (lane, head) in Head::ALL.iter().enumerate() {
        assert_eq!(head.lane(), Some(lane));
    }
}

#[test]
fn words_and_marks_move_the_margins() {
    assert!(scores("c'est nul").says(Head::Angry));
    assert!(!scores("c'est bien").says(Head::Angry));
    assert_eq!(scores("c'est nul").intent(), Intent::Complaint);
    assert_eq!(
        scores("merci merci merci merci merci").intent(),
        Intent::Praise
    );
    assert_eq!(scores("bonjour").topic(), Topic::Price);
    assert_eq!(scores("").margin(Head::Annoyed), -UNIT);
}

#[test]
fn anger_keeps_to_the_zone_of_its_severity() {
    assert!((500..780).contains(&scores("nul").anger()));
    assert!(scores("rien à dire").anger() < 250);
}

#[test]
fn evidence_is_the_words_that_weigh() {
    let text = "Franchement, c'est NUUUL, votre service est nul nul.";
    let tokens = tokenize(text);
    let spans = evidence(&small(), &tokens, Head::Angry, 3);
    let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    assert_eq!(words, ["NUUUL", "nul nul"]);
    assert!(evidence(&small(), &tokenize("bien"), Head::Angry, 3).is_empty());
    assert_eq!(evidence(&small(), &tokens, Head::Angry, 1).len(), 1);
}

#[test]
fn bytes_and_model_are_each_others_inverse() {
    let model = small();
    assert_eq!(Model::read(&model.write()), Ok(model));
}

#[test]
fn other_bytes_are_refused() {
    let bytes = small().write();
    assert_eq!(Model::read(b"PNG\0"), Err(ModelError::Stranger));
    for len in 0..bytes.len() {
        assert!(
            Model::read(&bytes[..len]).is_err(),
            "{len} bytes were read as a model"
        );
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(Model::read(&longer), Err(ModelError::Stranger));
}

#[test]
fn scores_never_leave_the_scale() {
    let mut heads: [HeadWeights; Head::COUNT] = core::array::from_fn(|_| HeadWeights::default());
    for weights in &mut heads {
        weights.step = u16::MAX;
        weights.bias = i32::MAX;
        weights.grams = (0..BUCKETS as u32 / 32)
            .map(|bucket| ((bucket * 32) as u16, i8::MAX))
            .collect();
    }
    let model = Model::build(&heads).unwrap_or_else(|error| panic!("{error}"));
    let long = "toujours rien depuis trois semaines ".repeat(2_000);
    assert!(score(&model, &tokenize(&long), &[9; 40], &[1, 2]).anger() <= 1000);
}
