//! Messages that may break a house rule: pointing at one, and what waits for those who run the group.

use serde::Serialize;

use super::shared::{FieldError, GroupLink};

/// A message that somebody can point at.
#[derive(Debug, Clone, Serialize)]
pub struct MessageRow {
    /// Number of its event, sent as `seq`.
    pub seq: u32,
    /// The text is `message-{what}`: `reported`, `sighting`, `described`.
    pub what: String,
    /// Alias of who wrote it; none for "a member".
    pub who: Option<String>,
    /// When, epoch milliseconds.
    pub at_ms: i64,
}

/// `page/flag_new.html` at `/groups/{group}/incidents/{id}/flags/new`: posts `seq`, `rule`, `words` to `…/flags`.
#[derive(Debug, Clone, Serialize)]
pub struct FlagNew {
    /// The group.
    pub group: GroupLink,
    /// Id of the incident.
    pub incident: String,
    /// Its messages by others, the oldest first.
    pub messages: Vec<MessageRow>,
    /// Number of the one that is chosen.
    pub seq: Option<u32>,
    /// Codes of the house rules.
    pub rules: Vec<String>,
    /// The one that is chosen.
    pub rule: String,
    /// What was typed.
    pub words: String,
    /// Characters of that at most.
    pub chars_max: usize,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A message that waits for somebody who looks.
#[derive(Debug, Clone, Serialize)]
pub struct FlagRow {
    /// Its id.
    pub id: String,
    /// Id of the incident.
    pub incident: String,
    /// Number of the event that is the message.
    pub seq: u32,
    /// Kind code of the incident.
    pub kind: String,
    /// When it was pointed at, epoch milliseconds.
    pub at_ms: i64,
    /// Code of the house rule that somebody named: the filter `rule` says it.
    pub rule: Option<String>,
    /// What the check of texts found: `mark-{mark}`.
    pub mark: Option<String>,
    /// Keys of the labels of the fields in which it was.
    pub fields: Vec<String>,
    /// What somebody said about it.
    pub words: Option<String>,
    /// Alias of who pointed at it; none where that is not shown.
    pub by: Option<String>,
    /// Id of the member who wrote the message.
    pub author: Option<String>,
    /// Their alias; none for "a member".
    pub author_alias: Option<String>,
    /// The reader may say what becomes of it; otherwise somebody else does.
    pub may_settle: bool,
}

/// `page/flags.html` at `/groups/{group}/flags`: posts `outcome` to `…/{id}`.
#[derive(Debug, Clone, Serialize)]
pub struct Flags {
    /// The group.
    pub group: GroupLink,
    /// The oldest first.
    pub flags: Vec<FlagRow>,
    /// Codes of what can become of one.
    pub outcomes: Vec<String>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}
