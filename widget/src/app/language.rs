//! Language packs, fetched when a text needs them, the panel's own texts, and the default policy.

use super::{Config, window};
use crate::strings::Locale;
use accalmie_shared::packs::{Pack, Packs};
use accalmie_shared::policy::Policy;
use accalmie_shared::reading::Lang;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The policy of a brand that has decided nothing yet.
///
/// # Errors
/// Never in a built widget: the file is the one that the core's own tests read.
pub(crate) fn standard_policy() -> Result<Policy, JsValue> {
    let text = include_str!(concat!(env!("OUT_DIR"), "/policy.json"));
    crate::wire::read(text).map_err(|misfit| misfit.expected().into())
}

/// The name of a language's file; none for a language without one.
const fn file(lang: Lang) -> Option<&'static str> {
    match lang {
        Lang::Fr => Some("fr"),
        Lang::En => Some("en"),
        Lang::Unknown => None,
    }
}

/// Fetches the pack of a language unless it is at hand.
///
/// # Errors
/// Why it could not be fetched or read, in words.
pub(crate) async fn need(config: &Config, packs: &mut Rc<Packs>, lang: Lang) -> Result<(), String> {
    let Some(name) = file(lang).filter(|_| packs.get(lang).is_none()) else {
        return Ok(());
    };
    let bytes = fetch(&format!("{}packs/{name}.bin", config.base)).await?;
    let pack = Pack::read(&bytes).map_err(|error| error.to_string())?;
    Rc::make_mut(packs).insert(pack);
    Ok(())
}

impl Config {
    /// Fetches the panel's texts in a language unless they are at hand.
    ///
    /// # Errors
    /// Why they could not be fetched or taken, in words.
    pub(crate) async fn speak(&self, locale: Locale) -> Result<(), String> {
        if locale.is_at_hand() {
            return Ok(());
        }
        let address = format!("{}packs/{}.txt", self.base, locale.tag());
        let text = String::from_utf8(fetch(&address).await?);
        locale.learn(text.map_err(|error| error.to_string())?)
    }
}

async fn fetch(address: &str) -> Result<Vec<u8>, String> {
    let response = JsFuture::from(window().fetch_with_str(address))
        .await
        .map_err(|_| format!("no answer from {address}"))?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(format!(
            "found status {} at {address}, expected 200",
            response.status()
        ));
    }
    let buffer = response.array_buffer().map_err(|_| "no body".to_owned())?;
    let buffer = JsFuture::from(buffer)
        .await
        .map_err(|_| "the body broke off".to_owned())?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
