//! M05: anger is seen in the text, and each marker is a signal with its exact words.

use accalmie_shared::plan::Reason;
use accalmie_shared::reading::{Severity, SignalKind};
use accalmie_tests::facebook;

#[test]
fn m05_each_marker_is_highlighted_fr() {
    let scene =
        facebook("mon 09:00 Marc: C'est SCANDALEUX, une heure d'attente pour riennnn !!! 😡")
            .at("mon 09:01");
    assert_eq!(scene.evidence(SignalKind::Shouting), ["SCANDALEUX"]);
    assert_eq!(scene.evidence(SignalKind::Punctuation), ["!!!"]);
    assert_eq!(scene.evidence(SignalKind::AngryEmoji), ["😡"]);
    assert_eq!(scene.evidence(SignalKind::Elongation), ["riennnn"]);
    assert!(scene.plan.severity >= Severity::Angry);
}

#[test]
fn m05_each_marker_is_highlighted_en() {
    let scene =
        facebook("mon 09:00 Mark: This is OUTRAGEOUS, an hour of waiting for nothinggg!!! 😡")
            .at("mon 09:01");
    assert_eq!(scene.evidence(SignalKind::Shouting), ["OUTRAGEOUS"]);
    assert_eq!(scene.evidence(SignalKind::Punctuation), ["!!!"]);
    assert_eq!(scene.evidence(SignalKind::AngryEmoji), ["😡"]);
    assert!(scene.plan.severity >= Severity::Angry);
}

#[test]
fn m05_no_anger_is_shown_without_evidence() {
    for text in [
        "Bonjour, ma facture de mars est-elle disponible ?",
        "Hello, is my March bill available?",
    ] {
        let scene = facebook(&format!("mon 09:00 Ana: {text}")).at("mon 09:01");
        assert_eq!(scene.plan.severity, Severity::Calm);
        assert!(!scene.because(|reason| matches!(reason, Reason::Anger { .. })));
    }
}
