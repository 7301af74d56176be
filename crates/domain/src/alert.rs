//! What goes out to a group for an incident: which alerts there are, how loud each is, and what is sent when the world changed meanwhile.

use crate::clock::{Span, Timestamp};
use crate::incident::State;
use crate::limits;

crate::coded! {
    /// What an alert tells.
    AlertKind, "alert" {
        /// Something is happening; the police were called, or somebody has to call.
        Alarm = "alarm",
        /// Somebody has called now, where the reporter could not.
        CallMade = "call_made",
        /// Something was added.
        Update = "update",
        /// It ended.
        Closing = "closing",
        /// It was taken back.
        Recall = "recall",
    }
}

impl AlertKind {
    /// How long it is worth sending. An alarm two hours old is not pushed as one.
    pub const fn expiry(self) -> Span {
        match self {
            Self::Alarm => limits::ALARM_EXPIRY,
            Self::CallMade | Self::Update => limits::UPDATE_EXPIRY,
            Self::Closing | Self::Recall => limits::ENDING_EXPIRY,
        }
    }

    /// Whether it tells those who were alerted how it ended.
    pub const fn is_ending(self) -> bool {
        matches!(self, Self::Closing | Self::Recall)
    }
}

/// How a message arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loudness {
    /// With sound.
    Sound,
    /// Shown or replaced without sound.
    Silent,
}

/// A member's hours of quiet, in minutes after midnight in the group's zone. From 22:00 to 07:00 goes over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// First quiet minute.
    pub from: u16,
    /// First minute that is not quiet any more.
    pub to: u16,
    /// The member chose, in so many words, that real alarms make no sound either.
    pub mute_real_alarms: bool,
}

impl QuietHours {
    /// Whether the instant lies in them.
    pub fn cover(&self, now: Timestamp, zone: &jiff::tz::TimeZone) -> bool {
        let time = now.to_jiff().to_zoned(zone.clone()).time();
        let minute = u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs());
        if self.from <= self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }
}

/// How loud an alert is for a member (EDGES 7): an alarm sounds, and a recall while people may be outside because of it; everything else
/// replaces silently. Drills respect quiet hours; real alarms wake unless the member chose otherwise.
pub fn loudness(kind: AlertKind, drill: bool, was_running: bool, quiet: Option<(QuietHours, bool)>) -> Loudness {
    let wants_sound = match kind {
        AlertKind::Alarm => true,
        AlertKind::Recall => was_running,
        AlertKind::CallMade | AlertKind::Update | AlertKind::Closing => false,
    };
    let hushed = match quiet {
        Some((hours, true)) => drill || hours.mute_real_alarms,
        _ => false,
    };
    if wants_sound && !hushed {
        Loudness::Sound
    } else {
        Loudness::Silent
    }
}

/// What the recipient of an ending has been through before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// The recipient's alarm of the same incident was attempted (perhaps it arrived, though no answer came).
    pub alarm_attempted: bool,
    /// The recipient's alarm is being attempted at this moment.
    pub alarm_under_way: bool,
    /// The recipient's alarm is on the device or in the mailbox, or they opened its page, as far as we know.
    pub alarm_arrived: bool,
}

impl Past {
    /// What a message is told as: that somebody called takes the place of an alarm that nobody heard yet, so it has to wake as that one would have.
    pub const fn told_as(self, kind: AlertKind) -> AlertKind {
        match kind {
            AlertKind::CallMade if self.alarm_attempted && !self.alarm_arrived => AlertKind::Alarm,
            other => other,
        }
    }
}

/// What to do with a delivery at the moment of sending (EDGES 15).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendering {
    /// Send it.
    Send,
    /// Send nothing, ever: there is nothing left to tell.
    Nothing,
    /// Not yet: the alarm that it ends is still on its way.
    Wait,
}

/// Decided at the time of sending, never of queuing: nobody is woken for what was taken back, and nobody who was woken is left without the end.
///
/// An alarm that was attempted and would be tried again after the end sends nothing: its correction is the ending's own delivery, which goes to
/// everybody whose alarm was attempted. So each recipient hears it once.
pub fn rendering(kind: AlertKind, incident: State, past: Past) -> Rendering {
    let send_if = |worth_it| if worth_it { Rendering::Send } else { Rendering::Nothing };
    match kind {
        AlertKind::CallMade | AlertKind::Update if past.alarm_under_way => Rendering::Wait,
        // A push service keeps one message an incident: a silent update would take the place of an alarm that still waits there for a phone that
        // sleeps. Who opens the alarm sees the news anyway.
        AlertKind::Update => send_if(incident.is_running() && past.alarm_arrived),
        AlertKind::Alarm | AlertKind::CallMade => send_if(incident.is_running()),
        // Closed first and taken back later: the recall's own delivery says so; two endings would contradict one another.
        AlertKind::Closing if incident == State::Recalled => Rendering::Nothing,
        AlertKind::Closing | AlertKind::Recall if past.alarm_under_way => Rendering::Wait,
        AlertKind::Closing | AlertKind::Recall => send_if(past.alarm_attempted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_go_over_midnight() {
        let night = QuietHours {
            from: 22 * 60,
            to: 7 * 60,
            mute_real_alarms: false,
        };
        let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").expect("bundled");
        let at = |text: &str| Timestamp::from_millis(text.parse::<jiff::Timestamp>().expect("a time").as_millisecond());
        assert!(night.cover(at("2026-11-20T22:41:00Z"), &zone));
        assert!(night.cover(at("2026-11-20T05:59:00Z"), &zone));
        assert!(!night.cover(at("2026-11-20T06:00:00Z"), &zone));
        assert!(
            !QuietHours {
                from: 60,
                to: 60,
                mute_real_alarms: false
            }
            .cover(at("2026-11-20T00:00:00Z"), &zone)
        );
    }

    #[test]
    fn what_sounds() {
        let quiet = |mute_real_alarms| {
            Some((
                QuietHours {
                    from: 0,
                    to: 1,
                    mute_real_alarms,
                },
                true,
            ))
        };
        assert_eq!(
            loudness(AlertKind::Alarm, false, true, quiet(false)),
            Loudness::Sound,
            "real alarms wake"
        );
        assert_eq!(
            loudness(AlertKind::Alarm, false, true, quiet(true)),
            Loudness::Silent,
            "unless the member chose otherwise"
        );
        assert_eq!(
            loudness(AlertKind::Alarm, true, true, quiet(false)),
            Loudness::Silent,
            "drills respect quiet hours"
        );
        assert_eq!(loudness(AlertKind::Alarm, true, true, None), Loudness::Sound);
        assert_eq!(
            loudness(AlertKind::Recall, false, true, None),
            Loudness::Sound,
            "people may be outside"
        );
        assert_eq!(loudness(AlertKind::Recall, false, false, None), Loudness::Silent);
        for kind in [AlertKind::CallMade, AlertKind::Update, AlertKind::Closing] {
            assert_eq!(loudness(kind, false, true, None), Loudness::Silent, "{kind}");
        }
    }

    #[test]
    fn rendered_when_sent() {
        let past = |alarm_attempted, alarm_under_way| Past {
            alarm_attempted,
            alarm_under_way,
            alarm_arrived: alarm_attempted,
        };
        for state in [State::Closed, State::Recalled] {
            for kind in [AlertKind::Alarm, AlertKind::Update, AlertKind::CallMade] {
                assert_eq!(
                    rendering(kind, state, past(true, false)),
                    Rendering::Nothing,
                    "{kind} {state}"
                );
            }
            assert_eq!(rendering(AlertKind::Recall, state, past(true, false)), Rendering::Send);
            assert_eq!(
                rendering(AlertKind::Recall, state, past(false, false)),
                Rendering::Nothing
            );
            assert_eq!(rendering(AlertKind::Recall, state, past(true, true)), Rendering::Wait);
        }
        assert_eq!(
            rendering(AlertKind::Closing, State::Closed, past(true, false)),
            Rendering::Send
        );
        assert_eq!(
            rendering(AlertKind::Closing, State::Recalled, past(true, false)),
            Rendering::Nothing
        );
        assert_eq!(
            rendering(AlertKind::Alarm, State::Alerted, past(false, false)),
            Rendering::Send
        );
    }

    #[test]
    fn news_never_takes_the_place_of_an_alarm_that_nobody_heard() {
        let waiting = Past {
            alarm_attempted: true,
            alarm_under_way: false,
            alarm_arrived: false,
        };
        let arrived = Past {
            alarm_arrived: true,
            ..waiting
        };
        let under_way = Past {
            alarm_under_way: true,
            ..waiting
        };
        let running = State::Alerted;
        assert_eq!(rendering(AlertKind::Update, running, waiting), Rendering::Nothing);
        assert_eq!(rendering(AlertKind::Update, running, arrived), Rendering::Send);
        assert_eq!(rendering(AlertKind::Update, running, under_way), Rendering::Wait);
        assert_eq!(rendering(AlertKind::CallMade, running, under_way), Rendering::Wait);
        assert_eq!(rendering(AlertKind::CallMade, running, waiting), Rendering::Send);
        assert_eq!(
            waiting.told_as(AlertKind::CallMade),
            AlertKind::Alarm,
            "it wakes in the alarm's place"
        );
        assert_eq!(arrived.told_as(AlertKind::CallMade), AlertKind::CallMade);
    }
}
