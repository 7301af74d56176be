//! Who may do what: one pure function, one table.

use crate::incident::ClosingReason;
use crate::member::Role;

/// What somebody is to the thing they want to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Not in the group. Is answered as if the thing were not there (EDGES 28).
    Other,
    /// In the group.
    Member(Role),
    /// In the group, and raised this incident.
    Reporter(Role),
}

crate::coded! {
    /// What one can want to do.
    Action, "action" {
        /// See the group's home, its incidents and who lives there under which alias.
        ViewGroup = "view_group",
        /// See one incident.
        ViewIncident = "view_incident",
        /// Raise an alarm or a drill.
        Report = "report",
        /// Record a call, or a call again.
        RecordCall = "record_call",
        /// Say what one does.
        Respond = "respond",
        /// Add a sighting.
        Sight = "sight",
        /// End an incident.
        Close = "close",
        /// Take an incident back.
        Recall = "recall",
        /// See the admin's page: members, roles, who can be reached.
        ViewAdmin = "view_admin",
        /// Make and revoke invites.
        Invite = "invite",
        /// Say who is admin, deputy or member.
        AssignRoles = "assign_roles",
        /// See who asks to join, and say yes or no.
        AnswerRequests = "answer_requests",
        /// Say of somebody who asks to join that they live here.
        Vouch = "vouch",
        /// Say whether the group takes requests, and which checks of residence count.
        SetJoining = "set_joining",
        /// Leave the group.
        Leave = "leave",
    }
}

impl Action {
    /// The action that closing with a reason is.
    pub const fn closing(reason: ClosingReason) -> Self {
        if reason.recalls() { Self::Recall } else { Self::Close }
    }
}

/// Whether somebody may.
pub const fn may(standing: Standing, action: Action) -> bool {
    let (role, is_reporter) = match standing {
        Standing::Other => return false,
        Standing::Member(role) => (role, false),
        Standing::Reporter(role) => (role, true),
    };
    match action {
        Action::ViewGroup
        | Action::ViewIncident
        | Action::Report
        | Action::RecordCall
        | Action::Respond
        | Action::Sight
        | Action::Vouch
        | Action::Leave => true,
        Action::Close | Action::Recall => is_reporter || role.runs_the_group(),
        Action::ViewAdmin | Action::Invite | Action::AnswerRequests => role.runs_the_group(),
        // A deputy takes over the work, not the group.
        Action::AssignRoles | Action::SetJoining => matches!(role, Role::Admin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One row an action: other, member, reporter, deputy, admin.
    const TABLE: &[(Action, [bool; 5])] = &[
        (Action::ViewGroup, [false, true, true, true, true]),
        (Action::ViewIncident, [false, true, true, true, true]),
        (Action::Report, [false, true, true, true, true]),
        (Action::RecordCall, [false, true, true, true, true]),
        (Action::Respond, [false, true, true, true, true]),
        (Action::Sight, [false, true, true, true, true]),
        (Action::Close, [false, false, true, true, true]),
        (Action::Recall, [false, false, true, true, true]),
        (Action::ViewAdmin, [false, false, false, true, true]),
        (Action::Invite, [false, false, false, true, true]),
        (Action::AssignRoles, [false, false, false, false, true]),
        (Action::AnswerRequests, [false, false, false, true, true]),
        (Action::Vouch, [false, true, true, true, true]),
        (Action::SetJoining, [false, false, false, false, true]),
        (Action::Leave, [false, true, true, true, true]),
    ];

    #[test]
    fn the_table_is_the_function() {
        let standings = [
            Standing::Other,
            Standing::Member(Role::Member),
            Standing::Reporter(Role::Member),
            Standing::Member(Role::Deputy),
            Standing::Member(Role::Admin),
        ];
        assert_eq!(
            TABLE.iter().map(|row| row.0).collect::<Vec<_>>(),
            Action::ALL,
            "every action has a row"
        );
        for (action, row) in TABLE {
            for (standing, expected) in standings.iter().zip(row) {
                assert_eq!(may(*standing, *action), *expected, "{standing:?} {action}");
            }
        }
    }

    #[test]
    fn running_the_group_takes_nothing_away() {
        for action in Action::ALL {
            for role in [Role::Deputy, Role::Admin] {
                assert!(may(Standing::Reporter(role), *action) >= may(Standing::Reporter(Role::Member), *action));
                assert!(may(Standing::Reporter(role), *action) >= may(Standing::Member(role), *action));
            }
        }
    }
}
