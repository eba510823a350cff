//! What the page's own scripts are told.

use super::{Page, marks, with};
use crate::state::view::Key;
use crate::state::{Model, PagePost};
use web_sys::{CustomEvent, CustomEventInit};

/// The reply that is proposed for the open case, as long as nobody has changed its words.
pub(crate) fn proposed(model: &Model) -> Option<(Key, String)> {
    let draft = model
        .draft
        .as_ref()
        .filter(|draft| draft.chosen.is_some())?;
    Some((draft.key.clone(), draft.text.clone()))
}

/// Tells the page which posts need care.
pub(crate) fn tell_flags(posts: &[PagePost]) {
    for post in posts
        .iter()
        .filter(|post| !post.own && marks::is_marked(&post.assessment))
    {
        let severity: &'static str = post.assessment.severity.into();
        tell(
            "flag",
            &[
                ("post", post.id.clone()),
                ("case", post.key.clone()),
                ("author", post.author.clone()),
                ("severity", severity.to_owned()),
                ("url", post.url.clone().unwrap_or_default()),
            ],
        );
    }
}

/// Tells the brand's page what happened, as a DOM event on the widget's element that bubbles. Somebody else's page is
/// told nothing: who is angry and what will be answered is none of its business.
pub(crate) fn tell(name: &str, fields: &[(&str, String)]) {
    if with(|app| app.config.page) != Some(Page::Own) {
        return;
    }
    let detail = js_sys::Object::new();
    for (field, value) in fields {
        let _ = js_sys::Reflect::set(&detail, &(*field).into(), &value.into());
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_detail(&detail);
    let event = CustomEvent::new_with_event_init_dict(&format!("accalmie:{name}"), &init);
    if let (Some(host), Ok(event)) = (with(|app| app.host.clone()), event) {
        let _ = host.dispatch_event(&event);
    }
}
