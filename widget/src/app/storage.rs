//! What this browser keeps: width of the panel, and the acts of a brand without an edge.

use super::{send, window, with};
use crate::state::view::Key;
use crate::state::{Done, Msg};
use crate::wire::{self, Text, Write, records};
use std::collections::BTreeMap;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    if with(|app| app.config.keep.as_deref() == Some("none")) == Some(true) {
        return None;
    }
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
    if !set("acts", &wire::write(&acts)) {
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
    if let Some(acts) = get("acts").and_then(|text| wire::read(&text).ok()) {
        send(Msg::Recalled(acts));
    }
}

records! { Done { id, at, reply } }

impl Write for Done {
    fn write(&self, out: &mut Text) {
        out.object(&[("id", &self.id), ("at", &self.at), ("reply", &self.reply)]);
    }
}
