//! What crosses the border between widget and edge: JSON text, read into the core's types and written from them.
//!
//! ```text
//! text ── parse ──→ Json ── Read ──→ the core's types ── Write ──→ text
//! ```
//!
//! The edge does the same by serde. Here it is done by one parser, one tree and a table of fields (`records`), because
//! serde's derived readers of these types were a third of the widget: each of them is compiled once for every source
//! it may read from, with a visitor for every shape that a format may give it. `tests` holds every type against serde.

mod case;
mod json;
mod kept;
mod names;
mod policy;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use json::Json;
pub(crate) use write::{Text, Write};

use crate::keyed::Keyed;
use accalmie_shared::sorted::Map;

/// Why a text is not what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// It is no JSON.
    Malformed,
    /// The value of this field is missing, or of another kind.
    Field(&'static str),
    /// A value outside of any record is of another kind.
    Value,
}

impl Misfit {
    /// What was expected, for the line that tells of the trouble.
    pub(crate) const fn expected(self) -> &'static str {
        match self {
            Self::Malformed => "JSON",
            Self::Field(name) => name,
            Self::Value => "another kind of value",
        }
    }
}

/// The first misfit of a text, as far as it has been read.
///
/// A reader always gives a value, made up where the text has none that fits, and reading goes on: whether the values may
/// be used, this says in the end. Leaving each reader at its first misfit would take twice the bytes: behind every
/// field stood the way out, and the release of all the fields before it.
#[derive(Default)]
pub(crate) struct Misfits(Option<Misfit>);

impl Misfits {
    /// Notes a misfit and gives what stands in for the value.
    pub(crate) fn note<T>(&mut self, misfit: Misfit, instead: T) -> T {
        self.0 = self.0.or(Some(misfit));
        instead
    }
}

/// A type that is read from JSON. A missing field is read from [`Json::Null`].
pub(crate) trait Read: Sized {
    /// Reads a value; notes where it is of another kind, or lacks a field.
    fn read(json: Json, misfits: &mut Misfits) -> Self;
}

/// Reads a whole text.
///
/// # Errors
/// When the text is no JSON, or the JSON is something else.
pub(crate) fn read<T: Read>(text: &str) -> Result<T, Misfit> {
    let mut misfits = Misfits::default();
    let value = T::read(json::parse(text).ok_or(Misfit::Malformed)?, &mut misfits);
    match misfits.0 {
        Some(misfit) => Err(misfit),
        None => Ok(value),
    }
}

/// Writes a value as JSON text.
pub(crate) fn write(value: &dyn Write) -> String {
    let mut text = Text::default();
    value.write(&mut text);
    text.into_string()
}

/// The fields of a record that have not been read yet.
pub(crate) struct Fields<'a> {
    left: Vec<(String, Json)>,
    misfits: &'a mut Misfits,
}

impl<'a> Fields<'a> {
    /// The fields of an object.
    pub(crate) fn of(json: Json, misfits: &'a mut Misfits) -> Self {
        let left = match json {
            Json::Object(fields) => fields,
            Json::Null | Json::Flag(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => {
                misfits.note(Misfit::Value, Vec::new())
            }
        };
        Self { left, misfits }
    }

    /// Reads one field. The innermost field that doesn't fit is the one that is told.
    pub(crate) fn get<T: Read>(&mut self, name: &'static str) -> T {
        let fitted = self.misfits.0.is_none();
        let value = T::read(self.take(name), self.misfits);
        if fitted && self.misfits.0 == Some(Misfit::Value) {
            self.misfits.0 = Some(Misfit::Field(name));
        }
        value
    }

    fn take(&mut self, name: &str) -> Json {
        let place = self.left.iter().position(|(found, _)| found == name);
        place.map_or(Json::Null, |place| self.left.swap_remove(place).1)
    }

    /// Reads a record whose fields stand among those of this one, from what is left.
    pub(crate) fn flat<T: Read>(self) -> T {
        T::read(Json::Object(self.left), self.misfits)
    }

    /// Notes that this field has a value nobody knows, and gives what stands in for the record.
    pub(crate) fn unknown<T>(&mut self, name: &'static str, instead: T) -> T {
        self.misfits.note(Misfit::Field(name), instead)
    }
}

/// Reads records field by field: `Type { fields }`, then `, flat field` for a record that is written among the fields
/// of this one, and `, without { field: value }` for what the widget has no use for.
macro_rules! records {
    ($(
        $type:ty { $($field:ident),* $(,)? }
        $(, flat $flat:ident)?
        $(, without { $left:ident: $value:expr })?
    )*) => {$(
        impl $crate::wire::Read for $type {
            // Compiled once: the optimiser would put a copy into each reader of a larger record.
            #[inline(never)]
            fn read(json: $crate::wire::Json, misfits: &mut $crate::wire::Misfits) -> Self {
                let mut fields = $crate::wire::Fields::of(json, misfits);
                Self {
                    $($field: fields.get(stringify!($field)),)*
                    $($flat: fields.flat(),)?
                    $($left: $value,)?
                }
            }
        }
    )*};
}
pub(crate) use records;

impl Read for String {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        match json {
            Json::Text(text) => text,
            Json::Null | Json::Flag(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => {
                misfits.note(Misfit::Value, Self::new())
            }
        }
    }
}

/// A flag that isn't there is down.
impl Read for bool {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        match json {
            Json::Null => false,
            Json::Flag(flag) => flag,
            Json::Number(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => {
                misfits.note(Misfit::Value, false)
            }
        }
    }
}

impl Read for i64 {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        match json {
            Json::Number(number) => number,
            Json::Null | Json::Flag(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => {
                misfits.note(Misfit::Value, 0)
            }
        }
    }
}

macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl Read for $type {
            fn read(json: Json, misfits: &mut Misfits) -> Self {
                let number = i64::read(json, misfits);
                Self::try_from(number).unwrap_or_else(|_| misfits.note(Misfit::Value, 0))
            }
        }
    )*};
}
numbers! { u8 u16 u32 usize i16 }

impl<T: Read> Read for Option<T> {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        match json {
            Json::Null => None,
            json @ (Json::Flag(_)
            | Json::Number(_)
            | Json::Text(_)
            | Json::List(_)
            | Json::Object(_)) => Some(T::read(json, misfits)),
        }
    }
}

/// A list that isn't there is empty.
fn list(json: Json, misfits: &mut Misfits) -> Vec<Json> {
    match json {
        Json::Null => Vec::new(),
        Json::List(list) => list,
        Json::Flag(_) | Json::Number(_) | Json::Text(_) | Json::Object(_) => {
            misfits.note(Misfit::Value, Vec::new())
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        let list = list(json, misfits);
        let mut values = Self::with_capacity(list.len());
        for json in list {
            values.push(T::read(json, misfits));
        }
        values
    }
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        let mut list = list(json, misfits).into_iter();
        let mut next = || list.next().unwrap_or(Json::Null);
        (A::read(next(), misfits), B::read(next(), misfits))
    }
}

impl<T: Read> Read for Keyed<T> {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        let mut values = Self::default();
        let fields = Fields::of(json, misfits).left;
        for (name, value) in fields {
            values.insert(name, T::read(value, misfits));
        }
        values
    }
}

impl<K: Read + Ord, V: Read> Read for Map<K, V> {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        let mut map = Self::new();
        let fields = Fields::of(json, misfits).left;
        for (key, value) in fields {
            map.insert(K::read(Json::Text(key), misfits), V::read(value, misfits));
        }
        map
    }
}
