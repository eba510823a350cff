//! What the script tag says.

use super::document;
use crate::state::view::View;
use crate::strings::Locale;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

/// Whose page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// The brand's: its scripts may see the panel and hear of it.
    Own,
    /// Somebody else's, as the extension finds it: its scripts are shown nothing, told nothing and can press nothing.
    Foreign,
}

/// The attributes of the script tag, and the loader's own address.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// Where the widget's files are, with a slash at the end.
    pub(crate) base: String,
    /// Where the edge is, with a slash at the end: `data-api`, else the same as `base`.
    pub(crate) api: String,
    /// `data-brand`.
    pub(crate) brand: String,
    /// `data-posts`: the owner's selector for posts.
    pub(crate) posts: Option<String>,
    /// `data-reply`: the owner's selector for the reply box.
    pub(crate) reply: Option<String>,
    /// `data-own-authors`: names, parted by commas, under which the brand itself writes where the page doesn't mark it.
    pub(crate) own_authors: Vec<String>,
    /// `data-lang`: the panel's language.
    pub(crate) lang: Option<String>,
    /// `data-theme`: `dark`, `light`, or the system's.
    pub(crate) theme: Option<String>,
    /// The credential in a browser that keeps nothing.
    pub(crate) secret: Option<String>,
    /// The credential of the link that was followed here: kept once it has been let in.
    pub(crate) link: Option<String>,
    /// `data-keep`: `none` on a page that isn't the brand's and could read what is kept there.
    pub(crate) keep: Option<String>,
    /// `data-view`: `page` where the panel is the page itself.
    pub(crate) view: View,
    /// `data-sign-in`: `access` where Cloudflare Access stands before the edge and lets the brand's people in.
    pub(crate) sign_in: Option<String>,
    /// Whose page it is: somebody else's where the extension says so.
    pub(crate) page: Page,
    /// The loader's way to a further file of ours, by its name.
    pub(crate) further: Option<js_sys::Function>,
}

impl Config {
    /// Reads what the loader gives.
    ///
    /// # Errors
    /// When there is no brand: it says which attribute is missing.
    pub(crate) fn read(given: &JsValue) -> Result<Self, JsValue> {
        let text = |name: &str| {
            Reflect::get(given, &name.into())
                .ok()
                .and_then(|value| value.as_string())
                .filter(|text| !text.is_empty())
        };
        let base = text("base").ok_or("found no base, expected the address of accalmie.js")?;
        let with_slash = |address: String| {
            if address.ends_with('/') {
                address
            } else {
                format!("{address}/")
            }
        };
        Ok(Self {
            api: text("api").map_or_else(|| base.clone(), with_slash),
            base,
            brand: text("brand").ok_or("found no data-brand, expected the brand's name")?,
            posts: text("posts"),
            reply: text("reply"),
            own_authors: text("ownAuthors")
                .map(|names| {
                    names
                        .split(',')
                        .map(|name| name.trim().to_owned())
                        .collect()
                })
                .unwrap_or_default(),
            lang: text("lang"),
            theme: text("theme"),
            secret: text("secret"),
            link: text("link"),
            keep: text("keep"),
            view: match text("view").as_deref() {
                Some("page") => View::Page,
                Some(_) | None => View::Beside,
            },
            sign_in: text("signIn"),
            page: if text("page").as_deref() == Some("foreign") {
                Page::Foreign
            } else {
                Page::Own
            },
            further: Reflect::get(given, &"further".into())
                .ok()
                .and_then(|value| value.dyn_into().ok()),
        })
    }

    /// What the running widget was started with; none where there isn't one.
    pub(crate) fn running() -> Option<Self> {
        super::with(|app| app.config.clone())
    }

    /// The panel's language: the tag's, else the page's, else the browser's, else French.
    pub(crate) fn locale(&self) -> Locale {
        let page = document()
            .document_element()
            .and_then(|root| root.get_attribute("lang"));
        let browser = super::window().navigator().language();
        [self.lang.clone(), page, browser]
            .into_iter()
            .flatten()
            .find_map(|tag| Locale::of_tag(&tag))
            .unwrap_or(Locale::Fr)
    }
}
