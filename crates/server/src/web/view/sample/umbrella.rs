//! The coordinator's pages.

use super::super::continuity::{SwitchStep, Volunteer};
use super::super::umbrella::{NewGroup, OwnUmbrella, Umbrella, UmbrellaGroup};
use super::*;

pub(super) fn pages(set: &mut Set) {
    let page = outside(set);
    let asleep = UmbrellaGroup {
        id: "g1".into(),
        name: "Elzendaal-Noord".into(),
        members: 62,
        admins: 2,
        requests: 0,
        coverage: Some((58, 62)),
        drilled_ms: Some(NOW_MS - 40 * DAY_MS),
        alarms: Some(1),
        sleeps: true,
        links: 0,
        emails: String::new(),
        steps: vec![],
        volunteers: vec![],
    };
    let alone = UmbrellaGroup {
        name: "Elzendaal-Dorp".into(),
        admins: 1,
        requests: 3,
        alarms: Some(6),
        sleeps: false,
        ..asleep.clone()
    };
    let empty = UmbrellaGroup {
        id: "g4".into(),
        name: "Elzendaal-Haven".into(),
        members: 0,
        admins: 0,
        coverage: None,
        drilled_ms: None,
        alarms: None,
        links: 2,
        emails: "geen adres".into(),
        ..asleep.clone()
    };
    let silent = UmbrellaGroup {
        name: "Elzendaal-Zuid".into(),
        admins: 1,
        steps: ["remind", "deputies", "coordinators", "volunteers"]
            .into_iter()
            .zip((0..).map(|week: i64| NOW_MS - (28 - week * 7) * DAY_MS))
            .map(|(rung, at_ms)| SwitchStep {
                rung: rung.into(),
                at_ms,
            })
            .collect(),
        volunteers: ["Merel", "Eik"]
            .map(|alias| Volunteer {
                id: alias.into(),
                alias: alias.into(),
            })
            .into(),
        ..asleep.clone()
    };
    let busy = Umbrella {
        id: "u1".into(),
        name: "Koepel Elzendaal Waakt".into(),
        groups: vec![empty, silent, alone, asleep],
        without: 1,
        alone: 2,
        requests: 3,
        objections: 1,
        coordinators: 2,
        email: "merel".into(),
        errors: vec![
            FieldError::new("email", "error-email-wrong"),
            FieldError::new("emails-g4", "error-emails-wrong"),
        ],
    };
    set.add("umbrella", "busy", page.clone(), json(&busy));
    set.add(
        "umbrella",
        "none",
        page.clone(),
        json(&Umbrella {
            groups: vec![],
            without: 0,
            alone: 0,
            requests: 0,
            coordinators: 1,
            email: String::new(),
            errors: vec![],
            ..busy
        }),
    );
    let fresh = NewGroup {
        id: "u1".into(),
        name: "Koepel Elzendaal Waakt".into(),
        countries: vec!["BE".into(), "NL".into()],
        country: "NL".into(),
        ..NewGroup::default()
    };
    let wrong = NewGroup {
        group_name: "Elzendaal-West".into(),
        emails: "merel".into(),
        errors: vec![
            FieldError::new("streets", "error-streets-missing"),
            FieldError::new("emails", "error-emails-wrong"),
        ],
        ..fresh.clone()
    };
    set.add("umbrella_group", "fresh", page.clone(), json(&fresh));
    set.add("umbrella_group", "wrong", page.clone(), json(&wrong));
    let umbrellas = [("u1", false), ("u2", true)].map(|(id, asked)| OwnUmbrella {
        id: id.into(),
        name: "Koepel Elzendaal Waakt".into(),
        asked,
    });
    set.add(
        "groups",
        "umbrellas",
        page.clone(),
        json(&group::Groups {
            umbrellas: umbrellas.into(),
            ..group::Groups::default()
        }),
    );
}

/// The frame for somebody signed in, outside a group.
pub(super) fn outside(set: &Set) -> Page {
    Page {
        group: None,
        ..set.inside()
    }
}
