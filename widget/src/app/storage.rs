//! What this browser keeps: width of the panel, and the acts of a brand without an edge.

use super::{send, window, with};
use crate::state::view::Key;
use crate::state::{Done, Msg};
use serde::Serialize;
use std::collections::BTreeMap;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    // Reading the property throws where the browser forbids storage.
    window().local_storage().ok().flatten()
}

fn name(part: &str) -> Option<String> {
    with(|app| format!("accalmie:{}:{part}", app.config.brand))
}

/// Reads a value.
pub(crate) fn get(part: &str) -> Option<String> {
    storage()?.get_item(&name(part)?).ok().flatten()
}

/// Keeps a value. Gives whether the browser did.
pub(crate) fn set(part: &str, value: &str) -> bool {
    storage()
        .zip(name(part))
        .is_some_and(|(storage, name)| storage.set_item(&name, value).is_ok())
}

/// Forgets a value.
pub(crate) fn remove(part: &str) {
    if let Some((storage, name)) = storage().zip(name(part)) {
        let _ = storage.remove_item(&name);
    }
}

/// Keeps the acts of all cases.
pub(crate) fn keep() {
    let acts: Option<BTreeMap<Key, Vec<Done>>> = with(|app| {
        let entries = app.model.entries.iter();
        entries
            .filter(|(_, entry)| !entry.acts.is_empty())
            .map(|(key, entry)| (key.clone(), entry.acts.clone()))
            .collect()
    });
    let Some(acts) = acts else { return };
    let text = acts
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .ok();
    let text = text
        .and_then(|value| js_sys::JSON::stringify(&value).ok())
        .map(String::from);
    if !text.is_some_and(|text| set("acts", &text)) {
        let why = with(|app| {
            app.model
                .locale
                .get(crate::strings::Word::ErrorStorage)
                .to_owned()
        });
        send(Msg::Failed(why.unwrap_or_default()));
    }
}

/// Reads the acts that were kept. What can't be read any more is left alone.
pub(crate) fn recall() {
    let kept = get("acts").and_then(|text| js_sys::JSON::parse(&text).ok());
    if let Some(acts) = kept.and_then(|value| serde_wasm_bindgen::from_value(value).ok()) {
        send(Msg::Recalled(acts));
    }
}
