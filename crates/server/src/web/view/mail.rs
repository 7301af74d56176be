//! Mails: five lines, one button, why you get this, how to stop. Never behaviour, description or exact place (EDGES 17).

use serde::Serialize;

/// `mail/alarm`, `mail/update`, `mail/closing`, `mail/recall`, `mail/drill` (each `.txt` and `.html`).
#[derive(Debug, Clone, Serialize)]
pub struct IncidentMail {
    /// Name of the group.
    pub group_name: String,
    /// Kind code.
    pub kind: String,
    /// Street name, if one is known.
    pub street: Option<String>,
    /// The emergency number for this kind.
    pub number: String,
    /// Last recorded call, epoch milliseconds; none when nobody has called yet.
    pub called_ms: Option<i64>,
    /// A practised alarm: its closing and recall say so too.
    pub drill: bool,
    /// Closing reason, for `closing` and `recall`.
    pub reason: Option<String>,
    /// Absolute address of the incident's page.
    pub url: String,
    /// Absolute address where the member changes or stops mails.
    pub settings_url: String,
}

/// `mail/passkey` (`.txt` and `.html`): a key to one's own account was made, or blocked.
#[derive(Debug, Clone, Serialize)]
pub struct PasskeyMail {
    /// `added` or `blocked`.
    pub news: String,
    /// What its owner calls it.
    pub name: String,
    /// When, epoch milliseconds.
    pub at_ms: i64,
    /// Absolute address of the page of the passkeys.
    pub url: String,
}

/// `mail/readmit` (`.txt` and `.html`): an admin lets somebody in again at one's own place.
#[derive(Debug, Clone, Serialize)]
pub struct ReadmitMail {
    /// Name of the group.
    pub group_name: String,
    /// Alias of the admin.
    pub by: String,
    /// Absolute address of the page on which it is taken back.
    pub url: String,
}

/// `mail/group_answer` (`.txt` and `.html`): a group of the reader's was approved, or was not.
#[derive(Debug, Clone, Serialize)]
pub struct GroupAnswerMail {
    /// Name of the group.
    pub group_name: String,
    /// Why it was not; none: it was.
    pub reason: Option<String>,
    /// Absolute address of the group's home.
    pub url: String,
    /// Absolute address of the reader's settings.
    pub settings_url: String,
}

/// `mail/inquiry` (`.txt` and `.html`): to somebody who is not a member, about what they asked.
#[derive(Debug, Clone, Serialize)]
pub struct InquiryMail {
    /// `code`, `received`, `extended`, `unanswered`; or the answer in short: `nothing`, `reported`, `erased`, `unclear`.
    pub news: String,
    /// The code, the reason, or the answer; may be empty.
    pub words: String,
    /// Until when the answer is due, epoch milliseconds; none with a code.
    pub due_ms: Option<i64>,
    /// Absolute address of the desk.
    pub url: String,
    /// Name of the group.
    pub group_name: String,
}

/// `mail/desk` (`.txt` and `.html`): to those who run a group, of questions that wait; once they are overdue, to the coordinators of its umbrella too.
#[derive(Debug, Clone, Serialize)]
pub struct DeskMail {
    /// `came`, `soon`, `overdue`, `lapsing`.
    pub news: String,
    /// Name of the group.
    pub group_name: String,
    /// How many questions.
    pub n: usize,
    /// Until when the first answer is due, epoch milliseconds.
    pub due_ms: i64,
    /// Its reader is a coordinator of the umbrella.
    pub coordinator: bool,
    /// Absolute address of the question, or of all that wait; for a coordinator, of the umbrella.
    pub url: String,
    /// Absolute address where one changes or stops mails.
    pub settings_url: String,
}

/// `mail/exported` (`.txt` and `.html`): everything about its reader was taken along.
#[derive(Debug, Clone, Serialize)]
pub struct ExportedMail {
    /// Absolute address of the page where that stands.
    pub url: String,
}

/// `mail/address_changed` (`.txt` and `.html`): to the former address of an account.
#[derive(Debug, Clone, Serialize)]
pub struct AddressChangedMail {
    /// Absolute address of the way back.
    pub url: String,
    /// For how many days it works.
    pub days: u32,
}

/// `mail/measure` (`.txt` and `.html`): a step was taken with its reader, decided on, or is over. The words stand on the page.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureMail {
    /// Code of the news.
    pub news: String,
    /// Nobody could decide on an objection to it.
    pub nobody_decides: bool,
    /// They may object: it is no decision on an objection.
    pub may_object: bool,
    /// Name of the group.
    pub group_name: String,
    /// Absolute address of the page where it stands.
    pub url: String,
}

/// `mail/code` (`.txt` and `.html`): signing in.
#[derive(Debug, Clone, Serialize)]
pub struct CodeMail {
    /// Six digits.
    pub code: String,
    /// Absolute address of the page with the button.
    pub url: String,
    /// How long both work, in minutes.
    pub minutes: u32,
    /// Name of the group when joining; none when signing in.
    pub group_name: Option<String>,
}

/// `mail/drill_planned` (`.txt` and `.html`): a drill is planned, or was called off.
#[derive(Debug, Clone, Serialize)]
pub struct DrillMail {
    /// `on` or `off`.
    pub state: String,
    /// When, epoch milliseconds.
    pub at_ms: i64,
    /// Name of the group.
    pub group_name: String,
    /// Absolute address of its home.
    pub url: String,
    /// Absolute address of one's settings.
    pub settings_url: String,
}

/// `mail/test` and `mail/notice` (each `.txt` and `.html`): to oneself, about the way of an alarm.
#[derive(Debug, Clone, Serialize)]
pub struct ProbeMail {
    /// Absolute address of one's settings.
    pub url: String,
}

/// `mail/request` (`.txt` and `.html`): what became of somebody's request to join.
#[derive(Debug, Clone, Serialize)]
pub struct RequestMail {
    /// `let_in`, `approved`, `refused` or `expired`.
    pub news: String,
    /// Name of the group.
    pub group_name: String,
    /// Under which alias.
    pub alias: String,
    /// What those who run the group wrote.
    pub words: Option<String>,
    /// Absolute address of the group, or of the page that says where the request stands.
    pub url: String,
    /// Absolute address where one changes or stops mails.
    pub settings_url: String,
}

/// `mail/news` (`.txt` and `.html`): news of running a group, to one of those whom it is about.
#[derive(Debug, Clone, Serialize)]
pub struct TidingMail {
    /// Which; the texts are `mail-news-{news}-…`.
    pub news: String,
    /// Name of the group.
    pub group_name: String,
    /// Absolute address where something can be done about it.
    pub url: String,
    /// Absolute address of one's settings.
    pub settings_url: String,
}
