//! Endpoints: one address of a channel. What an address is made of is the channel's business; here it is a sealed text.

use crate::db::{Row, Tx, sql};
use crate::error::Result;
use crate::seal::Sealer;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::delivery::ChannelKind;
use saar_domain::id::{AccountId, EndpointId, SessionId};

const ADDRESS: &str = "endpoints.address";

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
}

fn read(row: &Row) -> Result<Endpoint> {
    Ok(Endpoint {
        id: row.get("id")?,
        channel: row.get("channel")?,
        session: row.get("session_id")?,
        answered_at: row.get("answered_at")?,
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
    let index = sealer.index(ADDRESS, new.address);
    // Threat: alarms of the former owner's group, still waiting, would reach the new owner's phone. Forgotten, they have nowhere to go.
    sql("DELETE FROM endpoints WHERE address_index = $1 AND account_id <> $2")
        .bind(index)
        .bind(new.account)
        .run(tx)
        .await?;
    sql("INSERT INTO endpoints (id, account_id, channel, address_sealed, address_index, session_id, created_at, answered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
         ON CONFLICT (address_index) DO UPDATE SET account_id = excluded.account_id, session_id = excluded.session_id,
           address_sealed = excluded.address_sealed, answered_at = excluded.answered_at")
        .bind(new.id)
        .bind(new.account)
        .bind(new.channel)
        .bind(sealer.seal(ADDRESS, new.address.as_bytes(), entropy))
        .bind(index)
        .bind(new.session)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Whether an address is one of the account's.
pub async fn has(tx: &mut Tx, sealer: &Sealer, account: AccountId, address: &str) -> Result<bool> {
    let row = sql("SELECT id FROM endpoints WHERE address_index = $1 AND account_id = $2")
        .bind(sealer.index(ADDRESS, address))
        .bind(account)
        .first(tx)
        .await?;
    Ok(row.is_some())
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

/// A device gave a sign of life.
pub async fn answered(tx: &mut Tx, id: EndpointId, now: Timestamp) -> Result<()> {
    sql("UPDATE endpoints SET answered_at = $2 WHERE id = $1")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Forgets an endpoint; deliveries to it keep their history without it.
pub async fn forget(tx: &mut Tx, id: EndpointId) -> Result<()> {
    sql("DELETE FROM endpoints WHERE id = $1").bind(id).run(tx).await?;
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
