//! Messages of incidents that may break a house rule, and what became of them.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use crate::seal::Sealer;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::flag::Outcome;
use saar_domain::id::{FlagId, GroupId, IncidentId, MemberId};
use saar_domain::incident::Mark;
use saar_domain::limits;

pub(crate) const WORDS: &str = "flags.words";

/// Somebody, or something, pointed at a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Its id.
    pub id: FlagId,
    /// In which group.
    pub group: GroupId,
    /// The incident.
    pub incident: IncidentId,
    /// Number of the event that is the message.
    pub seq: u32,
    /// Who pointed at it, and why.
    pub source: Source,
    /// When.
    pub at: Timestamp,
}

/// Who pointed at a message, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A member.
    Member {
        /// Who.
        by: MemberId,
        /// Code of the house rule.
        rule: String,
        /// In their own words.
        words: Option<String>,
    },
    /// The check of texts: it was sent all the same.
    Check {
        /// What was found.
        mark: Mark,
        /// Paths of the fields in which it was; none is known of those of before.
        fields: Vec<String>,
    },
}

fn read(row: &Row, sealer: &Sealer) -> Result<Flag> {
    let words: Option<Vec<u8>> = row.get("words_sealed")?;
    let source = match (row.get("by_member")?, row.get("rule")?, row.get("mark")?) {
        (Some(by), Some(rule), None) => Source::Member {
            by,
            rule,
            words: words.map(|sealed| sealer.open_text(WORDS, &sealed)).transpose()?,
        },
        (None, None, Some(mark)) => {
            let fields: Option<String> = row.get("fields")?;
            let fields = fields.unwrap_or_default();
            let paths = fields.split(',').filter(|path| !path.is_empty());
            Source::Check {
                mark,
                fields: paths.map(str::to_owned).collect(),
            }
        }
        _ => return Err(crate::StoreError::corrupt("by_member")),
    };
    Ok(Flag {
        id: row.get("id")?,
        group: row.get("group_id")?,
        incident: row.get("incident_id")?,
        seq: row.get("seq")?,
        source,
        at: row.get("at")?,
    })
}

/// Adds one. False when the same member pointed at the same message already.
pub async fn insert(tx: &mut Tx, sealer: &Sealer, flag: &Flag, entropy: &dyn Entropy) -> Result<bool> {
    let (by, rule, words, mark, fields) = match &flag.source {
        Source::Member { by, rule, words } => (Some(*by), Some(rule.as_str()), words.as_deref(), None, None),
        Source::Check { mark, fields } => (None, None, None, Some(*mark), Some(fields.join(","))),
    };
    let added = sql(
        "INSERT INTO flags (id, group_id, incident_id, seq, by_member, rule, mark, words_sealed, at, fields)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (incident_id, seq, by_member) DO NOTHING",
    )
    .bind(flag.id)
    .bind(flag.group)
    .bind(flag.incident)
    .bind(flag.seq)
    .bind(by)
    .bind(rule)
    .bind(mark)
    .bind(words.map(|words| sealer.seal(WORDS, words.as_bytes(), entropy)))
    .bind(flag.at)
    .bind(fields)
    .run(tx)
    .await?;
    Ok(added > 0)
}

/// Those of a group that wait for somebody who looks, the oldest first.
pub async fn waiting(tx: &mut Tx, sealer: &Sealer, group: GroupId) -> Result<Vec<Flag>> {
    sql("SELECT * FROM flags WHERE group_id = $1 AND settled_at IS NULL ORDER BY at, id LIMIT $2")
        .bind(group)
        .bind(limits::PAGE_ROWS_MAX)
        .all(tx)
        .await?
        .iter()
        .map(|row| read(row, sealer))
        .collect()
}

/// How many wait.
pub async fn count_waiting(tx: &mut Tx, group: GroupId) -> Result<u32> {
    sql("SELECT COUNT(*) AS n FROM flags WHERE group_id = $1 AND settled_at IS NULL")
        .bind(group)
        .one(tx)
        .await?
        .get("n")
}

/// One of them that waits.
pub async fn find_waiting(tx: &mut Tx, sealer: &Sealer, id: FlagId) -> Result<Option<Flag>> {
    let row = sql("SELECT * FROM flags WHERE id = $1 AND settled_at IS NULL")
        .bind(id)
        .first(tx)
        .await?;
    row.as_ref().map(|row| read(row, sealer)).transpose()
}

/// Notes what became of everything that points at a message: it is looked at once, however many pointed at it.
pub async fn settle(tx: &mut Tx, flag: &Flag, by: MemberId, outcome: Outcome, now: Timestamp) -> Result<u64> {
    sql("UPDATE flags SET settled_by = $3, settled_at = $4, outcome = $5
         WHERE incident_id = $1 AND seq = $2 AND settled_at IS NULL")
    .bind(flag.incident)
    .bind(flag.seq)
    .bind(by)
    .bind(now)
    .bind(outcome)
    .run(tx)
    .await
}

/// A group with flags of members that those who run it were not told of yet.
pub async fn group_to_tell(tx: &mut Tx) -> Result<Option<GroupId>> {
    let row = sql("SELECT group_id FROM flags WHERE told_at IS NULL AND by_member IS NOT NULL ORDER BY at LIMIT 1")
        .first(tx)
        .await?;
    row.map(|row| row.get("group_id")).transpose()
}

/// Who wrote the messages of which those who run a group were not told yet.
pub async fn authors_to_tell(tx: &mut Tx, group: GroupId) -> Result<Vec<MemberId>> {
    sql("SELECT DISTINCT e.member_id FROM flags f JOIN incident_events e ON e.incident_id = f.incident_id AND e.seq = f.seq
         WHERE f.group_id = $1 AND f.told_at IS NULL AND f.by_member IS NOT NULL AND e.member_id IS NOT NULL")
    .bind(group)
    .all(tx)
    .await?
    .iter()
    .map(|row| row.get("member_id"))
    .collect()
}

/// Since when the oldest that a member pointed at waits.
pub async fn pointed_at_since(tx: &mut Tx, group: GroupId) -> Result<Option<Timestamp>> {
    sql("SELECT MIN(at) AS since FROM flags WHERE group_id = $1 AND settled_at IS NULL AND by_member IS NOT NULL")
        .bind(group)
        .one(tx)
        .await?
        .get("since")
}

/// Notes that those who run a group are told of all that wait.
pub async fn told(tx: &mut Tx, group: GroupId, now: Timestamp) -> Result<u64> {
    sql("UPDATE flags SET told_at = $2 WHERE group_id = $1 AND told_at IS NULL AND by_member IS NOT NULL")
        .bind(group)
        .bind(now)
        .run(tx)
        .await
}
