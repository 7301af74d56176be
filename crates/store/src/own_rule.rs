//! A group's own house rules, beside its country's: the present version, and which one a member accepted.

use crate::db::{Tx, sql};
use crate::error::Result;
use saar_domain::id::{GroupId, MemberId};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRule {
    /// What holds.
    pub rule: String,
    /// Why.
    pub reason: String,
}

/// The own rules of a group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnRules {
    /// Goes up with each change; 0: there never were any.
    pub version: u32,
    /// The rules, in order.
    pub rules: Vec<OwnRule>,
}

/// Those of a group.
pub async fn of_group(tx: &mut Tx, group: GroupId) -> Result<OwnRules> {
    let version = sql("SELECT own_rules_version FROM groups WHERE id = $1")
        .bind(group)
        .one(tx)
        .await?
        .get("own_rules_version")?;
    let rows = sql("SELECT rule, reason FROM own_rules WHERE group_id = $1 ORDER BY position")
        .bind(group)
        .all(tx)
        .await?;
    let read = |row: &crate::db::Row| {
        Ok(OwnRule {
            rule: row.get("rule")?,
            reason: row.get("reason")?,
        })
    };
    Ok(OwnRules {
        version,
        rules: rows.iter().map(read).collect::<Result<_>>()?,
    })
}

/// Puts others in their place, as a new version. The caller holds the group's lock.
pub async fn replace(tx: &mut Tx, group: GroupId, rules: &[OwnRule]) -> Result<()> {
    sql("DELETE FROM own_rules WHERE group_id = $1")
        .bind(group)
        .run(tx)
        .await?;
    for (position, own) in (1_u32..).zip(rules) {
        sql("INSERT INTO own_rules (group_id, position, rule, reason) VALUES ($1, $2, $3, $4)")
            .bind(group)
            .bind(position)
            .bind(own.rule.as_str())
            .bind(own.reason.as_str())
            .run(tx)
            .await?;
    }
    sql("UPDATE groups SET own_rules_version = own_rules_version + 1 WHERE id = $1")
        .bind(group)
        .run(tx)
        .await?;
    Ok(())
}

/// Which version a member accepted; 0: none.
pub async fn accepted(tx: &mut Tx, member: MemberId) -> Result<u32> {
    sql("SELECT own_rules_version FROM members WHERE id = $1")
        .bind(member)
        .one(tx)
        .await?
        .get("own_rules_version")
}

/// Notes which version a member accepted.
pub async fn accept(tx: &mut Tx, member: MemberId, version: u32) -> Result<()> {
    sql("UPDATE members SET own_rules_version = $2 WHERE id = $1")
        .bind(member)
        .bind(version)
        .run(tx)
        .await?;
    Ok(())
}
