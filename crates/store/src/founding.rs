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

/// The draft by which a group is founded: the same one twice is one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its key, of no meaning for anybody but its account.
    pub key: String,
    /// Of what was asked with it.
    pub fingerprint: Vec<u8>,
    /// The group that came of it.
    pub group: GroupId,
}

/// Notes that an account founded a group, and by which draft if it had a key.
pub async fn note(tx: &mut Tx, account: AccountId, draft: Option<&Draft>, now: Timestamp) -> Result<()> {
    sql("INSERT INTO foundings (account_id, founded_at, key, fingerprint, group_id) VALUES ($1, $2, $3, $4, $5)")
        .bind(account)
        .bind(now)
        .bind(draft.map(|draft| draft.key.as_str()))
        .bind(draft.map(|draft| draft.fingerprint.as_slice()))
        .bind(draft.map(|draft| draft.group))
        .run(tx)
        .await?;
    Ok(())
}

/// What an account's key stands for, if it was used. The caller holds the account's lock.
pub async fn by_key(tx: &mut Tx, account: AccountId, key: &str) -> Result<Option<Draft>> {
    let row = sql("SELECT key, fingerprint, group_id FROM foundings WHERE account_id = $1 AND key = $2")
        .bind(account)
        .bind(key)
        .first(tx)
        .await?;
    row.map(|row| {
        Ok(Draft {
            key: row.get("key")?,
            fingerprint: row.get("fingerprint")?,
            group: row.get("group_id")?,
        })
    })
    .transpose()
}

/// Forgets keys older than that; how many. That a group was founded stays counted.
pub async fn forget_keys_before(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("UPDATE foundings SET key = NULL, fingerprint = NULL, group_id = NULL WHERE founded_at < $1 AND key IS NOT NULL")
        .bind(before)
        .run(tx)
        .await
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

/// Municipalities of the groups of a country that people outside are told of, each as it is written there: to databases, a capital is not the same letter
/// everywhere.
pub async fn municipalities(tx: &mut Tx, country: &str, demo: bool) -> Result<Vec<String>> {
    let rows = sql("SELECT DISTINCT municipality FROM groups WHERE country = $1 AND demo = $2 AND waiting_since IS NULL ORDER BY municipality")
        .bind(country)
        .bind(demo)
        .all(tx)
        .await?;
    rows.iter().map(|row| row.get("municipality")).collect()
}

/// Streets of the groups of a municipality that people outside are told of, with the demo's apart.
pub async fn streets_in(tx: &mut Tx, country: &str, municipality: &str, demo: bool) -> Result<Vec<StreetOf>> {
    let rows = sql("SELECT g.id, g.name, s.name AS street FROM groups g JOIN streets s ON s.group_id = g.id
         WHERE g.country = $1 AND g.municipality = $2 AND g.demo = $3 AND g.waiting_since IS NULL
         AND EXISTS (SELECT 1 FROM members m WHERE m.group_id = g.id AND m.membership = 'active') ORDER BY g.name, g.id, s.name")
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
