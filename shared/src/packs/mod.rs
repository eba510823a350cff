//! Language packs: what the core knows of a language, loaded when a text needs it.
//!
//! The widget fetches one small file a language; edge and tools carry both (feature `embedded`).

mod book;
mod file;
pub(crate) mod filter;
mod format;
mod lexicon;
mod message;
mod reply_format;
pub(crate) mod tables {
    //! What every language shares, compiled in; written by the build script.
    #![allow(missing_docs)]
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

pub use book::Book;
pub use file::VERSION;
pub(crate) use format::Element;
pub use format::{Cue, Role};
pub use lexicon::Lexicon;
pub(crate) use lexicon::bit;
pub use message::Message;
pub use reply_format::{
    Condition, Determiner, FaultRow, Gender, ItemRow, Lasts, ObjectRow, PhraseRow, Registers, Says,
    Sense, Slot, TermRow,
};

use crate::model::{Model, ModelError};
use crate::reading::Lang;

/// The bytes of the French pack.
#[cfg(feature = "embedded")]
pub const FR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fr.bin"));

/// The bytes of the English pack.
#[cfg(feature = "embedded")]
pub const EN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/en.bin"));

/// Of a pack's bytes, those that answers are made of; `None` where they are no pack.
#[cfg(feature = "embedded")]
#[must_use]
pub fn answers(bytes: &[u8]) -> Option<&[u8]> {
    // They stand last in the file.
    type Before = (u16, Lang, format::LexiconFile, Vec<u8>);
    let (_, rest) = postcard::take_from_bytes::<Before>(bytes).ok()?;
    Some(rest)
}

/// One language, ready to be read with.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The language.
    pub lang: Lang,
    /// Words, patterns and what they say.
    pub lexicon: Lexicon,
    /// The learned model; `None` before the first training.
    pub model: Option<Model>,
    /// What answers are made of.
    pub book: Book,
}

/// Why bytes are no pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackError {
    /// The bytes end early or are something else.
    Malformed,
    /// The model inside is none.
    Model(ModelError),
    /// Written by another version of the core.
    Version {
        /// The version it was written by.
        found: u16,
    },
}

impl core::fmt::Display for PackError {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Malformed => write!(
                out,
                "found bytes that are no language pack, expected one of version {VERSION}"
            ),
            Self::Model(error) => write!(out, "in the model of a language pack: {error}"),
            Self::Version { found } => write!(
                out,
                "found a language pack of version {found}, expected version {VERSION}"
            ),
        }
    }
}

impl core::error::Error for PackError {}

impl Pack {
    /// Reads a pack from its bytes, in a millisecond or so.
    ///
    /// # Errors
    /// When the bytes are no pack, or one of another version.
    pub fn read(bytes: &[u8]) -> Result<Self, PackError> {
        let (found, _) =
            postcard::take_from_bytes::<u16>(bytes).map_err(|_| PackError::Malformed)?;
        if found != VERSION {
            return Err(PackError::Version { found });
        }
        let file: file::PackFile = postcard::from_bytes(bytes).map_err(|_| PackError::Malformed)?;
        let model = if file.model.is_empty() {
            None
        } else {
            Some(Model::read(&file.model).map_err(PackError::Model)?)
        };
        Ok(Self {
            lang: file.lang,
            model,
            lexicon: Lexicon::new(file.lexicon).ok_or(PackError::Malformed)?,
            book: Book::new(file.reply).ok_or(PackError::Malformed)?,
        })
    }
}

/// The packs at hand. A text in a language whose pack is missing is read by its markers alone.
#[derive(Clone, Debug, Default)]
pub struct Packs {
    /// French.
    pub fr: Option<Pack>,
    /// English.
    pub en: Option<Pack>,
}

impl Packs {
    /// The packs that are compiled in.
    ///
    /// # Panics
    /// Never: the build script wrote both packs with the same types.
    #[cfg(feature = "embedded")]
    #[must_use]
    pub fn embedded() -> Self {
        let read =
            |bytes| Pack::read(bytes).expect("the build script writes packs of this version");
        Self {
            fr: Some(read(FR)),
            en: Some(read(EN)),
        }
    }

    /// Puts a pack in its place, over one of the same language.
    pub fn insert(&mut self, pack: Pack) {
        match pack.lang {
            Lang::Fr => self.fr = Some(pack),
            Lang::En => self.en = Some(pack),
            Lang::Unknown => {}
        }
    }

    /// The pack of a language, where it is at hand.
    #[must_use]
    pub fn get(&self, lang: Lang) -> Option<&Pack> {
        match lang {
            Lang::Fr => self.fr.as_ref(),
            Lang::En => self.en.as_ref(),
            Lang::Unknown => None,
        }
    }
}
