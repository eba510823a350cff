//! Signing in by the link that a CM was given.

use super::icons::{LULL, icon_of};
use super::{sends, target, value};
use crate::app::send;
use crate::state::view::Frame;
use crate::state::{ACCESS, Msg};
use crate::strings::{Locale, Word};
use crate::tree::{El, el};

/// The form that takes a sign-in link or key, or sends on to Cloudflare Access. `wrong` says what was wrong with the
/// last try.
pub(super) fn sign_in(frame: &Frame, wrong: Option<&str>, locale: Locale) -> El {
    let button = |kind, word, msg| {
        let button = el(kind).set("type", "button").on("click", sends(msg));
        button.text(locale.get(word))
    };
    el("form.form")
        .on("submit", |event| {
            event.prevent_default();
            let field =
                target(event).and_then(|form| form.query_selector("#secret").ok().flatten());
            if let Some(field) = field {
                send(Msg::SignIn(value(&field)));
            }
        })
        .with(icon_of(LULL, "40"))
        .with(el("h2").text(locale.get(Word::SignInTitle)))
        .with(el("p").text(locale.get(Word::SignInText)))
        .with(
            el("label").text(locale.get(Word::SignInField)).with(
                el("input#secret.field")
                    .set("type", "password")
                    .set("autocomplete", "off"),
            ),
        )
        .with_all(wrong.map(|why| el("p.bad").set("role", "alert").text(why)))
        .with(
            el("button.button.main")
                .set("type", "submit")
                .text(locale.get(Word::SignInButton)),
        )
        .with_all(frame.access.then(|| {
            let access = Msg::SignIn(ACCESS.into());
            button("button#access.button", Word::SignInAccess, access)
        }))
        .with(button(
            "button#alone.button",
            Word::SignInPageOnly,
            Msg::PageOnly,
        ))
}
