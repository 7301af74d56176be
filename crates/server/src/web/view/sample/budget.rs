//! A group that is woken, and one that is not.

use super::super::budget::{Budget, Habits, Pace};
use super::import_pages::chart;
use super::*;

pub(super) fn pages(set: &mut Set) {
    let pace = Pace {
        reached: 92,
        within: [41, 80, 92],
        median_seconds: Some(14),
    };
    let busy = Budget {
        group: link(),
        alarms: 5,
        unfounded: 3,
        pace: Some(pace),
        known_days: 30,
        drill: Some(pace),
        chart: chart("budget-months", &[0, 1, 0, 0, 2, 1, 0, 0, 1, 0, 3, 5], Some(2)),
        fatigue: vec!["often".into(), "for-nothing".into()],
        desk: true,
        habits: Some(Habits {
            muted: 4,
            away: 1,
            unreachable: 7,
            of: 61,
        }),
    };
    set.add(
        "budget",
        "few",
        set.inside(),
        json(&Budget {
            habits: None,
            ..busy.clone()
        }),
    );
    set.add(
        "budget",
        "quiet",
        set.inside(),
        json(&Budget {
            alarms: 0,
            unfounded: 0,
            pace: None,
            drill: None,
            fatigue: vec![],
            desk: false,
            habits: None,
            ..busy.clone()
        }),
    );
    set.add("budget", "busy", set.inside(), json(&busy));
}
