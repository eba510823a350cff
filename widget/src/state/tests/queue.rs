//! What the queue is narrowed to, what many complain of at once, and the panel that is a page.

use super::*;
use crate::state::view::{Instead, View};
use accalmie_shared::case::Owner;
use accalmie_shared::reading::{Risk, Topic};

fn keys(model: &Model) -> Vec<Key> {
    let order = model.order().into_iter();
    order.map(|(_, key)| key.clone()).collect()
}

#[test]
fn filters_narrow_the_queue_and_say_how_much_they_leave() {
    let mut model = model(Link::Live);
    let omar = post("2", "omar", "WHERE IS MY REFUND?!!!", NOON);
    update(&mut model, Msg::Read(vec![omar]));
    assert_eq!(keys(&model).len(), 2);
    update(&mut model, Msg::Filter(Filter::Unread));
    assert_eq!(keys(&model), ["omar"]);
    let views = model.filter_views();
    assert!(
        views
            .iter()
            .any(|view| view.filter == Filter::Unread && view.on && view.count == 1)
    );
    update(&mut model, Msg::Filter(Filter::Unread));
    update(&mut model, Msg::Deed(Deed::Claim));
    update(&mut model, Msg::Filter(Filter::Mine));
    assert_eq!(keys(&model), ["nora"]);
}

/// A page with posts that differ in what they are about, how angry they are and what danger they hold.
fn varied() -> Model {
    let mut model = model(Link::PageOnly);
    let mut refund = post("2", "omar", "Where is my refund?", NOON);
    refund.assessment.severity = Severity::Annoyed;
    refund.assessment.anger = 400;
    refund.assessment.topic = Topic::Refund;
    let mut lawyer = post(
        "3",
        "lena",
        "My lawyer will write to you about the refund.",
        NOON,
    );
    lawyer.assessment.topic = Topic::Refund;
    lawyer.assessment.risks = vec![Risk::Legal];
    update(&mut model, Msg::Read(vec![refund, lawyer]));
    model.tab = Tab::All;
    model
}

#[test]
fn the_queue_is_narrowed_by_anger_subject_owner_and_danger() {
    let mut model = varied();
    for (filter, expected) in [
        (Filter::Severity(Severity::Annoyed), vec!["omar"]),
        (Filter::Topic(Topic::Refund), vec!["lena", "omar"]),
        (Filter::Owner(Owner::Legal), vec!["lena"]),
        (Filter::Risk(Risk::Legal), vec!["lena"]),
    ] {
        update(&mut model, Msg::Filter(filter));
        let mut found = keys(&model);
        found.sort_unstable();
        assert_eq!(found, expected, "{filter:?}");
        update(&mut model, Msg::Filter(filter));
    }
}

#[test]
fn a_choice_is_offered_where_there_is_one_and_says_how_much_each_way_leaves() {
    let mut model = varied();
    let lists = |model: &Model| -> Vec<(&'static str, Vec<String>)> {
        let picks = model.picks().into_iter();
        let names = |ways: Vec<(Filter, String)>| ways.into_iter().map(|(_, name)| name).collect();
        picks.map(|pick| (pick.id, names(pick.ways))).collect()
    };
    let offered = lists(&model);
    let of = |id: &str| {
        let found = offered.iter().find(|(other, _)| *other == id);
        found.map(|(_, names)| names.clone()).unwrap_or_default()
    };
    assert_eq!(of("by-severity"), ["Angry (2)", "Annoyed (1)"]);
    assert_eq!(of("by-risk"), ["Legal (1)"]);
    assert!(
        of("by-topic").contains(&"Refund (2)".to_owned()),
        "{offered:?}"
    );
    assert!(of("by-channel").is_empty(), "all came from one place");
    update(
        &mut model,
        Msg::Filter(Filter::Channel(accalmie_shared::post::Channel::Web)),
    );
    let picks = model.picks();
    let chosen = picks.iter().find(|pick| pick.id == "by-channel");
    assert_eq!(
        chosen.and_then(|pick| pick.chosen),
        Some(0),
        "what is set can be lifted"
    );
}

#[test]
fn without_an_edge_bad_buzz_is_seen_in_the_page_alone() {
    let mut model = model(Link::PageOnly);
    let posts = (2..7).map(|n| {
        let author = format!("customer {n}");
        let mut one = post(
            &n.to_string(),
            &author,
            "No internet since this morning!",
            NOON,
        );
        one.assessment.topic = Topic::Outage;
        one
    });
    let posts: Vec<PagePost> = posts.collect();
    update(&mut model, Msg::Read(posts));
    assert!(model.alerts.is_empty(), "looked for once the page is read");
    let rule = "test".into();
    update(&mut model, Msg::Finished(Reading::Read { rule }));
    assert_eq!(model.alert_views().len(), 1);
    assert_eq!(model.alerts[0].count, 5);
    update(&mut model, Msg::Filter(Filter::Alert(Topic::Outage)));
    assert_eq!(keys(&model).len(), 5);
    // Three hours later it has passed.
    update(&mut model, Msg::Tick(NOON.plus(Minutes(180))));
    assert!(model.alerts.is_empty());
}

#[test]
fn a_panel_that_is_the_page_stays_open_and_says_nothing_of_posts_around_it() {
    let mut model = Model::new("acme".into(), Locale::En, standard(), NOON, "s".into());
    model.view = View::Page;
    let agent = Agent {
        id: "camille".into(),
        name: "Camille".into(),
    };
    update(&mut model, Msg::SignedIn(agent));
    update(&mut model, Msg::Show);
    let rule = String::new();
    update(&mut model, Msg::Finished(Reading::Read { rule }));
    assert_eq!(
        model.queue().instead,
        Some(Instead::Loading),
        "the edge has not answered yet"
    );
    update(&mut model, Msg::Listed(Vec::new()));
    let queue = model.queue();
    assert_eq!(queue.instead, Some(Instead::Quiet));
    assert!(queue.about.is_empty(), "{:?}", queue.about);
    update(&mut model, Msg::Escape);
    update(&mut model, Msg::Hide);
    assert!(model.open);
}

#[test]
fn a_case_that_a_link_names_is_asked_for_even_where_the_list_leaves_it_out() {
    let mut model = model(Link::Live);
    let effects = update(&mut model, Msg::Open("settled".into()));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Ask(key) if key == "settled"))
    );
}
