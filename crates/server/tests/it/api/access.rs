//! Who is let in where: every route of the API and every page is asked by everybody there is. The table is in `routes.rs`.

use super::openapi::operations;
use super::outside::FROM_OUTSIDE;
use super::routes::{API, OPEN_TO_ALL, PAGES};
use crate::world::{Answer, Person, World, at_a_name, read, tell, tell_in};
use saar_domain::id::{GroupId, IncidentId, InviteId};
use saar_domain::member::Role;
use saar_server::usecase::invite::{self, Limits};
use serde_json::{Value, json};

/// A good body for an operation.
pub fn body_of(world: &World, method: &str, path: &str) -> Option<Value> {
    let at = path.rsplit('/').next().unwrap();
    if path == "/api/v1/umbrellas/{umbrella}/groups" {
        return Some(json!({
            "country": "NL", "group_name": "Lindehof", "municipality": "Voorbeeldstad", "streets": ["Lindelaan"],
            "emails": ["kievit@example.org"],
        }));
    }
    match (method, at) {
        ("DELETE", "me") => Some(json!({"sure": false})),
        ("POST", "answer") if path.contains("/inquiries/") => {
            Some(json!({"finding": "nothing", "answer": "Er staat niets."}))
        }
        ("POST", "extension") => Some(json!({"why": "De beheerder ligt in het ziekenhuis."})),
        ("PUT", "proof" | "email") => Some(json!({"code": "000000"})),
        ("POST", "email") => Some(json!({"email": "geen adres"})),
        ("PUT", "alias") => Some(json!({"alias": ""})),
        ("PUT", "preferences") => Some(json!({"language": "nl", "channels": []})),
        ("POST", "push-subscription" | "push") => {
            Some(json!({"endpoint": "https://push.example/x", "keys": {"p256dh": "x", "auth": "y"}}))
        }
        ("POST", "passkeys" | "passkey") => Some(json!({"ceremony": "x", "credential": {}})),
        ("POST", "requests") => Some(json!({"alias": "Kievit", "adult": true, "rules_version": 2})),
        ("POST", "vouches") => Some(json!({"word": "x.y"})),
        ("POST", "letter-code") => Some(json!({"letter_code": "ABCD-2345"})),
        ("POST", "letters") => Some(json!({
            "letter_street": world.street(0), "first_number": 2, "last_number": 8, "side": "even", "days": 30,
        })),
        ("PUT", "settings") => Some(json!({
            "version": 999, "capacity": 200, "minimum_age": 18, "open_to_non_members": true, "photo_policy": "off",
            "quiet_expiry": 120, "takes_requests": true, "residence_checks": [],
        })),
        ("PUT", "desks") => Some(json!({"version": 0, "desks": {}})),
        ("PUT", "own-rules") => Some(json!({"version": 0, "rules": []})),
        ("PUT", "joining") => Some(json!({"takes_requests": true, "residence_checks": ["admin"]})),
        ("POST", "let-in") => Some(json!({"knows": true})),
        ("POST", "refuse") => Some(json!({"answer": "Nu niet."})),
        ("PUT", "name") => Some(json!({"name": "Laptop"})),
        ("POST", "tokens") => Some(json!({"name": "Lamp", "scopes": ["read"], "days": 1})),
        ("POST", "measures") => Some(json!({"step": "reminder", "rule": "adults", "words": "Een vriendelijk woord."})),
        ("POST", "objection") => Some(json!({"words": "Zo was het niet."})),
        ("POST", "flags") => Some(json!({"seq": 1, "rule": "no_insults"})),
        ("POST", "{flag}") => Some(json!({"outcome": "fine"})),
        ("POST", "{measure}") => Some(json!({"upheld": true, "words": "Het blijft zo."})),
        ("POST", "contact" | "readmission") => Some(json!({"why": "Haar sleutels zijn gevonden."})),
        ("POST", "groups") => Some(json!({
            "country": "NL", "group_name": "Lindehof", "municipality": "Voorbeeldstad", "streets": ["Lindelaan"],
            "alias": "Merel", "adult": true, "rules_version": 2,
        })),
        ("PUT", "area") => Some(json!({"geojson": crate::story::area::square(0.0)})),
        ("PUT", "boundary") => Some(json!({"boundary": "0193e4a0-0000-7000-8000-000000000004"})),
        ("POST", "covering") => Some(json!({"lat": 52.1, "lon": 5.1})),
        ("POST", "streets") | ("PUT", "{street}") => Some(json!({"street_name": "Zijweg"})),
        ("POST", "own-words") => Some(json!({"word": "lapzwabber", "verdict": "hurts"})),
        ("PUT", "role") => Some(json!({"role": "member"})),
        ("POST", "rules") => Some(json!({"version": 2})),
        ("POST", "invites") => Some(json!({"uses_max": 1, "days": 1})),
        ("POST", "incidents") => Some(Person::report(&world.street(2))),
        ("POST", "responses") => Some(json!({"response": "lights_on"})),
        ("POST", "sightings") => Some(json!({"words": "niets"})),
        ("POST", "descriptions") => Some(json!({"vehicle": {"kind": "van", "plate": "V-999-ZZ"}})),
        ("POST", "call") => Some(json!({})),
        ("POST", "admins") => Some(json!({"emails": ["kievit@example.org"]})),
        ("POST", "drills") => {
            let day = crate::story::liaison::in_days(world, 3);
            Some(json!({"drill_day": day, "drill_time": "19:30"}))
        }
        ("POST", "liaisons") => Some(json!({
            "liaison_kind": "police", "office": "Wijkagent Noord", "email": "wijkagent@example.org", "liaison_view": "counts",
            "liaison_until": crate::story::liaison::in_days(world, 30),
        })),
        ("PUT", "secrecy") => Some(json!({"bound": true})),
        ("PUT", "{liaison}") => Some(json!({"liaison_until": crate::story::liaison::in_days(world, 30)})),
        ("POST", "roster") => Some(json!({"weekday": 5, "part": "night"})),
        ("POST", "coordinators") => Some(json!({"email": "kievit@example.org"})),
        ("POST", "answer") => Some(json!({"yes": true})),
        ("POST", "appoint") => Some(json!({"member": "0193e4a0-0000-7000-8000-000000000004"})),
        ("POST", "close") => Some(json!({"reason": "nothing_found"})),
        _ => None,
    }
}

/// A path with its placeholders filled.
pub fn fill(path: &str, group: &str, incident: &str, invite: &str, device: &str, token: &str) -> String {
    path.replace("{group}", group)
        .replace("{incident}", incident)
        .replace("{invite}", invite)
        .replace("{device}", device)
        .replace("{token}", token)
        .replace("{size}", "small")
        // Of what is not there: a photo, an upload, a request to join ….
        .replace("{photo}", "0193e4a0-0000-7000-8000-000000000001")
        .replace("{upload}", "0193e4a0-0000-7000-8000-000000000002")
        .replace("{probe}", "0193e4a0-0000-7000-8000-000000000003")
        .replace("{passkey}", "0193e4a0-0000-7000-8000-000000000003")
        .replace("{drill}", "0193e4a0-0000-7000-8000-000000000004")
        .replace("{inquiry}", "0193e4a0-0000-7000-8000-000000000004")
        .replace("{request}", "0193e4a0-0000-7000-8000-000000000004")
        .replace("{measure}", "0193e4a0-0000-7000-8000-000000000004")
        .replace("{flag}", "0193e4a0-0000-7000-8000-000000000004")
        .replace("{street}", "0193e4a0-0000-7000-8000-000000000004")
        .replace("{liaison}", "0193e4a0-0000-7000-8000-00000000000a")
        .replace("{turn}", "0193e4a0-0000-7000-8000-000000000008")
        .replace("{umbrella}", "0193e4a0-0000-7000-8000-000000000007")
        .replace("{letter}", "0193e4a0-0000-7000-8000-000000000005")
        .replace("{word}", "0193e4a0-0000-7000-8000-000000000006")
}

/// The status alone: a live stream has no end to be read.
pub async fn call(person: &Person, method: &str, url: &str, body: Option<Value>) -> u16 {
    let request = person
        .http
        .request(method.parse().unwrap(), url)
        .bearer_auth(&person.token);
    let request = match body {
        Some(body) => request.json(&body),
        None => request,
    };
    request.send().await.unwrap().status().as_u16()
}

/// In the browser of somebody, or of nobody.
async fn browse(
    person: Option<&Person>,
    http: &reqwest::Client,
    method: &str,
    url: &str,
    body: Body,
) -> reqwest::Response {
    let mut request = http
        .request(method.parse().unwrap(), url)
        .header("sec-fetch-site", "same-origin");
    if let Some(person) = person {
        request = request.header("cookie", format!("saar={}", person.session));
    }
    request = match body {
        Body::Json(Some(body)) => request.json(&body),
        Body::Json(None) => request,
        Body::Form(fields) => request.form(&fields),
    };
    request.send().await.unwrap()
}

enum Body {
    Json(Option<Value>),
    Form(Vec<(String, String)>),
}

fn form_of(world: &World, path: &str) -> Vec<(String, String)> {
    let text = |fields: &[(&str, &str)]| {
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    if path.starts_with("/welcome/") {
        return text(&[
            ("alias", "Kievit"),
            ("home_street", "other"),
            ("email", "kievit@example.org"),
            ("adult", "yes"),
            ("rules", "yes"),
            ("rules_version", "2"),
        ]);
    }
    if path == "/ask/{group}" {
        let today = saar_domain::preference::day_of(world.app.now(), &jiff::tz::TimeZone::UTC).to_string();
        return text(&[
            ("asks_about", "vehicle"),
            ("asks_day", &today),
            ("asks_words", "Een rode bestelbus."),
            ("email", "kievit@example.org"),
        ]);
    }
    match path.rsplit('/').next().unwrap() {
        "settings" => text(&[("version", "999")]),
        "quiet-hours" => text(&[("quiet_from", "22:00"), ("quiet_to", "07:00")]),
        "language" => text(&[("language", "nl")]),
        "area" => vec![("geojson".to_owned(), crate::story::area::square(0.0).to_string())],
        "boundary" => text(&[("boundary", "0193e4a0-0000-7000-8000-000000000004")]),
        "streets" | "{street}" => text(&[("street_name", "Zijstraat")]),
        "new" => text(&crate::story::founding::form("Lindehof")),
        "tokens" => text(&[("name", "Lamp"), ("scopes", "read")]),
        "drafts" => text(&[("draft", "0193e4a0-0000-7000-8000-000000000009")]),
        "rename" => text(&[("name", "Laptop")]),
        "rules" => text(&[("rules", "yes"), ("rules_version", "2")]),
        "alarm" | "drill" => {
            let street = world.street(if path.ends_with("drill") { 1 } else { 2 });
            text(&crate::page::alarm_form(&street, path))
        }
        "responses" => text(&[("response", "lights_on")]),
        "sightings" => text(&[("words", "niets")]),
        "description" => text(&[("looks.sex", "man")]),
        "close" => text(&[("reason", "nothing_found")]),
        "measures" => text(&[
            ("step", "reminder"),
            ("rule", "adults"),
            ("words", "Een vriendelijk woord."),
        ]),
        "flags" => text(&[("seq", "1"), ("rule", "no_insults")]),
        "{flag}" => text(&[("outcome", "fine")]),
        "contact" | "readmit" => text(&[("why", "Haar sleutels zijn gevonden.")]),
        "refuse" => text(&[("answer", "Nu niet.")]),
        "joining" => text(&[("takes_requests", "yes")]),
        "words" => text(&[("word", "lapzwabber"), ("verdict", "hurts")]),
        "liaisons" => text(&[
            ("liaison_kind", "police"),
            ("office", "Wijkagent Noord"),
            ("email", "wijkagent.noord@example.org"),
            ("liaison_view", "counts"),
            ("liaison_until", &crate::story::liaison::in_days(world, 30)),
        ]),
        "extend" => text(&[("liaison_until", &crate::story::liaison::in_days(world, 30))]),
        "roster" => text(&[("weekday", "5"), ("part", "night")]),
        "invites" => text(&[("uses_max", "1"), ("days", "1")]),
        _ => Vec::new(),
    }
}

struct Cast {
    http: reqwest::Client,
    other: Person,
    member: Person,
    admin: Person,
    coordinator: Person,
    liaison: Person,
    umbrella: String,
    grant: String,
    group: String,
    incident: String,
    invite: String,
}

/// Routes that one account may try, twice and more each, before it is told to wait.
const ROUTES_IN_A_MINUTE: usize = 20;

async fn cast(world: &World) -> Cast {
    // Who stays when the member has left: with others in it, the last admin may not go.
    world.member("Reiger", Role::Member).await;
    let elsewhere = world.another_group().await;
    let other = world.member_of(elsewhere, "Kraai", Role::Admin).await;
    let member = world.member("Merel", Role::Member).await;
    let admin = world.member("Vink", Role::Admin).await;
    let incident = admin.alarm(&world.street(0)).await;
    let invite = invite::create(
        &world.app,
        admin.account,
        world.group,
        Limits {
            uses_max: Some(9),
            days: Some(9),
        },
    )
    .await
    .unwrap();
    let umbrella = crate::story::umbrella::umbrella(world).await;
    let coordinator = crate::story::umbrella::coordinator(world, umbrella).await;
    let (liaison, grant) = crate::story::liaison::liaison(world, &admin).await;
    Cast {
        coordinator,
        liaison,
        umbrella: umbrella.to_string(),
        grant,
        http: other.http.clone(),
        other,
        member,
        admin,
        group: world.group.to_string(),
        incident,
        invite: invite.id.to_string(),
    }
}

fn body(world: &World, method: &str, path: &str) -> Body {
    if path.starts_with("/api/") || path == "/settings/push" {
        Body::Json(body_of(world, method, path))
    } else if method == "POST" {
        Body::Form(form_of(world, path))
    } else {
        Body::Json(None)
    }
}

/// Every route of the pages, as their routers say it: method and path.
fn routes_of_pages() -> Vec<(&'static str, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/page");
    let mut routes = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        // Routes below one path are written as `at("/rest")`.
        let below = source.split("let at = ").nth(1).and_then(|rest| rest.split('"').nth(1));
        let below = below
            .unwrap_or_default()
            .replace("{{", "{")
            .replace("}}", "}")
            .replace("{rest}", "");
        for route in source.split(".route(").skip(1) {
            let mut parts = route.splitn(3, '"');
            let is_below = parts.next().unwrap().contains("at(");
            let path = format!("{}{}", if is_below { &*below } else { "" }, parts.next().unwrap());
            let rest = parts.next().unwrap();
            // Up to the end of the call: what opens is closed again.
            let mut open = if is_below { 2 } else { 1 };
            let end = rest.find(|c: char| {
                open += i32::from(c == '(') - i32::from(c == ')');
                open == 0
            });
            let handlers = &rest[..end.unwrap()];
            // A router of its own, with a layer, has a name.
            let name = handlers.rsplit(", ").next().unwrap();
            let named = source.split(&format!("let {name} = ")).nth(1);
            let handlers = named.and_then(|rest| rest.split(';').next()).unwrap_or(handlers);
            for (method, word) in [
                ("GET", "get("),
                ("POST", "post("),
                ("PUT", "put("),
                ("DELETE", "delete("),
            ] {
                if handlers.contains(word) {
                    routes.push((method, path.clone()));
                }
            }
        }
    }
    routes
}

#[test]
fn every_page_has_a_row() {
    let routes = routes_of_pages();
    assert!(routes.len() > 50, "{} routes were found", routes.len());
    let unlisted: Vec<_> = routes
        .iter()
        .filter(|(method, path)| {
            let row = PAGES.iter().any(|row| row.0 == *method && row.1 == path);
            row == OPEN_TO_ALL.contains(&path.as_str())
        })
        .collect();
    assert!(unlisted.is_empty(), "no row: who may? {unlisted:?}");
    for (method, path, _) in FROM_OUTSIDE {
        let rows = API.iter().chain(PAGES);
        let listed = rows.filter(|row| row.0 == *method && row.1 == *path).count();
        assert_eq!(listed, 1, "{method} {path} is a row of something that is not there");
    }
    for (method, path, _) in PAGES {
        let there = routes.iter().any(|route| route.0 == *method && route.1 == *path);
        assert!(there, "{method} {path} is a row of something that is not there");
    }
}

#[tokio::test]
async fn everybody_gets_in_where_the_table_says_and_nowhere_else() {
    for (method, path) in operations() {
        assert!(
            API.iter().any(|row| row.0 == method && row.1 == path),
            "{method} {path} has no row: who may?"
        );
    }
    assert_eq!(API.len(), operations().len(), "a row of something that is not there");
    // In worlds of their own, for an account may write so many times a minute.
    for table in API.chunks(ROUTES_IN_A_MINUTE).chain(PAGES.chunks(ROUTES_IN_A_MINUTE)) {
        tell_in("NL", at_a_name, async |world| {
            let cast = cast(world).await;
            for (method, route, expected) in table {
                let path = &route.replace("{member}", &cast.member.member.to_string());
                let path = &path.replace("{umbrella}", &cast.umbrella);
                // Below the group, a grant of nobody: the admin would end the one that the rows of its liaison need.
                let own = if path.contains("/groups/") {
                    "{liaison}"
                } else {
                    &*cast.grant
                };
                let path = &path.replace("{liaison}", own);
                let url = fill(path, &cast.group, &cast.incident, &cast.invite, "none", "none");
                let people = [None, Some(&cast.other), Some(&cast.member), Some(&cast.admin)];
                let outside = FROM_OUTSIDE.iter().find(|row| row.0 == *method && row.1 == *route);
                let outside = outside.map_or([expected[1]; 2], |row| row.2);
                let looking_in = [Some(&cast.coordinator), Some(&cast.liaison)];
                let everybody = people.into_iter().chain(looking_in);
                for (person, expected) in everybody.zip(expected.iter().chain(&outside)) {
                    let who = person.map_or("signed out", |person| person.alias.as_str());
                    let answer = browse(
                        person,
                        &cast.http,
                        method,
                        &format!("{}{url}", world.base),
                        body(world, method, route),
                    )
                    .await;
                    let status = answer.status().as_u16();
                    let text = if path.ends_with("/live") {
                        String::new()
                    } else {
                        answer.text().await.unwrap()
                    };
                    assert_eq!(status, *expected, "{method} {path} for {who}: {text}");
                }
            }
            world.settle().await;
        })
        .await;
    }
}

/// Where a deputy is not let in although an admin is, of everything that is looked at: what the group decides for itself.
const NOT_A_DEPUTY: &[&str] = &[
    "/api/v1/groups/{group}/settings",
    "/groups/{group}/admin/rules",
    "/groups/{group}/admin/desks",
    "/groups/{group}/admin/settings",
];
/// Where who is paused is not, although a member is: they vouch for nobody.
const NOT_WHILE_PAUSED: &[&str] = &["/groups/{group}/vouch/{word}"];

#[tokio::test]
async fn a_deputy_looks_where_an_admin_does_and_who_is_paused_where_a_member_does() {
    tell_in("NL", at_a_name, async |world| {
        let cast = cast(world).await;
        let deputy = world.member("Uil", Role::Deputy).await;
        let paused = world.member("Specht", Role::Member).await;
        let pause = json!({"step": "pause", "rule": "adults", "words": "Even een week niet.", "days": 7});
        let measures = format!("/members/{}/measures", paused.member);
        crate::story::log::post(&cast.admin, &measures, &pause)
            .await
            .expect(204);
        let (mut not_a_deputy, mut not_while_paused) = (Vec::new(), Vec::new());
        // What became of a test is there for who sent one.
        let looked_at = |row: &&super::routes::Row| row.0 == "GET" && row.1 != "/settings/test";
        for (_, route, expected) in API.iter().chain(PAGES).filter(looked_at) {
            let path = &route.replace("{member}", &cast.member.member.to_string());
            let path = &path.replace("{umbrella}", &cast.umbrella);
            let url = fill(path, &cast.group, &cast.incident, &cast.invite, "none", "none");
            let status = async |person: &Person| {
                let url = format!("{}{url}", world.base);
                let answer = browse(Some(person), &cast.http, "GET", &url, Body::Json(None)).await;
                answer.status().as_u16()
            };
            if status(&deputy).await != expected[3] {
                not_a_deputy.push(*route);
            }
            if status(&paused).await != expected[2] {
                not_while_paused.push(*route);
            }
        }
        assert_eq!((&*not_a_deputy, &*not_while_paused), (NOT_A_DEPUTY, NOT_WHILE_PAUSED));
        world.settle().await;
    })
    .await;
}

/// Another group's ids answer exactly as ids that do not exist (EDGES 28), by every route that takes one.
#[tokio::test]
async fn another_groups_ids_are_as_good_as_none() {
    tell(async |world| {
        let cast = cast(world).await;
        let mine = cast.other.group.to_string();
        let (now, entropy) = (world.app.now(), world.app.entropy.as_ref());
        // Ids such as we make them, of nothing.
        let nowhere = [
            GroupId::new(now, entropy).to_string(),
            IncidentId::new(now, entropy).to_string(),
            InviteId::new(now, entropy).to_string(),
        ];
        let routes = operations();
        let documented = routes.iter().map(|(method, path)| (method.as_str(), path.as_str()));
        let mut asked = 0;
        let mut other = cast.other;
        for (at, (method, path)) in documented
            .chain(PAGES.iter().map(|row| (row.0, row.1)))
            // What a group shows to everybody is no secret; `/welcome/` has stories of its own.
            .filter(|(_, path)| path.contains("{group}") && !path.contains("/welcome/") && !path.starts_with("/ask/"))
            .enumerate()
        {
            if at % ROUTES_IN_A_MINUTE == ROUTES_IN_A_MINUTE - 1 {
                other = world.member_of(other.group, &format!("Kauw {at}"), Role::Admin).await;
            }
            let answer = async |group: &str, incident: &str, invite: &str| -> Answer {
                let path = &path.replace("{member}", &cast.member.member.to_string());
                let url = format!("{}{}", world.base, fill(path, group, incident, invite, "none", "none"));
                read(browse(Some(&other), &cast.http, method, &url, body(world, method, path)).await).await
            };
            let mut pairs = vec![(
                answer(&cast.group, &cast.incident, &cast.invite).await,
                answer(&nowhere[0], &nowhere[1], &nowhere[2]).await,
            )];
            if path.contains("{incident}") || path.contains("{invite}") {
                // In one's own group with the other's incident or invite.
                pairs.push((
                    answer(&mine, &cast.incident, &cast.invite).await,
                    answer(&mine, &nowhere[1], &nowhere[2]).await,
                ));
            }
            for (theirs, none) in pairs {
                asked += 1;
                assert_eq!(theirs.status, none.status, "{method} {path}: {}", theirs.text);
                assert_eq!(theirs.text, none.text, "{method} {path}");
                assert_eq!(
                    theirs.headers.get("location"),
                    none.headers.get("location"),
                    "{method} {path}"
                );
                assert!(theirs.status == 404, "{method} {path}: {}", theirs.status);
            }
        }
        assert!(asked > 45, "{asked}");
        // And nothing was done to them.
        let incident = cast.admin.incident(&cast.incident).await;
        assert_eq!(incident["state"], "alerted");
        assert_eq!(incident["version"], 3);
        let invites = cast.admin.look(&cast.admin.api("/invites")).await.expect(200).json();
        assert_eq!(
            (invites.as_array().unwrap().len(), &invites[0]["revoked"]),
            (1, &json!(false))
        );
        world.settle().await;
    })
    .await;
}
