//! Insight: what many cases tell together. Pure functions on summaries, for the panel and the dashboard.

mod buzz;
mod notice;
mod response;
mod summary;
mod trends;

pub use buzz::{Alert, Group, bad_buzz, similar};
pub use notice::notices;
pub use response::{
    BADGE_DELAY, BADGE_SHARE, Badge, Responsiveness, WEEK, by_channel, responsiveness,
};
pub use summary::{Complaint, Summary, Wait, summary};
pub use trends::{Repetition, Trends, repetition, trends};
