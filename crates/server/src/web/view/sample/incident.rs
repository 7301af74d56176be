//! An incident in each of its states.

use super::super::incident;
use super::*;

pub(super) fn pages(set: &mut Set, country: &str) {
    set.add(
        "incident",
        "running",
        Page {
            notice: Some(notice("notice-sent")),
            ..set.inside()
        },
        json(&incident(country)),
    );
    set.add(
        "incident",
        "again",
        set.inside(),
        json(&incident::Incident {
            call_again: true,
            mine: false,
            ..incident(country)
        }),
    );
    for (variant, mine) in [("cannot-other", false), ("cannot-mine", true)] {
        set.add(
            "incident",
            variant,
            set.inside(),
            json(&incident::Incident {
                mine,
                plan: None,
                may_call: !mine,
                call: CallState {
                    number: "112".into(),
                    cannot_call: true,
                    ..CallState::default()
                },
                closing_reasons: vec![],
                ..incident(country)
            }),
        );
    }
    let called = CallState {
        number: "112".into(),
        called_ms: Some(NOW_MS),
        by: "member".into(),
        again_ms: None,
        cannot_call: true,
    };
    set.add(
        "incident",
        "cannot-called",
        set.inside(),
        json(&incident::Incident {
            call: called,
            plan: None,
            mine: false,
            ..incident(country)
        }),
    );
    set.add(
        "incident",
        "drill",
        set.demo(),
        json(&incident::Incident {
            drill: true,
            simulated: true,
            share_url: None,
            sent_ms: NOW_MS,
            call_again: true,
            ..incident(country)
        }),
    );
    for (variant, reason) in [
        ("closed", "police_resolved"),
        ("closed2", "nothing_found"),
        ("recalled", "known_person"),
        ("recalled2", "false_alarm"),
        ("expired", "expired"),
    ] {
        let recalled = variant.starts_with("recalled");
        set.add(
            "incident",
            variant,
            set.inside(),
            json(&incident::Incident {
                state: variant.trim_end_matches('2').into(),
                closing: Some(incident::Closing {
                    reason: reason.into(),
                    at_ms: NOW_MS,
                    by: (reason != "expired").then(|| "Merel".into()),
                }),
                closing_reasons: if recalled {
                    vec![]
                } else {
                    vec!["false_alarm".into(), "known_person".into()]
                },
                forgotten: recalled,
                descriptions: vec![],
                read: None,
                may_describe: false,
                may_sight: false,
                paused_until_ms: Some(NOW_MS + 3 * DAY_MS),
                phrase: None,
                responses: vec![],
                share_url: None,
                ..incident(country)
            }),
        );
    }
    set.add(
        "incident",
        "wrong",
        set.inside(),
        json(&incident::Incident {
            errors: vec![
                FieldError::new("words", "error-text-long")
                    .with("length", "301")
                    .with("max", "280"),
                FieldError::new("direction", "error-direction-unknown"),
                FieldError::new("", "error-sightings-full")
                    .with("max", "200")
                    .with("number", "112"),
            ],
            form: incident::SightingForm {
                words: "Rent weg".into(),
                appearance: "Groene jas".into(),
                unseen: vec![("call".into(), "me".into())],
                ..incident::SightingForm::default()
            },
            ..incident(country)
        }),
    );
}

pub(super) fn timeline(at_ms: i64) -> Vec<incident::Entry> {
    let entry = |minutes: i64, what: &str, who: Option<&str>| incident::Entry {
        at_ms: at_ms + minutes * MINUTE_MS,
        what: what.into(),
        who: who.map(Into::into),
        count: 1,
        ..incident::Entry::default()
    };
    let entries = [
        incident::Entry {
            reason: Some("known_person".into()),
            ..entry(9, "recalled", Some("Merel"))
        },
        incident::Entry {
            reason: Some("nothing_found".into()),
            ..entry(9, "closed", Some("Merel"))
        },
        entry(8, "expired", None),
        incident::Entry {
            taken_away: vec!["Het was die van nummer 12.".into(), "Een man met een pet.".into()],
            ..entry(8, "blanked", Some("Vink"))
        },
        entry(7, "called_again", Some("Merel")),
        incident::Entry {
            witness: Some("seen".into()),
            words: Some("Loopt weg over het plein".into()),
            direction: Some("ne".into()),
            towards: Some("Lindelaan".into()),
            street: Some("Wilgenplein".into()),
            ..entry(6, "sighting", Some("Merel"))
        },
        incident::Entry {
            witness: Some("told".into()),
            words: Some("Zelfde man".into()),
            ..entry(5, "sighting", None)
        },
        incident::Entry {
            witness: Some("heard".into()),
            ..entry(4, "sighting", None)
        },
        incident::Entry {
            response: Some("lights_on".into()),
            count: 5,
            ..entry(3, "response", None)
        },
        incident::Entry {
            response: Some("watching".into()),
            ..entry(2, "response", Some("Specht"))
        },
        incident::Entry {
            count: 61,
            ..entry(0, "alerted", None)
        },
        incident::Entry {
            mine: true,
            ..entry(0, "called", None)
        },
        incident::Entry {
            mine: true,
            ..entry(0, "reported", None)
        },
    ];
    let newest = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let numbered = (1..=newest).rev().zip(entries);
    numbered.map(|(seq, entry)| incident::Entry { seq, ..entry }).collect()
}
