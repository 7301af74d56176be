//! Endpoints: one address of a channel. What an address is made of is the channel's business; here it is a sealed text.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use crate::seal::Sealer;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::delivery::ChannelKind;
use saar_domain::id::{AccountId, EndpointId, SessionId};
use saar_domain::limits;
use saar_domain::reach::Phone;

pub(crate) const ADDRESS: &str = "endpoints.address";

/// One address of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Its id.
    pub id: EndpointId,
    /// Of which channel.
    pub channel: ChannelKind,
    /// The signed-in device that it belongs to, if it is still signed in.
    pub session: Option<SessionId>,
    /// When it last answered.
    pub answered_at: Option<Timestamp>,
    /// Whether it answers when it is looked at; a mailbox is not.
    pub phone: Phone,
}

fn read(row: &Row) -> Result<Endpoint> {
    Ok(Endpoint {
        id: row.get("id")?,
        channel: row.get("channel")?,
        session: row.get("session_id")?,
        answered_at: row.get("answered_at")?,
        phone: read_phone(row)?,
    })
}

/// What is known of its answers, from a row that has the columns.
pub(crate) fn read_phone(row: &Row) -> Result<Phone> {
    let checked: Option<Timestamp> = row.get("checked_at")?;
    Ok(Phone {
        looked_at: checked.map_or_else(|| row.get("created_at"), Ok)?,
        unanswered: row.get("unanswered")?,
    })
}

/// A new endpoint, as it is stored.
#[derive(Debug)]
pub struct NewEndpoint<'a> {
    /// Its id, unless the address is known already.
    pub id: EndpointId,
    /// Whose.
    pub account: AccountId,
    /// Of which channel.
    pub channel: ChannelKind,
    /// The address as text.
    pub address: &'a str,
    /// The device.
    pub session: Option<SessionId>,
}

/// Adds an endpoint, or moves a known address to this account: a shared phone belongs to who signed in last. Its id stays only while it stays with
/// the account.
pub async fn save(
    tx: &mut Tx,
    sealer: &Sealer,
    new: &NewEndpoint<'_>,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<()> {
    let indexes = sealer.indexes(ADDRESS, new.address);
    // Threat: alarms of the former owner's group, still waiting, would reach the new owner's phone. Forgotten, they have nowhere to go.
    sql("DELETE FROM endpoints WHERE (address_index = $1 OR address_index_b = $2) AND account_id <> $3")
        .bind(indexes.a)
        .bind(indexes.b)
        .bind(new.account)
        .run(tx)
        .await?;
    let sealed = sealer.seal(ADDRESS, new.address.as_bytes(), entropy);
    let known = || {
        sql(
            // Both indexes too: a rotation that fills them leaves a row alone that was saved meanwhile.
            "UPDATE endpoints SET account_id = $3, session_id = $4, address_sealed = $5, answered_at = $6, address_index = $7, address_index_b = $2
             WHERE address_index = $1 OR address_index_b = $2",
        )
        .bind(indexes.a)
        .bind(indexes.b)
        .bind(new.account)
        .bind(new.session)
        .bind(sealed.clone())
        .bind(now)
        .bind(indexes.a_or_id(new.id))
    };
    if known().run(tx).await? > 0 {
        return Ok(());
    }
    let added = sql("INSERT INTO endpoints (id, account_id, channel, address_sealed, address_index, address_index_b, session_id, created_at, answered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT DO NOTHING")
        .bind(new.id)
        .bind(new.account)
        .bind(new.channel)
        .bind(sealed.clone())
        .bind(indexes.a_or_id(new.id))
        .bind(indexes.b)
        .bind(new.session)
        .bind(now)
        .run(tx)
        .await?;
    // Two sign in on one phone at the same moment: the second waited for the first, and takes over what it added.
    if added == 0 {
        known().run(tx).await?;
    }
    Ok(())
}

/// Whether an address is one of the account's.
pub async fn has(tx: &mut Tx, sealer: &Sealer, account: AccountId, address: &str) -> Result<bool> {
    let indexes = sealer.indexes(ADDRESS, address);
    let row = sql("SELECT id FROM endpoints WHERE (address_index = $1 OR address_index_b = $2) AND account_id = $3")
        .bind(indexes.a)
        .bind(indexes.b)
        .bind(account)
        .first(tx)
        .await?;
    Ok(row.is_some())
}

/// The endpoint of an account with an address.
pub async fn find(tx: &mut Tx, sealer: &Sealer, account: AccountId, address: &str) -> Result<Option<Endpoint>> {
    let indexes = sealer.indexes(ADDRESS, address);
    sql("SELECT * FROM endpoints WHERE (address_index = $1 OR address_index_b = $2) AND account_id = $3")
        .bind(indexes.a)
        .bind(indexes.b)
        .bind(account)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The endpoints of an account, oldest first.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Endpoint>> {
    sql("SELECT * FROM endpoints WHERE account_id = $1 ORDER BY created_at, id")
        .bind(account)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// The address itself; none when the endpoint is gone.
pub async fn address(tx: &mut Tx, sealer: &Sealer, id: EndpointId) -> Result<Option<String>> {
    match sql("SELECT address_sealed FROM endpoints WHERE id = $1")
        .bind(id)
        .first(tx)
        .await?
    {
        None => Ok(None),
        Some(row) => sealer
            .open_text(ADDRESS, &row.get::<Vec<u8>>("address_sealed")?)
            .map(Some),
    }
}

/// A device showed something: what is sent there arrives. Its owner may be told again, should it fall silent once more.
pub async fn answered(tx: &mut Tx, id: EndpointId, now: Timestamp) -> Result<()> {
    sql("UPDATE endpoints SET answered_at = $2, checked_at = $2, unanswered = 0 WHERE id = $1")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    sql("UPDATE accounts SET silence_told_at = NULL WHERE silence_told_at IS NOT NULL AND id = (SELECT account_id FROM endpoints WHERE id = $1)")
        .bind(id)
        .run(tx)
        .await?;
    Ok(())
}

/// The same for the endpoint of a delivery, by its receipt.
pub async fn answered_delivery(tx: &mut Tx, receipt_hash: [u8; 32], now: Timestamp) -> Result<()> {
    let row = sql("SELECT endpoint_id FROM deliveries WHERE receipt_hash = $1 AND endpoint_id IS NOT NULL")
        .bind(receipt_hash)
        .first(tx)
        .await?;
    match row {
        Some(row) => answered(tx, row.get("endpoint_id")?, now).await,
        None => Ok(()),
    }
}

/// A look begins: until it is answered, it counts as one that was not.
pub async fn looked_at(tx: &mut Tx, id: EndpointId, now: Timestamp) -> Result<()> {
    sql("UPDATE endpoints SET checked_at = $2, unanswered = unanswered + 1 WHERE id = $1")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// A phone that may have to be looked at, or whose owner may have to be told.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The phone.
    pub endpoint: Endpoint,
    /// Whose.
    pub account: AccountId,
    /// Its owner was told that it does not answer, and it has not answered since.
    pub told: bool,
}

/// Phones of members of any group that nobody looked at since an instant, the longest first. A phone of who is away may lie in a drawer: not those.
pub async fn not_looked_at_since(tx: &mut Tx, since: Timestamp, rows_max: u32) -> Result<Vec<Waiting>> {
    sql(
        "SELECT e.*, a.silence_told_at FROM endpoints e JOIN accounts a ON a.id = e.account_id
         WHERE e.channel = 'web_push' AND a.paused = 0 AND COALESCE(e.checked_at, e.created_at) <= $1
           AND (e.unanswered = 0 OR a.silence_told_at IS NULL OR COALESCE(e.checked_at, e.created_at) <= $2)
           AND EXISTS (SELECT 1 FROM members m WHERE m.account_id = e.account_id AND m.membership = 'active')
         ORDER BY COALESCE(e.checked_at, e.created_at), e.id LIMIT $3",
    )
    .bind(since)
    .bind(since.minus(limits::CHECK_EVERY.minus(limits::CHECK_EXPIRY)))
    .bind(rows_max)
    .all(tx)
    .await?
    .iter()
    .map(|row| {
        Ok(Waiting {
            endpoint: read(row)?,
            account: row.get("account_id")?,
            told: row.get::<Option<Timestamp>>("silence_told_at")?.is_some(),
        })
    })
    .collect()
}

/// Notes that somebody is told that their phone does not answer; false when they were, and it has not answered since.
pub async fn mark_told(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<bool> {
    let told = sql("UPDATE accounts SET silence_told_at = $2 WHERE id = $1 AND silence_told_at IS NULL")
        .bind(account)
        .bind(now)
        .run(tx)
        .await?;
    Ok(told > 0)
}

/// Whose phone it is; none for a mailbox.
pub async fn owner_of_phone(tx: &mut Tx, id: EndpointId) -> Result<Option<AccountId>> {
    let row = sql("SELECT account_id FROM endpoints WHERE id = $1 AND channel = $2")
        .bind(id)
        .bind(ChannelKind::WebPush)
        .first(tx)
        .await?;
    row.map(|row| row.get("account_id")).transpose()
}

/// Forgets an endpoint; deliveries to it keep their history without it.
pub async fn forget(tx: &mut Tx, id: EndpointId) -> Result<()> {
    sql("DELETE FROM endpoints WHERE id = $1").bind(id).run(tx).await?;
    Ok(())
}

/// An account's mailbox is another one from now on; what was sent there and has still to be ended is ended at the new one. Whether there was one.
pub async fn move_mailbox(
    tx: &mut Tx,
    sealer: &Sealer,
    account: AccountId,
    address: &str,
    (now, entropy): (Timestamp, &dyn Entropy),
) -> Result<bool> {
    let known = sql("SELECT id FROM endpoints WHERE account_id = $1 AND channel = $2 ORDER BY created_at, id LIMIT 1")
        .bind(account)
        .bind(ChannelKind::Email)
        .first(tx)
        .await?;
    let Some(known) = known else { return Ok(false) };
    let (id, indexes): (EndpointId, _) = (known.get("id")?, sealer.indexes(ADDRESS, address));
    sql("DELETE FROM endpoints WHERE (address_index = $1 OR address_index_b = $2) AND id <> $3")
        .bind(indexes.a)
        .bind(indexes.b)
        .bind(id)
        .run(tx)
        .await?;
    sql("UPDATE endpoints SET address_sealed = $2, address_index = $3, address_index_b = $4, answered_at = $5 WHERE id = $1")
        .bind(id)
        .bind(sealer.seal(ADDRESS, address.as_bytes(), entropy))
        .bind(indexes.a_or_id(id))
        .bind(indexes.b)
        .bind(now)
        .run(tx)
        .await?;
    Ok(true)
}

/// Forgets the mailbox of an account.
pub async fn forget_mailbox(tx: &mut Tx, account: AccountId) -> Result<()> {
    sql("DELETE FROM endpoints WHERE account_id = $1 AND channel = $2")
        .bind(account)
        .bind(ChannelKind::Email)
        .run(tx)
        .await?;
    Ok(())
}

/// Forgets an account's endpoint of a channel on one device. Whether there was one.
pub async fn forget_of_session(tx: &mut Tx, session: SessionId) -> Result<bool> {
    Ok(sql("DELETE FROM endpoints WHERE session_id = $1")
        .bind(session)
        .run(tx)
        .await?
        > 0)
}
