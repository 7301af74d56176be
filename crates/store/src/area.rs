//! Areas of groups: saved under one clock, so that who knows all up to a number asks for what came after it (ADR 27).

use crate::db::{Tx, sql};
use crate::error::{Result, StoreError};
use saar_domain::geo::Area;
use saar_domain::id::GroupId;

/// The number of the latest change of any area.
pub async fn revision(tx: &mut Tx) -> Result<i64> {
    sql("SELECT revision FROM area_clock").one(tx).await?.get("revision")
}

/// Takes the next number, and the clock's lock until the commit: numbers follow one another as commits do.
pub(crate) async fn next_revision(tx: &mut Tx) -> Result<i64> {
    sql("UPDATE area_clock SET revision = revision + 1").run(tx).await?;
    revision(tx).await
}

/// The number of the latest change of a group's own area.
pub async fn revision_of(tx: &mut Tx, group: GroupId) -> Result<i64> {
    sql("SELECT area_revision FROM groups WHERE id = $1")
        .bind(group)
        .one(tx)
        .await?
        .get("area_revision")
}

/// Counts as a change that people outside are told of a group from now on, or no longer.
pub(crate) async fn renew(tx: &mut Tx, group: GroupId) -> Result<()> {
    let number = next_revision(tx).await?;
    sql("UPDATE groups SET area_revision = $2 WHERE id = $1")
        .bind(group)
        .bind(number)
        .run(tx)
        .await?;
    Ok(())
}

/// Saves a group's area. The caller holds the group's lock.
pub async fn save(tx: &mut Tx, group: GroupId, area: &Area) -> Result<()> {
    let number = next_revision(tx).await?;
    sql("UPDATE groups SET area = $2, area_revision = $3 WHERE id = $1")
        .bind(group)
        .bind(serde_json::to_string(area).map_err(|_| StoreError::corrupt("area"))?)
        .bind(number)
        .run(tx)
        .await?;
    Ok(())
}

/// A group's area as it stands since a change.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// The group.
    pub group: GroupId,
    /// Its name.
    pub name: String,
    /// Its municipality.
    pub municipality: String,
    /// Code of its country.
    pub country: String,
    /// The number of the change.
    pub revision: i64,
    /// Its ground; empty when there is none, or when nobody outside is told of the group: it waits for approval, or nobody is in it who could let them in.
    pub area: Area,
}

/// What changed after a number.
pub async fn changed_since(tx: &mut Tx, known: i64) -> Result<Vec<Changed>> {
    sql("SELECT id, name, municipality, country, area_revision, waiting_since, area,
           (SELECT COUNT(*) FROM members m WHERE m.group_id = groups.id AND m.membership = 'active') AS members FROM groups WHERE area_revision > $1")
        .bind(known)
        .all(tx)
        .await?
        .iter()
        .map(|row| {
            let text: String = row.get("area")?;
            let hidden = row.get::<Option<i64>>("waiting_since")?.is_some() || row.get::<i64>("members")? == 0;
            let area = serde_json::from_str(&text).map_err(|_| StoreError::corrupt("area"))?;
            Ok(Changed {
                group: row.get("id")?,
                name: row.get("name")?,
                municipality: row.get("municipality")?,
                country: row.get("country")?,
                revision: row.get("area_revision")?,
                area: if hidden { Area::default() } else { area },
            })
        })
        .collect()
}
