//! Mails about running a group that are to be sent. A row is written in the transaction of what it tells, and goes once it was sent: a crash repeats a mail,
//! and loses none.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::continuity::News;
use saar_domain::id::{AccountId, GroupId, TidingId};

/// A mail that is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tiding {
    /// Its id.
    pub id: TidingId,
    /// To whom.
    pub account: AccountId,
    /// About which group.
    pub group: GroupId,
    /// What it tells.
    pub news: News,
    /// Since when.
    pub created_at: Timestamp,
}

fn read(row: &Row) -> Result<Tiding> {
    Ok(Tiding {
        id: row.get("id")?,
        account: row.get("account_id")?,
        group: row.get("group_id")?,
        news: row.get("news")?,
        created_at: row.get("created_at")?,
    })
}

/// Adds one. The same news of the same group that still waits for somebody is told once.
pub async fn insert(tx: &mut Tx, new: &Tiding) -> Result<()> {
    sql(
        "INSERT INTO tidings (id, account_id, group_id, news, created_at, due_at) SELECT $1, $2, $3, $4, $5, $6
         WHERE NOT EXISTS (SELECT 1 FROM tidings t WHERE t.account_id = $2 AND t.group_id = $3 AND t.news = $4)",
    )
    .bind(new.id)
    .bind(new.account)
    .bind(new.group)
    .bind(new.news)
    .bind(new.created_at)
    .bind(new.created_at.plus(new.news.waits()))
    .run(tx)
    .await?;
    Ok(())
}

/// What is due, the oldest first.
pub async fn due(tx: &mut Tx, now: Timestamp, rows_max: u32) -> Result<Vec<Tiding>> {
    sql("SELECT * FROM tidings WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2")
        .bind(now)
        .bind(rows_max)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// It was sent, or is not tried any more (none), or is tried again then.
pub async fn settle(tx: &mut Tx, id: TidingId, again: Option<Timestamp>) -> Result<()> {
    match again {
        None => sql("DELETE FROM tidings WHERE id = $1").bind(id).run(tx).await?,
        Some(at) => {
            sql("UPDATE tidings SET due_at = $2 WHERE id = $1")
                .bind(id)
                .bind(at)
                .run(tx)
                .await?
        }
    };
    Ok(())
}
