//! A message of an incident that may break a house rule: somebody of the group points at it, or the check of texts did. Who runs the group looks, and says
//! what became of it. An alarm is never stopped by it.

use crate::field::{Errors, FieldError, Problem, tidy_text};
use crate::incident::{Actor, Event, Recorded};
use crate::limits;

crate::coded! {
    /// What became of a flag.
    Outcome, "outcome" {
        /// Nothing was wrong.
        Fine = "fine",
        /// It was talked over with who wrote it.
        Spoken = "spoken",
        /// The words are taken away.
        Blanked = "blanked",
    }
}

/// A flag as somebody typed it.
#[derive(Debug, Clone, Default)]
pub struct RawFlag {
    /// Number of the event that is the message.
    pub seq: Option<u32>,
    /// Code of the house rule that it may break.
    pub rule: String,
    /// Why, in own words; may be empty.
    pub words: String,
}

/// A flag that can be raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFlag {
    /// Number of the event that is the message.
    pub seq: u32,
    /// Code of the house rule that it may break.
    pub rule: String,
    /// Why, in own words.
    pub words: Option<String>,
}

impl RawFlag {
    /// Checks it against the messages that can be pointed at, and the codes of the rules that hold in the group.
    pub fn check(&self, messages: &[u32], rules: &[String]) -> Result<NewFlag, Vec<FieldError>> {
        let mut errors = Errors::default();
        let seq = self.seq.filter(|seq| messages.contains(seq));
        let seq = errors.take("seq", seq.ok_or(Problem::NotAChoice));
        let rule = rules.iter().find(|rule| **rule == self.rule).cloned();
        let rule = errors.take("rule", rule.ok_or(Problem::NotAChoice));
        let words = errors.take("words", tidy_text(&self.words, limits::WORDS_CHARS_MAX));
        errors.into_result()?;
        match (seq, rule) {
            (Some(seq), Some(rule)) => Ok(NewFlag {
                seq,
                rule,
                words: words.flatten(),
            }),
            _ => Err(Vec::new()),
        }
    }
}

/// What of an incident somebody wrote, and others may point at: the report, sightings, descriptions. One's own is taken back, not pointed at.
pub fn is_message(recorded: &Recorded, me: Actor) -> bool {
    let written = matches!(
        recorded.event,
        Event::Reported { .. } | Event::Sighted { .. } | Event::Described { .. }
    );
    written && recorded.actor != me
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_named_at_once() {
        let rules = ["no_names".to_owned()];
        let fields = |raw: &RawFlag| {
            let errors = raw.check(&[1, 4], &rules).unwrap_err();
            errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        let long = "a".repeat(limits::WORDS_CHARS_MAX + 1);
        let wrong = RawFlag {
            seq: Some(2),
            rule: "tea".into(),
            words: long,
        };
        assert_eq!(fields(&wrong), ["seq", "rule", "words"]);
        let right = RawFlag {
            seq: Some(4),
            rule: "no_names".into(),
            words: "  ".into(),
        };
        let flag = right.check(&[1, 4], &rules).unwrap();
        assert_eq!((flag.seq, flag.words), (4, None));
    }
}
