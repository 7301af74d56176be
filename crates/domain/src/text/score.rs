//! How well the check does on texts that people labelled: precision and recall of each label.

use super::{Reading, TextKind};
use std::collections::BTreeSet;

crate::coded! {
    /// What a person says of a text. A text may have several.
    Label, "label" {
        /// Something for the group, and none of the bad kinds.
        AlarmOk = "alarm_ok",
        /// [`TextKind::Offensive`].
        Offensive = "offensive",
        /// [`TextKind::Accusation`].
        Accusation = "accusation",
        /// [`TextKind::LooksWithoutBehaviour`].
        LooksWithoutBehaviour = "looks_without_behaviour",
        /// [`TextKind::Chatter`].
        Chatter = "chatter",
        /// [`TextKind::WrongChannel`].
        WrongChannel = "wrong_channel",
        /// A word in it looks bad and is fine: an illness, a street, a theft. None of the bad kinds.
        SensitiveOk = "sensitive_ok",
    }
}

impl From<TextKind> for Label {
    fn from(kind: TextKind) -> Self {
        match kind {
            TextKind::Offensive => Self::Offensive,
            TextKind::Accusation => Self::Accusation,
            TextKind::LooksWithoutBehaviour => Self::LooksWithoutBehaviour,
            TextKind::Chatter => Self::Chatter,
            TextKind::WrongChannel => Self::WrongChannel,
        }
    }
}

impl Label {
    /// Whether somebody would be asked before such a text is sent.
    pub const fn asks(self) -> bool {
        !matches!(self, Self::AlarmOk | Self::SensitiveOk)
    }
}

/// The labels that the check gives. A text in which it finds nothing is taken as something for the group: in doubt it goes out.
pub fn labels(reading: &Reading) -> BTreeSet<Label> {
    let kinds = reading.kinds();
    let mut labels: BTreeSet<Label> = kinds.iter().map(|kind| Label::from(*kind)).collect();
    if kinds.is_empty() {
        let sensitive = !reading.harmless.is_empty();
        if sensitive {
            labels.insert(Label::SensitiveOk);
        }
        if reading.alarming || !sensitive {
            labels.insert(Label::AlarmOk);
        }
    }
    labels
}

/// Counts of one label.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// The person and the check both say so.
    pub hits: u32,
    /// Only the check says so.
    pub false_alarms: u32,
    /// Only the person says so.
    pub misses: u32,
}

impl Counts {
    /// Of the texts that the check labels so, the share that are; none when it labels none.
    pub fn precision(self) -> Option<f64> {
        share(self.hits, self.false_alarms)
    }

    /// Of the texts that are so, the share that the check finds; none when there are none.
    pub fn recall(self) -> Option<f64> {
        share(self.hits, self.misses)
    }
}

fn share(part: u32, rest: u32) -> Option<f64> {
    let all = part + rest;
    (all > 0).then(|| f64::from(part) / f64::from(all))
}

/// Counts of many texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Texts.
    pub texts: u32,
    /// By label, in the order of [`Label::ALL`].
    counts: [Counts; Label::ALL.len()],
    /// Texts that are fine and would be asked about, and all that are fine.
    pub fine_asked: Counts,
    /// Texts that are not fine: asked about, or let through.
    pub bad_asked: Counts,
}

impl Tally {
    /// Counts a text.
    pub fn add(&mut self, expected: &BTreeSet<Label>, given: &BTreeSet<Label>) {
        self.texts += 1;
        for (label, counts) in Label::ALL.iter().zip(&mut self.counts) {
            match (expected.contains(label), given.contains(label)) {
                (true, true) => counts.hits += 1,
                (false, true) => counts.false_alarms += 1,
                (true, false) => counts.misses += 1,
                (false, false) => {}
            }
        }
        let asked = given.iter().any(|label| label.asks());
        let side = if expected.iter().any(|label| label.asks()) {
            &mut self.bad_asked
        } else {
            &mut self.fine_asked
        };
        if asked {
            side.hits += 1;
        } else {
            side.misses += 1;
        }
    }

    /// The counts of each label.
    pub fn by_label(&self) -> impl Iterator<Item = (Label, Counts)> {
        Label::ALL.iter().copied().zip(self.counts)
    }

    /// The counts of a label.
    pub fn of(&self, label: Label) -> Counts {
        self.by_label()
            .find(|(other, _)| *other == label)
            .map(|(_, counts)| counts)
            .unwrap_or_default()
    }
}
