//! From bytes to text: encodings, lines, marks that nobody sees, and names compared as people compare them.

use super::{Note, Notes};
use crate::limits::IMPORT_BYTES_MAX;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

crate::coded! {
    /// How the characters of a file are written.
    Encoding, "encoding" {
        /// UTF-8, with or without its mark.
        Utf8 = "utf-8",
        /// UTF-16, the low byte first.
        Utf16Le = "utf-16le",
        /// UTF-16, the high byte first.
        Utf16Be = "utf-16be",
        /// Windows-1252, of which Latin-1 is a part: what older tables are in.
        Windows1252 = "windows-1252",
    }
}

/// A text and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text; its lines end by `\n` or `\r\n`.
    pub text: String,
    /// How it was written.
    pub encoding: Encoding,
}

/// Reads bytes as text. What is not clear is mended and noted; only too much is refused.
pub fn decode(bytes: &[u8], repairs: &mut Notes) -> Result<Decoded, Note> {
    if bytes.len() as u64 > IMPORT_BYTES_MAX {
        return Err(Note {
            line: None,
            code: "too_many_bytes",
            sentence: format!(
                "The text has {} bytes; {IMPORT_BYTES_MAX} can be read. Export a shorter period, or without media.",
                bytes.len()
            ),
        });
    }
    let (text, encoding) = match bytes {
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes, repairs), Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes, repairs), Encoding::Utf16Be),
        [0xef, 0xbb, 0xbf, rest @ ..] => eight_bits(rest, true, repairs),
        _ => eight_bits(bytes, false, repairs),
    };
    let only_returns = text.contains('\r') && !text.contains('\n');
    let text = if only_returns { text.replace('\r', "\n") } else { text };
    Ok(Decoded { text, encoding })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, repairs: &mut Notes) -> String {
    let pairs = bytes.chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    let units: Vec<u16> = pairs
        .map(|pair| unit([pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0)]))
        .collect();
    let mut text = String::with_capacity(units.len());
    let mut line = 1;
    for each in char::decode_utf16(units) {
        let each = each.unwrap_or_else(|_| {
            repairs.add(line, "broken_character", BROKEN);
            char::REPLACEMENT_CHARACTER
        });
        line += usize::from(each == '\n');
        text.push(each);
    }
    if odd {
        repairs.add(line, "broken_character", BROKEN);
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

const BROKEN: &str = "A character on this line is broken; it stands there as \u{fffd}.";

/// UTF-8 where it is; Windows-1252 where no character outside ASCII is whole UTF-8; else UTF-8 that broke.
fn eight_bits(bytes: &[u8], marked: bool, repairs: &mut Notes) -> (String, Encoding) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), Encoding::Utf8);
    }
    let some_whole = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    if !marked && !some_whole {
        return (windows_1252(bytes), Encoding::Windows1252);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut line = 1;
    for chunk in bytes.utf8_chunks() {
        line += chunk.valid().bytes().filter(|byte| *byte == b'\n').count();
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            repairs.add(line, "broken_character", BROKEN);
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    (text, Encoding::Utf8)
}

/// Bytes of Windows-1252 as text; the five that mean nothing there become what Latin-1 says.
pub fn windows_1252(bytes: &[u8]) -> String {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let one = |byte: &u8| match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        other => char::from(*other),
    };
    bytes.iter().map(one).collect()
}

/// The lines with their numbers, from 1, without what ends them.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line))
}

/// Marks that steer the direction of writing, join or part letters, or say the order of bytes: phones strew them about.
pub const fn is_invisible(each: char) -> bool {
    matches!(
        each,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
            | '\u{feff}' | '\u{61c}' | '\u{ad}'
    )
}

/// Spaces within a line, wide, narrow and unbreakable ones.
pub const fn is_space(each: char) -> bool {
    matches!(
        each,
        ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// As people see it: no invisible marks, each run of spaces one, none at the ends. A joiner within an emoji stays.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut kept = text.chars().peekable();
    while let Some(each) = kept.next() {
        let joins = each == '\u{200d}' && !out.is_empty() && kept.peek().is_some_and(|next| !next.is_ascii());
        if is_space(each) || each.is_whitespace() {
            gap = !out.is_empty();
        } else if joins || !(is_invisible(each) || each.is_control()) {
            if gap {
                out.push(' ');
            }
            gap = false;
            out.push(each);
        }
    }
    out
}

/// For comparing names: no accents, no capitals, no signs. «José  de Vries» and «jose de vries» are one.
pub fn fold(text: &str) -> String {
    let letters = text
        .nfkd()
        .filter(|each| !is_combining_mark(*each))
        .flat_map(char::to_lowercase);
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for each in letters {
        if each.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(each);
        } else if !is_invisible(each) && each != '\'' && each != '’' {
            gap = true;
        }
    }
    out
}

/// A piece of the file for a sentence to somebody: cleaned, and not longer than one reads.
pub fn quote(text: &str) -> String {
    const SHOWN: usize = 60;
    let start: String = text.chars().take(SHOWN * 2).collect();
    let cleaned = clean(&start);
    let mut shown: String = cleaned.chars().take(SHOWN).collect();
    if cleaned.chars().count() > SHOWN || start.len() < text.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Decoded, Notes) {
        let mut repairs = Notes::default();
        let decoded = decode(bytes, &mut repairs).expect("small");
        (decoded, repairs)
    }

    #[test]
    fn each_encoding_is_told_by_its_bytes() {
        assert_eq!(decoded("\u{feff}Zoë".as_bytes()).0.text, "Zoë");
        let little: Vec<u8> = "\u{feff}Zoë €".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}Zoë €".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, encoding) in [(little, Encoding::Utf16Le), (big, Encoding::Utf16Be)] {
            let (found, repairs) = decoded(&bytes);
            assert_eq!((found.text.as_str(), found.encoding), ("Zoë €", encoding));
            assert!(repairs.is_empty());
        }
        let (found, repairs) = decoded(b"Zo\xeb \x80");
        assert_eq!((found.text.as_str(), found.encoding), ("Zoë €", Encoding::Windows1252));
        assert!(repairs.is_empty());
    }

    #[test]
    fn utf8_that_broke_is_mended_and_its_line_named() {
        let (found, repairs) = decoded(b"Zo\xc3\xab\nA\xc3\nb");
        assert_eq!(found.text, "Zoë\nA\u{fffd}\nb");
        assert_eq!(
            (repairs.named[0].line, repairs.named[0].code),
            (Some(2), "broken_character")
        );
    }

    #[test]
    fn names_are_compared_as_people_do() {
        assert_eq!(fold("  José\u{a0}de  VRIES "), fold("jose de vries"));
        assert_eq!(fold("\u{200e}Zoë-Ann’s"), "zoe anns");
        assert_eq!(clean("\u{202a}+31\u{a0}6 0000\u{202c}\u{200e}"), "+31 6 0000");
        assert_eq!(clean("👩\u{200d}🚒 \u{200d}Els"), "👩\u{200d}🚒 Els");
    }

    #[test]
    fn lines_of_any_ending_count_from_one() {
        assert_eq!(lines(&decoded(b"a\rb\rc").0.text).last(), Some((3, "c")));
        assert_eq!(lines(&decoded(b"a\r\nb\n").0.text).last(), Some((2, "b")));
    }
}
