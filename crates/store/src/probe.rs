//! Probes: messages to oneself that try the way of an alarm, claimed, sent and recorded by the outbox beside the deliveries.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use crate::lease::{Ended, PROBES};
use saar_domain::clock::Timestamp;
use saar_domain::delivery::{ChannelKind, DeliveryState};
use saar_domain::id::{AccountId, BootId, DeliveryId, EndpointId};
use saar_domain::probe::ProbePurpose;

/// A probe, and how far it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// Its id; travels with the message as the idempotency key.
    pub id: DeliveryId,
    /// Whose.
    pub account: AccountId,
    /// Where; none once the endpoint was forgotten.
    pub endpoint: Option<EndpointId>,
    /// By which channel.
    pub channel: ChannelKind,
    /// What for.
    pub purpose: ProbePurpose,
    /// Where it stands.
    pub state: DeliveryState,
    /// Attempts, this one included.
    pub attempts: u32,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it is not worth sending any more.
    pub expires_at: Timestamp,
    /// When the channel's service took it.
    pub accepted_at: Option<Timestamp>,
    /// When a device showed it, or its owner said that it is there.
    pub delivered_at: Option<Timestamp>,
    /// When it was opened.
    pub seen_at: Option<Timestamp>,
}

fn read(row: &Row) -> Result<Probe> {
    Ok(Probe {
        id: row.get("id")?,
        account: row.get("account_id")?,
        endpoint: row.get("endpoint_id")?,
        channel: row.get("channel")?,
        purpose: row.get("purpose")?,
        state: row.get("state")?,
        attempts: row.get("attempts")?,
        created_at: row.get("created_at")?,
        expires_at: row.get("expires_at")?,
        accepted_at: row.get("accepted_at")?,
        delivered_at: row.get("delivered_at")?,
        seen_at: row.get("seen_at")?,
    })
}

/// A probe to be.
#[derive(Debug, Clone, Copy)]
pub struct NewProbe {
    /// Its id.
    pub id: DeliveryId,
    /// To whom: the account that asked, and nobody else.
    pub account: AccountId,
    /// Where.
    pub endpoint: EndpointId,
    /// By which channel.
    pub channel: ChannelKind,
    /// What for.
    pub purpose: ProbePurpose,
    /// Hash of its receipt's token.
    pub receipt_hash: [u8; 32],
}

/// Adds a probe, to be sent after the commit.
pub async fn insert(tx: &mut Tx, new: &NewProbe, now: Timestamp) -> Result<()> {
    sql("INSERT INTO probes (id, account_id, endpoint_id, channel, purpose, state, attempts, created_at, due_at, expires_at, receipt_hash)
         VALUES ($1, $2, $3, $4, $5, 'pending', 0, $6, $6, $7, $8)")
        .bind(new.id)
        .bind(new.account)
        .bind(new.endpoint)
        .bind(new.channel)
        .bind(new.purpose)
        .bind(now)
        .bind(now.plus(new.purpose.expiry()))
        .bind(new.receipt_hash)
        .run(tx)
        .await?;
    Ok(())
}

/// Claims what is due, for this start of the program.
pub async fn claim(tx: &mut Tx, boot: BootId, now: Timestamp, rows_max: u32) -> Result<Vec<Probe>> {
    let rows = PROBES.claim(tx, boot, now, rows_max).await?;
    rows.iter().map(read).collect()
}

/// Frees the leases of every other start of the program (EDGES 11). How many.
pub async fn free_leases(tx: &mut Tx, boot: BootId, now: Timestamp) -> Result<u64> {
    PROBES.free(tx, boot, now).await
}

/// Records how an attempt of this start of the program ended. Does nothing when a receipt was faster.
pub async fn record(tx: &mut Tx, boot: BootId, id: DeliveryId, ended: &Ended, now: Timestamp) -> Result<()> {
    let query = match PROBES.unsent(boot, id, ended) {
        Some(unsent) => unsent,
        // A mail server that took a mail has delivered nothing to anybody's eyes: here that is "accepted", and no more.
        None => sql("UPDATE probes SET state = CASE WHEN state = 'leased' THEN 'accepted' ELSE state END, lease_boot = NULL,
                       accepted_at = COALESCE(accepted_at, $3), why = NULL WHERE id = $1 AND (lease_boot = $2 OR state IN ('delivered', 'seen'))")
            .bind(id)
            .bind(boot)
            .bind(now),
    };
    query.run(tx).await?;
    Ok(())
}

/// A device says that it showed or opened a probe: whose it was, if that is new. Monotonic, as for deliveries (EDGES 20).
pub async fn receipt(
    tx: &mut Tx,
    receipt_hash: [u8; 32],
    state: DeliveryState,
    now: Timestamp,
) -> Result<Option<Probe>> {
    let query = match state {
        DeliveryState::Seen => sql("UPDATE probes SET state = 'seen', lease_boot = NULL, seen_at = $2, delivered_at = COALESCE(delivered_at, $2)
                                    WHERE receipt_hash = $1 AND state IN ('leased', 'accepted', 'delivered', 'pending', 'failed') AND expires_at > $2 RETURNING *"),
        DeliveryState::Delivered => sql("UPDATE probes SET state = 'delivered', lease_boot = NULL, delivered_at = $2
                                         WHERE receipt_hash = $1 AND state IN ('leased', 'accepted', 'pending', 'failed') AND expires_at > $2 RETURNING *"),
        _ => return Ok(None),
    };
    query
        .bind(receipt_hash.as_slice())
        .bind(now)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Its owner says that a probe is there, where no device can: a mail. Whether it was theirs.
pub async fn arrived(tx: &mut Tx, account: AccountId, id: DeliveryId, now: Timestamp) -> Result<bool> {
    let changed = sql("UPDATE probes SET state = 'seen', lease_boot = NULL, seen_at = COALESCE(seen_at, $3), delivered_at = COALESCE(delivered_at, $3)
                       WHERE id = $1 AND account_id = $2 AND state <> 'failed'")
        .bind(id)
        .bind(account)
        .bind(now)
        .run(tx)
        .await?;
    Ok(changed > 0)
}

/// The last test alarm of an account: what was sent together, phones first.
pub async fn last_test(tx: &mut Tx, account: AccountId) -> Result<Vec<Probe>> {
    sql(
        "SELECT * FROM probes WHERE account_id = $1 AND purpose = 'test' AND created_at =
           (SELECT MAX(created_at) FROM probes WHERE account_id = $1 AND purpose = 'test') ORDER BY channel DESC, id",
    )
    .bind(account)
    .all(tx)
    .await?
    .iter()
    .map(read)
    .collect()
}

/// When an account asked for test alarms since an instant, oldest first.
pub async fn tests_since(tx: &mut Tx, account: AccountId, since: Timestamp) -> Result<Vec<Timestamp>> {
    sql("SELECT DISTINCT created_at FROM probes WHERE account_id = $1 AND purpose = 'test' AND created_at > $2 ORDER BY created_at")
        .bind(account)
        .bind(since)
        .all(tx)
        .await?
        .iter()
        .map(|row| row.get("created_at"))
        .collect()
}

/// Whether an endpoint was looked at since an instant.
pub async fn was_checked_since(tx: &mut Tx, endpoint: EndpointId, since: Timestamp) -> Result<bool> {
    let row = sql("SELECT id FROM probes WHERE endpoint_id = $1 AND purpose = 'check' AND created_at > $2 LIMIT 1")
        .bind(endpoint)
        .bind(since)
        .first(tx)
        .await?;
    Ok(row.is_some())
}

/// Which are over: what was asked for before an instant, `$1`, but for what told of a drill that is still to come, `$2`: else everybody would hear of it again.
macro_rules! over {
    ($what:literal) => {
        concat!(
            $what,
            " FROM probes WHERE created_at < $1 AND NOT EXISTS (SELECT 1 FROM drills d WHERE d.id = probes.drill_id AND d.planned_at > $2",
            " AND d.called_off_at IS NULL AND d.incident_id IS NULL)"
        )
    };
}

/// How many are over.
pub(crate) const COUNT_OVER: &str = over!("SELECT COUNT(*) AS n");

/// Forgets what was asked for before an instant, but for what told of a drill that is still to come; how many.
pub async fn forget_before(tx: &mut Tx, before: Timestamp, now: Timestamp) -> Result<u64> {
    sql(over!("DELETE")).bind(before).bind(now).run(tx).await
}
