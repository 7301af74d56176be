//! Accounts: an address under seal, a language, and how somebody wants to be reached.

use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use crate::seal::Sealer;
use saar_domain::alert::QuietHours;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::delivery::ChannelKind;
use saar_domain::id::AccountId;

const EMAIL: &str = "accounts.email";

/// Somebody who can sign in. The address is not in here: it is opened where a mail is sent, and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Language on screen: `nl`, `en`.
    pub language: String,
    /// Channels in the order of preference.
    pub channels: Vec<ChannelKind>,
    /// Hours of quiet, if any.
    pub quiet: Option<QuietHours>,
}

fn read(row: &Row) -> Result<Account> {
    let quiet = match (
        row.get::<Option<i64>>("quiet_from")?,
        row.get::<Option<i64>>("quiet_to")?,
    ) {
        (Some(from), Some(to)) => Some(QuietHours {
            from: minute(from, "quiet_from")?,
            to: minute(to, "quiet_to")?,
            mute_real_alarms: row.get("mute_real_alarms")?,
        }),
        _ => None,
    };
    Ok(Account {
        id: row.get("id")?,
        language: row.get("language")?,
        channels: read_channels(row)?,
        quiet,
    })
}

fn minute(value: i64, column: &'static str) -> Result<u16> {
    u16::try_from(value).map_err(|_| StoreError::corrupt(column))
}

/// The order of channels from a row that has the column `channels`.
pub(crate) fn read_channels(row: &Row) -> Result<Vec<ChannelKind>> {
    let codes: String = row.get("channels")?;
    codes
        .split(',')
        .filter(|code| !code.is_empty())
        .map(|code| code.parse().map_err(|_| StoreError::corrupt("channels")))
        .collect()
}

fn write_channels(channels: &[ChannelKind]) -> String {
    channels
        .iter()
        .map(|channel| channel.code())
        .collect::<Vec<_>>()
        .join(",")
}

/// The blind index of an address.
pub fn email_index(sealer: &Sealer, email: &str) -> [u8; 32] {
    // A phone makes the first letter a capital by itself: "Merel@" and "merel@" are one mailbox to everybody but RFC 5321.
    sealer.index(EMAIL, &email.to_lowercase())
}

/// Adds an account for an address; the address is confirmed by then.
pub async fn insert(
    tx: &mut Tx,
    sealer: &Sealer,
    account: &Account,
    email: &str,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<()> {
    sql("INSERT INTO accounts (id, email_sealed, email_index, language, channels, mute_real_alarms, created_at) VALUES ($1, $2, $3, $4, $5, 0, $6)")
        .bind(account.id)
        .bind(sealer.seal(EMAIL, email.as_bytes(), entropy))
        .bind(email_index(sealer, email))
        .bind(account.language.as_str())
        .bind(write_channels(&account.channels))
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// One account, with the country of the group that it joined first: its numbers stand where no group does. One statement, for each request asks.
pub async fn find_at_home(tx: &mut Tx, id: AccountId) -> Result<Option<(Account, Option<String>)>> {
    let row = sql(
        "SELECT a.*, (SELECT g.country FROM members m JOIN groups g ON g.id = m.group_id
                      WHERE m.account_id = a.id AND m.membership = 'active' ORDER BY m.joined_at, m.id LIMIT 1) AS country
         FROM accounts a WHERE a.id = $1",
    )
    .bind(id)
    .first(tx)
    .await?;
    row.map(|row| Ok((read(&row)?, row.get("country")?))).transpose()
}

/// One account.
pub async fn find(tx: &mut Tx, id: AccountId) -> Result<Option<Account>> {
    sql("SELECT * FROM accounts WHERE id = $1")
        .bind(id)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The account of an address.
pub async fn find_by_email(tx: &mut Tx, sealer: &Sealer, email: &str) -> Result<Option<Account>> {
    let index = email_index(sealer, email);
    sql("SELECT * FROM accounts WHERE email_index = $1")
        .bind(index)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Saves language, channels and quiet hours.
pub async fn save_preferences(tx: &mut Tx, account: &Account) -> Result<()> {
    sql("UPDATE accounts SET language = $2, channels = $3, quiet_from = $4, quiet_to = $5, mute_real_alarms = $6 WHERE id = $1")
        .bind(account.id)
        .bind(account.language.as_str())
        .bind(write_channels(&account.channels))
        .bind(account.quiet.map(|quiet| quiet.from))
        .bind(account.quiet.map(|quiet| quiet.to))
        .bind(account.quiet.is_some_and(|quiet| quiet.mute_real_alarms))
        .run(tx)
        .await?;
    Ok(())
}

/// The address of an account, for its owner's eyes.
pub async fn own_email(tx: &mut Tx, sealer: &Sealer, id: AccountId) -> Result<String> {
    let row = sql("SELECT email_sealed FROM accounts WHERE id = $1")
        .bind(id)
        .one(tx)
        .await?;
    sealer.open_text(EMAIL, &row.get::<Vec<u8>>("email_sealed")?)
}
