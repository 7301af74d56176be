//! The word lists as they are used: read once from data, looked up in constant time for each word.

use super::fold::Word;
use super::offence::Offences;
use super::pattern::{Pattern, Sentence, Spelling};
use super::{TextKind, Topic};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
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
    whole: HashMap<String, u64>,
    begins: HashMap<String, u64>,
    ends: HashMap<String, u64>,
}

/// The longest begin or end that is looked up.
const PART_CHARS_MAX: usize = 16;

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

    fn add(&mut self, bit: u64, spelling: Spelling) {
        let (map, text) = match spelling {
            Spelling::Whole(text) => (&mut self.whole, text),
            Spelling::Begins(text) => (&mut self.begins, text),
            Spelling::Ends(text) => (&mut self.ends, text),
        };
        *map.entry(text).or_default() |= bit;
    }

    /// The classes of a word.
    fn of(&self, word: &Word) -> u64 {
        let mut bits = 0;
        for form in word.forms() {
            bits |= self.whole.get(form).copied().unwrap_or(0);
            for (at, _) in form.char_indices().skip(1).take(PART_CHARS_MAX) {
                bits |= self.begins.get(&form[..at]).copied().unwrap_or(0);
            }
            bits |= self.begins.get(form).copied().unwrap_or(0);
            for (at, _) in form.char_indices().rev().take(PART_CHARS_MAX).filter(|(at, _)| *at > 0) {
                bits |= self.ends.get(&form[at..]).copied().unwrap_or(0);
            }
        }
        bits
    }

    pub(super) fn of_all(&self, words: &[Word]) -> Vec<u64> {
        let capital = self.bit("capital").unwrap_or(0);
        let number = self.bit("number").unwrap_or(0);
        let of = |word: &Word| {
            let mut bits = self.of(word);
            if word.capital && !word.first {
                bits |= capital;
            }
            if word.form.starts_with(|c: char| c.is_ascii_digit()) {
                bits |= number;
            }
            bits
        };
        words.iter().map(of).collect()
    }
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

#[derive(Debug, Default)]
struct Patterns {
    all: Vec<(Says, Pattern)>,
    by_first: HashMap<String, Vec<usize>>,
    anywhere: Vec<usize>,
}

impl Patterns {
    fn add(&mut self, says: Says, pattern: Pattern) {
        let number = self.all.len();
        match pattern.begins_with() {
            None => self.anywhere.push(number),
            Some(words) => {
                for word in words {
                    self.by_first.entry(word.to_owned()).or_default().push(number);
                }
            }
        }
        self.all.push((says, pattern));
    }

    fn find(&self, text: &Sentence<'_>) -> Vec<(Says, Range<usize>)> {
        let mut found = Vec::new();
        for (at, word) in text.words.iter().enumerate() {
            let by_first = word.forms().filter_map(|form| self.by_first.get(form)).flatten();
            for number in by_first.chain(&self.anywhere) {
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
                classes.add(bit, Spelling::parse(word));
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
            entries(&offence.allowed).for_each(|word| offences.allow(Spelling::parse(word)));
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
                    patterns.add(says, Pattern::parse(line, &classes).map_err(BadWords::Line)?);
                }
            }
        }
        Ok(Self {
            classes,
            offences,
            patterns,
        })
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
