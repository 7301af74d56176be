//! The dead-man's switch of a group: signs of life, a run of the switch, its steps, and who volunteers.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::continuity::{Cause, Crew, Rung, Running, Signs};
use saar_domain::id::{AccountId, GroupId, MemberId, SwitchId};
use saar_domain::member::Role;

/// A run of a group's switch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switch {
    /// Its id.
    pub id: SwitchId,
    /// Why it began.
    pub cause: Cause,
    /// When it began.
    pub begun_at: Timestamp,
    /// Steps that were taken, the first one first; never empty.
    pub steps: Vec<(Rung, Timestamp)>,
}

impl Switch {
    /// The last step, and when it was taken.
    pub fn last(&self) -> (Rung, Timestamp) {
        let begun = (Rung::Remind, self.begun_at);
        self.steps.last().copied().unwrap_or(begun)
    }

    /// Whether a step was reached.
    pub fn reached(&self, rung: Rung) -> bool {
        self.last().0 >= rung
    }

    /// As the domain looks at it.
    pub fn running(&self) -> Running {
        Running {
            cause: self.cause,
            begun_at: self.begun_at,
            last: self.last(),
        }
    }
}

/// The run of a group that goes on now.
pub async fn running(tx: &mut Tx, group: GroupId) -> Result<Option<Switch>> {
    let row = sql("SELECT * FROM switches WHERE group_id = $1 AND ended_at IS NULL")
        .bind(group)
        .first(tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let id: SwitchId = row.get("id")?;
    let rows = sql("SELECT rung, at FROM switch_steps WHERE switch_id = $1")
        .bind(id)
        .all(tx)
        .await?;
    let step = |row: &Row| -> Result<(Rung, Timestamp)> { Ok((row.get("rung")?, row.get("at")?)) };
    let mut steps = rows.iter().map(step).collect::<Result<Vec<_>>>()?;
    steps.sort_unstable();
    Ok(Some(Switch {
        id,
        cause: row.get("cause")?,
        begun_at: row.get("begun_at")?,
        steps,
    }))
}

/// Begins a run. The caller holds the group's lock and knows that none goes on.
pub async fn begin(tx: &mut Tx, id: SwitchId, group: GroupId, cause: Cause, now: Timestamp) -> Result<()> {
    sql("INSERT INTO switches (id, group_id, cause, begun_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(group)
        .bind(cause)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Takes a step of it.
pub async fn climb(tx: &mut Tx, id: SwitchId, rung: Rung, now: Timestamp) -> Result<()> {
    sql("INSERT INTO switch_steps (switch_id, rung, at) VALUES ($1, $2, $3)")
        .bind(id)
        .bind(rung)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Ends a run, and with it the question who wants to be admin, and the mails about it that did not go out yet.
pub async fn end(tx: &mut Tx, id: SwitchId, now: Timestamp) -> Result<()> {
    sql(
        "DELETE FROM tidings WHERE news IN ('remind', 'deputies', 'coordinators', 'volunteers', 'volunteered')
         AND group_id = (SELECT group_id FROM switches WHERE id = $1)",
    )
    .bind(id)
    .run(tx)
    .await?;
    sql("DELETE FROM volunteers WHERE switch_id = $1")
        .bind(id)
        .run(tx)
        .await?;
    sql("UPDATE switches SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Groups with members that the clock has to look at: a switch runs, a request waits since before `asked`, or no admin was seen since `seen`.
pub async fn to_look_at(tx: &mut Tx, asked: Timestamp, seen: Timestamp) -> Result<Vec<GroupId>> {
    let rows = sql(
        "SELECT g.id AS id FROM groups g
         WHERE EXISTS (SELECT 1 FROM members m WHERE m.group_id = g.id AND m.membership = 'active')
           AND (EXISTS (SELECT 1 FROM switches s WHERE s.group_id = g.id AND s.ended_at IS NULL)
             OR EXISTS (SELECT 1 FROM join_requests r WHERE r.group_id = g.id AND r.state = 'waiting' AND r.asked_at <= $1)
             OR NOT EXISTS (SELECT 1 FROM members m JOIN accounts a ON a.id = m.account_id
                  WHERE m.group_id = g.id AND m.membership = 'active' AND m.role = 'admin' AND m.paused_until IS NULL
                    AND (a.seen_at > $2 OR m.joined_at > $2)))
         ORDER BY g.id",
    )
    .bind(asked)
    .bind(seen)
    .all(tx)
    .await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// Signs of life of a group, and who there is to be told.
pub async fn look(tx: &mut Tx, group: GroupId) -> Result<(Signs, Crew)> {
    let rows = sql(
        "SELECT m.role AS role, MAX(CASE WHEN a.seen_at > m.joined_at THEN a.seen_at ELSE m.joined_at END) AS seen_at
         FROM members m JOIN accounts a ON a.id = m.account_id
         WHERE m.group_id = $1 AND m.membership = 'active' AND m.role IN ('admin', 'deputy') AND m.paused_until IS NULL GROUP BY m.role",
    )
    .bind(group)
    .all(tx)
    .await?;
    let (mut admin_seen_at, mut deputies) = (None, false);
    for row in &rows {
        match row.get("role")? {
            Role::Admin => admin_seen_at = row.get("seen_at")?,
            _ => deputies = true,
        }
    }
    let row = sql(
        "SELECT (SELECT MIN(asked_at) FROM join_requests WHERE group_id = $1 AND state = 'waiting') AS since,
                   (SELECT MAX(ended_at) FROM switches WHERE group_id = $1) AS ended_at,
                   (SELECT MAX(ended_at) FROM switches WHERE group_id = $1 AND cause = 'silence') AS silence_ended_at",
    )
    .bind(group)
    .one(tx)
    .await?;
    // Whoever has just come to look after the group is given the same time for what waits.
    let (since, ended_at): (Option<Timestamp>, Option<Timestamp>) = (row.get("since")?, row.get("ended_at")?);
    // And who was made admin because nobody was seen, was not seen lately themselves, perhaps.
    let silence_ended_at: Option<Timestamp> = row.get("silence_ended_at")?;
    let signs = Signs {
        admin_seen_at,
        silence_ended_at,
        request_since: since.map(|since| ended_at.map_or(since, |ended_at| since.max(ended_at))),
    };
    let crew = Crew {
        admins: admin_seen_at.is_some(),
        deputies,
        coordinators: !crate::coordinator::of_group(tx, group).await?.is_empty(),
    };
    Ok((signs, crew))
}

/// The accounts of a group's active members, of one role or of all.
pub async fn accounts(tx: &mut Tx, group: GroupId, role: Option<Role>) -> Result<Vec<AccountId>> {
    let rows = sql("SELECT account_id FROM members WHERE group_id = $1 AND membership = 'active' AND ($2 IS NULL OR role = $2) ORDER BY id")
        .bind(group)
        .bind(role)
        .all(tx)
        .await?;
    rows.iter().map(|row| row.get("account_id")).collect()
}

/// Somebody says that they want to be admin; whether they had not said so yet.
pub async fn volunteer(tx: &mut Tx, id: SwitchId, member: MemberId, now: Timestamp) -> Result<bool> {
    let added = sql("INSERT INTO volunteers (switch_id, member_id, at) VALUES ($1, $2, $3) ON CONFLICT (switch_id, member_id) DO NOTHING")
        .bind(id)
        .bind(member)
        .bind(now)
        .run(tx)
        .await?;
    Ok(added > 0)
}

/// Who wants to be admin and is still in the group, the first one first.
pub async fn volunteers(tx: &mut Tx, id: SwitchId) -> Result<Vec<(MemberId, String)>> {
    let rows = sql(
        "SELECT m.id, m.alias FROM volunteers v JOIN members m ON m.id = v.member_id
                    WHERE v.switch_id = $1 AND m.membership = 'active' AND m.paused_until IS NULL ORDER BY v.at, m.id",
    )
    .bind(id)
    .all(tx)
    .await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("alias")?))).collect()
}
