//! An attempt to sign in or to join that waits for its e-mailed code (EDGES 26).

use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use crate::request::Asking;
use crate::seal::Sealer;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::id::{ChallengeId, InviteId};

pub(crate) const EMAIL: &str = "challenges.email";
pub(crate) const REQUEST: &str = "challenges.request";

/// A waiting attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Its id.
    pub id: ChallengeId,
    /// Hash of the secret that the asking device holds.
    pub device_hash: [u8; 32],
    /// Hash of the mailed link's secret.
    pub link_hash: [u8; 32],
    /// Keyed hash of the six digits.
    pub code_hash: [u8; 32],
    /// The address that the code was mailed to.
    pub email: String,
    /// In which language.
    pub language: String,
    /// What follows when the code is right: joining by this invite.
    pub joining: Option<Joining>,
    /// What follows when the code is right: a request to join.
    pub asking: Option<Asking>,
    /// Wrong codes so far.
    pub tries: u32,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

/// What a newcomer filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    /// By which invite.
    pub invite: InviteId,
    /// Under which alias.
    pub alias: String,
    /// Which house rules were accepted.
    pub rules_version: u32,
    /// Which of the group's own; 0: none.
    pub own_rules_version: u32,
}

fn read(row: &Row, sealer: &Sealer) -> Result<Challenge> {
    let hash = |name| Ok::<_, StoreError>(row.get::<Vec<u8>>(name)?.try_into().unwrap_or([0; 32]));
    let joining = match (
        row.get::<Option<InviteId>>("invite_id")?,
        row.get::<Option<String>>("alias")?,
    ) {
        (Some(invite), Some(alias)) => Some(Joining {
            invite,
            alias,
            rules_version: row.get("rules_version")?,
            own_rules_version: row.get("own_rules_version")?,
        }),
        _ => None,
    };
    let asking = row.get::<Option<Vec<u8>>>("request_sealed")?.map(|sealed| {
        let text = sealer.open_text(REQUEST, &sealed)?;
        serde_json::from_str(&text).map_err(|_| StoreError::corrupt("request_sealed"))
    });
    Ok(Challenge {
        id: row.get("id")?,
        device_hash: hash("device_hash")?,
        link_hash: hash("link_hash")?,
        code_hash: hash("code_hash")?,
        email: sealer.open_text(EMAIL, &row.get::<Vec<u8>>("email_sealed")?)?,
        language: row.get("language")?,
        joining,
        asking: asking.transpose()?,
        tries: row.get("tries")?,
        created_at: row.get("created_at")?,
        used_at: row.get("used_at")?,
    })
}

/// Adds one.
pub async fn insert(tx: &mut Tx, sealer: &Sealer, challenge: &Challenge, entropy: &dyn Entropy) -> Result<()> {
    let joining = challenge.joining.as_ref();
    let asking = challenge.asking.as_ref().map(|asking| {
        let text = serde_json::to_string(asking).map_err(|_| StoreError::corrupt("request_sealed"))?;
        Ok::<_, StoreError>(sealer.seal(REQUEST, text.as_bytes(), entropy))
    });
    sql("INSERT INTO challenges (id, device_hash, link_hash, code_hash, email_sealed, email_index, language, invite_id, alias, rules_version, own_rules_version, request_sealed, tries, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13)")
        .bind(challenge.id)
        .bind(challenge.device_hash)
        .bind(challenge.link_hash)
        .bind(challenge.code_hash)
        .bind(sealer.seal(EMAIL, challenge.email.as_bytes(), entropy))
        .bind(crate::account::email_index(sealer, &challenge.email))
        .bind(challenge.language.as_str())
        .bind(joining.map(|joining| joining.invite))
        .bind(joining.map(|joining| joining.alias.clone()))
        .bind(joining.map(|joining| joining.rules_version))
        .bind(joining.map_or(0, |joining| joining.own_rules_version))
        .bind(asking.transpose()?)
        .bind(challenge.created_at)
        .run(tx)
        .await?;
    Ok(())
}

/// The attempt of a device.
pub async fn of_device(tx: &mut Tx, sealer: &Sealer, device_hash: [u8; 32]) -> Result<Option<Challenge>> {
    let row = sql("SELECT * FROM challenges WHERE device_hash = $1 ORDER BY created_at DESC LIMIT 1")
        .bind(device_hash)
        .first(tx)
        .await?;
    row.as_ref().map(|row| read(row, sealer)).transpose()
}

/// The attempt of a mailed link.
pub async fn of_link(tx: &mut Tx, sealer: &Sealer, link_hash: [u8; 32]) -> Result<Option<Challenge>> {
    let row = sql("SELECT * FROM challenges WHERE link_hash = $1")
        .bind(link_hash)
        .first(tx)
        .await?;
    row.as_ref().map(|row| read(row, sealer)).transpose()
}

/// Counts a try; how many there were with it. Under the row's lock: five tries are five, also when they come at once.
pub async fn count_try(tx: &mut Tx, id: ChallengeId) -> Result<u32> {
    sql("UPDATE challenges SET tries = tries + 1 WHERE id = $1 RETURNING tries")
        .bind(id)
        .one(tx)
        .await?
        .get("tries")
}

/// Uses it, once. Whether it was still unused.
pub async fn take(tx: &mut Tx, id: ChallengeId, now: Timestamp) -> Result<bool> {
    Ok(
        sql("UPDATE challenges SET used_at = $2 WHERE id = $1 AND used_at IS NULL")
            .bind(id)
            .bind(now)
            .run(tx)
            .await?
            > 0,
    )
}

/// Waits until nobody else asks for a code for an address, and holds it for the rest of the transaction: between counting and adding nobody adds.
/// There may be no row yet that could be locked. SQLite has one writer anyway.
pub async fn lock_address(tx: &mut Tx, sealer: &Sealer, email: &str) -> Result<()> {
    let text = tx.skip_locked(
        "SELECT length($1) AS held",
        "SELECT CASE WHEN pg_advisory_xact_lock(('x' || substr(encode($1, 'hex'), 1, 16))::bit(64)::bigint) IS NULL THEN 0 ELSE 1 END AS held",
    );
    // While a key takes over, one process may know the address by one index alone, and another by both: they meet at the one that they share.
    let indexes = crate::account::email_indexes(sealer, email);
    for index in [indexes.a, indexes.b].into_iter().flatten() {
        sql(text).bind(index).one(tx).await?;
    }
    Ok(())
}

/// How many codes were mailed to an address since then.
pub async fn count_since(tx: &mut Tx, sealer: &Sealer, email: &str, since: Timestamp) -> Result<u32> {
    let indexes = crate::account::email_indexes(sealer, email);
    sql("SELECT COUNT(*) AS codes FROM challenges WHERE email_index IN ($1, $2) AND created_at >= $3")
        .bind(indexes.a)
        .bind(indexes.b)
        .bind(since)
        .one(tx)
        .await?
        .get("codes")
}

/// Forgets those made before then; how many.
pub async fn forget_before(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("DELETE FROM challenges WHERE created_at < $1")
        .bind(before)
        .run(tx)
        .await
}
