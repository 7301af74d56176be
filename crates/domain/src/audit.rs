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
        /// A pause was over.
        PauseEnded = "pause_ended",
        /// An invite was made.
        InviteMade = "invite_made",
        /// An invite was taken back.
        InviteRevoked = "invite_revoked",
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
        /// Somebody said that they want to be admin.
        Volunteered = "volunteered",
    }
}
