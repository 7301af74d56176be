use crate::world::World;
use saar_store::db::sql;
use saar_store::testing::{PushedClock, TestDb, cluster, on_each};
use saar_store::{Db, StoreError, Tx, lock, migrate};

#[tokio::test]
async fn twice_is_harmless() {
    on_each(async |test| {
        let world = World::new(test).await;
        assert_eq!(migrate::current(&test.db).await.unwrap(), migrate::newest());
        migrate::migrate(&test.db).await.unwrap();
        let mut tx = world.read().await;
        let group = saar_store::group::find(&mut tx, world.group).await.unwrap();
        assert!(group.is_some(), "nothing was made anew");
    })
    .await;
}

#[tokio::test]
async fn two_programs_that_start_at_once_migrate_once() {
    let Some(database) = cluster::empty_database().await.unwrap() else {
        return;
    };
    let start = async |seed: u64| {
        let db = Db::open(database.url()).await.unwrap();
        migrate::migrate(&db).await.unwrap();
        let keys = TestDb::keys_of(&db, seed).await;
        let key = keys.take(PushedClock::START).await;
        assert!(key.is_some(), "the key store is there for both");
        (db, keys)
    };
    let ((one, its_keys), (other, others_keys)) = tokio::join!(start(1), start(2));
    let mut tx = one.read().await.unwrap();
    let applied = sql("SELECT version FROM _sqlx_migrations WHERE success ORDER BY version")
        .all(&mut tx)
        .await
        .unwrap();
    let versions: Vec<i64> = applied.iter().map(|row| row.get("version").unwrap()).collect();
    assert_eq!(versions, (1..=migrate::newest()).collect::<Vec<_>>());
    drop(tx);
    for keys in [its_keys, others_keys] {
        keys.close().await;
    }
    for db in [one, other] {
        db.close().await;
    }
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_left_alone() {
    on_each(async |test| {
        let newer = migrate::newest() + 1;
        let mut tx = test.db.write().await.unwrap();
        sql("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES ($1, 'of tomorrow', TRUE, $2, 0)")
            .bind(newer)
            .bind([0; 32])
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let refused = migrate::migrate(&test.db).await;
        assert!(
            matches!(refused, Err(StoreError::NewerSchema { found, known }) if (found, known) == (newer, newer - 1)),
            "{refused:?}"
        );
        assert_eq!(migrate::current(&test.db).await.unwrap(), newer);
    })
    .await;
}

#[tokio::test]
async fn an_empty_database_has_schema_zero() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite:{}", folder.path().join("new.db").display()))
        .await
        .unwrap();
    assert_eq!(migrate::current(&db).await.unwrap(), 0);
    migrate::migrate(&db).await.unwrap();
    assert_eq!(migrate::current(&db).await.unwrap(), migrate::newest());
    db.close().await;
}

/// A kill does not test the disk: what makes a commit durable is asserted (EDGES 31).
#[tokio::test]
async fn sqlite_is_durable_and_forgetful() {
    let test = TestDb::sqlite().await;
    let pragma = async |tx: &mut Tx, text, name| sql(text).one(tx).await.unwrap().get::<i64>(name).unwrap();
    let mut writer = test.db.write().await.unwrap();
    for (text, name, expected) in [
        ("PRAGMA synchronous", "synchronous", 2),
        ("PRAGMA secure_delete", "secure_delete", 1),
        ("PRAGMA foreign_keys", "foreign_keys", 1),
        ("PRAGMA trusted_schema", "trusted_schema", 0),
        ("PRAGMA query_only", "query_only", 0),
        ("PRAGMA temp_store", "temp_store", 2),
    ] {
        assert_eq!(pragma(&mut writer, text, name).await, expected, "{text}");
    }
    let mode = sql("PRAGMA journal_mode").one(&mut writer).await.unwrap();
    assert_eq!(mode.get::<String>("journal_mode").unwrap(), "wal");
    drop(writer);
    let mut soon = test.db.write_soon().await.unwrap();
    assert_eq!(pragma(&mut soon, "PRAGMA synchronous", "synchronous").await, 1);
    sql("UPDATE _sqlx_migrations SET execution_time = 1")
        .run(&mut soon)
        .await
        .unwrap();
    soon.commit().await.unwrap();
    let mut writer = test.db.write().await.unwrap();
    assert_eq!(
        pragma(&mut writer, "PRAGMA synchronous", "synchronous").await,
        2,
        "and back"
    );
    let mut reader = test.db.read().await.unwrap();
    assert_eq!(pragma(&mut reader, "PRAGMA query_only", "query_only").await, 1);
}

#[tokio::test]
async fn a_reading_transaction_cannot_write() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.read().await;
        assert!(saar_store::group::lock(&mut tx, world.group, 1).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_reading_transaction_shows_one_truth() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut reading = world.read().await;
        let count = async |tx: &mut _| saar_store::member::count_active(tx, world.group).await.unwrap();
        assert_eq!(count(&mut reading).await, 0);
        let mut tx = world.write().await;
        world.neighbour(&mut tx, "Merel").await;
        tx.commit().await.unwrap();
        assert_eq!(count(&mut reading).await, 0, "a page is of one moment");
        let mut fresh = world.read().await;
        assert_eq!(count(&mut fresh).await, 1);
    })
    .await;
}

#[test]
fn a_database_file_has_one_program() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("saar.db");
    let guard = lock::take(&database).unwrap();
    assert!(matches!(lock::take(&database), Err(StoreError::InUse)));
    // Another database in the same folder is another matter.
    lock::take(&folder.path().join("other.db")).unwrap();
    drop(guard);
    lock::take(&database).unwrap();
    let nowhere = lock::take(&folder.path().join("missing").join("saar.db"));
    assert!(matches!(nowhere, Err(StoreError::File { .. })));
}

#[tokio::test]
async fn an_unknown_scheme_is_named() {
    for url in ["mysql://somewhere/saar", "saar.db", ""] {
        assert!(matches!(Db::open(url).await, Err(StoreError::UnknownScheme)), "{url}");
    }
}
