//! Alerts: what goes out to a group for an incident. The acknowledged transaction holds the alert; its deliveries follow from it (expansion).

use crate::account::{read_channels, read_pause};
use crate::db::{AnyId, Row, Tx, sql};
use crate::endpoint::read_phone;
use crate::error::Result;
use saar_domain::alert::AlertKind;
use saar_domain::clock::Timestamp;
use saar_domain::delivery::ChannelKind;
use saar_domain::id::{AlertId, DeliveryId, EndpointId, GroupId, IncidentId, MemberId};
use saar_domain::preference::HolidayPause;
use saar_domain::reach::Phone;

/// An alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// Of which incident.
    pub incident: IncidentId,
    /// To which group.
    pub group: GroupId,
    /// What it tells.
    pub kind: AlertKind,
    /// The incident's event that it tells of.
    pub seq: u32,
    /// Since when.
    pub created_at: Timestamp,
}

fn read(row: &Row) -> Result<Alert> {
    Ok(Alert {
        id: row.get("id")?,
        incident: row.get("incident_id")?,
        group: row.get("group_id")?,
        kind: row.get("kind")?,
        seq: row.get("seq")?,
        created_at: row.get("created_at")?,
    })
}

/// Adds an alert, to be expanded after the commit.
pub async fn insert(tx: &mut Tx, alert: &Alert) -> Result<()> {
    sql("INSERT INTO alerts (id, incident_id, group_id, kind, seq, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(alert.id)
        .bind(alert.incident)
        .bind(alert.group)
        .bind(alert.kind)
        .bind(alert.seq)
        .bind(alert.created_at)
        .run(tx)
        .await?;
    Ok(())
}

/// What the outbox finds when it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// An alert has no deliveries yet.
    pub alert: bool,
    /// A delivery is due.
    pub delivery: bool,
    /// A probe is due.
    pub probe: bool,
}

/// Whether there is anything to do: one look for all of it.
pub async fn waiting(tx: &mut Tx, now: Timestamp) -> Result<Waiting> {
    let row = sql(
        "SELECT (SELECT id FROM alerts WHERE expanded_at IS NULL LIMIT 1) AS alert,
                          (SELECT id FROM deliveries WHERE state = 'pending' AND due_at <= $1 LIMIT 1) AS delivery,
                          (SELECT id FROM probes WHERE state = 'pending' AND due_at <= $1 LIMIT 1) AS probe",
    )
    .bind(now)
    .one(tx)
    .await?;
    Ok(Waiting {
        alert: row.get::<Option<AlertId>>("alert")?.is_some(),
        delivery: row.get::<Option<DeliveryId>>("delivery")?.is_some(),
        probe: row.get::<Option<AnyId>>("probe")?.is_some(),
    })
}

/// Takes the alerts without deliveries, oldest first, and marks them as expanded: in the same transaction as their deliveries (EDGES 14). What
/// somebody else took meanwhile is left out.
pub async fn take(tx: &mut Tx, rows_max: u32, now: Timestamp) -> Result<Vec<Alert>> {
    // A look and a mark for each, not one statement with RETURNING, for which SQLite makes a table each time.
    let rows = sql("SELECT * FROM alerts WHERE expanded_at IS NULL ORDER BY created_at LIMIT $1")
        .bind(rows_max)
        .all(tx)
        .await?;
    let mut waiting = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
    // Everybody marks them in the same order: two of them never wait for one another.
    waiting.sort_by_key(|alert| (alert.created_at, alert.id));
    let mut taken = Vec::with_capacity(waiting.len());
    for alert in waiting {
        let marked =
            sql("UPDATE alerts SET expanded_at = $3 WHERE incident_id = $1 AND id = $2 AND expanded_at IS NULL")
                .bind(alert.incident)
                .bind(alert.id)
                .bind(now)
                .run(tx)
                .await?;
        if marked > 0 {
            taken.push(alert);
        }
    }
    Ok(taken)
}

/// Somebody who may get alarms, with one of their endpoints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub member: MemberId,
    /// Since when they are in the group.
    pub joined_at: Timestamp,
    /// Where.
    pub endpoint: EndpointId,
    /// By which channel.
    pub channel: ChannelKind,
    /// The member's order of channels.
    pub order: Vec<ChannelKind>,
    /// Away, perhaps: days in the member's zone.
    pub pause: Option<HolidayPause>,
    /// The member's zone; none: the group's.
    pub time_zone: Option<String>,
    /// Whether it answers, where it is a phone.
    pub phone: Phone,
}

impl Candidate {
    /// Whether an alert is for them: who joined later gets nothing, and neither does its reporter (EDGES 14).
    pub fn hears(&self, alert: &Alert, reporter: Option<MemberId>) -> bool {
        self.joined_at <= alert.created_at && Some(self.member) != reporter
    }
}

/// Everyone in the group with each of their endpoints, sorted by member, a member's oldest endpoint first.
pub async fn candidates(tx: &mut Tx, group: GroupId) -> Result<Vec<Candidate>> {
    // SQLite joins in this order: members without an endpoint cost one look into an index.
    let rows = sql("SELECT m.id AS member_id, m.joined_at, e.id AS endpoint_id, e.channel, a.channels, a.paused, a.pause_from, a.pause_until, a.time_zone,
                      e.created_at, e.checked_at, e.unanswered
                    FROM members m CROSS JOIN endpoints e CROSS JOIN accounts a
                    WHERE m.group_id = $1 AND m.membership = 'active' AND e.account_id = m.account_id AND a.id = e.account_id")
        .bind(group)
        .all(tx)
        .await?;
    let candidate = |row: &Row| {
        let made_at: Timestamp = row.get("created_at")?;
        let candidate = Candidate {
            member: row.get("member_id")?,
            joined_at: row.get("joined_at")?,
            endpoint: row.get("endpoint_id")?,
            channel: row.get("channel")?,
            order: read_channels(row)?,
            pause: read_pause(row)?,
            time_zone: row.get("time_zone")?,
            phone: read_phone(row)?,
        };
        Ok((made_at, candidate))
    };
    let mut found = rows.iter().map(candidate).collect::<Result<Vec<_>>>()?;
    found.sort_by_key(|(made_at, candidate)| (candidate.member, *made_at, candidate.endpoint));
    Ok(found.into_iter().map(|(_, candidate)| candidate).collect())
}

/// Those who were sent the alarm of an incident, whatever became of it, and still are in the group: who has to hear how it went on.
pub async fn alerted(tx: &mut Tx, incident: IncidentId) -> Result<Vec<(MemberId, EndpointId, ChannelKind)>> {
    let rows = sql("SELECT DISTINCT d.member_id, d.endpoint_id, d.channel FROM deliveries d JOIN members m ON m.id = d.member_id
                    WHERE d.incident_id = $1 AND d.alert_kind = 'alarm' AND d.endpoint_id IS NOT NULL AND m.membership = 'active'
                    ORDER BY d.member_id, d.endpoint_id")
        .bind(incident)
        .all(tx)
        .await?;
    rows.iter()
        .map(|row| Ok((row.get("member_id")?, row.get("endpoint_id")?, row.get("channel")?)))
        .collect()
}
