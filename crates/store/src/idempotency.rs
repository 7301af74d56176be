//! The same request twice is one alarm. What is kept is the id that was made, not the answer (EDGES 25).

use crate::db::{Tx, sql};
use crate::error::{Result, StoreError};
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, IncidentId};

saar_domain::coded! {
    /// What became of the request.
    Outcome, "outcome" {
        /// It became an incident.
        Published = "published",
        /// It joined one as a sighting.
        Joined = "joined",
    }
}

/// What a key stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Of what was asked.
    pub fingerprint: Vec<u8>,
    /// What was made or joined.
    pub incident: IncidentId,
    /// Which of the two.
    pub outcome: Outcome,
}

/// What an account's key stands for, if it was used.
pub async fn find(tx: &mut Tx, account: AccountId, key: &str) -> Result<Option<Kept>> {
    let row = sql("SELECT fingerprint, incident_id, outcome FROM idempotency WHERE account_id = $1 AND key = $2")
        .bind(account)
        .bind(key)
        .first(tx)
        .await?;
    row.map(|row| {
        let outcome: String = row.get("outcome")?;
        Ok(Kept {
            fingerprint: row.get("fingerprint")?,
            incident: row.get("incident_id")?,
            outcome: outcome.parse().map_err(|_| StoreError::corrupt("outcome"))?,
        })
    })
    .transpose()
}

/// Keeps a key.
pub async fn insert(tx: &mut Tx, account: AccountId, key: &str, kept: &Kept, now: Timestamp) -> Result<()> {
    sql("INSERT INTO idempotency (account_id, key, fingerprint, incident_id, outcome, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(account)
        .bind(key)
        .bind(kept.fingerprint.as_slice())
        .bind(kept.incident)
        .bind(kept.outcome.code())
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Forgets keys older than that; how many.
pub async fn forget_before(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("DELETE FROM idempotency WHERE created_at < $1")
        .bind(before)
        .run(tx)
        .await
}
