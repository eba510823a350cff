//! The posts with the evidence highlighted in place, and the evidence in words.

use crate::state::view::{Piece, Sign, TurnView, Voice};
use crate::strings::{Locale, Word};
use leptos::prelude::*;

/// The thread.
#[component]
pub(crate) fn Thread(turns: Vec<TurnView>, locale: Locale) -> impl IntoView {
    view! {
        <section class="part" aria-label=locale.get(Word::CaseThread)>
            <h3 class="label">{locale.get(Word::CaseThread)}</h3>
            {turns.into_iter().map(|turn| view! { <Turn turn locale /> }).collect_view()}
        </section>
    }
}

/// One post.
#[component]
fn Turn(turn: TurnView, locale: Locale) -> impl IntoView {
    let by = match turn.voice {
        Voice::Customer => "customer",
        Voice::Brand => "brand",
    };
    let text = if turn.pieces.is_empty() {
        view! { <p class="gone">{locale.get(Word::CaseDeleted)}</p> }.into_any()
    } else {
        view! { <p>{turn.pieces.into_iter().map(|piece| view! { <Stretch piece /> }).collect_view()}</p> }.into_any()
    };
    view! {
        <div class="turn" data-by=by>
            <div class="meta"><b>{turn.name}</b><span>{turn.meta}</span></div>
            {text}
        </div>
    }
}

/// A stretch of text: plain, or evidence with what it shows as its title.
#[component]
fn Stretch(piece: Piece) -> impl IntoView {
    match piece.sign {
        None => piece.text.into_any(),
        Some((tone, label)) => {
            view! { <mark data-tone=tone.name() title=label>{piece.text}</mark> }.into_any()
        }
    }
}

/// The evidence in words.
#[component]
pub(crate) fn Signs(signs: Vec<Sign>, locale: Locale) -> impl IntoView {
    (!signs.is_empty()).then(|| {
        view! {
            <section class="part">
                <h3 class="label">{locale.get(Word::CaseWhyFlag)}</h3>
                <ul class="signs">
                    {signs.into_iter().map(|sign| view! {
                        <li>
                            <dfn>{sign.label}</dfn>
                            <q><mark data-tone=sign.tone.name()>{sign.words}</mark></q>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}
