//! Figure 7: a customer forbids the stock "write to us in private" answer in advance: the reply explains the
//! confidentiality instead.

use accalmie_shared::plan::{Open, Reason, Step};
use accalmie_shared::reading::{Lang, SignalKind};
use accalmie_shared::reply::Move;
use accalmie_tests::facebook;

fn forbids(first: &str, second: &str, why: &[&str]) {
    let story = facebook(&format!(
        "mon 15:00 Maud: {first}\nmon 15:01 Maud: {second}"
    ));
    let scene = story.at("mon 15:03");
    assert_eq!(scene.case.chasers, 0, "a minute later is the same turn");
    assert_eq!(Open::of(&scene.case).map(|open| open.turns.len()), Some(2));
    let refused = |reason: &Reason| {
        matches!(
            reason,
            Reason::Sign {
                kind: SignalKind::PrivateRefused | SignalKind::StockReplyRejected,
                ..
            }
        )
    };
    assert!(scene.because(refused), "{:?}", scene.read());
    assert_eq!(scene.plan.step, Step::AskPrivate);
    for lang in [Lang::Fr, Lang::En] {
        assert!(scene.reasons(lang).iter().all(|words| !words.is_empty()));
    }
    assert!(!scene.suggestions.is_empty());
    for one in &scene.suggestions {
        assert!(
            one.moves.contains(&Move::Explain),
            "no reason given: {}",
            one.text
        );
        let text = one.text.to_lowercase();
        assert!(
            why.iter().any(|word| text.contains(word)),
            "why private? {}",
            one.text
        );
    }
}

#[test]
fn figure7_the_confidentiality_is_explained_fr() {
    forbids(
        "J'ai fait opposition sur ma carte il y a un mois et toujours pas de nouvelle carte, c'est scandaleux !",
        "Et ne me répondez surtout pas de venir en message privé avec votre message type !",
        &[
            "confidenti",
            "donnée",
            "coordonnée",
            "information",
            "personnel",
            "public",
            "regard",
        ],
    );
}

#[test]
fn figure7_the_confidentiality_is_explained_en() {
    forbids(
        "I blocked my card a month ago and still no new card, this is outrageous!",
        "And no canned response please, don't tell me to come to private messages!",
        &[
            "confidential",
            "data",
            "detail",
            "personal",
            "public",
            "private",
        ],
    );
}
