//! The admin and the settings.

use super::super::{admin, settings};
use super::*;

pub(super) fn pages(set: &mut Set) {
    let member = |alias: &str, role: &str, reachable| admin::MemberRow {
        id: alias.to_lowercase(),
        alias: alias.into(),
        role: role.into(),
        since_ms: NOW_MS - 200 * DAY_MS,
        reachable,
        mine: alias == "Uil",
    };
    let desk = admin::Admin {
        group: link(),
        counts: admin::Counts {
            members: 62,
            members_max: 256,
            reachable: 47,
            alarms_month: 2,
            false_month: 1,
            admins: 2,
        },
        members: vec![
            member("Uil", "admin", true),
            member("Zwaluw", "deputy", true),
            member("Merel", "member", true),
            member("Specht", "member", false),
        ],
        invites: vec![
            invite("n1", 3, "open"),
            invite("n2", 10, "used"),
            invite("n3", 0, "expired"),
            invite("n4", 1, "revoked"),
        ],
        may_assign: true,
        member: String::new(),
        role: String::new(),
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
            members: vec![member("Uil", "admin", true)],
            invites: vec![],
            errors: vec![
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
            email: "merel@example.org".into(),
            language: "nl".into(),
            ..settings::Settings::default()
        }),
    );
    let channel = |code: &str, state: &str| settings::ChannelRow {
        code: code.into(),
        state: state.into(),
        device: (code == "push").then(|| "Firefox, Android".into()),
        last_ms: (state == "working").then_some(NOW_MS - DAY_MS),
    };
    set.add(
        "settings",
        "busy",
        Page {
            group: None,
            ..set.inside()
        },
        json(&settings::Settings {
            email: "merel@example.org".into(),
            channels: vec![
                channel("live", "off"),
                channel("push", "working"),
                channel("push", "failing"),
                channel("mail", "untested"),
            ],
            push_key: Some("BKey".into()),
            quiet_from: "22:30".into(),
            quiet_to: "07:00".into(),
            wake_at_night: true,
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
