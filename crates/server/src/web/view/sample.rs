//! Invented views for every template, quiet and busy: tests render them all, in each language and country.

use serde::Serialize;
use serde_json::Value;

use super::shared::{
    CallState, EmergencyNumber, FieldError, GroupLink, IncidentCard, Notice, Page, Plan, PlanPoint,
    PlanStreet, Reader, StreetOption,
};
use super::{admin, alarm, entry, group, incident, mail, settings};

/// 20 November 2026, 23:45 in Amsterdam and Brussels.
pub(crate) const NOW_MS: i64 = 1_795_214_700_000;
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

/// One thing to render.
pub(crate) struct Sample {
    /// Template under `page/`.
    pub(crate) template: &'static str,
    /// What is special about it; part of the file name when samples are written out.
    pub(crate) variant: &'static str,
    /// The frame.
    pub(crate) page: Page,
    /// The view.
    pub(crate) view: Value,
}

/// One mail to render.
pub(crate) struct MailSample {
    /// Template under `mail/`.
    pub(crate) template: &'static str,
    /// The view.
    pub(crate) view: Value,
}

pub(crate) fn reader(lang: &str, country: &str) -> Reader {
    let time_zone = if country == "BE" {
        "Europe/Brussels"
    } else {
        "Europe/Amsterdam"
    };
    Reader {
        lang: lang.into(),
        country: country.into(),
        time_zone: time_zone.into(),
        now_ms: NOW_MS,
    }
}

fn page(reader: &Reader, signed_in: bool) -> Page {
    Page {
        reader: reader.clone(),
        demo: false,
        signed_in,
        group: signed_in.then(link),
        notice: None,
    }
}

fn link() -> GroupLink {
    GroupLink {
        id: "g1".into(),
        name: "Elzendaal-Noord".into(),
        admin: true,
    }
}

const STREETS: [(&str, &str, &str); 7] = [
    ("s1", "Lindelaan", "18,60 90,52 170,58 246,40 330,46"),
    ("s2", "Kastanjehof", "92,52 96,110 110,160"),
    (
        "s3",
        "Meidoornstraat",
        "30,118 96,110 180,116 260,106 332,112",
    ),
    ("s4", "Vlierpad", "246,40 252,74 260,106 268,168"),
    ("s5", "Beukenweg", "60,176 110,160 190,164 268,168 320,160"),
    ("s6", "Elzendaalsedijk", "16,28 110,16 220,14 336,20"),
    ("s7", "Wilgenplein", "170,58 180,116 190,164"),
];

fn plan(alarmed: Option<&str>, mark: Option<PlanPoint>) -> Plan {
    Plan {
        width: 360.0,
        height: 200.0,
        areas: vec!["10,22 110,8 222,6 344,14 350,120 330,172 200,190 54,192 16,130".into()],
        streets: STREETS
            .iter()
            .map(|(id, name, points)| PlanStreet {
                id: (*id).into(),
                name: (*name).into(),
                points: (*points).into(),
                alarmed: alarmed == Some(*id),
            })
            .collect(),
        lat_top: 52.01,
        lon_left: 5.01,
        lat_per_unit: 0.000_03,
        lon_per_unit: 0.000_05,
        mark,
    }
}

fn streets() -> Vec<StreetOption> {
    STREETS
        .iter()
        .map(|(id, name, _)| StreetOption {
            id: (*id).into(),
            name: (*name).into(),
        })
        .collect()
}

fn card(
    id: &str,
    kind: &str,
    street: Option<&str>,
    minutes: i64,
    drill: bool,
    called: bool,
) -> IncidentCard {
    IncidentCard {
        id: id.into(),
        kind: kind.into(),
        street: street.map(Into::into),
        at_ms: NOW_MS - minutes * MINUTE_MS,
        drill,
        call: CallState {
            number: "112".into(),
            called_ms: called.then_some(NOW_MS - minutes * MINUTE_MS),
            by: if called {
                "reporter".into()
            } else {
                String::new()
            },
            again_ms: None,
            cannot_call: !called,
        },
        ended: None,
    }
}

fn ended(id: &str, kind: &str, street: &str, days: i64, drill: bool, reason: &str) -> IncidentCard {
    IncidentCard {
        ended: Some(reason.into()),
        at_ms: NOW_MS - days * DAY_MS,
        ..card(id, kind, Some(street), 0, drill, true)
    }
}

#[derive(serde::Deserialize)]
struct Profile {
    emergency: Emergency,
    kinds: Vec<ProfileKind>,
    house_rules: Vec<String>,
    heard_phrases: Vec<String>,
    responses: Vec<String>,
    safety_text: String,
    closing_reasons: Vec<String>,
    chat_app: ProfileApp,
}

#[derive(serde::Deserialize)]
struct Emergency {
    default: String,
    by_kind: std::collections::BTreeMap<String, String>,
}

#[derive(serde::Deserialize)]
struct ProfileKind {
    kind: String,
    phrases: Vec<String>,
}

#[derive(serde::Deserialize)]
struct ProfileApp {
    name: String,
    how_text: String,
}

fn profile(country: &str) -> Profile {
    let text = if country == "BE" {
        include_str!("../../../../../profiles/be.toml")
    } else {
        include_str!("../../../../../profiles/nl.toml")
    };
    toml::from_str(text).unwrap()
}

fn alarm(country: &str, drill: bool, running: Vec<IncidentCard>) -> alarm::Alarm {
    let profile = profile(country);
    let number = |kind: &str| {
        profile
            .emergency
            .by_kind
            .get(kind)
            .unwrap_or(&profile.emergency.default)
            .clone()
    };
    let mut numbers = vec![EmergencyNumber {
        number: profile.emergency.default.clone(),
        kinds: vec![],
        default: true,
    }];
    if !profile.emergency.by_kind.is_empty() {
        let kinds = profile.emergency.by_kind.keys().cloned().collect();
        numbers.push(EmergencyNumber {
            number: "112".into(),
            kinds,
            default: false,
        });
    }
    alarm::Alarm {
        group: link(),
        drill,
        simulated: drill,
        neighbours: 61,
        numbers,
        chat_app: alarm::ChatApp {
            name: profile.chat_app.name.clone(),
            how: profile.chat_app.how_text.clone(),
        },
        kinds: profile
            .kinds
            .iter()
            .map(|item| alarm::KindOption {
                kind: item.kind.clone(),
                number: number(&item.kind),
                phrases: item
                    .phrases
                    .iter()
                    .map(|code| alarm::PhraseOption {
                        code: code.clone(),
                        heard: profile.heard_phrases.contains(code),
                    })
                    .collect(),
            })
            .collect(),
        streets: streets(),
        plan: plan(None, None),
        running,
        form: alarm::AlarmForm {
            draft: "00000000-0000-7000-8000-000000000001".into(),
            witness: "seen".into(),
            place: "street".into(),
            ..alarm::AlarmForm::default()
        },
        errors: vec![],
        words_max: 280,
        appearance_max: 200,
    }
}

fn incident(country: &str) -> incident::Incident {
    let profile = profile(country);
    let at_ms = NOW_MS - 4 * MINUTE_MS;
    incident::Incident {
        group: link(),
        id: "i1".into(),
        version: 7,
        kind: "burglary".into(),
        street: Some("Lindelaan".into()),
        state: "running".into(),
        drill: false,
        simulated: false,
        mine: true,
        reported_ms: at_ms,
        sent_ms: at_ms + 1_000,
        call: CallState {
            number: profile.emergency.default.clone(),
            called_ms: Some(at_ms),
            by: "reporter".into(),
            again_ms: None,
            cannot_call: false,
        },
        phrase: Some("tries_doors".into()),
        words: Some("Kijkt met een lampje naar binnen".into()),
        witness: "seen".into(),
        appearance: Some("donkere jas, rode damesfiets".into()),
        forgotten: false,
        plan: Some(plan(Some("s1"), Some(PlanPoint { x: 170.0, y: 58.0 }))),
        reach: incident::Reach {
            total: 61,
            delivered: 47,
            seen: 12,
        },
        responses: profile
            .responses
            .iter()
            .enumerate()
            .map(|(n, code)| incident::ResponseOption {
                code: code.clone(),
                mine: n == 0,
                count: if n < 2 {
                    5 - 4 * u32::try_from(n).unwrap()
                } else {
                    0
                },
            })
            .collect(),
        safety_text: profile.safety_text,
        timeline: timeline(at_ms),
        may_call: true,
        call_again: false,
        closing_reasons: profile.closing_reasons,
        closing: None,
        share_url: Some("https://saar.example.org/groups/g1/incidents/i1".into()),
        streets: streets(),
        form: incident::SightingForm::default(),
        errors: vec![],
        words_max: 280,
    }
}

fn timeline(at_ms: i64) -> Vec<incident::Entry> {
    let entry = |minutes: i64, what: &str, who: Option<&str>| incident::Entry {
        at_ms: at_ms + minutes * MINUTE_MS,
        what: what.into(),
        who: who.map(Into::into),
        count: 1,
        ..incident::Entry::default()
    };
    vec![
        incident::Entry {
            reason: Some("known_person".into()),
            ..entry(9, "recalled", Some("Merel"))
        },
        incident::Entry {
            reason: Some("nothing_found".into()),
            ..entry(9, "closed", Some("Merel"))
        },
        entry(8, "expired", None),
        entry(7, "called_again", Some("Merel")),
        incident::Entry {
            words: Some("Loopt weg over het plein".into()),
            direction: Some("ne".into()),
            street: Some("Wilgenplein".into()),
            ..entry(6, "sighting", Some("Merel"))
        },
        incident::Entry {
            words: Some("Zelfde man".into()),
            ..entry(4, "joined", None)
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
    ]
}

fn invite(id: &str, uses: u32, state: &str) -> admin::InviteRow {
    admin::InviteRow {
        id: id.into(),
        by: (state != "expired").then(|| "Merel".into()),
        uses,
        uses_max: 10,
        expires_ms: NOW_MS + 12 * DAY_MS,
        state: state.into(),
    }
}

/// Every page, quiet and busy.
#[allow(
    clippy::too_many_lines,
    reason = "a list of samples, read from top to bottom"
)]
pub(crate) fn pages(lang: &str, country: &str) -> Vec<Sample> {
    let reader = reader(lang, country);
    let mut samples = Vec::new();
    let mut add = |template: &'static str, variant: &'static str, page: Page, view: Value| {
        samples.push(Sample {
            template,
            variant,
            page,
            view,
        });
    };
    let out = || page(&reader, false);
    let inside = || page(&reader, true);
    let demo = || Page {
        demo: true,
        ..page(&reader, true)
    };

    add("landing", "", out(), json(&entry::Plain {}));
    add(
        "landing",
        "demo",
        Page {
            demo: true,
            ..out()
        },
        json(&entry::Plain {}),
    );
    add("about", "", out(), json(&entry::Plain {}));
    add("privacy", "", out(), json(&entry::Plain {}));
    add("sign_in", "", out(), json(&entry::SignIn::default()));
    add(
        "sign_in",
        "wrong",
        out(),
        json(&entry::SignIn {
            email: "merel".into(),
            errors: vec![FieldError::new("email", "error-email-wrong")],
            ..entry::SignIn::default()
        }),
    );
    add(
        "sign_in_code",
        "wrong",
        out(),
        json(&entry::SignInCode {
            email: "merel@example.org".into(),
            errors: vec![FieldError::new("code", "error-code-wrong").with("left", "4")],
            ..entry::SignInCode::default()
        }),
    );
    add(
        "sign_in_link",
        "",
        out(),
        json(&entry::SignInLink {
            token: "t".into(),
            errors: vec![],
        }),
    );
    let join = entry::Join {
        invite: "abc".into(),
        group_name: "Elzendaal-Noord".into(),
        place: "Elzendaal".into(),
        streets: STREETS.iter().map(|street| street.1.into()).collect(),
        members: 61,
        minimum_age_years: 18,
        rules: profile(country).house_rules,
        rules_version: 1,
        ..entry::Join::default()
    };
    add("join", "", out(), json(&join));
    add(
        "join",
        "wrong",
        out(),
        json(&entry::Join {
            alias: "Merel".into(),
            errors: vec![
                FieldError::new("alias", "error-alias-taken"),
                FieldError::new("email", "error-email-missing"),
                FieldError::new("adult", "error-adult-missing"),
                FieldError::new("rules", "error-rules-missing"),
            ],
            ..join
        }),
    );
    for reason in ["invalid", "expired", "used", "revoked", "full", "member"] {
        let group_name = (reason != "invalid").then(|| "Elzendaal-Noord".into());
        add(
            "join_invalid",
            reason,
            out(),
            json(&entry::JoinInvalid {
                reason: reason.into(),
                group_name,
            }),
        );
    }
    let persona = |code: &str, alias: &str, role: &str| entry::Persona {
        code: code.into(),
        alias: alias.into(),
        role: role.into(),
        group_name: "Elzendaal-Noord".into(),
    };
    add(
        "demo",
        "",
        Page {
            demo: true,
            ..out()
        },
        json(&entry::Demo {
            personas: vec![
                persona("a", "Merel", "member"),
                persona("b", "Specht", "member"),
                persona("c", "Uil", "admin"),
                persona("d", "Zwaluw", "deputy"),
            ],
        }),
    );
    for status in [400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503] {
        let variant = [
            "400", "401", "403", "404", "405", "409", "410", "413", "422", "429", "500", "503",
        ]
        .into_iter()
        .find(|text| *text == status.to_string())
        .unwrap();
        add(
            "error",
            variant,
            out(),
            json(&entry::ErrorPage {
                status,
                back: "/".into(),
                reference: (status == 500).then(|| "r-1".into()),
                retry_after_seconds: (status == 429).then_some(20),
                emergency_number: "112".into(),
            }),
        );
    }

    add(
        "groups",
        "empty",
        Page {
            group: None,
            ..inside()
        },
        json(&group::Groups::default()),
    );
    let row = |running, role: &str| group::GroupRow {
        group: link(),
        neighbours: 61,
        running,
        role: role.into(),
    };
    add(
        "groups",
        "busy",
        Page {
            group: None,
            ..inside()
        },
        json(&group::Groups {
            groups: vec![row(0, "admin"), row(2, "member"), row(1, "deputy")],
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
        health: None,
        new_rules: false,
    };
    add("group", "quiet", inside(), json(&home));
    add(
        "group",
        "care",
        demo(),
        json(&group::Home {
            last_alarm_ms: None,
            push_off: true,
            health: Some("health-untested".into()),
            new_rules: true,
            ..home
        }),
    );
    add(
        "group",
        "busy",
        inside(),
        json(&group::Home {
            running: vec![
                card("i1", "burglary", Some("Lindelaan"), 4, false, true),
                card("i2", "violence", None, 1, false, false),
                card("i3", "theft", Some("Vlierpad"), 9, true, true),
            ],
            plan: plan(Some("s1"), None),
            ..group_home(&inside())
        }),
    );
    let triage = |number: Option<&str>| group::Triage {
        group: link(),
        non_urgent: number.map(Into::into),
        anonymous_tip: number.map(|_| "0800-7000".into()),
        emergency_number: profile(country).emergency.default,
        desks: ["municipality", "animals", "neighbours", "other"]
            .map(|code| group::Desk {
                code: code.into(),
                contact: (code == "municipality").then(|| "14 0123".into()),
            })
            .into(),
    };
    add(
        "triage",
        "numbers",
        inside(),
        json(&triage(Some("0900-8844"))),
    );
    add("triage", "zone", demo(), json(&triage(None)));
    add(
        "history",
        "empty",
        inside(),
        json(&group::History {
            group: link(),
            incidents: vec![],
            next: None,
            continued: false,
        }),
    );
    add(
        "history",
        "busy",
        inside(),
        json(&group::History {
            group: link(),
            incidents: vec![
                ended("i9", "burglary", "Lindelaan", 12, false, "police_resolved"),
                ended("i8", "theft", "Vlierpad", 30, true, "nothing_found"),
                ended(
                    "i7",
                    "suspicious_vehicle",
                    "Beukenweg",
                    44,
                    false,
                    "known_person",
                ),
                ended("i6", "vandalism", "Wilgenplein", 71, false, "false_alarm"),
                ended("i5", "other_emergency", "Kastanjehof", 90, false, "expired"),
            ],
            next: Some("c/1".into()),
            continued: true,
        }),
    );
    add(
        "rules",
        "",
        inside(),
        json(&group::Rules {
            group: link(),
            rules: profile(country).house_rules,
            rules_version: 2,
            accepted: false,
            errors: vec![FieldError::new("rules", "error-rules-missing")],
        }),
    );

    add(
        "alarm",
        "quiet",
        inside(),
        json(&alarm(country, false, vec![])),
    );
    add(
        "alarm",
        "drill",
        demo(),
        json(&alarm(country, true, vec![])),
    );
    let mut filled = alarm(
        country,
        false,
        vec![card("i1", "burglary", Some("Lindelaan"), 4, false, true)],
    );
    filled.form.call = "neighbour".into();
    filled.form.kind = "burglary".into();
    filled.form.phrase = "tries_doors".into();
    filled.form.words = "Bij <nummer> \"7\"".into();
    filled.form.appearance = "rode fiets".into();
    filled.errors = [
        ("call", "error-call-missing"),
        ("called_at", "error-called-at-wrong"),
        ("kind", "error-kind-missing"),
        ("phrase", "error-behaviour-missing"),
        ("words", "error-text-broken"),
        ("witness", "error-witness-missing"),
        ("place", "error-place-missing"),
        ("street", "error-street-unknown"),
        ("appearance", "error-appearance-alone"),
    ]
    .map(|(field, key)| FieldError::new(field, key).with("number", "112"))
    .into();
    add("alarm", "wrong", inside(), json(&filled));
    let mut cannot = alarm(country, false, vec![]);
    cannot.form.call = "cannot_call".into();
    cannot.form.kind = "burglary".into();
    add("alarm", "cannot", inside(), json(&cannot));
    add(
        "duplicate",
        "",
        inside(),
        json(&alarm::Duplicate {
            group: link(),
            drill: false,
            candidates: filled.running,
            form: filled.form,
            neighbours: 61,
        }),
    );

    add(
        "incident",
        "running",
        Page {
            notice: Some(notice("notice-sent")),
            ..inside()
        },
        json(&incident(country)),
    );
    add(
        "incident",
        "again",
        inside(),
        json(&incident::Incident {
            call_again: true,
            mine: false,
            ..incident(country)
        }),
    );
    for (variant, mine) in [("cannot-other", false), ("cannot-mine", true)] {
        add(
            "incident",
            variant,
            inside(),
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
    add(
        "incident",
        "drill",
        demo(),
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
        add(
            "incident",
            variant,
            inside(),
            json(&incident::Incident {
                state: variant.trim_end_matches('2').into(),
                closing: Some(incident::Closing {
                    reason: reason.into(),
                    at_ms: NOW_MS,
                    by: (reason != "expired").then(|| "Merel".into()),
                }),
                forgotten: recalled,
                phrase: None,
                responses: vec![],
                share_url: None,
                ..incident(country)
            }),
        );
    }
    add(
        "incident",
        "wrong",
        inside(),
        json(&incident::Incident {
            errors: vec![
                FieldError::new("words", "error-text-long")
                    .with("length", "301")
                    .with("max", "280"),
                FieldError::new("direction", "error-direction-unknown"),
            ],
            ..incident(country)
        }),
    );

    let member = |alias: &str, role: &str, reachable| admin::MemberRow {
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
        uses_max: "10".into(),
        days: "14".into(),
        errors: vec![],
    };
    add("admin", "busy", inside(), json(&desk));
    add(
        "admin",
        "alone",
        inside(),
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
    add(
        "invite",
        "",
        inside(),
        json(&admin::Invite {
            group: link(),
            invite: invite("n1", 3, "open"),
            url: Some("https://saar.example.org/join/abc".into()),
            qr_svg: Some(svg),
        }),
    );
    add(
        "invite",
        "gone",
        inside(),
        json(&admin::Invite {
            group: link(),
            invite: invite("n2", 10, "used"),
            url: None,
            qr_svg: None,
        }),
    );

    add(
        "settings",
        "empty",
        Page {
            group: None,
            ..inside()
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
    add(
        "settings",
        "busy",
        Page {
            group: None,
            ..inside()
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
            new_token: Some("saar_example".into()),
            groups: vec![link()],
            errors: vec![
                FieldError::new("name", "error-token-name-missing"),
                FieldError::new("scopes", "error-scopes-missing"),
            ],
        }),
    );
    samples
}

fn group_home(page: &Page) -> group::Home {
    group::Home {
        group: page.group.clone().unwrap(),
        neighbours: 61,
        last_alarm_ms: None,
        running: vec![],
        plan: plan(None, None),
        push_off: false,
        push_key: Some("BKey".into()),
        health: None,
        new_rules: false,
    }
}

fn notice(key: &str) -> Notice {
    Notice {
        key: key.into(),
        args: std::collections::BTreeMap::new(),
    }
}

/// Every mail, called and not called, with and without a street.
pub(crate) fn mails() -> Vec<MailSample> {
    let mut samples = Vec::new();
    for (template, reason) in [
        ("alarm", None),
        ("drill", None),
        ("update", None),
        ("closing", Some("police_resolved")),
        ("closing", Some("nothing_found")),
        ("closing", Some("expired")),
        ("recall", Some("known_person")),
        ("recall", Some("false_alarm")),
    ] {
        for called in [true, false] {
            samples.push(MailSample {
                template,
                view: json(&mail::IncidentMail {
                    group_name: "Elzendaal-Noord".into(),
                    kind: "burglary".into(),
                    street: called.then(|| "Lindelaan".into()),
                    number: "112".into(),
                    called_ms: called.then_some(NOW_MS),
                    drill: template == "drill",
                    reason: reason.map(Into::into),
                    url: "https://saar.example.org/groups/g1/incidents/i1".into(),
                    settings_url: "https://saar.example.org/settings".into(),
                }),
            });
        }
    }
    for group_name in [None, Some("Elzendaal-Noord".into())] {
        samples.push(MailSample {
            template: "code",
            view: json(&mail::CodeMail {
                code: "012345".into(),
                url: "https://saar.example.org/sign-in/link#t".into(),
                minutes: 10,
                group_name,
            }),
        });
    }
    samples
}

fn json<V: Serialize>(view: &V) -> Value {
    serde_json::to_value(view).unwrap()
}
