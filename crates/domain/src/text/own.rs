//! Words of a group's own, beside those of the country: what hurts here, and what only looks so because a street or a family is called that.

use super::fold::{self, Folded, Word};
use super::offence::{Hurting, Offences};
use super::trie::Trie;
use crate::field::{Problem, tidy_text};
use crate::limits;
use std::collections::BTreeMap;
use std::ops::Range;

crate::coded! {
    /// What a group says of a word.
    Verdict, "verdict" {
        /// It hurts here: whoever writes it is asked.
        Hurts = "hurts",
        /// It only looks bad: the name of a street or of a family.
        Fine = "fine",
    }
}

/// A word of a group's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWord {
    /// As an admin typed it.
    pub word: String,
    /// As it is compared: small letters and digits, without accents. One group has each once.
    pub folded: String,
    /// What the group says of it.
    pub verdict: Verdict,
}

impl OwnWord {
    /// Reads what an admin typed: one word, for texts are looked through word by word.
    pub fn new(typed: &str, verdict: Verdict) -> Result<Self, Problem> {
        let (min, max) = (limits::OWN_WORD_CHARS_MIN, limits::OWN_WORD_CHARS_MAX);
        let word = tidy_text(typed, max)?.unwrap_or_default();
        let letters = fold::letters(&word).into_iter().map(|letter| letter.c);
        let letters: Vec<char> = letters.filter(|c| *c != '\'').collect();
        if !letters.iter().all(|c| c.is_alphanumeric()) {
            return Err(Problem::Malformed);
        }
        // One character may stand for several.
        match letters.len() {
            short if short < min => Err(Problem::TooShort { min }),
            long if long > max => Err(Problem::TooLong { max }),
            _ => Ok(Self {
                folded: letters.into_iter().collect(),
                word,
                verdict,
            }),
        }
    }
}

/// A group's own words, ready to be looked for. An empty list costs nothing.
#[derive(Debug, Clone, Default)]
pub struct OwnWords {
    hurting: Option<Offences>,
    fine: Option<Trie<()>>,
}

impl OwnWords {
    /// Words by their folded form. Those that hurt are found whole, and with the same tricks as the country's.
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, Verdict)>) -> Self {
        let (mut whole, mut fine) = (Vec::new(), BTreeMap::new());
        for (folded, verdict) in words {
            match verdict {
                Verdict::Hurts => whole.push(folded),
                Verdict::Fine => {
                    fine.insert(folded.chars().collect(), ());
                }
            }
        }
        let hurting = Hurting {
            whole,
            ..Hurting::default()
        };
        Self {
            hurting: (!hurting.whole.is_empty()).then(|| Offences::new(&hurting)),
            fine: (!fine.is_empty()).then(|| fine.into()),
        }
    }

    /// The words that hurt here, as bytes of the text.
    pub(super) fn find(&self, text: &Folded) -> Vec<Range<usize>> {
        // No word is on both lists, so none of these is fine.
        let find = |words: &Offences| words.find(text, &|_| false);
        self.hurting.as_ref().map(find).unwrap_or_default()
    }

    /// Whether a word is fine here whatever it looks like.
    pub(super) fn allows(&self, text: &Folded, word: &Word) -> bool {
        let has = |words: &Trie<()>| {
            text.forms(word)
                .any(|form| words.get(form.chars.iter().copied()).is_some())
        };
        self.fine.as_ref().is_some_and(has)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_is_taken_and_folded() {
        let folded = |typed: &str| OwnWord::new(typed, Verdict::Hurts).map(|word| word.folded);
        assert_eq!(folded("  Lapzwabber "), Ok("lapzwabber".into()));
        assert_eq!(folded("Zo’n"), Ok("zon".into()));
        assert_eq!(folded("Kékẃijf"), Ok("kekwijf".into()));
        for two in ["van Kut", "Kut-laan", "kut!", "..."] {
            assert_eq!(folded(two), Err(Problem::Malformed), "{two}");
        }
        let (min, max) = (limits::OWN_WORD_CHARS_MIN, limits::OWN_WORD_CHARS_MAX);
        for short in [" ", &"x".repeat(min - 1)] {
            assert_eq!(folded(short), Err(Problem::TooShort { min }), "{short}");
        }
        assert!(folded(&"x".repeat(min)).is_ok() && folded(&"x".repeat(max)).is_ok());
        assert_eq!(folded(&"x".repeat(max + 1)), Err(Problem::TooLong { max }));
        assert_eq!(folded(&"ß".repeat(max)), Err(Problem::TooLong { max }));
    }
}
