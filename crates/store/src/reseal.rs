//! Sealing anew, under the key that seals now: every sealed column there is, a few rows at a time.
//!
//! A row is written only if it still holds what was read: what somebody saved meanwhile is under the new key already.

use crate::account::{email_index, folded};
use crate::db::{AnyId, Db, Query, Row, Tx, Value, sql};
use crate::error::Result;
use crate::seal::{SEALED_BY_KEY, Sealer, Slot, WRITTEN_OVER};
use crate::{account, audit, challenge, coordinator, endpoint, flag, inquiry, liaison, measure, request, tiding};
use saar_domain::clock::Entropy;
use saar_domain::limits;
use std::collections::BTreeMap;
use std::time::Duration;

/// How the context of a sealed value is found again.
enum Context {
    /// The same for the whole column.
    Fixed(&'static str),
    /// These words, and the name of the row: what it belongs to, where that is not in its key, and its key.
    Named(&'static str),
}

/// What a column of a key holds.
#[derive(Clone, Copy)]
enum Part {
    Id,
    Number,
    Code,
}

impl Part {
    /// Before all that there is.
    fn first(self) -> Value {
        match self {
            Self::Id => AnyId::FIRST.into(),
            Self::Number => i64::MIN.into(),
            Self::Code => "".into(),
        }
    }

    /// As it stands, and as it is called.
    fn read(self, row: &Row, name: &'static str) -> Result<(Value, String)> {
        Ok(match self {
            Self::Id => row.get::<AnyId>(name).map(|id| (id.into(), id.to_string()))?,
            Self::Number => row.get::<i64>(name).map(|number| (number.into(), number.to_string()))?,
            Self::Code => row
                .get::<String>(name)
                .map(|code| (code.as_str().into(), code.clone()))?,
        })
    }
}

/// What the columns of a key are called in an answer.
const KEY: [&str; 3] = ["k1", "k2", "k3"];

/// A sealed column.
pub struct Place {
    /// `table.column`.
    pub name: &'static str,
    select: &'static str,
    update: &'static str,
    count: &'static str,
    lock: &'static str,
    key: &'static [Part],
    /// The name of the row begins with what it belongs to.
    owned: bool,
    context: Context,
    /// The row has the index of the sealed address too.
    indexed: bool,
}

impl std::fmt::Debug for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Place({})", self.name)
    }
}

impl Place {
    /// The key of a row, and its name.
    fn row(&self, row: &Row) -> Result<(Vec<Value>, String)> {
        let (mut key, mut name) = (Vec::with_capacity(KEY.len()), Vec::with_capacity(KEY.len()));
        if self.owned {
            name.push(Part::Id.read(row, "owner")?.1);
        }
        for (part, column) in self.key.iter().zip(KEY) {
            let (value, called) = part.read(row, column)?;
            key.push(value);
            name.push(called);
        }
        Ok((key, name.join(" ")))
    }
}

macro_rules! place {
    ($table:literal, $column:literal, $key:literal, $context:expr) => {
        place!($table, $column, [$key as Id], $context, "$5", "$3", "", false)
    };
    ($table:literal, $column:literal, $key:literal, $context:expr, indexed) => {
        place!($table, $column, [$key as Id], $context, "$5", "$3", ", email_index = $4", true)
    };
    ($table:literal, $column:literal, [$($key:literal as $part:ident),+], $context:expr, $after:literal, $this:literal $(, of $owner:literal)?) => {
        place!($table, $column, [$($key as $part),+], $context, $after, $this, "", false $(, $owner)?)
    };
    ($table:literal, $column:literal, [$first:literal as $kind:ident $(, $key:literal as $part:ident)*], $context:expr, $after:literal, $this:literal,
        $more:literal, $indexed:literal $(, $owner:literal)?) => {
        Place {
            name: concat!($table, ".", $column),
            select: concat!(
                "SELECT ",
                place!(@columns $first $($key)*),
                $($owner, " AS owner, ",)?
                $column,
                " AS sealed FROM ",
                $table,
                " WHERE length(",
                $column,
                ") > 0 AND substr(",
                $column,
                ", 1, 1) NOT IN ($1, $2, $3) AND (",
                $first $(, ", ", $key)*,
                ") > (",
                $after,
                ") ORDER BY ",
                $first $(, ", ", $key)*,
                " LIMIT $4"
            ),
            update: concat!(
                "UPDATE ",
                $table,
                " SET ",
                $column,
                " = $1",
                $more,
                " WHERE (",
                $first $(, ", ", $key)*,
                ") = (",
                $this,
                ") AND ",
                $column,
                " = $2"
            ),
            count: concat!(
                "SELECT substr(",
                $column,
                ", 1, 1) AS version, COUNT(*) AS n FROM ",
                $table,
                " WHERE length(",
                $column,
                ") > 0 GROUP BY 1"
            ),
            lock: concat!("LOCK TABLE ", $table, " IN SHARE MODE"),
            key: &[Part::$kind $(, Part::$part)*],
            owned: place!(@owned $($owner)?),
            context: $context,
            indexed: $indexed,
        }
    };
    (@columns $a:literal) => { concat!($a, " AS k1, ") };
    (@columns $a:literal $b:literal) => { concat!($a, " AS k1, ", $b, " AS k2, ") };
    (@columns $a:literal $b:literal $c:literal) => { concat!($a, " AS k1, ", $b, " AS k2, ", $c, " AS k3, ") };
    (@owned) => { false };
    (@owned $owner:literal) => { true };
}

use Context::{Fixed, Named};

/// Every sealed column of the database. A test holds it against the schema. Those of which other tables know the index come last but for the accounts
/// themselves.
pub const PLACES: &[Place] = &[
    place!("secrets", "sealed", ["name" as Code], Named(""), "$5", "$3"),
    place!("audit", "reason_sealed", "id", Fixed(audit::REASON)),
    place!("join_requests", "about_sealed", "id", Fixed(request::ABOUT)),
    place!("join_requests", "words_sealed", "id", Fixed(request::WORDS)),
    place!("join_requests", "age_reason_sealed", "id", Fixed(request::AGE_REASON)),
    place!("measures", "words_sealed", "id", Fixed(measure::WORDS)),
    place!("measures", "objection_sealed", "id", Fixed(measure::OBJECTION)),
    place!("measures", "answer_sealed", "id", Fixed(measure::ANSWER)),
    place!("flags", "words_sealed", "id", Fixed(flag::WORDS)),
    place!("tidings", "email_sealed", "id", Fixed(tiding::EMAIL)),
    place!(
        "contents",
        "sealed",
        ["incident_id" as Id, "seq" as Number, "field" as Code],
        Named("contents.sealed "),
        "$5, $6, $7",
        "$3, $4, $5"
    ),
    place!("incidents", "place_sealed", "id", Named("incidents.place_sealed ")),
    place!(
        "photo_pictures",
        "sealed",
        ["photo_id" as Id, "size" as Code],
        Named("photo_pictures.sealed "),
        "$5, $6",
        "$3, $4",
        of "(SELECT p.incident_id FROM photos p WHERE p.id = photo_id)"
    ),
    place!("challenges", "request_sealed", "id", Fixed(challenge::REQUEST)),
    place!("challenges", "email_sealed", "id", Fixed(challenge::EMAIL), indexed),
    place!("inquiries", "words_sealed", "id", Fixed(inquiry::WORDS)),
    place!("inquiries", "extension_sealed", "id", Fixed(inquiry::EXTENSION)),
    place!("inquiries", "answer_sealed", "id", Fixed(inquiry::ANSWER)),
    place!("inquiries", "email_sealed", "id", Fixed(inquiry::EMAIL), indexed),
    place!(
        "coordinators_asked",
        "email_sealed",
        "umbrella_id",
        Fixed(coordinator::EMAIL),
        indexed
    ),
    place!("liaisons", "email_sealed", "id", Fixed(liaison::EMAIL), indexed),
    place!("endpoints", "address_sealed", "id", Fixed(endpoint::ADDRESS)),
    place!("accounts", "email_sealed", "id", Fixed(account::EMAIL)),
];

/// What became of a few rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Sealed anew.
    pub resealed: u64,
    /// Opened by no key that there is; left alone.
    pub unopened: u64,
}

/// Seals one column anew. `told` hears after every few rows how many there were.
pub async fn column(
    db: &Db,
    sealer: &Sealer,
    entropy: &dyn Entropy,
    place: &Place,
    mut told: impl FnMut(u64),
) -> Result<Done> {
    let mut done = Done::default();
    let mut after: Vec<_> = place.key.iter().map(|part| part.first()).collect();
    loop {
        let mut tx = db.write().await?;
        let select = sql(place.select)
            .bind(vec![sealer.active()])
            .bind(vec![SEALED_BY_KEY])
            .bind(vec![WRITTEN_OVER])
            .bind(limits::RESEAL_AT_ONCE);
        let rows = after.into_iter().fold(select, Query::bind).all(&mut tx).await?;
        let Some(last) = rows.last() else {
            return Ok(done);
        };
        after = place.row(last)?.0;
        let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        for row in rows {
            let ((key, name), sealed): (_, Vec<u8>) = (place.row(&row)?, row.get("sealed")?);
            let context = match place.context {
                Fixed(context) => context.to_owned(),
                Named(words) => format!("{words}{name}"),
            };
            let Ok(plain) = sealer.open(&context, &sealed) else {
                done.unopened += 1;
                continue;
            };
            let update = sql(place.update)
                .bind(sealer.seal(&context, &plain, entropy))
                .bind(sealed);
            let mut update = key.into_iter().fold(update, Query::bind);
            if place.indexed {
                update = update.bind(email_index(sealer, &String::from_utf8_lossy(&plain)));
            }
            done.resealed += update.run(&mut tx).await?;
        }
        tx.commit().await?;
        told(count);
    }
}

/// How many values there are under each version.
pub async fn counts(tx: &mut Tx) -> Result<BTreeMap<u8, u64>> {
    let mut counts = BTreeMap::new();
    for place in PLACES {
        for (version, n) in count(tx, place).await? {
            *counts.entry(version).or_default() += n;
        }
    }
    Ok(counts)
}

async fn count(tx: &mut Tx, place: &Place) -> Result<Vec<(u8, u64)>> {
    let rows = sql(place.count).all(tx).await?;
    let mut counts = Vec::with_capacity(rows.len());
    for row in rows {
        let version = row.get::<Vec<u8>>("version")?.first().copied().unwrap_or(WRITTEN_OVER);
        if version != SEALED_BY_KEY {
            counts.push((version, u64::from(row.get::<u32>("n")?)));
        }
    }
    Ok(counts)
}

/// The columns that hold something under another version than the active one, with how many. Waits for everybody who writes there at this moment: what they
/// began before they turned to the new key is seen.
pub async fn left(db: &Db, sealer: &Sealer) -> Result<Vec<(&'static str, u64)>> {
    let mut left = Vec::new();
    for place in PLACES {
        let mut tx = held(db, place).await?;
        let others = count(&mut tx, place)
            .await?
            .into_iter()
            .filter(|(version, _)| *version != sealer.active());
        let n: u64 = others.map(|(_, n)| n).sum();
        if n > 0 {
            left.push((place.name, n));
        }
    }
    Ok(left)
}

/// A transaction that waits for no lock for long. Threat: behind a lock that waits, or in a circle of two that wait for one another, an alarm waits too. Who gives
/// up first is the rotation, and asks again ([`pause`]).
async fn patient(db: &Db) -> Result<Tx> {
    let mut tx = db.write().await?;
    sql(tx.skip_locked("SELECT 1 AS held", "SET LOCAL lock_timeout = '250ms'"))
        .run(&mut tx)
        .await?;
    Ok(tx)
}

async fn pause() {
    tokio::time::sleep(Duration::from_millis(200)).await;
}

/// A transaction that holds a table still for a moment. One lock at a time: who holds one and waits for another would wait for us, and we for them. SQLite has one
/// writer, and it is us.
async fn held(db: &Db, place: &Place) -> Result<Tx> {
    loop {
        let mut tx = patient(db).await?;
        match sql(tx.skip_locked("SELECT 1 AS held", place.lock)).run(&mut tx).await {
            Ok(_) => return Ok(tx),
            Err(error) if error.is_lock_timeout() => drop(tx),
            Err(error) => return Err(error),
        }
        pause().await;
    }
}

/// Invitations to coordinate from before their addresses were kept: their index cannot be made anew. How many went; they have to be asked again.
pub async fn forget_asked_without_address(tx: &mut Tx) -> Result<u64> {
    sql("DELETE FROM coordinators_asked WHERE email_sealed IS NULL")
        .run(tx)
        .await
}

/// A table whose addresses are unique, with an index for each version in use.
struct Unique {
    fill: [&'static str; 2],
    set: [&'static str; 2],
    filled: [&'static str; 2],
    clear: [&'static str; 2],
    context: &'static str,
    fold: fn(&str) -> String,
}

macro_rules! unique {
    ($table:literal, $sealed:literal, $index:literal, $context:expr, $fold:expr) => {
        Unique {
            fill: [
                concat!(
                    "SELECT id AS k, ",
                    $sealed,
                    " AS sealed FROM ",
                    $table,
                    " WHERE length(",
                    $index,
                    ") <> 32 AND length(",
                    $sealed,
                    ") > 0 AND id > $1 ORDER BY id LIMIT $2"
                ),
                concat!(
                    "SELECT id AS k, ",
                    $sealed,
                    " AS sealed FROM ",
                    $table,
                    " WHERE ",
                    $index,
                    "_b IS NULL AND length(",
                    $sealed,
                    ") > 0 AND id > $1 ORDER BY id LIMIT $2"
                ),
            ],
            set: [
                concat!(
                    "UPDATE ",
                    $table,
                    " SET ",
                    $index,
                    " = $2 WHERE id = $1 AND ",
                    $sealed,
                    " = $3"
                ),
                concat!(
                    "UPDATE ",
                    $table,
                    " SET ",
                    $index,
                    "_b = $2 WHERE id = $1 AND ",
                    $sealed,
                    " = $3"
                ),
            ],
            filled: [
                concat!(
                    "SELECT id AS k FROM ",
                    $table,
                    " WHERE length(",
                    $index,
                    ") = 32 AND id > $1 ORDER BY id LIMIT $2"
                ),
                concat!(
                    "SELECT id AS k FROM ",
                    $table,
                    " WHERE ",
                    $index,
                    "_b IS NOT NULL AND id > $1 ORDER BY id LIMIT $2"
                ),
            ],
            clear: [
                concat!("UPDATE ", $table, " SET ", $index, " = $2 WHERE id = $1"),
                concat!(
                    "UPDATE ",
                    $table,
                    " SET ",
                    $index,
                    "_b = NULL WHERE id = $1 AND length($2) > 0"
                ),
            ],
            context: $context,
            fold: $fold,
        }
    };
}

const UNIQUE: &[Unique] = &[
    unique!("accounts", "email_sealed", "email_index", account::EMAIL, folded),
    unique!(
        "endpoints",
        "address_sealed",
        "address_index",
        endpoint::ADDRESS,
        str::to_owned
    ),
];

const fn column_of(slot: Slot) -> usize {
    match slot {
        Slot::A => 0,
        Slot::B => 1,
    }
}

/// Gives every address its index under the version that comes. New ones are written with both by then.
pub async fn fill(db: &Db, sealer: &Sealer, coming: u8, mut told: impl FnMut(u64)) -> Result<Done> {
    let (slot, mut done) = (Slot::of(coming), Done::default());
    for table in UNIQUE {
        let mut after = AnyId::FIRST;
        loop {
            let mut tx = patient(db).await?;
            match fill_some(&mut tx, sealer, table, slot, after).await {
                Ok(None) => break,
                Ok(Some((last, count, some))) => {
                    tx.commit().await?;
                    after = last;
                    done.resealed += some.resealed;
                    done.unopened += some.unopened;
                    told(count);
                }
                Err(error) if error.is_lock_timeout() => {
                    drop(tx);
                    pause().await;
                }
                Err(error) => return Err(error),
            }
        }
    }
    Ok(done)
}

/// The next rows after a key: the last key, how many, and what became of them. None when there are none.
async fn fill_some(
    tx: &mut Tx,
    sealer: &Sealer,
    table: &Unique,
    slot: Slot,
    after: AnyId,
) -> Result<Option<(AnyId, u64, Done)>> {
    let column = column_of(slot);
    let rows = sql(table.fill[column])
        .bind(after)
        .bind(limits::RESEAL_AT_ONCE)
        .all(tx)
        .await?;
    let Some(last) = rows.last() else { return Ok(None) };
    let last = last.get("k")?;
    let (count, mut done) = (u64::try_from(rows.len()).unwrap_or(u64::MAX), Done::default());
    for row in rows {
        let (key, sealed): (AnyId, Vec<u8>) = (row.get("k")?, row.get("sealed")?);
        let Ok(plain) = sealer.open_text(table.context, &sealed) else {
            done.unopened += 1;
            continue;
        };
        let indexes = sealer.indexes(table.context, &(table.fold)(&plain));
        let index = match slot {
            Slot::A => indexes.a,
            Slot::B => indexes.b,
        };
        done.resealed += sql(table.set[column])
            .bind(key)
            .bind(index)
            .bind(sealed)
            .run(tx)
            .await?;
    }
    Ok(Some((last, count, done)))
}

/// Empties the column of a version that nobody uses any more.
pub async fn clear(db: &Db, slot: Slot) -> Result<()> {
    for table in UNIQUE {
        let mut after = AnyId::FIRST;
        loop {
            let mut tx = patient(db).await?;
            match clear_some(&mut tx, table, slot, after).await {
                Ok(None) => break,
                Ok(Some(last)) => {
                    tx.commit().await?;
                    after = last;
                }
                Err(error) if error.is_lock_timeout() => {
                    drop(tx);
                    pause().await;
                }
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

async fn clear_some(tx: &mut Tx, table: &Unique, slot: Slot, after: AnyId) -> Result<Option<AnyId>> {
    let column = column_of(slot);
    let rows = sql(table.filled[column])
        .bind(after)
        .bind(limits::RESEAL_AT_ONCE)
        .all(tx)
        .await?;
    let Some(last) = rows.last() else { return Ok(None) };
    let last = last.get("k")?;
    for row in rows {
        let key: AnyId = row.get("k")?;
        sql(table.clear[column])
            .bind(key)
            .bind(key.to_string().into_bytes())
            .run(tx)
            .await?;
    }
    Ok(Some(last))
}

/// How many addresses have an index in a column.
pub async fn count_filled(tx: &mut Tx, slot: Slot) -> Result<u64> {
    let mut count = 0;
    for table in UNIQUE {
        let rows = sql(table.filled[column_of(slot)])
            .bind(AnyId::FIRST)
            .bind(u32::MAX)
            .all(tx)
            .await?;
        count += u64::try_from(rows.len()).unwrap_or(u64::MAX);
    }
    Ok(count)
}
