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
                .replace("\n) STRICT, WITHOUT ROWID;", "\n);")
                .replace("\n) STRICT;", "\n);");
            assert_eq!(translated, postgres.sql.as_str(), "migration {}", sqlite.version);
        }
    }
}
