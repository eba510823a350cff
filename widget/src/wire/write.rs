//! Writing JSON text.

use std::collections::BTreeMap;

/// A type that is written as JSON.
pub(crate) trait Write {
    /// Writes the value.
    fn write(&self, out: &mut Text);
}

/// A JSON text in the making.
#[derive(Default)]
pub(crate) struct Text(String);

impl Text {
    /// The text.
    pub(crate) fn into_string(self) -> String {
        self.0
    }

    /// Writes an object.
    pub(crate) fn object(&mut self, fields: &[(&str, &dyn Write)]) {
        self.0.push('{');
        for (index, (name, value)) in fields.iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            self.string(name);
            self.0.push(':');
            value.write(self);
        }
        self.0.push('}');
    }

    fn string(&mut self, text: &str) {
        self.0.push('"');
        for sign in text.chars() {
            match sign {
                '"' | '\\' => self.0.extend(['\\', sign]),
                // Two hexadecimal digits hold every control character.
                '\0'..' ' => {
                    let code = sign as u32;
                    let digit = |value| char::from_digit(value, 16).unwrap_or_default();
                    self.0.push_str("\\u00");
                    self.0.extend([digit(code / 16), digit(code % 16)]);
                }
                _ => self.0.push(sign),
            }
        }
        self.0.push('"');
    }
}

impl Write for str {
    fn write(&self, out: &mut Text) {
        out.string(self);
    }
}

impl Write for &str {
    fn write(&self, out: &mut Text) {
        out.string(self);
    }
}

impl Write for String {
    fn write(&self, out: &mut Text) {
        out.string(self);
    }
}

impl Write for bool {
    fn write(&self, out: &mut Text) {
        out.0.push_str(if *self { "true" } else { "false" });
    }
}

impl Write for i64 {
    fn write(&self, out: &mut Text) {
        out.0.push_str(&self.to_string());
    }
}

macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl Write for $type {
            fn write(&self, out: &mut Text) {
                i64::from(*self).write(out);
            }
        }
    )*};
}
numbers! { u8 u16 u32 i16 }

impl<T: Write> Write for Option<T> {
    fn write(&self, out: &mut Text) {
        match self {
            Some(value) => value.write(out),
            None => out.0.push_str("null"),
        }
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, out: &mut Text) {
        out.0.push('[');
        for (index, value) in self.iter().enumerate() {
            if index > 0 {
                out.0.push(',');
            }
            value.write(out);
        }
        out.0.push(']');
    }
}

impl<T: Write> Write for BTreeMap<String, T> {
    fn write(&self, out: &mut Text) {
        let fields: Vec<(&str, &dyn Write)> = self
            .iter()
            .map(|(name, value)| (name.as_str(), value as &dyn Write))
            .collect();
        out.object(&fields);
    }
}
