//! The check of what people write, where it is sent. It asks once and never refuses (EDGES 2): whoever sends it again sends it, and what was sent so
//! is marked for who runs the group.

use crate::app::App;
use saar_domain::incident::Mark;
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
    /// Reads the words of a report. `says_behaviour`: a phrase was chosen, or the incident runs already.
    pub(super) fn read(app: &App, words: Option<&str>, appearance: Option<&str>, says_behaviour: bool) -> Self {
        let find = |text: Option<&str>, behaviour| {
            let reading = text.map(|text| read(text, &app.lexicon, &OwnWords::default(), Beside { behaviour }));
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
