//! Invented views for every template, quiet and busy: tests render them all, in each language and country.

use saar_domain::moderation::Step;
use serde::Serialize;
use serde_json::Value;

use super::description::{DescriptionShown, ReadAloud};
use super::shared::{
    CallState, EmergencyNumber, FieldError, GroupLink, IncidentCard, Notice, Page, Plan, PlanPoint, PlanSeen,
    PlanStreet, Reader, StreetOption, TileMap, TileMark,
};
use super::{admin, alarm, group, incident};

#[path = "sample/alarm.rs"]
mod alarm_pages;
#[path = "sample/area.rs"]
mod area_pages;
#[path = "sample/budget.rs"]
mod budget_pages;
#[path = "sample/continuity.rs"]
mod continuity_pages;
#[path = "sample/correct.rs"]
mod correct_pages;
#[path = "sample/description.rs"]
mod description_pages;
#[path = "sample/desk.rs"]
mod desk_pages;
#[path = "sample/drill.rs"]
mod drill_pages;
#[path = "sample/entry.rs"]
mod entry_pages;
#[path = "sample/flag.rs"]
mod flag_pages;
#[path = "sample/founding.rs"]
mod founding_pages;
#[path = "sample/group_desk.rs"]
mod group_desk_pages;
#[path = "sample/group.rs"]
mod group_pages;
#[path = "sample/group_setting.rs"]
mod group_setting_pages;
#[path = "sample/import.rs"]
mod import_pages;
#[path = "sample/incident.rs"]
mod incident_pages;
#[path = "sample/inquiry.rs"]
mod inquiry_pages;
#[path = "sample/liaison.rs"]
mod liaison_pages;
#[path = "sample/mail.rs"]
mod mail_pages;
#[path = "sample/member.rs"]
mod member_pages;
#[path = "sample/moderation.rs"]
mod moderation_pages;
#[path = "sample/own_data.rs"]
mod own_data_pages;
#[path = "sample/own_rule.rs"]
mod own_rules;
#[path = "sample/own_words.rs"]
mod own_words_pages;
#[path = "sample/passkey.rs"]
mod passkey_pages;
#[path = "sample/photo.rs"]
mod photo_pages;
#[path = "sample/request.rs"]
mod request_pages;

#[path = "sample/roster.rs"]
mod roster_pages;
#[path = "sample/secrecy.rs"]
mod secrecy_pages;
#[path = "sample/umbrella.rs"]
mod umbrella_pages;

pub(crate) use mail_pages::mails;

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
        large_text: false,
        left_hand: false,
        bound_to_secrecy: false,
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
    ("s3", "Meidoornstraat", "30,118 96,110 180,116 260,106 332,112"),
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
        mark_radius: mark.map(|_| 24.0),
        beyond: false,
        seen: mark
            .map(|_| PlanSeen {
                at: PlanPoint { x: 180.0, y: 116.0 },
                heading: Some(45.0),
                here: false,
            })
            .into_iter()
            .collect(),
    }
}

fn tile_map(marked: bool) -> TileMap {
    TileMap {
        tiles: "https://tiles.example.org/{z}/{x}/{y}.png".into(),
        referrer: "no-referrer".into(),
        credit: "© OpenStreetMap contributors".into(),
        credit_link: marked.then(|| "https://www.openstreetmap.org/copyright".into()),
        mark: marked.then_some(TileMark {
            lat: 52.008,
            lon: 5.018,
            accuracy_m: Some(24.0),
        }),
        seen: String::new(),
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

fn card(id: &str, kind: &str, street: Option<&str>, minutes: i64, drill: bool, called: bool) -> IncidentCard {
    IncidentCard {
        id: id.into(),
        kind: kind.into(),
        street: street.map(Into::into),
        at_ms: NOW_MS - minutes * MINUTE_MS,
        drill,
        call: CallState {
            number: "112".into(),
            called_ms: called.then_some(NOW_MS - minutes * MINUTE_MS),
            by: if called { "reporter".into() } else { String::new() },
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
    moderation_steps: Vec<Step>,
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
        coverage: Some((58, 61)),
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
        map: None,
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
        offline: false,
        owner: "bWVyZWwtbWVyZWwt".into(),
    }
}

fn incident(country: &str) -> incident::Incident {
    let profile = profile(country);
    let at_ms = NOW_MS - 4 * MINUTE_MS;
    incident::Incident {
        may_flag: true,
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
        descriptions: vec![
            DescriptionShown {
                text: "man, ongeveer 30, donkere jas, op een rode damesfiets, richting het station".into(),
                who: Some("Merel".into()),
                at_ms: at_ms + 2 * MINUTE_MS,
                witness: "seen".into(),
                ..DescriptionShown::default()
            },
            DescriptionShown {
                text: "witte bestelbus".into(),
                mine: true,
                at_ms: at_ms + MINUTE_MS,
                witness: "told".into(),
                plate_hidden: true,
                ..DescriptionShown::default()
            },
        ],
        read: Some(ReadAloud {
            municipality: "Verzonnen".into(),
            who: vec!["man, ongeveer 30, donkere jas, op een rode damesfiets".into()],
            way: Some("richting het station".into()),
            way_ms: at_ms + 2 * MINUTE_MS,
        }),
        may_describe: true,
        may_sight: true,
        paused_until_ms: None,
        forgotten: false,
        photos: photo_pages::photos(),
        plan: Some(plan(Some("s1"), Some(PlanPoint { x: 170.0, y: 58.0 }))),
        map: Some(tile_map(true)),
        accuracy_m: Some(24.0),
        outside_area: false,
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
                text: (n == 1).then(|| "Ik kijk uit het raam".into()),
                mine: n == 0,
                count: if n < 2 { 5 - 4 * u32::try_from(n).unwrap() } else { 0 },
            })
            .collect(),
        safety_text: profile.safety_text,
        timeline: incident_pages::timeline(at_ms),
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

/// The samples of one reader, being collected.
struct Set {
    reader: Reader,
    samples: Vec<Sample>,
}

impl Set {
    fn add(&mut self, template: &'static str, variant: &'static str, page: Page, view: Value) {
        self.samples.push(Sample {
            template,
            variant,
            page,
            view,
        });
    }

    /// The frame for somebody signed out.
    fn out(&self) -> Page {
        page(&self.reader, false)
    }

    /// The frame for a member.
    fn inside(&self) -> Page {
        page(&self.reader, true)
    }

    /// The frame for a member in the demo.
    fn demo(&self) -> Page {
        Page {
            demo: true,
            ..page(&self.reader, true)
        }
    }
}

/// Every page, quiet and busy.
pub(crate) fn pages(lang: &str, country: &str) -> Vec<Sample> {
    let mut set = Set {
        reader: reader(lang, country),
        samples: Vec::new(),
    };
    entry_pages::pages(&mut set, country);
    flag_pages::pages(&mut set);
    founding_pages::pages(&mut set, country);
    area_pages::pages(&mut set);
    group_pages::pages(&mut set, country);
    alarm_pages::pages(&mut set, country);
    incident_pages::pages(&mut set, country);
    description_pages::pages(&mut set, lang, country);
    member_pages::pages(&mut set);
    moderation_pages::pages(&mut set, country);
    inquiry_pages::pages(&mut set);
    own_data_pages::pages(&mut set);
    correct_pages::pages(&mut set);
    own_words_pages::pages(&mut set);
    own_rules::pages(&mut set);
    group_desk_pages::pages(&mut set);
    group_setting_pages::pages(&mut set, country);
    photo_pages::pages(&mut set, country);
    desk_pages::pages(&mut set);
    passkey_pages::pages(&mut set);
    import_pages::pages(&mut set);
    request_pages::pages(&mut set, country);
    budget_pages::pages(&mut set);
    drill_pages::pages(&mut set);
    continuity_pages::pages(&mut set);
    umbrella_pages::pages(&mut set);
    roster_pages::pages(&mut set);
    liaison_pages::pages(&mut set);
    secrecy_pages::pages(&mut set);
    set.samples
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
    }
}

fn notice(key: &str) -> Notice {
    Notice {
        key: key.into(),
        args: std::collections::BTreeMap::new(),
    }
}

fn json<V: Serialize>(view: &V) -> Value {
    serde_json::to_value(view).unwrap()
}
