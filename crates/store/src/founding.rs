//! Groups that people started: how many somebody started lately, and which of them wait for approval.

use crate::db::{Tx, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, GroupId};

/// How many groups an account founded since; what is older is forgotten with it. The caller holds the account's lock.
pub async fn count_since(tx: &mut Tx, account: AccountId, since: Timestamp) -> Result<u32> {
    sql("DELETE FROM foundings WHERE account_id = $1 AND founded_at < $2")
        .bind(account)
        .bind(since)
        .run(tx)
        .await?;
    sql("SELECT COUNT(*) AS founded FROM foundings WHERE account_id = $1")
        .bind(account)
        .one(tx)
        .await?
        .get("founded")
}

/// Notes that an account founded a group.
pub async fn note(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<()> {
    sql("INSERT INTO foundings (account_id, founded_at) VALUES ($1, $2)")
        .bind(account)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// A new group waits for approval from now on.
pub async fn wait(tx: &mut Tx, group: GroupId, now: Timestamp) -> Result<()> {
    sql("UPDATE groups SET waiting_since = $2 WHERE id = $1")
        .bind(group)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Since when a group waits; none when it does not, or is not there.
pub async fn waiting_since(tx: &mut Tx, group: GroupId) -> Result<Option<Timestamp>> {
    match sql("SELECT waiting_since FROM groups WHERE id = $1")
        .bind(group)
        .first(tx)
        .await?
    {
        Some(row) => row.get("waiting_since"),
        None => Ok(None),
    }
}

/// Ends the waiting; whether it waited.
pub async fn approve(tx: &mut Tx, group: GroupId) -> Result<bool> {
    // From now on people outside are told of its area.
    let number = crate::area::next_revision(tx).await?;
    let changed =
        sql("UPDATE groups SET waiting_since = NULL, area_revision = $2 WHERE id = $1 AND waiting_since IS NOT NULL")
            .bind(group)
            .bind(number)
            .run(tx)
            .await?;
    Ok(changed > 0)
}
