//! The finder: a script of its own, fetched only where no rule fits the page or where somebody wants to point at posts.
//!
//! It looks into open shadow roots, at what the page says for machines (JSON-LD), and at lists by their shape.

use super::{Config, Page, send, with};
use crate::page::{NoRule, Root, Rule, Scanner, choose};
use crate::state::Msg;
use js_sys::{Array, Function, Map, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::ShadowRoot;

/// The script's name beside the loader.
const FILE: &str = "finder.js";

/// Calls a function of the script; none where it can't be had.
async fn call(config: &Config, name: &str, values: &Array) -> Option<JsValue> {
    let further = config.further.as_ref()?;
    let fetched: Promise = further
        .call1(&JsValue::NULL, &FILE.into())
        .ok()?
        .dyn_into()
        .ok()?;
    let module = JsFuture::from(fetched).await.ok()?;
    let act: Function = get(&module, name)?.dyn_into().ok()?;
    act.apply(&JsValue::NULL, values).ok()
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}

/// A scanner over posts that no rule finds in the page itself.
pub(super) async fn look(config: &Config) -> Option<Scanner> {
    let found = call(config, "look", &Array::new()).await?;
    let roots: Array = get(&found, "roots")?.dyn_into().ok()?;
    for root in roots.iter() {
        with(|app| {
            app.observer
                .as_ref()
                .map(|observer| observer.reach(root.unchecked_ref()))
        });
        let root = Root::Shadow(root.unchecked_into());
        match choose(&root, config.posts.as_deref()) {
            Ok(rule) => return Scanner::new(root, rule, Map::new()),
            // A selector that is no CSS is none anywhere.
            Err(NoRule::Invalid(_)) => return None,
            Err(NoRule::Selector(_) | NoRule::Unknown) => {}
        }
    }
    // An owner who says where the posts are is not overruled by a guess.
    if config.posts.is_some() {
        return None;
    }
    let rule = Rule::found(&get(&found, "rule")?)?;
    let facts = get(&found, "facts")?.dyn_into().ok()?;
    let root = match get(&found, "root")?.dyn_into::<ShadowRoot>() {
        Ok(root) => Root::Shadow(root),
        Err(_) => Root::Page(super::document()),
    };
    Scanner::new(root, rule, facts)
}

/// Lets a person point at a post; the selector they accept is used from then on in this page view.
pub(crate) async fn teach() {
    let Some((config, lang)) = with(|app| (app.config.clone(), app.model.locale.tag())) else {
        return;
    };
    let page = match config.page {
        Page::Own => "own",
        Page::Foreign => "foreign",
    };
    let asked = call(&config, "teach", &Array::of2(&lang.into(), &page.into())).await;
    let Some(Ok(asked)) = asked.map(JsCast::dyn_into::<Promise>) else {
        return;
    };
    let chosen = JsFuture::from(asked)
        .await
        .ok()
        .and_then(|chosen| chosen.as_string());
    if let Some(selector) = chosen {
        let gone = with(|app| {
            app.config.posts = Some(selector);
            app.scanner = None;
            let gone = core::mem::take(&mut app.elements);
            gone.keys().cloned().collect()
        });
        send(Msg::Gone(gone.unwrap_or_default()));
        super::reading::again().await;
    }
    send(Msg::Show);
}
