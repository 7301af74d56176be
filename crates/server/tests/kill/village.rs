//! A group with phones and mailboxes that speak the real protocols, seeded through the use cases before the program starts.

use crate::phone::{Answered, post_until_answered};
use crate::program::{Door, Program};
use saar_delivery::fake::{Device, PushService, SmtpSink};
use saar_domain::clock::{Clock as _, Span};
use saar_domain::delivery::ChannelKind;
use saar_domain::geo::{Area, Point};
use saar_domain::id::{AccountId, GroupId, IncidentId, MemberId, StreetId};
use saar_domain::incident::report::Street;
use saar_domain::member::{Alias, Role};
use saar_server::app::App;
use saar_server::config::Settings;
use saar_server::fault::Place;
use saar_server::serve::{Mode, Replacements, assemble};
use saar_server::system::{OsEntropy, SystemClock};
use saar_server::usecase::settings::{self, TokenRequest};
use saar_server::usecase::sign_in;
use saar_store::group::Group;
use saar_store::member::NewMember;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use tempfile::TempDir;
use tokio::process::Command;
use tokio::sync::watch;

/// Members with a phone, and no mailbox.
const WITH_PHONE: usize = 8;
/// Members with a mailbox, and no phone.
const WITH_MAILBOX: usize = 4;
/// Members whom no channel reaches: most of a group, at first.
const WITH_NOTHING: usize = 8;
/// Streets 400 m apart: with the kinds, as many alarms at once as are no duplicates of one another.
const STREETS: usize = 12;
const KINDS: [&str; 6] = [
    "burglary",
    "theft",
    "robbery",
    "violence",
    "vandalism",
    "other_emergency",
];

pub struct Village {
    pub group: GroupId,
    pub people: Arc<Vec<Person>>,
    pub mail: SmtpSink,
    streets: Vec<StreetId>,
    folder: TempDir,
    push: PushService,
    door: Door,
    http: reqwest::Client,
    kills: AtomicU32,
    /// How often the program was started.
    starts: AtomicU32,
    raised: AtomicUsize,
}

pub struct Person {
    pub email: String,
    pub account: AccountId,
    pub member: MemberId,
    pub token: String,
    pub reached_by: ReachedBy,
}

pub enum ReachedBy {
    Phone(Device),
    Mailbox,
    Nothing,
}

/// An alarm that was acknowledged.
#[derive(Debug, Clone)]
pub struct Alarm {
    pub key: String,
    pub incident: IncidentId,
    /// Index of a person.
    pub reporter: usize,
    /// Tries without an answer.
    pub sent_again: u32,
}

impl Village {
    pub async fn found() -> Self {
        let (push, mail) = (PushService::start().await, SmtpSink::start().await);
        let folder = tempfile::tempdir().unwrap();
        let app = open(&folder, &push).await;
        let (group, streets) = found_group(&app).await;
        let mut people = Vec::new();
        for number in 0..WITH_PHONE + WITH_MAILBOX + WITH_NOTHING {
            people.push(move_in(&app, &push, group, number).await);
        }
        app.db.close().await;
        Self {
            group,
            people: Arc::new(people),
            mail,
            streets,
            folder,
            push,
            door: watch::Sender::new(None),
            // A new connection for each try, as after a phone changed its network.
            http: reqwest::Client::builder()
                .no_proxy()
                .pool_max_idle_per_host(0)
                .build()
                .unwrap(),
            kills: AtomicU32::new(0),
            starts: AtomicU32::new(0),
            raised: AtomicUsize::new(0),
        }
    }

    /// Starts the program on any free port, to die at a place the first time it comes there, if one is named.
    ///
    /// Each start signs what it sends with a name of its own. Times would not tell who sent something: what was on the wire when a program died is
    /// accepted after the next one was started.
    pub fn start(&self, dies_at: Option<Place>) -> Program {
        let name = format!("start-{}@example.org", self.starts.fetch_add(1, Ordering::Relaxed));
        let mut command = Command::new(env!("CARGO_BIN_EXE_saar"));
        command
            .arg("serve")
            // Nothing of this machine's own settings.
            .env_clear()
            .current_dir(self.folder.path())
            .env("SAAR_LISTEN", "127.0.0.1:0")
            .env("SAAR_DATA_DIR", self.folder.path())
            .env("SAAR_PUSH_EXTRA_ORIGINS", self.push.origin())
            .env("SAAR_SMTP_HOST", self.mail.address().ip().to_string())
            .env("SAAR_SMTP_PORT", self.mail.address().port().to_string())
            .env("SAAR_SMTP_TLS", "none")
            .env("SAAR_PUSH_CONTACT", format!("mailto:{name}"))
            .env("SAAR_SMTP_FROM", format!("SAAR <{name}>"))
            .env("SAAR_LOG", "warn");
        if let Some(place) = dies_at {
            command.env("SAAR_FAULT", format!("{}:1", place.name()));
            // It counts as a kill: what it was doing may be done again.
            self.kills.fetch_add(1, Ordering::Relaxed);
        }
        Program::start(command, &self.door)
    }

    pub async fn kill(&self, program: Program) {
        self.kills.fetch_add(1, Ordering::Relaxed);
        program.kill().await;
    }

    /// How often the program died so far.
    pub fn kills(&self) -> u32 {
        self.kills.load(Ordering::Relaxed)
    }

    /// The next alarm, by the next member, until it is acknowledged.
    pub fn raise(&self) -> impl Future<Output = Alarm> + Send + use<> {
        let number = self.raised.fetch_add(1, Ordering::Relaxed);
        let (http, door, people) = (self.http.clone(), self.door.subscribe(), Arc::clone(&self.people));
        let reporter = number % people.len();
        let path = format!("/api/v1/groups/{}/incidents", self.group);
        let place = number % (STREETS * KINDS.len());
        let (street, kind) = (self.streets[place / KINDS.len()], KINDS[place % KINDS.len()]);
        let body = move |tries: u32| {
            json!({
                "kind": kind, "witness": "seen", "call": {"by": "me", "seconds_ago": 5 + tries},
                "behaviour": {"words": format!("Alarm nummer {number}")}, "place": {"street": street.to_string()},
            })
        };
        async move {
            let key = format!("draft-{number}");
            let Answered {
                status,
                body,
                sent_again,
            } = post_until_answered(&http, door, &path, &people[reporter].token, &key, body).await;
            assert!(matches!(status, 200 | 201), "{status} {body}");
            assert!(
                status == 201 || sent_again > 0,
                "nothing like it was sent before: {body}"
            );
            let incident = body["id"].as_str().unwrap().parse().unwrap();
            Alarm {
                key,
                incident,
                reporter,
                sent_again,
            }
        }
    }

    /// Its reporter ends an alarm, until that is acknowledged.
    pub fn close(&self, alarm: Alarm) -> impl Future<Output = Alarm> + Send + use<> {
        let (http, door, people) = (self.http.clone(), self.door.subscribe(), Arc::clone(&self.people));
        let path = format!("/api/v1/groups/{}/incidents/{}/close", self.group, alarm.incident);
        async move {
            let body = |_| -> Value { json!({"reason": "police_resolved"}) };
            let token = &people[alarm.reporter].token;
            let answered = post_until_answered(&http, door, &path, token, &alarm.key, body).await;
            // When the answer was lost, the next try hears that it has ended.
            let ended_before = answered.status == 409 && answered.sent_again > 0;
            assert!(
                answered.status == 200 || ended_before,
                "{} {}",
                answered.status,
                answered.body
            );
            alarm
        }
    }

    /// The database, while the program does not run.
    pub async fn look(&self) -> Arc<App> {
        open(&self.folder, &self.push).await
    }

    /// Everyone whom an alarm has to reach.
    pub fn recipients(&self, alarm: &Alarm) -> impl Iterator<Item = &Person> {
        let reporter = alarm.reporter;
        let others = move |(at, _): &(usize, &Person)| *at != reporter;
        self.people
            .iter()
            .enumerate()
            .filter(others)
            .map(|(_, person)| person)
            .filter(|person| !matches!(person.reached_by, ReachedBy::Nothing))
    }

    /// Messages beyond the first of their delivery, on all devices and in all mailboxes.
    pub fn repeats(&self) -> usize {
        let of = |ids: Vec<String>| ids.len() - ids.iter().collect::<BTreeSet<_>>().len();
        self.people.iter().map(|person| of(person.deliveries(&self.mail))).sum()
    }
}

impl Person {
    /// What tells repeats apart, of everything that arrived: a push's delivery, a mail's message id.
    fn deliveries(&self, mail: &SmtpSink) -> Vec<String> {
        match &self.reached_by {
            ReachedBy::Phone(phone) => phone.received().iter().map(|push| push.delivery().to_owned()).collect(),
            ReachedBy::Mailbox => mail
                .messages_to(&self.email)
                .iter()
                .map(|mail| mail.header("message-id").unwrap().to_owned())
                .collect(),
            ReachedBy::Nothing => Vec::new(),
        }
    }
}

/// The program for a command: the same files and keys, no channel, no lock.
async fn open(folder: &TempDir, push: &PushService) -> Arc<App> {
    let mut settings = Settings::defaults().unwrap();
    settings.data_dir = folder.path().to_path_buf();
    settings.push_extra_origins = vec![push.origin().to_owned()];
    let assembly = assemble(&settings, Mode::Command, Replacements::default()).await;
    assembly.unwrap().app
}

async fn found_group(app: &App) -> (GroupId, Vec<StreetId>) {
    let now = SystemClock.now();
    // Somewhere in the country; no house is meant.
    let at = |north: f64, east: f64| Point {
        lat: 52.2 + north / 111_195.0,
        lon: 5.4 + east / 68_000.0,
    };
    let group = Group {
        id: GroupId::new(now, &OsEntropy),
        umbrella: None,
        name: "Verzonnen Dorp".into(),
        municipality: "Verzonnen".into(),
        country: "NL".into(),
        area: Area {
            rings: vec![vec![
                at(-500.0, -500.0),
                at(-500.0, 500.0),
                at(6000.0, 500.0),
                at(6000.0, -500.0),
            ]],
        },
        capacity: 256,
        quiet_expiry: Span::minutes(120),
        demo: false,
        created_at: now,
    };
    let mut tx = app.db.write().await.unwrap();
    saar_store::group::insert(&mut tx, &group).await.unwrap();
    let mut streets = Vec::new();
    for number in 0..u32::try_from(STREETS).unwrap() {
        let north = f64::from(number) * 400.0;
        let street = Street {
            id: StreetId::new(now, &OsEntropy),
            name: format!("Verzonnen straat {number}"),
            line: vec![at(north, -100.0), at(north, 0.0), at(north, 100.0)],
        };
        saar_store::group::insert_street(&mut tx, group.id, &street)
            .await
            .unwrap();
        streets.push(street.id);
    }
    tx.commit().await.unwrap();
    (group.id, streets)
}

async fn move_in(app: &App, push: &PushService, group: GroupId, number: usize) -> Person {
    let now = SystemClock.now();
    let email = format!("buur.{number}@example.org");
    let mut tx = app.db.write().await.unwrap();
    let account = sign_in::new_account(app, &mut tx, &email, "nl").await.unwrap().id;
    let member = MemberId::new(now, &OsEntropy);
    let new = NewMember {
        id: member,
        group,
        account,
        alias: &Alias::parse(&format!("Buur {number}")).unwrap(),
        role: Role::Member,
        rules_version: 2,
    };
    saar_store::member::insert(&mut tx, &new, now).await.unwrap();
    let has_mailbox = (WITH_PHONE..WITH_PHONE + WITH_MAILBOX).contains(&number);
    if !has_mailbox {
        for endpoint in saar_store::endpoint::of_account(&mut tx, account).await.unwrap() {
            assert_eq!(endpoint.channel, ChannelKind::Email);
            saar_store::endpoint::forget(&mut tx, endpoint.id).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    let request = TokenRequest {
        name: "phone".into(),
        scopes: ["read", "report", "respond"].map(str::to_owned).to_vec(),
        days: 30,
    };
    let (_, token) = settings::create_token(app, account, &request).await.unwrap();
    let reached_by = if number < WITH_PHONE {
        let (subscription, device) = push.subscribe_with(&app.push_public_key);
        settings::subscribe(app, account, None, subscription).await.unwrap();
        ReachedBy::Phone(device)
    } else if has_mailbox {
        ReachedBy::Mailbox
    } else {
        ReachedBy::Nothing
    };
    Person {
        email,
        account,
        member,
        token,
        reached_by,
    }
}
