//! Planned drills: when one may be planned, and when it may begin. What happens in a drill is an incident like any other, marked.

use crate::clock::{Span, Timestamp};
use crate::field::{FieldError, Problem};
use crate::limits;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

crate::coded! {
    /// Where a planned drill stands.
    Phase, "phase of a drill" {
        /// Its time is to come.
        Planned = "planned",
        /// It may begin: somebody who runs the group taps.
        Open = "open",
        /// It was begun.
        Begun = "begun",
        /// It was called off.
        CalledOff = "called_off",
        /// Its time went by, and nobody began it.
        Missed = "missed",
    }
}

/// Where a drill stands that was planned for an instant.
pub fn phase(at: Timestamp, called_off: bool, begun: bool, now: Timestamp) -> Phase {
    if begun {
        Phase::Begun
    } else if called_off {
        Phase::CalledOff
    } else if now < at.minus(limits::DRILL_EARLY) {
        Phase::Planned
    } else if now < at.plus(limits::DRILL_LATE) {
        Phase::Open
    } else {
        Phase::Missed
    }
}

/// The instant of a day and a time on the group's own clocks: soon enough to be remembered, and not so soon that nobody was told.
pub fn plan(day: &str, time: &str, zone: &TimeZone, now: Timestamp) -> Result<Timestamp, Vec<FieldError>> {
    let wrong = |field, problem| FieldError { field, problem };
    let missing = |text: &str| {
        if text.trim().is_empty() {
            Problem::Missing
        } else {
            Problem::Malformed
        }
    };
    let date = Date::strptime("%Y-%m-%d", day.trim()).map_err(|_| wrong("drill_day", missing(day)));
    let clock = Time::strptime("%H:%M", time.trim()).map_err(|_| wrong("drill_time", missing(time)));
    let (date, clock) = match (date, clock) {
        (Ok(date), Ok(clock)) => (date, clock),
        (date, clock) => return Err([date.err(), clock.err()].into_iter().flatten().collect()),
    };
    // A time that a clock leaves out in spring is taken an hour later.
    let at = date
        .to_datetime(clock)
        .to_zoned(zone.clone())
        .map(|zoned| Timestamp::from_millis(zoned.timestamp().as_millisecond()))
        .map_err(|_| vec![wrong("drill_day", Problem::Malformed)])?;
    let (first, last) = (
        now.plus(limits::DRILL_NOTICE),
        now.plus(Span::days(i64::from(limits::DRILL_DAYS_MAX))),
    );
    if at < first || at > last {
        let problem = Problem::OutOfRange {
            min: 1,
            max: i64::from(limits::DRILL_DAYS_MAX),
        };
        return Err(vec![wrong("drill_day", problem)]);
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 22 November 2026, 00:30 in Amsterdam.
    const NOW: Timestamp = Timestamp::from_millis(1_795_303_800_000);

    fn planned(day: &str, time: &str) -> Result<i64, Vec<(&'static str, Problem)>> {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        plan(day, time, &zone, NOW)
            .map(|at| at.since(NOW).as_seconds() / 60)
            .map_err(|errors| errors.iter().map(|error| (error.field, error.problem)).collect())
    }

    #[test]
    fn a_drill_is_planned_on_the_groups_own_clocks() {
        assert_eq!(planned("2026-11-22", "01:30"), Ok(60));
        assert_eq!(planned(" 2026-11-28 ", "20:00"), Ok(6 * 24 * 60 + 19 * 60 + 30));
        let far = Problem::OutOfRange { min: 1, max: 90 };
        for (day, time) in [
            ("2026-11-22", "01:29"),
            ("2026-11-21", "20:00"),
            ("2027-02-21", "20:00"),
        ] {
            assert_eq!(planned(day, time), Err(vec![("drill_day", far)]), "{day} {time}");
        }
        assert_eq!(
            planned("", "8 uur"),
            Err(vec![
                ("drill_day", Problem::Missing),
                ("drill_time", Problem::Malformed)
            ])
        );
        assert_eq!(
            planned("2026-13-01", "20:00"),
            Err(vec![("drill_day", Problem::Malformed)])
        );
    }

    #[test]
    fn it_begins_around_its_time_and_not_after() {
        let at = |minutes: i64| phase(NOW.plus(Span::minutes(minutes)), false, false, NOW);
        assert_eq!(at(16), Phase::Planned);
        assert_eq!(at(15), Phase::Open);
        assert_eq!(at(0), Phase::Open);
        assert_eq!(at(-119), Phase::Open);
        assert_eq!(at(-120), Phase::Missed);
        assert_eq!(phase(NOW, true, false, NOW), Phase::CalledOff);
        assert_eq!(phase(NOW.minus(Span::days(3)), false, true, NOW), Phase::Begun);
    }
}
