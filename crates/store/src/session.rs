//! Signed-in devices and personal access tokens. Only hashes of their secrets are stored.

use crate::account::{AtHome, at_home, read_at_home};
use crate::db::{AnyId, Db, Row, Tx, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, SessionId, TokenId};

/// A signed-in device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// What kind of device, in a few words: "Android · Firefox".
    pub device: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Last used, to within an hour.
    pub seen_at: Timestamp,
}

fn read(row: &Row) -> Result<Session> {
    Ok(Session {
        id: row.get("id")?,
        account: row.get("account_id")?,
        device: row.get("device")?,
        created_at: row.get("created_at")?,
        seen_at: row.get("seen_at")?,
    })
}

/// Adds one.
pub async fn insert(tx: &mut Tx, session: &Session, token_hash: [u8; 32]) -> Result<()> {
    sql("INSERT INTO sessions (id, account_id, token_hash, device, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(session.id)
        .bind(session.account)
        .bind(token_hash)
        .bind(session.device.as_str())
        .bind(session.created_at)
        .bind(session.seen_at)
        .run(tx)
        .await?;
    crate::account::seen(tx, session.account, session.seen_at).await
}

/// A session of an account, as far as a request needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub owner: AtHome,
    /// When it was last used.
    pub seen_at: Timestamp,
}

/// The session of a cookie.
pub async fn by_token(db: &Db, token_hash: [u8; 32]) -> Result<Option<SignedIn>> {
    let row = sql(at_home!(
        ", s.id AS session_id, s.seen_at FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = $1"
    ))
    .bind(token_hash)
    .glance(db)
    .await?;
    row.map(|row| {
        Ok(SignedIn {
            id: row.get("session_id")?,
            owner: read_at_home(&row)?,
            seen_at: row.get("seen_at")?,
        })
    })
    .transpose()
}

/// The devices of an account, last used first.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Session>> {
    sql("SELECT * FROM sessions WHERE account_id = $1 ORDER BY seen_at DESC, id")
        .bind(account)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// When somebody last showed on a device of an account that it is they: by signing in, or since then.
pub async fn proved_at(tx: &mut Tx, account: AccountId, id: SessionId) -> Result<Option<Timestamp>> {
    let row = sql("SELECT COALESCE(proved_at, created_at) AS proved FROM sessions WHERE id = $1 AND account_id = $2")
        .bind(id)
        .bind(account)
        .first(tx)
        .await?;
    row.map(|row| row.get("proved")).transpose()
}

/// Notes that they did. Whether the device is signed in.
pub async fn prove(tx: &mut Tx, account: AccountId, id: SessionId, now: Timestamp) -> Result<bool> {
    let proved = sql("UPDATE sessions SET proved_at = $3 WHERE id = $1 AND account_id = $2")
        .bind(id)
        .bind(account)
        .bind(now)
        .run(tx)
        .await?;
    Ok(proved > 0)
}

/// Notes that it is used.
pub async fn touch(tx: &mut Tx, id: SessionId, now: Timestamp) -> Result<()> {
    sql("UPDATE sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    sql("UPDATE accounts SET seen_at = $2 WHERE id IN (SELECT account_id FROM sessions WHERE id = $1) AND (seen_at IS NULL OR seen_at < $2)")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Signs a device out, and forgets where to push on it. Whether it was signed in.
pub async fn end(tx: &mut Tx, account: AccountId, id: SessionId) -> Result<bool> {
    sql("DELETE FROM endpoints WHERE session_id = $1 AND account_id = $2")
        .bind(id)
        .bind(account)
        .run(tx)
        .await?;
    Ok(sql("DELETE FROM sessions WHERE id = $1 AND account_id = $2")
        .bind(id)
        .bind(account)
        .run(tx)
        .await?
        > 0)
}

/// Ends those that were not used since then; how many.
pub async fn end_idle(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("DELETE FROM sessions WHERE seen_at < $1")
        .bind(before)
        .run(tx)
        .await
}

/// A personal access token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken {
    /// Its id.
    pub id: TokenId,
    /// Whose.
    pub account: AccountId,
    /// What its owner calls it.
    pub name: String,
    /// What it may: codes, separated by spaces.
    pub scopes: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

fn read_token(row: &Row) -> Result<AccessToken> {
    Ok(AccessToken {
        id: row.get("id")?,
        account: row.get("account_id")?,
        name: row.get("name")?,
        scopes: row.get("scopes")?,
        created_at: row.get("created_at")?,
        expires_at: row.get("expires_at")?,
    })
}

/// Adds one.
pub async fn insert_token(tx: &mut Tx, token: &AccessToken, token_hash: [u8; 32]) -> Result<()> {
    sql("INSERT INTO access_tokens (id, account_id, token_hash, name, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(token.id)
        .bind(token.account)
        .bind(token_hash)
        .bind(token.name.as_str())
        .bind(token.scopes.as_str())
        .bind(token.created_at)
        .bind(token.expires_at)
        .run(tx)
        .await?;
    Ok(())
}

/// An access token, as far as a request needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// Its id.
    pub id: TokenId,
    /// Whose.
    pub owner: AtHome,
    /// What it may: codes, separated by spaces.
    pub scopes: String,
}

/// The token of a bearer, if it has not expired.
pub async fn token_by_hash(db: &Db, token_hash: [u8; 32], now: Timestamp) -> Result<Option<Bearer>> {
    let row = sql(at_home!(
        ", t.id AS token_id, t.scopes FROM access_tokens t JOIN accounts a ON a.id = t.account_id WHERE t.token_hash = $1 AND t.expires_at > $2"
    ))
    .bind(token_hash)
    .bind(now)
    .glance(db)
    .await?;
    row.map(|row| {
        Ok(Bearer {
            id: row.get("token_id")?,
            owner: read_at_home(&row)?,
            scopes: row.get("scopes")?,
        })
    })
    .transpose()
}

/// The tokens of an account, newest first.
pub async fn tokens_of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<AccessToken>> {
    sql("SELECT * FROM access_tokens WHERE account_id = $1 ORDER BY created_at DESC, id")
        .bind(account)
        .all(tx)
        .await?
        .iter()
        .map(read_token)
        .collect()
}

/// Takes a token back. Whether it was there.
pub async fn revoke_token(tx: &mut Tx, account: AccountId, id: TokenId) -> Result<bool> {
    Ok(sql("DELETE FROM access_tokens WHERE id = $1 AND account_id = $2")
        .bind(id)
        .bind(account)
        .run(tx)
        .await?
        > 0)
}

/// Which of these sessions and tokens do not stand any more: signed out or taken back, not used since `idle_since`, or expired. One statement for as many
/// as are asked about; ids are of one length, and a row of them is cut up the same way by both databases.
pub async fn ended(tx: &mut Tx, ids: &[AnyId], idle_since: Timestamp, now: Timestamp) -> Result<Vec<AnyId>> {
    let row: Vec<u8> = ids.iter().flat_map(|id| id.into_bytes()).collect();
    sql("WITH RECURSIVE asked (id, rest) AS (
           SELECT SUBSTR($1, 1, 0), $1
           UNION ALL SELECT SUBSTR(rest, 1, 16), SUBSTR(rest, 17) FROM asked WHERE LENGTH(rest) > 0)
         SELECT id FROM asked WHERE LENGTH(id) > 0
           AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.id = asked.id AND s.seen_at >= $2)
           AND NOT EXISTS (SELECT 1 FROM access_tokens t WHERE t.id = asked.id AND t.expires_at > $3)")
    .bind(row)
    .bind(idle_since)
    .bind(now)
    .all(tx)
    .await?
    .iter()
    .map(|row| row.get("id"))
    .collect()
}
