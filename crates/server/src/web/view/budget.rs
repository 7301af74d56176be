//! How often a group is woken, and how soon it is reached: figures, never names.

use super::chart::Chart;
use super::shared::GroupLink;
use serde::Serialize;

/// `page/budget.html` at `/groups/{group}/budget`.
#[derive(Debug, Clone, Serialize)]
pub struct Budget {
    /// The group.
    pub group: GroupLink,
    /// Alarms in the last 30 days.
    pub alarms: u32,
    /// Of those, for nothing.
    pub unfounded: u32,
    /// How soon the latest alarms reached people.
    pub pace: Option<Pace>,
    /// So many days after its end it is known who an alarm reached.
    pub known_days: i64,
    /// How soon the latest drill did.
    pub drill: Option<Pace>,
    /// Alarms by month.
    pub chart: Chart,
    /// What wears the group out: `often`, `for-nothing`. For who runs it; empty for others.
    pub fatigue: Vec<String>,
    /// The reader runs the group: what keeps alarms from people is shown.
    pub desk: bool,
    /// What that is; none where a count would say who.
    pub habits: Option<Habits>,
}

/// How soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pace {
    /// Of a hundred neighbours, how many were reached at all.
    pub reached: u32,
    /// Within 10, 60 and 300 seconds.
    pub within: [u32; 3],
    /// Half of those who were reached were so within so many seconds.
    pub median_seconds: Option<u32>,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Habits {
    /// No sound at night.
    pub muted: u32,
    /// Away.
    pub away: u32,
    /// Not reached now.
    pub unreachable: u32,
    /// Of so many others.
    pub of: u32,
}
