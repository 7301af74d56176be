//! Where a rotation of the master key stands, and who still works by an earlier step.
//!
//! Each step is a generation. A program takes a lock by the number of the generation that it works by and keeps it until it has followed to the next, or is
//! dead: the operating system (SQLite) or the server (PostgreSQL) lets go of it then. So a rotation goes on when everybody has followed, and needs neither
//! heartbeats nor a list of servers. Nobody is ever two generations apart.

use crate::db::{Db, Row, Tx, sql};
use crate::error::{Result, StoreError};
use saar_domain::clock::Timestamp;
use sqlx::postgres::PgConnection;
use std::fmt;
use std::fs::{File, TryLockError};
use std::time::Duration;

/// What there is to do in a generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing: one key seals.
    Still,
    /// Another key comes: everybody knows it, and writes its indexes.
    Coming,
    /// It has come and seals; what the former one sealed is sealed anew.
    Leaving,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Number of the step.
    pub generation: i64,
    /// The version that seals.
    pub active: u8,
    /// The version that comes or goes.
    pub other: Option<u8>,
    /// What there is to do.
    pub step: Step,
}

/// A version that there was or is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub version: u8,
    /// When its rotation began; unknown of the first.
    pub began_at: Option<Timestamp>,
    /// Since when it seals.
    pub sealed_from: Option<Timestamp>,
    /// When it was destroyed.
    pub gone_at: Option<Timestamp>,
}

fn version(row: &Row, name: &'static str) -> Result<Option<u8>> {
    let number: Option<i64> = row.get(name)?;
    number
        .map(|number| u8::try_from(number).map_err(|_| StoreError::corrupt(name)))
        .transpose()
}

/// Where it stands now.
pub async fn state(tx: &mut Tx) -> Result<State> {
    let row = sql("SELECT generation, active, other, step FROM key_ring WHERE one = 1")
        .one(tx)
        .await?;
    Ok(State {
        generation: row.get("generation")?,
        active: version(&row, "active")?.ok_or(StoreError::corrupt("active"))?,
        other: version(&row, "other")?,
        step: match row.get::<String>("step")?.as_str() {
            "still" => Step::Still,
            "coming" => Step::Coming,
            "leaving" => Step::Leaving,
            _ => return Err(StoreError::corrupt("step")),
        },
    })
}

/// The next step, if the state is still `from`.
async fn next(tx: &mut Tx, from: &State, active: u8, other: Option<u8>, step: &'static str) -> Result<()> {
    let changed = sql(
        "UPDATE key_ring SET generation = generation + 1, active = $2, other = $3, step = $4 WHERE generation = $1",
    )
    .bind(from.generation)
    .bind(i64::from(active))
    .bind(other.map(i64::from))
    .bind(step)
    .run(tx)
    .await?;
    if changed == 0 {
        Err(StoreError::Rotating)
    } else {
        Ok(())
    }
}

/// A key is coming.
pub async fn announce(tx: &mut Tx, from: &State, coming: u8, now: Timestamp) -> Result<()> {
    next(tx, from, from.active, Some(coming), "coming").await?;
    for (number, began) in [(from.active, None), (coming, Some(now))] {
        sql("INSERT INTO key_versions (version, began_at) VALUES ($1, $2) ON CONFLICT (version) DO UPDATE SET gone_at = NULL")
            .bind(i64::from(number))
            .bind(began)
            .run(tx)
            .await?;
    }
    Ok(())
}

/// It has come, and seals from now on.
pub async fn activate(tx: &mut Tx, from: &State, now: Timestamp) -> Result<()> {
    let coming = from.other.ok_or(StoreError::Gone)?;
    next(tx, from, coming, Some(from.active), "leaving").await?;
    sql("UPDATE key_versions SET sealed_from = $2 WHERE version = $1")
        .bind(i64::from(coming))
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Nothing is left under the former one: nobody needs to know it any more.
pub async fn let_go(tx: &mut Tx, from: &State) -> Result<()> {
    next(tx, from, from.active, None, "still").await
}

/// Every version but the active one is destroyed.
pub async fn note_gone(tx: &mut Tx, active: u8, now: Timestamp) -> Result<()> {
    sql("UPDATE key_versions SET gone_at = $2 WHERE version <> $1 AND gone_at IS NULL")
        .bind(i64::from(active))
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// The versions that there were and are, in order.
pub async fn versions(tx: &mut Tx) -> Result<Vec<Version>> {
    sql("SELECT version, began_at, sealed_from, gone_at FROM key_versions ORDER BY version")
        .all(tx)
        .await?
        .iter()
        .map(|row| {
            Ok(Version {
                version: version(row, "version")?.ok_or(StoreError::corrupt("version"))?,
                began_at: row.get("began_at")?,
                sealed_from: row.get("sealed_from")?,
                gone_at: row.get("gone_at")?,
            })
        })
        .collect()
}

/// Whether there are groups of a demo: a village that is thrown away, and not rotated.
pub async fn is_demo(tx: &mut Tx) -> Result<bool> {
    let row = sql("SELECT id FROM groups WHERE demo = 1 LIMIT 1").first(tx).await?;
    Ok(row.is_some())
}

/// First half of the names of our locks on a PostgreSQL database.
const LOCKS: i32 = 0x5341_4152;
/// Second half of the name of the lock of who rotates; a generation is never negative.
const ROTATING: i32 = -1;

/// How long the connection of a lock may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// A lock that lives as long as this, or as the program.
enum Held {
    File(#[expect(dead_code, reason = "held, not read")] File),
    Postgres(Box<PgConnection>),
}

/// Says to everybody: I work by this generation.
pub struct Hold {
    generation: i64,
    held: Held,
}

impl fmt::Debug for Hold {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Hold({})", self.generation)
    }
}

impl Hold {
    /// Takes the lock of a generation. The caller looks afterwards whether it is still the one.
    pub async fn take(db: &Db, generation: i64) -> Result<Self> {
        let held = match db {
            Db::Sqlite(_) => {
                let file = lock_file(db, &half(generation))?;
                file.lock_shared().map_err(file_error)?;
                Held::File(file)
            }
            Db::Postgres(pool) => {
                let mut connection = pool.acquire().await?.detach();
                sqlx::query("SELECT pg_advisory_lock_shared($1, $2)")
                    .bind(LOCKS)
                    .bind(name(generation)?)
                    .execute(&mut connection)
                    .await?;
                Held::Postgres(Box::new(connection))
            }
        };
        Ok(Self { generation, held })
    }

    /// Whether it is held still. Threat: the connection of a lock ends (a server of PostgreSQL that starts anew, a network that forgets), the rotation waits for
    /// nobody, and destroys the key by which this program writes.
    pub async fn stands(&mut self) -> bool {
        match &mut self.held {
            Held::File(_) => true,
            Held::Postgres(connection) => {
                let asked = sqlx::query("SELECT 1").execute(&mut **connection);
                matches!(tokio::time::timeout(PATIENCE, asked).await, Ok(Ok(_)))
            }
        }
    }

    /// Which one.
    pub const fn generation(&self) -> i64 {
        self.generation
    }
}

/// Whether nobody works by a generation any more.
pub async fn nobody_at(db: &Db, generation: i64) -> Result<bool> {
    match db {
        Db::Sqlite(_) => {
            let file = lock_file(db, &half(generation))?;
            match file.try_lock() {
                Ok(()) => Ok(true),
                Err(TryLockError::WouldBlock) => Ok(false),
                Err(TryLockError::Error(source)) => Err(file_error(source)),
            }
        }
        Db::Postgres(pool) => {
            let mut connection = pool.acquire().await?;
            let (nobody,): (bool,) = sqlx::query_as("SELECT pg_try_advisory_lock($1, $2)")
                .bind(LOCKS)
                .bind(name(generation)?)
                .fetch_one(&mut *connection)
                .await?;
            if nobody {
                sqlx::query("SELECT pg_advisory_unlock($1, $2)")
                    .bind(LOCKS)
                    .bind(name(generation)?)
                    .execute(&mut *connection)
                    .await?;
            }
            Ok(nobody)
        }
    }
}

/// Held by who rotates: there is one.
pub struct Alone(#[expect(dead_code, reason = "held, not read")] Held);

impl fmt::Debug for Alone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Alone")
    }
}

/// Takes that lock, or says that somebody has it.
pub async fn alone(db: &Db) -> Result<Alone> {
    match db {
        Db::Sqlite(_) => {
            let file = lock_file(db, "rotating")?;
            match file.try_lock() {
                Ok(()) => Ok(Alone(Held::File(file))),
                Err(TryLockError::WouldBlock) => Err(StoreError::Rotating),
                Err(TryLockError::Error(source)) => Err(file_error(source)),
            }
        }
        Db::Postgres(pool) => {
            let mut connection = pool.acquire().await?.detach();
            let (mine,): (bool,) = sqlx::query_as("SELECT pg_try_advisory_lock($1, $2)")
                .bind(LOCKS)
                .bind(ROTATING)
                .fetch_one(&mut connection)
                .await?;
            if mine {
                Ok(Alone(Held::Postgres(Box::new(connection))))
            } else {
                Err(StoreError::Rotating)
            }
        }
    }
}

fn name(generation: i64) -> Result<i32> {
    i32::try_from(generation).map_err(|_| StoreError::corrupt("generation"))
}

/// Nobody is two generations apart: two files are enough.
fn half(generation: i64) -> String {
    format!("ring{}", generation.rem_euclid(2))
}

fn lock_file(db: &Db, extension: &str) -> Result<File> {
    let Db::Sqlite(file) = db else {
        return Err(StoreError::UnknownScheme);
    };
    File::options()
        .create(true)
        .append(true)
        .open(file.path().with_extension(extension))
        .map_err(file_error)
}

const fn file_error(source: std::io::Error) -> StoreError {
    StoreError::File {
        what: "a lock file beside the database",
        source,
    }
}
