//! The attention budget: how often a group is woken, how often for nothing, how soon people are reached; and a warning before they stop listening.
//!
//! Counts alone, never who.

use crate::clock::{Span, Timestamp};
use crate::limits;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A real alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Woken {
    /// When it was raised.
    pub at: Timestamp,
    /// It was taken back: a false alarm, or a known person.
    pub unfounded: bool,
}

/// The alarms of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub begin: Date,
    /// How many.
    pub alarms: u32,
    /// Of those, how many for nothing.
    pub unfounded: u32,
}

/// The latest months, the present one last, those without an alarm too. Months are those of the group's zone.
pub fn months(alarms: &[Woken], now: Timestamp, zone: &TimeZone) -> Vec<Month> {
    let mut begin = month_of(now, zone);
    let mut months = Vec::with_capacity(limits::BUDGET_MONTHS);
    for _ in 0..limits::BUDGET_MONTHS {
        let of = || alarms.iter().filter(|alarm| month_of(alarm.at, zone) == begin);
        months.push(Month {
            begin,
            alarms: count(of()),
            unfounded: count(of().filter(|alarm| alarm.unfounded)),
        });
        begin = begin.checked_sub(1.month()).unwrap_or(begin);
    }
    months.reverse();
    months
}

fn month_of(at: Timestamp, zone: &TimeZone) -> Date {
    let instant = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or_default();
    instant.to_zoned(zone.clone()).date().first_of_month()
}

fn count<T>(these: impl Iterator<Item = T>) -> u32 {
    u32::try_from(these.count()).unwrap_or(u32::MAX)
}

/// How many since then, and how many of those for nothing.
pub fn since(alarms: &[Woken], then: Timestamp) -> (u32, u32) {
    let of = || alarms.iter().filter(|alarm| alarm.at >= then);
    (count(of()), count(of().filter(|alarm| alarm.unfounded)))
}

crate::coded! {
    /// Why people may soon stop listening.
    Fatigue, "reason of fatigue" {
        /// They are woken about once a week.
        Often = "often",
        /// Half of the times it was for nothing.
        ForNothing = "for_nothing",
    }
}

/// What wears the group out, if anything: told before people mute, so that it can still be talked about.
pub fn fatigue(alarms: &[Woken], now: Timestamp) -> Vec<Fatigue> {
    let (often, _) = since(alarms, now.minus(limits::FATIGUE_SPAN));
    let (all, unfounded) = since(alarms, now.minus(limits::DOUBT_SPAN));
    let mut found = Vec::new();
    if often >= limits::FATIGUE_ALARMS {
        found.push(Fatigue::Often);
    }
    if all >= limits::DOUBT_ALARMS_MIN && unfounded.saturating_mul(2) >= all {
        found.push(Fatigue::ForNothing);
    }
    found
}

/// How soon people were reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pace {
    /// People it went to; somebody who was alerted twice counts twice.
    pub of: u32,
    /// Of those, how many were reached at all.
    pub reached: u32,
    /// Within each of [`limits::REACH_SECONDS`].
    pub within: [u32; 3],
    /// The time within which half of those who were reached were, in seconds; none where nobody was.
    pub median_seconds: Option<u32>,
}

/// The pace of some times: each somebody's, from the alarm to the first sign that it is there; none where there was none.
pub fn pace(times: impl IntoIterator<Item = Option<Span>>) -> Pace {
    let mut pace = Pace::default();
    let mut seconds = Vec::new();
    for time in times {
        pace.of += 1;
        let Some(time) = time else { continue };
        // A phone whose receipt came within the same instant was there at once.
        seconds.push(u32::try_from(time.as_seconds().max(0)).unwrap_or(u32::MAX));
    }
    seconds.sort_unstable();
    pace.reached = count(seconds.iter());
    pace.within = limits::REACH_SECONDS.map(|most| count(seconds.iter().filter(|each| **each <= most)));
    pace.median_seconds = seconds.get(seconds.len().saturating_sub(1) / 2).copied();
    pace
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 22 November 2026, 00:30 in Amsterdam.
    const NOW: Timestamp = Timestamp::from_millis(1_795_303_800_000);

    fn woken(days_ago: i64, unfounded: bool) -> Woken {
        Woken {
            at: NOW.minus(Span::days(days_ago)),
            unfounded,
        }
    }

    #[test]
    fn months_are_those_of_the_groups_zone_and_quiet_ones_stay() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        // 1 November, 00:30 in Amsterdam, is still October in Greenwich.
        let border = woken(21, true);
        let months = months(&[woken(0, false), border, woken(400, false)], NOW, &zone);
        assert_eq!(months.len(), 12);
        let last = months[11];
        assert_eq!(
            (last.begin.to_string().as_str(), last.alarms, last.unfounded),
            ("2026-11-01", 2, 1)
        );
        assert_eq!(
            (months[0].begin.to_string().as_str(), months[0].alarms),
            ("2025-12-01", 0)
        );
        assert_eq!(
            months.iter().map(|month| month.alarms).sum::<u32>(),
            2,
            "a year back, no farther"
        );
    }

    #[test]
    fn a_group_is_warned_at_one_alarm_a_week_and_at_one_of_two_for_nothing() {
        let often = |count: i64| (0..count).map(|day| woken(day, false)).collect::<Vec<_>>();
        assert_eq!(fatigue(&often(3), NOW), []);
        assert_eq!(fatigue(&often(4), NOW), [Fatigue::Often]);
        assert_eq!(
            fatigue(
                &[woken(29, false), woken(31, false), woken(31, false), woken(31, false)],
                NOW
            ),
            []
        );
        let doubt = [woken(40, true), woken(60, false)];
        assert_eq!(fatigue(&doubt, NOW), [], "one of two is chance");
        assert_eq!(
            fatigue(&[doubt[0], doubt[1], woken(80, true)], NOW),
            [Fatigue::ForNothing]
        );
        assert_eq!(fatigue(&[doubt[0], doubt[1], woken(80, false)], NOW), []);
        assert_eq!(fatigue(&[doubt[0], doubt[1], woken(91, true)], NOW), [], "long ago");
        let both: Vec<_> = (0..4).map(|day| woken(day, true)).collect();
        assert_eq!(fatigue(&both, NOW), Fatigue::ALL);
    }

    #[test]
    fn half_is_reached_by_the_median() {
        assert_eq!(pace([]), Pace::default());
        assert_eq!(
            pace([None]),
            Pace {
                of: 1,
                ..Pace::default()
            }
        );
        let seconds = |list: &[i64]| list.iter().map(|each| Some(Span::seconds(*each))).collect::<Vec<_>>();
        let mut times = seconds(&[2, 10, 11, 60, 61, 300, 301]);
        times.push(None);
        let pace = pace(times);
        assert_eq!((pace.of, pace.reached, pace.within), (8, 7, [2, 4, 6]));
        assert_eq!(pace.median_seconds, Some(60));
        assert_eq!(super::pace(seconds(&[4, 9])).median_seconds, Some(4));
    }
}
