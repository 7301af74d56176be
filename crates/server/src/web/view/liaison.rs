//! Liaisons: who looks in, for the group; and what they see, for them. Never an address, a member but the admins' aliases, a word or a place of an incident.

use super::shared::{FieldError, GroupLink};
use serde::Serialize;

/// `page/liaisons.html` at `/groups/{group}/liaisons`; asking posts `liaison_kind`, `office`, `email`, `liaison_view`, `liaison_until` to the same path.
#[derive(Debug, Clone, Serialize)]
pub struct Liaisons {
    /// The group.
    pub group: GroupLink,
    /// Asked, or looking in.
    pub now: Vec<LiaisonRow>,
    /// Ended within the year.
    pub before: Vec<LiaisonRow>,
    /// Whom the reader may ask, with the most that each may see; none for who may not.
    pub may_grant: Option<Vec<KindChoice>>,
    /// The reader may end it.
    pub may_end: bool,
    /// What was typed, kept after a mistake.
    pub typed: TypedLiaison,
    /// The first and the last day that may be chosen, as 2027-05-31.
    pub days: (String, String),
    /// Mistakes; of the day of a row, the field is `until-{id}`.
    pub errors: Vec<FieldError>,
}

/// A liaison; its forms post to `/groups/{group}/liaisons/{id}/extend` (`liaison_until`) and `…/end`.
#[derive(Debug, Clone, Serialize)]
pub struct LiaisonRow {
    /// Its id.
    pub id: String,
    /// `police`, `municipality`, `housing_association`.
    pub kind: String,
    /// Name of the office or the function.
    pub office: String,
    /// `counts`, `incidents`.
    pub view: String,
    /// When they were asked, epoch milliseconds.
    pub asked_ms: i64,
    /// Since when they look in; none when they have not answered.
    pub since_ms: Option<i64>,
    /// Within the last day, epoch milliseconds.
    pub last_day_ms: i64,
    /// When it ended.
    pub ended_ms: Option<i64>,
    /// Why: `group`, `liaison`, `refused`, `unanswered`, `expired`.
    pub ending: Option<String>,
    /// Alias of who asked them.
    pub by: Option<String>,
    /// When they last looked at the incidents.
    pub looked_ms: Option<i64>,
    /// The last day for the field that puts it off, as 2027-05-31.
    pub until: String,
}

/// A kind to choose.
#[derive(Debug, Clone, Serialize)]
pub struct KindChoice {
    /// Its code.
    pub kind: String,
    /// The most that the country lets them see.
    pub most: String,
}

/// What was typed about somebody to ask.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TypedLiaison {
    /// Code of the kind.
    pub kind: String,
    /// The office or the function.
    pub office: String,
    /// The address.
    pub email: String,
    /// Code of the view.
    pub view: String,
    /// Last day.
    pub until: String,
}

/// `page/liaison.html` at `/liaisons/{liaison}`; posts `answer` (`yes`, `no`) to `…/answer`, and stopping to `…/stop`.
#[derive(Debug, Clone, Serialize)]
pub struct LiaisonPage {
    /// Its id.
    pub id: String,
    /// The group's name.
    pub group_name: String,
    /// Its municipality.
    pub municipality: String,
    /// Name of the office or the function.
    pub office: String,
    /// What was granted: `counts`, `incidents`.
    pub view: String,
    /// Within the last day, epoch milliseconds.
    pub last_day_ms: i64,
    /// `asked`, `open`, `ended`.
    pub state: String,
    /// When it ended, and why.
    pub ended: Option<(i64, String)>,
    /// What they see, while they may.
    pub insight: Option<Insight>,
}

/// What a liaison sees.
#[derive(Debug, Clone, Serialize)]
pub struct Insight {
    /// Aliases of the admins.
    pub admins: Vec<String>,
    /// Somebody looks after the group.
    pub looked_after: bool,
    /// Members.
    pub members: u32,
    /// How many an alarm would reach, and of how many; none where it would say who.
    pub coverage: Option<(u32, u32)>,
    /// Real alarms in 30 days and in a year; none where it would say who.
    pub alarms: Option<[u32; 2]>,
    /// The last drill, epoch milliseconds.
    pub drilled_ms: Option<i64>,
    /// Incidents that ended; none where they were not granted, or would say who.
    pub incidents: Option<Vec<BareIncident>>,
}

/// An incident that ended, without words, place or names.
#[derive(Debug, Clone, Serialize)]
pub struct BareIncident {
    /// Code of the kind.
    pub kind: String,
    /// When it was reported, epoch milliseconds.
    pub at_ms: i64,
    /// Minutes until its end.
    pub minutes: i64,
    /// How it ended.
    pub reason: String,
}

/// A group that asks the reader, or lets them look in, in the list of their groups.
#[derive(Debug, Clone, Serialize)]
pub struct OwnLiaison {
    /// Id, as in `/liaisons/{id}`.
    pub id: String,
    /// The group's name.
    pub group_name: String,
    /// Name of the office or the function.
    pub office: String,
    /// They have not answered.
    pub asked: bool,
}

/// A liaison who came or went lately, on the group's home.
#[derive(Debug, Clone, Serialize)]
pub struct HomeLiaison {
    /// Name of the office or the function.
    pub office: String,
    /// It ended; else it began.
    pub ended: bool,
}
