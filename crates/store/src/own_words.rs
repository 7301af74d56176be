//! Words of a group's own. Who changes them holds the group's lock and counts up the version that comes with it.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::id::{GroupId, OwnWordId};
use saar_domain::text::OwnWord;

/// A word as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: OwnWordId,
    /// The word.
    pub own: OwnWord,
    /// Since when.
    pub added_at: Timestamp,
}

fn read(row: &Row) -> Result<Kept> {
    Ok(Kept {
        id: row.get("id")?,
        own: OwnWord {
            word: row.get("word")?,
            folded: row.get("folded")?,
            verdict: row.get("verdict")?,
        },
        added_at: row.get("added_at")?,
    })
}

/// The words of a group, by the alphabet.
pub async fn of_group(tx: &mut Tx, group: GroupId) -> Result<Vec<Kept>> {
    sql("SELECT id, word, folded, verdict, added_at FROM own_words WHERE group_id = $1 ORDER BY folded")
        .bind(group)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Adds one. The caller has looked whether it is there.
pub async fn insert(tx: &mut Tx, group: GroupId, kept: &Kept) -> Result<()> {
    sql("INSERT INTO own_words (id, group_id, word, folded, verdict, added_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(kept.id)
        .bind(group)
        .bind(kept.own.word.as_str())
        .bind(kept.own.folded.as_str())
        .bind(kept.own.verdict)
        .bind(kept.added_at)
        .run(tx)
        .await?;
    changed(tx, group).await
}

/// Takes one off the list; false when the group has none with this id.
pub async fn remove(tx: &mut Tx, group: GroupId, id: OwnWordId) -> Result<bool> {
    let gone = sql("DELETE FROM own_words WHERE id = $1 AND group_id = $2")
        .bind(id)
        .bind(group)
        .run(tx)
        .await?;
    if gone == 0 {
        return Ok(false);
    }
    changed(tx, group).await?;
    Ok(true)
}

async fn changed(tx: &mut Tx, group: GroupId) -> Result<()> {
    sql("UPDATE groups SET own_words_version = own_words_version + 1 WHERE id = $1")
        .bind(group)
        .run(tx)
        .await?;
    Ok(())
}
