//! The roster of a group: turns of its members.

use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use saar_domain::clock::Timestamp;
use saar_domain::id::{GroupId, MemberId, TurnId};
use saar_domain::member::Role;
use saar_domain::roster::{On, Part};

/// A turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Its id.
    pub id: TurnId,
    /// Whose.
    pub member: MemberId,
    /// Under which alias.
    pub alias: String,
    /// What they are in the group.
    pub role: Role,
    /// When.
    pub on: On,
    /// Evening or night.
    pub part: Part,
    /// They said yes.
    pub agreed: bool,
}

fn read(row: &Row) -> Result<Turn> {
    let on = match (row.get::<Option<i64>>("weekday")?, row.get::<Option<String>>("day")?) {
        (Some(weekday), None) => On::Weekday(i8::try_from(weekday).map_err(|_| StoreError::corrupt("weekday"))?),
        (None, Some(day)) => On::Day(day.parse().map_err(|_| StoreError::corrupt("day"))?),
        _ => return Err(StoreError::corrupt("weekday")),
    };
    Ok(Turn {
        id: row.get("id")?,
        member: row.get("member_id")?,
        alias: row.get("alias")?,
        role: row.get("role")?,
        on,
        part: row.get("part")?,
        agreed: row.get::<Option<Timestamp>>("agreed_at")?.is_some(),
    })
}

/// The turns of a group, of those who are in it and not paused: days of the week first, then dates.
pub async fn of_group(tx: &mut Tx, group: GroupId) -> Result<Vec<Turn>> {
    sql(
        "SELECT t.*, m.alias, m.role FROM turns t JOIN members m ON m.id = t.member_id
         WHERE t.group_id = $1 AND m.membership = 'active' AND m.paused_until IS NULL ORDER BY t.day IS NOT NULL, t.weekday, t.day, t.part, t.id",
    )
    .bind(group)
    .all(tx)
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Adds one; with an instant when they said yes.
pub async fn insert(
    tx: &mut Tx,
    id: TurnId,
    group: GroupId,
    member: MemberId,
    (on, part): (On, Part),
    agreed_at: Option<Timestamp>,
) -> Result<()> {
    let (weekday, day) = match on {
        On::Weekday(weekday) => (Some(i64::from(weekday)), None),
        On::Day(day) => (None, Some(day.to_string())),
    };
    sql("INSERT INTO turns (id, group_id, member_id, weekday, day, part, agreed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id)
        .bind(group)
        .bind(member)
        .bind(weekday)
        .bind(day)
        .bind(part)
        .bind(agreed_at)
        .run(tx)
        .await?;
    Ok(())
}

/// They say yes.
pub async fn agree(tx: &mut Tx, id: TurnId, now: Timestamp) -> Result<()> {
    sql("UPDATE turns SET agreed_at = $2 WHERE id = $1 AND agreed_at IS NULL")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Takes one off the roster.
pub async fn remove(tx: &mut Tx, id: TurnId) -> Result<()> {
    sql("DELETE FROM turns WHERE id = $1").bind(id).run(tx).await?;
    Ok(())
}
