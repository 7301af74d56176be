//! Forgetting with the real program: what its files, its backups and its log hold after a recall, read byte for byte.

use crate::GROUP;
use crate::neighbour::settles;
use crate::program::Home;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use saar_domain::id::{IncidentId, KeyId};
use saar_domain::member::Role;
use saar_server::config::Settings;
use saar_server::serve::{Mode, Replacements, assemble, key};
use saar_store::db::sql;
use saar_store::testing::files::files_holding;
use saar_store::{Db, Sealer, incident, member};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const MARKERS: [&str; 4] = ["xq-gedrag", "xq-merk", "XQ99QX", "xq-aanvulling"];

struct Somebody {
    http: reqwest::Client,
    group: String,
    token: String,
}

impl Somebody {
    /// The first member of the one group of an installation.
    async fn of(home: &Home) -> Self {
        let scopes = ["read", "report", "respond"];
        let (group, token) = settles(home, "Merel", Role::Admin, &scopes).await;
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { http, group, token }
    }

    fn url(&self, address: &str, rest: &str) -> String {
        format!("http://{address}/api/v1/groups/{}{rest}", self.group)
    }

    async fn post(&self, url: &str, body: &Value) -> Value {
        let request = self.http.post(url).bearer_auth(&self.token).json(body);
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{url}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    async fn incident(&self, address: &str, id: &str) -> Value {
        let url = self.url(address, &format!("/incidents/{id}"));
        let answer = self.http.get(url).bearer_auth(&self.token).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.json().await.unwrap()
    }

    async fn street(&self, address: &str) -> String {
        let answer = self.http.get(self.url(address, "")).bearer_auth(&self.token).send();
        let group: Value = answer.await.unwrap().json().await.unwrap();
        group["streets"][0]["id"].as_str().unwrap().to_owned()
    }
}

/// The keys of an incident, as they are used and as they are stored.
async fn keys_of(home: &Home, id: &str) -> Vec<[Vec<u8>; 2]> {
    let open = async |name: &str| {
        Db::open(&format!("sqlite:{}", home.path(name).display()))
            .await
            .unwrap()
    };
    let (main, keys) = (open("data/saar.db").await, open("data/keys.db").await);
    let mut tx = main.read().await.unwrap();
    let id: IncidentId = id.parse().unwrap();
    let names = incident::find(&mut tx, id).await.unwrap().unwrap().keys;
    drop(tx);
    let sealer = Sealer::new(&key::read(&home.path("data/secret.key")).unwrap().unwrap()[&1]);
    let mut found = Vec::new();
    let mut tx = keys.read().await.unwrap();
    for name in [names.identifying.unwrap(), names.words.unwrap()] {
        let name: KeyId = name;
        let row = sql("SELECT sealed FROM content_keys WHERE id = $1").bind(name.to_string());
        let sealed: Vec<u8> = row.one(&mut tx).await.unwrap().get("sealed").unwrap();
        let raw = sealer.open(&format!("content_keys.sealed {name}"), &sealed).unwrap();
        found.push([raw.to_vec(), sealed]);
    }
    drop(tx);
    main.close().await;
    keys.close().await;
    found
}

/// Back up, recall, and read everything there is: the folder with its journals and later backups, and what the server said. Then put that backup back, with
/// today's master key and key store: the incident is there, and nothing of what was said can be read.
#[tokio::test]
async fn a_recall_is_in_no_file_no_log_and_no_backup() {
    let home = Home::new();
    home.ok(&GROUP);
    let merel = Somebody::of(&home).await;
    let server = home.serve(&["--log=debug"]);
    let address = server.address.clone();
    let report = json!({
        "kind": "burglary", "witness": "seen", "call": {"by": "me", "seconds_ago": 30},
        "behaviour": {"words": "morrelt aan de deur xq-gedrag"}, "place": {"street": merel.street(&address).await},
    });
    let id = merel.post(&merel.url(&address, "/incidents"), &report).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let at = |rest: &str| merel.url(&address, &format!("/incidents/{id}{rest}"));
    let described = json!({"vehicle": {"make": "xq-merk", "plate": "XQ99QX"}});
    merel.post(&at("/descriptions"), &described).await;
    merel
        .post(
            &at("/sightings"),
            &json!({"words": "rent weg xq-aanvulling", "witness": "seen"}),
        )
        .await;
    let seen = merel.incident(&address, &id).await.to_string();
    assert!(MARKERS[0..2].iter().all(|marker| seen.contains(marker)), "{seen}");
    let keys = keys_of(&home, &id).await;
    for [_, sealed] in &keys {
        assert!(
            !files_holding(&home.path("data"), sealed).is_empty(),
            "the search can find"
        );
    }
    std::fs::create_dir(home.path("kept")).unwrap();
    let before = home.path("kept/before.db");
    home.ok(&["backup", before.to_str().unwrap()]);

    merel.post(&at("/close"), &json!({"reason": "known_person"})).await;
    home.ok(&["backup", home.path("after.db").to_str().unwrap()]);
    let absent = |when: &str| {
        for marker in MARKERS {
            assert_eq!(
                files_holding(&home.path(""), marker.as_bytes()),
                Vec::<PathBuf>::new(),
                "{marker} {when}"
            );
        }
        for key in keys.iter().flatten() {
            assert_eq!(
                files_holding(&home.path(""), key),
                Vec::<PathBuf>::new(),
                "a key {when}"
            );
            let text = STANDARD.encode(key);
            assert_eq!(
                files_holding(&home.path(""), text.as_bytes()),
                Vec::<PathBuf>::new(),
                "a key as text {when}"
            );
        }
    };
    absent("while it runs");
    let ended = server.terminate();
    absent("when it has ended");
    for said in [&ended.out, &ended.err] {
        for word in MARKERS.iter().chain(&["merel@", "Merel"]) {
            assert!(!said.contains(word), "{word} is in the log");
        }
    }

    home.ok(&["restore", before.to_str().unwrap(), "--force"]);
    let server = home.serve(&[]);
    let restored = merel.incident(&server.address, &id).await;
    assert_eq!(
        restored["state"], "alerted",
        "as it was when the backup was made: {restored}"
    );
    assert_eq!(
        (&restored["words"], &restored["descriptions"]),
        (&Value::Null, &json!([]))
    );
    assert!(!restored.to_string().contains("xq-"), "{restored}");
    absent("in the restored one");
    server.terminate();
}

/// The operator sees the table with its reasons, and what the clock did; a dry run counts.
#[tokio::test]
async fn the_operator_sees_what_is_forgotten_when_and_what_went() {
    let home = Home::new();
    let explained = home.ok(&["retention", "explain"]);
    assert!(explained.contains("NL ·") && explained.contains("BE ·"), "{explained}");
    assert!(!home.path("data/saar.db").exists(), "looking makes nothing");
    let dutch = home.ok(&["retention", "explain", "--country=be", "--language=nl"]);
    assert!(
        dutch.contains("BE · Wat we vergeten") && !dutch.contains("NL ·"),
        "{dutch}"
    );
    assert!(dutch.contains("72 uur na het einde"), "{dutch}");
    let wrong = home.fails(&["retention", "explain", "--country=FR"], 1);
    assert!(wrong.contains("there is a profile for"), "{wrong}");

    home.ok(&GROUP);
    let merel = Somebody::of(&home).await;
    let mut settings = Settings::defaults().unwrap();
    settings.data_dir = home.path("data");
    let assembly = assemble(&settings, Mode::Command, Replacements::default())
        .await
        .unwrap();
    let mut tx = assembly.app.db.write().await.unwrap();
    let group = merel.group.parse().unwrap();
    let members = member::active(&mut tx, group).await.unwrap();
    let long_ago = assembly.app.now().minus(saar_domain::clock::Span::days(8));
    member::leave(&mut tx, members[0].id, long_ago).await.unwrap();
    tx.commit().await.unwrap();
    assembly.app.keys.close().await;
    assembly.app.db.close().await;
    for _ in 0..2 {
        let due = home.ok(&["retention", "run", "--dry-run"]);
        assert!(due.contains("membership   1 would go (members)"), "{due}");
    }
    assert!(home.ok(&["retention", "run"]).contains("membership   1 went (members)"));
    let again = home.run(&["retention", "run"]);
    assert!(again.out.contains("membership   0 went") && again.err.contains("nothing is over"));
    let explained = home.ok(&["retention", "explain"]);
    assert!(
        explained.contains("1 went") && explained.contains("What the clock did"),
        "{explained}"
    );
    assert!(!explained.contains("Merel") && !explained.contains("example.org"));
}

/// Copies of the key store live for a day, and none that is older is put back.
#[tokio::test]
async fn the_key_store_is_copied_apart_and_for_a_day() {
    let home = Home::new();
    home.ok(&GROUP);
    let merel = Somebody::of(&home).await;
    let server = home.serve(&[]);
    let report = json!({
        "kind": "burglary", "witness": "seen", "call": {"by": "me", "seconds_ago": 30},
        "behaviour": {"words": "morrelt aan de deur xq-gedrag"}, "place": {"street": merel.street(&server.address).await},
    });
    let posted = merel.post(&merel.url(&server.address, "/incidents"), &report).await;
    let id = posted["id"].as_str().unwrap().to_owned();
    let folder = home.path("keys");
    std::fs::create_dir(&folder).unwrap();
    let old = folder.join("keys-1700000000.db");
    std::fs::write(&old, "of last year").unwrap();
    std::fs::write(folder.join("letter.txt"), "somebody else's").unwrap();
    let copy = home.ok(&["backup", "--keys", folder.to_str().unwrap()]);
    let copy = copy.trim();
    assert!(Path::new(copy).exists() && !old.exists() && folder.join("letter.txt").exists());
    server.terminate();

    // The file is lost: alarms are whole, and it is said.
    for part in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(home.path(&format!("data/keys.db{part}")));
    }
    let server = home.serve(&[]);
    assert_eq!(merel.incident(&server.address, &id).await["words"], Value::Null);
    let said = server.terminate();
    assert!(
        format!("{}{}", said.out, said.err).contains("THE KEY STORE WAS NOT THERE"),
        "{}",
        said.err
    );
    // An old one is not put back, a young one is.
    let aged = folder.join("keys-1700000001.db");
    std::fs::copy(copy, &aged).unwrap();
    let refused = home.fails(&["restore", "--keys", "--force", aged.to_str().unwrap()], 1);
    assert!(refused.contains("older than a day"), "{refused}");
    assert!(home.fails(&["restore", "--keys", copy], 1).contains("--force"));
    home.ok(&["restore", "--keys", "--force", copy]);
    let server = home.serve(&[]);
    let words = merel.incident(&server.address, &id).await["words"].to_string();
    assert!(words.contains("xq-gedrag"), "{words}");
    server.terminate();
}
