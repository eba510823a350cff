//! What keeps the panel and the edge at one: the page's own news, the packs a case needs, what colleagues said.

use super::*;
use accalmie_shared::plan::{Plan, Step, plan};
use accalmie_shared::reading::Lang;
use accalmie_shared::view::entry;

/// The posts that the edge is given, by their ids.
fn given(effects: &[Effect]) -> Vec<Vec<&str>> {
    let posts = effects.iter().filter_map(|effect| {
        let Effect::Post(_, posts) = effect else {
            return None;
        };
        Some(posts.iter().map(|post| post.id.as_str()).collect())
    });
    posts.collect()
}

fn plan_of(case: &Case) -> Plan {
    plan(case, &standard(), NOON, &Default::default())
}

#[test]
fn opening_a_case_gives_the_edge_all_that_the_page_shows_of_it() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::Back);
    let mut answer = post(
        "2",
        "nora",
        "Hello Nora, we are on it.",
        NOON.plus(Minutes(1)),
    );
    answer.own = true;
    let again = post("3", "nora", "STILL NOTHING!!!", NOON.plus(Minutes(2)));
    update(&mut model, Msg::Read(vec![answer, again]));
    let effects = update(&mut model, Msg::Open("nora".into()));
    assert_eq!(given(&effects), [["1", "2", "3"]]);
}

#[test]
fn a_new_post_in_the_open_case_counts_at_once_and_the_edge_hears_of_it() {
    let mut model = model(Link::Live);
    update(&mut model, Msg::Draft("Hello Nora".into()));
    let again = post("2", "nora", "STILL NOTHING!!!", NOON.plus(Minutes(2)));
    let effects = update(&mut model, Msg::Read(vec![again]));
    assert_eq!(case(&model, "nora").turns.len(), 2);
    assert_eq!(given(&effects), [["1", "2"]]);
    let draft = model.draft.as_ref().map(|draft| draft.text.as_str());
    assert_eq!(draft, Some("Hello Nora"), "begun words stay");
}

#[test]
fn a_settled_case_is_to_do_again_when_the_page_shows_a_newer_post() {
    let settled = {
        let mut before = model(Link::Live);
        update(&mut before, Msg::Deed(Deed::Resolve));
        case(&before, "nora").clone()
    };
    let listed = entry("nora", &settled, &plan_of(&settled), &standard(), NOON).expect("an entry");
    let mut model = Model::new("acme".into(), Locale::En, standard(), NOON, "s".into());
    let claire = Agent {
        id: "claire".into(),
        name: "Claire".into(),
    };
    update(&mut model, Msg::SignedIn(claire));
    update(&mut model, Msg::Aside(vec![listed]));
    let first = post("1", "nora", "THREE WEEKS and no parcel!!!", NOON);
    update(&mut model, Msg::Read(vec![first]));
    assert_eq!(model.queue().counts[0], 0, "what the list says holds");
    let mut again = post("2", "nora", "STILL NOTHING!!!", NOON.plus(Minutes(5)));
    again.dated = false;
    update(&mut model, Msg::Read(vec![again.clone()]));
    assert_eq!(
        model.queue().counts[0],
        0,
        "nobody knows when it was written"
    );
    again.dated = true;
    update(&mut model, Msg::Read(vec![again]));
    assert_eq!(model.queue().counts[0], 1);
}

#[test]
fn the_newest_post_is_answered_whichever_way_the_page_is_sorted() {
    let mut model = model(Link::PageOnly);
    let newer = post("3", "omar", "WHERE IS IT NOW?!!!", NOON);
    let older = post("2", "omar", "WHERE IS IT?!!!", Timestamp(NOON.0 - 60_000));
    update(&mut model, Msg::Read(vec![newer, older]));
    let omar = model.entries.get("omar").expect("the case is there");
    assert_eq!(omar.on_page().map(|post| post.id.as_str()), Some("3"));
    assert_eq!(omar.step(), Some(Step::AskPrivate));
}

#[test]
fn the_pack_that_a_case_needs_is_fetched_once() {
    let mut model = model(Link::Live);
    let packs = |effects: Vec<Effect>| {
        let packs = effects.into_iter().filter_map(|effect| {
            let Effect::Pack(lang) = effect else {
                return None;
            };
            Some(lang)
        });
        packs.collect::<Vec<_>>()
    };
    update(&mut model, Msg::Back);
    let found = packs(update(&mut model, Msg::Open("nora".into())));
    assert_eq!(found, [Lang::En]);
    assert_eq!(packs(update(&mut model, Msg::Help)), []);
    update(&mut model, Msg::Packs(std::rc::Rc::new(Packs::embedded())));
    let draft = model.draft.as_ref().expect("a reply can be written");
    assert!(!draft.text.is_empty(), "what the pack was for is there");
}
