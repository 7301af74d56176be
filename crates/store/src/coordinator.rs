//! Who looks after all groups of an umbrella.

use crate::account::{email_index, email_indexes};
use crate::db::{Row, Tx, sql};
use crate::error::Result;
use crate::group::Group;
use crate::seal::Sealer;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::id::{AccountId, GroupId, UmbrellaId};

pub(crate) const EMAIL: &str = "coordinators_asked.email";

/// An umbrella.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Umbrella {
    /// Its id.
    pub id: UmbrellaId,
    /// Its name.
    pub name: String,
}

/// Those who said yes, of the umbrella of a group.
pub async fn of_group(tx: &mut Tx, group: GroupId) -> Result<Vec<AccountId>> {
    let rows = sql(
        "SELECT c.account_id FROM coordinators c JOIN groups g ON g.umbrella_id = c.umbrella_id
                    WHERE g.id = $1 ORDER BY c.account_id",
    )
    .bind(group)
    .all(tx)
    .await?;
    rows.iter().map(|row| row.get("account_id")).collect()
}

/// The umbrellas of an account, by name.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Umbrella>> {
    let rows = sql(
        "SELECT u.id, u.name FROM coordinators c JOIN umbrellas u ON u.id = c.umbrella_id
                    WHERE c.account_id = $1 ORDER BY u.name, u.id",
    )
    .bind(account)
    .all(tx)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Umbrella> {
    Ok(Umbrella {
        id: row.get("id")?,
        name: row.get("name")?,
    })
}

/// One umbrella.
pub async fn find(tx: &mut Tx, id: UmbrellaId) -> Result<Option<Umbrella>> {
    let row = sql("SELECT id, name FROM umbrellas WHERE id = $1")
        .bind(id)
        .first(tx)
        .await?;
    row.as_ref().map(read).transpose()
}

/// All of them, by name. For the command line.
pub async fn umbrellas(tx: &mut Tx) -> Result<Vec<Umbrella>> {
    let rows = sql("SELECT id, name FROM umbrellas ORDER BY name, id").all(tx).await?;
    rows.iter().map(read).collect()
}

/// The groups of an umbrella.
pub async fn groups(tx: &mut Tx, id: UmbrellaId) -> Result<Vec<Group>> {
    sql("SELECT * FROM groups WHERE umbrella_id = $1 ORDER BY name, id")
        .bind(id)
        .all(tx)
        .await?
        .iter()
        .map(crate::group::read)
        .collect()
}

/// How many coordinate it.
pub async fn count(tx: &mut Tx, id: UmbrellaId) -> Result<u32> {
    sql("SELECT COUNT(*) AS n FROM coordinators WHERE umbrella_id = $1")
        .bind(id)
        .one(tx)
        .await?
        .get("n")
}

/// Makes an account coordinator, after its yes.
pub async fn appoint(tx: &mut Tx, id: UmbrellaId, account: AccountId, now: Timestamp) -> Result<()> {
    sql("INSERT INTO coordinators (umbrella_id, account_id, since) VALUES ($1, $2, $3) ON CONFLICT (umbrella_id, account_id) DO NOTHING")
        .bind(id)
        .bind(account)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Ends that.
pub async fn step_down(tx: &mut Tx, id: UmbrellaId, account: AccountId) -> Result<()> {
    sql("DELETE FROM coordinators WHERE umbrella_id = $1 AND account_id = $2")
        .bind(id)
        .bind(account)
        .run(tx)
        .await?;
    Ok(())
}

/// Asks an address; whether it was not asked yet. The address is kept sealed, for its index is made anew when keys are rotated.
pub async fn ask(
    tx: &mut Tx,
    sealer: &Sealer,
    id: UmbrellaId,
    email: &str,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<bool> {
    let indexes = email_indexes(sealer, email);
    let asked = sql(
        "INSERT INTO coordinators_asked (umbrella_id, email_index, email_sealed, asked_at)
         SELECT u.id, $2, $3, $4 FROM umbrellas u WHERE u.id = $1
           AND NOT EXISTS (SELECT 1 FROM coordinators_asked q WHERE q.umbrella_id = $1 AND q.email_index IN ($5, $6))
         ON CONFLICT (umbrella_id, email_index) DO NOTHING",
    )
    .bind(id)
    .bind(email_index(sealer, email))
    .bind(sealer.seal(EMAIL, email.as_bytes(), entropy))
    .bind(now)
    .bind(indexes.a)
    .bind(indexes.b)
    .run(tx)
    .await?;
    Ok(asked > 0)
}

/// How many were asked since then and have not answered.
pub async fn count_asked(tx: &mut Tx, id: UmbrellaId, since: Timestamp) -> Result<u32> {
    sql("SELECT COUNT(*) AS n FROM coordinators_asked WHERE umbrella_id = $1 AND asked_at > $2")
        .bind(id)
        .bind(since)
        .one(tx)
        .await?
        .get("n")
}

/// Whether an address was asked since then: its mailbox may open an account.
pub async fn is_asked(tx: &mut Tx, sealer: &Sealer, email: &str, since: Timestamp) -> Result<bool> {
    let indexes = email_indexes(sealer, email);
    let row = sql("SELECT umbrella_id FROM coordinators_asked WHERE email_index IN ($1, $2) AND asked_at > $3 LIMIT 1")
        .bind(indexes.a)
        .bind(indexes.b)
        .bind(since)
        .first(tx)
        .await?;
    Ok(row.is_some())
}

/// The umbrellas that asked an account's address since then.
pub async fn asked(tx: &mut Tx, account: AccountId, since: Timestamp) -> Result<Vec<Umbrella>> {
    let rows = sql("SELECT u.id, u.name FROM coordinators_asked q JOIN umbrellas u ON u.id = q.umbrella_id
                    JOIN accounts a ON q.email_index IN (a.email_index, a.email_index_b) WHERE a.id = $1 AND q.asked_at > $2 ORDER BY u.name, u.id")
    .bind(account)
    .bind(since)
    .all(tx)
    .await?;
    rows.iter().map(read).collect()
}

/// They answered.
pub async fn settle(tx: &mut Tx, id: UmbrellaId, account: AccountId) -> Result<()> {
    sql("DELETE FROM coordinators_asked WHERE umbrella_id = $1 AND email_index IN (SELECT email_index FROM accounts WHERE id = $2 UNION SELECT email_index_b FROM accounts WHERE id = $2)")
        .bind(id)
        .bind(account)
        .run(tx)
        .await?;
    Ok(())
}

/// Forgets who was asked before then: how many, and the accounts that are at those addresses.
pub(crate) async fn forget_asked(tx: &mut Tx, before: Timestamp) -> Result<(u64, Vec<AccountId>)> {
    let rows = sql(
        "SELECT a.id FROM coordinators_asked q JOIN accounts a ON q.email_index IN (a.email_index, a.email_index_b) WHERE q.asked_at <= $1",
    )
    .bind(before)
    .all(tx)
    .await?;
    let asked = sql("DELETE FROM coordinators_asked WHERE asked_at <= $1")
        .bind(before)
        .run(tx)
        .await?;
    let accounts: Result<Vec<AccountId>> = rows.iter().map(|row| row.get("id")).collect();
    Ok((asked, accounts?))
}
