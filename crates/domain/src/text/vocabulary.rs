//! What the lists know of single words: which kind of word something is, and in which patterns it stands. Each word of a text is looked up once.

use super::fold::{Folded, Word};
use super::pattern::{Choice, Classes, Spelling, bits};
use super::trie::Spellings;
use std::collections::BTreeMap;
use std::ops::Range;

/// What the lists know of a spelling.
#[derive(Debug, Default)]
struct Known {
    /// The kinds of word that it is, a bit for each.
    classes: Classes,
    /// Its number, if it stands in a pattern.
    number: Option<usize>,
    /// It looks like a word that hurts, and is none.
    is_fine: bool,
}

/// Begins with a capital inside a sentence: a name.
const CAPITAL: (&str, Classes) = ("capital", 1);
/// Begins with a digit.
const NUMBER: (&str, Classes) = ("number", 2);
/// A question mark follows.
const ASKED: (&str, Classes) = ("asked", 4);
/// What somebody who can be recognised is called by ends here: "die van nummer 12".
const SOMEBODY: (&str, Classes) = ("somebody", 8);

/// The words of all lists, while they are read.
#[derive(Debug)]
pub(super) struct Draft {
    classes: BTreeMap<String, Classes>,
    words: BTreeMap<Spelling, Known>,
    /// How common the spelling with each number is, and the words of each class together.
    spelling_commonness: Vec<u64>,
    class_commonness: Vec<u64>,
}

impl Draft {
    pub(super) fn new() -> Self {
        let own = [CAPITAL, NUMBER, ASKED, SOMEBODY];
        Self {
            classes: own.iter().map(|(name, bit)| ((*name).to_owned(), *bit)).collect(),
            words: BTreeMap::new(),
            spelling_commonness: Vec::new(),
            // As a word of two letters.
            class_commonness: vec![Spelling::Whole("de".to_owned()).commonness(); own.len()],
        }
    }

    /// The class of that name.
    pub(super) fn class(&self, name: &str) -> Option<Classes> {
        self.classes.get(name).copied()
    }

    /// The same; a new one where there is none.
    pub(super) fn add_class(&mut self, name: &str) -> Result<Classes, String> {
        if let Some(class) = self.class(name) {
            return Ok(class);
        }
        let next = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
        let class = Classes::from(1_u8).checked_shl(next);
        let class = class.ok_or_else(|| format!("class {name} is one too many"))?;
        self.classes.insert(name.to_owned(), class);
        self.class_commonness.push(0);
        Ok(class)
    }

    fn known(&mut self, spelling: &Spelling) -> &mut Known {
        self.words.entry(spelling.clone()).or_default()
    }

    /// Puts a word into a class.
    pub(super) fn add(&mut self, spelling: &Spelling, class: Classes) {
        self.known(spelling).classes |= class;
        bits(class).for_each(|class| self.class_commonness[class] += spelling.commonness());
    }

    /// The number of a spelling that stands in a pattern.
    pub(super) fn number(&mut self, spelling: &Spelling) -> usize {
        let next = self.spelling_commonness.len();
        let number = *self.known(spelling).number.get_or_insert(next);
        if number == next {
            self.spelling_commonness.push(spelling.commonness());
        }
        number
    }

    /// Says of a word that it only looks bad.
    pub(super) fn allow(&mut self, spelling: &Spelling) {
        self.known(spelling).is_fine = true;
        if let Spelling::Ends(end) = spelling {
            self.known(&Spelling::Whole(end.clone())).is_fine = true;
        }
    }

    /// How often one of the choices may stand in a text, roughly.
    pub(super) fn commonness(&self, choices: &[Choice]) -> u64 {
        let of_classes = |classes| bits(classes).map(|class| self.class_commonness[class]).min();
        let of = |choice: &Choice| match choice {
            Choice::Spelling(number) => self.spelling_commonness[*number],
            Choice::Class(classes) => of_classes(*classes).unwrap_or(0),
        };
        choices.iter().map(of).sum()
    }
}

/// The words of all lists.
#[derive(Debug)]
pub(super) struct Vocabulary(Spellings<Known>);

impl From<Draft> for Vocabulary {
    fn from(draft: Draft) -> Self {
        Self(draft.words.into())
    }
}

impl Vocabulary {
    /// A text as patterns see it.
    pub(super) fn sentence<'a>(&self, text: &'a Folded) -> Sentence<'a> {
        let mut spellings = Vec::with_capacity(2 * text.words.len());
        let fits = text.words.iter().map(|word| {
            let from = spellings.len();
            let (mut classes, mut is_fine) = (0, false);
            for known in text.forms(word).flat_map(|form| self.0.of(form.chars)) {
                classes |= known.classes;
                is_fine |= known.is_fine;
                spellings.extend(known.number);
            }
            if word.capital && !word.first {
                classes |= CAPITAL.1;
            }
            if text.form(word).chars.first().is_some_and(char::is_ascii_digit) {
                classes |= NUMBER.1;
            }
            if word.asked {
                classes |= ASKED.1;
            }
            let spellings = from..spellings.len();
            Fits {
                classes,
                spellings,
                is_fine,
            }
        });
        Sentence {
            fits: fits.collect(),
            words: &text.words,
            spellings,
        }
    }
}

/// What a word of a text fits.
#[derive(Debug)]
pub(super) struct Fits {
    /// Its classes.
    pub(super) classes: Classes,
    /// Where the numbers of its spellings stand.
    spellings: Range<usize>,
    /// It looks like a word that hurts, and is none.
    pub(super) is_fine: bool,
}

/// A text as patterns see it.
pub(super) struct Sentence<'a> {
    pub(super) words: &'a [Word],
    /// Of each word, what it fits.
    pub(super) fits: Vec<Fits>,
    /// The numbers of the spellings of all words, one after the other.
    pub(super) spellings: Vec<usize>,
}

impl Sentence<'_> {
    /// Says of a word that somebody's name, or what stands for it, ends there.
    pub(super) fn mark_somebody(&mut self, at: usize) {
        if let Some(word) = self.fits.get_mut(at) {
            word.classes |= SOMEBODY.1;
        }
    }

    /// Those of one word.
    pub(super) fn spellings_of(&self, word: &Fits) -> &[usize] {
        &self.spellings[word.spellings.clone()]
    }
}
