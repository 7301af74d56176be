//! What is known about the reader.

use super::super::own_data::{Forget, OwnData, StuckGroup};
use super::super::retention::Line;
use super::*;

pub(super) fn pages(set: &mut Set) {
    let page = Page {
        group: None,
        ..set.inside()
    };
    let asked = OwnData {
        email: "merel@example.org".into(),
        passkeys: true,
        errors: vec![FieldError::new("code", "error-code-wrong").with("left", "3")],
        ..OwnData::default()
    };
    set.add("own_data", "asked", page.clone(), json(&asked));
    let proved = OwnData {
        proved: true,
        exports: vec![NOW_MS - 3 * DAY_MS, NOW_MS - 200 * DAY_MS],
        errors: vec![],
        ..asked
    };
    set.add("own_data", "proved", page.clone(), json(&proved));
    let stays = vec![Line {
        class: "photo".into(),
        holds: "Foto's.".into(),
        gone: "24 uur na het uploaden".into(),
        why: "Ze helpen in de eerste uren.".into(),
    }];
    set.add("forget", "unproved", page.clone(), json(&Forget::default()));
    let stuck = Forget {
        proved: true,
        stays: stays.clone(),
        stuck: vec![StuckGroup {
            id: "g1".into(),
            name: "Elzendaal-Noord".into(),
        }],
        errors: vec![],
    };
    set.add("forget", "stuck", page.clone(), json(&stuck));
    let wrong = Forget {
        proved: true,
        stays: stays.clone(),
        stuck: vec![],
        errors: vec![FieldError::new("sure", "error-forget-sure")],
    };
    set.add("forget", "wrong", page, json(&wrong));
}
