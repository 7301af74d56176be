//! Finding words that hurt, also when they are written so that a list would not find them: drawn long, with other signs for letters, with signs
//! or spaces in between, with stars.

use super::fold::{Letter, Word, runs};
use super::pattern::Spelling;
use super::trie::{Spellings, Trie};
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
    runs: Vec<(char, usize)>,
    chars: usize,
}

impl Entry {
    fn new(word: &str) -> Self {
        Self {
            runs: runs(word.chars()),
            chars: word.chars().count(),
        }
    }

    /// Whether somebody who writes these runs means this word. Letters may be drawn long; in a long word one too many or too few is a slip.
    fn is_meant_by(&self, written: &[(char, usize)], last_goes_on: bool) -> bool {
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
    fn add(&mut self, word: &str) {
        let entry = Entry::new(word);
        let letters: Vec<char> = entry.runs.iter().map(|run| run.0).collect();
        self.0.entry(letters.into_iter()).push(entry);
    }

    /// The same, to be found from its end.
    fn add_backwards(&mut self, word: &str) {
        let entry = Entry::new(word);
        let letters: Vec<char> = entry.runs.iter().map(|run| run.0).rev().collect();
        self.0.entry(letters.into_iter()).push(entry);
    }

    fn has(&self, written: &[(char, usize)], last_goes_on: bool) -> bool {
        let entries = self.0.get(written.iter().map(|run| run.0)).into_iter().flatten();
        entries
            .into_iter()
            .any(|entry| entry.is_meant_by(written, last_goes_on))
    }

    /// Whether one of them begins as this does.
    fn leads(&self, written: &[(char, usize)]) -> bool {
        self.0.leads(written.iter().map(|run| run.0))
    }

    /// Whether what is written begins with one of them that has so many runs.
    fn begins(&self, written: &[(char, usize)], runs: impl RangeBounds<usize>) -> bool {
        let fronts = self.0.walk(written.iter().map(|run| run.0));
        fronts
            .filter(|(length, _)| runs.contains(length))
            .any(|(length, entries)| entries.iter().any(|entry| entry.is_meant_by(&written[..length], true)))
    }

    /// Whether what is written ends with one that was added backwards.
    fn ends(&self, written: &[(char, usize)]) -> bool {
        let count = written.len();
        let backs = self.0.walk(written.iter().rev().map(|run| run.0));
        backs.filter(|(length, _)| *length >= 2).any(|(length, entries)| {
            entries
                .iter()
                .any(|entry| entry.is_meant_by(&written[count - length..], false))
        })
    }
}

/// The lists of words that hurt.
#[derive(Debug, Clone, Default)]
pub(super) struct Offences {
    whole: Shelf,
    begins: Shelf,
    ends: Shelf,
    within: Shelf,
    /// Whole words of the list, for stars in between.
    masked: Vec<Vec<char>>,
    allowed: Spellings<bool>,
}

impl Offences {
    pub(super) fn whole(&mut self, word: &str) {
        self.whole.add(word);
        self.masked.push(word.chars().collect());
    }

    pub(super) fn begins(&mut self, word: &str) {
        self.begins.add(word);
    }

    pub(super) fn ends(&mut self, word: &str) {
        self.ends.add_backwards(word);
    }

    pub(super) fn within(&mut self, word: &str) {
        self.within.add(word);
    }

    pub(super) fn allow(&mut self, spelling: &Spelling) {
        *self.allowed.entry(spelling) = true;
        if let Spelling::Ends(end) = spelling {
            *self.allowed.entry(&Spelling::Whole(end.clone())) = true;
        }
    }

    pub(super) fn allows(&self, word: &Word) -> bool {
        self.allowed.of(word).next().is_some()
    }

    /// Whether a word as it stands there is one of them.
    fn hurts(&self, written: &[char]) -> bool {
        let written = runs(written.iter().copied());
        if self.whole.has(&written, false) {
            return true;
        }
        self.begins.begins(&written, 2..written.len()) || self.ends.ends(&written) || self.holds(&written)
    }

    /// Whether one of the words that hurt wherever they stand is in it.
    fn holds(&self, written: &[(char, usize)]) -> bool {
        (0..written.len()).any(|from| self.within.begins(&written[from..], 3..))
    }

    /// The words that hurt, as bytes of the original.
    pub(super) fn find(&self, letters: &[Letter], words: &[Word]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for word in words {
            let chars: Vec<char> = word.form.chars().collect();
            let twice: Option<Vec<char>> = word.twice.as_ref().map(|form| form.chars().collect());
            if (self.hurts(&chars) || twice.is_some_and(|chars| self.hurts(&chars))) && !self.allows(word) {
                found.push(word.span.clone());
            }
        }
        self.disguised(letters, words, &mut found);
        self.cut(words, &mut found);
        self.spelt(words, &mut found);
        found.sort_by_key(|range| (range.start, range.end));
        found.dedup();
        found
    }

    /// Words with other signs in them: `kl00tz@k`, `k.u.t.w.i.j.f`, `k*t`.
    fn disguised(&self, letters: &[Letter], words: &[Word], found: &mut Vec<Range<usize>>) {
        let mut at = 0;
        while at < letters.len() {
            if letters[at].c.is_whitespace() {
                at += 1;
                continue;
            }
            let end = letters[at..]
                .iter()
                .position(|letter| letter.c.is_whitespace())
                .map_or(letters.len(), |length| at + length);
            let chunk = &letters[at..end];
            at = end;
            let plain = chunk.iter().all(|letter| letter.c.is_alphabetic());
            let has_letter = chunk.iter().any(|letter| letter.c.is_alphabetic());
            // A link or a row of signs is nobody's insult.
            if plain || !has_letter || chunk.len() > CHUNK_CHARS_MAX {
                continue;
            }
            // Marks of a sentence around a word are no disguise.
            let is_mark = |letter: &&Letter| !letter.c.is_alphanumeric() && !matches!(letter.c, '$' | '@' | '€' | '£');
            let lead = chunk.iter().take_while(is_mark).count();
            let trail = chunk
                .iter()
                .rev()
                .take_while(|letter| is_mark(letter) && letter.c != '*')
                .count();
            let Some(chunk) = chunk
                .get(lead..chunk.len().saturating_sub(trail))
                .filter(|chunk| !chunk.is_empty())
            else {
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
            let span = begin.start..last.end;
            let known = words.iter().find(|word| word.span == span);
            let allowed = known.is_some_and(|word| self.allows(word));
            if !allowed && (self.is_meant(chunk) || self.is_masked(chunk)) {
                found.push(span);
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
                && if parted {
                    self.whole_or_long(&written)
                } else {
                    self.hurts(&text)
                }
        })
    }

    fn whole_or_long(&self, written: &[(char, usize)]) -> bool {
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
    fn cut(&self, words: &[Word], found: &mut Vec<Range<usize>>) {
        for from in 0..words.len() {
            let mut joined: Vec<char> = words[from].form.chars().collect();
            let front = runs(joined.iter().copied());
            if !self.whole.leads(&front) && !self.within.leads(&front) {
                continue;
            }
            let mut has_single = joined.len() == 1;
            for to in from + 1..words.len().min(from + PIECES_MAX) {
                let piece: Vec<char> = words[to].form.chars().collect();
                has_single |= piece.len() == 1;
                joined.extend(piece);
                if joined.len() > ENTRY_CHARS_MAX || !joined.iter().all(|c| c.is_alphabetic()) {
                    break;
                }
                let enough = joined.len() >= CUT_CHARS_MIN || has_single && joined.len() >= CUT_LETTER_CHARS_MIN;
                let written = runs(joined.iter().copied());
                let exact = |shelf: &Shelf| shelf.has(&written, false);
                if enough && (exact(&self.whole) || joined.len() >= CUT_CHARS_MIN && exact(&self.within)) {
                    found.push(words[from].span.start..words[to].span.end);
                }
            }
        }
    }

    /// A word spelt: `k l o o t z a k`, `K.U.T`. Looked for inside a row of single letters.
    fn spelt(&self, words: &[Word], found: &mut Vec<Range<usize>>) {
        let mut at = 0;
        while at < words.len() {
            let row = words[at..].iter().take_while(|word| is_single(word)).count();
            if row >= 3 {
                let row_words = &words[at..at + row];
                let chars: Vec<char> = row_words
                    .iter()
                    .filter_map(|word| word.form.chars().next())
                    .map(letter_of)
                    .collect();
                for from in 0..row {
                    let longest = (row - from).min(ENTRY_CHARS_MAX);
                    for length in 3..=longest {
                        let written = runs(chars[from..from + length].iter().copied());
                        let enough = length >= SPELT_CHARS_MIN || length == row;
                        if enough
                            && (self.whole.has(&written, false) || length >= 4 && self.within.has(&written, false))
                        {
                            found.push(row_words[from].span.start..row_words[from + length - 1].span.end);
                        }
                    }
                }
            }
            at += row.max(1);
        }
    }
}

fn is_single(word: &Word) -> bool {
    word.form.chars().nth(1).is_none()
}

const fn letter_of(c: char) -> char {
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
