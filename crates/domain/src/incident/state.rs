//! The states of an incident and the one table of what leads where. ARCHITECTURE.md shows the same table; a test compares them.

crate::coded! {
    /// Where an incident stands.
    State, "state" {
        /// S: seen or heard; the police were not called yet. Lives on the phone only.
        Signal = "signal",
        /// A: the call is recorded, or it is said that the reporter cannot call. May go out.
        Alarm = "alarm",
        /// A and R: everyone in the group is told; responses and sightings come in.
        Alerted = "alerted",
        /// Ended, with a reason.
        Closed = "closed",
        /// Taken back: there was nothing, or it was somebody who belongs there. Its content is gone.
        Recalled = "recalled",
    }
}

crate::coded! {
    /// What can happen to an incident.
    Trigger, "trigger" {
        /// A call to the police is recorded.
        Call = "call",
        /// The reporter says that calling is impossible (deaf, hiding).
        CannotCall = "cannot_call",
        /// The alert goes out.
        Alert = "alert",
        /// The police are called again with something new.
        CallAgain = "call_again",
        /// A member says what they do.
        Respond = "respond",
        /// A member adds what they see.
        Sight = "sight",
        /// Somebody adds how a person or a vehicle looks.
        Describe = "describe",
        /// It ended.
        Close = "close",
        /// It was nothing, or a known person.
        Recall = "recall",
        /// Nobody said anything for long.
        Expire = "expire",
    }
}

/// Every transition there is: from, trigger, to. What is not here cannot happen.
pub const TRANSITIONS: &[(State, Trigger, State)] = &[
    (State::Signal, Trigger::Call, State::Alarm),
    (State::Signal, Trigger::CannotCall, State::Alarm),
    (State::Alarm, Trigger::Alert, State::Alerted),
    (State::Alerted, Trigger::Call, State::Alerted),
    (State::Alerted, Trigger::CallAgain, State::Alerted),
    (State::Alerted, Trigger::Respond, State::Alerted),
    (State::Alerted, Trigger::Sight, State::Alerted),
    (State::Alerted, Trigger::Describe, State::Alerted),
    (State::Alerted, Trigger::Close, State::Closed),
    (State::Alerted, Trigger::Expire, State::Closed),
    (State::Alerted, Trigger::Recall, State::Recalled),
    (State::Closed, Trigger::Recall, State::Recalled),
];

impl State {
    /// Where the trigger leads from here, if anywhere.
    pub fn next(self, trigger: Trigger) -> Option<Self> {
        TRANSITIONS
            .iter()
            .find(|(from, by, _)| (*from, *by) == (self, trigger))
            .map(|(_, _, to)| *to)
    }

    /// Whether people may still be outside because of it.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Alerted)
    }
}
