//! What is written into a form is not lost, and a case is put aside for as long as one likes.

use super::*;

fn text(model: &Model) -> Option<String> {
    model.form_view()?.text.map(|(_, value)| value)
}

#[test]
fn escape_closes_a_form_and_keeps_its_words() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::Deed(Deed::Note));
    update(&mut model, Msg::Jot("Called twice".into()));
    update(&mut model, Msg::Jot("Called twice, no answer".into()));
    assert_eq!(
        text(&model).as_deref(),
        Some("Called twice, no answer"),
        "what is shown is what stands in the field"
    );
    update(&mut model, Msg::Escape);
    assert_eq!(model.form, None);
    update(&mut model, Msg::Deed(Deed::Note));
    assert_eq!(text(&model).as_deref(), Some("Called twice, no answer"));
    update(&mut model, Msg::Deed(Deed::HandOff));
    assert_ne!(
        text(&model).as_deref(),
        Some("Called twice, no answer"),
        "each form has its own"
    );
}

#[test]
fn words_that_were_sent_or_given_up_do_not_come_back() {
    let mut model = model(Link::Live);
    let note = |model: &mut Model| {
        update(model, Msg::Deed(Deed::Note));
        update(model, Msg::Jot("Called twice".into()));
    };
    note(&mut model);
    update(&mut model, Msg::Cancel);
    update(&mut model, Msg::Deed(Deed::Note));
    assert_eq!(text(&model).as_deref(), Some(""));
    note(&mut model);
    update(&mut model, Msg::Submit(0, "Called twice".into()));
    update(&mut model, Msg::Deed(Deed::Note));
    assert_eq!(text(&model).as_deref(), Some(""));
}

#[test]
fn another_act_does_not_throw_away_what_is_being_written() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::Deed(Deed::Note));
    update(&mut model, Msg::Jot("Called twice".into()));
    update(&mut model, Msg::Deed(Deed::Claim));
    update(&mut model, Msg::Deed(Deed::Note));
    assert_eq!(text(&model).as_deref(), Some("Called twice"));
}

#[test]
fn a_case_is_put_aside_until_a_moment_of_ones_own() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::Deed(Deed::Snooze));
    let form = model.form_view().expect("the form is open");
    let (earliest, proposed) = form.when.expect("a date and time can be given");
    assert!(earliest < proposed, "{earliest} {proposed}");
    let presets = form.picks.len();
    update(&mut model, Msg::Submit(presets, "2026-11-27T14:30".into()));
    // The model's clock stands at UTC.
    let until = case(&model, "nora").snoozed_until;
    assert_eq!(until, Some(Timestamp(1_795_789_800_000)));
    assert_eq!(model.opened, None);
}

#[test]
fn a_moment_that_is_past_or_none_puts_nothing_aside() {
    for text in ["2026-11-01T09:00", "", "2026-02-30T09:00"] {
        let mut model = model(Link::Live);
        update(&mut model, Msg::Deed(Deed::Snooze));
        update(&mut model, Msg::Submit(9, text.into()));
        assert_eq!(case(&model, "nora").snoozed_until, None, "{text}");
        assert!(model.form.is_some(), "{text}");
    }
}
