//! What is sensitive stands on the incident's page and nowhere else: values are planted in every sensitive field, and every route of the tables is read for
//! them, by everybody there is; with the pushes, the mails, the log, the metrics and the archive that an admin takes along. A new route is read too.

use super::access::fill;
use super::routes::{API, PAGES};
use crate::page::Browser;
use crate::page::account::mail;
use crate::story::log::post;
use crate::world::{Person, World, tell};
use saar_domain::clock::Span;
use saar_domain::member::Role;
use saar_server::telemetry;
use serde_json::json;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A value that was planted, and the only paths that may show it.
struct Planted {
    what: &'static str,
    needles: Vec<String>,
    on: &'static [&'static str],
    /// Who planted it keeps it in what they take along.
    of_admin: bool,
    /// Whom it is written to: it stands in no other mail.
    mailed_to: Option<&'static str>,
}

const INCIDENT: &[&str] = &[
    "/groups/{group}/incidents/{incident}",
    "/groups/{group}/incidents/{incident}/fragment",
    "/api/v1/groups/{group}/incidents/{incident}",
];
const REQUEST: &[&str] = &[
    "/groups/{group}/admin/requests",
    "/groups/{group}/admin/requests/{request}",
    "/api/v1/groups/{group}/requests",
];
const MEASURE: &[&str] = &[
    "/groups/{group}/members/{member}",
    "/api/v1/groups/{group}/members/{member}/measures",
];
const REASON: &[&str] = &[
    "/groups/{group}/log",
    "/groups/{group}/members/{member}",
    "/api/v1/groups/{group}/log",
];
const INQUIRY: &[&str] = &[
    "/groups/{group}/admin/inquiries/{inquiry}",
    "/api/v1/groups/{group}/inquiries/{inquiry}",
];

const EXTENSION: &[&str] = &[
    "/groups/{group}/admin/inquiries/{inquiry}",
    "/api/v1/groups/{group}/inquiries/{inquiry}",
    "/groups/{group}/log",
    "/api/v1/groups/{group}/log",
];
const FLAG: &[&str] = &["/groups/{group}/flags", "/api/v1/groups/{group}/flags"];

fn planted(what: &'static str, needles: &[&str], on: &'static [&'static str], of_admin: bool) -> Planted {
    Planted {
        what,
        needles: needles.iter().map(|needle| (*needle).to_owned()).collect(),
        on,
        of_admin,
        mailed_to: None,
    }
}

/// The log of the program, kept to be read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The body of an answer; of a stream that has no end, what comes at once.
async fn read_all(mut response: reqwest::Response, endless: bool) -> String {
    let mut body = Vec::new();
    loop {
        let chunk = response.chunk();
        let chunk = if endless {
            match tokio::time::timeout(Duration::from_millis(300), chunk).await {
                Ok(chunk) => chunk,
                Err(_) => break,
            }
        } else {
            chunk.await
        };
        match chunk.unwrap() {
            Some(bytes) => body.extend(bytes),
            None => break,
        }
    }
    // As it is read: a quote in a page stands for itself.
    String::from_utf8_lossy(&body)
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
}

async fn id_in(world: &World, query: &'static str) -> String {
    let mut tx = world.app.db.read().await.unwrap();
    let row = saar_store::db::sql(query).one(&mut tx).await.unwrap();
    row.get::<saar_store::db::AnyId>("id").unwrap().to_string()
}

#[tokio::test]
async fn what_is_sensitive_stands_on_the_incidents_page_and_nowhere_else() {
    let log = Log::default();
    let written = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("saar_server=trace,saar_store=trace,saar_delivery=trace")
        .with_ansi(false)
        .with_writer(move || written.clone())
        .finish();
    // Where another test of the same process was first, its log is the one; nextest gives each test a process.
    let is_mine = tracing::subscriber::set_global_default(subscriber).is_ok();
    telemetry::install_metrics();
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let elsewhere = world.another_group().await;
        let kauw = world.member_of(elsewhere, "Kauw", Role::Admin).await;
        let phone = world.phone(&eik).await;
        let umbrella = crate::story::umbrella::umbrella(world).await;
        let coordinator = crate::story::umbrella::coordinator(world, umbrella).await;
        let (liaison, grant) = crate::story::liaison::liaison(world, &vink).await;

        // An alarm with everything that can be said.
        let mut report = Person::report(&world.street(0));
        report["behaviour"] = json!({"words": "morrelt xq-gedrag"});
        let middle = world.streets[0].line[1];
        report["place"] = json!({"lat": middle.lat + 0.000_123, "lon": middle.lon + 0.000_077, "accuracy_m": 8});
        let raised = merel.post(&merel.api("/incidents"), &report).await.expect(201).json();
        let incident = raised["id"].as_str().unwrap().to_owned();
        let described = json!({
            "witness": "seen", "looks": {"sex": "man", "skin_colour": "medium"},
            "vehicle": {"kind": "van", "lettering": "xq-opschrift", "plate": "XQ999X"},
        });
        let at = |rest: &str| merel.api(&format!("/incidents/{incident}/{rest}"));
        merel.post(&at("descriptions"), &described).await.expect(200);
        merel
            .post(
                &at("sightings"),
                &json!({"words": "rent weg xq-aanvulling", "witness": "seen"}),
            )
            .await
            .expect(200);
        merel
            .post(
                &at("sightings"),
                &json!({"words": "rent terug xq-weggehaald", "witness": "seen"}),
            )
            .await
            .expect(200);
        // One message is pointed at, another is taken away.
        let flags = format!("/incidents/{incident}/flags");
        let seq = async |words: &str| {
            let seen = eik.incident(&incident).await;
            let timeline = seen["timeline"].as_array().unwrap().clone();
            let entry = timeline.iter().find(|entry| entry["words"] == words);
            entry.unwrap()["seq"].clone()
        };
        let flag = json!({"seq": seq("rent terug xq-weggehaald").await, "rule": "adults"});
        post(&eik, &flags, &flag).await.expect(204);
        let flag = vink.look(&vink.api("/flags")).await.expect(200).json()[0]["id"].clone();
        let settled = format!("/flags/{}", flag.as_str().unwrap());
        post(&vink, &settled, &json!({"outcome": "blanked"})).await.expect(204);
        let flag = json!({"seq": seq("rent weg xq-aanvulling").await, "rule": "adults", "words": "xq-aanwijzing"});
        post(&eik, &flags, &flag).await.expect(204);
        // Somebody outside is asked to look in.
        let until = world.app.now().plus(Span::days(90));
        let until = saar_domain::preference::day_of(until, &jiff::tz::TimeZone::UTC).to_string();
        let asked = json!({"liaison_kind": "police", "office": "Wijkagent Noord", "email": "spreeuw@example.org",
            "liaison_view": "counts", "liaison_until": until});
        post(&vink, "/liaisons", &asked).await.expect(201);
        // Words that admins and askers write.
        let contact = format!("/members/{}/contact", merel.member);
        post(&vink, &contact, &json!({"why": "Haar sleutels, xq-reden."}))
            .await
            .expect(200);
        let measure = json!({"step": "reminder", "rule": "adults", "words": "Een woord xq-maatregel."});
        post(&vink, &format!("/members/{}/measures", merel.member), &measure)
            .await
            .expect(204);
        let asker = Browser::fresh(world);
        let asks = [
            ("alias", "Kievit"),
            ("home_street", "other"),
            ("about", "xq-overmij"),
            ("email", "kievit@example.org"),
            ("adult", "yes"),
            ("rules", "yes"),
            ("rules_version", "2"),
        ];
        asker
            .post(&format!("/welcome/{}", world.group), &asks)
            .await
            .expect(303);
        let (code, _) = mail(world, "kievit@example.org", 1).await;
        asker.post("/sign-in/code", &[("code", &code)]).await.expect(303);
        let day = saar_domain::preference::day_of(world.app.now(), &jiff::tz::TimeZone::UTC).to_string();
        let asks = [
            ("asks_about", "vehicle"),
            ("asks_day", day.as_str()),
            ("asks_words", "xq-vraag"),
            ("email", "wulp@example.org"),
        ];
        asker.post(&format!("/ask/{}", world.group), &asks).await.expect(303);
        crate::world::until("the code", async || {
            !world.mail.messages_to("wulp@example.org").is_empty()
        })
        .await;
        let text = world.mail.messages_to("wulp@example.org")[0].text.clone();
        let code = text
            .lines()
            .map(str::trim)
            .find(|line| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit()));
        asker
            .post(&format!("/ask/{}/code", world.group), &[("code", code.unwrap())])
            .await
            .expect(303);
        let inquiry = id_in(world, "SELECT id FROM inquiries WHERE state = 'open'").await;
        let extend = format!("/inquiries/{inquiry}/extension");
        post(&vink, &extend, &json!({"why": "Wij zoeken nog, xq-uitstel."}))
            .await
            .expect(204);
        world.pass(Span::seconds(1)).await;

        let position = format!("{}", middle.lat + 0.000_123);
        let all = [
            planted("plate", &["XQ999X", "XQ-999-X"], INCIDENT, false),
            planted(
                "skin colour",
                &["getinte huid", "medium skin", "\"skin_colour\":\"medium\""],
                INCIDENT,
                false,
            ),
            planted("lettering", &["xq-opschrift"], INCIDENT, false),
            planted("behaviour", &["xq-gedrag"], INCIDENT, false),
            planted("words", &["xq-aanvulling"], INCIDENT, false),
            planted("exact place", &[&position[..9]], INCIDENT, false),
            planted("address", &[&merel.email], &[], false),
            planted("address of who asks to join", &["kievit@example.org"], &[], false),
            planted("address of who asks", &["wulp@example.org"], &[], false),
            planted("about oneself", &["xq-overmij"], REQUEST, false),
            planted("measure", &["xq-maatregel"], MEASURE, true),
            planted("reason", &["xq-reden"], REASON, true),
            planted("question", &["xq-vraag"], INQUIRY, false),
            Planted {
                mailed_to: Some("wulp@example.org"),
                ..planted("why an answer takes longer", &["xq-uitstel"], EXTENSION, true)
            },
            planted("what was taken away", &["xq-weggehaald"], INCIDENT, false),
            planted("what a neighbour says of a message", &["xq-aanwijzing"], FLAG, false),
            planted(
                "address of who is asked to look in",
                &["spreeuw@example.org"],
                &[],
                false,
            ),
        ];
        let ids = [
            ("{member}", merel.member.to_string()),
            ("{request}", id_in(world, "SELECT id FROM join_requests").await),
            ("{inquiry}", inquiry),
            ("{umbrella}", umbrella.to_string()),
            ("{liaison}", grant),
            ("{measure}", id_in(world, "SELECT id FROM measures").await),
        ];
        let mut seen = vec![0; all.len()];
        for (method, path, _) in API.iter().chain(PAGES) {
            if *method != "GET" {
                continue;
            }
            let with_ids = ids
                .iter()
                .fold((*path).to_owned(), |path, (name, id)| path.replace(name, id));
            let url = fill(&with_ids, &world.group.to_string(), &incident, "none", "none", "none");
            for reader in [
                None,
                Some(&kauw),
                Some(&eik),
                Some(&vink),
                Some(&coordinator),
                Some(&liaison),
            ] {
                let mut request = vink.http.get(format!("{}{url}", world.base));
                if let Some(reader) = reader {
                    request = request.header("cookie", format!("saar={}", reader.session));
                }
                let body = read_all(request.send().await.unwrap(), path.ends_with("/live")).await;
                for (at, planted) in all.iter().enumerate() {
                    if planted.needles.iter().any(|needle| body.contains(needle)) {
                        let who = reader.map_or("somebody signed out", |reader| &reader.alias);
                        assert!(
                            planted.on.contains(path),
                            "{} is shown to {who} at {path}",
                            planted.what
                        );
                        seen[at] += 1;
                    }
                }
            }
        }
        for (planted, times) in all.iter().zip(&seen) {
            assert_eq!(
                planted.on.is_empty(),
                *times == 0,
                "{}: the search can find what is there",
                planted.what
            );
        }

        // Something that is written down for sure.
        let forged = vink
            .http
            .post(format!("{}/settings/language", vink.base))
            .header("sec-fetch-site", "cross-site");
        assert_eq!(forged.send().await.unwrap().status(), 403);

        // How it ends is told too, and what is taken back.
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
        let mut report = Person::report(&world.street(1));
        report["behaviour"] = json!({"words": "morrelt xq-gedrag"});
        let mistaken = merel.post(&merel.api("/incidents"), &report).await.expect(201).json();
        world.settle().await;
        merel
            .close(mistaken["id"].as_str().unwrap(), "known_person")
            .await
            .expect(200);
        world.settle().await;

        // What leaves the house, and what is kept about its running.
        let pushes: Vec<String> = phone.received().iter().map(|push| push.payload.to_string()).collect();
        assert!(
            pushes.len() > 3,
            "an alarm, its end, another and that it was a mistake: {pushes:?}"
        );
        let mails = world.mail.messages();
        assert!(mails.len() > 3, "{}", mails.len());
        let metrics = telemetry::metrics_text();
        let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
        assert!(!is_mine || log.contains("another site made"), "the log is read: {log}");
        let mut taken = String::new();
        let export = vink.http.post(format!("{}/api/v1/me/export", vink.base));
        let export = export
            .header("cookie", format!("saar={}", vink.session))
            .header("sec-fetch-site", "same-origin");
        let bytes = export
            .send()
            .await
            .unwrap()
            .error_for_status()
            .unwrap()
            .bytes()
            .await
            .unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for at in 0..2 {
            std::io::Read::read_to_string(&mut zip.by_index(at).unwrap(), &mut taken).unwrap();
        }
        assert!(taken.contains(&vink.email));
        for planted in &all {
            for needle in &planted.needles {
                let what = planted.what;
                assert!(!pushes.iter().any(|push| push.contains(needle)), "{what} in a push");
                let mut others = mails
                    .iter()
                    .filter(|mail| mail.to.iter().all(|to| Some(to.as_str()) != planted.mailed_to));
                let told = others.find(|mail| {
                    mail.text.contains(needle) || mail.html.contains(needle) || mail.subject.contains(needle)
                });
                assert!(told.is_none(), "{what} in a mail: {told:?}");
                assert!(!metrics.contains(needle), "{what} in a metric");
                assert!(!log.contains(needle), "{what} in the log");
                assert!(
                    planted.of_admin || !taken.contains(needle),
                    "{what} in what an admin takes along"
                );
            }
        }
    })
    .await;
}
