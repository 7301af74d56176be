//! Who may do what: one pure function, one table. The page "who can do what here?" is made from it.

use crate::incident::ClosingReason;
use crate::liaison::LiaisonView;
use crate::member::Role;

/// What somebody is in the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Not in the group. Is answered as if the thing were not there (EDGES 28).
    Other,
    /// In the group.
    Member(Role),
    /// In the group, and paused: hears alarms and may raise one, and adds nothing else.
    Paused,
    /// Coordinates the umbrella of the group, and is not in it: sees counts, and helps it to an admin.
    Coordinator,
    /// Looks in from outside, for the group lets them: at what it granted.
    Liaison(LiaisonView),
}

/// What somebody wants to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// The group as a whole.
    Group,
    /// One of its incidents.
    Incident {
        /// The one who acts raised it.
        own: bool,
    },
    /// Somebody in it.
    Member {
        /// The one who acts, themselves.
        own: bool,
        /// What that somebody is.
        role: Role,
    },
    /// Something that somebody else has to judge: a measure that was taken with a member, a message that was pointed at.
    Measure {
        /// The one who acts took it or wrote it, or it is about them.
        own: bool,
    },
}

/// What kind of thing an action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The group as a whole.
    Group,
    /// An incident.
    Incident,
    /// A member.
    Member,
    /// A measure, or a message that was pointed at.
    Measure,
}

crate::coded! {
    /// What one can want to do.
    Action, "action" {
        /// See the group's home, its incidents and who lives there under which alias.
        ViewGroup = "view_group",
        /// Raise an alarm.
        Report = "report",
        /// Begin a drill.
        Drill = "drill",
        /// See one incident.
        ViewIncident = "view_incident",
        /// Record a call, or a call again.
        RecordCall = "record_call",
        /// Say what one does.
        Respond = "respond",
        /// Add a sighting.
        Sight = "sight",
        /// Point at a message that may break a house rule.
        Flag = "flag",
        /// End an incident.
        Close = "close",
        /// Take an incident back.
        Recall = "recall",
        /// See the admin's page: members, roles, who can be reached.
        ViewAdmin = "view_admin",
        /// See what was done in the group, and by whom.
        ViewLog = "view_log",
        /// See and change the group's own words for the check of texts.
        EditWords = "edit_words",
        /// Make and revoke invites.
        Invite = "invite",
        /// Say who is admin, deputy or member.
        AssignRoles = "assign_roles",
        /// See a member's page.
        ViewMember = "view_member",
        /// Look up how a member is reached, with a reason that the member gets to read.
        ShowContact = "show_contact",
        /// Let a member in again who lost phone and mailbox.
        Readmit = "readmit",
        /// Remind, warn, pause or remove a member.
        Moderate = "moderate",
        /// Decide on an objection to that.
        Decide = "decide",
        /// Say what becomes of a message that somebody pointed at.
        SettleFlag = "settle_flag",
        /// Say which ground and which streets belong to the group.
        EditArea = "edit_area",
        /// See who asks to join, and say yes or no.
        AnswerRequests = "answer_requests",
        /// See what people who are not members ask about themselves, and answer.
        AnswerInquiries = "answer_inquiries",
        /// Say of somebody who asks to join that they live here.
        Vouch = "vouch",
        /// Say whether the group takes requests, and which checks of residence count.
        SetJoining = "set_joining",
        /// Say how the group is set, and which house rules of its own it has.
        EditSettings = "edit_settings",
        /// Say that one wants to be admin, when one is sought.
        Volunteer = "volunteer",
        /// Become admin, when the admins do not answer.
        TakeOver = "take_over",
        /// Make a volunteer admin, when one is sought.
        Appoint = "appoint",
        /// Be on call: put oneself on the roster.
        TakeTurn = "take_turn",
        /// Put others on the roster, and take them off.
        EditRoster = "edit_roster",
        /// See the counts of the coordinator's page.
        Oversee = "oversee",
        /// See what a liaison sees of the group: who runs it, and counts.
        Visit = "visit",
        /// See as a liaison which kinds of incidents there were, when, and how they ended.
        ReadEnded = "read_ended",
        /// Let somebody outside look in, and for longer.
        GrantView = "grant_view",
        /// End that.
        EndView = "end_view",
        /// Say of oneself that one is bound to professional secrecy.
        DeclareSecrecy = "declare_secrecy",
        /// Go by another name in the group.
        ChangeAlias = "change_alias",
        /// Leave the group.
        Leave = "leave",
    }
}

impl Action {
    /// The action that closing with a reason is.
    pub const fn closing(reason: ClosingReason) -> Self {
        if reason.recalls() { Self::Recall } else { Self::Close }
    }

    /// What it is about.
    pub const fn subject(self) -> Subject {
        match self {
            Self::ViewGroup
            | Self::Report
            | Self::Drill
            | Self::ViewAdmin
            | Self::ViewLog
            | Self::EditWords
            | Self::Invite
            | Self::EditArea
            | Self::AnswerRequests
            | Self::AnswerInquiries
            | Self::Vouch
            | Self::SetJoining
            | Self::EditSettings
            | Self::AssignRoles
            | Self::Volunteer
            | Self::TakeOver
            | Self::Appoint
            | Self::TakeTurn
            | Self::EditRoster
            | Self::Oversee
            | Self::Visit
            | Self::ReadEnded
            | Self::GrantView
            | Self::EndView
            | Self::DeclareSecrecy
            | Self::ChangeAlias
            | Self::Leave => Subject::Group,
            Self::ViewIncident
            | Self::RecordCall
            | Self::Respond
            | Self::Sight
            | Self::Flag
            | Self::Close
            | Self::Recall => Subject::Incident,
            Self::ViewMember | Self::ShowContact | Self::Readmit | Self::Moderate => Subject::Member,
            Self::Decide | Self::SettleFlag => Subject::Measure,
        }
    }
}

/// Whether somebody may.
pub const fn may(actor: Standing, action: Action, target: Target) -> bool {
    let (role, paused) = match actor {
        Standing::Other => return false,
        // Threat: who is in none of the groups reads no incident and no name in them.
        Standing::Coordinator => {
            return matches!(action, Action::Oversee | Action::Appoint)
                || matches!((action, target), (Action::Decide, Target::Measure { own: false }));
        }
        // Threat: a view that was granted for counts comes to incidents, or one for bare events to words and names.
        Standing::Liaison(view) => {
            return match action {
                Action::Visit => true,
                Action::ReadEnded => matches!(view, LiaisonView::Incidents),
                _ => false,
            };
        }
        Standing::Member(role) => (role, false),
        Standing::Paused => (Role::Member, true),
    };
    let own = matches!(
        target,
        Target::Incident { own: true } | Target::Member { own: true, .. } | Target::Measure { own: true }
    );
    match action {
        // Who is paused is still a neighbour: an alarm is never refused for a formality (EDGES 2).
        // And who is wronged may say so, paused or not.
        Action::ViewGroup
        | Action::ViewIncident
        | Action::Report
        | Action::RecordCall
        | Action::Flag
        | Action::DeclareSecrecy
        // What is wrong about oneself may be put right, also by who is paused.
        | Action::ChangeAlias
        | Action::Leave => true,
        Action::Drill | Action::Respond | Action::Sight | Action::Vouch | Action::Volunteer | Action::TakeTurn => !paused,
        Action::Close | Action::Recall => own || role.runs_the_group(),
        Action::ViewAdmin
        | Action::ViewLog
        | Action::ViewMember
        | Action::EditWords
        | Action::Invite
        | Action::EditArea
        | Action::AnswerRequests
        | Action::AnswerInquiries
        | Action::EditRoster
        // Whoever runs the group may close the door at once; opening it is the admins'.
        | Action::EndView
        // When: the dead-man's switch says.
        | Action::TakeOver
        | Action::Appoint => role.runs_the_group(),
        // A deputy takes over the work, not the group.
        Action::AssignRoles | Action::SetJoining | Action::EditSettings | Action::GrantView => matches!(role, Role::Admin),
        Action::Oversee | Action::Visit | Action::ReadEnded => false,
        // Threat: who lets somebody in again at another address could be that somebody from then on. Nobody comes by it to more than they may already.
        Action::Readmit | Action::Moderate => role.runs_the_group() && !own && stands_over(role, target),
        // Nobody needs a reason to see their own address, and nobody decides on what they did themselves, or on what was done to them.
        Action::ShowContact | Action::Decide | Action::SettleFlag => role.runs_the_group() && !own,
    }
}

/// An admin stands over everybody, a deputy over members.
const fn stands_over(role: Role, target: Target) -> bool {
    match (role, target) {
        (Role::Admin, _) => true,
        (Role::Deputy, Target::Member { role, .. }) => matches!(role, Role::Member),
        _ => false,
    }
}

crate::coded! {
    /// An answer of the page "who can do what here?".
    Cell, "answer" {
        /// Always.
        Yes = "yes",
        /// What is their own.
        Own = "own",
        /// What is others'.
        Others = "others",
        /// What is of members who do not run the group.
        Members = "members",
        /// Never.
        No = "no",
    }
}

/// What somebody in the group may do, over everything that the action can be about.
pub fn cell(standing: Standing, action: Action) -> Cell {
    let on = |target| may(standing, action, target);
    let role = match standing {
        Standing::Member(role) => role,
        Standing::Other | Standing::Paused | Standing::Coordinator | Standing::Liaison(_) => Role::Member,
    };
    let on_member = |own, role| on(Target::Member { own, role });
    match action.subject() {
        Subject::Group => {
            if on(Target::Group) {
                Cell::Yes
            } else {
                Cell::No
            }
        }
        Subject::Incident => match (on(Target::Incident { own: true }), on(Target::Incident { own: false })) {
            (_, true) => Cell::Yes,
            (true, false) => Cell::Own,
            (false, false) => Cell::No,
        },
        Subject::Measure => {
            if on(Target::Measure { own: false }) {
                Cell::Others
            } else {
                Cell::No
            }
        }
        Subject::Member => {
            let everybody = Role::ALL.iter().all(|other| on_member(false, *other));
            match (on_member(true, role), everybody, on_member(false, Role::Member)) {
                (true, true, _) => Cell::Yes,
                (false, true, _) => Cell::Others,
                (_, false, true) => Cell::Members,
                (true, false, false) => Cell::Own,
                (false, false, false) => Cell::No,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Standing; 7] = [
        Standing::Paused,
        Standing::Member(Role::Member),
        Standing::Member(Role::Deputy),
        Standing::Member(Role::Admin),
        Standing::Coordinator,
        Standing::Liaison(LiaisonView::Counts),
        Standing::Liaison(LiaisonView::Incidents),
    ];

    /// One row an action: paused, member, deputy, admin, coordinator, liaison with counts, liaison with incidents.
    const TABLE: &[(Action, [Cell; 7])] = {
        use Cell::{Members, No, Others, Own, Yes};
        &[
            (Action::ViewGroup, [Yes, Yes, Yes, Yes, No, No, No]),
            (Action::Report, [Yes, Yes, Yes, Yes, No, No, No]),
            (Action::Drill, [No, Yes, Yes, Yes, No, No, No]),
            (Action::ViewIncident, [Yes, Yes, Yes, Yes, No, No, No]),
            (Action::RecordCall, [Yes, Yes, Yes, Yes, No, No, No]),
            (Action::Respond, [No, Yes, Yes, Yes, No, No, No]),
            (Action::Sight, [No, Yes, Yes, Yes, No, No, No]),
            (Action::Flag, [Yes, Yes, Yes, Yes, No, No, No]),
            (Action::Close, [Own, Own, Yes, Yes, No, No, No]),
            (Action::Recall, [Own, Own, Yes, Yes, No, No, No]),
            (Action::ViewAdmin, [No, No, Yes, Yes, No, No, No]),
            (Action::ViewLog, [No, No, Yes, Yes, No, No, No]),
            (Action::EditWords, [No, No, Yes, Yes, No, No, No]),
            (Action::Invite, [No, No, Yes, Yes, No, No, No]),
            (Action::AssignRoles, [No, No, No, Yes, No, No, No]),
            (Action::ViewMember, [No, No, Yes, Yes, No, No, No]),
            (Action::ShowContact, [No, No, Others, Others, No, No, No]),
            (Action::Readmit, [No, No, Members, Others, No, No, No]),
            (Action::Moderate, [No, No, Members, Others, No, No, No]),
            (Action::Decide, [No, No, Others, Others, Others, No, No]),
            (Action::SettleFlag, [No, No, Others, Others, No, No, No]),
            (Action::EditArea, [No, No, Yes, Yes, No, No, No]),
            (Action::AnswerRequests, [No, No, Yes, Yes, No, No, No]),
            (Action::AnswerInquiries, [No, No, Yes, Yes, No, No, No]),
            (Action::Vouch, [No, Yes, Yes, Yes, No, No, No]),
            (Action::SetJoining, [No, No, No, Yes, No, No, No]),
            (Action::EditSettings, [No, No, No, Yes, No, No, No]),
            (Action::Volunteer, [No, Yes, Yes, Yes, No, No, No]),
            (Action::TakeOver, [No, No, Yes, Yes, No, No, No]),
            (Action::Appoint, [No, No, Yes, Yes, Yes, No, No]),
            (Action::TakeTurn, [No, Yes, Yes, Yes, No, No, No]),
            (Action::EditRoster, [No, No, Yes, Yes, No, No, No]),
            (Action::Oversee, [No, No, No, No, Yes, No, No]),
            (Action::Visit, [No, No, No, No, No, Yes, Yes]),
            (Action::ReadEnded, [No, No, No, No, No, No, Yes]),
            (Action::GrantView, [No, No, No, Yes, No, No, No]),
            (Action::EndView, [No, No, Yes, Yes, No, No, No]),
            (Action::DeclareSecrecy, [Yes, Yes, Yes, Yes, No, No, No]),
            (Action::ChangeAlias, [Yes, Yes, Yes, Yes, No, No, No]),
            (Action::Leave, [Yes, Yes, Yes, Yes, No, No, No]),
        ]
    };

    fn targets() -> Vec<Target> {
        let mut targets = vec![Target::Group];
        for own in [false, true] {
            targets.push(Target::Incident { own });
            targets.push(Target::Measure { own });
            targets.extend(Role::ALL.iter().map(|role| Target::Member { own, role: *role }));
        }
        targets
    }

    #[test]
    fn the_table_is_the_function() {
        assert_eq!(
            TABLE.iter().map(|row| row.0).collect::<Vec<_>>(),
            Action::ALL,
            "every action has a row"
        );
        for (action, row) in TABLE {
            for (standing, expected) in COLUMNS.iter().zip(row) {
                assert_eq!(cell(*standing, *action), *expected, "{standing:?} {action}");
            }
        }
    }

    #[test]
    fn who_is_not_in_the_group_may_nothing() {
        for action in Action::ALL {
            for target in targets() {
                assert!(!may(Standing::Other, *action, target), "{action} {target:?}");
            }
        }
    }

    #[test]
    fn a_coordinator_sees_counts_appoints_and_decides_what_is_not_their_own() {
        for action in Action::ALL {
            for target in targets() {
                let decides = *action == Action::Decide && matches!(target, Target::Measure { own: false });
                let expected = decides || matches!(action, Action::Oversee | Action::Appoint);
                assert_eq!(
                    may(Standing::Coordinator, *action, target),
                    expected,
                    "{action} {target:?}"
                );
            }
        }
    }

    #[test]
    fn a_liaison_sees_what_was_granted_and_nothing_else() {
        for view in LiaisonView::ALL {
            for action in Action::ALL {
                for target in targets() {
                    let granted = match action {
                        Action::Visit => true,
                        Action::ReadEnded => *view == LiaisonView::Incidents,
                        _ => false,
                    };
                    let liaison = Standing::Liaison(*view);
                    assert_eq!(may(liaison, *action, target), granted, "{view} {action} {target:?}");
                }
            }
        }
    }

    #[test]
    fn running_the_group_takes_nothing_away() {
        for action in Action::ALL {
            for target in targets() {
                let of = |role| may(Standing::Member(role), *action, target);
                let paused = may(Standing::Paused, *action, target);
                assert!(of(Role::Member) >= paused, "{action} {target:?}");
                assert!(of(Role::Deputy) >= of(Role::Member), "{action} {target:?}");
                assert!(of(Role::Admin) >= of(Role::Deputy), "{action} {target:?}");
            }
        }
    }
}
