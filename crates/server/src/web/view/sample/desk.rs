//! The admin and the settings.

use super::super::{admin, settings};
use super::*;

pub(super) fn pages(set: &mut Set) {
    let member = |alias: &str, role: &str| admin::MemberRow {
        id: alias.to_lowercase(),
        alias: alias.into(),
        role: role.into(),
        since_ms: NOW_MS - 200 * DAY_MS,
        mine: alias == "Uil",
    };
    let desk = admin::Admin {
        group: link(),
        counts: admin::Counts {
            members: 62,
            members_max: 256,
            coverage: Some((47, 60)),
            alarms_month: 2,
            false_month: 1,
            admins: 2,
        },
        flags_waiting: 0,
        objections_waiting: 0,
        members: vec![
            member("Uil", "admin"),
            member("Zwaluw", "deputy"),
            member("Merel", "member"),
            member("Specht", "member"),
        ],
        invites: vec![
            invite("n1", 3, "open"),
            invite("n2", 10, "used"),
            invite("n3", 0, "expired"),
            invite("n4", 1, "revoked"),
        ],
        links: 2,
        requests_waiting: 2,
        inquiries_waiting: 2,
        inquiries_overdue: 1,
        fatigue: vec!["often".into(), "for-nothing".into()],
        on_call: vec!["Merel".into()],
        needs_admin: true,
        may_assign: true,
        member: String::new(),
        role: String::new(),
        paused_until_ms: None,
        uses_max: "10".into(),
        days: "14".into(),
        errors: vec![],
    };
    set.add("admin", "busy", set.inside(), json(&desk));
    set.add(
        "admin",
        "alone",
        set.inside(),
        json(&admin::Admin {
            counts: admin::Counts {
                admins: 1,
                members: 1,
                members_max: 256,
                ..admin::Counts::default()
            },
            members: vec![member("Uil", "admin")],
            invites: vec![],
            flags_waiting: 3,
            objections_waiting: 1,
            paused_until_ms: Some(NOW_MS + 3 * DAY_MS),
            errors: vec![
                FieldError::new("member", "problem-member-paused"),
                FieldError::new("days", "error-number-wrong")
                    .with("min", "1")
                    .with("max", "90"),
            ],
            ..desk
        }),
    );
    let qr = qrcode::QrCode::new(b"https://saar.example.org/join/abc").unwrap();
    let svg = qr
        .render::<qrcode::render::svg::Color<'_>>()
        .min_dimensions(200, 200)
        .build();
    let svg = svg
        .trim_start_matches("<?xml version=\"1.0\" standalone=\"yes\"?>")
        .to_owned();
    set.add(
        "invite",
        "",
        set.inside(),
        json(&admin::Invite {
            group: link(),
            invite: invite("n1", 3, "open"),
            url: Some("https://saar.example.org/join/abc".into()),
            qr_svg: Some(svg),
        }),
    );
    set.add(
        "invite",
        "gone",
        set.inside(),
        json(&admin::Invite {
            group: link(),
            invite: invite("n2", 10, "used"),
            url: None,
            qr_svg: None,
        }),
    );

    set.add(
        "settings",
        "empty",
        Page {
            group: None,
            ..set.inside()
        },
        json(&settings::Settings {
            passkeys: true,
            email: "merel@example.org".into(),
            language: "nl".into(),
            ..settings::Settings::default()
        }),
    );
    let phone = |state: &str| settings::ChannelWay {
        state: state.into(),
        device: Some("Firefox, Android".into()),
        last_ms: (state == "working").then_some(NOW_MS - DAY_MS),
    };
    let channel = |code: &str, ways: Vec<settings::ChannelWay>| settings::ChannelRow {
        code: code.into(),
        ways,
    };
    set.add(
        "settings",
        "busy",
        Page {
            group: None,
            large_text: true,
            left_hand: true,
            ..set.inside()
        },
        json(&settings::Settings {
            passkeys: false,
            email: "merel@example.org".into(),
            channels: vec![
                channel("push", vec![phone("working"), phone("failing")]),
                channel("mail", vec![]),
            ],
            push_key: Some("BKey".into()),
            quiet_from: "22:30".into(),
            quiet_to: "07:00".into(),
            wake_at_night: true,
            test: Some(test_alarm()),
            zones: vec![
                zone("", "Amsterdam"),
                zone("Europe/Lisbon", "Lisbon"),
                zone("Asia/Tokyo", "Tokyo"),
            ],
            time_zone: "Europe/Lisbon".into(),
            pause: true,
            paused: true,
            pause_until_day: "2027-01-03".into(),
            pause_from: "2026-11-19".into(),
            pause_until: "2027-01-03".into(),
            large_text: true,
            left_hand: true,
            language: "en".into(),
            devices: vec![
                settings::DeviceRow {
                    id: "d1".into(),
                    name: "Firefox, Android".into(),
                    last_ms: NOW_MS,
                    this: true,
                },
                settings::DeviceRow {
                    id: "d2".into(),
                    name: "Safari, macOS".into(),
                    last_ms: NOW_MS - DAY_MS,
                    this: false,
                },
            ],
            tokens: vec![settings::TokenRow {
                id: "k1".into(),
                name: "Lampen".into(),
                scopes: vec!["read".into(), "report".into(), "respond".into()],
                last_ms: Some(NOW_MS - DAY_MS),
            }],
            token_form: settings::TokenForm {
                name: String::new(),
                scopes: vec!["read".into()],
            },
            new_token: Some("saar_example".into()),
            groups: vec![link()],
            errors: vec![
                FieldError::new("name", "error-token-name-missing"),
                FieldError::new("scopes", "error-scopes-missing"),
            ],
        }),
    );
}

fn zone(name: &str, place: &str) -> settings::ZoneOption {
    settings::ZoneOption {
        name: name.into(),
        code: (place == "Lisbon").then(|| "europe-lisbon".into()),
        place: place.into(),
        now: "23:45".into(),
    }
}

/// Each state that a way may be in.
fn test_alarm() -> settings::TestAlarm {
    let way = |code: &str, state: &str, accepted_s, arrived_s| settings::TestWay {
        id: "p1".into(),
        code: code.into(),
        device: (code == "push").then(|| "Firefox, Android".into()),
        state: state.into(),
        accepted_s,
        arrived_s,
        ask: code == "mail" && state == "accepted",
    };
    settings::TestAlarm {
        sent: "23:44:58".into(),
        open: true,
        ways: vec![
            way("push", "waiting", None, None),
            way("push", "under_way", None, None),
            way("push", "accepted", Some(1), None),
            way("push", "arrived", Some(1), Some(2)),
            way("push", "opened", None, Some(3)),
            way("push", "failed", None, None),
            way("mail", "accepted", Some(2), None),
            way("mail", "opened", Some(2), Some(9)),
            way("mail", "failed", None, None),
        ],
    }
}
