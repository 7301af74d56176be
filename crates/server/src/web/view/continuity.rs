//! A group that nobody looks after any more, on its home.

use serde::Serialize;

/// `part/home_switch.html`: the dead-man's switch, while it runs.
#[derive(Debug, Clone, Serialize)]
pub struct HomeSwitch {
    /// `silence` or `requests`.
    pub cause: String,
    /// Steps that were taken, the last one last.
    pub steps: Vec<SwitchStep>,
    /// The reader may become admin: posts to `/groups/{group}/take-over`.
    pub may_take_over: bool,
    /// The reader may say that they want to be: posts to `/groups/{group}/volunteer`.
    pub may_volunteer: bool,
    /// They said so.
    pub volunteered: bool,
    /// Everybody was asked.
    pub is_sought: bool,
    /// The reader may appoint: posts `member` to `/groups/{group}/appoint`.
    pub may_appoint: bool,
    /// Who wants to be admin, for who may appoint.
    pub volunteers: Vec<Volunteer>,
    /// No umbrella could appoint.
    pub is_alone: bool,
}

/// A step that was taken.
#[derive(Debug, Clone, Serialize)]
pub struct SwitchStep {
    /// `remind`, `deputies`, `coordinators`, `volunteers`.
    pub rung: String,
    /// When, epoch milliseconds.
    pub at_ms: i64,
}

/// Somebody who wants to be admin.
#[derive(Debug, Clone, Serialize)]
pub struct Volunteer {
    /// Id in the group.
    pub id: String,
    /// Alias.
    pub alias: String,
}
