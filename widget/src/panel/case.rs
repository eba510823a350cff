//! One case: who and how angry, the ladder, the next step, why, the thread, the reply.

use super::Screen;
use super::icons::{BACK, Button, DOWN, Degree, GOTO, Icon, UP, WARN, degree_name};
use super::queue::{DueText, Skeleton};
use super::reply::Reply;
use super::thread::{Signs, Thread};
use crate::app::send;
use crate::state::Msg;
use crate::state::view::{CaseView, Rung, STAGES, rung};
use crate::strings::{Locale, Word};
use crate::words;
use accalmie_shared::case::Stage;
use accalmie_shared::text::case::lowered;
use leptos::prelude::*;

/// The open case.
#[component]
pub(crate) fn Case(screen: Screen, locale: Locale) -> impl IntoView {
    let loading = Memo::new(move |_| {
        screen
            .case
            .with(|case| case.as_ref().is_some_and(|case| case.loading))
    });
    view! {
        <article class="pane case" aria-labelledby="author">
            {move || screen.case.get().map(|case| view! { <Navigation position=case.position locale /> })}
            {move || screen.case.get().map(|case| view! { <Told case locale /> })}
            {move || if loading.get() {
                view! { <Skeleton locale /> }.into_any()
            } else {
                view! { <Reply screen locale /> }.into_any()
            }}
        </article>
    }
}

/// The way back, and to the neighbours in the queue.
#[component]
fn Navigation(position: (usize, usize), locale: Locale) -> impl IntoView {
    view! {
        <nav class="nav" aria-label=locale.get(Word::Queue)>
            <button class="text" id="back" aria-label=locale.get(Word::Back) on:click=|_| send(Msg::Back)>
                <Icon d=BACK />{locale.get(Word::Queue)}
            </button>
            <span class="place">{position.0}" / "{position.1}</span>
            <Button d=UP name=locale.get(Word::Previous) id="previous" msg=Msg::Step(-1) />
            <Button d=DOWN name=locale.get(Word::Next) id="next" msg=Msg::Step(1) />
        </nav>
    }
}

/// Everything that is told of a case.
#[component]
fn Told(case: CaseView, locale: Locale) -> impl IntoView {
    let risks = case.risks.clone();
    view! {
        <header class="head">
            <Degree severity=case.severity />
            <h2 id="author" tabindex="-1">{case.author.clone()}</h2>
            <p>
                <span class="word" data-degree=degree_name(case.severity)>{locale.get(words::severity(case.severity))}</span>
                <span>{case.place.clone()}</span>
                <Origin url=case.url.clone() on_page=case.on_page locale />
            </p>
        </header>
        {(!risks.is_empty()).then(|| view! { <div class="part"><p class="risk"><Icon d=WARN />{risks.join(" · ")}</p></div> })}
        <Ladder stage=case.stage locale />
        <Next case=case.clone() locale />
        <Thread turns=case.turns locale />
        <Signs signs=case.signs locale />
        <Mood mood=case.mood locale />
        <Items items=case.items locale />
        <Notes notes=case.notes locale />
    }
}

/// Where the original stands.
#[component]
fn Origin(url: Option<String>, on_page: bool, locale: Locale) -> impl IntoView {
    if on_page {
        view! { <button class="goto" id="goto" on:click=|_| send(Msg::Goto)><Icon d=GOTO size=12 />{locale.get(Word::CaseGoto)}</button> }.into_any()
    } else {
        url.map(|url| view! { <a href=url target="_blank" rel="noopener noreferrer">{locale.get(Word::CaseOpenLink)}</a> })
            .into_any()
    }
}

/// The five rungs.
#[component]
fn Ladder(stage: Stage, locale: Locale) -> impl IntoView {
    view! {
        <ol class="ladder" aria-label=locale.get(Word::CaseLadder)>
            {STAGES.into_iter().map(|step| {
                let place = rung(step, stage);
                let word = match place {
                    Rung::Done => Word::StageDone,
                    Rung::Now => Word::StageNow,
                    Rung::Ahead => Word::StageAhead,
                };
                view! {
                    <li class="rung" data-rung=place.name() aria-current=(place == Rung::Now).then_some("step")>
                        <i></i>
                        <span>{locale.get(words::stage(step))}<span class="sr">", "{locale.get(word)}</span></span>
                    </li>
                }
            }).collect_view()}
        </ol>
    }
}

/// The next step: what, who, until when, and why.
#[component]
fn Next(case: CaseView, locale: Locale) -> impl IntoView {
    let reasons = !case.because.is_empty();
    view! {
        <section class="next" aria-label=locale.get(Word::CaseNext)>
            <h3 class="label">{locale.get(Word::CaseNext)}</h3>
            <p class="step">{case.next}</p>
            <DueText due=case.due />
            <p class="who">{case.owner}</p>
            {reasons.then(|| view! {
                <ul aria-label=locale.get(Word::CaseWhy)>
                    {case.because.into_iter().map(|why| view! { <li>{why}</li> }).collect_view()}
                </ul>
            })}
        </section>
    }
}

/// Anger over the customer's posts, where there is more than one.
#[component]
fn Mood(mood: Vec<(u16, accalmie_shared::reading::Severity)>, locale: Locale) -> impl IntoView {
    let steps = mood.len().saturating_sub(1);
    (steps > 0).then(|| {
        let width = 300 / u32::try_from(steps).unwrap_or(1);
        let points: Vec<String> = (0u32..)
            .zip(&mood)
            .map(|(index, (anger, _))| format!("{},{}", index * width, 40 - u32::from(*anger) * 36 / 1000))
            .collect();
        let words: Vec<String> = (1..)
            .zip(&mood)
            .map(|(n, (_, severity))| {
                let severity = lowered(locale.get(words::severity(*severity)));
                locale.fill(Word::MoodPoint, &[("n", &u32::to_string(&n)), ("severity", &severity)])
            })
            .collect();
        view! {
            <section class="part">
                <h3 class="label">{locale.get(Word::Mood)}</h3>
                <svg class="mood" viewBox="0 0 300 44" preserveAspectRatio="none" role="img" aria-label=words.join(", ")>
                    <polyline class="trace" points=points.join(" ")></polyline>
                </svg>
            </section>
        }
    })
}

/// What was asked for, and what of it was given.
#[component]
fn Items(items: Vec<(&'static str, bool)>, locale: Locale) -> impl IntoView {
    (!items.is_empty()).then(|| {
        view! {
            <section class="part">
                <h3 class="label">{locale.get(Word::Items)}</h3>
                <ul class="chips">
                    {items.into_iter().map(|(name, given)| {
                        let state = locale.get(if given { Word::ItemGiven } else { Word::ItemMissing });
                        view! { <li class="chip" data-given=given.to_string()>{name}" · "{state}</li> }
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}

/// Notes for colleagues.
#[component]
fn Notes(notes: Vec<(String, String)>, locale: Locale) -> impl IntoView {
    (!notes.is_empty()).then(|| {
        view! {
            <section class="part">
                <h3 class="label">{locale.get(Word::Notes)}</h3>
                {notes.into_iter().map(|(meta, text)| view! {
                    <div class="turn"><div class="meta">{meta}</div><p>{text}</p></div>
                }).collect_view()}
            </section>
        }
    })
}
