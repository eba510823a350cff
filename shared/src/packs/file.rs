//! A language pack whole, as written by the build script and read by the core.
//!
//! This file is compiled twice: into the crate, and into its build script.

use super::format::LexiconFile;
use super::reply_format::ReplyFile;
use crate::reading::Lang;
use serde::{Deserialize, Serialize};

/// Raised with every change of the types below; a pack of another version is refused.
pub const VERSION: u16 = 8;

/// One language, whole.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PackFile {
    /// [`VERSION`] at the time of writing. The first field, so that it can be read whatever follows.
    pub(crate) version: u16,
    /// The language.
    pub(crate) lang: Lang,
    /// Words, patterns and what they say.
    pub(crate) lexicon: LexiconFile,
    /// The trained weights, in the model's own format; empty before the first training.
    pub(crate) model: Vec<u8>,
    /// What answers are made of.
    pub(crate) reply: ReplyFile,
}
