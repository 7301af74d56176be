//! Mails about running a group that are to be sent. A row is written in the transaction of what it tells, and goes once it was sent: a crash repeats a mail,
//! and loses none.

use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use crate::seal::Sealer;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::continuity::News;
use saar_domain::id::{AccountId, GroupId, InviteId, TidingId, UmbrellaId};

pub(crate) const EMAIL: &str = "tidings.email";

/// To whom a mail goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// Whoever has the account.
    Account(AccountId),
    /// An address that may be nobody's here.
    Address {
        /// It.
        email: String,
        /// In which language its reader is written to; none: as the installation.
        language: Option<String>,
    },
}

/// What a mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A group.
    Group(GroupId),
    /// An invite into a group.
    Invite(GroupId, InviteId),
    /// An umbrella.
    Umbrella(UmbrellaId),
}

/// A mail that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiding {
    /// Its id.
    pub id: TidingId,
    /// To whom.
    pub to: Recipient,
    /// About what.
    pub about: Subject,
    /// What it tells.
    pub news: News,
    /// Since when.
    pub created_at: Timestamp,
}

fn read(row: &Row, sealer: &Sealer) -> Result<Tiding> {
    let to = match (
        row.get::<Option<AccountId>>("account_id")?,
        row.get::<Option<Vec<u8>>>("email_sealed")?,
    ) {
        (Some(account), None) => Recipient::Account(account),
        (None, Some(sealed)) => Recipient::Address {
            email: sealer.open_text(EMAIL, &sealed)?,
            language: row.get("language")?,
        },
        _ => return Err(StoreError::corrupt("account_id")),
    };
    let about = match (row.get("group_id")?, row.get("invite_id")?, row.get("umbrella_id")?) {
        (Some(group), None, None) => Subject::Group(group),
        (Some(group), Some(invite), None) => Subject::Invite(group, invite),
        (None, None, Some(umbrella)) => Subject::Umbrella(umbrella),
        _ => return Err(StoreError::corrupt("group_id")),
    };
    Ok(Tiding {
        id: row.get("id")?,
        to,
        about,
        news: row.get("news")?,
        created_at: row.get("created_at")?,
    })
}

/// Adds one. The same news of the same group that still waits for somebody is told once.
pub async fn insert(tx: &mut Tx, sealer: &Sealer, new: &Tiding, entropy: &dyn Entropy) -> Result<()> {
    let (account, email, language) = match &new.to {
        Recipient::Account(account) => (Some(*account), None, None),
        Recipient::Address { email, language } => {
            let sealed = sealer.seal(EMAIL, email.as_bytes(), entropy);
            (None, Some(sealed), language.as_deref())
        }
    };
    let (group, invite, umbrella) = match new.about {
        Subject::Group(group) => (Some(group), None, None),
        Subject::Invite(group, invite) => (Some(group), Some(invite), None),
        Subject::Umbrella(umbrella) => (None, None, Some(umbrella)),
    };
    sql(
        "INSERT INTO tidings (id, account_id, email_sealed, group_id, invite_id, umbrella_id, news, created_at, due_at, language)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
         WHERE NOT EXISTS (SELECT 1 FROM tidings t WHERE t.account_id = $2 AND t.group_id = $4 AND t.news = $7)",
    )
    .bind(new.id)
    .bind(account)
    .bind(email)
    .bind(group)
    .bind(invite)
    .bind(umbrella)
    .bind(new.news)
    .bind(new.created_at)
    .bind(new.created_at.plus(new.news.waits()))
    .bind(language)
    .run(tx)
    .await?;
    Ok(())
}

/// What is due, the oldest first.
pub async fn due(tx: &mut Tx, sealer: &Sealer, now: Timestamp, rows_max: u32) -> Result<Vec<Tiding>> {
    sql("SELECT * FROM tidings WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2")
        .bind(now)
        .bind(rows_max)
        .all(tx)
        .await?
        .iter()
        .map(|row| read(row, sealer))
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
