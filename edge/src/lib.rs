//! The Cloudflare Worker: platforms call its webhooks, community managers its API, the clock its sweep.
//!
//! ```text
//! webhooks → record → store ← http ← people
//!                       ↑
//!                      due ← the clock
//! ```
//!
//! In scope: verifying, reading and keeping what comes in; the API; what is due; what goes out. Not in scope: what a
//! post means, what a case may do, what to answer. Those are `accalmie-shared`'s, and an `if` about severity or stage
//! belongs there.
//!
//! Everything but `entry`, `zones`, `desk`, `store::kv` and `store::desk` compiles natively, so that it is tested without a Worker.
// A native build holds the tests and nothing that calls the handlers.
#![cfg_attr(not(any(test, target_arch = "wasm32")), allow(dead_code))]

mod acts;
mod app;
mod cases;
mod clock;
#[cfg(target_arch = "wasm32")]
mod crypto;
#[cfg(target_arch = "wasm32")]
mod desk;
mod due;
#[cfg(target_arch = "wasm32")]
mod entry;
mod http;
mod outbox;
mod outside;
mod platform;
mod record;
mod settings;
mod signature;
mod store;
#[cfg(test)]
mod testing;
mod webhooks;
#[cfg(target_arch = "wasm32")]
mod zones;

/// The seconds of a day.
const SECONDS_A_DAY: u32 = 86_400;

/// JSON of a value of our own.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("our own types have string keys and no failing serializer")
}

/// The same as a tree. Through the text, so that the program carries one writer a type, not two.
fn tree(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::from_str(&json(value)).expect("what was just written is JSON")
}

/// The wire name of a plain enum's variant.
fn name(value: &impl serde::Serialize) -> String {
    json(value).trim_matches('"').to_owned()
}

/// A plain enum's variant by its wire name.
fn named<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_str(&json(&name)).ok()
}

/// A JSON object, member by member: `serde_json::json!` would bring a second writer for every type in it.
#[derive(Debug)]
struct Object(String);

impl Object {
    /// One without members.
    const fn new() -> Self {
        Self(String::new())
    }

    /// The same with one more member.
    fn with(mut self, name: &str, value: &impl serde::Serialize) -> Self {
        self.add(name, &json(value));
        self
    }

    fn add(&mut self, name: &str, value: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push_str(&json(&name));
        self.0.push(':');
        self.0.push_str(value);
    }

    /// The text.
    fn end(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "{}" } else { "}" });
        self.0
    }
}

/// Says something to whoever reads the Worker's log: never a customer's words, never a secret.
fn log(line: &str) {
    #[cfg(target_arch = "wasm32")]
    worker::console_warn!("{line}");
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("{line}");
}
