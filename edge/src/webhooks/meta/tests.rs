use super::*;
use serde_json::json;

fn read(body: &Value) -> Delivery {
    let route = RouteSettings {
        accounts: vec!["111".into()],
        ..RouteSettings::default()
    };
    parse(&route, body)
}

fn feed(value: Value) -> Value {
    json!({"object":"page","entry":[{"id":"111","time":1_795_340_760,"changes":[{"field":"feed","value":value}]}]})
}

fn one(body: &Value) -> Inbound {
    let delivery = read(body);
    assert_eq!(
        (delivery.inbound.len(), delivery.unreadable.len()),
        (1, 0),
        "{delivery:?}"
    );
    delivery.inbound.into_iter().next().unwrap()
}

#[test]
fn a_comment_is_a_post_of_its_author() {
    let inbound = one(&feed(
        json!({"item":"comment","verb":"add","post_id":"111_5","comment_id":"5_6","parent_id":"111_5",
        "from":{"id":"77","name":"Claire"},"message":"Toujours en panne !","created_time":1_795_340_700}),
    ));
    assert_eq!(inbound.at, Timestamp(1_795_340_700_000));
    let Inward::Posted { post } = inbound.what else {
        panic!("expected a post")
    };
    assert_eq!(
        (
            post.id.as_str(),
            post.thread.as_str(),
            post.author.id.as_str()
        ),
        ("5_6", "111_5", "77")
    );
    assert_eq!(
        (post.channel, post.venue),
        (Channel::Facebook, Venue::Public)
    );
}

#[test]
fn what_the_page_takes_back_belongs_to_no_author() {
    for (from, author) in [("111", None), ("77", Some("77"))] {
        let inbound = one(&feed(
            json!({"item":"comment","verb":"remove","post_id":"111_5","comment_id":"5_7","from":{"id":from}}),
        ));
        assert!(
            matches!(&inbound.what, Inward::Deleted { author: found, .. } if found.as_deref() == author)
        );
    }
    let echo = json!({"object":"page","entry":[{"id":"111","messaging":[{"sender":{"id":"111"},"recipient":{"id":"77"},
        "timestamp":1_795_340_700_000_i64,"message":{"mid":"m1","is_echo":true,"is_deleted":true}}]}]});
    assert!(
        matches!(one(&echo).what, Inward::Deleted { author: Some(author), .. } if author == "77")
    );
}

#[test]
fn the_page_itself_answers() {
    let inbound = one(&feed(
        json!({"item":"comment","verb":"add","post_id":"111_5","comment_id":"5_7","parent_id":"5_6",
        "from":{"id":"111","name":"Acme"},"message":"Bonjour Claire","created_time":1_795_340_700}),
    ));
    let Inward::Answered { to, venue, .. } = inbound.what else {
        panic!("expected an answer")
    };
    assert_eq!((to.as_deref(), venue), (Some("5_6"), Venue::Public));
}

#[test]
fn an_author_left_out_is_nobody_else() {
    let comment = |id: &str| {
        feed(
            json!({"item":"comment","verb":"add","post_id":"111_5","comment_id":id,"message":"Nul","created_time":1_795_340_700}),
        )
    };
    let name = |body: &Value| {
        let Inward::Posted { post } = one(body).what else {
            panic!("expected a post")
        };
        post.author.id
    };
    assert_ne!(name(&comment("5_6")), name(&comment("5_7")));
}

#[test]
fn an_edit_without_words_is_of_no_interest() {
    let edit = feed(
        json!({"item":"photo","verb":"edited","post_id":"111_5","photo":"5","created_time":1_795_340_700}),
    );
    let delivery = read(&edit);
    assert_eq!(
        (
            delivery.inbound.len(),
            delivery.skipped,
            delivery.unreadable.len()
        ),
        (0, 1, 0)
    );
}

#[test]
fn both_words_for_an_edit_and_a_removal_are_known() {
    for (verb, removed) in [
        ("edit", false),
        ("edited", false),
        ("remove", true),
        ("delete", true),
    ] {
        let inbound = one(&feed(
            json!({"item":"comment","verb":verb,"post_id":"111_5","comment_id":"5_6","message":"Mieux","created_time":1_795_340_700}),
        ));
        assert_eq!(
            inbound.at,
            Timestamp(1_795_340_760_000),
            "the delivery's time for {verb}"
        );
        assert_eq!(
            matches!(inbound.what, Inward::Deleted { .. }),
            removed,
            "{verb}"
        );
    }
}

#[test]
fn likes_other_pages_and_unknown_fields_are_passed_over() {
    assert_eq!(
        read(&feed(
            json!({"item":"reaction","verb":"add","post_id":"111_5"})
        ))
        .skipped,
        1
    );
    let other =
        json!({"object":"page","entry":[{"id":"999","changes":[{"field":"feed","value":{}}]}]});
    assert_eq!(read(&other).skipped, 1);
    let leads =
        json!({"object":"page","entry":[{"id":"111","changes":[{"field":"leadgen","value":{}}]}]});
    assert_eq!(read(&leads).skipped, 1);
}

#[test]
fn one_odd_update_takes_no_other_with_it() {
    let good = json!({"field":"feed","value":{"item":"comment","verb":"add","post_id":"111_5","comment_id":"5_6","from":{"id":"1"},"message":"x","created_time":1}});
    let odd = json!({"field":"feed","value":{"item":"comment","verb":"add"}});
    let delivery =
        read(&json!({"object":"page","entry":[{"id":"111","time":2,"changes":[odd, good]}]}));
    assert_eq!((delivery.inbound.len(), delivery.unreadable.len()), (1, 1));
    assert!(
        delivery.unreadable[0].contains("/comment_id"),
        "{:?}",
        delivery.unreadable
    );
    for body in [
        json!({}),
        json!([]),
        json!({"object":"page"}),
        json!({"object":"page","entry":7}),
    ] {
        assert_eq!(read(&body).unreadable.len(), 1, "{body}");
    }
}

#[test]
fn private_messages_know_who_speaks() {
    let message = |sender: &str, recipient: &str, message: Value| {
        json!({"object":"page","entry":[{"id":"111","time":1,
        "messaging":[{"sender":{"id":sender},"recipient":{"id":recipient},"timestamp":1_795_340_700_123_i64,"message":message}]}]})
    };
    let inbound = one(&message(
        "77",
        "111",
        json!({"mid":"m1","text":"Mon contrat : 12"}),
    ));
    assert!(
        matches!(&inbound.what, Inward::Posted { post } if post.venue == Venue::Private && post.author.id == "77")
    );
    assert_eq!(
        (inbound.at, inbound.channel),
        (Timestamp(1_795_340_700_123), Channel::Messenger)
    );
    let inbound = one(&message(
        "111",
        "77",
        json!({"mid":"m2","text":"Merci","is_echo":true}),
    ));
    assert!(matches!(&inbound.what, Inward::Answered { customer: Some(id), .. } if id == "77"));
    let inbound = one(&message("77", "111", json!({"mid":"m1","is_deleted":true})));
    assert!(matches!(&inbound.what, Inward::Deleted { post, .. } if post == "m1"));
}

#[test]
fn instagram_comments_take_the_time_of_the_delivery() {
    let body = json!({"object":"instagram","entry":[{"id":"111","time":1_795_340_760,"changes":[{"field":"comments",
        "value":{"id":"9","text":"Et ma commande ?","from":{"id":"8","username":"zoe"},"media":{"id":"44"}}}]}]});
    let inbound = one(&body);
    assert_eq!(
        (inbound.at, inbound.channel),
        (Timestamp(1_795_340_760_000), Channel::Instagram)
    );
    let Inward::Posted { post } = inbound.what else {
        panic!("expected a post")
    };
    assert_eq!(
        (post.thread.as_str(), post.author.handle.as_deref()),
        ("44", Some("zoe"))
    );
}

#[test]
fn a_rating_with_words_is_a_post() {
    let value = json!({"item":"rating","verb":"add","reviewer_id":"77","reviewer_name":"Claire","review_text":"Service injoignable.",
        "recommendation_type":"NEGATIVE","created_time":1_795_340_700,"open_graph_story_id":"12"});
    let body = json!({"object":"page","entry":[{"id":"111","time":1,"changes":[{"field":"ratings","value":value}]}]});
    assert!(
        matches!(one(&body).what, Inward::Posted { post } if post.author.name == "Claire" && post.id == "12")
    );
}
