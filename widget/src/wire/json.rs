//! A parser of JSON, whole numbers only: nothing on the wire has a fraction.

/// The depth at which a text is refused: none of ours goes half as deep, and the stack is not endless.
const DEEPEST: u8 = 32;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// `null`, and every field that isn't there.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, its fields in the order they stand in.
    Object(Vec<(String, Json)>),
}

/// Reads a whole text; none where it is no JSON, or has a number with a fraction.
pub(crate) fn parse(text: &str) -> Option<Json> {
    let mut source = Source { text, at: 0 };
    let value = source.value(DEEPEST)?;
    source.blank();
    (source.at == text.len()).then_some(value)
}

struct Source<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Source<'a> {
    fn peek(&self) -> u8 {
        // No JSON has a zero byte outside of its texts, nor inside.
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn blank(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// Steps over `sign` and the blanks before it, where it comes next.
    fn takes(&mut self, sign: u8) -> bool {
        self.blank();
        let here = self.peek() == sign;
        self.at += usize::from(here);
        here
    }

    /// Steps over `word`, where it comes next.
    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        let rest = self.text.get(self.at..)?;
        rest.starts_with(word).then(|| {
            self.at += word.len();
            value
        })
    }

    fn value(&mut self, depth: u8) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        self.blank();
        match self.peek() {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.string().map(Json::Text),
            b't' => self.word("true", Json::Flag(true)),
            b'f' => self.word("false", Json::Flag(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: u8) -> Option<Json> {
        let mut fields = Vec::new();
        self.at += 1;
        if self.takes(b'}') {
            return Some(Json::Object(fields));
        }
        loop {
            self.blank();
            let name = self.string()?;
            if !self.takes(b':') {
                return None;
            }
            fields.push((name, self.value(depth)?));
            if !self.takes(b',') {
                return self.takes(b'}').then_some(Json::Object(fields));
            }
        }
    }

    fn list(&mut self, depth: u8) -> Option<Json> {
        let mut items = Vec::new();
        self.at += 1;
        if self.takes(b']') {
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if !self.takes(b',') {
                return self.takes(b']').then_some(Json::List(items));
            }
        }
    }

    fn number(&mut self) -> Option<Json> {
        let from = self.at;
        while matches!(self.peek(), b'-' | b'+' | b'.' | b'0'..=b'9' | b'e' | b'E') {
            self.at += 1;
        }
        let number = self.text.get(from..self.at)?;
        if number.starts_with('+') {
            return None;
        }
        number.parse().ok().map(Json::Number)
    }

    fn string(&mut self) -> Option<String> {
        if self.peek() != b'"' {
            return None;
        }
        self.at += 1;
        let mut text = String::new();
        loop {
            let from = self.at;
            while !matches!(self.peek(), b'"' | b'\\' | 0..b' ') {
                self.at += 1;
            }
            text.push_str(self.text.get(from..self.at)?);
            let sign = self.peek();
            self.at += 1;
            match sign {
                b'"' => return Some(text),
                b'\\' => text.push(self.escaped()?),
                // The end of the text, or a control character, which JSON wants escaped.
                _ => return None,
            }
        }
    }

    /// The character behind a backslash.
    fn escaped(&mut self) -> Option<char> {
        let sign = self.peek();
        self.at += 1;
        Some(match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.unicode()?,
            _ => return None,
        })
    }

    /// `\u00e9`, or a pair of them for what lies beyond 16 bits. Half a pair is no character: it is shown as one.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hex()?;
        let behind = self.text.get(self.at..)?;
        if (0xd800..0xdc00).contains(&first) && behind.starts_with("\\u") {
            let back = self.at;
            self.at += 2;
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                return char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.at = back;
        }
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if digits.starts_with('+') {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}
