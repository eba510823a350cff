//! The core of Accalmie: reads a post, shows why it looks angry, keeps the case, plans the next step and proposes a reply.
//!
//! ```text
//! text → tokens → signals ─┐
//!                 model ───┴→ assessment → command → decide → events → replay → case → plan → reply → view
//! ```
//!
//! Every arrow is a pure function; a module uses only those above it.
//!
//! In scope: everything that page and edge must answer alike. Not in scope: clocks, randomness, I/O, async,
//! floating point, JSON, the DOM, HTTP. Time, offsets and ids come in as arguments.

// What is deployed is compiled for size, but for the functions that read every word of every post: these carry
// `optimize(speed)`.
#![cfg_attr(quick, feature(optimize_attribute))]

pub mod units;

pub mod sorted;

#[cfg(feature = "json")]
pub mod json;

pub mod reading;

pub mod text;

pub mod features;

pub mod model;

pub mod packs;

pub mod lang;

pub mod personal;

pub mod signals;

pub mod assess;

pub use assess::assess;

pub mod post;

pub mod owner;

pub mod reply;

pub mod policy;

pub mod hours;

pub mod case;

pub mod plan;

pub mod words;

pub mod view;

pub mod insight;

pub mod slots;

pub mod similarity;

pub mod fit;

mod situation;

pub mod check;

pub mod compose;

#[cfg(feature = "json")]
pub mod batch;
