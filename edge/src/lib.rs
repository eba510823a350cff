//! The Cloudflare Worker: fetch and scheduled entry.
#![cfg(target_arch = "wasm32")]

use worker::{Context, Env, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

/// Answers one request.
#[event(fetch)]
async fn fetch(request: Request, _env: Env, _context: Context) -> Result<Response> {
    match request.path().as_str() {
        "/health" => Response::ok("ok"),
        _ => Response::error("not found", 404),
    }
}

/// Runs each minute: the deadlines.
#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, _env: Env, _context: ScheduleContext) {
    worker::console_log!("scheduled at {}", event.schedule());
}
