//! The incident (*melding*): one event in the world, from first sight to closing, by the SAAR method.
//!
//! - [`report`]: what somebody says of it, checked.
//! - [`call`]: when the police were called, and by whom; what is odd about the time is marked, never refused.
//! - [`state`]: the transition table.
//! - [`machine`]: commands in, events out; the state is rebuilt from the events.
//! - [`duplicate`]: when two reports are one incident.

pub mod call;
pub mod duplicate;
pub mod machine;
pub mod report;
pub mod state;

pub use call::{Call, CalledBy};
pub use machine::{Actor, Command, Event, Incident, Recorded, Refusal};
pub use report::{Behaviour, Place, Report};
pub use state::{State, Trigger};

use crate::text::TextKind;

crate::coded! {
    /// What is seen or heard. Which of them a group offers, and which number each calls, is in the country profile.
    Kind, "kind" {
        /// Breaking in.
        Burglary = "burglary",
        /// Stealing.
        Theft = "theft",
        /// Stealing with violence or threat.
        Robbery = "robbery",
        /// Violence or threat.
        Violence = "violence",
        /// Wrecking things.
        Vandalism = "vandalism",
        /// Somebody whose behaviour is suspicious.
        SuspiciousBehaviour = "suspicious_behaviour",
        /// A vehicle that is suspicious.
        SuspiciousVehicle = "suspicious_vehicle",
        /// Fire.
        Fire = "fire",
        /// Somebody is hurt.
        Injury = "injury",
        /// Anything else for which one calls the emergency number.
        OtherEmergency = "other_emergency",
    }
}

crate::coded! {
    /// How the one who reports knows it.
    Witness, "witness" {
        /// Seen with own eyes.
        Seen = "seen",
        /// Heard with own ears.
        Heard = "heard",
        /// Told by somebody.
        Told = "told",
    }
}

crate::coded! {
    /// How an incident ended.
    ClosingReason, "closing reason" {
        /// The police came and resolved it.
        PoliceResolved = "police_resolved",
        /// Nothing was found.
        NothingFound = "nothing_found",
        /// There was no incident: recalled.
        FalseAlarm = "false_alarm",
        /// It was somebody who belongs there: recalled.
        KnownPerson = "known_person",
        /// Nobody said anything for long: closed by itself.
        Expired = "expired",
    }
}

impl ClosingReason {
    /// Whether this end takes the alarm back: content goes at once, everyone who was alerted is corrected.
    pub const fn recalls(self) -> bool {
        matches!(self, Self::FalseAlarm | Self::KnownPerson)
    }
}

crate::coded! {
    /// What a member does about an alarm: the R. Which of them are offered, and their words, is in the country profile.
    Response, "response" {
        /// Lights on.
        LightsOn = "lights_on",
        /// Watches from inside.
        Watching = "watching",
        /// Goes outside.
        GoingOutside = "going_outside",
        /// Asks for company.
        WhoJoins = "who_joins",
        /// Kindly asks whether somebody is lost.
        AskingKindly = "asking_kindly",
        /// Sees them now: a sighting follows.
        SeeSomething = "see_something",
    }
}

impl Response {
    /// Whether it is done from inside. The others lead people to the door, and are not taken while nobody has called for somebody who may be hiding
    /// (EDGES 3).
    pub const fn is_from_inside(self) -> bool {
        matches!(self, Self::LightsOn | Self::Watching | Self::SeeSomething)
    }
}

crate::coded! {
    /// Something odd that was accepted all the same (EDGES 2): an alarm is never refused for a formality.
    Mark, "mark" {
        /// The phone's clock was off: the time was taken as near as possible.
        ClockOff = "clock_off",
        /// The place lies outside the group's area.
        OutsideArea = "outside_area",
        /// This member raises many alarms.
        ManyAlarms = "many_alarms",
        /// New house rules were not accepted yet.
        RulesPending = "rules_pending",
        /// Sent with words that hurt.
        WordsOffensive = "words_offensive",
        /// Sent with an accusation.
        WordsAccusation = "words_accusation",
        /// Sent with looks and no behaviour.
        WordsLooks = "words_looks",
        /// Sent though it reads as talk.
        WordsChatter = "words_chatter",
        /// Sent though another desk takes it.
        WordsWrongChannel = "words_wrong_channel",
    }
}

impl From<TextKind> for Mark {
    fn from(kind: TextKind) -> Self {
        match kind {
            TextKind::Offensive => Self::WordsOffensive,
            TextKind::Accusation => Self::WordsAccusation,
            TextKind::LooksWithoutBehaviour => Self::WordsLooks,
            TextKind::Chatter => Self::WordsChatter,
            TextKind::WrongChannel => Self::WordsWrongChannel,
        }
    }
}

impl Mark {
    /// Whether it is about words: for whoever runs the group, and for nobody else.
    pub const fn is_of_words(self) -> bool {
        matches!(
            self,
            Self::WordsOffensive
                | Self::WordsAccusation
                | Self::WordsLooks
                | Self::WordsChatter
                | Self::WordsWrongChannel
        )
    }
}
