//! The one file that knows which database it is.
//!
//! SQL is written once, with `$1`, in the subset that both understand. Everything but a look by key ([`Query::glance`]) happens in a [`Tx`]: a reading
//! one is a snapshot, so that a page shows one truth; a writing one holds the writer's place (SQLite) or row locks (PostgreSQL).

use crate::error::{Result, StoreError};
use saar_domain::clock::Timestamp;
use saar_domain::id::MemberId;
use sqlite::{Sqlite, Sure};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::{Postgres, Row as _, Transaction};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

mod scrub;
pub mod sqlite;

const POSTGRES_CONNECTIONS: u32 = 16;
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(10);

/// A database: SQLite in a file, or PostgreSQL.
#[derive(Debug, Clone)]
pub enum Db {
    /// One file; one writer, several readers.
    Sqlite(Arc<Sqlite>),
    /// A server.
    Postgres(PgPool),
}

/// A transaction. Dropped without [`Tx::commit`], it never happened.
///
/// What a writing transaction *read* may be on its way to the disk still, written by one that was before it. Who goes on to tell somebody "it is stored"
/// commits first, also when there was nothing to write: the commit waits for everything that came before.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(sqlite::Tx),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…`. Creates the SQLite file when it is missing.
    pub async fn open(url: &str) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let file = Sqlite::open(Path::new(path.trim_start_matches("//")))?;
            return Ok(Self::Sqlite(Arc::new(file)));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)?.application_name("saar");
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(WAIT_FOR_CONNECTION)
                .connect_with(options)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        Err(StoreError::UnknownScheme)
    }

    /// Opens an SQLite file to look at it: it is neither made nor changed, and nothing is put beside it.
    pub(crate) fn look(path: &Path) -> Result<Self> {
        Ok(Self::Sqlite(Arc::new(Sqlite::look(path)?)))
    }

    /// Begins a transaction that will write.
    pub async fn write(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite(file) => Tx::Sqlite(sqlite::Tx::Write(file.write(Sure::Stored).await?)),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Begins a transaction that will write what follows from what is stored, and is done again if the power takes it: its commit waits for no disk. A
    /// crash of this program takes nothing.
    pub async fn write_soon(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite(file) => Tx::Sqlite(sqlite::Tx::Write(file.write(Sure::Soon).await?)),
            Self::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                sqlx::query("SET LOCAL synchronous_commit = off")
                    .execute(&mut *tx)
                    .await?;
                Tx::Postgres(tx)
            }
        })
    }

    /// Begins a snapshot for reading.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite(file) => Tx::Sqlite(sqlite::Tx::Read(file.read().await?)),
            Self::Postgres(pool) => Tx::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        })
    }

    /// Closes every connection, after what runs has ended.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(file) => file.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes it true. After this returns, it is on the disk.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Which of several workers may take a row: on PostgreSQL two of them pass one another by; SQLite has one writer anyway.
    pub(crate) const fn skip_locked(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        match self {
            Self::Sqlite(_) => sqlite,
            Self::Postgres(_) => postgres,
        }
    }
}

/// A statement with what is bound to it.
#[derive(Debug)]
pub struct Query {
    text: &'static str,
    values: Vec<Value>,
}

/// Begins a statement. `$1` is the first [`bind`](Query::bind).
pub const fn sql(text: &'static str) -> Query {
    Query {
        text,
        values: Vec::new(),
    }
}

impl Query {
    /// Binds the next value.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Runs it; how many rows it changed.
    pub async fn run(self, tx: &mut Tx) -> Result<u64> {
        Ok(match tx {
            Tx::Sqlite(tx) => tx.execute(&self)?,
            Tx::Postgres(tx) => self.postgres().execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// All rows.
    pub async fn all(self, tx: &mut Tx) -> Result<Vec<Row>> {
        Ok(match tx {
            Tx::Sqlite(tx) => tx.rows(&self, usize::MAX)?.into_iter().map(Row::Sqlite).collect(),
            Tx::Postgres(tx) => self
                .postgres()
                .fetch_all(&mut **tx)
                .await?
                .into_iter()
                .map(Row::Postgres)
                .collect(),
        })
    }

    /// The first row, if any.
    pub async fn first(self, tx: &mut Tx) -> Result<Option<Row>> {
        Ok(match tx {
            Tx::Sqlite(tx) => tx.rows(&self, 1)?.pop().map(Row::Sqlite),
            Tx::Postgres(tx) => self.postgres().fetch_optional(&mut **tx).await?.map(Row::Postgres),
        })
    }

    /// The first row, if any, of a statement that finds something by its key: as it stands committed now, without a transaction around it.
    pub async fn glance(self, db: &Db) -> Result<Option<Row>> {
        Ok(match db {
            Db::Sqlite(file) => file.glance(&self).await?.map(Row::Sqlite),
            Db::Postgres(pool) => self.postgres().fetch_optional(pool).await?.map(Row::Postgres),
        })
    }

    /// The one row that there has to be.
    pub async fn one(self, tx: &mut Tx) -> Result<Row> {
        self.first(tx).await?.ok_or(StoreError::Gone)
    }

    fn postgres(self) -> sqlx::query::Query<'static, Postgres, PgArguments> {
        self.values
            .into_iter()
            .fold(sqlx::query(self.text), |query, value| match value {
                Value::Id(value) => query.bind(value),
                Value::Text(value) => query.bind(value),
                Value::Int(value) => query.bind(value),
                Value::Real(value) => query.bind(value),
                Value::Bytes(value) => query.bind(value),
            })
    }
}

/// A value on its way into the database. Nulls know their type: PostgreSQL asks.
#[derive(Debug, Clone)]
pub enum Value {
    /// Ids: sixteen bytes.
    Id(Option<[u8; 16]>),
    /// Text: codes, words.
    Text(Option<String>),
    /// Whole numbers, times, flags.
    Int(Option<i64>),
    /// Degrees and metres.
    Real(Option<f64>),
    /// Sealed texts and hashes.
    Bytes(Option<Vec<u8>>),
}

macro_rules! values {
    ($($from:ty => $variant:ident, $convert:expr;)*) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Self { Self::$variant(Some($convert(value))) }
        }
        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self { Self::$variant(value.map($convert)) }
        }
    )*};
}
values! {
    &str => Text, str::to_owned;
    String => Text, std::convert::identity;
    i64 => Int, std::convert::identity;
    u32 => Int, i64::from;
    u16 => Int, i64::from;
    bool => Int, i64::from;
    Timestamp => Int, Timestamp::as_millis;
    f64 => Real, std::convert::identity;
    Vec<u8> => Bytes, std::convert::identity;
    &[u8] => Bytes, <[u8]>::to_vec;
    [u8; 32] => Bytes, Vec::from;
}

/// A row on its way out.
#[derive(Debug)]
pub enum Row {
    /// Of SQLite.
    Sqlite(sqlite::Row),
    /// Of PostgreSQL.
    Postgres(PgRow),
}

impl Row {
    /// A column as one of the types that columns have, or as an id or a code.
    pub fn get<T: Column>(&self, name: &'static str) -> Result<T> {
        T::read(self, name)
    }
}

/// What can be read from a column.
pub trait Column: Sized {
    /// Reads it.
    fn read(row: &Row, name: &'static str) -> Result<Self>;
}

macro_rules! plain_columns {
    ($($type:ty)*) => {$(
        impl Column for $type {
            fn read(row: &Row, name: &'static str) -> Result<Self> {
                Ok(match row {
                    Row::Sqlite(row) => row.get(name)?,
                    Row::Postgres(row) => row.try_get(name)?,
                })
            }
        }
    )*};
}
plain_columns! { String Option<String> i64 Option<i64> f64 Option<f64> Vec<u8> Option<Vec<u8>> [u8; 16] Option<[u8; 16]> }

impl Column for bool {
    fn read(row: &Row, name: &'static str) -> Result<Self> {
        Ok(i64::read(row, name)? != 0)
    }
}
impl Column for u32 {
    fn read(row: &Row, name: &'static str) -> Result<Self> {
        Self::try_from(i64::read(row, name)?).map_err(|_| StoreError::corrupt(name))
    }
}
impl Column for Timestamp {
    fn read(row: &Row, name: &'static str) -> Result<Self> {
        i64::read(row, name).map(Self::from_millis)
    }
}
impl Column for Option<Timestamp> {
    fn read(row: &Row, name: &'static str) -> Result<Self> {
        Ok(Option::<i64>::read(row, name)?.map(Timestamp::from_millis))
    }
}

macro_rules! parsed_columns {
    ($($type:ty)*) => {$(
        impl Column for $type {
            fn read(row: &Row, name: &'static str) -> Result<Self> {
                String::read(row, name)?.parse().map_err(|_| StoreError::corrupt(name))
            }
        }
        impl Column for Option<$type> {
            fn read(row: &Row, name: &'static str) -> Result<Self> {
                Option::<String>::read(row, name)?.map(|text| text.parse().map_err(|_| StoreError::corrupt(name))).transpose()
            }
        }
        impl From<$type> for Value {
            fn from(value: $type) -> Self { Self::Text(Some(value.to_string())) }
        }
        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self { Self::Text(value.map(|value| value.to_string())) }
        }
    )*};
}
macro_rules! id_column {
    ($type:ty) => {
        impl Column for $type {
            fn read(row: &Row, name: &'static str) -> Result<Self> {
                <[u8; 16]>::read(row, name).map(Self::from_bytes)
            }
        }
        impl Column for Option<$type> {
            fn read(row: &Row, name: &'static str) -> Result<Self> {
                Ok(Option::<[u8; 16]>::read(row, name)?.map(<$type>::from_bytes))
            }
        }
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::Id(Some(value.into_bytes()))
            }
        }
        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self {
                Self::Id(value.map(<$type>::into_bytes))
            }
        }
    };
}
macro_rules! id_columns {
    ($($type:ty)*) => {$(
        id_column!($type);
        impl From<$type> for AnyId {
            fn from(id: $type) -> Self { Self(id.into_bytes()) }
        }
        impl From<AnyId> for $type {
            fn from(id: AnyId) -> Self { Self::from_bytes(id.0) }
        }
    )*};
}

/// An id of which the statement alone knows the noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnyId([u8; 16]);

impl AnyId {
    /// Before every id that there is.
    pub const FIRST: Self = Self([0; 16]);

    const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn into_bytes(self) -> [u8; 16] {
        self.0
    }
}

impl std::fmt::Display for AnyId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // All nouns are written alike.
        MemberId::from_bytes(self.0).fmt(out)
    }
}

id_column!(AnyId);

mod parsed {
    use super::{AnyId, Column, Result, Row, StoreError, Value};
    use saar_domain::alert::AlertKind;
    use saar_domain::audit::Deed;
    use saar_domain::continuity::{Cause, News, Rung};
    use saar_domain::country::PhotoPolicy;
    use saar_domain::delivery::{ChannelKind, DeliveryState};
    use saar_domain::flag::Outcome;
    use saar_domain::id::*;
    use saar_domain::import::boundary::Level;
    use saar_domain::incident::report::PlaceSource;
    use saar_domain::incident::{CalledBy, ClosingReason, Kind, Mark, State, Witness};
    use saar_domain::inquiry::{Asked, Finding, InquiryState};
    use saar_domain::joining::{RequestState, ResidenceCheck};
    use saar_domain::letter::Side;
    use saar_domain::liaison::{LiaisonEnding, LiaisonKind, LiaisonView};
    use saar_domain::member::{Membership, Role};
    use saar_domain::moderation::Step;
    use saar_domain::probe::ProbePurpose;
    use saar_domain::roster::Part;
    use saar_domain::text::{Topic, Verdict};
    id_columns! {
        UmbrellaId GroupId StreetId BoundaryId AccountId MemberId InviteId SessionId TokenId ChallengeId IncidentId AlertId EndpointId DeliveryId BootId PhotoId UploadId KeyId PasskeyId AuditId MeasureId RequestId LetterId OwnWordId DrillId FlagId InquiryId SwitchId TidingId TurnId LiaisonId
    }
    parsed_columns! {
        AlertKind ChannelKind Deed DeliveryState Level PhotoPolicy PlaceSource Step CalledBy ClosingReason Kind Mark Outcome State Witness Membership Role ProbePurpose RequestState ResidenceCheck Side Topic Verdict Asked Finding InquiryState Cause News Rung Part LiaisonEnding LiaisonKind LiaisonView
    }
}
