//! Planned drills and what became of them, for who runs a group.

use super::budget::Pace;
use super::shared::{FieldError, GroupLink};
use serde::Serialize;

/// `page/drills.html` at `/groups/{group}/admin/drills`; posts `drill_day`, `drill_time` to the same path.
#[derive(Debug, Clone, Serialize)]
pub struct Drills {
    /// The group.
    pub group: GroupLink,
    /// Typed day, kept after a mistake.
    pub drill_day: String,
    /// Typed time, kept after a mistake.
    pub drill_time: String,
    /// The farthest day, in days.
    pub days_max: u32,
    /// Those to come.
    pub planned: Vec<PlannedRow>,
    /// Those that were.
    pub reports: Vec<ReportRow>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A planned drill; its buttons post to `…/admin/drills/{id}/begin` and `…/call-off`.
#[derive(Debug, Clone, Serialize)]
pub struct PlannedRow {
    /// Its id.
    pub id: String,
    /// When, epoch milliseconds.
    pub at_ms: i64,
    /// `planned`, `open`, `called-off`, `missed`.
    pub phase: String,
}

/// A drill that was.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRow {
    /// Id of the incident.
    pub incident: String,
    /// When it began, epoch milliseconds.
    pub at_ms: i64,
    /// How soon, of a hundred neighbours; none where it would say who.
    pub pace: Option<Pace>,
    /// By channel.
    pub channels: Vec<ChannelRow>,
}

/// One channel of a drill.
#[derive(Debug, Clone, Serialize)]
pub struct ChannelRow {
    /// `push`, `mail`, or `page` for who had it open.
    pub code: String,
    /// Neighbours who were reached by it first.
    pub reached: u32,
    /// Of those, within 10, 60 and 300 seconds.
    pub within: [u32; 3],
}

/// What everybody is told of the next drill.
#[derive(Debug, Clone, Serialize)]
pub struct NextDrill {
    /// Its id.
    pub id: String,
    /// When, epoch milliseconds.
    pub at_ms: i64,
    /// The reader runs the group, and its time is now: it may begin.
    pub may_begin: bool,
}
