//! Rotating the secret key with the real program, while neighbours sign in, join, raise alarms and are forgotten.

use crate::GROUP;
use crate::neighbour::{moves_in, settles_at};
use crate::program::{Home, Server};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_delivery::fake::SmtpSink;
use saar_domain::member::Role;
use saar_server::config::Settings;
use saar_server::serve::{Mode, Replacements, assemble, key};
use saar_store::db::sql;
use saar_store::seal::Slot;
use saar_store::testing::TestDb;
use saar_store::testing::files::files_holding;
use saar_store::{account, reseal};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Neighbours who are there before: more than are sealed anew in one transaction.
const NEIGHBOURS: u32 = 400;

/// An installation on either database, with a mail server.
struct Installation {
    home: Home,
    flags: Vec<String>,
    mail: Arc<SmtpSink>,
    /// The link by which newcomers join, printed before the rotation.
    invite: String,
    group: String,
    token: String,
}

impl Installation {
    async fn new(database: Option<&TestDb>) -> Self {
        let (home, mail) = (Home::new(), Arc::new(SmtpSink::start().await));
        let mut flags = Vec::new();
        if let Some(database) = database {
            std::fs::create_dir(home.path("data")).unwrap();
            std::fs::write(
                home.path("data/secret.key"),
                "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\n",
            )
            .unwrap();
            flags.push(format!("--database-url={}", database.url));
        }
        let smtp = mail.settings("SAAR <saar@example.org>");
        flags.extend([
            format!("--smtp-host={}", smtp.host),
            format!("--smtp-port={}", smtp.port),
            "--smtp-tls=none".to_owned(),
            "--smtp-from=SAAR <saar@example.org>".to_owned(),
        ]);
        let mut made = Self {
            home,
            flags,
            mail,
            invite: String::new(),
            group: String::new(),
            token: String::new(),
        };
        made.ok(&GROUP);
        let words: Vec<&str> = made.flags.iter().map(String::as_str).collect();
        let scopes = ["read", "report", "respond"];
        (made.group, made.token) = settles_at(&made.home, &words, "Merel", Role::Admin, &scopes).await;
        let settings = made.settings();
        let assembly = assemble(&settings, Mode::Command, Replacements::default())
            .await
            .unwrap();
        for number in 0..NEIGHBOURS {
            let alias = format!("Mus{number}");
            moves_in(&assembly.app, made.group.parse().unwrap(), &alias, Role::Member).await;
        }
        let mut tx = assembly.app.db.write().await.unwrap();
        let wide = sql("UPDATE groups SET capacity = 600").run(&mut tx).await;
        assert_eq!(wide.unwrap(), 1);
        tx.commit().await.unwrap();
        assembly.app.keys.close().await;
        assembly.app.db.close().await;
        drop(assembly);
        let group = made.group.clone();
        let link = made.ok(&["invite", &group, "--uses=20", "--no-qr"]);
        made.invite = format!("/join/{}", link.trim().rsplit_once("/join/").unwrap().1);
        made
    }

    fn settings(&self) -> Settings {
        let mut settings = Settings::defaults().unwrap();
        settings.data_dir = self.home.path("data");
        settings.database_url = self
            .flags
            .iter()
            .find_map(|flag| flag.strip_prefix("--database-url="))
            .map(str::to_owned);
        settings
    }

    fn words<'a>(&'a self, words: &[&'a str]) -> Vec<&'a str> {
        words
            .iter()
            .copied()
            .chain(self.flags.iter().map(String::as_str))
            .collect()
    }

    fn ok(&self, words: &[&str]) -> String {
        self.home.ok(&self.words(words))
    }

    fn serve(&self) -> Server {
        self.home.serve(&self.words(&[]))
    }

    /// Starts a rotation and kills it as soon as it says this.
    fn rotate_until(&self, said: &str) {
        let mut child = self
            .home
            .command(&self.words(&["keys", "rotate"]))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = std::io::BufRead::lines(std::io::BufReader::new(child.stderr.take().unwrap()));
        let mut heard = Vec::new();
        let is_said = lines.map(Result::unwrap).any(|line| {
            heard.push(line);
            heard.last().is_some_and(|line| line.contains(said))
        });
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
        assert!(is_said, "never said {said}: {heard:?}");
    }
}

/// What the neighbours do until they are told to stop. Nobody is ever refused: each refusal ends the test.
struct Load {
    stop: Arc<AtomicBool>,
    tasks: Vec<tokio::task::JoinHandle<()>>,
    done: Arc<[AtomicU32; 4]>,
}

const ALARMS: usize = 0;
const SIGN_INS: usize = 1;
const JOINS: usize = 2;
const FORGOTTEN: usize = 3;

/// A browser with its cookies, at an address of its own.
struct Browser {
    http: reqwest::Client,
    cookies: Mutex<BTreeMap<String, String>>,
}

fn browser(number: u32) -> Browser {
    let [.., high, low] = number.to_be_bytes();
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .local_address(std::net::IpAddr::from([127, 9, high, low]))
        .build()
        .unwrap();
    Browser {
        http,
        cookies: Mutex::default(),
    }
}

impl Browser {
    async fn send(&self, request: reqwest::RequestBuilder) -> reqwest::Response {
        let cookies: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let answer = request
            .header("sec-fetch-site", "same-origin")
            .header("cookie", cookies.join("; "))
            .send()
            .await
            .unwrap();
        for set in answer.headers().get_all("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
        }
        answer
    }
}

async fn post(browser: &Browser, address: &str, path: &str, form: &[(&str, &str)]) -> String {
    let answer = browser
        .send(browser.http.post(format!("http://{address}{path}")).form(form))
        .await;
    let (status, location) = (answer.status(), answer.headers().get("location").cloned());
    let text = answer.text().await.unwrap();
    assert_eq!(status, 303, "{path} {form:?}: {}", text.rsplit("<main").next().unwrap());
    location.unwrap().to_str().unwrap().to_owned()
}

/// The code of the last of so many mails with a code to an address.
async fn code(mail: &SmtpSink, email: &str, count: usize) -> String {
    for _ in 0..1500 {
        let codes: Vec<String> = mail
            .messages_to(email)
            .iter()
            .filter_map(|mail| {
                let line = |line: &&str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
                mail.text.lines().map(str::trim).find(line).map(str::to_owned)
            })
            .collect();
        if codes.len() >= count {
            return codes[count - 1].clone();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no code number {count} to {email}");
}

async fn signs_in(http: &Browser, address: &str, mail: &SmtpSink, email: &str, count: usize) {
    post(http, address, "/sign-in", &[("email", email)]).await;
    let code = code(mail, email, count).await;
    let to = post(http, address, "/sign-in/code", &[("code", &code)]).await;
    assert!(to == "/" || to.starts_with("/groups/"), "{email} came to {to}");
}

async fn joins(http: &Browser, address: &str, at: (&SmtpSink, &str), alias: &str, email: &str) {
    let form = [
        ("alias", alias),
        ("email", email),
        ("adult", "yes"),
        ("rules", "yes"),
        ("rules_version", "2"),
    ];
    post(http, address, at.1, &form).await;
    let code = code(at.0, email, 1).await;
    let to = post(http, address, "/sign-in/code", &[("code", &code)]).await;
    assert!(to.starts_with("/groups/"), "{alias} came to {to}");
}

/// Takes another address.
async fn moves(http: &Browser, address: &str, mail: &SmtpSink, email: &str) {
    post(http, address, "/settings/correct/email", &[("email", email)]).await;
    let code = code(mail, email, 1).await;
    let to = post(http, address, "/settings/correct/email/code", &[("new_code", &code)]).await;
    assert!(to.contains("address-changed"), "{email} came to {to}");
}

async fn raises(browser: &Browser, address: &str, at: &Installation) -> String {
    let http = &browser.http;
    let url = |rest: &str| format!("http://{address}/api/v1/groups/{}{rest}", at.group);
    let get = http.get(url("")).bearer_auth(&at.token).send().await.unwrap();
    let group: Value = get.json().await.unwrap();
    let report = json!({
        "kind": "burglary", "witness": "seen", "call": {"by": "me", "seconds_ago": 30},
        "behaviour": {"words": "morrelt aan de deur"}, "place": {"street": group["streets"][0]["id"]},
    });
    let answer = http
        .post(url("/incidents"))
        .bearer_auth(&at.token)
        .json(&report)
        .send()
        .await
        .unwrap();
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert_eq!(status, 201, "{text}");
    let id = serde_json::from_str::<Value>(&text).unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let closed = http
        .post(url(&format!("/incidents/{id}/close")))
        .bearer_auth(&at.token)
        .json(&json!({"reason": "nothing_found"}))
        .send()
        .await
        .unwrap();
    assert!(closed.status().is_success());
    id
}

impl Load {
    fn start(at: &Arc<Installation>, address: &str, round: u32) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let done: Arc<[AtomicU32; 4]> = Arc::default();
        let spawn = |what: usize| {
            let (at, address, stop, done) = (Arc::clone(at), address.to_owned(), Arc::clone(&stop), Arc::clone(&done));
            tokio::spawn(async move {
                let (first, mut number) = (round * 150, round * 150);
                while !stop.load(Ordering::SeqCst) {
                    number += 1;
                    let http = &browser(u32::try_from(what).unwrap() * 2000 + number);
                    let mail = at.mail.as_ref();
                    match what {
                        ALARMS => {
                            raises(http, &address, &at).await;
                            tokio::time::sleep(Duration::from_millis(1100)).await;
                        }
                        SIGN_INS => {
                            // A neighbour of before, spelled as a phone spells it.
                            let email = format!("mus{}@example.org", number - 140);
                            let typed = email.replacen('m', "M", 1);
                            post(http, &address, "/sign-in", &[("email", &typed)]).await;
                            let code = code(mail, &email, 1).await;
                            let to = post(http, &address, "/sign-in/code", &[("code", &code)]).await;
                            assert!(to == "/" || to.starts_with("/groups/"), "{email} came to {to}");
                            tokio::time::sleep(Duration::from_millis(200)).await;
                        }
                        JOINS => {
                            let alias = format!("Nieuw{number}");
                            joins(
                                http,
                                &address,
                                (mail, &at.invite),
                                &alias,
                                &format!("nieuw{number}@example.org"),
                            )
                            .await;
                            moves(http, &address, mail, &format!("anders{number}@example.org")).await;
                            tokio::time::sleep(Duration::from_millis(700)).await;
                        }
                        _ => {
                            // From the other end, so that nobody signs in who was forgotten.
                            let email = format!("mus{}@example.org", NEIGHBOURS - (number - first) - (round - 1) * 40);
                            signs_in(http, &address, mail, &email, 1).await;
                            let proof = format!("http://{address}/api/v1/me/proof");
                            let asked = http.send(http.http.post(&proof)).await;
                            assert!(asked.status().is_success(), "{}", asked.text().await.unwrap());
                            let code = code(mail, &email, 2).await;
                            let body = json!({"code": code});
                            let shown = http.send(http.http.put(&proof).json(&body)).await;
                            assert!(shown.status().is_success(), "{}", shown.text().await.unwrap());
                            let me = format!("http://{address}/api/v1/me");
                            let forgotten = http.send(http.http.delete(me).json(&json!({"sure": true}))).await;
                            assert_eq!(forgotten.status(), 204, "{email}: {}", forgotten.text().await.unwrap());
                            tokio::time::sleep(Duration::from_millis(400)).await;
                        }
                    }
                    done[what].fetch_add(1, Ordering::SeqCst);
                }
            })
        };
        Self {
            tasks: [ALARMS, SIGN_INS, JOINS, FORGOTTEN].map(spawn).into(),
            stop,
            done,
        }
    }

    /// Ends it; how much was done of each.
    async fn end(self) -> [u32; 4] {
        self.stop.store(true, Ordering::SeqCst);
        for task in self.tasks {
            task.await.expect("nobody is refused");
        }
        [0, 1, 2, 3].map(|what| self.done[what].load(Ordering::SeqCst))
    }
}

async fn rotates_under_load(database: Option<&TestDb>) {
    let at = Arc::new(Installation::new(database).await);
    let secret = at.home.path("data/secret.key");
    let first = key::read(&secret).unwrap().unwrap()[&1].clone();
    let server = at.serve();
    let said = raises(&browser(9), &server.address, &at).await;

    // Killed in the middle of sealing anew; the server is started again; another call goes on, under load.
    let load = Load::start(&at, &server.address, 1);
    let killed = Arc::clone(&at);
    tokio::task::spawn_blocking(move || killed.rotate_until("[3/4]"))
        .await
        .unwrap();
    assert_eq!(key::read(&secret).unwrap().unwrap().len(), 2, "both keys are there");
    let done = load.end().await;
    assert!(done.iter().all(|done| *done > 0), "{done:?}");
    let status = at.ok(&["keys", "status"]);
    assert!(status.contains("A rotation is under way"), "{status}");
    assert_eq!(server.terminate().code, Some(0));
    let server = at.serve();
    let load = Load::start(&at, &server.address, 2);
    let goes_on = Arc::clone(&at);
    let ran = tokio::task::spawn_blocking(move || goes_on.home.run(&goes_on.words(&["keys", "rotate"])))
        .await
        .unwrap();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.err.contains("it goes on") && ran.err.contains("done: key 3 seals"),
        "{}",
        ran.err
    );
    let more = load.end().await;
    assert!(more.iter().all(|done| *done > 0), "{more:?}");
    println!("alarms, sign-ins, joins, forgotten: {done:?}, then {more:?}");

    // Everybody comes in afterwards too, before and after a restart; what was said is read.
    signs_in(&browser(60_001), &server.address, &at.mail, "mus5@example.org", 1).await;
    assert_eq!(server.terminate().code, Some(0));
    let server = at.serve();
    signs_in(&browser(60_002), &server.address, &at.mail, "mus6@example.org", 1).await;
    // Who changed their address meanwhile comes in at the new one.
    signs_in(&browser(60_004), &server.address, &at.mail, "anders151@example.org", 2).await;
    signs_in(&browser(60_005), &server.address, &at.mail, "anders301@example.org", 2).await;
    let url = format!("http://{}/api/v1/groups/{}/incidents/{said}", server.address, at.group);
    let read = browser(60_003)
        .http
        .get(url)
        .bearer_auth(&at.token)
        .send()
        .await
        .unwrap();
    assert!(read.text().await.unwrap().contains("morrelt aan de deur"));
    assert_eq!(server.terminate().code, Some(0));

    // Every value opens, none is under the former key, and every address is one account.
    let keys = key::read(&secret).unwrap().unwrap();
    assert_eq!(keys.keys().copied().collect::<Vec<_>>(), [3]);
    let assembly = assemble(&at.settings(), Mode::Command, Replacements::default())
        .await
        .unwrap();
    let app = &assembly.app;
    let mut tx = app.db.read().await.unwrap();
    assert_eq!(
        reseal::counts(&mut tx).await.unwrap().into_keys().collect::<Vec<_>>(),
        [3]
    );
    assert_eq!(app.keys.counts().await.unwrap().into_keys().collect::<Vec<_>>(), [3]);
    assert_eq!(reseal::count_filled(&mut tx, Slot::A).await.unwrap(), 0);
    let rows = sql("SELECT id FROM accounts WHERE length(email_sealed) > 0")
        .all(&mut tx)
        .await
        .unwrap();
    let mut emails = std::collections::BTreeSet::new();
    for row in &rows {
        let id = row.get("id").unwrap();
        let email = account::own_email(&mut tx, &app.sealer, id).await.unwrap();
        let found = account::find_by_email(&mut tx, &app.sealer, &email)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(found.id, id);
        assert!(emails.insert(email.to_lowercase()), "{email} twice");
    }
    let expected = 1 + NEIGHBOURS + done[JOINS] + more[JOINS] - done[FORGOTTEN] - more[FORGOTTEN];
    assert_eq!(u32::try_from(emails.len()).unwrap(), expected);
    drop(tx);
    app.keys.close().await;
    app.db.close().await;
    drop(assembly);
    for bytes in [first.to_vec(), URL_SAFE_NO_PAD.encode(*first).into_bytes()] {
        assert_eq!(files_holding(&at.home.path(""), &bytes), Vec::<PathBuf>::new());
    }
    let status = at.ok(&["keys", "status"]);
    assert!(
        status.contains("1    destroyed") && status.contains("3    seals"),
        "{status}"
    );
    if let Some(database) = database {
        database.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_goes_on_while_keys_are_rotated_on_sqlite() {
    rotates_under_load(None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_goes_on_while_keys_are_rotated_on_postgresql() {
    let Some(database) = TestDb::postgres().await else {
        return;
    };
    rotates_under_load(Some(&database)).await;
}

/// A backup opens with the key of its time alone. Its copy is asked for before anything is touched, and what is in the backup is under today's key afterwards.
#[tokio::test]
async fn a_backup_of_before_a_rotation_needs_the_key_of_then() {
    let at = Installation::new(None).await;
    let (secret, kept) = (at.home.path("data/secret.key"), at.home.path("kept"));
    std::fs::create_dir(&kept).unwrap();
    std::fs::copy(&secret, kept.join("then.key")).unwrap();
    let server = at.serve();
    let said = raises(&browser(6), &server.address, &at).await;
    assert_eq!(server.terminate().code, Some(0));
    at.ok(&["backup", kept.join("before.db").to_str().unwrap()]);
    let copy = at.ok(&["backup", "--keys", kept.to_str().unwrap()]);
    let rotated = at.home.run(&at.words(&["keys", "rotate"]));
    assert_eq!(rotated.code, Some(0), "{}", rotated.err);
    let before = std::fs::read(at.home.path("data/saar.db")).unwrap();
    let (backup, then) = (kept.join("before.db"), kept.join("then.key"));
    let (backup, then) = (backup.to_str().unwrap(), then.to_str().unwrap());
    let refused = at.home.fails(&["restore", backup, "--force"], 1);
    assert!(
        refused.contains("--key-of-then") && refused.contains("key 1"),
        "{refused}"
    );
    std::fs::write(
        kept.join("other.key"),
        "1 AwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\n3 AwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\n",
    )
    .unwrap();
    let other = format!("--key-of-then={}", kept.join("other.key").display());
    let refused = at.home.fails(&["restore", backup, "--force", &other], 1);
    assert!(refused.contains("not of this installation"), "{refused}");
    assert_eq!(
        std::fs::read(at.home.path("data/saar.db")).unwrap(),
        before,
        "nothing was touched"
    );
    at.ok(&["restore", backup, "--force", "--key-of-then", then]);
    assert_eq!(
        key::read(&secret).unwrap().unwrap().into_keys().collect::<Vec<_>>(),
        [3]
    );
    let server = at.serve();
    signs_in(&browser(7), &server.address, &at.mail, "mus7@example.org", 1).await;
    raises(&browser(8), &server.address, &at).await;
    assert_eq!(server.terminate().code, Some(0));
    // A copy of the key store of before opens with the key of then too; else what was said would be gone without a word.
    let refused = at.home.fails(&["restore", "--keys", "--force", copy.trim()], 1);
    assert!(refused.contains("--key-of-then"), "{refused}");
    at.ok(&["restore", "--keys", "--force", copy.trim(), "--key-of-then", then]);
    let server = at.serve();
    let url = format!("http://{}/api/v1/groups/{}/incidents/{said}", server.address, at.group);
    let read = browser(5).http.get(url).bearer_auth(&at.token).send().await.unwrap();
    assert!(read.text().await.unwrap().contains("morrelt aan de deur"));
    assert_eq!(server.terminate().code, Some(0));
    // Once more, and back to the columns of the first.
    let rotated = at.home.run(&at.words(&["keys", "rotate"]));
    assert_eq!(rotated.code, Some(0), "{}", rotated.err);
    assert_eq!(
        key::read(&secret).unwrap().unwrap().into_keys().collect::<Vec<_>>(),
        [5]
    );
    let server = at.serve();
    signs_in(&browser(9), &server.address, &at.mail, "mus8@example.org", 1).await;
    assert_eq!(server.terminate().code, Some(0));
}

/// One rotates at a time, and a server whose file lacks the key is waited for.
#[tokio::test]
async fn one_rotates_at_a_time_and_a_missing_key_is_named() {
    let at = Installation::new(None).await;
    let server = at.serve();
    let first = at
        .home
        .command(&at.words(&["keys", "rotate"]))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    tokio::time::sleep(Duration::from_millis(1200)).await;
    let refused = at.home.fails(&at.words(&["keys", "rotate"]), 1);
    assert!(refused.contains("another `saar keys rotate` is at work"), "{refused}");
    let ended = first.wait_with_output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    assert_eq!(server.terminate().code, Some(0));
    std::fs::write(
        at.home.path("data/secret.key"),
        "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\n",
    )
    .unwrap();
    let refused = at.home.fails(&at.words(&["serve"]), 1);
    assert!(refused.contains("does not hold key 3"), "{refused}");
}
