//! A file of others, read.

use super::super::chart::{About, Chart, Datum};
use super::super::import::{Found, Import, Invited, InviteeRow, NoteRow, PersonRow, Sleep};
use super::*;

fn note(line: Option<usize>, code: &str) -> NoteRow {
    NoteRow {
        line,
        code: code.into(),
    }
}

/// A picture of some bars.
pub(super) fn chart(id: &'static str, values: &[u64], part: Option<u64>) -> Chart {
    let about = About {
        id,
        title: "Berichten per dag".into(),
        desc: "De meeste: 41, 20 november 2026.".into(),
        columns: ["Dag", "Berichten", "Waarvan"][..if part.is_some() { 3 } else { 2 }]
            .iter()
            .map(|column| (*column).into())
            .collect(),
    };
    let data = values.iter().enumerate().map(|(at, value)| Datum {
        label: format!("{} november 2026", at + 1),
        short: format!("{}-11", at + 1),
        value: *value,
        part: part.map(|part| part.min(*value)),
        night: part.is_none() && at % 8 == 0,
    });
    Chart::of(about, data.collect())
}

pub(super) fn pages(set: &mut Set) {
    let ask = Import {
        group: link(),
        megabytes_max: 32,
        bytes_max: 32 * 1024 * 1024,
        refusals: vec![],
        errors: vec![],
    };
    set.add("import", "", set.inside(), json(&ask));
    set.add(
        "import",
        "wrong",
        set.inside(),
        json(&Import {
            refusals: vec![note(Some(12), "unclosed-quote"), note(None, "never-heard-of")],
            errors: vec![FieldError::new("file", "error-import-unreadable").with("megabytes", "32")],
            ..ask
        }),
    );
    let person = |number: usize, name: Option<&str>, phone: Option<&str>, twice: Option<(usize, &str)>| PersonRow {
        number,
        name: name.map(Into::into),
        phones: phone.map(Into::into).into_iter().collect(),
        emails: vec![],
        line: number * 3,
        duplicate_of: twice.map(|twice| twice.0),
        duplicate_by: twice.map(|twice| twice.1.into()),
        chosen: twice.is_none(),
    };
    let found = Found {
        group: link(),
        kind: Some("chat".into()),
        lines: 50_000,
        count: 1_004,
        duplicates: 2,
        people: vec![
            person(1, Some("Merel"), None, None),
            person(2, None, Some("+31600000001"), None),
            person(3, Some("M. <b>Hof</b>"), Some("+31600000001"), Some((2, "phone"))),
            person(4, Some("merel"), None, Some((1, "name"))),
            person(5, Some("Els"), None, Some((1, "email"))),
        ],
        people_json: "[[1,3,\"Merel\",[],[],null,null]]".into(),
        people_more: 999,
        free: 195,
        sleep: Some(Sleep {
            messages: 31_000,
            days: 365,
            a_day: "84,9".into(),
            at_night: 812,
            alarming_percent: "3,2".into(),
            heard: 20_000,
            charts: vec![
                chart("sleep-time", &[3, 9, 41, 0, 7], None),
                chart("sleep-hour", &[7; 24], None),
                chart("sleep-matter", &[1, 2, 3, 4], Some(1)),
            ],
        }),
        refusals: vec![note(Some(7), "card-unfinished")],
        repairs: vec![note(Some(2), "phone-unreadable")],
        notes_more: 3,
        errors: vec![],
    };
    set.add("import_found", "chat", set.inside(), json(&found));
    set.add(
        "import_found",
        "nobody-chosen",
        set.inside(),
        json(&Found {
            kind: None,
            sleep: None,
            people_more: 0,
            repairs: vec![],
            refusals: vec![],
            notes_more: 0,
            errors: vec![FieldError::new("chosen", "error-import-chosen").with("max", "256")],
            ..found.clone()
        }),
    );
    for (variant, kind) in [("cards", "vcard"), ("table", "csv")] {
        set.add(
            "import_found",
            variant,
            set.inside(),
            json(&Found {
                kind: Some(kind.into()),
                people: vec![],
                count: 0,
                duplicates: 0,
                sleep: None,
                ..found.clone()
            }),
        );
    }
    let invitee = |name: &str, phone: Option<&str>, email: Option<&str>| InviteeRow {
        name: name.into(),
        phones: phone.map(Into::into).into_iter().collect(),
        emails: email.map(Into::into).into_iter().collect(),
    };
    set.add(
        "import_invited",
        "",
        set.inside(),
        json(&Invited {
            group: link(),
            invite: "n1".into(),
            url: "https://saar.example.org/join/abc".into(),
            qr_svg: Some("<svg></svg>".into()),
            uses_max: 3,
            expires_ms: NOW_MS + 14 * DAY_MS,
            people: vec![
                invitee("Merel", None, None),
                invitee("+31600000001", Some("+31600000001"), None),
                invitee("Els", Some("+31600000002"), Some("els@example.org")),
            ],
        }),
    );
}
