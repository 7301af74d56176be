//! The demo's village: filled once, the same for everybody, and nothing in it exists. And the program around it: starting twice is harmless.
#![allow(clippy::unwrap_used, reason = "a test fails by unwrap")]

use saar_domain::clock::{Clock as _, Span, Timestamp};
use saar_domain::country::Profile;
use saar_domain::id::{AccountId, GroupId, IncidentId};
use saar_domain::incident::{ClosingReason, Event, Incident, Recorded, State};
use saar_domain::member::Role;
use saar_server::demo::{self, Options, Running, Start, village};
use saar_server::usecase::incident::{PublishRequest, RawCall, close, publish};
use saar_store::group::Group;
use saar_store::incident::Stored;
use saar_store::testing::{PushedClock, TestDb};
use saar_store::{Db, account, alert, content, delivery, group, incident, member};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

const MASTER: [u8; 32] = [7; 32];
const ALL: u32 = 1_000;

async fn filled() -> (TestDb, Timestamp) {
    let (test, now) = (TestDb::sqlite().await, PushedClock::new().now());
    village::fill(&test.db, &MASTER, now, |_, _| {}).await.unwrap();
    (test, now)
}

async fn groups(db: &Db) -> Vec<Group> {
    group::all(&mut db.read().await.unwrap()).await.unwrap()
}

async fn incidents(db: &Db, group: &Group) -> Vec<Stored> {
    let mut tx = db.read().await.unwrap();
    assert_eq!(
        incident::running(&mut tx, group.id).await.unwrap(),
        [],
        "all is quiet in {}",
        group.name
    );
    incident::ended(&mut tx, group.id, None, ALL).await.unwrap()
}

#[tokio::test]
async fn one_umbrella_seventeen_groups_six_hundred_people() {
    let (test, _) = filled().await;
    let groups = groups(&test.db).await;
    assert_eq!(groups.len(), 17);
    assert_eq!(
        groups.iter().map(|group| group.umbrella).collect::<BTreeSet<_>>().len(),
        1
    );
    let mut tx = test.db.read().await.unwrap();
    let mut people = 0;
    for group in &groups {
        assert!(group.demo, "{} says DEMO and never dials", group.name);
        let members = member::active(&mut tx, group.id).await.unwrap();
        let count = |role| members.iter().filter(|member| member.role == role).count();
        assert_eq!((count(Role::Admin), count(Role::Deputy)), (1, 1), "{}", group.name);
        assert!(
            members.iter().all(|member| member.rules_version > 0),
            "house rules are accepted"
        );
        if group.name == village::MAIN_GROUP {
            assert_eq!(members.len(), 62);
            let played = members
                .iter()
                .filter(|member| !member.alias.ends_with(village::SIMULATED_MARK));
            assert_eq!(played.count(), 4, "everybody but the four personas is marked");
        }
        people += members.len();
        let streets = group::streets(&mut tx, group.id).await.unwrap();
        assert!((6..=14).contains(&streets.len()), "{}", group.name);
    }
    assert!((550..=650).contains(&people), "{people}");
}

#[tokio::test]
async fn the_past_is_what_its_history_makes_it() {
    let (test, now) = filled().await;
    let mut endings: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let (mut drills, mut with_words, mut called_again) = (0, 0, 0);
    for group in groups(&test.db).await {
        let past = incidents(&test.db, &group).await;
        assert!(past.len() >= 6, "{}: {}", group.name, past.len());
        let mut tx = test.db.read().await.unwrap();
        for stored in past {
            let id = stored.incident.id;
            let history = incident::history(&mut tx, id).await.unwrap();
            assert_eq!(Incident::rebuild(id, &history).unwrap(), stored.incident);
            assert!(
                history.iter().all(|recorded| recorded.at <= now),
                "nothing lies in the future"
            );
            let ended_at = stored.incident.ended_at.unwrap();
            assert!(now.since(ended_at) < Span::days(366));
            if group.name == village::MAIN_GROUP && now.since(ended_at) < Span::days(59) {
                let reach = delivery::reach(&mut tx, id).await.unwrap();
                assert!(
                    reach.recipients > 30 && reach.reached == reach.recipients && reach.seen > 0,
                    "{reach:?}"
                );
            }
            let words = content::of_incident(&mut tx, &test.keys, id).await.unwrap();
            if stored.incident.state == State::Recalled || now.since(ended_at) > Span::days(30) {
                assert_eq!(words, [], "words are forgotten 30 days after the end, and by a recall");
            }
            with_words += usize::from(!words.is_empty());
            drills += usize::from(stored.incident.drill);
            called_again += history
                .iter()
                .filter(|recorded| matches!(recorded.event, Event::CalledAgain { .. }))
                .count();
            *endings
                .entry(stored.incident.reason.map(ClosingReason::code))
                .or_default() += 1;
        }
    }
    println!("{endings:?}, {drills} drills, {with_words} with words, {called_again} called again");
    for reason in ClosingReason::ALL {
        assert!(
            endings.get(&Some(reason.code())).is_some_and(|count| *count >= 3),
            "{reason}"
        );
    }
    assert!(drills >= 5 && with_words >= 5 && called_again >= 5);
    let mut tx = test.db.read().await.unwrap();
    let waiting = alert::waiting(
        &mut tx,
        saar_domain::clock::Clock::now(&saar_server::system::SystemClock),
    )
    .await
    .unwrap();
    assert!(!waiting.alert, "nobody is told of the past again");
}

#[tokio::test]
async fn nothing_in_it_exists() {
    let (test, _) = filled().await;
    let profile = Profile::from_toml(include_str!("../../../profiles/nl.toml")).unwrap();
    // Open water of the Markermeer, in degrees.
    let is_water = |lat: f64, lon: f64| (52.52..=52.57).contains(&lat) && (5.20..=5.28).contains(&lon);
    let mut said: Vec<String> = Vec::new();
    for group in groups(&test.db).await {
        let mut tx = test.db.read().await.unwrap();
        let streets = group::streets(&mut tx, group.id).await.unwrap();
        let points = group
            .area
            .rings
            .iter()
            .flatten()
            .chain(streets.iter().flat_map(|street| &street.line));
        for point in points {
            assert!(
                profile.bounds.contains(*point) && is_water(point.lat, point.lon),
                "{point:?}"
            );
        }
        for street in &streets {
            let middle = street.middle().unwrap();
            assert!(group.area.contains(middle), "{} lies in {}", street.name, group.name);
        }
        for member in member::active(&mut tx, group.id).await.unwrap() {
            let email = account::own_email(&mut tx, &test.sealer, member.account).await.unwrap();
            assert!(email.ends_with("@example.org"), "{email}");
            said.push(member.alias);
        }
        said.extend(streets.into_iter().map(|street| street.name));
        said.push(group.name.clone());
        for stored in incidents(&test.db, &group).await {
            let words = content::of_incident(&mut tx, &test.keys, stored.incident.id)
                .await
                .unwrap();
            said.extend(words.into_iter().map(|words| words.body));
        }
    }
    for text in said {
        // A number of any kind could be somebody's: a telephone, a plate, a house.
        assert!(!text.chars().any(|c| c.is_ascii_digit()), "{text}");
        assert!(!text.contains('@') && !text.contains("://"), "{text}");
    }
}

#[tokio::test]
async fn it_is_the_same_for_everybody() {
    let ((one, _), (other, _)) = (filled().await, filled().await);
    for (a, b) in groups(&one.db).await.iter().zip(groups(&other.db).await) {
        assert_eq!(*a, b);
        assert_eq!(incidents(&one.db, a).await, incidents(&other.db, &b).await);
        let (mut tx_a, mut tx_b) = (one.db.read().await.unwrap(), other.db.read().await.unwrap());
        let (people_a, people_b) = (
            member::active(&mut tx_a, a.id).await,
            member::active(&mut tx_b, b.id).await,
        );
        assert_eq!(people_a.unwrap(), people_b.unwrap());
    }
}

fn options(folder: &Path) -> Options {
    Options {
        data_dir: Some(folder.to_owned()),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        fast: true,
        quiet: true,
        counts_writes: true,
        background: saar_server::map::Background::Plan,
    }
}

async fn running(options: Options) -> Running {
    match demo::start(options).await.unwrap() {
        Start::Running(running) => *running,
        Start::Already(message) => panic!("{message}"),
    }
}

async fn incidents_in_all(db: &Db) -> usize {
    let mut count = 0;
    for group in groups(db).await {
        count += incidents(db, &group).await.len();
    }
    count
}

#[tokio::test]
async fn starting_twice_is_harmless() {
    let folder = tempfile::tempdir().unwrap();
    // What an interrupted fill left behind.
    std::fs::write(folder.path().join("village-filling.db"), b"half a village").unwrap();
    let first = running(options(folder.path())).await;
    let before = incidents_in_all(&first.app.db).await;
    match demo::start(options(folder.path())).await.unwrap() {
        Start::Already(message) => assert!(message.contains(&first.address), "{message}"),
        Start::Running(_) => panic!("two demos in one folder"),
    }
    let personas = demo::personas(&first.app).await.unwrap();
    let token = demo::persona_token(&first.app.sealer, &personas[0].code);
    first.stop().await;

    let second = running(options(folder.path())).await;
    assert_eq!(incidents_in_all(&second.app.db).await, before, "filled once");
    let session = demo::sign_in(&second.app, &token, "Firefox").await.unwrap();
    assert!(session.is_some(), "yesterday's link still signs in");
    second.stop().await;
}

#[tokio::test]
async fn a_port_in_use_is_said_in_words() {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let listen = listener.local_addr().unwrap();
    let site = axum::Router::new().route("/demo", axum::routing::get(|| async { "<p>DEMO</p>" }));
    let serving = tokio::spawn(async move { axum::serve(listener, site).await });
    let folder = tempfile::tempdir().unwrap();
    let asked = Options {
        listen,
        ..options(folder.path())
    };
    match demo::start(asked.clone()).await.unwrap() {
        Start::Already(message) => assert!(message.contains(&listen.to_string()), "{message}"),
        Start::Running(_) => panic!("two programs at one address"),
    }
    serving.abort();
    let _ = serving.await;

    let listener = tokio::net::TcpListener::bind(listen).await.unwrap();
    let serving = tokio::spawn(async move { axum::serve(listener, axum::Router::new()).await });
    let error = demo::start(asked).await.err().expect("somebody else's program");
    assert!(error.to_string().contains("--listen"), "{error}");
    serving.abort();
}

/// How long the neighbours may take on a machine that is also compiling.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a persona raises reaches the simulated phones and mailboxes, and neighbours react through the API; until it ends.
#[tokio::test]
async fn what_a_visitor_raises_moves_the_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    let demo = running(options(folder.path())).await;
    let (resident, group) = visitor(&demo).await;
    let id = raise_alarm(&demo, (resident, group)).await;
    let moved = async {
        loop {
            let mut tx = demo.app.db.read().await.unwrap();
            let reach = delivery::reach(&mut tx, id).await.unwrap();
            let history = incident::history(&mut tx, id).await.unwrap();
            let words = content::of_incident(&mut tx, &demo.app.keys, id).await.unwrap();
            drop(tx);
            let responses = count(&history, |event| matches!(event, Event::Responded { .. }));
            let sightings = count(&history, |event| matches!(event, Event::Sighted { .. }));
            // More than have only a mailbox: phones said "shown". Some stay off until the mail is tried.
            let phones_answer = reach.recipients == 61 && reach.reached >= 45 && reach.seen >= 10;
            if phones_answer && responses >= 4 && sightings == 2 && words.len() == 2 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, moved).await;
    let mut tx = demo.app.db.read().await.unwrap();
    let (reach, history) = (
        delivery::reach(&mut tx, id).await,
        incident::history(&mut tx, id).await.unwrap(),
    );
    drop(tx);
    assert!(in_time.is_ok(), "{reach:?} {history:#?}");
    let sessions = history
        .iter()
        .map(|recorded| format!("{:?}", recorded.actor))
        .collect::<BTreeSet<_>>()
        .len();
    assert!(sessions > 4, "several people");

    close(&demo.app, (resident, group, id), "nothing_found").await.unwrap();
    let ended = demo.app.db.read().await;
    assert_eq!(
        incident::find(&mut ended.unwrap(), id)
            .await
            .unwrap()
            .unwrap()
            .incident
            .state,
        State::Closed
    );
    demo.stop().await;
}

fn count(history: &[Recorded], wanted: impl Fn(&Event) -> bool) -> usize {
    history.iter().filter(|recorded| wanted(&recorded.event)).count()
}

async fn visitor(demo: &Running) -> (AccountId, GroupId) {
    let groups = groups(&demo.app.db).await;
    let main = groups.iter().find(|group| group.name == village::MAIN_GROUP).unwrap();
    let mut tx = demo.app.db.read().await.unwrap();
    let members = member::active(&mut tx, main.id).await.unwrap();
    let resident = members.iter().find(|member| member.alias == "Roodborst").unwrap();
    (resident.account, main.id)
}

async fn raise_alarm(demo: &Running, (resident, group): (AccountId, GroupId)) -> IncidentId {
    let mut tx = demo.app.db.read().await.unwrap();
    let street = group::streets(&mut tx, group).await.unwrap()[0].id;
    drop(tx);
    let mut request = PublishRequest {
        key: "an-alarm".into(),
        call: RawCall {
            by: Some("me".into()),
            ..RawCall::default()
        },
        ..PublishRequest::default()
    };
    request.report.kind = Some("burglary".into());
    request.report.witness = Some("seen".into());
    request.report.phrase = Some("tries_doors".into());
    request.report.place.street = Some(street.to_string());
    publish(&demo.app, resident, group, request).await.unwrap().incident
}
