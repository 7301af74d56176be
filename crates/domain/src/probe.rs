//! Messages that are no alarm: they try the way that an alarm would take, or tell of a drill beforehand. They belong to no incident, count nowhere, and
//! are shown to nobody else.

use crate::clock::Span;
use crate::limits;

crate::coded! {
    /// What a probe (*proefbericht*) is for.
    ProbePurpose, "probe" {
        /// A test alarm that a member sends to themselves, over every channel.
        Test = "test",
        /// A look, without a sound, whether a phone still answers.
        Check = "check",
        /// Tells by another channel that a phone does not answer any more.
        Notice = "notice",
        /// Tells of a drill that is planned, or was called off.
        Drill = "drill",
    }
}

impl ProbePurpose {
    /// How long it is worth sending, and answering.
    pub const fn expiry(self) -> Span {
        match self {
            Self::Test => limits::TEST_EXPIRY,
            Self::Check => limits::CHECK_EXPIRY,
            Self::Notice | Self::Drill => limits::NOTICE_EXPIRY,
        }
    }
}
