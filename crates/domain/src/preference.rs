//! What a member wants of us beside the hours of quiet: a pause while they are away, and the zone in which both are meant.

use crate::clock::Timestamp;
use crate::field::{Errors, FieldError, Problem};
use crate::limits;
use jiff::ToSpan;
pub use jiff::civil::Date as Day;
use jiff::tz::TimeZone;

/// A pause while a member is away (*vakantiepauze*): no alarm is sent to them, and nobody waits for their answer. Days are in the member's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HolidayPause {
    /// The first day of it; none: since it was chosen.
    pub from: Option<Day>,
    /// The last day of it; none: until the member ends it.
    pub until: Option<Day>,
}

impl HolidayPause {
    /// Reads the days as typed (`2026-12-24`), each of them optional; `today` is where the member is.
    pub fn parse(from: &str, until: &str, today: Day) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::default();
        let from = errors.take("pause_from", day(from)).flatten();
        let until = errors.take("pause_until", day(until)).flatten();
        let most = i64::from(limits::PAUSE_DAYS_MAX);
        let last = today.saturating_add(most.days());
        for (field, day) in [("pause_from", from), ("pause_until", until)] {
            // A year too many is a slip of the thumb, and a year without alarms.
            if day.is_some_and(|day| day > last) {
                errors.add(field, Problem::OutOfRange { min: 0, max: most });
            }
        }
        if until.is_some_and(|until| until < today.max(from.unwrap_or(today))) {
            errors.add("pause_until", Problem::NotAChoice);
        }
        errors.into_result()?;
        Ok(Self { from, until })
    }

    /// Whether nothing is sent to the member at this instant.
    pub fn covers(&self, now: Timestamp, zone: &TimeZone) -> bool {
        let today = day_of(now, zone);
        self.from.is_none_or(|from| from <= today) && !self.is_over(now, zone)
    }

    /// Whether it has ended by itself.
    pub fn is_over(&self, now: Timestamp, zone: &TimeZone) -> bool {
        self.until.is_some_and(|until| until < day_of(now, zone))
    }
}

/// Which day it is in a zone.
pub fn day_of(now: Timestamp, zone: &TimeZone) -> Day {
    now.to_jiff().to_zoned(zone.clone()).date()
}

fn day(text: &str) -> Result<Option<Day>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Problem::Malformed),
    }
}

/// The zone of somebody who is not where their group is: an IANA name, such as `Europe/Lisbon`. Empty: where the group is.
pub fn zone_name(text: &str) -> Result<Option<String>, Problem> {
    let name = text.trim();
    if name.is_empty() {
        return Ok(None);
    }
    if name.len() > limits::ZONE_CHARS_MAX {
        return Err(Problem::TooLong {
            max: limits::ZONE_CHARS_MAX,
        });
    }
    // Of two spellings that the library takes, the one of the list is kept.
    let zone = TimeZone::get(name).map_err(|_| Problem::NotAChoice)?;
    zone.iana_name()
        .map(|name| Some(name.to_owned()))
        .ok_or(Problem::NotAChoice)
}

/// The zone in which a member's hours and days are meant: their own, or else their group's.
pub fn zone_of(own: Option<&str>, group: &TimeZone) -> TimeZone {
    // A zone that a newer library does not know any more is as good as none.
    own.and_then(|name| TimeZone::get(name).ok())
        .unwrap_or_else(|| group.clone())
}

/// Moves one of the things in an order a place earlier or later; at the end of the order it stays where it is.
pub fn moved<T: Copy + PartialEq>(order: &[T], which: T, earlier: bool) -> Vec<T> {
    let mut order = order.to_vec();
    let from = order.iter().position(|one| *one == which);
    let to = from.and_then(|at| if earlier { at.checked_sub(1) } else { Some(at + 1) });
    if let (Some(from), Some(to)) = (from, to)
        && to < order.len()
    {
        order.swap(from, to);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_millis(text.parse::<jiff::Timestamp>().expect("a time").as_millisecond())
    }

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("bundled")
    }

    fn date(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_pause_begins_and_ends_at_midnight_where_the_member_is() {
        let pause = HolidayPause {
            from: Some(date("2026-12-20")),
            until: Some(date("2026-12-27")),
        };
        let home = zone("Europe/Amsterdam");
        for (instant, paused) in [
            ("2026-12-19T22:59:59Z", false),
            ("2026-12-19T23:00:00Z", true),
            ("2026-12-27T22:59:59Z", true),
            ("2026-12-27T23:00:00Z", false),
        ] {
            assert_eq!(pause.covers(at(instant), &home), paused, "{instant}");
        }
        // In Auckland the same days begin half a day earlier.
        let abroad = zone("Pacific/Auckland");
        assert!(pause.covers(at("2026-12-19T11:00:00Z"), &abroad));
        assert!(!pause.covers(at("2026-12-27T11:00:00Z"), &abroad));
        assert!(pause.is_over(at("2026-12-27T11:00:00Z"), &abroad));
        assert!(
            !pause.is_over(at("2026-12-19T00:00:00Z"), &abroad),
            "not begun is not over"
        );
    }

    #[test]
    fn both_days_are_optional() {
        let home = zone("Europe/Amsterdam");
        let open = HolidayPause {
            from: None,
            until: None,
        };
        assert!(open.covers(at("2026-12-19T22:59:59Z"), &home));
        assert!(
            !open.is_over(at("2036-12-19T22:59:59Z"), &home),
            "who sets no end ends it"
        );
        let later = HolidayPause {
            from: Some(date("2026-12-20")),
            until: None,
        };
        assert!(!later.covers(at("2026-12-19T12:00:00Z"), &home));
        assert!(later.covers(at("2026-12-20T12:00:00Z"), &home));
    }

    #[test]
    fn mistakes_name_the_day_and_the_mend() {
        let today = date("2026-11-20");
        let problem = |from: &str, until: &str| {
            let errors = HolidayPause::parse(from, until, today).expect_err("a mistake");
            errors
                .iter()
                .map(|error| (error.field, error.problem))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            HolidayPause::parse("", " ", today),
            Ok(HolidayPause {
                from: None,
                until: None
            })
        );
        assert_eq!(
            HolidayPause::parse("2026-11-01", "2026-11-20", today),
            Ok(HolidayPause {
                from: Some(date("2026-11-01")),
                until: Some(today)
            }),
            "one that runs already, to its last day"
        );
        assert_eq!(problem("24-12-2026", ""), [("pause_from", Problem::Malformed)]);
        assert_eq!(problem("", "2026-02-30"), [("pause_until", Problem::Malformed)]);
        assert_eq!(problem("", "2026-11-19"), [("pause_until", Problem::NotAChoice)]);
        assert_eq!(
            problem("2026-12-24", "2026-12-23"),
            [("pause_until", Problem::NotAChoice)]
        );
        let far = Problem::OutOfRange { min: 0, max: 366 };
        assert!(HolidayPause::parse("", "2027-11-21", today).is_ok(), "366 days on");
        assert_eq!(problem("", "2027-11-22"), [("pause_until", far)]);
        assert_eq!(problem("2027-11-22", ""), [("pause_from", far)]);
    }

    #[test]
    fn a_zone_is_one_that_exists() {
        assert_eq!(zone_name("  "), Ok(None));
        assert_eq!(zone_name("Europe/Lisbon"), Ok(Some("Europe/Lisbon".into())));
        assert_eq!(zone_name("europe/lisbon"), Ok(Some("Europe/Lisbon".into())));
        assert_eq!(zone_name("Europe/Elzendaal"), Err(Problem::NotAChoice));
        assert_eq!(zone_name(&"x".repeat(65)), Err(Problem::TooLong { max: 64 }));
        let group = zone("Europe/Amsterdam");
        assert_eq!(zone_of(None, &group), group);
        assert_eq!(zone_of(Some("Asia/Tokyo"), &group), zone("Asia/Tokyo"));
        assert_eq!(zone_of(Some("Asia/Nowhere"), &group), group);
    }

    #[test]
    fn an_order_changes_by_one_place_and_keeps_everything() {
        assert_eq!(moved(&[1, 2, 3], 3, true), [1, 3, 2]);
        assert_eq!(moved(&[1, 2, 3], 1, false), [2, 1, 3]);
        for (which, earlier) in [(1, true), (3, false), (4, true), (4, false)] {
            assert_eq!(
                moved(&[1, 2, 3], which, earlier),
                [1, 2, 3],
                "{which}, earlier: {earlier}"
            );
        }
        assert!(moved(&[], 1, false).is_empty());
    }
}
