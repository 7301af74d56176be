//! From what somebody typed to words that can be compared: accents, other alphabets' look-alikes, capitals and long drawn letters folded, each
//! with its place in the original.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// One character after folding, with the bytes of the original that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) c: char,
    pub(super) capital: bool,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A word: letters and digits, apostrophes left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded, letters that are drawn long once: "hallooo" is "hallo".
    pub(super) form: String,
    /// The same with these letters twice, where there are any: "zeeeen" may be "zeen" or "zeeen".
    pub(super) twice: Option<String>,
    /// Bytes in the original.
    pub(super) span: Range<usize>,
    /// Begins with a capital, and is not all capitals.
    pub(super) capital: bool,
    /// First of a sentence.
    pub(super) first: bool,
}

impl Word {
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.form.as_str()).chain(self.twice.as_deref())
    }
}

/// Folds a text to small letters without accents. Invisible characters are gone; one character may become several (a ligature).
pub(super) fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    for (start, original) in text.char_indices() {
        let end = start + original.len_utf8();
        let folded = std::iter::once(original).nfkd().filter(|c| !is_combining_mark(*c));
        // Soft hyphens and marks of direction beside those that no text of ours may hold at all.
        let unseen = |c: char| crate::field::is_invisible(c) || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}');
        for c in folded.filter(|c| !unseen(*c)) {
            let capital = c.is_uppercase();
            for c in c.to_lowercase().flat_map(alike) {
                letters.push(Letter { c, capital, start, end });
            }
        }
    }
    letters
}

/// What somebody means who types a letter of another alphabet that looks like a Latin one. Only letters that the canonical forms of Unicode do not
/// fold already, and only those that look alike to a reader in a hurry.
fn alike(c: char) -> impl Iterator<Item = char> {
    let text: &'static str = match c {
        'а' | 'α' | 'ɑ' | 'ａ' | 'ᴀ' => "a",
        'в' | 'β' | 'ь' | 'ʙ' | 'ƅ' => "b",
        'с' | 'ϲ' | 'ᴄ' | 'ƈ' => "c",
        'ԁ' | 'đ' | 'ɗ' | 'ᴅ' | 'ð' => "d",
        'е' | 'ε' | 'є' | 'ё' | 'ə' | 'ɛ' | 'ᴇ' | 'э' => "e",
        'ƒ' | 'ғ' => "f",
        'ɡ' | 'ɢ' | 'ց' => "g",
        'һ' | 'н' | 'ʜ' | 'ħ' => "h",
        'і' | 'ι' | 'ı' | 'ɩ' | 'ɪ' | 'и' | 'ї' => "i",
        'ј' | 'ϳ' | 'ᴊ' => "j",
        'к' | 'κ' | 'ᴋ' | 'ĸ' | 'қ' => "k",
        'ł' | 'ӏ' | 'ʟ' | 'ǀ' => "l",
        'м' | 'μ' | 'ᴍ' => "m",
        'п' | 'η' | 'ɴ' | 'ո' | 'ν' => "n",
        'о' | 'ο' | 'σ' | 'ø' | 'օ' | 'ᴏ' | 'ө' => "o",
        'р' | 'ρ' | 'ᴘ' | 'þ' => "p",
        'ԛ' => "q",
        'г' | 'ʀ' | 'я' => "r",
        'ѕ' | 'ꜱ' | 'ƨ' => "s",
        'т' | 'τ' | 'ᴛ' | 'ŧ' => "t",
        'υ' | 'ս' | 'ᴜ' | 'ц' => "u",
        'ѵ' | 'ᴠ' => "v",
        'ѡ' | 'ω' | 'ԝ' | 'ᴡ' | 'ш' => "w",
        'х' | 'χ' => "x",
        'у' | 'γ' | 'ʏ' | 'ү' => "y",
        'ᴢ' | 'ƶ' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        '’' | '‘' | '`' | '´' | 'ʼ' | '′' => "'",
        _ => return Either::One(std::iter::once(c)),
    };
    Either::Text(text.chars())
}

enum Either {
    One(std::iter::Once<char>),
    Text(std::str::Chars<'static>),
}

impl Iterator for Either {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        match self {
            Self::One(one) => one.next(),
            Self::Text(text) => text.next(),
        }
    }
}

/// The words of a text, in order.
pub(super) fn words(letters: &[Letter]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut current: Vec<Letter> = Vec::new();
    let mut first = true;
    for letter in letters {
        if letter.c.is_alphanumeric() {
            current.push(*letter);
            continue;
        }
        // "foto's" and "z'n" are one word each.
        if letter.c == '\'' && !current.is_empty() {
            continue;
        }
        finish(&mut current, &mut words, &mut first);
        first = first || matches!(letter.c, '.' | '!' | '?' | '\n' | ';' | '…');
    }
    finish(&mut current, &mut words, &mut first);
    words
}

fn finish(current: &mut Vec<Letter>, words: &mut Vec<Word>, first: &mut bool) {
    let (Some(begin), Some(end)) = (current.first(), current.last()) else {
        return;
    };
    let (form, twice) = shortened(current.iter().map(|letter| letter.c));
    words.push(Word {
        form,
        twice,
        span: begin.start..end.end,
        capital: begin.capital && (current.len() == 1 || !current.iter().all(|letter| letter.capital)),
        first: std::mem::take(first),
    });
    current.clear();
}

/// Runs of three and more of a letter, once and twice. Digits stay: 1000 is a number.
fn shortened(chars: impl Iterator<Item = char>) -> (String, Option<String>) {
    let (mut once, mut twice) = (String::new(), String::new());
    let mut long = false;
    for (c, count) in runs(chars) {
        let drawn = count >= 3 && !c.is_numeric();
        long |= drawn;
        once.extend(std::iter::repeat_n(c, if drawn { 1 } else { count }));
        twice.extend(std::iter::repeat_n(c, if drawn { 2 } else { count }));
    }
    (once, long.then_some(twice))
}

/// Characters with how often each stands there in a row.
pub(super) fn runs(chars: impl Iterator<Item = char>) -> Vec<(char, usize)> {
    let mut runs: Vec<(char, usize)> = Vec::new();
    for c in chars {
        match runs.last_mut() {
            Some((last, count)) if *last == c => *count += 1,
            _ => runs.push((c, 1)),
        }
    }
    runs
}
