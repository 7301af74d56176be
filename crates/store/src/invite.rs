//! Invitations: expiring, limited, revocable. The link carries the id and our signature; only the id is stored.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::id::{GroupId, InviteId, MemberId};

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// Its id.
    pub id: InviteId,
    /// Into which group.
    pub group: GroupId,
    /// By whom; none from the command line.
    pub created_by: Option<MemberId>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
    /// How often at most.
    pub uses_max: u32,
    /// How often so far.
    pub uses: u32,
    /// Taken back when.
    pub revoked_at: Option<Timestamp>,
    /// The member whom it lets in again, and nobody else.
    pub readmits: Option<MemberId>,
    /// Whoever comes by it is admin: a coordinator's.
    pub appoints: bool,
}

fn read(row: &Row) -> Result<Invite> {
    Ok(Invite {
        id: row.get("id")?,
        group: row.get("group_id")?,
        created_by: row.get("created_by")?,
        created_at: row.get("created_at")?,
        expires_at: row.get("expires_at")?,
        uses_max: row.get("uses_max")?,
        uses: row.get("uses")?,
        revoked_at: row.get("revoked_at")?,
        readmits: row.get("readmits")?,
        appoints: row.get("appoints")?,
    })
}

/// Adds one.
pub async fn insert(tx: &mut Tx, invite: &Invite) -> Result<()> {
    sql(
        "INSERT INTO invites (id, group_id, created_by, created_at, expires_at, uses_max, uses, readmits, appoints)
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)",
    )
    .bind(invite.id)
    .bind(invite.group)
    .bind(invite.created_by)
    .bind(invite.created_at)
    .bind(invite.expires_at)
    .bind(invite.uses_max)
    .bind(invite.readmits)
    .bind(invite.appoints)
    .run(tx)
    .await?;
    Ok(())
}

/// One of them.
pub async fn find(tx: &mut Tx, id: InviteId) -> Result<Option<Invite>> {
    sql("SELECT * FROM invites WHERE id = $1")
        .bind(id)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Those of a group that let newcomers in, newest first.
pub async fn of_group(tx: &mut Tx, group: GroupId) -> Result<Vec<Invite>> {
    sql("SELECT * FROM invites WHERE group_id = $1 AND readmits IS NULL AND appoints = 0 ORDER BY created_at DESC, id DESC")
        .bind(group)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// The one that would let a member in again now.
pub async fn readmitting(tx: &mut Tx, member: MemberId, now: Timestamp) -> Result<Option<Invite>> {
    sql("SELECT * FROM invites WHERE readmits = $1 AND uses < uses_max AND revoked_at IS NULL AND expires_at > $2 ORDER BY id DESC LIMIT 1")
        .bind(member)
        .bind(now)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Uses it once. False when it expired, was used up or was revoked meanwhile: two newcomers never share its last place.
pub async fn take(tx: &mut Tx, id: InviteId, now: Timestamp) -> Result<bool> {
    let taken = sql("UPDATE invites SET uses = uses + 1 WHERE id = $1 AND uses < uses_max AND revoked_at IS NULL AND expires_at > $2")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    Ok(taken > 0)
}

/// Takes it back.
pub async fn revoke(tx: &mut Tx, group: GroupId, id: InviteId, now: Timestamp) -> Result<bool> {
    let revoked = sql("UPDATE invites SET revoked_at = $3 WHERE id = $2 AND group_id = $1 AND revoked_at IS NULL")
        .bind(group)
        .bind(id)
        .bind(now);
    Ok(revoked.run(tx).await? > 0)
}

/// How many links by which somebody would become admin of a group stand open.
pub async fn count_appointing(tx: &mut Tx, group: GroupId, now: Timestamp) -> Result<u32> {
    sql("SELECT COUNT(*) AS n FROM invites WHERE group_id = $1 AND appoints = 1 AND uses < uses_max AND revoked_at IS NULL AND expires_at > $2")
        .bind(group)
        .bind(now)
        .one(tx)
        .await?
        .get("n")
}

/// How many were made for it since an instant, whatever became of them.
pub async fn count_appointing_since(tx: &mut Tx, group: GroupId, since: Timestamp) -> Result<u32> {
    sql("SELECT COUNT(*) AS n FROM invites WHERE group_id = $1 AND appoints = 1 AND created_at > $2")
        .bind(group)
        .bind(since)
        .one(tx)
        .await?
        .get("n")
}

/// Takes them back; whether there were any. A mail that waits to bring one goes too.
pub async fn revoke_appointing(tx: &mut Tx, group: GroupId, now: Timestamp) -> Result<bool> {
    let revoked = sql("UPDATE invites SET revoked_at = $2 WHERE group_id = $1 AND appoints = 1 AND uses < uses_max AND revoked_at IS NULL AND expires_at > $2")
        .bind(group)
        .bind(now)
        .run(tx)
        .await?;
    sql("DELETE FROM tidings WHERE group_id = $1 AND news = 'invited'")
        .bind(group)
        .run(tx)
        .await?;
    Ok(revoked > 0)
}
