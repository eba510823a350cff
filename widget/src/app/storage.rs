//! What this browser keeps: the width of the panel, acts on their way, drafts, and which cases were opened.

use super::{send, window, with};
use crate::state::Msg;
use crate::wire::{self, Read, Write};
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

/// Keeps something under a name of its own: two pages of one brand never write over one another.
pub(crate) fn keep(kind: &str, id: &str, value: &dyn Write) {
    if !set(&format!("{kind}:{id}"), &wire::write(value)) {
        let why = with(|app| {
            app.model
                .locale
                .get(crate::strings::Word::ErrorStorage)
                .to_owned()
        });
        send(Msg::Failed(why.unwrap_or_default()));
    }
}

/// Keeps which cases were opened.
pub(crate) fn keep_seen() {
    let seen: Option<Vec<String>> = with(|app| app.model.seen.keys().cloned().collect());
    set("seen", &wire::write(&seen.unwrap_or_default()));
}

/// Reads what was kept. What can't be read any more is left alone.
pub(crate) fn recall() {
    let seen = get("seen").and_then(|text| wire::read(&text).ok());
    send(Msg::Recalled(
        all("act"),
        all("draft"),
        seen.unwrap_or_default(),
    ));
}

/// Reads the acts that were kept once more: those that another page held back may be left over by now.
pub(crate) fn recall_acts() {
    send(Msg::Recalled(all("act"), Vec::new(), Vec::new()));
}

/// Everything of a kind that was kept.
fn all<T: Read>(kind: &str) -> Vec<T> {
    let (Some(storage), Some(prefix)) = (storage(), name(&format!("{kind}:"))) else {
        return Vec::new();
    };
    let names =
        (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
    let ours = names.filter(|name| name.starts_with(&prefix));
    let texts = ours.filter_map(|name| storage.get_item(&name).ok().flatten());
    texts.filter_map(|text| wire::read(&text).ok()).collect()
}
