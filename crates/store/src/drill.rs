//! Planned drills: a time, and what became of it. Nothing here says who.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, DrillId, GroupId, IncidentId};
use std::collections::BTreeSet;

/// A planned drill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drill {
    /// Its id.
    pub id: DrillId,
    /// Of which group.
    pub group: GroupId,
    /// When it is to begin.
    pub at: Timestamp,
    /// When it was called off, if so.
    pub called_off_at: Option<Timestamp>,
    /// The incident that it became.
    pub incident: Option<IncidentId>,
}

fn read(row: &Row) -> Result<Drill> {
    Ok(Drill {
        id: row.get("id")?,
        group: row.get("group_id")?,
        at: row.get("planned_at")?,
        called_off_at: row.get("called_off_at")?,
        incident: row.get("incident_id")?,
    })
}

/// Plans one.
pub async fn insert(tx: &mut Tx, id: DrillId, group: GroupId, at: Timestamp) -> Result<()> {
    sql("INSERT INTO drills (id, group_id, planned_at) VALUES ($1, $2, $3)")
        .bind(id)
        .bind(group)
        .bind(at)
        .run(tx)
        .await?;
    Ok(())
}

/// One of a group.
pub async fn find(tx: &mut Tx, group: GroupId, id: DrillId) -> Result<Option<Drill>> {
    let row = sql("SELECT * FROM drills WHERE id = $1 AND group_id = $2")
        .bind(id)
        .bind(group)
        .first(tx)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Those of a group that are planned for then or later, the first one first.
pub async fn since(tx: &mut Tx, group: GroupId, then: Timestamp, rows_max: u32) -> Result<Vec<Drill>> {
    let rows = sql("SELECT * FROM drills WHERE group_id = $1 AND planned_at >= $2 ORDER BY planned_at, id LIMIT $3")
        .bind(group)
        .bind(then)
        .bind(rows_max)
        .all(tx)
        .await?;
    rows.iter().map(read).collect()
}

/// Calls one off; whether it still could be.
pub async fn call_off(tx: &mut Tx, id: DrillId, now: Timestamp) -> Result<bool> {
    let changed =
        sql("UPDATE drills SET called_off_at = $2 WHERE id = $1 AND called_off_at IS NULL AND incident_id IS NULL")
            .bind(id)
            .bind(now)
            .run(tx)
            .await?;
    Ok(changed > 0)
}

/// It was begun as this incident; whether it still could be.
pub async fn begun(tx: &mut Tx, id: DrillId, incident: IncidentId) -> Result<bool> {
    let changed =
        sql("UPDATE drills SET incident_id = $2 WHERE id = $1 AND called_off_at IS NULL AND incident_id IS NULL")
            .bind(id)
            .bind(incident)
            .run(tx)
            .await?;
    Ok(changed > 0)
}

/// Those of every group that are to begin between two instants, as far as nobody called them off or began them: those after a certain one, at
/// most so many.
pub async fn ahead(
    tx: &mut Tx,
    (from, until): (Timestamp, Timestamp),
    after: Option<&Drill>,
    rows_max: u32,
) -> Result<Vec<Drill>> {
    sql("SELECT * FROM drills WHERE planned_at > $1 AND planned_at <= $2 AND called_off_at IS NULL AND incident_id IS NULL
           AND ($4 IS NULL OR planned_at > $3 OR (planned_at = $3 AND id > $4))
         ORDER BY planned_at, id LIMIT $5")
    .bind(from)
    .bind(until)
    .bind(after.map_or(from, |after| after.at))
    .bind(after.map(|after| after.id))
    .bind(rows_max)
    .all(tx)
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Whom a probe tells of one, or told.
pub async fn told(tx: &mut Tx, id: DrillId) -> Result<BTreeSet<AccountId>> {
    let rows = sql("SELECT DISTINCT account_id FROM probes WHERE drill_id = $1")
        .bind(id)
        .all(tx)
        .await?;
    rows.iter().map(|row| row.get("account_id")).collect()
}

/// The planned drill that a probe tells of, with the name of its group.
pub async fn of_probe(tx: &mut Tx, probe: saar_domain::id::DeliveryId) -> Result<Option<(Drill, String)>> {
    let row = sql("SELECT d.*, g.name FROM probes p JOIN drills d ON d.id = p.drill_id JOIN groups g ON g.id = d.group_id WHERE p.id = $1")
        .bind(probe)
        .first(tx)
        .await?;
    row.map(|row| Ok((read(&row)?, row.get("name")?))).transpose()
}

/// Lets a probe tell of a drill.
pub async fn tell_by(tx: &mut Tx, id: DrillId, probe: saar_domain::id::DeliveryId) -> Result<()> {
    sql("UPDATE probes SET drill_id = $2 WHERE id = $1")
        .bind(probe)
        .bind(id)
        .run(tx)
        .await?;
    Ok(())
}

/// Takes back what was not sent yet; how many. What is under way is rendered as it stands when it is sent (EDGES 15).
pub async fn withdraw(tx: &mut Tx, id: DrillId) -> Result<u64> {
    sql("UPDATE probes SET state = 'withdrawn' WHERE drill_id = $1 AND state = 'pending'")
        .bind(id)
        .run(tx)
        .await
}
