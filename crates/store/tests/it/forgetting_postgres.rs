//! Forgetting on PostgreSQL, byte for byte: its files, and its backups.

use crate::content::say;
use crate::forgetting::{Bytes, destroy_pending};
use crate::photo::{PIXELS, add};
use crate::world::World;
use saar_domain::incident::{ClosingReason, Kind};
use saar_store::content;
use saar_store::db::sql;
use saar_store::testing::TestDb;
use saar_store::testing::files::files_holding;
use saar_store::{Db, KeyStore, Sealer, photo};
use std::path::PathBuf;

/// The database's own files, after all of it was written to them. PostgreSQL's log is not among them: docs/installation.md says what it keeps.
async fn files_of_postgres(test: &TestDb) -> PathBuf {
    let mut tx = test.db.write().await.unwrap();
    sql("CHECKPOINT").run(&mut tx).await.unwrap();
    let row = sql("SELECT current_setting('data_directory') AS folder, CAST(oid AS BIGINT) AS id FROM pg_database WHERE datname = current_database()")
        .one(&mut tx)
        .await
        .unwrap();
    let (folder, id): (String, i64) = (row.get("folder").unwrap(), row.get("id").unwrap());
    PathBuf::from(folder).join("base").join(id.to_string())
}

/// The files, once they hold none of these bytes. The other tests write in databases of the same cluster: while one of them does, old rows are kept for it,
/// and it is tried again as the clock does.
async fn scrubbed_of(test: &TestDb, keys: &KeyStore, bytes: &[&[u8]]) -> PathBuf {
    let mut folder = files_of_postgres(test).await;
    for _ in 0..40 {
        if bytes.iter().all(|bytes| files_holding(&folder, bytes).is_empty()) {
            break;
        }
        keys.scrub().await.unwrap();
        folder = files_of_postgres(test).await;
    }
    folder
}

/// An address as PostgreSQL's own programs take it: without what only our driver knows.
fn for_programs(url: &str) -> String {
    let (place, how) = url.split_once('?').unwrap_or((url, ""));
    let theirs = how.split('&').filter(|part| !part.starts_with("statement-cache"));
    format!("{place}?{}", theirs.collect::<Vec<_>>().join("&"))
}

/// What PostgreSQL's own programs for backups do.
fn by_program(program: &str, arguments: &[&str]) {
    let done = std::process::Command::new(program).args(arguments).output();
    let done = done.unwrap_or_else(|error| panic!("{program} (Debian: postgresql-client): {error}"));
    assert!(
        done.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}

/// The same as on SQLite: no byte of the keys is in any file of the database, and a backup of before, put back beside today's key store, can be read no
/// more.
#[tokio::test]
async fn on_postgresql_a_recall_reaches_into_files_and_backups() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, "Merel").await;
    let mut recalled = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
    let kept = world.raise(&mut tx, merel.member, Kind::Vandalism).await.incident.id;
    let said = say(&mut tx, &world, recalled.id).await;
    let said_elsewhere = say(&mut tx, &world, kept).await;
    let shot = add(&mut tx, &world, merel.member, recalled.id).await;
    tx.commit().await.unwrap();
    let mut tx = world.read().await;
    let keys = world.find(&mut tx, recalled.id).await.keys;
    let mut destroyed = Vec::new();
    for id in [keys.identifying.unwrap(), keys.words.unwrap(), shot.key.unwrap()] {
        let row = sql("SELECT sealed FROM saar_keys.content_keys WHERE id = $1").bind(id.to_string());
        let sealed: Vec<u8> = row.one(&mut tx).await.unwrap().get("sealed").unwrap();
        let context = format!("content_keys.sealed {id}");
        let raw = Sealer::new(&[7; 32]).open(&context, &sealed).unwrap().to_vec();
        destroyed.push(Bytes { raw, sealed });
    }
    drop(tx);
    let folder = files_of_postgres(&test).await;
    for key in &destroyed {
        assert!(!files_holding(&folder, &key.sealed).is_empty(), "the search can find");
    }
    let url = for_programs(&test.url);
    let backups = tempfile::tempdir().unwrap();
    let (before, today) = (backups.path().join("before.sql"), backups.path().join("keys.sql"));
    let (before, today) = (before.to_str().unwrap(), today.to_str().unwrap());
    by_program(
        "pg_dump",
        &["--no-owner", "--exclude-schema=saar_keys", "--file", before, &url],
    );

    let mut tx = world.write().await;
    world.close(&mut tx, &mut recalled, ClosingReason::KnownPerson).await;
    content::forget(&mut tx, recalled.id).await.unwrap();
    photo::forget_of(&mut tx, recalled.id).await.unwrap();
    tx.commit().await.unwrap();
    destroy_pending(&world).await;
    let sealed: Vec<_> = destroyed.iter().map(|key| key.sealed.as_slice()).collect();
    let folder = scrubbed_of(&test, world.keys(), &sealed).await;
    for key in &destroyed {
        assert_eq!(files_holding(&folder, &key.sealed), Vec::<PathBuf>::new());
        assert_eq!(files_holding(&folder, &key.raw), Vec::<PathBuf>::new());
    }
    let clear = said.iter().map(|content| content.body.as_bytes());
    for text in clear.filter(|body| !body.is_empty()).chain([PIXELS]) {
        assert_eq!(files_holding(&folder, text), Vec::<PathBuf>::new());
    }

    by_program("pg_dump", &["--no-owner", "--schema=saar_keys", "--file", today, &url]);
    let empty = saar_store::testing::cluster::empty_database().await.unwrap().unwrap();
    for file in [before, today] {
        by_program(
            "psql",
            &[
                "--quiet",
                "--set",
                "ON_ERROR_STOP=1",
                "--file",
                file,
                &for_programs(empty.url()),
            ],
        );
    }
    let restored = Db::open(empty.url()).await.unwrap();
    let store = TestDb::keys_of(&restored, 1).await;
    let mut tx = restored.read().await.unwrap();
    let rows = sql("SELECT COUNT(*) AS n FROM contents WHERE sealed IS NOT NULL");
    assert_eq!(
        rows.one(&mut tx).await.unwrap().get::<i64>("n").unwrap(),
        10,
        "its rows are all there"
    );
    assert_eq!(content::of_incident(&mut tx, &store, recalled.id).await.unwrap(), []);
    assert_eq!(
        content::of_incident(&mut tx, &store, kept).await.unwrap(),
        said_elsewhere
    );
    drop(tx);
    store.close().await;
    restored.close().await;
}

/// PostgreSQL keeps dead rows until a vacuum and its log for longer; what is asked of the tables themselves is that nothing is left in them.
#[tokio::test]
async fn on_postgresql_tables_hold_neither_words_nor_keys() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let mut tx = world.write().await;
    let merel = world.neighbour(&mut tx, "Merel").await;
    let mut recalled = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
    say(&mut tx, &world, recalled.id).await;
    tx.commit().await.unwrap();
    let mut tx = world.write().await;
    let keys = world.find(&mut tx, recalled.id).await.keys;
    world.close(&mut tx, &mut recalled, ClosingReason::FalseAlarm).await;
    content::forget(&mut tx, recalled.id).await.unwrap();
    tx.commit().await.unwrap();
    destroy_pending(&world).await;
    let mut tx = world.read().await;
    let zeroes = sql("SELECT COUNT(*) AS n FROM saar_keys.content_keys WHERE id IN ($1, $2) AND sealed = $3")
        .bind(keys.identifying.unwrap().to_string())
        .bind(keys.words.unwrap().to_string())
        .bind(vec![0; 73])
        .one(&mut tx)
        .await
        .unwrap();
    assert_eq!(
        zeroes.get::<i64>("n").unwrap(),
        2,
        "in a schema of its own, and written over"
    );
    let left = sql("SELECT (SELECT COUNT(*) FROM contents) + (SELECT COUNT(*) FROM shreds) + (SELECT COUNT(*) FROM incidents WHERE place_sealed IS NOT NULL) AS n")
        .one(&mut tx)
        .await
        .unwrap();
    assert_eq!(left.get::<i64>("n").unwrap(), 0);
}

/// A server that is stopped while somebody's transaction keeps the old rows leaves them to the next one, which knows of none.
#[tokio::test]
async fn on_postgresql_the_next_server_scrubs_what_the_last_one_could_not() {
    let Some(test) = TestDb::postgres().await else { return };
    let world = World::new(&test).await;
    let gone = world.keys().take(world.now()).await.unwrap().id();
    let mut tx = world.read().await;
    let row = sql("SELECT sealed FROM saar_keys.content_keys WHERE id = $1").bind(gone.to_string());
    let sealed: Vec<u8> = row.one(&mut tx).await.unwrap().get("sealed").unwrap();
    drop(tx);
    let mut older = world.write().await;
    sql("CREATE TABLE in_the_way (id BIGINT)")
        .run(&mut older)
        .await
        .unwrap();
    world.keys().destroy(&[gone]).await.unwrap();
    let folder = files_of_postgres(&test).await;
    assert!(!files_holding(&folder, &sealed).is_empty(), "it was in the way");
    drop(older);

    let entropy = std::sync::Arc::new(saar_store::testing::SeededEntropy::new(9));
    let next = KeyStore::open(world.db(), Sealer::new(&[7; 32]), entropy)
        .await
        .unwrap();
    let folder = scrubbed_of(&test, &next, &[&sealed]).await;
    assert_eq!(files_holding(&folder, &sealed), Vec::<PathBuf>::new());
    next.close().await;
}
