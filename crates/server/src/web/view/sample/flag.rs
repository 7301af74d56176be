//! Messages that may break a house rule.

use super::super::flag::{FlagNew, FlagRow, Flags, MessageRow};
use super::*;

pub(super) fn pages(set: &mut Set) {
    let message = |(seq, what): (u32, &str)| MessageRow {
        seq,
        what: what.into(),
        who: (seq > 1).then(|| "Merel".into()),
        at_ms: NOW_MS - i64::from(9 - seq) * MINUTE_MS,
    };
    let new = FlagNew {
        group: link(),
        incident: "i1".into(),
        messages: [(1, "reported"), (4, "sighting"), (6, "described")].map(message).into(),
        seq: None,
        rules: profile("NL").house_rules,
        rule: String::new(),
        words: String::new(),
        chars_max: 280,
        errors: vec![],
    };
    set.add("flag_new", "empty", set.inside(), json(&new));
    let wrong = FlagNew {
        words: "Dit is onze postbode.".into(),
        errors: vec![
            FieldError::new("seq", "error-message-missing"),
            FieldError::new("rule", "error-rule-missing"),
        ],
        ..new.clone()
    };
    set.add("flag_new", "wrong", set.inside(), json(&wrong));
    let none = FlagNew {
        messages: vec![],
        ..new
    };
    set.add("flag_new", "none", set.inside(), json(&none));
    let row = |at: u32, rule: Option<&str>, mark: Option<&str>| FlagRow {
        id: format!("f{at}"),
        incident: "i1".into(),
        seq: at,
        kind: "burglary".into(),
        at_ms: NOW_MS - i64::from(at) * MINUTE_MS,
        rule: rule.map(str::to_owned),
        mark: mark.map(str::to_owned),
        fields: mark
            .map(|_| vec!["flag-field-words".into(), "builder-label-looks-tattoos".into()])
            .unwrap_or_default(),
        words: rule.map(|_| "Dit is onze postbode.".into()),
        by: (at == 1).then(|| "Uil".into()),
        author: (at != 2).then(|| "m2".into()),
        author_alias: (at != 2).then(|| "Merel".into()),
        may_settle: at != 3,
    };
    let waiting = Flags {
        group: link(),
        flags: vec![
            row(1, Some("no_insults"), None),
            row(2, None, Some("words-offensive")),
            row(3, Some("own:Doe het hek van de speeltuin dicht."), None),
        ],
        outcomes: ["fine", "spoken", "blanked"].map(Into::into).into(),
        errors: vec![FieldError::new("flags", "problem-flag-running")],
    };
    set.add("flags", "busy", set.inside(), json(&waiting));
    let none = Flags {
        flags: vec![],
        errors: vec![],
        ..waiting
    };
    set.add("flags", "none", set.inside(), json(&none));
}
