//! Which patterns are tried where. There are hundreds, and nearly all fit nowhere in a text.

use super::lexicon::Says;
use super::pattern::{Begins, Choice, Classes, Pattern, bits};
use super::vocabulary::{Draft, Sentence};
use std::ops::Range;

/// Some of the patterns, a bit for each: a word may begin a hundred of them, and rows of bits are put together by a few instructions.
#[derive(Debug, Clone, Default)]
struct PatternSet(Vec<u64>);

impl PatternSet {
    fn insert(&mut self, number: usize) {
        let (at, bit) = (number / 64, number % 64);
        self.0.resize(self.0.len().max(at + 1), 0);
        self.0[at] |= 1 << bit;
    }

    fn extend(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(own, more)| *own |= more);
    }

    fn keep(&mut self, other: &Self) {
        self.0.truncate(other.0.len());
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own &= other);
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    /// In the order of the lists.
    fn iter(&self) -> impl Iterator<Item = usize> {
        let rows = self.0.iter().enumerate();
        rows.flat_map(|(at, row)| bits((*row).into()).map(move |bit| at * 64 + bit))
    }
}

/// Patterns by what they ask of a word.
#[derive(Debug, Default)]
struct Index {
    by_spelling: Vec<PatternSet>,
    by_class: Vec<PatternSet>,
}

impl Index {
    fn insert(&mut self, choice: Choice, number: usize) {
        let (sets, at) = match choice {
            Choice::Spelling(spelling) => (&mut self.by_spelling, spelling),
            // Of several classes one is enough to look.
            Choice::Class(classes) => (&mut self.by_class, classes.trailing_zeros() as usize),
        };
        sets.resize_with(sets.len().max(at + 1), PatternSet::default);
        sets[at].insert(number);
    }

    /// Puts those that a word may be meant by to the others.
    fn add_to(&self, set: &mut PatternSet, spellings: &[usize], classes: Classes) {
        let by_spelling = spellings.iter().filter_map(|spelling| self.by_spelling.get(*spelling));
        let by_class = bits(classes).filter_map(|class| self.by_class.get(class));
        by_spelling.chain(by_class).for_each(|more| set.extend(more));
    }
}

/// The patterns, by where they may begin and by the rarest word that they need: in most texts only a few are tried at all.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    all: Vec<(Says, Pattern)>,
    begins: Index,
    needs: Index,
    /// By the next rarest word that they need.
    needs_too: Index,
    /// Those that need one word alone.
    content: PatternSet,
    of_text: PatternSet,
    anywhere: PatternSet,
}

impl Patterns {
    pub(super) fn add(&mut self, says: Says, line: &str, vocabulary: &mut Draft) -> Result<(), String> {
        let pattern = Pattern::parse(line, vocabulary)?;
        let number = self.all.len();
        match pattern.begins() {
            Begins::Anywhere => self.anywhere.insert(number),
            Begins::Text => self.of_text.insert(number),
            Begins::With(choices) => choices
                .into_iter()
                .for_each(|choice| self.begins.insert(choice, number)),
        }
        let mut firm: Vec<_> = pattern.firm().collect();
        firm.sort_by_cached_key(|choices| vocabulary.commonness(choices));
        for choice in firm.first().into_iter().copied().flatten() {
            self.needs.insert(*choice, number);
        }
        for choice in firm.get(1).into_iter().copied().flatten() {
            self.needs_too.insert(*choice, number);
        }
        if firm.len() < 2 {
            self.content.insert(number);
        }
        self.all.push((says, pattern));
        Ok(())
    }

    /// What is said in a text, and by which words.
    pub(super) fn find(&self, text: &Sentence<'_>) -> Vec<(Says, Range<usize>)> {
        let mut possible = PatternSet::default();
        let classes = text.fits.iter().fold(0, |classes, word| classes | word.classes);
        self.needs.add_to(&mut possible, &text.spellings, classes);
        let mut content = self.content.clone();
        self.needs_too.add_to(&mut content, &text.spellings, classes);
        possible.keep(&content);
        let mut found = Vec::new();
        let mut tried = PatternSet::default();
        for (at, word) in text.fits.iter().enumerate() {
            tried.clear();
            tried.extend(&self.anywhere);
            if at == 0 {
                tried.extend(&self.of_text);
            }
            self.begins.add_to(&mut tried, text.spellings_of(word), word.classes);
            tried.keep(&possible);
            for number in tried.iter() {
                let (says, pattern) = &self.all[number];
                if let Some(range) = pattern.fits_at(text, at) {
                    found.push((*says, range));
                }
            }
        }
        found
    }
}
