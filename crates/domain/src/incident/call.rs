//! The emergency call (*112-/101-melding*): by whom and when. No alert goes out before one is recorded, or its absence is said.

use super::Mark;
use crate::clock::{Span, Timestamp};
use crate::field::Problem;
use crate::limits;
use serde::{Deserialize, Serialize};

crate::coded! {
    /// Who called, as the one who reports knows it.
    CalledBy, "caller" {
        /// The reporter.
        Reporter = "reporter",
        /// A neighbour, member or not.
        Neighbour = "neighbour",
        /// A member who is told of it: after a "cannot call", or to tell the police more.
        Member = "member",
    }
}

/// A call to the police that somebody recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Who called.
    pub by: CalledBy,
    /// When, by the server's clock.
    pub at: Timestamp,
}

impl Call {
    /// Whether "a neighbour called" is the call that is recorded already. Another one was clearly later: two people who say when a third has called
    /// differ by a minute or two.
    pub fn is_the_same_as(self, latest: Self) -> bool {
        self.at.since(latest.at) <= limits::SAME_CALL_SPAN
    }
}

/// When the call was, as a phone or a person says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalledWhen {
    /// That many seconds before the request (a phone's own stopwatch: no clock needs to be right).
    SecondsAgo(i64),
    /// Minutes after midnight on the wall's clock; the latest past instant with that reading is meant.
    WallMinutes(u16),
}

impl CalledWhen {
    /// Reads "23:41", "23.41" or "2341".
    pub fn parse_wall(text: &str) -> Result<Self, Problem> {
        let digits: String = text.trim().chars().filter(|c| !matches!(c, ':' | '.' | ' ')).collect();
        if !(3..=4).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Problem::Malformed);
        }
        let (hours, minutes) = digits.split_at(digits.len() - 2);
        match (hours.parse::<u16>(), minutes.parse::<u16>()) {
            (Ok(hours @ 0..=23), Ok(minutes @ 0..=59)) => Ok(Self::WallMinutes(hours * 60 + minutes)),
            _ => Err(Problem::Malformed),
        }
    }

    /// The instant that is meant. A future or very old one is taken as near as possible and marked: a phone's clock never stops an alarm
    /// (EDGES 2 and 8).
    pub fn resolve(self, now: Timestamp, zone: &jiff::tz::TimeZone) -> (Timestamp, Option<Mark>) {
        match self {
            Self::SecondsAgo(seconds) if seconds < 0 => (now, Some(Mark::ClockOff)),
            Self::SecondsAgo(seconds) if seconds > limits::CALL_AGE_MAX.as_seconds() => {
                (now.minus(limits::CALL_AGE_MAX), Some(Mark::ClockOff))
            }
            Self::SecondsAgo(seconds) => (now.minus(Span::seconds(seconds)), None),
            Self::WallMinutes(minutes) => match latest_past(minutes, now, zone) {
                Some(at) => (at, None),
                None => (now, Some(Mark::ClockOff)),
            },
        }
    }
}

/// The latest instant not after `now` at which the wall's clock read so. Where the reading came twice (the clock was put back), the later one;
/// where it never came that day (put forward), the day before.
fn latest_past(wall_minutes: u16, now: Timestamp, zone: &jiff::tz::TimeZone) -> Option<Timestamp> {
    // "23:41" typed at 23:41:20 means this minute, not yesterday; but so does 23:42 typed by somebody whose watch is a minute fast.
    const WATCH_FAST: Span = Span::minutes(2);
    let today = now.to_jiff().to_zoned(zone.clone()).date();
    let time = jiff::civil::Time::new(
        i8::try_from(wall_minutes / 60).ok()?,
        i8::try_from(wall_minutes % 60).ok()?,
        0,
        0,
    )
    .ok()?;
    let mut found = None;
    for days_back in 0..=2 {
        let Ok(date) = today.checked_sub(jiff::Span::new().days(days_back)) else {
            continue;
        };
        let ambiguous = zone.to_ambiguous_zoned(date.to_datetime(time));
        let never_came = matches!(ambiguous.offset(), jiff::tz::AmbiguousOffset::Gap { .. });
        let readings = if never_came {
            vec![]
        } else {
            vec![ambiguous.clone().later(), ambiguous.earlier()]
        };
        for reading in readings.into_iter().flatten() {
            let at = Timestamp::from_millis(reading.timestamp().as_millisecond());
            if at <= now.plus(WATCH_FAST) && found.is_none_or(|best| at > best) {
                found = Some(at);
            }
        }
    }
    found.map(|at| at.min(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get("Europe/Amsterdam").expect("bundled")
    }
    fn at(text: &str) -> Timestamp {
        Timestamp::from_millis(text.parse::<jiff::Timestamp>().expect("a time").as_millisecond())
    }
    fn resolve(wall: &str, now: &str) -> (Timestamp, Option<Mark>) {
        CalledWhen::parse_wall(wall)
            .expect("a reading")
            .resolve(at(now), &zone())
    }

    #[test]
    fn wall_clock_means_the_latest_past_instant() {
        assert_eq!(
            resolve("23:41", "2026-11-20T22:45:00Z"),
            (at("2026-11-20T22:41:00Z"), None)
        );
        // Just after midnight: yesterday evening.
        assert_eq!(
            resolve("23.58", "2026-11-20T23:03:00Z"),
            (at("2026-11-20T22:58:00Z"), None)
        );
        // The same minute, and a watch that is a minute fast.
        assert_eq!(
            resolve("2341", "2026-11-20T22:41:20Z"),
            (at("2026-11-20T22:41:00Z"), None)
        );
        assert_eq!(
            resolve("23:42", "2026-11-20T22:41:20Z"),
            (at("2026-11-20T22:41:20Z"), None)
        );
    }

    #[test]
    fn daylight_saving() {
        // 25 October 2026: 02:30 comes twice. At 02:40 the second time, the second 02:30 is meant; at 02:40 the first time, the first.
        assert_eq!(resolve("02:30", "2026-10-25T01:40:00Z").0, at("2026-10-25T01:30:00Z"));
        assert_eq!(resolve("02:30", "2026-10-25T00:40:00Z").0, at("2026-10-25T00:30:00Z"));
        // 29 March 2026: 02:30 never comes; the day before is meant.
        assert_eq!(resolve("02:30", "2026-03-29T01:10:00Z").0, at("2026-03-28T01:30:00Z"));
    }

    #[test]
    fn odd_clocks_are_marked_and_never_refused() {
        let now = at("2026-11-20T22:45:00Z");
        assert_eq!(
            CalledWhen::SecondsAgo(-5).resolve(now, &zone()),
            (now, Some(Mark::ClockOff))
        );
        assert_eq!(
            CalledWhen::SecondsAgo(i64::MAX).resolve(now, &zone()),
            (now.minus(limits::CALL_AGE_MAX), Some(Mark::ClockOff))
        );
        assert_eq!(
            CalledWhen::SecondsAgo(60).resolve(now, &zone()),
            (now.minus(Span::minutes(1)), None)
        );
    }

    #[test]
    fn no_reading() {
        for text in ["", "24:00", "12:60", "noon", "1", "12345", "-1:20", "１２:００"] {
            assert_eq!(CalledWhen::parse_wall(text), Err(Problem::Malformed), "{text}");
        }
        assert_eq!(CalledWhen::parse_wall("7:05"), Ok(CalledWhen::WallMinutes(425)));
    }
}
