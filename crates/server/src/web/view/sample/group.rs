//! A group at rest.

use super::super::desk::Taps;
use super::super::group;
use super::*;

pub(super) fn pages(set: &mut Set, country: &str) {
    set.add(
        "groups",
        "empty",
        Page {
            group: None,
            ..set.inside()
        },
        json(&group::Groups::default()),
    );
    let row = |running, role: &str| group::GroupRow {
        group: link(),
        neighbours: 61,
        running,
        role: role.into(),
    };
    set.add(
        "groups",
        "busy",
        Page {
            group: None,
            ..set.inside()
        },
        json(&group::Groups {
            groups: vec![row(0, "admin"), row(2, "member"), row(1, "deputy")],
            umbrellas: vec![],
            liaisons: vec![],
            requests: ["waiting", "approved", "refused", "expired", "let_in"]
                .map(|state| group::OwnRequestRow {
                    group: "g2".into(),
                    group_name: "Dennenbuurt".into(),
                    state: state.into(),
                })
                .into(),
            left: vec![group::LeftRow {
                id: "g3".into(),
                name: "Beukenhof".into(),
            }],
            undo_minutes: 10,
        }),
    );
    let home = group::Home {
        group: link(),
        neighbours: 61,
        last_alarm_ms: Some(NOW_MS - 12 * DAY_MS),
        running: vec![],
        plan: plan(None, None),
        push_off: false,
        push_key: Some("BKey".into()),
        new_rules: false,
        drill: None,
        switch: None,
        liaisons: vec![],
        sound: true,
        offer_passkey: false,
        waiting: false,
        refusal: None,
        paused: false,
        pause_until_day: String::new(),
        paused_until_ms: None,
    };
    set.add("group", "quiet", set.inside(), json(&home));
    set.add(
        "group",
        "care",
        set.demo(),
        json(&group::Home {
            last_alarm_ms: None,
            push_off: true,
            new_rules: true,
            offer_passkey: true,
            waiting: true,
            refusal: Some("Voor deze straten is er al een groep.".into()),
            paused: true,
            pause_until_day: "2027-01-03".into(),
            paused_until_ms: Some(NOW_MS + 3 * DAY_MS),
            ..home.clone()
        }),
    );
    set.add(
        "group",
        "passkey",
        set.inside(),
        json(&group::Home {
            offer_passkey: true,
            ..home
        }),
    );
    set.add(
        "group",
        "busy",
        set.inside(),
        json(&group::Home {
            running: vec![
                card("i1", "burglary", Some("Lindelaan"), 4, false, true),
                card("i2", "violence", None, 1, false, false),
                card("i3", "theft", Some("Vlierpad"), 9, true, true),
            ],
            plan: plan(Some("s1"), None),
            ..group_home(&set.inside())
        }),
    );
    let triage = |number: Option<&str>| group::Triage {
        group: link(),
        non_urgent: number.map(Into::into),
        anonymous_tip: number.map(|_| "0800-7000".into()),
        emergency_number: profile(country).emergency.default,
        desks: group_desk_pages::topics(if number.is_some() { Taps::Dial } else { Taps::Nothing }),
    };
    set.add("triage", "numbers", set.inside(), json(&triage(Some("0900-8844"))));
    set.add("triage", "zone", set.demo(), json(&triage(None)));
    set.add(
        "history",
        "empty",
        set.inside(),
        json(&group::History {
            group: link(),
            incidents: vec![],
            next: None,
            continued: false,
        }),
    );
    set.add(
        "history",
        "busy",
        set.inside(),
        json(&group::History {
            group: link(),
            incidents: vec![
                ended("i9", "burglary", "Lindelaan", 12, false, "police_resolved"),
                ended("i8", "theft", "Vlierpad", 30, true, "nothing_found"),
                ended("i7", "suspicious_vehicle", "Beukenweg", 44, false, "known_person"),
                ended("i6", "vandalism", "Wilgenplein", 71, false, "false_alarm"),
                ended("i5", "other_emergency", "Kastanjehof", 90, false, "expired"),
            ],
            next: Some("c/1".into()),
            continued: true,
        }),
    );
    set.add(
        "rules",
        "",
        set.inside(),
        json(&group::Rules {
            group: link(),
            rules: profile(country).house_rules,
            rules_version: 2,
            own_rules: own_rules::rules(),
            own_rules_version: 1,
            accepted: false,
            errors: vec![FieldError::new("rules", "error-rules-missing")],
        }),
    );
}
