//! The desk for people who are not members: the public form, the queue, one question.

use serde::Serialize;

use super::shared::{FieldError, GroupLink, IncidentCard, StreetOption};

/// `page/inquiry.html` at `/ask/{group}`: posts to itself, `…/code` and `…/withdraw`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AskPage {
    /// Id of the group.
    pub group_id: String,
    /// Its name.
    pub group_name: String,
    /// Its municipality.
    pub place: String,
    /// Its streets.
    pub streets: Vec<StreetOption>,
    /// The first day that one may ask about.
    pub day_min: String,
    /// The last one: today.
    pub day_max: String,
    /// Characters of the words.
    pub words_max: usize,
    /// What this device asked; none: the form.
    pub mine: Option<MyInquiry>,
    /// As typed.
    pub typed: TypedInquiry,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// As typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TypedInquiry {
    /// `person` or `vehicle`.
    pub about: String,
    /// The day.
    pub day: String,
    /// Id of a street.
    pub street: String,
    /// By what they are recognised.
    pub words: String,
    /// Where the answer goes.
    pub email: String,
}

/// What this device asked.
#[derive(Debug, Clone, Serialize)]
pub struct MyInquiry {
    /// `unconfirmed`, `open`, `answered`.
    pub state: String,
    /// About which day, `2026-11-20`.
    pub day: String,
    /// Until when the answer is due, epoch milliseconds.
    pub due_ms: i64,
    /// That is over, and nobody answered.
    pub overdue: bool,
    /// The group has an umbrella, which is told of that too.
    pub umbrella: bool,
    /// Why it was put off.
    pub extended_why: Option<String>,
    /// The answer in short: `nothing`, `reported`, `erased`, `unclear`.
    pub finding: Option<String>,
    /// The answer in words.
    pub answer: Option<String>,
}

/// `page/inquiries.html` at `/groups/{group}/admin/inquiries`.
#[derive(Debug, Clone, Serialize)]
pub struct InquiryQueue {
    /// The group.
    pub group: GroupLink,
    /// Absolute address of the form, to be passed on.
    pub url: String,
    /// Those that wait, the soonest due first.
    pub open: Vec<InquiryRow>,
    /// Those that were answered.
    pub answered: Vec<InquiryRow>,
}

/// A question in a list.
#[derive(Debug, Clone, Serialize)]
pub struct InquiryRow {
    /// Its id.
    pub id: String,
    /// `person` or `vehicle`.
    pub about: String,
    /// About which day.
    pub day: String,
    /// Name of the street; none: not known.
    pub street: Option<String>,
    /// Until when the answer is due.
    pub due_ms: i64,
    /// It is due within days.
    pub urgent: bool,
    /// It should have been answered already.
    pub overdue: bool,
    /// The answer in short, once there is one.
    pub finding: Option<String>,
}

/// What an answer may come down to.
#[derive(Debug, Clone, Serialize)]
pub struct FindingChoice {
    /// `nothing`, `reported`, `erased`, `unclear`.
    pub code: String,
    /// What the asker gets, in ready-made words.
    pub words: String,
}

/// `page/inquiry_answer.html` at `/groups/{group}/admin/inquiries/{inquiry}`: posts to `…/answer` and `…/extend`.
#[derive(Debug, Clone, Serialize)]
pub struct InquiryAnswer {
    /// The group.
    pub group: GroupLink,
    /// The question.
    pub row: InquiryRow,
    /// What the asker wrote; none once it was answered.
    pub words: Option<String>,
    /// When it was asked.
    pub asked_ms: i64,
    /// It was put off already.
    pub extended: bool,
    /// Incidents of that day.
    pub incidents: Vec<IncidentCard>,
    /// What the answer may come down to, with the ready-made words of each in the asker's language.
    pub findings: Vec<FindingChoice>,
    /// The one that is chosen; empty before.
    pub finding: String,
    /// What was typed in other words; once it was answered, the answer.
    pub answer: String,
    /// Its writer was asked about what may show somebody else: sent again it goes.
    pub asked: bool,
    /// In which language the asker reads.
    pub language: String,
    /// Characters of the answer.
    pub answer_max: usize,
    /// Why it should be put off, as typed.
    pub why: String,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}
