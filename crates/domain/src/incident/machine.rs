//! The SAAR state machine: a command and the state so far give events, or a refusal. The state is nothing but what the events made of it.

use super::{Call, CalledBy, ClosingReason, Kind, Mark, Response, State, Trigger, Witness};
use crate::clock::{Span, Timestamp};
use crate::geo::Direction;
use crate::id::{IncidentId, MemberId, StreetId};
use crate::limits;
use serde::{Deserialize, Serialize};

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A member of the group.
    Member(MemberId),
    /// A member whose name was forgotten since: "a former member".
    Former,
    /// SAAR itself, on the clock.
    System,
}

/// What somebody wants to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// A call is recorded.
    RecordCall(Call),
    /// The reporter cannot call.
    SayCannotCall,
    /// Tell the group.
    Alert,
    /// The police were called again.
    CallAgain(Call),
    /// A member says what they do.
    Respond(Response),
    /// A member adds something. Its words are content, not history.
    Sight {
        /// How they know.
        witness: Witness,
        /// Which way it went, by the compass.
        direction: Option<Direction>,
        /// Towards which street of the group.
        towards: Option<StreetId>,
    },
    /// A member adds how a person or a vehicle looks. The description is content, not history.
    Describe {
        /// How they know.
        witness: Witness,
        /// Which way was said.
        way: bool,
        /// A plate or a part of one was said.
        plate: bool,
    },
    /// It ended. A reason that [recalls](ClosingReason::recalls) takes it back.
    Close(ClosingReason),
    /// The clock says that it was quiet for long.
    Expire {
        /// The present instant.
        now: Timestamp,
        /// How long quiet has to last: the group's setting.
        quiet: Span,
    },
}

/// What happened. Ids, enums and times only: this is never edited, so nothing personal stands in it but ids (DESIGN, invariants).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Somebody saw or heard something.
    Reported {
        /// What.
        kind: Kind,
        /// How they know.
        witness: Witness,
        /// A practised alarm.
        drill: bool,
    },
    /// Something odd was accepted.
    Marked {
        /// What was odd.
        mark: Mark,
    },
    /// The police were called.
    Called {
        /// By whom and when.
        call: Call,
    },
    /// The reporter cannot call.
    CannotCall,
    /// The group is told.
    Alerted,
    /// The police were called again.
    CalledAgain {
        /// By whom and when.
        call: Call,
    },
    /// A member says what they do.
    Responded {
        /// What.
        response: Response,
    },
    /// A member added something.
    Sighted {
        /// How they know.
        witness: Witness,
        /// Which way it went, by the compass.
        direction: Option<Direction>,
        /// Towards which street of the group.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        towards: Option<StreetId>,
    },
    /// A member added a description.
    Described {
        /// How they know.
        witness: Witness,
        /// It says which way: news for the police.
        way: bool,
        /// It has a plate, or a part of one: news for the police. Which, is content.
        plate: bool,
    },
    /// Who runs the group took the words of a message away.
    Blanked {
        /// Number of the event that was the message.
        message: u32,
    },
    /// It ended.
    Closed {
        /// How.
        reason: ClosingReason,
    },
    /// It was taken back.
    Recalled {
        /// Why.
        reason: ClosingReason,
    },
}

/// An event with its place in history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// 1, 2, 3 … within the incident.
    pub seq: u32,
    /// When it was recorded, by the server's clock.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What happened.
    pub event: Event,
}

/// Why a command was not carried out. Nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No alert before a call is recorded, or its absence said.
    #[error("the police were not called yet")]
    CallMissing,
    /// It is over; nothing can be added.
    #[error("the incident has ended")]
    Ended,
    /// The reporter could not call and nobody has since: somebody may be hiding, and nobody is sent to the door (EDGES 3).
    #[error("nobody has called yet: call first, and stay inside")]
    CallFirst,
    /// Not possible from where the incident stands.
    #[error("cannot {} in state {}", .1.code(), .0.code())]
    NotNow(State, Trigger),
    /// The clock is early: it was not quiet for long enough.
    #[error("not quiet for long enough")]
    NotQuiet,
    /// Only the clock expires an incident.
    #[error("only the clock expires an incident")]
    OnlyTheClock,
    /// The history is as long as it may become; only an end is taken.
    #[error("the history of the incident is full")]
    Full,
}

/// A history that cannot be: written by a newer version, or damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("event {seq} does not follow from the history before it: {why}")]
pub struct Broken {
    /// The event's number.
    pub seq: u32,
    /// What does not fit.
    pub why: &'static str,
}

/// One incident, as its history makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// What was seen or heard.
    pub kind: Kind,
    /// How the reporter knows.
    pub witness: Witness,
    /// A practised alarm.
    pub drill: bool,
    /// Who reported it.
    pub reporter: Actor,
    /// Where it stands.
    pub state: State,
    /// The first call that was recorded.
    pub call: Option<Call>,
    /// The reporter said that calling is impossible. Stays true after somebody else called.
    pub cannot_call: bool,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// When the group was told.
    pub alerted_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// How it ended.
    pub reason: Option<ClosingReason>,
    /// The latest sign of anybody: quiet is counted from here.
    pub active_at: Timestamp,
    /// Events so far; the next one's number is one more.
    pub version: u32,
}

impl Incident {
    /// A fresh one in [`State::Signal`], with its first event.
    pub fn report(
        id: IncidentId,
        reporter: MemberId,
        kind: Kind,
        witness: Witness,
        drill: bool,
        now: Timestamp,
    ) -> (Self, Recorded) {
        let first = Recorded {
            seq: 1,
            at: now,
            actor: Actor::Member(reporter),
            event: Event::Reported { kind, witness, drill },
        };
        let incident = Self {
            id,
            kind,
            witness,
            drill,
            reporter: first.actor,
            state: State::Signal,
            call: None,
            cannot_call: false,
            reported_at: now,
            alerted_at: None,
            ended_at: None,
            reason: None,
            active_at: now,
            version: 1,
        };
        (incident, first)
    }

    /// Rebuilds an incident from its history.
    pub fn rebuild(id: IncidentId, history: &[Recorded]) -> Result<Self, Broken> {
        let broken = |why| Broken { seq: 1, why };
        let (first, rest) = history.split_first().ok_or(broken("there is no history"))?;
        let Event::Reported { kind, witness, drill } = first.event else {
            return Err(broken("history does not begin with a report"));
        };
        let mut incident = Self::report(id, crate::id::MemberId::nobody(), kind, witness, drill, first.at).0;
        incident.reporter = first.actor;
        for recorded in rest {
            incident.apply(recorded)?;
        }
        Ok(incident)
    }

    /// The event that a command leads to, or why not. Changes nothing. Who may give the command is [`crate::access`]'s.
    pub fn decide(&self, command: Command) -> Result<Event, Refusal> {
        let trigger = command.trigger();
        if self.state.next(trigger).is_none() {
            return Err(match (self.state, trigger) {
                (State::Signal, Trigger::Alert) => Refusal::CallMissing,
                (State::Closed | State::Recalled, _) => Refusal::Ended,
                (state, trigger) => Refusal::NotNow(state, trigger),
            });
        }
        if self.version >= limits::EVENTS_MAX && !matches!(trigger, Trigger::Close | Trigger::Recall | Trigger::Expire)
        {
            return Err(Refusal::Full);
        }
        Ok(match command {
            // Somebody called while a call was recorded already: it is a call again.
            Command::RecordCall(call) if self.call.is_some() => Event::CalledAgain { call },
            Command::RecordCall(call) => Event::Called { call },
            // Where nobody could call at first, "I called again" is the first call.
            Command::CallAgain(call) if self.call.is_none() => Event::Called {
                call: Call {
                    // A neighbour who is not a member stays one; whoever else says it is a member.
                    by: if matches!(call.by, CalledBy::Neighbour) {
                        CalledBy::Neighbour
                    } else {
                        CalledBy::Member
                    },
                    ..call
                },
            },
            Command::CallAgain(call) => Event::CalledAgain { call },
            Command::SayCannotCall => Event::CannotCall,
            Command::Alert => Event::Alerted,
            Command::Respond(response) if self.waits_for_a_call() && !response.is_from_inside() => {
                return Err(Refusal::CallFirst);
            }
            Command::Respond(response) => Event::Responded { response },
            Command::Sight {
                witness,
                direction,
                towards,
            } => Event::Sighted {
                witness,
                direction,
                towards,
            },
            Command::Describe { witness, way, plate } => Event::Described { witness, way, plate },
            Command::Close(ClosingReason::Expired) => return Err(Refusal::OnlyTheClock),
            Command::Close(reason) if reason.recalls() => Event::Recalled { reason },
            Command::Close(reason) => Event::Closed { reason },
            Command::Expire { now, quiet } if now.since(self.active_at) < quiet => return Err(Refusal::NotQuiet),
            Command::Expire { .. } => Event::Closed {
                reason: ClosingReason::Expired,
            },
        })
    }

    /// The reporter could not call, and nobody has since: the alarm asks others to (EDGES 3).
    pub const fn waits_for_a_call(&self) -> bool {
        self.cannot_call && self.call.is_none()
    }

    /// Decides and applies: the event as history will hold it.
    pub fn carry_out(&mut self, command: Command, actor: Actor, now: Timestamp) -> Result<Recorded, Refusal> {
        let event = self.decide(command)?;
        Ok(self.append(event, actor, now))
    }

    /// Notes something odd that was accepted.
    pub fn mark(&mut self, mark: Mark, now: Timestamp) -> Recorded {
        self.append(Event::Marked { mark }, Actor::System, now)
    }

    /// Notes that somebody took the words of a message away. Triggers nothing: it runs, or has ended, as before.
    pub fn blank(&mut self, message: u32, actor: Actor, now: Timestamp) -> Recorded {
        self.append(Event::Blanked { message }, actor, now)
    }

    fn append(&mut self, event: Event, actor: Actor, now: Timestamp) -> Recorded {
        // The clock may jump back; history does not.
        let recorded = Recorded {
            seq: self.version + 1,
            at: now.max(self.active_at),
            actor,
            event,
        };
        let applied = self.apply(&recorded);
        debug_assert_eq!(applied, Ok(()), "what was decided applies");
        recorded
    }

    fn apply(&mut self, recorded: &Recorded) -> Result<(), Broken> {
        let broken = |why| Broken { seq: recorded.seq, why };
        if recorded.seq != self.version + 1 {
            return Err(broken("a number is missing"));
        }
        if let Some(trigger) = recorded.event.trigger() {
            self.state = self.state.next(trigger).ok_or(broken("the state does not allow it"))?;
        }
        match recorded.event {
            Event::Reported { .. } => return Err(broken("reported twice")),
            Event::Called { call } => self.call = Some(self.call.unwrap_or(call)),
            Event::CannotCall => self.cannot_call = true,
            Event::Alerted if self.call.is_none() && !self.cannot_call => return Err(broken("alerted without a call")),
            Event::Alerted => self.alerted_at = Some(recorded.at),
            Event::Closed { reason } | Event::Recalled { reason } => {
                self.reason = Some(reason);
                self.ended_at = Some(recorded.at);
            }
            Event::Marked { .. }
            | Event::Blanked { .. }
            | Event::CalledAgain { .. }
            | Event::Responded { .. }
            | Event::Sighted { .. }
            | Event::Described { .. } => {}
        }
        self.version = recorded.seq;
        self.active_at = self.active_at.max(recorded.at);
        Ok(())
    }
}

impl Command {
    /// What it triggers.
    pub const fn trigger(self) -> Trigger {
        match self {
            Self::RecordCall(_) => Trigger::Call,
            Self::SayCannotCall => Trigger::CannotCall,
            Self::Alert => Trigger::Alert,
            Self::CallAgain(_) => Trigger::CallAgain,
            Self::Respond(_) => Trigger::Respond,
            Self::Sight { .. } => Trigger::Sight,
            Self::Describe { .. } => Trigger::Describe,
            Self::Close(reason) if reason.recalls() => Trigger::Recall,
            Self::Close(_) => Trigger::Close,
            Self::Expire { .. } => Trigger::Expire,
        }
    }
}

impl Event {
    /// The call that it records.
    pub const fn call(self) -> Option<Call> {
        match self {
            Self::Called { call } | Self::CalledAgain { call } => Some(call),
            _ => None,
        }
    }

    /// What triggered it; the first report, marks, and words that are taken away trigger nothing.
    pub const fn trigger(self) -> Option<Trigger> {
        Some(match self {
            Self::Reported { .. } | Self::Marked { .. } | Self::Blanked { .. } => return None,
            Self::Called { .. } => Trigger::Call,
            Self::CannotCall => Trigger::CannotCall,
            Self::Alerted => Trigger::Alert,
            Self::CalledAgain { .. } => Trigger::CallAgain,
            Self::Responded { .. } => Trigger::Respond,
            Self::Sighted { .. } => Trigger::Sight,
            Self::Described { .. } => Trigger::Describe,
            Self::Closed {
                reason: ClosingReason::Expired,
            } => Trigger::Expire,
            Self::Closed { .. } => Trigger::Close,
            Self::Recalled { .. } => Trigger::Recall,
        })
    }
}
