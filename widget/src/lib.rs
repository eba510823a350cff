//! The browser widget: marks on angry posts, and a panel with the queue, the case and the reply.
//!
//! ```text
//! page ── posts ──→ state ── views ──→ panel
//! edge ── cases ──↗   └── effects ──→ app ──→ page, edge, clipboard
//! ```
//!
//! In scope: the page, the panel, the browser's own doings. Not in scope: what is angry, what is due and what to
//! answer, which are the core's; keeping cases, which is the edge's.

mod app;
mod keyed;
mod page;
mod panel;
mod state;
mod strings;
mod tree;
mod wire;
mod words;

use app::Config;
use state::Msg;
use strings::Locale;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

/// Starts the widget with the script tag's attributes. A second start is harmless.
///
/// # Errors
/// When the tag lacks what is needed; the message says what was found and what was expected.
#[wasm_bindgen]
pub async fn start(config: JsValue) -> Result<(), JsValue> {
    let config = Config::read(&config)?;
    config.speak(config.locale()).await?;
    app::start(config).await
}

/// Changes the panel's language, once its texts are at hand. Without them the panel goes on in the one it has.
fn set_locale(tag: String) -> js_sys::Promise {
    future_to_promise(async move {
        if let (Some(config), Some(locale)) = (Config::running(), Locale::of_tag(&tag)) {
            match config.speak(locale).await {
                Ok(()) => app::set_locale(&tag),
                Err(why) => app::send(Msg::Failed(why)),
            }
        }
        Ok(JsValue::UNDEFINED)
    })
}

/// Carries out a verb of the public API that needs the widget: `open close analyze setLocale setTheme setUser destroy`.
///
/// # Errors
/// When there is no such verb.
#[wasm_bindgen]
pub fn act(verb: &str, values: &js_sys::Array) -> Result<JsValue, JsValue> {
    let text = || values.get(0).as_string().unwrap_or_default();
    match verb {
        "open" => {
            app::send(Msg::Show);
            if !text().is_empty() {
                app::send(Msg::Open(text()));
            }
        }
        "close" => app::send(Msg::Hide),
        "analyze" if values.length() == 0 => return Ok(app::posts()),
        "analyze" => return Ok(app::analyze(text()).into()),
        "setLocale" => return Ok(set_locale(text()).into()),
        "setTheme" => app::set_theme(&text()),
        "setUser" => app::send(Msg::SignIn(text())),
        "destroy" => app::destroy(),
        other => {
            let expected = "open close analyze setLocale setTheme setUser destroy";
            return Err(format!("found the verb {other}, expected one of {expected}").into());
        }
    }
    Ok(JsValue::UNDEFINED)
}
