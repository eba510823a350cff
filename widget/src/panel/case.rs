//! One case: who and how angry, the ladder, the next step, why, the thread, the reply.

use super::Screen;
use super::acts::Acts;
use super::icons::{BACK, Button, DOWN, Degree, GOTO, Icon, UP, WARN, degree_name};
use super::queue::{DueText, Skeleton};
use super::reply::Reply;
use super::thread::{Signs, Thread};
use crate::app::send;
use crate::state::view::{CaseView, Given, Rung, STAGES, rung};
use crate::state::{Msg, Seen};
use crate::strings::{Locale, Word};
use crate::words;
use accalmie_shared::case::Stage;
use accalmie_shared::reading::Severity;
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
            <div class="story">
                {move || screen.case.get().map(|case| view! { <Navigation position=case.position locale /> })}
                {move || screen.case.get().map(|case| view! { <Head case locale /> })}
                <Acts screen locale />
                {move || screen.case.get().map(|case| view! { <Told case locale /> })}
            </div>
            <div class="answer">
                {move || if loading.get() {
                    view! { <Skeleton locale /> }.into_any()
                } else {
                    view! { <Reply screen locale /> }.into_any()
                }}
            </div>
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

/// Who wrote, how angry, where and when.
#[component]
fn Head(case: CaseView, locale: Locale) -> impl IntoView {
    view! {
        <header class="head">
            <Degree severity=case.severity />
            <h2 id="author" tabindex="-1">{case.author}</h2>
            <p>
                <span class="word" data-degree=degree_name(case.severity)>{locale.get(words::severity(case.severity))}</span>
                <span>{case.place}</span>
                {case.holder.map(|holder| view! { <span class="held">{holder}</span> })}
                <Origin url=case.url on_page=case.on_page locale />
            </p>
        </header>
    }
    .into_any()
}

/// Everything that is told of a case.
#[component]
fn Told(case: CaseView, locale: Locale) -> impl IntoView {
    let risks = case.risks.clone();
    view! {
        {case.unsure.clone().map(|text| view! { <Unsure text locale /> })}
        {(!risks.is_empty()).then(|| view! { <div class="part"><p class="risk"><Icon d=WARN />{risks.join(" · ")}</p></div> })}
        <Ladder stage=case.stage locale />
        <Next case=case.clone() locale />
        <Thread turns=case.turns locale />
        <Signs signs=case.signs locale />
        <Mood mood=case.mood locale />
        <Items items=case.items locale />
        <Lines name=Word::HandOffs lines=case.hand_offs locale />
        <Notes notes=case.notes locale />
    }
    .into_any()
}

/// Nobody knows whether the platform did what it was asked: a person looks, and says so.
#[component]
fn Unsure(text: String, locale: Locale) -> impl IntoView {
    view! {
        <div class="ask" role="alert">
            <p>{text}</p>
            <div class="row-end">
                <button class="button" id="not-there" on:click=|_| send(Msg::Seen(Seen::NotThere))>{locale.get(Word::UnsureNo)}</button>
                <button class="button main" id="there" on:click=|_| send(Msg::Seen(Seen::There))>{locale.get(Word::UnsureYes)}</button>
            </div>
        </div>
    }
    .into_any()
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
fn Mood(mood: Vec<(u16, Severity)>, locale: Locale) -> impl IntoView {
    let steps = mood.len().saturating_sub(1);
    (steps > 0).then(|| {
        let width = 300 / u32::try_from(steps).unwrap_or(1);
        let height = |anger: u16| 40 - u32::from(anger) * 36 / 1000;
        let place = |index: u32, anger: u16| format!("{},{}", index * width, height(anger));
        let trace: Vec<String> = (0u32..).zip(&mood).map(|(index, (anger, _))| place(index, *anger)).collect();
        let words: Vec<String> = (1..)
            .zip(&mood)
            .map(|(n, (_, severity))| {
                let severity = lowered(locale.get(words::severity(*severity)));
                locale.fill(Word::MoodPoint, &[("n", &u32::to_string(&n)), ("severity", &severity)])
            })
            .collect();
        // A line of no length with round ends is a dot that the stretched drawing leaves round.
        let dots = (0u32..).zip(mood).map(|(index, (anger, severity))| {
            let dot = format!("M{} {}h0", index * width, height(anger));
            view! { <path class="dot" data-degree=degree_name(severity) d=dot></path> }
        });
        view! {
            <section class="part">
                <h3 class="label">{locale.get(Word::Mood)}</h3>
                <svg class="mood" viewBox="0 0 300 44" preserveAspectRatio="none" role="img" aria-label=words.join(", ")>
                    <polyline class="trace" points=trace.join(" ")></polyline>
                    {dots.collect_view()}
                </svg>
            </section>
        }
        .into_any()
    })
}

/// What was asked for, and what of it was given; what is missing can be ticked.
#[component]
fn Items(items: Vec<Given>, locale: Locale) -> impl IntoView {
    let chip = move |one: Given| {
        let state = locale.get(if one.given {
            Word::ItemGiven
        } else {
            Word::ItemMissing
        });
        let text = format!("{} · {state}", one.name);
        if one.given {
            return view! { <li class="chip" data-given="true">{text}</li> }.into_any();
        }
        let name = format!("{text}. {}", locale.get(Word::ItemsGive));
        view! {
            <li><button class="chip" aria-label=name title=locale.get(Word::ItemsGive) on:click=move |_| send(Msg::Give(one.item))>{text}</button></li>
        }
        .into_any()
    };
    (!items.is_empty()).then(|| {
        view! {
            <section class="part">
                <h3 class="label">{locale.get(Word::Items)}</h3>
                <ul class="chips">{items.into_iter().map(chip).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// Lines under a heading, where there are any.
#[component]
fn Lines(name: Word, lines: Vec<String>, locale: Locale) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        view! {
            <section class="part">
                <h3 class="label">{locale.get(name)}</h3>
                <ul class="lines">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </section>
        }
        .into_any()
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
                    <div class="turn" data-by="note"><div class="meta">{meta}</div><p>{text}</p></div>
                }).collect_view()}
            </section>
        }
        .into_any()
    })
}
