//! Drills of a group.

use super::super::budget::Pace;
use super::super::drill::{ChannelRow, Drills, NextDrill, PlannedRow, ReportRow};
use super::*;

pub(super) fn pages(set: &mut Set) {
    let planned = ["planned", "open", "called-off", "missed"].map(|phase| PlannedRow {
        id: phase.into(),
        at_ms: NOW_MS + DAY_MS,
        phase: phase.into(),
    });
    let channels = ["push", "mail", "page"].map(|code| ChannelRow {
        code: code.into(),
        reached: 20,
        within: [9, 18, 20],
    });
    let report = ReportRow {
        incident: "i1".into(),
        at_ms: NOW_MS - 9 * DAY_MS,
        pace: Some(Pace {
            reached: 92,
            within: [41, 80, 92],
            median_seconds: Some(14),
        }),
        channels: channels.into(),
    };
    let few = ReportRow {
        pace: None,
        channels: vec![],
        ..report.clone()
    };
    let busy = Drills {
        group: link(),
        drill_day: "2026-11-28".into(),
        drill_time: "20:00".into(),
        days_max: 90,
        planned: planned.into(),
        reports: vec![report, few],
        errors: vec![
            FieldError::new("drill_day", "error-drill-day-range").with("max", "90"),
            FieldError::new("drill_time", "error-drill-when"),
        ],
    };
    set.add("drills", "busy", set.inside(), json(&busy));
    set.add(
        "drills",
        "none",
        set.inside(),
        json(&Drills {
            planned: vec![],
            reports: vec![],
            errors: vec![],
            ..busy
        }),
    );
    for (variant, may_begin) in [("drill-soon", false), ("drill-now", true)] {
        let page = set.inside();
        let home = group::Home {
            drill: Some(NextDrill {
                id: "d1".into(),
                at_ms: NOW_MS + DAY_MS,
                may_begin,
            }),
            ..group_home(&page)
        };
        set.add("group", variant, page, json(&home));
    }
}
