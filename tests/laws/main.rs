//! Laws: what holds for every history, every policy, every moment.

mod batch;
mod events;
mod fold;
mod hours;
mod policy;
mod rights;
