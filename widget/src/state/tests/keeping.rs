//! Nothing is lost: words, acts and the queue outlive a bad line, a late refusal and a slip of the finger.

use super::super::act::Way;
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
