//! The admin's desk: members and invites. Never an e-mail address.

use serde::Serialize;

use super::shared::{FieldError, GroupLink};

/// `page/admin.html` at `/groups/{group}/admin`; creating an invite posts `uses_max`, `days` to `…/admin/invites`.
#[derive(Debug, Clone, Serialize)]
pub struct Admin {
    /// The group.
    pub group: GroupLink,
    /// Figures, each with what it counts.
    pub counts: Counts,
    /// Members by alias.
    pub members: Vec<MemberRow>,
    /// Invites, newest first.
    pub invites: Vec<InviteRow>,
    /// Messages that wait for somebody who looks.
    pub flags_waiting: u32,
    /// Objections that wait for a decision.
    pub objections_waiting: u32,
    /// Links of a coordinator by which somebody would become admin; taking them back posts to `…/admin/links/revoke`.
    pub links: u32,
    /// Requests to join that wait for an answer.
    pub requests_waiting: u32,
    /// Questions of people who are not members that wait for an answer.
    pub inquiries_waiting: u32,
    /// Of those, how many should have been answered already.
    pub inquiries_overdue: u32,
    /// What wears the group out: `often`, `for-nothing`.
    pub fatigue: Vec<String>,
    /// Aliases of who is on call tonight.
    pub on_call: Vec<String>,
    /// The reader may say who is admin, deputy or member: posts `member`, `role` to `…/admin/roles`.
    pub may_assign: bool,
    /// The group has fewer admins than is advised: said until it has.
    pub needs_admin: bool,
    /// Typed number of uses, kept after a mistake.
    pub uses_max: String,
    /// Typed days of validity, kept after a mistake.
    pub days: String,
    /// Id of the member that was chosen, kept after a mistake.
    pub member: String,
    /// Code of the role that was chosen, kept after a mistake.
    pub role: String,
    /// Until when the one who was chosen is paused.
    pub paused_until_ms: Option<i64>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// Figures of the desk.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Counts {
    /// Members now.
    pub members: u32,
    /// Most members the group may have.
    pub members_max: u32,
    /// How many an alarm of the reader would reach now, and of how many; none when there are so few that it would say who.
    pub coverage: Option<(u32, u32)>,
    /// Alarms in the last 30 days, drills not counted.
    pub alarms_month: u32,
    /// Of those: recalled.
    pub false_month: u32,
    /// Admins and deputies.
    pub admins: u32,
}

/// A member as an admin sees one.
#[derive(Debug, Clone, Serialize)]
pub struct MemberRow {
    /// Id in the group.
    pub id: String,
    /// Alias.
    pub alias: String,
    /// `member`, `admin`, `deputy`.
    pub role: String,
    /// Joined, epoch milliseconds.
    pub since_ms: i64,
    /// It is the reader.
    pub mine: bool,
}

/// An invite in the list.
#[derive(Debug, Clone, Serialize)]
pub struct InviteRow {
    /// Id; revoking posts to `/groups/{group}/admin/invites/{id}/revoke`.
    pub id: String,
    /// Who made it.
    pub by: Option<String>,
    /// Used so often.
    pub uses: u32,
    /// Out of so many.
    pub uses_max: u32,
    /// Ends, epoch milliseconds.
    pub expires_ms: i64,
    /// `open`, `used`, `expired`, `revoked`.
    pub state: String,
}

/// `page/invite.html` at `/groups/{group}/admin/invites/{id}`: to show, copy or print. The address is known only once it is made.
#[derive(Debug, Clone, Serialize)]
pub struct Invite {
    /// The group.
    pub group: GroupLink,
    /// The invite.
    pub invite: InviteRow,
    /// Absolute address; none when it is not kept (then only the list remains).
    pub url: Option<String>,
    /// The QR code of that address as an SVG element made by us; the one value that is not escaped.
    pub qr_svg: Option<String>,
}
