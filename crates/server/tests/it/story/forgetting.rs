//! Forgetting, as people meet it: what the clock does by the table, what a recall takes with it at once, and that nothing of it is left in a file.

use super::photo_files::jpeg;
use crate::world::{Person, World, tell, tell_in};
use saar_domain::clock::Span;
use saar_domain::id::IncidentId;
use saar_domain::incident::Incident;
use saar_domain::member::Role;
use saar_domain::retention::Class;
use saar_server::app::App;
use saar_server::usecase::retention::{self, Went};
use saar_store::incident;
use saar_store::testing::files;
use serde_json::{Value, json};
use std::path::PathBuf;

const BEHAVIOUR: &str = "morrelt aan de achterdeur xq-gedrag";
const PLATE: &str = "XQ999X";

/// An alarm with everything that can be said: own words, a description with a plate, a sighting, a photo. Its id, and the bytes of the photo.
pub async fn told(world: &World, merel: &Person, street: usize) -> (String, Vec<u8>) {
    let mut report = Person::report(&world.street(street));
    report["behaviour"] = json!({"words": BEHAVIOUR});
    let middle = world.streets[street].line[1];
    report["place"] = json!({"lat": middle.lat, "lon": middle.lon, "accuracy_m": 8});
    let answer = merel.post(&merel.api("/incidents"), &report).await.expect(201);
    let id = answer.json()["id"].as_str().unwrap().to_owned();
    let described = json!({"vehicle": {"make": "xq-merk", "plate": PLATE}});
    merel
        .post(&merel.api(&format!("/incidents/{id}/descriptions")), &described)
        .await
        .expect(200);
    let upload = merel
        .photo(&id, 1000 + u32::try_from(street).unwrap(), &jpeg(64, 48))
        .await;
    let sighting = json!({"words": "rent weg xq-aanvulling", "witness": "seen", "photos": [upload]});
    merel.sight(&id, &sighting).await.expect(200);
    let photos = merel.photos(&id).await;
    let (status, _, bytes) = merel.fetch(photos[0]["large"].as_str().unwrap()).await;
    assert_eq!(status, 200);
    (id, bytes)
}

fn said(incident: &Value) -> String {
    incident.to_string()
}

/// Files of the installation that hold these bytes; on PostgreSQL there are none to look at.
pub fn files_holding(world: &World, bytes: &[u8]) -> Vec<PathBuf> {
    let Some(path) = world.test.url.strip_prefix("sqlite:") else {
        return Vec::new();
    };
    files::files_holding(PathBuf::from(path).parent().unwrap(), bytes)
}

pub async fn is_what_its_history_makes_it(app: &App, id: &str) {
    let id: IncidentId = id.parse().unwrap();
    let mut tx = app.db.read().await.unwrap();
    let history = incident::history(&mut tx, id).await.unwrap();
    let row = incident::find(&mut tx, id).await.unwrap().unwrap();
    assert_eq!(Incident::rebuild(id, &history).unwrap(), row.incident, "EDGES 25");
}

fn of(went: &[Went], class: Class) -> u64 {
    went.iter().find(|went| went.class == class).unwrap().count
}

#[tokio::test]
async fn the_clock_forgets_by_the_table_and_says_how_much() {
    tell(async |world| {
        let app = &world.app;
        let merel = world.member("Merel", Role::Admin).await;
        let vink = world.member("Vink", Role::Member).await;
        let (id, pixels) = told(world, &merel, 0).await;
        let there = merel.incident(&id).await;
        for text in [BEHAVIOUR, "xq-merk", "xq-aanvulling", "X"] {
            assert!(said(&there).contains(text), "{text}: {there}");
        }
        assert!(
            there["point"].is_object(),
            "the exact place is opened for the group: {there}"
        );
        for text in [
            BEHAVIOUR.as_bytes(),
            b"xq-merk",
            b"xq-aanvulling",
            &pixels[pixels.len() / 2..][..24],
        ] {
            assert_eq!(files_holding(world, text), Vec::<PathBuf>::new());
        }
        world.settle().await;
        merel.close(&id, "nothing_found").await.expect(200);
        world.settle().await;

        world.pass(Span::hours(24)).await;
        assert_eq!(merel.photos(&id).await.len(), 0, "photos after a day");
        let mut tx = app.db.read().await.unwrap();
        assert!(
            saar_store::retention::shreds(&mut tx, 9).await.unwrap().is_empty(),
            "and their key with them"
        );
        drop(tx);
        world.clock.push(Span::hours(48));
        let due = retention::due(app).await.unwrap();
        assert_eq!((of(&due, Class::Identifying), of(&due, Class::Words)), (1, 0));
        assert!(
            said(&merel.incident(&id).await).contains("xq-merk"),
            "counting touches nothing"
        );
        world.pass(Span::ZERO).await;
        let after = merel.incident(&id).await;
        assert!(!said(&after).contains("xq-merk") && after["point"].is_null(), "{after}");
        assert!(said(&after).contains(BEHAVIOUR));
        assert_eq!(after["street"], there["street"], "the street remains");
        is_what_its_history_makes_it(app, &id).await;

        // A day short of the month: their token is good for thirty days.
        world.pass(Span::days(26)).await;
        assert!(
            said(&merel.incident(&id).await).contains(BEHAVIOUR),
            "words are kept for a month"
        );
        world.pass(Span::days(1)).await;
        let page = merel
            .look(&merel.page(&format!("/incidents/{id}")))
            .await
            .expect(200)
            .text;
        assert!(!page.contains("xq-") && !page.contains("Merel:"), "{page}");
        assert!(page.contains("De inhoud van deze melding is gewist"), "{page}");
        is_what_its_history_makes_it(app, &id).await;
        vink.leave().await.expect(204);
        let aliases = async || {
            let mut tx = app.db.read().await.unwrap();
            let aliases = saar_store::member::aliases(&mut tx, world.group).await.unwrap();
            aliases.into_iter().map(|(_, alias)| alias).collect::<Vec<_>>()
        };
        world.pass(Span::hours(7 * 24 - 1)).await;
        assert_eq!(aliases().await, ["Merel", "Vink"], "a week to come back");
        world.pass(Span::hours(1)).await;
        assert_eq!(aliases().await, ["Merel"]);

        world.pass(Span::days(2 * 365)).await;
        let mut tx = app.db.read().await.unwrap();
        assert_eq!(incident::find(&mut tx, id.parse().unwrap()).await.unwrap(), None);
        let counts = saar_store::retention::monthly_counts(&mut tx, world.group)
            .await
            .unwrap();
        let counted: Vec<_> = counts
            .iter()
            .map(|(month, _, _, count)| (month.as_str(), *count))
            .collect();
        assert_eq!(counted, [("2026-11", 1)], "a number of its month is left");
        let runs = saar_store::retention::runs(&mut tx).await.unwrap();
        for (class, ever) in [
            (Class::Photo, 1),
            (Class::Identifying, 1),
            (Class::Words, 1),
            // Looked at once more after the month: that is forgotten too.
            (Class::Who, 2),
            (Class::BareEvent, 1),
            (Class::Membership, 1),
        ] {
            let run = runs.iter().find(|run| run.class == class).unwrap();
            assert_eq!((run.went_ever, run.went_at.is_some()), (ever, true), "{class}");
        }
        let named = saar_store::retention::named_keys(&mut tx).await.unwrap();
        assert!(named.is_empty(), "nothing is sealed any more");
    })
    .await;
}

/// A recall takes everything with it at once, its keys too: nothing waits for the clock.
#[tokio::test]
async fn a_recall_destroys_its_keys_before_it_answers() {
    tell(async |world| {
        let app = &world.app;
        let merel = world.member("Merel", Role::Admin).await;
        world.member("Vink", Role::Member).await;
        let before = app.keys.names().await.unwrap().len();
        let (id, _) = told(world, &merel, 0).await;
        let (kept, _) = told(world, &merel, 1).await;
        let mut tx = app.db.read().await.unwrap();
        let named = saar_store::retention::named_keys(&mut tx).await.unwrap();
        assert_eq!(named.len(), 6, "looks, words and a photo of each");
        let keys = incident::find(&mut tx, id.parse().unwrap())
            .await
            .unwrap()
            .unwrap()
            .keys;
        drop(tx);
        merel.close(&id, "known_person").await.expect(200);
        for key in [keys.identifying.unwrap(), keys.words.unwrap()] {
            assert!(app.keys.find(key).await.unwrap().is_none(), "destroyed");
        }
        let mut tx = app.db.read().await.unwrap();
        assert_eq!(saar_store::retention::named_keys(&mut tx).await.unwrap().len(), 3);
        assert!(saar_store::retention::shreds(&mut tx, 9).await.unwrap().is_empty());
        drop(tx);
        assert!(app.keys.names().await.unwrap().len() > before);
        assert!(!said(&merel.incident(&id).await).contains("xq-"));
        assert!(
            said(&merel.incident(&kept).await).contains("xq-merk"),
            "another one is whole"
        );
        is_what_its_history_makes_it(app, &id).await;
        world.settle().await;
    })
    .await;
}

/// What a crash left between the recall and its keys is finished by the next round.
#[tokio::test]
async fn keys_that_a_crash_spared_are_destroyed_by_the_clock() {
    tell(async |world| {
        let app = &world.app;
        let merel = world.member("Merel", Role::Admin).await;
        let (id, _) = told(world, &merel, 0).await;
        let id: IncidentId = id.parse().unwrap();
        let mut tx = app.db.write().await.unwrap();
        let keys = incident::find(&mut tx, id).await.unwrap().unwrap().keys;
        // The recall's own transaction, and then the power.
        saar_store::content::forget(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
        assert!(app.keys.find(keys.words.unwrap()).await.unwrap().is_some());
        world.pass(Span::seconds(15)).await;
        assert!(app.keys.find(keys.words.unwrap()).await.unwrap().is_none());
    })
    .await;
}

/// The store of keys is broken: the alarm goes out all the same, and says what it says.
#[tokio::test]
async fn an_alarm_is_never_refused_for_want_of_a_key() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        world.app.keys.close().await;
        let mut report = Person::report(&world.street(0));
        report["behaviour"] = json!({"words": BEHAVIOUR});
        let answer = merel.post(&merel.api("/incidents"), &report).await.expect(201);
        let id = answer.json()["id"].as_str().unwrap().to_owned();
        assert!(said(&merel.incident(&id).await).contains(BEHAVIOUR));
        world.settle().await;
    })
    .await;
}

/// The table by country is on the page about privacy, for everybody.
#[tokio::test]
async fn the_page_says_what_is_forgotten_when() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let merel = world.member("Merel", Role::Admin).await;
            let page = merel.look(&format!("{}/privacy", merel.base)).await.expect(200).text;
            for words in [
                "24 uur na het uploaden",
                "72 uur na het einde",
                "30 dagen na het einde",
                "Meteen",
            ] {
                assert!(page.contains(words), "{words}");
            }
        },
    )
    .await;
}

/// `docs/retention.md` is the table, in words. `SAAR_UPDATE=1` writes it again.
#[test]
fn the_committed_table_is_the_table() {
    use saar_server::app::Profiles;
    use saar_server::i18n::I18n;
    use saar_server::web::view::retention::lines;
    use std::fmt::Write as _;
    let (profiles, i18n) = (Profiles::built_in().unwrap(), I18n::new().unwrap());
    let mut text = "# What SAAR forgets, and when\n\nMade from `crates/domain/src/retention.rs` and `profiles/`; a test holds it to them. `saar retention explain` prints it, `/privacy` shows it to everybody.\n".to_owned();
    for country in profiles.countries() {
        writeln!(
            text,
            "\n## {country}\n\n| class | holds | gone | why |\n|---|---|---|---|"
        )
        .unwrap();
        for line in lines(&i18n, "en", country, profiles.retention(country)) {
            // Numbers come with marks for the direction of writing; a file needs none.
            let row = format!("| `{}` | {} | {} | {} |", line.class, line.holds, line.gone, line.why);
            writeln!(text, "{}", row.replace(['\u{2068}', '\u{2069}'], "")).unwrap();
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/retention.md");
    if std::env::var_os("SAAR_UPDATE").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == text,
        "docs/retention.md is old: SAAR_UPDATE=1 writes it again"
    );
}

/// The tables of terms in `docs/privacy/` are the table too, in Dutch, between their marks. `SAAR_UPDATE=1` writes them again.
#[test]
fn the_privacy_papers_have_the_committed_table() {
    use saar_server::app::Profiles;
    use saar_server::i18n::I18n;
    use saar_server::web::view::retention::lines;
    use std::fmt::Write as _;
    let (profiles, i18n) = (Profiles::built_in().unwrap(), I18n::new().unwrap());
    for paper in ["verwerkingsregister", "dpia", "verwerkersovereenkomst"] {
        let path = format!("{}/../../docs/privacy/{paper}.md", env!("CARGO_MANIFEST_DIR"));
        let there = std::fs::read_to_string(&path).unwrap();
        let mut text = there.clone();
        for country in profiles.countries() {
            let (begin, end) = (format!("<!-- termijnen {country} -->\n"), "<!-- /termijnen -->");
            let mut table = "| wat | weg | waarom |\n|---|---|---|\n".to_owned();
            for line in lines(&i18n, "nl", country, profiles.retention(country)) {
                let row = format!("| {} | {} | {} |", line.holds, line.gone, line.why);
                writeln!(table, "{}", row.replace(['\u{2068}', '\u{2069}'], "")).unwrap();
            }
            let (before, rest) = text
                .split_once(&begin)
                .unwrap_or_else(|| panic!("{paper}: no table for {country}"));
            let (_, after) = rest.split_once(end).unwrap();
            text = format!("{before}{begin}{table}{end}{after}");
        }
        if std::env::var_os("SAAR_UPDATE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert!(
            there == text || std::env::var_os("SAAR_UPDATE").is_some(),
            "{path} is old: SAAR_UPDATE=1 writes it again"
        );
    }
}
