//! The browser widget: the loader imports this module and calls `mount` when a CM needs the panel.
#![cfg(target_arch = "wasm32")]

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};

/// Mounts the panel in a shadow root below `host`, an element of the page.
#[wasm_bindgen]
pub fn mount(host: &web_sys::Element) -> Result<(), wasm_bindgen::JsValue> {
    let root = host.attach_shadow(&web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open))?;
    leptos::mount::mount_to(root.unchecked_into(), Panel).forget();
    Ok(())
}

/// The panel.
#[component]
fn Panel() -> impl IntoView {
    view! { <section aria-label="Accalmie"></section> }
}
