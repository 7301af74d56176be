//! Letters with codes to a row of houses. A code is kept as a keyed hash, and which house got it is not kept at all.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use crate::seal::Sealer;
use saar_domain::clock::Timestamp;
use saar_domain::id::{GroupId, LetterId};
use saar_domain::letter::{LetterCode, Side};

/// Letters to a row of houses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letters {
    /// Their id.
    pub id: LetterId,
    /// Of which group.
    pub group: GroupId,
    /// Name of the street, as it was.
    pub street: String,
    /// From this number …
    pub first_number: u32,
    /// … to this one.
    pub last_number: u32,
    /// On which side.
    pub side: Side,
    /// When they were made.
    pub created_at: Timestamp,
    /// Until when their codes are good.
    pub expires_at: Timestamp,
}

/// Letters, with how many of their codes there are and were used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The letters.
    pub letters: Letters,
    /// Codes.
    pub codes: u32,
    /// Codes that were used.
    pub used: u32,
}

fn read(row: &Row) -> Result<Letters> {
    Ok(Letters {
        id: row.get("id")?,
        group: row.get("group_id")?,
        street: row.get("street")?,
        first_number: row.get("first_number")?,
        last_number: row.get("last_number")?,
        side: row.get("side")?,
        created_at: row.get("created_at")?,
        expires_at: row.get("expires_at")?,
    })
}

fn hash(sealer: &Sealer, group: GroupId, code: &LetterCode) -> [u8; 32] {
    sealer.code_hash(&format!("letter {group}"), code.as_str())
}

/// Adds letters with their codes.
pub async fn insert(tx: &mut Tx, sealer: &Sealer, letters: &Letters, codes: &[LetterCode]) -> Result<()> {
    sql("INSERT INTO letters (id, group_id, street, first_number, last_number, side, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(letters.id)
        .bind(letters.group)
        .bind(letters.street.as_str())
        .bind(letters.first_number)
        .bind(letters.last_number)
        .bind(letters.side)
        .bind(letters.created_at)
        .bind(letters.expires_at)
        .run(tx)
        .await?;
    // In no order of houses: which came first would say which house.
    let mut hashes: Vec<[u8; 32]> = codes.iter().map(|code| hash(sealer, letters.group, code)).collect();
    hashes.sort_unstable();
    for hash in hashes {
        sql("INSERT INTO letter_codes (letter_id, group_id, code_hash, used) VALUES ($1, $2, $3, 0)")
            .bind(letters.id)
            .bind(letters.group)
            .bind(hash)
            .run(tx)
            .await?;
    }
    Ok(())
}

/// Those of a group whose codes are still good, newest first.
pub async fn of_group(tx: &mut Tx, group: GroupId, now: Timestamp) -> Result<Vec<Counted>> {
    let rows = sql(
        "SELECT l.*, (SELECT COUNT(*) FROM letter_codes c WHERE c.letter_id = l.id) AS codes,
                    (SELECT COUNT(*) FROM letter_codes c WHERE c.letter_id = l.id AND c.used = 1) AS used
                    FROM letters l WHERE l.group_id = $1 AND l.expires_at > $2 ORDER BY l.created_at DESC, l.id DESC",
    )
    .bind(group)
    .bind(now)
    .all(tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Counted {
                letters: read(row)?,
                codes: row.get("codes")?,
                used: row.get("used")?,
            })
        })
        .collect()
}

/// Uses a code of a group, once. False when there is none such, or it was used or is too old.
pub async fn take(tx: &mut Tx, sealer: &Sealer, group: GroupId, code: &LetterCode, now: Timestamp) -> Result<bool> {
    let taken = sql(
        "UPDATE letter_codes SET used = 1 WHERE group_id = $1 AND code_hash = $2 AND used = 0
                     AND letter_id IN (SELECT id FROM letters WHERE expires_at > $3)",
    )
    .bind(group)
    .bind(hash(sealer, group, code))
    .bind(now)
    .run(tx)
    .await?;
    Ok(taken > 0)
}

/// Takes letters back: their codes open nothing any more. Whether there were any.
pub async fn revoke(tx: &mut Tx, group: GroupId, id: LetterId) -> Result<bool> {
    sql("DELETE FROM letter_codes WHERE letter_id = $1 AND group_id = $2")
        .bind(id)
        .bind(group)
        .run(tx)
        .await?;
    let gone = sql("DELETE FROM letters WHERE id = $1 AND group_id = $2")
        .bind(id)
        .bind(group)
        .run(tx)
        .await?;
    Ok(gone > 0)
}

/// Forgets letters whose codes are too old; how many.
pub async fn forget_before(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    sql("DELETE FROM letter_codes WHERE letter_id IN (SELECT id FROM letters WHERE expires_at <= $1)")
        .bind(now)
        .run(tx)
        .await?;
    sql("DELETE FROM letters WHERE expires_at <= $1")
        .bind(now)
        .run(tx)
        .await
}
