//! The check of what people write, where it is sent. It asks once and never refuses (EDGES 2): whoever sends it again sends it, and what was sent so
//! is marked for who runs the group.

use crate::app::App;
use saar_domain::field::tidy_text;
use saar_domain::incident::Mark;
use saar_domain::incident::report::RawReport;
use saar_domain::limits;
use saar_domain::text::{Beside, Finding, OwnWords, TextKind, read};

/// What was found in the words of one report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// In what somebody does.
    pub words: Vec<Finding>,
    /// In how somebody looks.
    pub appearance: Vec<Finding>,
}

impl Found {
    /// Reads what a report says. What is too long is not read: it is refused as such.
    pub(super) fn in_report(app: &App, own: &OwnWords, report: &RawReport) -> Self {
        let tidy = |text: Option<&str>, chars_max| tidy_text(text?, chars_max).ok().flatten();
        let words = tidy(report.words.as_deref(), limits::WORDS_CHARS_MAX);
        let appearance = tidy(report.appearance.as_deref(), limits::APPEARANCE_CHARS_MAX);
        let has_phrase = report.phrase.as_deref().is_some_and(|phrase| !phrase.trim().is_empty());
        Self::read(app, own, words.as_deref(), appearance.as_deref(), has_phrase)
    }

    /// Reads words that were checked. `says_behaviour`: a phrase was chosen, or the incident runs already.
    pub(super) fn read(
        app: &App,
        own: &OwnWords,
        words: Option<&str>,
        appearance: Option<&str>,
        says_behaviour: bool,
    ) -> Self {
        let find = |text: Option<&str>, behaviour| {
            let reading = text.map(|text| read(text, &app.lexicon, own, Beside { behaviour }));
            reading.unwrap_or_default().findings
        };
        let mut appearance = find(appearance, true);
        // Looks are no talk and no matter for a desk, whatever they are made of: a lamp in a hand, a parked car.
        appearance.retain(|finding| matches!(finding.kind, TextKind::Offensive | TextKind::Accusation));
        Self {
            words: find(words, says_behaviour),
            appearance,
        }
    }

    /// Nothing was.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.appearance.is_empty()
    }

    /// The kinds, each once.
    pub fn kinds(&self) -> Vec<TextKind> {
        let all = || self.words.iter().chain(&self.appearance);
        let found = |kind: &&TextKind| all().any(|finding| finding.kind == **kind);
        TextKind::ALL.iter().filter(found).copied().collect()
    }

    /// What an incident is marked with.
    pub(super) fn marks(&self) -> Vec<Mark> {
        self.kinds().into_iter().map(Mark::from).collect()
    }
}
