//! Passkeys: public keys that sign somebody in. The private half never leaves the phone.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, PasskeyId};

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub id: PasskeyId,
    /// Whose.
    pub account: AccountId,
    /// How browsers call it.
    pub credential_id: Vec<u8>,
    /// The public key with its counter, as JSON of who checks signatures.
    pub credential: String,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Last signed in with.
    pub used_at: Option<Timestamp>,
    /// Since when it signs nobody in any more: its counter went back.
    pub blocked_at: Option<Timestamp>,
}

fn read(row: &Row) -> Result<Passkey> {
    Ok(Passkey {
        id: row.get("id")?,
        account: row.get("account_id")?,
        credential_id: row.get("credential_id")?,
        credential: row.get("credential")?,
        name: row.get("name")?,
        created_at: row.get("created_at")?,
        used_at: row.get("used_at")?,
        blocked_at: row.get("blocked_at")?,
    })
}

/// Adds one. False when a browser's name for it is known already, with this account or another one.
pub async fn insert(tx: &mut Tx, passkey: &Passkey) -> Result<bool> {
    let added = sql(
        "INSERT INTO passkeys (id, account_id, credential_id, credential, name, version, created_at)
         VALUES ($1, $2, $3, $4, $5, 0, $6) ON CONFLICT DO NOTHING",
    )
    .bind(passkey.id)
    .bind(passkey.account)
    .bind(passkey.credential_id.clone())
    .bind(passkey.credential.as_str())
    .bind(passkey.name.as_str())
    .bind(passkey.created_at)
    .run(tx)
    .await?;
    Ok(added > 0)
}

/// Those of an account, newest first.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Passkey>> {
    sql("SELECT * FROM passkeys WHERE account_id = $1 ORDER BY created_at DESC, id DESC")
        .bind(account)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Whether a browser's name for one is known.
pub async fn is_known(tx: &mut Tx, credential_id: &[u8]) -> Result<bool> {
    Ok(sql("SELECT id FROM passkeys WHERE credential_id = $1")
        .bind(credential_id.to_vec())
        .first(tx)
        .await?
        .is_some())
}

/// The passkey of a browser's name for it, held for the rest of the transaction: two answers never see the same counter.
pub async fn hold(tx: &mut Tx, credential_id: &[u8]) -> Result<Option<Passkey>> {
    sql("UPDATE passkeys SET version = version + 1 WHERE credential_id = $1 RETURNING *")
        .bind(credential_id.to_vec())
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Notes that it signed somebody in, with its new counter.
pub async fn note_use(tx: &mut Tx, id: PasskeyId, credential: &str, now: Timestamp) -> Result<()> {
    sql("UPDATE passkeys SET credential = $2, used_at = $3 WHERE id = $1")
        .bind(id)
        .bind(credential)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// It signs nobody in any more. Whether it did until now.
pub async fn block(tx: &mut Tx, id: PasskeyId, now: Timestamp) -> Result<bool> {
    Ok(
        sql("UPDATE passkeys SET blocked_at = $2 WHERE id = $1 AND blocked_at IS NULL")
            .bind(id)
            .bind(now)
            .run(tx)
            .await?
            > 0,
    )
}

/// Gives it another name. Whether it was there.
pub async fn rename(tx: &mut Tx, account: AccountId, id: PasskeyId, name: &str) -> Result<bool> {
    Ok(sql("UPDATE passkeys SET name = $3 WHERE id = $1 AND account_id = $2")
        .bind(id)
        .bind(account)
        .bind(name)
        .run(tx)
        .await?
        > 0)
}

/// Takes it back. Whether it was there.
pub async fn revoke(tx: &mut Tx, account: AccountId, id: PasskeyId) -> Result<bool> {
    Ok(sql("DELETE FROM passkeys WHERE id = $1 AND account_id = $2")
        .bind(id)
        .bind(account)
        .run(tx)
        .await?
        > 0)
}

/// Uses a ceremony, once. Whether it was still unused.
pub async fn burn(tx: &mut Tx, hash: [u8; 32], expires_at: Timestamp) -> Result<bool> {
    Ok(
        sql("INSERT INTO passkey_ceremonies (hash, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(hash)
            .bind(expires_at)
            .run(tx)
            .await?
            > 0,
    )
}

/// Forgets used ceremonies that are too old by now; how many.
pub async fn forget_ceremonies(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    sql("DELETE FROM passkey_ceremonies WHERE expires_at < $1")
        .bind(now)
        .run(tx)
        .await
}

/// Whether an account is to be offered a passkey: it has none, and did not say no.
pub async fn is_offered(tx: &mut Tx, account: AccountId) -> Result<bool> {
    Ok(sql(
        "SELECT a.id FROM accounts a WHERE a.id = $1 AND a.passkey_declined_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM passkeys p WHERE p.account_id = a.id)",
    )
    .bind(account)
    .first(tx)
    .await?
    .is_some())
}

/// Offers it no more. Holds the account's row for the rest of the transaction, also where that was so already.
pub async fn decline(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<()> {
    sql("UPDATE accounts SET passkey_declined_at = COALESCE(passkey_declined_at, $2) WHERE id = $1")
        .bind(account)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}
