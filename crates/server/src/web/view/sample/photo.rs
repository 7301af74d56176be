//! Photos: on an incident's page, alone, and on their way in.

use super::super::photo;
use super::*;

pub(super) fn thumb(id: &str, mine: bool) -> photo::Thumb {
    photo::Thumb {
        id: id.into(),
        path: format!("/api/v1/groups/g1/incidents/i1/photos/{id}/small?expires={NOW_MS}&signature=c2lnbmF0dXJl"),
        width: 320,
        height: 240,
        at_ms: NOW_MS - 2 * MINUTE_MS,
        who: Some("Merel".into()),
        mine,
    }
}

pub(super) fn photos() -> photo::Photos {
    photo::Photos {
        shown: vec![thumb("p1", false), thumb("p2", true)],
        picker: Some(picker()),
        refused: None,
    }
}

fn picker() -> photo::Picker {
    photo::Picker {
        uploads: "/api/v1/groups/g1/incidents/i1/uploads".into(),
        page: "/groups/g1/incidents/i1/photo".into(),
        count_max: 4,
        side_max: 1600,
        fields: None,
        without_blur: true,
        megabytes_max: 10,
        waiting: vec![],
    }
}

pub(super) fn pages(set: &mut Set, country: &str) {
    let add = photo::PhotoAdd {
        group: link(),
        incident: "i1".into(),
        kind: "suspicious_vehicle".into(),
        street: Some("Lindelaan".into()),
        drill: false,
        photos: photos(),
        draft: "d1".into(),
        words: String::new(),
        words_max: 280,
        errors: vec![],
    };
    set.add("photo_add", "empty", set.inside(), json(&add));
    let wrong = photo::PhotoAdd {
        drill: true,
        street: None,
        words: "Rijdt stapvoets".into(),
        photos: photo::Photos {
            picker: Some(photo::Picker {
                waiting: vec!["0193e4a0-0000-7000-8000-000000000001".into()],
                ..picker()
            }),
            ..photos()
        },
        errors: saar_domain::photo::Refusal::ALL
            .iter()
            .enumerate()
            .map(|(at, refusal)| {
                FieldError::new(if at == 0 { "photos" } else { "" }, &format!("problem-photo-{refusal}"))
                    .with("megabytes", "10")
            })
            .collect(),
        ..add.clone()
    };
    set.add("photo_add", "wrong", set.inside(), json(&wrong));
    let fields = photo::Photos {
        picker: Some(photo::Picker {
            fields: Some(6),
            without_blur: false,
            ..picker()
        }),
        ..photos()
    };
    set.add(
        "photo_add",
        "fields",
        set.inside(),
        json(&photo::PhotoAdd {
            photos: fields,
            ..add.clone()
        }),
    );
    let off = photo::Photos {
        shown: vec![],
        picker: None,
        refused: Some("wrong-kind".into()),
    };
    set.add(
        "photo_add",
        "off",
        set.inside(),
        json(&photo::PhotoAdd {
            photos: off.clone(),
            ..add
        }),
    );
    set.add(
        "incident",
        "photos-off",
        set.inside(),
        json(&incident::Incident {
            photos: off,
            ..super::incident(country)
        }),
    );
    let large = photo::PhotoLarge {
        group: link(),
        incident: "i1".into(),
        kind: "burglary".into(),
        street: Some("Lindelaan".into()),
        drill: false,
        photo: photo::Thumb {
            width: 1600,
            height: 1200,
            ..thumb("p1", false)
        },
        gone_ms: NOW_MS + DAY_MS,
        may_remove: true,
    };
    set.add("photo", "removable", set.inside(), json(&large));
    let drill = photo::PhotoLarge {
        drill: true,
        street: None,
        may_remove: false,
        photo: photo::Thumb {
            who: None,
            ..large.photo.clone()
        },
        ..large
    };
    set.add("photo", "drill", set.inside(), json(&drill));
}
