//! The roster.

use super::super::roster::{Choice, Roster, TurnRow};
use super::*;

pub(super) fn pages(set: &mut Set) {
    let turn = |weekday, day: &str, part: &str, agreed, mine| TurnRow {
        id: "t1".into(),
        alias: if mine { "Merel".into() } else { "Uil".into() },
        weekday,
        day: day.into(),
        part: part.into(),
        agreed,
        mine,
        may_remove: true,
    };
    let busy = Roster {
        group: link(),
        tonight: vec!["Merel".into(), "Uil".into()],
        turns: vec![
            turn(Some(5), "", "evening", true, true),
            turn(Some(5), "", "night", false, true),
            turn(None, "2026-11-28", "night", false, false),
        ],
        others: Some(vec![Choice {
            id: "m2".into(),
            alias: "Uil".into(),
        }]),
        member: "m2".into(),
        weekday: "5".into(),
        day: "2026-11-28".into(),
        part: "night".into(),
        errors: vec![
            FieldError::new("turn_day", "error-turn-day"),
            FieldError::new("turn_part", "error-turn-part"),
        ],
    };
    let member = Roster {
        tonight: vec![],
        turns: vec![],
        others: None,
        member: String::new(),
        weekday: String::new(),
        day: String::new(),
        part: String::new(),
        errors: vec![],
        ..busy.clone()
    };
    set.add("roster", "busy", set.inside(), json(&busy));
    set.add("roster", "member", set.inside(), json(&member));
}
