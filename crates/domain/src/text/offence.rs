//! Finding words that hurt, also when they are written so that a list would not find them: drawn long, with other signs for letters, with signs
//! or spaces in between, with stars.

use super::fold::{Folded, Form, Letter, Run, Word, letter_of, push_runs, runs};
use super::trie::Trie;
use std::collections::BTreeMap;
use std::ops::{Range, RangeBounds};

/// The longest word of a list, in letters.
const ENTRY_CHARS_MAX: usize = 24;
/// The longest piece without a space that is looked at for disguises: a word with a sign after every letter, and some around it.
const CHUNK_CHARS_MAX: usize = 64;
/// Pieces that a word may be cut into by spaces.
const PIECES_MAX: usize = 4;
/// A word of so many letters that was cut in two is not there by chance.
const CUT_CHARS_MIN: usize = 7;
/// … and of so many when one of the pieces is a single letter.
const CUT_LETTER_CHARS_MIN: usize = 5;
/// Words that are found inside a row of single letters have so many.
const SPELT_CHARS_MIN: usize = 4;

/// A word of the list as runs of letters: "kloot" is k, l, o twice, t.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    runs: Vec<Run>,
    chars: usize,
}

impl Entry {
    fn new(word: &str) -> Self {
        Self {
            runs: runs(word.chars()),
            chars: word.chars().count(),
        }
    }

    fn letters(&self) -> impl DoubleEndedIterator<Item = char> {
        self.runs.iter().map(|run| run.0)
    }

    /// Whether somebody who writes these runs means this word. Letters may be drawn long; in a long word one too many or too few is a slip.
    fn is_meant_by(&self, written: &[Run], last_goes_on: bool) -> bool {
        let last = self.runs.len().saturating_sub(1);
        self.runs.len() == written.len()
            && self.runs.iter().zip(written).enumerate().all(|(at, (own, there))| {
                own.0 == there.0
                    && (own.1 == there.1
                        || there.1 >= 3
                        || (there.1 > own.1 && (self.chars >= 6 || (last_goes_on && at == last)))
                        || (there.1 < own.1 && self.chars >= 8))
            })
    }
}

/// Entries by their letters, each run once.
#[derive(Debug, Clone, Default)]
struct Shelf(Trie<Vec<Entry>>);

impl Shelf {
    fn new(words: &[&str]) -> Self {
        let mut entries = BTreeMap::<Vec<char>, Vec<Entry>>::new();
        for entry in words.iter().map(|word| Entry::new(word)) {
            entries.entry(entry.letters().collect()).or_default().push(entry);
        }
        Self(entries.into())
    }

    /// The same, to be found from their ends.
    fn backwards(words: &[&str]) -> Self {
        let mut entries = BTreeMap::<Vec<char>, Vec<Entry>>::new();
        for entry in words.iter().map(|word| Entry::new(word)) {
            entries.entry(entry.letters().rev().collect()).or_default().push(entry);
        }
        Self(entries.into())
    }

    fn has(&self, written: &[Run], last_goes_on: bool) -> bool {
        let entries = self.0.get(written.iter().map(|run| run.0)).into_iter().flatten();
        entries
            .into_iter()
            .any(|entry| entry.is_meant_by(written, last_goes_on))
    }

    /// Whether one of them begins as this does.
    fn leads(&self, written: &[Run]) -> bool {
        self.0.leads(written.iter().map(|run| run.0))
    }

    /// Whether what is written begins with one of them that has so many runs.
    fn begins(&self, written: &[Run], runs: impl RangeBounds<usize>) -> bool {
        let fronts = self.0.walk(written.iter().map(|run| run.0));
        fronts
            .filter(|(length, _)| runs.contains(length))
            .any(|(length, entries)| entries.iter().any(|entry| entry.is_meant_by(&written[..length], true)))
    }

    /// Whether what is written ends with one that was added backwards.
    fn ends(&self, written: &[Run]) -> bool {
        let count = written.len();
        let backs = self.0.walk(written.iter().rev().map(|run| run.0));
        backs.filter(|(length, _)| *length >= 2).any(|(length, entries)| {
            entries
                .iter()
                .any(|entry| entry.is_meant_by(&written[count - length..], false))
        })
    }
}

/// Words that hurt, by where in a word they do.
#[derive(Debug, Default)]
pub(super) struct Hurting<'a> {
    pub(super) whole: Vec<&'a str>,
    pub(super) begins: Vec<&'a str>,
    pub(super) ends: Vec<&'a str>,
    pub(super) within: Vec<&'a str>,
    pub(super) veiled: Vec<&'a str>,
}

/// The lists of words that hurt.
#[derive(Debug, Clone, Default)]
pub(super) struct Offences {
    whole: Shelf,
    begins: Shelf,
    ends: Shelf,
    within: Shelf,
    /// Fine as they are, and a curse where somebody hides them.
    veiled: Shelf,
    /// Whole words of the list, for stars in between.
    masked: Vec<Vec<char>>,
}

/// A text in which words are looked for, and what was found.
struct Search<'a> {
    text: &'a Folded,
    /// Which words of the text are fine although they look like one that hurts.
    fine: &'a dyn Fn(usize) -> bool,
    found: Vec<Range<usize>>,
}

impl Offences {
    pub(super) fn new(words: &Hurting<'_>) -> Self {
        Self {
            whole: Shelf::new(&words.whole),
            begins: Shelf::new(&words.begins),
            ends: Shelf::backwards(&words.ends),
            within: Shelf::new(&words.within),
            veiled: Shelf::new(&words.veiled),
            masked: words.whole.iter().map(|word| word.chars().collect()).collect(),
        }
    }

    /// Whether a word as it stands there is one of them.
    fn hurts(&self, written: &[Run]) -> bool {
        self.whole.has(written, false)
            || self.begins.begins(written, 2..written.len())
            || self.ends.ends(written)
            || self.holds(written)
    }

    /// Whether one of the words that hurt wherever they stand is in it.
    fn holds(&self, written: &[Run]) -> bool {
        (0..written.len()).any(|from| self.within.begins(&written[from..], 3..))
    }

    /// The words that hurt, as bytes of the original. `fine` says of a word, by its number, that it only looks so.
    pub(super) fn find(&self, text: &Folded, fine: &dyn Fn(usize) -> bool) -> Vec<Range<usize>> {
        let found = Vec::new();
        let mut search = Search { text, fine, found };
        for (number, word) in text.words.iter().enumerate() {
            if text.forms(word).any(|form| self.hurts(form.runs)) && !fine(number) {
                search.found.push(word.span.clone());
            }
        }
        self.disguised(&mut search);
        self.cut(&mut search);
        self.spelt(&mut search);
        let mut found = search.found;
        found.sort_by_key(|range| (range.start, range.end));
        found.dedup();
        found
    }

    /// Words with other signs in them: `kl00tz@k`, `k.u.t.w.i.j.f`, `k*t`.
    fn disguised(&self, search: &mut Search<'_>) {
        let is_plain = |chunk: &[Letter]| chunk.iter().all(|letter| letter.c.is_alphabetic());
        let chunks = search.text.letters.split(|letter| letter.c.is_whitespace());
        // What has no signs was looked up as a word.
        for chunk in chunks.filter(|chunk| chunk.len() <= CHUNK_CHARS_MAX && !is_plain(chunk)) {
            // Marks of a sentence around a word are no disguise.
            let is_mark = |letter: &&Letter| !letter.c.is_alphanumeric() && !matches!(letter.c, '$' | '@' | '€' | '£');
            let lead = chunk.iter().take_while(is_mark).count();
            let trail = chunk
                .iter()
                .rev()
                .take_while(|letter| is_mark(letter) && letter.c != '*')
                .count();
            let Some(chunk) = chunk.get(lead..chunk.len().saturating_sub(trail)) else {
                continue;
            };
            let chunk = match chunk {
                // *bold* is how messengers write bold.
                [inner @ .., last] if last.c == '*' && lead > 0 => inner,
                all => all,
            };
            let (Some(begin), Some(last)) = (chunk.first(), chunk.last()) else {
                continue;
            };
            // A row of signs is nobody's insult, and neither is a word between marks.
            if is_plain(chunk) || !chunk.iter().any(|letter| letter.c.is_alphabetic()) {
                continue;
            }
            let span = begin.start..last.end;
            if self.is_meant(chunk) || self.is_masked(chunk) {
                let known = search.text.words.iter().position(|word| word.span == span);
                if !known.is_some_and(search.fine) {
                    search.found.push(span);
                }
            }
        }
    }

    /// Read with each way in which signs stand for letters.
    fn is_meant(&self, chunk: &[Letter]) -> bool {
        let signs: Vec<char> = chunk.iter().map(|letter| letter.c).collect();
        let letters_there = signs.iter().filter(|c| c.is_alphabetic()).count();
        let digits = signs.iter().filter(|c| c.is_ascii_digit()).count();
        // A plate, a time or a house number has as many digits as letters, or more; a disguise mostly fewer.
        if digits > letters_there + 1 {
            return false;
        }
        let doubtful = signs.iter().any(|c| matches!(c, '1' | '|' | '!' | '¡'));
        let readings = [['i', 'i'], ['l', 'i'], ['i', 'l'], ['l', 'l']];
        readings[..if doubtful { 4 } else { 1 }].iter().any(|[one, bang]| {
            let read = |c: &char| match c {
                '0' => Some('o'),
                '1' | '|' => Some(*one),
                '!' | '¡' => Some(*bang),
                '2' => Some('z'),
                '3' | '€' => Some('e'),
                '4' | '@' => Some('a'),
                '5' | '$' => Some('s'),
                '6' | '8' => Some('b'),
                '7' | '+' => Some('t'),
                '9' => Some('g'),
                '£' => Some('l'),
                c if c.is_alphabetic() => Some(*c),
                _ => None,
            };
            let text: Vec<char> = signs.iter().filter_map(read).collect();
            let changed = text != signs;
            // Two words with a dash or a slash in between are two words, unless together they are a whole one.
            let parted = signs.iter().any(|c| matches!(c, '-' | '/' | ',' | '.' | '_' | '\''));
            let written = runs(text.iter().copied());
            changed
                && (self.veiled.has(&written, false)
                    || if parted {
                        self.whole_or_long(&written)
                    } else {
                        self.hurts(&written)
                    })
        })
    }

    fn whole_or_long(&self, written: &[Run]) -> bool {
        let chars: usize = written.iter().map(|run| run.1).sum();
        chars >= 3 && self.whole.has(written, false) || chars >= CUT_CHARS_MIN && self.holds(written)
    }

    /// `k*t`, `kl##tzak`, `f***`: the first letter, and as many signs as letters are missing.
    fn is_masked(&self, chunk: &[Letter]) -> bool {
        let is_star = |c: char| matches!(c, '*' | '#' | '%' | '×');
        let signs: Vec<char> = chunk.iter().map(|letter| letter.c).collect();
        let stars = signs.iter().filter(|c| is_star(**c)).count();
        let letters = signs.iter().filter(|c| c.is_alphabetic()).count();
        if stars == 0 || signs.len() > ENTRY_CHARS_MAX || stars + letters != signs.len() || !signs[0].is_alphabetic() {
            return false;
        }
        // Nobody hides a harmless word behind a row of stars.
        if stars >= 2 && letters <= 2 && signs.len() >= 3 {
            return true;
        }
        let fits = |entry: &Vec<char>| {
            entry.len() == signs.len()
                && entry
                    .iter()
                    .zip(&signs)
                    .all(|(own, there)| own == there || is_star(*there))
        };
        letters >= 2 && self.masked.iter().any(fits)
    }

    /// A word cut in pieces: `kloot zak`.
    fn cut(&self, search: &mut Search<'_>) {
        let text = search.text;
        let leads = |written: &[Run]| self.whole.leads(written) || self.within.leads(written);
        let (mut joined, mut written) = (Vec::<char>::new(), Vec::new());
        for (from, front) in text.words.iter().enumerate() {
            let Form { chars, runs } = text.form(front);
            if !leads(runs) {
                continue;
            }
            joined.clear();
            joined.extend(chars);
            let mut has_single = joined.len() == 1;
            for next in text.words.iter().skip(from + 1).take(PIECES_MAX - 1) {
                let piece = text.form(next).chars;
                has_single |= piece.len() == 1;
                joined.extend(piece);
                if joined.len() > ENTRY_CHARS_MAX || !joined.iter().all(|c| c.is_alphabetic()) {
                    break;
                }
                written.clear();
                push_runs(&mut written, joined.iter().copied());
                if !leads(&written) {
                    break;
                }
                let enough = joined.len() >= CUT_CHARS_MIN || has_single && joined.len() >= CUT_LETTER_CHARS_MIN;
                let exact = |shelf: &Shelf| shelf.has(&written, false);
                if enough && (exact(&self.whole) || joined.len() >= CUT_CHARS_MIN && exact(&self.within)) {
                    search.found.push(front.span.start..next.span.end);
                }
            }
        }
    }

    /// A word spelt: `k l o o t z a k`, `K.U.T`. Looked for inside a row of single letters.
    fn spelt(&self, search: &mut Search<'_>) {
        let text = search.text;
        let rows = text
            .words
            .chunk_by(|one, next| is_single(text, one) && is_single(text, next));
        for row in rows.filter(|row| row.len() >= 3) {
            let chars: Vec<char> = row
                .iter()
                .flat_map(|word| text.form(word).chars)
                .map(|c| letter_of(*c))
                .collect();
            for from in 0..row.len() {
                let longest = (row.len() - from).min(ENTRY_CHARS_MAX);
                for length in 3..=longest {
                    let written = runs(chars[from..from + length].iter().copied());
                    let enough = length >= SPELT_CHARS_MIN || length == row.len();
                    let spells = |shelf: &Shelf| shelf.has(&written, false);
                    let long = length >= 4 && (spells(&self.within) || spells(&self.veiled));
                    if enough && (long || spells(&self.whole)) {
                        search.found.push(row[from].span.start..row[from + length - 1].span.end);
                    }
                }
            }
        }
    }
}

fn is_single(text: &Folded, word: &Word) -> bool {
    text.form(word).chars.len() == 1
}
