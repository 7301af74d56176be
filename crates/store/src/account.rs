//! Accounts: an address under seal, a language, and how somebody wants to be reached.

use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use crate::seal::{Indexes, Sealer};
use saar_domain::alert::QuietHours;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::delivery::ChannelKind;
use saar_domain::id::AccountId;
use saar_domain::preference::{Day, HolidayPause};

pub(crate) const EMAIL: &str = "accounts.email";

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
    /// The zone in which hours and days are meant; none: the group's.
    pub time_zone: Option<String>,
    /// Away: no alarm is sent meanwhile. One that has ended may still stand here.
    pub pause: Option<HolidayPause>,
    /// Pages in large letters.
    pub large_text: bool,
    /// Pages for a left thumb.
    pub left_hand: bool,
}

impl Account {
    /// An account that has not chosen anything but its language.
    pub fn new(id: AccountId, language: &str, channels: Vec<ChannelKind>) -> Self {
        Self {
            id,
            language: language.to_owned(),
            channels,
            quiet: None,
            time_zone: None,
            pause: None,
            large_text: false,
            left_hand: false,
        }
    }
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
        time_zone: row.get("time_zone")?,
        pause: read_pause(row)?,
        large_text: row.get("large_text")?,
        left_hand: row.get("left_hand")?,
    })
}

/// The pause from a row that has its columns.
pub(crate) fn read_pause(row: &Row) -> Result<Option<HolidayPause>> {
    let day = |column: &'static str| -> Result<Option<_>> {
        let text: Option<String> = row.get(column)?;
        text.map(|text| text.parse().map_err(|_| StoreError::corrupt(column)))
            .transpose()
    };
    if !row.get::<bool>("paused")? {
        return Ok(None);
    }
    Ok(Some(HolidayPause {
        from: day("pause_from")?,
        until: day("pause_until")?,
    }))
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

/// The blind index of an address, as it is written.
pub(crate) fn email_index(sealer: &Sealer, email: &str) -> [u8; 32] {
    sealer.index(EMAIL, &folded(email))
}

/// The blind indexes of an address, as it is looked up: under each master key in use.
pub(crate) fn email_indexes(sealer: &Sealer, email: &str) -> Indexes {
    sealer.indexes(EMAIL, &folded(email))
}

/// A phone makes the first letter a capital by itself: "Merel@" and "merel@" are one mailbox to everybody but RFC 5321.
pub(crate) fn folded(email: &str) -> String {
    email.to_lowercase()
}

/// Notes that somebody was at the screen. A program with their token is not them.
pub async fn seen(tx: &mut Tx, id: AccountId, now: Timestamp) -> Result<()> {
    sql("UPDATE accounts SET seen_at = $2 WHERE id = $1 AND (seen_at IS NULL OR seen_at < $2)")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
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
    let indexes = email_indexes(sealer, email);
    sql("INSERT INTO accounts (id, email_sealed, email_index, email_index_b, language, channels, mute_real_alarms, created_at) VALUES ($1, $2, $3, $4, $5, $6, 0, $7)")
        .bind(account.id)
        .bind(sealer.seal(EMAIL, email.as_bytes(), entropy))
        .bind(indexes.a_or_id(account.id))
        .bind(indexes.b)
        .bind(account.language.as_str())
        .bind(write_channels(&account.channels))
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// An account, with the country of the group that it joined first: its numbers stand where no group does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtHome {
    /// The account.
    pub account: Account,
    /// Code of a country profile.
    pub country: Option<String>,
}

/// Columns of an account `a` for [`read_at_home`], to be read together with what opens it: each request asks.
macro_rules! at_home {
    ($more:literal) => {
        concat!(
            "SELECT a.*, (SELECT g.country FROM members m JOIN groups g ON g.id = m.group_id
                          WHERE m.account_id = a.id AND m.membership = 'active' ORDER BY m.joined_at, m.id LIMIT 1) AS country",
            $more
        )
    };
}
pub(crate) use at_home;

/// One account.
pub async fn find_at_home(tx: &mut Tx, id: AccountId) -> Result<Option<AtHome>> {
    sql(at_home!(" FROM accounts a WHERE a.id = $1"))
        .bind(id)
        .first(tx)
        .await?
        .as_ref()
        .map(read_at_home)
        .transpose()
}

pub(crate) fn read_at_home(row: &Row) -> Result<AtHome> {
    Ok(AtHome {
        account: read(row)?,
        country: row.get("country")?,
    })
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

/// Takes the account's lock for the rest of the transaction: who counts what is theirs before adding to it does this first (EDGES 13). SQLite has one
/// writer anyway; on PostgreSQL the second of two waits here, and then counts what the first one added. Whether there is such an account.
pub async fn lock(tx: &mut Tx, id: AccountId) -> Result<bool> {
    let changed = sql("UPDATE accounts SET language = language WHERE id = $1")
        .bind(id)
        .run(tx)
        .await?;
    Ok(changed > 0)
}

/// The account of an address.
pub async fn find_by_email(tx: &mut Tx, sealer: &Sealer, email: &str) -> Result<Option<Account>> {
    let indexes = email_indexes(sealer, email);
    sql("SELECT * FROM accounts WHERE email_index = $1 OR email_index_b = $2")
        .bind(indexes.a)
        .bind(indexes.b)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Saves everything that an account may choose.
pub async fn save_preferences(tx: &mut Tx, account: &Account) -> Result<()> {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    sql("UPDATE accounts SET language = $2, channels = $3, quiet_from = $4, quiet_to = $5, mute_real_alarms = $6, time_zone = $7,
           paused = $8, pause_from = $9, pause_until = $10, large_text = $11, left_hand = $12 WHERE id = $1")
        .bind(account.id)
        .bind(account.language.as_str())
        .bind(write_channels(&account.channels))
        .bind(account.quiet.map(|quiet| quiet.from))
        .bind(account.quiet.map(|quiet| quiet.to))
        .bind(account.quiet.is_some_and(|quiet| quiet.mute_real_alarms))
        .bind(account.time_zone.as_deref())
        .bind(account.pause.is_some())
        .bind(account.pause.and_then(|pause| day(pause.from)))
        .bind(account.pause.and_then(|pause| day(pause.until)))
        .bind(account.large_text)
        .bind(account.left_hand)
        .run(tx)
        .await?;
    Ok(())
}

/// Forgets pauses whose last day is before `day`: when somebody was away is nobody's business afterwards. How many.
pub async fn forget_pauses(tx: &mut Tx, day: Day) -> Result<u64> {
    sql("UPDATE accounts SET paused = 0, pause_from = NULL, pause_until = NULL WHERE pause_until < $1")
        .bind(day.to_string())
        .run(tx)
        .await
}

/// Gives an account another address; a unique violation when it is another's.
pub async fn set_email(tx: &mut Tx, sealer: &Sealer, id: AccountId, email: &str, entropy: &dyn Entropy) -> Result<()> {
    let indexes = email_indexes(sealer, email);
    sql("UPDATE accounts SET email_sealed = $2, email_index = $3, email_index_b = $4 WHERE id = $1")
        .bind(id)
        .bind(sealer.seal(EMAIL, email.as_bytes(), entropy))
        .bind(indexes.a_or_id(id))
        .bind(indexes.b)
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

/// Where a code goes: to the address as its account spells it, or as it was typed where there is none. Threat: where capitals do make another mailbox, its
/// owner would get the code.
pub async fn own_spelling(tx: &mut Tx, sealer: &Sealer, account: Option<&Account>, typed: String) -> Result<String> {
    match account {
        Some(account) => own_email(tx, sealer, account.id).await,
        None => Ok(typed),
    }
}
