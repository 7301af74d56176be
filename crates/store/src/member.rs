//! Members of groups.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, GroupId, MemberId};
use saar_domain::member::{Alias, Membership, Role};

/// A person in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its id.
    pub id: MemberId,
    /// The group.
    pub group: GroupId,
    /// The account.
    pub account: AccountId,
    /// The name that others see.
    pub alias: String,
    /// What it is in the group.
    pub role: Role,
    /// In or gone.
    pub membership: Membership,
    /// The house rules that were accepted.
    pub rules_version: u32,
    /// Since when.
    pub joined_at: Timestamp,
    /// Until when they are paused; the clock takes it away when it is over.
    pub paused_until: Option<Timestamp>,
    /// Bound to professional secrecy, by their own word.
    pub bound_to_secrecy: bool,
}

fn read(row: &Row) -> Result<Member> {
    Ok(Member {
        id: row.get("id")?,
        group: row.get("group_id")?,
        account: row.get("account_id")?,
        alias: row.get("alias")?,
        role: row.get("role")?,
        membership: row.get("membership")?,
        rules_version: row.get("rules_version")?,
        joined_at: row.get("joined_at")?,
        paused_until: row.get("paused_until")?,
        bound_to_secrecy: row.get("bound_to_secrecy")?,
    })
}

/// A member about to be added, age declared and rules accepted now.
#[derive(Debug)]
pub struct NewMember<'a> {
    /// Its id.
    pub id: MemberId,
    /// The group.
    pub group: GroupId,
    /// The account.
    pub account: AccountId,
    /// The name that others see.
    pub alias: &'a Alias,
    /// What it is in the group.
    pub role: Role,
    /// The house rules that were accepted.
    pub rules_version: u32,
}

/// Adds a member. The caller holds the group's lock and has looked at capacity and alias.
pub async fn insert(tx: &mut Tx, new: &NewMember<'_>, now: Timestamp) -> Result<()> {
    sql("INSERT INTO members (id, group_id, account_id, alias, alias_folded, role, membership, rules_version, rules_accepted_at, adult_declared_at, joined_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'active', $7, $8, $8, $8)")
        .bind(new.id)
        .bind(new.group)
        .bind(new.account)
        .bind(new.alias.as_str())
        .bind(new.alias.folded())
        .bind(new.role)
        .bind(new.rules_version)
        .bind(now)
        .run(tx)
        .await?;
    tell_outside(tx, new.id, 1).await
}

/// People outside are told of a group while somebody is in it: what they know of it is old once the first has come, or the last has gone.
async fn tell_outside(tx: &mut Tx, member: MemberId, members: u32) -> Result<()> {
    let row = sql(
        "SELECT m.group_id FROM members m WHERE m.id = $1
                   AND (SELECT COUNT(*) FROM members o WHERE o.group_id = m.group_id AND o.membership = 'active') = $2",
    )
    .bind(member)
    .bind(members)
    .first(tx)
    .await?;
    match row {
        Some(row) => crate::area::renew(tx, row.get("group_id")?).await,
        None => Ok(()),
    }
}

/// The active member that an account is in a group.
pub async fn in_group(tx: &mut Tx, group: GroupId, account: AccountId) -> Result<Option<Member>> {
    sql("SELECT * FROM members WHERE group_id = $1 AND account_id = $2 AND membership = 'active'")
        .bind(group)
        .bind(account)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// An active member of a group.
pub async fn find(tx: &mut Tx, group: GroupId, member: MemberId) -> Result<Option<Member>> {
    sql("SELECT * FROM members WHERE group_id = $1 AND id = $2 AND membership = 'active'")
        .bind(group)
        .bind(member)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The active member of a group who goes by an alias, in any case.
pub async fn by_alias(tx: &mut Tx, group: GroupId, alias: &Alias) -> Result<Option<Member>> {
    sql("SELECT * FROM members WHERE group_id = $1 AND alias_folded = $2 AND membership = 'active'")
        .bind(group)
        .bind(alias.folded())
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Gives an active member a role. The caller holds the group's lock and has looked that an admin remains.
pub async fn set_role(tx: &mut Tx, member: MemberId, role: Role) -> Result<bool> {
    let changed = sql("UPDATE members SET role = $2 WHERE id = $1 AND membership = 'active'")
        .bind(member)
        .bind(role)
        .run(tx)
        .await?;
    Ok(changed > 0)
}

/// Every active membership of an account.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Member>> {
    sql("SELECT * FROM members WHERE account_id = $1 AND membership = 'active' ORDER BY joined_at, id")
        .bind(account)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Active members of a group, admins first, then by alias.
pub async fn active(tx: &mut Tx, group: GroupId) -> Result<Vec<Member>> {
    sql("SELECT * FROM members WHERE group_id = $1 AND membership = 'active' ORDER BY role, alias_folded")
        .bind(group)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// How many are in.
pub async fn count_active(tx: &mut Tx, group: GroupId) -> Result<u32> {
    sql("SELECT COUNT(*) AS members FROM members WHERE group_id = $1 AND membership = 'active'")
        .bind(group)
        .one(tx)
        .await?
        .get("members")
}

/// How many admins a group has who can act: who is paused runs nothing meanwhile.
pub async fn count_admins(tx: &mut Tx, group: GroupId) -> Result<u32> {
    sql("SELECT COUNT(*) AS members FROM members WHERE group_id = $1 AND membership = 'active' AND role = 'admin' AND paused_until IS NULL")
        .bind(group)
        .one(tx)
        .await?
        .get("members")
}

/// Whether a name is, or was and is still read as, somebody else's in the group.
pub async fn alias_of_another(tx: &mut Tx, group: GroupId, account: AccountId, alias: &Alias) -> Result<bool> {
    let row = sql("SELECT id FROM members WHERE group_id = $1 AND alias_folded = $2 AND account_id <> $3 LIMIT 1")
        .bind(group)
        .bind(alias.folded())
        .bind(account)
        .first(tx)
        .await?;
    Ok(row.is_some())
}

/// Whether an active member of the group goes by the alias.
pub async fn alias_taken(tx: &mut Tx, group: GroupId, alias: &Alias) -> Result<bool> {
    Ok(by_alias(tx, group, alias).await?.is_some())
}

/// Gives an active member another alias. The caller holds the group's lock and has looked that it is free.
pub async fn rename(tx: &mut Tx, member: MemberId, alias: &Alias) -> Result<()> {
    sql("UPDATE members SET alias = $2, alias_folded = $3 WHERE id = $1 AND membership = 'active'")
        .bind(member)
        .bind(alias.as_str())
        .bind(alias.folded())
        .run(tx)
        .await?;
    Ok(())
}

/// Members of the group, gone ones too, by id: whose alias history shows. Who left some days ago has none any more.
pub async fn aliases(tx: &mut Tx, group: GroupId) -> Result<Vec<(MemberId, String)>> {
    let rows = sql("SELECT id, alias FROM members WHERE group_id = $1 AND alias <> ''")
        .bind(group)
        .all(tx)
        .await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("alias")?))).collect()
}

/// Ends a membership, and every delivery that still was to come (EDGES 14). Whether it was active.
pub async fn leave(tx: &mut Tx, member: MemberId, now: Timestamp) -> Result<bool> {
    let left = sql("UPDATE members SET membership = 'left', left_at = $2, paused_until = NULL WHERE id = $1 AND membership = 'active'")
        .bind(member)
        .bind(now)
        .run(tx)
        .await?;
    sql("UPDATE deliveries SET state = 'withdrawn', lease_boot = NULL, why = 'left the group' WHERE member_id = $1 AND state IN ('pending', 'leased')")
        .bind(member)
        .run(tx)
        .await?;
    for statement in [
        "DELETE FROM volunteers WHERE member_id = $1",
        "DELETE FROM turns WHERE member_id = $1",
        // What tells a coordinator is no member's: who is both goes on coordinating.
        "DELETE FROM tidings WHERE news NOT IN ('coordinators', 'objection_under') AND news NOT LIKE 'measure%' AND EXISTS (SELECT 1 FROM members m
           WHERE m.id = $1 AND m.account_id = tidings.account_id AND m.group_id = tidings.group_id)",
    ] {
        sql(statement).bind(member).run(tx).await?;
    }
    if left > 0 {
        tell_outside(tx, member, 0).await?;
    }
    Ok(left > 0)
}

/// Memberships of an account that ended since, newest first, while their alias is known.
pub async fn left_since(tx: &mut Tx, account: AccountId, since: Timestamp) -> Result<Vec<Member>> {
    sql("SELECT * FROM members WHERE account_id = $1 AND membership = 'left' AND left_at >= $2 AND alias <> '' ORDER BY left_at DESC, id DESC")
        .bind(account)
        .bind(since)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// The latest membership of an account in a group, ended or not.
pub async fn latest(tx: &mut Tx, group: GroupId, account: AccountId) -> Result<Option<MemberId>> {
    let row =
        sql("SELECT id FROM members WHERE group_id = $1 AND account_id = $2 ORDER BY joined_at DESC, id DESC LIMIT 1")
            .bind(group)
            .bind(account)
            .first(tx)
            .await?;
    row.map(|row| row.get("id")).transpose()
}

/// A member who may have left, while their alias is known.
pub async fn with_former(tx: &mut Tx, member: MemberId) -> Result<Option<Member>> {
    sql("SELECT * FROM members WHERE id = $1 AND alias <> ''")
        .bind(member)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Accounts of the person that a member is or was: their own, and those at whose place somebody let them in again, before it or since. Threat: an admin
/// lets themselves in at somebody's place: that says nothing of who those accounts are in any other group.
pub async fn accounts_of_person(tx: &mut Tx, member: MemberId) -> Result<Vec<AccountId>> {
    let rows = sql("WITH RECURSIVE person (group_id, account_id) AS (
           SELECT group_id, account_id FROM members WHERE id = $1
           UNION
           SELECT p.group_id, CASE WHEN now_in.account_id = p.account_id THEN before.account_id ELSE now_in.account_id END
           FROM members now_in JOIN members before ON before.id = now_in.came_from
           JOIN person p ON p.group_id = now_in.group_id AND p.account_id IN (now_in.account_id, before.account_id))
         SELECT account_id FROM person")
    .bind(member)
    .all(tx)
    .await?;
    rows.iter().map(|row| row.get("account_id")).collect()
}

/// Notes whose place somebody was let in at, having lost phone and mailbox: they are the same person.
pub async fn came_from(tx: &mut Tx, member: MemberId, before: MemberId) -> Result<()> {
    sql("UPDATE members SET came_from = $2 WHERE id = $1")
        .bind(member)
        .bind(before)
        .run(tx)
        .await?;
    Ok(())
}

/// Whose place a former member, whose alias is forgotten, was let in at: once nothing waits that they, under any of their accounts, took, underwent, or
/// wrote. Threat: it goes before that, and they come in again and decide on what they did.
pub(crate) async fn forget_who_came_back(tx: &mut Tx) -> Result<()> {
    sql("UPDATE members SET came_from = NULL WHERE came_from IS NOT NULL AND membership = 'left' AND alias = ''
         AND NOT EXISTS (
           WITH RECURSIVE held (group_id, account_id) AS (
             SELECT m.group_id, m.account_id FROM members m WHERE m.id IN (
               SELECT member_id FROM measures
               UNION SELECT by_member FROM measures
               UNION SELECT e.member_id FROM flags f JOIN incident_events e ON e.incident_id = f.incident_id AND e.seq = f.seq
                 WHERE e.member_id IS NOT NULL)
             UNION
             SELECT h.group_id, CASE WHEN now_in.account_id = h.account_id THEN before.account_id ELSE now_in.account_id END
             FROM members now_in JOIN members before ON before.id = now_in.came_from
             JOIN held h ON h.group_id = now_in.group_id AND h.account_id IN (now_in.account_id, before.account_id))
           SELECT 1 FROM held WHERE held.group_id = members.group_id AND held.account_id = members.account_id)")
    .run(tx)
    .await?;
    Ok(())
}

/// Makes a membership that had ended one again, as if it had not, under an alias, unless that is another's by now. Whether it is one.
pub async fn return_as(tx: &mut Tx, member: MemberId, alias: &Alias) -> Result<bool> {
    let back = sql(
        "UPDATE members SET membership = 'active', left_at = NULL, alias = $2, alias_folded = $3
                    WHERE id = $1 AND membership = 'left' AND alias <> ''
                    AND NOT EXISTS (SELECT 1 FROM members o WHERE o.group_id = members.group_id AND o.alias_folded = $3
                                    AND o.membership = 'active')",
    )
    .bind(member)
    .bind(alias.as_str())
    .bind(alias.folded())
    .run(tx)
    .await?;
    if back > 0 {
        tell_outside(tx, member, 1).await?;
    }
    Ok(back > 0)
}

/// Pauses a member until an instant, or no longer.
pub async fn pause(tx: &mut Tx, member: MemberId, until: Option<Timestamp>) -> Result<()> {
    sql("UPDATE members SET paused_until = $2 WHERE id = $1")
        .bind(member)
        .bind(until)
        .run(tx)
        .await?;
    Ok(())
}

/// Notes that a member says they are bound to professional secrecy, or not any more.
pub async fn bind_to_secrecy(tx: &mut Tx, member: MemberId, bound: bool) -> Result<()> {
    sql("UPDATE members SET bound_to_secrecy = $2 WHERE id = $1")
        .bind(member)
        .bind(bound)
        .run(tx)
        .await?;
    Ok(())
}

/// Members whose pause is over.
pub async fn pause_over(tx: &mut Tx, now: Timestamp) -> Result<Vec<Member>> {
    sql("SELECT * FROM members WHERE paused_until <= $1 ORDER BY paused_until, id")
        .bind(now)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Notes which house rules a member accepted, and when.
pub async fn accept_rules(tx: &mut Tx, member: MemberId, version: u32, now: Timestamp) -> Result<()> {
    sql("UPDATE members SET rules_version = $2, rules_accepted_at = $3 WHERE id = $1")
        .bind(member)
        .bind(version)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}
