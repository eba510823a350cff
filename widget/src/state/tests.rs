//! What a community manager does, message by message, without a browser.

mod agreeing;
mod forms;
mod keeping;
mod platform;
mod queue;

use super::act::Way;
use super::entry::Detail;
use super::view::{Band, Deed, Filter, Form, Key, Link, Tab};
use super::{Agent, Effect, Model, Msg, PagePost, Reading, update};
use crate::strings::Locale;
use accalmie_shared::assess;
use accalmie_shared::case::{Case, Command, Stage, received, replay};
use accalmie_shared::packs::Packs;
use accalmie_shared::policy::standard;
use accalmie_shared::reading::{Assessment, Intent, Severity};
use accalmie_shared::units::{Minutes, Timestamp};

/// Sunday noon: nobody is there, which no test depends on.
const NOON: Timestamp = Timestamp(1_795_345_200_000);

pub(crate) fn post(id: &str, author: &str, text: &str, at: Timestamp) -> PagePost {
    PagePost {
        id: id.into(),
        parent: None,
        key: author.into(),
        author_id: author.into(),
        author: author.into(),
        text: text.into(),
        at,
        dated: true,
        own: false,
        url: None,
        thread: "/".into(),
        // Without a language pack nobody would be angry.
        assessment: Assessment {
            anger: 800,
            severity: Severity::Angry,
            intent: Intent::Complaint,
            ..assess(text, None, &Packs::default())
        },
    }
}

/// A page with one angry post of Nora, opened; connected as asked.
pub(crate) fn model(link: Link) -> Model {
    let mut model = Model::new("acme".into(), Locale::En, standard(), NOON, "s".into());
    match link {
        Link::Live | Link::Offline => {
            update(
                &mut model,
                Msg::SignedIn(Agent {
                    id: "camille".into(),
                    name: "Camille".into(),
                }),
            );
        }
        Link::PageOnly | Link::SignedOut => {
            update(&mut model, Msg::PageOnly);
        }
    }
    update(
        &mut model,
        Msg::Read(vec![post(
            "1",
            "nora",
            "THREE WEEKS and no parcel!!!",
            NOON,
        )]),
    );
    update(
        &mut model,
        Msg::Finished(Reading::Read {
            rule: "test".into(),
        }),
    );
    update(&mut model, Msg::Open("nora".into()));
    if link != Link::PageOnly {
        update(
            &mut model,
            Msg::Told("nora".into(), Box::new(detail(&["1"]))),
        );
    }
    if link == Link::Offline {
        update(&mut model, Msg::Offline);
    }
    model
}

/// The case as the edge tells it, with one post a minute.
fn detail(posts: &[&str]) -> Detail {
    let events = posts.iter().zip(0..).map(|(id, minute)| {
        let said = post(
            id,
            "nora",
            "THREE WEEKS and no parcel!!!",
            NOON.plus(Minutes(minute)),
        );
        received(super::whole(&said), said.assessment, &standard())
    });
    Detail {
        id: "nora".into(),
        case: replay(events),
        suggestions: Vec::new(),
        recent: Vec::new(),
    }
}

fn case<'a>(model: &'a Model, key: &str) -> &'a Case {
    let entry = model.entries.get(key).expect("the case is there");
    &entry.known.as_ref().expect("the case is known").case
}

/// The names of what is asked of the edge.
fn commands(effects: &[Effect]) -> Vec<&Command> {
    let mut commands = Vec::new();
    for effect in effects {
        if let Effect::Give(act) = effect {
            commands.push(&act.command);
        }
    }
    commands
}

fn last_act(model: &Model) -> String {
    model.acts.last().expect("something was done").id.clone()
}

#[test]
fn an_act_counts_at_once_and_the_edge_hears_of_it_when_it_can_no_longer_be_taken_back() {
    let mut model = model(Link::Live);
    let effects = update(&mut model, Msg::Deed(Deed::Resolve));
    assert_eq!(case(&model, "nora").stage, Stage::Resolved);
    assert!(commands(&effects).is_empty(), "nobody hears of it yet");
    let id = last_act(&model);
    let effects = update(&mut model, Msg::Due(id.clone()));
    assert_eq!(commands(&effects), [&Command::Resolve]);
    assert!(update(&mut model, Msg::Due(id)).is_empty(), "once only");
}

#[test]
fn what_is_taken_back_never_happened() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::Deed(Deed::Resolve));
    assert_eq!(model.opened, None, "a settled case is off the desk");
    let id = last_act(&model);
    update(&mut model, Msg::Undo);
    assert_eq!(case(&model, "nora").stage, Stage::Received);
    assert_eq!(model.opened.as_deref(), Some("nora"));
    assert!(update(&mut model, Msg::Due(id)).is_empty());
    assert!(model.acts.is_empty());
}

#[test]
fn a_second_act_lets_the_first_go() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::Deed(Deed::Claim));
    update(&mut model, Msg::Deed(Deed::Note));
    let effects = update(&mut model, Msg::Submit(0, "rang her".into()));
    assert_eq!(commands(&effects), [&Command::Claim]);
    assert_eq!(case(&model, "nora").notes.len(), 1);
}

#[test]
fn an_answer_that_was_not_sent_returns_to_the_draft() {
    let mut model = model(Link::Live);
    update(
        &mut model,
        Msg::Draft("Hello Nora, I am looking into it.".into()),
    );
    update(&mut model, Msg::Sent);
    assert_eq!(case(&model, "nora").stage, Stage::Acknowledged);
    update(&mut model, Msg::Undo);
    assert_eq!(case(&model, "nora").stage, Stage::Received);
    assert_eq!(
        model.draft.as_ref().map(|draft| draft.text.as_str()),
        Some("Hello Nora, I am looking into it.")
    );
}

#[test]
fn offline_an_act_waits_and_goes_when_the_edge_is_back() {
    let mut model = model(Link::Offline);
    update(&mut model, Msg::Deed(Deed::Claim));
    let id = last_act(&model);
    assert!(commands(&update(&mut model, Msg::Due(id))).is_empty());
    assert_eq!(model.frame().notices.len(), 2, "offline, and what waits");
    let effects = update(&mut model, Msg::Listed(Vec::new()));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Post(key, _) if key == "nora"))
    );
    let effects = update(
        &mut model,
        Msg::Told("nora".into(), Box::new(detail(&["1"]))),
    );
    assert_eq!(commands(&effects), [&Command::Claim]);
}

#[test]
fn an_answer_to_a_thread_that_has_changed_meanwhile_is_not_sent() {
    let mut model = model(Link::Offline);
    update(
        &mut model,
        Msg::Draft("Hello Nora, I am looking into it.".into()),
    );
    update(&mut model, Msg::Sent);
    let id = last_act(&model);
    update(&mut model, Msg::Due(id));
    update(&mut model, Msg::Listed(Vec::new()));
    let effects = update(
        &mut model,
        Msg::Told("nora".into(), Box::new(detail(&["1", "2"]))),
    );
    assert!(commands(&effects).is_empty());
    assert!(
        model
            .failure
            .as_ref()
            .is_some_and(|why| why.contains("nora")),
        "it is said"
    );
    assert_eq!(
        model.draft.as_ref().map(|draft| draft.text.as_str()),
        Some("Hello Nora, I am looking into it.")
    );
}

#[test]
fn an_answer_that_had_arrived_before_the_page_was_left_is_not_taken_for_news() {
    let mut before = model(Link::Live);
    update(&mut before, Msg::Draft("Hello Nora, I am on it.".into()));
    update(&mut before, Msg::Sent);
    let effects = update(&mut before, Msg::Leave);
    assert_eq!(
        commands(&effects).len(),
        1,
        "the edge hears of it at the last moment"
    );
    let arrived = case(&before, "nora").clone();
    let mut after = model(Link::Live);
    update(
        &mut after,
        Msg::Recalled(before.acts.clone(), Vec::new(), Vec::new()),
    );
    let told = Detail {
        id: "nora".into(),
        case: arrived,
        suggestions: Vec::new(),
        recent: Vec::new(),
    };
    let effects = update(&mut after, Msg::Told("nora".into(), Box::new(told)));
    assert_eq!(
        commands(&effects).len(),
        1,
        "the same act once more does no harm"
    );
    assert_eq!(after.failure, None);
}

#[test]
fn a_refused_act_is_undone_and_said() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::Deed(Deed::Claim));
    let id = last_act(&model);
    update(&mut model, Msg::Due(id.clone()));
    update(&mut model, Msg::Refused(id, "Yanis has this case".into()));
    assert!(case(&model, "nora").claimed.is_none());
    assert!(
        model
            .failure
            .as_ref()
            .is_some_and(|why| why.contains("Yanis"))
    );
}

#[test]
fn an_older_answer_of_the_edge_does_not_overtake_a_newer_one() {
    let mut model = model(Link::Live);
    update(
        &mut model,
        Msg::Told("nora".into(), Box::new(detail(&["1", "2"]))),
    );
    update(
        &mut model,
        Msg::Told("nora".into(), Box::new(detail(&["1"]))),
    );
    assert_eq!(case(&model, "nora").turns.len(), 2);
}

#[test]
fn without_an_edge_acts_are_kept_here_and_found_again() {
    let mut before = model(Link::PageOnly);
    update(&mut before, Msg::Deed(Deed::Resolve));
    let id = last_act(&before);
    let kept = update(&mut before, Msg::Due(id));
    let [Effect::Keep(act)] = kept.as_slice() else {
        panic!("found {kept:?}, expected the act to be kept");
    };
    assert_eq!(act.way, Way::Local);
    let mut after = model(Link::PageOnly);
    update(
        &mut after,
        Msg::Recalled(vec![(**act).clone()], Vec::new(), Vec::new()),
    );
    assert_eq!(case(&after, "nora").stage, Stage::Resolved);
}

#[test]
fn alone_in_a_page_nobody_is_offered_a_colleague() {
    let model = model(Link::PageOnly);
    let deeds = model.deeds();
    assert!(deeds.contains(&Deed::Resolve) && deeds.contains(&Deed::Note));
    assert!(!deeds.contains(&Deed::Claim) && !deeds.contains(&Deed::Assign));
}

#[test]
fn a_case_put_aside_leaves_the_desk_until_its_time() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::Deed(Deed::Snooze));
    assert_eq!(model.form, Some(Form::Snooze));
    update(&mut model, Msg::Submit(0, String::new()));
    assert_eq!(model.queue().counts[0], 0);
    update(&mut model, Msg::Tab(Tab::Waiting));
    assert_eq!(model.queue().groups[0].band, Band::Snoozed);
    update(&mut model, Msg::Tick(NOON.plus(Minutes(61))));
    assert_eq!(model.queue().counts[0], 1);
}

#[test]
fn words_that_were_begun_stay_with_their_case() {
    let mut model = model(Link::PageOnly);
    update(
        &mut model,
        Msg::Read(vec![post("2", "omar", "Where is my refund?!", NOON)]),
    );
    update(&mut model, Msg::Draft("Hello Nora".into()));
    update(&mut model, Msg::Open("omar".into()));
    assert_ne!(
        model.draft.as_ref().map(|draft| draft.text.as_str()),
        Some("Hello Nora")
    );
    update(&mut model, Msg::Open("nora".into()));
    assert_eq!(
        model.draft.as_ref().map(|draft| draft.text.as_str()),
        Some("Hello Nora")
    );
}

#[test]
fn who_opens_an_empty_panel_gets_to_the_first_row_when_it_comes() {
    let mut model = Model::new("acme".into(), Locale::En, standard(), NOON, "s".into());
    update(&mut model, Msg::PageOnly);
    update(&mut model, Msg::Show);
    let effects = update(
        &mut model,
        Msg::Read(vec![post("1", "nora", "NO PARCEL!!!", NOON)]),
    );
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Settle(row) if row.contains("nora")))
    );
}
