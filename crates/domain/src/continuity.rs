//! A group that nobody looks after any more: the dead-man's switch. It says which step is next; who takes it is the server's clock.
//!
//! Nobody loses anything by it: an admin who comes back is an admin still, and the switch is over.

use crate::clock::{Span, Timestamp};
use crate::limits;
use crate::moderation::Step;

crate::coded! {
    /// Why the switch began.
    Cause, "cause of the switch" {
        /// No admin of the group was seen for long.
        Silence = "silence",
        /// A request to join waits for long.
        Requests = "requests",
    }
}

crate::coded! {
    /// A step of the switch, the first one first. Each is taken once.
    Rung, "step of the switch" {
        /// The admins are reminded.
        Remind = "remind",
        /// The deputies are told, and may take over.
        Deputies = "deputies",
        /// The coordinators of the umbrella are told, and may appoint.
        Coordinators = "coordinators",
        /// Everybody is asked who wants to be admin.
        Volunteers = "volunteers",
    }
}

crate::coded! {
    /// What somebody is told about running a group, by mail.
    News, "news of running a group" {
        /// The switch has begun: to the admins.
        Remind = "remind",
        /// They may take over: to the deputies.
        Deputies = "deputies",
        /// They may appoint: to the coordinators.
        Coordinators = "coordinators",
        /// A volunteer is sought: to everybody.
        Volunteers = "volunteers",
        /// Somebody wants to be admin: to those who may appoint.
        Volunteered = "volunteered",
        /// They are admin now: to the one who was appointed.
        Appointed = "appointed",
        /// They are asked to be admin of a new group: to an address.
        Invited = "invited",
        /// They are asked to coordinate an umbrella: to an address.
        Coordinate = "coordinate",
        /// They are asked to be on call.
        Turn = "turn",
        /// They are asked to be a liaison of a group: to an address.
        Liaison = "liaison",
        /// A liaison's last day comes near: to the admins.
        LiaisonRenew = "liaison_renew",
        /// They see the group no longer: to the liaison.
        LiaisonEnded = "liaison_ended",
        /// Somebody asks to join: to who is on call, else to all who run the group.
        Request = "request",
        /// Who was on call did not answer: to the others who run the group.
        RequestOthers = "request_others",
        /// Somebody pointed at a message: to who is on call, else to all who run the group.
        Flag = "flag",
        /// Who was on call did not look: to the others who run the group.
        FlagOthers = "flag_others",
        /// A member objects: to those of the group who may decide.
        Objection = "objection",
        /// The same where nobody of the group can, or nobody did in time: to the coordinators.
        ObjectionUnder = "objection_under",
        /// The same where nobody can at all: to those who run the group, who can find a second one.
        ObjectionNobody = "objection_nobody",
        /// A step was taken with its reader.
        MeasureReminder = "measure_reminder",
        /// The same.
        MeasureWarning = "measure_warning",
        /// The same.
        MeasurePause = "measure_pause",
        /// The same.
        MeasureRemoval = "measure_removal",
        /// Their pause is over.
        MeasureOver = "measure_over",
        /// Somebody else decided on their objection: it stands.
        MeasureUpheld = "measure_upheld",
        /// It is taken back.
        MeasureTakenBack = "measure_taken_back",
    }
}

impl News {
    /// How long it waits before it is mailed; the same news that comes meanwhile is told with it.
    pub const fn waits(self) -> Span {
        match self {
            Self::Request => limits::REQUEST_NEWS_AFTER,
            Self::RequestOthers | Self::FlagOthers => limits::ON_CALL_ALONE,
            _ => Span::ZERO,
        }
    }

    /// That a step was taken with somebody.
    pub const fn of_step(step: Step) -> Self {
        match step {
            Step::Reminder => Self::MeasureReminder,
            Step::Warning => Self::MeasureWarning,
            Step::Pause => Self::MeasurePause,
            Step::Removal => Self::MeasureRemoval,
        }
    }

    /// It is about what was done to its reader: they are told also when they are a member no more.
    pub const fn is_about_reader(self) -> bool {
        matches!(
            self,
            Self::MeasureReminder
                | Self::MeasureWarning
                | Self::MeasurePause
                | Self::MeasureRemoval
                | Self::MeasureOver
                | Self::MeasureUpheld
                | Self::MeasureTakenBack
        )
    }

    /// Its reader may object to what it tells of: what was decided on an objection is decided.
    pub const fn is_open_to_objection(self) -> bool {
        self.is_about_reader() && !matches!(self, Self::MeasureUpheld | Self::MeasureTakenBack)
    }
}

impl Rung {
    /// What those whom the step is about are told.
    pub const fn news(self) -> News {
        match self {
            Self::Remind => News::Remind,
            Self::Deputies => News::Deputies,
            Self::Coordinators => News::Coordinators,
            Self::Volunteers => News::Volunteers,
        }
    }
}

/// Who there is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crew {
    /// The group has admins.
    pub admins: bool,
    /// It has deputies.
    pub deputies: bool,
    /// Its umbrella has coordinators.
    pub coordinators: bool,
}

impl Crew {
    /// Whether there is anybody on a step. Neighbours there are always.
    pub const fn stands_on(self, rung: Rung) -> bool {
        match rung {
            Rung::Remind => self.admins,
            Rung::Deputies => self.deputies,
            Rung::Coordinators => self.coordinators,
            Rung::Volunteers => true,
        }
    }

    /// The first step after another on which there is somebody.
    fn above(self, rung: Option<Rung>) -> Option<Rung> {
        let mut rungs = Rung::ALL.iter().copied().filter(|next| Some(*next) > rung);
        rungs.find(|next| self.stands_on(*next))
    }
}

/// Signs of life of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// When one of its admins was last seen; none when it has none. A deputy who looks in is no sign: roles, rules and settings wait for an admin.
    pub admin_seen_at: Option<Timestamp>,
    /// When a silence last ended: whoever is admin since was not seen lately themselves, perhaps, and has just said that they want to be.
    pub silence_ended_at: Option<Timestamp>,
    /// Since when the oldest unanswered request waits.
    pub request_since: Option<Timestamp>,
}

impl Signs {
    /// What is wrong, if anything.
    pub fn cause(self, now: Timestamp) -> Option<Cause> {
        let silent = |at: Timestamp| now.since(at) >= limits::SWITCH_SILENCE;
        let seen_at = self
            .admin_seen_at
            .map(|at| self.silence_ended_at.map_or(at, |ended| at.max(ended)));
        if seen_at.is_none_or(silent) {
            Some(Cause::Silence)
        } else if self.waits_long(now) {
            Some(Cause::Requests)
        } else {
            None
        }
    }

    fn waits_long(self, now: Timestamp) -> bool {
        self.request_since
            .is_some_and(|since| now.since(since) >= limits::SWITCH_REQUEST_WAIT)
    }
}

/// A switch that has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// Why.
    pub cause: Cause,
    /// When.
    pub begun_at: Timestamp,
    /// The last step that was taken, and when.
    pub last: (Rung, Timestamp),
}

impl Running {
    /// Whether somebody looks after the group again. A deputy who looks in has not taken over yet: after a silence it takes an admin, the old one or a
    /// new one.
    fn is_over(self, signs: Signs, now: Timestamp) -> bool {
        match self.cause {
            Cause::Silence => signs.admin_seen_at.is_some_and(|at| at >= self.begun_at),
            Cause::Requests => !signs.waits_long(now),
        }
    }
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing yet.
    Wait,
    /// The switch begins, with its first step.
    Begin(Cause, Rung),
    /// Its next step.
    Climb(Rung),
    /// It is over.
    End,
}

/// What is next for a group that has members. A step on which nobody stands is passed over, and costs no time.
pub fn next(running: Option<Running>, signs: Signs, crew: Crew, now: Timestamp) -> Next {
    let Some(running) = running else {
        return match (signs.cause(now), crew.above(None)) {
            (Some(cause), Some(rung)) => Next::Begin(cause, rung),
            _ => Next::Wait,
        };
    };
    if running.is_over(signs, now) {
        return Next::End;
    }
    let (rung, at) = running.last;
    match crew.above(Some(rung)) {
        Some(above) if now.since(at) >= limits::SWITCH_STEP_WAIT => Next::Climb(above),
        _ => Next::Wait,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_303_800_000);
    const ALL: Crew = Crew {
        admins: true,
        deputies: true,
        coordinators: true,
    };

    fn ago(days: i64) -> Timestamp {
        NOW.minus(Span::days(days))
    }

    fn seen(days: i64) -> Signs {
        Signs {
            admin_seen_at: Some(ago(days)),
            silence_ended_at: None,
            request_since: None,
        }
    }

    fn after(cause: Cause, begun: i64, rung: Rung, at: i64) -> Option<Running> {
        Some(Running {
            cause,
            begun_at: ago(begun),
            last: (rung, ago(at)),
        })
    }

    #[test]
    fn it_begins_by_silence_or_by_a_request_that_waits() {
        assert_eq!(next(None, seen(29), ALL, NOW), Next::Wait);
        assert_eq!(
            next(None, seen(30), ALL, NOW),
            Next::Begin(Cause::Silence, Rung::Remind)
        );
        let waits = |days| Signs {
            request_since: Some(ago(days)),
            ..seen(1)
        };
        assert_eq!(next(None, waits(6), ALL, NOW), Next::Wait);
        assert_eq!(
            next(None, waits(7), ALL, NOW),
            Next::Begin(Cause::Requests, Rung::Remind)
        );
        let nobody = Signs {
            admin_seen_at: None,
            silence_ended_at: None,
            request_since: None,
        };
        let alone = Crew {
            admins: false,
            deputies: false,
            coordinators: false,
        };
        assert_eq!(
            next(None, nobody, alone, NOW),
            Next::Begin(Cause::Silence, Rung::Volunteers),
            "nobody is left to be reminded: the neighbours are asked at once"
        );
    }

    #[test]
    fn it_climbs_a_week_at_a_time_over_those_who_are_there() {
        let none = Crew {
            deputies: false,
            coordinators: false,
            ..ALL
        };
        for (crew, from, to) in [
            (ALL, Rung::Remind, Some(Rung::Deputies)),
            (ALL, Rung::Deputies, Some(Rung::Coordinators)),
            (ALL, Rung::Coordinators, Some(Rung::Volunteers)),
            (ALL, Rung::Volunteers, None),
            (none, Rung::Remind, Some(Rung::Volunteers)),
        ] {
            let at = |days| next(after(Cause::Silence, 20, from, days), seen(50), crew, NOW);
            assert_eq!(at(6), Next::Wait, "{from}");
            assert_eq!(at(7), to.map_or(Next::Wait, Next::Climb), "{from}");
        }
    }

    #[test]
    fn after_a_silence_an_admin_ends_it_and_who_rose_has_the_same_time() {
        let running = after(Cause::Silence, 10, Rung::Deputies, 3);
        assert_eq!(next(running, seen(45), ALL, NOW), Next::Wait);
        let risen = |days| Signs {
            silence_ended_at: Some(ago(days)),
            ..seen(45)
        };
        assert_eq!(next(None, risen(29), ALL, NOW), Next::Wait);
        assert_eq!(
            next(None, risen(30), ALL, NOW),
            Next::Begin(Cause::Silence, Rung::Remind)
        );
        // Nobody rose then, or they are gone since.
        let none = Signs {
            admin_seen_at: None,
            ..risen(1)
        };
        let crew = Crew { admins: false, ..ALL };
        assert_eq!(next(None, none, crew, NOW), Next::Begin(Cause::Silence, Rung::Deputies));
        assert_eq!(next(running, seen(1), ALL, NOW), Next::End);
        assert_eq!(next(running, seen(11), ALL, NOW), Next::Wait, "seen before it began");
    }

    #[test]
    fn requests_that_are_answered_end_it_and_admins_who_only_look_do_not() {
        let running = after(Cause::Requests, 3, Rung::Remind, 3);
        let waits = |since: Option<i64>| Signs {
            request_since: since.map(ago),
            ..seen(0)
        };
        assert_eq!(next(running, waits(Some(10)), ALL, NOW), Next::Wait);
        assert_eq!(next(running, waits(Some(2)), ALL, NOW), Next::End);
        assert_eq!(next(running, waits(None), ALL, NOW), Next::End);
    }

    #[test]
    fn whatever_happens_a_switch_ends_or_comes_to_the_neighbours() {
        for bits in 0..8_u8 {
            let crew = Crew {
                admins: bits & 1 != 0,
                deputies: bits & 2 != 0,
                coordinators: bits & 4 != 0,
            };
            let Next::Begin(cause, mut rung) = next(None, seen(60), crew, NOW) else {
                panic!("{crew:?}")
            };
            let mut steps = vec![rung];
            while let Next::Climb(above) = next(after(cause, 60, rung, 7), seen(90), crew, NOW) {
                rung = above;
                steps.push(rung);
            }
            assert_eq!(steps.last(), Some(&Rung::Volunteers), "{crew:?}");
            assert!(
                steps.is_sorted() && steps.iter().all(|step| crew.stands_on(*step)),
                "{crew:?}"
            );
        }
    }
}
