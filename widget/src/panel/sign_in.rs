//! Signing in by the link that a CM was given.

use super::Screen;
use super::icons::{Icon, LULL};
use crate::app::send;
use crate::state::{ACCESS, Msg};
use crate::strings::{Locale, Word};
use leptos::prelude::*;

/// The form that takes a sign-in link or key, or sends on to Cloudflare Access.
#[component]
pub(crate) fn SignIn(screen: Screen, locale: Locale) -> impl IntoView {
    let field = NodeRef::<leptos::html::Input>::new();
    let wrong = move || screen.frame.with(|frame| frame.sign_in.clone().flatten());
    let access = screen.frame.with_untracked(|frame| frame.access);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            send(Msg::SignIn(field.value()));
        }
    };
    view! {
        <form class="form" on:submit=submit>
            <Icon d=LULL size=40 />
            <h2>{locale.get(Word::SignInTitle)}</h2>
            <p>{locale.get(Word::SignInText)}</p>
            <label>
                {locale.get(Word::SignInField)}
                <input class="field" id="secret" type="password" autocomplete="off" node_ref=field />
            </label>
            {move || wrong().map(|why| view! { <p class="bad" role="alert">{why}</p> })}
            <button class="button main" type="submit">{locale.get(Word::SignInButton)}</button>
            {access.then(|| view! {
                <button class="button" type="button" id="access" on:click=|_| send(Msg::SignIn(ACCESS.into()))>{locale.get(Word::SignInAccess)}</button>
            })}
            <button class="button" id="alone" type="button" on:click=|_| send(Msg::PageOnly)>{locale.get(Word::SignInPageOnly)}</button>
        </form>
    }
}
