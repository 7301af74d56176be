//! Groups, their streets, and the umbrellas that run them.

use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use saar_domain::clock::{Span, Timestamp};
use saar_domain::geo::Area;
use saar_domain::id::{GroupId, StreetId, UmbrellaId};
use saar_domain::incident::report::Street;

/// A neighbourhood group.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// The umbrella that runs it, if any.
    pub umbrella: Option<UmbrellaId>,
    /// Its name.
    pub name: String,
    /// Its municipality's name.
    pub municipality: String,
    /// Code of its country profile.
    pub country: String,
    /// Its ground; empty when none was drawn.
    pub area: Area,
    /// Members at most.
    pub capacity: u32,
    /// Quiet after which an incident closes by itself.
    pub quiet_expiry: Span,
    /// A group of the demo: it never dials, and says DEMO everywhere.
    pub demo: bool,
    /// When it was founded.
    pub created_at: Timestamp,
}

pub(crate) fn read(row: &Row) -> Result<Group> {
    let area: String = row.get("area")?;
    Ok(Group {
        id: row.get("id")?,
        umbrella: row.get("umbrella_id")?,
        name: row.get("name")?,
        municipality: row.get("municipality")?,
        country: row.get("country")?,
        area: serde_json::from_str(&area).map_err(|_| StoreError::corrupt("area"))?,
        capacity: row.get("capacity")?,
        quiet_expiry: Span::minutes(row.get("quiet_expiry_minutes")?),
        demo: row.get("demo")?,
        created_at: row.get("created_at")?,
    })
}

/// Adds an umbrella.
pub async fn insert_umbrella(tx: &mut Tx, id: UmbrellaId, name: &str, now: Timestamp) -> Result<()> {
    sql("INSERT INTO umbrellas (id, name, created_at) VALUES ($1, $2, $3)")
        .bind(id)
        .bind(name)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Adds a group.
pub async fn insert(tx: &mut Tx, group: &Group) -> Result<()> {
    let number = crate::area::next_revision(tx).await?;
    sql("INSERT INTO groups (id, umbrella_id, name, municipality, country, area, capacity, quiet_expiry_minutes, demo, version, event_seq, created_at, area_revision)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, $10, $11)")
        .bind(group.id)
        .bind(group.umbrella)
        .bind(group.name.as_str())
        .bind(group.municipality.as_str())
        .bind(group.country.as_str())
        .bind(serde_json::to_string(&group.area).map_err(|_| StoreError::corrupt("area"))?)
        .bind(group.capacity)
        .bind(group.quiet_expiry.as_seconds() / 60)
        .bind(group.demo)
        .bind(group.created_at)
        .bind(number)
        .run(tx)
        .await?;
    Ok(())
}

/// Adds a street to a group.
pub async fn insert_street(tx: &mut Tx, group: GroupId, street: &Street) -> Result<()> {
    sql("INSERT INTO streets (id, group_id, name, line) VALUES ($1, $2, $3, $4)")
        .bind(street.id)
        .bind(group)
        .bind(street.name.as_str())
        .bind(serde_json::to_string(&street.line).map_err(|_| StoreError::corrupt("line"))?)
        .run(tx)
        .await?;
    Ok(())
}

/// One group, if it is there.
pub async fn find(tx: &mut Tx, id: GroupId) -> Result<Option<Group>> {
    sql("SELECT * FROM groups WHERE id = $1")
        .bind(id)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// All groups, by name. For the command line and the demo.
pub async fn all(tx: &mut Tx) -> Result<Vec<Group>> {
    sql("SELECT * FROM groups ORDER BY name, id")
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// The streets of a group, by name.
pub async fn streets(tx: &mut Tx, group: GroupId) -> Result<Vec<Street>> {
    sql("SELECT id, name, line FROM streets WHERE group_id = $1 ORDER BY name")
        .bind(group)
        .all(tx)
        .await?
        .iter()
        .map(read_street)
        .collect()
}

/// One street of a group, if it is one of the group's.
pub async fn street(tx: &mut Tx, group: GroupId, id: StreetId) -> Result<Option<Street>> {
    sql("SELECT id, name, line FROM streets WHERE group_id = $1 AND id = $2")
        .bind(group)
        .bind(id)
        .first(tx)
        .await?
        .as_ref()
        .map(read_street)
        .transpose()
}

fn read_street(row: &Row) -> Result<Street> {
    let line: String = row.get("line")?;
    Ok(Street {
        id: row.get("id")?,
        name: row.get("name")?,
        line: serde_json::from_str(&line).map_err(|_| StoreError::corrupt("line"))?,
    })
}

/// A group whose lock a transaction holds, as it was read under it.
#[derive(Debug)]
pub struct Locked {
    /// The group.
    pub group: Group,
    /// The first of the numbers of the live sequence that were taken with the lock.
    pub first_number: i64,
    /// Counts the changes of its own words; 0 while it never had any.
    pub own_words_version: i64,
}

/// Takes the group's lock for the rest of the transaction: every use case that writes to a group does this first (EDGES 13). So many numbers of
/// the group's live sequence are taken with it.
pub async fn lock(tx: &mut Tx, group: GroupId, numbers: u32) -> Result<Locked> {
    let taken = sql("UPDATE groups SET version = version + 1, event_seq = event_seq + $2 WHERE id = $1")
        .bind(group)
        .bind(numbers)
        .run(tx)
        .await?;
    if taken == 0 {
        return Err(StoreError::Gone);
    }
    // Not by RETURNING: SQLite gathers what it returns in a table of its own, which costs more than to look again.
    let row = sql("SELECT * FROM groups WHERE id = $1").bind(group).one(tx).await?;
    Ok(Locked {
        group: read(&row)?,
        first_number: row.get::<i64>("event_seq")? - i64::from(numbers) + 1,
        own_words_version: row.get("own_words_version")?,
    })
}

/// The latest number of the group's live sequence.
pub async fn event_seq(tx: &mut Tx, group: GroupId) -> Result<i64> {
    sql("SELECT event_seq FROM groups WHERE id = $1")
        .bind(group)
        .one(tx)
        .await?
        .get("event_seq")
}
