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

/// A type that is read from JSON. A missing field is read from [`Json::Null`].
pub(crate) trait Read: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// When it is of another kind, or lacks a field.
    fn read(json: Json) -> Result<Self, Misfit>;
}

/// Reads a whole text.
///
/// # Errors
/// When the text is no JSON, or the JSON is something else.
pub(crate) fn read<T: Read>(text: &str) -> Result<T, Misfit> {
    T::read(json::parse(text).ok_or(Misfit::Malformed)?)
}

/// Writes a value as JSON text.
pub(crate) fn write(value: &dyn Write) -> String {
    let mut text = Text::default();
    value.write(&mut text);
    text.into_string()
}

/// The fields of a record that have not been read yet.
pub(crate) struct Fields(Vec<(String, Json)>);

impl Fields {
    /// The fields of an object.
    ///
    /// # Errors
    /// When the value is no object.
    pub(crate) fn of(json: Json) -> Result<Self, Misfit> {
        match json {
            Json::Object(fields) => Ok(Self(fields)),
            Json::Null | Json::Flag(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => {
                Err(Misfit::Value)
            }
        }
    }

    /// Reads one field.
    ///
    /// # Errors
    /// When it is of another kind, or missing without being optional.
    pub(crate) fn get<T: Read>(&mut self, name: &'static str) -> Result<T, Misfit> {
        T::read(self.take(name)).map_err(|misfit| named(misfit, name))
    }

    fn take(&mut self, name: &str) -> Json {
        let place = self.0.iter().position(|(found, _)| found == name);
        place.map_or(Json::Null, |place| self.0.swap_remove(place).1)
    }

    /// What is left, for a record whose fields stand among those of another one.
    pub(crate) fn rest(self) -> Json {
        Json::Object(self.0)
    }
}

/// The innermost field that doesn't fit is the one that is told.
const fn named(misfit: Misfit, name: &'static str) -> Misfit {
    match misfit {
        Misfit::Value => Misfit::Field(name),
        Misfit::Malformed | Misfit::Field(_) => misfit,
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
            fn read(json: $crate::wire::Json) -> Result<Self, $crate::wire::Misfit> {
                let mut fields = $crate::wire::Fields::of(json)?;
                Ok(Self {
                    $($field: fields.get(stringify!($field))?,)*
                    $($flat: $crate::wire::Read::read(fields.rest())?,)?
                    $($left: $value,)?
                })
            }
        }
    )*};
}
pub(crate) use records;

impl Read for String {
    fn read(json: Json) -> Result<Self, Misfit> {
        match json {
            Json::Text(text) => Ok(text),
            Json::Null | Json::Flag(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => {
                Err(Misfit::Value)
            }
        }
    }
}

/// A flag that isn't there is down.
impl Read for bool {
    fn read(json: Json) -> Result<Self, Misfit> {
        match json {
            Json::Null => Ok(false),
            Json::Flag(flag) => Ok(flag),
            Json::Number(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => Err(Misfit::Value),
        }
    }
}

impl Read for i64 {
    fn read(json: Json) -> Result<Self, Misfit> {
        match json {
            Json::Number(number) => Ok(number),
            Json::Null | Json::Flag(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => {
                Err(Misfit::Value)
            }
        }
    }
}

macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl Read for $type {
            fn read(json: Json) -> Result<Self, Misfit> {
                Self::try_from(i64::read(json)?).map_err(|_| Misfit::Value)
            }
        }
    )*};
}
numbers! { u8 u16 u32 usize i16 }

impl<T: Read> Read for Option<T> {
    fn read(json: Json) -> Result<Self, Misfit> {
        match json {
            Json::Null => Ok(None),
            json @ (Json::Flag(_)
            | Json::Number(_)
            | Json::Text(_)
            | Json::List(_)
            | Json::Object(_)) => T::read(json).map(Some),
        }
    }
}

/// A list that isn't there is empty.
fn list(json: Json) -> Result<Vec<Json>, Misfit> {
    match json {
        Json::Null => Ok(Vec::new()),
        Json::List(list) => Ok(list),
        Json::Flag(_) | Json::Number(_) | Json::Text(_) | Json::Object(_) => Err(Misfit::Value),
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: Json) -> Result<Self, Misfit> {
        let list = list(json)?;
        let mut values = Self::with_capacity(list.len());
        for json in list {
            values.push(T::read(json)?);
        }
        Ok(values)
    }
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(json: Json) -> Result<Self, Misfit> {
        let mut list = list(json)?.into_iter();
        let mut next = || list.next().unwrap_or(Json::Null);
        Ok((A::read(next())?, B::read(next())?))
    }
}

impl<T: Read> Read for Keyed<T> {
    fn read(json: Json) -> Result<Self, Misfit> {
        let mut values = Self::default();
        for (name, value) in Fields::of(json)?.0 {
            values.insert(name, T::read(value)?);
        }
        Ok(values)
    }
}

impl<K: Read + Ord, V: Read> Read for Map<K, V> {
    fn read(json: Json) -> Result<Self, Misfit> {
        let mut map = Self::new();
        for (key, value) in Fields::of(json)?.0 {
            map.insert(K::read(Json::Text(key))?, V::read(value)?);
        }
        Ok(map)
    }
}
