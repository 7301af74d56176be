//! Deliveries: one alert to one endpoint, claimed, sent and recorded by the outbox.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use crate::lease::DELIVERIES;
pub use crate::lease::Ended;
use saar_domain::alert::{AlertKind, Past};
use saar_domain::clock::{Span, Timestamp};
use saar_domain::delivery::{ChannelKind, DeliveryState};
use saar_domain::id::{AccountId, AlertId, BootId, DeliveryId, EndpointId, GroupId, IncidentId, MemberId};

/// A delivery in the hands of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its id; travels with the message as the idempotency key.
    pub id: DeliveryId,
    /// Of which alert.
    pub alert: AlertId,
    /// What the alert tells.
    pub alert_kind: AlertKind,
    /// Of which incident.
    pub incident: IncidentId,
    /// To whom.
    pub member: MemberId,
    /// Where; none once the endpoint was forgotten.
    pub endpoint: Option<EndpointId>,
    /// By which channel.
    pub channel: ChannelKind,
    /// Attempts, this one included.
    pub attempts: u32,
    /// When it is not worth sending any more.
    pub expires_at: Timestamp,
}

fn read(row: &Row) -> Result<Delivery> {
    Ok(Delivery {
        id: row.get("id")?,
        alert: row.get("alert_id")?,
        alert_kind: row.get("alert_kind")?,
        incident: row.get("incident_id")?,
        member: row.get("member_id")?,
        endpoint: row.get("endpoint_id")?,
        channel: row.get("channel")?,
        attempts: row.get("attempts")?,
        expires_at: row.get("expires_at")?,
    })
}

/// A delivery to be.
#[derive(Debug)]
pub struct NewDelivery {
    /// Its id.
    pub id: DeliveryId,
    /// Of which alert.
    pub alert: AlertId,
    /// What the alert tells.
    pub alert_kind: AlertKind,
    /// Of which incident.
    pub incident: IncidentId,
    /// To whom.
    pub member: MemberId,
    /// Where.
    pub endpoint: EndpointId,
    /// By which channel.
    pub channel: ChannelKind,
    /// The second way, after the first stayed silent.
    pub escalated: bool,
    /// When it is not worth sending any more.
    pub expires_at: Timestamp,
    /// Hash of its receipt's token.
    pub receipt_hash: [u8; 32],
}

/// Adds a delivery, unless the alert has one to the endpoint.
pub async fn insert(tx: &mut Tx, new: &NewDelivery, now: Timestamp) -> Result<bool> {
    let added = sql("INSERT INTO deliveries (id, alert_id, incident_id, member_id, endpoint_id, channel, alert_kind, escalated, state, attempts, due_at, expires_at, receipt_hash)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', 0, $9, $10, $11) ON CONFLICT (alert_id, endpoint_id) DO NOTHING")
        .bind(new.id)
        .bind(new.alert)
        .bind(new.incident)
        .bind(new.member)
        .bind(new.endpoint)
        .bind(new.channel)
        .bind(new.alert_kind)
        .bind(new.escalated)
        .bind(now)
        .bind(new.expires_at)
        .bind(new.receipt_hash)
        .run(tx)
        .await?;
    Ok(added > 0)
}

/// Claims deliveries that are due, for this start of the program.
pub async fn claim(tx: &mut Tx, boot: BootId, now: Timestamp, rows_max: u32) -> Result<Vec<Delivery>> {
    let rows = DELIVERIES.claim(tx, boot, now, rows_max).await?;
    rows.iter().map(read).collect()
}

/// Frees the leases of every other start of the program (EDGES 11). How many.
pub async fn free_leases(tx: &mut Tx, boot: BootId, now: Timestamp) -> Result<u64> {
    DELIVERIES.free(tx, boot, now).await
}

/// Records how an attempt of this start of the program ended. Does nothing when the delivery was withdrawn, or a receipt was faster.
pub async fn record(tx: &mut Tx, boot: BootId, id: DeliveryId, ended: &Ended, now: Timestamp) -> Result<bool> {
    let query = match DELIVERIES.unsent(boot, id, ended) {
        Some(unsent) => unsent,
        None => sql("UPDATE deliveries SET state = $4, lease_boot = NULL, accepted_at = $3, accepted_boot = $2, why = NULL WHERE id = $1 AND lease_boot = $2")
            .bind(id)
            .bind(boot)
            .bind(now)
            .bind(if *ended == Ended::Accepted { DeliveryState::Accepted } else { DeliveryState::Delivered }),
    };
    Ok(query.run(tx).await? > 0)
}

/// A device says that it showed or opened something. Monotonic: a late "shown" never takes back "opened" (EDGES 20). Whether it changed anything.
pub async fn receipt(tx: &mut Tx, receipt_hash: [u8; 32], state: DeliveryState, now: Timestamp) -> Result<bool> {
    let query = match state {
        // The device may be faster than the service's own answer: then the lease ends here.
        DeliveryState::Seen => sql("UPDATE deliveries SET state = 'seen', lease_boot = NULL, seen_at = $2, delivered_at = COALESCE(delivered_at, $2)
                                    WHERE receipt_hash = $1 AND state IN ('leased', 'accepted', 'delivered', 'pending', 'failed') AND expires_at > $2"),
        DeliveryState::Delivered => sql("UPDATE deliveries SET state = 'delivered', lease_boot = NULL, delivered_at = $2
                                         WHERE receipt_hash = $1 AND state IN ('leased', 'accepted', 'delivered', 'pending', 'failed') AND delivered_at IS NULL
                                           AND expires_at > $2"),
        _ => return Ok(false),
    };
    Ok(query.bind(receipt_hash.as_slice()).bind(now).run(tx).await? > 0)
}

/// What the recipient of a delivery has been through before this attempt.
pub async fn past(tx: &mut Tx, delivery: &Delivery) -> Result<Past> {
    let row = sql(
        "SELECT CAST(COALESCE(MAX(CASE WHEN attempts > 0 THEN 1 ELSE 0 END), 0) AS BIGINT) AS attempted,
                     CAST(COALESCE(MAX(CASE WHEN state = 'leased' THEN 1 ELSE 0 END), 0) AS BIGINT) AS under_way,
                     CAST(COALESCE(MAX(CASE WHEN state = 'delivered' OR delivered_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS arrived,
                     (SELECT COUNT(*) FROM openings WHERE incident_id = $1 AND member_id = $4) AS openings
                   FROM deliveries WHERE incident_id = $1 AND endpoint_id = $2 AND alert_kind = 'alarm' AND id <> $3",
    )
    .bind(delivery.incident)
    .bind(delivery.endpoint)
    .bind(delivery.id)
    .bind(delivery.member)
    .one(tx)
    .await?;
    Ok(Past {
        alarm_attempted: row.get("attempted")?,
        alarm_under_way: row.get("under_way")?,
        // Whoever opened the page knows, whatever their phone says.
        alarm_arrived: row.get::<bool>("arrived")? || row.get::<bool>("openings")?,
    })
}

/// How far an alarm reached: out of those who had a channel when it went out. Delivered and seen are told apart (EDGES 16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReachCounts {
    /// Members it went to.
    pub recipients: u32,
    /// Members with it on a device or in their mailbox, or with the page open.
    pub reached: u32,
    /// Members who opened it.
    pub seen: u32,
}

/// How far the alarm of an incident reached.
pub async fn reach(tx: &mut Tx, incident: IncidentId) -> Result<ReachCounts> {
    let row = sql("SELECT COUNT(*) AS recipients, COALESCE(CAST(SUM(reached) AS BIGINT), 0) AS reached, COALESCE(CAST(SUM(seen) AS BIGINT), 0) AS seen FROM
                     (SELECT d.member_id,
                        MAX(CASE WHEN d.state IN ('delivered', 'seen') OR o.at IS NOT NULL THEN 1 ELSE 0 END) AS reached,
                        MAX(CASE WHEN d.state = 'seen' OR o.at IS NOT NULL THEN 1 ELSE 0 END) AS seen
                      FROM deliveries d LEFT JOIN openings o ON o.incident_id = d.incident_id AND o.member_id = d.member_id
                      WHERE d.incident_id = $1 AND d.alert_kind = 'alarm' GROUP BY d.member_id) AS recipients")
        .bind(incident)
        .one(tx)
        .await?;
    Ok(ReachCounts {
        recipients: row.get("recipients")?,
        reached: row.get("reached")?,
        seen: row.get("seen")?,
    })
}

/// What is known of one recipient of a young alarm that may have to be tried another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// Who.
    pub member: MemberId,
    /// Whose account.
    pub account: AccountId,
    /// Of which incident.
    pub incident: IncidentId,
    /// Of which group.
    pub group: GroupId,
    /// The alarm.
    pub alert: AlertId,
    /// When the group was alerted.
    pub alerted_at: Timestamp,
    /// A practised alarm.
    pub drill: bool,
    /// Since when an answer is waited for, in this start of the program: since a channel accepted, or, where a channel keeps failing, since the alarm.
    pub accepted_at: Option<Timestamp>,
    /// Deliveries that a service took, or may still take.
    pub open: u32,
    /// It was escalated before.
    pub escalated: bool,
}

/// Recipients of running alarms younger than `since` without any sign of life: no receipt (an update's counts too: it replaces the alarm on a phone
/// that slept), no opened page, nothing said. `delivered_at` is a device's word alone: a mail server that took a mail says nothing of a person
/// (EDGES 10), though it counts as delivered (EDGES 16). Deliveries that an earlier start of the program made count as accepted when this one
/// started (`boot_at`): only this process's time is waited.
pub async fn silent(tx: &mut Tx, since: Timestamp, boot: BootId, boot_at: Timestamp) -> Result<Vec<Silent>> {
    // From the few running incidents to their deliveries, by indexes: this is asked every few seconds, of a table that keeps everything.
    let rows = sql("SELECT d.member_id, m.account_id, d.incident_id, i.group_id, d.alert_id, i.alerted_at, i.drill,
                      MIN(CASE WHEN d.state IN ('pending', 'leased') AND d.attempts > 0 THEN CASE WHEN i.alerted_at > $3 THEN i.alerted_at ELSE $3 END
                               WHEN d.state NOT IN ('accepted', 'delivered') THEN NULL WHEN d.accepted_boot = $2 THEN d.accepted_at ELSE $3 END) AS accepted_at,
                      CAST(SUM(CASE WHEN d.state IN ('pending', 'leased', 'accepted', 'delivered') THEN 1 ELSE 0 END) AS BIGINT) AS open,
                      MAX(d.escalated) AS escalated
                    FROM incidents i CROSS JOIN deliveries d JOIN members m ON m.id = d.member_id
                    WHERE i.state = 'alerted' AND i.alerted_at >= $1 AND d.incident_id = i.id AND d.alert_kind = 'alarm'
                      AND m.membership = 'active'
                      AND NOT EXISTS (SELECT 1 FROM openings o WHERE o.incident_id = d.incident_id AND o.member_id = d.member_id)
                      AND NOT EXISTS (SELECT 1 FROM incident_events v WHERE v.incident_id = d.incident_id AND v.member_id = d.member_id)
                      AND NOT EXISTS (SELECT 1 FROM deliveries u WHERE u.incident_id = d.incident_id AND u.member_id = d.member_id AND u.delivered_at IS NOT NULL)
                    GROUP BY d.member_id, m.account_id, d.incident_id, i.group_id, d.alert_id, i.alerted_at, i.drill
                    HAVING MAX(d.escalated) = 0")
        .bind(since)
        .bind(boot)
        .bind(boot_at)
        .all(tx)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Silent {
                member: row.get("member_id")?,
                account: row.get("account_id")?,
                incident: row.get("incident_id")?,
                group: row.get("group_id")?,
                alert: row.get("alert_id")?,
                alerted_at: row.get("alerted_at")?,
                drill: row.get("drill")?,
                accepted_at: row.get("accepted_at")?,
                open: row.get("open")?,
                escalated: row.get("escalated")?,
            })
        })
        .collect()
}

/// The channels by which a member was tried for an alert.
pub async fn channels_tried(tx: &mut Tx, alert: AlertId, member: MemberId) -> Result<Vec<ChannelKind>> {
    let rows = sql("SELECT DISTINCT channel FROM deliveries WHERE alert_id = $1 AND member_id = $2 ORDER BY channel")
        .bind(alert)
        .bind(member)
        .all(tx)
        .await?;
    rows.iter().map(|row| row.get("channel")).collect()
}

/// Everything that the outbox still has to do: how much waits, and when the next of it is due. An alert without deliveries is due since it was made:
/// left out, an expansion that fails for ever would look like a queue that is empty.
pub async fn queue(tx: &mut Tx) -> Result<(u32, Option<Timestamp>)> {
    // Each state by the index of its own: whoever watches the server asks this every few seconds, of tables that keep everything.
    let row = sql("SELECT COUNT(*) AS waiting, MIN(x.due_at) AS next FROM
                     (SELECT created_at AS due_at FROM alerts WHERE expanded_at IS NULL
                      UNION ALL SELECT due_at FROM deliveries WHERE state = 'pending'
                      UNION ALL SELECT due_at FROM deliveries WHERE state = 'leased'
                      UNION ALL SELECT due_at FROM probes WHERE state = 'pending'
                      UNION ALL SELECT due_at FROM probes WHERE state = 'leased') x")
    .one(tx)
    .await?;
    Ok((row.get("waiting")?, row.get("next")?))
}

/// Every delivery of an incident with its state, for tests and for support.
pub async fn states(
    tx: &mut Tx,
    incident: IncidentId,
) -> Result<Vec<(MemberId, ChannelKind, AlertKind, DeliveryState)>> {
    let rows = sql("SELECT member_id, channel, alert_kind, state FROM deliveries WHERE incident_id = $1 ORDER BY id")
        .bind(incident)
        .all(tx)
        .await?;
    rows.iter()
        .map(|row| {
            Ok((
                row.get("member_id")?,
                row.get("channel")?,
                row.get("alert_kind")?,
                row.get("state")?,
            ))
        })
        .collect()
}

/// Deliveries of ended or expired alerts whose receipts can come no more lose their token; how many.
pub async fn forget_receipts(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    sql("UPDATE deliveries SET receipt_hash = NULL WHERE receipt_hash IS NOT NULL AND expires_at <= $1")
        .bind(now.minus(Span::days(1)))
        .run(tx)
        .await
}

/// Everything that is needed to send a delivery, as true as it is at this moment.
#[derive(Debug, Clone)]
pub struct Dispatch {
    /// The incident, with its place.
    pub stored: crate::incident::Stored,
    /// Name of its street.
    pub street: Option<String>,
    /// Name of the group.
    pub group_name: String,
    /// Code of its country profile.
    pub country: String,
    /// The address as text.
    pub address: String,
    /// The recipient's language and hours of quiet.
    pub account: crate::account::Account,
    /// What the recipient has been through.
    pub past: Past,
    /// People were told before that it ended: nobody is outside because of it any more.
    pub ended_before: bool,
}

/// Reads what is needed to send a delivery that this start of the program has claimed; none when it was withdrawn or its endpoint is gone.
pub async fn dispatch(
    tx: &mut Tx,
    sealer: &crate::Sealer,
    boot: BootId,
    delivery: &Delivery,
) -> Result<Option<Dispatch>> {
    let held = sql("SELECT 1 AS held FROM deliveries WHERE id = $1 AND lease_boot = $2")
        .bind(delivery.id)
        .bind(boot)
        .first(tx)
        .await?;
    let (Some(_), Some(endpoint)) = (held, delivery.endpoint) else {
        return Ok(None);
    };
    let Some(address) = crate::endpoint::address(tx, sealer, endpoint).await? else {
        return Ok(None);
    };
    let Some(stored) = crate::incident::find(tx, delivery.incident).await? else {
        return Ok(None);
    };
    let row = sql(
        "SELECT g.name AS group_name, g.country, (SELECT name FROM streets WHERE id = $3) AS street, m.account_id,
                     (SELECT COUNT(*) FROM alerts WHERE incident_id = $4 AND kind = 'closing') AS closings
                   FROM groups g JOIN members m ON m.group_id = g.id WHERE g.id = $1 AND m.id = $2 AND m.membership = 'active'",
    )
    .bind(stored.group)
    .bind(delivery.member)
    .bind(stored.place.street)
    .bind(stored.incident.id)
    .first(tx)
    .await?;
    // Whoever left while the alert was expanded has a delivery that leaving could not see, and so not withdraw (EDGES 14).
    let Some(row) = row else { return Ok(None) };
    let Some(account) = crate::account::find(tx, row.get("account_id")?).await? else {
        return Ok(None);
    };
    let past = past(tx, delivery).await?;
    Ok(Some(Dispatch {
        street: row.get("street")?,
        group_name: row.get("group_name")?,
        country: row.get("country")?,
        ended_before: row.get("closings")?,
        stored,
        address,
        account,
        past,
    }))
}
