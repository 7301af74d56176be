//! The word lists as they are used: read once from data, looked up in constant time for each word.

use super::fold::Word;
use super::offence::Offences;
use super::pattern::{Begins, Choice, Numbered, Pattern, Sentence, Spelling};
use super::trie::Spellings;
use super::{TextKind, Topic};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// A list that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadWords {
    /// Not TOML, or a key that is unknown or missing.
    #[error("word list: {0}")]
    Format(#[from] toml::de::Error),
    /// A line that makes no sense.
    #[error("word list: {0}")]
    Line(String),
}

/// One language's file. Texts hold words separated by white space, or patterns a line; `#` begins a comment.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    class: BTreeMap<String, String>,
    offence: OffenceFile,
    accusation: String,
    accusation_not: String,
    looks: String,
    looks_not: String,
    behaviour: String,
    chatter: String,
    alarm: String,
    sensitive: String,
    channel: BTreeMap<Topic, String>,
    channel_despite: BTreeMap<Topic, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OffenceFile {
    whole: String,
    begins: String,
    ends: String,
    within: String,
    allowed: String,
    phrases: String,
}

/// Words by class: what kind of word something is.
#[derive(Debug, Default)]
pub(super) struct Classes {
    names: BTreeMap<String, u64>,
    words: Spellings<u64>,
}

impl Classes {
    pub(super) fn bit(&self, name: &str) -> Option<u64> {
        self.names.get(name).copied()
    }

    fn name(&mut self, name: &str) -> Result<u64, BadWords> {
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        match self.names.get(name) {
            Some(bit) => Ok(*bit),
            None => {
                let bit = 1_u64.checked_shl(next);
                let bit = bit.ok_or_else(|| BadWords::Line(format!("class {name} is one too many")))?;
                self.names.insert(name.to_owned(), bit);
                Ok(bit)
            }
        }
    }

    /// The classes of a word.
    fn of(&self, word: &Word) -> u64 {
        let mut bits = self.words.of(word).fold(0, |bits, own| bits | own);
        if word.capital && !word.first {
            bits |= self.bit("capital").unwrap_or(0);
        }
        if word.form.starts_with(|c: char| c.is_ascii_digit()) {
            bits |= self.bit("number").unwrap_or(0);
        }
        bits
    }
}

/// What one word of a text fits.
#[derive(Debug)]
pub(super) struct Fits {
    /// Its classes.
    pub(super) classes: u64,
    /// Numbers of the spellings in patterns.
    pub(super) spellings: Vec<usize>,
}

/// What a pattern speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// A kind of finding.
    Kind(TextKind),
    /// Not an accusation after all: what is said of a victim or a witness.
    NoAccusation,
    /// Not looks after all: a shop, a meal, a feast.
    NoLooks,
    /// What somebody does: looks have something to stand beside.
    Behaviour,
    /// Something for the group.
    Alarm,
    /// A word that looks bad and is fine.
    Sensitive,
    /// A topic that another desk takes.
    Channel(Topic),
    /// The same, also beside what sounds like an alarm.
    ChannelDespite(Topic),
}

/// The patterns, by where they may begin: at each word only a few are tried.
#[derive(Debug, Default)]
struct Patterns {
    all: Vec<(Says, Pattern)>,
    spellings: Numbered,
    by_spelling: Vec<Vec<usize>>,
    by_class: BTreeMap<u32, Vec<usize>>,
    of_text: Vec<usize>,
    anywhere: Vec<usize>,
}

impl Patterns {
    fn add(&mut self, says: Says, line: &str, classes: &Classes) -> Result<(), BadWords> {
        let pattern = Pattern::parse(line, classes, &mut self.spellings).map_err(BadWords::Line)?;
        self.by_spelling.resize_with(self.spellings.count, Vec::new);
        let number = self.all.len();
        match pattern.begins() {
            Begins::Anywhere => self.anywhere.push(number),
            Begins::Text => self.of_text.push(number),
            Begins::With(choices) => {
                for choice in choices {
                    match choice {
                        Choice::Spelling(spelling) => self.by_spelling[spelling].push(number),
                        // Of several classes one is enough to look.
                        Choice::Class(bits) => self.by_class.entry(bits.trailing_zeros()).or_default().push(number),
                    }
                }
            }
        }
        self.all.push((says, pattern));
        Ok(())
    }

    fn find(&self, text: &Sentence<'_>) -> Vec<(Says, Range<usize>)> {
        let mut found = Vec::new();
        let mut tried: Vec<usize> = Vec::new();
        for (at, word) in text.fits.iter().enumerate() {
            tried.clear();
            let of_text = self.of_text.iter().filter(|_| at == 0);
            tried.extend(of_text.chain(&self.anywhere));
            tried.extend(word.spellings.iter().flat_map(|spelling| &self.by_spelling[*spelling]));
            let mut classes = word.classes;
            while classes != 0 {
                tried.extend(self.by_class.get(&classes.trailing_zeros()).into_iter().flatten());
                classes &= classes - 1;
            }
            tried.sort_unstable();
            tried.dedup();
            for number in &tried {
                let (says, pattern) = &self.all[*number];
                if let Some(range) = pattern.fits_at(text, at) {
                    found.push((*says, range));
                }
            }
        }
        found
    }
}

/// All lists together: neighbours mix their languages.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) classes: Classes,
    pub(super) offences: Offences,
    patterns: Patterns,
}

impl Lexicon {
    /// The lists in `profiles/words/`.
    pub fn built_in() -> Result<Self, BadWords> {
        Self::from_toml(&[
            include_str!("../../../../profiles/words/nl.toml"),
            include_str!("../../../../profiles/words/nl-BE.toml"),
            include_str!("../../../../profiles/words/en.toml"),
        ])
    }

    /// Reads the lists. A class that stands in several is all of them.
    pub fn from_toml(texts: &[&str]) -> Result<Self, BadWords> {
        let files = texts
            .iter()
            .map(|text| toml::from_str::<File>(text))
            .collect::<Result<Vec<_>, _>>()?;
        let mut classes = Classes::default();
        for name in ["capital", "number"] {
            classes.name(name)?;
        }
        for (name, words) in files.iter().flat_map(|file| &file.class) {
            let bit = classes.name(name)?;
            for word in entries(words) {
                *classes.words.entry(&Spelling::parse(word)) |= bit;
            }
        }
        let mut offences = Offences::default();
        let mut patterns = Patterns::default();
        for file in &files {
            let offence = &file.offence;
            entries(&offence.whole).for_each(|word| offences.whole(word));
            entries(&offence.begins).for_each(|word| offences.begins(word));
            entries(&offence.ends).for_each(|word| offences.ends(word));
            entries(&offence.within).for_each(|word| offences.within(word));
            entries(&offence.allowed).for_each(|word| offences.allow(&Spelling::parse(word)));
            let lists = [
                (Says::Kind(TextKind::Offensive), &offence.phrases),
                (Says::Kind(TextKind::Accusation), &file.accusation),
                (Says::NoAccusation, &file.accusation_not),
                (Says::Kind(TextKind::LooksWithoutBehaviour), &file.looks),
                (Says::NoLooks, &file.looks_not),
                (Says::Behaviour, &file.behaviour),
                (Says::Kind(TextKind::Chatter), &file.chatter),
                (Says::Alarm, &file.alarm),
                (Says::Sensitive, &file.sensitive),
            ];
            let channels = file.channel.iter().map(|(topic, text)| (Says::Channel(*topic), text));
            let despite = file.channel_despite.iter();
            let despite = despite.map(|(topic, text)| (Says::ChannelDespite(*topic), text));
            for (says, text) in lists.into_iter().chain(channels).chain(despite) {
                for line in lines(text) {
                    patterns.add(says, line, &classes)?;
                }
            }
        }
        Ok(Self {
            classes,
            offences,
            patterns,
        })
    }

    /// What each word fits.
    pub(super) fn fits(&self, words: &[Word]) -> Vec<Fits> {
        let spellings = &self.patterns.spellings.numbers;
        let of = |word: &Word| Fits {
            classes: self.classes.of(word),
            spellings: spellings.of(word).flatten().copied().collect(),
        };
        words.iter().map(of).collect()
    }

    pub(super) fn find(&self, text: &Sentence<'_>) -> Vec<(Says, Range<usize>)> {
        self.patterns.find(text)
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|line| line.split('#').next().unwrap_or("").trim())
        .filter(|line| !line.is_empty())
}

fn entries(text: &str) -> impl Iterator<Item = &str> {
    lines(text).flat_map(str::split_whitespace)
}
