//! Who is on call: turns on days of the week or on dates, each of an evening or a night.

use crate::field::{Errors, FieldError, Problem};
use crate::limits;
use jiff::civil::Date;

crate::coded! {
    /// The part of a day that a turn is for.
    Part, "part of the day" {
        /// Until people sleep.
        Evening = "evening",
        /// Until they wake.
        Night = "night",
    }
}

/// The hour until which it is still the night of the day before.
const NIGHT_ENDS: i8 = 7;

/// The hour from which it is night: people sleep.
const NIGHT_BEGINS: i8 = 23;

/// On which days a turn is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Each week, 1 is Monday.
    Weekday(i8),
    /// Once.
    Day(Date),
}

impl On {
    /// Whether it is on a day.
    pub fn is(self, day: Date) -> bool {
        match self {
            Self::Weekday(weekday) => day.weekday().to_monday_one_offset() == weekday,
            Self::Day(on) => on == day,
        }
    }

    /// Whether it is over for good.
    pub fn is_over(self, today: Date) -> bool {
        matches!(self, Self::Day(on) if on < today)
    }
}

/// The day to which an instant belongs: after midnight it is still the night of the day before.
pub fn day_of(now: &jiff::Zoned) -> Date {
    let today = now.date();
    if now.hour() < NIGHT_ENDS {
        today.yesterday().unwrap_or(today)
    } else {
        today
    }
}

/// The part of its day to which an instant belongs. What comes by day is for who has the evening: they come home to it.
pub fn part_of(now: &jiff::Zoned) -> Part {
    if (NIGHT_ENDS..NIGHT_BEGINS).contains(&now.hour()) {
        Part::Evening
    } else {
        Part::Night
    }
}

/// A turn, as somebody typed it: a day of the week, or a date.
#[derive(Debug, Clone, Default)]
pub struct RawTurn {
    /// `1` to `7`, 1 is Monday; empty for a date.
    pub weekday: String,
    /// As 2026-11-28; empty for a day of the week.
    pub day: String,
    /// Code of the part of the day.
    pub part: String,
}

impl RawTurn {
    /// Checks everything at once.
    pub fn check(&self, today: Date) -> Result<(On, Part), Vec<FieldError>> {
        let mut errors = Errors::default();
        let weekday = match self.weekday.trim() {
            "" => None,
            typed => {
                let known = typed.parse().ok().filter(|weekday| (1..=7).contains(weekday));
                errors.take("turn_weekday", known.map(On::Weekday).ok_or(Problem::NotAChoice))
            }
        };
        // A date goes before a day of the week.
        let on = match self.day.trim() {
            "" if self.weekday.trim().is_empty() => errors.take("turn_day", Err(Problem::Missing)),
            "" => weekday,
            day => errors.take("turn_day", date(day, today).map(On::Day)),
        };
        let part = errors.take("turn_part", self.part.parse().map_err(|_| Problem::NotAChoice));
        errors.into_result()?;
        on.zip(part).ok_or_else(Vec::new)
    }
}

fn date(text: &str, today: Date) -> Result<Date, Problem> {
    let day = Date::strptime("%Y-%m-%d", text).map_err(|_| Problem::Malformed)?;
    let last = today.saturating_add(jiff::Span::new().days(limits::TURN_DAYS_MAX));
    if (today..=last).contains(&day) {
        Ok(day)
    } else {
        Err(Problem::OutOfRange {
            min: 0,
            max: limits::TURN_DAYS_MAX,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as on;

    #[test]
    fn after_midnight_it_is_still_the_night_before() {
        let at = |hour| on(2026, 11, 28).at(hour, 30, 0, 0).in_tz("Europe/Amsterdam").unwrap();
        assert_eq!(day_of(&at(0)), on(2026, 11, 27));
        assert_eq!(day_of(&at(6)), on(2026, 11, 27));
        assert_eq!(day_of(&at(7)), on(2026, 11, 28));
        assert_eq!(day_of(&at(23)), on(2026, 11, 28));
        let parts = [0, 6, 7, 15, 22, 23].map(|hour| part_of(&at(hour)));
        let [evening, night] = [Part::Evening, Part::Night];
        assert_eq!(parts, [night, night, evening, evening, evening, night]);
    }

    #[test]
    fn a_turn_is_each_week_or_once() {
        // A Saturday.
        let today = on(2026, 11, 28);
        assert!(On::Weekday(6).is(today) && !On::Weekday(5).is(today));
        assert!(On::Day(today).is(today) && !On::Day(today).is_over(today));
        assert!(On::Day(on(2026, 11, 27)).is_over(today) && !On::Weekday(5).is_over(today));
    }

    #[test]
    fn what_is_typed_is_a_weekday_or_a_date_soon_enough() {
        let today = on(2026, 11, 28);
        let typed = |weekday: &str, day: &str, part: &str| {
            let raw = RawTurn {
                weekday: weekday.into(),
                day: day.into(),
                part: part.into(),
            };
            raw.check(today).map_err(|errors| {
                errors
                    .iter()
                    .map(|error| (error.field, error.problem))
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(typed("7", "", "night"), Ok((On::Weekday(7), Part::Night)));
        assert_eq!(
            typed("", "2026-12-01", "evening"),
            Ok((On::Day(on(2026, 12, 1)), Part::Evening))
        );
        assert_eq!(
            typed("", "", ""),
            Err(vec![("turn_day", Problem::Missing), ("turn_part", Problem::NotAChoice)])
        );
        assert_eq!(
            typed("8", "", "night"),
            Err(vec![("turn_weekday", Problem::NotAChoice)])
        );
        assert_eq!(
            typed("7", "2026-12-01", "night"),
            Ok((On::Day(on(2026, 12, 1)), Part::Night)),
            "a date goes before a day of the week"
        );
        assert_eq!(
            typed("0", "2026-12-01", "night"),
            Err(vec![("turn_weekday", Problem::NotAChoice)])
        );
        assert_eq!(
            typed("", "morgen", "night"),
            Err(vec![("turn_day", Problem::Malformed)])
        );
        let far = Problem::OutOfRange { min: 0, max: 180 };
        for day in ["2026-11-27", "2027-05-28"] {
            assert_eq!(typed("", day, "night"), Err(vec![("turn_day", far)]), "{day}");
        }
    }
}
