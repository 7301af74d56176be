//! The roster of a group.

use super::shared::{FieldError, GroupLink};
use serde::Serialize;

/// `page/roster.html` at `/groups/{group}/roster`; posts `member` (for who may put others on), `weekday` or `day`, and `part` to the same path.
#[derive(Debug, Clone, Serialize)]
pub struct Roster {
    /// The group.
    pub group: GroupLink,
    /// Aliases of who is on call tonight.
    pub tonight: Vec<String>,
    /// Every turn.
    pub turns: Vec<TurnRow>,
    /// Members to choose from, for who may put others on.
    pub others: Option<Vec<Choice>>,
    /// Typed member, kept after a mistake.
    pub member: String,
    /// Typed day of the week, kept after a mistake.
    pub weekday: String,
    /// Typed date, kept after a mistake.
    pub day: String,
    /// Typed part of the day, kept after a mistake.
    pub part: String,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A turn; its buttons post to `/groups/{group}/turns/{id}/agree` and `…/remove`.
#[derive(Debug, Clone, Serialize)]
pub struct TurnRow {
    /// Its id.
    pub id: String,
    /// Whose.
    pub alias: String,
    /// 1 is Monday; none for a date.
    pub weekday: Option<i8>,
    /// The date, as 2026-11-28; empty for a day of the week.
    pub day: String,
    /// `evening`, `night`.
    pub part: String,
    /// They said yes.
    pub agreed: bool,
    /// It is the reader's.
    pub mine: bool,
    /// The reader may take it off.
    pub may_remove: bool,
}

/// A member to choose.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Id in the group.
    pub id: String,
    /// Alias.
    pub alias: String,
}
