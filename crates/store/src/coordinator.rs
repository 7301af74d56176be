//! Who looks after all groups of an umbrella.

use crate::db::{Tx, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, GroupId, UmbrellaId};

/// An umbrella that an account is coordinator of, or was asked to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Umbrella {
    /// Its id.
    pub id: UmbrellaId,
    /// Its name.
    pub name: String,
    /// Since when they are; none while they have not said yes.
    pub since: Option<Timestamp>,
}

/// Those who said yes, of the umbrella of a group.
pub async fn of_group(tx: &mut Tx, group: GroupId) -> Result<Vec<AccountId>> {
    let rows = sql(
        "SELECT c.account_id FROM coordinators c JOIN groups g ON g.umbrella_id = c.umbrella_id
                    WHERE g.id = $1 AND c.since IS NOT NULL ORDER BY c.account_id",
    )
    .bind(group)
    .all(tx)
    .await?;
    rows.iter().map(|row| row.get("account_id")).collect()
}

/// The umbrellas of an account, by name.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Umbrella>> {
    let rows = sql(
        "SELECT u.id, u.name, c.since FROM coordinators c JOIN umbrellas u ON u.id = c.umbrella_id
                    WHERE c.account_id = $1 ORDER BY u.name, u.id",
    )
    .bind(account)
    .all(tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Umbrella {
                id: row.get("id")?,
                name: row.get("name")?,
                since: row.get("since")?,
            })
        })
        .collect()
}

/// Makes an account coordinator at once: by who runs the installation.
pub async fn appoint(tx: &mut Tx, umbrella: UmbrellaId, account: AccountId, now: Timestamp) -> Result<()> {
    sql(
        "INSERT INTO coordinators (umbrella_id, account_id, asked_at, since) VALUES ($1, $2, $3, $3)
         ON CONFLICT (umbrella_id, account_id) DO UPDATE SET since = COALESCE(coordinators.since, $3)",
    )
    .bind(umbrella)
    .bind(account)
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}
