//! Nothing is lost: words, acts and the queue outlive a bad line, a late refusal and a slip of the finger.

use super::super::act::{GRACE, Way};
use super::*;

/// A page with Nora's case, in which a person has written words of their own beside two suggestions.
fn written() -> Model {
    let mut model = model(Link::Live);
    update(
        &mut model,
        Msg::Draft("Hello Nora, I rang the depot.".into()),
    );
    model
}

fn words(model: &Model) -> Option<&str> {
    model.draft.as_ref().map(|draft| draft.text.as_str())
}

#[test]
fn an_edge_that_answers_again_without_news_empties_nothing() {
    let mut model = model(Link::Offline);
    let before = model.queue().counts;
    update(&mut model, Msg::Online);
    assert_eq!(model.link, Link::Live);
    assert_eq!(model.queue().counts, before);
}

#[test]
fn what_waited_goes_on_when_the_edge_answers_again_without_news() {
    let mut model = model(Link::Offline);
    update(&mut model, Msg::Deed(Deed::Claim));
    let id = last_act(&model);
    update(&mut model, Msg::Due(id));
    let effects = update(&mut model, Msg::Online);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Post(key, _) if key == "nora"))
    );
}

#[test]
fn what_is_done_while_nobody_is_signed_in_waits_for_the_edge() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::SignInRefused);
    update(&mut model, Msg::Deed(Deed::Resolve));
    let id = last_act(&model);
    update(&mut model, Msg::Due(id));
    assert_eq!(model.acts[0].way, Way::Waiting);
}

#[test]
fn a_reply_that_nobody_looks_at_is_not_sent() {
    for leave in [Msg::Back, Msg::Find] {
        let mut model = written();
        update(&mut model, leave);
        assert_eq!(model.draft, None);
        assert!(update(&mut model, Msg::Sent).is_empty());
        assert_eq!(case(&model, "nora").stage, Stage::Received);
        update(&mut model, Msg::Open("nora".into()));
        assert_eq!(words(&model), Some("Hello Nora, I rang the depot."));
    }
}

#[test]
fn own_words_that_gave_way_can_be_had_back() {
    let mut model = written();
    let Some(draft) = model.draft.clone() else {
        panic!("a draft is open");
    };
    let effects = super::super::replying::give_way(&mut model);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::ForgetDraft(_)))
    );
    if let Some(draft) = &mut model.draft {
        (draft.text, draft.chosen) = ("Another answer.".into(), Some(0));
    }
    let effects = update(&mut model, Msg::Undo);
    assert_eq!(words(&model), Some(draft.text.as_str()));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::KeepDraft(_)))
    );
}

#[test]
fn an_answer_taken_back_is_kept_for_the_next_visit() {
    let mut model = written();
    update(&mut model, Msg::Sent);
    let effects = update(&mut model, Msg::Undo);
    assert!(effects.iter().any(
        |effect| matches!(effect, Effect::KeepDraft(own) if own.text.contains("rang the depot"))
    ));
}

#[test]
fn a_late_refusal_does_not_wipe_what_was_begun_meanwhile() {
    let mut model = written();
    update(&mut model, Msg::Sent);
    let id = last_act(&model);
    update(&mut model, Msg::Due(id.clone()));
    update(&mut model, Msg::Draft("One thing more:".into()));
    update(&mut model, Msg::Refused(id, "closed".into()));
    assert_eq!(
        words(&model),
        Some("One thing more:\n\nHello Nora, I rang the depot.")
    );
}

#[test]
fn after_an_answer_the_next_key_is_a_shortcut_again_and_no_letter_of_another_answer() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::Draft("Hello Nora, I am on it.".into()));
    let effects = update(&mut model, Msg::Sent);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Focus(place) if place == "#author"))
    );
}

#[test]
fn what_another_page_can_still_take_back_is_left_to_it_for_so_long() {
    let mut there = model(Link::Live);
    update(&mut there, Msg::Deed(Deed::Claim));
    let kept = there.acts.clone();
    let mut here = model(Link::Live);
    here.session = "another".into();
    let effects = update(
        &mut here,
        Msg::Recalled(kept.clone(), Vec::new(), Vec::new()),
    );
    assert!(here.acts.is_empty());
    assert!(matches!(effects.as_slice(), [Effect::RecallLater]));
    // It was closed without a word: somebody has to do what it promised.
    here.now = Timestamp(here.now.0 + i64::from(GRACE));
    let effects = update(
        &mut here,
        Msg::Recalled(kept.clone(), Vec::new(), Vec::new()),
    );
    assert_eq!(here.acts.len(), 1);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Post(key, _) if key == "nora"))
    );
    update(&mut here, Msg::Recalled(kept, Vec::new(), Vec::new()));
    assert_eq!(here.acts.len(), 1, "it is known by its name");
}

#[test]
fn what_the_edge_could_not_take_is_tried_again_while_it_answers() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::Deed(Deed::Claim));
    let id = last_act(&model);
    update(&mut model, Msg::Due(id.clone()));
    assert!(
        update(&mut model, Msg::Again).is_empty(),
        "it is on its way"
    );
    update(&mut model, Msg::Unsent(id));
    assert!(!update(&mut model, Msg::Again).is_empty());
}
