//! What goes out on the platform itself.

use super::{case, commands, detail, last_act, model};
use crate::state::view::Link;
use crate::state::{Effect, Gate, Model, Msg, Outside, Route, Tune, Ways, update};
use accalmie_shared::case::Stage;
use accalmie_shared::policy::Text;
use accalmie_shared::post::{Channel, Venue};
use accalmie_shared::units::Minutes;

/// What the edge can do on the platform: everything but writing in private.
fn outside() -> Outside {
    let open = Gate {
        open: true,
        code: None,
        words: None,
    };
    let private = Gate {
        open: false,
        code: Some("window".into()),
        words: Some(Text {
            fr: "délai passé".into(),
            en: "time is over".into(),
        }),
    };
    Outside {
        ways: Ways {
            public: open.clone(),
            private,
            hide: open,
        },
        acts: Vec::new(),
    }
}

/// The same case on Facebook, where the edge can publish.
fn on_facebook() -> Model {
    let mut model = model(Link::Live);
    let mut detail = detail(&["1"]);
    detail.case.channel = Channel::Facebook;
    detail.case.updated = detail.case.updated.plus(Minutes(1));
    let effects = update(&mut model, Msg::Told("nora".into(), Box::new(detail)));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Look(key) if key == "nora"))
    );
    update(&mut model, Msg::Outside("nora".into(), Box::new(outside())));
    update(&mut model, Msg::Draft("Hello Nora, I am on it.".into()));
    model
}

#[test]
fn what_will_be_public_is_shown_before_it_goes_out() {
    let mut model = on_facebook();
    assert!(commands(&update(&mut model, Msg::Sent)).is_empty());
    let form = model.form_view().expect("it is asked once more");
    assert_eq!(form.quote.as_deref(), Some("Hello Nora, I am on it."));
    assert!(form.title.contains("Facebook"));
    update(&mut model, Msg::Submit(0, String::new()));
    let act = model.acts.last().expect("it is on its way");
    assert_eq!(act.route, Route::Platform);
    let id = act.id.clone();
    assert_eq!(commands(&update(&mut model, Msg::Due(id))).len(), 1);
}

#[test]
fn a_closed_way_says_why_and_the_answer_is_only_noted() {
    let mut model = on_facebook();
    update(&mut model, Msg::Tune(Tune::Venue(Venue::Private)));
    let reply = model.reply().expect("there is a draft");
    assert_eq!(reply.publishes, None);
    assert_eq!(reply.closed.as_deref(), Some("time is over"));
    update(&mut model, Msg::Sent);
    assert_eq!(model.acts.last().map(|act| act.route), Some(Route::Desk));
}

#[test]
fn an_act_whose_end_nobody_knows_is_not_sent_again() {
    let mut model = on_facebook();
    update(&mut model, Msg::Sent);
    update(&mut model, Msg::Submit(0, String::new()));
    let id = last_act(&model);
    update(&mut model, Msg::Due(id.clone()));
    update(&mut model, Msg::Lost(id.clone()));
    assert!(model.acts.is_empty());
    assert!(commands(&update(&mut model, Msg::Listed(Vec::new()))).is_empty());
    assert_eq!(
        case(&model, "nora").stage,
        Stage::Received,
        "nothing is claimed"
    );
}
