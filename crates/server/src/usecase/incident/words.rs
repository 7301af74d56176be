//! The check of what people write, where it is sent. It asks once and never refuses (EDGES 2): whoever sends it again sends it, and what was sent so
//! is marked for who runs the group.

use crate::app::App;
use crate::usecase::desk;
use saar_domain::description::raw::{FIELDS, RawDescription, Takes};
use saar_domain::desk::{Desk, DeskSource};
use saar_domain::field::tidy_text;
use saar_domain::incident::Mark;
use saar_domain::incident::report::RawReport;
use saar_domain::limits;
use saar_domain::text::{Beside, Finding, OwnWords, TextKind, Topic, read};
use saar_store::StoreError;
use saar_store::group::Group;
use std::ops::Range;

/// What was found in one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundIn {
    /// Path of the field in the request.
    pub field: &'static str,
    /// The text as it was read: findings count its bytes.
    pub text: String,
    /// What, and where.
    pub findings: Vec<Finding>,
}

/// A matter for another desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// What it is about.
    pub topic: Topic,
    /// The desk, and who says so; none where only the country's words help.
    pub desk: Option<(Desk, DeskSource)>,
}

/// What was found in the words of one message, by field. A field without findings is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// In the order of the form.
    pub fields: Vec<FoundIn>,
    /// Where the matter belongs; looked up when its writer is asked.
    pub elsewhere: Option<Box<Elsewhere>>,
}

async fn look_up(app: &App, group: &Group, topic: Topic) -> Result<Option<(Desk, DeskSource)>, StoreError> {
    let mut tx = app.db.read().await?;
    let directory = desk::directory(&mut tx, group).await?;
    let profile = app.profiles.get(&group.country).ok_or(StoreError::Gone)?;
    Ok(directory.desk(topic, profile))
}

/// What there is to read in a field.
#[derive(Debug, Clone, Copy)]
enum Reads {
    /// What somebody does; whether that is said beside it too.
    Doing { said: bool },
    /// How somebody or something looks: no talk and no matter for a desk, whatever it is made of: a lamp in a hand, a parked car.
    Looks,
}

impl Found {
    /// Reads what a report says. What is too long is not read: it is refused as such.
    pub(super) fn in_report(app: &App, own: &OwnWords, report: &RawReport) -> Self {
        let has_phrase = report.phrase.as_deref().is_some_and(|phrase| !phrase.trim().is_empty());
        Self::read(
            app,
            own,
            report.words.as_deref(),
            report.appearance.as_deref(),
            has_phrase,
        )
    }

    /// Reads words and looks. `says_behaviour`: a phrase was chosen, or the incident runs already.
    pub(super) fn read(
        app: &App,
        own: &OwnWords,
        words: Option<&str>,
        appearance: Option<&str>,
        says_behaviour: bool,
    ) -> Self {
        let said = says_behaviour;
        let mut found = Self::default();
        let max = limits::WORDS_CHARS_MAX;
        found.add(app, own, "words", words, max, Reads::Doing { said });
        let max = limits::APPEARANCE_CHARS_MAX;
        found.add(app, own, "appearance", appearance, max, Reads::Looks);
        found
    }

    /// Reads every field of a description in which something was typed.
    pub(super) fn in_description(app: &App, own: &OwnWords, raw: &RawDescription) -> Self {
        let mut found = Self::default();
        for (path, takes) in FIELDS {
            if let Takes::Text { max } = takes {
                found.add(app, own, path, Some(raw.text(path)), *max, Reads::Looks);
            }
        }
        found
    }

    fn add(
        &mut self,
        app: &App,
        own: &OwnWords,
        field: &'static str,
        typed: Option<&str>,
        chars_max: usize,
        reads: Reads,
    ) {
        let tidy = typed.map(|text| tidy_text(text, chars_max));
        let Some(Ok(Some(text))) = tidy else { return };
        let behaviour = !matches!(reads, Reads::Doing { said: false });
        let mut findings = read(&text, &app.lexicon, own, Beside { behaviour }).findings;
        if matches!(reads, Reads::Looks) {
            findings.retain(|finding| matches!(finding.kind, TextKind::Offensive | TextKind::Accusation));
        }
        if !findings.is_empty() {
            self.fields.push(FoundIn { field, text, findings });
        }
    }

    /// Nothing was.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The kinds, each once.
    pub fn kinds(&self) -> Vec<TextKind> {
        let found = |kind: &&TextKind| self.fields_of(**kind).next().is_some();
        TextKind::ALL.iter().filter(found).copied().collect()
    }

    /// The fields in which a kind was found.
    pub fn fields_of(&self, kind: TextKind) -> impl Iterator<Item = &FoundIn> {
        let has = move |found: &&FoundIn| found.findings.iter().any(|finding| finding.kind == kind);
        self.fields.iter().filter(has)
    }

    /// The words concerned, for their writer alone; the first few of them. What overlaps is said once.
    pub fn quoted(&self, kind: TextKind, max: usize) -> Vec<String> {
        let mut quoted: Vec<String> = Vec::new();
        for found in self.fields_of(kind) {
            let mut spans: Vec<Range<usize>> = Vec::new();
            // In the order of their beginning: findings are.
            for finding in found.findings.iter().filter(|finding| finding.kind == kind) {
                match spans.last_mut() {
                    Some(last) if finding.span.start < last.end => last.end = last.end.max(finding.span.end),
                    _ => spans.push(finding.span.clone()),
                }
            }
            quoted.extend(
                spans
                    .into_iter()
                    .filter_map(|span| found.text.get(span).map(str::to_owned)),
            );
        }
        quoted.dedup();
        quoted.truncate(max);
        quoted
    }

    /// With the desk where the matter belongs, for a question to its writer. Reads on a connection of its own: no alarm waits for it. What cannot be looked up
    /// is left out: the question is asked all the same, with all that was typed.
    pub(super) async fn with_desk(mut self, app: &App, group: &Group) -> Self {
        let findings = self.fields.iter().flat_map(|found| &found.findings);
        let Some(topic) = findings.filter_map(|finding| finding.topic).next() else {
            return self;
        };
        let desk = match look_up(app, group, topic).await {
            Ok(desk) => desk,
            Err(error) => {
                tracing::warn!(%error, "no desk could be looked up");
                None
            }
        };
        self.elsewhere = Some(Box::new(Elsewhere { topic, desk }));
        self
    }

    /// What an incident is marked with.
    pub(super) fn marks(&self) -> Vec<Mark> {
        self.kinds().into_iter().map(Mark::from).collect()
    }
}
