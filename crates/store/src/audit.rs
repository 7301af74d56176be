//! The log of what people in a group did to one another. Lines are added and read; only their time ends them.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use crate::seal::Sealer;
use saar_domain::audit::Deed;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::id::{AccountId, AuditId, GroupId, LiaisonId, MemberId};

pub(crate) const REASON: &str = "audit.reason";

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id; later lines have later ones.
    pub id: AuditId,
    /// In which group.
    pub group: GroupId,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub deed: Deed,
    /// By whom; none by the operator of the installation.
    pub by: Option<MemberId>,
    /// To whom, if it was somebody.
    pub about: Option<MemberId>,
    /// The liaison whom it is about, or who did it.
    pub liaison: Option<LiaisonId>,
    /// A code that belongs to the deed, such as the new role.
    pub detail: Option<String>,
    /// Why, in the words of who did it.
    pub reason: Option<String>,
}

fn read(row: &Row, sealer: &Sealer) -> Result<Line> {
    let reason: Option<Vec<u8>> = row.get("reason_sealed")?;
    Ok(Line {
        id: row.get("id")?,
        group: row.get("group_id")?,
        at: row.get("at")?,
        deed: row.get("deed")?,
        by: row.get("by_member")?,
        about: row.get("about_member")?,
        liaison: row.get("liaison_id")?,
        detail: row.get("detail")?,
        reason: reason.map(|sealed| sealer.open_text(REASON, &sealed)).transpose()?,
    })
}

/// Adds one, in the transaction of the deed: what was done is never without its line.
pub async fn insert(tx: &mut Tx, sealer: &Sealer, line: &Line, entropy: &dyn Entropy) -> Result<()> {
    let reason = line.reason.as_ref();
    sql(
        "INSERT INTO audit (id, group_id, at, deed, by_member, about_member, detail, reason_sealed, liaison_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(line.id)
    .bind(line.group)
    .bind(line.at)
    .bind(line.deed)
    .bind(line.by)
    .bind(line.about)
    .bind(line.detail.as_deref())
    .bind(reason.map(|reason| sealer.seal(REASON, reason.as_bytes(), entropy)))
    .bind(line.liaison)
    .run(tx)
    .await?;
    Ok(())
}

/// Lines of a group before a certain one, newest first, at most so many.
pub async fn of_group(
    tx: &mut Tx,
    sealer: &Sealer,
    group: GroupId,
    before: Option<AuditId>,
    rows_max: u32,
) -> Result<Vec<Line>> {
    sql("SELECT * FROM audit WHERE group_id = $1 AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3")
        .bind(group)
        .bind(before)
        .bind(rows_max)
        .all(tx)
        .await?
        .iter()
        .map(|row| read(row, sealer))
        .collect()
}

/// How often a member did something since an instant.
pub async fn count_by(tx: &mut Tx, member: MemberId, deed: Deed, since: Timestamp) -> Result<u32> {
    sql("SELECT COUNT(*) AS deeds FROM audit WHERE about_member = $1 AND by_member = $1 AND deed = $2 AND at > $3")
        .bind(member)
        .bind(deed)
        .bind(since)
        .one(tx)
        .await?
        .get("deeds")
}

/// Whether this was done to a member since an instant, by anybody.
pub async fn was_noted(tx: &mut Tx, member: MemberId, deed: Deed, since: Timestamp) -> Result<bool> {
    let row = sql("SELECT id FROM audit WHERE about_member = $1 AND deed = $2 AND at > $3 LIMIT 1")
        .bind(member)
        .bind(deed)
        .bind(since)
        .first(tx)
        .await?;
    Ok(row.is_some())
}

/// Whether this was done in a group since an instant.
pub async fn was_noted_in(tx: &mut Tx, group: GroupId, deed: Deed, since: Timestamp) -> Result<bool> {
    let row = sql("SELECT id FROM audit WHERE group_id = $1 AND deed = $2 AND at > $3 LIMIT 1")
        .bind(group)
        .bind(deed)
        .bind(since)
        .first(tx)
        .await?;
    Ok(row.is_some())
}

/// Lines about a member, newest first, at most so many.
pub async fn about_member(tx: &mut Tx, sealer: &Sealer, member: MemberId, rows_max: u32) -> Result<Vec<Line>> {
    sql("SELECT * FROM audit WHERE about_member = $1 ORDER BY id DESC LIMIT $2")
        .bind(member)
        .bind(rows_max)
        .all(tx)
        .await?
        .iter()
        .map(|row| read(row, sealer))
        .collect()
}

/// Lines about somebody, in any group that they are or were in, before a certain one, newest first, at most so many.
pub async fn about_account(
    tx: &mut Tx,
    sealer: &Sealer,
    account: AccountId,
    before: Option<AuditId>,
    rows_max: u32,
) -> Result<Vec<Line>> {
    sql("SELECT x.* FROM audit x JOIN members m ON m.id = x.about_member WHERE m.account_id = $1 AND ($2 IS NULL OR x.id < $2) ORDER BY x.id DESC LIMIT $3")
        .bind(account)
        .bind(before)
        .bind(rows_max)
        .all(tx)
        .await?
        .iter()
        .map(|row| read(row, sealer))
        .collect()
}
