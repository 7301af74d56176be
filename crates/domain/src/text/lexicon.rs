//! The word lists as they are used: read once from data, looked up in constant time for each word.

use super::fold::Folded;
use super::index::Patterns;
use super::offence::{Hurting, Offences};
use super::pattern::Spelling;
use super::vocabulary::{Draft, Sentence, Vocabulary};
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
    insinuation: String,
    somebody: String,
    somebody_not: String,
    looks: String,
    looks_not: String,
    behaviour: String,
    chatter: String,
    chatter_despite: String,
    alarm: String,
    alarm_not: String,
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
    veiled: String,
    allowed: String,
    phrases: String,
}

/// What a pattern speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// A kind of finding.
    Kind(TextKind),
    /// Not an accusation after all: what is said of a victim or a witness.
    NoAccusation,
    /// Somebody who can be recognised.
    Somebody,
    /// Nobody who does anything after all: something happens to them, or beside them.
    Nobody,
    /// An accusation by halves, which nothing excuses: "wie anders", "vraag Piet maar waar hij is".
    Insinuation,
    /// Not looks after all: a shop, a meal, a feast.
    NoLooks,
    /// What somebody does: looks have something to stand beside.
    Behaviour,
    /// Chatter also beside what somebody does: who laughs, or asks how the app works.
    ChatterDespite,
    /// Something for the group.
    Alarm,
    /// Nothing for the group after all: what is only spoken of.
    NoAlarm,
    /// A word that looks bad and is fine.
    Sensitive,
    /// A topic that another desk takes.
    Channel(Topic),
    /// The same, also beside what sounds like an alarm.
    ChannelDespite(Topic),
}

/// All lists together: neighbours mix their languages.
#[derive(Debug)]
pub struct Lexicon {
    vocabulary: Vocabulary,
    pub(super) offences: Offences,
    patterns: Patterns,
    /// Who is spoken of. Looked for first, for the patterns ask for it.
    people: Patterns,
}

impl Lexicon {
    /// The names of the lists in `profiles/words/`.
    pub const FILES: [&str; 10] = [
        "nl",
        "nl-classes",
        "nl-accusation",
        "nl-guilt",
        "nl-offence",
        "nl-channel",
        "nl-BE",
        "en",
        "en-accusation",
        "en-guilt",
    ];

    /// The lists in `profiles/words/`.
    pub fn built_in() -> Result<Self, BadWords> {
        Self::from_toml(&[
            include_str!("../../../../profiles/words/nl.toml"),
            include_str!("../../../../profiles/words/nl-classes.toml"),
            include_str!("../../../../profiles/words/nl-accusation.toml"),
            include_str!("../../../../profiles/words/nl-guilt.toml"),
            include_str!("../../../../profiles/words/nl-offence.toml"),
            include_str!("../../../../profiles/words/nl-channel.toml"),
            include_str!("../../../../profiles/words/nl-BE.toml"),
            include_str!("../../../../profiles/words/en.toml"),
            include_str!("../../../../profiles/words/en-accusation.toml"),
            include_str!("../../../../profiles/words/en-guilt.toml"),
        ])
    }

    /// Reads the lists. A class that stands in several is all of them.
    pub fn from_toml(texts: &[&str]) -> Result<Self, BadWords> {
        let files = texts
            .iter()
            .map(|text| toml::from_str::<File>(text))
            .collect::<Result<Vec<_>, _>>()?;
        let mut vocabulary = Draft::new();
        for (name, words) in files.iter().flat_map(|file| &file.class) {
            let class = vocabulary.add_class(name).map_err(BadWords::Line)?;
            entries(words).for_each(|word| vocabulary.add(&Spelling::parse(word), class));
        }
        // Who is called by a word that hurts can be accused too: "die hoer uit 3b".
        let slur = vocabulary.add_class("slur").map_err(BadWords::Line)?;
        let slurs = files.iter().flat_map(|file| entries(&file.offence.whole));
        slurs.for_each(|word| vocabulary.add(&Spelling::parse(word), slur));
        let mut hurting = Hurting::default();
        let mut patterns = Patterns::default();
        let mut people = Patterns::default();
        for file in &files {
            let offence = &file.offence;
            hurting.whole.extend(entries(&offence.whole));
            hurting.begins.extend(entries(&offence.begins));
            hurting.ends.extend(entries(&offence.ends));
            hurting.within.extend(entries(&offence.within));
            hurting.veiled.extend(entries(&offence.veiled));
            entries(&offence.allowed).for_each(|word| vocabulary.allow(&Spelling::parse(word)));
            let lists = [
                (Says::Kind(TextKind::Offensive), &offence.phrases),
                (Says::Kind(TextKind::Accusation), &file.accusation),
                (Says::NoAccusation, &file.accusation_not),
                (Says::Insinuation, &file.insinuation),
                (Says::Kind(TextKind::LooksWithoutBehaviour), &file.looks),
                (Says::NoLooks, &file.looks_not),
                (Says::Behaviour, &file.behaviour),
                (Says::Kind(TextKind::Chatter), &file.chatter),
                (Says::ChatterDespite, &file.chatter_despite),
                (Says::Alarm, &file.alarm),
                (Says::NoAlarm, &file.alarm_not),
                (Says::Sensitive, &file.sensitive),
            ];
            for (says, text) in [(Says::Somebody, &file.somebody), (Says::Nobody, &file.somebody_not)] {
                for line in lines(text) {
                    people.add(says, line, &mut vocabulary).map_err(BadWords::Line)?;
                }
            }
            let channels = file.channel.iter().map(|(topic, text)| (Says::Channel(*topic), text));
            let despite = file.channel_despite.iter();
            let despite = despite.map(|(topic, text)| (Says::ChannelDespite(*topic), text));
            for (says, text) in lists.into_iter().chain(channels).chain(despite) {
                for line in lines(text) {
                    patterns.add(says, line, &mut vocabulary).map_err(BadWords::Line)?;
                }
            }
        }
        Ok(Self {
            vocabulary: vocabulary.into(),
            offences: Offences::new(&hurting),
            patterns,
            people,
        })
    }

    /// A text as patterns see it.
    pub(super) fn sentence<'a>(&self, text: &'a Folded) -> Sentence<'a> {
        let mut sentence = self.vocabulary.sentence(text);
        let people = self.people.find(&sentence);
        let (somebody, nobody): (Vec<_>, Vec<_>) = people.into_iter().partition(|(says, _)| *says == Says::Somebody);
        for (_, who) in somebody {
            let is_other = nobody
                .iter()
                .any(|(_, other)| other.start < who.end && who.start < other.end);
            if !is_other {
                sentence.mark_somebody(who.end - 1);
            }
        }
        sentence
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
