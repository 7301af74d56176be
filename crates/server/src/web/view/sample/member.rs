//! A member's page, logs, and who may do what.

use super::super::member::{Log, LogLine, Member, MyLog, WayIn, WhoMay};
use super::*;
use crate::web::page::log::{columns, row};
use saar_domain::access::Action;
use saar_domain::audit::Deed;

/// A line of each deed; the last ones by the operator, and by and about somebody who is gone.
fn lines() -> Vec<LogLine> {
    let line = |deed: Deed, at: i64| LogLine {
        at_ms: NOW_MS - at * DAY_MS,
        deed: deed.code().into(),
        by_operator: false,
        by: Some("Uil".into()),
        about: Some("Merel".into()),
        detail: match deed {
            Deed::RoleChanged => Some("deputy".into()),
            Deed::Measured | Deed::Objected => Some("pause".into()),
            Deed::Decided => Some("taken_back".into()),
            Deed::FlagSettled => Some("blanked".into()),
            Deed::SettingsChanged => Some("capacity,response_texts".into()),
            Deed::AreaChanged => Some("street_added".into()),
            Deed::SwitchClimbed => Some("deputies".into()),
            _ => None,
        },
        reason: (deed == Deed::ContactShown).then(|| "Haar sleutels zijn gevonden; ze neemt niet op.".into()),
        group: None,
    };
    let mut lines: Vec<_> = Deed::ALL.iter().zip(0..).map(|(deed, at)| line(*deed, at)).collect();
    lines.push(LogLine {
        by_operator: true,
        by: None,
        ..line(Deed::RoleChanged, 40)
    });
    lines.push(LogLine {
        by: None,
        about: None,
        ..line(Deed::ContactShown, 90)
    });
    lines.push(LogLine {
        about: None,
        ..line(Deed::AgeExcepted, 91)
    });
    lines
}

pub(super) fn pages(set: &mut Set) {
    let log = Log {
        group: link(),
        lines: lines(),
        next: Some("01928c2e-7b1a-7c3d-8e4f-0123456789ab".into()),
        continued: true,
    };
    set.add("log", "busy", set.inside(), json(&log));
    let empty = Log {
        lines: vec![],
        next: None,
        continued: false,
        ..log
    };
    set.add("log", "empty", set.inside(), json(&empty));
    let way_in = WayIn {
        id: "01928c2e-7b1a-7c3d-8e4f-0123456789ab".into(),
        expires_ms: NOW_MS + DAY_MS,
    };
    let mine = MyLog {
        lines: lines()
            .into_iter()
            .map(|line| LogLine {
                group: Some("Elzendaal-Noord".into()),
                ..line
            })
            .collect(),
        ways_in: vec![way_in.clone()],
        next: Some("l9".into()),
        continued: true,
    };
    set.add("my_log", "busy", set.inside(), json(&mine));
    let nothing = MyLog {
        lines: vec![],
        ways_in: vec![],
        next: None,
        continued: false,
    };
    set.add("my_log", "empty", set.inside(), json(&nothing));
    let member = Member {
        group: link(),
        id: "m1".into(),
        alias: "Merel".into(),
        role: "member".into(),
        since_ms: NOW_MS - 200 * DAY_MS,
        bound_to_secrecy: true,
        lines: lines(),
        may_show_contact: true,
        may_readmit: true,
        may_moderate: true,
        paused_until_ms: Some(NOW_MS + 3 * DAY_MS),
        measures: super::moderation_pages::rows(),
        contact: None,
        way_in: Some(way_in),
        form: "contact".into(),
        why: "omdat".into(),
        errors: vec![FieldError::new("why", "error-why-short").with("min", "10")],
    };
    set.add("member", "mistake", set.inside(), json(&member));
    let shown = Member {
        contact: Some("merel@example.org".into()),
        lines: vec![],
        way_in: None,
        form: String::new(),
        why: String::new(),
        errors: vec![],
        ..member
    };
    set.add("member", "contact", set.inside(), json(&shown));
    let who_may = WhoMay {
        group: link(),
        columns: columns(),
        rows: Action::ALL.iter().map(|action| row(*action)).collect(),
    };
    set.add("who_may", "all", set.inside(), json(&who_may));
}
