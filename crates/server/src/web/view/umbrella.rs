//! An umbrella and its groups, for who coordinates it: counts and times, never a name but of who volunteers.

use super::continuity::{SwitchStep, Volunteer};
use super::shared::FieldError;
use serde::Serialize;

/// An umbrella of the reader, in the list of their groups.
#[derive(Debug, Clone, Serialize)]
pub struct OwnUmbrella {
    /// Id, as in `/umbrellas/{id}`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The reader was asked to coordinate it, and posts `answer` (`yes`, `no`) to `/umbrellas/{id}/answer`.
    pub asked: bool,
}

/// `page/umbrella.html` at `/umbrellas/{umbrella}`; asking somebody posts `email` to `…/coordinators`, stepping down to `…/step-down`.
#[derive(Debug, Clone, Serialize)]
pub struct Umbrella {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its groups, those that need somebody first.
    pub groups: Vec<UmbrellaGroup>,
    /// Groups without an admin.
    pub without: u32,
    /// Groups with one.
    pub alone: u32,
    /// Requests that wait in all of them.
    pub requests: u32,
    /// Objections on which a coordinator decides.
    pub objections: u32,
    /// How many coordinate it.
    pub coordinators: u32,
    /// Typed address, kept after a mistake.
    pub email: String,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A group of it.
#[derive(Debug, Clone, Serialize)]
pub struct UmbrellaGroup {
    /// Its id; appointing posts `member` to `/umbrellas/{umbrella}/groups/{id}/appoint`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Members.
    pub members: u32,
    /// Admins.
    pub admins: u32,
    /// Requests that wait.
    pub requests: u32,
    /// How many an alarm would reach, and of how many; none when there are so few that it would say who.
    pub coverage: Option<(u32, u32)>,
    /// The last drill, epoch milliseconds.
    pub drilled_ms: Option<i64>,
    /// Real alarms in 30 days; none when there are so few members that it would say who.
    pub alarms: Option<u32>,
    /// So few that the group sleeps.
    pub sleeps: bool,
    /// Links to become its admin that stand open: taking them back posts to `…/groups/{id}/admins/revoke`. Where nobody is in the group, `emails` posts to
    /// `…/groups/{id}/admins`.
    pub links: u32,
    /// Addresses that were typed for it, kept after a mistake.
    pub emails: String,
    /// Steps of the dead-man's switch, where it runs.
    pub steps: Vec<SwitchStep>,
    /// Who wants to be admin.
    pub volunteers: Vec<Volunteer>,
}

/// `page/umbrella_group.html` at `/umbrellas/{umbrella}/groups/new`; posts `country`, `group_name`, `municipality`, `streets`, `emails`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NewGroup {
    /// Id of the umbrella.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Codes of the countries there are.
    pub countries: Vec<String>,
    /// The chosen one.
    pub country: String,
    /// Typed name.
    pub group_name: String,
    /// Typed municipality.
    pub municipality: String,
    /// Typed streets, a line each.
    pub streets: String,
    /// Typed addresses of its admins, a line each.
    pub emails: String,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}
