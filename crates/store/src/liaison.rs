//! Whom a group lets look in from outside, and what they see of its incidents.

use crate::account::{email_index, email_indexes};
use crate::db::{Row, Tx, sql};
use crate::error::Result;
use crate::seal::{Indexes, Sealer};
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::id::{AccountId, GroupId, LiaisonId, MemberId};
use saar_domain::incident::{ClosingReason, Kind};
use saar_domain::liaison::{LiaisonEnding, LiaisonKind, LiaisonView, NewLiaison};

pub(crate) const EMAIL: &str = "liaisons.email";

/// A grant: somebody who was asked, looks in, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Liaison {
    /// Its id.
    pub id: LiaisonId,
    /// Of which group.
    pub group: GroupId,
    /// What they are.
    pub kind: LiaisonKind,
    /// Name of the office or the function.
    pub office: String,
    /// What they see.
    pub view: LiaisonView,
    /// Who said yes.
    pub account: Option<AccountId>,
    /// Who asked them.
    pub asked_by: Option<MemberId>,
    /// Since when they are asked.
    pub asked_at: Timestamp,
    /// Since when they look in.
    pub accepted_at: Option<Timestamp>,
    /// Until when at most.
    pub expires_at: Timestamp,
    /// When it ended, and why.
    pub ended: Option<(Timestamp, LiaisonEnding)>,
}

impl Liaison {
    /// Whether they may look in now. Its last day ends it by itself: the clock only writes it down.
    pub fn stands(&self, now: Timestamp) -> bool {
        self.account.is_some() && self.ended.is_none() && now < self.expires_at
    }
}

fn read(row: &Row) -> Result<Liaison> {
    let ended_at: Option<Timestamp> = row.get("ended_at")?;
    Ok(Liaison {
        id: row.get("id")?,
        group: row.get("group_id")?,
        kind: row.get("kind")?,
        office: row.get("office")?,
        view: row.get("view")?,
        account: row.get("account_id")?,
        asked_by: row.get("asked_by")?,
        asked_at: row.get("asked_at")?,
        accepted_at: row.get("accepted_at")?,
        expires_at: row.get("expires_at")?,
        ended: ended_at.zip(row.get("ending")?),
    })
}

fn read_all(rows: &[Row]) -> Result<Vec<Liaison>> {
    rows.iter().map(read).collect()
}

/// An address that is asked, as it is kept.
#[derive(Debug)]
pub struct AskedAddress {
    index: [u8; 32],
    indexes: Indexes,
    sealed: Vec<u8>,
}

impl AskedAddress {
    /// Seals it.
    pub fn new(sealer: &Sealer, email: &str, entropy: &dyn Entropy) -> Self {
        Self {
            index: email_index(sealer, email),
            indexes: email_indexes(sealer, email),
            sealed: sealer.seal(EMAIL, email.as_bytes(), entropy),
        }
    }
}

/// Asks an address; whether it is neither asked nor looks in already. The caller holds the group's lock.
pub async fn ask(
    tx: &mut Tx,
    id: LiaisonId,
    group: GroupId,
    new: &NewLiaison,
    address: AskedAddress,
    by: MemberId,
    now: Timestamp,
) -> Result<bool> {
    let asked = sql(
        "INSERT INTO liaisons (id, group_id, kind, office, view, email_index, email_sealed, asked_by, asked_at, expires_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
         WHERE NOT EXISTS (SELECT 1 FROM liaisons l LEFT JOIN accounts a ON a.id = l.account_id
                           WHERE l.group_id = $2 AND l.ended_at IS NULL AND (l.email_index IN ($11, $12) OR a.email_index = $11 OR a.email_index_b = $12))",
    )
    .bind(id)
    .bind(group)
    .bind(new.kind)
    .bind(new.office.as_str())
    .bind(new.view)
    .bind(address.index)
    .bind(address.sealed)
    .bind(by)
    .bind(now)
    .bind(new.expires_at)
    .bind(address.indexes.a)
    .bind(address.indexes.b)
    .run(tx)
    .await?;
    Ok(asked > 0)
}

/// One of them.
pub async fn find(tx: &mut Tx, id: LiaisonId) -> Result<Option<Liaison>> {
    sql("SELECT * FROM liaisons WHERE id = $1")
        .bind(id)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Those of a group: asked or looking in, then ended while that is known, the latest first. Threat: who looks in slips out of the list behind many that ended.
pub async fn of_group(tx: &mut Tx, group: GroupId, rows_max: u32) -> Result<Vec<Liaison>> {
    read_all(
        &sql("SELECT * FROM liaisons WHERE group_id = $1 ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT $2")
            .bind(group)
            .bind(rows_max)
            .all(tx)
            .await?,
    )
}

/// Names of offices, by id: for the log.
pub async fn offices(tx: &mut Tx, group: GroupId) -> Result<Vec<(LiaisonId, String)>> {
    let rows = sql("SELECT id, office FROM liaisons WHERE group_id = $1")
        .bind(group)
        .all(tx)
        .await?;
    rows.iter()
        .map(|row| Ok((row.get("id")?, row.get("office")?)))
        .collect()
}

/// When each liaison of a group last looked at the incidents.
pub async fn looks(tx: &mut Tx, group: GroupId) -> Result<Vec<(LiaisonId, Timestamp)>> {
    let rows = sql("SELECT liaison_id, MAX(at) AS at FROM audit WHERE group_id = $1 AND deed = 'liaison_looked' AND liaison_id IS NOT NULL
                    GROUP BY liaison_id")
    .bind(group)
    .all(tx)
    .await?;
    rows.iter()
        .map(|row| Ok((row.get("liaison_id")?, row.get("at")?)))
        .collect()
}

/// How many of a group were asked or look in, and how many were asked since an instant.
pub async fn counts(tx: &mut Tx, group: GroupId, since: Timestamp) -> Result<(u32, u32)> {
    let row = sql(
        "SELECT COALESCE(CAST(SUM(CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END) AS BIGINT), 0) AS open,
                     COALESCE(CAST(SUM(CASE WHEN asked_at > $2 THEN 1 ELSE 0 END) AS BIGINT), 0) AS lately
                   FROM liaisons WHERE group_id = $1",
    )
    .bind(group)
    .bind(since)
    .one(tx)
    .await?;
    Ok((row.get("open")?, row.get("lately")?))
}

/// Whether an address was asked since then, by one group or by any: its mailbox may open an account.
pub async fn is_asked(
    tx: &mut Tx,
    sealer: &Sealer,
    email: &str,
    since: Timestamp,
    group: Option<GroupId>,
) -> Result<bool> {
    let indexes = email_indexes(sealer, email);
    let row =
        sql("SELECT id FROM liaisons WHERE email_index IN ($1, $2) AND asked_at > $3 AND ended_at IS NULL AND ($4 IS NULL OR group_id = $4) LIMIT 1")
            .bind(indexes.a)
            .bind(indexes.b)
            .bind(since)
            .bind(group)
            .first(tx)
            .await?;
    Ok(row.is_some())
}

/// Those that ask an account's address since then.
pub async fn asking(tx: &mut Tx, account: AccountId, since: Timestamp) -> Result<Vec<Liaison>> {
    read_all(
        &sql(
            "SELECT l.* FROM liaisons l JOIN accounts a ON l.email_index IN (a.email_index, a.email_index_b)
              WHERE a.id = $1 AND l.asked_at > $2 AND l.ended_at IS NULL ORDER BY l.id",
        )
        .bind(account)
        .bind(since)
        .all(tx)
        .await?,
    )
}

/// Those of an account, ended ones too while they linger.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Liaison>> {
    read_all(
        &sql("SELECT * FROM liaisons WHERE account_id = $1 ORDER BY id")
            .bind(account)
            .all(tx)
            .await?,
    )
}

/// They said yes. False when it ended meanwhile.
pub async fn accept(tx: &mut Tx, id: LiaisonId, account: AccountId, now: Timestamp) -> Result<bool> {
    let accepted = sql("UPDATE liaisons SET account_id = $2, accepted_at = $3, email_index = NULL, email_sealed = NULL WHERE id = $1 AND accepted_at IS NULL AND ended_at IS NULL")
        .bind(id)
        .bind(account)
        .bind(now)
        .run(tx)
        .await?;
    Ok(accepted > 0)
}

/// Puts the last day off, or nearer. False when it ended meanwhile.
pub async fn extend(tx: &mut Tx, id: LiaisonId, expires_at: Timestamp) -> Result<bool> {
    let extended = sql("UPDATE liaisons SET expires_at = $2, reminded_at = NULL WHERE id = $1 AND ended_at IS NULL")
        .bind(id)
        .bind(expires_at)
        .run(tx)
        .await?;
    Ok(extended > 0)
}

/// The account whose address is asked, if there is one: somebody who signed in to read the question.
pub async fn asked_account(tx: &mut Tx, id: LiaisonId) -> Result<Option<AccountId>> {
    let row = sql("SELECT a.id FROM liaisons l JOIN accounts a ON l.email_index IN (a.email_index, a.email_index_b) WHERE l.id = $1")
        .bind(id)
        .first(tx)
        .await?;
    row.map(|row| row.get("id")).transpose()
}

/// Ends it; once. The address that was asked is forgotten with it.
pub async fn end(tx: &mut Tx, id: LiaisonId, ending: LiaisonEnding, now: Timestamp) -> Result<bool> {
    let ended =
        sql("UPDATE liaisons SET ended_at = $2, ending = $3, email_index = NULL, email_sealed = NULL WHERE id = $1 AND ended_at IS NULL")
            .bind(id)
            .bind(now)
            .bind(ending)
            .run(tx)
            .await?;
    Ok(ended > 0)
}

/// Those whose time is over: the last day, or the answer that never came.
pub async fn over(tx: &mut Tx, now: Timestamp, asked_before: Timestamp, rows_max: u32) -> Result<Vec<Liaison>> {
    read_all(
        &sql("SELECT * FROM liaisons WHERE ended_at IS NULL AND (expires_at <= $1 OR accepted_at IS NULL AND asked_at <= $2) ORDER BY id LIMIT $3")
            .bind(now)
            .bind(asked_before)
            .bind(rows_max)
            .all(tx)
            .await?,
    )
}

/// Those whose last day comes before an instant, and of which nobody was reminded. What began later than `begun` had so short a time from the start.
pub async fn to_remind(tx: &mut Tx, before: Timestamp, begun: Timestamp, rows_max: u32) -> Result<Vec<Liaison>> {
    read_all(
        &sql("SELECT * FROM liaisons WHERE ended_at IS NULL AND accepted_at <= $2 AND expires_at <= $1 AND reminded_at IS NULL ORDER BY id LIMIT $3")
            .bind(before)
            .bind(begun)
            .bind(rows_max)
            .all(tx)
            .await?,
    )
}

/// Notes that the admins were reminded; whether it was not noted yet.
pub async fn reminded(tx: &mut Tx, id: LiaisonId, now: Timestamp) -> Result<bool> {
    let noted = sql("UPDATE liaisons SET reminded_at = $2 WHERE id = $1 AND reminded_at IS NULL AND ended_at IS NULL")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    Ok(noted > 0)
}

/// Lets go of who looked in until an instant: the grant stays, and leads to nobody. The accounts that they were.
pub async fn unlink(tx: &mut Tx, ended_before: Timestamp) -> Result<Vec<AccountId>> {
    let rows = sql("SELECT DISTINCT account_id FROM liaisons WHERE account_id IS NOT NULL AND ended_at <= $1")
        .bind(ended_before)
        .all(tx)
        .await?;
    sql("UPDATE liaisons SET account_id = NULL WHERE account_id IS NOT NULL AND ended_at <= $1")
        .bind(ended_before)
        .run(tx)
        .await?;
    rows.iter().map(|row| row.get("account_id")).collect()
}

/// An incident as a liaison sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BareIncident {
    /// What it was.
    pub kind: Kind,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// How.
    pub reason: ClosingReason,
}

/// Real incidents of a group that ended, reported since an instant, the latest first. Threat: words, plates, photos, names and places reach who is outside; so
/// they are not even read here.
pub async fn incidents(tx: &mut Tx, group: GroupId, since: Timestamp, rows_max: u32) -> Result<Vec<BareIncident>> {
    let rows = sql("SELECT kind, reported_at, ended_at, reason FROM incidents WHERE group_id = $1 AND drill = 0 AND ended_at IS NOT NULL AND reported_at >= $2
                    ORDER BY id DESC LIMIT $3")
    .bind(group)
    .bind(since)
    .bind(rows_max)
    .all(tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(BareIncident {
                kind: row.get("kind")?,
                reported_at: row.get("reported_at")?,
                ended_at: row.get("ended_at")?,
                reason: row.get("reason")?,
            })
        })
        .collect()
}
