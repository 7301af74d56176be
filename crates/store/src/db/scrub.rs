//! Making sure that what was overwritten or deleted is in no file any more. Never on the way of an alarm.

use super::Db;
use crate::error::Result;
use std::os::unix::fs::OpenOptionsExt as _;
use std::time::Duration;

impl Db {
    /// SQLite: copies the log into the database file and empties it. Whether nothing stood in the way; a reader may, and then it is tried again later.
    /// PostgreSQL keeps its log as it is set up to; `docs/installation.md` says what that means.
    pub async fn empty_log(&self) -> Result<bool> {
        match self {
            Self::Sqlite(file) => file.empty_log().await,
            Self::Postgres(_) => Ok(true),
        }
    }

    /// Writes the table of keys again, without what was there before: on SQLite the whole file, which then holds no row that was moved or deleted; on
    /// PostgreSQL the table, whose old rows would otherwise wait for a vacuum. Whether nothing stood in the way.
    pub(crate) async fn rewrite_keys(&self) -> Result<bool> {
        match self {
            Self::Sqlite(file) => file.vacuum().await.map(|()| true),
            Self::Postgres(pool) => {
                // Threat: a transaction that began before may still see the rows of before, so the new file keeps them for it. It is waited for a little.
                let (mark,): (String,) = sqlx::query_as("SELECT pg_current_xact_id()::text")
                    .fetch_one(pool)
                    .await?;
                let mut alone = false;
                for _ in 0..LOOKS_FOR_OLDER {
                    (alone,) = sqlx::query_as(NONE_IS_OLDER).bind(&mark).fetch_one(pool).await?;
                    if alone {
                        break;
                    }
                    tokio::time::sleep(BETWEEN_LOOKS).await;
                }
                sqlx::query("VACUUM (FULL) content_keys").execute(pool).await?;
                Ok(alone)
            }
        }
    }

    /// A second way into the same installation, to where the keys are: beside an SQLite file, or in a schema of its own beside the one in use.
    pub(crate) async fn open_keys(&self) -> Result<Self> {
        match self {
            Self::Sqlite(file) => {
                let path = crate::keys::file_beside(file.path());
                // For this user only, also in a folder that others may read.
                let _ = std::fs::OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .mode(0o600)
                    .open(&path);
                let file = super::sqlite::Sqlite::open(&path)?;
                Ok(Self::Sqlite(std::sync::Arc::new(file)))
            }
            Self::Postgres(pool) => {
                let (here,): (String,) = sqlx::query_as("SELECT current_schema()::text").fetch_one(pool).await?;
                let schema = if here == "public" {
                    "saar_keys".to_owned()
                } else {
                    format!("{here}_keys")
                };
                // A name cannot be bound; it is quoted, and it is ours.
                let make = format!("CREATE SCHEMA IF NOT EXISTS \"{}\"", schema.replace('"', "\"\""));
                let mut lock = pool.begin().await?;
                // Two nodes that start together: IF NOT EXISTS alone fails for one of them.
                sqlx::query("SELECT pg_advisory_xact_lock(hashtext('saar keys'))")
                    .execute(&mut *lock)
                    .await?;
                sqlx::query(sqlx::AssertSqlSafe(make)).execute(&mut *lock).await?;
                lock.commit().await?;
                let options = (*pool.connect_options())
                    .clone()
                    .options([("search_path", schema.as_str())]);
                let pool = sqlx::postgres::PgPoolOptions::new()
                    .max_connections(KEY_CONNECTIONS)
                    .acquire_timeout(super::WAIT_FOR_CONNECTION)
                    .connect_with(options)
                    .await?;
                Ok(Self::Postgres(pool))
            }
        }
    }
}

/// Whether nothing that began before a mark goes on: no writer in any database of the cluster, for each snapshot looks as far back as the oldest of them;
/// and nobody in this one who reads by an older snapshot.
const NONE_IS_OLDER: &str = "SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 AND NOT EXISTS (
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_xmin IS NOT NULL AND age(backend_xmin) > age($1::text::xid8::xid))";
const LOOKS_FOR_OLDER: u32 = 40;
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// Keys are asked for seldom: they are kept open in memory.
const KEY_CONNECTIONS: u32 = 4;
