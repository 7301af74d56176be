//! Streets of a group after its founding: named again, given a line, taken out.

use crate::db::{Tx, sql};
use crate::error::{Result, StoreError};
use saar_domain::id::{GroupId, StreetId};
use saar_domain::incident::report::Street;

/// Streets of a group in which something was reported: these stay, for their incidents name them.
pub async fn used(tx: &mut Tx, group: GroupId) -> Result<Vec<StreetId>> {
    sql("SELECT s.id AS id FROM streets s WHERE s.group_id = $1
         AND (EXISTS (SELECT 1 FROM incidents i WHERE i.street_id = s.id) OR EXISTS (SELECT 1 FROM contents c WHERE c.street_id = s.id))")
    .bind(group)
    .all(tx)
    .await?
    .iter()
    .map(|row| row.get("id"))
    .collect()
}

/// Gives a street another name and line; whether the group has it.
pub async fn change(tx: &mut Tx, group: GroupId, street: &Street) -> Result<bool> {
    let changed = sql("UPDATE streets SET name = $3, line = $4 WHERE group_id = $1 AND id = $2")
        .bind(group)
        .bind(street.id)
        .bind(street.name.as_str())
        .bind(serde_json::to_string(&street.line).map_err(|_| StoreError::corrupt("line"))?)
        .run(tx)
        .await?;
    Ok(changed > 0)
}

/// Takes a street out; whether the group had it. The caller has looked that nothing names it.
pub async fn remove(tx: &mut Tx, group: GroupId, street: StreetId) -> Result<bool> {
    let removed = sql("DELETE FROM streets WHERE group_id = $1 AND id = $2")
        .bind(group)
        .bind(street)
        .run(tx)
        .await?;
    Ok(removed > 0)
}
