//! Support for the stories: reads threads written as a person would write them down, runs them through the core as edge
//! and panel do, and gives what the community manager sees.
//!
//! ```text
//! mon 09:02 Claire: plus RIEN ne marche depuis 3 jours !!!
//! mon 09:06 → Camille: Bonjour Claire, …
//! mon 09:20 Claire, private: voici mon numéro de contrat : AB123456
//! ```
//! An arrow marks an answer of the brand, sent through the panel. `[to Lumio]`, `[reach 20000]` and `[photo]` may
//! follow a customer's colon. A line without a time goes on with the post above it.

mod clock;
mod scene;
mod thread;

pub use clock::{at, paris};
pub use scene::Scene;
pub use thread::{Story, facebook, forum, x};
