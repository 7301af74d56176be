//! Steps that were taken with members who broke the house rules, with objections and decisions.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use crate::member;
use crate::seal::Sealer;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::id::{AccountId, GroupId, MeasureId, MemberId, UmbrellaId};
use saar_domain::moderation::Step;

pub(crate) const WORDS: &str = "measures.words";
pub(crate) const OBJECTION: &str = "measures.objection";
pub(crate) const ANSWER: &str = "measures.answer";

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Its id.
    pub id: MeasureId,
    /// In which group.
    pub group: GroupId,
    /// With whom.
    pub member: MemberId,
    /// Which.
    pub step: Step,
    /// Code of the house rule that it is about.
    pub rule: String,
    /// What the member read.
    pub words: String,
    /// By whom.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
    /// The end of a pause.
    pub until: Option<Timestamp>,
    /// What the member said against it, and when.
    pub objection: Option<(String, Timestamp)>,
    /// What somebody else made of that.
    pub decision: Option<Decision>,
}

/// What somebody else made of an objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Who; none where a coordinator of the umbrella did.
    pub by: Option<MemberId>,
    /// When.
    pub at: Timestamp,
    /// The measure stands.
    pub upheld: bool,
    /// Why.
    pub answer: String,
}

fn read(row: &Row, sealer: &Sealer) -> Result<Measure> {
    let open = |context: &str, column: &'static str| -> Result<Option<String>> {
        let sealed: Option<Vec<u8>> = row.get(column)?;
        sealed.map(|sealed| sealer.open_text(context, &sealed)).transpose()
    };
    let objected_at: Option<Timestamp> = row.get("objected_at")?;
    let decision = match (open(ANSWER, "answer_sealed")?, row.get("decided_at")?) {
        (Some(answer), Some(at)) => Some(Decision {
            by: row.get("decided_by")?,
            at,
            upheld: row.get("upheld")?,
            answer,
        }),
        _ => None,
    };
    Ok(Measure {
        id: row.get("id")?,
        group: row.get("group_id")?,
        member: row.get("member_id")?,
        step: row.get("step")?,
        rule: row.get("rule")?,
        words: open(WORDS, "words_sealed")?.unwrap_or_default(),
        by: row.get("by_member")?,
        at: row.get("at")?,
        until: row.get("until")?,
        objection: open(OBJECTION, "objection_sealed")?.zip(objected_at),
        decision,
    })
}

/// Adds one, as it was taken.
pub async fn insert(tx: &mut Tx, sealer: &Sealer, measure: &Measure, entropy: &dyn Entropy) -> Result<()> {
    sql(
        "INSERT INTO measures (id, group_id, member_id, step, rule, words_sealed, by_member, at, until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(measure.id)
    .bind(measure.group)
    .bind(measure.member)
    .bind(measure.step)
    .bind(measure.rule.as_str())
    .bind(sealer.seal(WORDS, measure.words.as_bytes(), entropy))
    .bind(measure.by)
    .bind(measure.at)
    .bind(measure.until)
    .run(tx)
    .await?;
    Ok(())
}

/// One of them.
pub async fn find(tx: &mut Tx, sealer: &Sealer, id: MeasureId) -> Result<Option<Measure>> {
    let row = sql("SELECT * FROM measures WHERE id = $1").bind(id).first(tx).await?;
    row.as_ref().map(|row| read(row, sealer)).transpose()
}

/// Those of the person that a member is or was in the group, under any of their accounts there ([`member::accounts_of_person`]), newest first.
pub async fn of_person(tx: &mut Tx, sealer: &Sealer, member: MemberId) -> Result<Vec<Measure>> {
    let mut found = Vec::new();
    for account in member::accounts_of_person(tx, member).await? {
        let rows = sql("SELECT x.* FROM measures x JOIN members m ON m.id = x.member_id
                        WHERE m.account_id = $1 AND m.group_id = (SELECT group_id FROM members WHERE id = $2)")
        .bind(account)
        .bind(member)
        .all(tx)
        .await?;
        for row in &rows {
            found.push(read(row, sealer)?);
        }
    }
    found.sort_by_key(|measure| std::cmp::Reverse(measure.id));
    Ok(found)
}

/// Those of somebody in any group that they are or were in, also of before they were let in again at this account, newest first. Threat: who has the old
/// phone or mailbox reads there what was written to them since.
pub async fn of_account(tx: &mut Tx, sealer: &Sealer, account: AccountId) -> Result<Vec<Measure>> {
    sql("WITH RECURSIVE person (group_id, account_id) AS (
           SELECT group_id, account_id FROM members WHERE account_id = $1
           UNION
           SELECT p.group_id, before.account_id
           FROM members now_in JOIN members before ON before.id = now_in.came_from
           JOIN person p ON p.group_id = now_in.group_id AND p.account_id = now_in.account_id)
         SELECT x.* FROM measures x JOIN members m ON m.id = x.member_id
         JOIN person p ON p.group_id = m.group_id AND p.account_id = m.account_id ORDER BY x.id DESC")
    .bind(account)
    .all(tx)
    .await?
    .iter()
    .map(|row| read(row, sealer))
    .collect()
}

/// Objections in a group that wait for a decision, the oldest first.
pub async fn waiting(tx: &mut Tx, sealer: &Sealer, group: GroupId) -> Result<Vec<Measure>> {
    sql(
        "SELECT * FROM measures WHERE group_id = $1 AND objected_at IS NOT NULL AND decided_at IS NULL ORDER BY objected_at, id",
    )
    .bind(group)
    .all(tx)
    .await?
    .iter()
    .map(|row| read(row, sealer))
    .collect()
}

/// How many those are.
pub async fn count_waiting(tx: &mut Tx, group: GroupId) -> Result<u32> {
    sql("SELECT COUNT(*) AS n FROM measures WHERE group_id = $1 AND objected_at IS NOT NULL AND decided_at IS NULL")
        .bind(group)
        .one(tx)
        .await?
        .get("n")
}

/// The same in all groups of an umbrella.
pub async fn waiting_under(tx: &mut Tx, sealer: &Sealer, umbrella: UmbrellaId) -> Result<Vec<Measure>> {
    sql("SELECT x.* FROM measures x JOIN groups g ON g.id = x.group_id
         WHERE g.umbrella_id = $1 AND x.objected_at IS NOT NULL AND x.decided_at IS NULL ORDER BY x.objected_at, x.id")
    .bind(umbrella)
    .all(tx)
    .await?
    .iter()
    .map(|row| read(row, sealer))
    .collect()
}

/// Objections under any umbrella of which its coordinators were not told, the newest first: an old one that is nobody's to tell hides no other.
pub async fn umbrella_untold(tx: &mut Tx, rows_max: u32) -> Result<Vec<MeasureId>> {
    sql("SELECT x.id FROM measures x JOIN groups g ON g.id = x.group_id
         WHERE g.umbrella_id IS NOT NULL AND x.objected_at IS NOT NULL AND x.decided_at IS NULL AND x.umbrella_told_at IS NULL
         ORDER BY x.objected_at DESC, x.id LIMIT $1")
    .bind(rows_max)
    .all(tx)
    .await?
    .iter()
    .map(|row| row.get("id"))
    .collect()
}

/// Notes that they are told. False when they were, or it is decided.
pub async fn umbrella_told(tx: &mut Tx, id: MeasureId, now: Timestamp) -> Result<bool> {
    let noted = sql(
        "UPDATE measures SET umbrella_told_at = $2 WHERE id = $1 AND umbrella_told_at IS NULL AND decided_at IS NULL",
    )
    .bind(id)
    .bind(now)
    .run(tx)
    .await?;
    Ok(noted > 0)
}

/// Notes what the member says against it. False when that was said already, or it is decided.
pub async fn object(
    tx: &mut Tx,
    sealer: &Sealer,
    id: MeasureId,
    words: &str,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<bool> {
    let noted =
        sql("UPDATE measures SET objection_sealed = $2, objected_at = $3 WHERE id = $1 AND objected_at IS NULL")
            .bind(id)
            .bind(sealer.seal(OBJECTION, words.as_bytes(), entropy))
            .bind(now)
            .run(tx)
            .await?;
    Ok(noted > 0)
}

/// Notes what somebody else decided. False when it was decided already.
pub async fn decide(
    tx: &mut Tx,
    sealer: &Sealer,
    id: MeasureId,
    decision: &Decision,
    entropy: &dyn Entropy,
) -> Result<bool> {
    let noted = sql(
        "UPDATE measures SET decided_by = $2, decided_at = $3, upheld = $4, answer_sealed = $5
         WHERE id = $1 AND objected_at IS NOT NULL AND decided_at IS NULL",
    )
    .bind(id)
    .bind(decision.by)
    .bind(decision.at)
    .bind(decision.upheld)
    .bind(sealer.seal(ANSWER, decision.answer.as_bytes(), entropy))
    .run(tx)
    .await?;
    Ok(noted > 0)
}
