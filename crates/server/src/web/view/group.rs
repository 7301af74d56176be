//! Pages of a group at rest: my groups, its home, the other ways out, its history.

use serde::Serialize;

use super::desk::TopicDesk;
use super::shared::{FieldError, GroupLink, IncidentCard, Plan};

/// `page/groups.html` at `/groups`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Groups {
    /// Groups of the reader.
    pub groups: Vec<GroupRow>,
    /// Requests of the reader to join others.
    pub requests: Vec<OwnRequestRow>,
    /// Umbrellas that the reader coordinates, or was asked to.
    pub umbrellas: Vec<super::umbrella::OwnUmbrella>,
    /// Groups that ask the reader to be a liaison, or let them look in.
    pub liaisons: Vec<super::liaison::OwnLiaison>,
    /// Groups that the reader left just now: each posts to `/groups/{id}/return`.
    pub left: Vec<LeftRow>,
    /// For how many minutes that can be taken back.
    pub undo_minutes: i64,
}

/// A group that the reader left just now.
#[derive(Debug, Clone, Serialize)]
pub struct LeftRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One of my requests to join a group.
#[derive(Debug, Clone, Serialize)]
pub struct OwnRequestRow {
    /// Id of the group, as in `/welcome/{id}`.
    pub group: String,
    /// Its name.
    pub group_name: String,
    /// `waiting`, `approved`, `refused`, `expired` or `let_in`.
    pub state: String,
}

/// One of my groups.
#[derive(Debug, Clone, Serialize)]
pub struct GroupRow {
    /// The group.
    pub group: GroupLink,
    /// Members other than the reader.
    pub neighbours: u32,
    /// Incidents going on now, drills not counted.
    pub running: u32,
    /// Role of the reader: `member`, `admin`, `deputy`.
    pub role: String,
}

/// `page/group.html` at `/groups/{group}`: mostly quiet.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// The group.
    pub group: GroupLink,
    /// Neighbours who would get an alarm, without the reader.
    pub neighbours: u32,
    /// Last alarm that was no drill, epoch milliseconds.
    pub last_alarm_ms: Option<i64>,
    /// What is going on now, newest first; empty when quiet.
    pub running: Vec<IncidentCard>,
    /// The area, drawn.
    pub plan: Plan,
    /// This account has no working push subscription: an alarm may not wake the reader.
    pub push_off: bool,
    /// Public key of the server for Web Push, base64url, so that the banner's button works at once; none when push is not set up.
    pub push_key: Option<String>,
    /// The group waits for approval: it works, and nobody outside is told of it.
    pub waiting: bool,
    /// Why it was not approved, for those who run it.
    pub refusal: Option<String>,
    /// The reader is away for now: no alarm comes.
    pub paused: bool,
    /// The last day of that, `2027-01-03`; empty when it has none.
    pub pause_until_day: String,
    /// Until when those who run the group paused the reader.
    pub paused_until_ms: Option<i64>,
    /// The reader has to accept a newer version of the house rules, at rest; never before an alarm (EDGES 2).
    pub new_rules: bool,
    /// The drill that everybody is told of now.
    pub drill: Option<super::drill::NextDrill>,
    /// Nobody looks after the group: what was done about it.
    pub switch: Option<super::continuity::HomeSwitch>,
    /// Liaisons who came or went lately.
    pub liaisons: Vec<super::liaison::HomeLiaison>,
    /// An open page may make the sound of an alarm now: not in the quiet hours of who chose, in so many words, that alarms do not wake (EDGES 7).
    pub sound: bool,
    /// A passkey is offered: on a quiet home, until the reader has one or says no.
    pub offer_passkey: bool,
}

/// `page/triage.html` at `/groups/{group}/triage`: nothing is stored, no request leaves (EDGES 22).
#[derive(Debug, Clone, Serialize)]
pub struct Triage {
    /// The group.
    pub group: GroupLink,
    /// Number for what is not urgent; none where the police zone has not been set.
    pub non_urgent: Option<String>,
    /// Number for an anonymous tip; none where the country has no national line.
    pub anonymous_tip: Option<String>,
    /// The emergency number.
    pub emergency_number: String,
    /// Desks for a lamp, litter, a cat.
    pub desks: Vec<TopicDesk>,
}

/// `page/history.html` at `/groups/{group}/incidents`.
#[derive(Debug, Clone, Serialize)]
pub struct History {
    /// The group.
    pub group: GroupLink,
    /// Closed incidents, newest first.
    pub incidents: Vec<IncidentCard>,
    /// Opaque cursor of the next page (`?after=`); none at the end.
    pub next: Option<String>,
    /// This is not the first page.
    pub continued: bool,
}

/// `page/rules.html` at `/groups/{group}/rules`; posts `rules`, `rules_version`. Read at rest, never before an alarm (EDGES 2).
#[derive(Debug, Clone, Serialize)]
pub struct Rules {
    /// The group.
    pub group: GroupLink,
    /// House rule codes in order.
    pub rules: Vec<String>,
    /// Version of these rules.
    pub rules_version: u32,
    /// The group's own.
    pub own_rules: Vec<super::own_rule::OwnRuleView>,
    /// Their version; 0: there are none.
    pub own_rules_version: u32,
    /// The reader has accepted this version: nothing to press.
    pub accepted: bool,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}
