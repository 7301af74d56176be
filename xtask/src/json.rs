//! Reading JSON, as much of it as cargo and npm write. Kept here so that `cargo demo` builds in a second, without dependencies.

use std::collections::BTreeMap;

/// How deep values may lie in one another; more is an error, not a full stack.
const DEPTH_MAX: u32 = 128;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number, as it was written.
    Number(String),
    /// A text.
    Text(String),
    /// `[…]`
    List(Vec<Json>),
    /// `{…}`
    Object(BTreeMap<String, Json>),
}

impl Json {
    /// Reads a whole text; `None` when it is not JSON.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader {
            bytes: text.as_bytes(),
            at: 0,
        };
        let value = reader.value(0)?;
        reader.space();
        (reader.at == text.len()).then_some(value)
    }

    /// The member of that name, if this is an object that has it.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.get(name),
            _ => None,
        }
    }

    /// The text, if this is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements; nothing when this is no list.
    pub(crate) fn list(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The members in the order of their names; nothing when this is no object.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&String, &Self)> {
        let members = match self {
            Self::Object(members) => Some(members),
            _ => None,
        };
        members.into_iter().flatten()
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn take(&mut self, expected: &[u8]) -> Option<()> {
        self.bytes[self.at..]
            .starts_with(expected)
            .then(|| self.at += expected.len())
    }

    fn value(&mut self, depth: u32) -> Option<Json> {
        if depth > DEPTH_MAX {
            return None;
        }
        self.space();
        match *self.bytes.get(self.at)? {
            b'n' => self.take(b"null").map(|()| Json::Null),
            b't' => self.take(b"true").map(|()| Json::Bool(true)),
            b'f' => self.take(b"false").map(|()| Json::Bool(false)),
            b'"' => self.text().map(Json::Text),
            b'[' => self.items(b']', depth, |reader, depth, items: &mut Vec<Json>| {
                items.push(reader.value(depth)?);
                Some(())
            }),
            b'{' => self.items(b'}', depth, |reader, depth, members: &mut BTreeMap<String, Json>| {
                reader.space();
                let name = reader.text()?;
                reader.space();
                reader.take(b":")?;
                members.insert(name, reader.value(depth)?);
                Some(())
            }),
            _ => self.number(),
        }
    }

    /// The inside of `[…]` or `{…}`: elements with commas between them.
    fn items<C: Default + Into<Json>>(
        &mut self,
        end: u8,
        depth: u32,
        mut read: impl FnMut(&mut Self, u32, &mut C) -> Option<()>,
    ) -> Option<Json> {
        let mut all = C::default();
        self.at += 1;
        self.space();
        if self.take(&[end]).is_some() {
            return Some(all.into());
        }
        loop {
            read(self, depth + 1, &mut all)?;
            self.space();
            if self.take(&[end]).is_some() {
                return Some(all.into());
            }
            self.take(b",")?;
        }
    }

    fn number(&mut self) -> Option<Json> {
        let start = self.at;
        while matches!(
            self.bytes.get(self.at),
            Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
        ) {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).ok()?;
        text.parse::<f64>().ok().map(|_| Json::Number(text.to_owned()))
    }

    fn text(&mut self) -> Option<String> {
        self.take(b"\"")?;
        let mut bytes = Vec::new();
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(bytes).ok(),
                b'\\' => {
                    let mut utf8 = [0; 4];
                    bytes.extend_from_slice(self.escape()?.encode_utf8(&mut utf8).as_bytes());
                }
                0..=0x1f => return None,
                _ => bytes.push(byte),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                if (0xd800..0xdc00).contains(&first) {
                    // A character beyond the sixteen bits is written as two halves.
                    self.take(b"\\u")?;
                    let second = self.hex()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                    char::from_u32(0x10000 + ((first - 0xd800) << 10) + second)?
                } else {
                    char::from_u32(first)?
                }
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.bytes.get(self.at..self.at + 4)?;
        self.at += 4;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Self {
        Self::List(items)
    }
}

impl From<BTreeMap<String, Json>> for Json {
    fn from(members: BTreeMap<String, Json>) -> Self {
        Self::Object(members)
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn reads_what_cargo_writes() {
        let json =
            Json::parse(r#" {"a":[1,-2.5e3,"x\n\u00e9\ud83d\udd14"],"b":{},"c":[],"d":null,"e":true} "#).unwrap();
        assert_eq!(json.get("a").unwrap().list()[2].text(), Some("x\né🔔"));
        assert_eq!(json.get("a").unwrap().list()[1], Json::Number("-2.5e3".to_owned()));
        assert_eq!(json.members().count(), 5);
    }

    #[test]
    fn refuses_what_is_not_json() {
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\" 1}",
            "\"\\x\"",
            "\"\\ud83d\"",
            "1 2",
            "nul",
            "--1",
            &"[".repeat(9999),
        ] {
            assert_eq!(Json::parse(text), None, "{text:.20}");
        }
    }
}
