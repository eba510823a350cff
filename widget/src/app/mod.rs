//! The shell: holds the model, runs its effects, and connects page, panel and edge. Everything that decides is in
//! `state` and in the core; here are only the browser's doings.

mod clock;
mod config;
mod edge;
mod effects;
mod events;
mod finder;
mod focus;
mod language;
mod look;
mod marks;
mod reading;
pub(crate) mod resize;
mod session;
mod storage;

pub(crate) use config::{Config, Page};

use crate::keyed::Keyed;
use crate::page::{Marks, Observer, Scanner};
use crate::panel::Screen;
use crate::state::view::View;
use crate::state::{ACCESS, Model, Msg, Reading, update};
use crate::strings::{Locale, Word};
use crate::tree::Tree;
use accalmie_shared::assess;
use accalmie_shared::units::Timestamp;
use edge::Edge;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::{Document, Element, HtmlElement, ShadowRoot, ShadowRootMode, Window};

/// The name of the only element that the widget adds to the page.
const HOST: &str = "accalmie-widget";
/// How often countdowns move on, in milliseconds.
const TICK: i32 = 10_000;

/// The running widget.
struct App {
    model: Model,
    screen: Screen,
    tree: Tree,
    config: Config,
    edge: Rc<Edge>,
    host: HtmlElement,
    root: ShadowRoot,
    marks: Marks,
    /// The element of each post of the page.
    elements: Keyed<Element>,
    /// The customer's post that was read last, and its case: in a flat thread, the one the brand answers next.
    last_customer: Option<(String, String)>,
    scanner: Option<Rc<RefCell<Scanner>>>,
    observer: Option<Observer>,
    look: look::Look,
    _listeners: Vec<marks::Listener>,
    timers: Vec<i32>,
}

thread_local! {
    /// One widget a page, whatever the number of tags.
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
}

/// Reads or changes the running widget; none where there isn't one. Never calls `send` inside.
fn with<T>(act: impl FnOnce(&mut App) -> T) -> Option<T> {
    APP.with_borrow_mut(|app| app.as_mut().map(act))
}

/// Beyond this many posts, what is read is shown at the end of the round: drawing a long queue after every slice
/// would take longer than reading it.
const SHOWN_AT_ONCE: u32 = 500;

/// What of the screen a message may change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Touch {
    /// The fields that a person types in: nothing else is worked out meanwhile.
    Fields,
    /// The panel.
    Panel,
    /// The panel and the marks.
    All,
}

/// Takes a message: updates the model, shows it, runs the effects.
pub(crate) fn send(msg: Msg) {
    let is_slice = matches!(msg, Msg::Read(_));
    let touch = if matches!(msg, Msg::Draft(_) | Msg::Jot(_)) {
        Touch::Fields
    } else if matches!(msg, Msg::Query(_) | Msg::Tick(_)) {
        Touch::Panel
    } else {
        Touch::All
    };
    let failed = if let Msg::Failed(why) = &msg {
        Some(why.clone())
    } else {
        None
    };
    let before = with(|app| events::proposed(&app.model));
    let Some(effects) = with(|app| update(&mut app.model, msg)) else {
        return;
    };
    let is_long = with(|app| app.model.read > SHOWN_AT_ONCE) == Some(true);
    if !(is_slice && is_long) {
        focus::held(|| draw(touch));
        if touch == Touch::All {
            marks::refresh();
        }
    }
    for effect in effects {
        effects::run(effect);
    }
    if let Some(message) = failed {
        events::tell("error", &[("message", message)]);
    }
    let after = with(|app| events::proposed(&app.model));
    if let Some(Some((case, text))) = after.filter(|after| before.as_ref() != Some(after)) {
        events::tell("suggest", &[("case", case), ("text", text)]);
    }
}

/// Draws what a message may have changed.
fn draw(touch: Touch) {
    with(|app| {
        let tree = match touch {
            Touch::Fields => {
                app.screen.follow_fields(&app.model);
                app.screen.fields()
            }
            Touch::Panel | Touch::All => {
                app.screen.follow(&app.model);
                app.screen.tree()
            }
        };
        // A browser refuses no element of ours; were it to, the last picture stands.
        let _ = app.tree.show(tree);
    });
}

/// The page's window. The widget only ever runs in one.
pub(crate) fn window() -> Window {
    web_sys::window().expect("the widget runs in a page")
}

/// The page's document.
pub(crate) fn document() -> Document {
    window().document().expect("a page has a document")
}

/// The present moment, by the browser's clock.
#[allow(clippy::cast_possible_truncation)] // Milliseconds are whole and far below 2^53.
pub(crate) fn now() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}

/// Starts the widget. A second start is harmless.
pub(crate) async fn start(config: Config) -> Result<(), JsValue> {
    // What is begun at once is one task to the browser: the page gets a turn between the steps.
    reading::turn().await;
    if APP.with_borrow(Option::is_some) {
        return Ok(());
    }
    let policy = language::standard_policy()?;
    let session = format!("{:x}{:06x}", now().0, random());
    let mut model = Model::new(
        config.brand.clone(),
        config.locale(),
        policy,
        now(),
        session,
    );
    (model.view, model.access) = (config.view, config.sign_in.as_deref() == Some(ACCESS));
    model.slot = config.page == Page::Own;
    let is_page = config.view == View::Page;
    build(model, config)?;
    reading::turn().await;
    with(|app| app.model.offsets = clock::offsets(&app.model.policy.time_zone));
    reading::turn().await;
    storage::recall();
    // The page is read while the edge is asked: a mark needs nothing of the edge.
    let connected = future_to_promise(async {
        session::connect().await;
        Ok(JsValue::UNDEFINED)
    });
    if is_page {
        let rule = String::new();
        send(Msg::Finished(Reading::Read { rule }));
    } else {
        reading::begin().await;
    }
    wasm_bindgen_futures::JsFuture::from(connected).await?;
    events::tell("ready", &[]);
    Ok(())
}

/// A random number below 2^24, to tell two page views of the same millisecond apart.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // The product is within 0..2^24.
fn random() -> u32 {
    (js_sys::Math::random() * 16_777_216.0) as u32
}

fn build(model: Model, config: Config) -> Result<(), JsValue> {
    let document = document();
    let host: HtmlElement = document.create_element(HOST)?.unchecked_into();
    document
        .document_element()
        .ok_or("a page has a root element")?
        .append_child(&host)?;
    if config.view == View::Page {
        host.set_attribute("data-view", "page")?;
    }
    let mode = match config.page {
        Page::Own => ShadowRootMode::Open,
        Page::Foreign => {
            host.set_attribute("data-page", "foreign")?;
            ShadowRootMode::Closed
        }
    };
    let root = host.attach_shadow(&web_sys::ShadowRootInit::new(mode))?;
    adopt(
        &root,
        &[
            include_str!(concat!(env!("OUT_DIR"), "/panel.css")),
            include_str!(concat!(env!("OUT_DIR"), "/marks.css")),
        ],
    )?;
    let marks = Marks::new(&document, &root, model.locale.get(Word::Marks), marks::seen)?;
    let screen = Screen::new(&model);
    let mut tree = Tree::new(document, root.clone().into());
    tree.show(screen.tree())?;
    // First heard is what came first.
    let mut listeners = match config.page {
        Page::Own => Vec::new(),
        Page::Foreign => marks::guard(&root)?,
    };
    listeners.extend(marks::listen(&root)?);
    let tick = Closure::<dyn Fn()>::new(|| send(Msg::Tick(now())));
    let timer = window().set_interval_with_callback_and_timeout_and_arguments_0(
        tick.as_ref().unchecked_ref(),
        TICK,
    )?;
    tick.forget();
    let edge = Rc::new(Edge::new(&config));
    let app = App {
        model,
        screen,
        tree,
        edge,
        config,
        host,
        root,
        marks,
        elements: Keyed::default(),
        last_customer: None,
        scanner: None,
        observer: None,
        look: look::Look::default(),
        _listeners: listeners,
        timers: vec![timer],
    };
    APP.set(Some(app));
    theme();
    resize::restore();
    Ok(())
}

#[wasm_bindgen]
extern "C" {
    /// A stylesheet made by script: allowed under `style-src 'self'`, where `<style>` and `style=""` are not.
    type CSSStyleSheet;
    #[wasm_bindgen(constructor)]
    fn new() -> CSSStyleSheet;
    #[wasm_bindgen(method, js_name = replaceSync)]
    fn replace_sync(this: &CSSStyleSheet, text: &str);
}

fn adopt(root: &ShadowRoot, styles: &[&str]) -> Result<(), JsValue> {
    let sheets = js_sys::Array::new();
    for style in styles {
        let sheet = CSSStyleSheet::new();
        sheet.replace_sync(style);
        sheets.push(&sheet);
    }
    js_sys::Reflect::set(root, &"adoptedStyleSheets".into(), &sheets)?;
    Ok(())
}

/// Puts the theme on the host element: the owner's choice, else the system's.
pub(crate) fn theme() {
    with(|app| {
        let chosen = app
            .config
            .theme
            .as_deref()
            .filter(|theme| matches!(*theme, "dark" | "light"));
        let query = window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten();
        let system = if query.is_some_and(|query| query.matches()) {
            "dark"
        } else {
            "light"
        };
        let _ = app
            .host
            .set_attribute("data-theme", chosen.unwrap_or(system));
    });
}

/// Changes the theme.
pub(crate) fn set_theme(theme: &str) {
    with(|app| app.config.theme = Some(theme.to_owned()));
    self::theme();
}

/// Changes the panel's language.
pub(crate) fn set_locale(tag: &str) {
    if let Some(locale) = Locale::of_tag(tag) {
        send(Msg::Locale(locale));
    }
}

/// Reads a text for the page's own scripts. A promise: the text may need a language pack that isn't at hand.
pub(crate) fn analyze(text: String) -> js_sys::Promise {
    future_to_promise(async move {
        let known = with(|app| (app.config.clone(), app.model.packs.clone()));
        let (config, mut packs) = known.ok_or("the widget was removed")?;
        let mut read = assess(&text, None, &packs);
        if packs.get(read.lang).is_none() {
            language::need(&config, &mut packs, read.lang).await?;
            read = assess(&text, None, &packs);
            send(Msg::Packs(packs));
        }
        js_sys::JSON::parse(&crate::wire::write(&read))
    })
}

/// The posts as they were found on the page, for the page's own scripts.
pub(crate) fn posts() -> JsValue {
    let list = js_sys::Array::new();
    with(|app| {
        for post in app.model.entries.values().flat_map(|entry| &entry.posts) {
            let object = js_sys::Object::new();
            let set =
                |name: &str, value: JsValue| js_sys::Reflect::set(&object, &name.into(), &value);
            let _ = set("id", post.id.as_str().into());
            let _ = set("author", post.author.as_str().into());
            let _ = set("text", post.text.as_str().into());
            #[allow(clippy::cast_precision_loss)] // Milliseconds are far below 2^53.
            let _ = set("at", (post.at.0 as f64).into());
            let _ = set("own", post.own.into());
            let _ = set("url", post.url.as_deref().map_or(JsValue::NULL, Into::into));
            let _ = set("anger", post.assessment.anger.into());
            list.push(&object);
        }
    });
    list.into()
}

/// Removes the widget from the page.
pub(crate) fn destroy() {
    let Some(app) = APP.take() else { return };
    for timer in &app.timers {
        window().clear_interval_with_handle(*timer);
    }
    let host = app.host.clone();
    drop(app);
    host.remove();
}
