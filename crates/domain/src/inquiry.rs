//! The desk for people who are not members: "was I, or my car, reported?" They ask one group about one day and one street, and get an answer in time.

use crate::clock::Timestamp;
use crate::field::Problem;
use crate::limits;
use crate::preference::Day;
use jiff::ToSpan as _;
use jiff::tz::TimeZone;

crate::coded! {
    /// What somebody asks about.
    Asked, "subject of a question" {
        /// Themselves.
        Person = "person",
        /// Their car, or another vehicle.
        Vehicle = "vehicle",
    }
}

crate::coded! {
    /// Where a question stands.
    InquiryState, "state of a question" {
        /// The mailed code was not typed yet: nobody reads it.
        Unconfirmed = "unconfirmed",
        /// Waits for an answer.
        Open = "open",
        /// Answered.
        Answered = "answered",
    }
}

crate::coded! {
    /// What the answer comes down to. None of them tells who reported, or anything about others.
    Finding, "finding" {
        /// Nothing about them was reported.
        Nothing = "nothing",
        /// Something was, and it is still kept for a while.
        Reported = "reported",
        /// Of that day nothing is kept any more that says who it was.
        Erased = "erased",
        /// It cannot be told without showing somebody else.
        Unclear = "unclear",
    }
}

/// Until when an answer is due: a month after it was asked, or so many months; by the calendar of the group's zone (GDPR 12, 3).
pub fn due(asked: Timestamp, months: i32, zone: &TimeZone) -> Timestamp {
    let local = asked.to_jiff().to_zoned(zone.clone());
    let then = local.checked_add(months.months()).unwrap_or(local);
    Timestamp::from_millis(then.timestamp().as_millisecond())
}

/// The day that somebody asks about, as typed: not later than today, and not so long ago that nothing is kept in any case.
pub fn day(text: &str, today: Day) -> Result<Day, Problem> {
    if text.trim().is_empty() {
        return Err(Problem::Missing);
    }
    let day: Day = text.trim().parse().map_err(|_| Problem::Malformed)?;
    let ago = today.since(day).map_or(-1, |span| span.get_days());
    let max = limits::INQUIRY_DAYS_BACK_MAX;
    if (0..=max).contains(&ago) {
        Ok(day)
    } else {
        Err(Problem::OutOfRange {
            min: 0,
            max: i64::from(max),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_millis(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn a_month_is_a_month_of_the_calendar() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        assert_eq!(due(at("2027-01-31T11:00:00Z"), 1, &zone), at("2027-02-28T11:00:00Z"));
        // Noon stays noon when the clock changes in between.
        assert_eq!(due(at("2027-03-20T11:00:00Z"), 1, &zone), at("2027-04-20T10:00:00Z"));
        assert_eq!(due(at("2026-11-20T11:00:00Z"), 3, &zone), at("2027-02-20T11:00:00Z"));
    }

    #[test]
    fn a_day_of_which_something_may_be_kept() {
        let today: Day = "2026-11-20".parse().unwrap();
        assert_eq!(day(" 2026-11-20 ", today), Ok(today));
        assert!(day("2026-09-21", today).is_ok(), "sixty days ago");
        for far in ["2026-09-20", "2026-11-21"] {
            assert_eq!(day(far, today), Err(Problem::OutOfRange { min: 0, max: 60 }), "{far}");
        }
        assert_eq!(day("", today), Err(Problem::Missing));
        assert_eq!(day("gisteren", today), Err(Problem::Malformed));
    }
}
