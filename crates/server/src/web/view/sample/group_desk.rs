//! The right desk for what is not for the group.

use super::super::desk::{DeskCard, DeskRow, GroupDesks, Taps, TopicDesk};
use super::*;
use saar_domain::desk::{Desk, DeskSource};
use saar_domain::text::Topic;

fn card(source: DeskSource, taps: Taps) -> DeskCard {
    let desk = Desk {
        name: "Meldpunt <Voorbeeldstad>".into(),
        phone: Some("14 0123".into()),
        url: Some("https://www.example.org/melden?soort=lamp".into()),
        hours: Some("maandag tot en met vrijdag, 9 tot 17 uur".into()),
    };
    DeskCard::of(&(desk, source), taps)
}

/// A desk for a lamp, and none for the rest.
pub(super) fn topics(taps: Taps) -> Vec<TopicDesk> {
    let row = |topic: &Topic| TopicDesk {
        topic: topic.code().replace('_', "-"),
        desk: (*topic == Topic::Lamp).then(|| card(DeskSource::Municipality, taps)),
    };
    Topic::ALL.iter().map(row).collect()
}

pub(super) fn pages(set: &mut Set) {
    let row = |topic: &Topic| DeskRow {
        topic: topic.code().into(),
        other: match topic {
            Topic::Lamp => Some(card(DeskSource::Municipality, Taps::Nothing)),
            Topic::PhoneFraud => Some(card(DeskSource::Country, Taps::Nothing)),
            _ => None,
        },
        ..DeskRow::default()
    };
    let empty = GroupDesks {
        group: link(),
        municipality: "Voorbeeldstad".into(),
        version: 0,
        meanwhile: None,
        rows: Topic::ALL.iter().map(row).collect(),
        max: (80, 24, 200, 100),
        errors: vec![],
    };
    set.add("group_desks", "", set.inside(), json(&empty));
    let mut wrong = empty.clone();
    wrong.rows[0].name = "Meldpunt \"licht\"".into();
    wrong.rows[0].phone = "112".into();
    wrong.rows[0].url = "http://example.org".into();
    wrong.rows[0].wrong = true;
    wrong.errors = vec![
        FieldError::new("lamp-name", "error-desk-name-missing"),
        FieldError::new("lamp-phone", "error-desk-phone-emergency"),
        FieldError::new("litter-phone", "error-desk-phone-wrong"),
        FieldError::new("noise-phone", "error-desk-way-missing"),
        FieldError::new("lamp-url", "error-desk-url-wrong"),
        FieldError::new("lamp-hours", "error-text-long").with("max", "100"),
    ];
    set.add("group_desks", "wrong", set.inside(), json(&wrong));
    for (variant, now) in [
        ("meanwhile", topics(Taps::Nothing)[..1].to_vec()),
        ("meanwhile_none", vec![]),
    ] {
        let view = GroupDesks {
            meanwhile: Some(now),
            errors: vec![FieldError::new("", "error-meanwhile")],
            ..empty.clone()
        };
        set.add("group_desks", variant, set.inside(), json(&view));
    }
}
