//! The little language of the word lists: what stands in which order. One line of a list is one pattern.
//!
//! | written | means |
//! |---|---|
//! | `steelt\|jat` | one of these words |
//! | `kat*`, `*straat` | a word that begins or ends so |
//! | `@person` | a word of that class |
//! | `@bad+street` | a word of both classes |
//! | `een?` | there or not |
//! | `..` | up to four words in between, in the same sentence |
//! | `...` | up to ten |
//! | `..-@seen` | none of them of that class; the same of `...` |
//! | `/` | the next sentence begins here |
//! | `^`, `$` | where the text begins, where it ends |
//!
//! A pattern has a few elements and a gap a few words: matching is linear in the text.

use super::vocabulary::{Draft, Fits, Sentence};
use std::ops::Range;

/// Words that a gap may skip, and a wide one.
const GAP_WORDS_MAX: usize = 4;
const WIDE_GAP_WORDS_MAX: usize = 10;
/// Elements of one pattern: nobody understands a longer one.
const ELEMENTS_MAX: usize = 12;

/// Kinds of word, a bit for each.
pub(super) type Classes = u128;

/// How a single word is written in a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spelling {
    Whole(String),
    Begins(String),
    Ends(String),
}

impl Spelling {
    pub(super) fn parse(text: &str) -> Self {
        if let Some(begin) = text.strip_suffix('*') {
            Self::Begins(begin.to_owned())
        } else if let Some(end) = text.strip_prefix('*') {
            Self::Ends(end.to_owned())
        } else {
            Self::Whole(text.to_owned())
        }
    }

    /// How often it may stand in a text, roughly: a letter less is twice as often.
    pub(super) fn commonness(&self) -> u64 {
        let (Self::Whole(text) | Self::Begins(text) | Self::Ends(text)) = self;
        1 << 16_usize.saturating_sub(text.chars().count())
    }
}

/// The places of the bits that are set.
pub(super) fn bits(mut row: Classes) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (row != 0).then(|| row.trailing_zeros() as usize);
        row &= row.wrapping_sub(1);
        place
    })
}

#[derive(Debug, Clone)]
enum Element {
    Word(Words),
    Gap {
        most: usize,
        never: Classes,
    },
    Begin,
    End,
    /// Between two sentences.
    Full,
}

/// One way in which a word fits.
#[derive(Debug, Clone, Copy)]
pub(super) enum Choice {
    /// A spelling of the patterns, by its number.
    Spelling(usize),
    /// All of these classes.
    Class(Classes),
}

/// Which words fit at one place. It is asked of every word that a gap may skip, so what most words fail on is asked first.
#[derive(Debug, Clone)]
struct Words {
    any_of: Vec<Choice>,
    /// Classes of which one is enough.
    one_of: Classes,
    /// Classes that only count together.
    all_of: Vec<Classes>,
    /// Numbers of spellings, in order.
    spellings: Vec<usize>,
    optional: bool,
}

impl Words {
    fn new(any_of: Vec<Choice>, optional: bool) -> Self {
        let mut words = Self {
            one_of: 0,
            all_of: Vec::new(),
            spellings: Vec::new(),
            any_of,
            optional,
        };
        for choice in &words.any_of {
            match choice {
                Choice::Spelling(number) => words.spellings.push(*number),
                Choice::Class(bits) if bits.count_ones() == 1 => words.one_of |= bits,
                Choice::Class(bits) => words.all_of.push(*bits),
            }
        }
        words.spellings.sort_unstable();
        words
    }

    fn take(&self, text: &Sentence<'_>, word: &Fits) -> bool {
        word.classes & self.one_of != 0
            || self.all_of.iter().any(|bits| word.classes & bits == *bits)
            || text
                .spellings_of(word)
                .iter()
                .any(|number| self.spellings.binary_search(number).is_ok())
    }
}

/// Where a pattern may begin.
#[derive(Debug)]
pub(super) enum Begins {
    /// At a word that fits one of these.
    With(Vec<Choice>),
    /// With the text alone.
    Text,
    /// Anywhere.
    Anywhere,
}

/// One line of a list.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    elements: Vec<Element>,
}

impl Pattern {
    /// Reads one. The message says what is wrong with it.
    pub(super) fn parse(line: &str, vocabulary: &mut Draft) -> Result<Self, String> {
        let mut elements = Vec::new();
        for text in line.split_whitespace() {
            if let Some(gap) = gap(line, text, vocabulary)? {
                // Two gaps side by side are one: tried one after the other they would reach the same places in many ways.
                match (elements.last_mut(), gap) {
                    (Some(Element::Gap { most, never }), Element::Gap { most: more, never: too }) => {
                        *most += more;
                        *never |= too;
                    }
                    (_, gap) => elements.push(gap),
                }
                continue;
            }
            elements.push(match text {
                "^" => Element::Begin,
                "$" => Element::End,
                "/" => Element::Full,
                _ => {
                    let (text, optional) = text.strip_suffix('?').map_or((text, false), |text| (text, true));
                    let mut choice = |text: &str| match text.strip_prefix('@') {
                        None if text.is_empty() => Err(format!("«{line}» has an empty choice")),
                        None => Ok(Choice::Spelling(vocabulary.number(&Spelling::parse(text)))),
                        Some(names) => names
                            .split('+')
                            .map(|name| class(line, name, vocabulary))
                            .try_fold(0, |bits, bit| Ok(bits | bit?))
                            .map(Choice::Class),
                    };
                    let any_of = text.split('|').map(&mut choice).collect::<Result<Vec<_>, _>>()?;
                    Element::Word(Words::new(any_of, optional))
                }
            });
        }
        if elements.len() > ELEMENTS_MAX {
            return Err(format!("«{line}» has more than {ELEMENTS_MAX} elements"));
        }
        let firm = |element: &Element| matches!(element, Element::Word(words) if !words.optional);
        if !elements.iter().any(firm) {
            return Err(format!("«{line}» fits everything"));
        }
        Ok(Self { elements })
    }

    /// Where it may begin: it is looked for there alone.
    pub(super) fn begins(&self) -> Begins {
        let mut with = Vec::new();
        for element in &self.elements {
            match element {
                Element::Begin => return Begins::Text,
                Element::Gap { .. } | Element::End | Element::Full => return Begins::Anywhere,
                Element::Word(words) => {
                    with.extend(&words.any_of);
                    if !words.optional {
                        return Begins::With(with);
                    }
                }
            }
        }
        Begins::Anywhere
    }

    /// The choices of each word that has to be there.
    pub(super) fn firm(&self) -> impl Iterator<Item = &[Choice]> {
        self.elements.iter().filter_map(|element| match element {
            Element::Word(words) if !words.optional => Some(words.any_of.as_slice()),
            _ => None,
        })
    }

    /// The words from `at` on that it fits, if it does.
    pub(super) fn fits_at(&self, text: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
        let end = fits(&self.elements, text, at, at)?;
        (end > at).then_some(at..end)
    }
}

/// The bit of a class that a line names.
fn class(line: &str, name: &str, vocabulary: &Draft) -> Result<Classes, String> {
    let class = vocabulary.class(name);
    class.ok_or_else(|| format!("«{line}» names the unknown class {name}"))
}

/// A gap, if the text is one.
fn gap(line: &str, text: &str, vocabulary: &Draft) -> Result<Option<Element>, String> {
    let (dots, never) = match text.split_once("-@") {
        Some((dots, name)) if dots.starts_with("..") => (dots, class(line, name, vocabulary)?),
        _ => (text, 0),
    };
    let most = match dots {
        ".." => GAP_WORDS_MAX,
        "..." => WIDE_GAP_WORDS_MAX,
        _ => return Ok(None),
    };
    Ok(Some(Element::Gap { most, never }))
}

/// Where the elements end when they begin at `at`; `start` is where the whole pattern began.
fn fits(elements: &[Element], text: &Sentence<'_>, at: usize, start: usize) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else {
        return Some(at);
    };
    match element {
        Element::Begin => (at == 0).then(|| fits(rest, text, at, start)).flatten(),
        Element::End => (at == text.words.len()).then(|| fits(rest, text, at, start)).flatten(),
        Element::Full => {
            let begins = text.words.get(at).is_some_and(|word| word.first);
            begins.then(|| fits(rest, text, at, at)).flatten()
        }
        Element::Gap { most, never } => {
            for next in at..=at + most {
                if let Some(end) = fits(rest, text, next, start) {
                    return Some(end);
                }
                // Nothing is skipped across the end of a sentence.
                if text.words.get(next).is_none_or(|word| word.first && next != start) {
                    return None;
                }
                if text.fits.get(next).is_some_and(|word| word.classes & never != 0) {
                    return None;
                }
            }
            None
        }
        Element::Word(words) => {
            let is_here = text.words.get(at).is_some_and(|word| at == start || !word.first);
            let here = text.fits.get(at).filter(|_| is_here);
            let fitting = here.is_some_and(|word| words.take(text, word));
            let taken = fitting.then(|| fits(rest, text, at + 1, start)).flatten();
            taken.or_else(|| words.optional.then(|| fits(rest, text, at, start)).flatten())
        }
    }
}
