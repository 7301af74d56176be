//! What is written down of what people do to one another in a group: a line each time, for the group's log and for whom it is about.

crate::coded! {
    /// What was done.
    Deed, "deed" {
        /// Somebody became admin, deputy, or member again.
        RoleChanged = "role_changed",
        /// It was looked up how somebody is reached.
        ContactShown = "contact_shown",
        /// Somebody who lost phone and mailbox was given a way back in.
        Readmitted = "readmitted",
        /// The one it was about took that back: they had lost nothing.
        ReadmissionRefused = "readmission_refused",
        /// They came back in by it.
        CameBack = "came_back",
        /// A step was taken with somebody who broke the house rules.
        Measured = "measured",
        /// They objected.
        Objected = "objected",
        /// Somebody else decided on it.
        Decided = "decided",
        /// A coordinator of the umbrella decided on an objection.
        DecidedByCoordinator = "decided_by_coordinator",
        /// A coordinator of the umbrella read an objection that is theirs to decide.
        ObjectionRead = "objection_read",
        /// A pause was over.
        PauseEnded = "pause_ended",
        /// Somebody pointed at a message. Who, is not written down: it may be read by who wrote the message.
        Flagged = "flagged",
        /// It was said what became of it.
        FlagSettled = "flag_settled",
        /// An invite was made.
        InviteMade = "invite_made",
        /// Somebody who is not a member asked what is known about them.
        InquiryCame = "inquiry_came",
        /// Somebody who runs the group read it.
        InquiryRead = "inquiry_read",
        /// The answer was put off, with a reason.
        InquiryExtended = "inquiry_extended",
        /// It was answered.
        InquiryAnswered = "inquiry_answered",
        /// Those who run the group were reminded that it is due soon.
        InquiryReminded = "inquiry_reminded",
        /// It was due, and they were told; the coordinators of the umbrella too.
        InquiryOverdue = "inquiry_overdue",
        /// Nobody answered it, and who asked was told so.
        InquiryUnanswered = "inquiry_unanswered",
        /// An invite was taken back.
        InviteRevoked = "invite_revoked",
        /// The group's own house rules were changed.
        RulesChanged = "rules_changed",
        /// Settings of the group were changed: which, by their names.
        SettingsChanged = "settings_changed",
        /// The ground or a street of the group was changed: which of them, by its name.
        AreaChanged = "area_changed",
        /// A drill was planned.
        DrillPlanned = "drill_planned",
        /// A planned drill was called off.
        DrillCalledOff = "drill_called_off",
        /// A word was put on the group's list.
        WordAdded = "word_added",
        /// A word was taken off it.
        WordRemoved = "word_removed",
        /// Who runs the installation did not approve the group.
        GroupRefused = "group_refused",
        /// Who runs the installation approved the group.
        GroupApproved = "group_approved",
        /// A coordinator of the umbrella made the group.
        GroupMade = "group_made",
        /// Letters with codes were made for a row of houses.
        LettersMade = "letters_made",
        /// Such letters were taken back.
        LettersRevoked = "letters_revoked",
        /// Somebody who asked to join was let in.
        RequestLetIn = "request_let_in",
        /// Somebody who asked to join was put on the waiting list.
        RequestApproved = "request_approved",
        /// A request to join was refused.
        RequestRefused = "request_refused",
        /// It was agreed that somebody is younger than the group asks.
        AgeExcepted = "age_excepted",
        /// Somebody was asked to be on call.
        TurnAsked = "turn_asked",
        /// Somebody was taken off the roster.
        TurnTakenOff = "turn_taken_off",
        /// A step of the dead-man's switch was taken, by the clock.
        SwitchClimbed = "switch_climbed",
        /// Somebody looks after the group again.
        SwitchEnded = "switch_ended",
        /// The coordinator of the umbrella made a volunteer admin.
        AppointedByCoordinator = "appointed_by_coordinator",
        /// The coordinator of the umbrella mailed links by which somebody becomes admin.
        AdminsAsked = "admins_asked",
        /// Such links were taken back.
        AdminLinksRevoked = "admin_links_revoked",
        /// Somebody outside was asked to be a liaison.
        LiaisonAsked = "liaison_asked",
        /// They said yes: they look in from now on.
        LiaisonCame = "liaison_came",
        /// They said no.
        LiaisonRefused = "liaison_refused",
        /// They may look in longer.
        LiaisonExtended = "liaison_extended",
        /// The group ended it.
        LiaisonEnded = "liaison_ended",
        /// The liaison stopped.
        LiaisonStopped = "liaison_stopped",
        /// Its last day was over, or nobody answered.
        LiaisonExpired = "liaison_expired",
        /// A liaison looked at the incidents.
        LiaisonLooked = "liaison_looked",
        /// Somebody goes by another name. The former one is not written down: it may be what was wrong.
        AliasChanged = "alias_changed",
        /// Somebody said that they want to be admin.
        Volunteered = "volunteered",
    }
}
