//! Where the Workers runtime calls: requests and the clock in, replies out. Nothing is decided here.

use crate::app::{Ahead, App, Memo};
use crate::cases::inbox;
use crate::http::{self, Call, Reply};
use crate::outbox::queue::{self, Message};
use crate::outside::{Answer, Outgoing, Outside};
use crate::record::batch::{self, Left, Worked};
use crate::settings::Settings;
use crate::store::Store as _;
use crate::store::keys::{Brand, CaseId};
use crate::store::kv::Kv;
use crate::webhooks::BODY_LIMIT;
use ::http::Method;
use accalmie_shared::packs::{Pack, Packs};
use accalmie_shared::units::Timestamp;
use futures_util::future::{Either, LocalBoxFuture};
use js_sys::Uint8Array;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;
use worker::{
    AbortController, Context, Date, Delay, Env, Fetch, Headers, MessageBatch, MessageExt as _,
    QueueRetryOptionsBuilder, Request, RequestInit, RequestRedirect, Response, Result,
    ScheduleContext, ScheduledEvent, event,
};

thread_local! {
    static SETTINGS: OnceCell<Rc<Settings>> = const { OnceCell::new() };
    static MEMO: OnceCell<Rc<Memo>> = const { OnceCell::new() };
}

#[wasm_bindgen(module = "accalmie-packs")]
extern "C" {
    /// The bytes of the bundled language packs; see packs.mjs.
    fn bundled() -> Vec<Uint8Array>;
}

#[wasm_bindgen(module = "accalmie-trap")]
extern "C" {
    /// Tells every request that waits that nobody will answer it any more; see trap.mjs.
    fn gone();
}

/// What the glue calls after a trap, a panic being one: the next event finds a new instance.
fn on_trap() {
    wasm_bindgen::handler::schedule_reinit();
    gone();
}

/// The language packs that stand beside this module in the bundle.
fn packs() -> Packs {
    let mut packs = Packs::default();
    for bytes in bundled() {
        match Pack::read(&bytes.to_vec()) {
            Ok(pack) => packs.insert(pack),
            // The build puts both together; whoever takes one from elsewhere is told, and reads by markers alone.
            Err(error) => worker::console_error!("{error}"),
        }
    }
    packs
}

/// What a handler works with, for this event.
fn app(env: &Env) -> std::result::Result<App<Kv>, crate::store::StoreError> {
    let binding = |name: &str| {
        let value = js_sys::Reflect::get(env, &name.into()).ok()?;
        value.as_string()
    };
    // Bindings never change while an instance lives.
    let settings =
        SETTINGS.with(|cell| Rc::clone(cell.get_or_init(|| Rc::new(Settings::read(binding)))));
    let fresh = || {
        wasm_bindgen::handler::set_on_abort(on_trap);
        Rc::new(Memo::new(packs(), crate::zones::offsets))
    };
    let memo = MEMO.with(|cell| Rc::clone(cell.get_or_init(fresh)));
    Ok(App {
        store: Kv::new(env)?,
        settings,
        now: Timestamp(Date::now().as_millis() as i64),
        memo,
        outside: Rc::new(Runtime { env: env.clone() }),
        ahead: Ahead::default(),
    })
}

/// Answers one request, then brings the inbox up to date.
#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> Result<Response> {
    let app = match app(&env) {
        Ok(app) => app,
        Err(error) => return response(http::problem::Problem::from(error).into()),
    };
    let call = call(request).await?;
    let mut reply = http::answer(&app, &call).await;
    let touched = std::mem::take(&mut reply.touched);
    let notes = std::mem::take(&mut reply.notes);
    let work = reply.work.take();
    if !touched.is_empty() || !notes.is_empty() || work.is_some() {
        context.wait_until(async move {
            if let Some(brand) = work {
                // Where this fails, the clock does it within a minute.
                if let Err(error) = app.store.work(&brand).await {
                    worker::console_warn!("batches of {}: {error}", brand.as_str());
                }
            }
            for note in notes {
                let _ = app.store.put(note).await;
            }
            let mut cases: BTreeMap<Brand, BTreeSet<CaseId>> = BTreeMap::new();
            for (brand, case) in touched {
                cases.entry(brand).or_default().insert(case);
            }
            for (brand, cases) in cases {
                inbox::catch_up(&app, &brand, cases).await;
            }
        });
    }
    response(reply)
}

/// Works off a share of a brand's batches; whether there is more. A failure counts as more: it is tried again.
pub(crate) async fn work(env: &Env, brand: &str) -> bool {
    let (Ok(app), Some(brand)) = (app(env), Brand::new(brand)) else {
        return false;
    };
    match batch::work(&app, &brand).await {
        Ok(Worked { touched, left }) => {
            inbox::catch_up(&app, &brand, touched).await;
            left == Left::More
        }
        Err(error) => {
            worker::console_warn!("batches of {}: {error}", brand.as_str());
            true
        }
    }
}

/// Reads a request. A body above every limit is left where it is.
async fn call(mut request: Request) -> Result<Call> {
    // The `url` crate would bring the tables of international domain names; the runtime has parsed the address already.
    let url = request.inner().url();
    let (origin, rest) = split(&url);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    // The runtime writes names in small letters, and joins the values of a name that comes twice.
    let headers: crate::signature::Headers = request.headers().entries().collect();
    let said = headers
        .get("content-length")
        .and_then(|value| value.parse::<usize>().ok())
        .filter(|length| *length > BODY_LIMIT);
    let method = Method::from_bytes(request.inner().method().as_bytes()).unwrap_or(Method::GET);
    let body = if said.is_some() || matches!(method, Method::GET | Method::HEAD | Method::OPTIONS) {
        Vec::new()
    } else {
        request.bytes().await?
    };
    Ok(Call {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body,
        oversize: said,
        origin: origin.to_owned(),
    })
}

/// The origin of an address, and what follows it.
fn split(url: &str) -> (&str, &str) {
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url[host..].find('/').map_or(url.len(), |at| host + at);
    url.split_at(path)
}

/// Writes a reply.
fn response(reply: Reply) -> Result<Response> {
    let headers = Headers::new();
    for (name, value) in &reply.headers {
        headers.append(name, value)?;
    }
    let response = if reply.body.is_empty() {
        Response::empty()?
    } else {
        Response::from_bytes(reply.body.into_bytes())?
    };
    Ok(response.with_status(reply.status).with_headers(headers))
}

/// How long a call to the outside may take, in milliseconds.
const PATIENCE: u64 = 15_000;

/// The most bytes of an answer that are read: a ticket's reference stands at its beginning.
const ANSWER: usize = 64 * 1024;

/// The way out, on the Workers runtime.
struct Runtime {
    env: Env,
}

impl std::fmt::Debug for Runtime {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Runtime")
    }
}

/// The name of the queue's binding.
const QUEUE: &str = "OUTBOX";

impl Outside for Runtime {
    fn call(&self, outgoing: Outgoing) -> LocalBoxFuture<'_, std::result::Result<Answer, String>> {
        Box::pin(call_out(outgoing))
    }

    fn rs256(
        &self,
        jwk: String,
        data: Vec<u8>,
        signature: Vec<u8>,
    ) -> LocalBoxFuture<'_, std::result::Result<bool, String>> {
        Box::pin(async move { crate::crypto::rs256(&jwk, &data, &signature).await })
    }

    fn has_queue(&self) -> bool {
        js_sys::Reflect::has(&self.env, &QUEUE.into()).unwrap_or(false)
    }

    fn queue(&self, message: String) -> LocalBoxFuture<'_, std::result::Result<(), String>> {
        Box::pin(async move {
            let queue = self.env.queue(QUEUE).map_err(|error| error.to_string())?;
            queue.send(message).await.map_err(|error| error.to_string())
        })
    }
}

/// Makes one call to the outside. A redirect is not followed: it would lead where nobody has looked.
async fn call_out(outgoing: Outgoing) -> std::result::Result<Answer, String> {
    let failed = |error: worker::Error| error.to_string();
    let headers = Headers::new();
    for (name, value) in &outgoing.headers {
        headers.set(name, value).map_err(failed)?;
    }
    let mut init = RequestInit::new();
    init.with_method(worker::Method::from(outgoing.method.as_str().to_owned()))
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual);
    if !outgoing.body.is_empty() {
        init.with_body(Some(outgoing.body.into()));
    }
    let request = Request::new_with_init(&outgoing.url, &init).map_err(failed)?;
    let patience = AbortController::default();
    let signal = patience.signal();
    let fetch = Fetch::Request(request);
    let answer = fetch.send_with_signal(&signal);
    let wait = Delay::from(Duration::from_millis(PATIENCE));
    match futures_util::future::select(Box::pin(answer), Box::pin(wait)).await {
        Either::Left((answer, _)) => {
            let mut answer = answer.map_err(failed)?;
            let mut body = answer.text().await.map_err(failed)?;
            body.truncate(body.floor_char_boundary(ANSWER));
            Ok(Answer {
                status: answer.status_code(),
                body,
            })
        }
        Either::Right(_) => {
            patience.abort();
            Err(format!("no answer within {PATIENCE} ms"))
        }
    }
}

/// Runs each minute.
#[event(scheduled)]
async fn scheduled(_event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    match app(&env) {
        Ok(app) => crate::due::sweep(&app).await,
        Err(error) => worker::console_error!("{error}"),
    }
}

/// Tries what the queue names.
#[event(queue)]
async fn queue(batch: MessageBatch<String>, env: Env, _context: Context) -> Result<()> {
    for message in batch.messages()? {
        let tried = match app(&env) {
            Ok(app) => match queue::deliver(&app, message.body(), sent(&message)).await {
                Ok(Message::Done(Some((brand, case)))) => {
                    // The entry is derived: where this fails, the sweep makes up for it.
                    let _ = inbox::refresh(&app, &brand, std::slice::from_ref(&case)).await;
                    Ok(Message::Done(None))
                }
                tried => tried,
            },
            Err(error) => Err(error),
        };
        match tried {
            Ok(Message::Done(_)) => message.ack(),
            Ok(Message::Again(seconds)) => again(&message, seconds),
            Err(error) => {
                worker::console_warn!("queue: {error}");
                again(&message, FAILED);
            }
        }
    }
    Ok(())
}

/// A message that our own store failed comes back after so many seconds.
const FAILED: u32 = 60;

/// When a message was sent.
fn sent(message: &worker::Message<String>) -> Timestamp {
    Timestamp(message.timestamp().as_millis() as i64)
}

fn again(message: &worker::Message<String>, seconds: u32) {
    let options = QueueRetryOptionsBuilder::new()
        .with_delay_seconds(seconds)
        .build();
    message.retry_with_options(&options);
}
