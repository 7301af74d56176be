//! The program as its operator meets it: started, asked, stopped, told nonsense.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, reason = "tests")]

mod boundaries;
mod check_texts;
mod desks;
mod forgetting;
mod import;
mod inspect;
mod keys;
mod neighbour;
mod program;

use neighbour::{moves_in, settles};
use program::Home;
use saar_domain::clock::Clock as _;
use saar_domain::id::GroupId;
use saar_domain::member::Role;
use saar_server::config::Settings;
use saar_server::demo::village;
use saar_server::serve::{Mode, Replacements, assemble};
use saar_server::system::SystemClock;
use saar_server::usecase::identity::{Scope, by_token};
use saar_server::usecase::sign_in;
use saar_store::db::sql;
use saar_store::seal::token_hash;
use saar_store::testing::TestDb;
use saar_store::{Db, session};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// What founds the group that commands are tried on.
pub const GROUP: [&str; 7] = [
    "group",
    "create",
    "--name=Lindehof",
    "--municipality=Voorbeeldstad",
    "--street=Lindelaan",
    "--street=Beukenplein",
    "--no-qr",
];

#[test]
fn the_committed_example_is_what_the_program_prints() {
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../saar.example.toml")).unwrap();
    let printed = Home::new().ok(&["config", "example"]);
    assert_eq!(
        printed, committed,
        "run: cargo run -p saar-server -- config example > saar.example.toml"
    );
}

#[test]
fn wrong_settings_are_named_with_their_place_and_nothing_is_made() {
    let home = Home::new();
    std::fs::write(home.path("saar.toml"), "log = \"info\"\nlistn = \"127.0.0.1:1\"\n").unwrap();
    let said = home.fails(&["serve"], 2);
    assert_eq!(said, "saar: saar.toml:2: listn is no setting; did you mean listen?\n");
    std::fs::write(home.path("saar.toml"), "").unwrap();
    let said = home.fails(&["serve", "--public-url", "http://saar.example.org"], 2);
    assert!(
        said.starts_with("saar: --public-url: public_url cannot be") && said.contains("https://"),
        "{said}"
    );
    let output = home
        .command(&["config", "check"])
        .env("SAAR_SMTP_TLS", "ssl")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("saar: SAAR_SMTP_TLS: smtp.tls cannot be \"ssl\""));
    assert!(!home.path("data").exists());
}

#[test]
fn config_check_says_what_is_in_force_and_from_where() {
    let home = Home::new();
    std::fs::write(home.path("saar.toml"), "\nlog = \"debug\"\n").unwrap();
    let output = home
        .command(&["config", "check", "--data-dir", "elsewhere"])
        .env("SAAR_SMTP_PASSWORD", "geheim")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let line = |key: &str| {
        said.lines()
            .find(|line| line.starts_with(key))
            .unwrap_or_else(|| panic!("{key}\n{said}"))
            .to_owned()
    };
    assert!(line("log ").contains("debug") && line("log ").ends_with("saar.toml:2"));
    assert!(line("data_dir").ends_with("--data-dir"));
    assert!(line("database_url").contains("sqlite:elsewhere/saar.db"));
    assert!(line("smtp.password ").ends_with("SAAR_SMTP_PASSWORD") && !said.contains("geheim"));
}

#[test]
fn it_serves_says_how_it_is_and_drains() {
    let home = Home::new();
    let server = home.serve(&[]);
    assert_eq!(server.get("/healthz", ""), (200, "ok\n".to_owned()));
    assert_eq!(server.get("/readyz", ""), (200, "ready\n".to_owned()));
    let (status, metrics) = server.get("/metrics", "");
    assert_eq!(status, 200);
    for name in [
        "saar_build_info",
        "saar_uptime_seconds",
        "saar_outbox_waiting",
        "saar_outbox_oldest_due_seconds",
        "saar_database_up 1",
    ] {
        assert!(metrics.contains(name), "{name}\n{metrics}");
    }
    let (status, _) = server.get("/metrics", "x-forwarded-for: 203.0.113.9\r\n");
    assert_eq!(status, 404, "a proxy on this machine passes strangers on");
    // A browser that keeps its connection open does not hold the end up.
    let idle = TcpStream::connect(&server.address).unwrap();
    let ended = server.terminate();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(
        ended.err.contains("stopped") && !ended.err.contains("did not finish"),
        "{}",
        ended.err
    );
    drop(idle);
}

#[tokio::test]
async fn a_request_under_way_is_answered_and_a_stream_ends_when_it_stops() {
    let home = Home::new();
    home.ok(&GROUP);
    let (group, token) = settles(&home, "Merel", Role::Member, &["read"]).await;
    let server = home.serve(&[]);
    let connect = || {
        let connection = TcpStream::connect(&server.address).unwrap();
        connection.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        connection
    };
    let mut stream = connect();
    write!(
        stream,
        "GET /api/v1/groups/{group}/live HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\r\n"
    )
    .unwrap();
    let mut heard = Vec::new();
    while !String::from_utf8_lossy(&heard).contains("event: begin") {
        let mut piece = [0; 1024];
        let length = stream.read(&mut piece).unwrap();
        assert!(length > 0, "{}", String::from_utf8_lossy(&heard));
        heard.extend_from_slice(&piece[..length]);
    }
    assert!(heard.starts_with(b"HTTP/1.1 200 "));
    // Its body has not come when the signal does.
    let body = r#"{"token":"AAAAAAAAAAAAAAAAAAAAAA","state":"shown"}"#;
    let mut request = connect();
    write!(
        request,
        "POST /receipts HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\nexpect: 100-continue\r\n\r\n",
        body.len()
    )
    .unwrap();
    let mut go_on = [0; 25];
    request.read_exact(&mut go_on).unwrap();
    assert_eq!(go_on, *b"HTTP/1.1 100 Continue\r\n\r\n", "the handler waits for it");

    let signal = server.signal();
    // That the stream ends shows that it stops; it ends as a stream should, and is not torn.
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "{}", String::from_utf8_lossy(&rest));
    request.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    request.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 204 "), "{answer}");
    let ended = signal.ended();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(
        ended.err.contains("stopped") && !ended.err.contains("did not finish"),
        "{}",
        ended.err
    );
}

#[test]
fn without_a_mail_server_it_says_so_loudly() {
    let home = Home::new();
    let said = home.serve(&[]).terminate().err;
    assert!(said.contains("NO MAIL SERVER: nobody can sign in"), "{said}");
    let said = home.fails(
        &["serve", "--letters-to-log", "--public-url=https://saar.example.org"],
        2,
    );
    assert!(said.contains("letters_to_log is for localhost only"), "{said}");
}

#[test]
fn one_server_a_file_and_commands_beside_it() {
    let home = Home::new();
    let server = home.serve(&[]);
    let said = home.fails(&["serve", "--listen=127.0.0.1:0"], 1);
    assert_eq!(
        said.matches("another saar uses this database file").count(),
        1,
        "{said}"
    );
    let link = home.ok(&GROUP);
    assert!(
        link.starts_with("http://localhost:8080/join/") && link.lines().count() == 1,
        "{link}"
    );
    assert!(home.ok(&["group", "list"]).contains("Lindehof · Voorbeeldstad · NL"));
    assert!(
        home.fails(&["restore", "saar.toml", "--force"], 1)
            .contains("no backup that can be restored")
    );
    assert_eq!(server.get("/readyz", "").0, 200);
    assert_eq!(server.terminate().code, Some(0));
}

#[tokio::test]
async fn it_serves_from_postgresql_and_shows_no_password() {
    let Some(database) = TestDb::postgres().await else {
        return;
    };
    let home = Home::new();
    // The database was migrated by the tests, as by an earlier start: its key is the tests' own.
    std::fs::create_dir(home.path("data")).unwrap();
    std::fs::write(
        home.path("data/secret.key"),
        "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\n",
    )
    .unwrap();
    let url = format!("--database-url={}", database.url);
    let server = home.serve(&[&url]);
    let second = home.serve(&[&url]);
    assert_eq!((server.get("/readyz", "").0, second.get("/readyz", "").0), (200, 200));
    assert!(
        home.ok(&[&GROUP[..], &[&url]].concat())
            .starts_with("http://localhost:8080/join/")
    );
    assert_eq!(server.terminate().code, Some(0));
    assert_eq!(second.get("/readyz", "").0, 200, "the other goes on");
    let refused = home.fails(&["serve", "--database-url=postgres://saar:geheim@127.0.0.1:1/saar"], 1);
    assert!(
        refused.contains("database_url") && !refused.contains("geheim"),
        "{refused}"
    );
    database.db.close().await;
}

#[test]
fn a_port_that_is_taken_is_named() {
    let (home, other) = (Home::new(), Home::new());
    let server = home.serve(&[]);
    let said = other.fails(&["serve", "--listen", &server.address], 1);
    assert!(
        said.contains(&format!("cannot listen on {}", server.address)) && said.contains("--listen"),
        "{said}"
    );
}

#[test]
fn groups_and_invites_say_what_they_need() {
    let home = Home::new();
    for (words, expected) in [
        (
            &["--name=", "--municipality=V", "--street=L"][..],
            "--name \"\": expected a name",
        ),
        (&["--name=L", "--municipality=V"], "a group needs streets"),
        (
            &["--name=L", "--municipality=V", "--street=L", "--street=l"],
            "--street: l is there twice",
        ),
        (
            &["--name=L", "--municipality=V", "--street=L", "--country=XX"],
            "there is a profile for BE and NL",
        ),
        (
            &["--name=L", "--municipality=V", "--streets=none.txt"],
            "--streets none.txt",
        ),
        (
            &["--name=L", "--municipality=V", "--streets=s.txt"],
            "s.txt:2: 5.12,52.09 lies outside NL",
        ),
    ] {
        std::fs::write(home.path("s.txt"), "Lindelaan 52.09,5.12\nBeukenplein 5.12,52.09\n").unwrap();
        let said = home.fails(&[&["group", "create"], words].concat(), 1);
        assert!(said.contains(expected), "{words:?}\n{said}");
    }
    assert_eq!(home.ok(&["group", "list"]), "");
    home.ok(&GROUP);
    let listed = home.ok(&["group", "list"]);
    let id = listed.split(' ').next().unwrap();
    let ran = home.run(&[
        "invite",
        id,
        "--uses=30",
        "--days=7",
        "--public-url=https://saar.example.org",
    ]);
    assert!(ran.out.starts_with("https://saar.example.org/join/"), "{}", ran.out);
    assert!(
        ran.err.contains("for 30 newcomer(s)") && ran.err.contains('█'),
        "{}",
        ran.err
    );
    assert!(
        home.fails(&["invite", id, "--days=1000"], 1)
            .contains("days must be from 1 to 90")
    );
    let nobody = "01928c2e-7b1a-7c3d-8e4f-0123456789ab";
    assert!(home.fails(&["invite", nobody], 1).contains("no group has the id"));
}

#[tokio::test]
async fn tokens_are_made_for_who_is_there() {
    let home = Home::new();
    let merel = [
        "token",
        "create",
        "--account=merel@example.org",
        "--scope=read",
        "--scope=report",
        "--days=7",
    ];
    assert!(home.fails(&merel, 1).contains("nobody has this address"));
    assert!(
        home.fails(&["token", "create", "--demo"], 1)
            .contains("start it with saar demo")
    );
    assert!(
        home.fails(
            &["token", "create", "--account=merel@example.org", "--scope=everything"],
            2
        )
        .contains("read, report, respond")
    );
    let mut settings = Settings::defaults().unwrap();
    settings.data_dir = home.path("data");
    let assembly = assemble(&settings, Mode::Command, Replacements::default())
        .await
        .unwrap();
    let mut tx = assembly.app.db.write().await.unwrap();
    sign_in::new_account(&assembly.app, &mut tx, "merel@example.org", "nl")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let token = home.ok(&merel);
    assert!(token.starts_with("saar_pat_") && token.lines().count() == 1, "{token}");
    let identity = by_token(&assembly.app, token.trim()).await.unwrap().unwrap();
    assert_eq!(identity.scopes.unwrap(), [Scope::Read, Scope::Report]);
}

#[tokio::test]
async fn the_operator_makes_an_admin_and_never_takes_the_last_one() {
    let home = Home::new();
    home.ok(&GROUP);
    let listed = home.ok(&["group", "list"]);
    let id = listed.split_whitespace().next().unwrap();
    let mut settings = Settings::defaults().unwrap();
    settings.data_dir = home.path("data");
    let assembly = assemble(&settings, Mode::Command, Replacements::default())
        .await
        .unwrap();
    let group: GroupId = id.parse().unwrap();
    moves_in(&assembly.app, group, "Vink", Role::Admin).await;
    moves_in(&assembly.app, group, "Eik", Role::Member).await;

    let role = |alias: &str, role: &str| home.run(&["group", "role", id, alias, role]);
    let last = role("vink", "member");
    assert_eq!(last.code, Some(1));
    assert!(
        last.err.contains("is the last admin") && last.err.contains("ALIAS admin"),
        "{}",
        last.err
    );
    let done = role("EIK", "admin");
    assert_eq!((done.code, done.out.as_str()), (Some(0), ""));
    assert_eq!(
        done.err, "Eik is admin of Lindehof now, was member\nLindehof has 2 admins\n",
        "no log line names anybody"
    );
    assert!(role("Eik", "admin").err.starts_with("Eik is admin of Lindehof already"));
    assert!(role("Vink", "member").err.ends_with("Lindehof has 1 admin\n"));
    let nobody = home.fails(&["group", "role", id, "Kauw", "admin"], 1);
    assert!(
        nobody.contains("ALIAS \"Kauw\": nobody in this group goes by it"),
        "{nobody}"
    );
    let none = home.fails(
        &["group", "role", "01928c2e-7b1a-7c3d-8e4f-0123456789ab", "Eik", "admin"],
        1,
    );
    assert!(none.contains("no such group; saar group list"), "{none}");
    assert!(
        home.fails(&["group", "role", "Lindehof", "Eik", "admin"], 1)
            .contains("GROUP Lindehof: not an id")
    );
    assert!(
        home.fails(&["group", "role", id, "Eik", "boss"], 2)
            .contains("member, deputy, admin")
    );
    let help = home.ok(&["group", "role", "--help"]);
    assert!(
        help.contains("always keeps an admin") && help.contains("Examples:"),
        "{help}"
    );
}

#[tokio::test]
async fn the_demo_gives_a_token_beside_its_settings() {
    const MASTER: [u8; 32] = [9; 32];
    let home = Home::new();
    std::fs::create_dir_all(home.path("data/demo")).unwrap();
    std::fs::write(home.path("data/demo/secret.key"), MASTER).unwrap();
    let db = Db::open(&format!("sqlite:{}", home.path("data/demo/saar.db").display()))
        .await
        .unwrap();
    saar_store::migrate::migrate(&db).await.unwrap();
    village::fill(&db, &MASTER, SystemClock.now(), |_, _| {}).await.unwrap();
    let token = home.ok(&["token", "create", "--demo"]);
    let found = session::token_by_hash(&db, token_hash(token.trim()), SystemClock.now()).await;
    assert_eq!(found.unwrap().unwrap().scopes, "read report respond");
}

#[test]
fn a_backup_of_a_running_server_serves_elsewhere() {
    let (home, elsewhere) = (Home::new(), Home::new());
    home.ok(&GROUP);
    let server = home.serve(&[]);
    let copy = elsewhere.path("copy.db");
    let copy = copy.to_str().unwrap();
    assert_eq!(home.ok(&["backup", copy]), format!("{copy}\n"));
    assert!(home.fails(&["backup", copy], 1).contains("exists: name a new file"));
    drop(server);
    let said = elsewhere.run(&["restore", copy]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(
        said.err.contains("[4/4] done") && said.err.contains("now put the secret key"),
        "{}",
        said.err
    );
    // Without the key that belongs to it, it does not start and makes no second key.
    let missing = elsewhere.fails(&["serve", "--listen=127.0.0.1:0"], 1);
    assert!(
        missing.contains("secret.key is missing") && !elsewhere.path("data/secret.key").exists(),
        "{missing}"
    );
    std::fs::write(elsewhere.path("data/secret.key"), "A".repeat(43)).unwrap();
    let wrong = elsewhere.fails(&["serve", "--listen=127.0.0.1:0"], 1);
    assert!(wrong.contains("the master key does not open what is stored"), "{wrong}");
    std::fs::copy(home.path("data/secret.key"), elsewhere.path("data/secret.key")).unwrap();
    let server = elsewhere.serve(&[]);
    assert_eq!(server.get("/readyz", "").0, 200);
    assert_eq!(elsewhere.ok(&["group", "list"]), home.ok(&["group", "list"]));
    // In the place of a running server's file, or of any file without being told to, nothing is put.
    assert!(elsewhere.fails(&["restore", copy, "--force"], 1).contains("stopped"));
    assert_eq!(server.terminate().code, Some(0));
    assert!(elsewhere.fails(&["restore", copy], 1).contains("--force"));
    let forced = elsewhere.run(&["restore", copy, "--force"]);
    assert!(
        forced.err.contains("is kept as ./data/saar.db.before-restore-"),
        "{}",
        forced.err
    );
    assert!(elsewhere.ok(&["group", "list"]).contains("Lindehof"));
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_left_alone() {
    let home = Home::new();
    home.ok(&GROUP);
    let file = home.path("data/saar.db");
    let db = Db::open(&format!("sqlite:{}", file.display())).await.unwrap();
    let mut tx = db.write().await.unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', 1, x'00', 0)";
    sql(newer).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    for words in [&["serve", "--listen=127.0.0.1:0"][..], &["group", "list"]] {
        let said = home.fails(words, 1);
        assert!(
            said.contains("schema 9999") && said.contains("use the program that wrote it"),
            "{said}"
        );
    }
    let other = Home::new();
    let said = other.fails(&["restore", file.to_str().unwrap()], 1);
    assert!(
        said.contains("has schema 9999") && !other.path("data").exists(),
        "{said}"
    );
}

#[test]
fn what_is_no_backup_is_not_restored() {
    let home = Home::new();
    std::fs::write(home.path("empty.db"), "").unwrap();
    std::fs::write(home.path("text.db"), "no database\n".repeat(1000)).unwrap();
    for name in ["empty.db", "text.db", "none.db"] {
        home.fails(&["restore", name], 1);
        assert!(!home.path("data").exists(), "{name}");
    }
    assert!(home.fails(&["backup", "new.db"], 1).contains("no database at"));
    assert!(
        home.fails(&["backup", "new.db", "--database-url=postgres://localhost/x"], 1)
            .contains("pg_dump")
    );
    assert!(!home.path("new.db").exists() && !home.path("new.db.partial").exists());
}

#[test]
fn help_teaches_and_broken_settings_do_not_hide_it() {
    let home = Home::new();
    std::fs::write(home.path("saar.toml"), "nonsense").unwrap();
    let help = home.ok(&["--help"]);
    assert!(
        help.contains("First steps:") && help.contains("saar config example > saar.toml"),
        "{help}"
    );
    assert!(home.ok(&["help", "serve"]).contains("--smtp-password-file"));
    assert!(!home.ok(&["help", "serve"]).contains("--smtp-password <"));
    assert!(home.ok(&["version"]).starts_with("saar 0."));
    home.ok(&["config", "example"]);
}

#[test]
fn a_server_that_is_killed_starts_again() {
    let home = Home::new();
    drop(home.serve(&[]));
    // The lock went with the process: nothing has to be removed by hand.
    let server = home.serve(&[]);
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(server.get("/readyz", "").0, 200);
}
