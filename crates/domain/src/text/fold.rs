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

/// A letter with how often it stands there in a row: "kloot" is k, l, o twice, t.
pub(super) type Run = (char, usize);

/// One way to read a word: its letters, and the same as runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form<'a> {
    pub(super) chars: &'a [char],
    pub(super) runs: &'a [Run],
}

/// Where a form stands in the rows of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    chars: Range<usize>,
    runs: Range<usize>,
}

/// Words that are written shorter with a full stop: no sentence ends there.
const SHORTENED: [&str; 20] = [
    "nr", "mevr", "mw", "dhr", "hr", "fam", "mr", "mrs", "ms", "dr", "no", "st", "vd", "v", "ca", "bv", "evt", "ong",
    "t", "h",
];

/// A word: letters and digits, apostrophes left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded, letters that are drawn long once: "hallooo" is "hallo".
    once: Place,
    /// The same with these letters twice, where there are any: "zeeeen" may be "zeen" or "zeeen".
    twice: Option<Place>,
    /// The same with letters for the digits among them, where there are both: "b3k" is "bek".
    meant: Option<Place>,
    /// Bytes in the original.
    pub(super) span: Range<usize>,
    /// Begins with a capital, and is not all capitals.
    pub(super) capital: bool,
    /// First of a sentence.
    pub(super) first: bool,
    /// A question mark follows.
    pub(super) asked: bool,
}

/// A text that was taken apart, once for all lists. The letters of all words stand in one row and their runs in another, and a word is a piece of both:
/// an alarm has fifty words, and something allocated for each was most of what reading it cost.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) letters: Vec<Letter>,
    pub(super) words: Vec<Word>,
    chars: Vec<char>,
    runs: Vec<Run>,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let letters = letters(text);
        let mut folded = Self {
            // Words have four letters or more on average, and something stands between them.
            words: Vec::with_capacity(letters.len() / 5 + 1),
            chars: Vec::with_capacity(letters.len()),
            runs: Vec::with_capacity(letters.len()),
            ..Self::default()
        };
        folded.find_words(&letters);
        folded.letters = letters;
        folded
    }

    /// As it stands there, letters that are drawn long once.
    pub(super) fn form(&self, word: &Word) -> Form<'_> {
        self.at(&word.once)
    }

    pub(super) fn forms<'a>(&'a self, word: &'a Word) -> impl Iterator<Item = Form<'a>> {
        std::iter::once(&word.once)
            .chain(&word.twice)
            .chain(&word.meant)
            .map(|place| self.at(place))
    }

    fn at(&self, place: &Place) -> Form<'_> {
        Form {
            chars: &self.chars[place.chars.clone()],
            runs: &self.runs[place.runs.clone()],
        }
    }

    /// The words of a text, in order.
    fn find_words(&mut self, letters: &[Letter]) {
        let mut first = true;
        let mut rest = letters;
        while let Some((letter, after)) = rest.split_first() {
            if letter.c.is_alphanumeric() {
                // "foto's" and "z'n" are one word each.
                let inside = |letter: &Letter| letter.c.is_alphanumeric() || letter.c == '\'';
                let length = rest.iter().position(|letter| !inside(letter)).unwrap_or(rest.len());
                self.add_word(&rest[..length], std::mem::take(&mut first));
                rest = &rest[length..];
            } else {
                let ends = match letter.c {
                    '.' => !self.is_shortened(),
                    c => matches!(c, '!' | '?' | '\n' | ';' | '…'),
                };
                first |= ends;
                if letter.c == '?'
                    && let Some(word) = self.words.last_mut()
                {
                    word.asked = true;
                }
                rest = after;
            }
        }
    }

    /// Whether a full stop behind the last word says that it is written shorter, rather than that the sentence ends.
    fn is_shortened(&self) -> bool {
        let last = self.words.last().map(|word| self.form(word).chars.iter());
        last.is_some_and(|last| SHORTENED.iter().any(|short| short.chars().eq(last.clone().copied())))
    }

    /// A word that begins with a letter and may hold apostrophes.
    fn add_word(&mut self, letters: &[Letter], first: bool) {
        let written = || letters.iter().filter(|letter| letter.c != '\'');
        let (chars_from, runs_from) = (self.chars.len(), self.runs.len());
        self.chars.extend(written().map(|letter| letter.c));
        push_runs(&mut self.runs, self.chars[chars_from..].iter().copied());
        let mut place = Place {
            chars: chars_from..self.chars.len(),
            runs: runs_from..self.runs.len(),
        };
        let is_single = place.chars.len() == 1;
        let mut twice = None;
        // Digits stay: 1000 is a number.
        let is_drawn = |run: &Run| run.1 >= 3 && !run.0.is_numeric();
        if self.runs[place.runs.clone()].iter().any(is_drawn) {
            let mut shortened = |letters: usize| {
                let (chars_from, runs_from) = (self.chars.len(), self.runs.len());
                for at in place.runs.clone() {
                    let run = self.runs[at];
                    let run = if is_drawn(&run) { (run.0, letters) } else { run };
                    self.runs.push(run);
                    self.chars.extend(std::iter::repeat_n(run.0, run.1));
                }
                Place {
                    chars: chars_from..self.chars.len(),
                    runs: runs_from..self.runs.len(),
                }
            };
            let once = shortened(1);
            twice = Some(shortened(2));
            place = once;
        }
        let meant = self.meant(&place);
        let (Some(begin), Some(end)) = (letters.first(), written().next_back()) else {
            return;
        };
        self.words.push(Word {
            span: begin.start..end.end,
            capital: begin.capital && (is_single || !written().all(|letter| letter.capital)),
            first,
            asked: false,
            once: place,
            twice,
            meant,
        });
    }

    /// A word with letters for its digits, if it may be meant so: a house number or a plate has more digits than letters, or few letters.
    fn meant(&mut self, place: &Place) -> Option<Place> {
        let chars = &self.chars[place.chars.clone()];
        let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
        if digits == 0 || chars.len() < 3 || digits * 2 > chars.len() + 1 {
            return None;
        }
        let meant: Vec<char> = chars.iter().map(|c| letter_of(*c)).collect();
        let (chars_from, runs_from) = (self.chars.len(), self.runs.len());
        push_runs(&mut self.runs, meant.iter().copied());
        self.chars.extend(meant);
        Some(Place {
            chars: chars_from..self.chars.len(),
            runs: runs_from..self.runs.len(),
        })
    }
}

/// The letter that a digit looks like.
pub(super) const fn letter_of(c: char) -> char {
    match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// Folds a text to small letters without accents. Invisible characters are gone; one character may become several (a ligature).
pub(super) fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    for (start, original) in text.char_indices() {
        let end = start + original.len_utf8();
        // Most letters by far, and none of them has an accent, several parts or a look-alike but the one.
        if original.is_ascii() {
            let c = if original == '`' {
                '\''
            } else {
                original.to_ascii_lowercase()
            };
            let capital = original.is_ascii_uppercase();
            letters.push(Letter { c, capital, start, end });
            continue;
        }
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

/// Letters as runs, behind those that are there.
pub(super) fn push_runs(runs: &mut Vec<Run>, chars: impl Iterator<Item = char>) {
    let from = runs.len();
    for c in chars {
        match runs[from..].last_mut() {
            Some((last, count)) if *last == c => *count += 1,
            _ => runs.push((c, 1)),
        }
    }
}

/// Letters as runs.
pub(super) fn runs(chars: impl Iterator<Item = char>) -> Vec<Run> {
    let mut runs = Vec::new();
    push_runs(&mut runs, chars);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_for_plain_letters_is_the_long_one() {
        for c in '\0'..='\x7f' {
            let text = c.to_string();
            let long: Vec<char> = text.nfkd().flat_map(char::to_lowercase).flat_map(alike).collect();
            let short = letters(&text);
            assert_eq!(short.iter().map(|letter| letter.c).collect::<Vec<_>>(), long, "{c:?}");
            assert_eq!(short[0].capital, c.is_uppercase(), "{c:?}");
        }
    }

    #[test]
    fn letters_that_are_drawn_long_are_read_once_and_twice() {
        let text = Folded::new("Zeeee 1000 foto's'");
        let forms: Vec<Vec<String>> = text
            .words
            .iter()
            .map(|word| text.forms(word).map(|form| form.chars.iter().collect()).collect())
            .collect();
        assert_eq!(forms, [vec!["ze", "zee"], vec!["1000"], vec!["fotos"]]);
        let twice = text.forms(&text.words[0]).last().unwrap();
        assert_eq!(twice.runs, [('z', 1), ('e', 2)]);
        assert_eq!(text.words[2].span, 11..17);
    }
}
