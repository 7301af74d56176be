//! Bringing the schema up to date, under a lock, and refusing one that is newer than the program.

use crate::db::sqlite::Sqlite;
use crate::db::{Db, sql};
use crate::error::{Result, StoreError};
use sqlx::migrate::{MigrateError, Migrator};
use std::collections::HashMap;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");
static KEYS_SQLITE: Migrator = sqlx::migrate!("migrations/keys/sqlite");
static KEYS_POSTGRES: Migrator = sqlx::migrate!("migrations/keys/postgres");

/// The newest schema that this program knows.
pub fn newest() -> i64 {
    SQLITE.iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// The schema that the database has; 0 when it is empty.
pub async fn current(db: &Db) -> Result<i64> {
    let mut tx = db.read().await?;
    let there = match &tx {
        crate::db::Tx::Sqlite(_) => sql("SELECT COUNT(*) AS there FROM sqlite_master WHERE name = '_sqlx_migrations'"),
        crate::db::Tx::Postgres(_) => sql(
            "SELECT COUNT(*) AS there FROM pg_tables WHERE schemaname = current_schema() AND tablename = '_sqlx_migrations'",
        ),
    };
    if there.one(&mut tx).await?.get::<i64>("there")? == 0 {
        return Ok(0);
    }
    Ok(sql("SELECT MAX(version) AS version FROM _sqlx_migrations")
        .one(&mut tx)
        .await?
        .get::<Option<i64>>("version")?
        .unwrap_or(0))
}

/// Migrates. On PostgreSQL under sqlx's advisory lock; on SQLite the caller holds the file's lock ([`crate::lock`]).
pub async fn migrate(db: &Db) -> Result<()> {
    let (found, known) = (current(db).await?, newest());
    if found > known {
        return Err(StoreError::NewerSchema { found, known });
    }
    match db {
        Db::Sqlite(file) => migrate_sqlite(db, file, &SQLITE).await?,
        Db::Postgres(pool) => POSTGRES.run(pool).await?,
    }
    Ok(())
}

/// Brings the key store up to date, a database with a schema of its own. Whether there was none before.
pub(crate) async fn migrate_keys(db: &Db) -> Result<bool> {
    let known = KEYS_SQLITE.iter().map(|migration| migration.version).max().unwrap_or(0);
    let found = current(db).await?;
    if found > known {
        return Err(StoreError::NewerSchema { found, known });
    }
    if found < known {
        match db {
            Db::Sqlite(file) => migrate_sqlite(db, file, &KEYS_SQLITE).await?,
            Db::Postgres(pool) => KEYS_POSTGRES.run(pool).await?,
        }
    }
    Ok(found == 0)
}

/// What sqlx does for PostgreSQL, with the same table: each migration with its mark in one transaction, and none that was changed afterwards.
async fn migrate_sqlite(db: &Db, file: &Sqlite, migrations: &Migrator) -> Result<()> {
    let mut tx = db.write().await?;
    sql(
        "CREATE TABLE IF NOT EXISTS _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, \
         installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT NULL, \
         execution_time BIGINT NOT NULL)",
    )
    .run(&mut tx)
    .await?;
    let applied = sql("SELECT version, checksum FROM _sqlx_migrations")
        .all(&mut tx)
        .await?;
    tx.commit().await?;
    let applied = applied
        .iter()
        .map(|row| Ok((row.get::<i64>("version")?, row.get::<Vec<u8>>("checksum")?)))
        .collect::<Result<HashMap<_, _>>>()?;
    for migration in migrations.iter() {
        match applied.get(&migration.version) {
            Some(checksum) if checksum[..] != migration.checksum[..] => {
                return Err(MigrateError::VersionMismatch(migration.version).into());
            }
            Some(_) => {}
            None => {
                let mark = sql(
                    "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                                VALUES ($1, $2, TRUE, $3, 0)",
                )
                .bind(migration.version)
                .bind(&*migration.description)
                .bind(&*migration.checksum);
                file.migrate(migration.sql.as_str(), mark).await?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::AnyId;
    use saar_domain::id::IncidentId;

    /// Both folders say the same, but for the names of types.
    #[test]
    fn both_databases_have_the_same_migrations() {
        assert_eq!(SQLITE.iter().count(), POSTGRES.iter().count());
        assert_eq!(KEYS_SQLITE.iter().count(), KEYS_POSTGRES.iter().count());
        let keys = KEYS_SQLITE.iter().zip(KEYS_POSTGRES.iter());
        for (sqlite, postgres) in SQLITE.iter().zip(POSTGRES.iter()).chain(keys) {
            assert_eq!(
                (sqlite.version, &sqlite.description),
                (postgres.version, &postgres.description)
            );
            let translated = sqlite
                .sql
                .as_str()
                .replace(" INTEGER", " BIGINT")
                .replace(" BLOB", " BYTEA")
                .replace(" REAL", " DOUBLE PRECISION")
                // Text as hexadecimal digits becomes bytes.
                .replace(" unhex(", " decode(")
                .replace(", '-', ''))", ", '-', ''), 'hex')")
                .replace("\n) STRICT, WITHOUT ROWID;", "\n);")
                .replace("\n) STRICT;", "\n);");
            // SQLite has one writer, which is the migration.
            let postgres_text = postgres.sql.as_str();
            let without_lock = match (
                postgres_text.find("LOCK TABLE "),
                postgres_text.find("EXCLUSIVE MODE;\n"),
            ) {
                (Some(from), Some(to)) => {
                    [&postgres_text[..from], &postgres_text[to + "EXCLUSIVE MODE;\n".len()..]].concat()
                }
                _ => postgres_text.to_owned(),
            };
            assert_eq!(translated, without_lock, "migration {}", sqlite.version);
        }
    }

    /// As an older version left it.
    async fn migrate_until(db: &Db, version: i64) {
        let until = |all: &Migrator| Migrator {
            migrations: all.iter().filter(|one| one.version <= version).cloned().collect(),
            ..Migrator::DEFAULT
        };
        match db {
            Db::Sqlite(file) => migrate_sqlite(db, file, &until(&SQLITE)).await.unwrap(),
            Db::Postgres(pool) => until(&POSTGRES).run(pool).await.unwrap(),
        }
    }

    /// Databases without a schema, and what they last as long as.
    async fn empty_databases() -> (impl Sized, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let sqlite = format!("sqlite:{}", folder.path().join("saar.db").display());
        let postgres = crate::testing::cluster::empty_database().await.unwrap();
        let urls = std::iter::once(sqlite).chain(postgres.iter().map(|database| database.url().to_owned()));
        let urls = urls.collect();
        ((folder, postgres), urls)
    }

    /// What was written before descriptions, and before words were sealed, is read as before.
    #[tokio::test]
    async fn words_of_the_first_version_are_read_as_they_were_written() {
        const OLD: [&str; 3] = [
            "INSERT INTO groups (id, name, municipality, country, area, capacity, quiet_expiry_minutes, demo, version, event_seq, created_at)
             VALUES ('00000000-0000-7000-8000-000000000001', 'Lindenbuurt', 'Elzenoord', 'NL', '[]', 9, 60, 0, 1, 12, 1)",
            "INSERT INTO incidents (id, group_id, kind, witness, drill, state, version, cannot_call, place_source, outside_area, reported_at, alerted_at, active_at)
             VALUES ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'theft', 'seen', 0, 'alerted', 2, 1, 'street', 0, 1, 1, 1)",
            "INSERT INTO contents (incident_id, seq, field, class, body)
             VALUES ('00000000-0000-7000-8000-000000000002', 1, 'appearance', 'identifying', 'donkere jas')",
        ];
        let (_folder, databases) = empty_databases().await;
        for url in &databases {
            let db = Db::open(url).await.unwrap();
            migrate_until(&db, 1).await;
            let mut tx = db.write().await.unwrap();
            for text in OLD {
                sql(text).run(&mut tx).await.unwrap();
            }
            tx.commit().await.unwrap();
            migrate(&db).await.unwrap();
            let keys = crate::testing::TestDb::keys_of(&db, 1).await;
            let mut tx = db.read().await.unwrap();
            let incident = "00000000-0000-7000-8000-000000000002".parse().unwrap();
            let read = crate::content::of_incident(&mut tx, &keys, incident).await.unwrap();
            let written = crate::content::Content {
                seq: 1,
                field: crate::content::Field::Appearance,
                body: "donkere jas".into(),
                street: None,
            };
            assert_eq!(read, [written], "{url}");
            drop(tx);
            keys.close().await;
            db.close().await;
        }
    }

    #[tokio::test]
    async fn alarms_of_an_older_version_keep_their_numbers_and_deliveries() {
        const OLD: [&str; 9] = [
            "INSERT INTO groups (id, name, municipality, country, area, capacity, quiet_expiry_minutes, demo, version, event_seq, created_at)
             VALUES ('00000000-0000-7000-8000-000000000001', 'Lindenbuurt', 'Elzenoord', 'NL', '[]', 9, 60, 0, 1, 12, 1)",
            "INSERT INTO members (id, group_id, account_id, alias, alias_folded, role, membership, rules_version, rules_accepted_at, adult_declared_at, joined_at)
             VALUES ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000003', 'Merel', 'merel', 'admin', 'active', 1, 1, 1, 1)",
            "INSERT INTO incidents (id, group_id, kind, witness, drill, state, version, cannot_call, place_source, outside_area, reported_at, alerted_at, active_at)
             VALUES ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000001', 'theft', 'seen', 0, 'alerted', 2, 1, 'street', 0, 1, 1, 1), ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000001', 'theft', 'seen', 0, 'alerted', 1, 1, 'street', 0, 1, 1, 1)",
            "INSERT INTO incident_events (incident_id, seq, group_id, group_seq, at, actor, member_id, event)
             VALUES ('00000000-0000-7000-8000-000000000005', 1, '00000000-0000-7000-8000-000000000001', 2, 1, 'member', '00000000-0000-7000-8000-000000000002', 'first'), ('00000000-0000-7000-8000-000000000005', 2, '00000000-0000-7000-8000-000000000001', 7, 1, 'system', NULL, 'second')",
            "INSERT INTO alerts (id, incident_id, group_id, kind, seq, created_at, expanded_at)
             VALUES ('00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000001', 'alarm', 2, 1, 1), ('00000000-0000-7000-8000-000000000007', '00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000001', 'update', 2, 2, NULL)",
            "INSERT INTO endpoints (id, account_id, channel, address_sealed, address_index, created_at)
             SELECT '00000000-0000-7000-8000-000000000008', id, 'email', email_sealed, email_index, 1 FROM accounts",
            "INSERT INTO deliveries (id, alert_id, incident_id, member_id, endpoint_id, channel, alert_kind, escalated, state, attempts, due_at, expires_at)
             VALUES ('00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000008', 'email', 'alarm', 0, 'seen', 1, 1, 9), ('00000000-0000-7000-8000-000000000009', '00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000002', NULL, 'email', 'alarm', 0, 'failed', 1, 1, 9)",
            "UPDATE deliveries SET why = 'because', accepted_at = 3, accepted_boot = '00000000-0000-7000-8000-00000000000b', delivered_at = 4, seen_at = 5 WHERE id = '00000000-0000-7000-8000-00000000000a'",
            "UPDATE deliveries SET state = 'leased', lease_boot = '00000000-0000-7000-8000-00000000000b' WHERE id = '00000000-0000-7000-8000-000000000009'",
        ];
        let (_folder, databases) = empty_databases().await;
        for url in &databases {
            let db = Db::open(url).await.unwrap();
            migrate_until(&db, 27).await;
            let mut tx = db.write().await.unwrap();
            sql("INSERT INTO accounts (id, email_sealed, email_index, language, channels, mute_real_alarms, created_at) VALUES ('00000000-0000-7000-8000-000000000003', $1, $2, 'nl', '', 0, 1)")
                .bind([1; 32])
                .bind([2; 32])
                .run(&mut tx)
                .await
                .unwrap();
            for text in OLD {
                sql(text).run(&mut tx).await.unwrap();
            }
            tx.commit().await.unwrap();

            migrate(&db).await.unwrap();
            let mut tx = db.write().await.unwrap();
            let texts = async |tx: &mut _, query: &'static str| {
                let rows = sql(query).all(tx).await.unwrap();
                let text = |row: &crate::db::Row| row.get::<Option<String>>("text").unwrap();
                rows.iter().map(text).collect::<Vec<_>>()
            };
            let told = |text: &str| Some(text.to_owned());
            let names = async |tx: &mut _, query: &'static str| {
                let rows = sql(query).all(tx).await.unwrap();
                let name = |row: &crate::db::Row| row.get::<Option<AnyId>>("id").unwrap();
                rows.iter()
                    .map(name)
                    .map(|id| id.map(|id| id.to_string()))
                    .collect::<Vec<_>>()
            };
            for (query, expected) in [
                (
                    "SELECT CAST(group_seq AS TEXT) AS text FROM incidents ORDER BY id",
                    vec![None, told("7")],
                ),
                (
                    "SELECT event AS text FROM incident_events ORDER BY seq",
                    vec![told("first"), told("second")],
                ),
                (
                    "SELECT d.why || d.accepted_at || d.delivered_at || d.seen_at AS text FROM deliveries d WHERE state = 'seen'",
                    vec![told("because345")],
                ),
            ] {
                assert_eq!(texts(&mut tx, query).await, expected, "{query} on {url}");
            }
            // Ids are the same, as bytes.
            for (query, expected) in [
                (
                    "SELECT id FROM alerts WHERE expanded_at IS NULL",
                    vec![told("00000000-0000-7000-8000-000000000007")],
                ),
                (
                    "SELECT d.endpoint_id AS id FROM deliveries d JOIN alerts a ON a.incident_id = d.incident_id AND a.id = d.alert_id ORDER BY d.id",
                    vec![None, told("00000000-0000-7000-8000-000000000008")],
                ),
                (
                    "SELECT accepted_boot AS id FROM deliveries WHERE state = 'seen'",
                    vec![told("00000000-0000-7000-8000-00000000000b")],
                ),
                (
                    "SELECT lease_boot AS id FROM deliveries WHERE state = 'leased'",
                    vec![told("00000000-0000-7000-8000-00000000000b")],
                ),
            ] {
                assert_eq!(names(&mut tx, query).await, expected, "{query} on {url}");
            }
            // An alert belongs to its incident, also for its deliveries.
            let bare: IncidentId = "00000000-0000-7000-8000-000000000004".parse().unwrap();
            let stray = sql("UPDATE deliveries SET incident_id = $1 WHERE state = 'seen'").bind(bare);
            assert!(stray.run(&mut tx).await.is_err(), "{url}");
            drop(tx);
            db.close().await;
        }
    }
}
