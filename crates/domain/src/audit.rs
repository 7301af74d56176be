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
        /// Somebody who is not a member asked what is known about them.
        InquiryCame = "inquiry_came",
        /// Somebody who runs the group read it.
        InquiryRead = "inquiry_read",
        /// The answer was put off, with a reason.
        InquiryExtended = "inquiry_extended",
        /// It was answered.
        InquiryAnswered = "inquiry_answered",
        /// An invite was taken back.
        InviteRevoked = "invite_revoked",
    }
}
