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

/// Notes that a group which waits was not approved, and why; whether it waited. It waits on.
pub async fn refuse(tx: &mut Tx, group: GroupId, words: &str, now: Timestamp) -> Result<bool> {
    let changed = sql("UPDATE groups SET refused_at = $2, refusal = $3 WHERE id = $1 AND waiting_since IS NOT NULL")
        .bind(group)
        .bind(now)
        .bind(words)
        .run(tx)
        .await?;
    Ok(changed > 0)
}

/// Why a group that waits was not approved, if that was said.
pub async fn refusal(tx: &mut Tx, group: GroupId) -> Result<Option<String>> {
    sql("SELECT refusal FROM groups WHERE id = $1")
        .bind(group)
        .one(tx)
        .await?
        .get("refusal")
}

/// A group that has a street.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreetOf {
    /// The group.
    pub group: GroupId,
    /// Its name.
    pub name: String,
    /// The street, as the group writes it.
    pub street: String,
}

/// Streets of the groups of a municipality that people outside are told of, with the demo's apart.
pub async fn streets_in(tx: &mut Tx, country: &str, municipality: &str, demo: bool) -> Result<Vec<StreetOf>> {
    let rows = sql("SELECT g.id, g.name, s.name AS street FROM groups g JOIN streets s ON s.group_id = g.id
         WHERE g.country = $1 AND LOWER(g.municipality) = LOWER($2) AND g.demo = $3 AND g.waiting_since IS NULL ORDER BY g.name, g.id, s.name")
        .bind(country)
        .bind(municipality)
        .bind(demo)
        .all(tx)
        .await?;
    let read = |row: &crate::db::Row| {
        Ok(StreetOf {
            group: row.get("id")?,
            name: row.get("name")?,
            street: row.get("street")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Ends the waiting; whether it waited.
pub async fn approve(tx: &mut Tx, group: GroupId) -> Result<bool> {
    // From now on people outside are told of its area.
    let number = crate::area::next_revision(tx).await?;
    let changed =
        sql("UPDATE groups SET waiting_since = NULL, refused_at = NULL, refusal = NULL, area_revision = $2 WHERE id = $1 AND waiting_since IS NOT NULL")
            .bind(group)
            .bind(number)
            .run(tx)
            .await?;
    Ok(changed > 0)
}
