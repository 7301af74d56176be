//! What is in the words of a message that does not belong in an alarm: words that hurt, an accusation, looks without behaviour, chatter, or a matter
//! for another desk. It finds and says where; what becomes of it is decided elsewhere, and nothing here ever stops an alarm (EDGES 2).
//!
//! The words are data (`profiles/words/`), the rules are here. Everything is linear in the length of the text.

mod fold;
mod index;
mod lexicon;
mod offence;
mod own;
mod pattern;
pub mod score;
mod trie;
mod vocabulary;

pub use lexicon::{BadWords, Lexicon};
pub use own::{OwnWord, OwnWords, Verdict};

use fold::{Folded, Word};
use lexicon::Says;
use std::ops::Range;

crate::coded! {
    /// What does not belong in an alarm.
    TextKind, "kind of finding" {
        /// Words that hurt: insults, discrimination, threats.
        Offensive = "offensive",
        /// Somebody who can be recognised is called guilty.
        Accusation = "accusation",
        /// How somebody looks, without what they do.
        LooksWithoutBehaviour = "looks_without_behaviour",
        /// Talk.
        Chatter = "chatter",
        /// A matter for another desk.
        WrongChannel = "wrong_channel",
    }
}

crate::coded! {
    /// What another desk takes.
    Topic, "topic" {
        /// A street lamp.
        Lamp = "lamp",
        /// Litter, dumped waste, dog dirt, vermin.
        Litter = "litter",
        /// Noise.
        Noise = "noise",
        /// Parking.
        Parking = "parking",
        /// A pet or another animal.
        Animal = "animal",
        /// Fraud by phone, message or mail.
        PhoneFraud = "phone_fraud",
        /// Pavement, road, trees, drains.
        Road = "road",
        /// Power, water, gas, internet.
        Outage = "outage",
        /// Something lost or found.
        LostProperty = "lost_property",
    }
}

/// Something that was found, and where: bytes of the text, at the borders of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: TextKind,
    /// Where.
    pub span: Range<usize>,
    /// Whose matter it is, for [`TextKind::WrongChannel`].
    pub topic: Option<Topic>,
}

/// What else is said beside the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// What somebody does is already known: a phrase was chosen, or the incident runs.
    pub behaviour: bool,
}

/// A text that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What does not belong in an alarm, by kind and place.
    pub findings: Vec<Finding>,
    /// Words that look bad and are fine: an illness, a street, a theft.
    pub harmless: Vec<Range<usize>>,
    /// It speaks of something for the group.
    pub alarming: bool,
}

impl Reading {
    /// The kinds that were found, each once, in the order of the glossary.
    pub fn kinds(&self) -> Vec<TextKind> {
        let found = |kind: &&TextKind| self.findings.iter().any(|finding| finding.kind == **kind);
        TextKind::ALL.iter().filter(found).copied().collect()
    }

    /// The first topic for another desk.
    pub fn topic(&self) -> Option<Topic> {
        self.findings.iter().find_map(|finding| finding.topic)
    }
}

/// Reads a text.
pub fn read(text: &str, lexicon: &Lexicon, own: &OwnWords, beside: Beside) -> Reading {
    let folded = Folded::new(text);
    let words = &folded.words;
    let sentence = lexicon.sentence(&folded);
    let said = lexicon.find(&sentence);
    let spans = |wanted: Says| -> Vec<Range<usize>> {
        let of = said.iter().filter(|(says, _)| *says == wanted);
        of.filter_map(|(_, range)| bytes(words, range)).collect()
    };
    let has = |wanted: Says| said.iter().any(|(says, _)| *says == wanted);

    let mut reading = Reading::default();
    let mut add = |kind, span, topic| reading.findings.push(Finding { kind, span, topic });
    let harmless = spans(Says::Sensitive);
    let phrases = spans(Says::Kind(TextKind::Offensive));
    let is_fine = |word: usize| sentence.fits[word].is_fine || own.allows(&folded, &words[word]);
    let hurting = lexicon.offences.find(&folded, &is_fine).into_iter();
    let hurting = hurting.chain(own.find(&folded));
    // An illness that somebody has is no curse; what the lists call a phrase is one all the same.
    let mut offensive: Vec<_> = hurting
        .filter(|span| !harmless.iter().any(|fine| within(span, fine)))
        .collect();
    offensive.extend(phrases);
    for span in &offensive {
        add(TextKind::Offensive, span.clone(), None);
    }
    let excused = spans(Says::NoAccusation);
    let accusations = spans(Says::Kind(TextKind::Accusation));
    let accused = accusations
        .into_iter()
        .filter(|span| !excused.iter().any(|fine| overlap(span, fine)));
    let accused: Vec<_> = accused.chain(spans(Says::Insinuation)).collect();
    for span in &accused {
        add(TextKind::Accusation, span.clone(), None);
    }
    let spoken_of = spans(Says::NoAlarm);
    let mut alarms = spans(Says::Alarm).into_iter();
    let alarming = alarms.any(|span| !spoken_of.iter().any(|other| overlap(&span, other)));
    let topics = said.iter().filter_map(|(says, range)| match says {
        Says::Channel(topic) if !alarming => Some((*topic, range)),
        Says::ChannelDespite(topic) => Some((*topic, range)),
        _ => None,
    });
    let topics: Vec<_> = topics
        .filter_map(|(topic, range)| Some((topic, bytes(words, range)?)))
        .collect();
    let elsewhere = !topics.is_empty() && accused.is_empty();
    if elsewhere {
        for (topic, span) in &topics {
            add(TextKind::WrongChannel, span.clone(), Some(*topic));
        }
    }
    let acts = beside.behaviour || alarming || has(Says::Behaviour);
    let fine = spans(Says::NoLooks);
    if !acts && !elsewhere && accused.is_empty() {
        let looks = spans(Says::Kind(TextKind::LooksWithoutBehaviour)).into_iter();
        let said_already = |span: &Range<usize>| {
            fine.iter().any(|other| overlap(span, other)) || offensive.iter().any(|other| within(span, other))
        };
        let mut looks = looks.filter(|span| !said_already(span));
        if let Some(span) = looks.next() {
            add(TextKind::LooksWithoutBehaviour, span, None);
        }
    }
    // Who speaks of an illness or of a prevention evening does not chat.
    let clean = reading.findings.is_empty() && harmless.is_empty();
    let talk = if acts {
        Says::ChatterDespite
    } else {
        Says::Kind(TextKind::Chatter)
    };
    if clean {
        let wordless = (!acts && words.is_empty() && !text.trim().is_empty()).then_some(0..text.len());
        for span in spans(talk).into_iter().chain(wordless) {
            reading.findings.push(Finding {
                kind: TextKind::Chatter,
                span,
                topic: None,
            });
        }
    }
    let looks_bad = (0..words.len()).filter(|word| is_fine(*word));
    let looks_bad = looks_bad.map(|word| words[word].span.clone());
    reading.harmless = harmless.into_iter().chain(looks_bad).chain(fine).collect();
    // Beside a word that only looks bad, what somebody does is an alarm too.
    reading.alarming = alarming || has(Says::Behaviour);
    reading
        .findings
        .sort_by_key(|finding| (finding.kind, finding.span.start, finding.span.end));
    reading.findings.dedup();
    reading
}

fn bytes(words: &[Word], range: &Range<usize>) -> Option<Range<usize>> {
    Some(words.get(range.start)?.span.start..words.get(range.end.checked_sub(1)?)?.span.end)
}

const fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

const fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
